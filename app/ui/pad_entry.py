"""Keying in a slip of the paper pad: under its own code, with the times that were written on it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Slot

from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk
from app.ui.draft import EMPTY, Draft
from app.ui.widgets.notice import Notice
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Workplace

PAD_CODE = "pad_code"
_WHY_LATE = "Nhận bằng phiếu dự phòng viết tay"
_DUE, _RECEIVED = "pad_due", "stated_at"


class PadEntry(QObject):
    """Says which slip is keyed in, and whether its handwritten date is the one that counts."""

    def __init__(self, workplace: Workplace, panels: ReceptionPanels) -> None:
        super().__init__(panels)
        self._panels = panels
        self._desk: OpenDesk | None = None
        self._code = ""
        self.notice = Notice(workplace.theme)
        panels.settlement.edited.connect(self._edited)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @property
    def code(self) -> str:
        """The code on the slip that is keyed in, or nothing."""
        return self._code

    def draft(self) -> Draft:
        """The code as a text of the draft."""
        return {PAD_CODE: self._code}

    def load(self, draft: Draft) -> None:
        """Another draft stands in the form: of a slip, or none."""
        self._code = str(draft.get(PAD_CODE) or "")
        self._panels.settlement.ask_pad_times(asked=bool(self._code))
        self._say("")

    def go_in(self) -> None:
        """The keyboard goes to the time that was written on the slip."""
        fields = self._panels.settlement.fields_of(_RECEIVED)
        if fields is not None:
            self._panels.go_to(fields[_RECEIVED])

    @Slot()
    def compare(self) -> None:
        """Hold the handwritten date against the promise, whenever either of them changes."""
        promised, written = self._panels.promise.due_at, self._written()
        if not self._code or promised is None or written is None:
            self._say("")
            return
        from app.domain.pad_words import written_date_sentence

        self._say(written_date_sentence(promised, written))

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key == _DUE:
            self.compare()

    def _written(self) -> datetime | None:
        from app.ui.reception_draft import read_moment

        typed = str(self._panels.settlement.times().get(_DUE, ""))
        if self._desk is None or not typed.strip():
            return None
        try:
            return read_moment(typed, local_date(self._desk.now()))
        except ValueError:
            return None

    def _say(self, doubt: str) -> None:
        if not self._code:
            self.notice.say("")
            return
        from app.domain.pad_words import pad_entry_sentence

        said = f"{self._code}: {doubt}" if doubt else pad_entry_sentence(self._code)
        self.notice.say(said, "warn" if doubt else "info")


def pad_draft(code: str) -> Draft:
    """The empty form of a slip."""
    return {**EMPTY, PAD_CODE: code, "late_reason": _WHY_LATE}
