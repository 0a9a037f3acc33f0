"""Bad day: two windows, and commands beside an open one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import NOW, ROOT, desk_settings, reception
from lines import EXAMPLE, Line

from app.bootstrap import Desk, open_window
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.services import upkeep
from app.services.receiving import receive_dossier


@pytest.fixture
def window(desk_folder: Path) -> Iterator[Desk]:
    """The desk as an open window holds it, in this process."""
    heard: list[Event] = []
    desk = open_window(desk_settings(desk_folder), heard.extend)
    yield desk
    desk.close()


def test_a_second_window_is_refused_and_the_first_works_on(window: Desk, desk_folder: Path) -> None:
    with pytest.raises(Refusal) as refused:
        open_window(desk_settings(desk_folder), lambda _: None)
    assert refused.value.reason is Reason.ALREADY_OPEN
    with window.database.transaction() as session:
        receive_dossier(session, reception(), now=NOW, desk=window.context, actor=window.actor)


def test_what_needs_the_desk_alone_is_refused_in_a_sentence(
    window: Desk, line: Line, tmp_path: Path
) -> None:
    copy = tmp_path / "bản sao.db"
    line.json("backup", str(copy))
    for words in (("rebuild",), ("restore", str(copy))):
        assert "cửa sổ khác" in line.refused(*words)
    assert window.settings.database.exists()


def test_deeds_from_a_window_and_another_process_share_no_number(
    window: Desk, desk_folder: Path
) -> None:
    words = [sys.executable, str(ROOT / "tests" / "motcua_at.py"), "2026-11-16T09:30"]
    words += ["--data", str(desk_folder), "receive", "--form", str(EXAMPLE), "--json"]
    environment = {"PYTHONPATH": str(ROOT)}
    beside = [
        subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, env=environment) for _ in range(2)
    ]
    codes = []
    for _ in range(20):
        with window.database.transaction() as session:
            received = receive_dossier(
                session, reception(), now=NOW, desk=window.context, actor=window.actor
            )
        codes.append(received.dossier_code)
    for process in beside:
        out, _ = process.communicate(timeout=120)
        codes.append(json.loads(out)["dossier_code"])
    assert len(set(codes)) == len(codes) == 22
    with window.database.reading() as session:
        assert upkeep.verify(session, window.context.tenant) == ()
