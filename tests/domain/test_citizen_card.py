from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import scan_refusals
from app.domain.citizen_card import CitizenCard, is_card_of, read_citizen_card
from app.domain.errors import Reason, Refusal
from app.domain.scan import ScanKind
from app.domain.text import one_line
from app.domain.words import refusal_sentence

WITH_OLD_NUMBER = (
    "034188004321|151234567|Trần Thị Mẫu|02091988|Nữ|"
    "Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
)
WITHOUT_OLD_NUMBER = (
    "049202001234||Khuất Văn Thử|24022002|Nam|Cẩm Mẫu, Cẩm Thử, Thạch Thất, Hà Nội|31052021"
)
MAU = CitizenCard(
    citizen_number="034188004321",
    old_id_number="151234567",
    full_name="Trần Thị Mẫu",
    born_on=date(1988, 9, 2),
    born_year=1988,
    gender="Nữ",
    address="Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình",
    issued_on=date(2021, 8, 14),
    raw=WITH_OLD_NUMBER,
)


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_citizen_card(text)
    assert refusal_sentence(caught.value)
    return caught.value


def test_reads_the_seven_fields_of_a_chip_card() -> None:
    assert read_citizen_card(WITH_OLD_NUMBER) == MAU


def test_an_empty_old_number_is_common() -> None:
    card = read_citizen_card(WITHOUT_OLD_NUMBER)
    assert card.old_id_number is None
    assert (card.full_name, card.gender, card.born_on) == (
        "Khuất Văn Thử",
        "Nam",
        date(2002, 2, 24),
    )


def test_keeps_the_fields_after_the_issue_date_unread() -> None:
    assert read_citizen_card(WITH_OLD_NUMBER + "||||").extra == ("", "", "", "")
    assert read_citizen_card(WITH_OLD_NUMBER + "|A|b|c|d|e").extra == ("A", "b", "c", "d", "e")


def test_six_fields_have_no_slot_for_the_old_number() -> None:
    card = read_citizen_card("001090123456|Nguyễn Văn Ví Dụ|01011990|Nam|Số 1, Phố Mẫu|15042021")
    assert (card.full_name, card.old_id_number) == ("Nguyễn Văn Ví Dụ", None)
    assert card.issued_on == date(2021, 4, 15)


@pytest.mark.parametrize("prefix", ["", "]Q1", "\ufeff", "\ufeff]Q1", "]Q2\\000026", "  "])
@pytest.mark.parametrize("suffix", ["", "\r", "\n", "\r\n", "\t", "\x03"])
def test_what_scanners_add_is_taken_off(prefix: str, suffix: str) -> None:
    typed = prefix + WITH_OLD_NUMBER + suffix
    assert read_citizen_card(typed) == replace(MAU, raw=typed)


@pytest.mark.parametrize("separator", ["~", "¦", "*", "\\", "§", "#", ">"])
def test_another_keyboard_layout_turns_the_bar_into_another_sign(separator: str) -> None:
    typed = WITH_OLD_NUMBER.replace("|", separator)
    assert read_citizen_card(typed) == replace(MAU, raw=typed)


def test_reads_dates_with_slashes() -> None:
    typed = WITH_OLD_NUMBER.replace("02091988", "02/09/1988").replace("14082021", "14/08/2021")
    assert read_citizen_card(typed) == replace(MAU, raw=typed)


@pytest.mark.parametrize("gender", ["NỮ", "nữ", "Nữ", unicodedata.normalize("NFD", "Nữ")])
def test_reads_the_gender_in_any_case(gender: str) -> None:
    assert read_citizen_card(WITH_OLD_NUMBER.replace("Nữ", gender)).gender == "Nữ"


def test_undoes_caps_lock_of_a_keyboard_scanner() -> None:
    typed = WITH_OLD_NUMBER.swapcase()
    assert read_citizen_card(typed) == replace(MAU, raw=typed)


def test_a_name_in_capitals_stays_as_the_card_has_it() -> None:
    typed = WITHOUT_OLD_NUMBER.upper()
    assert read_citizen_card(typed).full_name == "KHUẤT VĂN THỬ"


def test_decomposed_letters_are_composed() -> None:
    typed = unicodedata.normalize("NFD", WITH_OLD_NUMBER)
    assert read_citizen_card(typed) == replace(MAU, raw=typed)


@pytest.mark.parametrize("birth", ["1945", "00001945", "00/00/1945"])
def test_some_old_people_have_only_a_year_of_birth(birth: str) -> None:
    card = read_citizen_card(f"034045004321||Lê Thị Thử|{birth}|Nữ|Thôn Mẫu|14082021")
    assert (card.born_on, card.born_year) == (None, 1945)


def test_the_address_and_the_issue_date_may_be_empty() -> None:
    card = read_citizen_card("034188004321||Trần Thị Mẫu|02091988|Nữ||")
    assert (card.address, card.issued_on) == (None, None)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", Reason.SCAN_EMPTY),
        ("\ufeff\r\n", Reason.SCAN_EMPTY),
        ("https://example.invalid/the", Reason.SCANNED_WEB_ADDRESS),
        ("HTTP://EXAMPLE.INVALID", Reason.SCANNED_WEB_ADDRESS),
        ("H40.16-261121-3017", Reason.SCANNED_SLIP),
        ("h56.14-250221-00010\r", Reason.SCANNED_SLIP),
        ("000.00.53.H48-220921-0099", Reason.SCANNED_SLIP),
        ("TAPHUAN-261121-3017", Reason.SCANNED_SLIP),
        ("https://example.invalid/t/H40.16-261121-3017?k=ABC#a=b", Reason.SCANNED_SLIP),
        ("Mã hồ sơ: H40.16-261121-3017 | a: b | c: d | e", Reason.SCANNED_SLIP),
        ("V-H40.16-261121-004", Reason.SCANNED_VISIT),
        ("EE123456785VN", Reason.SCANNED_POSTAL_NUMBER),
        ("00020101021138540010A00000072701240006970436", Reason.SCANNED_PAYMENT_CODE),
        ("034188004321", Reason.SCANNED_NUMBER),
        ("xin chào?", Reason.SCANNED_UNKNOWN),
        ("a|b|c|d|e|f|g", Reason.SCANNED_UNKNOWN),
        (b"\x86\xff\xe6\x9e\x80\xf8\x06".decode("utf-8", "replace"), Reason.SCAN_GARBLED),
        (
            "DN4010123456789|4e677579e1bb856e|02/09/1988|2|54686169|01 - 001|01/01/2021|-",
            Reason.SCANNED_HEALTH_CARD,
        ),
        ("0123456789|4e677579e1bb856e|02/09/1988|1|54|x|y|z", Reason.SCANNED_HEALTH_CARD),
        ("034188004321|TRAN THI MAU|1988-09-02|1|QID123|", Reason.SCANNED_COVID_CODE),
    ],
)
def test_other_codes_are_told_apart(typed: str, reason: Reason) -> None:
    assert refused(typed).reason is reason


def test_the_sentence_names_the_dossier_that_was_scanned() -> None:
    refusal = refused("https://example.invalid/t/H40.16-261121-3017?k=ABC#a=b")
    assert "mã hồ sơ H40.16-261121-3017," in refusal_sentence(refusal)


@pytest.mark.parametrize(
    "typed",
    [
        WITH_OLD_NUMBER.encode("ascii", "replace").decode(),
        WITH_OLD_NUMBER.encode().decode("gb18030", "replace"),
        WITHOUT_OLD_NUMBER.encode().decode("gbk", "replace"),
        WITH_OLD_NUMBER.encode().decode("cp1252", "replace"),
        WITH_OLD_NUMBER.encode().decode("latin-1"),
        "034084004321||Lưu Nam|02091984|Nam|X|14082021".encode().decode("cp1252"),
        "034084004321||Văn Nam|02091984|Nam|X|14082021".encode().decode("cp1252"),
        "034084004321||Đặng Văn An|02091984|Nam|X|14082021".encode().decode("cp1252", "ignore"),
        "034084004321||Hà Văn An|02091984|Nam|X|14082021".encode().decode("latin-1"),
        "034084004321||Ông Ích An|02091984|Nam|X|14082021".encode().decode("cp1252", "ignore"),
        "034084004321||Tr\ufffdn V\ufffdn Nam|02091984|Nam|X|14082021",
        b"034084004321||H\xe0 Nam|02091984|Nam|X|14082021".decode("utf-8", "surrogateescape"),
        "034084004321||NguyÔn V¨n Nam|02091984|Nam|X|14082021",
    ],
)
def test_damaged_letters_point_at_the_scanner(typed: str) -> None:
    refusal = refused(typed)
    assert refusal.reason is Reason.CARD_LETTERS_DAMAGED
    assert "UTF-8" in refusal_sentence(refusal)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("034188004321|151234567|Trần", Reason.CARD_CUT_SHORT),
        ("034188004321||Trần Thị Mẫu|02091988|Nữ|Thôn Ví", Reason.CARD_CUT_SHORT),
        ("034188004321|||02091988|Nữ|Thôn|14082021", Reason.CARD_CUT_SHORT),
        (WITH_OLD_NUMBER[:-3], Reason.CARD_DATE_WRONG),
        (WITH_OLD_NUMBER.replace("02091988", "31021988"), Reason.CARD_DATE_WRONG),
        (WITH_OLD_NUMBER.replace("02091988", "00000000"), Reason.CARD_DATE_WRONG),
        (WITH_OLD_NUMBER.replace("02091988", ""), Reason.CARD_DATE_WRONG),
        (WITH_OLD_NUMBER[1:], Reason.CARD_NUMBER_WRONG),
        ("0" + WITH_OLD_NUMBER, Reason.CARD_NUMBER_WRONG),
    ],
)
def test_a_card_that_was_read_badly_is_not_half_taken(typed: str, reason: Reason) -> None:
    assert refused(typed).reason is reason


FAMILY_NAMES = st.sampled_from(["Nguyễn", "Đặng", "Ưng", "Ông", "Hà", "Khuất", "Y", "Kpă"])
OTHER_NAMES = st.lists(
    st.sampled_from(["Văn", "Thị", "Thử", "Mẫu", "H’Hen", "K‘Brài", "Êban", "Ý", "Ẩn", "Bảo"]),
    min_size=1,
    max_size=4,
)
DAYS = st.dates(date(1900, 1, 1), date(2030, 12, 31))


@st.composite
def invented_cards(draw: st.DrawFn) -> CitizenCard:
    born_on = draw(DAYS)
    gender = draw(st.sampled_from(["Nam", "Nữ"]))
    return CitizenCard(
        citizen_number=draw(st.from_regex(r"\A[0-9]{12}\Z")),
        old_id_number=draw(st.none() | st.from_regex(r"\A[0-9]{9}\Z")),
        full_name=" ".join([draw(FAMILY_NAMES), *draw(OTHER_NAMES)]),
        born_on=born_on,
        born_year=born_on.year,
        gender=gender,
        address=draw(st.none() | st.sampled_from(["Thôn Ví Dụ, Xã Thử", "12/3 Đường Mẫu (cũ)"])),
        issued_on=draw(st.none() | DAYS),
        extra=tuple(draw(st.lists(st.sampled_from(["", "Trần Mẫu", "151"]), max_size=5))),
    )


def written(card: CitizenCard) -> str:
    fields = (
        card.citizen_number,
        card.old_id_number or "",
        card.full_name,
        f"{card.born_on:%d%m%Y}",
        card.gender or "",
        card.address or "",
        f"{card.issued_on:%d%m%Y}" if card.issued_on else "",
        *card.extra,
    )
    return "|".join(fields)


@given(invented_cards(), st.sampled_from(["", "]Q1", "\ufeff"]), st.sampled_from(["", "\r", "\t"]))
def test_every_card_is_read_back(card: CitizenCard, prefix: str, suffix: str) -> None:
    typed = prefix + written(card) + suffix
    assert read_citizen_card(typed) == replace(card, raw=typed)


@given(invented_cards(), st.sampled_from(["gb18030", "cp1252", "ascii"]))
def test_no_damaged_name_is_ever_taken_for_a_name(card: CitizenCard, encoding: str) -> None:
    typed = written(card)
    if encoding == "ascii":
        damaged = typed.encode("ascii", "replace").decode()
    else:
        damaged = typed.encode().decode(encoding, "replace")
    try:
        assert read_citizen_card(damaged).full_name == card.full_name
    except Refusal:
        assert not typed.isascii()


@given(st.text())
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    try:
        read_citizen_card(text)
        sentence = ""
    except Refusal as refusal:
        sentence = refusal_sentence(refusal)
    assert sentence
    assert one_line(sentence) == sentence


OWNER = CitizenCard(
    citizen_number="034188004321",
    old_id_number="151234567",
    full_name="Trần Thị Mẫu",
    born_year=1988,
)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("", ""),
        ("034188004321", "Trần Thị Mẫu"),
        ("034 188 004 321", "Ai Đó Khác"),
        ("151234567", "Trần Thị Mẫu"),
        ("0341", ""),
        ("0341", "tran thi"),
        ("", "TRẦN THỊ MẪU"),
        ("034188004312", "Trần Thị Mẫu"),
        ("B1234567", "Trần Thị Mẫu"),
    ],
)
def test_a_card_is_known_as_that_of_a_half_typed_person(number: str, name: str) -> None:
    assert is_card_of(OWNER, number, name)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("001201012345", "Nguyễn Văn Thử"),
        ("001201012345", "Trần Thị Mẫu"),
        ("034188004312", "Lê Thị Mẫu"),
        ("0341", "Lê"),
        ("", "Lê Thị Thử"),
        ("B1234567", "Lê Thị Thử"),
    ],
)
def test_a_card_is_not_taken_for_that_of_another(number: str, name: str) -> None:
    assert not is_card_of(OWNER, number, name)


@pytest.mark.parametrize("kind", [each for each in ScanKind if each is not ScanKind.CITIZEN_CARD])
def test_whatever_is_no_card_has_a_sentence_of_its_own(kind: ScanKind) -> None:
    assert kind in scan_refusals._REASONS
