from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first import of Qt

import pytest
from centres import centre as centre
from centres import cluster as cluster
from centres import desk_templates as desk_templates
from centres import enrolled as enrolled
from centres import two_desks as two_desks
from clocks import set_clock
from cups_queue import cups as cups
from cups_queue import scheduler as scheduler
from desks import NOW, OFFICE, SET_UP_AT, copy_desk, desk_settings
from hypothesis import HealthCheck, settings
from offices import _staffed_template as _staffed_template
from offices import office as office
from offices import staffed_folder as staffed_folder
from virtual_screen import display as display

from app.bootstrap import Desk, create_desk, open_desk
from app.services import credentials

settings.register_profile(
    "dev", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=300, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session", autouse=True)
def _morning() -> Iterator[None]:
    """Desks open on the morning on which they were set up, whatever day it really is."""
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, SET_UP_AT)
        yield


@pytest.fixture(scope="session", autouse=True)
def cost_of_secrets() -> Iterator[dict[str, int]]:
    """What a PIN costs in earnest, a tenth of a second; here it costs next to nothing."""
    light = {"PASSES": 1, "MEMORY_KIB": 256, "LANES": 1}
    earnest: dict[str, int] = {name: getattr(credentials, name) for name in light}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in light.items():
            patch.setattr(credentials, name, value)
        yield earnest


@pytest.fixture
def now() -> datetime:
    """The moment at which tests happen."""
    return NOW


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk set up once with the starter catalogue; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    create_desk(desk_settings(folder), OFFICE).desk.close()
    return folder


@pytest.fixture
def desk_folder(_template: Path, tmp_path: Path) -> Path:
    """The data folder of a desk of its own, closed."""
    return copy_desk(_template, tmp_path / "desk")


@pytest.fixture
def desk(desk_folder: Path) -> Iterator[Desk]:
    """An open desk: number 3 of an invented centre, on a real encrypted database."""
    opened = replace(open_desk(desk_settings(desk_folder)), now=lambda: NOW)
    yield opened
    opened.close()
