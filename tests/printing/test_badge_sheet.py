from __future__ import annotations

from dataclasses import replace

import pytest
from desks import NOW
from offices import CLERK_NAME
from reading import codes, images, pages_text

from app.bootstrap import Desk
from app.domain.badge import new_badge
from app.papers.badges import badge_pdf
from app.services.desk import staff_named


def member_of(desk: Desk):  # type: ignore[no-untyped-def]
    with desk.database.reading() as session:
        return staff_named(session, desk.context.tenant, CLERK_NAME)


@pytest.mark.parametrize("dots", [203, 300, 600])
def test_the_bar_code_of_a_badge_reads_from_paper(office: Desk, dots: int) -> None:
    badge = new_badge()
    pdf = badge_pdf(member_of(office), badge, printed_at=NOW, desk=office.context)
    (picture,) = images(pdf, dots_per_inch=dots)
    assert codes(picture) == [badge]


def test_badge_and_plate_say_who_sits_where_and_never_the_code(office: Desk) -> None:
    badge = new_badge()
    member = replace(member_of(office), title="chuyên viên")
    pdf = badge_pdf(member, badge, printed_at=NOW, desk=office.context)
    (text,) = pages_text(pdf)
    assert text.count(CLERK_NAME) == 2
    assert "QUẦY SỐ 3" in text
    assert "Chuyên viên" in text
    assert badge not in text


def test_a_long_name_stays_inside_its_frame(office: Desk) -> None:
    long = replace(member_of(office), full_name="Nguyễn Phước Hoàng Quỳnh Phương Uyển Ẩn Thị Thử")
    pdf = badge_pdf(long, new_badge(), printed_at=NOW, desk=office.context)
    (text,) = pages_text(pdf)
    assert "Phước" in text
    assert len(codes(images(pdf, dots_per_inch=300)[0])) == 1
