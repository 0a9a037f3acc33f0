"""A desk of an older program, out of the project's own history, against the centre of today."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from agreement import centre_head, centre_uids
from centres import Running, enrol_at, fresh_desks, synced
from deeds_at_desk import received
from desks import ROOT

FIRST_SLICE = "8ce7ebf"
"""The first program that passes over what a newer centre says more; add each release below it."""


def older_tree(commit: str, folder: Path) -> Path:
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=False, capture_output=True)
    if packed.returncode:
        pytest.skip("the history of the project is not here")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(folder, filter="data")
    return folder


@pytest.mark.parametrize("commit", [FIRST_SLICE])
def test_an_older_desk_works_with_the_centre_of_today(
    commit: str, centre: Running, desk_templates: Path, tmp_path: Path
) -> None:
    tree = older_tree(commit, tmp_path / "tree")
    script = [sys.executable, str(ROOT / "tests/trials/old_desk.py"), str(tmp_path / "old")]
    place = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tree), str(tree / "tests")])}
    _, second = desks = fresh_desks(desk_templates, tmp_path)
    enrol_at(centre, second)
    received(second)
    synced(second)
    for code in (centre.code_for(1), ""):
        done = subprocess.run(
            [*script, centre.url, code], cwd=tree, env=place, check=False, capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
        told = json.loads(done.stdout.splitlines()[-1])
        assert told["waiting"] == 0
        assert (told["pos"], bytes.fromhex(told["chain"])) == centre_head(centre)
        assert told["uids"] == sorted(map(str, centre_uids(centre)))
        received(second)
        synced(second)
    for desk in desks:
        desk.close()
