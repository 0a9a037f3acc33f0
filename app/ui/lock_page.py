"""The page over a locked desk: who sits down, their PIN, a new PIN, and a forgotten one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from app.domain.roles import roles_text
from app.domain.time_words import wait_text
from app.ui.forgotten_pin import ForgottenPin
from app.ui.tokens import length
from app.ui.widgets.fields import FieldGrid, choice, fill, offer
from app.ui.widgets.layouts import Card, column, label, mark, row
from app.ui.widgets.secret_fields import AGAIN, NEW, caution_about, new_secret_of, secret_line

if TYPE_CHECKING:
    from app.services.seat import Sitter

_SECOND = 1000
_KEEPS = "Phiếu đang gõ vẫn còn nguyên. Quét thẻ cán bộ để chọn tên nhanh."


class LockPage(QWidget):
    """Shows nothing of any citizen. ``tried`` brings officer and PIN, ``renewed`` the new one too.

    ``forgotten`` follows the wish to unlock by telephone or with a supervisor beside.
    """

    tried = Signal(str, str)
    renewed = Signal(str, str, str)
    forgotten = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._names: dict[str, str] = {}
        self._seconds = 0
        self._tick = QTimer(self)
        self._tick.setInterval(_SECOND)
        self._tick.timeout.connect(self._count_down)
        self._desk = label("", "muted", wraps=True)
        self._trouble = label("", "error", wraps=True)
        self._trouble.hide()
        self._note = label(_KEEPS, "small", wraps=True)
        self.enter = QPushButton("Mở quầy")
        self.forget = QPushButton("Quên mã PIN?")
        self.fields, self.renewal = FieldGrid(), FieldGrid()
        self.help = ForgottenPin()
        self._pages = QStackedWidget()
        self._pages.currentChanged.connect(self._fit)
        self._fill_pages()
        card = Card("Mở quầy", headed=False)
        card.setFixedWidth(length("dialog"))
        card.put(self._desk, self._pages)
        self.setLayout(column(None, row(None, card, None), None, None))

    def show_desk(self, words: str, *, was_open: bool) -> None:
        """Whose desk it is; ``was_open`` where it was locked in the middle of the work."""
        self._desk.setText(words)
        self._title.setText("Quầy đang khóa" if was_open else "Đăng nhập")
        self._note.setVisible(was_open)

    def offer(self, sitters: Sequence[Sitter], chosen: str) -> None:
        """The people of the list; ``chosen`` is the uid of whoever sat here last."""
        self._names = {str(each.uid): each.full_name for each in sitters}
        lines = [
            (str(each.uid), f"{each.called} · {each.title or roles_text(each.roles)}")
            for each in sitters
        ]
        before = self.officer if self.officer in self._names else chosen
        # A list read anew is no change of mind: what is typed for the chosen one stays.
        with QSignalBlocker(self._officers):
            offer(self._officers, lines)
            fill(self._officers, before or (lines[0][0] if lines else ""))
        self.help.offer(sitters)

    @property
    def officer(self) -> str:
        """The uid of the name that is chosen."""
        return self.fields.text("officer")

    def ask(self, officer: str = "") -> None:
        """Ask for the PIN, of one officer where a badge named them."""
        if officer:
            fill(self._officers, officer)
        self._pages.setCurrentIndex(0)
        self._pin.clear()
        self.renewal.load({})
        self._pin.setFocus()

    def say(self, sentence: str, tone: str = "error") -> None:
        """Why the desk stays locked, and what to do."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        mark(self._trouble, "tone", tone)

    def set_busy(self, *, busy: bool) -> None:
        """While a PIN is looked at, nothing else is."""
        self.enter.setEnabled(not busy and not self._seconds)
        self._save.setEnabled(not busy)
        self.help.set_busy(busy=busy)

    def wait(self, seconds: int) -> None:
        """Count a wait down in words; then the next try may be made."""
        self._seconds = seconds
        self._pin.clear()
        self._tick.start()
        self._say_wait()

    def ask_new(self) -> None:
        """The PIN was right, but somebody else gave it."""
        self._whose.setText(f"Đặt mã PIN mới · {self._names.get(self.officer, '')}")
        self._pages.setCurrentIndex(1)
        self.renewal[NEW].setFocus()

    def show_help(self) -> None:
        """The ways out of a forgotten PIN."""
        self._pages.setCurrentIndex(2)

    def _fill_pages(self) -> None:
        self._officers, self._pin = choice(()), secret_line("6 chữ số trở lên, hoặc mật khẩu")
        self.fields.add("officer", "&Cán bộ", self._officers)
        self.fields.add("pin", "Mã &PIN", self._pin)
        self._title = label("Đăng nhập", "heading")
        self._officers.currentIndexChanged.connect(self._change_officer)
        self._pin.returnPressed.connect(self._try)
        self.enter.setProperty("role", "main")
        self.enter.clicked.connect(self._try)
        self.forget.setProperty("role", "link")
        self.forget.clicked.connect(self._forget)
        ways = row(self.forget, None, self.enter)
        self._add(self._title, self.fields, self._trouble, ways, self._note)
        self.renewal.add(NEW, "Mã &mới", secret_line())
        self.renewal.add(AGAIN, "Gõ &lại", secret_line())
        self.renewal.edited.connect(self._caution)
        self._whose = label("", "heading", wraps=True)
        words = label("Mã này do người khác đặt. Từ nay chỉ mình bạn biết mã mới.", "muted")
        words.setWordWrap(True)
        self._save = QPushButton("Lưu và vào làm việc")
        self._save.setProperty("role", "main")
        self._save.clicked.connect(self._renew)
        self.renewal[AGAIN].returnPressed.connect(self._renew)  # type: ignore[union-attr]
        back = QPushButton("Quay lại")
        back.clicked.connect(self._go_back)
        self._add(self._whose, words, self.renewal, row(back, None, self._save))
        self.help.left.connect(self._go_back)
        self._pages.addWidget(self.help)
        self._fit(0)

    def _add(self, *items: object) -> None:
        page = QWidget()
        page.setLayout(column(*items, gap="cell"))  # type: ignore[arg-type]
        self._pages.addWidget(page)

    @Slot(int)
    def _fit(self, current: int) -> None:
        """The card is as high as the page that is shown, not as the highest of all."""
        policy = QSizePolicy.Policy
        for at in range(self._pages.count()):
            height = policy.Preferred if at == current else policy.Ignored
            page = self._pages.widget(at)
            if page is not None:
                page.setSizePolicy(policy.Preferred, height)

    @Slot()
    def _go_back(self) -> None:
        self.say("")
        self.ask()

    @Slot()
    def _try(self) -> None:
        if self.enter.isEnabled() and self.officer:
            self.say("")
            self.tried.emit(self.officer, self.fields.text("pin"))

    @Slot()
    def _renew(self) -> None:
        new = new_secret_of(self.renewal, self._names.get(self.officer, ""))
        if new is not None:
            self.renewed.emit(self.officer, self.fields.text("pin"), new)

    @Slot()
    def _forget(self) -> None:
        if self.officer:
            self.forgotten.emit(self.officer)

    @Slot(str)
    def _caution(self, key: str) -> None:
        caution_about(self.renewal, key)

    @Slot()
    def _change_officer(self) -> None:
        self._seconds = 0
        self._tick.stop()
        self.enter.setEnabled(True)
        self._pin.clear()
        self.say("")
        self._pin.setFocus()

    @Slot()
    def _count_down(self) -> None:
        self._seconds = max(self._seconds - 1, 0)
        self._say_wait()
        if not self._seconds:
            self._tick.stop()

    def _say_wait(self) -> None:
        from datetime import timedelta

        left = self._seconds
        self.enter.setEnabled(not left)
        words = f"Đã nhập sai nhiều lần. Còn {wait_text(timedelta(seconds=left))} được thử lại."
        self.say(words if left else "Có thể thử lại.", "warn" if left else "muted")
