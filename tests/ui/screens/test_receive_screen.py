from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from doubles import FakeDesk
from keys import CONTROL, press, show_active, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.citizen_card import read_citizen_card
from app.domain.correction_rules import form_as_received
from app.domain.dossier import Dossier, DossierState, MoneyState, PromiseState
from app.domain.dossier_parts import Custody
from app.domain.errors import Reason, Refusal
from app.domain.facts import ProcedureAsReceived, ReceptionPrivate, RegisterLine
from app.domain.procedure import (
    Channel,
    Fee,
    FeeKind,
    Limit,
    LimitUnit,
    Procedure,
    RequiredDocument,
    TimeLimit,
)
from app.domain.reception import (
    Identity,
    Person,
    Places,
    ReceptionForm,
    ReturnPlace,
    SubmittedDocument,
)
from app.domain.trace import Promise, StepKind, TraceStep
from app.domain.units import office_unit
from app.ui.screens.receive import ReceiveScreen
from app.ui.widgets.choices import Choice
from app.ui.workplace import Workplace

CARD = (
    "034188004321|151234567|Trần Thị Mẫu|02091988|Nữ|"
    "Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
)
DUE = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
RECEIVED_AT = datetime(2026, 11, 13, 2, 0, tzinfo=UTC)

PROCEDURE = Procedure(
    code="1.010833",
    name="Cấp giấy xác nhận thân nhân của người có công",
    sector="Người có công",
    limits=(Limit(statutory=TimeLimit.of(5, LimitUnit.WORKING_DAY)),),
    papers=(
        RequiredDocument(ordinal=1, name="Đơn đề nghị", required=True, originals=1),
        RequiredDocument(ordinal=2, name="Giấy chứng nhận", required=True, copies=1),
    ),
    fees=(
        Fee(kind=FeeKind.FEE, amount=50_000),
        Fee(kind=FeeKind.LEVY, amount=8_000, channel=Channel.POST),
    ),
)


def quote(*_: object, **__: object) -> object:
    step = TraceStep(StepKind.DUE, at=DUE)
    return SimpleNamespace(procedure=PROCEDURE, promise=Promise(DUE, DUE, (step,)))


def received(_: UUID, form: ReceptionForm, **__: object) -> object:
    return SimpleNamespace(
        dossier_uid=UUID(int=1),
        dossier_code="H40.16-261116-3001",
        return_due_at=DUE,
        papers=(),
    )


class Counter:
    """The screen with everything around it, as a test sees it."""

    def __init__(self, workplace: Workplace, desk: FakeDesk) -> None:
        self.background: Any = workplace.background
        self.told: Any = workplace.messages
        self.slips: Any = workplace.slips
        self.desk = desk
        self.workplace = workplace
        self.screen = ReceiveScreen(workplace)
        self.panels = self.screen.panels

    def open(self) -> None:
        answers = self.background.answers
        answers["procedure_in_force"] = lambda *_: ("digest", PROCEDURE)
        answers["quote_promise"] = quote
        answers["received_on"] = lambda *_: ()
        self.screen.open_desk(self.desk)  # type: ignore[arg-type]
        found = [Choice(PROCEDURE.name, PROCEDURE.code, PROCEDURE.code)]
        self.screen.offer_catalogue(lambda typed: found if "than nhan" in typed else [])

    def choose(self) -> None:
        self.screen.go_in()
        type_text("than nhan")
        press(Qt.Key.Key_Return)

    def fill(self) -> None:
        self.choose()
        self.screen.take_card(read_citizen_card(CARD))
        press(Qt.Key.Key_T, CONTROL)

    def saved(self) -> list[ReceptionForm]:
        return [each.args[1] for each in self.background.of("receive_draft")]


@pytest.fixture
def counter(qtbot: QtBot, workplace: Workplace, open_desk: FakeDesk) -> Iterator[Counter]:
    made = Counter(workplace, open_desk)
    qtbot.addWidget(made.screen)
    made.screen.resize(1200, 760)
    show_active(qtbot, made.screen)
    made.open()
    return made


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget else ""


def test_before_the_desk_is_open_nothing_can_be_saved(
    qtbot: QtBot, workplace: Workplace, open_desk: FakeDesk
) -> None:
    counter = Counter(workplace, open_desk)
    qtbot.addWidget(counter.screen)
    show_active(qtbot, counter.screen)
    counter.screen.go_in()
    type_text("khai sinh")

    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_Return, CONTROL)

    assert counter.background.asked == []
    assert counter.panels.procedure.search.text() == "khai sinh"


def test_typed_words_find_the_procedure_and_enter_takes_it(counter: Counter) -> None:
    counter.choose()

    assert counter.panels.procedure.code == "1.010833"
    assert counter.panels.procedure.search.text() == PROCEDURE.name
    assert counter.panels.promise.date.text() == "23/11/2026"
    assert counter.panels.settlement.fields.text("fee") == "50.000"
    assert focused() == "identity_number"


def test_the_whole_counting_is_one_key_away(counter: Counter) -> None:
    counter.choose()
    assert not counter.panels.promise.trace.isVisible()

    press(Qt.Key.Key_G, CONTROL)

    assert counter.panels.promise.trace.isVisible()
    assert "23/11/2026" in counter.panels.promise.trace.text()
    assert focused() == "identity_number"


def test_a_card_fills_the_applicant_and_leads_to_the_papers(counter: Counter) -> None:
    counter.choose()

    counter.screen.take_card(read_citizen_card(CARD))

    fields = counter.panels.applicant.fields
    assert fields.text("full_name") == "Trần Thị Mẫu"
    assert fields.text("born_on") == "02/09/1988"
    assert focused() == "papers"


OTHER_CARD = "001201012345||Nguyễn Văn Thử|05042001|Nam|Số 1 ngõ Ví Dụ, Phúc Mẫu, Hà Nội|20032024"


def test_a_card_that_came_as_slowly_as_typing_is_taken_when_its_field_is_left(
    counter: Counter,
) -> None:
    counter.choose()
    fields = counter.panels.applicant.fields
    fields["identity_number"].setFocus()
    type_text(CARD)
    press(Qt.Key.Key_Return)

    card = read_citizen_card(CARD)
    assert fields.text("identity_number") == card.citizen_number
    assert fields.text("full_name") == card.full_name
    assert not fields["identity_number"].property("wrong")


def test_the_card_of_another_citizen_parks_the_half_typed_form_and_says_the_way_back(
    counter: Counter,
) -> None:
    counter.fill()

    counter.screen.take_card(read_citizen_card(OTHER_CARD))

    (parked,) = counter.background.of("save_draft")
    assert parked.args[1]["full_name"] == "Trần Thị Mẫu"
    assert parked.args[1]["parked"] == "1"
    fields = counter.panels.applicant.fields
    assert (fields.text("full_name"), fields.text("gender")) == ("Nguyễn Văn Thử", "Nam")
    assert counter.panels.papers.documents() == ()
    kind, sentence = counter.told.last()
    assert kind == "inform"
    assert "Trần Thị Mẫu" in sentence
    assert "Ctrl+Shift+N" in sentence

    counter.background.answers["recall_draft"] = lambda *_, **__: parked.args[1]
    press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    assert fields.text("full_name") == "Trần Thị Mẫu"
    assert len(counter.panels.papers.documents()) == 2


def test_the_card_of_the_same_citizen_only_confirms_what_is_typed(counter: Counter) -> None:
    counter.fill()
    counter.panels.applicant.fields.put("full_name", "Trần Thị Mầu")
    counter.panels.applicant.fields.put("phone", "0912345678")

    counter.screen.take_card(read_citizen_card(CARD))

    assert counter.background.of("save_draft") == []
    assert counter.panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"
    assert counter.panels.applicant.fields.text("phone") == "0912345678"
    assert len(counter.panels.papers.documents()) == 2


@pytest.mark.parametrize(
    "modifiers",
    [CONTROL | Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier],
)
def test_who_was_kept_after_saving_gives_way_to_the_next_card_without_being_parked(
    counter: Counter, modifiers: Qt.KeyboardModifier
) -> None:
    counter.background.answers["receive_draft"] = received
    counter.fill()
    press(Qt.Key.Key_Return, modifiers)
    assert counter.panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"

    counter.screen.take_card(read_citizen_card(OTHER_CARD))

    assert counter.background.of("save_draft") == []
    assert counter.panels.applicant.fields.text("full_name") == "Nguyễn Văn Thử"


def test_the_wrong_card_over_a_correction_is_told(counter: Counter) -> None:
    counter.screen.correct(stored())

    counter.screen.take_card(read_citizen_card(OTHER_CARD))

    kind, sentence = counter.told.last()
    assert kind == "warn"
    assert "Lê Thị Mẫu" in sentence
    assert counter.background.of("save_draft") == []


def test_f9_hands_the_whole_form_over_in_one_command(counter: Counter) -> None:
    counter.fill()

    press(Qt.Key.Key_F9)

    (form,) = counter.saved()
    assert form.procedure_code == "1.010833"
    assert form.applicant.identity == Identity(number="034188004321")
    assert form.documents == (
        SubmittedDocument(ordinal=1, originals=1),
        SubmittedDocument(ordinal=2, copies=1),
    )
    assert form.money.fee == 50_000


def test_after_saving_the_slip_is_asked_for_and_the_form_is_empty(counter: Counter) -> None:
    counter.background.answers["receive_draft"] = received
    counter.fill()

    press(Qt.Key.Key_F9)

    assert counter.slips.receipts == ["H40.16-261116-3001"]
    assert counter.panels.applicant.fields.text("full_name") == ""
    assert counter.panels.procedure.code == ""
    assert focused() == "procedure"
    assert "H40.16-261116-3001" in counter.panels.promise.reason.text()
    assert counter.panels.promise.date.text() == "23/11/2026"


@pytest.mark.parametrize(
    ("key", "modifiers", "procedure", "name", "focus"),
    [
        (Qt.Key.Key_Return, CONTROL, "1.010833", "", "identity_number"),
        (
            Qt.Key.Key_Return,
            CONTROL | Qt.KeyboardModifier.ShiftModifier,
            "",
            "Trần Thị Mẫu",
            "procedure",
        ),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier, "1.010833", "Trần Thị Mẫu", "papers"),
    ],
)
def test_a_save_keeps_what_its_key_says(
    counter: Counter,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    procedure: str,
    name: str,
    focus: str,
) -> None:
    counter.background.answers["receive_draft"] = received
    counter.fill()

    press(key, modifiers)

    assert len(counter.saved()) == 1
    assert counter.panels.procedure.code == procedure
    assert counter.panels.applicant.fields.text("full_name") == name
    assert counter.panels.papers.documents() == ()
    assert focused() == focus


def test_a_second_f9_while_the_first_is_running_does_nothing(counter: Counter) -> None:
    counter.fill()
    press(Qt.Key.Key_F9)
    counter.screen.set_busy(True)

    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_Return, CONTROL)

    assert len(counter.saved()) == 1


def test_loading_a_draft_saves_nothing(counter: Counter) -> None:
    counter.fill()
    draft = counter.screen.draft()
    counter.background.asked.clear()

    counter.screen.load_draft(draft)

    assert {each.kind for each in counter.background.asked} == {"query"}
    assert counter.screen.draft() == draft


def test_a_draft_is_plain_json(counter: Counter) -> None:
    import json

    counter.fill()
    draft = counter.screen.draft()

    assert json.loads(json.dumps(draft)) == draft


def test_a_refusal_is_said_at_its_field(counter: Counter) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refusal(Reason.IDENTITY_NUMBER_MISSING, who="người nộp")

    counter.background.answers["receive_draft"] = refuse
    counter.fill()

    press(Qt.Key.Key_F9)

    assert focused() == "identity_number"
    assert counter.panels.applicant.fields["identity_number"].property("wrong")
    assert counter.panels.applicant.fields["identity_number"].accessibleDescription()
    assert counter.panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"


def test_missing_papers_offer_the_slip_at_the_door(counter: Counter) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refusal(Reason.PAPERS_MISSING, count=1, names="Giấy chứng nhận")

    counter.background.answers["receive_draft"] = refuse
    counter.fill()

    press(Qt.Key.Key_F9)

    kind, sentence = counter.told.last()
    assert kind == "warn"
    assert "Giấy chứng nhận" in sentence
    assert "Ctrl+B" in sentence
    assert focused() == "papers"


def test_a_refusal_without_a_field_goes_across_the_form(counter: Counter) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refusal(Reason.DISK_FULL)

    counter.background.answers["receive_draft"] = refuse
    counter.fill()

    press(Qt.Key.Key_F9)

    assert counter.told.last() == ("refuse", "disk_full")


def test_the_citizen_number_is_checked_while_it_is_typed(counter: Counter) -> None:
    fields = counter.panels.applicant.fields
    fields["identity_number"].setFocus()
    type_text("03418800432")
    assert not fields["identity_number"].accessibleDescription()

    type_text("1")

    assert "1988" in fields["identity_number"].accessibleDescription()
    assert not fields["identity_number"].property("wrong")


def test_a_number_that_is_none_is_marked_on_leaving(counter: Counter) -> None:
    fields = counter.panels.applicant.fields
    fields["identity_number"].setFocus()
    type_text("0341")
    press(Qt.Key.Key_Tab)

    assert fields["identity_number"].property("wrong")


def test_a_birth_date_against_the_number_warns_and_blocks_nothing(counter: Counter) -> None:
    counter.fill()
    counter.panels.applicant.fields.put("born_on", "02/09/1989")

    field = counter.panels.applicant.fields["identity_number"]
    assert "1988" in field.accessibleDescription()
    assert not field.property("wrong")
    press(Qt.Key.Key_F9)
    assert len(counter.saved()) == 1


def test_a_passport_asks_for_its_country_and_no_paper_for_a_reason(counter: Counter) -> None:
    fields = counter.panels.applicant.fields

    fields.put("identity_kind", "passport")
    assert fields["country"].isVisible()
    fields.put("identity_kind", "none")

    assert fields["no_identity_reason"].isVisible()
    assert not fields["identity_number"].isEnabled(), "greyed, and its line keeps its label"
    assert not fields["country"].isVisible()


def test_enter_walks_and_never_saves(counter: Counter) -> None:
    counter.fill()
    counter.panels.applicant.fields["full_name"].setFocus()

    press(Qt.Key.Key_Return)

    assert focused() == "born_on"
    assert counter.saved() == []


def test_leaving_the_search_without_a_choice_keeps_the_procedure(counter: Counter) -> None:
    counter.choose()
    counter.screen.go_in()
    type_text("khac")
    assert counter.panels.procedure.code == ""
    press(Qt.Key.Key_Tab)

    assert counter.panels.procedure.code == "1.010833"
    assert counter.panels.procedure.search.text() == PROCEDURE.name


def test_late_answers_to_an_abandoned_procedure_are_dropped(counter: Counter) -> None:
    del counter.background.answers["procedure_in_force"]
    counter.choose()
    (asked,) = counter.background.of("procedure_in_force")
    press(Qt.Key.Key_N, CONTROL)

    asked.answer(("digest", PROCEDURE))

    assert counter.panels.procedure.code == ""
    assert counter.panels.papers.view.papers.lines == ()


def test_what_was_cleared_can_be_taken_back(counter: Counter) -> None:
    counter.fill()
    draft = counter.screen.draft()

    press(Qt.Key.Key_N, CONTROL)
    assert counter.panels.applicant.fields.text("full_name") == ""
    press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    assert counter.screen.draft() == draft


def test_the_channel_changes_the_money(counter: Counter) -> None:
    counter.choose()

    counter.panels.procedure.fields.put("channel", "post")

    assert counter.panels.settlement.fields.text("levy") == "8.000"


def test_a_limit_without_a_unit_asks_for_the_date(counter: Counter) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refusal(Reason.DUE_DATE_MISSING, code="1.010833")

    counter.background.answers["quote_promise"] = refuse
    counter.choose()

    more = counter.panels.settlement.fields_of("stated_due")
    assert more is not None
    assert more["stated_due"].isVisible()
    assert counter.panels.promise.date.text() == "--/--/----"


def test_every_control_has_a_name_for_a_screen_reader(counter: Counter) -> None:
    counter.choose()
    press(Qt.Key.Key_O, CONTROL)
    press(Qt.Key.Key_I, CONTROL)

    nameless = [
        type(each).__name__
        for each in counter.screen.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not each.accessibleName()
        and each.objectName() != "qt_spinbox_lineedit"
    ]

    assert nameless == []


def test_the_keyboard_walks_the_form_in_its_order(counter: Counter) -> None:
    counter.choose()
    counter.screen.go_in()
    walked = [focused()]
    for _ in range(11):
        press(Qt.Key.Key_Tab)
        walked.append(focused())

    expected = [
        "procedure",
        "channel",
        "identity_number",
        "identity_kind",
        "full_name",
        "born_on",
        "gender",
        "phone",
        "address",
    ]
    assert walked[: len(expected)] == expected
    assert "papers" in walked


def line_of(number: int) -> SimpleNamespace:
    return SimpleNamespace(
        dossier_uid=UUID(int=number),
        dossier_code=f"H40.16-261116-{3000 + number}",
        applicant="Trần Thị Mẫu",
        procedure_name="Cấp giấy",
        received_at=DUE,
        return_due_at=DUE,
        state="received",
    )


def test_enter_on_todays_list_opens_the_page_and_esc_leads_back_to_the_form(
    counter: Counter,
) -> None:
    counter.background.answers["received_on"] = lambda *_: (line_of(2), line_of(1))
    counter.screen.today.refresh()
    wanted: list[UUID] = []
    counter.workplace.ways.page_wanted.connect(wanted.append)
    counter.panels.today.table.setFocus()

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert wanted == [UUID(int=1)]
    press(Qt.Key.Key_Escape)

    assert focused() == "procedure"


def test_one_key_repeats_the_address_of_the_last_citizen(counter: Counter) -> None:
    counter.background.answers["last_address"] = lambda **_: None
    press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert counter.told.last() == ("inform", "Chưa có địa chỉ nào của người trước.")

    counter.background.answers["last_address"] = lambda **_: "Thôn Ví Dụ"
    press(Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    assert counter.panels.applicant.fields.text("address") == "Thôn Ví Dụ"


def stored() -> Dossier:
    return Dossier(
        custody=Custody(holder=office_unit("H40.16", 3), since=RECEIVED_AT),
        uid=str(UUID(int=7)),
        office="H40.16",
        state=DossierState.RECEIVED,
        code="H40.16-261116-3007",
        code_source="own",
        channel=Channel.COUNTER,
        procedure=ProcedureAsReceived(code=PROCEDURE.code, name=PROCEDURE.name, digest="digest"),
        promise=PromiseState(return_due_at=DUE, late_against=DUE, calendar_digest="x"),
        register=RegisterLine(book="3/2026", number=7),
        return_place=ReturnPlace.COUNTER,
        sets=1,
        received_at=RECEIVED_AT,
        received_by=str(UUID(int=9)),
        received_recorded_at=RECEIVED_AT,
        slip_issued_at=RECEIVED_AT,
        slip_out_at=RECEIVED_AT,
        heads=("a",),
        documents=(SubmittedDocument(ordinal=1, originals=1),),
        money=MoneyState(fee_due=70_000, fee_paid=70_000),
        places=Places(received_at="H40.16", settled_by="H40.99"),
        private=ReceptionPrivate(
            applicant=Person(
                full_name="Lê Thị Mẫu",
                identity=Identity(number="034188004321"),
                email="mau@example.com",
            )
        ),
    )


def corrected(**changed: object) -> SimpleNamespace:
    told = {
        "dossier_uid": UUID(int=7),
        "dossier_code": "H40.16-261116-3007",
        "return_due_at": DUE,
        "voided_copies": (1,),
        "overpaid": 0,
        "counted_due_at": None,
        "papers": (),
    }
    return SimpleNamespace(**{**told, **changed})


def test_a_correction_fills_the_form_and_says_which_dossier(counter: Counter) -> None:
    counter.screen.correct(stored())

    assert "H40.16-261116-3007 · Lê Thị Mẫu" in counter.screen.correction.strip.sentence
    assert counter.panels.applicant.fields.text("full_name") == "Lê Thị Mẫu"
    assert counter.panels.settlement.fields.text("fee") == "70.000"
    assert counter.panels.papers.documents() == (SubmittedDocument(ordinal=1, originals=1),)
    assert focused() == "procedure"
    assert not counter.panels.promise.guide.isVisible()


def test_a_correction_counts_from_the_reception_of_the_dossier(counter: Counter) -> None:
    counter.screen.correct(stored())

    quoted = counter.background.of("quote_promise")[-1].args[0]
    assert quoted.stated_at == RECEIVED_AT


def correction_quote(**changed: object) -> SimpleNamespace:
    told = {"return_due_at": DUE, "counted_due_at": None, "promise": None}
    return SimpleNamespace(**{**told, **changed})


LATER_DUE = datetime(2026, 12, 2, 2, 30, tzinfo=UTC)


def test_while_correcting_the_date_kept_for_the_old_slip_is_said_beside_the_promise(
    counter: Counter,
) -> None:
    counter.background.answers["quote_correction"] = lambda *_, **__: correction_quote(
        counted_due_at=LATER_DUE
    )
    counter.screen.correct(stored())

    promise = counter.panels.promise
    assert promise.corrected.isVisible()
    assert "02/12/2026" in promise.corrected.text()
    assert "xin lỗi" in promise.corrected.text()
    assert promise.date.text() == "23/11/2026"
    assert promise.due is not None
    assert promise.due[0] == "23/11/2026"


def test_a_slip_that_came_back_is_quoted_anew(counter: Counter) -> None:
    counter.background.answers["quote_correction"] = lambda *_, **named: correction_quote(
        return_due_at=LATER_DUE if named["slip_returned"] else DUE,
        counted_due_at=None if named["slip_returned"] else LATER_DUE,
    )
    counter.screen.correct(replace(stored(), slip_out_at=counter.desk.now()))
    assert "thu lại" in counter.panels.promise.corrected.text().lower()

    counter.screen.correction.strip.fields.put("slip_returned", "1")

    assert "Muộn hơn giấy cũ" in counter.panels.promise.corrected.text()
    assert counter.panels.promise.due is not None
    assert counter.panels.promise.due[0] == "02/12/2026"


def test_what_is_said_of_a_correction_goes_with_it(counter: Counter) -> None:
    counter.background.answers["quote_correction"] = lambda *_, **__: correction_quote()
    counter.screen.correct(stored())
    assert "giữ nguyên" in counter.panels.promise.corrected.text()

    press(Qt.Key.Key_R, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    counter.choose()

    assert not counter.panels.promise.corrected.isVisible()


def test_a_slip_of_the_pad_asks_for_its_times_and_is_saved_under_its_code(
    counter: Counter,
) -> None:
    counter.screen.key_in("H40.16-261116-9621")
    assert focused() == "stated_at"
    assert "H40.16-261116-9621" in counter.screen.pad.notice.sentence
    counter.fill()
    counter.panels.settlement.fields_of("stated_at")
    more = counter.panels.settlement.fields_of("stated_at")
    assert more is not None
    assert more["pad_due"].isVisible()
    more.put("stated_at", "13/11/2026 09:00")

    press(Qt.Key.Key_F9)

    (form,) = counter.saved()
    assert form.pad_code == "H40.16-261116-9621"
    assert form.stated_at == datetime(2026, 11, 13, 2, 0, tzinfo=UTC)


def test_a_handwritten_date_is_held_against_the_promise(counter: Counter) -> None:
    counter.screen.key_in("H40.16-261116-9621")
    counter.choose()
    more = counter.panels.settlement.fields_of("pad_due")
    assert more is not None

    more.put("pad_due", "20/11/2026 09:30")
    assert "20/11/2026" in counter.screen.pad.notice.sentence
    assert "xin lỗi" in counter.screen.pad.notice.sentence
    more.put("pad_due", "23/11/2026 09:30")

    assert "xin lỗi" not in counter.screen.pad.notice.sentence
    assert "H40.16-261116-9621" in counter.screen.pad.notice.sentence


def test_a_slip_of_the_pad_parks_what_is_typed(counter: Counter) -> None:
    counter.fill()

    counter.screen.key_in("H40.16-261116-9621")

    assert counter.panels.applicant.fields.text("full_name") == ""
    assert counter.background.of("save_draft")[0].args[1]["full_name"] == "Trần Thị Mẫu"


def test_a_correction_without_a_reason_asks_for_it_and_keeps_everything(counter: Counter) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refusal(Reason.REASON_MISSING)

    counter.background.answers["correct_dossier"] = refuse
    counter.screen.correct(stored())

    press(Qt.Key.Key_F9)

    assert focused() == "reason"
    assert counter.screen.correction.strip.fields["reason"].property("wrong")
    assert counter.panels.applicant.fields.text("full_name") == "Lê Thị Mẫu"


def test_a_correction_is_saved_with_its_reason_and_prints_the_replacement(
    counter: Counter,
) -> None:
    counter.background.answers["correct_dossier"] = lambda *_, **__: corrected()
    counter.screen.correct(stored())
    strip = counter.screen.correction.strip
    strip.fields.put("reason", "ghi nhầm tên")
    strip.fields.put("slip_returned", "1")
    counter.panels.applicant.fields.put("full_name", "Lê Thị Mầu")

    press(Qt.Key.Key_F9)

    (asked,) = counter.background.of("correct_dossier")
    uid, form, reason = asked.args
    assert (uid, reason, asked.named["slip_returned"]) == (UUID(int=7), "ghi nhầm tên", True)
    assert form.applicant.full_name == "Lê Thị Mầu"
    assert counter.saved() == []
    assert counter.slips.receipts == ["H40.16-261116-3007"]
    assert strip.sentence == ""
    assert counter.panels.promise.guide.isVisible()
    assert "thu lại" in counter.told.last()[1]


def test_what_the_form_has_no_field_for_stays_as_it_was(counter: Counter) -> None:
    counter.background.answers["correct_dossier"] = lambda *_, **__: corrected()
    counter.screen.correct(stored())

    press(Qt.Key.Key_F9)

    form = counter.background.of("correct_dossier")[0].args[1]
    assert form == form_as_received(stored())


def test_the_slip_box_is_there_only_where_a_citizen_holds_a_slip(counter: Counter) -> None:
    box = counter.screen.correction.strip.fields["slip_returned"]
    counter.screen.correct(stored())
    assert box.isVisible()

    counter.screen.correct(replace(stored(), slip_out_at=None))

    assert not box.isVisible()


def test_a_correction_can_be_given_up_and_the_form_before_it_comes_back(counter: Counter) -> None:
    counter.fill()
    counter.background.answers["recall_draft"] = lambda *_, **__: parked.args[1]
    counter.screen.correct(stored())
    (parked,) = counter.background.of("save_draft")

    press(Qt.Key.Key_R, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert counter.screen.correction.strip.sentence == ""
    assert "giữ nguyên" in counter.told.last()[1]
    press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    assert counter.panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"
    press(Qt.Key.Key_F9)
    assert counter.background.of("correct_dossier") == []
    assert len(counter.saved()) == 1


def test_an_earlier_visit_reopened_meanwhile_is_never_saved_as_a_correction(
    counter: Counter,
) -> None:
    counter.screen.correct(stored())

    counter.screen.door.reopened.emit({"full_name": "Người Khác", "documents": []})

    assert counter.screen.correction.dossier is None
    assert counter.panels.applicant.fields.text("full_name") == "Người Khác"


def test_one_key_corrects_what_was_received_last(counter: Counter) -> None:
    counter.background.answers["received_on"] = lambda *_: (line_of(7), line_of(1))
    counter.background.answers["dossier_by_uid"] = lambda _, uid: stored()
    counter.screen.today.refresh()

    press(Qt.Key.Key_R, CONTROL)

    assert counter.background.of("dossier_by_uid")[0].args[1] == UUID(int=7)
    assert "H40.16-261116-3007" in counter.screen.correction.strip.sentence


def test_a_dossier_whose_persons_were_erased_cannot_be_corrected(counter: Counter) -> None:
    counter.screen.correct(replace(stored(), private=None))

    assert counter.told.last() == ("refuse", "dossier_erased")
    assert counter.screen.correction.dossier is None


def test_money_that_is_to_be_given_back_is_said(counter: Counter) -> None:
    counter.background.answers["correct_dossier"] = lambda *_, **__: corrected(overpaid=20_000)
    counter.screen.correct(stored())

    press(Qt.Key.Key_F9)

    assert "20.000 đồng" in counter.told.last()[1]
