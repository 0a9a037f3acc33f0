"""The form of a deed as texts in fields, and back: what stands in a dialog is typed text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from enum import Enum, StrEnum, auto
from typing import Any, get_args, get_type_hints

from app.domain.deed_forms import FORMS
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.form_fields import Pick
from app.domain.money_words import sum_text
from app.domain.reception import SubmittedDocument
from app.domain.text import nfc
from app.ui.reception_draft import read_count, read_day, read_moment
from app.ui.reception_texts import day_text, moment_text


class Shape(Enum):
    """How a field of a form is filled."""

    LINE = auto()
    PARAGRAPH = auto()
    NUMBER = auto()
    DAY = auto()
    MOMENT = auto()
    TICK = auto()
    CHOICE = auto()
    TICKS = auto()
    PICK = auto()
    PAPERS = auto()
    DOCUMENTS = auto()


Texts = dict[str, str]
"""What stands in the fields, by the name of the field; of several ticks, ``name.value`` each."""

_PLAIN = {int: Shape.NUMBER, date: Shape.DAY, datetime: Shape.MOMENT, bool: Shape.TICK}
_PICKED = {
    Pick.RESULT,
    Pick.RESULT_ON_SHELF,
    Pick.STAFF,
    Pick.RUNNING_STEP,
    Pick.KNOWN_STEP,
}


def fields_of(kind: DeedKind) -> tuple[tuple[Field[Any], Any], ...]:
    """Every field of a deed's form with what may stand in it."""
    hints = get_type_hints(FORMS[kind])
    return tuple((each, hints[each.name]) for each in fields(FORMS[kind]))


def shape_of(field: Field[Any], hint: Any) -> Shape:
    """How a field is filled, by its annotation and from what it is picked."""
    inner = inner_of(hint)
    if getattr(hint, "__origin__", None) is tuple:
        if inner is SubmittedDocument:
            return Shape.DOCUMENTS
        return Shape.PAPERS if inner is int else Shape.TICKS
    if field.metadata["pick"] in _PICKED:
        return Shape.PICK
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return Shape.CHOICE
    long = field.metadata["lines"] > 1
    return _PLAIN.get(inner) or (Shape.PARAGRAPH if long else Shape.LINE)


def inner_of(hint: Any) -> Any:
    """The type behind an optional or a tuple."""
    inner = [each for each in get_args(hint) if each not in (type(None), Ellipsis)]
    return inner[0] if inner else hint


def text_of(value: Any) -> str:
    """A value as it stands in its field."""
    match value:
        case None | False | 0:
            return ""
        case True:
            return "1"
        case StrEnum():
            return value.value
        case datetime():
            return moment_text(value)
        case date():
            return day_text(value)
        case int():
            return sum_text(value)
    return str(value)


def has_sense(field: Field[Any], values: Mapping[str, Any]) -> bool:
    """Whether a field means anything beside what else the form says."""
    when = field.metadata["when"]
    return when is None or values.get(when[0]) in when[1]


def form_of(
    kind: DeedKind,
    texts: Mapping[str, str],
    *,
    today: date,
    papers: Sequence[int] = (),
    documents: Sequence[SubmittedDocument] = (),
    without: frozenset[str] = frozenset(),
) -> Any:
    """What the officer states; fields ``without`` a sense keep their default.

    Raises ``Refusal`` (``FIELD_WRONG``, ``FIELD_MISSING``), whose value ``key`` names the field.
    """
    read: dict[str, Any] = {}
    late = sorted(fields_of(kind), key=lambda each: each[0].metadata["when"] is not None)
    for field, hint in late:
        if field.name in without or not has_sense(field, read):
            continue
        shape = shape_of(field, hint)
        if shape is Shape.PAPERS:
            read[field.name] = tuple(papers)
        elif shape is Shape.DOCUMENTS:
            read[field.name] = tuple(documents)
        elif shape is Shape.TICKS:
            ticked = inner_of(hint)
            read[field.name] = tuple(each for each in ticked if texts.get(f"{field.name}.{each}"))
        else:
            read[field.name] = _read(field, hint, shape, texts.get(field.name, ""), today)
    return FORMS[kind](**read)


def _read(field: Field[Any], hint: Any, shape: Shape, typed: str, today: date) -> Any:
    text = nfc(typed).strip()
    if shape is Shape.TICK:
        return bool(text)
    if shape is Shape.NUMBER and not text and field.default is not MISSING:
        return 0
    if not text and field.default is MISSING:
        raise Refusal(Reason.FIELD_MISSING, key=field.name, field=words_of(field))
    if not text:
        return None
    try:
        return _value(shape, hint, text, today)
    except ValueError:
        label = words_of(field)
        raise Refusal(Reason.FIELD_WRONG, key=field.name, field=label, value=text) from None


def _value(shape: Shape, hint: Any, text: str, today: date) -> Any:
    match shape:
        case Shape.NUMBER:
            return read_count(text)
        case Shape.DAY:
            return read_day(text)
        case Shape.MOMENT:
            return read_moment(text, today)
        case Shape.CHOICE:
            return inner_of(hint)(text)
    return text


def words_of(field: Field[Any]) -> str:
    """The label of a field."""
    label: str = field.metadata["label"]
    return label
