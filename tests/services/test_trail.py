from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.moments import local_date
from app.papers.trail import trail_pdf
from app.services.receiving import receive_dossier
from app.services.trail import Trail, TrailAsked, trail

TODAY = local_date(NOW)


def read(desk: Desk, asked: TrailAsked, **changed: object) -> Trail:
    actor = replace(desk.actor, **changed)  # type: ignore[arg-type]
    with desk.database.reading() as session:
        return trail(session, asked, desk=desk.context, actor=actor)


def receive(desk: Desk) -> str:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_code


def test_a_day_is_everybodys_or_one_officers(desk: Desk) -> None:
    code = receive(desk)
    everybody = read(desk, TrailAsked(TODAY))
    mine = read(desk, TrailAsked(TODAY, desk.actor.uid))
    assert everybody.lines[-1].dossier_code == mine.lines[-1].dossier_code == code
    assert everybody.subject == "việc của bộ phận, ngày 16/11/2026"
    assert mine.subject == "việc của Nguyễn Thị Ví Dụ, ngày 16/11/2026"
    assert read(desk, TrailAsked(TODAY, UUID(int=5))).lines == ()
    assert read(desk, TrailAsked(TODAY + timedelta(1))).lines == ()
    assert everybody.officers == ((desk.actor.uid, "Nguyễn Thị Ví Dụ"),)


def test_the_posts_people_read_their_own_deeds_only(desk: Desk) -> None:
    receive(desk)
    stranger = UUID(int=7)
    read_by_post = read(desk, TrailAsked(TODAY), uid=stranger, roles=("postal_clerk",))
    assert read_by_post.lines == ()
    assert read_by_post.asked == TrailAsked(TODAY, stranger)


def test_the_trail_goes_on_paper(desk: Desk) -> None:
    receive(desk)
    shown = read(desk, TrailAsked(TODAY))
    pdf = trail_pdf(shown.lines, shown.subject, now=NOW, desk=desk.context, actor=desk.actor)
    assert pdf.startswith(b"%PDF")
