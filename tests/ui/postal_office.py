"""Whoever works at a bag of the post, by keys and scans alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import keys
from bags import CARRIER, POSTMAN
from faulty_bags import FEE, OTHER_AGENCY, SHORT, Bag, card
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from stage import ALT, CONTROL, Stage

from app.domain.post import ItemState
from app.services.post_items import items_in
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

_NOTHING = Qt.KeyboardModifier.NoModifier


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
        for text, sender in bag.good.items():
            self._open(text)
            self.scan(card(sender))
            self._save()
        worked = len(bag.good)
        return (self.presses - presses) / worked, (self.scans - scans) / worked

    def open_what_is_paid_on_delivery(self, bag: Bag) -> None:
        """Torn packing, damaged labels; their fee is left for the postman to collect."""
        for text, sender in {**bag.torn, **bag.damaged_scan}.items():
            self._open(text)
            self.scan(card(sender))
            fields = self.stage.session.receive.panels.settlement.fields
            if fields.text("paid"):
                self._save()
                continue
            fields["fee"].setFocus()
            self.type(str(FEE))
            self._save()

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
        receive = self.stage.session.receive
        quoted = receive.facts.quoted
        with self.stage.bot.waitSignal(quoted, raising=False) as seen:
            self.scan(text)
        told = f"{text}: {self.banner()} {receive.post.draft()} {receive.panels.procedure.draft()}"
        assert seen.signal_triggered, told

    def _save(self) -> None:
        receive = self.stage.session.receive
        receive.received.connect(self.received.append)
        self.press(Qt.Key.Key_T, CONTROL)
        wanted = [receive.received, receive.refreshed]
        with self.stage.bot.waitSignals(wanted):
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
