"""A bag of the post as a postman brings it, with its faults, and how it is worked at by scans."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import keys
from bags import CARRIER, HOME, POSTMAN, number, take_over
from deeds_at_desk import acting
from desks import reception
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from stage import ALT, CONTROL, Stage

from app.domain.post import ItemState
from app.domain.post_facts import PostalService
from app.domain.reception import Identity, Money, Person, SubmittedDocument
from app.services.post_items import items_in
from app.services.posting import PostingForm, close_bag, post_item
from app.ui.dialogs.import_preview import ImportPreviewDialog
from app.ui.dialogs.post import (
    AgencyDialog,
    FailureDialog,
    GiverDialog,
    MoneyDialog,
    RedirectDialog,
    SendBackDialog,
)
from app.ui.screens.post import PostScreen

PROCEDURE = "1.001653"
"""One paper."""
FEE, LEVY, POSTAGE = 15_000, 8_000, 26_000
SHORT = 8_000
"""What the postman's money lacks of what the list says (đồng)."""
OTHER_AGENCY = "H40.17"
_NAMES = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc")
_MIDDLES = ("Thị", "Ngọc", "Thanh", "Hồng", "Thu", "Mai", "Bích", "Kim", "Tuyết")
_NOTHING = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True)
class Faults:
    """How many of each; with the money that is short they are one more."""

    twice: int = 1
    in_use: int = 1
    missing: int = 1
    wrong_digit: int = 1
    other_carrier: int = 1
    damaged_scan: int = 1
    torn: int = 1
    told_foreign: int = 1
    seen_foreign: int = 1
    lacking: int = 1
    unknown_procedure: int = 1


TWENTY = Faults(
    twice=2, wrong_digit=2, other_carrier=2, damaged_scan=2, lacking=4, unknown_procedure=2
)


def card(at: int) -> str:
    """The card of an invented woman; all of them have other names."""
    name = f"Trần {_MIDDLES[at % 9]} {_NAMES[at % 12]} {_NAMES[(at // 12) % 12]}"
    return (
        f"0341900{at:05d}||{name}|{1 + at % 28:02d}{1 + at % 12:02d}1990|Nữ|"
        f"Thôn {1 + at % 17}, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
    )


@dataclass
class Bag:
    """What lies in the bag, by what is wrong with it: number to the number of its sender."""

    faults: Faults
    good: dict[str, int] = field(default_factory=dict)
    torn: dict[str, int] = field(default_factory=dict)
    damaged_scan: dict[str, int] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)
    unknown_procedure: dict[str, int] = field(default_factory=dict)
    odd: dict[str, int] = field(default_factory=dict)
    told_foreign: list[str] = field(default_factory=list)
    seen_foreign: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    in_use: list[str] = field(default_factory=list)
    manifest: str = ""

    @property
    def becoming_dossiers(self) -> dict[str, int]:
        """What will be received."""
        return {**self.good, **self.torn, **self.damaged_scan, **self.odd}

    @property
    def counted(self) -> list[str]:
        """What will be signed for."""
        opened = {**self.becoming_dossiers, **self.lacking, **self.unknown_procedure}
        return [*opened, *self.told_foreign, *self.seen_foreign]


def sent(desk: Any, size: int, faults: Faults) -> Bag:
    """Post a bag at a post point: ``size`` items that are counted in, and those that are not."""
    bag, serials = Bag(faults), count(1_000)

    def some(wanted: int) -> list[str]:
        return [number(next(serials)) for _ in range(wanted)]

    bag.told_foreign, bag.seen_foreign = some(faults.told_foreign), some(faults.seen_foreign)
    bag.missing, bag.in_use = some(faults.missing), some(faults.in_use)
    odd = [f"EE12345{at:03d}4VN" for at in range(faults.wrong_digit)]
    odd += [f"VTP{at:07d}" for at in range(faults.other_carrier)]
    bag.odd = {text: at for at, text in enumerate(odd, 900)}
    senders = count()
    for name in ("torn", "damaged_scan", "lacking", "unknown_procedure"):
        setattr(bag, name, {text: next(senders) for text in some(getattr(faults, name))})
    bag.good = {text: next(senders) for text in some(size - len(bag.counted))}
    for each in bag.in_use:
        take_over(desk, each)
    listed = {**bag.good, **bag.torn, **bag.damaged_scan, **bag.lacking, **bag.unknown_procedure}
    foreign = dict.fromkeys(bag.told_foreign, OTHER_AGENCY)
    with desk.database.transaction() as session:
        for text in (*listed, *bag.told_foreign, *bag.seen_foreign, *bag.missing):
            form = _posting(listed.get(text, 800), text, foreign.get(text))
            post_item(session, form, acting(desk))
        bag.manifest = close_bag(session, CARRIER, None, acting(desk))
    return bag


def _posting(sender: int, text: str, addressee: str | None) -> PostingForm:
    identity, _, name, *_ = card(sender).split("|")
    person = Person(full_name=name, identity=Identity(number=identity), address=HOME)
    form = reception(
        procedure_code=PROCEDURE,
        applicant=person,
        documents=(SubmittedDocument(ordinal=1, originals=1),),
        money=Money(fee=FEE, levy=LEVY, paid=sender % 2 == 0),
    )
    return PostingForm(
        number=text,
        service=PostalService.BOTH,
        form=form,
        carrier=CARRIER,
        addressee=addressee,
        postage=POSTAGE,
    )


class PostalClerk:
    """Works at the window by keys and scans alone, and counts both."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.presses = 0
        self.scans = 0
        self.received: list[Any] = []

    def press(self, key: Qt.Key | int, modifiers: Qt.KeyboardModifier = _NOTHING) -> None:
        self.presses += 1
        keys.press(key, modifiers)

    def scan(self, text: str) -> None:
        self.scans += 1
        keys.scan(text)

    def type(self, text: str) -> None:
        self.presses += len(text)
        keys.type_text(text)

    def until(self, seen: Any, seconds: int = 20) -> None:
        self.stage.bot.waitUntil(seen, timeout=seconds * 1000)

    def states(self, *wanted: ItemState) -> list[Any]:
        desk: Any = self.stage.session.desk
        with desk.database.reading() as session:
            return list(items_in(session, wanted, desk=desk.context))

    def bench(self, at: int) -> Any:
        """Go to a bench by its keys."""
        if not isinstance(self.stage.window.screen_shown, PostScreen):
            self.press(Qt.Key.Key_F8)
        self.press(Qt.Key.Key_0 + at, ALT)
        return self.stage.window.screen_shown

    def state(self, kind: type[Any], words: str = "") -> None:
        """Fill the field of a dialog that has the keyboard, and agree."""
        self.stage.dialog(kind)
        self.type(words)
        self.press(Qt.Key.Key_Return, CONTROL)
        self.until(lambda: QApplication.activeModalWidget() is None)
        self.stage.come_to_front()

    def banner(self) -> str:
        return str(self.stage.window.messages.banner.sentence)

    # -- counted in ------------------------------------------------------------------------

    def count_in(self, bag: Bag) -> None:
        """Scan the list and every item, with what is wrong among them, and sign."""
        page = self.bench(1).taking.page
        self.scan(bag.manifest)
        self.until(lambda: bag.manifest in page.said.text())
        for at, text in enumerate(bag.counted, start=1):
            # An input method made one letter of two: the check digit tells which.
            self.scan(text.replace("EE", "Ê") if text in bag.damaged_scan else text)
            self.until(lambda at=at: page.count.text().split()[0] == str(at))
            if text in bag.torn:
                self.press(Qt.Key.Key_H, CONTROL)
                self.until(lambda: "hư hỏng" in page.table.current_record().words)
            if text in bag.seen_foreign:
                self.press(Qt.Key.Key_U, CONTROL)
                self.state(AgencyDialog, OTHER_AGENCY)
        for text in bag.counted[: bag.faults.twice]:
            self.scan(text)
            self.until(lambda: "đã đếm rồi" in self.banner())
        for text in bag.in_use:
            self.scan(text)
            self.until(lambda text=text: f"Số hiệu {text} đang dùng" in self.banner())
        page.strip["giver"].setFocus()
        self.type(POSTMAN)
        page.strip["cash"].setFocus()
        self.type(str(self._in_the_purse(bag)))
        before = len(bag.in_use)
        self.press(Qt.Key.Key_F9)
        self.until(lambda: len(self.states(ItemState.SEALED)) == before + len(bag.counted), 60)
        self.until(lambda: all(each in self.banner() for each in bag.missing))

    def _in_the_purse(self, bag: Bag) -> int:
        """What the list says of what came; the postman is short of a little."""
        listed = self.states(ItemState.LISTED)
        return sum(each.money for each in listed if each.number not in bag.missing) - SHORT

    # -- opened ----------------------------------------------------------------------------

    def open_in_a_chain(self, bag: Bag) -> tuple[float, float]:
        """Complete dossiers with a known card, one after another; keys and scans of each."""
        self.bench(2)
        presses, scans = self.presses, self.scans
        chain = {**bag.good, **bag.torn, **bag.damaged_scan}
        for text, sender in chain.items():
            self._open(text)
            self.scan(card(sender))
            self._save()
        return (self.presses - presses) / len(chain), (self.scans - scans) / len(chain)

    def open_the_odd(self, bag: Bag) -> None:
        """Numbers that follow no standard are opened at their bench, without a list."""
        for text, sender in bag.odd.items():
            self.bench(2)
            self._open(text)
            self.scan(card(sender))
            self._save()

    def send_slips_back(self, bag: Bag) -> None:
        """What lacks papers gets its supplement slip."""
        for text, sender in bag.lacking.items():
            self._open(text)
            self.scan(card(sender))
            before = len(self.states(ItemState.LACKING))
            QTimer.singleShot(0, self._agree)
            self.press(Qt.Key.Key_B, CONTROL)
            self.until(lambda before=before: len(self.states(ItemState.LACKING)) == before + 1)
            self.stage.come_to_front()

    def send_back_the_unknown(self, bag: Bag) -> None:
        """Papers of a procedure that nobody knows go back with the reason."""
        for text in bag.unknown_procedure:
            self._open(text)
            screen = self.bench(2)
            page = screen.opening.page
            here = self.states(ItemState.OPENED)
            uid = next(str(each.uid) for each in here if each.number == text)
            self.until(lambda uid=uid, page=page: page.go_to(uid))
            self.press(Qt.Key.Key_D, CONTROL)
            self.state(SendBackDialog, "Thủ tục không có trong danh mục")

    def send_on_foreign(self, bag: Bag) -> None:
        """A scan of what is another agency's opens nothing: it is offered to be sent on."""
        page = self.bench(2).opening.page
        for text in (*bag.told_foreign, *bag.seen_foreign):
            self.until(lambda text=text: text in _numbers(page))
            self.scan(text)
            self.state(RedirectDialog)
            self.until(lambda text=text: text not in _numbers(page))

    def _open(self, text: str) -> None:
        with self.stage.bot.waitSignal(self.stage.session.receive.facts.quoted, timeout=20_000):
            self.scan(text)

    def _save(self) -> None:
        receive = self.stage.session.receive
        receive.received.connect(self.received.append)
        self.press(Qt.Key.Key_T, CONTROL)
        wanted = [receive.received, receive.refreshed]
        with self.stage.bot.waitSignals(wanted, timeout=20_000):
            self.press(Qt.Key.Key_F9)
        receive.received.disconnect(self.received.append)

    def _agree(self) -> None:
        dialog: Any = QApplication.activeModalWidget()
        self.presses += 1
        dialog.accept()

    # -- returned --------------------------------------------------------------------------

    def is_kept_out(self, codes: list[str]) -> None:
        """What is not registered for the post is told by name, and stays here."""
        self.bench(3)
        for code in codes:
            self.scan(code)
            self.until(lambda code=code: f"{code} không đăng ký" in self.banner())

    def pack(self, codes: dict[str, str]) -> None:
        """Slip, label, slip, label: results into the bag, signed by the postman."""
        page = self.bench(3).packing.page
        self.until(lambda: page.table.model().rowCount() == len(codes))
        for at, (code, label) in enumerate(codes.items(), start=1):
            self.scan(code)
            self.until(lambda at=at: page.count.text() == str(at))
            self.scan(label)
            self.until(lambda label=label: page.table.current_record().number == label)
        page.strip["receiver"].setFocus()
        self.type(POSTMAN)
        before = len(self.states(ItemState.PACKED))
        self.press(Qt.Key.Key_F9)
        self.until(lambda: len(self.states(ItemState.PACKED)) == before + len(codes), 60)

    def import_states(self, path: Path) -> str:
        """The carrier's file, looked at and taken in; what the preview says."""
        following = self.bench(4).following
        following.import_file(path)
        dialog: Any = self.stage.dialog(ImportPreviewDialog)
        model = dialog.table.model()
        rows = (
            " ".join(str(model.index(row, at).data()) for at in range(model.columnCount()))
            for row in range(model.rowCount())
        )
        said = "\n".join(rows)
        recorded = Recorded(self.stage)
        self.press(Qt.Key.Key_Return, CONTROL)
        self.until(lambda: recorded.times > 0, 60)
        self.stage.come_to_front()
        return said

    def fail_once_more(self, label: str, on: str) -> None:
        """A second invitation in vain: the carrier gives up."""
        self._choose(label)
        self.press(Qt.Key.Key_U, CONTROL)
        dialog = self.stage.dialog(FailureDialog)
        dialog.fields.put("on", on)  # type: ignore[attr-defined]
        dialog.fields.put("final", "1")  # type: ignore[attr-defined]
        self.state(FailureDialog)

    def bring_back(self, label: str) -> None:
        """The postman lays an undelivered item on the counter."""
        self._choose(label)
        self.press(Qt.Key.Key_B, CONTROL)
        self.state(GiverDialog, POSTMAN)

    def take_money(self, amount: int) -> None:
        """The carrier hands over what it still holds."""
        self.bench(4)
        recorded = Recorded(self.stage)
        self.press(Qt.Key.Key_M, CONTROL)
        dialog = self.stage.dialog(MoneyDialog)
        dialog.fields.put("carrier", CARRIER)  # type: ignore[attr-defined]
        dialog.fields["amount"].setFocus()  # type: ignore[attr-defined]
        self.state(MoneyDialog, str(amount))
        self.until(lambda: recorded.times > 0)

    def _choose(self, label: str) -> None:
        page = self.bench(4).following.page
        self.until(lambda: label in _numbers(page))
        self.scan(label)
        self.until(lambda: page.table.current_record().number == label)


class Recorded(QObject):
    """How often something was recorded from now on."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.times = 0
        stage.session.background.recorded.connect(self._count)

    def _count(self, _events: object) -> None:
        self.times += 1


def _numbers(page: Any) -> list[str]:
    from app.ui.widgets.record_table import RECORD_ROLE

    model = page.table.model()
    return [model.index(row, 0).data(RECORD_ROLE).number for row in range(model.rowCount())]
