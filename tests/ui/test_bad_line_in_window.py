"""The window while the line is bad: it says so in one sentence, goes on, and closes at once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from agreement import centre_uids
from bad_line import cutting_line
from centres import PIN, TENANT, Cluster, Running, fresh_desks, serving
from certificates import self_signed
from desks import OFFICE
from keys import press, type_text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from stage import CONTROL, OTHER_CARD, SHIFT, Stage
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from windows import gone

from app.commands.syncing import rounds_of
from app.custody.carrying import carry_in
from app.custody.keeper import Keeper
from app.server import devices
from app.services import centre_link, credentials, journal, writers
from app.ui.dialogs.carrying import CarryInDialog, CarryOutDialog
from app.ui.dialogs.enrolling import EnrolDialog

ENROLMENT = ("Ctrl+G", "ghi danh quầy")


@pytest.fixture
def stage(centre: Running, desk_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    """The window closes before the centre, which waits for whoever still listens."""
    made = Stage(desk_folder, qtbot)
    made.rounds, made.keeper = rounds_of, Keeper
    made.open()
    yield made
    gone(made.running)
    assert made.trouble == []


def enrol_by_hand(stage: Stage, centre: Running) -> Any:
    """Ctrl+G, address and code, Ctrl+Enter; the page of the line once the first round is over."""
    desk: Any = stage.session.desk
    with desk.database.transaction() as session:
        hashed = credentials.hash_secret(PIN)
        uid = desk.actor.uid
        credentials.keep_secret(session, TENANT, uid, hashed, now=stage.now, given=False)
    stage.bot.waitUntil(lambda: stage.session._workplace.in_step.is_begun)
    press(Qt.Key.Key_Y, CONTROL | SHIFT)
    screen: Any = stage.window.screen_shown
    stage.bot.waitUntil(screen.enrolling.button.isVisible)
    assert screen.keys[0] == ENROLMENT
    press(Qt.Key.Key_G, CONTROL)
    dialog: Any = stage.dialog(EnrolDialog)
    type_text(centre.url.replace("http:", "https:"))
    dialog.fields["code"].setFocus()
    type_text("0" * 16)
    press(Qt.Key.Key_Return, CONTROL)
    assert not dialog.agree.isEnabled()
    stage.bot.waitUntil(lambda: "không nói https" in dialog.trouble.text())
    dialog.fields.put("url", centre.url)
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: "Mã ghi danh không đúng" in dialog.trouble.text())
    dialog.fields.put("code", centre.code_for(OFFICE.desk))
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: waiting(stage) == 0 and "Đồng bộ" in screen.standing.text())
    assert ENROLMENT not in screen.keys
    stage.come_to_front()
    return screen


def waiting(stage: Stage) -> int:
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        return writers.count_unsent(session, TENANT)


def redirect(stage: Stage, url: str, certificate: str | None = None) -> None:
    """From now on the desk seeks its centre at another address."""
    desk: Any = stage.session.desk
    with desk.database.transaction() as session:
        known = centre_link.enrolment(session, TENANT)
        assert known is not None
        other = replace(known, url=url, certificate=certificate)
        centre_link.keep_enrolment(session, TENANT, other, stage.now)


def answering(status: int, **headers: str) -> Starlette:
    """Something that answers everything alike, in HTML."""

    async def page(_: Request) -> Response:
        return HTMLResponse("<form>Wi-Fi</form>", status, headers=headers)

    return Starlette(routes=[Route("/{rest:path}", page, methods=["GET", "POST"])])


def test_a_bad_line_is_told_in_the_window_holds_nothing_up_and_loses_nothing(
    stage: Stage, centre: Running, tmp_path: Path
) -> None:
    screen = enrol_by_hand(stage, centre)
    foot = stage.window.status._line
    certificate, key = self_signed("127.0.0.1", ends_in_days=-1)
    (tmp_path / "centre.pem").write_bytes(certificate + key)
    with ExitStack() as served:
        cut = served.enter_context(cutting_line(centre.url))
        cut.cut_after(700)
        expired = serving(answering(200), ssl_certfile=tmp_path / "centre.pem")
        portal, locked = (served.enter_context(each) for each in (serving(answering(200)), expired))
        lines = {
            portal: ("đăng nhập mạng", "mạng đòi đăng nhập"),
            cut.url: ("kiểm tra dây mạng", "xem dây mạng"),
            locked: ("đã hết hạn theo đồng hồ máy này", "chứng thư hết hạn, xem ngày giờ máy"),
            locked.replace("https:", "http:"): ("chỉ nói https", "trung tâm dùng https"),
            portal.replace("http:", "https:"): ("không nói https", "không nói https"),
            served.enter_context(serving(answering(503))): ("máy tự gửi lại", "trung tâm bận"),
        }
        for url, (sentence, few) in lines.items():
            redirect(stage, url, certificate.decode() if url.startswith("https") else None)
            screen.again()
            stage.bot.waitUntil(lambda said=sentence: said in screen.trouble.text())
            stage.bot.waitUntil(lambda said=few: said in foot.text())
            assert foot.toolTip() in screen.trouble.text()
    press(Qt.Key.Key_F2)
    stage.receive(OTHER_CARD)
    assert waiting(stage) > 0
    redirect(stage, centre.url)
    press(Qt.Key.Key_Y, CONTROL | SHIFT)
    stage.bot.waitUntil(lambda: waiting(stage) == 0)
    stage.bot.waitUntil(lambda: screen.trouble.isHidden() and foot.toolTip() == "")


def test_a_machine_that_was_shut_out_hands_its_work_on_by_stick(
    stage: Stage, centre: Running, desk_templates: Path, tmp_path: Path
) -> None:
    screen = enrol_by_hand(stage, centre)
    with centre.centre.transaction() as connection:
        devices.revoke(connection, TENANT, OFFICE.agency_code, OFFICE.desk, stage.now)
    press(Qt.Key.Key_F2)
    received = stage.receive(OTHER_CARD)
    press(Qt.Key.Key_Y, CONTROL | SHIFT)
    stage.bot.waitUntil(lambda: "thôi công nhận máy này" in screen.trouble.text())
    assert "Ctrl+U" in screen.trouble.text()
    stage.bot.waitUntil(lambda: "hỏi lãnh đạo" in stage.window.status._line.text())
    assert screen.keys[0] == ENROLMENT
    code, path = written_to(stage, tmp_path / "stick")
    neighbour, _ = fresh_desks(desk_templates, tmp_path)
    assert carry_in(neighbour, path, code).new >= waiting(stage) > 0
    with neighbour.database.reading() as session:
        assert received.dossier_uid in {
            each.dossier_uid for each in journal.events(session, TENANT)
        }
    neighbour.close()
    press(Qt.Key.Key_I, CONTROL)
    dialog: Any = stage.dialog(CarryInDialog)
    type_text(str(path))
    dialog.fields["code"].setFocus()
    type_text(code[::-1])
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: "Hãy gõ đúng mã mở gói" in dialog.trouble.text())
    dialog.fields.put("code", code)
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: "0 sự kiện mới" in stage.window.messages.banner.sentence)


def written_to(stage: Stage, folder: Path) -> tuple[str, Path]:
    """Ctrl+U, the folder, Ctrl+Enter: the code that is shown, and the file."""
    press(Qt.Key.Key_U, CONTROL)
    dialog: Any = stage.dialog(CarryOutDialog)
    type_text(str(folder))
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(dialog.trouble.isVisible)  # nobody has put it in yet
    folder.mkdir()
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(dialog.code.isVisible)
    code = dialog.code.text()
    press(Qt.Key.Key_Escape)
    stage.come_to_front()
    (path,) = folder.glob("*.goi")
    return code, path


def test_a_machine_that_the_centre_forgot_enrols_again_and_loses_nothing(
    stage: Stage, centre: Running, cluster: Cluster
) -> None:
    screen = enrol_by_hand(stage, centre)
    press(Qt.Key.Key_F2)
    received = stage.receive(OTHER_CARD)
    centre.carry_on_with(cluster.new_database())  # restored from before the enrolment
    press(Qt.Key.Key_Y, CONTROL | SHIFT)
    screen.again()
    stage.bot.waitUntil(lambda: "không nhận ra máy này" in screen.trouble.text())
    stage.bot.waitUntil(lambda: "ghi danh lại" in stage.window.status._line.text())
    press(Qt.Key.Key_G, CONTROL)
    dialog: Any = stage.dialog(EnrolDialog)
    dialog.fields.put("url", centre.url)
    dialog.fields.put("code", centre.code_for(OFFICE.desk))
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: screen.trouble.isHidden() and waiting(stage) == 0)
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        held = {each.uid: each.dossier_uid for each in journal.events(session, TENANT)}
    assert received.dossier_uid in held.values()
    assert set(held) == set(centre_uids(centre))


def test_a_window_receives_and_closes_at_once_while_a_machine_is_asked_that_never_answers(
    stage: Stage, centre: Running
) -> None:
    screen, in_step = enrol_by_hand(stage, centre), stage.session._workplace.in_step
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(20)
        # Who knocks while a round is under way comes after it, by a turn of the event loop.
        stage.bot.waitUntil(lambda: not in_step.is_busy)
        redirect(stage, f"http://127.0.0.1:{silent.getsockname()[1]}")
        screen.again()
        silent.accept()
        press(Qt.Key.Key_F2)
        stage.receive(OTHER_CARD)
        assert in_step.is_busy
        began = monotonic()
        stage.session.close()
        assert monotonic() - began < 10  # a line by itself waits twenty seconds
