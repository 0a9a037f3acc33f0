"""An invented dossier in which every deed has happened, in memory: for looking at papers.

Nothing of it is in the journal; the same fold and the same builders as for a real dossier make
its papers, so that what is looked at is what will be printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from app.domain.calendar import Calendar
from app.domain.delay_facts import (
    ApologyDrafted,
    DelayAnnounced,
)
from app.domain.dossier import Dossier
from app.domain.end_facts import (
    CollectorKind,
    CollectorPrivate,
    DossierRefused,
    DossierStopped,
    ResultRecalled,
    ResultReceived,
    ResultReturned,
    ShownProof,
    SlipReportedLost,
    StopCause,
    WithdrawalRequested,
)
from app.domain.events import Author, Circumstances, write_event
from app.domain.fact_parts import FreeWords, LackingDocument
from app.domain.facts import (
    DossierReceived,
    Fact,
    ProcedureAsReceived,
    PromiseGiven,
    ReceptionPrivate,
    RegisterLine,
)
from app.domain.folding import fold
from app.domain.money_facts import FeeCollected
from app.domain.pause_facts import SupplementPrivate, SupplementRequested
from app.domain.procedure import (
    Channel,
    LimitUnit,
    Procedure,
    RequiredDocument,
    SupplementClock,
    TimeLimit,
)
from app.domain.reception import ReturnPlace, SubmittedDocument
from app.domain.roles import CLERK
from app.domain.units import agency_unit, office_unit
from app.domain.work_facts import DossierHandedOver, HandOverAccepted, StepFinished, StepStarted
from app.papers.samples import APPLICANT
from app.services.desk import DeskContext
from app.services.paper_facts import PaperFacts, Told
from app.services.wording import Wordings

CLERK_NAME = "Lê Văn Thử"
_UID = UUID(int=1)
_AGENCY = "Sở Nội vụ"
_DIGEST = "ab" * 32
_RESULT = UUID(int=2)
_SHEET = "BG-{office}-261116-301"
_PACE = timedelta(minutes=5)

PROCEDURE = Procedure(
    code="1.010833",
    name="Cấp giấy xác nhận thân nhân của người có công",
    settling_agency=_AGENCY,
    papers=(
        RequiredDocument(ordinal=1, name="Đơn đề nghị theo mẫu", originals=1),
        RequiredDocument(ordinal=2, name="Giấy khai sinh của người đề nghị", certified=1),
    ),
)
"""What the invented dossier is about."""


def sample_facts(
    wordings: Wordings,
    *,
    desk: DeskContext,
    at: datetime,
    procedure: Procedure = PROCEDURE,
    private: ReceptionPrivate | None = None,
) -> PaperFacts:
    """Everything behind the papers of the invented dossier, whose last deed is at ``at``."""
    private = private or ReceptionPrivate(applicant=APPLICANT, lookup_token="00" * 10)
    life = tuple(_life(desk, procedure, private, at))
    begun = at - len(life) * _PACE
    told = tuple(
        Told(fact, begun + number * _PACE, CLERK_NAME) for number, fact in enumerate(life, start=1)
    )
    return PaperFacts(
        dossier=_folded(told, desk),
        procedure=procedure,
        desk=desk,
        told=told,
        days=Calendar(),
        wordings=wordings,
        at=at,
    )


def _folded(told: tuple[Told[Fact], ...], desk: DeskContext) -> Dossier:
    author = Author(
        tenant=desk.tenant,
        office=desk.agency_code,
        actor=_UID,
        role=CLERK,
        employer="office",
        desk=desk.number,
    )
    dossier: Dossier | None = None
    for number, each in enumerate(told, start=1):
        about = Circumstances(
            uid=UUID(int=number), occurred_at=each.at, recorded_at=each.at, dossier_uid=_UID
        )
        dossier = fold(dossier, write_event(author, each.fact, about))
    if dossier is None:
        raise AssertionError("a reception opens a dossier")
    return dossier


def _life(
    desk: DeskContext, procedure: Procedure, private: ReceptionPrivate, at: datetime
) -> Iterator[Fact]:
    due, later = at + timedelta(days=7), at + timedelta(days=14)
    yield DossierReceived(
        code=f"{desk.agency_code}-{at:%y%m%d}-{desk.number}001",
        code_source="own",
        channel=Channel.COUNTER,
        procedure=ProcedureAsReceived(
            code=procedure.code,
            name=procedure.name,
            digest=_DIGEST,
            settling_agency=procedure.settling_agency,
        ),
        promise=PromiseGiven(
            return_due_at=due, calendar_digest=_DIGEST, limit=_days("5"), statutory=None
        ),
        register=RegisterLine(book=f"{desk.number}/{at:%Y}", number=1),
        return_place=ReturnPlace.COUNTER,
        sets=1,
        documents=tuple(
            SubmittedDocument(ordinal=each.ordinal, originals=1) for each in procedure.papers or ()
        ),
        fee_due=21_000,
        private=private,
    )
    yield FeeCollected(moment=1, fee=21_000, internal_receipt=f"PT-{desk.number}/{at:%Y}-00001")
    yield from _work(desk)
    yield from _delay(due, later)
    yield from _ends()


def _work(desk: DeskContext) -> Iterator[Fact]:
    here, agency = office_unit(desk.agency_code, desk.number), agency_unit(_AGENCY)
    sheet = _SHEET.format(office=desk.agency_code)
    yield DossierHandedOver(sheet=sheet, giver=here, receiver=agency, ordinal=1)
    yield HandOverAccepted(sheet=sheet, receiver=agency)
    yield StepStarted(key="1", unit=_AGENCY, work="Thẩm định hồ sơ", limit=_days("2"))
    yield StepFinished(key="1", document="112/TTr-SNV")
    yield SupplementRequested(
        asked_by=_AGENCY,
        clock=SupplementClock.RESTART,
        answer_by=date(2026, 12, 7),
        document=None,
        lacking=(LackingDocument(ordinal=2),),
        private=SupplementPrivate(
            content="Bản sao giấy khai sinh có chứng thực",
            reason="Chưa đủ căn cứ xác định quan hệ thân nhân",
        ),
    )


def _delay(due: datetime, later: datetime) -> Iterator[Fact]:
    reason = "Phải xác minh hồ sơ gốc tại Trung tâm Lưu trữ lịch sử tỉnh"
    yield DelayAnnounced(
        agency=_AGENCY,
        proposed_due_at=later,
        document="1260/SNV-NCC",
        private=FreeWords(words=reason),
    )
    yield ApologyDrafted(old_due_at=due, new_due_at=later)


def _ends() -> Iterator[Fact]:
    words = FreeWords(words="Gia đình nộp hồ sơ tại nơi cư trú mới")
    yield SlipReportedLost(slip="receipt", edition=0, private=None)
    yield ResultReceived(result_uid=str(_RESULT), name="Giấy xác nhận", number="15/GXN")
    yield ResultReturned(
        result_uid=str(_RESULT),
        place=ReturnPlace.COUNTER,
        collector=CollectorKind.APPLICANT,
        proofs=(ShownProof.SLIP,),
        private=CollectorPrivate(full_name=APPLICANT.full_name),
    )
    yield ResultRecalled(result_uid=str(_RESULT), private=FreeWords(words="Ghi sai ngày sinh"))
    yield WithdrawalRequested(private=words)
    yield DossierStopped(cause=StopCause.WITHDRAWN, private=words)
    yield DossierRefused(private=FreeWords(words="Không thuộc đối tượng"))


def _days(number: str) -> TimeLimit:
    return TimeLimit.of(number, LimitUnit.WORKING_DAY)
