"""Papers without a dossier, from the form and from the settings, in the real window."""

from __future__ import annotations

from typing import Any

import pytest
from desks import PROCEDURE
from keys import press, scan
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stage import CONTROL, SHIFT, Stage

from app.domain.handouts import HANDOUT_WORDS, POST_KINDS
from app.ui.dialogs.preview import PreviewDialog
from app.ui.navigation import SETTINGS

pytestmark = pytest.mark.usefixtures("open_stage")


def looked_at(stage: Stage) -> str:
    """The title of the paper on screen, which is closed again."""
    title = stage.dialog(PreviewDialog).windowTitle()
    press(Qt.Key.Key_Escape)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    return title


@pytest.mark.parametrize(
    ("key", "words"),
    [(Qt.Key.Key_T, "Giấy tờ cần mang"), (Qt.Key.Key_C, "Giấy tờ cần mang, chữ lớn")],
)
def test_what_to_bring_follows_the_chosen_procedure(stage: Stage, key: Qt.Key, words: str) -> None:
    stage.choose()
    code = stage.session.receive.panels.procedure.code
    press(key, CONTROL | SHIFT)
    assert looked_at(stage) == f"{words}: {code}"


def test_without_a_procedure_it_is_said_what_to_do(stage: Stage) -> None:
    press(Qt.Key.Key_T, CONTROL | SHIFT)
    stage.bot.waitUntil(lambda: "Hãy chọn thủ tục" in stage.window.messages.banner.sentence)
    assert QApplication.activeModalWidget() is None


def test_every_paper_without_a_dossier_can_be_looked_at_in_the_settings(stage: Stage) -> None:
    code = stage.receive().dossier_code
    stage.window.go_to(SETTINGS)
    card: Any = stage.window.screen_shown.handouts  # type: ignore[attr-defined]
    nothing = dict.fromkeys(("desk_plate", "authorisation", "register", "outage_sheet"), "")
    abouts = {"labels": code, "notice_list": "Người có công", **nothing}
    for kind, words in HANDOUT_WORDS.items():
        if kind in POST_KINDS:
            continue
        about = abouts.get(kind.value, PROCEDURE)
        card.fields.put("handout", kind.value)
        card.fields.put("about", about)
        card.look.click()
        assert looked_at(stage) == (f"{words}: {about}" if about else words)


def test_what_is_not_known_is_refused_in_a_sentence(stage: Stage) -> None:
    stage.window.go_to(SETTINGS)
    card: Any = stage.window.screen_shown.handouts  # type: ignore[attr-defined]
    card.fields.put("about", "9.999999")
    card.print.click()
    stage.bot.waitUntil(lambda: "9.999999" in stage.window.messages.banner.sentence)


@pytest.mark.parametrize("said", [PROCEDURE, f"https://motcua.mau.vn/thu-tuc/{PROCEDURE}.html"])
def test_the_code_on_a_sheet_that_somebody_brings_along_chooses_the_procedure(
    stage: Stage, said: str
) -> None:
    stage.window.go_to(SETTINGS)
    with stage.bot.waitSignal(stage.session.receive.facts.quoted):
        scan(said)
    assert stage.window.screen_shown is stage.session.receive
    assert stage.session.receive.panels.procedure.code == PROCEDURE


def test_the_code_of_an_abolished_procedure_is_answered_with_a_sentence(stage: Stage) -> None:
    field = stage.session.receive.panels.procedure.fields["procedure_code"]
    scan("9.999999")
    stage.bot.waitUntil(lambda: "9.999999" in field.accessibleDescription())
