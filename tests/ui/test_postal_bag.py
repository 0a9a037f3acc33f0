"""A bag of the post worked through in the real window by scans: counted, opened, settled, returned.

Ten items by default; ``MOTCUA_BAG=200`` for the whole bag. Every dossier and every đồng has to
balance at the end, and what an item costs in keys and scans is logged.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import keys
import pytest
from bags import CARRIER, HOME, POSTMAN, number
from deeds_at_desk import acting, do, stored
from desks import NOW, reception
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from stage import ALT, CONTROL, Stage
from test_window import gone

from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.end_forms import ReceiveResultForm
from app.domain.post import ItemState
from app.domain.post_facts import PostalService, RedirectWay
from app.domain.reception import Identity, Money, Person, SubmittedDocument
from app.exchange.carrier_files import CarrierState, StateRow
from app.services.post_items import items_in
from app.services.post_opening import RedirectForm, redirect_item
from app.services.post_settling import PassedForm, SheetBy, balance_sheet, record_passed
from app.services.post_states import import_states
from app.services.posting import PostingForm, close_bag, post_item
from app.services.upkeep import verify

MEASURED = logging.getLogger(__name__)
"""What is counted: ``-o log_cli=true`` shows it."""

SIZE = int(os.environ.get("MOTCUA_BAG", "10"))
PROCEDURE = "1.001653"
"""One paper."""
FEE, LEVY = 15_000, 8_000
_NAMES = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc")
_MIDDLES = ("Thị", "Ngọc", "Thanh", "Hồng", "Thu", "Mai", "Bích", "Kim", "Tuyết")


@dataclass
class Bag:
    """What was sent, and what was done with it."""

    foreign: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    good: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    presses: int = 0
    scans: int = 0

    @property
    def every(self) -> list[str]:
        return [*self.foreign, *self.lacking, *self.good, *self.odd]


@pytest.fixture
def stage(desk_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(desk_folder, qtbot)
    made.open()
    yield made
    gone(made.running)
    assert made.trouble == []


def card(at: int) -> str:
    """The card of an invented woman; all of them have other names."""
    name = f"Trần {_MIDDLES[at % 9]} {_NAMES[at % 12]} {_NAMES[(at // 12) % 12]}"
    return (
        f"0341900{at:05d}||{name}|{1 + at % 28:02d}{1 + at % 12:02d}1990|Nữ|"
        f"Thôn {1 + at % 17}, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
    )


def posted(stage: Stage) -> tuple[Bag, str]:
    """What a post point sealed: one in twenty for another agency, one in twenty short of papers."""
    desk: Any = stage.session.desk
    bag = Bag()
    with desk.database.transaction() as session:
        for at in range(SIZE - SIZE // 10):
            text = number(1000 + at)
            kind = bag.foreign if at % 20 == 3 else bag.lacking if at % 20 == 7 else bag.good
            kind.append(text)
            post_item(session, _posting(at, text, foreign=kind is bag.foreign), acting(desk))
        manifest = close_bag(session, CARRIER, None, acting(desk))
    for at in range(SIZE // 10):
        # Beside the list: numbers of another carrier, and wrong check digits.
        bag.odd.append(f"VTP{at:07d}" if at % 2 else f"EE12345{at:03d}4VN")
    return bag, manifest


def _posting(at: int, text: str, *, foreign: bool) -> PostingForm:
    sender = Person(
        full_name=card(at).split("|")[2],
        identity=Identity(number=card(at).split("|")[0]),
        address=HOME,
    )
    form = reception(
        procedure_code=PROCEDURE,
        applicant=sender,
        documents=(SubmittedDocument(ordinal=1, originals=1),),
        money=Money(fee=FEE, levy=LEVY, paid=at % 2 == 0),
    )
    return PostingForm(
        number=text,
        service=PostalService.BOTH,
        form=form,
        carrier=CARRIER,
        addressee="H40.17" if foreign else None,
        postage=26_000,
    )


def scan(bag: Bag, text: str) -> None:
    bag.scans += 1
    keys.scan(text)


def press(
    bag: Bag, key: Qt.Key | int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    bag.presses += 1
    keys.press(key, modifiers)


def states(stage: Stage, *wanted: ItemState) -> list[Any]:
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        return list(items_in(session, wanted, desk=desk.context))


def count_in(stage: Stage, bag: Bag, manifest: str) -> float:
    """Scan the list and every item, and sign; the seconds it took."""
    press(bag, Qt.Key.Key_F8)
    press(bag, Qt.Key.Key_1, ALT)
    screen: Any = stage.window.screen_shown
    began = perf_counter()
    scan(bag, manifest)
    stage.bot.waitUntil(lambda: manifest in screen.taking.page.said.text())
    for at, text in enumerate(bag.every, start=1):
        scan(bag, text)
        stage.bot.waitUntil(lambda at=at: screen.taking.page.count.text().split()[0] == str(at))
    scan(bag, bag.every[0])
    stage.bot.waitUntil(lambda: "đã đếm rồi" in stage.window.messages.banner.sentence)
    screen.taking.page.strip.put("giver", POSTMAN)
    screen.taking.page.strip.put("cash", str(paid_into(stage)))
    press(bag, Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: len(states(stage, ItemState.SEALED)) == SIZE, timeout=30_000)
    return perf_counter() - began


def paid_into(stage: Stage) -> int:
    """What travels with the items of the list (đồng)."""
    return sum(each.money for each in states(stage, ItemState.LISTED))


def open_in_a_chain(stage: Stage, bag: Bag) -> list[Any]:
    """Item, card, all papers there, save; what lacks papers gets its slip."""
    receive = stage.session.receive
    saved: list[Any] = []
    receive.received.connect(saved.append)
    presses, scans = bag.presses, bag.scans
    press(bag, Qt.Key.Key_2, ALT)
    numbers = [each for each in bag.every if each in (*bag.good, *bag.lacking)]
    for at, text in enumerate(numbers):
        with stage.bot.waitSignal(receive.facts.quoted):
            scan(bag, text)
        scan(bag, card(at))
        if text in bag.lacking:
            _guide(stage, bag)
            continue
        press(bag, Qt.Key.Key_T, CONTROL)
        with stage.bot.waitSignals([receive.received, receive.refreshed]):
            press(bag, Qt.Key.Key_F9)
    worked = len(numbers)
    per_item = (bag.presses - presses) / worked, (bag.scans - scans) / worked
    MEASURED.warning("an item: %.1f keys, %.1f scans", *per_item)
    assert per_item[0] <= 6
    assert per_item[1] <= 2
    return saved


def _guide(stage: Stage, bag: Bag) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def agree() -> None:
        dialog: Any = QApplication.activeModalWidget()
        bag.presses += 1
        dialog.accept()

    before = len(states(stage, ItemState.LACKING))
    QTimer.singleShot(0, agree)
    press(bag, Qt.Key.Key_B, CONTROL)
    stage.bot.waitUntil(lambda: len(states(stage, ItemState.LACKING)) == before + 1)
    stage.come_to_front()


def test_a_bag_is_worked_through_and_every_dossier_and_dong_balances(stage: Stage) -> None:
    bag, manifest = posted(stage)
    seconds = count_in(stage, bag, manifest)
    MEASURED.warning("%d items counted and signed in %.0f s", SIZE, seconds)
    assert seconds * 60 / SIZE < 180
    received = open_in_a_chain(stage, bag)
    assert len(received) == len(bag.good)
    _send_on_foreign(stage, bag)
    failed = _return(stage, [each.dossier_uid for each in received])
    _settle(stage)
    desk: Any = stage.session.desk
    ended = [stored(desk, each.dossier_uid).state for each in received]
    assert ended.count(DossierState.RETURNED) == len(received) - failed
    assert ended.count(DossierState.SETTLED) == failed
    with desk.database.reading() as session:
        day = NOW.date()
        sheet = balance_sheet(session, day, day + timedelta(days=9), SheetBy.BAG, desk=desk.context)
        assert verify(session, desk.context.tenant) == ()
    assert sheet.is_sound
    assert sheet.total.owed == 0
    waiting = sum(each.money_left for each in states(stage, ItemState.LACKING))
    assert sheet.total.unentered == waiting
    taken = sheet.total
    assert taken.taken == taken.entered + taken.given_back + waiting


def _send_on_foreign(stage: Stage, bag: Bag) -> None:
    """What is another agency's goes back sealed, with its money."""
    desk: Any = stage.session.desk
    sealed = states(stage, ItemState.SEALED)
    foreign = [each for each in sealed if each.number in bag.foreign]
    assert len(foreign) == len(bag.foreign)
    with desk.database.transaction() as session:
        for each in foreign:
            redirect_item(session, each.uid, RedirectForm(way=RedirectWay.BACK), acting(desk))


def _return(stage: Stage, uids: list[Any]) -> int:
    """Settle all, pack all by scans, and let a twentieth of them fail; how many failed."""
    desk: Any = stage.session.desk
    for uid in uids:
        do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    stage.session.background.publish(())
    keys.press(Qt.Key.Key_F8)
    keys.press(Qt.Key.Key_3, ALT)
    screen: Any = stage.window.screen_shown
    stage.bot.waitUntil(
        lambda: screen.packing.page.table.model().rowCount() == len(uids), timeout=30_000
    )
    for at, uid in enumerate(uids, start=1):
        keys.scan(stored(desk, uid).code)
        stage.bot.waitUntil(
            lambda at=at: screen.packing.page.count.text() == str(at), timeout=20_000
        )
        keys.scan(number(50_000 + at, "RR"))
        stage.bot.waitUntil(
            lambda at=at: (
                screen.packing.page.table.current_record().number == number(50_000 + at, "RR")
            )
        )
    screen.packing.page.strip.put("receiver", POSTMAN)
    keys.press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: len(states(stage, ItemState.PACKED)) == len(uids), timeout=60_000)
    return _follow(stage, uids)


def _follow(stage: Stage, uids: list[Any]) -> int:
    desk: Any = stage.session.desk
    failed = max(len(uids) // 20, 1)
    rows = []
    for at in range(1, len(uids) + 1):
        is_failed = at <= failed
        rows.append(
            StateRow(
                place=f"dòng {at}",
                number=number(50_000 + at, "RR"),
                state=CarrierState.FAILED if is_failed else CarrierState.DELIVERED,
                at=NOW + timedelta(days=1),
                receiver="" if is_failed else "Trần Thị Mẫu",
            )
        )
    later = NOW + timedelta(days=2)
    with desk.database.transaction() as session:
        found = import_states(session, rows, acting(desk, later))
    assert {each.standing.value for each in found} == {"new"}
    return failed


def _settle(stage: Stage) -> None:
    """The carrier hands over what it still holds."""
    desk: Any = stage.session.desk
    with desk.database.transaction() as session:
        total = balance_sheet(
            session,
            NOW.date(),
            NOW.date() + timedelta(days=9),
            SheetBy.CARRIER,
            desk=desk.context,
        ).total
        if total.owed:
            form = PassedForm(carrier=CARRIER, amount=total.owed)
            record_passed(session, form, acting(desk, NOW + timedelta(days=3)))
