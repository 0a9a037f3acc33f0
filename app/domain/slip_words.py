"""Words about slips that were replaced, and about what a correction changed."""

from __future__ import annotations

from collections.abc import Iterable

_PARTS = {
    "procedure_code": "thủ tục",
    "case": "trường hợp",
    "channel": "hình thức nộp",
    "applicant": "người nộp",
    "owner": "chủ hồ sơ",
    "organisation": "tổ chức",
    "authority": "giấy ủy quyền",
    "subject": "người được giải quyết",
    "contact": "người liên hệ",
    "documents": "giấy tờ đã nộp",
    "abstract": "nội dung yêu cầu",
    "sets": "số bộ hồ sơ",
    "notes": "ghi chú",
    "money": "phí, lệ phí",
    "return_way": "nơi nhận kết quả",
    "places": "nơi giải quyết",
    "stated_due": "ngày hẹn trả",
}
"""Parts of a reception form, in the order in which the form states them."""

CORRECTED_PARTS = tuple(_PARTS)

RELEASED_PROMISE = "return_due_at"
"""Stands among the changed parts where the date alone changed, the old paper being back."""


def edition_text(edition: int) -> str:
    """How an edition of a slip calls itself."""
    return "bản cấp lần đầu" if edition == 0 else f"bản thay thế lần {edition}"


def corrected_parts(changed: Iterable[str]) -> str:
    """The parts that a correction changed, named for people."""
    words = {**_PARTS, RELEASED_PROMISE: "ngày hẹn trả"}
    return ", ".join(words.get(each, each) for each in changed)
