from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from desks import NOW
from doubles import FakeDesk
from keys import CONTROL, press, scan, show_active, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from windows import come_to_front, doors, gone

from app.domain.errors import Reason, Refusal
from app.services.drafts import ParkedDraft
from app.ui.draft_keeper import DraftKeeper
from app.ui.parking import Parking
from app.ui.start import Running, start
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS
from app.ui.workplace import Screen, Workplace

SHIFT = Qt.KeyboardModifier.ShiftModifier
TYPED = {"full_name": "Trần Thị Mẫu", "documents": []}
EMPTY = {"channel": "counter", "sets": "1", "documents": []}


def parked(number: int, name: str, *, is_parked: bool = True) -> ParkedDraft:
    return ParkedDraft(
        uid=UUID(int=number),
        label=name,
        name=name,
        procedure_code=None,
        procedure_name=None,
        saved_at=NOW - timedelta(minutes=number),
        is_parked=is_parked,
    )


class Form(QWidget):
    """A form whose content a test sets."""

    def __init__(self) -> None:
        super().__init__()
        self.content: dict[str, Any] | None = dict(EMPTY)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def keeper(workplace: Workplace, open_desk: FakeDesk, form: Form) -> DraftKeeper:
    made = DraftKeeper(workplace.background, lambda: form.content, form)
    answers: Any = workplace.background.answers  # type: ignore[attr-defined]
    answers |= {
        "parked_drafts": lambda **_: (),
        "save_draft": lambda *_, **__: None,
        "drop_draft": lambda *_, **__: None,
    }
    made.open_desk(open_desk)  # type: ignore[arg-type]
    return made


def saved(workplace: Workplace) -> list[Any]:
    return [each.args for each in workplace.background.of("save_draft")]  # type: ignore[attr-defined]


def dropped(workplace: Workplace) -> list[Any]:
    return [each.args[0] for each in workplace.background.of("drop_draft")]  # type: ignore[attr-defined]


def test_an_unchanged_or_empty_form_costs_nothing(
    workplace: Workplace, keeper: DraftKeeper, form: Form
) -> None:
    keeper.keep()
    assert saved(workplace) == []
    form.content = TYPED
    keeper.keep()
    keeper.keep()

    assert saved(workplace) == [(keeper.uid, TYPED)]
    assert {each.kind for each in workplace.background.of("save_draft")} == {"keep"}  # type: ignore[attr-defined]


def test_a_correction_is_not_kept_as_a_reception(
    workplace: Workplace, keeper: DraftKeeper, form: Form
) -> None:
    form.content = None
    keeper.keep()

    assert saved(workplace) == []


def test_a_received_citizen_is_forgotten_and_the_next_one_kept_apart(
    workplace: Workplace, keeper: DraftKeeper, form: Form
) -> None:
    form.content = TYPED
    keeper.keep()
    first = keeper.uid

    keeper.start_anew()
    keeper.keep()

    assert dropped(workplace) == [first]
    assert [uid for uid, _ in saved(workplace)] == [first, keeper.uid]
    assert keeper.uid != first


def test_a_full_disk_is_said_once_and_tried_again(
    workplace: Workplace, keeper: DraftKeeper, form: Form
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise Refusal(Reason.DISK_FULL)

    workplace.background.answers["save_draft"] = refuse  # type: ignore[attr-defined]
    told: list[Refusal] = []
    keeper.refused.connect(told.append)
    form.content = TYPED

    keeper.keep()
    keeper.keep()

    assert len(saved(workplace)) == 2
    assert [each.reason for each in told] == [Reason.DISK_FULL]


def test_a_broken_off_draft_is_restored_and_the_parked_ones_stay(
    workplace: Workplace, open_desk: FakeDesk, form: Form
) -> None:
    keeper = DraftKeeper(workplace.background, lambda: form.content, form)
    found = (parked(1, "Lê Văn Thử"), parked(2, "Trần Thị Mẫu", is_parked=False))
    answers: Any = workplace.background.answers  # type: ignore[attr-defined]
    answers |= {"parked_drafts": lambda **_: found, "recall_draft": lambda *_, **__: TYPED}
    restored: list[Any] = []
    shown: list[Any] = []
    keeper.restored.connect(lambda draft, at: restored.append((draft, at)))
    keeper.changed.connect(shown.append)

    keeper.open_desk(open_desk)  # type: ignore[arg-type]

    assert restored == [(TYPED, found[1].saved_at)]
    assert keeper.uid == found[1].uid
    assert shown[-1] == (found[0],)


def test_what_was_typed_before_the_desk_opened_is_not_overwritten(
    workplace: Workplace, open_desk: FakeDesk, form: Form
) -> None:
    form.content = {"full_name": "Lê Văn Thử", "documents": []}
    keeper = DraftKeeper(workplace.background, lambda: form.content, form)
    found = (parked(2, "Trần Thị Mẫu", is_parked=False),)
    answers: Any = workplace.background.answers  # type: ignore[attr-defined]
    answers |= {"parked_drafts": lambda **_: found, "recall_draft": lambda *_, **__: TYPED}
    restored: list[Any] = []
    shown: list[Any] = []
    keeper.restored.connect(restored.append)
    keeper.changed.connect(shown.append)

    keeper.open_desk(open_desk)  # type: ignore[arg-type]

    assert restored == []
    assert shown[-1] == found


def test_recalling_parks_who_is_being_served(
    workplace: Workplace, keeper: DraftKeeper, form: Form
) -> None:
    form.content = TYPED
    keeper.keep()
    first = keeper.uid
    waiting = {"full_name": "Lê Văn Thử", "documents": [], "parked": "1"}
    workplace.background.answers["recall_draft"] = lambda *_, **__: waiting  # type: ignore[attr-defined]
    recalled: list[Any] = []
    keeper.recalled.connect(recalled.append)

    keeper.recall(UUID(int=7))

    assert recalled == [{"full_name": "Lê Văn Thử", "documents": []}]
    assert saved(workplace)[1:] == [(first, {**TYPED, "parked": "1"}), (UUID(int=7), recalled[0])]


def test_the_strip_counts_who_waits_and_f12_without_anybody_says_so(
    qtbot: QtBot, workplace: Workplace, keeper: DraftKeeper, form: Form, open_desk: FakeDesk
) -> None:
    screen = Screen()
    qtbot.addWidget(screen)
    parking = Parking(workplace, keeper, lambda: form.content, screen)
    parking.strip.setParent(screen)
    parking.open_desk(open_desk)  # type: ignore[arg-type]
    show_active(qtbot, screen)
    press(Qt.Key.Key_F12)
    press(Qt.Key.Key_F11)
    told: Any = workplace.messages
    assert [kind for kind, _ in told.told] == ["inform", "inform"]

    keeper.changed.emit((parked(1, "Lê Văn Thử"), parked(2, "Trần Thị Mẫu")))

    assert "2 phiếu: Lê Văn Thử, Trần Thị Mẫu" in parking.strip._sentence.text()
    parking._open()
    dialog = parking._dialog
    assert dialog is not None
    row = [dialog.table.model().index(0, at).data() for at in range(3)]
    assert row == ["Lê Văn Thử", "chưa chọn", "1 phút trước"]
    keeper.changed.emit(())
    assert parking._dialog is None


@pytest.fixture
def running(desk_folder: Path, qtbot: QtBot) -> Iterator[Running]:
    made = start(doors(desk_folder))
    with qtbot.waitSignals([made.session.ready, made.session.receive.refreshed]):
        pass
    come_to_front(made, qtbot)
    yield made
    gone(made)


def fill(running: Running, qtbot: QtBot) -> None:
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(running.session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, CONTROL)


def test_keeping_holds_no_button_back_and_refreshes_no_list(running: Running, qtbot: QtBot) -> None:
    heard = SimpleNamespace(busy=[], recorded=[])
    running.session.background.busy_changed.connect(heard.busy.append)
    running.session.background.recorded.connect(heard.recorded.append)
    fill(running, qtbot)

    with qtbot.waitSignal(running.session.receive.keeper.kept):
        pass

    assert (heard.busy, heard.recorded) == ([], [])


def test_a_citizen_is_parked_with_one_key_and_called_back_whole(
    running: Running, qtbot: QtBot
) -> None:
    screen = running.session.receive
    fill(running, qtbot)
    draft = screen.draft()
    with qtbot.waitSignal(screen.keeper.changed):
        press(Qt.Key.Key_F11)
    assert screen.panels.applicant.fields.text("full_name") == ""
    assert "1 phiếu: Trần Thị Mẫu" in screen.parking.strip.sentence
    type_text("ket hon")

    press(Qt.Key.Key_F12)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    with qtbot.waitSignal(screen.facts.quoted):
        press(Qt.Key.Key_Return)

    assert screen.draft() == draft
    qtbot.waitUntil(lambda: "1 phiếu: chưa có tên" in screen.parking.strip.sentence)
    come_to_front(running, qtbot)
    with qtbot.waitSignals([screen.received, screen.refreshed]):
        press(Qt.Key.Key_F9)
    assert "1 phiếu" in screen.parking.strip.sentence


def test_closing_the_window_keeps_the_last_letter(
    running: Running, desk_folder: Path, qtbot: QtBot
) -> None:
    fill(running, qtbot)
    running.session.receive.panels.applicant.fields["phone"].setFocus()
    type_text("0912345678")

    running.session.window.close()

    again = start(doors(desk_folder))
    with qtbot.waitSignal(again.session.receive.facts.quoted):
        pass
    assert again.session.receive.draft()["phone"] == "0912345678"
    assert "phiếu đang gõ dở" in again.session.window.messages.banner.sentence
    gone(again)


def test_nobody_is_called_back_into_a_correction(
    qtbot: QtBot, workplace: Workplace, keeper: DraftKeeper, form: Form, open_desk: FakeDesk
) -> None:
    parking = Parking(workplace, keeper, lambda: form.content, form)
    parking.strip.setParent(form)
    parking.open_desk(open_desk)  # type: ignore[arg-type]
    keeper.changed.emit((parked(1, "Lê Văn Thử"),))
    form.content = None

    parking._open()

    told: Any = workplace.messages
    assert parking._dialog is None
    assert "Đang sửa" in told.last()[1]


def test_delete_drops_a_parked_citizen_for_good(running: Running, qtbot: QtBot) -> None:
    screen = running.session.receive
    fill(running, qtbot)
    with qtbot.waitSignal(screen.keeper.changed):
        press(Qt.Key.Key_F11)
    press(Qt.Key.Key_F12)
    dialog = QApplication.activeModalWidget()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)

    press(Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: not screen.parking.strip.sentence)
    assert QApplication.activeModalWidget() is None
