"""Sender and receiver as the post reads them: on labels, envelopes and postal papers."""

from __future__ import annotations

from dataclasses import dataclass

from app.printing.typesetting import Line, Span, wrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One side of a postal item; nothing of it is ever shortened."""

    name: str
    address: str
    phone: str = ""


def address_lines(address: Address, label: str, size: float, width: float, bold: str) -> list[Line]:
    """The address as lines for a label: who in bold, where, which telephone."""
    phone = f"ĐT: {address.phone}" if address.phone else ""
    return [
        *wrap([Span(f"{label}:", size * 0.85), Span(address.name, size, bold)], width),
        *wrap([Span(address.address, size)], width),
        *wrap([Span(phone, size, bold)], width),
    ]
