"""One way from a slip to its PDF, the same for every paper with the national heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.printing.barcode import DotGrid
from app.printing.flow import Block, Page, fit_pages, gap
from app.printing.heading import Heading, codes_of, heading_block
from app.printing.pieces import Column, title
from app.printing.sheet import Imprint, bind
from app.printing.style import FORMATS, MM, Paper, Type, register_fonts

Body = Callable[[Column], list[Block]]
"""What stands below the title, for a width and a density."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A paper about to be drawn: its heading, its name, the moment of issue."""

    heading: Heading
    name: str
    issued_at: datetime
    training: bool = False
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of it: the remarks under the title, and the body."""

    remarks: Sequence[str]
    body: Body


def draw_issue(issue: Issue, copies: Sequence[Copy], *, paper: Paper, dots_per_inch: int) -> bytes:
    """The PDF of all copies; a single copy fills every half of a divided sheet."""
    return draw_issues([(issue, copies)], paper=paper, dots_per_inch=dots_per_inch)


def draw_issues(
    issues: Sequence[tuple[Issue, Sequence[Copy]]], *, paper: Paper, dots_per_inch: int
) -> bytes:
    """One PDF of several papers, each on sheets of its own; the first names the file."""
    register_fonts()
    grid = DotGrid(dots_per_inch)
    copies = [pages for issue, copies in issues for pages in _pages(issue, copies, paper, grid)]
    first = issues[0][0]
    imprint = Imprint(
        title=f"{first.name.capitalize()} {first.heading.code}",
        author=first.heading.unit,
        code=first.heading.code,
        issued_at=first.issued_at,
        training=first.training,
        preview=first.preview,
        template=first.heading.template,
    )
    return bind(copies, imprint, paper=paper, grid=grid)


def _pages(
    issue: Issue, copies: Sequence[Copy], paper: Paper, grid: DotGrid
) -> list[tuple[Page, ...]]:
    form = FORMATS[paper]
    width = form.text_width
    heading = heading_block(width, issue.heading, codes_of(issue.heading, grid, width))

    def layout(copy: Copy) -> Callable[[Type], list[Block]]:
        return lambda density: [
            heading,
            *title(Column(width, density), issue.name, copy.remarks),
            gap(1.6 * MM, stretch=4 * MM),
            *copy.body(Column(width, density)),
        ]

    pages = [fit_pages(layout(copy), form.text_height) for copy in copies]
    return pages * form.copies if len(pages) == 1 else pages


def remarks(*, replacement: int = 0, reprint: bool = False) -> tuple[str, ...]:
    """What a paper says of itself when it is not the first of its kind."""
    return tuple(
        said
        for said, true in (
            (f"bản thay thế lần {replacement}", replacement),
            ("bản in lại", reprint),
        )
        if true
    )
