"""Phiếu gửi hồ sơ: what the applicant and the post counted, sealed and signed."""

from __future__ import annotations

from datetime import datetime

from app.domain.history_post import SERVICE_WORDS
from app.domain.moments import local_date
from app.domain.money_words import money_text
from app.domain.post import PostalItem
from app.domain.procedure import Procedure
from app.domain.reception import SubmittedDocument
from app.papers.letterhead import ERASED
from app.papers.parts import Drawing, on_sheets
from app.papers.post_parts import post_heading
from app.printing.slips import post_sheet
from app.printing.slips.post_sheet import PostColumn, PostSheet
from app.services.desk import DeskContext, OpenSession
from app.services.post_items import item_named
from app.services.post_story import posting_of
from app.services.procedures import procedure_in_force


def post_slip(session: OpenSession, about: str, desk: DeskContext, _at: datetime) -> Drawing:
    """Phiếu gửi hồ sơ, signed by post and applicant. Raises ``Refusal``: ``POST_ITEM_UNKNOWN``."""
    item = item_named(session, about, desk=desk)
    posted = posting_of(session, item, desk=desk)
    fact, sender = posted.fact, posted.fact.private
    procedure = _procedure(session, fact.procedure_code, item, desk)
    rows = _papers(procedure, fact.documents)
    facts = (
        ("Số phiếu", fact.slip_number),
        ("Số hiệu bưu gửi", item.number),
        ("Người gửi", ERASED.name if sender is None else sender.full_name),
        ("Địa chỉ", "" if sender is None else sender.address),
        ("Điện thoại", "" if sender is None else sender.phone or ""),
        ("Gửi đến", desk.office_name if fact.addressee == desk.agency_code else fact.addressee),
        ("Dịch vụ", SERVICE_WORDS[fact.service]),
        ("Thủ tục", _called(procedure, fact.procedure_code)),
        ("Nơi nhận", "tại nhà người gửi" if fact.at_home else "tại điểm phục vụ bưu chính"),
    )
    return on_sheets(
        post_sheet.draw,
        PostSheet(
            heading=post_heading(session, item.number, posted.at, desk, "Số hiệu"),
            name="PHIẾU GỬI HỒ SƠ",
            issued_at=posted.at,
            facts=facts,
            columns=(
                PostColumn("TT", 11),
                PostColumn("Giấy tờ", 90, centred=False),
                PostColumn("Bản chính", 18),
                PostColumn("Bản sao", 18),
            ),
            rows=rows,
            strong=(
                ("Phí thu hộ", money_text(fact.fee)),
                ("Lệ phí thu hộ", money_text(fact.levy)),
                ("Cước", money_text(fact.postage)),
                ("Biên lai phí, lệ phí", fact.receipt_number or "…………"),
                ("Biên lai cước", fact.postage_receipt or "…………"),
            ),
            signers=(("NGƯỜI GỬI", ""), ("NHÂN VIÊN BƯU CHÍNH", "")),
            copies=("bản người gửi giữ", "bản kèm bưu gửi"),
            training=desk.is_training,
        ),
    )


def _procedure(
    session: OpenSession, code: str | None, item: PostalItem, desk: DeskContext
) -> Procedure | None:
    """What was posted for, as it stood on that day."""
    if code is None or item.posted_at is None:
        return None
    return procedure_in_force(session, desk.tenant, code, local_date(item.posted_at))[1]


def _called(procedure: Procedure | None, code: str | None) -> str:
    return (code or "") if procedure is None else f"{procedure.code} – {procedure.name}"


def _papers(
    procedure: Procedure | None, documents: tuple[SubmittedDocument, ...]
) -> tuple[tuple[str, ...], ...]:
    """The papers that were counted, by their published names."""
    published = () if procedure is None else procedure.papers or ()
    names = {paper.ordinal: paper.name for paper in published}
    return tuple(
        (
            str(at),
            names.get(each.ordinal, f"Giấy tờ số {each.ordinal}"),
            str(each.originals or ""),
            str(each.copies + each.certified or ""),
        )
        for at, each in enumerate(documents, start=1)
    )
