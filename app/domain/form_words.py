"""Words for everything that is chosen from a fixed set in the form of a deed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from app.domain.delay_facts import NoticeAbout
from app.domain.end_facts import CollectorKind, ShownProof, StopCause
from app.domain.history_ends import COLLECTOR_WORDS, PROOF_WORDS
from app.domain.history_work import MEANS_WORDS
from app.domain.money_facts import PayMeans
from app.domain.pause_facts import Means
from app.domain.procedure import SupplementClock
from app.domain.reception import ReturnPlace

CHOICE_WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Means: MEANS_WORDS,
    CollectorKind: COLLECTOR_WORDS,
    ShownProof: PROOF_WORDS,
    SupplementClock: {
        SupplementClock.RESTART: "tính lại từ đầu khi đủ giấy tờ",
        SupplementClock.PAUSE: "tạm dừng, tính tiếp phần còn lại",
    },
    StopCause: {
        StopCause.WITHDRAWN: "công dân rút hồ sơ",
        StopCause.AGENCY_DECISION: "cơ quan giải quyết quyết định",
        StopCause.OTHER: "lý do khác",
    },
    NoticeAbout: {
        NoticeAbout.APOLOGY: "xin lỗi và hẹn lại",
        NoticeAbout.RESULT_READY: "mời nhận kết quả",
        NoticeAbout.SUPPLEMENT: "bổ sung hồ sơ",
        NoticeAbout.PAYMENT: "nghĩa vụ tài chính",
        NoticeAbout.CORRECTION: "đính chính kết quả",
        NoticeAbout.OTHER: "việc khác",
    },
    PayMeans: {
        PayMeans.CASH: "tiền mặt",
        PayMeans.TRANSFER: "chuyển khoản",
        PayMeans.POST: "qua bưu chính",
    },
    ReturnPlace: {ReturnPlace.COUNTER: "tại quầy", ReturnPlace.POST: "qua bưu chính"},
}
"""By the kind of choice: each of its members as an officer says it."""


def choices_of(kind: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    """The members of a choice as they are offered: value, and words that begin a line."""
    words = CHOICE_WORDS[kind]
    return tuple((each.value, capital(words[each])) for each in kind)


def capital(words: str) -> str:
    """The same words at the head of a line."""
    return words[:1].upper() + words[1:]
