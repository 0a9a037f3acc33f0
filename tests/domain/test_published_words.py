from __future__ import annotations

import pytest

from app.domain.public_address import (
    is_page_name,
    page_name,
    procedure_address,
    procedure_code_in,
)
from app.domain.published_words import NUMBER_TAKEN_OUT, without_persons


@pytest.mark.parametrize(
    "secret",
    ["0903 123 456", "0903.123.456", "+84 903 123 456", "079203012345", "an.thu@mau.example.vn"],
)
def test_numbers_and_addresses_of_persons_are_taken_out(secret: str) -> None:
    assert without_persons(f"Gọi {secret} nhé") == f"Gọi {NUMBER_TAKEN_OUT} nhé"


@pytest.mark.parametrize(
    "said",
    ["Nộp 12.500.000 đồng", "Nghị định 118/2025/NĐ-CP", "ngày 27/11/2026 lúc 08:30", "quầy 3"],
)
def test_sums_days_and_instruments_stay(said: str) -> None:
    assert without_persons(said) == said


def test_the_names_given_are_taken_out_in_any_case() -> None:
    assert without_persons("Bà LÒ THỊ THỬ và lò thị thử", ["Lò Thị Thử", None]) == (
        "Bà [tên đã ẩn] và [tên đã ẩn]"
    )


def test_the_address_of_a_procedure_leads_back_to_its_code() -> None:
    address = procedure_address("1.010833", host="motcua.mau.gov.vn")
    assert address == "https://motcua.mau.gov.vn/thu-tuc/1.010833.html"
    assert procedure_code_in(f" {address}\n") == "1.010833"
    assert procedure_code_in("https://motcua.mau.gov.vn/t/H40.16-261121-3017") is None
    assert procedure_address("1.010833", host=None) == "1.010833"
    assert is_page_name(page_name("1.010833"))
    assert not is_page_name("gioi-thieu.html")
