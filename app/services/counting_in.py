"""The receiver counts a sheet in: what is there, what is missing, what came beside, who signs."""

from __future__ import annotations

from dataclasses import asdict, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.dossier_rules import RULES, DeedKind
from app.domain.end_facts import ResultReceived
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import Standing, count_in
from app.domain.history_work import unit_words
from app.domain.light_dataclass import dataclass
from app.domain.units import Unit
from app.domain.work_facts import (
    HandOverAccepted,
    HandOverMissed,
    HandOverSigned,
    SignersPrivate,
)
from app.services import journal
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, Begun, begin_deed, needed, office_deed, said
from app.services.dossiers import dossier_by_uid
from app.services.hand_over_sheets import Sheet, seen_sheet, sheet
from app.services.handing_over import handed_over, waiting_sheet
from app.services.pile_lines import Fault, PileLine, begin_each, begin_way, look_at


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptForm:
    """What the receiver says: the papers that are there, absent for all of the sheet, and names.

    The name of whoever acts here is known; that of the other side must be said.
    """

    sheet: str
    scanned: tuple[UUID, ...] | None = None
    giver_name: str | None = None
    receiver_name: str | None = None
    witness_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A sheet held against the papers before anybody signs; nothing is saved by it.

    ``gone`` are dossiers of the sheet that went another way meanwhile, ``extra`` those that came
    beside it, each as it would stand on the sheet.
    """

    sheet: Sheet
    present: tuple[UUID, ...]
    missing: tuple[UUID, ...]
    gone: tuple[Fault, ...] = ()
    extra: tuple[PileLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedSheet:
    """A sheet that was just signed: what came, what stays with the giver, what was kept apart."""

    sheet: Sheet
    accepted: tuple[UUID, ...]
    missing: tuple[UUID, ...]
    extra: tuple[UUID, ...]
    faults: tuple[Fault, ...] = ()


def opened_sheet(session: Session, text: str, acting: Acting) -> Counted:
    """A sheet ready to be counted in, or to be looked at where nothing waits any more.

    Raises ``Refusal``: ``SHEET_UNKNOWN``, ``SHEET_NOT_YOURS``.
    """
    found = seen_sheet(session, text, desk=acting.desk, actor=acting.actor)
    if not found.head.is_waiting:
        return Counted(sheet=found, present=(), missing=())
    return count_sheet(session, text, (), acting)


def count_sheet(
    session: Session, text: str, scanned: tuple[UUID, ...] | None, acting: Acting
) -> Counted:
    """Hold a sheet against the papers that are there. The refusals are those of acceptance."""
    found = waiting_sheet(session, text, acting)
    listed, gone = _listed(session, found, acting)
    count = count_in(listed, listed if scanned is None else scanned)
    known_gone = {each.dossier_uid for each in gone}
    return Counted(
        sheet=found,
        present=count.present,
        missing=count.missing,
        gone=gone,
        extra=tuple(
            look_at(session, uid, acting, way=found.head.way)
            for uid in count.extra
            if uid not in known_gone
        ),
    )


def accept_sheet(session: Session, form: AcceptForm, acting: Acting) -> AcceptedSheet:
    """Sign a sheet: what is there is accepted, what is not stays with the giver, the rest is added.

    One event for each dossier and one of the office, in one transaction; results that came along
    are registered with them, unless what became of the dossier meanwhile forbids it: then that is
    among the faults. Raises ``Refusal``:
    ``SHEET_UNKNOWN``, ``SHEET_SIGNED``, ``SHEET_TAKEN_BACK``, ``SHEET_TIME_WRONG``,
    ``FIELD_MISSING`` for the name of the other side.
    """
    check_clock(session, acting.desk, acting.now)
    acting = replace(acting, batch_uid=identifiers.new_uid(acting.now))
    counted = count_sheet(session, form.sheet, form.scanned, acting)
    head = counted.sheet.head
    signers = _signers(form, counted.sheet, acting)
    begun = _begun(session, counted, acting)
    begun.record(counted.sheet)
    fact = HandOverSigned(
        sheet=head.code,
        count=len(begun.came),
        missing=tuple(each.dossier.uid for each in begun.absent),
        extra=tuple(each.dossier.uid for each in begun.beside),
        private=signers,
    )
    journal.record(session, office_deed(acting, RULES[DeedKind.ACCEPT_HAND_OVER].roles), fact)
    return AcceptedSheet(
        sheet=sheet(session, head.code, desk=acting.desk),
        accepted=tuple(each.uid for each in begun.came),
        missing=tuple(each.uid for each in begun.absent),
        extra=tuple(each.uid for each in begun.beside),
        faults=(*counted.gone, *begun.faults),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """The deeds of an acceptance: on the sheet and there, on it and not there, there beside it."""

    arrived: tuple[Begun, ...]
    absent: tuple[Begun, ...]
    beside: tuple[Begun, ...]
    faults: tuple[Fault, ...]
    results: tuple[Begun, ...] = ()

    @property
    def came(self) -> tuple[Begun, ...]:
        return (*self.arrived, *self.beside)

    def record(self, found: Sheet) -> None:
        """One event for each dossier; two for one that was on no sheet."""
        head = found.head
        accepted = HandOverAccepted(sheet=head.code, receiver=head.receiver)
        for each in self.arrived:
            each.record(accepted)
        for each in self.results:
            announced = each.dossier.custody.announced
            each.record(*(ResultReceived(**asdict(result)) for result in announced))
        for each in self.absent:
            each.record(HandOverMissed(sheet=head.code))
        last = max((line.ordinal for line in found.lines), default=0)
        for ordinal, each in enumerate(self.beside, start=last + 1):
            each.record(handed_over(each, head.code, head.receiver, ordinal), accepted)


def _begun(session: Session, counted: Counted, acting: Acting) -> _Begun:
    def count(uid: UUID) -> Begun:
        return begin_deed(session, uid, DeedKind.ACCEPT_HAND_OVER, acting)

    def add(uid: UUID) -> Begun:
        return begin_way(session, uid, counted.sheet.head.way, acting)

    def register(uid: UUID) -> Begun:
        return begin_deed(session, uid, DeedKind.RECEIVE_RESULT, acting)

    arrived, faults = begin_each(counted.present, count)
    absent, others = begin_each(counted.missing, count)
    beside, kept_apart = begin_each((UUID(each.dossier.uid) for each in counted.extra), add)
    carrying = (each.uid for each in arrived if each.dossier.custody.announced)
    results, unwanted = begin_each(carrying, register)
    return _Begun(
        arrived=arrived,
        absent=absent,
        beside=beside,
        faults=(*faults, *others, *kept_apart, *unwanted),
        results=results,
    )


def _listed(
    session: Session, found: Sheet, acting: Acting
) -> tuple[tuple[UUID, ...], tuple[Fault, ...]]:
    """The dossiers that still go by this sheet, and those that another desk sent elsewhere."""
    listed: list[UUID] = []
    gone: list[Fault] = []
    code = found.head.code
    for line in found.lines:
        if line.standing is not Standing.ON_THE_WAY:
            continue
        custody = dossier_by_uid(session, acting.desk.tenant, line.dossier_uid).custody
        if custody.sheet == code:
            listed.append(line.dossier_uid)
            continue
        by = f"{unit_words(custody.holder)} theo phiếu {custody.sheet}"
        holder = by if custody.sheet else unit_words(custody.holder)
        refusal = Refusal(Reason.SHEET_LINE_MOVED, code=line.code, sheet=code, holder=holder)
        gone.append(Fault(line.dossier_uid, refusal))
    return tuple(listed), tuple(gone)


def _signers(form: AcceptForm, found: Sheet, acting: Acting) -> SignersPrivate:
    head, known = found.head, found.signers
    return SignersPrivate(
        giver=_name(form.giver_name or known.giver, head.giver, "họ tên người giao", acting),
        receiver=_name(form.receiver_name, head.receiver, "họ tên người nhận", acting),
        witness=said(form.witness_name),
    )


def _name(typed: str | None, unit: Unit, label: str, acting: Acting) -> str:
    """Whoever acts signs for this desk; anybody else is named."""
    is_here = unit.is_within(acting.desk.agency_code) and unit.desk in (None, acting.desk.number)
    if is_here and said(typed) is None:
        return acting.actor.full_name
    return needed(typed, label)
