"""Which procedure: by code, initials or words; then its case and the way it came in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent

from app.ui.draft import Draft
from app.ui.theme import Theme
from app.ui.widgets.fields import FieldGrid, choice, fill, line, offer, value_of
from app.ui.widgets.layouts import Card
from app.ui.widgets.whole_words import is_cut

if TYPE_CHECKING:
    from app.domain.procedure import Procedure
    from app.ui.widgets.choices import Choice, Choices

# By value, as in the applicant's panel.
CHANNELS = {
    "counter": "Nộp tại quầy",
    "online": "Nộp trực tuyến",
    "post": "Qua bưu chính",
}
COUNTER = "counter"
_DIGITS = 9
_WHOLE_WORDS = 10
"""Letters of a channel that can be read in any width."""
_ASK_CASE = "Chọn trường hợp"
Finder = Callable[[str], "Sequence[Choice]"]


class ProcedurePanel(Card):
    """Thủ tục, trường hợp, hình thức nộp.

    ``chosen`` brings the code of another procedure; ``edited`` that case or channel changed.
    """

    chosen = Signal(str)
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Thủ tục", headed=False)
        self.usual_channel = COUNTER
        self._theme = theme
        self._code, self._name, self._facts = "", "", ""
        self._find: Finder = _find_nothing
        self.search = line("Mã, chữ đầu hoặc vài từ")
        self.search.setObjectName("procedure")
        self.fields = FieldGrid((3, 1))
        self._case, self._channel = choice(()), choice(_options(tuple(CHANNELS)))
        self._channel.setMinimumContentsLength(_WHOLE_WORDS)
        self.fields.add_pair(
            ("procedure_code", "&Thủ tục *", self.search),
            ("channel", "Hình thức nộp", self._channel),
        )
        self.fields.add("case", "Tr&ường hợp", self._case)
        self.put(self.fields)
        self._choices: Choices | None = None
        self.fields.edited.connect(self._edited)
        self.search.editingFinished.connect(self._left)
        self.forget()

    def wait_for_catalogue(self) -> None:
        """The catalogue is still being opened; typing is kept meanwhile."""
        self.fields.complain("procedure_code", "Đang mở danh mục…", "small")

    def offer_catalogue(self, find: Finder) -> None:
        """From now on the field finds procedures."""
        from app.ui.widgets.choices import Choices

        self._find = find
        self.fields.complain("procedure_code", "")
        if self._choices is None:
            self._choices = Choices(self.search, self._found, self._theme)
            self._choices.chosen.connect(self._choose)
        if self.search.hasFocus() and self.search.isModified():
            self._choices.offer(self.search.text())

    def choose_favourite(self, number: int) -> None:
        """Choose the first, second, … of what is offered before anything is typed."""
        offered = self._find("")
        if number <= len(offered):
            self.search.setModified(False)
            self._choose(offered[number - 1].value)

    def put_typed(self, words: str) -> None:
        """Words that were typed and chose nothing yet."""
        self.search.setText(words)
        self.search.setModified(True)

    @property
    def code(self) -> str:
        """The chosen procedure, or nothing while another one is being looked for."""
        return "" if self.search.isModified() else self._code

    def show_procedure(self, procedure: Procedure, case: str = "", channel: str = "") -> None:
        """Show what the catalogue says of the chosen procedure."""
        self._code, self._name = procedure.code, procedure.name
        self.search.setText(procedure.name)
        self.search.setCursorPosition(0)
        self.search.setModified(False)
        self.search.setToolTip(procedure.name)
        self._offer_cases(procedure.cases, case)
        offer(self._channel, _options(procedure.channels or tuple(CHANNELS)))
        fill(self._channel, channel or self.usual_channel)
        facts = (procedure.code, procedure.sector, procedure.settling_agency)
        self._facts = " · ".join(each for each in facts if each)
        self._say_facts()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In another width more or less of a name is seen."""
        super().resizeEvent(event)
        if self._facts and not self.search.isModified():
            self._say_facts()

    def _say_facts(self) -> None:
        """Names begin alike and differ at their end: where that is cut off they stand below."""
        whole = (self._name,) if is_cut(self.search) else ()
        self.fields.complain("procedure_code", "\n".join((*whole, self._facts)), "small")

    def forget(self) -> None:
        """No procedure is chosen."""
        self._code, self._name, self._facts = "", "", ""
        self.fields.load({})
        self.search.setModified(False)
        self.search.setToolTip("")
        self._offer_cases((), "")
        offer(self._channel, _options(tuple(CHANNELS)))

    def draft(self) -> Draft:
        """Procedure, case and channel by key."""
        return {
            "procedure_code": self.code,
            "procedure_text": self.search.text(),
            "case": value_of(self.fields["case"]),
            "channel": value_of(self.fields["channel"]),
        }

    def _offer_cases(self, cases: Sequence[str], case: str) -> None:
        asked = [("", _ASK_CASE)] if len(cases) > 1 else []
        offer(self._case, [*asked, *((each, each) for each in cases)])
        fill(self._case, case)
        self.fields.show_line("case", shown=bool(cases))

    def _found(self, text: str) -> Sequence[Choice]:
        found = self._find(text)
        return found if text.strip() else [_numbered(at, each) for at, each in enumerate(found, 1)]

    @Slot(object)
    def _choose(self, code: str) -> None:
        self.chosen.emit(code)

    @Slot(str)
    def _edited(self, key: str) -> None:
        self.fields.complain(key, "")
        if key != "procedure_code":
            self.edited.emit()

    @Slot()
    def _left(self) -> None:
        """Leaving without a choice keeps the procedure that is chosen; emptied, it is given up."""
        if not self._code or not self.search.isModified():
            return
        if self.search.text().strip():
            self.search.setText(self._name)
            self.search.setCursorPosition(0)
            self._say_facts()
        else:
            self.forget()
            self.chosen.emit("")


def _options(channels: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(each), CHANNELS[each]) for each in channels]


def _numbered(at: int, offered: Choice) -> Choice:
    """One of what is used often, with the key that chooses it from any field."""
    if at > _DIGITS:
        return offered
    return replace(offered, detail=f"Alt+{at} · {offered.detail}")


def _find_nothing(_text: str) -> Sequence[Choice]:
    return ()
