from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain import wording_slots as slots
from app.domain.errors import Reason, Refusal
from app.domain.paper_forms import PAPER_NAMES, Basis
from app.domain.placeholders import Placeholder, check_placeholders
from app.domain.printers import SlipKind
from app.domain.signatories import read_signatories
from app.domain.text import nfc
from app.domain.wording import Slot, Wording, in_force_from
from app.domain.wording_facts import WordingText
from app.domain.wording_words import SLOTS, heading_words, paper_title, slot_of, slots_by_paper

PLAIN = Wording(set_up={slots.PLACE.key: "An Thử"}, texts={})


@pytest.mark.parametrize("slot", SLOTS.values(), ids=lambda slot: slot.key)
def test_every_slot_stands_on_a_paper_and_its_standard_can_be_printed(slot: Slot) -> None:
    assert slot.paper == slots.OFFICE or slot.paper in {kind.value for kind in SlipKind}
    assert paper_title(slot.paper) != slot.paper
    assert slot.standard == nfc(slot.standard)
    check_placeholders(slot.standard, slot.placeholders)
    if slot.standard:
        assert slot.tidied(slot.standard) == slot.standard
    assert slot.label
    assert slot.label[0].isupper()


def test_slots_are_told_apart_by_key_and_found_by_it() -> None:
    assert slot_of("office.place") is slots.PLACE
    assert next(iter(slots_by_paper())) == slots.OFFICE
    with pytest.raises(Refusal) as caught:
        slot_of("office.poem")
    assert caught.value.reason is Reason.WORDING_UNKNOWN


def test_the_standard_holds_where_the_office_set_nothing() -> None:
    assert PLAIN.text(slots.PLACE) == "An Thử"
    own = PLAIN.changed_by([WordingText(key=slots.PLACE.key, text="An Mẫu")])
    assert own.text(slots.PLACE) == "An Mẫu"
    assert own.changed_by([WordingText(key=slots.PLACE.key)]).text(slots.PLACE) == "An Thử"


def test_words_left_out_are_not_the_standard() -> None:
    bare = PLAIN.changed_by([WordingText(key=slots.APOLOGY_CLOSING.key, text="")])
    assert bare.said(slots.APOLOGY_CLOSING) == ""
    assert PLAIN.said(slots.APOLOGY_CLOSING) != ""


def test_a_line_whose_placeholder_is_empty_is_not_printed() -> None:
    assert len(PLAIN.lines(slots.RECEIPT_NOTES)) == 2
    filled = PLAIN.lines(slots.RECEIPT_NOTES, {Placeholder.CONTACT: "Điện thoại: 0220 000 0000"})
    assert filled[-1] == "Điện thoại: 0220 000 0000"


@pytest.mark.parametrize(
    ("slot", "text", "reason"),
    [
        (slots.PLACE, "  ", Reason.FIELD_MISSING),
        (slots.PLACE, "một\nhai", Reason.WORDING_TOO_LONG),
        (slots.SIGN, "X" * 25, Reason.WORDING_TOO_LONG),
        (slots.APOLOGY_FORM, "TT 99/1999", Reason.FIELD_WRONG),
        (slots.PLACE, "{địa danh}", Reason.PLACEHOLDER_WRONG),
        (slots.RECEIPT_NOTES, "\n".join("1234567"), Reason.WORDING_TOO_LONG),
    ],
)
def test_what_cannot_be_printed_is_refused(slot: Slot, text: str, reason: Reason) -> None:
    with pytest.raises(Refusal) as caught:
        slot.tidied(text)
    assert caught.value.reason is reason


def test_the_place_of_a_bad_placeholder_counts_empty_lines_too() -> None:
    with pytest.raises(Refusal) as caught:
        slots.RECEIPT_NOTES.tidied("ghi chú\n\n  xem {gì đó}")
    assert (caught.value.values["line"], caught.value.values["column"]) == (3, 7)


def test_the_heading_follows_the_form_until_the_office_has_its_own() -> None:
    assert heading_words(SlipKind.APOLOGY, PLAIN).startswith("VĂN BẢN XIN LỖI")
    old = PLAIN.changed_by([WordingText(key=slots.APOLOGY_FORM.key, text=Basis.OLD.value)])
    assert heading_words(SlipKind.APOLOGY, old) == "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"
    own = old.changed_by([WordingText(key=slots.APOLOGY_HEADING.key, text="THƯ XIN LỖI")])
    assert heading_words(SlipKind.APOLOGY, own) == "THƯ XIN LỖI"


def test_a_heading_that_an_instrument_fixes_cannot_be_changed() -> None:
    for kind in (SlipKind.RECEIPT, SlipKind.SUPPLEMENT, SlipKind.REFUSAL, SlipKind.STOP_NOTICE):
        assert f"{kind.value}.heading" not in SLOTS
        assert heading_words(kind, PLAIN) == PAPER_NAMES[kind].heading()


def test_the_standard_signatory_is_the_head_in_the_words_of_the_form() -> None:
    assert [each.title for each in read_signatories(slots.SIGNATORIES.standard)] == [
        "Thủ trưởng cơ quan, đơn vị"
    ]


def test_a_change_never_counts_before_it_was_made() -> None:
    made = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
    assert in_force_from(date(2026, 11, 16), made) == made
    midnight = datetime(2026, 11, 17, tzinfo=UTC) - timedelta(hours=7)
    assert in_force_from(date(2026, 11, 17), made) == midnight
