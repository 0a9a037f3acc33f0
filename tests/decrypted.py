"""Every byte that a desk leaves on disk, decrypted where it is encrypted: for tests only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _SALT = 4096, 80, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def decrypted(database: Path, key: bytes) -> bytes:
    """All pages of a SQLCipher file, free ones too, and of its write-ahead log."""
    content = database.read_bytes()
    starts = range(0, len(content), _PAGE)
    plain = [_page(content[at : at + _PAGE], key, first=at == 0) for at in starts]
    log = database.with_name(database.name + "-wal")
    if log.exists():
        frames = log.read_bytes()[_LOG_HEADER:]
        size = _FRAME_HEADER + _PAGE
        for at in range(0, len(frames) - size + 1, size):
            frame = frames[at : at + size]
            number = int.from_bytes(frame[:4], "big")
            plain.append(_page(frame[_FRAME_HEADER:], key, first=number == 1))
    return b"".join(plain)


def spellings(text: str) -> Iterator[bytes]:
    """How a text may lie in a file: as typed, escaped in JSON, folded and in either byte order."""
    from app.domain.text import fold

    for each in (text, fold(text), text.upper()):
        yield each.encode()
        yield each.encode("utf-16-le")
        yield each.encode("unicode_escape")


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    body, reserve = page[: _PAGE - _RESERVED], page[_PAGE - _RESERVED :]
    body = body[_SALT:] if first else body
    decryptor = Cipher(algorithms.AES(key), modes.CBC(reserve[:16])).decryptor()
    return decryptor.update(body) + decryptor.finalize()
