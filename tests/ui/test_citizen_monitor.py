from __future__ import annotations

from pathlib import Path
from typing import Any

from keys import CONTROL, press, scan, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from windows import come_to_front, doors, gone

from app.ui.citizen_monitor import free_screen
from app.ui.monitor_reading import Reading
from app.ui.monitor_window import MonitorWindow
from app.ui.navigation import SETTINGS
from app.ui.preferences import Preferences
from app.ui.start import Running, start
from app.ui.theme import Theme
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS

SHIFT = Qt.KeyboardModifier.ShiftModifier


def fill(running: Running, qtbot: QtBot) -> None:
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(running.session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, CONTROL)


def open_monitor(running: Running, qtbot: QtBot) -> MonitorWindow:
    press(Qt.Key.Key_M, CONTROL | SHIFT)
    monitor = running.session.monitor.monitor
    assert monitor is not None
    # The platform of the tests wakes every new window, and is answered a moment later.
    qtbot.waitSignal(monitor.woken).wait()
    window = running.session.window
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return monitor


def words_on(monitor: MonitorWindow) -> str:
    return " ".join(each.text() for each in monitor.findChildren(QLabel) if each.isVisible())


def all_words_in(monitor: MonitorWindow) -> str:
    return " ".join(each.text() for each in monitor.findChildren(QLabel))


def test_the_citizen_reads_what_the_officer_fills_in(running: Running, qtbot: QtBot) -> None:
    monitor = open_monitor(running, qtbot)
    assert monitor.greeting.isVisibleTo(monitor)

    fill(running, qtbot)
    running.session.monitor.look()

    said = words_on(monitor)
    assert "Trần Thị Mẫu" in said
    assert "đúng chưa" in said
    assert running.session.receive.panels.procedure.search.text() in said
    assert running.session.receive.panels.promise.date.text() in said
    assert said.count("✓") == 2
    assert "034188004321" not in said
    assert "Thôn Ví Dụ" not in said


def test_the_monitor_leaves_the_keyboard_with_the_officer(
    running: Running,
    qtbot: QtBot,
) -> None:
    before = QApplication.focusWidget()

    open_monitor(running, qtbot)
    type_text("khai sinh")

    assert QApplication.focusWidget() is before
    assert running.session.receive.panels.procedure.search.text() == "khai sinh"


def test_after_saving_it_thanks_with_code_and_day_and_forgets_the_name(
    running: Running,
    qtbot: QtBot,
) -> None:
    monitor = open_monitor(running, qtbot)
    fill(running, qtbot)
    running.session.monitor.look()
    received: list[Any] = []
    running.session.receive.received.connect(received.append)

    with qtbot.waitSignal(running.session.receive.received):
        press(Qt.Key.Key_F9)

    assert monitor.thanks.isVisibleTo(monitor)
    said = words_on(monitor)
    assert "Xin cảm ơn" in said
    assert received[0].dossier_code in said
    assert "23/11/2026" in said
    assert "Trần Thị Mẫu" not in all_words_in(monitor)

    running.session.monitor.end_thanks()

    assert monitor.greeting.isVisibleTo(monitor)
    assert received[0].dossier_code not in words_on(monitor)


def test_the_next_citizen_ends_the_thanks(running: Running, qtbot: QtBot) -> None:
    monitor = open_monitor(running, qtbot)
    fill(running, qtbot)
    with qtbot.waitSignal(running.session.receive.received):
        press(Qt.Key.Key_F9)

    running.session.receive.panels.applicant.fields.put("full_name", "Lê Văn Thử")
    running.session.monitor.look()

    assert monitor.form.isVisibleTo(monitor)
    assert "Lê Văn Thử" in words_on(monitor)


def test_elsewhere_or_after_clearing_nothing_of_anybody_stays(
    running: Running,
    qtbot: QtBot,
) -> None:
    monitor = open_monitor(running, qtbot)
    fill(running, qtbot)
    running.session.monitor.look()

    running.session.window.go_to(SETTINGS)
    running.session.monitor.look()
    assert monitor.greeting.isVisibleTo(monitor)
    assert "Trần Thị Mẫu" not in all_words_in(monitor)

    running.session.window.go_to(0)
    running.session.monitor.look()
    assert "Trần Thị Mẫu" in words_on(monitor)

    press(Qt.Key.Key_N, CONTROL)
    running.session.monitor.look()
    assert monitor.greeting.isVisibleTo(monitor)
    assert "Trần Thị Mẫu" not in all_words_in(monitor)


def test_it_opens_again_at_the_next_start_until_it_is_closed(
    desk_folder: Path, qtbot: QtBot
) -> None:
    kept = Preferences(doors(desk_folder).preferences)
    kept.monitor_shown = True

    again = start(doors(desk_folder))
    with qtbot.waitSignals([again.session.ready, again.session.receive.refreshed]):
        pass
    come_to_front(again, qtbot)

    monitor = again.session.monitor.monitor
    assert monitor is not None
    again.session.window.close()
    assert again.session.monitor.monitor is None
    assert Preferences(doors(desk_folder).preferences).monitor_shown
    gone(again)


def test_closed_by_its_own_button_it_stays_closed(running: Running, qtbot: QtBot) -> None:
    monitor = open_monitor(running, qtbot)

    monitor.close()

    assert running.session.monitor.monitor is None
    assert not running.session._preferences.monitor_shown


def test_the_citizens_screen_is_never_the_officers() -> None:
    own, other = object(), object()

    assert free_screen(own, [own, other]) is other  # type: ignore[arg-type, list-item]
    assert free_screen(own, [own]) is None  # type: ignore[arg-type, list-item]


def test_many_papers_are_counted_and_missing_ones_said(theme: Theme, qtbot: QtBot) -> None:
    monitor = MonitorWindow(theme)
    qtbot.addWidget(monitor)
    monitor.show()
    papers = tuple(f"Giấy tờ số {at}" for at in range(1, 10))

    monitor.ask(Reading(applicant="Lê Văn Thử", procedure="X", papers=papers, lacking=2))

    said = words_on(monitor)
    assert "và 3 giấy tờ khác" in said
    assert "còn thiếu 2 giấy tờ" in said
    assert "Ngày hẹn" not in said


def test_the_slip_can_be_seen_before_saving_and_nothing_is_saved(
    running: Running,
    qtbot: QtBot,
) -> None:
    fill(running, qtbot)
    session = running.session

    with qtbot.waitSignal(session.slips.previewed) as seen:
        press(Qt.Key.Key_P, CONTROL | SHIFT)

    pdf, title = seen.args
    assert pdf.startswith(b"%PDF")
    assert title == "Xem trước giấy hẹn"
    assert session.receive.panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"
    assert session.receive.panels.today.table.current_record() is None


def test_a_few_papers_are_named_in_full_on_several_lines(theme: Theme, qtbot: QtBot) -> None:
    monitor = MonitorWindow(theme)
    qtbot.addWidget(monitor)
    monitor.show()
    long = "Bản sao được chứng thực từ một trong các giấy tờ chứng minh người có công " * 2
    monitor.ask(Reading(applicant="Lê Văn Thử", procedure="X", papers=(long.strip(), "Đơn")))

    first = monitor.form.whole_papers[0]
    assert first.text() == f"✓  {long.strip()}"
    assert first.height() > 3 * first.fontMetrics().height()
    monitor.greet()
    assert first.text() == ""
