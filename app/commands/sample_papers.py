"""``motcua slips``: every paper in every size, of an invented office in which all has happened."""

from __future__ import annotations

import re
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.bootstrap import Desk, create_desk
from app.commands.answer import Answer, Verb
from app.commands.opening import write_file
from app.commands.sample_office import SAMPLE_OFFICE, on_a_working_morning
from app.commands.sample_post import sample_days, sample_post
from app.commands.sample_sheets import sample_sheets
from app.config import Settings, read_settings
from app.domain.codes import TRAINING_AGENCY
from app.domain.deed_forms import (
    AnnounceDelayForm,
    AssessFeeForm,
    AuthoriseForm,
    CollectFeeForm,
    DraftApologyForm,
    FinishStepForm,
    ReasonForm,
    RecallResultForm,
    ReceiveResultForm,
    ReceiveSupplementForm,
    RefuseForm,
    RemarkForm,
    RequestSupplementForm,
    RescheduleForm,
    ReturnResultForm,
    StartStepForm,
    StopForm,
    TellForm,
)
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import CollectorKind, ShownProof
from app.domain.moments import local_date
from app.domain.paper_forms import paper_slug
from app.domain.printers import SlipKind
from app.domain.units import Unit, agency_unit, office_unit
from app.papers import samples
from app.papers.door_slips import door_slip_pdf
from app.papers.pad import pad_pdf
from app.papers.practice import practice_pdf
from app.papers.registry import due_papers
from app.papers.trial_page import trial_page_pdf
from app.printing.contact_sheet import contact_sheet
from app.printing.style import Paper
from app.services import visits
from app.services.counting_in import AcceptForm, accept_sheet
from app.services.deeds import do_deed
from app.services.desk import OpenSession
from app.services.dossier_deeds import Acting
from app.services.handing_over import PileForm, close_sheet
from app.services.paper_pad import print_pad
from app.services.procedures import procedure_in_force
from app.services.receiving import receive_dossier

OVERVIEW = "moi-giay.png"
"""A picture with the first page of every paper."""

_PAD_SLIPS = 3
_SIZE = re.compile(r"(-(a5|a4x2|a4|dl|c5|roll80))?[.]pdf$")
_HOUR = timedelta(hours=1)
_AGENCY = "Sở Nội vụ tỉnh Hưng Yên"
_RESULT = ReceiveResultForm(
    name="Giấy xác nhận thân nhân của người có công",
    number="15/GXN-SNV",
    issued_on=date(2026, 11, 16),
    shelf="B2",
)

_DESK = office_unit(TRAINING_AGENCY, 3)
_SOMEBODY = "Phạm Đình Tập"

Life = tuple[tuple[DeedKind, Any], ...]

_LONG_LIFE: Life = (
    (DeedKind.ASSESS_FEE, AssessFeeForm(fee=21_000, levy=105_000, service=30_000)),
    (DeedKind.COLLECT_FEE, CollectFeeForm(fee=21_000, levy=105_000, service=30_000)),
    (
        DeedKind.AUTHORISE,
        AuthoriseForm(
            full_name="Lê Thị Bé Ví Dụ",
            paper="Giấy ủy quyền số 07/2026/CT, UBND xã An Thử chứng thực",
            identity_number="034318000017",
            is_certified=True,
        ),
    ),
    (DeedKind.HAND_OVER, (_DESK, agency_unit(_AGENCY))),
    (DeedKind.START_STEP, StartStepForm(unit=_AGENCY, work="Thẩm định hồ sơ")),
    (DeedKind.FINISH_STEP, FinishStepForm(document="Tờ trình 112/TTr-SNV")),
    (
        DeedKind.REQUEST_SUPPLEMENT,
        RequestSupplementForm(
            content=(
                "Bản sao giấy khai sinh của người đề nghị có chứng thực; ghi đủ họ, chữ đệm, tên "
                "của thân nhân ở mục 3 tờ khai và ký lại từng trang"
            ),
            asked_by=_AGENCY,
            reason="Chưa đủ căn cứ xác định quan hệ thân nhân",
            document="1204/SNV-NCC",
            lacking=(2,),
        ),
    ),
    (DeedKind.TELL_SUPPLEMENT, TellForm()),
    (DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm()),
    (
        DeedKind.ANNOUNCE_DELAY,
        AnnounceDelayForm(
            proposed_due_at=datetime.fromisoformat("2026-12-04T09:00:00+07:00"),
            reason="Phải xác minh hồ sơ gốc tại Trung tâm Lưu trữ lịch sử tỉnh",
            agency=_AGENCY,
            document="1260/SNV-NCC",
            document_on=date(2026, 11, 16),
        ),
    ),
    (DeedKind.DRAFT_APOLOGY, DraftApologyForm()),
    (
        DeedKind.RESCHEDULE,
        RescheduleForm(signatory="Phạm Đình Tập", title="Phó Giám đốc", letter="48/PXL-TTPVHCC"),
    ),
    (DeedKind.HAND_OVER, (agency_unit(_AGENCY), _DESK)),
    (DeedKind.REPORT_SLIP_LOST, RemarkForm(remark="Bị ướt và rách trong đợt mưa ngày 14/11/2026")),
    (DeedKind.RECEIVE_RESULT, _RESULT),
    (
        DeedKind.RETURN_RESULT,
        ReturnResultForm(
            collector=CollectorKind.AUTHORISED,
            full_name="Lê Thị Bé Ví Dụ",
            identity_number="034318000017",
            authority="Giấy ủy quyền số 07/2026/CT",
            is_certified=True,
            proofs=(ShownProof.CARD, ShownProof.UNDERTAKING),
        ),
    ),
)
_REFUSED: Life = (
    (
        DeedKind.REFUSE,
        RefuseForm(
            reason="Người đề nghị không thuộc đối tượng theo Pháp lệnh Ưu đãi người có công"
        ),
    ),
)
_WITHDRAWN: Life = (
    (DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Gia đình đã thống nhất nộp ở nơi cư trú mới")),
    (DeedKind.STOP, StopForm(reason="Người nộp xin rút hồ sơ, chưa có quyết định giải quyết")),
)
_RECALLED: Life = (
    (DeedKind.RECEIVE_RESULT, _RESULT),
    (DeedKind.RECALL_RESULT, RecallResultForm(reason="Ghi sai ngày sinh: 02/09/1998 thay vì 1988")),
)
LIVES: dict[str, Life] = {
    "": _LONG_LIFE,
    "bi-tu-choi": _REFUSED,
    "da-dung": _WITHDRAWN,
    "dinh-chinh": _RECALLED,
}
"""What happens to each sample dossier; papers of it are named after its key."""

_OF_LIFE = {
    "bi-tu-choi": (SlipKind.REFUSAL,),
    "da-dung": (SlipKind.STOP_NOTICE,),
    "dinh-chinh": (SlipKind.CORRECTION,),
}
"""Papers for which a shorter life is told; the long one shows all others."""


def lived(desk: Desk, life: Life) -> UUID:
    """Receive a sample dossier and let its deeds happen, a quarter of an hour apart; its uid."""
    at = desk.now()
    with desk.database.transaction() as session:
        uid = receive_dossier(
            session,
            samples.complete_form(_procedure(session, desk)),
            now=at,
            desk=desk.context,
            actor=desk.actor,
        ).dossier_uid
        for kind, form in life:
            at += _HOUR / 4
            acting = Acting(now=at, desk=desk.context, actor=desk.actor)
            if kind is DeedKind.HAND_OVER:
                _handed_over(session, uid, form, acting)
            else:
                do_deed(session, uid, kind, form, acting)
    return uid


def _handed_over(session: OpenSession, uid: UUID, units: tuple[Unit, Unit], acting: Acting) -> None:
    """A sheet of one dossier, closed and counted in at once."""
    giver, receiver = units
    pile = PileForm(scanned=(uid,), giver=giver, receiver=receiver, giver_name=_SOMEBODY)
    code = close_sheet(session, pile, acting).code
    form = AcceptForm(sheet=code, giver_name=_SOMEBODY, receiver_name=_SOMEBODY)
    accept_sheet(session, form, acting)


def drawn_papers(desk: Desk, *, dots: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Every paper in every size, each with its file name; ``dots`` an inch of one printer."""
    yield from _of_dossiers(desk, dots)
    yield from _of_visits(desk, dots)
    yield from sample_sheets(desk, dots=dots)
    yield from sample_post(desk, dots=dots)
    yield from sample_days(desk)
    now, context = desk.now(), desk.context
    with desk.database.transaction() as session:
        pad = print_pad(session, _PAD_SLIPS, now=now, desk=context, actor=desk.actor)
    with desk.database.reading() as session:
        drawn = pad_pdf(session, pad, printed_at=now, desk=context, dots_per_inch=dots)
    yield "phieu-du-phong.pdf", drawn
    for paper in (Paper.A5, Paper.A4, Paper.ROLL_80):
        pdf = trial_page_pdf(
            "tệp PDF",
            office=context.office_name,
            printed_at=now,
            paper=paper,
            dots_per_inch=dots,
        )
        yield f"trang-in-thu-{paper.value}.pdf", pdf
    yield "to-tap-quet.pdf", practice_pdf()


def _of_dossiers(desk: Desk, dots: int | None) -> Iterator[tuple[str, bytes]]:
    for name, life in LIVES.items():
        uid = lived(desk, life)
        with desk.database.reading() as session:
            due = due_papers(session, uid, at=desk.now() + 5 * _HOUR, desk=desk.context)
        for kind, drawing in due:
            for paper in kind.papers if kind in _OF_LIFE.get(name, (kind,)) else ():
                pdf = drawing(paper, dots or paper.usual_resolution)
                yield f"{paper_slug(kind)}-{paper.value}.pdf", pdf


def _of_visits(desk: Desk, dots: int | None) -> Iterator[tuple[str, bytes]]:
    now = desk.now()
    who: dict[str, Any] = {"desk": desk.context, "actor": desk.actor}
    with desk.database.transaction() as session:
        procedure = _procedure(session, desk)
        without = samples.incomplete_form(procedure)
        guided = visits.guide_visit(session, without, samples.lacking(procedure), now=now, **who)
        reason = "Nội dung đề nghị không thuộc thẩm quyền giải quyết của đơn vị."
        refused = visits.refuse_visit(session, without, reason, now=now, **who)
    with desk.database.reading() as session:
        for name, visit in (("bo-sung-tai-quay", guided), ("tu-choi-tai-quay", refused)):
            for paper in (Paper.A5, Paper.ROLL_80):
                pdf = door_slip_pdf(
                    session, visit.number, desk=desk.context, paper=paper, dots_per_inch=dots
                )
                yield f"{name}-{paper.value}.pdf", pdf


def _procedure(session: OpenSession, desk: Desk) -> Any:
    on, code = local_date(desk.now()), samples.SAMPLE_PROCEDURE
    return procedure_in_force(session, desk.context.tenant, code, on)[1]


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")


def _run(arguments: Namespace, _: Settings) -> Answer:
    out = arguments.out.absolute()
    with tempfile.TemporaryDirectory() as scratch:
        settings = on_a_working_morning(read_settings(Path(scratch) / "tap-huan"))
        desk = create_desk(settings, SAMPLE_OFFICE).desk
        try:
            papers = dict(drawn_papers(desk))
        finally:
            desk.close()
    drawn = [write_file(out / name, pdf) for name, pdf in papers.items()]
    drawn.append(write_file(out / OVERVIEW, contact_sheet(_one_size_each(papers))))
    plain = {"out": str(out), "files": [path.name for path in drawn]}
    return Answer(plain, (*(path.name for path in drawn), f"Các giấy nằm ở: {out}"))


def _one_size_each(papers: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each paper on its usual size alone, by its name without the size."""
    first: dict[str, bytes] = {}
    for name, pdf in papers.items():
        first.setdefault(_SIZE.sub("", name), pdf)
    return first


VERB = Verb("slips", "vẽ mọi giấy với dữ liệu mẫu", _options, _run)
