"""Blocks stacked to pages: what stays together, what is repeated, what sinks to the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from app.printing.style import DENSITIES, USUAL_DENSITY, Type

Painter = Callable[[Canvas, float, float], None]
"""Draws with the block's upper left corner at (x, y), in points from the page's lower left."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a paper that is never cut: its height and how it is drawn."""

    height: float
    paint: Painter
    glued: bool = False
    """Stays on the page of the block before it."""
    head: Block | None = None
    """Drawn again above this block where it begins a page."""
    sinks: bool = False
    """Lies at the foot of its page, with the sinking blocks after it."""
    stretch: float = 0.0
    """How much room may be added below it where the last page has some to spare."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the distance of its upper edge from the top of the text."""

    down: float
    block: Block


Page = tuple[Placed, ...]
Layout = Callable[[Type], Sequence[Block]]


def fit_pages(layout: Layout, height: float) -> tuple[Page, ...]:
    """Pages of the most generous density among those that need the fewest sheets.

    Begins at the usual density and leaves out those that cannot win, for laying out is dear.
    """
    blocks = layout(DENSITIES[USUAL_DENSITY])
    best = paginate(blocks, height)
    needed = _height(blocks)
    for density in DENSITIES[USUAL_DENSITY + 1 :]:
        if needed * density.factor**_MOST_SAVED <= (len(best) - 1) * height:
            pages = paginate(layout(density), height)
            if len(pages) < len(best):
                return pages
    for density in reversed(DENSITIES[:USUAL_DENSITY]):
        if needed * density.factor**_LEAST_ADDED > len(best) * height:
            break
        pages = paginate(layout(density), height)
        if len(pages) > len(best):
            break
        best = pages
    return best


def paginate(blocks: Iterable[Block], height: float) -> tuple[Page, ...]:
    """Fill pages in order; a glued group moves to the next page as a whole.

    Only a group that is taller than a page is divided, between its blocks.
    """
    pages: list[list[Block]] = [[]]
    left = height
    for group in _groups(blocks):
        if pages[-1] and _height(group) > left + _TOLERANCE:
            pages.append([])
            left = height
        for block in group:
            if pages[-1] and block.height > left + _TOLERANCE:
                pages.append([])
                left = height
            if block.head and not pages[-1]:
                pages[-1].append(block.head)
                left -= block.head.height
            pages[-1].append(block)
            left -= block.height
    *full, last = pages
    return (
        *(_placed(page, height, 0.0) for page in full),
        _placed(last, height, _air(last, height)),
    )


def gap(height: float, *, stretch: float = 0.0) -> Block:
    """Empty room, and how much more of it is welcome."""
    return Block(height, lambda _canvas, _left, _top: None, stretch=stretch)


def glue(blocks: Sequence[Block], *, first: int | None = None) -> list[Block]:
    """The same blocks, each kept with the one before; only the ``first`` few where it is given."""
    kept = len(blocks) if first is None else first
    return [
        replace(block, glued=True) if 0 < index < kept else block
        for index, block in enumerate(blocks)
    ]


_TOLERANCE = 0.01
_MOST_SAVED, _LEAST_ADDED = 2.4, 0.6
"""Bounds of how the height of a text goes with its size: letters are lower, and lines fewer."""


def _groups(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        if group and not block.glued:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _height(blocks: Iterable[Block]) -> float:
    return sum(block.height for block in blocks)


def _air(page: Sequence[Block], height: float) -> float:
    """The share of their stretch that the blocks of a page can have."""
    wanted = sum(block.stretch for block in page)
    spare = max(0.0, height - _height(page))
    return min(1.0, spare / wanted) if wanted else 0.0


def _placed(page: Sequence[Block], height: float, air: float) -> Page:
    foot = height - _height(block for block in page if block.sinks)
    down = 0.0
    placed: list[Placed] = []
    for block in page:
        down = max(down, foot) if block.sinks else down
        placed.append(Placed(down, block))
        down += block.height + air * block.stretch
    return tuple(placed)
