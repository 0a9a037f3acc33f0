"""Orders written for a carrier, so that it types nothing twice.

The headings are those that the office chose, for carriers name the same fields differently.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from app.domain.errors import Reason, Refusal
from app.domain.text import fold, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierOrder:
    """One line of an order file; the sum to collect is in đồng."""

    customer_code: str = ""
    item_code: str = ""
    order_number: str = ""
    cod_amount: int = 0
    sender_name: str = ""
    sender_address: str = ""
    sender_tel: str = ""
    description: str = ""
    receiver_name: str = ""
    receiver_address: str = ""
    receiver_tel: str = ""


@dataclass(frozen=True, slots=True)
class OrderColumns:
    """Headings of an order file by field, in the order of the columns; VNPost's by default."""

    headings: Mapping[str, str] = field(
        default_factory=lambda: {
            "customer_code": "CustomerCode",
            "item_code": "ItemCode",
            "order_number": "OrderNumber",
            "cod_amount": "CODAmount",
            "sender_name": "SenderName",
            "sender_address": "SenderAddress",
            "sender_tel": "SenderTel",
            "description": "Description",
            "receiver_name": "ReceiverName",
            "receiver_address": "ReceiverAddress",
            "receiver_tel": "ReceiverTel",
        }
    )

    def __post_init__(self) -> None:
        known = [each.name for each in fields(CarrierOrder)]
        for name in self.headings:
            if name not in known:
                raise Refusal(Reason.IMPORT_COLUMN_UNKNOWN, name=name, known=", ".join(known))

    def named(self, chosen: Mapping[str, str]) -> OrderColumns:
        """The same with some headings as an office names them."""
        return OrderColumns({**self.headings, **chosen})


ORDER_WORDS = {
    "customer_code": "Mã khách hàng",
    "item_code": "Số hiệu bưu gửi",
    "order_number": "Mã hồ sơ",
    "cod_amount": "Thu khi phát",
    "sender_name": "Người gửi",
    "sender_address": "Địa chỉ gửi",
    "sender_tel": "Điện thoại gửi",
    "description": "Nội dung",
    "receiver_name": "Người nhận",
    "receiver_address": "Địa chỉ nhận",
    "receiver_tel": "Điện thoại nhận",
}
"""What an officer calls the columns of an order file."""


def columns_text(columns: OrderColumns) -> str:
    """The columns as an officer reads and changes them, one a line."""
    return "\n".join(f"{ORDER_WORDS[name]} = {said}" for name, said in columns.headings.items())


def columns_of(text: str) -> OrderColumns:
    """Columns from such a text: its lines are their order, and a line left out is no column.

    Raises ``Refusal`` (``IMPORT_COLUMN_UNKNOWN``).
    """
    names = {fold(words): name for name, words in ORDER_WORDS.items()}
    headings: dict[str, str] = {}
    for each in filter(str.strip, text.splitlines()):
        words, _, heading = map(str.strip, each.partition("="))
        name = names.get(fold(words))
        if name is None or not heading:
            known = ", ".join(ORDER_WORDS.values())
            raise Refusal(Reason.IMPORT_COLUMN_UNKNOWN, name=words, known=known)
        headings[name] = one_line(heading)
    return OrderColumns(headings) if headings else OrderColumns()


def order_file(orders: Iterable[CarrierOrder], columns: OrderColumns | None = None) -> bytes:
    """Orders as CSV that a spreadsheet opens with its marks: UTF-8 with a byte-order mark."""
    headings = (columns or OrderColumns()).headings
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings.values())
    for each in orders:
        writer.writerow(_unformulated(getattr(each, name)) for name in headings)
    return text.getvalue().encode("utf-8-sig")


def _unformulated(value: object) -> object:
    """A text that a spreadsheet would run as a formula is led by an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
