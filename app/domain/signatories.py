"""Who signs letters for the office: the head, or another in the head's place (KT., TL., TUQ.)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.text import fold, one_line


class Manner(StrEnum):
    """In what right somebody signs, as it is printed (Nghị định 30/2020/NĐ-CP, điều 13)."""

    HEAD = ""
    """The head in person, or whoever signs in their own right."""
    FOR = "KT."
    """Ký thay: a deputy in the place of the head."""
    BY_ORDER = "TL."
    """Thừa lệnh: the head of a department."""
    BY_PROXY = "TUQ."
    """Thừa ủy quyền: who was authorised in writing."""


_DEPUTY = "pho "


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """One who may sign; ``name`` is empty where it is signed by hand."""

    title: str
    name: str = ""
    manner: Manner = Manner.HEAD


def read_signatories(text: str) -> tuple[Signatory, ...]:
    """One line each, the head first: ``KT. Phó Giám đốc: Phạm Đình Tập``.

    Raises ``Refusal`` (``SIGNATORY_WRONG``) for a line without a title, or a first line that is
    not the head.
    """
    lines = [one_line(each) for each in text.splitlines()]
    read = tuple(_read(line, number) for number, line in enumerate(lines, start=1) if line)
    if read and read[0].manner is not Manner.HEAD:
        raise Refusal(Reason.SIGNATORY_WRONG, line=1, said=lines[0])
    return read


def signatory_for(
    signatories: Sequence[Signatory], title: str | None, name: str | None
) -> Signatory:
    """Whoever signed by the title or the name that was stated, in the manner that the office set.

    Nothing stated means the head. A stated deputy whom the office did not list signs KT.
    """
    head = signatories[0]
    if not title and not name:
        return head
    known = _known(signatories, title, name)
    if known is not None:
        return Signatory(title=title or known.title, name=name or known.name, manner=known.manner)
    said = title or head.title
    manner = Manner.FOR if fold(said).startswith(_DEPUTY) else Manner.HEAD
    return Signatory(title=said, name=name or "", manner=manner)


def head_title(signatories: Sequence[Signatory], signer: Signatory) -> str:
    """Whose place a signer takes: the head's title, of which a stated deputy tells enough."""
    said = one_line(signer.title)
    if signatories[0].title == _UNNAMED and fold(said).startswith(_DEPUTY):
        return said[len(_DEPUTY) :]
    return signatories[0].title


_UNNAMED = "Thủ trưởng cơ quan, đơn vị"
UNNAMED_HEAD = _UNNAMED
"""The head where the office named nobody, in the words of the form."""


def _known(
    signatories: Sequence[Signatory], title: str | None, name: str | None
) -> Signatory | None:
    by_name = [each for each in signatories if name and fold(each.name) == fold(name)]
    by_title = [each for each in signatories if title and fold(each.title) == fold(title)]
    if title:
        both = [each for each in by_title if each in by_name]
        # Another person under a known title signs in that title's manner with their own name.
        return next(iter(both or by_title), None)
    return next(iter(by_name), None)


def _read(line: str, number: int) -> Signatory:
    manner = next((each for each in Manner if each and line.upper().startswith(each.value)), None)
    rest = line if manner is None else line[len(manner.value) :]
    title, _, name = rest.partition(":")
    if not one_line(title):
        raise Refusal(Reason.SIGNATORY_WRONG, line=number, said=line)
    return Signatory(title=one_line(title), name=one_line(name), manner=manner or Manner.HEAD)
