from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
import samples
from reading import codes, images, letter_boxes, one_bit, pages_text, whole_text
from test_fonts import vietnamese_letters

from app.domain.slip_code import read_slip_code
from app.printing import trial
from app.printing.slips import pad
from app.printing.style import FORMATS, Paper
from app.printing.trial import BAR_TEXT, QR_TEXT

TRIED = [paper for paper in Paper if not paper.is_envelope]


@pytest.mark.parametrize(("paper", "pages"), [(Paper.A4X2, 2), (Paper.A5, 4)])
def test_each_slip_of_a_pad_has_both_copies_under_one_code(paper: Paper, pages: int) -> None:
    pdf = pad.draw([samples.BLANK, samples.OTHER_BLANK], paper=paper)
    texts = pages_text(pdf)
    assert len(texts) == pages
    for slip in (samples.BLANK, samples.OTHER_BLANK):
        said = " ".join(text for text in texts if slip.heading.code in text)
        assert said.count("Liên 1: Lưu") == said.count("Liên 2: Giao người nộp") == 1


def test_a_blank_slip_is_dated_by_hand_and_says_what_its_code_means() -> None:
    text = whole_text(pad.draw([samples.BLANK], paper=Paper.A5))
    assert "An Khánh, ngày …… tháng …… năm" in text
    assert "phiếu dự phòng, viết tay" in text
    assert "không phải ngày nhận" in text
    assert "21 tháng 11" not in text


@pytest.mark.parametrize("resolution", [203, 300, 600])
def test_both_codes_of_a_blank_slip_read(resolution: int) -> None:
    pdf = pad.draw([samples.BLANK], paper=Paper.A5, dots_per_inch=resolution)
    (page, _) = images(pdf, dots_per_inch=resolution)
    bar, square = codes(one_bit(page))
    assert bar == samples.BLANK.heading.code
    found = read_slip_code(square)
    assert found is not None
    assert found.dossier_uid == samples.SLIP_CODE.dossier_uid


@pytest.mark.parametrize("paper", [Paper.A5, Paper.A4X2])
def test_a_blank_slip_with_long_notes_stays_on_its_sheet(paper: Paper) -> None:
    heading = samples.LONGEST.heading
    pdf = pad.draw([replace(samples.BLANK, heading=heading, training=True)], paper=paper)
    assert len(pages_text(pdf)) == 2 // FORMATS[paper].copies
    form = FORMATS[paper]
    assert all(
        0 < left < right < form.width for page in letter_boxes(pdf) for left, _, right, _ in page
    )


@pytest.mark.parametrize("paper", TRIED)
def test_the_trial_page_shows_every_letter_of_vietnamese(paper: Paper) -> None:
    pdf = trial.draw(samples.TRIAL, paper=paper, dots_per_inch=paper.usual_resolution)
    text = unicodedata.normalize("NFC", whole_text(pdf))
    assert vietnamese_letters() - set(text) == set()
    assert len(pages_text(pdf)) == 1


@pytest.mark.parametrize("paper", TRIED)
@pytest.mark.parametrize("resolution", [203, 300])
def test_both_codes_of_the_trial_page_read(paper: Paper, resolution: int) -> None:
    pdf = trial.draw(samples.TRIAL, paper=paper, dots_per_inch=resolution)
    (page,) = images(pdf, dots_per_inch=resolution)
    assert set(codes(one_bit(page))) == {BAR_TEXT, QR_TEXT}


@pytest.mark.parametrize("paper", [Paper.A5, Paper.ROLL_80])
def test_the_ruler_is_six_centimetres_of_the_paper(paper: Paper) -> None:
    (page,) = images(trial.draw(samples.TRIAL, paper=paper, dots_per_inch=203), dots_per_inch=203)
    dark = page.point(lambda grey: 255 if grey < 128 else 0)
    spans = []
    for row in range(page.height):
        box = dark.crop((0, row, page.width, row + 1))
        found = box.getbbox()
        if found and box.histogram()[255] == found[2] - found[0]:
            spans.append(found[2] - found[0])
    assert max(spans) == pytest.approx(6 / 2.54 * 203, abs=2)
