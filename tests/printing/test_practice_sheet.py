from __future__ import annotations

from pathlib import Path

import pytest
from reading import codes, images, pages_text

from app.commands.main import main
from app.domain.citizen_card import read_citizen_card
from app.domain.citizen_number import check_citizen_number
from app.domain.errors import Refusal
from app.domain.postal_number import read_postal_number
from app.domain.scan import ScanKind, kind_of_scan
from app.papers.practice import CARDS, practice_pdf, practice_sheet


@pytest.mark.parametrize("name", CARDS)
def test_an_invented_card_is_read_without_any_doubt(name: str) -> None:
    card = read_citizen_card(CARDS[name])
    assert card.full_name == name
    assert check_citizen_number(card.citizen_number, card.born_on, card.gender) == ()


def test_every_code_of_the_sheet_is_read_from_paper() -> None:
    (picture,) = images(practice_pdf(), dots_per_inch=300)
    assert codes(picture) == sorted(each.text for each in practice_sheet().exercises)


def test_the_words_beside_a_code_stand_on_the_sheet() -> None:
    (text,) = pages_text(practice_pdf())
    for each in practice_sheet().exercises:
        assert each.name in text
        assert each.outcome.split(".")[0] in text


def test_the_other_codes_are_what_their_names_say() -> None:
    kinds = [kind_of_scan(each.text) for each in practice_sheet().exercises[len(CARDS) :]]
    assert kinds == [
        ScanKind.UNKNOWN,
        ScanKind.HEALTH_CARD,
        ScanKind.DOSSIER_CODE,
        ScanKind.POSTAL_NUMBER,
        ScanKind.PROCEDURE,
        ScanKind.NUMBER,
    ]
    assert read_postal_number(practice_sheet().exercises[-3].text)
    for each in practice_sheet().exercises[len(CARDS) :]:
        with pytest.raises(Refusal):
            read_citizen_card(each.text)


def test_the_same_sheet_is_the_same_file() -> None:
    assert practice_pdf() == practice_pdf()


def test_the_command_leaves_the_sheet_where_it_was_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tap" / "to.pdf"
    assert main(["practice", "--out", str(out)]) == 0
    assert out.read_bytes() == practice_pdf()
    assert "10 mã" in capsys.readouterr().out
