"""An officer at the window with nothing but a keyboard and a scanner."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from keys import press, scan, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QWidget
from stage import CONTROL, Stage

from app.domain.dossier import Dossier, DossierState
from app.papers.receipt import receipt_slip
from app.services import journal
from app.services.dossiers import dossier_by_uid
from app.services.slip_facts import receipt_facts
from app.ui.dialogs.deed import DeedDialog
from app.ui.dialogs.deed_menu import DeedMenuDialog
from app.ui.widgets.fields import Fields, value_of

ENTER = Qt.Key.Key_Return
MOST_TABS = 40
PICTURES = os.environ.get("MOTCUA_PICTURES")
"""A folder: then every stop of the walk leaves its picture there."""


class Walker:
    """Acts by keys and scans alone; asks the database only what came of them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._stops = 0

    @property
    def screen(self) -> Any:
        """The place that is shown."""
        return self.stage.window.screen_shown

    def until(self, is_so: Callable[[], object]) -> None:
        """Go on as soon as something is so."""
        self.stage.bot.waitUntil(is_so)

    def dossier(self, uid: UUID) -> Dossier:
        """The dossier as it is stored."""
        desk: Any = self.stage.session.desk
        with desk.database.reading() as session:
            return dossier_by_uid(session, desk.context.tenant, uid)

    def scan(self, text: str) -> None:
        """Hold a code under the scanner: not in the same breath as what was typed before."""
        press(Qt.Key.Key_End)
        scan(text)

    def scan_slip(self, uid: UUID) -> None:
        """Hold the QR of the citizen's slip under the scanner, which ends each line of it."""
        desk: Any = self.stage.session.desk
        with desk.database.reading() as session:
            facts = receipt_facts(session, uid, desk=desk.context)
        press(Qt.Key.Key_End)
        for each in receipt_slip(facts).heading.qr_text.splitlines():
            scan(each)

    def kinds(self, uid: UUID) -> set[str]:
        """Every kind of event in the history of a dossier."""
        desk: Any = self.stage.session.desk
        with desk.database.reading() as session:
            return {each.kind for each in journal.events(session, desk.context.tenant, uid)}

    def type_in(self, fields: Fields, **texts: str) -> None:
        """Tab to each field of a form and state it there: typed, walked to, or ticked."""
        for key, text in texts.items():
            widget = fields[key.replace("__", ".")]
            self._tab_to(widget)
            if isinstance(widget, QComboBox):
                press(Qt.Key.Key_Home)
                while value_of(widget) != text:
                    before = value_of(widget)
                    press(Qt.Key.Key_Down)
                    assert value_of(widget) != before, f"{text} is not offered at {key}"
            elif isinstance(widget, QCheckBox):
                press(Qt.Key.Key_Space)
            else:
                press(Qt.Key.Key_A, CONTROL)
                type_text(text)

    def _tab_to(self, widget: QWidget) -> None:
        for _ in range(MOST_TABS):
            if QApplication.focusWidget() is widget:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {widget.accessibleName()}")

    def open_page(self, uid: UUID) -> None:
        """Look for a dossier by its code, and open it with Enter."""
        if self._shows(uid):
            return
        press(Qt.Key.Key_F3)
        press(Qt.Key.Key_K, CONTROL)
        type_text(self.dossier(uid).code)
        self.until(lambda: self._is_found(uid))
        press(Qt.Key.Key_Down)
        press(ENTER)
        self.until(lambda: self._shows(uid))

    def _is_found(self, uid: UUID) -> bool:
        listed = self.screen.list
        found = listed.table.current_record()
        return listed.isVisible() and found is not None and found.dossier_uid == uid

    def _shows(self, uid: UUID) -> bool:
        """Whether the page of a dossier is what the officer sees."""
        page = getattr(self.screen, "_page", None)
        return page is not None and page.dossier.uid == str(uid) and self.screen.sheet.isVisible()

    def deed(self, uid: UUID, words: str, /, **texts: str) -> Any:
        """Begin a deed by a few letters of it, and state it; Ctrl+Enter is still to come."""
        self.open_page(uid)
        self.stage.come_to_front()
        press(Qt.Key.Key_J, CONTROL)
        self.stage.dialog(DeedMenuDialog)
        type_text(words)
        press(ENTER)
        dialog: Any = self.stage.dialog(DeedDialog)
        self.type_in(dialog.fields.grid, **texts)
        return dialog

    def do(self, uid: UUID, words: str, /, **texts: str) -> Dossier:
        """A whole deed from the page of a dossier."""
        self.deed(uid, words, **texts)
        return self.agree(uid)

    def do_at(self, moment: str, uid: UUID, words: str, /, **texts: str) -> Dossier:
        """A whole deed that happened at a moment before now."""
        dialog = self.deed(uid, words, **texts)
        self.type_in(dialog.late, at=moment)
        return self.agree(uid)

    def agree(self, uid: UUID, expected: DossierState | None = None) -> Dossier:
        """Ctrl+Enter; returns the dossier as the window shows it then."""
        press(ENTER, CONTROL)
        self.until(self.is_through)
        if expected is not None:
            assert self.dossier(uid).state is expected
        heads = self.dossier(uid).heads
        if hasattr(self.screen, "_page"):
            self.until(lambda: self.screen._page.dossier.heads == heads)
        self.stage.come_to_front()
        return self.dossier(uid)

    def is_through(self) -> bool:
        """Whether the form is gone; what it complains of fails the walk at once."""
        shown: Any = QApplication.activeModalWidget()
        if isinstance(shown, DeedDialog):
            grid = shown.fields.grid
            said = [shown.notice.sentence] if shown.notice.property("kind") == "bad" else []
            said += [grid[key].accessibleDescription() for key in grid.values()]
            assert not any(said), said
        return shown is None

    def scan_for_deed(self, uid: UUID) -> Any:
        """The slip of somebody who comes with what is waited for begins the deed."""
        self.scan_slip(uid)
        return self.stage.dialog(DeedDialog)

    def leave_picture(self, name: str) -> None:
        """Where a folder is named, keep what an officer sees now."""
        if PICTURES:
            self._stops += 1
            top = QApplication.activeModalWidget()
            shown = top if isinstance(top, QDialog) else self.stage.window
            path = Path(PICTURES) / f"walk-{self._stops:02d}-{name}.png"
            QApplication.processEvents()
            shown.grab().save(str(path))
