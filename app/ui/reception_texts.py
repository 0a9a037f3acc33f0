"""The texts that fill the form of a reception: from a stated form, or from a citizen card."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from app.domain.moments import local
from app.domain.money_words import sum_or_blank
from app.domain.reception import IdentityKind, Organisation, Person, ReceptionForm, Subject
from app.domain.records import to_plain
from app.ui.draft import Draft

if TYPE_CHECKING:
    from app.domain.citizen_card import CitizenCard


def draft_of(form: ReceptionForm) -> Draft:
    """What was stated before, ready to be worked on; ``reception_draft.form_of`` reads it back."""
    texts: dict[str, str | None] = {
        "procedure_code": form.procedure_code,
        "case": form.case,
        "channel": form.channel,
        "authority": form.authority,
        "abstract": form.abstract,
        "sets": str(form.sets),
        "notes": form.notes,
        "fee": sum_or_blank(form.money.fee),
        "levy": sum_or_blank(form.money.levy),
        "paid": "1" if form.money.paid else "",
        "receipt_number": form.money.receipt_number,
        "return_place": form.return_way.place,
        "return_address": form.return_way.address,
        "stated_at": moment_text(form.stated_at),
        "late_reason": form.late_reason,
        "visit_number": form.visit_number,
        "pad_code": form.pad_code,
        "postal_item": form.postal_item,
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
