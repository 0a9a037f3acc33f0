"""What becomes of results on their way: sent on, delivered, invited for in vain, back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import CollectorKind, CollectorPrivate, ResultReturned
from app.domain.errors import Reason, Refusal
from app.domain.history_work import unit_words
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.money_facts import FeeCollected, PayMeans
from app.domain.money_words import money_text
from app.domain.post import ItemDeed, PostalItem, check_item, may_give_up, read_item_number
from app.domain.post_in_facts import BagWay
from app.domain.post_out_facts import (
    FailureReason,
    PersonPrivate,
    PostalItemCameBack,
    PostalItemDelivered,
    PostalItemDispatched,
    PostalItemFailed,
)
from app.domain.reception import ReturnPlace
from app.domain.scan import clean_scan
from app.domain.units import office_unit, post_unit
from app.services.calendars import calendar
from app.services.counting_in import AcceptForm, accept_sheet
from app.services.dossier_deeds import Acting, Begun, begin_deed, free_words, said
from app.services.handing_over import PileForm, close_sheet
from app.services.post_items import check_number_free, item_by_uid

_AT_RETURN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryForm:
    """An item reached its addressee, who paid; no sums are those that were to be collected."""

    receiver: str
    fee: int | None = None
    levy: int | None = None
    postage: int = 0
    collector: CollectorKind = CollectorKind.APPLICANT


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureForm:
    """An invitation in vain; ``final`` for what counts as undeliverable from now on."""

    reason: FailureReason
    invited_on: date
    final: bool = False
    remark: str | None = None


def dispatch_item(
    session: Session, item_uid: UUID, acting: Acting, *, number: str | None = None
) -> PostalItem:
    """The carrier sent it on its way; its number is recorded where it had none.

    Raises ``Refusal``: ``POST_ITEM_NOT_NOW``, ``DOSSIER_ON_THE_WAY`` for a bag not signed yet,
    ``POST_NUMBER_IN_USE``.
    """
    item, begun = _begin(session, item_uid, ItemDeed.DISPATCH, acting)
    taken = None
    if number is not None and number != item.number:
        taken = read_item_number(clean_scan(number)).number
        check_number_free(session, taken, desk=acting.desk)
    begun.record(PostalItemDispatched(item_uid=str(item_uid), number=taken))
    return item_by_uid(session, item_uid, desk=acting.desk)


def deliver_item(
    session: Session, item_uid: UUID, form: DeliveryForm, acting: Acting
) -> PostalItem:
    """It arrived: the money is the dossier's, its results are returned.

    Raises ``Refusal``: ``POST_ITEM_NOT_NOW``, ``DOSSIER_ON_THE_WAY``, ``POST_SUM_WRONG`` for more
    than was to be collected, ``FIELD_MISSING`` for who took it.
    """
    acting = replace(acting, batch_uid=identifiers.new_uid(acting.now))
    item, begun = _begin(session, item_uid, ItemDeed.DELIVER, acting)
    name = said(form.receiver)
    if name is None:
        raise Refusal(Reason.FIELD_MISSING, field="họ tên người nhận")
    fee = item.fee if form.fee is None else form.fee
    levy = item.levy if form.levy is None else form.levy
    if not (0 <= fee <= item.fee and 0 <= levy <= item.levy and form.postage >= 0):
        most = money_text(item.money)
        raise Refusal(Reason.POST_SUM_WRONG, value=money_text(fee + levy), most=most)
    begun.record(
        PostalItemDelivered(
            item_uid=str(item_uid),
            fee=fee,
            levy=levy,
            postage=form.postage,
            private=PersonPrivate(full_name=name),
        )
    )
    if fee + levy:
        begun.record(FeeCollected(moment=_AT_RETURN, fee=fee, levy=levy, means=PayMeans.POST))
    for result in begun.dossier.results:
        if result.is_on_shelf:
            begun.record(
                ResultReturned(
                    result_uid=result.uid,
                    place=ReturnPlace.POST,
                    collector=form.collector,
                    private=CollectorPrivate(full_name=name),
                )
            )
    return item_by_uid(session, item_uid, desk=acting.desk)


def fail_item(session: Session, item_uid: UUID, form: FailureForm, acting: Acting) -> PostalItem:
    """An invitation was in vain; a second is due two working days later before giving up.

    Raises ``Refusal``: ``POST_ITEM_NOT_NOW``, ``POST_INVITED_BEFORE``, ``POST_GIVEN_UP_EARLY``.
    """
    item, begun = _begin(session, item_uid, ItemDeed.FAIL, acting)
    on = form.invited_on
    packed_on = local_date(item.posted_at) if item.posted_at else on
    if not packed_on <= on <= local_date(acting.now):
        raise Refusal(Reason.POST_INVITED_BEFORE, value=f"{on:%d/%m/%Y}")
    invitations = (*item.invitations, on)
    if form.final and not may_give_up(invitations, calendar(session, acting.desk.tenant)):
        count = len(invitations)
        raise Refusal(Reason.POST_GIVEN_UP_EARLY, number=shown_number(item), count=count)
    begun.record(
        PostalItemFailed(
            item_uid=str(item_uid),
            reason=form.reason,
            invited_on=on,
            final=form.final,
            private=free_words(form.remark),
        )
    )
    return item_by_uid(session, item_uid, desk=acting.desk)


def bring_back(
    session: Session, item_uids: tuple[UUID, ...], acting: Acting, *, giver_name: str
) -> str:
    """Undelivered items of one carrier are back at the counter; returns the hand-over sheet.

    Raises ``Refusal``: ``POST_BAG_EMPTY``, ``POST_ITEM_NOT_NOW``, those of the hand-over.
    """
    begun = [_begin(session, uid, ItemDeed.COME_BACK, acting) for uid in item_uids]
    if not begun:
        raise Refusal(Reason.POST_BAG_EMPTY)
    pile = PileForm(
        scanned=tuple(each.uid for _, each in begun),
        giver=post_unit(begun[0][0].carrier),
        receiver=office_unit(acting.desk.agency_code, acting.desk.number),
        giver_name=giver_name,
    )
    closed = close_sheet(session, pile, acting)
    accept_sheet(session, AcceptForm(sheet=closed.code, giver_name=giver_name), acting)
    for item, each in begun:
        each.record(PostalItemCameBack(item_uid=str(item.uid)))
    return closed.code


def shown_number(item: PostalItem) -> str:
    """A number as it is said; one that the carrier gives later is said so."""
    return item.number or "(chưa có số hiệu)"


def _begin(
    session: Session, item_uid: UUID, deed: ItemDeed, acting: Acting
) -> tuple[PostalItem, Begun]:
    """An item out and the deed on its dossier, once the carrier signed for the bag."""
    item = item_by_uid(session, item_uid, desk=acting.desk)
    if item.dossier_uid is None or item.way is not BagWay.OUT:
        raise Refusal(Reason.POST_ITEM_UNKNOWN, number=item.number)
    check_item(item, deed)
    begun = begin_deed(session, item.dossier_uid, DeedKind.RETURN_RESULT, acting)
    custody = begun.dossier.custody
    if custody.is_on_the_way:
        raise Refusal(
            Reason.DOSSIER_ON_THE_WAY,
            code=begun.dossier.code,
            sheet=custody.sheet,
            receiver=unit_words(custody.holder),
        )
    return item, begun
