"""Every code of the practice sheet, read from its paper and scanned: what is printed happens."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
import zxingcpp
from keys import press, scan
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stage import CONTROL, SHIFT, Stage

from app.devices.sound import Sound
from app.domain.scan_trial import TRIAL_CODE
from app.papers.practice import CARDS, practice_pdf, practice_sheet
from app.ui.screens.post import PostScreen

pytestmark = pytest.mark.usefixtures("open_stage")


def codes(pdf: bytes) -> list[str]:
    """What a reader sees on the first page, printed at 300 dots per inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        paper = document[0].render(scale=300 / 72, grayscale=True).to_pil()
    return [each.text for each in zxingcpp.read_barcodes(paper)]


def test_what_stands_beside_each_code_happens(stage: Stage) -> None:
    sheet = {each.text: each for each in practice_sheet().exercises}
    assert sorted(codes(practice_pdf())) == sorted(sheet)
    sounds: list[Sound] = []
    stage.session.scans._play = sounds.append  # type: ignore[method-assign]
    receive, banner = stage.session.receive, stage.window.messages.banner
    fields = receive.panels.applicant.fields

    scan(CARDS["Trần Thị Mẫu"])
    assert fields.text("full_name") == "Trần Thị Mẫu"
    with stage.bot.waitSignal(receive.keeper.changed):
        scan(CARDS["Nguyễn Văn Thử"])
    assert fields.text("full_name") == "Nguyễn Văn Thử"
    assert "Đã gác phiếu đang gõ của Trần Thị Mẫu" in banner.sentence
    press(Qt.Key.Key_N, CONTROL | SHIFT)
    stage.bot.waitUntil(lambda: fields.text("full_name") == "Trần Thị Mẫu")
    for name in ("Lê Thị Bé Ví Dụ", "Phạm Đình Tập"):
        scan(CARDS[name])
        assert fields.text("full_name") == name
    assert fields.text("born_on") == ""
    assert "chỉ ghi năm sinh 1945" in fields["born_on"].accessibleDescription()

    kept, spoken = receive.draft(), set(CARDS.values())
    for text, words in (
        ("HT2340123456789", "Đây là mã trên thẻ bảo hiểm y tế"),
        ("H99.99-260105-0001", "do nơi khác cấp"),
        ("8934563138165", "Chỉ đọc được dãy số"),
    ):
        whole = next(each for each in sheet if each.startswith(text))
        assert words in sheet[whole].outcome
        spoken.add(whole)
        sounds.clear()
        focused = QApplication.focusWidget()
        scan(whole)
        stage.bot.waitUntil(lambda: sounds == [Sound.BAD])
        assert words in banner.sentence
        assert receive.draft() == kept
        assert QApplication.focusWidget() is focused

    with stage.bot.waitSignal(receive.facts.quoted):
        scan("1.010833")
    assert receive.panels.procedure.code == "1.010833"
    sounds.clear()
    scan("EE123456785VN")
    stage.bot.waitUntil(lambda: sounds == [Sound.BAD])
    shown: Any = stage.window.screen_shown
    assert isinstance(shown, PostScreen)
    assert "Chưa có bưu gửi" in banner.sentence
    # The trial code has a dialog of its own, with tests of its own.
    assert set(sheet) - spoken == {"1.010833", "EE123456785VN", TRIAL_CODE}
