from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Reason, Refusal
from app.domain.placeholders import OF_OFFICE, Placeholder, check_placeholders, filled
from app.domain.words import refusal_sentence

SAID = {Placeholder.UNIT: "Trung tâm An Thử", Placeholder.PLACE: "An Thử"}


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        check_placeholders(text, OF_OFFICE)
    assert caught.value.reason is Reason.PLACEHOLDER_WRONG
    return caught.value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{đơn vị} kính báo", "Trung tâm An Thử kính báo"),
        ("tại { địa   danh }.", "tại An Thử."),
        ("{đơn vị}{địa danh}", "Trung tâm An ThửAn Thử"),
        ("không có chữ nào", "không có chữ nào"),
        ("gọi {liên hệ}", "gọi "),
    ],
)
def test_what_stands_in_braces_is_filled_in(text: str, said: str) -> None:
    check_placeholders(text, OF_OFFICE)
    assert filled(text, SAID) == said


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("Gửi {ngày sinh}", 1, 5, "{ngày sinh}"),
        ("{đơn vị}\ngọi {số} ngay", 2, 5, "{số}"),
        ("thiếu ngoặc {đơn vị", 1, 13, "{đơn vị"),
        ("hai {đơn {địa danh}", 1, 5, "{đơn "),
        ("thừa } ngoặc", 1, 6, "}"),
        ("một\nhai\n{}", 3, 1, "{}"),
        ("{đơn\nvị}", 1, 1, "{đơn"),
    ],
)
def test_a_bad_placeholder_is_refused_with_its_place(
    text: str, line: int, column: int, said: str
) -> None:
    refusal = refused(text)
    found = refusal.values
    assert (found["line"], found["column"], found["said"]) == (line, column, said)
    sentence = refusal_sentence(refusal)
    assert f"Dòng {line}, chữ thứ {column}" in sentence
    assert "{đơn vị}" in sentence


def test_a_placeholder_of_another_paper_is_a_bad_one() -> None:
    assert refused("Mã {mã hồ sơ}").values["said"] == "{mã hồ sơ}"


@given(st.text(alphabet="{}đơn vị\nab", max_size=30))
def test_no_text_breaks_the_reader_and_nothing_between_is_lost(text: str) -> None:
    values = dict.fromkeys(Placeholder, "")
    kept = filled(text, values)
    assert not set(kept) & set("{}")
    if not set(text) & set("{}"):
        assert kept == text
