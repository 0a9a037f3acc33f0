"""One fact of every kind, invented; their events lie as JSON beside the tests for ever."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import erasure_samples
from life_samples import LIFE, OFFICE_KINDS
from line_samples import LINE
from post_samples import OF_THE_OFFICE, POST
from report_samples import REPORTS
from scope_samples import SCOPE

from app.domain import facts
from app.domain.correction_facts import CancellationPrivate, CorrectionPrivate
from app.domain.events import Author, Circumstances, Event, write_event
from app.domain.office_hours import Session
from app.domain.office_rules import OfficeRules, OfficeRulesSet
from app.domain.pad_facts import PadPrivate
from app.domain.procedure import Channel, LimitUnit, TimeLimit
from app.domain.reception import (
    Identity,
    Person,
    Places,
    ReturnPlace,
    Subject,
    SubjectKind,
    SubmittedDocument,
)
from app.domain.staff_facts import EmployerKind, SecretChange, Term
from app.domain.wording_facts import WordingChanged, WordingPrivate, WordingText

AT = datetime(2026, 11, 20, 2, 0, 0, 123000, tzinfo=UTC)
AUTHOR = Author(
    tenant="H40",
    office="H40.16",
    actor=UUID("01900000-0000-7000-8000-000000000001"),
    role="clerk",
    employer="office",
    desk=3,
)
DOSSIER = UUID("01900000-0000-7000-8000-00000000000d")
DIGEST = "ab" * 32

RECEIVED = facts.DossierReceived(
    code="H40.16-261120-3001",
    code_source="own",
    channel=Channel.COUNTER,
    procedure=facts.ProcedureAsReceived(code="1.010833", name="Cấp giấy xác nhận", digest=DIGEST),
    promise=facts.PromiseGiven(
        return_due_at=datetime(2026, 11, 27, 2, 0, tzinfo=UTC),
        calendar_digest=DIGEST,
        limit=TimeLimit.of("1.5", LimitUnit.WORKING_DAY),
    ),
    register=facts.RegisterLine(book="3/2026", number=1),
    return_place=ReturnPlace.COUNTER,
    sets=1,
    documents=(SubmittedDocument(ordinal=1, originals=1),),
    places=Places(helped_at="H40.16", received_at="H40.16"),
    private=facts.ReceptionPrivate(
        applicant=Person(full_name="Trần Thị Mẫu", identity=Identity(number="034188004321")),
        subject=Subject(kind=SubjectKind.MARTYR, full_name="Trần Văn Thử"),
        lookup_token="00" * 10,
    ),
)

CORRECTED = facts.DossierCorrected(
    procedure=RECEIVED.procedure,
    promise=RECEIVED.promise,
    channel=Channel.POST,
    return_place=ReturnPlace.POST,
    sets=2,
    changed=("channel", "applicant"),
    documents=RECEIVED.documents,
    fee_due=10000,
    places=RECEIVED.places,
    counted_due_at=datetime(2026, 12, 4, 2, 0, tzinfo=UTC),
    private=CorrectionPrivate(
        persons=facts.ReceptionPrivate(
            applicant=Person(full_name="Trần Thị Mẩu"), lookup_token="00" * 10
        ),
        reason="Ghi nhầm tên",
    ),
)

TAKE_OVER = {
    "agency_code": "H40.16",
    "desk_number": 3,
    "on": date(2026, 11, 20),
    "first": 751,
    "last": 875,
    "book_suffix": 2010,
    "nonce": "0123456789abcdef",
    "signer": "ABCD-EFGH-IJKL-MNOP",
}

FACTS: tuple[facts.Fact, ...] = (
    *LIFE,
    *POST,
    *REPORTS,
    *LINE,
    *erasure_samples.FACTS,
    *SCOPE,
    RECEIVED,
    facts.SlipPrinted(slip="receipt", copy=1, paper="a5", printer="Laser A5"),
    CORRECTED,
    facts.DossierCancelled(private=CancellationPrivate(reason="Tiếp nhận hai lần")),
    facts.SlipVoided(slip="receipt", edition=0, copies=(1, 2), replaced_by=1, returned=True),
    facts.VisitGuided(
        visit_uid=str(DOSSIER),
        visit_number="V-H40.16-261120-301",
        procedure_code="1.010833",
        procedure_digest=DIGEST,
        lacking=(facts.LackingDocument(ordinal=2),),
        private=facts.VisitPrivate(form="{}", reason="Thiếu giấy"),
    ),
    facts.VisitRefused(
        visit_uid=str(DOSSIER),
        visit_number="V-H40.16-261120-302",
        procedure_code="1.010833",
        procedure_digest=DIGEST,
        private=facts.VisitPrivate(form="{}", reason="Không thuộc thẩm quyền"),
    ),
    facts.CataloguePublished(
        sources=("starter.json",), added=2, changed=1, removed=0, versions_digest=DIGEST
    ),
    facts.LimitEntered(
        procedure_code="1.010833",
        previous_digest=DIGEST,
        digest="cd" * 32,
        source="QĐ 12/QĐ-UBND",
        source_on=date(2026, 1, 5),
        entered=("limits",),
    ),
    facts.CalendarPublished(year=2026, digest=DIGEST, source="12729/VPCP-KGVX"),
    facts.StaffEnrolled(
        staff_uid=str(AUTHOR.actor),
        roles=("clerk", "supervisor"),
        employer="office",
        private=facts.StaffPrivate(full_name="Nguyễn Thị Ví Dụ"),
    ),
    facts.StaffChanged(
        staff_uid=str(AUTHOR.actor),
        roles=("clerk",),
        employer="Bưu điện xã An Thử",
        employer_kind=EmployerKind.POST,
        term=Term(begins_on=date(2026, 11, 1), ends_on=date(2027, 10, 31)),
        is_active=True,
        secret=SecretChange.GIVEN,
        badge_issued=True,
        private=facts.StaffPrivate(full_name="Nguyễn Thị Ví Dụ", title="Chuyên viên"),
    ),
    facts.SettingsChanged(
        agency_code="H40.16",
        office_name="Trung tâm",
        desk=3,
        sessions=(Session(420, 690), Session(810, 1020)),
    ),
    WordingChanged(
        valid_from=date(2026, 12, 1),
        texts=(WordingText(key="office.place", text="An Thử"), WordingText(key="apology.heading")),
        private=WordingPrivate(
            texts=(WordingText(key="office.signatories", text="Giám đốc: Phạm Đình Tập"),)
        ),
    ),
    OfficeRulesSet(rules=OfficeRules(unsigned_hours=6, fee_receipt_at_once=False)),
    facts.NumberingAllowed(
        agency_code="H40.16",
        on=date(2026, 11, 20),
        prefix=9,
        book_suffix=1,
        private=facts.FreeWords(words="Thay ổ đĩa"),
    ),
    facts.ClockConfirmed(previous=AT, private=facts.FreeWords(words="Pin đồng hồ hết")),
    facts.PadPrinted(
        agency_code="H40.16",
        on=date(2026, 11, 20),
        desk_number=3,
        first=621,
        dossier_uids=(str(DOSSIER),),
        private=PadPrivate(lookup_tokens=("00" * 10,)),
    ),
    facts.KeyChanged(old_mark="ABCDEF", mark="GHIJKL"),
    facts.RecoveryKeyShown(mark="GHIJKL"),
    facts.RecoveryKeyKept(mark="GHIJKL"),
    facts.TakeOverIssued(**TAKE_OVER),
    facts.DeskTakenOver(**TAKE_OVER),
)


_OF_DOSSIERS = (
    "conflict.",
    "dossier.",
    "filing.",
    "fee.",
    "slip.",
    "step.",
    "supplement.",
    "payment.",
    "delay.",
    "apology.",
    "return.",
    "notice.",
    "withdrawal.",
    "result.",
    "collection.",
    "authority.",
    "note.",
    "attachment.",
    "foreign_code.",
    "reminder.",
    "personal_data.",
    "postal_item.",
)


def sample_event(fact: facts.Fact, number: int = 1, parents: tuple[UUID, ...] = ()) -> Event:
    """An event of a sample fact, with a uid that says which it is."""
    of_dossier = fact.kind.startswith(_OF_DOSSIERS) and fact.kind not in (
        *OFFICE_KINDS,
        *OF_THE_OFFICE,
    )
    circumstances = Circumstances(
        uid=UUID(int=(0x0190 << 112) | (7 << 76) | (2 << 62) | number),
        occurred_at=AT,
        recorded_at=AT,
        dossier_uid=DOSSIER if of_dossier else None,
        parents=parents,
    )
    return write_event(AUTHOR, fact, circumstances)
