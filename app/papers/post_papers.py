"""Papers of bags: their lists, the postman's list, notes of failed deliveries."""

from __future__ import annotations

from datetime import datetime

from app.domain.history_post import FAILURE_WORDS
from app.domain.money_words import money_text, sum_or_blank
from app.domain.post import STATE_WORDS, PostalItem
from app.domain.post_in_facts import BagWay
from app.domain.time_words import moment_text
from app.papers.letterhead import ERASED
from app.papers.parts import Drawing, on_sheets
from app.papers.post_letters import letters_list
from app.papers.post_parts import OFFICES_COPY, POSTS_COPY, parcel_in, post_heading
from app.printing.slips import post_sheet
from app.printing.slips.post_sheet import PostColumn, PostSheet
from app.services.desk import DeskContext, OpenSession
from app.services.hand_over_sheets import sheet
from app.services.post_items import Bag, bag, dossier_codes, item_named, items_of_bag
from app.services.post_returning import PackedParcel
from app.services.post_story import Failure, last_failure

_ITEM_COLUMNS = (
    PostColumn("TT", 9),
    PostColumn("Số hiệu", 34),
    PostColumn("Mã hồ sơ", 40),
    PostColumn("Người nhận, địa chỉ", 70, centred=False),
    PostColumn("Phí", 17),
    PostColumn("Lệ phí", 17),
    PostColumn("Ghi chú", 18, centred=False),
)
_IN_COLUMNS = (
    PostColumn("TT", 11),
    PostColumn("Số hiệu", 38),
    PostColumn("Gửi cho", 30, centred=False),
    PostColumn("Phí", 20),
    PostColumn("Lệ phí", 20),
    PostColumn("Tình trạng", 46, centred=False),
)
_LIST_COLUMNS = (
    PostColumn("TT", 11),
    PostColumn("Số hiệu", 38),
    PostColumn("Người nhận, địa chỉ, điện thoại", 66, centred=False),
    PostColumn("Phải thu", 20),
    PostColumn("Ký nhận, họ tên", 36, centred=False),
    PostColumn("Lý do chưa phát", 30, centred=False),
)


def post_manifest(session: OpenSession, about: str, desk: DeskContext, _at: datetime) -> Drawing:
    """Bảng kê, two copies. Raises ``Refusal`` (``POST_BAG_UNKNOWN``)."""
    found = bag(session, about, desk=desk)
    if found.way is BagWay.LETTERS:
        return letters_list(session, found, desk)
    items = items_of_bag(session, found.manifest, desk=desk)
    is_out = found.way is BagWay.OUT
    name = "BẢNG KÊ KẾT QUẢ GỬI BƯU CHÍNH" if is_out else "BẢNG KÊ BƯU GỬI ĐẾN"
    rows = _rows_out(session, items, desk) if is_out else tuple(map(_row_in, _numbered(items)))
    signers = _signers(session, found, desk) if is_out else (("BƯU CHÍNH GIAO", ""),)
    receiver = () if is_out else (("NGƯỜI NHẬN", ""),)
    return on_sheets(
        post_sheet.draw,
        PostSheet(
            heading=post_heading(session, found.manifest, found.closed_at, desk, "Mã bảng kê"),
            name=name,
            issued_at=found.closed_at,
            facts=_facts_of(found),
            columns=_ITEM_COLUMNS if is_out else _IN_COLUMNS,
            rows=rows,
            strong=_sums_of(found, items),
            signers=(*signers, *receiver),
            copies=(OFFICES_COPY, POSTS_COPY),
            training=desk.is_training,
        ),
    )


def post_delivery_list(
    session: OpenSession, about: str, desk: DeskContext, at: datetime
) -> Drawing:
    """The postman's list of a bag. Raises ``Refusal`` (``POST_BAG_UNKNOWN``)."""
    found = bag(session, about, desk=desk)
    items = items_of_bag(session, found.manifest, desk=desk)
    parcels = [(item, parcel_in(session, item, desk)) for item in items]
    rows = tuple(
        (str(at), item.number, _who(parcel), sum_or_blank(item.money), "", "")
        for at, (item, parcel) in enumerate(parcels, start=1)
    )
    return on_sheets(
        post_sheet.draw,
        PostSheet(
            heading=post_heading(session, found.manifest, found.closed_at, desk, "Mã bảng kê"),
            name="DANH SÁCH PHÁT CỦA BƯU TÁ",
            issued_at=at,
            facts=_facts_of(found),
            columns=_LIST_COLUMNS,
            rows=rows,
            strong=_sums_of(found, items),
            signers=(("BƯU TÁ", ""),),
            training=desk.is_training,
        ),
    )


def post_failed(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """Phiếu báo phát chưa được. Raises ``Refusal``: ``POST_ITEM_UNKNOWN``."""
    item = item_named(session, about, desk=desk)
    failure = last_failure(session, item, desk=desk)
    parcel = parcel_in(session, item, desk)
    code = dossier_codes(session, [item.dossier_uid] if item.dossier_uid else [], desk=desk)
    days = ", ".join(f"{each:%d/%m/%Y}" for each in item.invitations)
    facts = (
        ("Số hiệu bưu gửi", item.number),
        ("Mã hồ sơ", ", ".join(code.values())),
        ("Người nhận", _who(parcel)),
        ("Các lần mời nhận", days),
        ("Lý do", _reason(failure)),
        ("Tình trạng", STATE_WORDS[item.state]),
        ("Phải thu khi phát", money_text(item.money) if item.money else "không"),
    )
    return on_sheets(
        post_sheet.draw,
        PostSheet(
            heading=post_heading(session, item.number, at, desk, "Số hiệu"),
            name="PHIẾU BÁO PHÁT CHƯA ĐƯỢC",
            issued_at=at,
            facts=facts,
            signers=(("BƯU TÁ", ""), ("NGƯỜI NHẬN LẠI", "")),
            copies=(OFFICES_COPY, POSTS_COPY),
            training=desk.is_training,
        ),
    )


def _facts_of(found: Bag) -> tuple[tuple[str, str], ...]:
    facts = [("Bưu chính", found.carrier), ("Lập lúc", moment_text(found.closed_at))]
    if found.accepted_at is not None:
        facts.append(("Kiểm đếm, ký nhận lúc", moment_text(found.accepted_at)))
    return tuple(facts)


def _sums_of(found: Bag, items: tuple[PostalItem, ...]) -> tuple[tuple[str, str], ...]:
    fee, levy = (sum(getattr(each, name) for each in items) for name in ("fee", "levy"))
    sums = [
        ("Tổng số", f"{len(items)} bưu gửi"),
        ("Phí", money_text(fee)),
        ("Lệ phí", money_text(levy)),
    ]
    if found.way is BagWay.IN and found.accepted_at is not None:
        sums.append(("Tiền đã đếm", money_text(found.cash)))
        sums.append(("Kiểm đếm", f"thiếu {found.missing}; thừa {found.extra}"))
    return tuple(sums)


def _signers(session: OpenSession, found: Bag, desk: DeskContext) -> tuple[tuple[str, str], ...]:
    signed = sheet(session, found.manifest, desk=desk).signers
    return (
        ("NGƯỜI GIAO", signed.giver or ""),
        ("BƯU CHÍNH NHẬN", signed.receiver or ""),
    )


def _rows_out(
    session: OpenSession, items: tuple[PostalItem, ...], desk: DeskContext
) -> tuple[tuple[str, ...], ...]:
    codes = dossier_codes(
        session, [each.dossier_uid for each in items if each.dossier_uid], desk=desk
    )
    return tuple(
        (
            str(at),
            item.number,
            codes.get(item.dossier_uid, "") if item.dossier_uid else "",
            _who(parcel_in(session, item, desk)),
            sum_or_blank(item.fee),
            sum_or_blank(item.levy),
            STATE_WORDS[item.state] if item.ended_at else "",
        )
        for at, item in enumerate(items, start=1)
    )


def _numbered(items: tuple[PostalItem, ...]) -> list[tuple[int, PostalItem]]:
    return list(enumerate(items, start=1))


def _row_in(numbered: tuple[int, PostalItem]) -> tuple[str, ...]:
    at, item = numbered
    torn = "; bao bì hư hỏng" if item.is_damaged else ""
    return (
        str(at),
        item.number,
        item.addressee or "đơn vị này",
        sum_or_blank(item.fee),
        sum_or_blank(item.levy),
        f"{STATE_WORDS[item.state]}{torn}",
    )


def _who(parcel: PackedParcel | None) -> str:
    if parcel is None:
        return ""
    phone = f"ĐT {parcel.phone}" if parcel.phone else ""
    return ", ".join(filter(None, (parcel.receiver or ERASED.name, parcel.address, phone)))


def _reason(failure: Failure | None) -> str:
    if failure is None:
        return ""
    words = FAILURE_WORDS[failure.reason]
    return f"{words}: {failure.remark}" if failure.remark else words
