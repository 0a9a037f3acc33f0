"""Papers that belong to no dossier: looked at or printed, whichever of them is wanted."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from app.domain.handouts import ABOUT_WORDS, HANDOUT_WORDS, POST_KINDS, handout_kind
from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.fields import FieldGrid, choice, line, value_of
from app.ui.widgets.layouts import Card, row
from app.ui.workplace import Workplace

_MUCH = 200
"""Letters of what a paper is about: the codes of ten dossiers."""


class HandoutsCard(Card):
    """Niêm yết, giấy tờ cần mang, biển quầy, nhãn."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Giấy không thuộc hồ sơ nào")
        self._slips = workplace.slips
        self.fields = FieldGrid()
        self._kind = choice(
            [(kind.value, words) for kind, words in HANDOUT_WORDS.items() if kind not in POST_KINDS]
        )
        self._about = line("")
        self._about.setMaxLength(_MUCH)
        self.fields.add("handout", "L&oại giấy", self._kind)
        self.fields.add("about", "&Dành cho", self._about)
        self.look, self.print = QPushButton("Xem giấy"), QPushButton("In giấy")
        for button in (self.look, self.print):
            button.setAccessibleName(button.text())
            button.setEnabled(False)
        self.look.clicked.connect(self._look)
        self.print.clicked.connect(self._print)
        self.put(self.fields, row(self.look, self.print, None))
        self.fields.edited.connect(self._chosen)
        self._chosen("handout")

    def open_desk(self, _desk: OpenDesk) -> None:
        """The database is open: papers can be drawn."""
        self.look.setEnabled(True)
        self.print.setEnabled(True)

    @Slot(str)
    def _chosen(self, key: str) -> None:
        if key == "handout":
            words = ABOUT_WORDS[handout_kind(str(value_of(self._kind)))]
            self._about.setPlaceholderText(words)
            self._about.setToolTip(words)

    @Slot()
    def _look(self) -> None:
        self._slips.preview_handout(*self._wanted())

    @Slot()
    def _print(self) -> None:
        self._slips.print_handout(*self._wanted())

    def _wanted(self) -> tuple[str, str]:
        return str(value_of(self._kind)), " ".join(self.fields.text("about").split())
