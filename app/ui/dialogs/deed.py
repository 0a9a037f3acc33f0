"""One deed on one dossier: any form drawn from its annotations; refusals are said in place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.deed_words import DEED_WORDS, WORDS_GO
from app.domain.errors import Reason, Refusal
from app.domain.form_words import capital
from app.domain.search_words import STATE_WORDS
from app.domain.words import refusal_sentence
from app.ui.reception_draft import read_moment
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.deed_fields import DeedFields
from app.ui.widgets.fields import FieldGrid, line
from app.ui.widgets.layouts import ElidedLabel, column, key_button, label, row, scrolling
from app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from app.domain.dossier import Dossier
    from app.services.deed_proposals import DeedSheet

_AT = "at"
_NOW = "Bây giờ, hoặc 16/11/2026 15:40"


def _who(dossier: Dossier) -> str:
    """Whom the deed is about, and how they are reached."""
    if dossier.private is None:
        return "(đã xóa)"
    applicant, contact = dossier.private.applicant, dossier.private.contact
    phone = applicant.phone or (contact.phone if contact else None)
    return " · ".join(filter(None, (applicant.full_name, phone)))


def _which(sheet: DeedSheet) -> str:
    return f"{len(sheet.others) + 1} hồ sơ" if sheet.others else sheet.dossier.code


def _about(sheet: DeedSheet) -> str:
    dossier = sheet.dossier
    if sheet.others:
        return ", ".join((dossier.code, *sheet.others))
    state = capital(STATE_WORDS[dossier.state])
    return f"{_who(dossier)} · {dossier.procedure.name} · {state}"


class DeedDialog(QDialog):
    """Ctrl+Enter does it, Esc goes back; a citizen card fills in who it is about.

    ``stated`` brings the form and the stated moment or ``None``; whoever hears it accepts the
    dialog, or calls ``refuse``: then everything typed stands as it was.
    """

    stated = Signal(object, object)

    def __init__(self, parent: QWidget, theme: Theme, sheet: DeedSheet, today: date) -> None:
        super().__init__(parent)
        words = capital(DEED_WORDS[sheet.kind.value])
        self.setWindowTitle(words)
        self.sheet = sheet
        self._today = today
        self.fields = DeedFields(sheet, theme)
        self.late = FieldGrid()
        self.late.add(_AT, "Xảy ra &lúc", line(_NOW))
        self.late.line_up(self.fields.grid)
        self.notice = Notice(theme)
        self.agree = key_button("Ghi", "Ctrl+Return", "main")
        self.agree.setText("Ghi  Ctrl+Enter")
        self.agree.clicked.connect(self._state)
        self.back = QPushButton("Quay lại  Esc")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.reject)
        self._lay_out(words)
        if sheet.words_go:
            self.notice.say(WORDS_GO, "warn")
        self.fields.take_keyboard()

    def texts(self) -> dict[str, str]:
        """Everything typed, to be put back when the same deed is begun again."""
        return self.fields.texts() | self.late.values()

    def load(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed before."""
        self.fields.load(texts)
        self.late.load({_AT: texts.get(_AT, "")})

    def refuse(self, refusal: Refusal) -> None:
        """Why it was not done: beside the field, or across the dialog."""
        self.agree.setEnabled(True)
        sentence = refusal_sentence(refusal)
        if refusal.reason is Reason.DEED_TIME_WRONG or refusal.values.get("key") == _AT:
            self.late.complain(_AT, sentence)
            self.late[_AT].setFocus()
        elif not self.fields.refuse(refusal):
            self.notice.say(sentence, "bad")
            self._scroll.ensureWidgetVisible(self.notice)

    def take_scan(self, scanned: str) -> bool:
        """A citizen card says who it is about, another system's code which; a slip is shown."""
        from app.domain.citizen_card import read_citizen_card
        from app.domain.scan import ScanKind, kind_of_scan

        if kind_of_scan(scanned) in (ScanKind.SLIP, ScanKind.DOSSIER_CODE):
            return self._take_slip(scanned)
        try:
            card = read_citizen_card(scanned)
        except Refusal as refusal:
            self.notice.say(refusal_sentence(refusal), "warn")
            return False
        told = {
            "full_name": card.full_name,
            "identity_number": card.citizen_number,
            "proofs.card": "1",
        }
        is_asked = self.fields.put(told)
        if is_asked:
            self.notice.say(f"Đã lấy họ tên và số trên thẻ của {card.full_name}.", "info")
        else:
            self.notice.say("Việc này không hỏi ai cả, nên không dùng đến thẻ.", "warn")
        return is_asked

    def _take_slip(self, scanned: str) -> bool:
        from app.domain.scan import scanned_code
        from app.domain.slip_code import read_slip_code

        slip, dossier = read_slip_code(scanned), self.sheet.dossier
        code = scanned_code(scanned)
        is_own = code == dossier.code or (slip is not None and str(slip.dossier_uid) == dossier.uid)
        if is_own and self.fields.put({"proofs.slip": "1"}):
            self.notice.say("Đã quét giấy hẹn của hồ sơ này.", "info")
        elif is_own:
            self.notice.say("Đúng giấy hẹn của hồ sơ này.", "info")
        elif code is not None and self.fields.put({"code": code}):
            self.notice.say(f"Đã lấy mã {code}.", "info")
        else:
            sentence = refusal_sentence(Refusal(Reason.SCAN_WAITS))
            self.notice.say(sentence, "warn")
            return False
        return True

    @Slot()
    def _state(self) -> None:
        self.notice.say("")
        self.late.clear_complaints()
        try:
            form = self.fields.form(self._today)
            at = self._stated_moment()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.agree.setEnabled(False)
        self.stated.emit(form, at)

    def _stated_moment(self) -> datetime | None:
        typed = self.late.text(_AT)
        try:
            return read_moment(typed, self._today)
        except ValueError:
            raise Refusal(Reason.FIELD_WRONG, key=_AT, field="Xảy ra lúc", value=typed) from None

    def _lay_out(self, words: str) -> None:
        inside = QWidget()
        inside.setLayout(column(self.fields, self.late, None, gap="tight"))
        self._scroll = scrolling(inside)
        self._scroll.setMinimumHeight(length("deed_least"))
        whole = column(
            label(f"{words} · {_which(self.sheet)}", "heading"),
            ElidedLabel(_about(self.sheet), "muted"),
            self.notice,
            self._scroll,
            row(None, self.back, self.agree),
            gap="cell",
            margin="page",
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.setMinimumWidth(length("deed_dialog"))
        # A scroll area asks for little; the dialog should open as high as its form.
        form = inside.sizeHint().height() + space("near") - self._scroll.sizeHint().height()
        wanted = self.sizeHint().height() + max(form, 0)
        self.resize(self.minimumWidth(), min(wanted, max(self._room(), self.minimumHeight())))

    def _room(self) -> int:
        """How high the window is that the dialog stands over."""
        parent = self.parentWidget()
        return length("deed_height") if parent is None else parent.height()
