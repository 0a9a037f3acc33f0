"""The line to the centre: a desk that stands alone, and one whose deeds wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from desks import NOW, OFFICE
from keys import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import CONTROL, SHIFT, Stage

from app.services import centre_link, journal
from app.services.centre_link import Enrolment


def go_to_sync(stage: Stage) -> Any:
    """The place with its tray read."""
    press(Qt.Key.Key_Y, CONTROL | SHIFT)
    screen: Any = stage.window.screen_shown
    stage.bot.waitUntil(
        lambda: bool(screen.standing.text()) and screen.table.model().rowCount() > 0
    )
    return screen


def enrol_without_a_line(stage: Stage) -> None:
    """The desk met its centre an hour ago, which wants somebody to look at an event."""
    desk = stage.session.desk
    assert desk is not None
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    kept = Enrolment(
        url="https://trung-tam.example:8700",
        certificate=None,
        public=public,
        secret=key.private_bytes_raw(),
        centre_public=public,
    )
    tenant = OFFICE.agency_code.split(".")[0]
    with desk.database.transaction() as session:
        centre_link.keep_enrolment(session, tenant, kept, NOW)
        met = NOW - timedelta(hours=1)
        centre_link.keep_meeting(session, tenant, "0" * 64, now=met, clock_offset_ms=0)
        flagged = next(iter(journal.events(session, tenant)))
        centre_link.keep_flags(session, tenant, [(flagged.uid, "code_taken")], NOW)


@scene
def sync_alone(stage: Stage) -> QWidget:
    stage.open()
    go_to_sync(stage)
    return stage.window


@scene
def sync_waiting(stage: Stage) -> QWidget:
    stage.open()
    enrol_without_a_line(stage)
    screen = go_to_sync(stage)
    stage.session.background.recorded.emit(())
    stage.bot.waitUntil(lambda: "cần xem" in screen.standing.text())
    return stage.window
