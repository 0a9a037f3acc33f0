from __future__ import annotations

from dataclasses import replace

import pytest
from desks import NOW
from offices import CLERK_NAME
from reading import codes, images, pages_text

from app.bootstrap import Desk
from app.domain.badge import new_badge
from app.domain.staff import StaffMember
from app.papers.badges import badge_pdf
from app.services.desk import staff_named


def member_of(desk: Desk):  # type: ignore[no-untyped-def]
    with desk.database.reading() as session:
        return staff_named(session, desk.context.tenant, CLERK_NAME)


def drawn(desk: Desk, member: StaffMember, code: str) -> bytes:
    with desk.database.reading() as session:
        return badge_pdf(session, member, code, printed_at=NOW, desk=desk.context)


@pytest.mark.parametrize("dots", [203, 300, 600])
def test_the_bar_code_of_a_badge_reads_from_paper(office: Desk, dots: int) -> None:
    badge = new_badge()
    pdf = drawn(office, member_of(office), badge)
    (picture,) = images(pdf, dots_per_inch=dots)
    assert codes(picture) == [badge]


def test_badge_and_plate_say_who_sits_where_and_never_the_code(office: Desk) -> None:
    badge = new_badge()
    member = replace(member_of(office), title="chuyên viên")
    pdf = drawn(office, member, badge)
    (text,) = pages_text(pdf)
    assert text.count(CLERK_NAME) == 2
    assert "QUẦY SỐ 3" in text
    assert "Chuyên viên" in text
    assert badge not in text


def test_a_long_name_stays_inside_its_frame(office: Desk) -> None:
    long = replace(member_of(office), full_name="Nguyễn Phước Hoàng Quỳnh Phương Uyển Ẩn Thị Thử")
    pdf = drawn(office, long, new_badge())
    (text,) = pages_text(pdf)
    assert "Phước" in text
    assert len(codes(images(pdf, dots_per_inch=300)[0])) == 1
