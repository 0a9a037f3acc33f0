"""Lines for what nobody may read over the shoulder, and the pair in which a new PIN is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import Refusal
from app.domain.secret_rules import check_secret, looks_like_birthday
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import Fields, line

NEW, AGAIN = "new_secret", "new_secret_again"
_BIRTHDAY = "Mã này trông như một ngày sinh, đồng nghiệp dễ đoán. Nên chọn mã khác."


def secret_line(placeholder: str = "") -> QLineEdit:
    """A line that shows dots, and that no input method learns from."""
    edit = line(placeholder)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    hints = Qt.InputMethodHint
    edit.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText)
    return edit


def new_secret_of(fields: Fields, full_name: str) -> str | None:
    """The new secret of the two lines, or ``None`` after saying at its line what is wrong."""
    for key in (NEW, AGAIN):
        fields.complain(key, "")
    try:
        secret = check_secret(fields.text(NEW), full_name)
    except Refusal as refusal:
        _complain(fields, NEW, refusal_sentence(refusal))
        return None
    if fields.text(AGAIN) != fields.text(NEW):
        _complain(fields, AGAIN, "Hai lần gõ không giống nhau. Hãy gõ lại.")
        return None
    return secret


def caution_about(fields: Fields, key: str) -> None:
    """Say at the line of a new secret what looks odd about it; blocks nothing."""
    if key == NEW:
        odd = looks_like_birthday(fields.text(NEW))
        fields.complain(NEW, _BIRTHDAY if odd else "", "warn")


def _complain(fields: Fields, key: str, sentence: str) -> None:
    fields.complain(key, sentence)
    fields[key].setFocus()
