"""The bits that a QR carries: segno's data codewords, with correction codewords by table.

segno divides polynomials coefficient by coefficient; on integers that hold a whole remainder one
step of the division is one look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, zip_longest
from typing import Any

import segno.encoder

SEGNO: Any = segno.encoder
"""segno's own parts of a symbol; its annotations stop at its front door."""

_TABLES = SEGNO.consts
"""The numbers of ISO/IEC 18004."""

LEVEL = _TABLES.ERROR_LEVEL_M
"""Error correction M, of every QR on paper."""

_DIGITS = bytes.maketrans(b"\0\1", b"01")


def qr_message(text: str) -> tuple[int, str]:
    """The smallest version that holds ``text`` at error correction M, and its final message.

    The message is that of ISO/IEC 18004 7.6 as ``0`` and ``1``, without the remainder bits.
    """
    segments = SEGNO.prepare_data(text, None, None)
    version: int = SEGNO.find_version(segments, LEVEL, eci=False, micro=False)
    codewords = _data_codewords(segments, version)
    data: list[bytes] = []
    correction: list[bytes] = []
    start = 0
    for count, total, length in _TABLES.ECC[version][LEVEL]:
        for _ in range(count):
            block = codewords[start : start + length]
            data.append(block)
            correction.append(_correction(block, total - length))
            start += length
    message = bytes(chain(_interleaved(data), _interleaved(correction)))
    return version, f"{int.from_bytes(message):0{8 * len(message)}b}"


def _data_codewords(segments: Iterable[Any], version: int) -> bytes:
    bits = SEGNO.Buffer()
    for segment in segments:
        SEGNO.write_segment(bits, segment, None, SEGNO.version_range(version))
    capacity = _TABLES.SYMBOL_CAPACITY[version][LEVEL]
    SEGNO.write_terminator(bits, capacity, None, len(bits))
    SEGNO.write_padding_bits(bits, version, len(bits))
    SEGNO.write_pad_codewords(bits, version, capacity, len(bits))
    digits = bits.getbits()[:capacity].translate(_DIGITS)
    return int(digits, 2).to_bytes(capacity // 8)


def _correction(block: bytes, length: int) -> bytes:
    """The remainder of the block by the generator polynomial of ``length`` codewords."""
    multiples = _multiples(length)
    top = 8 * (length - 1)
    kept = (1 << top) - 1
    remainder = 0
    for codeword in block:
        remainder = (remainder & kept) << 8 ^ multiples[codeword ^ remainder >> top]
    return remainder.to_bytes(length)


@cache
def _multiples(length: int) -> tuple[int, ...]:
    """The generator polynomial, less its first term, times each element of the field."""
    logarithms, powers = _TABLES.GALIOS_LOG, _TABLES.GALIOS_EXP
    generator = _TABLES.GEN_POLY[length]
    products = (
        bytes(powers[logarithms[factor] + exponent] for exponent in generator)
        for factor in range(1, 256)
    )
    return (0, *map(int.from_bytes, products))


def _interleaved(blocks: Sequence[bytes]) -> Iterable[int]:
    turns = chain.from_iterable(zip_longest(*blocks))
    return (codeword for codeword in turns if codeword is not None)
