"""Vietnamese text: one stored form (NFC), and the folds that search and sort by."""

from __future__ import annotations

import unicodedata


def nfc(text: str) -> str:
    """The composed form, the only one that is stored and printed."""
    return unicodedata.normalize("NFC", text)
