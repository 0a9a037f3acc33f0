from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pypdfium2
import pytest
import zxingcpp
from lines import EXAMPLE, Line


@pytest.fixture
def receipt_printer() -> Iterator[tuple[str, SimpleQueue[bytes]]]:
    """The address of a printer that takes every job, and its jobs."""
    jobs: SimpleQueue[bytes] = SimpleQueue()
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                job = b""
                while piece := connection.recv(65536):
                    job += piece
            jobs.put(job)

    lane = threading.Thread(target=serve)
    lane.start()
    yield f"tcp:127.0.0.1:{server.getsockname()[1]}", jobs
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    lane.join()


def codes_of(path: Path, page: int = 0, *, dots_per_inch: int = 300) -> set[str]:
    with pypdfium2.PdfDocument(path) as document:
        picture = document[page].render(scale=dots_per_inch / 72, grayscale=True).to_pil()
    return {found.text for found in zxingcpp.read_barcodes(picture)}


def test_a_pad_is_printed_and_its_slip_keyed_in_once(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "phiếu.pdf"
    pad = line.json("pad", "--count", "3", "--on", "2026-11-16", "--out", str(out))
    assert pad["codes"] == [f"H40.16-261116-{number}" for number in (9621, 9622, 9623)]
    assert len(pypdfium2.PdfDocument(out)) == 3
    scanned = codes_of(out, 1)
    assert pad["codes"][1] in scanned
    assert any(pad["dossier_uids"][1] in each for each in scanned)
    form = {**json.loads(EXAMPLE.read_text("utf-8")), "pad_code": pad["codes"][1]}
    keyed = tmp_path / "form.json"
    keyed.write_text(json.dumps(form), "utf-8")
    words = ("receive", "--form", str(keyed), "--at", "2026-11-16T08:15")
    received = line.json(*words)
    assert received["dossier_code"] == pad["codes"][1]
    assert received["dossier_uid"] == pad["dossier_uids"][1]
    assert received["received_at"] == "2026-11-16T08:15:00+07:00"
    code, _, said = line.run(*words)
    assert code == 1
    assert "đã được nhập rồi" in said
    assert line.receive()["dossier_code"] == "H40.16-261116-3001"


def test_a_pad_names_its_file_by_its_first_slip(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pad = line.json("pad", "--count", "1", "--paper", "a5")
    assert Path(pad["pad"]).name == "phieu-du-phong-H40.16-261116-9621.pdf"
    assert len(pypdfium2.PdfDocument(tmp_path / pad["pad"])) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--count", "0"), "từ 1 đến 60"),
        (("--on", "hôm nay"), "ngày"),
        (("--on", "2026-12-25"), "từ 16/11/2026 đến 23/11/2026"),
        (("--print", "tcp:127.0.0.1"), "A4 hoặc A5"),
        (("--print", "KHÔNG CÓ"), "KHÔNG CÓ"),
    ],
)
def test_a_pad_that_cannot_be_printed_uses_no_number(
    line: Line, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    code, _, error = line.run("pad", *words)
    assert code == 1
    assert said in error
    pad = line.json("pad", "--count", "1", "--out", str(tmp_path / "p.pdf"))
    assert pad["codes"] == ["H40.16-261116-9621"]


def test_a_receipt_goes_to_a_receipt_printer_past_every_driver(
    line: Line, receipt_printer: tuple[str, SimpleQueue[bytes]]
) -> None:
    address, jobs = receipt_printer
    received = line.receive("--print", address)
    assert received["unprinted"] is None
    job = jobs.get(timeout=10)
    assert job.startswith(b"\x1b@\x1dv0\x00\x48\x00")
    assert job.endswith(b"\x1dVB\x00")
    events = line.json("events", received["dossier_code"])
    printed = events[-1]["fact"]
    assert (printed["paper"], printed["printer"]) == ("roll80", address)
    waiting = line.json("papers-of-day")
    assert waiting["without_paper"] == []
    assert [job["state"] for job in waiting["unconfirmed"]] == ["sent"]
    line.receive("--print", address)
    assert len(line.json("papers-of-day")["unconfirmed"]) == 1


def test_a_dead_printer_leaves_the_dossier_in_the_list_of_the_day(line: Line) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        address = f"tcp:127.0.0.1:{gone.getsockname()[1]}"
    received = line.receive("--print", address)
    assert address in received["unprinted"]
    found = line.json("papers-of-day", "--on", "2026-11-16")
    assert [each["dossier_code"] for each in found["without_paper"]] == [received["dossier_code"]]
    (job,) = found["unconfirmed"]
    assert (job["state"], job["copy"]) == ("asked", 0)
    assert address in job["problem"]
    assert line.json("papers-of-day", "--on", "2026-11-15")["without_paper"] == []


def test_a_slip_is_drawn_for_the_roll(line: Line, tmp_path: Path) -> None:
    code = line.receive()["dossier_code"]
    out = tmp_path / "roll.pdf"
    line.json("slip", code, "--paper", "roll80", "--out", str(out))
    with pypdfium2.PdfDocument(out) as document:
        width, _ = document[0].get_size()
    assert round(width / 72 * 203) == 576
    assert code in codes_of(out, dots_per_inch=203)


@pytest.mark.parametrize("paper", ["a5", "a4x2", "a4", "roll80"])
def test_the_trial_page_comes_before_any_desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], paper: str
) -> None:
    fresh = Line(tmp_path / "fresh", capsys)
    out = tmp_path / "thử.pdf"
    assert fresh.json("test-page", "--paper", paper, "--out", str(out))["paper"] == paper
    assert "INTHU-0123456789" in codes_of(out)


def test_the_trial_page_goes_to_a_receipt_printer(
    line: Line, receipt_printer: tuple[str, SimpleQueue[bytes]]
) -> None:
    address, jobs = receipt_printer
    assert line.json("test-page", "--print", address)["paper"] == "roll80"
    assert jobs.get(timeout=10).startswith(b"\x1b@")
