"""The keys of the receive screen: what the strip says of them, and those that only fill in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Keys, Workplace

RECEIVE_KEYS: Keys = (
    ("F2", "thủ tục"),
    ("Alt+1…9", "thủ tục hay dùng"),
    ("Ctrl+T", "đủ giấy tờ"),
    ("F9", "lưu và in"),
    ("Shift+F9", "trả ngay, không hẹn"),
    ("F11", "gác lại"),
    ("F12", "gọi lại"),
    ("K", "giấy tờ Nhà nước đã có"),
    ("Ctrl+D", "ghim, bỏ ghim thủ tục"),
    ("Ctrl+Enter", "lưu, người tiếp theo cùng thủ tục"),
    ("Ctrl+Shift+Enter", "lưu, cùng người thủ tục khác"),
    ("Alt+Enter", "lưu, giữ cả hai"),
    ("Ctrl+Shift+B", "nhận nhiều hồ sơ một người nộp"),
    ("Ctrl+P", "chưa ra giấy, in lại"),
    ("Ctrl+Shift+P", "xem trước giấy hẹn"),
    ("Ctrl+Shift+G", "giấy trong ngày"),
    ("Ctrl+Shift+M", "màn hình công dân"),
    ("Ctrl+Shift+T", "in giấy tờ cần mang"),
    ("Ctrl+Shift+C", "in giấy tờ cần mang, chữ lớn"),
    ("Ctrl+R", "sửa hồ sơ vừa nhận"),
    ("Ctrl+Shift+D", "địa chỉ lần trước"),
    ("Alt+D", "đối chiếu hồ sơ tương tự"),
    ("Ctrl+K", "tìm"),
)
CORRECTION_KEYS: Keys = (
    ("F9", "lưu bản sửa và in"),
    ("Alt+L", "lý do sửa"),
    ("Ctrl+Shift+R", "thôi sửa, giữ nguyên hồ sơ"),
    ("Ctrl+T", "đủ giấy tờ"),
)
_DIGITS = range(1, 10)


class QuickKeys(QObject):
    """Alt with a digit chooses what is used often, Ctrl+D keeps the procedure among it.

    Ctrl+Shift+D repeats the last address; Ctrl+Shift+T and C print what to bring for the chosen
    procedure, in usual type and large. ``pinned`` follows a procedure pinned or unpinned.
    """

    pinned = Signal()

    def __init__(self, workplace: Workplace, panels: ReceptionPanels, screen: QWidget) -> None:
        super().__init__(screen)
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._panels = panels
        self._desk: OpenDesk | None = None
        for number in _DIGITS:
            choose = partial(panels.procedure.choose_favourite, number)
            QShortcut(f"Alt+{number}", screen).activated.connect(choose)
        QShortcut("Ctrl+D", screen).activated.connect(self._switch_pin)
        QShortcut("Ctrl+Shift+D", screen).activated.connect(self._recall_address)
        for key, name in (("Ctrl+Shift+T", "to_bring"), ("Ctrl+Shift+C", "to_bring_large")):
            QShortcut(key, screen).activated.connect(partial(self._hand_out, name))

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @Slot()
    def _switch_pin(self) -> None:
        from app.services.catalogue_search import switch_pin

        code = self._panels.procedure.code
        if not code:
            self._messages.inform("Hãy chọn thủ tục trước, rồi bấm Ctrl+D để ghim.")
        elif self._desk is not None:
            self._background.keep(
                switch_pin, code, desk=self._desk.context, then=partial(self._switched, code)
            )

    def _switched(self, code: str, is_pinned: bool) -> None:
        done = "Đã ghim" if is_pinned else "Đã bỏ ghim"
        self._messages.tell(f"{done} thủ tục {code}")
        self.pinned.emit()

    def _hand_out(self, name: str) -> None:
        code, case = self._panels.procedure.code, self._panels.procedure.draft()["case"]
        if code:
            self._slips.print_handout(name, f"{code} {case or ''}".strip())
        else:
            self._messages.inform("Hãy chọn thủ tục trước, rồi in giấy tờ cần mang của thủ tục ấy.")

    @Slot()
    def _recall_address(self) -> None:
        from app.services.last_address import last_address

        if self._desk is not None:
            self._background.query(last_address, desk=self._desk.context, then=self._put_address)

    def _put_address(self, address: str | None) -> None:
        if address is None:
            self._messages.inform("Chưa có địa chỉ nào của người trước.")
        else:
            self._panels.applicant.fields.put("address", address)
