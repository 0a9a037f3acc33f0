"""What tests of keys and copies do with a desk: receive, reopen, look."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desks import NOW, desk_settings, reception
from sqlalchemy import text

from app.bootstrap import Desk, open_desk
from app.domain.errors import Reason, Refusal
from app.services import upkeep
from app.services.receiving import receive_dossier

TENANT = "H40"


def receive(desk: Desk, *, at: datetime = NOW) -> str:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(), now=at, desk=desk.context, actor=desk.actor
        ).dossier_code


def codes_of(desk: Desk) -> list[str]:
    with desk.database.reading() as session:
        return list(session.execute(text("SELECT code FROM dossier ORDER BY number")).scalars())


def reopened(folder: Path, *, at: datetime = NOW) -> Desk:
    return replace(open_desk(desk_settings(folder)), now=lambda: at)


def sound(desk: Desk) -> bool:
    with desk.database.reading() as session:
        return upkeep.verify(session, TENANT) == ()


def refusal_of(call: Callable[[], object]) -> Reason:
    with pytest.raises(Refusal) as refused:
        call()
    return refused.value.reason


def keep_stage(folder: Path) -> Path:
    """The desk's folders as they are now, to put back after each try."""
    kept = folder.with_name("stage")
    shutil.copytree(folder, kept / "data", ignore=shutil.ignore_patterns("ballast"))
    shutil.copytree(folder.with_name(folder.name + "-state"), kept / "state")
    return kept


def put_stage_back(kept: Path, folder: Path) -> None:
    for target, source in ((folder, "data"), (folder.with_name(folder.name + "-state"), "state")):
        shutil.rmtree(target)
        shutil.copytree(kept / source, target)


LATER = NOW + timedelta(hours=1)
