"""Papers in the portal's full record: cases, their papers, and what merely looks like either."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.procedure import RequiredDocument
from app.domain.procedure_version import doubt
from app.domain.text import fold
from app.exchange.read_catalogue import Fields, paper_name, unique

_HEADING = re.compile(r"(ho so |thanh phan )?(giay to phai (nop|xuat trinh)|thanh phan ho so)\b")
_REMARK = re.compile(r"luu y\b")
_SHOWN = "xuat trinh"
_LIST_IN_NAME = re.compile(r"^\+|[.:;]\s+[-+]\s")
_LEADING = re.compile(r"^[\s*+\-–•]+")
_TRAILING = re.compile(r"(\s+gồm)?[\s:;.]+$|\s+gồm$")

_IN_NAME = "danh sách giấy tờ nằm lẫn trong tên trường hợp của Cổng"
_NAMELESS = "Cổng có giấy tờ không ghi tên"
_DEFAULT_COUNTS = (
    "Cổng ghi 1 bản chính và 1 bản sao ở mọi giấy tờ (giống giá trị mặc định): "
    "số bản chưa được coi là đã biết"
)
_TO_SHOW = "xuất trình"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Cases and papers; ``papers`` is ``None`` where the portal prints none or hides them."""

    cases: tuple[str, ...]
    papers: tuple[RequiredDocument, ...] | None
    notes: tuple[str, ...]
    to_confirm: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """One case of the portal: what its name means, and its papers."""

    case: str | None
    note: str | None
    rows: tuple[Fields, ...]


def paper_facts(cases: Iterable[Fields]) -> PaperFacts:
    """Gather cases and papers.

    The portal uses cases also for headings ("Giấy tờ phải nộp") and remarks ("Lưu ý"); an empty
    list means that nobody filled it in, not that no paper is needed. ``required`` is false on
    every line of the portal and so says nothing, unless it is true.
    """
    groups: list[_Group] = []
    notes: list[str] = []
    doubts: list[str] = []
    for case in cases:
        name, rows = case.text("name") or "", case.objects("profileComponents")
        if _REMARK.match(_bare(name)):
            notes.extend(text for row in rows if (text := row.text("name")))
            continue
        if _LIST_IN_NAME.search(name):
            doubts.append(_IN_NAME)
            notes.append(name)
        remarks = [row for row in rows if _is_remark(row)]
        notes.extend(row.text("name") or "" for row in remarks)
        groups.append(_group(name, tuple(row for row in rows if row not in remarks)))
    papers = _papers(groups)
    if any(not row.text("name") for group in groups for row in group.rows):
        doubts.append(_NAMELESS)
    counted = _without_default_counts(papers)
    if counted != papers:
        notes.append(_DEFAULT_COUNTS)
    known = bool(papers) and not doubts
    return PaperFacts(
        cases=unique(group.case for group in groups if group.case) if known else (),
        papers=counted if known else None,
        notes=unique(notes),
        to_confirm=unique(doubt("papers", reason) for reason in doubts),
    )


def _group(name: str, rows: tuple[Fields, ...]) -> _Group:
    bare = _bare(name)
    if not bare or _HEADING.match(bare):
        note = _TRAILING.sub("", _LEADING.sub("", name)) if "(" in name else None
        return _Group(None, _TO_SHOW if _SHOWN in bare else note, rows)
    return _Group(_TRAILING.sub("", _LEADING.sub("", name)), None, rows)


def _is_remark(row: Fields) -> bool:
    """Whether a line of the list of papers says "Lưu ý" instead of naming a paper."""
    return _REMARK.match(_bare(row.text("name") or "")) is not None


def _bare(name: str) -> str:
    return fold(_TRAILING.sub("", _LEADING.sub("", name)))


def _papers(groups: list[_Group]) -> tuple[RequiredDocument, ...]:
    lines = [
        (group, row, name) for group in groups for row in group.rows if (name := row.text("name"))
    ]
    return tuple(
        RequiredDocument(
            ordinal=ordinal,
            name=paper_name(name)[0],
            code=row.text("code"),
            case=group.case,
            required=True if row.flag("required") else None,
            form=_form(row),
            note=_joined(group.note, paper_name(name)[1]),
            **_counts(row),
        )
        for ordinal, (group, row, name) in enumerate(lines, start=1)
    )


def _joined(*notes: str | None) -> str | None:
    return "; ".join(note for note in notes if note) or None


def _counts(row: Fields) -> dict[str, int | None]:
    """Originals and copies; 0 and 0 is no statement about a paper that is on the list."""
    originals, copies = _count(row.raw("originalQty")), _count(row.raw("copyQty"))
    if not originals and not copies:
        return {"originals": None, "copies": None}
    return {"originals": originals, "copies": copies}


def _count(value: object) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value <= 99 else None  # type: ignore[operator, return-value]


def _form(row: Fields) -> str | None:
    return next((each.text("fileName") for each in row.objects("attachments")), None)


def _without_default_counts(
    papers: tuple[RequiredDocument, ...],
) -> tuple[RequiredDocument, ...]:
    if len(papers) < 2 or any((each.originals, each.copies) != (1, 1) for each in papers):
        return papers
    return without_counts(papers)


def without_counts(papers: Iterable[RequiredDocument]) -> tuple[RequiredDocument, ...]:
    """The same papers with the numbers of originals and copies unknown."""
    return tuple(
        RequiredDocument(
            ordinal=each.ordinal,
            name=each.name,
            code=each.code,
            case=each.case,
            required=each.required,
            form=each.form,
            note=each.note,
        )
        for each in papers
    )
