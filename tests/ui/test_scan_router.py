from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Signal

from app.domain.citizen_card import CitizenCard
from app.domain.errors import Reason, Refusal
from app.domain.slip_code import SlipCode, slip_code_text
from app.ui.scan_router import ScanRouter

OLD_CODE = "20260000123"
"""As a system that was here before gave it."""

CARD = "034188004321||Trần Thị Mẫu|02091988|Nữ|Thôn Ví Dụ, An Thử|14082021"


class FakeReceive:
    """Remembers what the router asked the receive screen to do."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []

    def reopen_visit(self, number: str) -> None:
        self.asked.append(("reopen", number))

    def take_card(self, card: CitizenCard) -> None:
        self.asked.append(("card", card.full_name))


class FakeDossiers(QObject):
    """Remembers which dossiers were asked for."""

    found = Signal()
    unknown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []

    def scan(self, text: str) -> None:
        self.asked.append(("scan", text))

    def scan_nameless(self, text: str, otherwise: Callable[[str], None]) -> None:
        if text == OLD_CODE:
            self.scan(text)
        else:
            otherwise(text)

    def show_sheet(self, scanned: str) -> None:
        self.asked.append(("sheet", scanned))

    def show_item(self, scanned: str) -> None:
        self.asked.append(("item", scanned))

    def show_bag(self, scanned: str) -> None:
        self.asked.append(("bag", scanned))

    def look_for(self, typed: str) -> None:
        self.asked.append(("look", typed))


class FakeMessages:
    """Remembers refusals."""

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []

    def clear(self) -> None:
        self.refusals.clear()

    def refuse(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)


class FakeScreen:
    """A place that takes no scan for itself, except numbers where it is the postal desk."""

    def __init__(self, *, is_post: bool = False) -> None:
        self.is_post = is_post

    def take_number(self, scanned: str) -> bool:
        return self.is_post

    def take_scan(self, scanned: str) -> bool:
        return False

    def claim_card(self, card: CitizenCard) -> bool:
        return False


class FakeWindow(QObject):
    """A window with one screen."""

    screen_shown = FakeScreen()

    def __init__(self) -> None:
        super().__init__()
        self.messages = FakeMessages()
        self.shown: object = None

    def go_to_screen(self, screen: object) -> None:
        self.shown = screen


@pytest.fixture
def receive() -> FakeReceive:
    return FakeReceive()


@pytest.fixture
def dossiers() -> FakeDossiers:
    return FakeDossiers()


@pytest.fixture
def window(qapp: object) -> FakeWindow:
    return FakeWindow()


def slip_text(code: str) -> str:
    uid = UUID("01935b1e-0000-7000-8000-000000000001")
    return slip_code_text(SlipCode(dossier_uid=uid, dossier_code=code, token="0" * 20))


@pytest.mark.parametrize(
    ("scanned", "asked"),
    [
        (CARD, ("card", "Trần Thị Mẫu")),
        (f"]Q1{CARD}\r", ("card", "Trần Thị Mẫu")),
        ("V-H40.16-261121-304", ("reopen", "V-H40.16-261121-304")),
        (slip_text("V-H40.16-261121-304"), ("reopen", "V-H40.16-261121-304")),
    ],
)
def test_each_code_opens_the_act_that_it_means(
    scanned: str,
    asked: tuple[str, str],
    window: FakeWindow,
    receive: FakeReceive,
    dossiers: FakeDossiers,
) -> None:
    ScanRouter(window, receive, dossiers).route(scanned)
    assert receive.asked == [asked]
    assert window.shown is receive
    assert window.messages.refusals == []


@pytest.mark.parametrize(
    "scanned",
    ["H40.16-261121-3017", slip_text("H40.16-261121-3017"), "]C1H40.16-261121-3017", OLD_CODE],
)
def test_a_slip_opens_its_dossier(
    scanned: str, window: FakeWindow, receive: FakeReceive, dossiers: FakeDossiers
) -> None:
    ScanRouter(window, receive, dossiers).route(scanned)
    assert dossiers.asked == [("scan", scanned)]
    assert receive.asked == []


def test_a_hand_over_sheet_opens_to_be_counted_in(
    window: FakeWindow, receive: FakeReceive, dossiers: FakeDossiers
) -> None:
    ScanRouter(window, receive, dossiers).route("]C1BG-H40.16-261121-3001")
    assert dossiers.asked == [("sheet", "]C1BG-H40.16-261121-3001")]
    assert window.messages.refusals == []


@pytest.mark.parametrize(
    ("scanned", "asked"),
    [
        ("EE123456785VN", "item"),
        ("EE123456784VN", "item"),
        ("Ê123456785VN", "item"),
        ("BK-H40.16-261121-3001", "bag"),
    ],
)
def test_items_and_bags_of_the_post_open_at_the_postal_desk(
    scanned: str, asked: str, window: FakeWindow, receive: FakeReceive, dossiers: FakeDossiers
) -> None:
    ScanRouter(window, receive, dossiers).route(scanned)
    assert dossiers.asked == [(asked, scanned)]
    assert window.messages.refusals == []


def test_a_carriers_own_number_is_the_postal_desks_alone(
    window: FakeWindow, receive: FakeReceive, dossiers: FakeDossiers
) -> None:
    router = ScanRouter(window, receive, dossiers)
    router.route("VTP0099887")
    assert len(window.messages.refusals) == 1
    window.screen_shown = FakeScreen(is_post=True)
    router.route("VTP0099887")
    assert window.messages.refusals == []
    router.route(CARD)
    assert receive.asked == [("card", "Trần Thị Mẫu")]


def test_words_typed_at_the_head_are_looked_for(
    window: FakeWindow, receive: FakeReceive, dossiers: FakeDossiers
) -> None:
    ScanRouter(window, receive, dossiers).search("mau hom qua")
    assert dossiers.asked == [("look", "mau hom qua")]


def test_nonsense_is_told_and_opens_nothing(
    window: FakeWindow, receive: FakeReceive, dossiers: FakeDossiers
) -> None:
    ScanRouter(window, receive, dossiers).route("000201010212")
    assert (receive.asked, dossiers.asked) == ([], [])
    assert window.shown is None
    assert [each.reason for each in window.messages.refusals] == [Reason.SCANNED_PAYMENT_CODE]


@pytest.mark.parametrize(("damaged", "scans"), [("G01.Ê-261121-3017", 1), ("EỆ785VN", 0)])
def test_a_damaged_code_is_left_to_the_database_where_it_can_be_one(
    damaged: str, scans: int, window: FakeWindow, receive: FakeReceive, dossiers: FakeDossiers
) -> None:
    ScanRouter(window, receive, dossiers).route(damaged)
    assert len(dossiers.asked) == scans
    reasons = [each.reason for each in window.messages.refusals]
    assert reasons == [Reason.SCANNED_DAMAGED] * (1 - scans)


@pytest.mark.parametrize(
    ("scanned", "reason"),
    [
        ("000201010212", Reason.SCANNED_PAYMENT_CODE),
        ("034188004321||Tr?n Th? M?u|02091988|N?|Th?n|14082021", Reason.CARD_LETTERS_DAMAGED),
    ],
)
def test_each_kind_without_an_act_has_its_own_sentence(
    scanned: str, reason: Reason, window: FakeWindow, receive: FakeReceive, dossiers: FakeDossiers
) -> None:
    ScanRouter(window, receive, dossiers).route(scanned)
    assert [each.reason for each in window.messages.refusals] == [reason]


def test_what_came_of_a_scan_can_be_heard(
    window: FakeWindow, receive: FakeReceive, dossiers: FakeDossiers
) -> None:
    heard: list[str] = []
    router = ScanRouter(window, receive, dossiers)
    router.understood.connect(lambda: heard.append("good"))
    router.nonsense.connect(lambda: heard.append("bad"))

    router.route(CARD)
    router.route("000201010212")
    dossiers.found.emit()
    dossiers.unknown.emit("Không có hồ sơ này.")

    assert heard == ["good", "bad", "good", "bad"]
