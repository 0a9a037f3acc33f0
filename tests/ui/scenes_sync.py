"""The line to the centre: a desk that stands alone, and one whose deeds wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from deeds_at_desk import do, received, stored
from desks import NOW, OFFICE
from keys import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import CONTROL, SHIFT, Stage

from app.commands.syncing import rounds_of
from app.domain.deed_forms import ReasonForm
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.events import Circumstances, write_event
from app.domain.identifiers import new_uid
from app.domain.pause_facts import PaymentRequested
from app.services import centre_link, clashing, journal
from app.services.centre_link import Enrolment
from app.ui.dialogs.carrying import CarryInDialog, CarryOutDialog
from app.ui.dialogs.clash import ClashDialog
from app.ui.dialogs.enrolling import EnrolDialog
from app.ui.dialogs.outage import OutageDialog


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
    stage.rounds = rounds_of
    stage.open()
    screen = go_to_sync(stage)
    stage.bot.waitUntil(screen.enrolling.button.isVisible)
    return stage.window


@scene
def sync_waiting(stage: Stage) -> QWidget:
    stage.open()
    enrol_without_a_line(stage)
    screen = go_to_sync(stage)
    stage.session.background.recorded.emit(())
    stage.bot.waitUntil(lambda: "cần xem" in screen.standing.text())
    return stage.window


def two_against_each_other(stage: Stage) -> None:
    """Another desk asked for money while this one wrote down that the citizen withdraws."""
    desk = stage.session.desk
    assert desk is not None
    uid = received(desk, NOW)
    before = stored(desk, uid).heads
    do(desk, uid, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý"))
    elsewhere = replace(desk.actor.author(desk.context, "clerk"), desk=2)
    circumstances = Circumstances(
        uid=new_uid(NOW),
        occurred_at=NOW,
        recorded_at=NOW,
        dossier_uid=uid,
        parents=tuple(UUID(each) for each in before),
    )
    asked = write_event(elsewhere, PaymentRequested(amount=50_000), circumstances)
    with desk.database.transaction() as session:
        journal.take_over(session, asked, goes_on=False)
        clashing.note_contested(session, desk.context.tenant, [uid])


@scene
def sync_enrolling(stage: Stage) -> QWidget:
    stage.open()
    dialog = EnrolDialog(stage.window)
    stage.show(dialog)
    dialog.fields.put("url", "trung-tam:8700")
    dialog.fields.put("code", "ABCD EFGH JKLM NPQR")
    dialog.complain(Refusal(Reason.CENTRE_ADDRESS_WRONG, url="trung-tam:8700"))
    return dialog


@scene
def sync_clash(stage: Stage) -> QWidget:
    stage.open()
    enrol_without_a_line(stage)
    two_against_each_other(stage)
    screen = go_to_sync(stage)
    stage.bot.waitUntil(lambda: screen.table.current_record().clash is not None)
    press(Qt.Key.Key_Return)
    dialog = stage.dialog(ClashDialog)
    dialog.stands[0].click()
    dialog.fields.put("reason", "Công dân xác nhận muốn rút")
    return dialog


@scene
def sync_outage(stage: Stage) -> QWidget:
    stage.open()
    enrol_without_a_line(stage)
    go_to_sync(stage)
    press(Qt.Key.Key_N, CONTROL)
    dialog = stage.dialog(OutageDialog)
    dialog.fields.put("system", "Cổng Dịch vụ công quốc gia")
    dialog.fields.put("began_at", "8:15")
    return dialog


@scene
def sync_carrying_out(stage: Stage) -> QWidget:
    stage.open()
    dialog = CarryOutDialog(stage.window, "/media/usb")
    stage.show(dialog)
    said = "Đã ghi 12 sự kiện chưa gửi, 2 tệp đính kèm vào /media/usb/goi-H40.16-quay3.goi."
    dialog.show_code((said, "48210 93355 10482 77301 62918 04475"))
    return dialog


@scene
def sync_carrying_in(stage: Stage) -> QWidget:
    stage.open()
    dialog = CarryInDialog(stage.window)
    stage.show(dialog)
    dialog.fields.put("file", "/media/usb/goi-H40.16-quay3.goi")
    dialog.complain(Refusal(Reason.FIELD_WRONG, field="mã mở gói", value="4821"))
    return dialog
