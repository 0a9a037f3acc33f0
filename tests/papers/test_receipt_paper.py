from __future__ import annotations

import io
from dataclasses import replace
from uuid import UUID

import pypdfium2
import pytest
import zxingcpp
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.reception import (
    Identity,
    IdentityKind,
    LookUp,
    Money,
    Organisation,
    Person,
    ReceptionForm,
    ReturnPlace,
    ReturnWay,
    Subject,
    SubjectKind,
    SubmittedDocument,
)
from app.domain.slip_code import SlipCode, read_slip_code
from app.papers.door_slips import door_slip_pdf
from app.papers.receipt import receipt_pdf, receipt_slip
from app.printing.slips.receipt import ReceiptSlip
from app.printing.style import Paper
from app.services.receiving import receive_dossier
from app.services.slip_facts import receipt_facts
from app.services.slip_printing import record_receipt_printed
from app.services.visits import guide_visit, refuse_visit


def received(desk: Desk, form: ReceptionForm) -> UUID:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, form, now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_uid


def slip_of(desk: Desk, form: ReceptionForm) -> ReceiptSlip:
    uid = received(desk, form)
    with desk.database.reading() as session:
        return receipt_slip(receipt_facts(session, uid, desk=desk.context))


def scanned(pdf: bytes) -> SlipCode:
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=300 / 72, grayscale=True)
    (found,) = [
        each for each in zxingcpp.read_barcodes(page.to_pil()) if each.format.name == "QRCode"
    ]
    code = read_slip_code(found.text)
    assert code is not None
    return code


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def test_the_qr_carries_the_seven_contents_and_finds_the_dossier(desk: Desk) -> None:
    uid = received(desk, reception())
    with desk.database.reading() as session:
        code = scanned(receipt_pdf(session, uid, desk=desk.context))
    assert code.dossier_uid == uid
    assert code.dossier_code == "H40.16-261116-3001"
    assert code.procedure_code == "1.010833"
    assert code.person_number == "034188004321"
    assert code.paper_name == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    assert code.system_name
    assert code.issued_at == NOW
    assert code.return_due_at is not None
    assert len(code.token) == 20


def test_with_a_look_up_host_the_qr_is_an_address_that_keeps_the_person_to_itself(
    desk: Desk,
) -> None:
    hosted = replace(desk, context=replace(desk.context, lookup_host="hcc.vidu.gov.vn"))
    slip = slip_of(hosted, reception())
    address, _, fragment = slip.heading.qr_text.partition("#")
    assert address.startswith("https://hcc.vidu.gov.vn/t/H40.16-261116-3001?k=")
    assert "034188004321" not in address
    assert "034188004321" in fragment


def test_the_slip_says_what_is_stored(desk: Desk) -> None:
    uid = received(desk, reception(abstract="Xin xác nhận để hưởng bảo hiểm y tế"))
    with desk.database.reading() as session:
        text = text_of(receipt_pdf(session, uid, desk=desk.context))
    for said in (
        "Trần Thị Mẫu",
        "Xin xác nhận để hưởng bảo hiểm y tế",
        "5 ngày làm việc",
        "09 giờ 30 phút, ngày 23 tháng 11 năm 2026",
        "3/2026",
        "00001",
        "Nguyễn Thị Ví Dụ",
    ):
        assert said in text


def test_only_papers_that_lie_on_the_desk_stand_on_the_slip(desk: Desk) -> None:
    looked_up = LookUp(source="CSDL quốc gia về dân cư", looked_up_at=NOW)
    slip = slip_of(
        desk,
        reception(
            documents=(
                SubmittedDocument(ordinal=1, not_applicable=True),
                SubmittedDocument(ordinal=2, looked_up=looked_up),
            )
        ),
    )
    assert len(slip.papers) == 1
    assert "CSDL quốc gia về dân cư" in slip.papers[0].remark


def test_an_organisation_stands_as_owner_with_its_tax_code(desk: Desk) -> None:
    slip = slip_of(
        desk,
        reception(
            organisation=Organisation(name="Công ty TNHH Ví Dụ", tax_code="0100233488"),
            authority="Giấy giới thiệu số 12",
        ),
    )
    assert slip.owner is not None
    assert (slip.owner.name, slip.owner.identity_number) == ("Công ty TNHH Ví Dụ", "0100233488")
    code = read_slip_code(slip.heading.qr_text)
    assert code is not None
    assert code.person_number == "0100233488"


def test_a_person_without_papers_and_a_subject_are_written_out(desk: Desk) -> None:
    nobody = Person(
        full_name="Lê Văn Thử",
        identity=Identity(kind=IdentityKind.NONE, reason="mất giấy tờ do lũ"),
    )
    slip = slip_of(
        desk,
        reception(
            applicant=nobody,
            subject=Subject(kind=SubjectKind.MARTYR, full_name="Lê Văn Anh"),
        ),
    )
    assert slip.applicant.identity_number == "không xuất trình (mất giấy tờ do lũ)"
    assert slip.subject == "Lê Văn Anh (liệt sĩ)"


def test_money_and_the_way_of_return_are_said(desk: Desk) -> None:
    slip = slip_of(
        desk,
        reception(
            money=Money(fee=50000, levy=10000, paid=True, receipt_number="0000123"),
            return_way=ReturnWay(place=ReturnPlace.POST, address="Số 1, phố Mẫu"),
        ),
    )
    assert (slip.fee, slip.levy, slip.paid) == (50000, 10000, True)
    assert slip.payment_receipt == "0000123"
    assert slip.return_place.endswith("Số 1, phố Mẫu")


def test_a_slip_printed_before_is_marked_as_a_copy(desk: Desk) -> None:
    uid = received(desk, reception())
    with desk.database.transaction() as session:
        record_receipt_printed(
            session,
            uid,
            paper="a5",
            printer="Laser",
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )
    with desk.database.reading() as session:
        assert receipt_slip(receipt_facts(session, uid, desk=desk.context)).reprint
        assert "bản in lại" in text_of(receipt_pdf(session, uid, desk=desk.context))


@pytest.mark.parametrize("paper", [Paper.A5, Paper.A4X2])
def test_door_slips_reopen_their_visit(desk: Desk, paper: Paper) -> None:
    form = reception(documents=())
    with desk.database.transaction() as session:
        guided = guide_visit(session, form, (), now=NOW, desk=desk.context, actor=desk.actor)
        refused = refuse_visit(
            session, form, "Không thuộc thẩm quyền", now=NOW, desk=desk.context, actor=desk.actor
        )
    with desk.database.reading() as session:
        supplement = door_slip_pdf(session, guided.number, desk=desk.context, paper=paper)
        refusal = door_slip_pdf(session, refused.number, desk=desk.context, paper=paper)
    for paper_of, visit in ((supplement, guided), (refusal, refused)):
        assert visit.number in text_of(paper_of)
    assert "Không thuộc thẩm quyền" in text_of(refusal)
    if paper is Paper.A5:
        assert scanned(supplement).is_visit
        assert scanned(supplement).dossier_code == guided.number
