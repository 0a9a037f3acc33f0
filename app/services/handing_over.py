"""Handing over: a scanned pile becomes a sheet; an unsigned sheet may be taken back whole.

One object for every way that papers go: desk to agency, agency to desk, desk to desk, to the post.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, field, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.codes import SheetSeries
from app.domain.dossier_rules import RULES, DeedKind
from app.domain.end_forms import ReceiveResultForm
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import Standing, Way, batch_digest, pile_of
from app.domain.history_work import unit_words
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.time_words import moment_text
from app.domain.units import Unit, UnitKind, office_unit
from app.domain.work_facts import (
    AnnouncedResult,
    DossierHandedOver,
    HandOverClosed,
    HandOverTakenBack,
    SheetTakenBack,
    SignersPrivate,
)
from app.services import journal, numbering
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, Begun, begin_deed, needed_words, office_deed, said
from app.services.hand_over_sheets import Sheet, seen_sheet, sheet
from app.services.pile_lines import Fault, begin_each, begin_way, look_at
from app.services.results import result_received

Results = Mapping[UUID, tuple[str, ...]]
"""The results that travel with a dossier, by their uids."""

Coming = Mapping[UUID, ReceiveResultForm]
"""The result that an agency gives with a dossier; the receiver's signature registers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PileForm:
    """A pile as it was scanned; absent units are proposed from its first dossier.

    ``giver_name`` is who gives it, absent for whoever acts. ``results`` names what goes along
    where not all of the shelf does, ``coming`` what an agency gives with its dossiers.
    """

    scanned: tuple[UUID, ...]
    giver: Unit | None = None
    receiver: Unit | None = None
    giver_name: str | None = None
    results: Results = field(default_factory=dict)
    coming: Coming = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedSheet:
    """A sheet that was just closed; ``twice`` were scanned more than once and stand on it once."""

    code: str
    giver: Unit
    receiver: Unit
    closed_at: datetime
    dossiers: tuple[UUID, ...]
    twice: tuple[UUID, ...] = ()
    faults: tuple[Fault, ...] = ()


def close_sheet(session: Session, form: PileForm, acting: Acting) -> ClosedSheet:
    """Give the pile a sheet: one event for each dossier and one of the office, or nothing at all.

    A dossier that cannot go is named among the faults and the rest go on. Raises ``Refusal``:
    ``HAND_OVER_RECEIVER_MISSING``, ``HAND_OVER_SAME_UNIT``, and when none can go
    ``HAND_OVER_EMPTY``, or the reason of the only one.
    """
    check_clock(session, acting.desk, acting.now)
    acting = replace(acting, batch_uid=identifiers.new_uid(acting.now))
    pile = pile_of(form.scanned)
    way = _taken_way(session, form, pile.items, acting)

    def begin(uid: UUID) -> Begun:
        if uid in form.coming and not way.giver.is_within(acting.desk.agency_code):
            begin_deed(session, uid, DeedKind.RECEIVE_RESULT, acting)
        return begin_way(session, uid, way, acting)

    begun, faults = begin_each(pile.items, begin)
    if not begun:
        raise faults[0].refusal if len(faults) == 1 else Refusal(Reason.HAND_OVER_EMPTY)
    giver, receiver = _ends(way)
    series = _series(receiver)
    code = numbering.take_sheet_code(session, acting.desk, local_date(acting.now), series)
    for ordinal, each in enumerate(begun, start=1):
        each.record(handed_over(each, code, receiver, ordinal, form))
    fact = HandOverClosed(
        sheet=code,
        giver=giver,
        receiver=receiver,
        count=len(begun),
        digest=batch_digest(each.uid for each in begun),
        private=SignersPrivate(giver=_giver_name(form, giver, acting)),
    )
    journal.record(session, office_deed(acting, RULES[DeedKind.HAND_OVER].roles), fact)
    return ClosedSheet(
        code=code,
        giver=giver,
        receiver=receiver,
        closed_at=acting.occurred_at,
        dossiers=tuple(each.uid for each in begun),
        twice=pile.twice,
        faults=faults,
    )


def take_back_sheet(session: Session, text: str, reason: str, acting: Acting) -> Sheet:
    """Take an unsigned sheet back whole: every dossier on it lies where it lay before.

    Raises ``Refusal``: ``SHEET_UNKNOWN``, ``SHEET_SIGNED``, ``SHEET_TAKEN_BACK``,
    ``REASON_MISSING``.
    """
    check_clock(session, acting.desk, acting.now)
    found = waiting_sheet(session, text, acting)
    words = needed_words(reason)
    acting = replace(acting, batch_uid=identifiers.new_uid(acting.now))
    deed = office_deed(acting, RULES[DeedKind.ACCEPT_HAND_OVER].roles)
    code = found.head.code
    back = [each.dossier_uid for each in found.lines if each.standing is Standing.ON_THE_WAY]
    for uid in back:
        # A dossier that went another way meanwhile is untouched by this: the fold sees to it.
        journal.record(session, deed, HandOverTakenBack(sheet=code), uid)
    fact = SheetTakenBack(sheet=code, count=len(back), digest=batch_digest(back), private=words)
    journal.record(session, deed, fact)
    return sheet(session, code, desk=acting.desk)


def waiting_sheet(session: Session, text: str, acting: Acting) -> Sheet:
    """A sheet on which something may still be done.

    Raises ``Refusal``: ``SHEET_UNKNOWN``, ``SHEET_NOT_YOURS``, ``SHEET_SIGNED``,
    ``SHEET_TAKEN_BACK``, ``SHEET_TIME_WRONG`` for a stated time before it was closed.
    """
    found = seen_sheet(session, text, desk=acting.desk, actor=acting.actor)
    head = found.head
    if head.taken_back_at is not None:
        at = moment_text(head.taken_back_at)
        raise Refusal(Reason.SHEET_TAKEN_BACK, sheet=head.code, at=at)
    if head.signed_at is not None:
        raise Refusal(Reason.SHEET_SIGNED, sheet=head.code, at=moment_text(head.signed_at))
    if acting.occurred_at < head.closed_at:
        raise Refusal(
            Reason.SHEET_TIME_WRONG,
            value=moment_text(acting.occurred_at),
            closed=moment_text(head.closed_at),
        )
    return found


def handed_over(
    begun: Begun, sheet_code: str, receiver: Unit, ordinal: int, form: PileForm | None = None
) -> DossierHandedOver:
    """The fact of one dossier on a sheet; its giver is where it lay.

    What lies on the shelf here goes along; what comes from an agency is announced and becomes a
    result of the dossier when the sheet is signed.
    """
    giver, office = begun.dossier.custody.holder, begun.acting.desk.agency_code
    announced = None
    if giver.is_within(office):
        on_shelf = tuple(each.uid for each in begun.dossier.results if each.is_on_shelf)
        carried = on_shelf if form is None else form.results.get(begun.uid, on_shelf)
    else:
        announced = _announced(begun, form)
        carried = tuple(each.result_uid for each in announced or ())
    return DossierHandedOver(
        sheet=sheet_code,
        giver=giver,
        receiver=receiver,
        ordinal=ordinal,
        results=carried,
        announced=announced,
    )


def _announced(begun: Begun, form: PileForm | None) -> tuple[AnnouncedResult, ...] | None:
    coming = None if form is None else form.coming.get(begun.uid)
    if coming is None:
        return None
    return (AnnouncedResult(**asdict(result_received(begun, coming))),)


def _taken_way(session: Session, form: PileForm, uids: tuple[UUID, ...], acting: Acting) -> Way:
    """The way as stated; what is not stated is proposed by the first dossier that can go."""
    stated = Way(form.giver or _here(acting), form.receiver)
    if form.giver is not None and form.receiver is not None:
        return stated
    for uid in uids:
        try:
            line = look_at(session, uid, acting)
        except Refusal:
            continue
        if line.refusal is None:
            return Way(form.giver or line.way.giver, form.receiver or line.way.receiver)
    return stated


def _ends(way: Way) -> tuple[Unit, Unit]:
    if way.receiver is None:
        raise Refusal(Reason.HAND_OVER_RECEIVER_MISSING)
    if way.giver == way.receiver:
        raise Refusal(Reason.HAND_OVER_SAME_UNIT, unit=unit_words(way.giver))
    return way.giver, way.receiver


def _series(receiver: Unit) -> SheetSeries:
    """What goes to the post goes on a manifest."""
    to_post = receiver.kind is UnitKind.POST
    return SheetSeries.MANIFEST if to_post else SheetSeries.HAND_OVER


def _here(acting: Acting) -> Unit:
    return office_unit(acting.desk.agency_code, acting.desk.number)


def _giver_name(form: PileForm, giver: Unit, acting: Acting) -> str | None:
    is_ours = giver.is_within(acting.desk.agency_code)
    return said(form.giver_name) or (acting.actor.full_name if is_ours else None)
