"""Whether all deeds of a period are here (đủ đến ngày), and what may still be missing."""

from __future__ import annotations

from datetime import date

from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskBehind:
    """A desk that may have deeds that are not here; ``whole_on`` is the last day handed in whole.

    It is absent where the desk never handed anything in.
    """

    desk: int
    whole_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wholeness:
    """What a period may still lack at the moment it is counted.

    ``until`` is the last day of which nothing can be missing, absent where that is not known;
    ``owed`` counts dossiers that an outage left to be entered into another system.
    """

    until: date | None = None
    behind: tuple[DeskBehind, ...] = ()
    owed: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the period can be missing."""
        return not self.behind and not self.owed


def lacking_words(whole: Wholeness) -> str:
    """What may be missing, in one breath; empty where nothing can be."""
    said = [
        f"quầy {each.desk} chưa gửi lần nào"
        if each.whole_on is None
        else f"quầy {each.desk} mới gửi đủ đến hết {each.whole_on:%d/%m/%Y}"
        for each in whole.behind
    ]
    if whole.owed:
        said.append(f"{whole.owed} hồ sơ còn phải nhập vào hệ thống khác")
    return "; ".join(said)


def wholeness_words(whole: Wholeness) -> str:
    """The line under a report: up to which day it is complete, or what it lacks."""
    lacking = lacking_words(whole)
    if lacking:
        return f"SỐ LIỆU CHƯA ĐỦ: {lacking}."
    if whole.until is None:
        return "Chưa biết số liệu đủ đến ngày nào."
    return f"Số liệu đủ đến hết {whole.until:%d/%m/%Y}."
