"""A QR's modules with the best mask, chosen by arithmetic on whole symbols.

ISO/IEC 18004 weighs eight masks against each other. Module by module, as segno does it, that
costs more than all the rest of a slip; on integers that hold the whole symbol it costs a
twentieth. The symbol itself is segno's, and a test holds the choice against segno's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import segno
import segno.encoder
from segno import consts

_ENCODER: Any = segno.encoder
"""segno's own parts of a symbol; its annotations stop at its front door."""

_FIRST_MASK = 0
_PERIOD = 12


def qr_matrix(text: str) -> tuple[str, ...]:
    """Rows of ``1`` (dark) and ``0`` for ``text`` at error correction M."""
    symbol = segno.make_qr(text, error="M", boost_error=False, mask=_FIRST_MASK)
    size = len(symbol.matrix)
    frame = _frame(size)
    drawn = _whole(symbol.matrix)
    mask = _best_mask(drawn & frame.region | frame.function, frame)
    masked = f"{drawn ^ frame.changes[mask]:0{size * size}b}"[::-1]
    rows = [bytearray(map(int, masked[at : at + size])) for at in range(0, size * size, size)]
    _ENCODER.add_format_info(rows, symbol.version, consts.ERROR_LEVEL_M, mask)
    return tuple("".join(map(str, row)) for row in rows)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the standard fixes for one size; bit ``row * size + column`` is a module."""

    size: int
    function: int
    """Dark modules outside the data, format and version left blank as in weighing."""
    region: int
    """Modules that carry data and are masked."""
    changes: tuple[int, ...]
    """Modules of the region that differ between the first mask and each mask."""
    changes_turned: tuple[int, ...]
    """The same with rows and columns exchanged."""
    columns: tuple[int, ...]
    """``columns[n]``: every module of the first ``n`` columns."""


@cache
def _frame(size: int) -> _Frame:
    matrix = _ENCODER.make_matrix(size, size)
    _ENCODER.add_finder_patterns(matrix, size, size)
    _ENCODER.add_alignment_patterns(matrix, size, size)
    region = _whole([[cell > 1 for cell in row] for row in matrix])
    masks = _ENCODER.get_data_mask_functions(is_micro=False)
    turned = [lambda i, j, mask=mask: mask(j, i) for mask in masks]
    return _Frame(
        size=size,
        function=_whole([[cell == 1 for cell in row] for row in matrix]),
        region=region,
        changes=_changes(masks, size, region),
        changes_turned=_changes(turned, size, region),
        columns=tuple(
            _whole([[column < count for column in range(size)]] * size) for count in range(size + 1)
        ),
    )


def _changes(
    masks: Sequence[Callable[[int, int], bool]], size: int, region: int
) -> tuple[int, ...]:
    patterns = [_tiled(mask, size) for mask in masks]
    return tuple((pattern ^ patterns[_FIRST_MASK]) & region for pattern in patterns)


def _tiled(mask: Callable[[int, int], bool], size: int) -> int:
    """A mask over a whole symbol; all of them repeat after twelve modules."""
    tile = [
        "".join("1" if mask(row, column) else "0" for column in range(_PERIOD))
        for row in range(_PERIOD)
    ]
    return _symbol([(tile[row % _PERIOD] * size)[:size] for row in range(size)])


def _whole(matrix: Iterable[Iterable[int]]) -> int:
    return _symbol("".join("1" if cell else "0" for cell in row) for row in matrix)


def _symbol(rows: Iterable[str]) -> int:
    return int("".join(rows)[::-1], 2)


def _best_mask(first: int, frame: _Frame) -> int:
    turned = _turned(first, frame.size)
    return min(
        range(len(frame.changes)),
        key=lambda mask: _penalty(
            first ^ frame.changes[mask], turned ^ frame.changes_turned[mask], frame
        ),
    )


def _turned(whole: int, size: int) -> int:
    text = f"{whole:0{size * size}b}"[::-1]
    return int("".join(text[column::size] for column in range(size))[::-1], 2)


def _penalty(across: int, down: int, frame: _Frame) -> int:
    """The penalty of ISO/IEC 18004 7.8.3; ``down`` is ``across`` with rows as columns."""
    size = frame.size
    dark = across.bit_count() * 100 / size**2
    return (
        _long_runs(across, frame)
        + _long_runs(down, frame)
        + 3 * _blocks(across, frame)
        + 40 * (_finder_likes(across, frame) + _finder_likes(down, frame))
        + 10 * int(abs(dark - 50) / 5)
    )


def _same_as_next(whole: int, frame: _Frame) -> int:
    return ~(whole ^ whole >> 1) & frame.columns[frame.size - 1]


def _long_runs(whole: int, frame: _Frame) -> int:
    """Runs of five and more of one colour: their length less two."""
    same = _same_as_next(whole, frame)
    fives = same & same >> 1 & same >> 2 & same >> 3
    starts = fives & ~(fives << 1)
    return fives.bit_count() + 2 * starts.bit_count()


def _blocks(whole: int, frame: _Frame) -> int:
    """Squares of two by two in one colour."""
    same = _same_as_next(whole, frame)
    return (same & same >> frame.size & ~(whole ^ whole >> frame.size)).bit_count()


def _finder_likes(whole: int, frame: _Frame) -> int:
    """Stretches 1011101 with four light modules, or the edge, on a side."""
    size, columns = frame.size, frame.columns
    dark = whole & whole >> 2 & whole >> 3 & whole >> 4 & whole >> 6
    found = dark & ~(whole >> 1 | whole >> 5) & columns[size - 6]
    before = after = 0
    for step in range(1, 5):
        before |= whole << step & ~columns[step]
        after |= whole >> (6 + step) & columns[size - 6 - step]
    found &= ~(before & after)
    return (found & ~(found << 4 | found << 6)).bit_count()
