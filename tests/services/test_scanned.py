from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from deeds_at_desk import do, received
from desks import NOW, letterhead, reception
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap import Desk
from app.domain.deed_forms import RecordCodeForm
from app.domain.dossier_rules import DeedKind
from app.domain.scan import ScanKind
from app.domain.scan_words import KIND_SENTENCES
from app.domain.slip_code import SlipCode, read_slip_code, slip_code_text
from app.papers.control_sheet import control_sheet
from app.papers.pad import blank_slip
from app.papers.receipt import receipt_slip
from app.services.correcting import cancel_dossier, correct_dossier
from app.services.paper_facts import paper_facts
from app.services.paper_pad import PadSlip, print_pad
from app.services.receiving import receive_dossier
from app.services.scanned import PAD_SLIP, Scanned, scanned
from app.services.slip_facts import receipt_facts
from app.services.slip_standing import Standing, slip_standing
from app.services.visits import guide_visit, refuse_visit

LATER = NOW + timedelta(minutes=10)
CODE = "H40.16-261116-3001"


@pytest.fixture
def uid(desk: Desk) -> UUID:
    """A dossier just received."""
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_uid


def qr_of(desk: Desk, uid: UUID) -> str:
    with desk.database.reading() as session:
        return receipt_slip(receipt_facts(session, uid, desk=desk.context)).heading.qr_text


def correct(desk: Desk, uid: UUID, sets: int) -> None:
    with desk.database.transaction() as session:
        correct_dossier(
            session,
            uid,
            reception(sets=sets),
            "Ghi nhầm",
            now=LATER,
            desk=desk.context,
            actor=desk.actor,
        )


def cancel(desk: Desk, uid: UUID) -> None:
    with desk.database.transaction() as session:
        cancel_dossier(session, uid, "Nhầm", now=LATER, desk=desk.context, actor=desk.actor)


def scan(desk: Desk, text: str) -> Scanned:
    with desk.database.reading() as session:
        return scanned(session, text, desk=desk.context)


def test_a_slip_that_counts_says_so_with_its_date(desk: Desk, uid: UUID) -> None:
    found = scan(desk, qr_of(desk, uid))
    assert (found.kind, found.standing) == ("slip", Standing.CURRENT)
    assert (found.dossier_uid, found.dossier_code) == (uid, CODE)
    assert found.sentence == (
        f"Giấy hẹn của hồ sơ {CODE} còn giá trị; hẹn trả 09:30 thứ Hai 23/11/2026."
    )


@pytest.mark.parametrize("host", [None, "hen.anthu.gov.vn"])
def test_an_old_slip_says_by_which_one_it_was_replaced(
    desk: Desk, uid: UUID, host: str | None
) -> None:
    desk = replace(desk, context=replace(desk.context, lookup_host=host))
    slips = [qr_of(desk, uid)]
    for sets in (2, 3):
        correct(desk, uid, sets)
        slips.append(qr_of(desk, uid))
    found = [scan(desk, each) for each in slips]
    assert [each.standing for each in found] == [
        Standing.REPLACED,
        Standing.REPLACED,
        Standing.CURRENT,
    ]
    assert [each.replaced_by for each in found] == [2, 2, None]
    assert "đã được thay thế bằng bản thay thế lần 2" in found[0].sentence


def test_every_slip_of_a_cancelled_dossier_is_void(desk: Desk, uid: UUID) -> None:
    slips = [qr_of(desk, uid)]
    correct(desk, uid, 2)
    slips.append(qr_of(desk, uid))
    cancel(desk, uid)
    for each in (*slips, CODE):
        found = scan(desk, each)
        assert found.standing is Standing.CANCELLED
        assert "đã hủy" in found.sentence


def test_a_bar_code_alone_asks_for_the_qr_once_slips_were_replaced(desk: Desk, uid: UUID) -> None:
    assert scan(desk, CODE).sentence == f"Hồ sơ {CODE}, hẹn trả 09:30 thứ Hai 23/11/2026."
    correct(desk, uid, 2)
    found = scan(desk, CODE.lower())
    assert (found.kind, found.dossier_uid) == ("dossier_code", uid)
    assert "Chỉ bản thay thế lần 1 còn giá trị" in found.sentence


def test_a_slip_newer_than_this_desk_knows_is_not_called_wrong(desk: Desk, uid: UUID) -> None:
    slip = read_slip_code(qr_of(desk, uid))
    assert slip is not None
    newer = replace(slip, edition=3)
    found = scan(desk, slip_code_text(newer))
    assert found.standing is Standing.AHEAD
    assert "bản thay thế lần 3" in found.sentence


def test_a_slip_from_before_the_edition_was_said_is_the_first(desk: Desk, uid: UUID) -> None:
    text = qr_of(desk, uid)
    assert "Thay thế" not in text
    slip = read_slip_code(text)
    assert slip is not None
    assert slip.edition == 0
    correct(desk, uid, 2)
    assert scan(desk, text).standing is Standing.REPLACED


@given(st.integers(0, 9999), st.sampled_from([None, "hen.anthu.gov.vn"]))
def test_the_edition_is_read_back_from_every_text(edition: int, host: str | None) -> None:
    code = SlipCode(dossier_uid=UUID(int=7), dossier_code=CODE, token="00" * 10, edition=edition)
    read = read_slip_code(slip_code_text(code, look_up_host=host))
    assert read is not None
    assert read.edition == edition


def test_a_slip_of_another_desk_is_named_and_not_judged(desk: Desk) -> None:
    slip = SlipCode(
        dossier_uid=UUID(int=9), dossier_code="H40.16-261116-2001", token="00" * 10, edition=1
    )
    found = scan(desk, slip_code_text(slip))
    assert (found.kind, found.standing) == ("slip", Standing.UNKNOWN)
    assert "H40.16-261116-2001" in found.sentence
    with desk.database.reading() as session:
        assert slip_standing(session, "H40", slip).dossier is None


def test_a_visit_says_what_it_was(desk: Desk) -> None:
    form = reception(documents=())
    with desk.database.transaction() as session:
        guided = guide_visit(session, form, (), now=NOW, desk=desk.context, actor=desk.actor)
        refused = refuse_visit(session, form, "Lý do", now=NOW, desk=desk.context, actor=desk.actor)
    found = scan(desk, guided.number)
    assert (found.kind, found.visit_number) == ("visit_number", guided.number)
    assert found.sentence == f"Phiếu yêu cầu bổ sung {guided.number}, thủ tục 1.010833."
    assert scan(desk, refused.number).sentence.startswith("Phiếu từ chối tiếp nhận")
    assert "chưa có" in scan(desk, "V-H40.16-261116-399").sentence


def test_a_code_that_another_office_gave_is_foreign(desk: Desk) -> None:
    foreign = scan(desk, "000.00.10.H26-211028-0008")
    assert (foreign.kind, foreign.dossier_code) == ("foreign_code", "000.00.10.H26-211028-0008")
    ours = scan(desk, "H40.16-261116-3999")
    assert ours.kind == "dossier_code"
    assert "chưa có trong dữ liệu của quầy này" in ours.sentence


@pytest.mark.parametrize("code", ["20260000123", "MC/2026/00123", "Hồ sơ số 12"])
def test_a_code_of_any_form_that_another_system_gave_names_its_dossier(
    desk: Desk, code: str
) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.RECORD_CODE, RecordCodeForm(system="Một cửa cũ", code=code))
    assert scan(desk, f"{code}\r").dossier_uid == uid
    assert scan(desk, f"{code}9").dossier_uid is None


def test_a_card_is_named_and_a_damaged_one_says_what_to_do(desk: Desk) -> None:
    card = "034188004321|151234567|Trần Thị Mẫu|02091988|Nữ|Thôn Ví Dụ|14082021"
    assert scan(desk, card).sentence == "Thẻ căn cước của Trần Thị Mẫu, số 034188004321."
    damaged = scan(desk, card.replace("ầ", "?").replace("ẫ", "?"))
    assert damaged.kind == "citizen_card"
    assert "UTF-8" in damaged.sentence


@pytest.mark.parametrize("kind", ScanKind)
def test_each_kind_has_a_sentence(kind: ScanKind) -> None:
    assert KIND_SENTENCES[kind].format(shown="X").endswith(".")


def test_nothing_that_is_scanned_raises(desk: Desk) -> None:
    @given(st.text(max_size=60) | st.from_regex(r"[A-Z0-9.|{}-]{0,40}", fullmatch=True))
    def ask(text: str) -> None:
        with desk.database.reading() as session:
            assert scanned(session, text, desk=desk.context).sentence

    ask()


def printed_slip(desk: Desk) -> PadSlip:
    with desk.database.transaction() as session:
        return print_pad(session, 1, now=NOW, desk=desk.context, actor=desk.actor)[0]


def test_a_slip_of_the_pad_waits_to_be_keyed_in_by_code_and_by_its_square(desk: Desk) -> None:
    slip = printed_slip(desk)
    square = blank_slip(slip, letterhead(desk), printed_at=NOW).heading.qr_text

    for text in (slip.code, slip.code.lower(), square):
        found = scan(desk, text)
        assert (found.kind, found.pad_code) == (PAD_SLIP, slip.code)
        assert slip.code in found.sentence


def test_a_slip_of_the_pad_that_was_keyed_in_is_its_dossier(desk: Desk) -> None:
    slip = printed_slip(desk)
    with desk.database.transaction() as session:
        receive_dossier(
            session,
            reception(pad_code=slip.code, stated_at=NOW),
            now=LATER,
            desk=desk.context,
            actor=desk.actor,
        )

    found = scan(desk, slip.code)

    assert (found.dossier_uid, found.pad_code) == (slip.dossier_uid, None)


def test_a_slip_of_another_desks_pad_says_where_to_take_it(desk: Desk) -> None:
    slip = printed_slip(desk)
    with desk.database.reading() as session:
        found = scanned(session, slip.code, desk=replace(desk.context, number=4))

    assert found.pad_code is None
    assert "3" in found.sentence


def test_a_code_of_another_office_in_the_pads_range_is_foreign(desk: Desk) -> None:
    slip = printed_slip(desk)

    found = scan(desk, slip.code.replace("H40.16", "H40.17"))

    assert (found.kind, found.pad_code) == ("foreign_code", None)


def test_another_paper_opens_its_dossier_and_is_no_slip(desk: Desk, uid: UUID) -> None:
    correct(desk, uid, 2)
    with desk.database.reading() as session:
        facts = paper_facts(session, uid, at=LATER, desk=desk.context)
    found = scan(desk, control_sheet(facts).heading.qr_text)
    assert (found.kind, found.standing) == (ScanKind.DOSSIER_CODE, None)
    assert (found.dossier_uid, found.dossier_code) == (uid, CODE)
    assert found.sentence.startswith(
        f"Phiếu kiểm soát quá trình giải quyết hồ sơ của hồ sơ {CODE}, "
    )
