"""Open dossiers of another one-stop system: the file chosen, looked at row by row, taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog

from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.layouts import Card, key_button, label, row
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.exchange.open_dossiers import OpenDossier, ReadDossiers
    from app.services.dossier_deeds import Acting
    from app.services.importing_dossiers import DossierFound

_SYSTEM = "Hệ thống một cửa cũ"
_WORDS = (
    "Tệp Excel hoặc CSV mà hệ thống cũ xuất ra, mỗi dòng một hồ sơ đang giải quyết. Xem trước từng "
    "dòng rồi mới nhập; mã, ngày nhận, ngày hẹn và trạng thái giữ nguyên. Nhập lại không sinh thừa."
)


class OldSystemCard(Card):
    """``looked`` follows a preview that was opened, ``done`` a file that was taken in."""

    looked = Signal(object)
    done = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Hồ sơ dở dang của hệ thống cũ")
        self._workplace = workplace
        self._background = workplace.background
        self._messages = workplace.messages
        self._desk: OpenDesk | None = None
        self.choose = key_button("Chọn tệp của hệ thống cũ", "Ctrl+Shift+I")
        self.choose.clicked.connect(self._choose)
        self.put(label(_WORDS, "muted", wraps=True), row(self.choose, None))

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @Slot()
    def _choose(self) -> None:
        kinds = "Tệp xuất của hệ thống cũ (*.xlsx *.csv)"
        name, _ = QFileDialog.getOpenFileName(self, "Chọn tệp của hệ thống cũ", "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read an export in the errand lane and show what it would bring."""
        self._messages.inform(f"Đang đọc {path.name}…")
        self._background.errand(_read, path, then=self._look_at, refused=self._messages.refuse)

    def _look_at(self, read: ReadDossiers) -> None:
        from app.services.importing_dossiers import look_at_dossiers

        if self._desk is not None:
            self._background.query(
                look_at_dossiers,
                read.dossiers,
                self._acting(self._desk),
                then=partial(self._preview, read),
                refused=self._messages.refuse,
            )

    def _preview(self, read: ReadDossiers, found: tuple[DossierFound, ...]) -> None:
        from app.domain.filing_words import import_lines
        from app.ui.dialogs.import_preview import ImportPreviewDialog

        self._messages.clear()
        placed = [(each.place, each.code) for each in read.dossiers]
        lines = import_lines(placed, found, read.faulty)
        dialog = ImportPreviewDialog(self.window(), self._workplace.theme, lines, _columns(read))
        dialog.accepted.connect(partial(self._take_in, read.dossiers, 0))
        dialog.open()
        self.looked.emit(dialog)

    def _take_in(self, rows: tuple[OpenDossier, ...], taken: int) -> None:
        """A part at a time, so that citizens are served in between."""
        from app.services.importing_dossiers import ROWS_AT_ONCE, import_dossiers

        if self._desk is not None:
            self._background.command(
                import_dossiers,
                rows[:ROWS_AT_ONCE],
                _SYSTEM,
                self._acting(self._desk),
                then=partial(self._go_on, rows[ROWS_AT_ONCE:], taken),
                refused=self._messages.refuse,
            )

    def _go_on(
        self, rest: tuple[OpenDossier, ...], taken: int, found: tuple[DossierFound, ...]
    ) -> None:
        taken += sum(each.standing.value == "new" for each in found)
        if rest:
            self._messages.inform(f"Đã chuyển {taken} hồ sơ, còn {len(rest)} dòng…")
            self._take_in(rest, taken)
            return
        self._messages.clear()
        self._messages.tell(f"Đã chuyển {taken} hồ sơ từ hệ thống cũ")
        self.done.emit()

    @staticmethod
    def _acting(desk: OpenDesk) -> Acting:
        from app.services.dossier_deeds import Acting

        return Acting(now=desk.now(), desk=desk.context, actor=desk.actor)


def _read(path: Path) -> ReadDossiers:
    from app.domain.errors import Reason, Refusal
    from app.exchange.open_dossiers import read_open_dossiers

    try:
        content = path.read_bytes()
    except OSError:
        raise Refusal(Reason.IMPORT_UNREADABLE, path=path.name) from None
    return read_open_dossiers(path.name, content)


def _columns(read: ReadDossiers) -> str:
    """Which heading was taken for what, and which for nothing."""
    from app.exchange.open_dossiers import SYNONYMS

    told = [f"{SYNONYMS[field][0]}: “{column}”" for field, column in read.columns.items()]
    others = ", ".join(f"“{each}”" for each in read.unused)
    unused = [f"không dùng: {others}"] if others else []
    return "Cột được hiểu là · " + " · ".join((*told, *unused))
