"""The postal desk: bags that come, items that are opened, results that go and are followed."""

from __future__ import annotations

from datetime import date
from typing import Any

from bags import CARRIER, POSTMAN, number, packed, settled, take_over, with_money
from keys import press, scan
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import ALT, Stage

from app.services.post_returning import Parcel
from app.ui.tour import SAMPLE_CARD


@scene
def post_taking(stage: Stage) -> QWidget:
    stage.open()
    screen = _at(stage, 1)
    for each in (number(11), number(22), "EE123456784VN", "VTP0099887"):
        scan(each)
    stage.bot.waitUntil(lambda: screen.taking.page.count.text() == "4")
    screen.taking.page.strip.put("carrier", CARRIER)
    screen.taking.page.strip.put("giver", POSTMAN)
    screen.taking.page.strip.put("cash", "230.000")
    return stage.window


@scene
def post_opening(stage: Stage) -> QWidget:
    stage.open()
    desk: Any = stage.session.desk
    listed = tuple(with_money(at) for at in range(1, 7))
    take_over(
        desk,
        *(each.number for each in listed),
        listed=listed,
        foreign=((number(2), "H40.17"),),
        damaged=(number(4),),
    )
    screen = _at(stage, 2)
    stage.bot.waitUntil(lambda: screen.opening.page.count.text() == "6")
    return stage.window


@scene
def post_receiving(stage: Stage) -> QWidget:
    stage.open()
    desk: Any = stage.session.desk
    take_over(desk, number(1), listed=(with_money(1),))
    _at(stage, 2)
    scan(number(1))
    stage.bot.waitUntil(lambda: bool(stage.session.receive.post.draft()))
    return stage.window


@scene
def post_packing(stage: Stage) -> QWidget:
    stage.open()
    desk: Any = stage.session.desk
    for fee in (0, 15_000, 0, 8_000):
        settled(desk, fee=fee)
    screen = _at(stage, 3)
    stage.bot.waitUntil(lambda: screen.packing.page.table.model().rowCount() == 4)
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    scan(number(77))
    stage.bot.waitUntil(lambda: screen.packing.page.table.current_record().number == number(77))
    return stage.window


@scene
def post_following(stage: Stage) -> QWidget:
    stage.open()
    desk: Any = stage.session.desk
    parcels = [
        Parcel(dossier_uid=settled(desk, fee=15_000 * at), number=number(at)) for at in range(1, 5)
    ]
    packed(desk, *parcels)
    screen = _at(stage, 4)
    stage.bot.waitUntil(lambda: screen.following.page.count.text() == "4")
    return stage.window


@scene
def post_sending(stage: Stage) -> QWidget:
    stage.open()
    screen = _at(stage, 5)
    bench = screen.sending
    stage.bot.waitUntil(lambda: bool(bench.page.procedure._find("1.001653")))
    bench.choose_procedure("1.001653")
    stage.bot.waitUntil(lambda: bool(bench.page.papers.view.papers.lines))
    scan(SAMPLE_CARD)
    scan(number(77))
    stage.bot.waitUntil(lambda: bench.page.item.text("number") == number(77))
    bench.page.item.put("carrier", CARRIER)
    bench.page.item.put("postage", "26.000")
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: "Còn thiếu" in bench.page.notice.sentence)
    return stage.window


@scene
def post_agency(stage: Stage) -> QWidget:
    from app.ui.dialogs.post import AgencyDialog

    stage.open()
    return stage.show(AgencyDialog(stage.window, number(1)))


@scene
def post_redirect(stage: Stage) -> QWidget:
    from app.ui.dialogs.post import RedirectDialog

    stage.open()
    return stage.show(RedirectDialog(stage.window, number(1), "H40.17"))


@scene
def post_send_back(stage: Stage) -> QWidget:
    from app.ui.dialogs.post import SendBackDialog

    stage.open()
    return stage.show(SendBackDialog(stage.window, number(1)))


@scene
def post_letters(stage: Stage) -> QWidget:
    from app.ui.dialogs.post import LettersDialog

    stage.open()
    waiting = [("supplement", "V-H40.16-261116-301"), ("receipt", "H40.16-261116-3001")]
    return stage.show(LettersDialog(stage.window, waiting, CARRIER))


@scene
def post_order_file(stage: Stage) -> QWidget:
    from app.exchange.carrier_orders import OrderColumns, columns_text
    from app.ui.dialogs.post import OrderFileDialog

    stage.open()
    columns = columns_text(OrderColumns())
    return stage.show(OrderFileDialog(stage.window, "BK-H40.16-261116-3001", "KH0001", columns))


@scene
def post_delivery(stage: Stage) -> QWidget:
    from app.ui.dialogs.post import DeliveryDialog

    stage.open()
    return stage.show(DeliveryDialog(stage.window, number(1), 15_000, 8_000))


@scene
def post_failure(stage: Stage) -> QWidget:
    from app.ui.dialogs.post import FailureDialog

    stage.open()
    return stage.show(FailureDialog(stage.window, number(1), date(2026, 11, 16), 1))


@scene
def post_giver(stage: Stage) -> QWidget:
    from app.ui.dialogs.post import GiverDialog

    stage.open()
    return stage.show(GiverDialog(stage.window, number(1)))


@scene
def post_money(stage: Stage) -> QWidget:
    from app.ui.dialogs.post import MoneyDialog

    stage.open()
    return stage.show(MoneyDialog(stage.window, CARRIER))


def _at(stage: Stage, bench: int) -> Any:
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_0 + bench, ALT)
    return stage.window.screen_shown
