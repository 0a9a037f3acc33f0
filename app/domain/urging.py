"""Đôn đốc: what a settling agency is told about the dossiers that it holds."""

from __future__ import annotations

from datetime import datetime

from app.domain.light_dataclass import dataclass
from app.domain.moments import local
from app.domain.time_words import stated_text


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgedLine:
    """One dossier in the list: its code and procedure, the promise, and how it stands."""

    code: str
    procedure: str
    due_at: datetime
    left: str
    reminders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Urging:
    """A reminder as it leaves the house; it names no citizen."""

    office: str
    agency: str
    at: datetime
    signed_by: str
    lines: tuple[UrgedLine, ...]
    words: str = ""

    @property
    def subject(self) -> str:
        """The subject of the letter and of the e-mail."""
        return f"Đôn đốc giải quyết {len(self.lines)} hồ sơ đến ngày {local(self.at):%d/%m/%Y}"

    @property
    def opening(self) -> str:
        """The sentence above the list."""
        return (
            f"{self.office} đề nghị {self.agency} giải quyết các hồ sơ dưới đây và chuyển kết quả "
            "đúng hẹn; hồ sơ nào không kịp, đề nghị gửi văn bản xin lỗi, nêu lý do và thời gian "
            "gia hạn trước ngày hẹn trả ít nhất một ngày."
        )


def urging_text(urging: Urging) -> str:
    """The reminder as plain text, for an e-mail."""
    lines = [f"Kính gửi: {urging.agency}", "", urging.opening, ""]
    lines += [_line(number, each) for number, each in enumerate(urging.lines, 1)]
    if urging.words:
        lines += ["", urging.words]
    return "\n".join([*lines, "", f"{urging.signed_by}", urging.office, ""])


def _line(number: int, each: UrgedLine) -> str:
    again = f"; đã đôn đốc {each.reminders} lần" if each.reminders else ""
    return (
        f"{number}. {each.code}, {each.procedure}; hẹn {stated_text(each.due_at)}; "
        f"{each.left}{again}"
    )
