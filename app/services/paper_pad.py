"""The paper pad for power cuts: slips numbered ahead, each keyed in once under its own code.

Why the code bears the day on which its number was given out, and not the day of reception:
``docs/decisions/0012-paper-pad.md``.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.codes import (
    PAD_PER_DESK,
    DossierCode,
    pad_code,
    pad_desk,
    read_dossier_code,
)
from app.domain.errors import Reason, Refusal
from app.domain.facts import PadPrinted
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.pad_facts import PadPrivate
from app.domain.scan import scanned_code
from app.models.office import DossierRow
from app.models.paper import PadSlipRow
from app.services import journal, numbering, running_numbers
from app.services.clock import check_clock
from app.services.desk import CLERK, Actor, DeskContext
from app.services.journal import Deed

_MOST_AHEAD = timedelta(days=7)
"""So many days ahead a pad may be dated; after a restore its days are unsafe for as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PadSlip:
    """One blank receipt slip: the code and the dossier that it will be when it is keyed in.

    ``valid_from`` is the day in the code: nothing is received on the slip before it.
    """

    code: str
    dossier_uid: UUID
    desk: int
    valid_from: date
    printed_at: datetime
    lookup_token: str | None
    is_used: bool = False


def print_pad(
    session: Session,
    count: int,
    on: date | None = None,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> tuple[PadSlip, ...]:
    """Number ``count`` slips for this desk, dated ``on`` or today; then they may be drawn.

    Raises ``Refusal`` (``PAD_COUNT_WRONG``, ``PAD_DAY_WRONG``, ``PAD_USED_UP``,
    ``NUMBERING_WAITS``).
    """
    author = actor.author(desk, CLERK)
    check_clock(session, desk, now)
    numbering.check_numbering(session, desk)
    if not 1 <= count <= PAD_PER_DESK:
        raise Refusal(Reason.PAD_COUNT_WRONG, value=count, most=PAD_PER_DESK)
    on = on or local_date(now)
    _check_day(session, desk, on, local_date(now))
    first = _take_numbers(session, desk, on, count)
    fact = PadPrinted(
        agency_code=desk.agency_code,
        on=on,
        desk_number=desk.number,
        first=first.number,
        dossier_uids=tuple(str(identifiers.new_uid(now)) for _ in range(count)),
        private=PadPrivate(
            lookup_tokens=tuple(identifiers.new_lookup_token() for _ in range(count))
        ),
    )
    journal.record(session, Deed(author=author, now=now), fact)
    printed = {slip.dossier_uid: slip for slip in unused_slips(session, desk=desk)}
    return tuple(printed[UUID(uid)] for uid in fact.dossier_uids)


def unused_slips(session: Session, *, desk: DeskContext) -> tuple[PadSlip, ...]:
    """The slips of this desk that nobody keyed in yet: blank in the drawer, or waiting."""
    found = session.execute(
        _SLIPS.where(
            PadSlipRow.tenant == desk.tenant, PadSlipRow.desk == desk.number, ~_IS_USED
        ).order_by(PadSlipRow.code)
    )
    return tuple(_slip(*row) for row in found)


def pad_slip(session: Session, scanned: str, *, desk: DeskContext) -> PadSlip | None:
    """The pad's slip that was scanned or typed; ``None`` for what is on no pad.

    Raises ``Refusal`` (``PAD_OF_ANOTHER_DESK``, ``PAD_SLIP_UNKNOWN``) for a pad's code that this
    desk must not key in.
    """
    text = scanned_code(scanned) or scanned.strip().upper()
    code = read_dossier_code(text)
    owner = None if code is None else pad_desk(code)
    if owner is None:
        return None
    row = session.execute(
        _SLIPS.where(PadSlipRow.tenant == desk.tenant, PadSlipRow.code == text)
    ).first()
    if owner != desk.number:
        raise Refusal(Reason.PAD_OF_ANOTHER_DESK, code=text, desk=owner)
    if row is None:
        raise Refusal(Reason.PAD_SLIP_UNKNOWN, code=text)
    return _slip(*row)


def use_slip(
    session: Session, code: str, stated_at: datetime | None, *, desk: DeskContext
) -> PadSlip:
    """Take a slip for the dossier that is being keyed in, once and for ever.

    Raises the refusals of ``pad_slip``, ``PAD_SLIP_USED``, ``PAD_TIME_MISSING`` and
    ``PAD_TOO_EARLY``; ``PAD_SLIP_UNKNOWN`` also for a code that is on no pad.
    """
    slip = pad_slip(session, code, desk=desk)
    if slip is None:
        raise Refusal(Reason.PAD_SLIP_UNKNOWN, code=code)
    number = read_dossier_code(slip.code)
    if number is None or slip.is_used or numbering.is_used(session, desk.tenant, number):
        raise Refusal(Reason.PAD_SLIP_USED, code=slip.code)
    if stated_at is None:
        raise Refusal(Reason.PAD_TIME_MISSING, code=slip.code)
    if local_date(stated_at) < slip.valid_from:
        raise Refusal(Reason.PAD_TOO_EARLY, code=slip.code, on=f"{slip.valid_from:%d/%m/%Y}")
    numbering.note_pad_used(session, desk.tenant, number, slip.dossier_uid)
    return slip


def _check_day(session: Session, desk: DeskContext, on: date, today: date) -> None:
    """A restored desk leaves alone the days that the lost database may have dated pads for."""
    own_from = running_numbers.read_counter(session, desk.tenant, numbering.OWN_FROM)
    earliest = max(today, date.fromordinal(own_from) + _MOST_AHEAD if own_from else today)
    latest = max(earliest, today + _MOST_AHEAD)
    if not earliest <= on <= latest:
        raise Refusal(
            Reason.PAD_DAY_WRONG,
            on=f"{on:%d/%m/%Y}",
            earliest=f"{earliest:%d/%m/%Y}",
            latest=f"{latest:%d/%m/%Y}",
        )


def _take_numbers(session: Session, desk: DeskContext, on: date, count: int) -> DossierCode:
    """The first of ``count`` numbers; witnessed, so that a crash never gives them out again."""
    counter = f"pad:{desk.agency_code}:{on:%y%m%d}"
    given = running_numbers.read_counter(session, desk.tenant, counter)
    if given + count > PAD_PER_DESK:
        left = PAD_PER_DESK - given
        raise Refusal(Reason.PAD_USED_UP, left=left, on=f"{on:%d/%m/%Y}")
    running_numbers.set_counter(session, desk.tenant, counter, given + count)
    return pad_code(desk.agency_code, on, desk.number, given + 1)


_IS_USED = exists().where(
    DossierRow.tenant == PadSlipRow.tenant, DossierRow.uid == PadSlipRow.dossier_uid
)
_SLIPS = select(
    PadSlipRow.code,
    PadSlipRow.dossier_uid,
    PadSlipRow.desk,
    PadSlipRow.valid_from,
    PadSlipRow.printed_at,
    PadSlipRow.lookup_token,
    _IS_USED,
)


def _slip(*columns: Any) -> PadSlip:
    names = [each.name for each in fields(PadSlip)]
    return PadSlip(**dict(zip(names, columns, strict=True)))
