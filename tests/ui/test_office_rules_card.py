from __future__ import annotations

from typing import Any

import pytest
from doubles import FakeDesk
from pytestqt.qtbot import QtBot

from app.domain.errors import Reason, Refusal
from app.domain.office_rules import OfficeRules
from app.ui.widgets.office_rules_card import OfficeRulesCard
from app.ui.workplace import Workplace


@pytest.fixture
def card(workplace: Workplace, open_desk: FakeDesk, qtbot: QtBot) -> OfficeRulesCard:
    made = OfficeRulesCard(workplace)
    qtbot.addWidget(made)
    made.open_desk(open_desk)  # type: ignore[arg-type]
    background: Any = workplace.background
    background.asked[-1].answer(OfficeRules(unsigned_hours=6, fee_receipt_at_once=False))
    return made


def test_the_rules_stand_as_they_are_and_are_set_together(
    card: OfficeRulesCard, workplace: Workplace
) -> None:
    assert (card.fields.text("hours"), card.fields.text("receipt")) == ("6", "asked")
    card.fields.put("hours", "2")
    card.change.click()
    background: Any = workplace.background
    asked = background.of("set_office_rules")[-1]
    assert asked.args[0].unsigned_hours == 2
    assert not asked.args[0].fee_receipt_at_once
    asked.answer(asked.args[0])
    assert card.fields.text("hours") == "2"


@pytest.mark.parametrize("typed", ["", "bốn", "99"])
def test_hours_that_make_no_sense_are_complained_of_at_their_field(
    card: OfficeRulesCard, workplace: Workplace, typed: str
) -> None:
    card.fields.put("hours", typed)
    card.change.click()
    background: Any = workplace.background
    asked = background.of("set_office_rules")[-1]
    asked.refused(Refusal(Reason.UNSIGNED_HOURS_WRONG, least=1, most=40))
    assert "1 đến 40" in card.fields["hours"].accessibleDescription()
