"""A walk through the first morning: set-up, a scanned card, a procedure, papers, the slip.

The real window and the real database, driven by the keys that an officer would press. It waits
for causes and leaves a picture of every step.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QObject,
    QPoint,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    SignalInstance,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.domain.light_dataclass import dataclass
from app.ui.desk_at_work import Doors
from app.ui.dialogs.setup import SetUpDialog
from app.ui.hands import Hands
from app.ui.printer import image_of
from app.ui.screens.receive import ReceiveScreen
from app.ui.slip_desk import SCREEN_RESOLUTION
from app.ui.start import Running, start
from app.ui.theme import Appearance

if TYPE_CHECKING:
    from app.services.receiving import ReceivedDossier
    from app.services.setup import SetUpForm

SAMPLE_CARD = (
    "034188004321|151234567|Trần Thị Mẫu|02091988|Nữ|"
    "Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
)
"""An invented person; the shape is that of the card of 2021."""

SAMPLE_WORDS = "than nhan nguoi co cong"
_PATIENCE = 60_000
_NO_FRAME = "This plugin does not support propagateSizeHints()"
_CONTROL = Qt.KeyboardModifier.ControlModifier
_PREVIEW = _CONTROL | Qt.KeyboardModifier.ShiftModifier


_SAMPLE_PIN = "428617"


class TourStuckError(Exception):
    """What the tour waited for did not come."""


def run_tour(doors: Doors, office: SetUpForm, out: Path) -> tuple[Path, ...]:
    """Walk through and leave pictures and the slip in ``out``; returns them in order.

    Raises ``TourStuckError`` when a step does not come to its end.
    """
    # Without a screen every window says that it has no frame to tell its sizes to.
    previous = qInstallMessageHandler(_say_what_matters)
    try:
        return _walk(start(doors), office, out)
    finally:
        qInstallMessageHandler(previous)


def _walk(running: Running, office: SetUpForm, out: Path) -> tuple[Path, ...]:
    tour = _Tour(running, out)
    try:
        tour.set_up(office)
        tour.receive()
        tour.lock()
    finally:
        running.session.window.close()
    return tuple(tour.left)


@dataclass(frozen=True, slots=True)
class _Shot:
    """How a picture is taken: which look, how many dots a pixel."""

    suffix: str
    appearance: Appearance
    scale: int = 1


_LOOKS = (
    _Shot("", Appearance.LIGHT),
    _Shot("-toi", Appearance.DARK),
    _Shot("-200", Appearance.LIGHT, 2),
)


class _Tour:
    def __init__(self, running: Running, out: Path) -> None:
        self._application = running.application
        self._session = running.session
        self._hands = Hands(running.session.window.windowHandle)
        self._theme = running.theme
        self._out = out
        self.left: list[Path] = []
        self._trouble: list[Exception] = []
        self._session.background.failed.connect(self._trouble.append)

    def set_up(self, office: SetUpForm) -> None:
        """The questions of the first start, answered with a sample office."""
        self._until(self._session.window.painted)
        first = self._session.door.first_start
        if first is None:
            raise TourStuckError("the data folder is not empty")
        dialog = first.dialog
        self._fill(dialog, office)
        self._picture("1-thiet-lap", dialog)
        button = dialog.try_out if office.is_training else dialog.start
        self._until(first.shown, button.click)
        self._picture("2-khoa-khoi-phuc", dialog)
        self._until(self._session.ready, dialog.begin.click)
        self._come_to_front()

    def _come_to_front(self) -> None:
        """Where no window manager does it, the window behind a closed dialog has to be asked."""
        window = self._session.window
        if QGuiApplication.focusWindow() is not window.windowHandle():
            self._until(self._application.focusWindowChanged, window.activateWindow)

    def receive(self) -> None:
        """One dossier by card and keys, from greeting to slip."""
        screen = self._session.receive
        self._hands.press(Qt.Key.Key_F2)
        self._hands.type_text(SAMPLE_WORDS)
        self._picture("3-tim-thu-tuc")
        self._until(screen.facts.quoted, partial(self._hands.press, Qt.Key.Key_Return))
        self._hands.scan(SAMPLE_CARD)
        self._picture("4-quet-the")
        self._hands.press(Qt.Key.Key_T, _CONTROL)
        self._hands.press(Qt.Key.Key_G, _CONTROL)
        self._looks("5-san-sang")
        received: list[ReceivedDossier] = []
        screen.received.connect(received.append)
        self._until(screen.received, partial(self._hands.press, Qt.Key.Key_F9))
        self._until(screen.refreshed)
        self._looks("6-da-nhan")
        self._slip(screen, received[0])

    def lock(self) -> None:
        """The officer sets a PIN, locks the desk, and has forgotten the PIN."""
        from app.services.seat import seat_rules
        from app.services.sign_in import Proof, change_secret

        background, desk = self._session.background, self._session.desk
        if desk is None:
            raise TourStuckError("no desk is open")
        mine = Proof(officer=str(desk.actor.uid), new_secret=_SAMPLE_PIN)
        change = partial(change_secret, desk.database, mine, now=desk.now(), desk=desk.context)
        answered = _Bell()
        ring = partial(_ring, answered)
        self._until(answered.rung, partial(background.prove, change, then=ring))
        # What is asked last in a lane is answered last: then the lock knows what it asked before.
        asked = (seat_rules, desk.context, desk.now())
        self._until(answered.rung, partial(background.query, *asked, then=ring))
        self._session.lock.lock()
        self._picture("8-man-hinh-khoa")
        self._session.lock.page.forget.click()
        self._until(answered.rung, partial(background.keep, *asked, then=ring))
        self._picture("9-quen-ma-pin")

    def _fill(self, dialog: SetUpDialog, office: SetUpForm) -> None:
        dialog.fields.load(
            {
                "office_name": office.office_name,
                "parent_name": office.parent_name or "",
                "agency_code": office.agency_code,
                "place": office.place,
                "desk": str(office.desk),
                "officer": office.officer,
            }
        )

    def _slip(self, screen: ReceiveScreen, received: ReceivedDossier) -> None:
        from app.papers.receipt import receipt_pdf
        from app.printing.raster import pictures

        desk = self._session.desk
        if desk is None:
            raise TourStuckError("the desk was closed")
        drawn: list[bytes] = []
        done = _Bell()
        self._until(
            done.rung,
            partial(
                self._session.background.query,
                receipt_pdf,
                received.dossier_uid,
                desk=desk.context,
                then=partial(_keep, drawn, done),
            ),
        )
        pdf = self._out / "giay-hen.pdf"
        pdf.write_bytes(drawn[0])
        self.left.append(pdf)
        self._until(
            self._session.slips.previewed, partial(self._hands.press, Qt.Key.Key_P, _PREVIEW)
        )
        (page, *_) = pictures(drawn[0], dots_per_inch=SCREEN_RESOLUTION)
        self._save("7-giay-hen", image_of(page))

    def _until(self, signal: SignalInstance, act: Callable[[], Any] | None = None) -> None:
        """Do something and wait for what it causes; a bug or a long silence ends the tour."""
        loop, patience = QEventLoop(), QTimer()
        failed = self._session.background.failed
        patience.setSingleShot(True)
        patience.timeout.connect(partial(loop.exit, 1))
        signal.connect(partial(_leave, loop))
        failed.connect(partial(_leave, loop))
        patience.start(_PATIENCE)
        if act is not None:
            act()
        stuck = loop.exec() != 0
        if self._trouble:
            raise self._trouble[0]
        if stuck:
            raise TourStuckError(f"nothing came after {len(self.left)} pictures")

    def _settle(self) -> None:
        """Let what is laid out anew be laid out: one turn of the event loop."""
        turn = _Bell()
        self._until(turn.rung, partial(QTimer.singleShot, 0, turn.rung.emit))

    def _looks(self, name: str) -> None:
        """The same moment light, dark, and at twice the size."""
        for look in _LOOKS:
            self._theme.show(look.appearance)
            self._picture(name + look.suffix, scale=look.scale)
        self._theme.show(Appearance.LIGHT)

    def _picture(self, name: str, widget: QWidget | None = None, scale: int = 1) -> None:
        shown = widget or self._session.window
        self._settle()
        image = QImage(shown.size() * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        shown.render(image, QPoint(0, 0))
        self._save(name, image)

    def _save(self, name: str, image: QImage) -> None:
        path = self._out / f"{name}.png"
        if not image.save(str(path)):
            raise TourStuckError(f"cannot write {path}")
        self.left.append(path)


def _say_what_matters(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    if words != _NO_FRAME:
        sys.stderr.write(f"{qFormatLogMessage(kind, context, words)}\n")


class _Bell(QObject):
    """Something to wait for."""

    rung = Signal()


def _ring(bell: _Bell, _answer: object) -> None:
    bell.rung.emit()


def _leave(loop: QEventLoop, *_: object) -> None:
    loop.quit()


def _keep(drawn: list[bytes], done: _Bell, pdf: bytes) -> None:
    drawn.append(pdf)
    done.rung.emit()
