"""What a portal exports of online filings: JSON in national names, Excel and CSV by headings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import PurePath
from typing import Any

from app.domain.errors import Reason, Refusal
from app.domain.filing import FilingForm
from app.domain.procedure import Channel
from app.domain.procedure_code import parse_code
from app.domain.reception import (
    Identity,
    Money,
    Organisation,
    Person,
    ReceptionForm,
    ReturnPlace,
    ReturnWay,
)
from app.domain.text import one_line
from app.exchange.headed_rows import (
    FaultyRow,
    HeadedRow,
    faulty_row,
    file_tables,
    headed_rows,
)
from app.exchange.typed_values import identity_of, needed_moment

_SYNONYMS = {
    "MaHoSo": ("Mã hồ sơ", "MaHoSo", "Số hồ sơ", "Mã số hồ sơ", "Mã hồ sơ trực tuyến"),
    "MaTTHC": ("Mã thủ tục", "MaTTHC", "Mã TTHC", "Mã thủ tục hành chính"),
    "NgayNopHoSo": (
        "Ngày nộp hồ sơ",
        "NgayNopHoSo",
        "Ngày nộp",
        "Thời gian nộp",
        "Ngày đăng ký",
        "Thời điểm nộp",
    ),
    "NgayTiepNhan": ("Ngày tiếp nhận", "NgayTiepNhan"),
    "ChuHoSo": ("Chủ hồ sơ", "ChuHoSo", "Tên chủ hồ sơ", "Họ và tên", "Họ tên"),
    "SoGiayToChuHoSo": (
        "Số giấy tờ chủ hồ sơ",
        "SoGiayToChuHoSo",
        "Số CCCD",
        "CCCD",
        "Số định danh",
        "Số giấy tờ",
        "CMND CCCD",
        "Mã số thuế",
    ),
    "NguoiNop": ("Người nộp", "NguoiNop", "Họ tên người nộp", "Tên người nộp"),
    "SoGiayToNguoiNop": ("Số giấy tờ người nộp", "SoGiayToNguoiNop", "CCCD người nộp"),
    "LoaiDoiTuong": ("Loại đối tượng", "LoaiDoiTuong", "Đối tượng"),
    "SoDienThoai": ("Số điện thoại", "SoDienThoai", "Điện thoại", "SĐT"),
    "Email": ("Email", "Thư điện tử"),
    "DiaChi": ("Địa chỉ", "DiaChi", "Địa chỉ chủ hồ sơ", "DiaChiChuHoSo"),
    "TrichYeuHoSo": ("Trích yếu hồ sơ", "TrichYeuHoSo", "Trích yếu", "Nội dung"),
    "HinhThuc": ("Hình thức nhận kết quả", "HinhThuc", "Hình thức trả"),
    "ThongTinTra": ("Thông tin trả", "ThongTinTra", "Địa chỉ nhận kết quả"),
    "TrangThaiHoSo": ("Trạng thái hồ sơ", "TrangThaiHoSo", "Trạng thái", "Tình trạng"),
    "GhiChu": ("Ghi chú", "GhiChu"),
}
_ENVELOPES = ("data", "Data", "result", "DanhSachHoSo", "items")
_LONGEST_ABSTRACT = 1000
_OPENING = time(7, 30)
"""A day of filing that is written without a time counts from the morning."""

_PEOPLE = frozenset({"", "1", "người dân", "cá nhân", "công dân"})
_STILL_OPEN = frozenset({"", "1", "mới đăng ký", "5", "yêu cầu bổ sung giấy tờ", "chờ tiếp nhận"})
"""The portal's words and codes of state for what the office has still to answer."""

_PAID_ONLINE = frozenset({"1", "2"})


@dataclass(frozen=True, slots=True)
class PlacedFiling:
    """A filing and where it stands in the file."""

    place: str
    filing: FilingForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFilings:
    """A file that was read: nothing of it is noted yet."""

    filings: tuple[PlacedFiling, ...]
    faulty: tuple[FaultyRow, ...]


def read_filings(name: str, content: bytes, system: str) -> ReadFilings:
    """Read a portal's export by the ending of its name.

    Raises ``Refusal`` (``IMPORT_UNREADABLE``, ``IMPORT_HEADINGS_MISSING``) for a file that is none;
    a faulty row is named and stops nothing.
    """
    is_json = PurePath(name).suffix.lower() == ".json"
    rows = _json_rows(name, content) if is_json else _table_rows(name, content)
    filings: list[PlacedFiling] = []
    faulty: list[FaultyRow] = []
    seen: set[str] = set()
    for row in rows:
        code = row.text("MaHoSo").upper()
        try:
            filing = _filing(row, system)
            if code in seen:
                raise Refusal(Reason.IMPORT_CODE_TWICE, code=code)
        except Refusal as refusal:
            faulty.append(faulty_row(row.place, code, refusal))
        else:
            seen.add(code)
            filings.append(PlacedFiling(row.place, filing))
    return ReadFilings(filings=tuple(filings), faulty=tuple(faulty))


@dataclass(frozen=True, slots=True)
class _JsonRow(HeadedRow):
    """A row of the payload: its texts, and the lists that a table has no column for."""

    lists: Mapping[str, Any]


def _table_rows(name: str, content: bytes) -> Iterator[HeadedRow]:
    for table in file_tables(name, content):
        yield from headed_rows(table, _SYNONYMS, ("MaHoSo", "MaTTHC")).rows


def _json_rows(name: str, content: bytes) -> Iterator[HeadedRow]:
    try:
        plain = json.loads(content.decode("utf-8-sig"))
        items = list(_items(plain))
    except (ValueError, RecursionError):
        raise Refusal(Reason.IMPORT_UNREADABLE, path=name) from None
    if not items:
        raise Refusal(Reason.IMPORT_UNREADABLE, path=name)
    for number, item in enumerate(items, start=1):
        texts = {key: _plain_text(value) for key, value in item.items() if key in _SYNONYMS}
        lists = {key: value for key, value in item.items() if isinstance(value, list)}
        texts.setdefault("SoGiayToChuHoSo", _identity_text(lists))
        texts["Paid"] = _plain_text(item.get("DuocThanhToanTrucTuyen"))
        yield _JsonRow(f"{name}, hồ sơ thứ {number}", texts, lists)


def _items(plain: Any) -> Iterator[Mapping[str, Any]]:
    """The dossiers of a payload, however they are wrapped; a list may be sent as text."""
    if isinstance(plain, str):
        plain = json.loads(plain)
    if isinstance(plain, list):
        yield from (each for each in plain if isinstance(each, dict))
    elif isinstance(plain, dict) and "MaHoSo" in plain:
        yield plain
    elif isinstance(plain, dict):
        wrapped = next((plain[key] for key in _ENVELOPES if key in plain), None)
        if wrapped is not None:
            yield from _items(wrapped)


def _plain_text(value: Any) -> str:
    if value is None or isinstance(value, list | dict | bool):
        return ""
    return str(value)


def _identity_text(lists: Mapping[str, Any]) -> str:
    """The number among ``DinhDanhCHS``: 1 is one of 12 digits, 2 one of 9."""
    found = [each for each in lists.get("DinhDanhCHS", ()) if isinstance(each, dict)]
    ranked = sorted(found, key=lambda each: str(each.get("LoaiDinhDanh")))
    return _plain_text(ranked[0].get("SoDinhDanh")) if ranked else ""


def _filing(row: HeadedRow, system: str) -> FilingForm:
    code = row.text("MaHoSo").upper()
    if not code:
        raise Refusal(Reason.IMPORT_CODE_MISSING)
    state = row.text("TrangThaiHoSo")
    if state.lower() not in _STILL_OPEN:
        raise Refusal(Reason.IMPORT_MOVED_ON, code=code, value=state)
    written = row.text("NgayNopHoSo") or row.text("NgayTiepNhan")
    lists = row.lists if isinstance(row, _JsonRow) else {}
    return FilingForm(
        code=code,
        system=system,
        filed_at=needed_moment(written, "Ngày nộp hồ sơ", _OPENING),
        form=_form(row, lists),
        components=tuple(
            str(each["MaThanhPhanHoSo"])
            for each in lists.get("TaiLieuNop", ())
            if isinstance(each, dict) and each.get("MaThanhPhanHoSo")
        ),
    )


def _form(row: HeadedRow, lists: Mapping[str, Any]) -> ReceptionForm:
    owner_name = row.text("ChuHoSo")
    is_person = row.text("LoaiDoiTuong").lower() in _PEOPLE
    filer = row.text("NguoiNop") or (owner_name if is_person else "")
    filed_by_owner = is_person and filer == owner_name
    filer_number = row.text("SoGiayToChuHoSo" if filed_by_owner else "SoGiayToNguoiNop")
    return ReceptionForm(
        procedure_code=parse_code(row.text("MaTTHC")).national,
        channel=Channel.ONLINE,
        applicant=Person(
            full_name=filer,
            identity=identity_of(filer_number) or Identity(),
            address=(row.text("DiaChi") or None) if filed_by_owner else None,
            phone=row.text("SoDienThoai") or None,
            email=row.text("Email") or None,
        ),
        owner=_owner(row) if is_person and not filed_by_owner else None,
        organisation=None if is_person else _organisation(row),
        abstract=row.text("TrichYeuHoSo")[:_LONGEST_ABSTRACT] or None,
        notes=_notes(row),
        money=_money(lists),
        return_way=_return_way(row),
    )


def _owner(row: HeadedRow) -> Person:
    return Person(
        full_name=row.text("ChuHoSo"),
        identity=identity_of(row.text("SoGiayToChuHoSo")) or Identity(),
        address=row.text("DiaChi") or None,
    )


def _organisation(row: HeadedRow) -> Organisation:
    return Organisation(
        name=row.text("ChuHoSo"),
        tax_code=row.text("SoGiayToChuHoSo") or None,
        address=row.text("DiaChi") or None,
    )


def _notes(row: HeadedRow) -> str | None:
    paid = "Cổng báo đã thanh toán trực tuyến." if row.text("Paid") in _PAID_ONLINE else ""
    return one_line(f"{row.text('GhiChu')} {paid}") or None


def _money(lists: Mapping[str, Any]) -> Money:
    """What is due by the portal; what was paid there is no money of this desk."""
    sums = [
        one_line(_plain_text(each.get("Gia"))).replace(".", "")
        for each in lists.get("DanhSachLePhi", ())
        if isinstance(each, dict)
    ]
    return Money(fee=sum(int(each) for each in sums if each.isdecimal()))


def _return_way(row: HeadedRow) -> ReturnWay:
    way = row.text("HinhThuc").lower()
    if way == "1" or "bưu chính" in way:
        return ReturnWay(place=ReturnPlace.POST, address=row.text("ThongTinTra") or None)
    return ReturnWay()
