"""Help for each place of work: texts from ``resources/help``, the keys from the place itself."""

from __future__ import annotations

from collections.abc import Iterable

from app.ui.tokens import RESOURCES
from app.ui.workplace import Keys

_FOLDER = RESOURCES / "help"
_EVERYWHERE: Keys = (
    ("F1", "trợ giúp của màn hình đang mở"),
    ("F2…F10", "sang màn hình khác; phím ghi ở thanh bên, màn hình không có phím F cũng vậy"),
    ("Ctrl+K", "tìm hồ sơ"),
    ("Ctrl+P", "in lại giấy của hồ sơ đang xem, hoặc giấy vừa in"),
    ("Ctrl+Shift+G", "giấy trong ngày: chưa in, chưa rõ đã ra"),
    ("Ctrl+L", "khóa quầy"),
    ("Ctrl+Shift+H", "nhật ký công việc của ngày"),
    ("Ctrl+Shift+F", "tiền thu hộ cơ quan, ghi đã chuyển"),
    ("Esc", "đóng, quay lại"),
)


def help_page(place: str, keys: Keys) -> str:
    """The help of a place as Markdown: its text, its keys, and what holds everywhere.

    ``place`` is the name of the file; a place without a text of its own still tells its keys.
    """
    own = _FOLDER / f"{place}.md"
    parts = [own.read_text("utf-8") if own.exists() else "", "## Phím tắt", _table(keys)]
    return "\n\n".join([*filter(None, parts), (_FOLDER / "scanning.md").read_text("utf-8")])


def dialog_page(topic: str, keys: Keys) -> str:
    """The help of a dialog as Markdown: its text, and the keys on its buttons."""
    own = _FOLDER / "dialogs" / f"{topic}.md"
    parts = [own.read_text("utf-8") if own.exists() else "", "## Phím tắt", _rows(keys)]
    return "\n\n".join(filter(None, parts))


def _table(keys: Keys) -> str:
    known = {key for key, _ in keys}
    rows = [*keys, *(each for each in _EVERYWHERE if each[0] not in known)]
    return _rows(rows)


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| **{key}** | {_sentence(words)} |" for key, words in rows]
    return "\n".join(["| Phím | Làm gì |", "| --- | --- |", *lines])


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
