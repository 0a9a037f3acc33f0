from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from keys import press, show_active, type_text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.look_up_sources import SOURCES
from app.domain.procedure import RequiredDocument
from app.domain.reception import LookUp, SubmittedDocument
from app.ui.theme import Theme
from app.ui.widgets.papers_panel import PapersPanel

PAPERS = (
    RequiredDocument(ordinal=1, name="Đơn đề nghị", required=True, originals=1),
    RequiredDocument(
        ordinal=2, name="Bản sao giấy chứng nhận", required=True, certified=2, copies=1
    ),
    RequiredDocument(ordinal=3, name="Giấy tờ khác", required=None),
    RequiredDocument(ordinal=4, name="Giấy ủy quyền nếu có", required=False),
)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, now: datetime) -> Iterator[PapersPanel]:
    made = PapersPanel(theme)
    qtbot.addWidget(made)
    made.show_papers(PAPERS)
    made.view.use_clock(lambda: now)
    show_active(qtbot, made)
    made.view.setFocus()
    return made


def test_nothing_is_handed_in_before_it_is_ticked(panel: PapersPanel) -> None:
    assert panel.documents() == ()
    assert [each.ordinal for each in panel.lacking()] == [1, 2, 3]


def test_space_ticks_at_published_numbers_and_takes_it_back(panel: PapersPanel) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space, text=" ")
    ticked = panel.documents()
    press(Qt.Key.Key_Space, text=" ")

    assert ticked == (SubmittedDocument(ordinal=2, certified=2, copies=1),)
    assert panel.documents() == ()


def test_one_key_ticks_everything(panel: PapersPanel) -> None:
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    assert panel.documents() == (
        SubmittedDocument(ordinal=1, originals=1),
        SubmittedDocument(ordinal=2, certified=2, copies=1),
        SubmittedDocument(ordinal=3, originals=1),
        SubmittedDocument(ordinal=4, originals=1),
    )
    assert panel.lacking() == ()


def test_digits_count_in_the_chosen_column(panel: PapersPanel) -> None:
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    type_text("12")

    assert panel.documents() == (SubmittedDocument(ordinal=1, certified=12),)


def test_a_digit_after_moving_begins_anew(panel: PapersPanel) -> None:
    type_text("3")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    type_text("4")

    assert panel.documents() == (SubmittedDocument(ordinal=1, originals=4),)


def test_plus_and_minus_count_and_never_fall_below_nothing(panel: PapersPanel) -> None:
    press(Qt.Key.Key_Plus, text="+")
    press(Qt.Key.Key_Plus, text="+")
    press(Qt.Key.Key_Minus, text="-")
    once = panel.documents()
    press(Qt.Key.Key_Minus, text="-")
    press(Qt.Key.Key_Minus, text="-")

    assert once == (SubmittedDocument(ordinal=1, originals=1),)
    assert panel.documents() == ()


def test_only_a_paper_of_unknown_need_may_be_stated_as_not_asked(panel: PapersPanel) -> None:
    press(Qt.Key.Key_N, text="n")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_N, text="n")

    assert panel.documents() == (SubmittedDocument(ordinal=3, not_applicable=True),)
    assert [each.ordinal for each in panel.lacking()] == [1, 2]


def test_another_list_keeps_what_was_handed_in_of_the_same_papers(panel: PapersPanel) -> None:
    press(Qt.Key.Key_Space, text=" ")

    panel.show_papers(PAPERS[:1])

    assert panel.documents() == (SubmittedDocument(ordinal=1, originals=1),)


def test_a_draft_is_kept_until_its_list_is_shown(qtbot: QtBot, theme: Theme) -> None:
    panel = PapersPanel(theme)
    qtbot.addWidget(panel)
    draft = {"documents": [{"ordinal": 2, "originals": 0, "certified": 2, "copies": 0}]}

    panel.load(draft)
    before = panel.draft()["documents"]
    panel.show_papers(PAPERS)

    assert [each["ordinal"] for each in before] == [2]
    assert panel.documents() == (SubmittedDocument(ordinal=2, certified=2),)


def test_loading_an_empty_draft_forgets_what_was_ticked(panel: PapersPanel) -> None:
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    panel.load({"documents": []})
    panel.show_papers(PAPERS)

    assert panel.documents() == ()


def test_a_screen_reader_hears_paper_need_and_state(panel: PapersPanel) -> None:
    index = panel.view.papers.index(0, 0)

    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert heard == "Đơn đề nghị, bắt buộc · 1 bản chính, chưa nộp"


def test_k_says_that_the_state_holds_a_paper_and_again_in_which_source(
    panel: PapersPanel, now: datetime
) -> None:
    sources = []
    for _ in SOURCES:
        type_text("k")
        (paper,) = panel.documents()
        assert (paper.ordinal, paper.originals) == (1, 0)
        assert paper.looked_up is not None
        sources.append(paper.looked_up)
    type_text("k")

    assert sources == [LookUp(source=each, looked_up_at=now) for each in SOURCES]
    assert panel.documents() == ()


def test_a_paper_that_the_state_holds_is_not_lacking_and_says_where(panel: PapersPanel) -> None:
    assert 1 in [each.ordinal for each in panel.lacking()]

    type_text("k")

    assert 1 not in [each.ordinal for each in panel.lacking()]
    assert SOURCES[0] in panel.view.papers.lines[0].detail
