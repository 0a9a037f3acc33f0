from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import enumerate as threads
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from doubles import FakeBackground, FakeDesk, FakeSlips, Recorder
from patient_bot import PatientBot
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.services.desk import ADMINISTRATOR, CLERK, SUPERVISOR, Actor, DeskContext
from app.services.seat import Seat
from app.ui.scanner import Scanner
from app.ui.theme import Appearance, Theme
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from stage import Stage

    from app.ui.start import Running

UID = UUID("0190a1b2-0000-7000-8000-000000000003")


@pytest.fixture(scope="session")
def _imported_for_good() -> Iterator[None]:
    """What was imported outlives every window: to look at it after each took most of the time.

    A window freezes what lives with it. Here it must not, since the next one comes after it.
    """
    with pytest.MonkeyPatch.context() as patch:
        gc.collect()
        gc.freeze()
        patch.setattr(gc, "freeze", lambda: None)
        yield


def leave_nothing(application: QApplication) -> None:
    """Let what a test showed go at once: what lives on is dressed again, and hears every key.

    What ``qtbot`` closes waits for the next event loop, which many tests never run. Looks and
    scanners belong to the application, which outlives their window in tests alone.
    """
    ours = (each for each in application.children() if isinstance(each, Theme | Scanner))
    for each in (*application.topLevelWidgets(), *ours):
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def collected_here(_imported_for_good: None) -> Iterator[None]:
    """A window leaves Python's collector off; what is left of it dies here, and not in a lane."""
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication):
        leave_nothing(application)
    if not gc.isenabled():
        for lane in threads():
            if lane.name.startswith("errand"):
                lane.join()
        gc.collect()
        gc.enable()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The bot of pytest-qt with more patience."""
    return PatientBot(request)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light look on the one application of the tests."""
    dressed = Theme(qapp)
    dressed.show(Appearance.LIGHT)
    yield dressed
    leave_nothing(qapp)
    qapp.setStyleSheet("")


@pytest.fixture
def workplace(theme: Theme) -> Workplace:
    """A workplace whose lanes and voice only remember."""
    return Workplace(FakeBackground(), Recorder(), theme, None, FakeSlips())  # type: ignore[arg-type]


@pytest.fixture
def open_desk(now: datetime) -> FakeDesk:
    """Desk 3 of an invented centre."""
    context = DeskContext(
        tenant="H40",
        device_uid=UID,
        agency_code="H40.16",
        office_name="Trung tâm xã An Thử",
        place="An Thử",
        number=3,
    )
    actor = Actor(
        uid=UID,
        full_name="Nguyễn Thị Ví Dụ",
        roles=(CLERK, SUPERVISOR, ADMINISTRATOR),
        employer="office",
    )
    return FakeDesk(context, Seat(actor), lambda: now)


@pytest.fixture
def trouble() -> list[Exception]:
    """What went wrong in the lanes of ``running``."""
    return []


@pytest.fixture
def running(desk_folder: Path, qtbot: PatientBot, trouble: list[Exception]) -> Iterator[Running]:
    """The real window on a real desk, ready for the first citizen."""
    from windows import come_to_front, doors, gone

    from app.ui.start import start

    made = start(doors(desk_folder))
    made.session.background.failed.disconnect(made.session.window.messages.crash)
    made.session.background.failed.connect(trouble.append)
    with qtbot.waitSignals([made.session.ready, made.session.receive.refreshed]):
        pass
    come_to_front(made, qtbot)
    yield made
    gone(made)
    assert trouble == []


@pytest.fixture
def stage(desk_folder: Path, qtbot: PatientBot) -> Iterator[Stage]:
    """A whole window whose desk is not opened yet; nothing may have gone wrong in it."""
    from stage import Stage
    from windows import gone

    made = Stage(desk_folder, qtbot)
    yield made
    gone(made.running)
    assert made.trouble == []


@pytest.fixture
def open_stage(stage: Stage) -> None:
    """Opens the desk of ``stage`` before the test begins."""
    stage.open()
