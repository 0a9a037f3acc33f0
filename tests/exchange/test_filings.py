from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from app.domain.errors import Reason, Refusal
from app.domain.reception import IdentityKind, ReturnPlace
from app.exchange.filings import ReadFilings, read_filings

SYSTEM = "Cổng Dịch vụ công quốc gia"
PAYLOAD: dict[str, Any] = {
    "MaHoSo": "G22.99-261116-0007",
    "MaTTHC": "1.010833.H40",
    "ChuHoSo": "Trần Thị Mẫu",
    "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": "034188004321"}],
    "LoaiDoiTuong": "1",
    "SoDienThoai": "0912345678",
    "TrichYeuHoSo": "Xác nhận hưởng chế độ",
    "NgayNopHoSo": "20261116083000",
    "TrangThaiHoSo": "1",
    "HinhThuc": "1",
    "ThongTinTra": "Thôn Ví Dụ, xã An Thử",
    "TaiLieuNop": [{"MaThanhPhanHoSo": "KQ.G09.000386"}],
    "DanhSachLePhi": [{"Gia": "50000"}],
    "DuocThanhToanTrucTuyen": "1",
}


def from_json(plain: Any) -> ReadFilings:
    return read_filings("cong.json", json.dumps(plain).encode(), SYSTEM)


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "wrapped", [PAYLOAD, [PAYLOAD], {"data": [PAYLOAD]}, {"data": json.dumps([PAYLOAD])}]
)
def test_a_payload_is_read_by_its_national_names_however_it_is_wrapped(wrapped: Any) -> None:
    (placed,) = from_json(wrapped).filings
    filing, form = placed.filing, placed.filing.form
    assert (filing.code, filing.system) == ("G22.99-261116-0007", SYSTEM)
    assert filing.filed_at == datetime(2026, 11, 16, 1, 30, tzinfo=UTC)
    assert (form.procedure_code, form.applicant.full_name) == ("1.010833", "Trần Thị Mẫu")
    assert form.applicant.identity.number == "034188004321"
    assert form.return_way.place is ReturnPlace.POST
    assert form.return_way.address == "Thôn Ví Dụ, xã An Thử"
    assert filing.components == ("KQ.G09.000386",)
    assert (form.money.fee, form.money.paid) == (50_000, False)
    assert form.notes == "Cổng báo đã thanh toán trực tuyến."


def test_an_enterprise_owns_what_somebody_else_has_to_be_named_for() -> None:
    body = {**PAYLOAD, "LoaiDoiTuong": "2", "ChuHoSo": "Công ty Ví Dụ", "DinhDanhCHS": []}
    (placed,) = from_json([body]).filings
    form = placed.filing.form
    assert form.organisation is not None
    assert form.organisation.name == "Công ty Ví Dụ"
    assert form.applicant.full_name == ""


def test_a_table_is_read_by_its_headings_below_a_title() -> None:
    nine = datetime(2026, 11, 16, 9, tzinfo=UTC).replace(tzinfo=None)
    content = workbook(
        ("DANH SÁCH HỒ SƠ TRỰC TUYẾN",),
        ("STT", "Mã hồ sơ", "Mã thủ tục", "Họ và tên", "Số CCCD", "Ngày nộp"),
        (1, "G22.99-261116-0008", "1.010833", "Lê Văn Thử", "151234567", nine),
    )
    (placed,) = read_filings("cong.xlsx", content, SYSTEM).filings
    identity = placed.filing.form.applicant.identity
    assert (identity.kind, identity.number) == (IdentityKind.OLD_ID, "151234567")
    assert placed.filing.filed_at == datetime(2026, 11, 16, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"MaHoSo": ""}, "không có mã hồ sơ"),
        ({"MaTTHC": "khai sinh"}, "khai sinh"),
        ({"NgayNopHoSo": "hôm qua"}, "hôm qua"),
        ({"TrangThaiHoSo": "10"}, "không còn chờ trả lời"),
        ({"DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": "34188004321"}]}, "số 0 ở đầu"),
    ],
)
def test_a_faulty_row_is_named_and_stops_nothing(change: dict[str, Any], said: str) -> None:
    other = {**PAYLOAD, "MaHoSo": "G22.99-261116-0009"}
    read = from_json([{**PAYLOAD, **change}, other])
    assert [each.filing.code for each in read.filings] == ["G22.99-261116-0009"]
    (faulty,) = read.faulty
    assert said in faulty.sentence
    assert "thứ 1" in faulty.place


def test_a_code_stands_once_in_a_file() -> None:
    read = from_json([PAYLOAD, PAYLOAD])
    assert (len(read.filings), len(read.faulty)) == (1, 1)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("cong.json", b"{", Reason.IMPORT_UNREADABLE),
        ("cong.json", b"[]", Reason.IMPORT_UNREADABLE),
        ("cong.json", b"\xff\xfe\x00", Reason.IMPORT_UNREADABLE),
        ("cong.json", b"[" * 100_000, Reason.IMPORT_UNREADABLE),
        ("cong.xlsx", b"not a workbook", Reason.IMPORT_UNREADABLE),
        ("cong.csv", "Tên,Tuổi\nA,1\n".encode(), Reason.IMPORT_HEADINGS_MISSING),
    ],
)
def test_a_file_that_is_none_is_refused(name: str, content: bytes, reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        read_filings(name, content, SYSTEM)
    assert refused.value.reason is reason
