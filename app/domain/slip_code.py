"""The text inside a slip's QR: what Thông tư 01/2023 obliges, and the keys to find it again."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from uuid import UUID

from app.domain import moments
from app.domain.errors import Refusal
from app.domain.light_dataclass import dataclass
from app.domain.text import fold, nfc

_RECEIPT = "giay tiep nhan"

VISIT_PREFIX = "V-"
"""A door slip stands for a visit that has no dossier yet; its number begins so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipCode:
    """Everything that a slip's QR says.

    Contents (1) to (7) are those of điều 26 Thông tư 01/2023/TT-VPCP; ``dossier_uid`` makes a
    doubled label no doubled dossier, and ``token`` (80 bits) is what a look-up asks for. On a
    door slip ``dossier_code`` is the visit number and ``dossier_uid`` the visit's. The token is
    empty once the personal data was erased. ``edition`` counts the slips that this one replaces; a
    text that does not say it is that of a first slip.
    """

    dossier_uid: UUID
    dossier_code: str
    token: str
    procedure_code: str = ""
    person_number: str = ""
    paper_name: str = ""
    system_name: str = ""
    issued_at: datetime | None = None
    return_due_at: datetime | None = None
    edition: int = 0

    @property
    def is_visit(self) -> bool:
        """Whether the slip was given at the door, without a dossier."""
        return self.dossier_code.upper().startswith(VISIT_PREFIX)

    @property
    def is_receipt(self) -> bool:
        """Whether it is of a receipt slip, the only paper that has editions.

        A text that does not name its paper is that of a receipt.
        """
        return not self.paper_name or fold(self.paper_name).startswith(_RECEIPT)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One content: its key in an address, its label in plain text, its field."""

    key: str
    label: str
    field: str


_CODE = _Entry("MaHoSo", "Mã hồ sơ", "dossier_code")
_VISIT = _Entry("SoLuot", "Số lượt tiếp", "dossier_code")
_TOKEN = _Entry("MaTraCuu", "Mã tra cứu", "token")
_COMPULSORY = (
    _Entry("MaTTHC", "Mã TTHC", "procedure_code"),
    _Entry("MaDinhDanh", "Mã định danh", "person_number"),
    _Entry("TenGiayTo", "Tên giấy tờ", "paper_name"),
    _Entry("HeThong", "Hệ thống", "system_name"),
    _Entry("CapLuc", "Cấp lúc", "issued_at"),
    _Entry("HenTra", "Hẹn trả", "return_due_at"),
)
_EDITION = _Entry("ThayThe", "Thay thế lần", "edition")
_UID = _Entry("Id", "Id", "dossier_uid")
_ENTRIES = (_CODE, _VISIT, *_COMPULSORY, _EDITION, _UID, _TOKEN)
_BY_NAME = {name.casefold(): each.field for each in _ENTRIES for name in (each.key, each.label)}
_TOKEN_SHAPE = re.compile(r"([0-9a-f]{20})?")
_EDITION_SHAPE = re.compile(r"[0-9]{0,4}")
_ADDRESS_SHAPE = re.compile(r"\s*[a-z]+://", re.IGNORECASE)
_PATH_SHAPE = re.compile(r"/t/([^/]+)/?", re.IGNORECASE)


def slip_code_text(code: SlipCode, *, look_up_host: str | None = None) -> str:
    """The QR's text: an address where the office has a look-up host, else labelled lines.

    In the address the contents stand in the fragment, which a browser does not send.
    """
    first = _VISIT if code.is_visit else _CODE
    entries = [(each, _plain(code, each.field)) for each in (first, *_COMPULSORY, _EDITION, _UID)]
    said = [(each, value) for each, value in entries if value]
    if not look_up_host:
        said += [(_TOKEN, code.token)] if code.token else []
        return "\n".join(f"{each.label}: {value}" for each, value in said)
    fragment = "&".join(f"{each.key}={quote(value, safe=':')}" for each, value in said)
    return f"https://{look_up_host}/t/{quote(code.dossier_code)}?k={code.token}#{fragment}"


def read_slip_code(text: str) -> SlipCode | None:
    """What a scanned slip says; ``None`` when the text is no slip of ours.

    Scanners that type with Caps Lock on, and readers that cut the last line end, are understood.
    """
    values = _from_address(text) if _ADDRESS_SHAPE.match(text) else _from_lines(text)
    code, token = values.get("dossier_code", ""), values.get("token", "").lower()
    try:
        uid = UUID(values.get("dossier_uid", ""))
    except ValueError:
        return None
    edition = values.get("edition", "")
    if not code or not _TOKEN_SHAPE.fullmatch(token) or not _EDITION_SHAPE.fullmatch(edition):
        return None
    return SlipCode(
        dossier_uid=uid,
        dossier_code=code.upper(),
        token=token,
        procedure_code=values.get("procedure_code", ""),
        person_number=values.get("person_number", ""),
        paper_name=values.get("paper_name", ""),
        system_name=values.get("system_name", ""),
        issued_at=_moment(values.get("issued_at", "")),
        return_due_at=_moment(values.get("return_due_at", "")),
        edition=int(edition or 0),
    )


def _plain(code: SlipCode, field: str) -> str:
    value = getattr(code, field)
    if isinstance(value, datetime):
        return f"{moments.local(value):%Y-%m-%dT%H:%M}"
    return " ".join(nfc(str(value or "")).split())


def _from_address(text: str) -> dict[str, str]:
    try:
        address = urlsplit(text.strip())
    except ValueError:
        return {}
    pairs = parse_qsl(address.fragment.replace("+", "%2B"))
    values = {_BY_NAME[key.casefold()]: value for key, value in pairs if key.casefold() in _BY_NAME}
    path = _PATH_SHAPE.fullmatch(address.path)
    if path:
        values["dossier_code"] = unquote(path[1])
    for key, value in parse_qsl(address.query):
        if key in ("k", "K"):
            values["token"] = value
    return values


def _from_lines(text: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for line in nfc(text).splitlines():
        label, colon, value = line.partition(":")
        field = _BY_NAME.get(label.strip().casefold())
        if colon and field:
            values.setdefault(field, value.strip())
    return values


def _moment(text: str) -> datetime | None:
    try:
        return moments.from_text(text)
    except Refusal:
        return None
