"""The official papers by name: what each is called, under which instrument, and in lists."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.domain.light_dataclass import dataclass
from app.domain.printers import SlipKind
from app.domain.text import fold


class Basis(StrEnum):
    """The instrument that a heading comes from; forms are never known by their number alone."""

    CURRENT = "TT03/2025"
    """Thông tư 03/2025/TT-VPCP: seven forms, in use since 15/9/2025."""
    OLD = "TT01/2018"
    """Thông tư 01/2018/TT-VPCP: six forms; some offices keep a heading of theirs."""
    PROVINCE = "tinh"
    """A name set by a province, as Lai Châu's decision 88/2025/QĐ-UBND does."""
    OFFICE = "co-quan"
    """No national form: the office's own paper, in the words of practice."""


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One heading that a paper may bear."""

    basis: Basis
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperName:
    """A paper in lists, and its headings: the first is used where the office chose none."""

    words: str
    forms: tuple[PaperForm, ...]

    def heading(self, basis: Basis | None = None) -> str:
        """The heading by the instrument asked for, else the usual one."""
        fit = (each.heading for each in self.forms if each.basis is basis)
        return next(fit, self.forms[0].heading)


def _national(words: str, heading: str) -> PaperName:
    same = tuple(PaperForm(basis, heading) for basis in (Basis.CURRENT, Basis.OLD))
    return PaperName(words=words, forms=same)


def _own(words: str, heading: str) -> PaperName:
    return PaperName(words=words, forms=(PaperForm(Basis.OFFICE, heading),))


PAPER_NAMES: Mapping[SlipKind, PaperName] = {
    SlipKind.RECEIPT: _national(
        "giấy tiếp nhận và hẹn trả", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    ),
    SlipKind.SUPPLEMENT: _national(
        "phiếu yêu cầu bổ sung", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"
    ),
    SlipKind.REFUSAL: _national("phiếu từ chối", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
    SlipKind.APOLOGY: PaperName(
        words="văn bản xin lỗi",
        forms=(
            PaperForm(Basis.CURRENT, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"),
            PaperForm(Basis.OLD, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"),
            PaperForm(Basis.PROVINCE, "PHIẾU ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"),
        ),
    ),
    SlipKind.STOP_NOTICE: PaperName(
        words="thông báo dừng giải quyết",
        forms=(PaperForm(Basis.CURRENT, "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ"),),
    ),
    SlipKind.CONTROL: _national("phiếu kiểm soát", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"),
    SlipKind.CORRECTION: _own("thông báo đính chính", "THÔNG BÁO THU HỒI, ĐÍNH CHÍNH KẾT QUẢ"),
    SlipKind.RESULT_RECEIPT: _own("giấy biên nhận kết quả", "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ"),
    SlipKind.FEE_RECEIPT: _own("phiếu thu nội bộ", "PHIẾU THU TIỀN NỘI BỘ"),
    SlipKind.UNDERTAKING: _own("bản cam kết mất giấy hẹn", "GIẤY CAM KẾT VỀ VIỆC MẤT GIẤY HẸN"),
    SlipKind.AUTHORISATION: _own("giấy ủy quyền", "GIẤY ỦY QUYỀN"),
}
"""Every paper of a dossier that a deed may call for."""


def paper_slug(kind: SlipKind) -> str:
    """The paper's words as part of a file's name: ``van-ban-xin-loi``."""
    return fold(PAPER_NAMES[kind].words).replace(" ", "-")


_OF_PILES = {
    SlipKind.HAND_OVER.value: "phiếu bàn giao",
    SlipKind.POST_MANIFEST.value: "bảng kê bưu gửi",
}
"""Papers of many dossiers, which bear no heading of an instrument."""


def paper_words(name: str) -> str:
    """How a paper is called in a sentence; an unknown one by its name."""
    known = {kind.value: each.words for kind, each in PAPER_NAMES.items()}
    return known.get(name) or _OF_PILES.get(name, name)
