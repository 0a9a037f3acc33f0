"""The tray as a supervisor works it in the morning: by keys alone, each line with its cure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from deeds_at_desk import received
from desks import NOW
from keys import press, type_text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scenes_sync import enrol_without_a_line, go_to_sync, two_against_each_other
from stage import ALT, CONTROL, Stage
from windows import gone

from app.domain.events import Circumstances, read_event, write_event
from app.domain.identifiers import new_uid
from app.domain.pause_facts import PaymentRequested
from app.services import centre_link, clashing, journal
from app.services.dossier_deeds import Acting
from app.services.outages import OutageForm, record_outage
from app.ui.dialogs.clash import ClashDialog
from app.ui.screens.dossiers import DossiersScreen


@pytest.fixture
def stage(desk_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(desk_folder, qtbot)
    made.open()
    yield made
    gone(made.running)
    assert made.trouble == []


def from_tomorrow(desk: Any, uid: Any) -> None:
    """A neighbour with a newer program did something that this one cannot read."""
    elsewhere = replace(desk.actor.author(desk.context, "clerk"), desk=2)
    when = Circumstances(uid=new_uid(NOW), occurred_at=NOW, recorded_at=NOW, dossier_uid=uid)
    known = write_event(elsewhere, PaymentRequested(amount=50_000), when)
    kind = PaymentRequested.kind.encode()
    strange = read_event(known.content.replace(kind, b"dossier.of_tomorrow"), None)
    with desk.database.transaction() as session:
        journal.take_over(session, strange, goes_on=False)


def fill_tray(stage: Stage) -> str:
    """A clash, a flagged event, one of a newer program, and an entry that is owed."""
    enrol_without_a_line(stage)
    two_against_each_other(stage)
    desk: Any = stage.session.desk
    uid = received(desk, NOW - timedelta(minutes=30))
    from_tomorrow(desk, uid)
    spans = {"began_at": NOW - timedelta(hours=1), "ended_at": NOW - timedelta(minutes=1)}
    outage = OutageForm(system="Cổng Dịch vụ công", source="công văn", remark=None, **spans)
    with desk.database.transaction() as session:
        first = next(iter(journal.events(session, desk.context.tenant, uid)))
        earlier = NOW - timedelta(hours=3)
        centre_link.keep_flags(session, desk.context.tenant, [(first.uid, "of_revoked")], earlier)
        record_outage(session, outage, Acting(now=NOW, desk=desk.context, actor=desk.actor))
        (clash,) = clashing.clashes(session, desk=desk.context)
    return clash.code


def lines_of(screen: Any) -> list[tuple[str, str, str]]:
    """State, age and owner of each line that somebody has to look at."""
    model = screen.table.model()
    rows = [[model.index(at, each).data() for each in (4, 1, 3)] for at in range(model.rowCount())]
    return [(state, age, owner) for state, age, owner in rows if state != "ở máy này"]


def test_each_line_tells_state_age_owner_and_cure_and_is_cured_by_keys(stage: Stage) -> None:
    code = fill_tray(stage)
    screen = go_to_sync(stage)
    stage.bot.waitUntil(lambda: screen.table.current_record().clash is not None)
    assert lines_of(screen) == [
        ("trái nhau", "vừa xong", "lãnh đạo"),
        ("đã nhận, cần xem", "3 giờ", "lãnh đạo"),
        ("đã nhận, cần xem", "vừa xong", "cán bộ tiếp nhận"),
        ("chưa hiểu", "vừa xong", "quản trị"),
        ("còn phải nhập", "30 phút", "cán bộ tiếp nhận"),
    ]
    assert code in screen.words.text()
    press(Qt.Key.Key_Return)
    stage.dialog(ClashDialog)
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_K, ALT)
    type_text("da hoi cong dan")
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: screen.table.current_record().state.value == "flagged")
    stage.come_to_front()
    foot = stage.window.status._line
    stage.bot.waitUntil(lambda: "2 cần xem" in foot.text())
    press(Qt.Key.Key_B, CONTROL)
    stage.bot.waitUntil(lambda: "1 cần xem" in foot.text())
    stage.bot.waitUntil(lambda: "máy đã bị thu hồi" not in screen.words.text())
    while screen.table.current_record().state.value != "owed":
        press(Qt.Key.Key_Down)
    assert "ghi mã mà chính hệ thống ấy cấp" in screen.words.text()
    press(Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: isinstance(stage.window.screen_shown, DossiersScreen))
