"""Open dossiers in the export of another one-stop system: columns by heading, rows one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from app.domain.errors import Reason, Refusal
from app.domain.procedure_code import parse_code
from app.domain.reception import Identity, IdentityKind, Organisation, Person
from app.domain.text import fold
from app.exchange.headed_rows import FaultyRow, HeadedRow, faulty_row, file_tables, headed_rows
from app.exchange.typed_values import identity_of, moment_of, needed_moment

SYNONYMS = {
    "code": (
        "Mã hồ sơ",
        "MaHoSo",
        "Số hồ sơ",
        "Mã số hồ sơ",
        "Số biên nhận",
        "Mã biên nhận",
        "SoBienNhan",
    ),
    "portal_code": (
        "Mã hồ sơ trên cổng",
        "Mã hồ sơ quốc gia",
        "Mã hồ sơ DVCQG",
        "Mã cổng dịch vụ công",
        "Mã trên cổng",
    ),
    "procedure_code": ("Mã thủ tục", "MaTTHC", "Mã TTHC", "Mã thủ tục hành chính"),
    "procedure_name": (
        "Tên thủ tục",
        "TenTTHC",
        "Thủ tục",
        "Thủ tục hành chính",
        "Tên thủ tục hành chính",
    ),
    "applicant": ("Người nộp", "Họ tên người nộp", "Tên người nộp", "Họ và tên", "Họ tên"),
    "owner": ("Chủ hồ sơ", "ChuHoSo", "Tên chủ hồ sơ"),
    "organisation": ("Tổ chức", "Tên tổ chức", "Doanh nghiệp", "Cơ quan, tổ chức"),
    "identity": (
        "Số CCCD",
        "CCCD",
        "CMND/CCCD",
        "Số CMND/CCCD",
        "Số định danh",
        "Số giấy tờ",
        "SoGiayToChuHoSo",
        "Giấy tờ tùy thân",
    ),
    "phone": ("Số điện thoại", "SoDienThoai", "Điện thoại", "SĐT"),
    "address": ("Địa chỉ", "DiaChi", "Nơi ở"),
    "received_at": (
        "Ngày tiếp nhận",
        "NgayTiepNhan",
        "Ngày nhận",
        "Thời gian tiếp nhận",
        "Ngày nhận hồ sơ",
    ),
    "due_at": ("Ngày hẹn trả", "NgayHenTra", "Hẹn trả", "Hạn trả", "Ngày trả", "Hạn xử lý"),
    "state": ("Trạng thái", "TrangThaiHoSo", "Trạng thái hồ sơ", "Tình trạng"),
    "agency": (
        "Đơn vị xử lý",
        "DonViXuLy",
        "Cơ quan giải quyết",
        "Phòng ban xử lý",
        "Đơn vị giải quyết",
    ),
    "forwarded_at": ("Ngày chuyển", "Ngày bàn giao", "Ngày chuyển xử lý"),
    "asked_at": ("Ngày yêu cầu bổ sung", "NgayYeuCauBoSung"),
    "settled_at": ("Ngày có kết quả", "NgayKetThucXuLy", "Ngày kết thúc xử lý"),
    "result_number": ("Số kết quả", "Số văn bản kết quả"),
    "abstract": ("Trích yếu", "TrichYeuHoSo", "Nội dung", "Nội dung hồ sơ"),
    "notes": ("Ghi chú", "GhiChu"),
}
NEEDED = ("code", "received_at")
_PERSON = ("applicant", "owner", "organisation")
_OPENING, _CLOSING = time(7, 30), time(17, 0)
"""A reception written as a day counts from the morning, a promise until the evening."""

_NO_PAPER = "Hệ thống cũ không ghi số giấy tờ"


class Stage(StrEnum):
    """How far an open dossier had come in the system that it is taken from."""

    RECEIVED = "received"
    IN_PROCESS = "in_process"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    SETTLED = "settled"


_ENDED = ("đã trả", "từ chối", "không được", "rút", "dừng", "hủy", "huỷ", "đã đóng")
"""With their marks, for ``đúng hạn`` folds like ``dừng``."""
_STAGES = (
    ("da bo sung", Stage.IN_PROCESS),
    ("bo sung", Stage.AWAITING_SUPPLEMENT),
    ("xu ly xong", Stage.SETTLED),
    ("co ket qua", Stage.SETTLED),
    ("cho tra", Stage.SETTLED),
    ("hoan thanh", Stage.SETTLED),
    ("xu ly", Stage.IN_PROCESS),
    ("giai quyet", Stage.IN_PROCESS),
    ("thu ly", Stage.IN_PROCESS),
    ("tham dinh", Stage.IN_PROCESS),
    ("trinh ky", Stage.IN_PROCESS),
    ("tiep nhan", Stage.RECEIVED),
    ("moi", Stage.RECEIVED),
)
"""Words in a state and what they mean; the first that is found counts."""
_NATIONAL = {
    "2": Stage.RECEIVED,
    "4": Stage.IN_PROCESS,
    "5": Stage.AWAITING_SUPPLEMENT,
    "9": Stage.SETTLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDossier:
    """One open dossier as the other system says it stands. ``due_at`` may be unknown there."""

    place: str
    code: str
    procedure_code: str | None
    procedure_name: str | None
    applicant: Person
    organisation: Organisation | None
    owner: Person | None
    received_at: datetime
    due_at: datetime | None
    stage: Stage
    agency: str | None = None
    portal_code: str | None = None
    forwarded_at: datetime | None = None
    asked_at: datetime | None = None
    settled_at: datetime | None = None
    result_number: str | None = None
    abstract: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDossiers:
    """An export that was read: nothing of it is here yet.

    ``columns`` tells which heading was taken for which field, ``unused`` which for none.
    """

    columns: Mapping[str, str]
    unused: tuple[str, ...]
    dossiers: tuple[OpenDossier, ...]
    faulty: tuple[FaultyRow, ...]


def read_open_dossiers(
    name: str, content: bytes, *, named: Mapping[str, str] | None = None, pad: bool = False
) -> ReadDossiers:
    """Read an export. ``named`` are headings by field, ``pad`` mends numbers that lost noughts.

    Raises ``Refusal``: ``IMPORT_UNREADABLE``, ``IMPORT_HEADINGS_MISSING``,
    ``IMPORT_COLUMN_UNKNOWN``; a faulty row is named and stops nothing.
    """
    dossiers: dict[str, OpenDossier] = {}
    faulty: list[FaultyRow] = []
    columns: dict[str, str] = {}
    unused: list[str] = []
    for table in file_tables(name, content):
        headed = headed_rows(table, SYNONYMS, NEEDED, named)
        columns.update(headed.columns)
        unused += headed.unused
        for row in headed.rows:
            if not any(row.text(each) for each in ("code", *_PERSON)):
                continue
            code = row.text("code").upper()
            try:
                dossiers[code] = _another(row, code, dossiers, pad=pad)
            except Refusal as refusal:
                faulty.append(faulty_row(row.place, code, refusal))
    return ReadDossiers(
        columns=columns,
        unused=tuple(unused),
        dossiers=tuple(dossiers.values()),
        faulty=tuple(faulty),
    )


def _another(
    row: HeadedRow, code: str, known: Mapping[str, OpenDossier], *, pad: bool
) -> OpenDossier:
    dossier = _dossier(row, code, pad=pad)
    if code in known:
        raise Refusal(Reason.IMPORT_CODE_TWICE, code=code)
    return dossier


def stage_of(text: str, code: str, *, is_forwarded: bool) -> Stage:
    """What a state of the other system means.

    Raises ``Refusal``: ``IMPORT_NOT_OPEN`` for a dossier that has ended, ``IMPORT_STATE_UNKNOWN``.
    """
    words = fold(text)
    if not words:
        return Stage.IN_PROCESS if is_forwarded else Stage.RECEIVED
    if words in _NATIONAL:
        return _NATIONAL[words]
    if words.isdecimal() or any(each in text.lower() for each in _ENDED):
        raise Refusal(Reason.IMPORT_NOT_OPEN, code=code, value=text)
    found = next((stage for sign, stage in _STAGES if sign in words), None)
    if found is None:
        raise Refusal(Reason.IMPORT_STATE_UNKNOWN, value=text)
    return found


def _dossier(row: HeadedRow, code: str, *, pad: bool) -> OpenDossier:
    if not code:
        raise Refusal(Reason.IMPORT_CODE_MISSING)
    received_at = needed_moment(row.text("received_at"), "Ngày tiếp nhận", _OPENING)
    forwarded_at = _moment(row, "forwarded_at", "Ngày chuyển")
    applicant, owner = _persons(row, pad=pad)
    return OpenDossier(
        place=row.place,
        code=code,
        procedure_code=_procedure_code(row),
        procedure_name=row.text("procedure_name") or None,
        applicant=applicant,
        owner=owner,
        organisation=_organisation(row),
        received_at=received_at,
        due_at=_moment(row, "due_at", "Ngày hẹn trả", _CLOSING),
        stage=stage_of(row.text("state"), code, is_forwarded=forwarded_at is not None),
        agency=row.text("agency") or None,
        portal_code=row.text("portal_code").upper() or None,
        forwarded_at=forwarded_at,
        asked_at=_moment(row, "asked_at", "Ngày yêu cầu bổ sung"),
        settled_at=_moment(row, "settled_at", "Ngày có kết quả"),
        result_number=row.text("result_number") or None,
        abstract=row.text("abstract") or None,
        notes=row.text("notes") or None,
    )


def _procedure_code(row: HeadedRow) -> str | None:
    written = row.text("procedure_code")
    return parse_code(written).national if written else None


def _persons(row: HeadedRow, *, pad: bool) -> tuple[Person, Person | None]:
    """Applicant, and the owner where that is somebody else; the number is the owner's."""
    owner_name = row.text("owner")
    filer = row.text("applicant") or owner_name or row.text("organisation")
    if not filer:
        raise Refusal(Reason.IMPORT_NAME_MISSING)
    unknown = Identity(kind=IdentityKind.NONE, reason=_NO_PAPER)
    identity = identity_of(row.text("identity"), pad=pad) or unknown
    is_other = bool(owner_name) and fold(owner_name) != fold(filer)
    applicant = Person(
        full_name=filer,
        identity=unknown if is_other else identity,
        address=row.text("address") or None,
        phone=row.text("phone") or None,
    )
    return applicant, Person(full_name=owner_name, identity=identity) if is_other else None


def _organisation(row: HeadedRow) -> Organisation | None:
    name = row.text("organisation")
    return Organisation(name=name) if name and not row.text("owner") else None


def _moment(row: HeadedRow, field: str, title: str, usual: time = _OPENING) -> datetime | None:
    written = row.text(field)
    found = moment_of(written, usual) if written else None
    if written and found is None:
        raise Refusal(Reason.IMPORT_DAY_WRONG, value=written, field=title)
    return found
