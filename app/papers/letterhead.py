"""The head of every paper of an office, and its people as the forms name them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.moments import local_date
from app.domain.reception import Identity, IdentityKind, Organisation, Person
from app.domain.slip_code import SlipCode, slip_code_text
from app.printing.heading import Heading
from app.printing.party import Party
from app.services.desk import DeskContext

SYSTEM_NAME = "Phần mềm Một cửa"
"""Name of the information system, content (5) of the QR (Thông tư 01/2023/TT-VPCP điều 26)."""

_CENTRE = "TTPVHCC"
_DESK_UNIT = "BPTNTKQ"
_IDENTITY_LABELS = {
    IdentityKind.CITIZEN_NUMBER: "Số định danh/CCCD",
    IdentityKind.OLD_ID: "Số CMND",
    IdentityKind.PASSPORT: "Số hộ chiếu",
    IdentityKind.NONE: "Giấy tờ tùy thân",
}


def heading(
    desk: DeskContext, code: SlipCode, number: str, issued_at: datetime | None, *, label: str
) -> Heading:
    """The national heading with this office in it; undated and unnumbered for handwriting."""
    said = slip_code_text(code, look_up_host=desk.lookup_host)
    plain = plain_heading(desk, code.dossier_code, number, issued_at, label=label)
    return replace(plain, qr_text=said)


def plain_heading(
    desk: DeskContext, code: str, number: str, issued_at: datetime | None, *, label: str
) -> Heading:
    """The heading of a paper between offices: its QR says its code and nothing else."""
    return Heading(
        parent_body=(desk.parent_name or "").upper(),
        unit=desk.office_name.upper(),
        slip_number=f"{number or '…………'}/{unit_sign(desk)}",
        code=code,
        place=desk.place,
        issued_on=None if issued_at is None else local_date(issued_at),
        qr_text=code,
        code_label=label,
    )


def unit_sign(desk: DeskContext) -> str:
    """The sign after the slip's number: a centre's, or a reception unit's."""
    return _CENTRE if "trung tâm" in desk.office_name.lower() else _DESK_UNIT


def person_party(person: Person) -> Party:
    """A natural person on paper."""
    return Party(
        name=person.full_name,
        address=person.address or "",
        phone=person.phone or "",
        email=person.email or "",
        identity_number=_identity_text(person.identity),
        identity_label=_IDENTITY_LABELS[person.identity.kind],
    )


def organisation_party(organisation: Organisation) -> Party:
    """An organisation on paper."""
    return Party(
        name=organisation.name,
        address=organisation.address or "",
        phone=organisation.phone or "",
        email=organisation.email or "",
        identity_number=organisation.tax_code or "",
        identity_label="Mã số thuế",
    )


ERASED = Party(name="(thông tin cá nhân đã được xóa)")
"""Stands where a person's data was erased."""


def _identity_text(identity: Identity) -> str:
    if identity.kind is IdentityKind.NONE:
        return f"không xuất trình ({identity.reason})"
    if identity.kind is IdentityKind.PASSPORT and identity.country:
        return f"{identity.number} ({identity.country})"
    return identity.number or ""
