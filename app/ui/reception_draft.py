"""What a draft of a reception says, and the draft that says a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.errors import Reason, Refusal
from app.domain.moments import VIETNAM, local
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
from app.domain.records import from_plain, to_plain
from app.domain.text import nfc, one_line
from app.ui.draft import Draft

if TYPE_CHECKING:
    from app.domain.citizen_card import CitizenCard

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
    )


def draft_of(form: ReceptionForm) -> Draft:
    """The inverse: what was stated at an earlier visit, ready to be worked on."""
    texts: dict[str, str | None] = {
        "procedure_code": form.procedure_code,
        "case": form.case,
        "channel": form.channel,
        "authority": form.authority,
        "abstract": form.abstract,
        "sets": str(form.sets),
        "notes": form.notes,
        "fee": str(form.money.fee or ""),
        "levy": str(form.money.levy or ""),
        "paid": "1" if form.money.paid else "",
        "receipt_number": form.money.receipt_number,
        "return_place": form.return_way.place,
        "return_address": form.return_way.address,
        "stated_at": moment_text(form.stated_at),
        "late_reason": form.late_reason,
        "visit_number": form.visit_number,
        **_person_texts(form.applicant),
        **(_owner_texts(form.owner) if form.owner else {}),
        **(_organisation_texts(form.organisation) if form.organisation else {}),
        **(_subject_texts(form.subject) if form.subject else {}),
    }
    if form.contact is not None:
        texts |= {"contact_name": form.contact.full_name, "contact_phone": form.contact.phone}
    if form.stated_due is not None:
        due = form.stated_due
        texts |= {"stated_due": moment_text(due.due_at), "stated_due_reason": due.reason}
    filled: Draft = {key: str(text) for key, text in texts.items() if text}
    filled["documents"] = [to_plain(each) for each in form.documents]
    return filled


def _person_texts(person: Person) -> dict[str, str | None]:
    return {
        "identity_kind": person.identity.kind,
        "identity_number": person.identity.number,
        "country": person.identity.country,
        "no_identity_reason": person.identity.reason,
        "full_name": person.full_name,
        "born_on": day_text(person.born_on),
        "gender": person.gender,
        "address": person.address,
        "phone": person.phone,
    }


def _owner_texts(owner: Person) -> dict[str, str | None]:
    return {
        "owner_name": owner.full_name,
        "owner_number": owner.identity.number,
        "owner_no_identity_reason": owner.identity.reason,
        "owner_address": owner.address,
    }


def _organisation_texts(body: Organisation) -> dict[str, str | None]:
    return {
        "organisation_name": body.name,
        "tax_code": body.tax_code,
        "organisation_address": body.address,
    }


def _subject_texts(subject: Subject) -> dict[str, str | None]:
    return {
        "subject_kind": subject.kind,
        "subject_name": subject.full_name,
        "subject_number": subject.identity_number,
        "subject_born_on": day_text(subject.born_on),
    }


def card_texts(card: CitizenCard) -> dict[str, str]:
    """What a scanned citizen card fills in."""
    return {
        "identity_kind": IdentityKind.CITIZEN_NUMBER.value,
        "identity_number": card.citizen_number,
        "full_name": card.full_name,
        "born_on": day_text(card.born_on),
        "gender": card.gender or "",
        "address": card.address or "",
    }


def day_text(on: date | None) -> str:
    """``05/02/1990``, or empty."""
    return f"{on:%d/%m/%Y}" if on else ""


def moment_text(at: datetime | None) -> str:
    """``20/11/2026 14:05``, or empty."""
    return f"{local(at):%d/%m/%Y %H:%M}" if at else ""


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
