"""Words in braces that a text of the office may hold, and what stands there on the paper."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.text import nfc


class Placeholder(StrEnum):
    """The closed list; the value is what is typed between the braces."""

    UNIT = "đơn vị"
    PARENT = "cơ quan chủ quản"
    PLACE = "địa danh"
    CONTACT = "liên hệ"
    CODE = "mã hồ sơ"
    PROCEDURE = "thủ tục"
    DUE = "ngày hẹn"
    CLERK = "cán bộ"


OF_OFFICE = frozenset(
    {Placeholder.UNIT, Placeholder.PARENT, Placeholder.PLACE, Placeholder.CONTACT}
)
"""What is known on every paper."""

OF_DOSSIER = OF_OFFICE | {Placeholder.CODE, Placeholder.PROCEDURE, Placeholder.CLERK}
"""What is known on a paper about one dossier or one visit."""

Values = Mapping[Placeholder, str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text, or what stands between two braces; where it begins."""

    said: str
    at: int
    is_name: bool


def check_placeholders(text: str, allowed: Collection[Placeholder]) -> None:
    """Raises ``Refusal`` (``PLACEHOLDER_WRONG``) at the first brace that will not do.

    Line and column count from 1, as an editor shows them.
    """
    known = {each.value for each in allowed}
    for piece in _pieces(text):
        if piece.is_name and _name(piece.said) not in known:
            _refuse(text, piece, known)


def filled(text: str, values: Values) -> str:
    """The text with what stands for each placeholder; one without a value leaves nothing."""
    said = {each.value: value for each, value in values.items()}
    return "".join(
        said.get(_name(piece.said), "") if piece.is_name else piece.said for piece in _pieces(text)
    )


def _refuse(text: str, piece: _Piece, known: Collection[str]) -> None:
    before = text[: piece.at]
    raise Refusal(
        Reason.PLACEHOLDER_WRONG,
        line=before.count("\n") + 1,
        column=piece.at - (before.rfind("\n") + 1) + 1,
        said=piece.said.split("\n")[0],
        known=", ".join(f"{{{each}}}" for each in sorted(known)) or "không có chữ nào",
    )


def _name(said: str) -> str:
    """What is named between two braces; nothing where one of them is missing."""
    is_whole = said.startswith("{") and said.endswith("}")
    return " ".join(nfc(said[1:-1]).split()) if is_whole else ""


def _pieces(text: str) -> Iterator[_Piece]:
    """Text and names in turn; a brace without its other half is a name of its own."""
    at = 0
    while at < len(text):
        if text[at] == "}":
            yield _Piece("}", at, is_name=True)
            at += 1
        elif text[at] == "{":
            end = _end(text, at)
            yield _Piece(text[at:end], at, is_name=True)
            at = end
        else:
            end = min((found for sign in "{}" if (found := text.find(sign, at)) >= 0), default=-1)
            end = len(text) if end < 0 else end
            yield _Piece(text[at:end], at, is_name=False)
            at = end


def _end(text: str, at: int) -> int:
    """Where the name that begins at a brace ends: never past its line or the next brace."""
    for place in range(at + 1, len(text)):
        if text[place] == "}":
            return place + 1
        if text[place] in "{\n":
            return place
    return len(text)
