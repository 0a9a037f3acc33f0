from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.scan_trial import TRIAL_CODE, ScanFault, ScanTrial, code_points, try_scan
from app.domain.scan_trial_words import GOOD, trial_sentences
from app.domain.text import nfc

CODE = TRIAL_CODE
LATIN = CODE.encode().decode("cp1252", "replace")
MARKED = [each for each in CODE if not each.isascii()]


def with_questions() -> str:
    return "".join("?" if letter in MARKED else letter for letter in CODE)


@pytest.mark.parametrize(
    ("came", "faults"),
    [
        (CODE, ()),
        (f"]Q1{CODE}\r\n", ()),
        (CODE.swapcase(), (ScanFault.CAPS_LOCK,)),
        (CODE.replace("EE1", "Ê1"), (ScanFault.INPUT_METHOD,)),
        (CODE.replace("EE12345", "EẸ"), (ScanFault.INPUT_METHOD,)),
        (CODE.replace("|", "~"), (ScanFault.LAYOUT,)),
        (CODE.replace("|", "~").replace("-", "/"), (ScanFault.LAYOUT,)),
        (with_questions(), (ScanFault.NOT_UTF8,)),
        (LATIN, (ScanFault.NOT_UTF8,)),
        (CODE.encode("ascii", "ignore").decode(), (ScanFault.NOT_UTF8,)),
        (CODE.encode("utf-16-le").decode("utf-8", "replace"), (ScanFault.OTHER_CODE,)),
        (CODE[:30], (ScanFault.CUT_SHORT,)),
        (CODE[:8], (ScanFault.CUT_SHORT,)),
        (
            CODE.replace("EE1", "Ê1").replace("|", "#").swapcase(),
            (ScanFault.CAPS_LOCK, ScanFault.LAYOUT, ScanFault.INPUT_METHOD),
        ),
        ("034188004321||Trần Thị Mẫu|02091988", (ScanFault.OTHER_CODE,)),
        ("", (ScanFault.OTHER_CODE,)),
    ],
)
def test_what_came_tells_how_the_scanner_is_set(came: str, faults: tuple[ScanFault, ...]) -> None:
    assert try_scan(came, ended=True).faults == faults


def test_a_keyboard_scanner_needs_an_end_and_a_serial_one_does_not() -> None:
    assert try_scan(CODE, ended=False).faults == (ScanFault.NO_ENTER,)
    assert try_scan(CODE, ended=False, is_serial=True).is_good


def test_letters_in_their_parts_are_the_same_letters() -> None:
    assert try_scan(unicodedata.normalize("NFD", CODE), ended=True).is_good


def test_each_fault_says_what_to_do() -> None:
    assert trial_sentences(try_scan(CODE, ended=True)) == (GOOD,)
    for fault in ScanFault:
        (sentence,) = trial_sentences(ScanTrial("", (fault,)))
        assert "Hãy" in sentence
        assert sentence.endswith(".")


def test_characters_are_shown_with_their_numbers() -> None:
    assert code_points("Ê\r") == (
        ("Ê", "U+00CA", "chữ hoa có dấu"),
        ("␣", "U+000D", "phím điều khiển"),
    )


@example("MOTCUA0")
@given(st.text() | st.text(CODE).map(lambda text: CODE[:13] + text))
def test_only_the_code_itself_is_good(text: str) -> None:
    trial = try_scan(text, ended=True)
    assert not trial.is_good or CODE in nfc(text)
