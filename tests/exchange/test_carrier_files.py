from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.post_out_facts import FailureReason
from app.exchange.carrier_files import CarrierState, read_bag_list, read_states
from app.exchange.carrier_orders import (
    CarrierOrder,
    OrderColumns,
    columns_of,
    columns_text,
    order_file,
)

STATES = """Báo cáo phát bưu gửi,,,,,
Số hiệu bưu gửi,Trạng thái,Thời gian,Người nhận,Lý do,Tiền đã thu
EE123456785VN,Phát thành công,17/11/2026 09:30,Trần Thị Mẫu,,23.000
EA987654326VN,Phát không thành công,17/11/2026 10:00,,Người nhận đi vắng,
EB202611218VN,Đang phát,17/11/2026 07:00,,,
RR473124829VN,Chuyển hoàn,18/11/2026 07:00,,,
EE123456785VN,Bay lên trời,17/11/2026 07:00,,,
,Phát thành công,,,,
"""


def test_a_carriers_words_for_states_and_reasons_are_understood() -> None:
    read = read_states("phát.csv", STATES.encode())
    assert [each.state for each in read.rows] == [
        CarrierState.DELIVERED,
        CarrierState.FAILED,
        CarrierState.DISPATCHED,
        CarrierState.RETURNING,
    ]
    delivered, failed = read.rows[:2]
    assert delivered.at == datetime(2026, 11, 17, 2, 30, tzinfo=UTC)
    assert (delivered.receiver, delivered.collected) == ("Trần Thị Mẫu", 23_000)
    assert failed.reason is FailureReason.ABSENT


def test_a_row_that_means_nothing_is_named_and_left_out() -> None:
    (faulty,) = read_states("phát.csv", STATES.encode()).faulty
    assert "Bay lên trời" in faulty.sentence
    assert faulty.place.endswith("dòng 7")


def test_the_columns_of_an_unusual_file_may_be_named() -> None:
    content = "Khóa,Bước,Lúc\nEE123456785VN,đã phát,2026-11-17 09:00\n".encode()
    named = {"number": "Khóa", "state": "Bước", "at": "Lúc"}
    assert len(read_states("x.csv", content, named=named).rows) == 1
    with pytest.raises(Refusal) as refused:
        read_states("x.csv", content)
    assert refused.value.reason is Reason.IMPORT_HEADINGS_MISSING


def test_a_file_of_headings_alone_is_refused() -> None:
    for read, head in (
        (read_states, "Số hiệu,Trạng thái,Thời gian\n"),
        (read_bag_list, "Số hiệu,Phí\n"),
    ):
        with pytest.raises(Refusal) as refused:
            read("x.csv", head.encode())
        assert refused.value.reason is Reason.POST_FILE_EMPTY


def test_the_list_of_a_bag_is_read_with_its_sums() -> None:
    content = (
        "Số hiệu,Phí,Lệ phí,Nơi nhận,Ngày gửi\n"
        "ee123456785vn,15.000,8000,H40.17,16/11/2026\n"
        "VTP99,không,0,,\n"
    ).encode()
    read = read_bag_list("túi.csv", content)
    (item,) = read.items
    assert (item.number, item.fee, item.levy) == ("EE123456785VN", 15_000, 8_000)
    assert item.addressee == "H40.17"
    assert len(read.faulty) == 1


def test_orders_go_out_under_the_headings_that_the_carrier_wants() -> None:
    order = CarrierOrder(
        item_code="EE123456785VN",
        cod_amount=23_000,
        receiver_name="Trần Thị Mẫu",
        receiver_address="Thôn Ví Dụ, xã An Thử",
        description='=HYPERLINK("x")',
    )
    columns = OrderColumns().named({"item_code": "Mã vận đơn"})
    content = order_file([order], columns)
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["Mã vận đơn"] == "EE123456785VN"
    assert row["ReceiverAddress"] == "Thôn Ví Dụ, xã An Thử"
    assert row["CODAmount"] == "23000"
    assert row["Description"].startswith("'=")


def test_a_heading_for_a_field_that_is_none_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        OrderColumns().named({"weight": "Khối lượng"})
    assert refused.value.reason is Reason.IMPORT_COLUMN_UNKNOWN


def test_columns_are_named_ordered_and_left_out_by_an_officers_text() -> None:
    columns = columns_of("Thu khi phát = Tiền COD\nsố hiệu bưu gửi = Mã kiện\n")
    order = CarrierOrder(item_code="RR000000014VN", cod_amount=15_000, order_number="H40")
    assert order_file((order,), columns).decode("utf-8-sig").splitlines() == [
        "Tiền COD,Mã kiện",
        "15000,RR000000014VN",
    ]
    assert columns_of(columns_text(OrderColumns())) == OrderColumns()
    assert columns_of("") == OrderColumns()


@pytest.mark.parametrize("text", ["Cân nặng = Weight", "Nội dung", "Nội dung ="])
def test_a_column_that_no_order_has_or_without_a_name_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        columns_of(text)
    assert refused.value.reason is Reason.IMPORT_COLUMN_UNKNOWN
