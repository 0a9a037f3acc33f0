"""Does in idle moments what its first use would otherwise wait for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.background import Background
from app.ui.main_window import MainWindow
from app.ui.navigation import DOSSIERS, HAND_OVER, RETURN
from app.ui.turns import Step, Turns

_PAUSE = 40
"""Milliseconds between two steps, in which keys and pictures have their turn."""

# What the places of work ask when they open, up to the first list and the first search.
_FOR_WORKING = (
    "app.services.catalogue_search",
    "app.services.clock",
    "app.services.dossiers",
    "app.services.drafts",
    "app.services.procedures",
    "app.services.restoring",
    "app.services.seat",
)
# Without Qt, and long: these are loaded in a lane, first what the date in the form is counted by.
_SERVICES = (
    "app.services.receiving",
    "app.domain.trace_words",
    "app.services.slip_printing",
    "app.services.receiving_drafts",
    "app.services.print_jobs",
    "app.services.papers_of_day",
    "app.services.duplicates",
    "app.services.sign_in",
    "app.services.visits",
    "app.services.correcting",
    "app.services.scanned",
    "app.services.dossier_search",
    "app.services.dossier_view",
    "app.services.stated_deeds",
    "app.services.deed_proposals",
    "app.services.returning",
    "app.services.saved_filters",
    "app.devices.sound",
    "app.domain.caution_words",
    "app.domain.citizen_card",
    "app.domain.citizen_number",
    "app.domain.duplicate_words",
    "app.domain.correction_rules",
    "app.domain.correction_words",
    "app.domain.history_words",
    "app.papers.registry",
    "app.papers.raw_route",
)
# What widgets are made of is loaded where they live, one module a step.
_FACE = (
    "app.ui.widgets.choices",
    "app.ui.reception_draft",
    "app.ui.widgets.settlement_panel",
    "app.ui.dialogs.reasons",
    "app.ui.dialogs.duplicates",
    "app.ui.dialogs.paper_day",
    "app.ui.dialogs.preview",
    "app.ui.kept_filters",
    "app.ui.dossier_finder",
    "app.ui.widgets.dossier_list",
    "app.ui.widgets.dossier_sheet",
    "app.ui.screens.dossiers",
    "app.ui.dialogs.deed",
    "app.ui.dialogs.deed_menu",
    "app.ui.screens.returning",
    "app.ui.widgets.pile_page",
    "app.ui.screens.hand_over",
    "app.ui.screens.tasks",
    "app.ui.screens.online",
    "app.ui.screens.feedback",
    "app.ui.widgets.printers_card",
    "app.ui.widgets.backup_card",
    "app.ui.screens.settings",
    "app.ui.dialogs.help",
)


class Ahead(QObject):
    """Takes one step after another, each in its own turn of the event loop; ``done`` ends it."""

    done = Signal()

    def __init__(self, background: Background, window: MainWindow) -> None:
        super().__init__(window)
        self._background = background
        self._window = window
        self._turns = Turns(_PAUSE, self)
        self._turns.done.connect(self.done)
        window.closing.connect(self._turns.stop)

    @Slot()
    def begin(self) -> None:
        """The officer can work already."""
        self._background.errand(_load_services, then=self._begin_steps)

    def _begin_steps(self, _loaded: None) -> None:
        self._turns.begin(_steps(self._window))


def _steps(window: MainWindow) -> Iterator[Step]:
    for name in _FACE:
        yield partial(import_module, name)
    for place in (DOSSIERS, RETURN, HAND_OVER):
        yield from window.prepare(place)


def load_for_working() -> None:
    """Load, in the lane that opens the desk, what the places of work ask at once."""
    _load(_FOR_WORKING)


def _load_services() -> None:
    _load(_SERVICES)


def _load(names: Iterable[str]) -> None:
    for name in names:
        import_module(name)
