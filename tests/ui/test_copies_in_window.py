"""The real window over a real desk: it copies, backs up, and brings a lost desk back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import NOW, OFFICE, desk_settings, reception
from keys import scan, show_active
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import Desk, create_desk, open_desk, open_window
from app.custody import ledger
from app.custody.backing_up import back_up_to_place, choose_place
from app.custody.copying import ContinuousCopy, choose_copy_place
from app.custody.keeper import Keeper, restore_here
from app.custody.rekeying import recover_key
from app.devices.keys import recovery_text
from app.services.receiving import receive_dossier
from app.ui.desk_at_work import Doors, FirstOpening
from app.ui.dialogs.restore import RestoreDialog
from app.ui.scanner import Scanner
from app.ui.start import Running, start


def doors(folder: Path, *, is_set_up: bool) -> Doors:
    settings = desk_settings(folder)

    def open_it(listener: Any) -> Desk:
        return replace(open_window(settings, listener), now=lambda: NOW)

    def restore(answers: Any, listener: Any) -> FirstOpening:
        restore_here(settings, answers)
        return FirstOpening(desk=open_it(listener), recovery="")

    return Doors(
        is_set_up=is_set_up,
        open=open_it,
        set_up=lambda form, listener: pytest.fail("nobody sets up"),
        preferences=folder.with_name("window.ini"),
        restore=restore,
        keeper=Keeper,
        recover=lambda text: recover_key(settings, text),
    )


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def windows() -> Iterator[list[Running]]:
    opened: list[Running] = []
    yield opened
    for each in opened:
        each.session.window.may_close = lambda: True
        each.session.window.close()
        each.session.close()


def receive(desk: Any) -> str:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_code


def test_a_deed_in_the_window_lies_on_the_stick_and_a_missed_backup_is_made(
    desk_folder: Path, stick: Path, windows: list[Running], qtbot: QtBot
) -> None:
    desk = replace(open_desk(desk_settings(desk_folder)), now=lambda: NOW)
    choose_place(desk, stick)
    choose_copy_place(desk, stick)
    desk.close()
    running = start(doors(desk_folder, is_set_up=True))
    windows.append(running)
    with qtbot.waitSignal(running.session.keeping.made, timeout=30_000):
        pass
    assert len(list(stick.glob("*.db"))) == 1
    (copy,) = stick.glob("*.goi")
    before = copy.stat().st_size

    receive(running.session.desk)
    qtbot.waitUntil(lambda: copy.stat().st_size > before)

    qtbot.waitUntil(
        lambda: running.session.window.status._copies.text() == "Sao lưu 0 phút trước · USB đủ",
        timeout=20_000,
    )
    assert running.session.window.may_close()


def test_a_lost_desk_comes_back_at_the_first_start_from_sheet_and_stick(
    tmp_path: Path, stick: Path, windows: list[Running], qtbot: QtBot
) -> None:
    made = create_desk(desk_settings(tmp_path / "burnt"), OFFICE)
    desk = replace(made.desk, now=lambda: NOW)
    choose_place(desk, stick)
    choose_copy_place(desk, stick)
    backup = back_up_to_place(desk).file
    codes = [receive(desk), receive(desk)]
    ContinuousCopy(desk).catch_up()
    desk.close()
    for folder in (desk.settings.data, desk.settings.state):
        shutil.rmtree(folder)

    running = start(doors(tmp_path / "new", is_set_up=False))
    windows.append(running)
    with qtbot.waitSignal(running.session.door.asked):
        pass
    first = running.session.door.first_start
    assert first is not None
    first.dialog.restore.click()
    dialog = first.restore_dialog
    assert dialog is not None
    dialog.start.click()
    assert dialog.fields["backup"].accessibleDescription()
    dialog.fields.load({"backup": str(backup), "recovery": "AAAA", "copies": str(stick)})
    dialog.start.click()
    qtbot.waitUntil(lambda: bool(dialog.fields["recovery"].accessibleDescription()))
    dialog.fields.put("recovery", made.recovery.lower())
    with qtbot.waitSignal(running.session.ready, timeout=30_000):
        dialog.start.click()

    assert dialog.isHidden(), "nothing stands before the work"
    found = running.session.desk
    assert found is not None
    with found.database.reading() as session:
        from app.services import dossiers

        assert [dossiers.dossier(session, "H40", code).code for code in codes] == codes
    qtbot.waitUntil(running.session.lost_desk.notice.isVisible)
    assert "phiếu tiếp quản" in running.session.lost_desk.notice.sentence
    assert ledger.read(desk_settings(tmp_path / "new")).place is None
    qtbot.waitUntil(lambda: running.session.window.status._copies.text() == "Chưa sao lưu")


def test_a_key_store_that_is_gone_is_made_good_in_the_window(
    tmp_path: Path, windows: list[Running], qtbot: QtBot
) -> None:
    made = create_desk(desk_settings(tmp_path / "desk"), OFFICE)
    made.desk.close()
    for path in made.desk.settings.state.glob("*.key"):
        path.unlink()
    running = start(doors(tmp_path / "desk", is_set_up=True))
    windows.append(running)
    with qtbot.waitSignal(running.session.door.not_opened):
        pass
    dialog = running.session.door.lost_key
    assert dialog is not None
    dialog.fields.put("recovery", recovery_text(bytes(32)))
    dialog.start.click()
    qtbot.waitUntil(
        lambda: "dữ liệu khác" in dialog.fields["recovery"].accessibleDescription(),
        timeout=20_000,
    )
    dialog.fields.put("recovery", made.recovery)
    with qtbot.waitSignal(running.session.ready, timeout=30_000):
        dialog.start.click()
    assert running.session.desk is not None
    assert not dialog.isVisible()


def test_a_scanned_sheet_fills_its_field_and_begins_nothing(qtbot: QtBot, theme: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    scanner = Scanner(QApplication.instance())  # type: ignore[arg-type]
    dialog = RestoreDialog(parent)
    answers: list[object] = []
    dialog.answered.connect(answers.append)
    show_active(qtbot, dialog)
    dialog.fields["recovery"].setFocus()
    text = recovery_text(bytes(range(32)))
    scan(text)
    scanner.stop()
    assert dialog.fields.text("recovery") == text
    assert not answers
    assert dialog.isVisible()
