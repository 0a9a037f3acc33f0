"""Scans and corrections at the counter in the real window, on a real desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desks import NOW
from keys import CONTROL, press, scan, type_text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows import page_of, receive_one

from app.services.drafts import parked_drafts
from app.services.paper_pad import print_pad
from app.services.slip_printing import record_receipt_printed
from app.ui.start import Running
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS

SHIFT = Qt.KeyboardModifier.ShiftModifier
OTHER_CARD = "001201012345||Nguyễn Văn Thử|05042001|Nam|Số 1 ngõ Ví Dụ, Phúc Mẫu, Hà Nội|20032024"
TEN_DAYS = "2.002755"
"""A procedure of the starter catalogue with a longer limit than the sample's."""


def test_another_citizens_card_parks_the_half_typed_form_for_good(
    running: Running,
    qtbot: QtBot,
) -> None:
    receive, desk = running.session.receive, running.session.desk
    assert desk is not None
    fields = receive.panels.applicant.fields
    with qtbot.waitSignal(receive.facts.quoted):
        type_text(SAMPLE_WORDS)
        press(Qt.Key.Key_Return)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, CONTROL)

    with qtbot.waitSignal(receive.keeper.changed):
        scan(OTHER_CARD)

    assert fields.text("full_name") == "Nguyễn Văn Thử"
    assert "Trần Thị Mẫu" in running.session.window.messages.banner.sentence
    with desk.database.reading() as session:
        waiting = parked_drafts(session, now=NOW, desk=desk.context)
    assert [each.name for each in waiting if each.is_parked] == ["Trần Thị Mẫu"]

    with qtbot.waitSignal(receive.facts.quoted):
        press(Qt.Key.Key_N, CONTROL | SHIFT)

    assert fields.text("full_name") == "Trần Thị Mẫu"
    assert len(receive.panels.papers.documents()) == 2


def test_a_slip_of_the_pad_is_scanned_keyed_in_and_becomes_its_dossier(
    running: Running,
    qtbot: QtBot,
) -> None:
    session, receive = running.session, running.session.receive
    desk = session.desk
    assert desk is not None
    with desk.database.transaction() as writing:
        (slip,) = print_pad(writing, 1, now=NOW, desk=desk.context, actor=desk.actor)

    with qtbot.waitSignal(session.dossiers.found):
        scan(slip.code)
    assert slip.code in receive.pad.notice.sentence
    type_text("16/11/2026 09:00")
    receive.go_in()
    with qtbot.waitSignal(receive.facts.quoted):
        type_text(SAMPLE_WORDS)
        press(Qt.Key.Key_Return)
    more = receive.panels.settlement.fields_of("pad_due")
    assert more is not None
    more.put("pad_due", "20/11/2026 09:00")
    assert "20/11/2026" in receive.pad.notice.sentence
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, CONTROL)
    received: list[Any] = []
    receive.received.connect(received.append)
    with qtbot.waitSignal(receive.received):
        press(Qt.Key.Key_F9)

    assert received[0].dossier_code == slip.code
    assert received[0].dossier_uid == slip.dossier_uid
    assert receive.pad.notice.isHidden()
    scan(slip.code)
    assert page_of(running, qtbot).sheet.code.text() == slip.code


def test_while_correcting_the_date_on_the_citizens_paper_is_said_before_saving(
    running: Running,
    qtbot: QtBot,
) -> None:
    received = receive_one(running, qtbot)
    desk, receive = running.session.desk, running.session.receive
    assert desk is not None
    print_slip(desk, received.dossier_uid)
    promise, strip = receive.panels.promise, receive.correction.strip

    with qtbot.waitSignal(receive.facts.quoted):
        press(Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: "giữ nguyên" in promise.corrected.text())
    kept = promise.date.text()
    receive.facts.choose(TEN_DAYS)

    qtbot.waitUntil(lambda: "xin lỗi" in promise.corrected.text())
    assert promise.date.text() == kept
    assert "Thu lại giấy cũ" in promise.corrected.text()
    strip.fields.put("slip_returned", "1")

    qtbot.waitUntil(lambda: "Muộn hơn giấy cũ" in promise.corrected.text())
    assert promise.due is not None
    assert promise.due[0] != kept


def print_slip(desk: Any, uid: UUID) -> None:
    with desk.database.transaction() as session:
        record_receipt_printed(
            session, uid, paper="a5", printer="P", now=NOW, desk=desk.context, actor=desk.actor
        )
