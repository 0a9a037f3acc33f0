"""Why a scan is not what was asked for: each kind of code has its own sentence."""

from __future__ import annotations

from app.domain.errors import Reason, Refusal
from app.domain.postal_number import read_postal_number
from app.domain.scan import ScanKind, clean_scan, kind_of_scan, scanned_code, scanned_procedure

_SHOWN = 60
"""Characters of an unknown code that a sentence repeats."""

_LOST = "\N{REPLACEMENT CHARACTER}"
"""What stands for bytes that are no letters: a serial line at another speed sends little else."""

_REASONS = {
    ScanKind.EMPTY: Reason.SCAN_EMPTY,
    ScanKind.DOSSIER_CODE: Reason.SCANNED_SLIP,
    ScanKind.VISIT_NUMBER: Reason.SCANNED_VISIT,
    ScanKind.SLIP: Reason.SCANNED_SLIP,
    ScanKind.HEALTH_CARD: Reason.SCANNED_HEALTH_CARD,
    ScanKind.COVID_CODE: Reason.SCANNED_COVID_CODE,
    ScanKind.POSTAL_NUMBER: Reason.SCANNED_POSTAL_NUMBER,
    ScanKind.HAND_OVER_SHEET: Reason.SCANNED_HAND_OVER,
    ScanKind.MANIFEST: Reason.SCANNED_MANIFEST,
    ScanKind.BADGE: Reason.SCANNED_BADGE,
    ScanKind.PERMIT: Reason.SCANNED_PERMIT,
    ScanKind.DAMAGED_CODE: Reason.SCANNED_DAMAGED,
    ScanKind.PAYMENT_CODE: Reason.SCANNED_PAYMENT_CODE,
    ScanKind.PROCEDURE: Reason.SCANNED_PROCEDURE,
    ScanKind.WEB_ADDRESS: Reason.SCANNED_WEB_ADDRESS,
    ScanKind.NUMBER: Reason.SCANNED_NUMBER,
    ScanKind.UNKNOWN: Reason.SCANNED_UNKNOWN,
}


def no_card(text: str) -> Refusal:
    """Why a scan that is no citizen card cannot fill the form; says what it is instead."""
    kind = kind_of_scan(text)
    if kind is ScanKind.UNKNOWN and _LOST in text:
        return Refusal(Reason.SCAN_GARBLED)
    shown = scanned_code(text) or scanned_procedure(text) or clean_scan(text)[:_SHOWN]
    if kind is ScanKind.POSTAL_NUMBER:
        return _postal(shown)
    return Refusal(_REASONS[kind], scanned=shown)


def _postal(shown: str) -> Refusal:
    number = read_postal_number(shown)
    if number is None:
        return Refusal(Reason.POSTAL_NUMBER_WRONG, scanned=shown)
    return Refusal(Reason.SCANNED_POSTAL_NUMBER, scanned=str(number))
