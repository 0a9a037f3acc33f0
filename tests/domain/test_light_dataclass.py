"""A light dataclass does whatever Python's own does, made at its first use."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from typing import Any

import pytest
from desks import ROOT

from app.domain.light_dataclass import dataclass

LAYERS = ("domain", "services", "ui")


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """With what a field may have: a default, a factory, nothing to show."""

    kind = "a constant of the class"
    name: str
    count: int = 3
    parts: list[str] = dataclasses.field(default_factory=list, hash=False)
    secret: str = dataclasses.field(default="", repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The same, whole from the beginning."""

    kind = "a constant of the class"
    name: str
    count: int = 3
    parts: list[str] = dataclasses.field(default_factory=list, hash=False)
    secret: str = dataclasses.field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Above:
    """What another one inherits from."""

    first: int = 1


@dataclass(frozen=True, slots=True)
class Below(Above):
    """With a further field, and a look at what it was made of."""

    second: int = 2

    def __post_init__(self) -> None:
        """Refuses a number below the first."""
        if self.second < self.first:
            raise ValueError


def test_it_is_made_shown_compared_and_hashed_as_pythons_own() -> None:
    given: dict[str, Any] = {"name": "Ví Dụ", "parts": ["a"], "secret": "hidden"}
    light, own = Light(**given), Own(**given)

    assert repr(light) == repr(own).replace("Own", "Light")
    assert hash(light) == hash(own)
    assert light == Light(**given)
    assert light != Light(**given | {"count": 4})
    assert light != own
    assert Light(name="x").parts is not Light(name="x").parts
    assert [each.name for each in dataclasses.fields(Light)] == list(Light.__slots__)
    assert dataclasses.asdict(light) == dataclasses.asdict(own)
    assert dataclasses.replace(light, count=9) == Light(**given | {"count": 9})


@pytest.mark.parametrize("given", [{}, {"name": "a", "unknown": 1}])
def test_it_wants_the_same_fields(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Light(**given)


def test_nothing_of_it_can_be_changed() -> None:
    light = Light(name="a")

    with pytest.raises(dataclasses.FrozenInstanceError):
        light.name = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del light.name
    assert light.name == "a"


def test_it_inherits_fields_and_looks_at_what_it_was_made_of() -> None:
    assert Below() == Below(1, 2)
    assert Below.__match_args__ == ("first", "second")
    assert Above(1) != Below(1, 2)
    with pytest.raises(ValueError, match=r"^$"):
        Below(3, 2)


def test_a_copy_and_one_that_was_sent_are_equal() -> None:
    light = Light(name="a", parts=["b"])

    assert copy.deepcopy(light) == light
    assert pickle.loads(pickle.dumps(light)) == light


def test_what_may_be_changed_cannot_be_light() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=False, slots=True)


def test_what_the_start_loads_much_of_is_light_wherever_it_can_be() -> None:
    files = [each for layer in LAYERS for each in (ROOT / "app" / layer).rglob("*.py")]

    assert len(files) > len(LAYERS)
    assert [each.name for each in files if heavy(each.read_text("utf-8"))] == []


def heavy(source: str) -> bool:
    """Whether all dataclasses of a module could be light, and Python's own are asked for."""
    declared = re.findall(r"^@dataclass.*$", source, re.MULTILINE)
    asked = re.search(r"^from dataclasses import .*\bdataclass\b", source, re.MULTILINE)
    light = "@dataclass(frozen=True, slots=True"
    return asked is not None and all(each.startswith(light) for each in declared)
