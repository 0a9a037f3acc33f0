"""At a post office or the applicant's home: papers counted, phiếu gửi hồ sơ signed, item sealed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers, reception_rules
from app.domain.codes import SheetSeries
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.post import ItemState, PostalItem, read_item_number
from app.domain.post_in_facts import (
    BagWay,
    ListedItem,
    ManifestClosed,
    PostalItemPosted,
    PostalService,
    SenderPrivate,
)
from app.domain.procedure import RequiredDocument
from app.domain.reception import ReceptionForm
from app.domain.scan import clean_scan
from app.services import journal, numbering
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, needed, office_deed, said
from app.services.post_items import check_number_free, item_by_uid, items_in
from app.services.post_taking_over import ROLES
from app.services.procedures import procedure_in_force
from app.services.running_numbers import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingForm:
    """What is sent. ``form`` holds sender, procedure, papers, and fee and levy entrusted (đồng);
    ``postage`` is the carrier's price, ``receipt_number`` that of the receipt given for fee and
    levy, ``postage_receipt`` that for the postage."""

    number: str
    service: PostalService
    form: ReceptionForm
    carrier: str = ""
    addressee: str | None = None
    postage: int = 0
    receipt_number: str | None = None
    postage_receipt: str | None = None
    at_home: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An item that was just sealed; ``doubt`` is what should be looked at."""

    item: PostalItem
    slip_number: str
    doubt: str = ""


def lacking_papers(
    session: Session, form: ReceptionForm, acting: Acting
) -> tuple[RequiredDocument, ...]:
    """Papers of the published list that are short: the applicant is guided before sealing."""
    on = local_date(acting.occurred_at)
    _, procedure = procedure_in_force(session, acting.desk.tenant, form.procedure_code, on)
    papers = reception_rules.published_papers(form, procedure)
    return tuple(reception_rules.missing_papers(form, papers))


def post_item(session: Session, posting: PostingForm, acting: Acting) -> Posted:
    """Make out the phiếu gửi hồ sơ and seal the item before the applicant.

    What is short does not forbid it: the applicant may insist, and the office asks once more.
    Raises ``Refusal``: ``POST_NUMBER_WRONG``, ``POST_NUMBER_IN_USE``, ``POST_SUM_WRONG``,
    ``FIELD_MISSING`` for name or address, those of the procedure.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, ROLES)
    read = read_item_number(clean_scan(posting.number))
    check_number_free(session, read.number, desk=acting.desk)
    lacking_papers(session, posting.form, acting)
    money, sender = posting.form.money, posting.form.applicant
    if min(money.fee, money.levy, posting.postage) < 0:
        raise Refusal(Reason.POST_SUM_WRONG, value=posting.postage, most="số tiền đã đếm")
    uid = identifiers.new_uid(acting.now)
    fact = PostalItemPosted(
        item_uid=str(uid),
        number=read.number,
        carrier=said(posting.carrier) or acting.desk.office_name,
        addressee=said(posting.addressee) or acting.desk.agency_code,
        service=posting.service,
        slip_number=_slip_number(session, acting),
        procedure_code=posting.form.procedure_code,
        documents=posting.form.documents,
        fee=money.fee if money.paid else 0,
        levy=money.levy if money.paid else 0,
        postage=posting.postage,
        receipt_number=said(posting.receipt_number),
        postage_receipt=said(posting.postage_receipt),
        at_home=posting.at_home,
        private=SenderPrivate(
            full_name=needed(sender.full_name, "họ tên người gửi"),
            address=needed(sender.address or "", "địa chỉ người gửi"),
            phone=said(sender.phone),
            identity_number=said(sender.identity.number),
        ),
    )
    journal.record(session, deed, fact, identifiers.new_uid(acting.now))
    return Posted(
        item=item_by_uid(session, uid, desk=acting.desk),
        slip_number=fact.slip_number,
        doubt=read.doubt,
    )


def close_bag(
    session: Session, carrier: str, item_uids: tuple[UUID, ...] | None, acting: Acting
) -> str:
    """Close a bag over items that were sealed here, all that wait where none are named.

    Returns the code of its list. Raises ``Refusal``: ``POST_BAG_EMPTY``, ``POST_ITEM_NOT_NOW``.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(replace(acting, batch_uid=identifiers.new_uid(acting.now)), ROLES)
    waiting = items_in(session, (ItemState.POSTED,), desk=acting.desk)
    chosen = [each for each in waiting if each.carrier == carrier and _is_chosen(each, item_uids)]
    if not chosen:
        raise Refusal(Reason.POST_BAG_EMPTY)
    on = local_date(acting.now)
    code = numbering.take_sheet_code(session, acting.desk, on, SheetSeries.MANIFEST)
    fact = ManifestClosed(
        manifest=code,
        way=BagWay.IN,
        carrier=carrier,
        count=len(chosen),
        fee=sum(each.fee for each in chosen),
        levy=sum(each.levy for each in chosen),
        postage=sum(each.postage for each in chosen),
        items=tuple(map(_line, chosen)),
    )
    journal.record(session, deed, fact)
    return code


def _is_chosen(item: PostalItem, uids: tuple[UUID, ...] | None) -> bool:
    return uids is None or item.uid in uids


def _line(item: PostalItem) -> ListedItem:
    return ListedItem(
        item_uid=str(item.uid),
        number=item.number,
        addressee=item.addressee,
        fee=item.fee,
        levy=item.levy,
        posted_at=item.posted_at,
    )


def _slip_number(session: Session, acting: Acting) -> str:
    """Số phiếu gửi, by desk and year."""
    year, desk = local_date(acting.occurred_at).year, acting.desk
    number = next_number(session, desk.tenant, f"register:posting:{desk.number}/{year}")
    return f"PG-{desk.number}/{year}-{number:04d}"
