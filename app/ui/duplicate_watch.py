"""Looks for dossiers like the one that is typed, says so in the form, and never stands in the way.

What the officer decides goes with the draft, so that parking or a power cut does not undo it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk
from app.ui.draft import Draft
from app.ui.widgets.notice import Notice
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.dossier import Dossier
    from app.domain.reception import ReceptionForm
    from app.services.duplicates import LikelyDuplicate
    from app.ui.dialogs.duplicates import DuplicateDialog

_PAUSE = 250
"""Milliseconds without a key: long enough not to ask at every letter."""

_OTHERS, _REASON = "duplicates_others", "duplicate_reason"


@dataclass(frozen=True, slots=True)
class _Question:
    """Whom and what a search is about; the same question is not asked twice."""

    identity_number: str
    full_name: str
    born_on: date | None
    procedure_code: str


class DuplicateWatch(QObject):
    """``read`` brings what is typed, ``None`` while no reception is.

    ``same`` brings the uid of the dossier that the officer took for the same request, ``looked``
    follows every answer.
    """

    same = Signal(object)
    looked = Signal()

    def __init__(
        self, workplace: Workplace, read: Callable[[], Draft | None], screen: QWidget
    ) -> None:
        super().__init__(screen)
        self._background = workplace.background
        self._read = read
        self._screen = screen
        self._desk: OpenDesk | None = None
        self._asked: _Question | None = None
        self._found: tuple[LikelyDuplicate, ...] = ()
        self._others: tuple[str, ...] = ()
        self._reason = ""
        compare = QPushButton("Đối chiếu  Alt+D")
        compare.setAccessibleName("Đối chiếu")
        compare.setProperty("role", "link")
        compare.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        compare.clicked.connect(self._compare)
        self.notice = Notice(workplace.theme, compare)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        QShortcut("Alt+D", screen).activated.connect(self._compare)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @Slot()
    def look(self) -> None:
        """Something that tells a request from another one changed."""
        self._pause.start()

    def load(self, draft: Draft) -> None:
        """Another draft stands in the form: with what was decided about it, and nothing found."""
        self._asked = None
        self._others = tuple(str(draft.get(_OTHERS) or "").split())
        self._reason = str(draft.get(_REASON) or "")
        self._show(())
        self._pause.start()

    def draft(self) -> Draft:
        """What was decided, as texts."""
        return {_OTHERS: " ".join(self._others), _REASON: self._reason}

    def with_decision(self, form: ReceptionForm) -> ReceptionForm:
        """The form with what was seen: who saves beside a notice takes its dossiers for others."""
        from dataclasses import replace

        shown = (str(each.line.dossier_uid) for each in self._found)
        seen = tuple(dict.fromkeys((*self._others, *shown)))
        return replace(form, duplicates_seen=seen, duplicate_reason=self._reason or None)

    @Slot()
    def _ask(self) -> None:
        draft = self._read()
        if self._desk is None or draft is None:
            self._forget()
            return
        on = local_date(self._desk.now())
        question = _question(draft, on)
        if question is None:
            self._forget()
        elif question != self._asked:
            from app.services.duplicates import likely_duplicates

            self._asked = question
            self._background.query(
                likely_duplicates,
                identity_number=question.identity_number,
                full_name=question.full_name,
                born_on=question.born_on,
                procedure_code=question.procedure_code,
                on=on,
                desk=self._desk.context,
                then=partial(self._answer, question),
            )

    def _forget(self) -> None:
        self._asked = None
        self._show(())

    def _answer(self, question: _Question, found: tuple[LikelyDuplicate, ...]) -> None:
        if question != self._asked:
            return
        likely = {str(each.line.dossier_uid) for each in found}
        # What was decided about another citizen does not count for this one.
        self._others = tuple(each for each in self._others if each in likely)
        self._reason = self._reason if self._others else ""
        self._show(tuple(each for each in found if str(each.line.dossier_uid) not in self._others))
        self.looked.emit()

    def _show(self, found: tuple[LikelyDuplicate, ...]) -> None:
        self._found = found
        self.notice.say(_sentence(found) if found else "", "warn")

    @Slot()
    def _compare(self) -> None:
        draft = self._read()
        if not self._found or draft is None:
            return
        from app.ui.dialogs.duplicates import DuplicateDialog

        dialog = DuplicateDialog(self._screen.window(), draft, self._found)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(partial(self._fetch, dialog))
        dialog.same.connect(self.same)
        dialog.other.connect(self._decide_other)
        dialog.ask()
        dialog.open()

    def _fetch(self, dialog: DuplicateDialog, uid: Any) -> None:
        from app.services.dossiers import dossier_by_uid

        if self._desk is not None:
            tenant = self._desk.context.tenant
            self._background.query(
                dossier_by_uid, tenant, uid, then=partial(_show_in, dialog), refused=_ignore
            )

    @Slot(str)
    def _decide_other(self, reason: str) -> None:
        shown = (str(each.line.dossier_uid) for each in self._found)
        self._others = tuple(dict.fromkeys((*self._others, *shown)))
        self._reason = reason or self._reason
        self._show(())


def _question(draft: Draft, today: date) -> _Question | None:
    """Whom a half-typed form is about, once it says enough to recognise somebody."""
    if not draft.get("procedure_code"):
        return None
    from app.domain.duplicates import persons_of
    from app.ui.reception_draft import form_of

    try:
        form = form_of({**draft, "documents": ()}, today=today)
    except Refusal:
        return None
    about = next(persons_of(form), None)
    if about is None:
        return None
    _, person = about
    return _Question(person.number, person.name, person.born_on, form.procedure_code)


def _sentence(found: tuple[LikelyDuplicate, ...]) -> str:
    from app.domain.duplicate_words import duplicate_sentence

    first, *others = found
    line = first.line
    said = duplicate_sentence(
        first.why, line.dossier_code, first.desk, line.received_at, line.procedure_name
    )
    return f"{said} Còn {len(others)} hồ sơ tương tự nữa." if others else said


def _show_in(dialog: DuplicateDialog, dossier: Dossier) -> None:
    from shiboken6 import isValid

    if isValid(dialog):
        dialog.compare(dossier)


def _ignore(_refusal: Refusal) -> None:
    """The line was read a moment ago; without its dossier the sentence has to do."""
