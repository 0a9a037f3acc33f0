"""From the page of a dossier to its files: scanned page by page, picked, excused, looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.file_lanes import drawn_file, keep_file, read_file
from app.ui.paper_files import PaperFile, paper_files
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.printing.raster import Picture
    from app.services.dossier_view import DossierView
    from app.ui.dialogs.attachments import AttachmentsDialog

_DOTS_PER_INCH = 300
"""What TT 03/2025 and archives ask of a scan."""


@dataclass(slots=True)
class _Scan:
    """Pages of one paper, as far as they came."""

    line: PaperFile
    scanner: str
    wanted: int
    pages: list[bytes] = field(default_factory=list)


class Attaching(QObject):
    """Scanning and reading of files are errands, so that the window never waits for a scanner."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._background = workplace.background
        self._parent = parent
        self._desk: OpenDesk | None = None
        self._uid: UUID | None = None
        self._scan: _Scan | None = None
        self.dialog: AttachmentsDialog | None = None

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    def open(self, uid: UUID, code: str) -> None:
        """Open the dialog on a dossier."""
        from app.devices.page_scanner import page_scanners
        from app.ui.dialogs.attachments import AttachmentsDialog

        if self._desk is None or self.dialog is not None:
            return
        self._uid = uid
        self.dialog = AttachmentsDialog(self._parent.window(), self._workplace.theme, code)
        self.dialog.scan_wanted.connect(self._begin_scan)
        self.dialog.file_given.connect(self._read)
        self.dialog.exempt_wanted.connect(self._exempt)
        self.dialog.look_wanted.connect(self._look)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()
        here = self.dialog
        self._background.errand(page_scanners, then=partial(self._offer, here))
        self._refresh()

    def _offer(self, dialog: AttachmentsDialog, found: tuple[Any, ...]) -> None:
        if self.dialog is dialog:
            dialog.offer_scanners([(each.name, each.model or each.name) for each in found])

    def _refresh(self) -> None:
        from app.services.dossier_view import dossier_view

        if self._desk is not None and self._uid is not None:
            self._background.query(
                dossier_view,
                self._uid,
                **stamp(self._desk),
                then=partial(self._show, self._uid),
                refused=self._refuse,
            )

    def _show(self, uid: UUID, page: DossierView) -> None:
        from app.domain.dossier_rules import DeedKind

        if self.dialog is not None and uid == self._uid:
            self.dialog.show_files(paper_files(page), may_add=DeedKind.ATTACH in page.allowed)

    @Slot(str, int)
    def _begin_scan(self, scanner: str, pages: int) -> None:
        line = self._line()
        if self.dialog is None or line is None:
            return
        kept = self._scan
        if kept is None or (kept.line.about, kept.scanner) != (line.about, scanner):
            kept = _Scan(line, scanner, pages)
        kept.wanted = max(pages, len(kept.pages) + 1)
        self._scan = kept
        self.dialog.set_busy(busy=True)
        self._scan_next(kept)

    def _scan_next(self, scan: _Scan) -> None:
        """One errand a page: a slip may be printed between two of them."""
        from app.devices.page_scanner import scan_page

        if self.dialog is not None:
            self.dialog.say(f"Đang quét trang {len(scan.pages) + 1} trên {scan.wanted}…")
            self._background.errand(
                scan_page,
                scan.scanner,
                dots_per_inch=_DOTS_PER_INCH,
                then=partial(self._scanned, scan),
                refused=partial(self._scan_failed, scan),
            )

    def _scanned(self, scan: _Scan, page: bytes) -> None:
        from app.printing.scanned_pages import bind_pages

        if self._scan is not scan:
            return
        scan.pages.append(page)
        if len(scan.pages) < scan.wanted:
            self._scan_next(scan)
            return
        self._background.errand(
            bind_pages,
            tuple(scan.pages),
            dots_per_inch=_DOTS_PER_INCH,
            then=partial(self._bound, scan),
        )

    def _bound(self, scan: _Scan, pdf: bytes) -> None:
        if self._scan is scan:
            self._scan = None
            self._attach(scan.line, "ban-quet.pdf", pdf, pages=len(scan.pages))

    def _scan_failed(self, scan: _Scan, refusal: Refusal) -> None:
        if self._scan is not scan:
            return
        self._refuse(refusal)
        if scan.pages and self.dialog is not None:
            so_far = f"Đã giữ {len(scan.pages)} trang; F9 quét tiếp trang {len(scan.pages) + 1}."
            self.dialog.say(f"{refusal_sentence(refusal)} {so_far}", "error")

    @Slot(object)
    def _read(self, path: Path) -> None:
        line = self._line()
        if self.dialog is None or line is None:
            return
        self.dialog.set_busy(busy=True)
        self.dialog.say(f"Đang đọc {path.name}…")
        self._background.errand(
            read_file,
            path,
            then=lambda content: self._attach(line, path.name, content),
            refused=self._refuse,
        )

    def _attach(
        self, line: PaperFile, name: str, content: bytes, *, pages: int | None = None
    ) -> None:
        from app.services.attaching import AttachForm

        if self._desk is None or self.dialog is None:
            return
        form = AttachForm(
            name=name,
            content=content,
            ordinal=line.ordinal,
            result_uid=line.result_uid,
            pages=pages,
        )
        try:
            acting = self._acting()
        except Refusal as refusal:
            # The desk was locked while the scanner worked.
            self._refuse(refusal)
            return
        self._background.command(
            keep_file,
            self._uid,
            form,
            self._desk.attachments,
            acting,
            then=partial(self._kept, f"Đã đính kèm {name}: {line.name}"),
            refused=self._refuse,
        )

    @Slot(str)
    def _exempt(self, why: str) -> None:
        from app.services.attaching import exempt_from_scanning

        line = self._line()
        if self._desk is None or line is None or line.ordinal is None:
            return
        self._background.command(
            exempt_from_scanning,
            self._uid,
            line.ordinal,
            why,
            self._acting(),
            then=partial(self._kept, f"Đã ghi không số hóa: {line.name}"),
            refused=self._refuse,
        )

    def _kept(self, words: str, _: object) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(busy=False)
            self.dialog.say(words, "good")
        else:
            self._workplace.messages.tell(words)
        self._refresh()

    @Slot()
    def _look(self) -> None:
        line = self._line()
        if self._desk is None or line is None or line.digest is None:
            return
        # Not an errand: whoever wants to see a paper would wait for the scanner.
        self._background.query(
            drawn_file,
            self._desk.context.tenant,
            self._desk.attachments,
            line,
            then=partial(self._preview, line.name),
            refused=self._refuse,
        )

    def _preview(self, name: str, drawn: tuple[bytes, tuple[Picture, ...]]) -> None:
        from app.printing.scanned_pages import MOST_SHOWN
        from app.ui.dialogs.preview import PreviewDialog

        if self.dialog is not None:
            pdf, pages = drawn
            some = f" ({MOST_SHOWN} trang đầu)" if len(pages) == MOST_SHOWN else ""
            preview = PreviewDialog(self.dialog, f"{name}{some}", pdf, pages)
            preview.finished.connect(preview.deleteLater)
            preview.open()

    def _refuse(self, refusal: Refusal) -> None:
        if self.dialog is None:
            self._workplace.messages.refuse(refusal)
        else:
            self.dialog.set_busy(busy=False)
            self.dialog.say(refusal_sentence(refusal), "error")

    def _line(self) -> PaperFile | None:
        return None if self.dialog is None else self.dialog.table.current_record()

    def _acting(self) -> Any:
        from app.services.dossier_deeds import Acting

        if self._desk is None:
            raise RuntimeError("nothing is done before the desk is open")
        return Acting(**stamp(self._desk))

    @Slot()
    def _closed(self) -> None:
        """Pages that were not bound yet are given up, and that is said."""
        if self._scan is not None:
            self._workplace.messages.warn("Đã thôi quét giữa chừng, chưa có gì được lưu.")
        self._scan = None
        self._uid = None
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
