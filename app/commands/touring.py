"""``motcua tour`` and ``motcua slips``: see the program at work without setting anything up."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.bootstrap import Desk, create_desk
from app.commands.answer import Answer, Verb
from app.commands.opening import write_file
from app.config import Settings, read_settings
from app.domain.moments import local_date
from app.papers import samples
from app.papers.door_slips import door_slip_pdf
from app.papers.pad import pad_pdf
from app.papers.practice import practice_pdf
from app.papers.receipt import receipt_pdf
from app.papers.trial_page import trial_page_pdf
from app.printing.style import Paper
from app.services import visits
from app.services.paper_pad import print_pad
from app.services.procedures import procedure_in_force
from app.services.receiving import receive_dossier
from app.services.setup import SetUpForm

_PAD_SLIPS = 3
_WORKING_MORNING = "2026-11-16T09:12"

SAMPLE_OFFICE = SetUpForm(
    agency_code="",
    office_name="Trung tâm Phục vụ hành chính công xã An Thử",
    parent_name="ỦY BAN NHÂN DÂN XÃ AN THỬ",
    place="An Thử",
    desk=3,
    officer="Nguyễn Thị Ví Dụ",
    contact_line="Điện thoại hỗ trợ: 0220 000 0000",
    is_training=True,
)


def _out_options(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")


def tour(out: Path) -> tuple[Path, ...]:
    """Walk through the window with a sample office; the pictures left in ``out``, in order."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.name == "nt"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.commands.window import doors
    from app.ui.tour import run_tour

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        settings = _on_a_working_morning(read_settings(Path(scratch) / "tap-huan"))
        return run_tour(doors(settings), SAMPLE_OFFICE, out)


def _tour(arguments: Namespace, _: Settings) -> Answer:
    out = arguments.out.absolute()
    pictures = tour(out)
    plain = {"out": str(out), "files": [path.name for path in pictures]}
    return Answer(plain, (*(path.name for path in pictures), f"Ảnh và giấy hẹn nằm ở: {out}"))


def _on_a_working_morning(settings: Settings) -> Settings:
    """Training may have a clock of its own: at night the pictures would show a closed office."""
    return settings if settings.clock else replace(settings, clock=_WORKING_MORNING)


def _slips(arguments: Namespace, _: Settings) -> Answer:
    out = arguments.out.absolute()
    with tempfile.TemporaryDirectory() as scratch:
        settings = _on_a_working_morning(read_settings(Path(scratch) / "tap-huan"))
        desk = create_desk(settings, SAMPLE_OFFICE).desk
        try:
            drawn = [write_file(out / name, pdf) for name, pdf in _drawn(desk).items()]
        finally:
            desk.close()
    plain = {"out": str(out), "files": [path.name for path in drawn]}
    return Answer(plain, (*(path.name for path in drawn), f"Các giấy nằm ở: {out}"))


def _drawn(desk: Desk) -> dict[str, bytes]:
    """Every paper in every size: of a reception, a guided and a refused visit, pad and trials."""
    now = desk.now()
    who: dict[str, Any] = {"desk": desk.context, "actor": desk.actor}
    with desk.database.transaction() as session:
        _, procedure = procedure_in_force(
            session, desk.context.tenant, samples.SAMPLE_PROCEDURE, local_date(now)
        )
        received = receive_dossier(session, samples.complete_form(procedure), now=now, **who)
        without = samples.incomplete_form(procedure)
        guided = visits.guide_visit(session, without, samples.lacking(procedure), now=now, **who)
        reason = "Nội dung đề nghị không thuộc thẩm quyền giải quyết của đơn vị."
        refused = visits.refuse_visit(session, without, reason, now=now, **who)
        pad = print_pad(session, _PAD_SLIPS, now=now, **who)
    context = desk.context
    with desk.database.reading() as session:
        papers = {
            f"giay-tiep-nhan-{paper.value}.pdf": receipt_pdf(
                session, received.dossier_uid, desk=context, paper=paper
            )
            for paper in (Paper.A5, Paper.A4X2, Paper.ROLL_80)
        }
        for name, visit in (("phieu-bo-sung", guided), ("phieu-tu-choi", refused)):
            for paper in (Paper.A5, Paper.ROLL_80):
                drawn = door_slip_pdf(session, visit.number, desk=context, paper=paper)
                papers[f"{name}-{paper.value}.pdf"] = drawn
    papers["phieu-du-phong.pdf"] = pad_pdf(pad, printed_at=now, desk=context)
    for paper in (Paper.A5, Paper.A4, Paper.ROLL_80):
        papers[f"trang-in-thu-{paper.value}.pdf"] = trial_page_pdf(
            "tệp PDF", office=context.office_name, printed_at=now, paper=paper
        )
    papers["to-tap-quet.pdf"] = practice_pdf()
    return papers


VERBS = (
    Verb("tour", "đi một vòng: thiết lập, tiếp nhận, giấy hẹn; để lại ảnh", _out_options, _tour),
    Verb("slips", "vẽ mọi giấy với dữ liệu mẫu", _out_options, _slips),
)
