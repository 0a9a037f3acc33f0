from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.procedure_search import CatalogueIndex, ProcedureHeading

NAMES = {
    "1.000894": "Thủ tục đăng ký kết hôn",
    "2.000806": "Thủ tục đăng ký kết hôn có yếu tố nước ngoài",
    "1.001193": "Thủ tục đăng ký khai sinh",
    "2.001955": "Đăng ký nội quy lao động của doanh nghiệp",
    "1.014199": "Cấp giấy phép lao động đối với người lao động nước ngoài",
    "1.014200": "Cấp lại giấy phép lao động đối với người lao động nước ngoài",
    "1.012345": "Chứng minh kinh doanh vận tải",
    "1.001731": "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội",
    "1.010833": "Cấp giấy xác nhận thân nhân của người có công",
    "1.004884": "Đăng ký hình thức kết toán",
}


def headings() -> list[ProcedureHeading]:
    return [
        ProcedureHeading(code=code, name=name, digest=code, is_receivable=code == "2.000806")
        for code, name in NAMES.items()
    ]


INDEX = CatalogueIndex(headings())


def found(text: str, favourites: tuple[str, ...] = ()) -> list[str]:
    return [each.code for each in INDEX.search(text, favourites=favourites)]


@pytest.mark.parametrize("typed", ["1.014199", "1014199", "014199", "4199", "1.014199.H38"])
def test_a_code_is_found_with_or_without_dots_and_by_its_tail(typed: str) -> None:
    assert found(typed)[0] == "1.014199"


def test_the_beginning_of_a_code_finds_its_family() -> None:
    assert found("1.0141") == ["1.014199"]
    assert set(found("1.014")) == {"1.014199", "1.014200"}


@pytest.mark.parametrize("typed", ["cmkd", "dknqld", "CMKD"])
def test_initials_find_a_procedure(typed: str) -> None:
    expected = {"cmkd": "1.012345", "dknqld": "2.001955"}[typed.lower()]
    assert found(typed)[0] == expected


@pytest.mark.parametrize(
    "typed",
    ["dang ky ket hon", "Đăng ký kết hôn", "ĐĂNG KÝ KẾT HÔN", "thu tuc dang ky ket hon", "hon ket"],
)
def test_words_are_found_without_marks_case_and_order(typed: str) -> None:
    assert {"1.000894", "2.000806"} <= set(found(typed))


def test_a_whole_name_comes_before_longer_ones() -> None:
    assert found("dang ky ket hon")[0] == "1.000894"


def test_words_may_be_unfinished() -> None:
    assert found("noi qu lao") == ["2.001955"]


@pytest.mark.parametrize(
    "typed",
    ["ket hin", "ket hno", "kết hônn", "ket ho", "kethon", "dang kyket hon", "dnag ky ket hon"],
)
def test_one_slip_is_forgiven(typed: str) -> None:
    assert {"1.000894", "2.000806"} <= set(found(typed))


def test_what_stands_together_after_correction_comes_before_what_fits_scattered() -> None:
    assert found("ket hin")[:2] == ["2.000806", "1.000894"]
    assert "1.004884" in found("ket hin"), "hình thức kết toán fits as typed, word by word"


def test_two_slips_are_not_forgiven() -> None:
    assert found("kta hno") == []


def test_what_can_be_received_comes_first_all_else_equal() -> None:
    assert found("thu tuc dang ky")[0] == "2.000806"


def test_favourites_come_first_in_their_order() -> None:
    assert found("dang ky", ("2.001955", "1.001193"))[:2] == ["2.001955", "1.001193"]


def test_a_whole_code_comes_before_favourites() -> None:
    assert found("1.014199", ("1.014200",))[0] == "1.014199"


def test_nothing_typed_lists_the_favourites_that_exist() -> None:
    assert found("", ("2.001955", "9.999999", "1.000894")) == ["2.001955", "1.000894"]
    assert found("   ") == []


def test_no_more_than_asked_for_and_nothing_twice() -> None:
    codes = [each.code for each in INDEX.search("d", limit=3)]
    assert len(codes) == 3
    everything = found("a", ("1.000894",))
    assert len(everything) == len(set(everything))


def test_initials_may_leave_words_out() -> None:
    assert found("cgplv") == ["1.014199", "1.014200"]


@given(st.sampled_from(sorted(NAMES)))
def test_every_procedure_is_found_by_its_own_name(code: str) -> None:
    assert found(NAMES[code])[0] == code


@given(st.text())
def test_no_text_breaks_the_search(text: str) -> None:
    assert len(INDEX.search(text)) <= 20
