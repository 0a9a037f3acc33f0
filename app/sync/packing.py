"""How messages travel: zstd over JSON, never longer than any message may be."""

from __future__ import annotations

import io
import json
from typing import Any, TypeVar

import zstandard

from app.domain.errors import Refusal
from app.domain.records import from_plain, to_plain
from app.sync.event_messages import READERS, written_plain
from app.sync.tolerance import known_part

MEDIA_TYPE = "application/vnd.motcua.sync+zstd"
"""Only the centre answers so; whatever says anything else stands between desk and centre."""

MOST_PLAIN_BYTES = 16 * 1024 * 1024
_MOST_WINDOW = 8 * 1024 * 1024
_LEVEL = 3

Message = TypeVar("Message")


def pack_message(message: Any) -> bytes:
    """A message as it travels."""
    return pack_plain(written_plain(message) or to_plain(message))


def pack_plain(plain: Any) -> bytes:
    """Plain JSON values as they travel."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return zstandard.ZstdCompressor(level=_LEVEL).compress(text.encode())


def unpack_message(kind: type[Message], packed: bytes) -> Message:
    """The message that was packed. Raises ``ValueError`` for anything else, and for a bomb."""
    try:
        plain = unpack_plain(packed)
        reader = READERS.get(kind)
        known = plain if reader else known_part(kind, plain)
        message: Message = from_plain(kind, known) if reader is None else reader(plain)
    except (Refusal, KeyError, TypeError, RecursionError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}") from error
    return message


def unpack_plain(packed: bytes) -> Any:
    """The inverse of ``pack_plain``. Raises ``ValueError`` for anything else, and for a bomb."""
    return json.loads(_unpacked(packed))


def _unpacked(packed: bytes) -> bytes:
    """Never more than the bound, whatever the frame says of itself."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW)
    try:
        with unpacker.stream_reader(io.BytesIO(packed)) as reader:
            text = reader.read(MOST_PLAIN_BYTES + 1)
    except zstandard.ZstdError as error:
        raise ValueError("not a message") from error
    if len(text) > MOST_PLAIN_BYTES:
        raise ValueError("a message is longer than any message may be")
    return text
