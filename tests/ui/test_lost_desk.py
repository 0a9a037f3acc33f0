"""After a fire, all in the window: it says what is needed, and a permit lets it number."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import NOW, OFFICE, desk_settings
from keys import CONTROL, press, scan
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from test_copies_in_window import doors, receive

from app.bootstrap import create_desk
from app.custody.backing_up import back_up
from app.custody.restoring import restore
from app.domain.errors import Reason, Refusal
from app.domain.permit import read_permit
from app.services import journal
from app.services.custody_deeds import sheet_is_kept
from app.ui.start import Running, start

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Windows:
    """Windows of several desks, one after another; each is closed at the end."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.opened: list[Running] = []

    def open(self, folder: Path) -> Any:
        running = start(doors(folder, is_set_up=True))
        self.opened.append(running)
        with self.bot.waitSignals(
            [running.session.ready, running.session.lost_desk.looked], timeout=30_000
        ):
            pass
        running.session.window.activateWindow()
        self.bot.waitActive(running.session.window)
        return running.session

    def close(self) -> None:
        for each in self.opened:
            each.session.window.may_close = lambda: True
            each.session.window.close()
            each.session.close()
        self.opened.clear()


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[Windows]:
    made = Windows(qtbot)
    yield made
    made.close()


@pytest.fixture
def new_machine(tmp_path: Path) -> Path:
    """Desk 3 restored on another machine after a fire: nobody has let it number."""
    made = create_desk(desk_settings(tmp_path / "burnt"), OFFICE)
    back_up(made.desk, tmp_path / "b.db")
    receive(replace(made.desk, now=lambda: NOW))
    made.desk.close()
    for folder in (made.desk.settings.data, made.desk.settings.state):
        shutil.rmtree(folder)
    restore(desk_settings(tmp_path / "new"), tmp_path / "b.db", made.recovery).close()
    return tmp_path / "new"


def issued_at_desk_one(windows: Windows, folder: Path) -> tuple[str, str]:
    """What the supervisor at desk 1 reads out: the digits, and whose key signed them."""
    create_desk(desk_settings(folder), replace(OFFICE, desk=1)).desk.close()
    session = windows.open(folder)
    session.lost_desk.issue()
    dialog = session.lost_desk.permit_dialog
    dialog.fields.put("desk", "3")
    dialog.issue.click()
    windows.bot.waitUntil(dialog.print_sheet.isVisible)
    digits = "\n".join(each.partition(":")[2] for each in dialog.digits.text().splitlines())
    signer = read_permit(digits).permit.signer
    dialog.reject()
    windows.close()
    return digits, signer


def test_a_restored_window_says_what_is_needed_and_numbers_by_digits_read_out(
    windows: Windows, new_machine: Path, tmp_path: Path
) -> None:
    digits, signer = issued_at_desk_one(windows, tmp_path / "one")
    session = windows.open(new_machine)
    bot, lost = windows.bot, session.lost_desk
    assert lost.notice.isVisible()
    with pytest.raises(Refusal) as refused:
        receive(session.desk)
    assert refused.value.reason is Reason.NUMBERING_WAITS

    press(Qt.Key.Key_J, CONTROL | SHIFT)
    dialog = lost.dialog
    dialog.fields.put("permit", digits)
    dialog.start.click()
    bot.waitUntil(dialog.fields["signer"].isVisible)
    assert signer in dialog.fields["signer"].accessibleDescription()
    dialog.fields.put("signer", signer)
    dialog.start.click()

    bot.waitUntil(lost.notice.isHidden)
    assert "từ 3751 đến 3875" in session.window.messages.banner.sentence
    assert receive(session.desk) == "H40.16-261116-3751"


def test_a_permit_under_the_scanner_opens_its_question_wherever_the_keyboard_is(
    windows: Windows, new_machine: Path, tmp_path: Path
) -> None:
    digits, signer = issued_at_desk_one(windows, tmp_path / "one")
    session = windows.open(new_machine)
    scan(str(read_permit(digits)))
    windows.bot.waitUntil(lambda: session.lost_desk.dialog is not None)
    dialog = session.lost_desk.dialog
    windows.bot.waitUntil(dialog.fields["signer"].isVisible)
    dialog.fields.put("signer", signer)
    dialog.start.click()
    windows.bot.waitUntil(session.lost_desk.notice.isHidden)
    assert receive(session.desk) == "H40.16-261116-3751"


def test_the_supervisor_of_the_desk_lets_it_number_without_any_permit(
    windows: Windows, new_machine: Path
) -> None:
    session = windows.open(new_machine)
    session.lost_desk.ask()
    dialog = session.lost_desk.dialog
    dialog.fields.put("way", "leave")
    dialog.start.click()
    windows.bot.waitUntil(lambda: bool(dialog.fields["reason"].accessibleDescription()))
    dialog.fields.put("reason", "Máy cũ cháy")
    dialog.start.click()
    windows.bot.waitUntil(session.lost_desk.notice.isHidden)
    assert receive(session.desk) == "H40.16-261116-3601"


def test_a_sheet_that_nobody_has_is_asked_for_until_somebody_has_it(
    windows: Windows, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.dialogs.key_sheet import KeySheetDialog

    session = windows.open(desk_folder)
    windows.bot.waitUntil(lambda: session.keeping.standing is not None)
    watch = session.key_sheet
    windows.bot.waitUntil(watch.notice.isVisible)
    mark = session.keeping.standing.mark
    assert mark in watch.notice.sentence
    answers = [KeySheetDialog.DialogCode.Rejected, KeySheetDialog.DialogCode.Accepted]
    monkeypatch.setattr(KeySheetDialog, "exec", lambda _: answers.pop(0))

    press(Qt.Key.Key_O, CONTROL | SHIFT)
    windows.bot.waitUntil(lambda: len(answers) == 1)
    assert watch.notice.isVisible()
    press(Qt.Key.Key_O, CONTROL | SHIFT)
    windows.bot.waitUntil(watch.notice.isHidden)

    with session.desk.database.reading() as reading:
        assert sheet_is_kept(reading, session.desk.context.tenant, mark)
        kinds = [each.kind for each in journal.events(reading, session.desk.context.tenant)]
    assert kinds[-3:] == ["key.shown", "key.shown", "key.kept"]
