from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from bags import (
    CARRIER,
    POSTMAN,
    number,
    opened,
    packed,
    received_from,
    settled,
    take_over,
    with_money,
)
from deeds_at_desk import acting, stored
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.handouts import HANDOUT_WORDS, POST_KINDS, handout_title
from app.domain.post_in_facts import PostalService
from app.domain.post_out_facts import FailureReason
from app.domain.printers import Paper, SlipKind
from app.domain.reception import Money
from app.papers.handouts import handout_pdf
from app.services.post_delivering import FailureForm, fail_item
from app.services.post_returning import Parcel
from app.services.posting import PostingForm, post_item

ONE, TWO = number(11), number(22)


def text_of(desk: Desk, kind: SlipKind, about: str, paper: Paper | None = None) -> str:
    with desk.database.reading() as session:
        pdf = handout_pdf(
            session,
            handout_title(kind, about),
            kind=kind,
            at=NOW,
            desk=desk.context,
            paper=paper,
        )
    with pdfium.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def sent_out(desk: Desk) -> tuple[str, str]:
    """A bag with one parcel to pay for: the code of the bag and of the dossier."""
    uid = settled(desk, fee=15_000, levy=8_000)
    closed = packed(desk, Parcel(dossier_uid=uid, number=ONE))
    return closed.manifest, stored(desk, uid).code


def test_a_manifest_out_says_who_gets_what_and_pays_how_much_in_two_copies(desk: Desk) -> None:
    manifest, code = sent_out(desk)
    text = text_of(desk, SlipKind.POST_MANIFEST, manifest)
    for said in (manifest, code, ONE, "Trần Thị Mẫu", "15.000", "8.000", POSTMAN, CARRIER):
        assert said in text
    assert text.count("bản đơn vị giữ") == text.count("bản bưu chính giữ") == 1


def test_a_manifest_in_says_what_was_missing_and_what_was_counted(desk: Desk) -> None:
    taken = take_over(desk, ONE, listed=(with_money(11), with_money(22)), cash=23_000)
    text = text_of(desk, SlipKind.POST_MANIFEST, taken.bag.manifest)
    assert "thiếu khi kiểm đếm" in text
    assert "thiếu 1; thừa 0" in text
    assert "23.000 đồng" in text


def test_the_postman_gets_a_list_to_be_signed_and_labels(desk: Desk) -> None:
    manifest, _ = sent_out(desk)
    text = text_of(desk, SlipKind.POST_DELIVERY_LIST, manifest)
    assert "DANH SÁCH PHÁT CỦA BƯU TÁ" in text
    assert "23.000" in text
    for paper in (Paper.A4, Paper.ROLL_80):
        label = text_of(desk, SlipKind.POST_LABELS, manifest, paper)
        assert "Trần Thị Mẫu" in label
        assert "Thu khi phát: 23.000 đồng" in " ".join(label.split())


def test_a_failed_delivery_is_noted_with_its_reason(desk: Desk) -> None:
    uid = settled(desk)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid, number=ONE)).items
    form = FailureForm(reason=FailureReason.MOVED, invited_on=NOW.date(), remark="Đã về quê ngoại")
    with desk.database.transaction() as session:
        fail_item(session, parcel, form, acting(desk))
    text = " ".join(text_of(desk, SlipKind.POST_FAILED, ONE).split())
    assert "đã chuyển nơi ở: Đã về quê ngoại" in text
    assert "16/11/2026" in text


def test_the_senders_slip_names_papers_and_sums_apart(desk: Desk) -> None:
    form = PostingForm(
        number=ONE,
        service=PostalService.BOTH,
        form=reception(money=Money(fee=15_000, levy=8_000, paid=True)),
        carrier=CARRIER,
        postage=26_000,
    )
    with desk.database.transaction() as session:
        post_item(session, form, acting(desk))
    text = " ".join(text_of(desk, SlipKind.POST_SLIP, ONE).split())
    for said in ("PHIẾU GỬI HỒ SƠ", "Trần Thị Mẫu", "15.000", "8.000", "26.000", "NGƯỜI GỬI"):
        assert said in text


def test_the_balance_sheet_says_whether_it_agrees_with_the_dossiers(desk: Desk) -> None:
    take_over(desk, ONE, listed=(with_money(11),), cash=23_000)
    received_from(desk, opened(desk, ONE), fee=15_000, levy=8_000)
    text = " ".join(text_of(desk, SlipKind.POST_BALANCE, "16/11/2026 - 20/11/2026").split())
    assert "khớp" in text
    assert "LỆCH" not in text
    with pytest.raises(Refusal) as refused:
        text_of(desk, SlipKind.POST_BALANCE, "hôm qua")
    assert refused.value.reason is Reason.FIELD_WRONG


def test_every_paper_of_the_post_is_among_those_that_can_be_asked_for() -> None:
    assert {kind.value for kind in POST_KINDS} == {
        kind.value for kind in HANDOUT_WORDS if kind.value.startswith("post_")
    }
    assert len(POST_KINDS) == 7
