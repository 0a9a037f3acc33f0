from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from desks import OFFICE, ROOT, found
from keys import CONTROL, press, scan, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import doors, dossiers_of, gone, page_of, receive_one

from app.bootstrap import open_desk
from app.domain.correction_rules import form_as_received
from app.domain.errors import Reason, Refusal
from app.domain.slip_code import SlipCode, slip_code_text
from app.printing.raster import pictures
from app.services.catalogue_search import pinned
from app.services.correcting import correct_dossier
from app.services.dossiers import dossier_by_uid
from app.ui.desk_at_work import stamp
from app.ui.navigation import SETTINGS, SYNC
from app.ui.start import Running, start
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS


def slip_text_of(session: Any, uid: UUID, tenant: str) -> str:
    found = dossier_by_uid(session, tenant, uid)
    return slip_code_text(SlipCode(dossier_uid=uid, dossier_code=found.code, token="0" * 20))


def correct_phone(session: Any, uid: UUID, **stamp: Any) -> Any:
    known = form_as_received(dossier_by_uid(session, stamp["desk"].tenant, uid))
    form = replace(known, applicant=replace(known.applicant, phone="0987654321"))
    return correct_dossier(session, uid, form, "gõ nhầm số", **stamp)


@pytest.mark.parametrize("module", ["app.ui.start", "app.commands.window"])
def test_nothing_slow_is_loaded_before_the_window_is_painted(module: str) -> None:
    code = (
        f"import sys, {module}, app.ui.screens.receive\n"
        "slow = ('sqlalchemy', 'reportlab', 'sqlcipher3', 'pypdfium2', 'stdnum', 'openpyxl')\n"
        "print([each for each in sys.modules if each.split('.')[0] in slow\n"
        "       or each.startswith(('app.services', 'app.papers', 'app.models', 'app.printing'))])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_citizen_is_served_by_keys_and_one_scan(running: Running, qtbot: QtBot) -> None:
    received = receive_one(running, qtbot)

    table = running.session.receive.panels.today.table
    assert received.dossier_code == "H40.16-261116-3001"
    assert table.current_record().applicant == "Trần Thị Mẫu"
    assert QApplication.focusWidget() is running.session.receive.panels.procedure.search


def test_without_a_printer_the_dossier_is_saved_and_the_slip_can_be_seen(
    running: Running, qtbot: QtBot
) -> None:
    received = receive_one(running, qtbot)
    assert received.dossier_code in running.session.window.messages.banner.sentence

    with qtbot.waitSignal(running.session.slips.previewed) as signal:
        press(Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    pdf, title = signal.args
    assert title == received.dossier_code
    assert pictures(pdf, dots_per_inch=72)


def test_a_scanned_slip_opens_its_page_from_anywhere(running: Running, qtbot: QtBot) -> None:
    received = receive_one(running, qtbot)
    running.session.window.go_to(SETTINGS)

    scan(received.dossier_code)

    screen = page_of(running, qtbot)
    assert screen.sheet.code.text() == received.dossier_code
    assert running.session.window.screen_shown is screen


def test_the_code_of_nobody_is_told_and_opens_nothing(running: Running, qtbot: QtBot) -> None:
    with qtbot.waitSignal(running.session.dossiers.unknown):
        scan("H40.16-200101-3001")

    assert "H40.16-200101-3001" in running.session.window.messages.banner.sentence
    assert running.session.window.screen_shown is running.session.receive


def test_words_typed_at_the_head_fill_the_list(running: Running, qtbot: QtBot) -> None:
    received = receive_one(running, qtbot)
    press(Qt.Key.Key_K, CONTROL)
    type_text("mau hom nay")

    press(Qt.Key.Key_Return)

    screen = dossiers_of(running)
    qtbot.waitUntil(lambda: screen.list.table.rows == 1)
    assert screen.list.table.current_record().dossier_code == received.dossier_code
    assert "16/11/2026" in screen.list.understood.text()


def test_the_wrong_procedure_is_put_right_with_one_key_and_a_reason(
    running: Running, qtbot: QtBot
) -> None:
    received = receive_one(running, qtbot)
    receive = running.session.receive
    with qtbot.waitSignal(receive.facts.quoted):
        press(Qt.Key.Key_R, CONTROL)
    assert received.dossier_code in receive.correction.strip.sentence
    receive.panels.applicant.fields.put("phone", "0987654321")

    press(Qt.Key.Key_F9)
    qtbot.waitUntil(receive.correction.strip.fields["reason"].hasFocus)
    type_text("go nham so")
    with qtbot.waitSignal(receive.correction.saved) as saved:
        press(Qt.Key.Key_F9)

    corrected, applicant = saved.args
    assert (corrected.dossier_code, corrected.edition) == (received.dossier_code, 1)
    assert applicant == "Trần Thị Mẫu"
    assert receive.correction.strip.sentence == ""
    assert receive.panels.procedure.code == ""


def test_a_correction_that_began_on_the_page_ends_there(running: Running, qtbot: QtBot) -> None:
    received = receive_one(running, qtbot)
    session = running.session
    session.dossiers.show_page(received.dossier_uid)
    screen = page_of(running, qtbot)
    with qtbot.waitSignal(session.receive.facts.quoted):
        press(Qt.Key.Key_R, CONTROL)
    assert session.window.screen_shown is session.receive
    session.receive.panels.applicant.fields.put("address", "Thôn Khác, xã An Thử")
    session.receive.correction.strip.fields.put("reason", "ghi nhầm địa chỉ")

    with qtbot.waitSignal(screen.opened):
        press(Qt.Key.Key_F9)

    assert session.window.screen_shown is screen
    assert ("Địa chỉ", "Thôn Khác, xã An Thử") in screen.sheet.persons.facts.lines()
    assert "bản thay thế lần 1" in screen.sheet.notice.sentence
    assert "ghi nhầm địa chỉ" in screen.sheet.history.events.lines()[1][1]


def test_a_replaced_slip_says_by_what_it_was_replaced(running: Running, qtbot: QtBot) -> None:
    received = receive_one(running, qtbot)
    session = running.session
    desk = session.desk
    assert desk is not None
    slips: list[str] = []
    corrected: list[Any] = []
    session.background.query(
        slip_text_of, received.dossier_uid, desk.context.tenant, then=slips.append
    )
    session.background.command(
        correct_phone, received.dossier_uid, **stamp(desk), then=corrected.append
    )
    qtbot.waitUntil(lambda: bool(slips and corrected))

    for line in slips[0].splitlines():
        scan(line)

    screen = page_of(running, qtbot)
    assert "thay thế" in screen.sheet.notice.sentence
    assert received.dossier_code in screen.sheet.notice.sentence


def test_the_wrong_card_gets_a_sentence_and_changes_nothing(running: Running) -> None:
    scan("00020101021238540010A000000727012400069704220110")

    assert running.session.window.messages.banner.sentence
    assert running.session.receive.panels.applicant.fields.text("identity_number") == ""


def test_a_slip_of_the_door_reopens_what_was_typed(running: Running, qtbot: QtBot) -> None:
    session = running.session
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_Space, text=" ")
    form = session.receive.stated.form()
    visits: list[Any] = []
    from app.services.visits import guide_visit
    from app.ui.desk_at_work import stamp

    session.background.command(
        guide_visit, form, (), None, **stamp(session.desk), then=visits.append
    )
    qtbot.waitUntil(lambda: len(visits) == 1)
    press(Qt.Key.Key_N, CONTROL)
    assert session.receive.panels.applicant.fields.text("full_name") == ""

    with qtbot.waitSignal(session.receive.facts.quoted):
        scan(visits[0].number)

    assert session.receive.panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"
    assert [each.ordinal for each in session.receive.panels.papers.documents()] == [1]
    assert session.receive.draft()["visit_number"] == visits[0].number


def test_the_foot_says_what_was_read(running: Running, qtbot: QtBot) -> None:
    status = running.session.window.status
    qtbot.waitUntil(lambda: "chờ gửi" in status._line.text())
    before = status._line.text()

    receive_one(running, qtbot)

    qtbot.waitUntil(lambda: status._line.text() != before)
    assert "Chưa kết nối trung tâm" in status._line.text()
    assert "Quầy 3" in status._desk.text()
    assert "2027" in status._calendar.text()


def test_the_window_is_saved_through_by_closing(running: Running, qtbot: QtBot) -> None:
    session = running.session
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, CONTROL)
    press(Qt.Key.Key_F9)
    settings = session.desk.settings  # type: ignore[union-attr]

    session.window.close()

    again = open_desk(settings)
    codes = [each.dossier_code for each in found(again, "mau")]
    again.close()
    assert codes == ["H40.16-261116-3001"]


def test_every_control_of_the_window_has_a_name(running: Running) -> None:
    running.session.window.go_to(1)
    nameless = [
        f"{type(each).__name__} {each.objectName()}"
        for each in running.session.window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not each.accessibleName()
    ]

    assert nameless == []


def test_a_first_start_asks_sets_up_and_shows_the_recovery_key(
    tmp_path: Path, qtbot: QtBot
) -> None:
    running = start(doors(tmp_path / "desk", is_set_up=False))
    with qtbot.waitSignal(running.session.door.asked):
        pass
    first = running.session.door.first_start
    assert first is not None
    dialog = first.dialog
    dialog.start.click()
    assert dialog.fields["office_name"].accessibleDescription()
    dialog.fields.load(
        {
            "office_name": OFFICE.office_name,
            "parent_name": "Ủy ban nhân dân  xã An Thử ",
            "agency_code": "h40.16",
            "place": OFFICE.place,
            "desk": "3",
            "officer": OFFICE.officer,
            "new_secret": "739152",
            "new_secret_again": "739152",
        }
    )

    with qtbot.waitSignal(first.shown):
        dialog.start.click()
    assert dialog.recovery.text().count("-") >= 8
    with qtbot.waitSignal(running.session.ready):
        dialog.begin.click()

    assert running.session.desk is not None
    assert running.session.desk.context.agency_code == "H40.16"
    assert running.session.desk.context.parent_name == "Ủy ban nhân dân xã An Thử"
    gone(running)


def test_one_key_keeps_a_procedure_among_those_of_alt_and_a_digit(
    running: Running, qtbot: QtBot
) -> None:
    session, desk = running.session, running.session.desk
    assert desk is not None

    def switch() -> tuple[str, ...]:
        with qtbot.waitSignal(session.receive.quick_keys.pinned):
            press(Qt.Key.Key_D, CONTROL)
        with desk.database.reading() as reading:
            return pinned(reading, desk=desk.context)

    press(Qt.Key.Key_D, CONTROL)
    assert "chọn thủ tục" in session.window.messages.banner.sentence
    with qtbot.waitSignal(session.receive.facts.quoted):
        type_text(SAMPLE_WORDS)
        press(Qt.Key.Key_Return)
    code = session.receive.panels.procedure.code
    with desk.database.reading() as reading:
        before = pinned(reading, desk=desk.context)

    after, again = switch(), switch()

    assert {code} == set(after) ^ set(before)
    assert set(again) == set(before)


def test_a_desk_that_cannot_be_opened_says_why(desk_folder: Path, qtbot: QtBot) -> None:
    def locked(_: Any) -> Any:
        raise Refusal(Reason.KEY_WRONG)

    running = start(replace(doors(desk_folder), open=locked))
    with qtbot.waitSignal(running.session.door.not_opened):
        pass

    assert "khóa" in running.session.window.messages.banner.sentence
    assert not running.session.receive.panels.promise.save.isEnabled()
    gone(running)


def test_a_bug_is_shown_with_a_report_to_copy(running: Running, qtbot: QtBot) -> None:
    from app.ui.messages import crash_report

    try:
        raise KeyError("mất một khóa")
    except KeyError as error:
        report = crash_report(error)

    assert "KeyError" in report
    assert "Python" in report


def test_f5_begins_a_round_where_the_line_is_shown(
    running: Running, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, rounds = running.session.window, []
    window.go_to(SYNC)
    screen: Any = window.screen_shown
    qtbot.waitUntil(lambda: bool(screen.standing.text()))
    monkeypatch.setattr(screen._in_step, "talk", lambda: rounds.append(screen))
    press(Qt.Key.Key_F5)
    assert rounds == [screen]
