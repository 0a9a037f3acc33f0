from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.flow import Flow, foot
from app.ui.widgets.layouts import column
from app.ui.widgets.low_room import LowRoom


def placed(qtbot: QtBot, count: int, width: int, stretch_at: int | None = None) -> list[QRect]:
    """Things of 100 by 30 in a flow of a width, as they stand."""
    page = QWidget()
    qtbot.addWidget(page)
    things = [QWidget() for _ in range(count)]
    for each in things:
        each.setFixedSize(100, 30)
    items: list[QWidget | None] = list(things)
    if stretch_at is not None:
        items.insert(stretch_at, None)
    page.setLayout(Flow(*items, gap="cell"))
    page.resize(width, page.heightForWidth(width))
    page.show()
    return [each.geometry() for each in things]


def test_what_fits_stands_side_by_side(qtbot: QtBot) -> None:
    assert {each.top() for each in placed(qtbot, 3, 320)} == {0}


def test_what_does_not_fit_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    assert [(each.left(), each.top()) for each in placed(qtbot, 3, 319)] == [
        (0, 0),
        (110, 0),
        (0, 40),
    ]


@pytest.mark.parametrize("width", [500, 250])
def test_what_comes_after_a_stretch_stands_at_the_right_end(qtbot: QtBot, width: int) -> None:
    assert placed(qtbot, 3, width, stretch_at=2)[2].right() == width - 1


def test_hidden_items_take_no_room(qtbot: QtBot) -> None:
    page, (one, other) = QWidget(), (QPushButton("một"), QPushButton("hai"))
    qtbot.addWidget(page)
    page.setLayout(Flow(one, other))
    one.hide()
    page.show()

    assert other.geometry().left() == 0


def test_the_main_button_keeps_its_place_where_the_others_wrap(qtbot: QtBot) -> None:
    page, main = QWidget(), QPushButton("Lưu")
    qtbot.addWidget(page)
    others = [QPushButton("Một việc khác") for _ in range(5)]
    page.setLayout(foot(main, Flow(*others)))
    page.resize(360, page.heightForWidth(360))
    page.show()

    assert main.geometry().right() == page.rect().right()
    assert len({each.y() for each in others}) > 1


def test_a_place_is_whole_where_there_is_room_and_scrolled_where_there_is_not(
    qtbot: QtBot,
) -> None:
    place, words = QWidget(), QLabel("Một câu dài mà ở chỗ hẹp thì phải xuống dòng mấy lần. " * 4)
    words.setWordWrap(True)
    field = QPushButton("ở cuối")
    place.setLayout(column(words, field))
    room = LowRoom(place)
    qtbot.addWidget(room)
    room.resize(600, 400)
    room.show()
    assert place.size() == room.viewport().size()

    room.resize(200, 90)
    QApplication.processEvents()
    assert words.height() >= words.heightForWidth(words.width())
    assert place.height() > room.viewport().height()

    room.follow(field)
    assert in_view(field, room)


def in_view(widget: QWidget, room: QScrollArea) -> bool:
    top = widget.mapTo(room.viewport(), widget.rect().topLeft()).y()
    return top >= 0 and top + widget.height() <= room.viewport().height()
