"""The office on its papers: the words of the paper's moment, its heading, its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain import wording_slots as slots
from app.domain.moments import local_date
from app.domain.placeholders import Placeholder
from app.domain.printers import SlipKind
from app.domain.reception import Identity, IdentityKind, Organisation, Person
from app.domain.signatories import Signatory, head_title, signatory_for
from app.domain.slip_code import SlipCode, slip_code_text
from app.domain.wording import Slot, Wording
from app.domain.wording_words import heading_words
from app.printing.heading import Heading
from app.printing.party import Party
from app.printing.pieces import Signature
from app.services.desk import DeskContext
from app.services.wording import signatories_of

_UNNUMBERED = "…………"
_IDENTITY_LABELS = {
    IdentityKind.CITIZEN_NUMBER: "Số định danh/CCCD",
    IdentityKind.OLD_ID: "Số CMND",
    IdentityKind.PASSPORT: "Số hộ chiếu",
    IdentityKind.NONE: "Giấy tờ tùy thân",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The office on one paper: its words at the moment of the paper, and what fills them."""

    desk: DeskContext
    wording: Wording
    known: Mapping[Placeholder, str] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """The office, as it is named in a sentence."""
        return self.wording.said(slots.UNIT)

    @property
    def sign(self) -> str:
        """The sign of the unit after a number."""
        return self.wording.said(slots.SIGN)

    @property
    def system(self) -> str:
        """Name of the information system, content (5) of the QR (TT 01/2023/TT-VPCP điều 26)."""
        return self.wording.said(slots.SYSTEM)

    def paper_name(self, kind: SlipKind) -> str:
        """What a paper is called, by its instrument or by the office."""
        return heading_words(kind, self.wording)

    def said(self, slot: Slot) -> str:
        """The words of a slot on this paper, on one line; empty where the office left it out."""
        return self.wording.said(slot, self._values())

    def lines(self, slot: Slot) -> tuple[str, ...]:
        """The same line by line."""
        return self.wording.lines(slot, self._values())

    def number(self, number: str) -> str:
        """A number with the sign of the unit; dots where it is given by hand."""
        return f"{number or _UNNUMBERED}/{self.sign}"

    def number_of(self, number: str, slot: Slot) -> str:
        """``3003/BG-TTPVHCC``: a number with the paper's sign and the unit's."""
        kind = self.said(slot)
        return f"{number or _UNNUMBERED}/{kind}-{self.sign}" if kind else self.number(number)

    def number_left_open(self, slot: Slot) -> str:
        """The same with dots, for the outgoing register."""
        return self.number_of("", slot)

    def heading(
        self, code: SlipCode, number: str, issued_at: datetime | None, *, label: str
    ) -> Heading:
        """The national heading with this office in it; ``number`` stands as it is given."""
        said = slip_code_text(code, look_up_host=self.desk.lookup_host)
        return self._heading(code.dossier_code, said, number, issued_at, label=label)

    def plain_heading(
        self, code: str, number: str, issued_at: datetime | None, *, label: str
    ) -> Heading:
        """The heading of a paper between offices: its QR says its code and nothing else."""
        return self._heading(code, code, number, issued_at, label=label)

    def signature(self, slot: Slot, title: str | None = None, name: str | None = None) -> Signature:
        """Who signs a letter: as the deed stated, else as the office set, else the head."""
        signatories = signatories_of(self.wording)
        signer = signatory_for(signatories, title or self.said(slot) or None, name)
        return Signature(
            signer.title.upper(),
            manner="(Ký tên, đóng dấu)",
            name=signer.name,
            in_place_of=_in_place_of(signatories, signer),
        )

    def recipients(self, slot: Slot, *others: str) -> tuple[str, ...]:
        """Who gets a letter beside the citizen: as the office set, else those whom it concerns."""
        usual = (*(f"{each};" for each in others), f"Lưu: VT, {self.sign}.")
        return ("Như trên;", *(self.lines(slot) or usual))

    def _heading(
        self, code: str, qr_text: str, number: str, issued_at: datetime | None, *, label: str
    ) -> Heading:
        return Heading(
            parent_body=self.wording.said(slots.PARENT).upper(),
            unit=self.unit.upper(),
            slip_number=number,
            code=code,
            place=self.wording.said(slots.PLACE),
            issued_on=None if issued_at is None else local_date(issued_at),
            qr_text=qr_text,
            code_label=label,
            template=self.wording.said(slots.TEMPLATE),
        )

    def _values(self) -> dict[Placeholder, str]:
        office = {
            Placeholder.UNIT: self.unit,
            Placeholder.PARENT: self.wording.said(slots.PARENT),
            Placeholder.PLACE: self.wording.said(slots.PLACE),
        }
        contact = self.wording.said(slots.CONTACT, office)
        return {**office, Placeholder.CONTACT: contact, **self.known}


def _in_place_of(signatories: tuple[Signatory, ...], signer: Signatory) -> str:
    if not signer.manner:
        return ""
    return f"{signer.manner.value} {head_title(signatories, signer).upper()}"


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
