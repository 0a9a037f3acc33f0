from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.printing.flow import Block, Page, fit_pages, gap, glue, paginate
from app.printing.style import DENSITIES, Type

HEIGHT = 100.0


def blocks_of(page: Page) -> list[Block]:
    return [placed.block for placed in page]


BLOCKS = st.lists(
    st.builds(
        lambda height, stretch, glued: replace(gap(height, stretch=stretch), glued=glued),
        st.floats(1.0, 60.0),
        st.sampled_from([0.0, 0.0, 5.0, 200.0]),
        st.booleans(),
    ),
    min_size=1,
    max_size=30,
)


@given(BLOCKS)
def test_every_block_is_placed_once_in_order_within_its_page(blocks: list[Block]) -> None:
    pages = paginate(blocks, HEIGHT)
    assert [block for page in pages for block in blocks_of(page)] == blocks
    for page in pages:
        downs = [placed.down for placed in page]
        ends = [placed.down + placed.block.height for placed in page]
        assert downs == sorted(downs)
        assert all(start >= end - 1e-6 for start, end in zip(downs[1:], ends, strict=False))
        assert ends[-1] <= HEIGHT + 0.02


@given(BLOCKS)
def test_a_glued_group_is_parted_only_where_it_is_taller_than_a_page(blocks: list[Block]) -> None:
    for page in paginate(blocks, HEIGHT)[1:]:
        first = page[0].block
        start = next(index for index, block in enumerate(blocks) if block is first)
        if first.glued and start:
            group = start
            while group and blocks[group].glued:
                group -= 1
            assert sum(block.height for block in blocks[group : start + 1]) > HEIGHT


def test_a_group_that_does_not_fit_goes_to_the_next_page_whole() -> None:
    text, line, signatures = gap(80), gap(10), gap(30)
    pages = paginate([text, *glue([line, signatures])], HEIGHT)
    assert [len(page) for page in pages] == [1, 2]
    assert pages[1][1].block.height == 30


def test_the_head_of_a_table_stands_again_on_each_page() -> None:
    head = gap(10)
    rows = [replace(gap(25), head=head) for _ in range(8)]
    pages = paginate([head, *rows], HEIGHT)
    assert [blocks_of(page)[0] for page in pages] == [head] * 3
    assert [len(page) for page in pages] == [4, 4, 3]


def test_what_sinks_lies_at_the_foot() -> None:
    page = paginate([gap(20), replace(gap(15), sinks=True)], HEIGHT)[0]
    assert [placed.down for placed in page] == [0, 85]


def test_spare_room_of_the_last_page_goes_where_it_is_welcome() -> None:
    roomy = paginate([gap(20, stretch=10), gap(20, stretch=5), gap(20)], HEIGHT)[0]
    assert [placed.down for placed in roomy] == [0, 30, 55]
    narrow = paginate([gap(40, stretch=10), gap(40, stretch=10), gap(10)], HEIGHT)[0]
    assert [placed.down for placed in narrow] == [0, 45, 90]


def test_a_page_that_is_not_the_last_is_not_spread() -> None:
    first, _second = paginate([gap(50, stretch=30), gap(20), gap(60)], HEIGHT)
    assert [placed.down for placed in first] == [0, 50]


def test_the_most_generous_density_that_saves_a_sheet_is_taken() -> None:
    tried: list[float] = []

    def layout(density: Type) -> list[Block]:
        tried.append(density.factor)
        return [gap(50 * density.factor), gap(46 * density.factor)]

    (page,) = fit_pages(layout, HEIGHT)
    fitting = max(each.factor for each in DENSITIES if 96 * each.factor <= HEIGHT)
    assert page[0].block.height == 50 * fitting


def test_what_needs_two_sheets_anyway_is_set_generously() -> None:
    pages = fit_pages(lambda density: [gap(80 * density.factor), gap(80 * density.factor)], HEIGHT)
    assert [page[0].block.height for page in pages] == [80 * DENSITIES[0].factor] * 2


def test_a_tight_page_that_saves_a_sheet_is_preferred() -> None:
    pages = fit_pages(lambda density: [gap(55 * density.factor), gap(55 * density.factor)], HEIGHT)
    assert len(pages) == 1
