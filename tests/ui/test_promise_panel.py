from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from app.domain.procedure import LimitUnit, TimeLimit
from app.domain.trace import Promise, PromiseWarning, WarningKind
from app.ui.theme import Theme
from app.ui.widgets.promise_panel import PromisePanel

DUE = datetime(2027, 1, 4, 2, 30, tzinfo=UTC)
FIVE = TimeLimit.of(5, LimitUnit.WORKING_DAY)
TEN = TimeLimit.of(10, LimitUnit.WORKING_DAY)


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> PromisePanel:
    made = PromisePanel()
    qtbot.addWidget(made)
    made.show()
    return made


def promised(*warnings: PromiseWarning) -> Promise:
    return Promise(DUE, DUE, (), warnings, FIVE)


def test_an_office_that_is_faster_than_the_law_says_so_at_the_date(panel: PromisePanel) -> None:
    panel.show_promise(promised(), TEN)

    assert panel.shortened.isVisible()
    assert "10 ngày làm việc" in panel.shortened.text()

    panel.show_promise(promised())

    assert not panel.shortened.isVisible()


def test_a_day_that_nobody_confirmed_is_doubted_at_the_date(panel: PromisePanel) -> None:
    doubt = PromiseWarning(WarningKind.YEAR_UNCONFIRMED, 2027, date(2027, 1, 4))

    panel.show_promise(promised(doubt))

    assert panel.warning.isVisible()
    assert "2027" in panel.warning.text()

    panel.forget()

    assert not panel.warning.isVisible()
    assert panel.due is None
