"""What the texts of a draft say: the form of a reception, or the field that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from app.domain.errors import Reason, Refusal
from app.domain.moments import VIETNAM
from app.domain.procedure import Channel
from app.domain.reception import (
    Contact,
    Identity,
    IdentityKind,
    Money,
    Organisation,
    Person,
    ReceptionForm,
    ReturnPlace,
    ReturnWay,
    StatedDueDate,
    Subject,
    SubjectKind,
    SubmittedDocument,
)
from app.domain.records import from_plain
from app.domain.text import nfc, one_line

FIELD_WORDS = {
    "procedure_code": "Thủ tục",
    "born_on": "Ngày sinh",
    "contact_name": "Người liên hệ",
    "contact_phone": "Số của người liên hệ",
    "subject_born_on": "Ngày sinh của người được nói đến",
    "sets": "Số bộ",
    "fee": "Phí",
    "levy": "Lệ phí",
    "stated_at": "Nhận lúc",
    "stated_due": "Hẹn trả",
    "pad_due": "Hẹn ghi tay",
    "submitted_at": "Nộp lúc",
    "stated_due_reason": "Lý do của ngày hẹn",
}
"""How a refusal names a field of the form."""

_DATE = re.compile(r"(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[:hg](\d{2})?)?")
_Made = TypeVar("_Made")


def read_day(text: str) -> date | None:
    """``5/2/1990``, ``05021990`` or empty. Raises ``ValueError`` for anything else."""
    if not text.strip():
        return None
    found = re.fullmatch(r"(\d{2})(\d{2})(\d{4})", text.strip()) or _DATE.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return date(int(found[3]), int(found[2]), int(found[1]))


def read_moment(text: str, today: date) -> datetime | None:
    """``14:05``, ``14h05`` of today, or ``20/11/2026 14:05``; empty is ``None``."""
    if not text.strip():
        return None
    day_text, _, time_text = text.strip().rpartition(" ")
    found = _TIME.fullmatch(time_text)
    if found is None:
        raise ValueError(text)
    on = read_day(day_text) or today
    return datetime(on.year, on.month, on.day, int(found[1]), int(found[2] or 0), tzinfo=VIETNAM)


def read_count(text: str) -> int:
    """A whole number with or without thousands dots; empty is 0."""
    digits = text.replace(".", "").replace(" ", "").strip()
    return int(digits) if digits else 0


class _Reader:
    """Reads the texts of one draft; refuses by the field's name on screen."""

    def __init__(self, draft: Mapping[str, Any]) -> None:
        self._draft = draft

    def text(self, key: str) -> str | None:
        return one_line(str(self._draft.get(key) or "")) or None

    def paragraph(self, key: str) -> str | None:
        return nfc(str(self._draft.get(key) or "")).strip() or None

    def needed(self, key: str) -> str:
        found = self.text(key)
        if found is None:
            raise Refusal(Reason.FIELD_MISSING, field=FIELD_WORDS[key], key=key)
        return found

    def read(self, key: str, reading: Callable[[str], _Made]) -> _Made:
        typed = self.text(key) or ""
        try:
            return reading(typed)
        except ValueError:
            raise Refusal(
                Reason.FIELD_WRONG, field=FIELD_WORDS[key], value=typed, key=key
            ) from None


def form_of(draft: Mapping[str, Any], *, today: date) -> ReceptionForm:
    """What the officer states. Raises ``Refusal``, whose value ``key`` names the field."""
    read = _Reader(draft)
    return ReceptionForm(
        procedure_code=read.needed("procedure_code"),
        case=read.text("case"),
        channel=Channel(read.text("channel") or Channel.COUNTER),
        applicant=_applicant(read),
        owner=_owner(read),
        organisation=_organisation(read),
        authority=read.text("authority"),
        subject=_subject(read),
        contact=_contact(read),
        documents=tuple(from_plain(SubmittedDocument, each) for each in draft["documents"]),
        abstract=read.paragraph("abstract"),
        sets=read.read("sets", read_count) or 1,
        notes=read.paragraph("notes"),
        money=Money(
            fee=read.read("fee", read_count),
            levy=read.read("levy", read_count),
            paid=bool(read.text("paid")),
            receipt_number=read.text("receipt_number"),
        ),
        return_way=_return_way(read),
        stated_due=_stated_due(read, today),
        stated_at=read.read("stated_at", lambda text: read_moment(text, today)),
        late_reason=read.text("late_reason"),
        visit_number=read.text("visit_number"),
        pad_code=read.text("pad_code"),
        filing_uid=read.text("filing_uid"),
        postal_item=read.text("postal_item"),
        submitted_at=read.read("submitted_at", lambda text: read_moment(text, today)),
    )


def _applicant(read: _Reader) -> Person:
    return Person(
        full_name=read.text("full_name") or "",
        identity=_identity(read),
        born_on=read.read("born_on", read_day),
        gender=read.text("gender"),
        address=read.text("address"),
        phone=read.text("phone"),
    )


def _identity(read: _Reader) -> Identity:
    kind = IdentityKind(read.text("identity_kind") or IdentityKind.CITIZEN_NUMBER)
    if kind is IdentityKind.NONE:
        return Identity(kind=kind, reason=read.text("no_identity_reason"))
    country = read.text("country") if kind is IdentityKind.PASSPORT else None
    return Identity(kind=kind, number=read.text("identity_number"), country=country)


def _owner(read: _Reader) -> Person | None:
    if not (read.text("owner_name") or read.text("owner_number")):
        return None
    number, reason = read.text("owner_number"), read.text("owner_no_identity_reason")
    kind = IdentityKind.NONE if reason and not number else IdentityKind.CITIZEN_NUMBER
    return Person(
        full_name=read.text("owner_name") or "",
        identity=Identity(kind=kind, number=number, reason=None if number else reason),
        address=read.text("owner_address"),
    )


def _organisation(read: _Reader) -> Organisation | None:
    if not (read.text("organisation_name") or read.text("tax_code")):
        return None
    return Organisation(
        name=read.text("organisation_name") or "",
        tax_code=read.text("tax_code"),
        address=read.text("organisation_address"),
    )


def _subject(read: _Reader) -> Subject | None:
    kind = read.text("subject_kind")
    if kind is None:
        return None
    return Subject(
        kind=SubjectKind(kind),
        full_name=read.text("subject_name") or "",
        identity_number=read.text("subject_number"),
        born_on=read.read("subject_born_on", read_day),
    )


def _contact(read: _Reader) -> Contact | None:
    if not (read.text("contact_name") or read.text("contact_phone")):
        return None
    return Contact(full_name=read.needed("contact_name"), phone=read.needed("contact_phone"))


def _return_way(read: _Reader) -> ReturnWay:
    place = ReturnPlace(read.text("return_place") or ReturnPlace.COUNTER)
    if place is ReturnPlace.COUNTER:
        return ReturnWay()
    return ReturnWay(place=place, address=read.text("return_address"))


def _stated_due(read: _Reader, today: date) -> StatedDueDate | None:
    due_at = read.read("stated_due", lambda text: read_moment(text, today))
    if due_at is None:
        return None
    return StatedDueDate(due_at=due_at, reason=read.needed("stated_due_reason"))
