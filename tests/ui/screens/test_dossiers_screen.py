from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from doubles import FakeDesk
from keys import press, show_active, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.calendar import Calendar
from app.domain.deadlines import WorkingSpan
from app.domain.dossier import Dossier, DossierState, PromiseState
from app.domain.dossier_parts import Custody
from app.domain.dossier_query import (
    BoundedCount,
    DaySpan,
    DossierQuery,
    DossierSearch,
    Order,
    PageKey,
)
from app.domain.dossier_rules import DeedKind
from app.domain.facts import ProcedureAsReceived, ReceptionPrivate, RegisterLine
from app.domain.procedure import Channel, LimitUnit, Procedure, RequiredDocument, TimeLimit
from app.domain.reception import Identity, Person, ReturnPlace, SubmittedDocument
from app.domain.units import office_unit
from app.services.saved_filters import SavedFilter
from app.ui.screens.dossiers import DossiersScreen
from app.ui.workplace import Workplace

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
AT = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
BOTH = frozenset(DeedKind)

PROCEDURE = Procedure(
    code="1.010833",
    name="Cấp giấy xác nhận thân nhân của người có công",
    papers=(
        RequiredDocument(ordinal=1, name="Đơn đề nghị", required=True),
        RequiredDocument(ordinal=2, name="Giấy chứng nhận", required=True),
        RequiredDocument(ordinal=3, name="Giấy ủy quyền", required=False),
    ),
)


def uid_of(number: int) -> UUID:
    return UUID(int=number)


def code_of(number: int) -> str:
    return f"H40.16-261116-{3000 + number}"


def line_of(number: int) -> Any:
    return SimpleNamespace(
        dossier_uid=uid_of(number),
        dossier_code=code_of(number),
        applicant="Trần Thị Mẫu",
        procedure_name=PROCEDURE.name,
        received_at=AT,
        return_due_at=AT + timedelta(7),
        state="received",
        place="Quầy 3",
    )


def dossier_of(number: int) -> Dossier:
    due = AT + timedelta(7)
    return Dossier(
        custody=Custody(holder=office_unit("H40.16", 3), since=AT),
        uid=str(uid_of(number)),
        office="H40.16",
        state=DossierState.RECEIVED,
        code=code_of(number),
        code_source="own",
        channel=Channel.COUNTER,
        procedure=ProcedureAsReceived(code=PROCEDURE.code, name=PROCEDURE.name, digest="x"),
        promise=PromiseState(
            return_due_at=due,
            late_against=due,
            calendar_digest="x",
            limit=TimeLimit.of(5, LimitUnit.WORKING_DAY),
        ),
        register=RegisterLine(book="3/2026", number=number),
        return_place=ReturnPlace.COUNTER,
        sets=1,
        received_at=AT,
        received_by=str(uid_of(900)),
        received_recorded_at=AT,
        slip_issued_at=AT,
        heads=("a",),
        documents=(SubmittedDocument(ordinal=1, originals=1, copies=2),),
        desk=3,
        private=ReceptionPrivate(
            applicant=Person(
                full_name="Trần Thị Mẫu",
                identity=Identity(number="034188004321"),
                phone="0912345678",
            )
        ),
    )


def view_of(dossier: Dossier, **changed: Any) -> Any:
    shown = {
        "dossier": dossier,
        "procedure": PROCEDURE,
        "clerk_name": "Nguyễn Thị Ví Dụ",
        "left": WorkingSpan(4, 120),
        "late": None,
        "history": (
            SimpleNamespace(at=AT, sentence="Tiếp nhận hồ sơ.", who="Nguyễn Thị Ví Dụ", desk=3),
            SimpleNamespace(
                at=AT + timedelta(minutes=5), sentence="In giấy.", who="Lê Mẫu", desk=None
            ),
        ),
        "is_clash": False,
        "stations": (),
        "assigned_name": None,
        "may_erase": False,
        "wants_note": False,
        "allowed": BOTH,
    }
    return SimpleNamespace(**{**shown, **changed})


class Office:
    """Sixty numbered dossiers behind a fake lane, and the screen before them."""

    def __init__(self, workplace: Workplace, desk: FakeDesk) -> None:
        self.background: Any = workplace.background
        self.told: Any = workplace.messages
        self.slips: Any = workplace.slips
        self.ways = workplace.ways
        self.desk = desk
        self.many = 60
        self.views: dict[UUID, Any] = {}
        self.screen = DossiersScreen(workplace)
        answers = self.background.answers
        answers["calendar"] = lambda *_: Calendar()
        answers["sectors"] = lambda *_, **__: ("Hộ tịch", "Người có công")
        answers["find_dossiers"] = self._find
        answers["count_dossiers"] = lambda *_, **__: BoundedCount(self.many)
        self.kept: list[SavedFilter] = []
        answers["saved_filters"] = lambda **_: tuple(self.kept)
        answers["save_filter"] = self._keep
        answers["drop_filter"] = lambda *_, **__: self.kept.clear()
        answers["neighbours"] = self._neighbours
        answers["dossier_view"] = self._view

    def asked(self) -> list[DossierSearch]:
        return [each.args[0] for each in self.background.of("find_dossiers")]

    def shown(self) -> str:
        return self.screen.sheet.code.text()

    def is_page(self) -> bool:
        return self.screen.sheet.isVisible()

    def open(self, number: int) -> None:
        self.screen.show_dossier(uid_of(number))

    def _keep(self, name: str, search: DossierSearch, **_: Any) -> SavedFilter:
        self.kept.append(SavedFilter(name, search))
        return self.kept[-1]

    def _find(
        self, _: DossierSearch, *, limit: int, after: PageKey | None = None, **__: Any
    ) -> Any:
        first = 1 if after is None else after.number + 1
        last = min(first + limit - 1, self.many)
        more = PageKey(number=last, due_on=AT.date()) if last < self.many else None
        lines = tuple(line_of(each) for each in range(first, last + 1))
        return SimpleNamespace(lines=lines, following=more, understood=(), is_corrected=False)

    def _neighbours(self, _: DossierSearch, uid: UUID, **__: Any) -> Any:
        at = uid.int
        return SimpleNamespace(
            previous=uid_of(at - 1) if at > 1 else None,
            next=uid_of(at + 1) if at < self.many else None,
        )

    def _view(self, uid: UUID, **__: Any) -> Any:
        return self.views.get(uid) or view_of(dossier_of(uid.int))


@pytest.fixture
def office(qtbot: QtBot, workplace: Workplace, open_desk: FakeDesk) -> Office:
    made = Office(workplace, open_desk)
    qtbot.addWidget(made.screen)
    made.screen.resize(1150, 620)
    show_active(qtbot, made.screen)
    made.screen.open_desk(made.desk)  # type: ignore[arg-type]
    made.screen.go_in()
    return made


@contextmanager
def answered(qtbot: QtBot, act: Callable[[Any], None]) -> Iterator[None]:
    """Act on the dialog that opens meanwhile, as soon as it has opened."""
    seen: list[QWidget] = []

    def look(window: object) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not seen:
            seen.append(dialog)
            act(dialog)

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusWindowChanged.connect(look)
    try:
        yield
    finally:
        application.focusWindowChanged.disconnect(look)
    assert seen, "no question was asked"


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget else ""


def test_the_list_stands_there_with_its_total_and_the_keyboard_in_the_search(
    office: Office,
) -> None:
    assert office.screen.list.table.rows == office.many
    assert office.screen.list.total.text() == "60 hồ sơ"
    assert QApplication.focusWidget() is office.screen.list.search


def test_typed_words_are_looked_for_at_once_by_enter(office: Office) -> None:
    type_text("mau hom qua")

    press(Qt.Key.Key_Return)

    assert office.asked()[-1].typed == "mau hom qua"
    assert not office.is_page()


def test_typed_words_are_looked_for_without_any_key_after_a_moment(
    office: Office, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(office.screen.list.asked):
        type_text("mau")

    assert office.asked()[-1].typed == "mau"


def test_down_walks_into_the_list_and_enter_opens_the_page(office: Office) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)

    press(Qt.Key.Key_Return)

    assert office.is_page()
    assert office.shown() == code_of(2)
    assert focused() == "sheet"


def test_enter_after_the_search_opens_the_first_dossier(office: Office) -> None:
    type_text("3001")
    press(Qt.Key.Key_Return)

    press(Qt.Key.Key_Return)

    assert office.shown() == code_of(1)


def test_esc_goes_back_to_the_row_that_was_left(office: Office) -> None:
    press(Qt.Key.Key_Down)
    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)

    press(Qt.Key.Key_Escape)

    assert not office.is_page()
    assert focused() == "records"
    assert office.screen.list.table.current_record().dossier_code == code_of(4)


def test_esc_in_the_list_leads_to_the_search_and_there_empties_it(office: Office) -> None:
    type_text("mau")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)

    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is office.screen.list.search
    press(Qt.Key.Key_Escape)

    assert office.screen.list.search.text() == ""


def test_letters_typed_on_the_list_go_on_in_the_search(office: Office) -> None:
    press(Qt.Key.Key_Down)

    type_text("le")

    assert office.screen.list.search.text() == "le"
    assert QApplication.focusWidget() is office.screen.list.search


def test_a_scan_on_the_list_leaves_no_letters_in_the_search(office: Office) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    restore = office.screen.list.table.remember()
    type_text("H40.16-261116-3007")

    restore()

    assert office.screen.list.search.text() == ""
    assert office.screen.list.table.currentIndex().row() == 1


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, 6),
        (Qt.Key.Key_Right, ALT, 6),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, 4),
        (Qt.Key.Key_Left, ALT, 4),
    ],
)
def test_next_and_previous_keep_the_filter(
    office: Office, key: Qt.Key, modifiers: Qt.KeyboardModifier, expected: int
) -> None:
    office.screen.narrow({"typed": "mau", "state": "received"})
    office.open(5)

    press(key, modifiers)

    assert office.shown() == code_of(expected)
    assert f"Hồ sơ {expected} trong 60 hồ sơ" in office.screen.sheet.place.text()
    assert "Mới nhận" in office.screen.sheet.place.text()
    asked = office.background.of("neighbours")[-1].args[0]
    assert (asked.typed, asked.filters.states) == ("mau", (DossierState.RECEIVED,))


def test_at_the_ends_of_the_list_the_buttons_say_so(office: Office) -> None:
    office.open(1)
    assert not office.screen.sheet.previous.isEnabled()

    office.open(60)

    assert not office.screen.sheet.next.isEnabled()
    assert office.screen.sheet.previous.isEnabled()


def test_a_long_list_is_read_page_by_page_and_never_whole(office: Office) -> None:
    office.many = 1_000_000
    office.screen.narrow({})
    table = office.screen.list.table
    assert table.rows == 100

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_End)
    assert table.rows == 200
    press(Qt.Key.Key_End)

    assert table.rows == 300
    assert table.current_record().dossier_code == code_of(200)


def test_the_next_page_is_asked_for_once_however_long_it_takes(office: Office) -> None:
    office.many = 1_000
    office.screen.narrow({})
    press(Qt.Key.Key_Down)
    del office.background.answers["find_dossiers"]
    before = len(office.asked())

    for _ in range(3):
        press(Qt.Key.Key_End)
        press(Qt.Key.Key_Up)

    assert len(office.asked()) == before + 1


def test_a_late_answer_to_an_older_search_is_dropped(office: Office) -> None:
    del office.background.answers["find_dossiers"]
    office.screen.narrow({"typed": "tran"})
    office.screen.narrow({"typed": "le"})
    old, new = office.background.of("find_dossiers")[-2:]
    page = SimpleNamespace(lines=(line_of(7),), following=None, understood=(), is_corrected=False)
    new.answer(page)

    old.answer(SimpleNamespace(lines=(), following=None, understood=(), is_corrected=False))

    assert office.screen.list.table.rows == 1


def test_chips_narrow_the_list_and_show_that_they_do(office: Office) -> None:
    press(Qt.Key.Key_H, ALT)
    assert focused() == "chip_due"

    press(Qt.Key.Key_Down)

    asked = office.asked()[-1]
    assert asked.filters.overdue_on == AT.date()
    assert asked.order is Order.DUE
    assert office.screen.list.filters["due"].property("chosen")


def test_days_of_a_range_are_typed_as_people_write_them(office: Office) -> None:
    filters = office.screen.list.filters
    office.screen.narrow({"received": "range"})
    filters.since.setFocus()

    type_text("1/11/2026")
    press(Qt.Key.Key_Return)

    assert office.asked()[-1].filters.received == (DaySpan(datetime(2026, 11, 1).date(), None),)  # noqa: DTZ001


def test_a_day_that_is_none_is_said_and_asks_nothing(office: Office) -> None:
    office.screen.narrow({"received": "range"})
    before = len(office.asked())
    office.screen.list.filters.since.setFocus()

    type_text("31/02")
    press(Qt.Key.Key_Return)

    assert office.told.last()[0] == "warn"
    assert len(office.asked()) == before


def test_clearing_the_filter_is_one_key(office: Office) -> None:
    office.screen.narrow({"typed": "mau", "desk": "3", "sector": "Hộ tịch"})

    press(Qt.Key.Key_0, CONTROL)

    assert office.asked()[-1] == DossierSearch()
    assert office.screen.list.search.text() == ""


def test_a_filter_is_kept_under_a_name_that_says_what_it_does(office: Office) -> None:
    office.screen.narrow({"typed": "mau", "due": "overdue", "received": "yesterday", "desk": "3"})

    press(Qt.Key.Key_S, CONTROL)

    name = "mau · Nhận hôm qua · Đã quá hạn · Quầy 3"
    (kept,) = office.kept
    assert kept.name == name
    assert office.screen.list.filters.named.currentText() == name
    assert "Đã lưu" in office.told.last()[1]


def test_a_kept_filter_keeps_its_days_in_words(office: Office) -> None:
    office.screen.narrow({"typed": "mau", "due": "overdue", "received": "yesterday", "desk": "3"})

    press(Qt.Key.Key_S, CONTROL)

    assert office.screen.list.values() == {"typed": "mau nhận hôm qua quá hạn", "desk": "3"}
    assert office.kept[0].search.filters == DossierQuery(desks=(3,))
    assert office.asked()[-1].order is Order.DUE


def test_a_kept_filter_is_chosen_by_its_name(office: Office) -> None:
    office.screen.narrow({"typed": "mau", "state": "received"})
    press(Qt.Key.Key_S, CONTROL)
    press(Qt.Key.Key_0, CONTROL)
    named = office.screen.list.filters.named

    press(Qt.Key.Key_B, ALT)
    press(Qt.Key.Key_End)

    assert named.currentText() == "mau · Mới nhận"
    assert office.screen.list.values() == {"typed": "mau", "state": "received"}


def test_a_kept_filter_can_be_dropped(office: Office) -> None:
    office.screen.narrow({"due": "week"})
    press(Qt.Key.Key_S, CONTROL)
    filters = office.screen.list.filters
    assert filters.named.currentText() == "Hạn tuần này"

    press(Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    assert office.kept == []
    assert filters.named.findText("Hạn tuần này") < 0


def test_how_typed_words_were_read_is_said(office: Office) -> None:
    office.background.answers["find_dossiers"] = lambda *_, **__: SimpleNamespace(
        lines=(line_of(1),),
        following=None,
        understood=(SimpleNamespace(typed="hom qua", meaning="nhận 15/11/2026"),),
        is_corrected=False,
    )
    office.screen.narrow({"typed": "mau hom qua"})

    assert office.screen.list.understood.text() == "Hiểu: “hom qua” là nhận 15/11/2026."


def test_nothing_found_says_what_to_try(office: Office) -> None:
    office.many = 0
    office.screen.narrow({"typed": "khong co"})

    assert "4 số cuối" in office.screen.list._empty.text()
    assert not office.screen.list.table.isVisible()


def test_the_list_says_what_is_left_in_working_time(office: Office) -> None:
    table = office.screen.list.table

    left = table.model().index(0, 5).data()

    assert left == "5 ngày"


def test_the_page_shows_promise_persons_papers_and_history(office: Office) -> None:
    office.open(7)

    sheet = office.screen.sheet
    assert sheet.promise.date.text() == "23/11/2026"
    assert sheet.promise.left.text() == "còn 4 ngày 2 giờ làm việc"
    assert ("Điện thoại", "0912345678") in sheet.persons.facts.lines()
    assert sheet.papers.papers.lines() == (
        ("Đơn đề nghị", "1 bản chính, 2 bản sao"),
        ("Giấy chứng nhận", "chưa nộp"),
        ("Giấy ủy quyền", "chưa nộp"),
    )
    assert [each[1] for each in sheet.history.events.lines()] == ["In giấy.", "Tiếp nhận hồ sơ."]
    assert sheet.history.events.lines()[1][2] == "Nguyễn Thị Ví Dụ · quầy 3"


def test_lateness_is_said_in_words_and_not_by_colour_alone(office: Office) -> None:
    office.views[uid_of(7)] = view_of(dossier_of(7), left=None, late=WorkingSpan(1, 180))

    office.open(7)

    assert office.screen.sheet.promise.left.text() == "trễ 1 ngày 3 giờ làm việc"
    assert office.screen.sheet.promise.left.property("kind") == "bad"


def test_only_what_is_allowed_has_a_button_and_a_key(office: Office) -> None:
    wanted: list[Dossier] = []
    office.ways.correction_wanted.connect(wanted.append)
    office.views[uid_of(7)] = view_of(dossier_of(7), allowed=frozenset())
    office.open(7)

    press(Qt.Key.Key_R, CONTROL)

    assert wanted == []
    assert not office.screen.sheet.correct.isVisible()
    assert not office.screen.sheet.cancel.isVisible()


def test_correcting_is_asked_for_with_the_dossier(office: Office) -> None:
    wanted: list[Dossier] = []
    office.ways.correction_wanted.connect(wanted.append)
    office.open(7)

    press(Qt.Key.Key_R, CONTROL)

    assert [each.code for each in wanted] == [code_of(7)]


def test_a_dossier_of_a_newer_program_is_shown_frozen(office: Office) -> None:
    frozen = replace(dossier_of(7), needs_update=True)
    office.views[uid_of(7)] = view_of(frozen, allowed=frozenset())

    office.open(7)

    assert "Cần cập nhật phần mềm" in office.screen.sheet.notice.sentence
    assert not office.screen.sheet.again.isVisible()
    assert not office.screen.print_again()


def test_a_clash_is_marked_in_red_and_in_words(office: Office) -> None:
    office.views[uid_of(7)] = view_of(replace(dossier_of(7), heads=("a", "b")), is_clash=True)

    office.open(7)

    assert office.screen.sheet.clash.text() == "Mâu thuẫn"
    assert office.screen.sheet.clash.property("kind") == "bad"
    assert "lãnh đạo" in office.screen.sheet.notice.sentence


def test_a_replaced_slip_is_told_on_the_page(office: Office) -> None:
    office.views[uid_of(7)] = view_of(replace(dossier_of(7), slip_edition=2, slip_copies=1))

    office.open(7)

    assert "bản thay thế lần 2" in office.screen.sheet.notice.sentence


def test_printing_again_is_for_the_page_that_is_open(office: Office) -> None:
    assert not office.screen.print_again()
    office.open(7)

    assert office.screen.print_again()

    assert office.slips.receipts == [code_of(7)]


def test_cancelling_asks_for_the_reason_and_hands_it_over(office: Office, qtbot: QtBot) -> None:
    office.views[uid_of(7)] = view_of(replace(dossier_of(7), slip_out_at=AT))
    office.open(7)

    def answer(dialog: QDialog) -> None:
        assert not dialog.agree.isEnabled()  # type: ignore[attr-defined]
        dialog.reason.setPlainText("Nhận nhầm")  # type: ignore[attr-defined]
        dialog.returned.setChecked(True)  # type: ignore[attr-defined]
        dialog.agree.click()  # type: ignore[attr-defined]

    with answered(qtbot, answer):
        press(Qt.Key.Key_Delete, CONTROL)

    (asked,) = office.background.of("cancel_dossier")
    assert asked.args == (uid_of(7), "Nhận nhầm")
    assert asked.named["slip_returned"] is True
    asked.answer(SimpleNamespace(dossier_code=code_of(7), money_taken=50_000))
    assert "50.000" in office.told.last()[1]


def test_going_back_from_the_question_cancels_nothing(office: Office, qtbot: QtBot) -> None:
    office.open(7)

    with answered(qtbot, QDialog.reject):
        press(Qt.Key.Key_Delete, CONTROL)

    assert office.background.of("cancel_dossier") == []


def test_what_another_lane_recorded_is_shown_without_losing_the_place(office: Office) -> None:
    press(Qt.Key.Key_Down)
    for _ in range(4):
        press(Qt.Key.Key_Down)

    office.background.recorded.emit(())

    assert office.screen.list.table.current_record().dossier_code == code_of(5)
    assert focused() == "records"


def test_an_open_page_is_read_anew_when_something_was_recorded(office: Office) -> None:
    office.open(7)
    office.views[uid_of(7)] = view_of(replace(dossier_of(7), state=DossierState.CANCELLED))

    office.background.recorded.emit(())

    assert office.screen.sheet.state.text() == "Hủy"


@pytest.mark.parametrize("is_page", [False, True])
def test_every_control_has_a_name_for_a_screen_reader(office: Office, is_page: bool) -> None:
    office.screen.narrow({"received": "range"})
    if is_page:
        office.open(7)

    nameless = [
        f"{type(each).__name__} {each.objectName()}"
        for each in office.screen.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not each.accessibleName()
    ]

    assert nameless == []


def test_the_keyboard_walks_from_the_search_over_the_chips_to_the_list(office: Office) -> None:
    walked = []
    for _ in range(7):
        press(Qt.Key.Key_Tab)
        walked.append(focused())

    chips = ["chip_state", "chip_sector", "chip_desk", "chip_received", "chip_due"]
    assert walked == ["named", *chips, "records"]
