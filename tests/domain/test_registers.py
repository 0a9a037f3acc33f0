from __future__ import annotations

from app.domain.registers import REGISTERS, next_register


def test_every_register_comes_once_and_then_none() -> None:
    named, walked = next_register(None), []
    while named is not None:
        walked.append(named)
        named = next_register(named)

    assert walked == list(REGISTERS)


def test_a_register_that_is_not_in_the_list_gives_way_to_the_first() -> None:
    assert next_register("Sổ tay của phòng") == REGISTERS[0]
