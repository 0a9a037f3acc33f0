"""The people on a paper: who filed, who owns the dossier, and how moments are written out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.moments import local
from app.printing.flow import Block
from app.printing.pieces import Column, field, field_pair

ANY_IDENTITY = "Số CMND/Thẻ căn cước/Hộ chiếu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or organisation as the official papers name them."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""
    identity_label: str = ANY_IDENTITY


def party_fields(column: Column, label: str, party: Party) -> list[Block]:
    """Name, address, telephone and e-mail, in the order of the forms."""
    return [*field(column, label, party.name, strong=True), *reach_fields(column, party)]


def reach_fields(column: Column, party: Party) -> list[Block]:
    """Where a person is reached: address, telephone and e-mail."""
    return [
        *field(column, "Địa chỉ", party.address),
        *field_pair(column, ("Số điện thoại", party.phone), ("Email", party.email), share=0.44),
    ]


def identity_field(column: Column, party: Party) -> list[Block]:
    """The number of the paper that the person showed."""
    return field(column, party.identity_label, party.identity_number)


def filer_fields(column: Column, party: Party) -> list[Block]:
    """Who filed for the owner, in fewer lines."""
    phone = ("Số điện thoại", party.phone)
    blocks = [
        *field(column, "Người nộp", party.name, strong=True),
        *field(column, "Địa chỉ", party.address),
        *field_pair(column, phone, (party.identity_label, party.identity_number), share=0.4),
    ]
    return blocks + (field(column, "Email", party.email) if party.email else [])


def written_out(moment: datetime) -> str:
    """``08 giờ 30 phút, ngày 27 tháng 11 năm 2026``, on the clock of Viet Nam."""
    at = local(moment)
    return f"{at:%H} giờ {at:%M} phút, {day_written_out(at)}"


def day_written_out(day: date) -> str:
    """``ngày 27 tháng 11 năm 2026``."""
    return f"ngày {day:%d} tháng {day:%m} năm {day.year}"
