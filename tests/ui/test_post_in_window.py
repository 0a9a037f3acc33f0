"""The postal desk in the real window, by keys and scans alone."""

from __future__ import annotations

from typing import Any

import pytest
from bags import CARRIER, POSTMAN, item, number, settled
from deeds_at_desk import stored
from keys import press, scan, type_text
from PySide6.QtCore import Qt
from stage import ALT, CONTROL, OTHER_CARD, Stage

from app.domain.post import ItemState
from app.domain.procedure import Channel
from app.domain.queues import QueueKind
from app.services.post_items import items_in
from app.ui.dialogs.post import DeliveryDialog, FailureDialog, RedirectDialog
from app.ui.tour import SAMPLE_CARD
from app.ui.widgets.record_table import RECORD_ROLE

pytestmark = pytest.mark.usefixtures("open_stage")

SINGLE_PAPER = "1.001653"
"""Đổi, cấp lại giấy xác nhận khuyết tật: one paper."""
ONE, TWO, THREE = number(11), number(22), number(33)


def desk_of(stage: Stage) -> Any:
    return stage.session.desk


def at_post(stage: Stage, bench: int = 1) -> Any:
    """Go to a bench of the postal desk."""
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_0 + bench, ALT)
    return stage.window.screen_shown


def typed(screen: Any, bench: str, **fields: str) -> None:
    strip = getattr(screen, bench).page.strip
    for name, text in fields.items():
        strip[name].setFocus()
        type_text(text)


def in_state(stage: Stage, state: ItemState) -> list[str]:
    desk = desk_of(stage)
    with desk.database.reading() as session:
        return [each.number for each in items_in(session, (state,), desk=desk.context)]


def taken_over(stage: Stage, *numbers: str) -> None:
    screen = at_post(stage)
    for count, each in enumerate(numbers, start=1):
        scan(each)
        stage.bot.waitUntil(lambda count=count: screen.taking.page.count.text() == str(count))
    typed(screen, "taking", carrier=CARRIER, giver=POSTMAN)
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: len(in_state(stage, ItemState.SEALED)) == len(numbers))


def opened(stage: Stage, text: str) -> None:
    """Scan an item; its reception is begun."""
    scan(text)
    stage.bot.waitUntil(lambda: stage.session.receive.post.draft().get("postal_number") == text)


def saved(stage: Stage) -> Any:
    receive = stage.session.receive
    done: list[Any] = []
    receive.received.connect(done.append)
    with stage.bot.waitSignals([receive.received, receive.refreshed]):
        press(Qt.Key.Key_F9)
    receive.received.disconnect(done.append)
    return done[0]


def test_a_bag_is_counted_and_signed_by_scans(stage: Stage) -> None:
    taken_over(stage, ONE, TWO)
    assert in_state(stage, ItemState.SEALED) == [ONE, TWO]


def test_an_item_counted_twice_is_one_item_and_is_said(stage: Stage) -> None:
    screen = at_post(stage)
    for _ in range(2):
        scan(ONE)
    stage.bot.waitUntil(lambda: "đã đếm rồi" in stage.window.messages.banner.sentence)
    assert screen.taking.page.count.text() == "1"


def test_a_known_card_and_one_paper_cost_two_keys_and_two_scans_in_a_chain(
    stage: Stage,
) -> None:
    desk = desk_of(stage)
    taken_over(stage, ONE, TWO)
    at_post(stage, 2)
    opened(stage, ONE)
    scan(SAMPLE_CARD)
    receive = stage.session.receive
    receive.panels.procedure.search.setFocus()
    with stage.bot.waitSignal(receive.facts.quoted):
        type_text(SINGLE_PAPER)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_T, CONTROL)
    first = saved(stage)
    # From the second item on: item, card, tick, save.
    with stage.bot.waitSignal(receive.facts.quoted):
        opened(stage, TWO)
    scan(OTHER_CARD)
    press(Qt.Key.Key_T, CONTROL)
    second = saved(stage)
    for done in (first, second):
        dossier = stored(desk, done.dossier_uid)
        assert dossier.channel is Channel.POST
        assert dossier.procedure.code == SINGLE_PAPER
    # The first one was finished by opening the second.
    assert in_state(stage, ItemState.DONE) == [ONE]
    assert in_state(stage, ItemState.OPENED) == [TWO]


def test_an_item_of_another_agency_is_offered_to_be_sent_on_and_stays_sealed(
    stage: Stage,
) -> None:
    taken_over(stage, ONE)
    screen = at_post(stage, 2)
    stage.bot.waitUntil(lambda: screen.opening.page.table.model().rowCount() == 1)
    press(Qt.Key.Key_U, CONTROL)
    stage.dialog(RedirectDialog)
    type_text("H40.17")
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: in_state(stage, ItemState.REDIRECTED) == [ONE])
    stage.bot.waitUntil(lambda: screen.opening.page.table.model().rowCount() == 0)


def test_items_that_nobody_opened_age_on_the_supervisors_page(stage: Stage) -> None:
    taken_over(stage, ONE)
    press(Qt.Key.Key_F6)
    screen: Any = stage.window.screen_shown
    stage.bot.waitUntil(lambda: screen.queues.model().rowCount() > 0)
    model = screen.queues.model()
    indexes = (model.index(row, 0) for row in range(model.rowCount()))
    (wanted,) = (at for at in indexes if at.data(RECORD_ROLE).kind is QueueKind.POST_UNOPENED)
    screen.queues.setCurrentIndex(wanted)
    stage.bot.waitUntil(lambda: f"{ONE}: nhận 09:30" in screen._nothing.text())


def test_results_are_packed_by_scanning_slip_and_label_and_delivered(stage: Stage) -> None:
    desk = desk_of(stage)
    uid = settled(desk, fee=15_000)
    stage.session.background.publish(())
    screen = at_post(stage, 3)
    scan(stored(desk, uid).code)
    stage.bot.waitUntil(lambda: screen.packing.page.count.text() == "1")
    scan(ONE)
    stage.bot.waitUntil(lambda: screen.packing.page.table.current_record().number == ONE)
    typed(screen, "packing", carrier=CARRIER, receiver=POSTMAN)
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: in_state(stage, ItemState.PACKED) == [ONE])
    press(Qt.Key.Key_4, ALT)
    stage.bot.waitUntil(lambda: screen.following.page.table.model().rowCount() == 1)
    press(Qt.Key.Key_F9)
    stage.dialog(DeliveryDialog)
    type_text("Trần Thị Mẫu")
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: in_state(stage, ItemState.DELIVERED) == [ONE])
    assert stored(desk, uid).money.outstanding == 0


def test_an_invitation_in_vain_is_noted(stage: Stage) -> None:
    from bags import packed

    from app.services.post_returning import Parcel

    desk = desk_of(stage)
    (parcel,) = packed(desk, Parcel(dossier_uid=settled(desk), number=ONE)).items
    stage.session.background.publish(())
    screen = at_post(stage, 4)
    stage.bot.waitUntil(lambda: screen.following.page.table.model().rowCount() == 1)
    scan(ONE)
    press(Qt.Key.Key_U, CONTROL)
    stage.dialog(FailureDialog)
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: item(desk, parcel).state is ItemState.FAILED)


def test_a_carriers_own_number_is_counted_while_the_desk_is_open(stage: Stage) -> None:
    screen = at_post(stage)
    scan("VTP0099887")
    stage.bot.waitUntil(lambda: screen.taking.page.count.text() == "1")
    assert screen.taking.page.table.current_record().tone == "warn"


def test_a_dossier_is_posted_by_scans_and_short_papers_are_told_once(stage: Stage) -> None:
    screen = at_post(stage, 5)
    page = screen.sending.page
    screen.sending.choose_procedure(SINGLE_PAPER)
    stage.bot.waitUntil(lambda: bool(page.papers.view.papers.lines))
    scan(SAMPLE_CARD)
    scan(ONE)
    stage.bot.waitUntil(lambda: page.item.text("number") == ONE)
    page.item.put("carrier", CARRIER)
    page.item.put("fee", "15.000")
    page.item.put("receipt", "0001234")
    page.item.put("postage", "26.000")
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: "Còn thiếu" in page.notice.sentence)
    assert in_state(stage, ItemState.POSTED) == []
    # Somebody may insist on sending what is short.
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: in_state(stage, ItemState.POSTED) == [ONE])
    # The next sender has another card, number and receipt; what is sent stays chosen.
    stage.bot.waitUntil(lambda: page.table.model().rowCount() == 1)
    kept = {key: page.item.text(key) for key in ("number", "receipt", "carrier", "postage")}
    assert kept == {"number": "", "receipt": "", "carrier": CARRIER, "postage": "26.000"}
    assert page.person.text("full_name") == ""
    assert page.procedure.code == SINGLE_PAPER
    press(Qt.Key.Key_D, CONTROL)
    stage.bot.waitUntil(lambda: in_state(stage, ItemState.LISTED) == [ONE])
