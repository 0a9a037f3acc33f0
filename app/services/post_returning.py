"""Results out by post: gathered, listed in a bag, handed over, followed until they arrive.

A bag that goes out is a hand-over sheet like any other; what the post adds is the item, its number
and the money to be collected.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.dossier import Dossier, DossierState
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.post import read_item_number
from app.domain.post_in_facts import BagWay, ManifestClosed
from app.domain.post_out_facts import PostalItemPutOnManifest
from app.domain.reception import ReturnPlace
from app.domain.scan import clean_scan
from app.domain.units import UnitKind, office_unit, post_unit
from app.models.database import run, table_of
from app.models.life import OpenWorkRow
from app.services import journal
from app.services.counting_in import AcceptForm, accept_sheet
from app.services.desk import DeskContext
from app.services.dossier_deeds import Acting, office_deed, said
from app.services.dossiers import dossier, dossier_by_uid
from app.services.handing_over import PileForm, close_sheet
from app.services.pile_lines import Fault
from app.services.post_items import check_number_free
from app.services.post_taking_over import ROLES

_WORK = table_of(OpenWorkRow)
_REGISTERED = (
    select(_WORK.c.dossier_uid)
    .where(
        _WORK.c.tenant == bindparam("of"),
        _WORK.c.state == DossierState.SETTLED.value,
        _WORK.c.return_place == ReturnPlace.POST.value,
        _WORK.c.holder_kind == UnitKind.OFFICE.value,
        _WORK.c.sheet.is_(None),
    )
    .order_by(_WORK.c.shelf_since, _WORK.c.code)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A result to be packed; sums in đồng. ``number`` is absent where the carrier numbers it."""

    dossier_uid: UUID
    number: str | None = None
    postage: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestForm:
    """A bag to be closed. ``receiver_name`` is who signs for the carrier, absent for later."""

    carrier: str
    parcels: tuple[Parcel, ...]
    receiver_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedParcel:
    """A result ready for the post: to whom, where, and what is to be collected (đồng)."""

    dossier: Dossier
    receiver: str
    address: str
    phone: str
    fee: int
    levy: int
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedManifest:
    """A bag that was just closed; ``faults`` name what stays here, ``doubts`` odd numbers."""

    manifest: str
    items: tuple[UUID, ...]
    faults: tuple[Fault, ...] = ()
    doubts: tuple[str, ...] = ()
    is_signed: bool = False


def registered_results(session: Session, *, desk: DeskContext) -> tuple[PackedParcel, ...]:
    """Results that lie here and are to go by post, whoever waits longest in front."""
    uids = run(session, _REGISTERED, {"of": desk.tenant}).scalars()
    return tuple(_parcel(dossier_by_uid(session, desk.tenant, uid)) for uid in uids)


def parcel_of(session: Session, dossier_uid: UUID, *, desk: DeskContext) -> PackedParcel:
    """One result as it would be packed; a ``refusal`` says why it cannot be."""
    return _parcel(dossier_by_uid(session, desk.tenant, dossier_uid))


def parcel_scanned(session: Session, scanned: str, *, desk: DeskContext) -> PackedParcel:
    """The same for a slip or code as it was scanned. Raises ``Refusal`` (``DOSSIER_UNKNOWN``)."""
    return _parcel(dossier(session, desk.tenant, scanned))


def close_manifest(session: Session, form: ManifestForm, acting: Acting) -> ClosedManifest:
    """Pack results into a bag: the hand-over sheet to the carrier, and one item for each.

    Dossiers that cannot go are named and the rest go on. Raises ``Refusal``:
    ``POST_CARRIER_MISSING``, ``POST_NUMBER_IN_USE``, ``POST_NUMBER_WRONG``, those of
    ``close_sheet``.
    """
    carrier = said(form.carrier)
    if carrier is None:
        raise Refusal(Reason.POST_CARRIER_MISSING)
    office_deed(acting, ROLES)
    numbered, doubts = _numbered(session, form, acting)
    able, faults = _able(session, numbered, acting)
    results = {
        uid: tuple(each.uid for each in ready.dossier.results if each.is_on_shelf)
        for uid, (_, ready) in able.items()
    }
    pile = PileForm(
        scanned=tuple(able),
        giver=office_unit(acting.desk.agency_code, acting.desk.number),
        receiver=post_unit(carrier),
        results=results,
    )
    closed = close_sheet(session, pile, acting)
    acting = replace(acting, batch_uid=identifiers.new_uid(acting.now))
    packed = [able[uid] for uid in closed.dossiers]
    items = tuple(_put_on(session, closed.code, carrier, each, acting) for each in packed)
    fact = _bag_of(closed.code, carrier, packed)
    journal.record(session, office_deed(acting, ROLES), fact)
    if form.receiver_name:
        signed = AcceptForm(sheet=closed.code, receiver_name=form.receiver_name)
        accept_sheet(session, signed, acting)
    return ClosedManifest(
        manifest=closed.code,
        items=items,
        faults=(*faults, *closed.faults),
        doubts=doubts,
        is_signed=bool(form.receiver_name),
    )


def _bag_of(code: str, carrier: str, packed: list[tuple[Parcel, PackedParcel]]) -> ManifestClosed:
    return ManifestClosed(
        manifest=code,
        way=BagWay.OUT,
        carrier=carrier,
        count=len(packed),
        fee=sum(ready.fee for _, ready in packed),
        levy=sum(ready.levy for _, ready in packed),
        postage=sum(parcel.postage for parcel, _ in packed),
    )


def _numbered(
    session: Session, form: ManifestForm, acting: Acting
) -> tuple[tuple[Parcel, ...], tuple[str, ...]]:
    """The parcels with their numbers as they will be kept; each number once, and free."""
    parcels: list[Parcel] = []
    doubts: list[str] = []
    taken: set[str] = set()
    for each in form.parcels:
        if not each.number:
            parcels.append(replace(each, number=None))
            continue
        read = read_item_number(clean_scan(each.number))
        check_number_free(session, read.number, desk=acting.desk)
        if read.number in taken:
            other = "một kết quả khác trong túi này"
            raise Refusal(Reason.POST_NUMBER_IN_USE, number=read.number, other=other)
        taken.add(read.number)
        doubts += [read.doubt] if read.doubt else []
        parcels.append(replace(each, number=read.number))
    return tuple(parcels), tuple(doubts)


def _able(
    session: Session, parcels: tuple[Parcel, ...], acting: Acting
) -> tuple[dict[UUID, tuple[Parcel, PackedParcel]], tuple[Fault, ...]]:
    able: dict[UUID, tuple[Parcel, PackedParcel]] = {}
    faults: list[Fault] = []
    for each in parcels:
        ready = parcel_of(session, each.dossier_uid, desk=acting.desk)
        if ready.refusal is not None:
            faults.append(Fault(each.dossier_uid, ready.refusal))
            continue
        able.setdefault(each.dossier_uid, (each, ready))
    if faults and not able:
        raise faults[0].refusal
    return able, tuple(faults)


def _put_on(
    session: Session,
    manifest: str,
    carrier: str,
    packed: tuple[Parcel, PackedParcel],
    acting: Acting,
) -> UUID:
    parcel, ready = packed
    uid = identifiers.new_uid(acting.now)
    fact = PostalItemPutOnManifest(
        item_uid=str(uid),
        manifest=manifest,
        carrier=carrier,
        number=parcel.number,
        fee=ready.fee,
        levy=ready.levy,
        postage=parcel.postage,
    )
    journal.record(session, office_deed(acting, ROLES), fact, parcel.dossier_uid)
    return uid


def _parcel(dossier: Dossier) -> PackedParcel:
    persons, money = dossier.private, dossier.money
    receiver = "" if persons is None else (persons.owner or persons.applicant).full_name
    address = "" if persons is None else persons.return_address or ""
    phone = "" if persons is None else persons.applicant.phone or ""
    return PackedParcel(
        dossier=dossier,
        receiver=receiver,
        address=address,
        phone=phone,
        fee=max(money.fee_due - money.fee_exempt - money.fee_paid, 0),
        levy=max(money.levy_due - money.levy_exempt - money.levy_paid, 0),
        refusal=_why_not(dossier, address),
    )


def _why_not(dossier: Dossier, address: str) -> Refusal | None:
    if dossier.return_place is not ReturnPlace.POST:
        return Refusal(Reason.POST_NOT_REGISTERED, code=dossier.code)
    if dossier.state is not DossierState.SETTLED:
        return Refusal(Reason.POST_RESULT_NOT_HERE, code=dossier.code)
    if not address:
        return Refusal(Reason.POST_ADDRESS_MISSING, code=dossier.code)
    return None
