from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from desks import NOW, desk_settings, reception
from keys import CONTROL, press, scan, type_text
from offices import CHIEF, CLERK_NAME, HEAD, PINS
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from windows import gone

from app.bootstrap import Desk, open_desk
from app.domain.roles import SUPERVISOR
from app.domain.unlock_code import unlock_answer
from app.models.people import UnlockKeyRow
from app.services import journal
from app.services.correcting import cancel_dossier
from app.services.desk import actor_of, staff_named
from app.services.receiving import receive_dossier
from app.services.slip_printing import record_receipt_printed
from app.services.staff_accounts import close_account, give_pin, issue_badge
from app.ui.desk_at_work import Doors
from app.ui.desk_lock import DeskLock
from app.ui.desk_session import DeskSession
from app.ui.second_person import SecondPerson
from app.ui.start import start
from app.ui.tour import SAMPLE_CARD
from app.ui.widgets.fields import fill

SAMPLE_NAME = SAMPLE_CARD.split("|")[2]


class Counter:
    """The real window at a desk with several people, in the hands of a test."""

    def __init__(self, folder: Path, bot: QtBot) -> None:
        self.bot = bot
        self.now = NOW
        self.trouble: list[Exception] = []
        settings = desk_settings(folder)

        def opened(listener: object) -> Desk:
            return replace(open_desk(settings, listener), now=lambda: self.now)  # type: ignore[arg-type]

        doors = Doors(
            is_set_up=True,
            open=opened,
            set_up=None,  # type: ignore[arg-type]
            preferences=folder.with_name("window.ini"),
        )
        self.running = start(doors)
        self.session.background.failed.disconnect(self.window.messages.crash)
        self.session.background.failed.connect(self.trouble.append)
        bot.waitUntil(lambda: self.session.desk is not None)
        bot.waitUntil(lambda: len(self.page._names) > 0)
        self.window.activateWindow()
        self.in_front()

    def in_front(self) -> None:
        """Wait until keys reach the window and no dialog."""
        handle = self.window.windowHandle()
        self.bot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)

    @property
    def session(self) -> DeskSession:
        return self.running.session

    @property
    def window(self):  # type: ignore[no-untyped-def]
        return self.session.window

    @property
    def lock(self) -> DeskLock:
        return self.session.lock

    @property
    def page(self):  # type: ignore[no-untyped-def]
        return self.session.lock.page

    @property
    def desk(self) -> Desk:
        assert isinstance(self.session.desk, Desk)
        return self.session.desk

    def said(self) -> str:
        return str(self.page._trouble.text())

    def choose(self, name: str) -> None:
        at = next(uid for uid, each in self.page._names.items() if each == name)
        fill(self.page.fields["officer"], at)

    def come_in(self, name: str, pin: str | None = None) -> None:
        self.choose(name)
        self.enter(PINS[name] if pin is None else pin)
        self.bot.waitUntil(lambda: not self.lock.is_locked)

    def enter(self, pin: str) -> None:
        self.page._pin.setFocus()
        type_text(pin)
        press(Qt.Key.Key_Return)
        self.bot.waitUntil(self.page._save.isEnabled)

    def act(self, deed, name: str):  # type: ignore[no-untyped-def]
        """A deed of the administrator about somebody, at another window."""
        with self.desk.database.transaction() as session:
            tenant = self.desk.context.tenant
            chief = actor_of(staff_named(session, tenant, CHIEF))
            uid = staff_named(session, tenant, name).uid
            return deed(session, uid, now=self.now, desk=self.desk.context, actor=chief)

    def shown(self) -> str:
        """Everything that can be read in the window."""
        texts = []
        for each in self.window.findChildren(QWidget):
            if each.isVisible():
                texts += (
                    [each.text()] if isinstance(each, QLabel | QLineEdit | QAbstractButton) else []
                )
                texts += [each.accessibleName(), each.accessibleDescription()]
        return "\n".join(map(str, texts))


@pytest.fixture
def counter(staffed_folder: Path, qtbot: QtBot) -> Iterator[Counter]:
    made = Counter(staffed_folder, qtbot)
    yield made
    gone(made.running)
    assert made.trouble == []


def test_a_desk_with_several_people_asks_who_sits_down(counter: Counter) -> None:
    assert counter.lock.is_locked
    assert not counter.desk.seat.taken
    assert list(counter.page._names.values()) == [CHIEF, HEAD, CLERK_NAME]
    counter.come_in(CLERK_NAME)
    assert counter.desk.actor.full_name == CLERK_NAME
    assert CLERK_NAME in counter.window.status._desk.text()


def test_a_wrong_pin_is_told_and_a_wait_is_counted_down_in_words(counter: Counter) -> None:
    counter.choose(CLERK_NAME)
    for _ in range(3):
        counter.enter("000001")
        assert "chưa đúng" in counter.said()
    counter.enter("000001")
    assert "Còn 30 giây" in counter.said()
    assert not counter.page.enter.isEnabled()
    counter.page._count_down()
    assert "Còn 29 giây" in counter.said()
    for _ in range(29):
        counter.page._count_down()
    assert counter.page.enter.isEnabled()
    counter.now = NOW + timedelta(seconds=30)
    counter.come_in(CLERK_NAME)
    assert "4 lần nhập sai" in counter.window.messages.banner.sentence


def test_a_locked_desk_shows_nothing_of_a_citizen_and_keeps_what_was_typed(
    counter: Counter,
) -> None:
    counter.come_in(CLERK_NAME)
    counter.bot.waitUntil(lambda: counter.session.scans is not None)
    scan(SAMPLE_CARD)
    counter.bot.waitUntil(lambda: SAMPLE_NAME in counter.shown())
    press(Qt.Key.Key_L, CONTROL)
    assert counter.lock.is_locked
    assert SAMPLE_NAME not in counter.shown()
    assert SAMPLE_CARD[:12] not in counter.shown()
    counter.come_in(CLERK_NAME)
    assert SAMPLE_NAME in counter.shown()


def test_no_key_and_no_scan_reaches_the_work_under_the_lock(counter: Counter) -> None:
    counter.come_in(CLERK_NAME)
    before = counter.window._at
    press(Qt.Key.Key_L, CONTROL)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F7, Qt.Key.Key_F5, Qt.Key.Key_F9, Qt.Key.Key_F12):
        press(key)
    press(Qt.Key.Key_K, CONTROL)
    assert counter.window._at == before
    counter.page._pin.setFocus()
    scan(SAMPLE_CARD)
    counter.bot.waitUntil(lambda: "chưa nhận mã" in counter.said())
    assert counter.page._pin.text() == ""
    counter.come_in(CLERK_NAME)
    assert SAMPLE_NAME not in counter.shown()


def test_the_desk_locks_itself_when_nobody_touches_it(counter: Counter) -> None:
    counter.come_in(CLERK_NAME)
    counter.now = NOW + timedelta(minutes=9)
    counter.lock.idle.look()
    assert not counter.lock.is_locked
    press(Qt.Key.Key_Tab)
    counter.now = NOW + timedelta(minutes=18)
    counter.lock.idle.look()
    assert not counter.lock.is_locked
    counter.now = NOW + timedelta(minutes=19)
    counter.lock.idle.look()
    assert counter.lock.is_locked


def test_a_clock_set_back_neither_locks_nor_keeps_open_for_ever(counter: Counter) -> None:
    counter.come_in(CLERK_NAME)
    counter.now = NOW - timedelta(days=3)
    counter.lock.idle.look()
    assert not counter.lock.is_locked
    counter.now += timedelta(minutes=10)
    counter.lock.idle.look()
    assert counter.lock.is_locked


def test_another_officer_finds_an_empty_form_and_what_was_typed_is_parked_under_its_name(
    counter: Counter,
) -> None:
    counter.come_in(CLERK_NAME)
    scan(SAMPLE_CARD)
    counter.bot.waitUntil(lambda: SAMPLE_NAME in counter.shown())
    press(Qt.Key.Key_L, CONTROL)
    counter.come_in(CHIEF)
    assert counter.desk.actor.full_name == CHIEF
    parked = counter.session.receive.parking
    counter.bot.waitUntil(lambda: len(parked._parked) == 1)
    assert parked._parked[0].typed_by == CLERK_NAME
    assert counter.session.receive.draft().get("full_name", "") == ""


def test_a_badge_names_its_owner_and_the_pin_opens(counter: Counter) -> None:
    badge = counter.act(issue_badge, CLERK_NAME)
    counter.choose(HEAD)
    counter.page._pin.setFocus()
    scan(badge)
    counter.bot.waitUntil(lambda: "Hãy nhập mã PIN" in counter.said())
    assert counter.page._names[counter.page.officer] == CLERK_NAME
    counter.enter(PINS[CLERK_NAME])
    counter.bot.waitUntil(lambda: not counter.lock.is_locked)
    assert counter.desk.actor.full_name == CLERK_NAME


def test_a_colleagues_badge_at_an_open_desk_asks_for_their_pin(counter: Counter) -> None:
    badge = counter.act(issue_badge, HEAD)
    counter.come_in(CLERK_NAME)
    scan(badge)
    counter.bot.waitUntil(lambda: counter.lock.is_locked)
    assert counter.page._names[counter.page.officer] == HEAD
    counter.enter(PINS[HEAD])
    counter.bot.waitUntil(lambda: not counter.lock.is_locked)
    assert counter.desk.actor.full_name == HEAD


def test_a_given_pin_is_replaced_before_the_desk_opens(counter: Counter) -> None:
    given = counter.act(give_pin, CLERK_NAME)
    counter.choose(CLERK_NAME)
    counter.enter(given.pin)
    assert counter.lock.is_locked
    renewal = counter.page.renewal
    renewal.load({"new_secret": "915372", "new_secret_again": "915373"})
    counter.page._renew()
    assert "không giống nhau" in renewal._complaints["new_secret_again"].text()
    renewal.load({"new_secret": "915372", "new_secret_again": "915372"})
    counter.page._renew()
    counter.bot.waitUntil(lambda: not counter.lock.is_locked)
    assert counter.desk.actor.full_name == CLERK_NAME


def test_a_forgotten_pin_is_solved_by_telephone_with_the_line_down(counter: Counter) -> None:
    counter.choose(CLERK_NAME)
    counter.page.forget.click()
    help_page = counter.page.help
    counter.bot.waitUntil(lambda: help_page._digits.text() != "")
    with counter.desk.database.reading() as session:
        key = session.query(UnlockKeyRow.key).scalar()
    challenge = help_page._digits.text().replace(" ", "")
    answer = unlock_answer(key, challenge, "LE THI TIEP NHAN", SUPERVISOR)
    wrong = f"{(int(answer) + 1) % 10**8:08d}"
    new = {"way": "telephone", "new_secret": "915372", "new_secret_again": "915372"}
    help_page.fields.load({**new, "heard": wrong})
    help_page.set_pin.click()
    counter.bot.waitUntil(lambda: "còn 4 lần" in help_page._trouble.text())
    help_page.fields.load({**new, "heard": f"{answer[:4]} {answer[4:]}"})
    help_page.set_pin.click()
    counter.bot.waitUntil(lambda: not counter.lock.is_locked)
    press(Qt.Key.Key_L, CONTROL)
    counter.come_in(CLERK_NAME, "915372")


def test_a_supervisor_beside_lets_a_forgotten_pin_be_set_anew(counter: Counter) -> None:
    counter.choose(CLERK_NAME)
    counter.page.forget.click()
    fields = counter.page.help.fields
    fill(fields["way"], "beside")
    chief = next(uid for uid, name in counter.page._names.items() if name == HEAD)
    values = {"way": "beside", "chief": chief, "chief_pin": PINS[HEAD]}
    fields.load({**values, "new_secret": "915372", "new_secret_again": "915372"})
    counter.page.help.set_pin.click()
    counter.bot.waitUntil(lambda: not counter.lock.is_locked)
    with counter.desk.database.reading() as session:
        last = list(journal.events(session, counter.desk.context.tenant))[-1]
        approver = staff_named(session, counter.desk.context.tenant, HEAD)
    assert (last.kind, last.author.approved_by) == ("staff.changed", approver.uid)


def test_an_account_closed_elsewhere_covers_its_open_window(counter: Counter) -> None:
    counter.come_in(CLERK_NAME)
    counter.act(close_account, CLERK_NAME)
    counter.bot.waitUntil(lambda: counter.lock.is_locked)
    assert CLERK_NAME not in counter.page._names.values()


def test_dialogs_go_under_the_lock_and_come_back_to_whom_they_belong(counter: Counter) -> None:
    counter.come_in(CLERK_NAME)
    press(Qt.Key.Key_F1)
    (shown,) = _dialogs(counter)
    counter.lock.lock()
    assert not shown.isVisible()
    counter.in_front()
    counter.come_in(CLERK_NAME)
    assert shown.isVisible()
    counter.lock.lock()
    counter.in_front()
    counter.come_in(HEAD)
    assert not shown.isVisible()


def test_the_pin_is_never_readable_on_the_page(counter: Counter) -> None:
    counter.page._pin.setFocus()
    type_text("284617")
    assert counter.page._pin.echoMode() is QLineEdit.EchoMode.Password
    assert "284617" not in counter.page._pin.displayText()


def _dialogs(counter: Counter) -> list[QWidget]:
    from PySide6.QtWidgets import QDialog

    return [each for each in counter.window.findChildren(QDialog) if each.isVisible()]


def test_places_show_by_role(counter: Counter) -> None:
    counter.come_in(CLERK_NAME)
    places = counter.window._side
    staff = next(each for each in places._buttons if "Cán bộ" in each.text())
    assert not staff.isVisible()
    press(Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert counter.window.screen_shown is counter.session.receive
    press(Qt.Key.Key_L, CONTROL)
    counter.come_in(HEAD)
    assert staff.isVisible()


def test_a_supervisor_adds_a_clerk_in_the_window(counter: Counter) -> None:
    counter.come_in(HEAD)
    press(Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    screen = counter.window.screen_shown
    counter.bot.waitUntil(lambda: screen.table.model().rowCount() == 3)
    screen.add.click()
    screen.dialog.fields.load({"full_name": "Vũ Thị Mới", "employer_kind": "office"})
    screen.dialog.save.click()
    counter.bot.waitUntil(lambda: "Chưa chọn quyền" in screen.dialog._trouble.text())
    screen.dialog.roles["administrator"].setChecked(True)
    screen.dialog.save.click()
    counter.bot.waitUntil(lambda: "quyền quản trị" in screen.dialog._trouble.text())
    screen.dialog.roles["administrator"].setChecked(False)
    screen.dialog.roles["clerk"].setChecked(True)
    screen.dialog.save.click()
    counter.bot.waitUntil(lambda: screen.table.model().rowCount() == 4)
    counter.bot.waitUntil(lambda: any("Mã PIN tạm" in e.windowTitle() for e in _dialogs(counter)))


def test_an_own_pin_is_changed_in_the_settings(counter: Counter) -> None:
    counter.come_in(CLERK_NAME)
    counter.window.go_to(len(counter.window._side._buttons) - 1)
    card = counter.window.screen_shown.pin
    new = {"new_secret": "915372", "new_secret_again": "915372"}
    card.fields.load({**new, "old": "000001"})
    card.change.click()
    counter.bot.waitUntil(lambda: "chưa đúng" in card.fields._complaints["old"].text())
    card.fields.load({**new, "old": PINS[CLERK_NAME]})
    card.change.click()
    counter.bot.waitUntil(lambda: card.fields.text("new_secret") == "")
    press(Qt.Key.Key_L, CONTROL)
    counter.in_front()
    counter.come_in(CLERK_NAME, "915372")


def test_a_deed_that_wants_a_second_person_asks_for_them(counter: Counter) -> None:
    counter.come_in(CLERK_NAME)
    with counter.desk.database.transaction() as session:
        received = receive_dossier(
            session, reception(), now=NOW, desk=counter.desk.context, actor=counter.desk.actor
        )
        record_receipt_printed(
            session,
            received.dossier_uid,
            paper="a5",
            printer="P",
            now=NOW,
            desk=counter.desk.context,
            actor=counter.desk.actor,
        )
    counter.now = NOW + timedelta(days=1)
    second = SecondPerson(counter.session._workplace, counter.window)
    done: list[object] = []
    uid = received.dossier_uid
    second.do(counter.desk, cancel_dossier, uid, "Nhận nhầm", then=done.append)
    counter.bot.waitUntil(lambda: second.dialog is not None and second.dialog.isVisible())
    assert second.dialog is not None
    head = next(uid for uid, name in counter.page._names.items() if name == HEAD)
    fill(second.dialog.fields["second"], head)
    second.dialog.pin.setText("000001")
    second.dialog.agree.click()
    counter.bot.waitUntil(lambda: "chưa đúng" in second.dialog.fields._complaints["pin"].text())
    second.dialog.pin.setText(PINS[HEAD])
    second.dialog.agree.click()
    counter.bot.waitUntil(lambda: len(done) == 1)
    with counter.desk.database.reading() as session:
        approver = staff_named(session, counter.desk.context.tenant, HEAD)
        told = list(journal.events(session, counter.desk.context.tenant, uid))
    cancelled = next(each for each in told if each.kind == "dossier.cancelled")
    assert cancelled.author.approved_by == approver.uid


def test_a_correction_half_done_ends_when_another_officer_sits_down(counter: Counter) -> None:
    counter.come_in(CLERK_NAME)
    desk = counter.desk
    with desk.database.transaction() as session:
        received = receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        )
    receive = counter.session.receive
    receive.correction.fetch(desk, received.dossier_uid)
    counter.bot.waitUntil(lambda: receive.correction.dossier is not None)
    counter.lock.lock()
    counter.come_in(CHIEF)
    counter.bot.waitUntil(lambda: receive.correction.dossier is None)
    assert not any(receive.draft()[key] for key in ("full_name", "identity_number"))
    assert "giữ nguyên" in counter.window.messages.banner.sentence
