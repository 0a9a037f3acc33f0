from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import received, stored
from doubles import FakeDesk
from pytestqt.qtbot import QtBot

from app.bootstrap import Desk
from app.domain.dossier import Dossier
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import Way
from app.domain.units import agency_unit, office_unit
from app.services.pile_lines import PileLine
from app.services.seat import Seat
from app.ui.pile_desk import PileDesk
from app.ui.widgets.pile_page import PilePage
from app.ui.workplace import Workplace

HERE, HEALTH, JUSTICE = office_unit("H40.16", 3), agency_unit("Sở Y tế"), agency_unit("Sở Tư pháp")


class Pile:
    """A pile on lanes that only remember."""

    def __init__(
        self, workplace: Workplace, desk: FakeDesk, qtbot: QtBot, sample: Dossier | None = None
    ) -> None:
        self.sample = sample
        self.background: Any = workplace.background
        self.page = PilePage(workplace.theme)
        qtbot.addWidget(self.page)
        self.pile = PileDesk(self.page, workplace)
        self.heard: list[str] = []
        workplace.ways.scan_understood.connect(lambda: self.heard.append("good"))
        workplace.ways.scan_unknown.connect(lambda _: self.heard.append("bad"))
        self.pile.open_desk(desk)  # type: ignore[arg-type]

    def scan(self, number: int, **said: Any) -> None:
        """One dossier is scanned, and looked at."""
        assert self.sample is not None
        dossier = replace(
            self.sample, uid=str(UUID(int=number)), code=f"H40.16-261116-3{number:03d}"
        )
        self.pile.add(dossier.code)
        way = said.pop("way", Way(HERE, HEALTH))
        self.background.asked[-1].answer(PileLine(dossier=dossier, way=way, **said))


@pytest.fixture
def pile(workplace: Workplace, open_desk: FakeDesk, qtbot: QtBot, desk: Desk) -> Pile:
    return Pile(workplace, open_desk, qtbot, stored(desk, received(desk)))


def test_a_locked_desk_reads_nothing_and_breaks_nothing(
    workplace: Workplace, open_desk: FakeDesk, qtbot: QtBot
) -> None:
    locked = Pile(workplace, replace(open_desk, seat=Seat()), qtbot)
    workplace.background.recorded.emit(())
    assert locked.background.asked == []


def test_the_first_dossier_that_can_go_says_to_whom(pile: Pile) -> None:
    pile.scan(1, refusal=Refusal(Reason.DOSSIER_UNKNOWN, code="x"), way=Way(HERE, JUSTICE))
    assert pile.page.receiver.text() == ""
    pile.scan(2)
    assert pile.page.receiver.text() == "Sở Y tế"
    pile.scan(3, way=Way(HERE, JUSTICE), odd="cơ quan giải quyết là Sở Tư pháp")
    assert pile.page.receiver.text() == "Sở Y tế"
    assert pile.page.count.text() == "2"
    assert pile.heard == ["bad", "good", "good"]


def test_another_receiver_makes_the_whole_pile_looked_at_again(pile: Pile) -> None:
    pile.scan(1)
    pile.scan(2)
    pile.page.receiver.setText("so tu phap moi")
    pile.page.receiver.editingFinished.emit()
    (again,) = pile.background.of("look_at_pile")
    assert again.named["way"] == Way(HERE, agency_unit("so tu phap moi"))
    assert again.args[0] == (UUID(int=1), UUID(int=2))


def test_a_known_unit_is_meant_without_its_tone_marks_and_a_desk_by_its_number(pile: Pile) -> None:
    pile.background.of("known_units")[-1].answer((HEALTH, JUSTICE))
    for typed, meant in (("so tu phap", JUSTICE), ("quầy 2", office_unit("H40.16", 2))):
        pile.page.receiver.setText(typed)
        pile.page.receiver.editingFinished.emit()
        pile.scan(len(pile.heard) + 1)
        assert pile.background.of("look_at_scan")[-1].named["way"] == Way(HERE, meant)


def test_only_what_can_go_is_closed_and_a_refusal_loses_nothing(pile: Pile) -> None:
    pile.scan(1)
    pile.scan(2, refusal=Refusal(Reason.DOSSIER_UNKNOWN, code="x"))
    pile.page.close_sheet.click()
    (asked,) = pile.background.of("close_sheet")
    assert asked.args[0].scanned == (UUID(int=1),)
    assert asked.args[0].receiver == HEALTH
    asked.refused(Refusal(Reason.DISK_FULL, path="x"))
    assert pile.page.table.model().rowCount() == 2
