"""The list of procedures follows the catalogue: by hand, from the centre, and with a new day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from doubles import FakeBackground
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from app.bootstrap import Desk
from app.domain.catalogue_plan import Publication
from app.domain.moments import local_date
from app.domain.procedure import Procedure
from app.domain.releases import Subject
from app.exchange.read_catalogue import ReadCatalogue
from app.models.sync import ReleaseRow
from app.services.catalogue import import_catalogue
from app.services.catalogue_search import catalogue_mark
from app.ui.procedure_finder import ProcedureFinder

NEW = Procedure(code="1.999001", name="Cấp giấy phép nuôi chim yến thử", source="thử")


class Reading(FakeBackground):
    """Answers at once, out of a real database."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.names: list[str] = []

    def query(self, use_case: Any, *args: Any, then: Callable[[Any], None], **given: Any) -> None:
        self.names.append(use_case.__name__)
        with self._desk.database.reading() as session:
            found = use_case(session, *args, **given)
        then(found)


def publish(session: Session, desk: Desk, days: int = 0) -> None:
    on = local_date(desk.now()) + timedelta(days=days)
    read, at = ReadCatalogue(procedures=(NEW,)), Publication(on=on)
    import_catalogue(session, read, at, now=desk.now(), desk=desk.context, actor=desk.actor)


def test_a_catalogue_that_came_by_another_process_is_found_without_a_restart(
    qapp: QApplication, desk: Desk
) -> None:
    background = Reading(desk)
    parent = QObject()
    finder = ProcedureFinder(background, parent)  # type: ignore[arg-type]
    ready: list[bool] = []
    finder.ready.connect(lambda: ready.append(True))
    finder.open_desk(desk)
    assert finder.find("nuôi chim yến") == []
    with desk.database.transaction() as session:
        publish(session, desk)
    finder.refresh(desk)
    assert [each.value for each in finder.find("nuôi chim yến")] == [NEW.code]
    finder.refresh(desk)
    assert background.names.count("catalogue_index") == 2
    assert ready == [True]


def test_a_day_that_begins_and_a_release_move_the_catalogue_too(desk: Desk) -> None:
    on = local_date(desk.now())
    with desk.database.transaction() as session:
        before = catalogue_mark(session, desk=desk.context, on=on)
        assert catalogue_mark(session, desk=desk.context, on=on) == before
        assert catalogue_mark(session, desk=desk.context, on=on + timedelta(days=1)) != before
        release = ReleaseRow(
            tenant=desk.context.tenant,
            subject=Subject.CATALOGUE.value,
            office="",
            version=1,
            issued_at=desk.now(),
            content="[]",
            signature="",
            taken_at=desk.now(),
        )
        session.add(release)
        session.flush()
        assert catalogue_mark(session, desk=desk.context, on=on) != before
