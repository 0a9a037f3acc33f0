"""Papers that belong to no dossier: handed out, put up, stuck on; known by a title that says all.

The title is the paper's words and what it is about, and nothing else is kept of a print: from it
the same paper can be drawn again.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import Reason, Refusal
from app.domain.printers import SlipKind
from app.domain.text import fold

HANDOUT_WORDS: Mapping[SlipKind, str] = {
    SlipKind.TO_BRING: "Giấy tờ cần mang",
    SlipKind.TO_BRING_LARGE: "Giấy tờ cần mang, chữ lớn",
    SlipKind.NOTICE: "Niêm yết thủ tục",
    SlipKind.NOTICE_LIST: "Niêm yết danh mục",
    SlipKind.DESK_PLATE: "Biển quầy",
    SlipKind.REGISTER: "Sổ theo dõi hồ sơ",
    SlipKind.OUTAGE_SHEET: "Phiếu sau mất mạng",
    SlipKind.LABELS: "Nhãn hồ sơ",
    SlipKind.AUTHORISATION: "Giấy ủy quyền để trống",
    SlipKind.POST_SLIP: "Phiếu gửi hồ sơ",
    SlipKind.POST_MANIFEST: "Bảng kê bưu chính",
    SlipKind.POST_DELIVERY_LIST: "Danh sách phát của bưu tá",
    SlipKind.POST_LABELS: "Nhãn bưu gửi",
    SlipKind.POST_ENVELOPES: "Phong bì bưu gửi",
    SlipKind.POST_FAILED: "Phiếu báo phát chưa được",
    SlipKind.POST_BALANCE: "Bảng đối soát tiền bưu chính",
}
"""Every paper without a dossier, as it is called in lists."""

ABOUT_WORDS: Mapping[SlipKind, str] = {
    SlipKind.TO_BRING: "Mã thủ tục, rồi trường hợp nếu chỉ in một trường hợp",
    SlipKind.TO_BRING_LARGE: "Mã thủ tục, rồi trường hợp nếu chỉ in một trường hợp",
    SlipKind.NOTICE: "Mã thủ tục, rồi trường hợp nếu chỉ in một trường hợp",
    SlipKind.NOTICE_LIST: "Tên lĩnh vực; để trống thì in mọi lĩnh vực",
    SlipKind.DESK_PLATE: "Tên cán bộ; để trống thì chỉ có số quầy",
    SlipKind.OUTAGE_SHEET: "Một ngày, hoặc từ ngày - đến ngày; để trống là hôm nay",
    SlipKind.REGISTER: "Một ngày, hoặc từ ngày - đến ngày; để trống là hôm nay",
    SlipKind.LABELS: "Các mã hồ sơ, cách nhau bằng dấu cách",
    SlipKind.AUTHORISATION: "Không phải ghi gì",
    SlipKind.POST_SLIP: "Số hiệu bưu gửi",
    SlipKind.POST_MANIFEST: "Mã bảng kê, BK-…",
    SlipKind.POST_DELIVERY_LIST: "Mã bảng kê, BK-…",
    SlipKind.POST_LABELS: "Mã bảng kê, BK-…, hoặc số hiệu một bưu gửi",
    SlipKind.POST_ENVELOPES: "Mã bảng kê, BK-…, hoặc số hiệu một bưu gửi",
    SlipKind.POST_FAILED: "Số hiệu bưu gửi",
    SlipKind.POST_BALANCE: "Một ngày, hoặc từ ngày - đến ngày: 16/11/2026 - 20/11/2026",
}
"""What to type for each of them."""

POST_KINDS = frozenset(kind for kind in HANDOUT_WORDS if kind.value.startswith("post_"))
"""Papers that the postal desk prints by itself; nobody looks for them in the settings."""

_BETWEEN = ": "


def handout_title(kind: SlipKind, about: str = "") -> str:
    """``Giấy tờ cần mang: 1.010833``."""
    words = HANDOUT_WORDS[kind]
    return f"{words}{_BETWEEN}{about}" if about else words


def handout_slug(kind: SlipKind) -> str:
    """The paper's words as part of a file's name: ``giay-to-can-mang``."""
    return fold(HANDOUT_WORDS[kind]).replace(",", "").replace(" ", "-")


def about_of(title: str) -> str:
    """What a titled paper is about; empty where the paper is about the office alone."""
    return title.partition(_BETWEEN)[2]


def handout_kind(name: str) -> SlipKind:
    """A paper without a dossier by its name. Raises ``Refusal`` (``PAPER_UNKNOWN``)."""
    known = {kind.value: kind for kind in HANDOUT_WORDS}
    if name not in known:
        raise Refusal(Reason.PAPER_UNKNOWN, paper=name, known=", ".join(known))
    return known[name]
