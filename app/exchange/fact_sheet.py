"""Fact sheets: procedures as facts with sources and remarks (the shape of ``procedures.json``)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.domain.errors import Reason, Refusal
from app.domain.procedure import (
    Fee,
    FeeKind,
    LegalBasis,
    Limit,
    LimitUnit,
    Procedure,
    ProcessStep,
    RequiredDocument,
    TimeLimit,
)
from app.domain.procedure_code import parse_code
from app.domain.procedure_version import doubt
from app.exchange.fact_remark_rules import COUNTS, PER_PAGE, SAME_DAY
from app.exchange.fact_remarks import Remark, remarks
from app.exchange.read_catalogue import Fields, paper_name, row_wrong, unique

_UNITS = {
    "working_day": LimitUnit.WORKING_DAY,
    "day": LimitUnit.DAY,
    "hour": LimitUnit.WORKING_HOUR,
    "month": LimitUnit.MONTH,
    "other": LimitUnit.OTHER,
}
_LAST_DAY_OF_ABSENT = date(2026, 7, 17)
"""The national catalogue was taken on the next day, and these procedures were not in it."""

_LONGEST = 3650
"""Days, hours or months: no published limit comes near it."""

_ABSENT = re.compile(r"retired|not in national catalogue")
_UNCHECKED = re.compile(r"not checked against the national catalogue")
_ABSENT_NOTE = "không còn trong danh mục quốc gia ngày 18/7/2026"
_UNCHECKED_NOTE = "chưa đối chiếu với danh mục quốc gia tháng 7/2026"
_NUMBER = re.compile(r"\d+[\w.]*/\d{4}/[\wĐ-]+(?:-[\wĐ]+)*")
_OUTSIDE_BRACKETS = re.compile(r";\s*(?![^()]*\))")
_PRINTED = re.compile(r"\s*\((as printed; )?superseded by [^)]*\)|\s*\(as printed;[^)]*\)")
_SUPERSEDED = {
    "31/2013/NĐ-CP": "131/2021/NĐ-CP",
    "05/2013/TT-BLĐTBXH": "131/2021/NĐ-CP",
    "58/2014/QH13": "41/2024/QH15",
}
"""Instruments that are no longer in force, and what took their place."""

_CERTIFICATION = "Chứng thực"
"""The one sector whose sums are known to be fees (phí, Thông tư 226/2016/TT-BTC)."""

UNATTESTED = "theo trí nhớ, chưa kiểm chứng"
"""Stands in the source of what was written down from memory."""

_SOURCE_WORDS = (
    (
        r"FOUND github VoidKeishi/OpenGOV \S+ \(crawl of the national portal, 2026-07-18\)",
        "danh mục Cổng Dịch vụ công quốc gia ngày 18/7/2026",
    ),
    (
        r"FOUND github nhdandz/ThuTucHanhChinh (\S+) \(portal export, repository of 2026-01\)",
        r"bản xuất của Cổng Dịch vụ công, 01/2026 (\1)",
    ),
    (r"FOUND github chatbot-tthc/chatbot_tthc (\S+)", r"bản chụp Cổng Dịch vụ công (\1)"),
    (r"FOUND github VoidKeishi/OpenGOV (\S+)", r"bản chụp Cổng Dịch vụ công (\1)"),
    (r"FOUND ", ""),
    (r"RECALLED (medium|high)", UNATTESTED),
    (r"shortened limit:", "thời hạn rút ngắn:"),
    (r"time limit also in:", "thời hạn cũng có trong:"),
    (r"time limit:", "thời hạn:"),
    (r"components:", "thành phần hồ sơ:"),
    (r"legal basis:", "căn cứ pháp lý:"),
    (r"code, name:", "mã, tên:"),
    (r"details:", "chi tiết:"),
    (r"steps:", "quy trình:"),
    (r"fee:", "phí, lệ phí:"),
    (r"\(as quoted in a legal article\)", "(dẫn lại trong bài viết pháp luật)"),
    (
        r"\(a provincial variant, two levels: ([^)]*) days before 2025\)",
        r"(biến thể cấp tỉnh trước 2025, hai cấp: \1 ngày)",
    ),
    (r"days, older\)", "ngày, cũ hơn)"),
    (r" ;", ";"),
)


def fact_sheet_entry(entry: Fields) -> Procedure:
    """One procedure; what its remarks cast doubt on counts as unknown, with the reason.

    Shortened limits belong to the place that they name and come into force there later: they stay
    in the notes. Raises ``Refusal`` for a malformed code, a missing name or a wrong shape.
    """
    code = parse_code(entry.text("code") or "")
    name = entry.text("name")
    if name is None:
        raise Refusal(Reason.PROCEDURE_NAME_MISSING, code=code.national)
    said = _remarks(entry)
    touched = frozenset().union(*(each.touches for each in said))
    absent = bool(_ABSENT.search(entry.text("status") or ""))
    facts: dict[str, Any] = {
        "limits": _limits(entry, touched),
        "papers": _papers(entry, touched),
        "fees": _fees(entry, said, touched),
    }
    return Procedure(
        code=code.national,
        local_suffix=code.suffix,
        name=name,
        sector=entry.text("domain"),
        levels=unique(part.strip() for part in (entry.text("level") or "").split(";") if part),
        promulgated_by=entry.text("promulgated_by"),
        legal_basis=_legal_basis(entry.text("legal_basis")),
        steps=_steps(entry),
        valid_to=_LAST_DAY_OF_ABSENT if absent else None,
        source=_source(entry),
        notes=unique((*(each.sentence for each in said), *_shortened(entry))),
        to_confirm=_doubts(facts, said),
        **{field: value for field, value in facts.items() if field not in touched},
    )


def _remarks(entry: Fields) -> tuple[Remark, ...]:
    """Remarks from every place where the sheet puts them: notes, legal basis, source, status."""
    said = list(remarks(entry.text("notes")))
    status, basis = entry.text("status") or "", entry.text("legal_basis") or ""
    cited = {each.number for each in _legal_basis(basis)}
    for old in sorted(_SUPERSEDED.keys() & cited):
        said.extend(remarks(f"{old} superseded by {_SUPERSEDED[old]}"))
    if "two levels" in (entry.text("source") or ""):
        said.extend(remarks(entry.text("source")))
    if _ABSENT.search(status):
        said.append(Remark(frozenset(), _ABSENT_NOTE))
    if _UNCHECKED.search(status):
        said.append(Remark(frozenset({"limits"}), _UNCHECKED_NOTE))
    return tuple(said)


def _doubts(facts: dict[str, Any], said: tuple[Remark, ...]) -> tuple[str, ...]:
    """A doubt only where the sheet does state something: unknown needs no reason."""
    return unique(
        doubt(field, remark.sentence)
        for field, value in facts.items()
        if value is not None
        for remark in said
        if field in remark.touches
    )


def _limits(entry: Fields, touched: frozenset[str]) -> tuple[Limit, ...] | None:
    limit = _time_limit(entry, "time_limit")
    if limit is None:
        return None
    if SAME_DAY in touched:
        limit = TimeLimit.of(0, LimitUnit.WORKING_DAY)
    return (Limit(statutory=limit),)


def _time_limit(entry: Fields, name: str) -> TimeLimit | None:
    stated = entry.raw(name)
    if stated is None:
        return None
    limit = entry.object(name)
    unit = _UNITS.get(limit.text("unit") or "") if limit else None
    if limit is None or unit is None:
        raise row_wrong(f"{entry.place}, {name}", stated)
    try:
        amount = Decimal(str(limit.raw("value")))
    except InvalidOperation as error:
        raise row_wrong(f"{entry.place}, {name}", stated) from error
    if not amount.is_finite() or not 0 < amount <= _LONGEST:
        raise row_wrong(f"{entry.place}, {name}", stated)
    return TimeLimit.of(amount, unit)


def _papers(entry: Fields, touched: frozenset[str]) -> tuple[RequiredDocument, ...] | None:
    """The papers; an empty list means that they are not known."""
    rows = [(row, name) for row in entry.objects("components") if (name := row.text("name"))]
    papers = tuple(
        RequiredDocument(
            ordinal=ordinal,
            name=paper_name(name)[0],
            note=paper_name(name)[1],
            originals=_count(row.raw("originals")),
            copies=_count(row.raw("copies")),
        )
        for ordinal, (row, name) in enumerate(rows, start=1)
    )
    if COUNTS in touched:
        papers = tuple(replace(each, originals=None, copies=None) for each in papers)
    return papers or None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _fees(
    entry: Fields, said: tuple[Remark, ...], touched: frozenset[str]
) -> tuple[Fee, ...] | None:
    amount = _count(entry.raw("fee_vnd"))
    if amount is None:
        return None
    if amount == 0:
        return ()
    kind = FeeKind.FEE if entry.text("domain") == _CERTIFICATION else FeeKind.LEVY
    words = next((each.sentence for each in said if "đồng/trang" in each.sentence), None) or next(
        (each.sentence for each in said if each.sentence.startswith("phí tính theo")), None
    )
    return (Fee(kind=kind, amount=None if PER_PAGE in touched else amount, note=words),)


def _legal_basis(text: str | None) -> tuple[LegalBasis, ...]:
    parts = (part.strip() for part in _OUTSIDE_BRACKETS.split(_PRINTED.sub("", text or "")))
    return tuple(dict.fromkeys(_instrument(part) for part in parts if part))


def _instrument(part: str) -> LegalBasis:
    numbers = _NUMBER.findall(part)
    if len(numbers) == 1:
        return LegalBasis(number=numbers[0], name=None if numbers[0] == part else part)
    return LegalBasis(name=part)


def _steps(entry: Fields) -> tuple[ProcessStep, ...]:
    return tuple(
        ProcessStep(
            ordinal=_count(step.raw("step")) or ordinal,
            unit=step.text("unit") or "",
            work=step.text("work") or "",
            limit=_time_limit(step, "limit"),
            form=step.text("form"),
            case=step.text("case"),
        )
        for ordinal, step in enumerate(entry.objects("steps"), start=1)
    )


def _shortened(entry: Fields) -> tuple[str, ...]:
    """The shortened limit of another place, in words only."""
    limit, shortened = _time_limit(entry, "shortened_limit"), entry.object("shortened_limit")
    if limit is None or shortened is None:
        return ()
    unit = "ngày làm việc" if limit.unit is LimitUnit.WORKING_DAY else "ngày"
    amount = f"{limit.amount:f}".replace(".", ",")
    place, source = shortened.text("place"), shortened.text("source")
    return (f"{place} rút ngắn còn {amount} {unit} ({source})",)


def _source(entry: Fields) -> str | None:
    text = entry.text("source") or ""
    for pattern, words in _SOURCE_WORDS:
        text = re.sub(pattern, words, text)
    steps = entry.text("steps_source")
    if steps and "quy trình:" not in text:
        text = f"{text}; quy trình: {steps}"
    return text or None
