"""A QR's modules with the best mask, chosen by arithmetic on whole symbols.

ISO/IEC 18004 weighs eight masks against each other. Module by module, as segno does it, that
costs more than all the rest of a slip; on integers that hold the whole symbol it costs a
twentieth. What the standard fixes for a version is segno's, and a test holds every module
against segno's own symbols.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from app.printing.qr_message import LEVEL, SEGNO, qr_message

_PERIOD = 12
_FREE = 2
"""A module of segno's empty symbol that carries data; 0 and 1 are fixed light and dark."""

_REMAINDER = "0" * 7
"""More bits than any version has left after its codewords."""


def qr_matrix(text: str) -> tuple[str, ...]:
    """Rows of ``1`` (dark) and ``0`` for ``text`` at error correction M."""
    version, message = qr_message(text)
    frame = _frame(version)
    unmasked = frame.fill(message)
    mask = _best_mask(unmasked, frame)
    modules = frame.size**2
    symbol = f"{unmasked ^ frame.masks[mask] | frame.formats[mask]:0{modules}b}"[::-1]
    return tuple(symbol[start : start + frame.size] for start in range(0, modules, frame.size))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the standard fixes for one version; bit ``row * size + column`` is a module."""

    size: int
    order: Callable[[str], tuple[str, ...]]
    """Takes the modules, last one first, from the two colours and a message."""
    masks: tuple[int, ...]
    """Modules that each mask turns over."""
    masks_turned: tuple[int, ...]
    """The same with rows and columns exchanged."""
    formats: tuple[int, ...]
    """Dark modules of the format and version information under each mask, blank in weighing."""
    columns: tuple[int, ...]
    """``columns[n]``: every module of the first ``n`` columns."""

    def fill(self, message: str) -> int:
        """The symbol with its message, before any mask."""
        return int("".join(self.order(f"01{message}{_REMAINDER}")), 2)


@cache
def _frame(version: int) -> _Frame:
    size = SEGNO.calc_matrix_size(version)
    empty = SEGNO.make_matrix(size, size)
    SEGNO.add_finder_patterns(empty, size, size)
    SEGNO.add_alignment_patterns(empty, size, size)
    region = _whole([[cell == _FREE for cell in row] for row in empty])
    masks = SEGNO.get_data_mask_functions(is_micro=False)
    turned = [lambda i, j, mask=mask: mask(j, i) for mask in masks]
    region_turned = _turned(region, size)
    first_column = sum(1 << row * size for row in range(size))
    return _Frame(
        size=size,
        order=itemgetter(*reversed(_places(empty, version))),
        masks=tuple(_tiled(mask, size) & region for mask in masks),
        masks_turned=tuple(_tiled(mask, size) & region_turned for mask in turned),
        formats=tuple(_format(version, mask) for mask in range(len(masks))),
        columns=tuple(((1 << count) - 1) * first_column for count in range(size + 1)),
    )


def _places(empty: Sequence[Sequence[int]], version: int) -> list[int]:
    """For each module the place of its colour in ``01`` and a message; row by row."""
    rows = [list(row) for row in empty]
    free = sum(row.count(_FREE) for row in rows)
    SEGNO.add_codewords(rows, range(_FREE, _FREE + free), version)
    return [place for row in rows for place in row]


def _format(version: int, mask: int) -> int:
    size = SEGNO.calc_matrix_size(version)
    blank = [bytearray(size) for _ in range(size)]
    SEGNO.add_format_info(blank, version, LEVEL, mask)
    SEGNO.add_version_info(blank, version)
    return _whole(blank)


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


def _best_mask(unmasked: int, frame: _Frame) -> int:
    turned = _turned(unmasked, frame.size)
    return min(
        range(len(frame.masks)),
        key=lambda mask: _penalty(
            unmasked ^ frame.masks[mask], turned ^ frame.masks_turned[mask], frame
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
