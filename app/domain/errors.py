"""The reasons why the rules of the office say no."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Stable code of a refusal; its Vietnamese sentence stands in ``app.domain.words``."""

    FIELD_MISSING = "field_missing"
    FIELD_UNKNOWN = "field_unknown"
    FIELD_WRONG = "field_wrong"
    TIME_WRONG = "time_wrong"


class Refusal(Exception):  # noqa: N818 - the trade's word: the office refuses, nothing is broken
    """The rules of the office say no, and nothing was changed.

    ``values`` fill the placeholders of the sentence that ``words.refusal_sentence`` builds.
    """

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.values = values
