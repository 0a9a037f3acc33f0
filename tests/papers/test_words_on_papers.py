"""The office's words on its papers: at the moment of the paper, on every print of it."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from deeds_at_desk import do, received
from desks import NOW

from app.bootstrap import Desk
from app.domain import wording_slots as slots
from app.domain.deed_forms import AnnounceDelayForm, DraftApologyForm, RescheduleForm
from app.domain.delay_facts import ApologyDrafted, ReturnRescheduled
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.handouts import handout_title
from app.domain.paper_forms import Basis
from app.domain.printers import SlipKind
from app.domain.wording import Wording
from app.domain.wording_words import SLOTS
from app.papers.delays import apology_letter, apology_paper
from app.papers.handouts import handout_pdf
from app.papers.registry import paper_pdf
from app.papers.sample_life import sample_facts
from app.papers.wording_preview import PREVIEWED, wording_preview_pdf
from app.printing.raster import pictures
from app.printing.slips.apology import ApologyLetter
from app.services.paper_facts import paper_facts
from app.services.wording import (
    WordingForm,
    Wordings,
    change_wording,
    in_own_words,
    set_up_wording,
    tried,
)

HOUR = timedelta(hours=1)
DELAY = AnnounceDelayForm(
    proposed_due_at=NOW + timedelta(days=14), reason="Phải xác minh", agency="Sở Nội vụ"
)


def change(desk: Desk, now: object, **texts: str) -> None:
    said = {key.replace("__", "."): text for key, text in texts.items()}
    with desk.database.transaction() as session:
        form = WordingForm(texts=said)
        change_wording(session, form, now=now, desk=desk.context, actor=desk.actor)  # type: ignore[arg-type]


def receipt(desk: Desk, uid: object, at: object) -> bytes:
    with desk.database.reading() as session:
        return paper_pdf(session, uid, name="receipt", at=at, desk=desk.context)  # type: ignore[arg-type]


def letter(words: Wording, desk: Desk) -> ApologyLetter:
    facts = sample_facts(Wordings(set_up=words), desk=desk.context, at=NOW)
    drafted = facts.last(ApologyDrafted)
    assert drafted is not None
    return apology_letter(facts, drafted)


def test_a_slip_printed_again_after_a_change_bears_the_words_of_its_own_day(desk: Desk) -> None:
    uid = received(desk)
    before = receipt(desk, uid, NOW)
    change(desk, NOW + HOUR, office__place="An Mẫu", receipt__notes="Ghi chú mới")
    assert receipt(desk, uid, NOW + 2 * HOUR) == before
    later = received(desk, NOW + 2 * HOUR)
    assert receipt(desk, later, NOW + 3 * HOUR) != before


def test_the_heading_of_the_apology_follows_the_form_that_the_office_uses(desk: Desk) -> None:
    plain = set_up_wording(desk.context)
    current = letter(plain, desk)
    old = letter(tried(plain, {slots.APOLOGY_FORM.key: Basis.OLD.value}), desk)
    assert (current.name[:15], current.asks_extension) == ("VĂN BẢN XIN LỖI", True)
    assert (old.name, old.asks_extension) == ("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", False)


def test_a_letter_left_open_is_signed_by_whom_the_office_set(desk: Desk) -> None:
    plain = set_up_wording(desk.context)
    people = "Giám đốc: Nguyễn Văn Ví Dụ\nTL. Trưởng phòng Hành chính công: Lê Thị Mẫu"
    head = letter(tried(plain, {slots.SIGNATORIES.key: people}), desk).signer
    assert (head.in_place_of, head.capacity, head.name) == ("", "GIÁM ĐỐC", "Nguyễn Văn Ví Dụ")
    texts = {slots.SIGNATORIES.key: people, "apology.signer": "Trưởng phòng Hành chính công"}
    other = letter(tried(plain, texts), desk).signer
    assert (other.in_place_of, other.capacity, other.name) == (
        "TL. GIÁM ĐỐC",
        "TRƯỞNG PHÒNG HÀNH CHÍNH CÔNG",
        "Lê Thị Mẫu",
    )


def test_a_signed_letter_names_whoever_signed_it_in_the_manner_of_the_list(desk: Desk) -> None:
    people = "Giám đốc: Nguyễn Văn Ví Dụ\nTUQ. Chánh Văn phòng: Lê Thị Mẫu"
    change(desk, NOW - HOUR, office__signatories=people)
    uid = received(desk)
    do(desk, uid, DeedKind.ANNOUNCE_DELAY, DELAY, NOW + HOUR)
    do(desk, uid, DeedKind.DRAFT_APOLOGY, DraftApologyForm(), NOW + HOUR)
    signed = RescheduleForm(signatory="Trần Người Mới", title="Chánh Văn phòng")
    do(desk, uid, DeedKind.RESCHEDULE, signed, NOW + 2 * HOUR)
    with desk.database.reading() as session:
        facts = paper_facts(session, uid, at=NOW + 3 * HOUR, desk=desk.context)
    told = facts.last(ReturnRescheduled)
    assert told is not None
    signer = apology_letter(facts, told).signer
    assert (signer.in_place_of, signer.name) == ("TUQ. GIÁM ĐỐC", "Trần Người Mới")
    assert apology_paper(facts) is not None


def test_who_gets_a_letter_is_the_offices_word(desk: Desk) -> None:
    plain = set_up_wording(desk.context)
    assert letter(plain, desk).recipients[1:] == (
        "Sở Nội vụ;",
        f"Lưu: VT, {plain.text(slots.SIGN)}.",
    )
    own = letter(tried(plain, {"apology.recipients": "Văn phòng UBND;\nLưu: VT."}), desk)
    assert own.recipients == ("Như trên;", "Văn phòng UBND;", "Lưu: VT.")


SEEN_ELSEWHERE = {
    *("receipt.replaced", "receipt.kept", "receipt.stated", "supplement.reason"),
    *("supplement.pause", "stop_notice.agency", "stop_notice.other"),
    *("stop_notice.unsupplemented", "supplement.sign", "register.form", "fee_receipt.sign"),
}
"""Words for occasions in which the invented dossier is not."""

TRIED = {"office.signatories": "Giám đốc: Người Thử", "apology.form": "tinh"}


@pytest.mark.parametrize("key", sorted(set(SLOTS) - SEEN_ELSEWHERE))
def test_every_word_of_the_office_changes_the_paper_that_it_stands_on(desk: Desk, key: str) -> None:
    slot, plain = SLOTS[key], set_up_wording(desk.context)
    paper = {"office.signatories": "apology"}.get(key, slot.paper)
    texts: dict[str, str | None] = {key: TRIED.get(key, "Lời thử")}
    if key.endswith(".signer"):
        texts = {key: "Người Thử", "office.signatories": "Giám đốc\nTL. Người Thử"}
    if key == "office.phone":
        paper = "supplement"
    how = {"desk": desk.context, "at": NOW}
    before = wording_preview_pdf(paper, plain, **how)  # type: ignore[arg-type]
    after = wording_preview_pdf(paper, tried(plain, texts), **how)  # type: ignore[arg-type]
    assert before != after


@pytest.mark.parametrize("paper", PREVIEWED)
def test_every_paper_can_be_looked_at_before_words_are_kept(desk: Desk, paper: str) -> None:
    pdf = wording_preview_pdf(paper, set_up_wording(desk.context), desk=desk.context, at=NOW)
    assert pictures(pdf, dots_per_inch=40)


def test_a_signer_who_is_not_listed_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as caught:
        tried(set_up_wording(desk.context), {"apology.signer": "Chủ tịch"})
    assert caught.value.reason is Reason.SIGNER_UNKNOWN


def test_papers_that_are_handed_out_bear_the_words_of_their_day_too(desk: Desk) -> None:
    change(desk, NOW + HOUR, office__unit="Trung tâm Mới Đặt Tên", office__contact="Gọi {đơn vị}")
    kind, who = SlipKind.DESK_PLATE, desk.context
    title, moments = handout_title(kind), (NOW, NOW + 2 * HOUR)
    with desk.database.reading() as session:
        drawn = [handout_pdf(session, title, kind=kind, at=at, desk=who) for at in moments]
        named = in_own_words(session, desk.context, NOW + 2 * HOUR)
    before, after = map(whole_text, drawn)
    assert "MỚI ĐẶT TÊN" not in before
    assert "MỚI ĐẶT TÊN" in after
    assert named.contact_line == "Gọi Trung tâm Mới Đặt Tên"


def whole_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)
