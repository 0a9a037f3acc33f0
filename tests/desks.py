"""The invented office in which tests happen."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap import Desk
from app.config import Settings
from app.domain.dossier_query import DossierSearch
from app.domain.procedure import Procedure
from app.domain.reception import Identity, Person, ReceptionForm, SubmittedDocument
from app.papers.letterhead import Letterhead
from app.services.dossier_search import find_dossiers
from app.services.dossiers import DossierLine
from app.services.setup import SetUpForm
from app.services.wording import wordings

NOW = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
"""Monday 16 November 2026, half past nine in Viet Nam: a working day like any other."""

SET_UP_AT = "2026-11-16T07:00"

ROOT = Path(__file__).parents[1]

OFFICE = SetUpForm(
    agency_code="H40.16",
    office_name="Trung tâm Phục vụ hành chính công xã An Thử",
    place="An Thử",
    desk=3,
    officer="Nguyễn Thị Ví Dụ",
)

PROCEDURE = "1.010833"
"""A procedure of the starter catalogue: 5 working days, two papers."""


def desk_settings(folder: Path) -> Settings:
    """Settings of a desk in a scratch folder, set up on the morning of the test's day."""
    state = folder.with_name(folder.name + "-state")
    return Settings(folder, state, ROOT / "resources")


def copy_desk(template: Path, folder: Path) -> Path:
    """The folders of a desk that is closed, once more, without their ballast."""
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("ballast"))
    state = desk_settings(template).state
    shutil.copytree(state, desk_settings(folder).state)
    return folder


def reception(**changed: object) -> ReceptionForm:
    """A complete reception by an invented citizen."""
    plain: dict[str, object] = {
        "procedure_code": PROCEDURE,
        "applicant": Person(
            full_name="Trần Thị Mẫu",
            identity=Identity(number="034188004321"),
            phone="0912345678",
            address="Thôn Ví Dụ, xã An Thử",
        ),
        "documents": (
            SubmittedDocument(ordinal=1, originals=1),
            SubmittedDocument(ordinal=2, copies=1),
        ),
    }
    return ReceptionForm(**{**plain, **changed})  # type: ignore[arg-type]


def with_papers(procedure: Procedure) -> tuple[SubmittedDocument, ...]:
    """Every published paper, one original each."""
    return tuple(
        SubmittedDocument(ordinal=paper.ordinal, originals=1) for paper in procedure.papers or ()
    )


def found(desk: Desk, typed: str) -> tuple[DossierLine, ...]:
    """The dossiers that a clerk finds by typing this, the newest first."""
    with desk.database.reading() as session:
        page = find_dossiers(
            session, DossierSearch(typed=typed), now=NOW, desk=desk.context, actor=desk.actor
        )
    return page.lines


def letterhead(desk: Desk) -> Letterhead:
    """The office on its papers, in the words that count at ``NOW``."""
    with desk.database.reading() as session:
        return Letterhead(desk=desk.context, wording=wordings(session, desk.context).at(NOW))
