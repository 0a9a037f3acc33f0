"""Files of a carrier: the list of a bag, and the states of items.

Headings are recognised by their folded words or named by the officer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import Reason, Refusal
from app.domain.post import StatedItem, read_item_number
from app.domain.post_out_facts import FailureReason
from app.domain.text import fold, one_line
from app.exchange.headed_rows import (
    FaultyRow,
    HeadedRow,
    HeadedRows,
    faulty_row,
    file_tables,
    headed_rows,
)
from app.exchange.typed_values import moment_of, needed_moment

BAG_COLUMNS = {
    "number": ("Số hiệu bưu gửi", "Số hiệu", "Mã bưu gửi", "ItemCode", "Số vận đơn"),
    "addressee": ("Mã cơ quan nhận", "Cơ quan nhận", "Nơi nhận", "ReceiverCode"),
    "fee": ("Phí", "Phí thu hộ", "Fee"),
    "levy": ("Lệ phí", "Lệ phí thu hộ", "Levy"),
    "posted_at": ("Ngày gửi", "Thời gian gửi", "Ngày nhận gửi", "AcceptedDate"),
}
"""Headings of the list of a bag, by field."""

STATE_COLUMNS = {
    "number": BAG_COLUMNS["number"],
    "state": ("Trạng thái", "Tình trạng", "Status", "Kết quả phát"),
    "at": ("Thời gian", "Ngày giờ", "Ngày phát", "StatusDate"),
    "receiver": ("Người nhận", "Người ký nhận", "ReceiverName"),
    "reason": ("Lý do", "Lý do chưa phát được", "Reason"),
    "collected": ("Tiền đã thu", "Số tiền thu hộ", "CODAmount", "Đã thu"),
}
"""Headings of a file of states, by field."""


class CarrierState(StrEnum):
    """What a carrier says of an item."""

    DISPATCHED = "dispatched"
    DELIVERED = "delivered"
    FAILED = "failed"
    RETURNING = "returning"


# Longer phrases first: "phát không thành công" holds "phát" and "thành công" as well.
_STATES = (
    ("chuyen hoan", CarrierState.RETURNING),
    ("hoan tra", CarrierState.RETURNING),
    ("khong thanh cong", CarrierState.FAILED),
    ("khong phat duoc", CarrierState.FAILED),
    ("chua phat duoc", CarrierState.FAILED),
    ("chua thanh cong", CarrierState.FAILED),
    ("phat thanh cong", CarrierState.DELIVERED),
    ("da phat", CarrierState.DELIVERED),
    ("delivered", CarrierState.DELIVERED),
    ("dang phat", CarrierState.DISPATCHED),
    ("dang chuyen", CarrierState.DISPATCHED),
    ("chap nhan", CarrierState.DISPATCHED),
    ("da gui", CarrierState.DISPATCHED),
)
_REASONS = (
    ("vang", FailureReason.ABSENT),
    ("khong co nha", FailureReason.ABSENT),
    ("chuyen di", FailureReason.MOVED),
    ("chuyen noi", FailureReason.MOVED),
    ("dia chi", FailureReason.ADDRESS_WRONG),
    ("tu choi", FailureReason.REFUSED),
    ("tien", FailureReason.UNPAID),
)
_NOON = time(12, 0)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """What a carrier says of one item; the sum is in đồng, absent where it says none."""

    place: str
    number: str
    state: CarrierState
    at: datetime
    receiver: str = ""
    reason: FailureReason = FailureReason.OTHER
    remark: str = ""
    collected: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStates:
    """A file of states: which column is what, its rows, and those that could not be read."""

    columns: Mapping[str, str]
    unused: tuple[str, ...]
    rows: tuple[StateRow, ...]
    faulty: tuple[FaultyRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBagList:
    """The list of a bag as a carrier wrote it."""

    items: tuple[StatedItem, ...]
    faulty: tuple[FaultyRow, ...] = ()


def read_bag_list(
    name: str, content: bytes, *, named: Mapping[str, str] | None = None
) -> ReadBagList:
    """The list of a bag in an Excel or CSV file.

    Raises ``Refusal``: ``IMPORT_UNREADABLE``, ``IMPORT_HEADINGS_MISSING``, ``POST_FILE_EMPTY``.
    """
    found = _read(name, content, BAG_COLUMNS, ("number",), named)
    items: list[StatedItem] = []
    faulty: list[FaultyRow] = []
    for row in found.rows:
        if not row.text("number"):
            continue
        try:
            items.append(_stated(row))
        except Refusal as refusal:
            faulty.append(faulty_row(row.place, row.text("number"), refusal))
    if not items and not faulty:
        raise Refusal(Reason.POST_FILE_EMPTY)
    return ReadBagList(items=tuple(items), faulty=tuple(faulty))


def read_states(name: str, content: bytes, *, named: Mapping[str, str] | None = None) -> ReadStates:
    """What a carrier's Excel or CSV file says of its items; nothing is saved.

    Raises ``Refusal``: ``IMPORT_UNREADABLE``, ``IMPORT_HEADINGS_MISSING``, ``POST_FILE_EMPTY``.
    """
    found = _read(name, content, STATE_COLUMNS, ("number", "state", "at"), named)
    rows: list[StateRow] = []
    faulty: list[FaultyRow] = []
    for row in found.rows:
        if not row.text("number"):
            continue
        try:
            rows.append(_state_row(row))
        except Refusal as refusal:
            faulty.append(faulty_row(row.place, row.text("number"), refusal))
    if not rows and not faulty:
        raise Refusal(Reason.POST_FILE_EMPTY)
    return ReadStates(
        columns=found.columns, unused=found.unused, rows=tuple(rows), faulty=tuple(faulty)
    )


def _read(
    name: str,
    content: bytes,
    synonyms: Mapping[str, tuple[str, ...]],
    needed: tuple[str, ...],
    named: Mapping[str, str] | None,
) -> HeadedRows:
    tables = file_tables(name, content)
    if not tables:
        raise Refusal(Reason.POST_FILE_EMPTY)
    return headed_rows(tables[0], synonyms, needed, named)


def _stated(row: HeadedRow) -> StatedItem:
    return StatedItem(
        number=read_item_number(row.text("number")).number,
        addressee=row.text("addressee") or None,
        fee=_sum(row, "fee") or 0,
        levy=_sum(row, "levy") or 0,
        posted_at=moment_of(row.text("posted_at"), _NOON),
    )


def _state_row(row: HeadedRow) -> StateRow:
    said = row.text("state")
    state = _known(said, _STATES)
    if state is None:
        raise Refusal(Reason.FIELD_WRONG, field=STATE_COLUMNS["state"][0], value=said)
    remark = row.text("reason")
    return StateRow(
        place=row.place,
        number=read_item_number(row.text("number")).number,
        state=state,
        at=needed_moment(row.text("at"), STATE_COLUMNS["at"][0], _NOON),
        receiver=row.text("receiver"),
        reason=_known(remark or said, _REASONS) or FailureReason.OTHER,
        remark=remark,
        collected=_sum(row, "collected"),
    )


def _known(said: str, table: tuple[tuple[str, Value], ...]) -> Value | None:
    words = fold(said)
    return next((value for phrase, value in table if phrase in words), None)


def _sum(row: HeadedRow, name: str) -> int | None:
    """A whole sum in đồng; points and commas only part thousands."""
    said = row.text(name)
    digits = "".join(each for each in one_line(said) if each not in " .,đ₫")
    if not digits:
        return None
    if not digits.isdecimal():
        raise Refusal(Reason.FIELD_WRONG, field=name, value=said)
    return int(digits)
