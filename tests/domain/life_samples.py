"""One invented fact of every kind in the life of a dossier between door and returned result."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.domain.delay_facts import (
    ApologyDrafted,
    DelayAnnounced,
    NoticeAbout,
    NoticeSent,
    ReturnRescheduled,
    SignaturePrivate,
)
from app.domain.door_facts import (
    BatchReceived,
    BatchRecorded,
    CitizenConsulted,
    DossierFiled,
    FeedbackAnswered,
    FeedbackPrivate,
    FeedbackReceived,
    FilingCompleted,
    FilingPrivate,
    ServiceRated,
)
from app.domain.end_facts import (
    AuthorisedPerson,
    AuthorityPrivate,
    AuthorityRecorded,
    CollectionRefused,
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
    WithdrawalDeclined,
    WithdrawalRequested,
)
from app.domain.fact_parts import Fact, FreeWords, LackingDocument, PromiseGiven
from app.domain.import_facts import DossierImported, DossiersImported
from app.domain.money_facts import (
    FeeAssessed,
    FeeCollected,
    FeeExempted,
    FeeRefunded,
    MoneyHandedOn,
    PayMeans,
)
from app.domain.pause_facts import (
    ClosedUnsupplemented,
    Means,
    PaymentMet,
    PaymentRequested,
    SupplementPrivate,
    SupplementReceived,
    SupplementRequested,
    SupplementTold,
)
from app.domain.procedure import LimitUnit, SupplementClock, TimeLimit
from app.domain.reception import ReturnPlace, SubmittedDocument
from app.domain.trail_facts import (
    AliasReason,
    AttachmentAdded,
    CodeAliased,
    DossierSharedWith,
    DossierSuperseded,
    ForeignCodeRecorded,
    NoteAdded,
)
from app.domain.units import agency_unit, office_unit
from app.domain.work_facts import (
    DossierHandedOver,
    DossierReassigned,
    HandOverAccepted,
    HandOverClosed,
    HandOverMissed,
    HandOverSigned,
    HandOverTakenBack,
    ReminderSent,
    SheetTakenBack,
    SignersPrivate,
    StepFailed,
    StepFinished,
    StepStarted,
)

SHEET = "BG-H40.16-261120-301"
UID = "01900000-0000-7000-8000-0000000000a1"
DIGEST = "ab" * 32
DUE = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 4, 2, 0, tzinfo=UTC)
AGENCY = "Sở Nội vụ"
WORDS = FreeWords(words="Ông Trần Văn Thử xin thêm thời gian")

OFFICE_KINDS = ("hand_over.closed", "hand_over.accepted", "hand_over.taken_back")
"""Kinds that begin like those of a dossier and concern the office."""

LIFE: tuple[Fact, ...] = (
    DossierHandedOver(
        sheet=SHEET,
        giver=office_unit("H40.16", 3),
        receiver=agency_unit(AGENCY),
        ordinal=7,
        results=(UID,),
    ),
    HandOverAccepted(sheet=SHEET, receiver=agency_unit(AGENCY)),
    HandOverMissed(sheet=SHEET),
    HandOverTakenBack(sheet=SHEET),
    HandOverClosed(
        sheet=SHEET,
        giver=office_unit("H40.16", 3),
        receiver=agency_unit(AGENCY),
        count=2,
        digest=DIGEST,
        private=SignersPrivate(giver="Nguyễn Thị Ví Dụ"),
    ),
    HandOverSigned(
        sheet=SHEET,
        count=2,
        missing=(UID,),
        extra=(UID,),
        private=SignersPrivate(receiver="Lê Văn Mẫu"),
    ),
    SheetTakenBack(sheet=SHEET, count=2, digest=DIGEST, private=WORDS),
    StepStarted(
        key="process:2",
        unit="Phòng Người có công",
        work="thẩm định",
        limit=TimeLimit.of("1.5", LimitUnit.WORKING_DAY),
        due_at=DUE,
    ),
    StepFinished(key="process:2", document="12/TTr"),
    StepFailed(key="process:2", private=WORDS),
    DossierReassigned(staff_uid=UID, private=WORDS),
    ReminderSent(agency=AGENCY, means="letter", private=WORDS),
    SupplementRequested(
        asked_by=AGENCY,
        clock=SupplementClock.RESTART,
        answer_by=date(2026, 12, 11),
        document="45/SNV",
        lacking=(LackingDocument(ordinal=2),),
        private=SupplementPrivate(
            content="Bản sao giấy báo tử", reason="Chưa có chứng thực", repeat_reason="Sai sót mới"
        ),
    ),
    SupplementTold(means=Means.TELEPHONE, private=WORDS),
    SupplementReceived(
        clock=SupplementClock.RESTART,
        promise=PromiseGiven(return_due_at=LATER, calendar_digest=DIGEST),
        documents=(SubmittedDocument(ordinal=2, certified=1),),
        private=WORDS,
    ),
    ClosedUnsupplemented(private=WORDS),
    PaymentRequested(amount=1500000, document="77/TB-CT", pay_by=date(2026, 12, 1), private=WORDS),
    PaymentMet(document="GNT 99", paid_on=date(2026, 11, 30)),
    DelayAnnounced(
        agency=AGENCY,
        proposed_due_at=LATER,
        document="50/SNV",
        document_on=date(2026, 11, 25),
        private=WORDS,
    ),
    ApologyDrafted(old_due_at=DUE, new_due_at=LATER, letter="12/PXL"),
    ReturnRescheduled(
        old_due_at=DUE,
        new_due_at=LATER,
        letter="12/PXL",
        private=SignaturePrivate(
            reason="Chờ ý kiến cơ quan phối hợp",
            signatory="Phạm Thị Thử",
            title="Giám đốc",
            override_reason="Bất khả kháng",
        ),
    ),
    NoticeSent(about=NoticeAbout.APOLOGY, means=Means.LETTER, private=WORDS),
    WithdrawalRequested(private=WORDS),
    WithdrawalDeclined(decision="15/QĐ", private=WORDS),
    DossierStopped(cause=StopCause.WITHDRAWN, document="3/TB", private=WORDS),
    DossierRefused(document="4/TC", private=WORDS),
    ResultReceived(
        result_uid=UID,
        name="Giấy xác nhận",
        remaining=1,
        number="15/GXN",
        issued_on=date(2026, 11, 24),
        valid_until=date(2028, 11, 24),
        shelf="B2",
        replaces=UID,
        step="agency:police",
    ),
    ResultRecalled(result_uid=UID, document="16/CV", private=WORDS),
    ResultReturned(
        result_uid=UID,
        place=ReturnPlace.COUNTER,
        collector=CollectorKind.AUTHORISED,
        proofs=(ShownProof.SLIP, ShownProof.CARD),
        private=CollectorPrivate(
            full_name="Trần Văn Thử", identity_number="034188004321", authority="giấy ủy quyền"
        ),
    ),
    CollectionRefused(result_uid=UID, private=WORDS),
    AuthorityRecorded(
        certified=True,
        private=AuthorityPrivate(
            person=AuthorisedPerson(
                full_name="Trần Văn Thử", paper="giấy ủy quyền", identity_number="034188004321"
            )
        ),
    ),
    SlipReportedLost(slip="receipt", edition=0, private=WORDS),
    FeeCollected(
        moment=1,
        fee=10000,
        levy=5000,
        receipt_number="0000123",
        service=2000,
        means=PayMeans.TRANSFER,
        internal_receipt="PT-3-7",
    ),
    FeeAssessed(moment=4, fee=20000, levy=5000, service=2000, private=WORDS),
    FeeExempted(ground="Luật Người khuyết tật", fee=10000, private=WORDS),
    FeeRefunded(fee=10000, receipt_number="0000124", private=WORDS),
    MoneyHandedOn(
        agency=AGENCY,
        since=date(2026, 11, 1),
        until=date(2026, 11, 30),
        count=2,
        digest=DIGEST,
        fee=20000,
        levy=10000,
        document="UNC 8",
    ),
    NoteAdded(private=WORDS),
    AttachmentAdded(
        digest=DIGEST,
        size=1024,
        media_type="application/pdf",
        pages=2,
        ordinal=1,
        private=FreeWords(words="giay-to.pdf"),
    ),
    ForeignCodeRecorded(system="Cổng Dịch vụ công quốc gia", code="G22.99-261120-0007"),
    CodeAliased(code="H40.16-261120-0001", alias="H40.16-261120-3001", reason=AliasReason.TAKEN),
    DossierSharedWith(office="H40.17"),
    DossierSuperseded(by=UID, by_code="H40.16-261120-3002", private=WORDS),
    DossierImported(system="Một cửa điện tử cũ", holder=agency_unit("Sở Nội vụ"), forwarded_at=DUE),
    DossiersImported(system="Một cửa điện tử cũ", count=12, digest=DIGEST),
    DossierFiled(
        code="G22.99-261120-0007",
        system="Cổng Dịch vụ công quốc gia",
        procedure_code="1.010833",
        filed_at=DUE,
        answer_due_at=LATER,
        private=FilingPrivate(form="{}"),
    ),
    FilingCompleted(completed_at=DUE, answer_due_at=LATER, private=FilingPrivate(form="{}")),
    CitizenConsulted(
        about="nộp hồ sơ trực tuyến",
        procedure_code="1.010833",
        portal_code="G22.99-261120-0007",
        private=WORDS,
    ),
    FeedbackReceived(
        feedback_uid=UID,
        number="PA-3-2",
        about="thái độ phục vụ",
        private=FeedbackPrivate(words="Chờ lâu", full_name="Trần Văn Thử", contact="0912345678"),
    ),
    FeedbackAnswered(feedback_uid=UID, published=True, private=WORDS),
    ServiceRated(on=date(2026, 11, 20), ratings=(3, 5, 5), reasons=("chờ lâu",)),
    BatchReceived(count=12, digest=DIGEST, faulty=1),
    BatchRecorded(deed="announce_delay", count=12, digest=DIGEST),
)
