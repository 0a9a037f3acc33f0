"""The window on the citizen's monitor: is this right? And when it is saved: thank you."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import (
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.moments import local
from app.ui.monitor_reading import Reading
from app.ui.rating_words import RATINGS
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.vietnamese_dates import WEEKDAYS
from app.ui.widgets.layouts import Card, ElidedLabel, column, label, mark, row

_ROOM_FOR_PAPERS, _PAPERS_WHERE_LOW = 6, 4
_WHOLE_PAPERS = 3
_WHOLE_LETTERS = 300
"""So few are named in full, on several lines; of more, or longer ones, each gets one line."""
_FIRST_SIZE = QSize(1024, 720)


class MonitorWindow(QWidget):
    """Four faces: a greeting, the form, thanks, and a rating by one tap.

    ``woken`` asks to take the keyboard back where the platform gave it to this window;
    ``dismissed`` follows when somebody closed the window by its own button; ``rated`` brings the
    citizen's tap, 1 worst and 5 best.
    """

    woken = Signal()
    dismissed = Signal()
    rated = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setObjectName("monitor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with the officer's window, whatever the citizen's still shows.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle("Một Cửa · Màn hình công dân")
        self.setWindowIcon(theme.icon("receive", "accent"))
        self.office = label("", "office")
        self.form = FormFace()
        self.thanks = ThanksFace()
        self.greeting = _greeting()
        self.rating = RatingFace()
        self.rating.rated.connect(self.rated)
        self._faces = QStackedWidget()
        for face in (self.greeting, self.form, self.thanks, self.rating):
            self._faces.addWidget(face)
        whole = column(self.office, self._faces, gap="card", margin="page")
        whole.setStretch(1, 1)
        # A screen at 200 % is small: letters give way to it, never the other way round.
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(whole)
        self.resize(_FIRST_SIZE)

    def greet(self) -> None:
        """Nothing of anybody."""
        self.form.show_reading(Reading())
        self._faces.setCurrentWidget(self.greeting)

    def ask(self, reading: Reading) -> None:
        """The form as it is being filled in: is this right?"""
        self.form.show_reading(reading)
        self._faces.setCurrentWidget(self.form)

    def thank(self, code: str, due_at: datetime) -> None:
        """It is saved."""
        self.form.show_reading(Reading())
        self.thanks.show_received(code, due_at)
        self._faces.setCurrentWidget(self.thanks)

    def ask_rating(self) -> None:
        """A result was given out: how was it? Nothing of anybody stands here."""
        self.form.show_reading(Reading())
        self._faces.setCurrentWidget(self.rating)

    def show_on(self, screen: QScreen | None) -> None:
        """Fill a screen that is free for the citizen; without one be a window like any other."""
        if screen is None:
            self.showNormal()
            return
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A low screen gets smaller letters, and fewer papers by name."""
        super().resizeEvent(event)
        low = _lowness(self.height())
        if self.property("low") != low:
            self.setProperty("low", low)
            for each in (*self.findChildren(QLabel), *self.findChildren(QPushButton)):
                each.style().unpolish(each)
                each.style().polish(each)
            # The citizen knows which office this is; the name has to be read whole.
            self.office.setVisible(low != "least")
            self.form.set_room(_PAPERS_WHERE_LOW if low else _ROOM_FOR_PAPERS)

    def event(self, event: QEvent) -> bool:
        """Not every platform heeds that this window wants no keyboard."""
        if event.type() == QEvent.Type.WindowActivate:
            self.woken.emit()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closed by its own button, it stays closed."""
        super().closeEvent(event)
        self.dismissed.emit()


class FormFace(QWidget):
    """Name, procedure, papers, fee and promise, to be read from a chair."""

    def __init__(self) -> None:
        super().__init__()
        self._reading, self._room = Reading(), _ROOM_FOR_PAPERS
        self.applicant = label("", "named", wraps=True)
        self.procedure = label("", "told", wraps=True)
        self.fee = label("", "told", wraps=True)
        self.papers = [ElidedLabel("", "told") for _ in range(_ROOM_FOR_PAPERS)]
        self.whole_papers = [label("", "told", wraps=True) for _ in range(_WHOLE_PAPERS)]
        self.more = label("", "aware", wraps=True)
        self.date = label("", "promised")
        self.hour = label("", "named")
        person, papers, promise = (
            Card(heading, headed=False) for heading in ("Người nộp", "Giấy tờ", "Hẹn trả")
        )
        self._captions = {
            "applicant": label("Người nộp hồ sơ", "caption"),
            "procedure": label("Thủ tục", "caption"),
            "fee": label("Phí, lệ phí", "caption"),
        }
        for key, value in (
            ("applicant", self.applicant),
            ("procedure", self.procedure),
            ("fee", self.fee),
        ):
            person.put(self._captions[key], value)
        person.put(None)
        received = label("Giấy tờ đã nhận", "caption")
        papers.put(received, *self.whole_papers, *self.papers, self.more, None)
        promise.put(
            label("Ngày hẹn trả kết quả", "caption"), row(self.date, self.hour, None, gap="page")
        )
        for each in (person, papers):
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        upper = row(person, papers, gap="card")
        upper.setStretch(0, 1)
        upper.setStretch(1, 1)
        whole = column(
            label("Xin xem lại: đúng chưa ạ?", "asked", wraps=True), upper, promise, gap="card"
        )
        whole.setStretch(1, 1)
        self._promise = promise
        self.setLayout(whole)

    def set_room(self, papers: int) -> None:
        """How many papers are named; the others are counted."""
        self._room = papers
        self._show_papers(self._reading)

    def show_reading(self, reading: Reading) -> None:
        """Replace everything that stands here."""
        self._reading = reading
        self.applicant.setText(reading.applicant)
        self.procedure.setText(reading.procedure)
        self.fee.setText(reading.fee)
        for key, caption in self._captions.items():
            caption.setVisible(bool(getattr(reading, key)))
        self._show_papers(reading)
        date, hour = reading.due or ("", "")
        self.date.setText(date)
        self.hour.setText(hour)
        self._promise.setVisible(reading.due is not None)

    def _show_papers(self, reading: Reading) -> None:
        shown = reading.papers[: self._room]
        are_few = len(reading.papers) <= _WHOLE_PAPERS
        are_whole = are_few and sum(map(len, shown)) <= _WHOLE_LETTERS
        _tick(self.whole_papers, shown if are_whole else ())
        _tick(self.papers, () if are_whole else shown)
        hidden = len(reading.papers) - len(shown)
        said = [f"và {hidden} giấy tờ khác"] if hidden else []
        if reading.lacking:
            said.append(f"còn thiếu {reading.lacking} giấy tờ")
        self.more.setText(" · ".join(said))
        mark(self.more, "tone", "aware" if reading.lacking else "told")


def _tick(labels: Sequence[QLabel], papers: Sequence[str]) -> None:
    for at, each in enumerate(labels):
        each.setText(f"✓  {papers[at]}" if at < len(papers) else "")
        each.setVisible(at < len(papers))


class ThanksFace(QWidget):
    """Xin cảm ơn, the code and the day: nothing that tells who."""

    def __init__(self) -> None:
        super().__init__()
        self.code = label("", "named")
        self.date = label("", "named")
        lines = (
            label("Xin cảm ơn!", "thanked"),
            label("Mã hồ sơ", "caption"),
            self.code,
            label("Hẹn trả kết quả", "caption"),
            self.date,
            label("Mời nhận giấy hẹn từ cán bộ.", "told"),
        )
        self.setLayout(_middle(*lines))

    def show_received(self, code: str, due_at: datetime) -> None:
        """What the citizen takes home."""
        due = local(due_at)
        self.code.setText(code)
        self.date.setText(f"{WEEKDAYS[due.weekday()]}, {due:%d/%m/%Y}, trước {due:%H} giờ {due:%M}")


class RatingFace(QWidget):
    """Five buttons as wide as a hand: one tap, no name, no dossier."""

    rated = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = tuple(QPushButton(words) for words in RATINGS)
        for rating, button in enumerate(self.buttons, start=1):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self.rated.emit, rating))
        asked = label("Quý khách có hài lòng không?", "asked", wraps=True)
        said = label("Chạm một lần. Không ghi tên, không gắn với hồ sơ.", "told", wraps=True)
        for each in (asked, said):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column(None, asked, said, *reversed(self.buttons), None, gap="tight"))


def _lowness(height: int) -> str:
    """Which letters the style sheet gives it: large ones, or smaller where it is low."""
    if height < length("monitor_lowest"):
        return "least"
    return "true" if height < length("monitor_high") else ""


def _greeting() -> QWidget:
    face = QWidget()
    welcome = label("Kính chào quý khách", "asked")
    face.setLayout(_middle(welcome, label("Mời đưa giấy tờ cho cán bộ tiếp nhận.", "told")))
    return face


def _middle(*lines: QWidget) -> QVBoxLayout:
    layout = column(None, gap="near")
    for each in lines:
        layout.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(1)
    return layout
