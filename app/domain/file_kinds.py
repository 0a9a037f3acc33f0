"""Kinds of files that may be attached, told by their first bytes and never by their name."""

from __future__ import annotations

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_SEARCHED = 1024


def media_type_of(content: bytes) -> str | None:
    """The media type of a scan or document; ``None`` for what an office must not keep.

    A PDF may have a few bytes before its mark, as readers allow.
    """
    for mark, media_type in _BEGINNINGS:
        if content.startswith(mark):
            return media_type
    return "application/pdf" if b"%PDF-" in content[:_SEARCHED] else None


def kind_words(media_type: str | None) -> str:
    """What officers call a kind of file: "PDF", "JPEG"."""
    return "tệp" if media_type is None else media_type.rpartition("/")[2].upper()
