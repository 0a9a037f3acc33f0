from __future__ import annotations

from app.domain.look_up_sources import SOURCES, next_source


def test_every_source_comes_once_and_then_none() -> None:
    named, walked = next_source(None), []
    while named is not None:
        walked.append(named)
        named = next_source(named)

    assert walked == list(SOURCES)


def test_a_source_that_is_not_in_the_list_gives_way_to_the_first() -> None:
    assert next_source("Sổ tay của phòng") == SOURCES[0]
