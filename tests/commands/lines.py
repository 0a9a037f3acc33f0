"""The command line on one data folder, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from desks import ROOT

from app.commands.main import main

EXAMPLE = ROOT / "docs" / "examples" / "reception.json"


class Line:
    """Runs verbs in this process and reads what they say."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        """The exit code, what was answered and what was complained of."""
        code = main(["--data", str(self._folder), *words])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def said(self, *words: str) -> str:
        """The answer to a verb that works."""
        code, out, _ = self.run(*words)
        assert code == 0
        return out

    def json(self, *words: str) -> Any:
        """The same for a machine, without a word beside it."""
        code, out, err = self.run(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    def refused(self, *words: str) -> str:
        """The one sentence of a verb that says no."""
        code, out, err = self.run(*words)
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        return err.strip()

    def receive(self, *more: str) -> Any:
        """Receive the example form."""
        return self.json("receive", "--form", str(EXAMPLE), *more)
