from __future__ import annotations

from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from app.printing.style import BOLD, REGULAR, register_fonts
from app.printing.typesetting import Line, Span, balanced, fit, printable, wrap

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture(scope="module")
def fonts() -> None:
    register_fonts()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Nguyễn  Văn\tÁnh\r\nThị trấn ", "Nguyễn Văn Ánh Thị trấn"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("An\u200bKhánh\ufeff", "AnKhánh"),
        ("\u202eọht gnôC", "ọht gnôC"),
        ("tách\u2028dòng\u00a0cứng", "tách dòng cứng"),
        ("nửa \ud800 chữ", "nửa chữ"),
        ("5 m² – 10 ₫ “Đất”…", "5 m² – 10 ₫ “Đất”…"),
    ],
)
def test_a_field_is_made_harmless(typed: str, printed: str) -> None:
    assert printable(typed) == printed


@given(st.text())
def test_whatever_was_typed_prints_as_one_composed_line(text: str) -> None:
    printed = printable(text)
    assert is_normalized("NFC", printed)
    assert printed == " ".join(printed.split())
    assert printed == printable(printed)


def words_of(lines: list[Line]) -> str:
    return " ".join("".join(run.text for run in line.runs).strip() for line in lines)


@given(st.lists(st.text(st.sampled_from("aăớ ệW."), min_size=1), min_size=1, max_size=4))
def test_wrapped_lines_fit_and_lose_nothing(texts: list[str]) -> None:
    fonts = (REGULAR, BOLD)
    spans = [Span(text, 10.0, fonts[index % 2]) for index, text in enumerate(texts)]
    lines = wrap(spans, 60.0)
    assert all(line.width <= 60.02 for line in lines)
    assert words_of(lines).replace(" ", "") == "".join(texts).replace(" ", "")


def test_words_are_kept_whole_where_they_fit() -> None:
    width = stringWidth("một cửa liên", REGULAR, 10)
    lines = wrap([Span("một cửa liên thông", 10)], width)
    assert ["".join(run.text for run in line.runs) for line in lines] == ["một cửa liên", "thông"]


def test_a_long_address_is_cut_after_a_mark() -> None:
    text = "van-phong-dai-dien@trung-tam-phuc-vu-hanh-chinh-cong.example.vn"
    lines = wrap([Span(text, 10)], 150.0)
    starts = ["".join(run.text for run in line.runs) for line in lines]
    assert "".join(starts) == text
    assert all(start[-1] in "@.-" for start in starts[:-1])


def test_neighbouring_spans_are_parted_by_a_blank_that_can_be_copied() -> None:
    (line,) = wrap([Span("Số:", 10), Span("00092", 10, BOLD)], 200.0)
    assert [run.text for run in line.runs] == ["Số: ", "00092"]
    assert line.runs[1].x == pytest.approx(stringWidth("Số: ", REGULAR, 10), abs=0.5)


def test_centred_text_is_broken_evenly_without_another_line() -> None:
    spans = [Span("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG", 8, BOLD)]
    greedy, even = wrap(spans, 150.0), balanced(spans, 150.0)
    assert len(even) == len(greedy) == 2
    assert abs(even[0].width - even[1].width) < abs(greedy[0].width - greedy[1].width)


def test_a_line_that_must_stay_one_shrinks_before_it_is_shortened() -> None:
    text = "08 giờ 30 phút, ngày 27 tháng 11 năm 2026"
    full = stringWidth(text, BOLD, 17)
    assert fit(text, font=BOLD, size=17, width=full + 1).size == 17
    smaller = fit(text, font=BOLD, size=17, width=full * 0.9)
    assert smaller.runs[0].text == text
    assert smaller.size == pytest.approx(15.3)
    cut = fit(text, font=BOLD, size=17, width=full * 0.5)
    assert cut.runs[0].text.endswith("…")
    assert cut.width <= full * 0.5


def test_no_text_gives_no_lines() -> None:
    assert wrap([Span("", 10), Span(" \t", 10)], 50.0) == []
