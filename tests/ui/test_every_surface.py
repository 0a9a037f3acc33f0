"""Everything that can be seen, on a real desk: worked by keys alone, heard by name, read whole."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from desks import ROOT
from keys import press
from PIL import Image, ImageChops
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QToolButton,
    QWidget,
)
from scenes import FILES, SCENES
from shiboken6 import isValid
from stage import Stage

from app.ui.scans_in_dialogs import TakesScans
from app.ui.theme import Appearance
from app.ui.tokens import length
from app.ui.widgets.layouts import Card, ElidedLabel

SMALL = QSize(1366, 768)
DOUBLED = QSize(960, 540)
"""What a screen of 1920 x 1080 has at 200 %, in logical pixels."""
SMALLEST = QSize(683, 384)
"""What a screen of 1366 x 768 has at 200 %, in logical pixels."""

BASES = {"QDialog", "Screen", "CountedScreen", "_ReasonDialog", "StatingDialog"}
SCREENS_SHOWN_BY = {
    "ReceiveScreen": "receive-empty",
    "DossiersScreen": "dossiers-list",
    "ReturnScreen": "return-start",
    "HandOverScreen": "hand-over-pile",
    "PostScreen": "post-taking",
    "TasksScreen": "tasks-due",
    "OnlineScreen": "online-list",
    "FeedbackScreen": "feedback-list",
    "StaffScreen": "staff-list",
    "WordingScreen": "wording-office",
    "SupervisingScreen": "supervisors-day",
    "ReportsScreen": "report-of-a-month",
    "SyncScreen": "sync-alone",
    "SettingsScreen": "settings",
    "MainWindow": "receive-empty",
}
PICTURES = os.environ.get("MOTCUA_PICTURES")
"""A folder: then every scene leaves its picture there, light, dark and at twice the size."""


def settle() -> None:
    """One turn of the event loop: what is laid out anew is laid out."""
    for _ in range(2):
        turn = QEventLoop()
        QTimer.singleShot(0, turn.quit)
        turn.exec()


def surfaces() -> set[str]:
    """Every dialog, screen and window of the program, by walking the code of its window."""
    found = set()
    for path in (ROOT / "app/ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {each.id for each in node.bases if isinstance(each, ast.Name)}
                if bases & BASES or node.name.endswith("Window"):
                    found.add(node.name)
    return found - BASES


def kinds_shown() -> set[str]:
    """What the scenes of dialogs open, read from their code: they name what they wait for."""
    named = {
        node.id
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Name)
    }
    return named | set(SCREENS_SHOWN_BY) | {"SetUpDialog", "MonitorWindow"}


def test_no_surface_is_forgotten() -> None:
    assert surfaces() - kinds_shown() == set()
    assert set(SCREENS_SHOWN_BY.values()) <= set(SCENES)


@pytest.mark.parametrize("name", SCENES)
def test_everything_shown_is_heard_by_name_reached_by_keys_and_read_whole(
    name: str, stage: Stage
) -> None:
    shown = SCENES[name](stage)
    stage.come_to_rest()
    settle()
    leave_pictures(name, shown, stage)

    found = nameless(shown)
    for size in (SMALL, DOUBLED):
        resize(shown, stage, size)
        words = f"{size.width()} x {size.height()}: "
        found += [words + each for each in (*too_large(shown, size), *clipped(shown))]
    if not isinstance(shown, QDialog):
        # The first makes the side bar narrow, and parts stand below each other; then all is laid.
        for _ in range(2):
            resize(shown, stage, SMALLEST)
        found += [f"on the smallest screen {each}" for each in cut(shown)]
    resize(shown, stage, SMALL)
    if name not in ("monitor-greeting", "monitor-form", "monitor-thanks"):
        found += out_of_order(shown)
        found += focus_unseen(shown)
    if isinstance(shown, QDialog):
        found += not_closed_by_keys(shown)

    assert not found, "\n".join(found)


def resize(shown: QWidget, stage: Stage, screen: QSize) -> None:
    """Work on a screen of this size: the window fills it, a dialog stays as large as it wants."""
    stage.window.resize(screen)
    if shown.isWindow() and not isinstance(shown, QDialog):
        shown.resize(screen)
    settle()
    if isinstance(shown, QDialog):
        shown.resize(shown.size().boundedTo(screen))
        settle()


def too_large(shown: QWidget, screen: QSize) -> Iterator[str]:
    """A window that does not fit its screen."""
    size = shown.size()
    if size.width() > screen.width() or size.height() > screen.height():
        yield f"needs {size.width()} x {size.height()}"


def seen(shown: QWidget) -> list[QWidget]:
    return [each for each in shown.findChildren(QWidget) if each.isVisibleTo(shown)]


def stops(shown: QWidget) -> list[QWidget]:
    """Whatever takes the keyboard by Tab."""
    tab = Qt.FocusPolicy.TabFocus
    return [
        each
        for each in seen(shown)
        if each.focusPolicy() & tab == tab and each.isEnabled() and each.focusProxy() is None
    ]


def called(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{heard(widget) or widget.objectName()}”"


def heard(widget: QWidget) -> str:
    """What a screen reader says of it: its own name, its words, or those of its label."""
    interface: Any = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)).strip() if interface is not None else ""


def nameless(shown: QWidget) -> list[str]:
    click = Qt.FocusPolicy.ClickFocus
    acted_on = [
        each
        for each in seen(shown)
        if each.focusPolicy() & click == click or isinstance(each, QPushButton | QToolButton)
    ]
    return [f"no name: {called(each)}" for each in acted_on if not heard(each)]


def place(widget: QWidget, shown: QWidget) -> QRect:
    return QRect(widget.mapTo(shown, QPoint(0, 0)), widget.size())


def walked(shown: QWidget) -> list[QWidget]:
    """Where Tab leads, once round."""
    first = shown.window().focusWidget()
    if first is None:
        return []
    visited: list[QWidget] = [first]
    while len(visited) < 200:
        press(Qt.Key.Key_Tab)
        now = shown.window().focusWidget()
        if now is None or now in visited:
            break
        visited.append(now)
    return visited


def out_of_order(shown: QWidget) -> list[str]:
    """Tab reaches all, and never goes up and left at once, but for the one way back to the head."""
    visited = walked(shown)
    missed = [f"Tab misses {called(each)}" for each in stops(shown) if each not in visited]
    back = []
    for one, other in pairwise(visited):
        a, b = place(one, shown), place(other, shown)
        goes_on = card_of(other) is not card_of(one) and middle(other, shown) > middle(one, shown)
        if b.bottom() < a.top() and b.left() < a.right() and not goes_on:
            back.append(f"Tab goes back from {called(one)} to {called(other)}")
    # The ring has one seam: from its last stop to its first.
    return missed + (back if len(back) > 1 else [])


def card_of(widget: QWidget) -> QWidget:
    """The card that a control stands on, or the window."""
    at: QWidget = widget
    while not isinstance(at, Card) and not at.isWindow():
        at = at.parentWidget()
    return at


def middle(widget: QWidget, shown: QWidget) -> int:
    return place(card_of(widget), shown).center().x()


def clipped(shown: QWidget) -> Iterator[str]:
    """Words that do not fit what they stand in, and widgets that do not fit where they stand."""
    for each in seen(shown):
        if lacks_room(each):
            room, wanted = each.size(), each.sizeHint()
            yield (
                f"cut off: {called(each)} {text_of(each)[:40]!r} "
                f"{room.width()}x{room.height()} of {wanted.width()}x{wanted.height()}"
            )
        elif sticks_out(each):
            yield f"outside its place: {called(each)} {text_of(each)[:40]!r}"


def cut(shown: QWidget) -> Iterator[str]:
    """Where little has room it is scrolled to: what can be pressed and read is whole, or away."""
    for each in seen(shown):
        high = each.minimumSizeHint().height()
        if isinstance(each, QPushButton | QLabel) and lacks_room(each):
            yield f"cut off: {called(each)} {text_of(each)[:40]!r}"
        elif isinstance(each, QPushButton | QLineEdit | QComboBox) and each.height() < high:
            yield f"squeezed: {called(each)} {each.height()} of {high}"


def text_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def lacks_room(widget: QWidget) -> bool:
    match widget:
        case ElidedLabel():
            return False
        case QLabel() if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        case QLabel() | QPushButton() | QToolButton() | QCheckBox():
            is_bare = isinstance(widget, QToolButton) and (
                widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
            )
            return not is_bare and widget.sizeHint().width() > widget.width() + 1
        case QLineEdit():
            room = widget.contentsRect().width() - 22
            wanted = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
            return not widget.text() and wanted > room
        case QComboBox():
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            room = widget.style().subControlRect(
                QStyle.ComplexControl.CC_ComboBox,
                option,
                QStyle.SubControl.SC_ComboBoxEditField,
                widget,
            )
            return widget.fontMetrics().horizontalAdvance(widget.currentText()) > room.width()
        case QHeaderView():
            return any(_heading_cut(widget, at) for at in range(widget.count()))
        case QScrollArea():
            inside = widget.widget()
            return inside is not None and inside.width() > widget.viewport().width()
    return False


def _heading_cut(header: QHeaderView, at: int) -> bool:
    if header.orientation() is Qt.Orientation.Vertical or header.isSectionHidden(at):
        return False
    words = str(header.model().headerData(at, Qt.Orientation.Horizontal))
    # The narrow headings of numbers break between their words, the others stand on one line.
    lines = words.split() if header.parent().objectName() == "papers" else [words]
    edges = 8 if header.parent().objectName() == "papers" else 30
    font = QFont(header.font())
    font.setPixelSize(length("small_pixels"))
    widest = max(map(QFontMetrics(font).horizontalAdvance, lines), default=0)
    return widest + edges > header.sectionSize(at)


def sticks_out(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent.parentWidget(), QScrollArea):
        return False
    if isinstance(parent, QAbstractScrollArea | QTableView | QHeaderView | QComboBox):
        return False
    if isinstance(parent.parentWidget(), QAbstractScrollArea):
        return False
    return not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


def focus_unseen(shown: QWidget) -> list[str]:
    """The keyboard's place shows as at least a line along one side; a caret alone is too little."""
    by_look = {look(each): each for each in stops(shown)}
    elsewhere = QWidget(shown)
    elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    elsewhere.show()
    found = []
    for each in by_look.values():
        each.setFocus(Qt.FocusReason.TabFocusReason)
        with_it = each.grab().toImage()
        elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
        if changed_pixels(with_it, each.grab().toImage()) < min(each.width(), 120):
            found.append(f"focus unseen: {called(each)}")
    elsewhere.deleteLater()
    return found


def look(widget: QWidget) -> tuple[str, str, str]:
    """What the style sheet chooses by."""
    return type(widget).__name__, widget.objectName(), str(widget.property("role"))


def changed_pixels(one: QImage, other: QImage) -> int:
    if one.size() != other.size():
        return one.width()
    return sum(ImageChops.difference(plain(one), plain(other)).convert("L").histogram()[1:])


def plain(image: QImage) -> Image.Image:
    kept = image.convertToFormat(QImage.Format.Format_RGB32)
    size = (kept.width(), kept.height())
    return Image.frombuffer("RGB", size, bytes(kept.constBits()), "raw", "BGRX", 0, 1)


def not_closed_by_keys(dialog: QDialog) -> list[str]:
    """Esc leaves; before that, some button says which key agrees."""
    buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisibleTo(dialog)]
    if isinstance(dialog, TakesScans):
        # There Enter is the last letter of a scan.
        buttons = []
    agreed = [each for each in buttons if each.isDefault() or "Enter" in each.text()]
    found = [] if agreed or not buttons else ["no button is worked by Enter"]
    dialog.activateWindow()
    settle()
    press(Qt.Key.Key_Escape)
    settle()
    is_gone = not isValid(dialog) or dialog.isHidden()
    return found if is_gone else [*found, "Esc does not close it"]


def leave_pictures(name: str, shown: QWidget, stage: Stage) -> None:
    if PICTURES is None:
        return
    folder = Path(PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    theme = stage.running.theme
    for suffix, appearance, scale in (
        ("", Appearance.LIGHT, 1),
        ("-dark", Appearance.DARK, 1),
        ("-200", Appearance.LIGHT, 2),
    ):
        theme.show(appearance)
        if scale == 2:
            resize(shown, stage, DOUBLED)
        settle()
        image = QImage(shown.size() * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        shown.render(image, QPoint(0, 0))
        image.save(str(folder / f"{name}{suffix}.png"))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    resize(shown, stage, SMALL)
