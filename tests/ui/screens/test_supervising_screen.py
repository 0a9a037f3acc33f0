"""The supervisor's day in the real window: numbers, lists, reminders, the end of the day."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from keys import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from scenes_supervising import LATER, busy_office, colleague, go_to_the_day
from stage import CONTROL, SHIFT, Stage

from app.domain.errors import Reason
from app.domain.queues import QUEUE_TITLES, QueueKind
from app.ui.dialogs.office_day import ClosingDayDialog
from app.ui.dialogs.opening_day import OpeningDayDialog
from app.ui.dialogs.preview import PreviewDialog
from app.ui.dialogs.work_handing import HandWorkDialog
from app.ui.screens.dossiers import DossiersScreen


def numbers(screen: Any) -> dict[str, str]:
    model = screen.queues.model()
    rows = range(model.rowCount())
    return {model.index(at, 0).data(): model.index(at, 1).data() for at in rows}


def choose(stage: Stage, screen: Any, kind: QueueKind) -> None:
    at = list(numbers(screen)).index(QUEUE_TITLES[kind])
    with stage.bot.waitSignal(screen.shown):
        screen.queues.setCurrentIndex(screen.queues.model().index(at, 0))


def test_the_numbers_open_their_lists_and_a_line_its_dossier(stage: Stage) -> None:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_the_day(stage)
    assert numbers(screen)["Quá hạn"] == "4"
    assert numbers(screen)["Bàn giao chưa ký nhận"] == "3"
    assert screen.lines.model().rowCount() == 4
    assert "trễ" in screen.lines.model().index(0, 2).data()
    screen.queues.setFocus()
    press(Qt.Key.Key_Return)
    assert screen.lines.hasFocus()
    press(Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: isinstance(stage.window.screen_shown, DossiersScreen))


def test_one_key_urges_the_agency_that_has_the_papers(stage: Stage) -> None:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_the_day(stage)
    choose(stage, screen, QueueKind.HAND_OVER_UNSIGNED)
    previews: list[Any] = []
    screen.deeds._slips.previewed.connect(lambda pdf, title: previews.append((pdf, title)))
    screen.lines.setCurrentIndex(screen.lines.model().index(0, 0))
    press(Qt.Key.Key_U, CONTROL)
    stage.bot.waitUntil(lambda: bool(previews))
    assert previews[0][1] == "Văn bản đôn đốc"
    assert previews[0][0].startswith(b"%PDF")
    repeats = screen.lines.model().columnCount() - 1
    stage.bot.waitUntil(lambda: screen.lines.model().index(0, repeats).data() == "1 lần")
    assert not screen.lines.isColumnHidden(repeats), "repeats are seen on an office's screen"


def test_what_wants_somebody_stands_above_what_is_empty(stage: Stage) -> None:
    stage.open(LATER)
    busy_office(stage)
    counts = [int(each) for each in numbers(go_to_the_day(stage)).values()]
    filled = sum(1 for each in counts if each)
    assert 0 < filled < len(QueueKind) == len(counts)
    assert all(counts[:filled])
    assert not any(counts[filled:])


def test_a_filter_stays_chosen_when_the_numbers_are_read_anew(stage: Stage) -> None:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_the_day(stage)
    name = screen.filters["procedure"].itemText(1)
    with stage.bot.waitSignal(screen.shown):
        screen.filters["procedure"].setCurrentIndex(1)
    with stage.bot.waitSignal(screen.shown):
        screen.refresh()
    assert screen.filters["procedure"].currentText() == name
    with stage.bot.waitSignal(screen.shown):
        screen.filters.put("officer", str(stage.session.desk.actor.uid))
    assert screen.filters["procedure"].currentText() == name
    assert numbers(screen)["Quá hạn"] == "4"


def test_an_agency_is_urged_by_a_draft_for_the_mail_program(stage: Stage, tmp_path: Path) -> None:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_the_day(stage)
    draft = tmp_path / "don-doc.eml"
    screen.deeds.mail_to("Sở Nội vụ", draft)
    stage.bot.waitUntil(draft.exists)
    parsed = message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert "X-Unsent" in parsed
    (attached,) = parsed.iter_attachments()
    assert attached.get_content_type() == "application/pdf"


def test_a_draft_that_finds_no_room_is_said_and_the_reminder_stays(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(LATER)
    busy_office(stage)
    screen = go_to_the_day(stage)
    refused: list[Any] = []
    screen.deeds._messages.refuse = refused.append
    screen.deeds.mail_to("Sở Nội vụ", tmp_path / "gone" / "don-doc.eml")
    stage.bot.waitUntil(lambda: bool(refused))
    assert refused[0].reason is Reason.FOLDER_READ_ONLY


def test_the_work_of_a_sick_colleague_goes_to_another_in_one_act(stage: Stage) -> None:
    stage.open(LATER)
    busy_office(stage)
    other = colleague(stage)
    screen = go_to_the_day(stage)
    stage.bot.waitUntil(lambda: screen.filters["officer"].count() == 3)
    screen.filters.put("officer", str(stage.session.desk.actor.uid))
    press(Qt.Key.Key_G, CONTROL)
    dialog: Any = stage.dialog(HandWorkDialog)
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(dialog.trouble.isVisible)
    assert "người thay" in dialog.trouble.text()
    dialog.fields.put("successor", other)
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    screen.filters.put("officer", other)
    stage.bot.waitUntil(lambda: numbers(screen)["Quá hạn"] == "4")


def test_the_day_is_opened_and_closed_with_a_reason(stage: Stage) -> None:
    stage.open()
    screen = go_to_the_day(stage)
    previews: list[str] = []
    screen.deeds._slips.previewed.connect(lambda _pdf, title: previews.append(title))
    press(Qt.Key.Key_O, CONTROL)
    opening: Any = stage.dialog(OpeningDayDialog)
    told = [opening.lines.model().index(at, 0).data() for at in range(3)]
    assert told[:2] == ["Máy in", "Sao lưu gần nhất cách đây"], "what wants somebody is on top"
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: previews == ["Phiếu mở ngày"])
    stage.dialog(PreviewDialog).close()
    stage.come_to_front()
    busy_office(stage)
    press(Qt.Key.Key_O, CONTROL | SHIFT)
    closing: Any = stage.dialog(ClosingDayDialog)
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(closing.trouble.isVisible)
    assert "Chưa khóa ngày được" in closing.trouble.text()
    type_text("0")
    press(Qt.Key.Key_Tab)
    type_text("May in hong")
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: previews[-1] == "Phiếu kết ngày")
