from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import codes
from app.domain.codes import DossierCode
from app.domain.errors import Refusal

AGENCIES = st.sampled_from(["H40.16", "H55.242", "H01.151.01", "000.00.16.H40", "TAPHUAN"])


@given(
    AGENCIES, st.dates(date(2020, 1, 1), date(2098, 12, 31)), st.integers(0, 9), st.integers(1, 999)
)
def test_a_code_is_read_back_as_it_was_written(
    agency: str, on: date, prefix: int, number: int
) -> None:
    code = DossierCode(agency, on, prefix, number)
    assert codes.read_dossier_code(str(code)) == code
    assert codes.is_official_code(str(code)) is (agency != codes.TRAINING_AGENCY)


def test_a_code_reads_as_the_law_writes_it() -> None:
    assert str(DossierCode("H40.16", date(2026, 11, 21), 3, 17)) == "H40.16-261121-3017"


@pytest.mark.parametrize(
    "text",
    [
        "H40.16-261121-3017",
        "H56.14-250221-0001",
        "000.00.16.H40-230519-0001",
        "000.00.53.H48-220921-0099",
        "H01.151.01-260101-00001",
    ],
)
def test_official_codes_of_every_scheme_are_known(text: str) -> None:
    assert codes.is_official_code(text)


@pytest.mark.parametrize(
    "text",
    ["", "H40.16", "H40.16-261321-3017", "TAPHUAN-261121-3017", "H40.16-261121-301", "x" * 500],
)
def test_other_texts_are_no_official_codes(text: str) -> None:
    assert not codes.is_official_code(text)


def test_foreign_and_provisional_codes_are_not_ours() -> None:
    assert codes.read_dossier_code("H40.16-261121-30017") is None
    assert (
        codes.read_dossier_code(codes.provisional_code("H40.16", date(2026, 1, 2), "ab12cd", 4))
        is None
    )


@given(st.integers(1, 8), st.integers(1, 2000))
def test_visit_numbers_of_two_desks_never_meet(desk: int, number: int) -> None:
    on = date(2026, 11, 21)
    text = codes.visit_number("H40.16", on, desk, number)
    assert codes.is_visit_number(text)
    others = {codes.visit_number("H40.16", on, other, number) for other in range(1, 9)}
    assert len(others) == 8


@pytest.mark.parametrize("desk", [0, 9, -1, 10])
def test_only_desks_one_to_eight_number(desk: int) -> None:
    with pytest.raises(Refusal):
        codes.check_desk(desk)


@pytest.mark.parametrize("text", ["", "40.16", "H4016", "Sở Nội vụ", "H40.16.1.2.3.4", "H40.16\n;"])
def test_what_is_no_agency_code_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        codes.check_agency_code(text)


def test_agency_codes_are_tidied() -> None:
    assert codes.check_agency_code(" h40.16 ") == "H40.16"


def test_a_desk_that_was_taken_over_opens_a_new_book() -> None:
    assert codes.register_book(3, 2026) == "3/2026"
    assert codes.register_book(3, 2026, 1) == "3.1/2026"
    assert codes.register_text(92) == "00092"
