"""Sample papers that are about no single dossier: hand-over, batch, badge, notices, labels."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from app.bootstrap import Desk
from app.domain.codes import TRAINING_AGENCY
from app.domain.handouts import handout_slug, handout_title
from app.domain.moments import local_date
from app.domain.printers import SlipKind
from app.domain.reception import Subject, SubjectKind
from app.domain.units import agency_unit, office_unit
from app.papers import samples
from app.papers.badges import badge_pdf
from app.papers.batch_slip import batch_slip_pdf
from app.papers.hand_over_sheet import hand_over_sheet_pdf
from app.papers.handouts import handout_pdf
from app.services.batch_reception import BatchForm, BatchRow, receive_batch
from app.services.desk import OpenSession, staff
from app.services.dossier_deeds import Acting
from app.services.handing_over import PileForm, close_sheet
from app.services.procedures import procedure_in_force
from app.services.receiving import ReceivedDossier

_AGENCY = "Sở Nội vụ tỉnh Hưng Yên"
_SUBJECTS = ("Phạm Đình Tập", "Lê Thị Bé Ví Dụ", "Đặng Ngọc Thử Nghiệm")
_ROWS = 20
"""Dossiers of the batch: enough for a second page."""


def sample_sheets(desk: Desk, *, dots: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Each such paper in every size, with its file name."""
    received = _batch(desk)
    codes = [each.dossier_code for each in received]
    with desk.database.transaction() as session:
        acting = Acting(now=desk.now(), desk=desk.context, actor=desk.actor)
        giver, receiver = office_unit(TRAINING_AGENCY, desk.context.number), agency_unit(_AGENCY)
        pile = PileForm(
            scanned=tuple(each.dossier_uid for each in received[:9]),
            giver=giver,
            receiver=receiver,
            giver_name=desk.actor.full_name,
        )
        sheet = close_sheet(session, pile, acting).code
    with desk.database.reading() as session:
        context = desk.context
        drawn = hand_over_sheet_pdf(session, sheet, desk=context, dots_per_inch=dots)
        yield "phieu-ban-giao-a4.pdf", drawn
        uid = received[0].dossier_uid
        drawn = batch_slip_pdf(session, uid, desk=context, dots_per_inch=dots)
        yield "giay-hen-ca-lo-a4.pdf", drawn
        yield "the-can-bo-a4.pdf", _badge(session, desk)
        yield from _handouts(session, desk, codes, dots)


def _handouts(
    session: OpenSession, desk: Desk, codes: list[str], dots: int | None
) -> Iterator[tuple[str, bytes]]:
    procedure = samples.SAMPLE_PROCEDURE
    abouts = {
        SlipKind.TO_BRING: procedure,
        SlipKind.TO_BRING_LARGE: procedure,
        SlipKind.NOTICE: procedure,
        SlipKind.NOTICE_LIST: "Người có công",
        SlipKind.DESK_PLATE: desk.actor.full_name,
        SlipKind.LABELS: " ".join(codes[:12]),
        SlipKind.AUTHORISATION: "",
        SlipKind.REGISTER: "",
        SlipKind.OUTAGE_SHEET: "",
    }
    for kind, about in abouts.items():
        title = handout_title(kind, about)
        for paper in kind.papers:
            pdf = handout_pdf(
                session,
                title,
                kind=kind,
                at=desk.now(),
                desk=desk.context,
                paper=paper,
                dots_per_inch=dots,
            )
            yield f"{handout_slug(kind)}-{paper.value}.pdf", pdf


def _badge(session: OpenSession, desk: Desk) -> bytes:
    (member,) = islice(staff(session, desk.context.tenant), 1)
    return badge_pdf(
        session, member, "CB-MAU-000000000000", printed_at=desk.now(), desk=desk.context
    )


def _subject(index: int) -> Subject:
    return Subject(kind=SubjectKind.OTHER, full_name=_SUBJECTS[index % len(_SUBJECTS)])


def _batch(desk: Desk) -> tuple[ReceivedDossier, ...]:
    on, code = local_date(desk.now()), samples.SAMPLE_PROCEDURE
    with desk.database.transaction() as session:
        _, procedure = procedure_in_force(session, desk.context.tenant, code, on)
        form = BatchForm(
            shared=samples.complete_form(procedure),
            rows=tuple(BatchRow(subject=_subject(index)) for index in range(_ROWS)),
        )
        acting = Acting(now=desk.now(), desk=desk.context, actor=desk.actor)
        return receive_batch(session, form, acting).received
