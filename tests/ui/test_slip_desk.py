from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from doubles import FakeBackground, FakeDesk, Recorder
from pytestqt.qtbot import QtBot

from app.domain.errors import Reason, Refusal
from app.domain.printers import Paper, PrinterChoice, PrinterPlan, SlipKind, SlipPrinters
from app.services.print_jobs import JobState, PrintJob, PrintOrder
from app.ui.preferences import Preferences
from app.ui.slip_desk import SlipDesk

CODE = "H40.16-261116-3001"
UID = UUID(int=7)
LASER = PrinterChoice(printer="Laser")
OLD = PrinterChoice(printer="Máy cũ", paper=Paper.A4X2)
THERMAL = PrinterChoice(printer="tcp:192.168.1.50:9100")


class Printing:
    """A slip desk whose printers answer as a test wants; the jobs are kept in memory."""

    def __init__(self, folder: Path, desk: FakeDesk) -> None:
        self.background = FakeBackground()
        self.told = Recorder()
        self.preferences = Preferences(folder / "window.ini")
        self.desk = desk
        self.slips = SlipDesk(self.background, self.told, self.preferences)  # type: ignore[arg-type]
        self.slips.open_desk(desk)  # type: ignore[arg-type]
        self.lines: list[tuple[str, str]] = []
        self.slips.stood.connect(lambda *said: self.lines.append(said))
        self.jobs: dict[UUID, PrintJob] = {}
        self.paper: list[tuple[str, str]] = []
        self.dead: set[str] = set()
        self._answer()

    def _answer(self) -> None:
        answers: dict[str, Callable[..., Any]] = self.background.answers
        answers["ask_print"] = self._ask
        answers["turn_to"] = lambda uid, choice, desk: self._put(uid, choice=choice)
        answers["mark_sent"] = lambda uid, **_: self._put(uid, state=JobState.SENT, copy=1)
        answers["mark_failed"] = lambda uid, why, desk: self._put(uid, problem=why)
        answers["deny_print"] = self._deny
        answers["resolution_on"] = lambda printer: 203
        answers["receipt_pdf"] = lambda *_, **__: b"receipt"
        answers["door_slip_pdf"] = lambda *_, **__: b"door"
        answers["paper_pdf"] = lambda *_, **__: b"paper"
        answers["put_on_paper"] = self._print

    def plan(self, *, usual: PrinterChoice = LASER, fallback: PrinterChoice | None = None) -> None:
        self.preferences.printers = PrinterPlan(usual=usual, fallback=fallback)

    def last(self) -> PrintJob:
        return list(self.jobs.values())[-1]

    def drawn_on(self) -> list[Paper]:
        return [each.named["paper"] for each in self.background.of("receipt_pdf")]

    def _ask(self, order: PrintOrder, *, now: Any, desk: Any) -> PrintJob:
        job = PrintJob(
            uid=UUID(int=len(self.jobs) + 1),
            order=order,
            state=JobState.ASKED,
            copy=0,
            asked_at=now,
        )
        self.jobs[job.uid] = job
        return job

    def _deny(self, uid: UUID | None = None, *, now: Any, desk: Any) -> PrintJob:
        waiting = [
            each
            for each in self.jobs.values()
            if each.state in (JobState.ASKED, JobState.SENT) and uid in (None, each.uid)
        ]
        if not waiting:
            raise Refusal(Reason.PRINT_JOB_UNKNOWN)
        if waiting[-1].state is JobState.ASKED:
            return waiting[-1]
        self._put(waiting[-1].uid, state=JobState.DENIED)
        return self._ask(waiting[-1].order, now=now, desk=desk)

    def _put(self, uid: UUID, **changed: Any) -> PrintJob:
        from dataclasses import replace

        job = self.jobs[uid]
        if "choice" in changed:
            job = replace(job, order=replace(job.order, choice=changed.pop("choice")))
        self.jobs[uid] = replace(job, **changed)
        return self.jobs[uid]

    def _print(self, pdf: bytes, printer: str, *, title: str) -> None:
        if printer in self.dead:
            raise Refusal(Reason.PRINTER_UNREACHABLE, printer=printer, cause="chờ quá lâu")
        self.paper.append((printer, title))


@pytest.fixture
def printing(tmp_path: Path, open_desk: FakeDesk, qtbot: QtBot) -> Printing:
    return Printing(tmp_path, open_desk)


def test_a_slip_is_asked_for_sent_and_its_one_line_says_what_to_do(printing: Printing) -> None:
    printing.plan()

    printing.slips.print_receipt(UID, CODE)

    assert printing.paper == [("Laser", CODE)]
    assert printing.last().state is JobState.SENT
    assert printing.last().order.dossier_uid == UID
    assert printing.lines[-1] == (f"{CODE} đã gửi Laser · Ctrl+P nếu chưa ra", "")
    assert [each.name for each in printing.background.asked] == [
        "ask_print", "resolution_on", "receipt_pdf", "put_on_paper", "mark_sent",
    ]  # fmt: skip


def test_nothing_came_out_so_the_print_is_denied_and_printed_again(printing: Printing) -> None:
    printing.plan()
    printing.slips.print_receipt(UID, CODE)

    printing.slips.print_again()

    assert [job.state for job in printing.jobs.values()] == [JobState.DENIED, JobState.SENT]
    assert printing.paper == [("Laser", CODE)] * 2


def test_after_the_next_reception_said_it_came_out_one_more_copy_is_a_new_print(
    printing: Printing,
) -> None:
    printing.plan()
    printing.slips.print_receipt(UID, CODE)
    printing._put(printing.last().uid, state=JobState.CAME_OUT)

    printing.slips.print_again()

    assert [job.state for job in printing.jobs.values()] == [JobState.CAME_OUT, JobState.SENT]


def test_a_dead_printer_hands_over_to_the_fallback_with_its_own_paper(printing: Printing) -> None:
    printing.plan(fallback=OLD)
    printing.dead = {"Laser"}

    printing.slips.print_receipt(UID, CODE)

    assert printing.paper == [("Máy cũ", CODE)]
    assert printing.last().order.choice == OLD
    assert printing.drawn_on() == [Paper.A5, Paper.A4X2]
    assert "Máy cũ" in printing.told.last()[1]
    assert len(printing.jobs) == 1


def test_when_every_printer_is_dead_the_print_waits_with_the_reason(printing: Printing) -> None:
    printing.plan(fallback=OLD)
    printing.dead = {"Laser", "Máy cũ"}

    printing.slips.print_receipt(UID, CODE)

    assert printing.last().state is JobState.ASKED
    assert "Máy cũ" in (printing.last().problem or "")
    assert printing.told.last()[0] == "warn"
    assert printing.lines[-1] == (f"{CODE} chưa in được · Ctrl+P: in lại", "warn")

    printing.dead = set()
    printing.slips.print_again()

    assert printing.paper == [("Laser", CODE)]
    assert len(printing.jobs) == 1


def test_past_the_driver_there_is_only_the_roll(printing: Printing) -> None:
    printing.plan(usual=THERMAL)

    printing.slips.print_receipt(UID, CODE)

    assert printing.drawn_on() == [Paper.ROLL_80]
    assert printing.last().order.choice.paper is Paper.ROLL_80


def test_a_kind_of_paper_may_have_a_printer_of_its_own(printing: Printing) -> None:
    own = SlipPrinters(slip=SlipKind.SUPPLEMENT, first=THERMAL)
    printing.preferences.printers = PrinterPlan(usual=LASER, slips=(own,))

    printing.slips.print_visit("H40.16-261116-V3001", is_refusal=False)
    printing.slips.print_receipt(UID, CODE)

    assert [printer for printer, _ in printing.paper] == [THERMAL.printer, "Laser"]


def test_without_a_printer_nothing_is_asked_for_and_it_is_said(printing: Printing) -> None:
    printing.slips.print_receipt(UID, CODE)

    assert printing.background.asked == []
    assert printing.told.last()[0] == "warn"


def test_a_print_on_its_way_is_not_sent_twice(printing: Printing) -> None:
    printing.plan()
    del printing.background.answers["put_on_paper"]
    printing.slips.print_receipt(UID, CODE)

    printing.slips.print_again()

    assert len(printing.background.of("put_on_paper")) == 1
    assert printing.told.last()[0] == "inform"


def test_after_a_new_start_the_waiting_print_is_still_known(
    printing: Printing, tmp_path: Path, qtbot: QtBot
) -> None:
    printing.plan()
    printing.dead = {"Laser"}
    printing.slips.print_receipt(UID, CODE)
    printing.dead = set()
    again = SlipDesk(printing.background, printing.told, printing.preferences)  # type: ignore[arg-type]
    again.open_desk(printing.desk)  # type: ignore[arg-type]

    again.print_again()

    assert printing.paper == [("Laser", CODE)]


def test_the_printer_choices_survive_a_restart(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "window.ini")
    kept.printer, kept.paper = "Laser", "a4x2"
    plan = kept.printers

    again = Preferences(tmp_path / "window.ini")

    assert again.printers == plan
    assert (again.printer, again.paper) == ("Laser", "a4x2")


def test_a_hand_over_sheet_goes_on_a4_and_is_known_by_its_code(printing: Printing) -> None:
    printing.plan()
    printing.background.answers["hand_over_sheet_pdf"] = lambda *_, **__: b"sheet"
    sheet = "BG-H40.16-261116-3001"

    printing.slips.print_sheet(sheet)

    order = printing.last().order
    assert (order.slip, order.title) == (SlipKind.HAND_OVER, sheet)
    assert order.choice == PrinterChoice(printer="Laser", paper=Paper.A4)
    assert order.dossier_uid is order.visit_number is None
    assert printing.paper == [("Laser", sheet)]

    printing.slips.print_again()

    assert printing.paper == [("Laser", sheet), ("Laser", sheet)]


def test_a_hand_over_sheet_never_goes_to_a_roll(printing: Printing) -> None:
    printing.plan(usual=THERMAL)

    printing.slips.print_sheet("BG-H40.16-261116-3001")

    assert printing.paper == []
    assert "chưa chọn máy in" in printing.told.last()[1]


def test_the_papers_of_a_deed_are_printed_in_order_each_as_its_own_print(
    printing: Printing,
) -> None:
    printing.plan()

    printing.slips.print_papers(UID, CODE, ("undertaking", "receipt"))

    assert printing.paper == [("Laser", f"Bản cam kết mất giấy hẹn {CODE}"), ("Laser", CODE)]
    assert [job.order.slip for job in printing.jobs.values()] == [
        SlipKind.UNDERTAKING,
        SlipKind.RECEIPT,
    ]
    assert {job.order.dossier_uid for job in printing.jobs.values()} == {UID}
    assert {job.state for job in printing.jobs.values()} == {JobState.SENT}


def test_a_letter_goes_to_the_printer_of_letters_on_its_own_paper(printing: Printing) -> None:
    own = SlipPrinters(
        slip=SlipKind.APOLOGY, first=PrinterChoice(printer="Máy văn thư", paper=Paper.A4)
    )
    printing.preferences.printers = PrinterPlan(usual=LASER, slips=(own,))

    printing.slips.print_papers(UID, CODE, ("stop_notice",))

    assert [printer for printer, _ in printing.paper] == ["Máy văn thư"]
    assert printing.last().order.choice.paper is Paper.A4


def test_a_dead_printer_of_letters_falls_back_to_the_usual_one(printing: Printing) -> None:
    own = SlipPrinters(
        slip=SlipKind.APOLOGY, first=PrinterChoice(printer="Máy văn thư", paper=Paper.A4)
    )
    printing.preferences.printers = PrinterPlan(usual=LASER, slips=(own,))
    printing.dead = {"Máy văn thư"}

    printing.slips.print_papers(UID, CODE, ("apology",))

    assert [printer for printer, _ in printing.paper] == ["Laser"]


def test_without_any_printer_the_papers_of_a_deed_are_named_once(printing: Printing) -> None:
    printing.slips.print_papers(UID, CODE, ("fee_receipt", "receipt"))

    assert printing.jobs == {}
    tone, words = printing.told.last()[:2]
    assert tone == "warn"
    assert f"Phiếu thu nội bộ {CODE}, {CODE}" in words


def test_a_paper_that_did_not_come_out_is_drawn_anew_as_the_same_paper(
    printing: Printing,
) -> None:
    printing.plan()
    printing.slips.print_papers(UID, CODE, ("control",))

    printing.slips.print_again()

    drawn = printing.background.of("paper_pdf")
    assert len(drawn) == 2
    assert printing.paper == [("Laser", f"Phiếu kiểm soát {CODE}")] * 2
    assert [job.state for job in printing.jobs.values()] == [JobState.DENIED, JobState.SENT]
