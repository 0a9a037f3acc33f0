from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from desks import NOW, desk_settings, reception
from doubles import FakeDesk
from keys import CONTROL, press, scan, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import come_to_front, doors, gone, page_of

from app.bootstrap import open_desk
from app.domain.duplicates import Likeness
from app.services.dossiers import DossierLine, dossier_by_uid
from app.services.duplicates import LikelyDuplicate
from app.services.receiving import receive_dossier
from app.ui.dialogs.duplicates import DuplicateDialog
from app.ui.duplicate_watch import DuplicateWatch
from app.ui.start import Running, start
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS
from app.ui.workplace import Workplace

TYPED = {
    "procedure_code": "1.010833",
    "identity_number": "034188004321",
    "full_name": "Trần Thị Mẫu",
    "documents": [],
}


def likely(number: int) -> LikelyDuplicate:
    line = DossierLine(
        dossier_uid=UUID(int=number),
        dossier_code=f"H40.16-261116-200{number}",
        applicant="Trần Thị Mẫu",
        procedure_code="1.010833",
        procedure_name="Cấp giấy xác nhận",
        received_at=NOW,
        return_due_at=NOW,
        state="received",
        slip_copies=1,
    )
    return LikelyDuplicate(line, Likeness.SAME_REQUEST, 2)


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.content: dict[str, Any] | None = dict(TYPED)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def watch(workplace: Workplace, open_desk: FakeDesk, form: Form) -> DuplicateWatch:
    made = DuplicateWatch(workplace, lambda: form.content, form)
    made.notice.setParent(form)
    made.open_desk(open_desk)  # type: ignore[arg-type]
    return made


@pytest.fixture
def look(qtbot: QtBot, workplace: Workplace, watch: DuplicateWatch) -> Callable[..., None]:
    """Something changes in the form, and the lane answers with these."""
    answers: Any = workplace.background.answers  # type: ignore[attr-defined]

    def looked(*found: LikelyDuplicate) -> None:
        answers["likely_duplicates"] = lambda **_: found
        with qtbot.waitSignal(watch.looked):
            watch.look()

    return looked


def asked(workplace: Workplace) -> list[Any]:
    return workplace.background.of("likely_duplicates")  # type: ignore[attr-defined,no-any-return]


def test_the_notice_says_when_and_at_which_desk(
    watch: DuplicateWatch, look: Callable[..., None]
) -> None:
    look(likely(1), likely(2))

    said = watch.notice._sentence.text()
    assert "H40.16-261116-2001" in said
    assert "09:30" in said
    assert "quầy 2" in said
    assert "Còn 1 hồ sơ tương tự nữa" in said


@pytest.mark.parametrize(
    "lacking", [{"procedure_code": ""}, {"identity_number": ""}, {"born_on": "31/02/1990"}]
)
def test_too_little_is_not_asked_about(
    qtbot: QtBot, workplace: Workplace, watch: DuplicateWatch, form: Form, lacking: Any
) -> None:
    form.content = {**TYPED, **lacking}

    with qtbot.waitSignal(watch._pause.timeout):
        watch.look()

    assert asked(workplace) == []


def test_whom_the_request_is_about_is_looked_for_and_not_who_brings_it(
    workplace: Workplace, form: Form, look: Callable[..., None]
) -> None:
    form.content = {**TYPED, "owner_name": "Lê Văn Thử", "owner_number": "034090004322"}

    look()

    (question,) = asked(workplace)
    assert question.named["identity_number"] == "034090004322"


def test_the_same_question_is_asked_once(
    qtbot: QtBot, workplace: Workplace, watch: DuplicateWatch, look: Callable[..., None]
) -> None:
    look(likely(1))

    with qtbot.waitSignal(watch._pause.timeout):
        watch.look()

    assert len(asked(workplace)) == 1


def test_a_late_answer_about_somebody_else_is_dropped(
    qtbot: QtBot, workplace: Workplace, watch: DuplicateWatch, form: Form
) -> None:
    with qtbot.waitSignal(watch._pause.timeout):
        watch.look()
    (question,) = asked(workplace)
    form.content = {"documents": []}
    watch.load({"documents": []})

    question.answer((likely(1),))

    assert watch.notice.isHidden()


def test_who_saves_beside_the_notice_takes_its_dossiers_for_others(
    watch: DuplicateWatch, look: Callable[..., None]
) -> None:
    look(likely(1), likely(2))

    form = watch.with_decision(reception())

    assert form.duplicates_seen == (str(UUID(int=1)), str(UUID(int=2)))
    assert form.duplicate_reason is None


def test_a_decision_hides_the_notice_and_travels_with_the_draft(
    watch: DuplicateWatch, look: Callable[..., None]
) -> None:
    look(likely(1))
    watch._decide_other("bản cho con thứ hai")
    assert watch.notice.isHidden()
    draft = watch.draft()
    watch.load({"documents": []})
    assert watch.with_decision(reception()).duplicates_seen == ()

    watch.load(draft)
    look(likely(1))

    form = watch.with_decision(reception())
    assert watch.notice.isHidden()
    assert form.duplicates_seen == (str(UUID(int=1)),)
    assert form.duplicate_reason == "bản cho con thứ hai"


def test_a_decision_about_one_citizen_does_not_count_for_the_next(
    watch: DuplicateWatch, form: Form, look: Callable[..., None]
) -> None:
    look(likely(1))
    watch._decide_other("bản cho con thứ hai")
    form.content = {**TYPED, "identity_number": "034190004329"}

    look()

    seen = watch.with_decision(reception())
    assert (seen.duplicates_seen, seen.duplicate_reason) == ((), None)


@pytest.fixture
def running(desk_folder: Path, qtbot: QtBot) -> Iterator[Running]:
    """The window of desk 3; desk 2 received the sample citizen this morning."""
    desk = open_desk(desk_settings(desk_folder))
    with desk.database.transaction() as session:
        elsewhere = replace(desk.context, number=2)
        receive_dossier(session, reception(), now=NOW, desk=elsewhere, actor=desk.actor)
    desk.close()
    made = start(doors(desk_folder))
    with qtbot.waitSignals([made.session.ready, made.session.receive.refreshed]):
        pass
    come_to_front(made, qtbot)
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(made.session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    with qtbot.waitSignal(made.session.receive.duplicates.looked):
        scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, CONTROL)
    yield made
    gone(made)


def compare(running: Running, qtbot: QtBot) -> DuplicateDialog:
    press(Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DuplicateDialog)
    qtbot.waitUntil(lambda: bool(dialog.grid.lines()))
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def seen_by(running: Running, qtbot: QtBot, uid: UUID) -> Any:
    desk = running.session.desk
    assert desk is not None
    found: list[Any] = []
    running.session.background.query(dossier_by_uid, desk.context.tenant, uid, then=found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_another_request_is_decided_with_a_reason_and_recorded(
    running: Running, qtbot: QtBot
) -> None:
    screen = running.session.receive
    assert "quầy 2" in screen.duplicates.notice.sentence
    dialog = compare(running, qtbot)
    lines = {each[0]: each[1:] for each in dialog.grid.lines()}
    assert lines["Người nộp"] == ("Trần Thị Mẫu", "Trần Thị Mẫu", "giống")
    assert lines["Điện thoại"] == ("–", "0912345678", "chỉ một bên")
    assert lines["Địa chỉ"][2] == "khác"
    type_text("ban thu hai")

    press(Qt.Key.Key_Return, CONTROL)
    come_to_front(running, qtbot)
    assert screen.duplicates.notice.sentence == ""
    with qtbot.waitSignal(screen.received) as received:
        press(Qt.Key.Key_F9)

    dossier = seen_by(running, qtbot, received.args[0].dossier_uid)
    assert len(dossier.duplicates_seen) == 1
    assert dossier.private.duplicate_reason == "ban thu hai"


def test_the_notice_never_stands_in_the_way_and_is_recorded_as_seen(
    running: Running, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(running.session.receive.received) as received:
        press(Qt.Key.Key_F9)

    dossier = seen_by(running, qtbot, received.args[0].dossier_uid)
    assert len(dossier.duplicates_seen) == 1


def test_the_same_request_opens_its_page_and_nothing_typed_is_lost(
    running: Running, qtbot: QtBot
) -> None:
    screen = running.session.receive
    draft = screen.draft()
    compare(running, qtbot)

    press(Qt.Key.Key_O, CONTROL)

    page = page_of(running, qtbot)
    assert page.sheet.code.text() == "H40.16-261116-2001"
    assert screen.panels.applicant.fields.text("full_name") == ""
    come_to_front(running, qtbot)
    press(Qt.Key.Key_F2)
    with qtbot.waitSignal(screen.facts.quoted):
        press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert screen.draft() == draft
