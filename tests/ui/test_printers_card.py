from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from doubles import FakeDesk
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.domain.errors import Reason
from app.domain.printers import Paper, PrinterChoice, PrinterPlan, SlipKind
from app.ui.background import Background
from app.ui.preferences import Preferences
from app.ui.screens.settings import SettingsScreen
from app.ui.widgets.fields import fill, value_of
from app.ui.widgets.printers_card import PrintersCard
from app.ui.workplace import Workplace


@pytest.fixture
def card(tmp_path: Path, workplace: Workplace, qtbot: QtBot) -> PrintersCard:
    kept = Preferences(tmp_path / "window.ini")
    kept.printer = "Laser"
    made = PrintersCard(replace(workplace, preferences=kept))
    qtbot.addWidget(made)
    made.offer_printers(("Laser", "Máy cũ"))
    return made


def test_a_low_window_scrolls_the_settings(
    workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = SettingsScreen(replace(workplace, preferences=Preferences(tmp_path / "window.ini")))
    qtbot.addWidget(screen)

    assert screen.minimumSizeHint().height() < 400


def leave(card: PrintersCard, typed: str) -> None:
    card.fields.put("thermal", typed)
    card.fields["thermal"].editingFinished.emit()  # type: ignore[union-attr]


def choices(card: PrintersCard, slip: SlipKind) -> tuple[PrinterChoice, ...]:
    return card._preferences.printers.choices(slip)


def test_a_fallback_is_tried_after_the_usual_printer(card: PrintersCard) -> None:
    fill(card.rows["receipt_fallback"], "Máy cũ")
    fill(card.rows["receipt_fallback_paper"], "a4x2")

    assert choices(card, SlipKind.RECEIPT) == (
        PrinterChoice(printer="Laser"),
        PrinterChoice(printer="Máy cũ", paper=Paper.A4X2),
    )


@pytest.mark.parametrize("slip", [SlipKind.SUPPLEMENT, SlipKind.REFUSAL, SlipKind.PAD])
def test_every_kind_of_paper_has_its_own_printer_and_its_own_fallback(
    card: PrintersCard, slip: SlipKind
) -> None:
    fill(card.rows[slip.value], "Máy cũ")
    fill(card.rows[f"{slip.value}_paper"], "a4x2")
    fill(card.rows[f"{slip.value}_fallback"], "Laser")
    fill(card.rows[f"{slip.value}_fallback_paper"], "a4x2")

    first, fallback, *_ = choices(card, slip)
    assert first == PrinterChoice(printer="Máy cũ", paper=Paper.A4X2)
    assert fallback == PrinterChoice(printer="Laser", paper=Paper.A4X2)
    others = {SlipKind.SUPPLEMENT, SlipKind.REFUSAL, SlipKind.PAD, SlipKind.RECEIPT} - {slip}
    assert {choices(card, other)[0].printer for other in others} == {"Laser"}

    fill(card.rows[slip.value], "")

    assert choices(card, slip) == (PrinterChoice(printer="Laser"),)
    assert card.rows[f"{slip.value}_fallback"].isHidden()


def test_what_was_chosen_for_each_paper_stands_there_after_a_restart(card: PrintersCard) -> None:
    fill(card.rows["refusal"], "Máy cũ")
    fill(card.rows["refusal_fallback"], "Laser")
    fill(card.rows["receipt_paper"], "a4x2")
    plan = card._preferences.printers

    again = PrintersCard(card._workplace)
    again.offer_printers(())
    again.offer_printers(("Laser",))

    assert again.rows.plan() == plan
    assert value_of(again.rows["refusal"]) == "Máy cũ"


def test_the_roll_is_never_offered_for_slips_written_by_hand(card: PrintersCard) -> None:
    leave(card, "tcp:192.168.1.50")

    offered = card.rows["pad"]
    assert offered.findData("tcp:192.168.1.50:9100") == -1  # type: ignore[union-attr]
    assert card.rows["refusal"].findData("tcp:192.168.1.50:9100") > 0  # type: ignore[union-attr]
    assert card.rows["pad_paper"].findData("roll80") == -1  # type: ignore[union-attr]


def test_a_line_without_a_printer_has_no_trial(card: PrintersCard) -> None:
    assert card.rows.trials["receipt"].isEnabled()
    assert not card.rows.trials["receipt_fallback"].isEnabled()
    assert card.rows.trials["refusal"].isHidden()

    fill(card.rows["refusal"], "Máy cũ")

    assert not card.rows.trials["refusal"].isHidden()
    assert card.rows.trials["refusal"].isEnabled()


def test_the_lines_are_built_one_kind_of_paper_after_the_other(
    card: PrintersCard, qtbot: QtBot
) -> None:
    made = PrintersCard(card._workplace)
    qtbot.addWidget(made)
    before = len(made.findChildren(QComboBox))

    built = []
    for step in made.ahead():
        step()
        built.append(len(made.findChildren(QComboBox)) - before)

    assert built == [4 * at for at in range(1, 10)] + [36]
    assert made.rows.plan() == card.rows.plan()


def test_every_trial_button_says_of_which_line(card: PrintersCard) -> None:
    names = [each.accessibleName() for each in card.rows.trials.values()]

    assert len(set(names)) == len(names) == 18


@pytest.fixture
def lanes(workplace: Workplace) -> Any:
    background = Background()
    yield background
    background.close()


def test_a_trial_page_goes_to_exactly_the_printer_of_its_line(
    card: PrintersCard, lanes: Background, open_desk: FakeDesk, qtbot: QtBot
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as port, ThreadPoolExecutor(1) as thermal:
        heard = thermal.submit(read_job, port)
        address = f"tcp:127.0.0.1:{port.getsockname()[1]}"
        kept = card._workplace.preferences
        kept.printers = PrinterPlan(usual=PrinterChoice(printer="tcp:127.0.0.1:1")).with_slip(
            SlipKind.REFUSAL, PrinterChoice(printer="Laser"), PrinterChoice(printer=address)
        )
        made = PrintersCard(replace(card._workplace, background=lanes))
        qtbot.addWidget(made)
        made.open_desk(open_desk)  # type: ignore[arg-type]
        made.offer_printers(())

        made.rows.trials["refusal_fallback"].click()

        said: Any = made._workplace.messages
        qtbot.waitUntil(lambda: "Trang thử đã gửi" in said.last()[1], timeout=10_000)
        job = heard.result(timeout=10)
    assert address in said.last()[1]
    assert job.startswith(b"\x1b@\x1dv0\x00" + (576 // 8).to_bytes(2, "little"))


def test_a_dead_printer_is_told_and_no_other_is_tried(
    card: PrintersCard, lanes: Background, qtbot: QtBot
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as port:
        dead = f"tcp:127.0.0.1:{port.getsockname()[1]}"
    kept = card._workplace.preferences
    kept.printers = PrinterPlan(usual=PrinterChoice(printer=dead))
    made = PrintersCard(replace(card._workplace, background=lanes))
    qtbot.addWidget(made)
    made.offer_printers(())

    made.rows.trials["receipt"].click()

    said: Any = made._workplace.messages
    qtbot.waitUntil(
        lambda: said.last() == ("refuse", Reason.PRINTER_UNREACHABLE.value), timeout=10_000
    )


def read_job(port: socket.socket) -> bytes:
    line, _ = port.accept()
    with line:
        return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.mark.parametrize("wrong", ["Laser", "tcp:", "tcp:1.2.3.4:99999", "raw:-x"])
def test_an_address_that_cannot_be_one_is_told_and_not_kept(card: PrintersCard, wrong: str) -> None:
    leave(card, wrong)

    assert card.fields["thermal"].accessibleDescription()
    assert card._preferences.thermal == ""


def test_a_thermal_address_stands_there_again_and_is_offered(card: PrintersCard) -> None:
    leave(card, "raw:NHIET")
    fill(card.rows["receipt_fallback"], "raw:NHIET")

    again = PrintersCard(card._workplace)
    again.offer_printers(())

    assert again.fields.text("thermal") == "raw:NHIET"
    assert value_of(again.rows["receipt_fallback"]) == "raw:NHIET"
