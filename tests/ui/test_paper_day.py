from __future__ import annotations

import io
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pypdfium2
import pytest
from keys import CONTROL, press, scan, type_text
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows import receive_one

from app.domain.errors import Reason, Refusal
from app.domain.printers import PrinterChoice, PrinterPlan
from app.services.paper_pad import unused_slips
from app.ui import slip_printer
from app.ui.dialogs.paper_day import PaperDayDialog
from app.ui.start import Running
from app.ui.tour import SAMPLE_WORDS

SHIFT = Qt.KeyboardModifier.ShiftModifier
OTHER_CARD = (
    "034090001234||Lê Văn Thử|05021990|Nam|Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
)


class Printers:
    """Two printers in place of the machine's: what came out, and which are dead."""

    def __init__(self) -> None:
        self.dead: set[str] = set()
        self.came_out: list[tuple[str, bytes]] = []

    def resolution_on(self, printer: str) -> int:
        return 203

    def put_on_paper(self, pdf: bytes, printer: str, *, title: str) -> None:
        if printer in self.dead:
            raise Refusal(Reason.PRINTER_UNREACHABLE, printer=printer, cause="chờ quá lâu")
        self.came_out.append((printer, pdf))


@pytest.fixture
def printers(running: Running, monkeypatch: pytest.MonkeyPatch) -> Printers:
    made = Printers()
    monkeypatch.setattr(slip_printer, "resolution_on", made.resolution_on)
    monkeypatch.setattr(slip_printer, "put_on_paper", made.put_on_paper)
    running.session._preferences.printers = PrinterPlan(
        usual=PrinterChoice(printer="Laser"), fallback=PrinterChoice(printer="Máy cũ")
    )
    return made


def said(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_range())


def receive_other(running: Running, qtbot: QtBot) -> Any:
    """A citizen whose number nobody has used yet, so that nothing looks doubled."""
    received: list[Any] = []
    session = running.session
    session.receive.received.connect(received.append)
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    scan(OTHER_CARD)
    press(Qt.Key.Key_T, CONTROL)
    with qtbot.waitSignal(session.receive.received):
        press(Qt.Key.Key_F9)
    return received[0]


def foot(running: Running) -> str:
    return running.session.window.status._printer.text()


def open_list(running: Running, qtbot: QtBot) -> PaperDayDialog:
    press(Qt.Key.Key_G, CONTROL | SHIFT)
    dialog = running.session.papers.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "Đang xem" not in dialog.summary.text())
    return dialog


def lines(dialog: PaperDayDialog) -> list[tuple[str, str, str]]:
    model = dialog.table.model()
    return [
        tuple(model.index(row, at).data() for at in (0, 2, 3))  # type: ignore[misc]
        for row in range(model.rowCount())
    ]


def test_what_was_sent_stays_in_the_list_until_somebody_says_it_came_out(
    running: Running,
    printers: Printers,
    qtbot: QtBot,
) -> None:
    with qtbot.waitSignal(running.session.slips.printed):
        first = receive_one(running, qtbot)
    assert foot(running) == f"{first.dossier_code} đã gửi Laser · Ctrl+P nếu chưa ra"

    dialog = open_list(running, qtbot)
    assert lines(dialog) == [
        (first.dossier_code, "Chưa rõ", "Đã gửi Laser, chưa rõ đã ra chưa"),
    ]

    dialog.all_out.click()

    qtbot.waitUntil(lambda: lines(dialog) == [])
    assert not dialog.all_out.isEnabled()
    assert "không còn gì" in dialog.summary.text()


def test_the_next_reception_confirms_the_last_print(
    running: Running,
    printers: Printers,
    qtbot: QtBot,
) -> None:
    with qtbot.waitSignal(running.session.slips.printed):
        receive_one(running, qtbot)
    running.session.receive.set_busy(False)
    with qtbot.waitSignal(running.session.slips.printed):
        second = receive_other(running, qtbot)

    dialog = open_list(running, qtbot)

    assert [title for title, _, _ in lines(dialog)] == [second.dossier_code]


def test_a_dead_printer_turns_to_the_next_and_ctrl_p_prints_a_marked_copy(
    running: Running,
    printers: Printers,
    qtbot: QtBot,
) -> None:
    printers.dead = {"Laser"}
    with qtbot.waitSignal(running.session.slips.printed):
        first = receive_one(running, qtbot)
    assert [printer for printer, _ in printers.came_out] == ["Máy cũ"]
    assert "Máy cũ" in running.session.window.messages.banner.sentence

    printers.dead = set()
    with qtbot.waitSignal(running.session.slips.printed):
        press(Qt.Key.Key_P, CONTROL)

    texts = [said(pdf) for _, pdf in printers.came_out]
    assert ["bản in lại" in text for text in texts] == [False, True]
    assert foot(running).startswith(f"{first.dossier_code} (bản in lại, lần 2) đã gửi Laser")


def test_with_every_printer_dead_the_dossier_is_kept_and_printed_from_the_list(
    running: Running,
    printers: Printers,
    qtbot: QtBot,
) -> None:
    printers.dead = {"Laser", "Máy cũ"}
    first = receive_one(running, qtbot)
    qtbot.waitUntil(lambda: "chưa in được" in foot(running))
    dialog = open_list(running, qtbot)
    ((title, state, why),) = lines(dialog)
    assert (title, state) == (first.dossier_code, "Chưa có giấy")
    assert "Máy cũ" in why

    printers.dead = set()
    with qtbot.waitSignal(running.session.slips.printed):
        dialog.print_line.click()

    qtbot.waitUntil(lambda: [state for _, state, _ in lines(dialog)] == ["Chưa rõ"])
    assert "bản in lại" not in said(printers.came_out[-1][1])


def test_a_thermal_printer_on_the_network_gets_the_slip_as_raster_bands(
    running: Running,
    qtbot: QtBot,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as port, ThreadPoolExecutor(1) as thermal:
        heard = thermal.submit(read_job, port)
        address = f"tcp:127.0.0.1:{port.getsockname()[1]}"
        running.session._preferences.printers = PrinterPlan(usual=PrinterChoice(printer=address))

        with qtbot.waitSignal(running.session.slips.printed):
            receive_one(running, qtbot)

        job = heard.result(timeout=10)
    assert job.startswith(b"\x1b@\x1dv0\x00" + (576 // 8).to_bytes(2, "little"))
    assert job.endswith(b"\x1dVB\x00")


def test_a_pad_is_numbered_printed_and_printed_again_from_the_list(
    running: Running,
    printers: Printers,
    qtbot: QtBot,
) -> None:
    printers.dead = {"Laser", "Máy cũ"}
    running.session.slips.print_pad()
    qtbot.waitUntil(lambda: "chưa in được" in foot(running))
    dialog = open_list(running, qtbot)
    ((title, _, _),) = lines(dialog)

    printers.dead = set()
    with qtbot.waitSignal(running.session.slips.printed):
        dialog.print_line.click()

    first, _, last = title.partition(" đến ")
    printer, pdf = printers.came_out[-1]
    assert printer == "Laser"
    assert len(pypdfium2.PdfDocument(io.BytesIO(pdf))) >= 20
    assert first in said(pdf)
    desk = running.session.desk
    assert desk is not None
    with desk.database.reading() as session:
        codes = [slip.code for slip in unused_slips(session, desk=desk.context)]
    assert (codes[0], codes[-1], len(codes)) == (first, last, 20)


def read_job(port: socket.socket) -> bytes:
    line, _ = port.accept()
    with line:
        return b"".join(iter(lambda: line.recv(65536), b""))
