"""An export of the portal: read, looked at, taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.filing import FilingForm
    from app.services.dossier_deeds import Acting
    from app.services.filing_import import FilingFound

_PORTAL = "Cổng Dịch vụ công quốc gia"


class FilingFiles(QObject):
    """Shows what a file would bring before it is taken in."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._workplace = workplace
        self._background = workplace.background
        self._messages = workplace.messages
        self.desk: OpenDesk | None = None

    @Slot()
    def choose(self) -> None:
        """Ask for an export of the portal."""
        kinds = "Tệp của cổng (*.json *.xlsx *.csv)"
        name, _ = QFileDialog.getOpenFileName(self._parent, "Nhập tệp hồ sơ trực tuyến", "", kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read an export in the errand lane and show what it would bring."""
        self._background.errand(_read_file, path, then=self._look_at, refused=self._messages.refuse)

    def _look_at(self, read: Any) -> None:
        from app.services.filing_import import look_at_filings

        if self.desk is not None:
            forms = tuple(each.filing for each in read.filings)
            self._background.query(
                look_at_filings,
                forms,
                self._acting(),
                then=partial(self._preview, read, forms),
                refused=self._messages.refuse,
            )

    def _preview(
        self, read: Any, forms: tuple[FilingForm, ...], found: tuple[FilingFound, ...]
    ) -> None:
        from app.domain.filing_words import import_lines
        from app.ui.dialogs.import_preview import ImportPreviewDialog

        placed = [(each.place, each.filing.code) for each in read.filings]
        lines = import_lines(placed, found, read.faulty)
        dialog = ImportPreviewDialog(self._parent.window(), self._workplace.theme, lines)
        dialog.accepted.connect(partial(self._import, forms))
        dialog.open()

    def _import(self, forms: tuple[FilingForm, ...]) -> None:
        from app.services.filing_import import import_filings

        self._background.command(
            import_filings,
            forms,
            self._acting(),
            then=self._imported,
            refused=self._messages.refuse,
        )

    def _imported(self, found: tuple[FilingFound, ...]) -> None:
        new = sum(each.standing.value in ("new", "completes") for each in found)
        self._messages.tell(f"Đã nhập {new} hồ sơ trực tuyến")

    def _acting(self) -> Acting:
        from app.services.dossier_deeds import Acting

        if self.desk is None:
            raise RuntimeError("nothing is done before the desk is open")
        return Acting(**stamp(self.desk))


def _read_file(path: Path) -> Any:
    from app.domain.errors import Reason, Refusal
    from app.exchange.filings import read_filings

    try:
        content = path.read_bytes()
    except OSError:
        raise Refusal(Reason.IMPORT_UNREADABLE, path=path.name) from None
    return read_filings(path.name, content, _PORTAL)
