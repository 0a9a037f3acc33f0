"""What has to stay in sight where the screen is small, or its owner reads at 200 %."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from scenes import SCENES
from stage import Stage
from test_every_surface import DOUBLED, SMALL, SMALLEST, settle

from app.ui.messages import Toast
from app.ui.theme import Appearance
from app.ui.tokens import length
from app.ui.widgets.key_strip import KeyStrip
from app.ui.widgets.save_bar import SaveBar


def resize(stage: Stage, size: QSize) -> None:
    # The first makes the side bar narrow, of which the second takes advantage.
    for _ in range(2):
        stage.window.resize(size)
        settle()


def in_sight(button: QWidget) -> bool:
    """Whole, neither scrolled away nor covered."""
    return button.isVisible() and button.visibleRegion().boundingRect() == button.rect()


@pytest.mark.parametrize("size", [SMALL, DOUBLED, SMALLEST], ids=["small", "doubled", "smallest"])
def test_saving_stays_in_sight_wherever_an_unfolded_form_is_scrolled(
    size: QSize, stage: Stage
) -> None:
    SCENES["receive-unfolded"](stage)
    resize(stage, size)
    panels, bar = stage.session.receive.panels, stage.window.findChild(SaveBar)
    assert bar is not None
    scrolled = panels.verticalScrollBar()

    for at in (0, scrolled.maximum() // 2, scrolled.maximum()):
        scrolled.setValue(at)
        settle()
        shown = [each for each in (panels.promise.save, bar.button) if in_sight(each)]
        assert len(shown) == 1, f"at {at} of {scrolled.maximum()}"
        assert stage.window.size() == size


def test_the_bar_saves_like_the_button_that_it_stands_for(stage: Stage) -> None:
    stage.open()
    stage.fill()
    resize(stage, SMALLEST)
    bar = stage.window.findChild(SaveBar)
    assert bar is not None
    assert bar.date.text() == stage.session.receive.panels.promise.date.text()

    with stage.bot.waitSignal(stage.session.receive.received):
        bar.button.click()


def test_a_dossiers_page_fits_the_smallest_screen_and_its_head_is_scrolled_with_it(
    stage: Stage,
) -> None:
    sheet = SCENES["dossier-page"](stage).screen_shown.sheet  # type: ignore[attr-defined]
    resize(stage, SMALLEST)
    assert stage.window.size() == SMALLEST
    assert in_sight(sheet.back)
    assert in_sight(sheet.code)
    assert sheet.isAncestorOf(sheet.correct)

    resize(stage, SMALL)
    assert in_sight(sheet.correct)


def test_the_tick_of_good_news_follows_a_new_look(stage: Stage) -> None:
    stage.open()
    stage.receive()
    toast, theme = stage.window.findChild(Toast), stage.running.theme
    assert toast is not None
    assert toast.isVisible()

    drawn = []
    for look in (Appearance.LIGHT, Appearance.DARK):
        theme.show(look)
        drawn.append(toast.findChildren(QLabel)[0].pixmap().toImage())
        assert drawn[-1] == theme.icon("done", "toast_text").pixmap(length("icon")).toImage()

    theme.show(Appearance.LIGHT)
    assert drawn[0] != drawn[1]


def test_the_keys_at_the_foot_are_whole_when_one_wants_more_room_than_was_measured(
    qtbot: QtBot,
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    strip = KeyStrip()
    # A window of its own would grow with its words.
    strip.setParent(page)
    strip.resize(600, 40)
    strip.show_keys(tuple((f"F{at}", "việc nào đó") for at in range(1, 13)))
    page.show()
    settle()
    before = [each for each in strip.findChildren(QLabel) if each.isVisible()]

    before[1].setText("việc nào đó với nhiều chữ hơn nhiều")
    # It is measured, the last ones are hidden, and what is left is laid.
    for _ in range(3):
        settle()

    shown = [each for each in strip.findChildren(QLabel) if each.isVisible()]
    assert 0 < len(shown) < len(before)
    assert [each.text() for each in shown if each.width() < each.sizeHint().width()] == []
