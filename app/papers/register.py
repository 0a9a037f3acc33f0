"""Sổ theo dõi hồ sơ of some days, from the stored dossiers."""

from __future__ import annotations

from datetime import date, datetime

from app.domain import wording_slots_practice as slots
from app.domain.codes import register_text
from app.domain.dossier import Dossier
from app.domain.moments import local_date
from app.domain.paper_forms import Basis
from app.domain.reception import ReturnPlace
from app.domain.search_words import STATE_WORDS
from app.domain.units import UnitKind
from app.papers.letterhead import Letterhead
from app.papers.parts import Drawing, days_said, owner_of
from app.printing.heading import Heading
from app.printing.slips.register import Register, RegisterLine, draw
from app.printing.style import Paper
from app.services.desk import DeskContext, OpenSession
from app.services.register_book import register_books
from app.services.wording import wordings

_WAYS = {ReturnPlace.COUNTER: "tại nơi tiếp nhận", ReturnPlace.POST: "qua bưu chính"}
_DAY = "%d/%m/%Y"


def register(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """The books of the days in ``about``: ``16/11/2026``, ``16/11/2026 - 20/11/2026``; else today.

    Raises ``Refusal`` (``FIELD_WRONG``) for days that are none.
    """
    since, until = days_said(about, local_date(at))
    books = register_books(session, since, until, desk=desk)
    head = Letterhead(desk=desk, wording=wordings(session, desk).at(at))
    sheet = register_sheet(books, (since, until), head, at=at)

    def drawn(_paper: Paper, dots: int) -> bytes:
        return draw(sheet, dots_per_inch=dots)

    return drawn


def register_sheet(
    books: tuple[tuple[Dossier, ...], ...],
    days: tuple[date, date],
    head: Letterhead,
    *,
    at: datetime,
) -> Register:
    """Stored dossiers as a book, in the columns of the form that the office has set."""
    since, until = (f"{each:{_DAY}}" for each in days)
    return Register(
        heading=_heading(head, at),
        books=tuple((book[0].register.book, tuple(map(_line, book))) for book in books),
        days=f"ngày {since}" if since == until else f"từ ngày {since} đến ngày {until}",
        drawn_at=at,
        keeper="",
        is_old=head.said(slots.REGISTER_FORM) == Basis.OLD.value,
        training=head.desk.is_training,
    )


def _heading(head: Letterhead, at: datetime) -> Heading:
    """The national heading without a code: the book is about no single dossier."""
    return head.plain_heading("", "", at, label="")


def _line(dossier: Dossier) -> RegisterLine:
    owner = owner_of(dossier)
    arrived = [each.received_at for each in dossier.results]
    returned = [each.returned_at for each in dossier.results if each.returned_at]
    return RegisterLine(
        number=register_text(dossier.register.number),
        code=dossier.code,
        procedure=dossier.procedure.name,
        sets=dossier.sets,
        owner=owner.name,
        address=owner.address,
        phone=owner.phone,
        agency=_agency(dossier),
        received_on=local_date(dossier.received_at),
        due_on=None if dossier.on_the_spot else local_date(dossier.promise.return_due_at),
        sent_on=_day(dossier.forwarded_at),
        back_on=_day(max(arrived, default=None)),
        returned_on=_day(max(returned, default=None)),
        way=_WAYS[dossier.return_place],
        remark="" if dossier.ending is None else STATE_WORDS[dossier.ending],
    )


def _agency(dossier: Dossier) -> str:
    """Who settles: by the catalogue, else whoever works on it, holds it or gave it back."""
    known = (dossier.procedure.settling_agency, *(each.unit for each in dossier.steps))
    held = (dossier.custody.holder, dossier.custody.giver)
    agencies = (each.name for each in held if each and each.kind is UnitKind.AGENCY)
    return next(filter(None, (*known, *agencies)), "")


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else local_date(moment)
