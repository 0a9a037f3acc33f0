"""States of items as a carrier's file states them: looked at first, then recorded, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.errors import Refusal
from app.domain.filing_words import ImportLine
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.post import ItemDeed, ItemState, PostalItem, check_item
from app.domain.post_in_facts import BagWay
from app.domain.words import refusal_sentence
from app.exchange.carrier_files import CarrierState, StateRow
from app.exchange.headed_rows import FaultyRow
from app.services.dossier_deeds import Acting
from app.services.post_delivering import (
    DeliveryForm,
    FailureForm,
    deliver_item,
    dispatch_item,
    fail_item,
)
from app.services.post_items import item_named

_DEEDS = {
    CarrierState.DISPATCHED: ItemDeed.DISPATCH,
    CarrierState.DELIVERED: ItemDeed.DELIVER,
    CarrierState.FAILED: ItemDeed.FAIL,
    CarrierState.RETURNING: ItemDeed.COME_BACK,
}
_REACHED = {
    CarrierState.DISPATCHED: (ItemState.DISPATCHED, ItemState.FAILED, ItemState.DELIVERED),
    CarrierState.DELIVERED: (ItemState.DELIVERED,),
    CarrierState.FAILED: (),
    CarrierState.RETURNING: (ItemState.CAME_BACK,),
}


class RowStanding(StrEnum):
    """What a row of the file means here."""

    NEW = "new"
    KNOWN = "known"
    AT_COUNTER = "at_counter"
    UNKNOWN = "unknown"
    FAULTY = "faulty"


STANDING_WORDS = {
    RowStanding.NEW: "Sẽ ghi",
    RowStanding.KNOWN: "Đã ghi từ trước",
    RowStanding.AT_COUNTER: "Đang chuyển hoàn: quét tại quầy khi bưu gửi về",
    RowStanding.UNKNOWN: "Không có trên máy này",
    RowStanding.FAULTY: "Chưa ghi được",
}


_SHOWN_AS = {
    RowStanding.NEW: "new",
    RowStanding.KNOWN: "known",
    RowStanding.AT_COUNTER: "known",
    RowStanding.UNKNOWN: "faulty",
    RowStanding.FAULTY: "faulty",
}
"""How a row stands in the preview of an import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFound:
    """A row of the file, the item that it is about, and what becomes of it, in a sentence."""

    row: StateRow
    standing: RowStanding
    item: PostalItem | None = None
    sentence: str = ""


def look_at_states(
    session: Session, rows: Iterable[StateRow], acting: Acting
) -> tuple[StateFound, ...]:
    """What each row would change, in the order of time; saves nothing."""
    return tuple(_look(session, row, acting) for row in _in_time(rows))


def import_states(
    session: Session, rows: Iterable[StateRow], acting: Acting
) -> tuple[StateFound, ...]:
    """Record what is new. A row that a rule forbids is named, and the rest go on."""
    return tuple(_record(session, row, acting) for row in _in_time(rows))


def state_lines(found: Iterable[StateFound], faulty: Iterable[FaultyRow]) -> tuple[ImportLine, ...]:
    """The rows of the file with what becomes of each, for people."""
    read = (
        ImportLine(each.row.place, each.row.number, _SHOWN_AS[each.standing], each.sentence)
        for each in found
    )
    left = (ImportLine(each.place, each.code, "faulty", each.sentence) for each in faulty)
    return (*read, *left)


def _in_time(rows: Iterable[StateRow]) -> list[StateRow]:
    """An item may stand in a file several times: what happened first comes first."""
    return sorted(rows, key=lambda row: row.at)


def _look(session: Session, row: StateRow, acting: Acting) -> StateFound:
    try:
        item = item_named(session, row.number, desk=acting.desk)
    except Refusal as refusal:
        said = refusal_sentence(refusal)
        return StateFound(row=row, standing=RowStanding.UNKNOWN, sentence=said)
    standing = RowStanding.NEW
    if item.way is not BagWay.OUT:
        standing = RowStanding.UNKNOWN
    elif item.state in _REACHED[row.state] or _is_told_already(item, row):
        standing = RowStanding.KNOWN
    elif row.state is CarrierState.RETURNING:
        standing = RowStanding.AT_COUNTER
    found = StateFound(row=row, standing=standing, item=item, sentence=STANDING_WORDS[standing])
    if standing is RowStanding.NEW:
        try:
            check_item(item, _DEEDS[row.state])
        except Refusal as refusal:
            said = refusal_sentence(refusal)
            return replace(found, standing=RowStanding.FAULTY, sentence=said)
    return found


def _is_told_already(item: PostalItem, row: StateRow) -> bool:
    return row.state is CarrierState.FAILED and local_date(row.at) in item.invitations


def _record(session: Session, row: StateRow, acting: Acting) -> StateFound:
    found = _look(session, row, acting)
    if found.standing is not RowStanding.NEW or found.item is None:
        return found
    try:
        reached = _do(session, found.item, row, replace(acting, at=row.at))
    except Refusal as refusal:
        said = refusal_sentence(refusal)
        return replace(found, standing=RowStanding.FAULTY, sentence=said)
    return replace(found, item=reached)


def _do(session: Session, item: PostalItem, row: StateRow, acting: Acting) -> PostalItem:
    match row.state:
        case CarrierState.DELIVERED:
            return deliver_item(session, item.uid, _delivery(item, row), acting)
        case CarrierState.FAILED:
            form = FailureForm(reason=row.reason, invited_on=local_date(row.at), remark=row.remark)
            return fail_item(session, item.uid, form, acting)
        case _:
            return dispatch_item(session, item.uid, acting)


def _delivery(item: PostalItem, row: StateRow) -> DeliveryForm:
    """What the carrier collected goes to the fee first; where it says nothing, all was paid."""
    if row.collected is None:
        return DeliveryForm(receiver=row.receiver)
    fee = min(row.collected, item.fee)
    return DeliveryForm(receiver=row.receiver, fee=fee, levy=row.collected - fee)
