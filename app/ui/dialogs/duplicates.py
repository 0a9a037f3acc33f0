"""What is typed beside a dossier that looks like it: the officer says whether it is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.text import fold
from app.domain.time_words import moment_text
from app.ui.draft import Draft
from app.ui.widgets.fields import choice, line
from app.ui.widgets.layouts import column, key_button, label, row
from app.ui.widgets.text_grid import Line, TextColumn, TextGrid

if TYPE_CHECKING:
    from app.domain.dossier import Dossier
    from app.services.duplicates import LikelyDuplicate

_COLUMNS = (
    TextColumn("muted", least="fact_name"),
    TextColumn(share=1),
    TextColumn(share=1),
    TextColumn("small"),
)
_COMPARED = (
    ("Thủ tục", "procedure_text"),
    ("Trường hợp", "case"),
    ("Người nộp", "full_name"),
    ("Số giấy tờ", "identity_number"),
    ("Ngày sinh", "born_on"),
    ("Điện thoại", "phone"),
    ("Địa chỉ", "address"),
    ("Chủ hồ sơ", "owner_name"),
    ("Số của chủ hồ sơ", "owner_number"),
    ("Tổ chức", "organisation_name"),
    ("Nói đến", "subject_name"),
    ("Trích yếu", "abstract"),
)
_NONE = "–"


class DuplicateDialog(QDialog):
    """Ctrl+Enter: another request; Ctrl+O: the same one, whose page is to be opened; Esc: later.

    ``wanted`` asks for the dossier whose line is current. ``same`` brings the uid of the one that
    is the same request, ``other`` the officer's reason, possibly empty, why all are others.
    A scan closes it and is acted on, unless a reason is being typed.
    """

    wanted = Signal(object)
    same = Signal(object)
    other = Signal(str)

    def __init__(self, parent: QWidget, typed: Draft, found: Sequence[LikelyDuplicate]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đối chiếu hồ sơ tương tự")
        self._typed = typed
        self._found = tuple(found)
        self.which = choice(
            (str(at), f"{each.line.dossier_code} · {moment_text(each.line.received_at)}")
            for at, each in enumerate(found)
        )
        self.which.setAccessibleName("Hồ sơ tương tự")
        self.which.setVisible(len(found) > 1)
        self.which.currentIndexChanged.connect(self.ask)
        self.sentence = label("", wraps=True)
        self.grid = TextGrid(_COLUMNS, "Đối chiếu")
        self.reason = line("Ví dụ: xin thêm bản cho người con thứ hai; có thể để trống")
        self.reason.setAccessibleName("Vì sao là việc khác")
        self._lay_out()
        self.reason.setFocus()

    @property
    def gives_way(self) -> bool:
        """Whether no reason is being typed."""
        return not self.reason.text()

    @Slot()
    def ask(self) -> None:
        """Ask for the dossier to compare with."""
        from app.domain.duplicate_words import duplicate_sentence

        each = self._current()
        self.sentence.setText(
            duplicate_sentence(
                each.why,
                each.line.dossier_code,
                each.desk,
                each.line.received_at,
                each.line.procedure_name,
            )
        )
        self.wanted.emit(each.line.dossier_uid)

    def compare(self, dossier: Dossier) -> None:
        """Show a dossier beside what is typed."""
        stored = _texts_of(dossier)
        head = Line(("", "Đang gõ", dossier.code, ""))
        foot = (
            Line(("Nhận lúc", _NONE, moment_text(dossier.received_at), "")),
            Line(("Hẹn trả", _NONE, moment_text(dossier.promise.return_due_at), "")),
        )
        self.grid.show_lines((head, *_lines(self._typed, stored), *foot))
        self._grow()

    def _grow(self) -> None:
        """As high as its texts are at this width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _lay_out(self) -> None:
        same = key_button("Cùng một việc: mở hồ sơ ấy", "Ctrl+O")
        other = key_button("Việc khác: nhận tiếp", "Ctrl+Return", "main")
        other.setText("Việc khác: nhận tiếp  Ctrl+Enter")
        back = QPushButton("Để sau  Esc")
        back.setAutoDefault(False)
        for button, act in ((same, self._same), (other, self._other), (back, self.reject)):
            button.clicked.connect(act)
        why = label("&Lý do", "label")
        why.setBuddy(self.reason)
        self.setLayout(
            column(
                label("Đối chiếu hồ sơ tương tự", "heading"),
                self.which,
                self.sentence,
                self.grid,
                row(why, self.reason),
                row(None, back, same, other),
                gap="cell",
                margin="page",
                wide="middle_form",
            )
        )

    def _current(self) -> LikelyDuplicate:
        return self._found[max(0, self.which.currentIndex())]

    @Slot()
    def _same(self) -> None:
        uid = self._current().line.dossier_uid
        self.accept()
        self.same.emit(uid)

    @Slot()
    def _other(self) -> None:
        reason = self.reason.text().strip()
        self.accept()
        self.other.emit(reason)


def _texts_of(dossier: Dossier) -> Draft:
    """A stored dossier by the keys of the form; after erasing, what is left of it."""
    from app.domain.correction_rules import form_as_received
    from app.domain.errors import Refusal
    from app.ui.reception_texts import draft_of

    procedure = {"procedure_text": dossier.procedure.name, "case": dossier.procedure.case or ""}
    try:
        return {**draft_of(form_as_received(dossier)), **procedure}
    except Refusal:
        return procedure


def _lines(typed: Draft, stored: Draft) -> Iterator[Line]:
    for words, key in _COMPARED:
        one, other = str(typed.get(key) or ""), str(stored.get(key) or "")
        if one or other:
            verdict, tone = _verdict(one, other)
            yield Line((words, one or _NONE, other or _NONE, verdict), tone)


def _verdict(one: str, other: str) -> tuple[str, str]:
    """Whether two texts say the same, with its tone; one alone says nothing about it."""
    if not (one and other):
        return "chỉ một bên", ""
    return ("giống", "good") if fold(one) == fold(other) else ("khác", "warn")
