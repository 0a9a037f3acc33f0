"""Questions about hand-over sheets: one with its lines, those that wait, those of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, bindparam, select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.events import read_event, read_fact
from app.domain.hand_over import Standing, Way
from app.domain.light_dataclass import dataclass
from app.domain.scan import scanned_sheet
from app.domain.seeing import Seer
from app.domain.units import Unit, UnitKind
from app.domain.work_facts import HandOverClosed, HandOverSigned, SignersPrivate
from app.models.database import run, table_of
from app.models.journal import EventPrivateRow, EventRow
from app.models.life import HandOverLineRow, HandOverRow
from app.models.office import DossierRow
from app.services.desk import Actor, DeskContext
from app.services.seeing import seer_of

_SHEET, _LINE = table_of(HandOverRow), table_of(HandOverLineRow)
_DOSSIER, _EVENT, _PRIVATE = (table_of(each) for each in (DossierRow, EventRow, EventPrivateRow))
_HEADS = (
    select(_SHEET)
    .where(_SHEET.c.tenant == bindparam("of"))
    .order_by(_SHEET.c.closed_at.desc(), _SHEET.c.sheet.desc())
)
_ONE = _HEADS.where(_SHEET.c.sheet == bindparam("which"))
_WAITING = _HEADS.where(_SHEET.c.signed_at.is_(None), _SHEET.c.taken_back_at.is_(None))
_OF_DAY = _HEADS.where(_SHEET.c.closed_on == bindparam("day"))
_SIGNED_BETWEEN = _HEADS.where(
    _SHEET.c.giver_name == bindparam("from"),
    _SHEET.c.receiver_name == bindparam("to"),
    _SHEET.c.signed_event.is_not(None),
).limit(1)
_LINES = (
    select(
        _LINE.c.ordinal,
        _LINE.c.standing,
        _LINE.c.results,
        _LINE.c.dossier_uid,
        _DOSSIER.c.code,
        _DOSSIER.c.applicant,
        _DOSSIER.c.procedure_name,
        _DOSSIER.c.received_at,
        _DOSSIER.c.return_due_at,
    )
    .join(
        _DOSSIER,
        (_DOSSIER.c.tenant == _LINE.c.tenant) & (_DOSSIER.c.uid == _LINE.c.dossier_uid),
    )
    .where(_LINE.c.tenant == bindparam("of"), _LINE.c.sheet == bindparam("which"))
    .order_by(_LINE.c.ordinal, _DOSSIER.c.code)
)
_SAID = (
    select(_EVENT.c.content, _PRIVATE.c.content)
    .outerjoin(_PRIVATE, (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.uid == bindparam("which"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """A sheet as one line of a list. ``count`` is what was on it when it was closed."""

    code: str
    giver: Unit
    receiver: Unit
    count: int
    closed_at: datetime
    signed_at: datetime | None
    taken_back_at: datetime | None
    missing: int
    extra: int

    @property
    def is_waiting(self) -> bool:
        """Whether the receiver has still to sign."""
        return self.signed_at is None and self.taken_back_at is None

    @property
    def way(self) -> Way:
        """From whom to whom."""
        return Way(self.giver, self.receiver)

    @property
    def state_words(self) -> str:
        """How it stands, in words."""
        if self.taken_back_at is not None:
            return "đã thu lại"
        if self.signed_at is None:
            return "chờ ký nhận"
        missing = f", thiếu {self.missing}" if self.missing else ""
        return f"đã ký nhận{missing}{f', thừa {self.extra}' if self.extra else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A dossier on a sheet; the applicant is absent once erased."""

    ordinal: int
    standing: Standing
    results: int
    dossier_uid: UUID
    code: str
    applicant: str | None
    procedure_name: str
    received_at: datetime
    return_due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet with its dossiers, and who signed it as far as anybody did."""

    head: SheetHead
    lines: tuple[SheetLine, ...]
    signers: SignersPrivate


def sheet(session: Session, text: str, *, desk: DeskContext) -> Sheet:
    """A sheet by its code, typed or scanned. Raises ``Refusal`` (``SHEET_UNKNOWN``)."""
    code = scanned_sheet(text) or text.strip().upper()
    asked = {"of": desk.tenant, "which": code}
    found = run(session, _ONE, asked).mappings().first()
    if found is None:
        raise Refusal(Reason.SHEET_UNKNOWN, sheet=code)
    lines = run(session, _LINES, asked).mappings()
    return Sheet(
        head=_head(found),
        lines=tuple(
            SheetLine(**{**each, "standing": Standing(each["standing"])}) for each in lines
        ),
        signers=_signers(session, desk, found),
    )


def seen_sheet(session: Session, text: str, *, desk: DeskContext, actor: Actor) -> Sheet:
    """The same for somebody who may see it: the post's people, what the post gives or gets.

    Raises ``Refusal`` (``SHEET_NOT_YOURS``) as well.
    """
    found = sheet(session, text, desk=desk)
    if not _may_see(found.head, seer_of(actor, desk)):
        raise Refusal(Reason.SHEET_NOT_YOURS, sheet=found.head.code)
    return found


def waiting_sheets(session: Session, *, desk: DeskContext, actor: Actor) -> tuple[SheetHead, ...]:
    """Sheets that nobody signed yet, as far as somebody may see them, the newest first."""
    seer = seer_of(actor, desk)
    heads = _heads(session, _WAITING, {"of": desk.tenant})
    return tuple(head for head in heads if _may_see(head, seer))


def sheets_of_day(
    session: Session, on: date, *, desk: DeskContext, actor: Actor
) -> tuple[SheetHead, ...]:
    """Sheets that were closed on a day, as far as somebody may see them, the newest first."""
    seer = seer_of(actor, desk)
    heads = _heads(session, _OF_DAY, {"of": desk.tenant, "day": on})
    return tuple(head for head in heads if _may_see(head, seer))


def last_signers(session: Session, way: Way, *, desk: DeskContext) -> SignersPrivate:
    """Who signed the last sheet between two units: mostly the same persons sign again."""
    if way.receiver is None:
        return SignersPrivate()
    asked = {"of": desk.tenant, "from": way.giver.name, "to": way.receiver.name}
    found = run(session, _SIGNED_BETWEEN, asked).mappings().first()
    return SignersPrivate() if found is None else _signers(session, desk, found)


def _may_see(head: SheetHead, seer: Seer) -> bool:
    return not seer.is_limited or UnitKind.POST in (head.giver.kind, head.receiver.kind)


def _heads(
    session: Session, query: Select[*tuple[Any, ...]], asked: Mapping[str, Any]
) -> tuple[SheetHead, ...]:
    return tuple(_head(row) for row in run(session, query, asked).mappings())


def _head(row: RowMapping) -> SheetHead:
    return SheetHead(
        code=row["sheet"],
        giver=_unit(row, "giver"),
        receiver=_unit(row, "receiver"),
        count=row["count"],
        closed_at=row["closed_at"],
        signed_at=row["signed_at"],
        taken_back_at=row["taken_back_at"],
        missing=row["missing"],
        extra=row["extra"],
    )


def _unit(row: RowMapping, side: str) -> Unit:
    kind, name, desk = (row[f"{side}_{part}"] for part in ("kind", "name", "desk"))
    return Unit(kind=UnitKind(kind), name=name, desk=desk)


def _signers(session: Session, desk: DeskContext, row: RowMapping) -> SignersPrivate:
    """Those of the signature where there is one, else whoever closed the sheet."""
    which = row["signed_event"] or row["event_uid"]
    said = run(session, _SAID, {"of": desk.tenant, "which": which}).first()
    fact = None if said is None else read_fact(read_event(*said))
    if not isinstance(fact, HandOverClosed | HandOverSigned):
        return SignersPrivate()
    return fact.private or SignersPrivate()
