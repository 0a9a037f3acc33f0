from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.printers import Paper, PrinterChoice, SlipKind
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
    fill(card.fields["fallback"], "Máy cũ")
    fill(card.fields["fallback_paper"], "a4x2")

    assert choices(card, SlipKind.RECEIPT) == (
        PrinterChoice(printer="Laser"),
        PrinterChoice(printer="Máy cũ", paper=Paper.A4X2),
    )


def test_door_slips_may_go_to_the_thermal_printer_and_back(card: PrintersCard) -> None:
    leave(card, "tcp:192.168.1.50")
    fill(card.fields["door"], "tcp:192.168.1.50:9100")

    for slip in (SlipKind.SUPPLEMENT, SlipKind.REFUSAL):
        assert choices(card, slip)[0].printer == "tcp:192.168.1.50:9100"
    assert choices(card, SlipKind.RECEIPT)[0].printer == "Laser"

    fill(card.fields["door"], "")

    assert choices(card, SlipKind.REFUSAL)[0].printer == "Laser"


@pytest.mark.parametrize("wrong", ["Laser", "tcp:", "tcp:1.2.3.4:99999", "raw:-x"])
def test_an_address_that_cannot_be_one_is_told_and_not_kept(card: PrintersCard, wrong: str) -> None:
    leave(card, wrong)

    assert card.fields["thermal"].accessibleDescription()
    assert card._preferences.thermal == ""


def test_what_was_chosen_stands_there_again(card: PrintersCard, workplace: Workplace) -> None:
    leave(card, "raw:NHIET")
    fill(card.fields["fallback"], "raw:NHIET")

    again = PrintersCard(replace(workplace, preferences=card._preferences))

    assert again.fields.text("thermal") == "raw:NHIET"
    assert value_of(again.fields["fallback"]) == "raw:NHIET"
