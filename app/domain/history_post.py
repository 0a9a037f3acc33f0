"""Sentences for what happens to items of the post."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.history_work import numbered, said
from app.domain.money_words import money_text
from app.domain.post_in_facts import (
    BagWay,
    ManifestAccepted,
    ManifestClosed,
    PostalItemAccepted,
    PostalItemClosed,
    PostalItemLacking,
    PostalItemOpened,
    PostalItemPaired,
    PostalItemPosted,
    PostalItemRedirected,
    PostalService,
    RedirectWay,
)
from app.domain.post_out_facts import (
    FailureReason,
    LetterKind,
    PostalItemCameBack,
    PostalItemDelivered,
    PostalItemDispatched,
    PostalItemFailed,
    PostalItemPutOnManifest,
    PostalLetterSent,
    PostMoneyPassed,
)

SERVICE_WORDS = {
    PostalService.SEND: "gửi hồ sơ",
    PostalService.RETURN: "nhận kết quả",
    PostalService.BOTH: "gửi hồ sơ và nhận kết quả",
}

FAILURE_WORDS = {
    FailureReason.ABSENT: "người nhận đi vắng",
    FailureReason.MOVED: "người nhận đã chuyển nơi ở",
    FailureReason.ADDRESS_WRONG: "sai địa chỉ",
    FailureReason.REFUSED: "người nhận từ chối",
    FailureReason.UNPAID: "người nhận chưa nộp tiền",
    FailureReason.OTHER: "lý do khác",
}

LETTER_WORDS = {
    LetterKind.SUPPLEMENT: "phiếu yêu cầu bổ sung",
    LetterKind.RECEIPT: "giấy hẹn",
}

REDIRECT_WORDS = {
    RedirectWay.BACK: "Trả lại bưu chính",
    RedirectWay.FORWARDED: "Chuyển tiếp",
    RedirectWay.KEPT_FOR: "Nhận thay, giữ nguyên niêm phong",
}


def _posted(fact: PostalItemPosted) -> str:
    money = _sum("; gửi kèm", fact.fee + fact.levy)
    where = "tại nhà" if fact.at_home else "tại điểm phục vụ"
    service = SERVICE_WORDS[fact.service]
    return (
        f"{fact.carrier} lập phiếu gửi hồ sơ số {fact.slip_number} {where}, dịch vụ {service}, "
        f"bưu gửi {fact.number}{money}."
    )


def _closed(fact: ManifestClosed) -> str:
    if fact.way is BagWay.IN:
        money = _sum(", tiền gửi kèm", fact.fee + fact.levy)
        return f"{fact.carrier} lập bảng kê {fact.manifest}: {fact.count} bưu gửi{money}."
    if fact.way is BagWay.LETTERS:
        return f"Lập bảng kê {fact.manifest} giao {fact.carrier}: {fact.count} thư gửi lại."
    money = _sum(", thu khi phát", fact.fee + fact.levy)
    return f"Lập bảng kê {fact.manifest} giao {fact.carrier}: {fact.count} bưu gửi{money}."


def _bag_accepted(fact: ManifestAccepted) -> str:
    missing = f", thiếu {len(fact.missing)}" if fact.missing else ""
    extra = f", thừa {len(fact.extra)}" if fact.extra else ""
    cash = _sum(", nhận tiền", fact.cash)
    return f"Kiểm đếm, ký nhận túi {fact.manifest}: {fact.count} bưu gửi{missing}{extra}{cash}."


def _accepted(fact: PostalItemAccepted) -> str:
    other = "" if fact.addressee is None else f", gửi cho {fact.addressee}"
    torn = ", bao bì hư hỏng" if fact.is_damaged else ""
    return f"Nhận bưu gửi {fact.number}, còn niêm phong{torn}{other}."


def _opened(fact: PostalItemOpened) -> str:
    names = () if fact.private is None else fact.private.names
    return f"Mở bưu gửi trước mặt {', '.join(names)}." if names else "Mở bưu gửi."


def _paired(fact: PostalItemPaired) -> str:
    return f"Hồ sơ đến qua bưu chính{_sum(', kèm', fact.fee + fact.levy)}."


def _lacking(fact: PostalItemLacking) -> str:
    return f"Bưu gửi thiếu giấy tờ, gửi lại phiếu yêu cầu bổ sung {fact.visit_number}."


def _item_closed(fact: PostalItemClosed) -> str:
    done = "Xử lý xong" if fact.private is None else "Trả lại người gửi"
    back = _sum(", hoàn lại", fact.fee_back + fact.levy_back)
    return f"{done} bưu gửi{back}{said(fact.private)}."


def _redirected(fact: PostalItemRedirected) -> str:
    money = _sum(", kèm", fact.fee_back + fact.levy_back)
    return f"{REDIRECT_WORDS[fact.way]} bưu gửi của {fact.to}{money}{said(fact.private)}."


def _put_on(fact: PostalItemPutOnManifest) -> str:
    number = "" if fact.number is None else f" {fact.number}"
    money = _sum(", thu khi phát", fact.fee + fact.levy)
    return f"Gửi kết quả qua {fact.carrier}, bưu gửi{number}, bảng kê {fact.manifest}{money}."


def _dispatched(fact: PostalItemDispatched) -> str:
    return f"Bưu chính chuyển đi phát{numbered(fact.number)}."


def _delivered(fact: PostalItemDelivered) -> str:
    name = "" if fact.private is None else f" cho {fact.private.full_name}"
    return f"Bưu chính đã phát{name}{_sum(', thu', fact.fee + fact.levy)}."


def _failed(fact: PostalItemFailed) -> str:
    end = "; không phát được" if fact.final else ""
    why = FAILURE_WORDS[fact.reason]
    return f"Mời nhận ngày {fact.invited_on:%d/%m/%Y} chưa được: {why}{said(fact.private)}{end}."


def _came_back(_fact: PostalItemCameBack) -> str:
    return "Bưu gửi về lại quầy, chờ công dân đến nhận."


def _letter(fact: PostalLetterSent) -> str:
    paper = LETTER_WORDS[fact.letter]
    if fact.manifest is None:
        return f"Báo cho người gửi bằng tin nhắn: {paper} {fact.about}."
    number = "" if fact.number is None else f", số hiệu {fact.number}"
    return f"Gửi {paper} {fact.about} qua {fact.carrier}, bảng kê {fact.manifest}{number}."


def _passed(fact: PostMoneyPassed) -> str:
    amount = money_text(fact.fee + fact.levy)
    return f"{fact.carrier} nộp {amount}{numbered(fact.document)}."


def _sum(words: str, amount: int) -> str:
    return f"{words} {money_text(amount)}" if amount else ""


SENTENCES: dict[type, Callable[[Any], str]] = {
    PostalItemPosted: _posted,
    ManifestClosed: _closed,
    ManifestAccepted: _bag_accepted,
    PostalItemAccepted: _accepted,
    PostalItemOpened: _opened,
    PostalItemPaired: _paired,
    PostalItemLacking: _lacking,
    PostalItemClosed: _item_closed,
    PostalItemRedirected: _redirected,
    PostalItemPutOnManifest: _put_on,
    PostalItemDispatched: _dispatched,
    PostalItemDelivered: _delivered,
    PostalItemFailed: _failed,
    PostalItemCameBack: _came_back,
    PostalLetterSent: _letter,
    PostMoneyPassed: _passed,
}
