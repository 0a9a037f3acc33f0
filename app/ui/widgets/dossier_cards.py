"""The cards of a dossier's page: promise, course, papers, persons, results, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from app.ui import dossier_life_words as life
from app.ui import dossier_words as words
from app.ui.widgets.layouts import Card, column, label, mark, row
from app.ui.widgets.stations import StationLine
from app.ui.widgets.text_grid import TextColumn, TextGrid

if TYPE_CHECKING:
    from app.services.dossier_view import DossierView

_FACTS = (TextColumn("muted", least="fact_name"), TextColumn(share=1))
_PAPERS = (TextColumn(share=1), TextColumn("muted"))
_RESULTS = (TextColumn(share=2), TextColumn("muted", share=3))
_EVENTS = (TextColumn("small", least="event_time"), TextColumn(share=1), TextColumn("small"))


class PromiseCard(Card):
    """Ngày hẹn trả, và còn bao lâu theo giờ làm việc."""

    def __init__(self) -> None:
        super().__init__("Ngày hẹn trả kết quả")
        self.date = label("", "display")
        self.date.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.date.setAccessibleName("Ngày hẹn trả kết quả")
        self.reason = label("", "muted", wraps=True)
        self.left = chip()
        self.facts = TextGrid(_FACTS, "Tiếp nhận")
        head = column(self.date, self.reason, gap="hair")
        self.put(head, row(self.left, None), self.facts, None)

    def show_page(self, page: DossierView) -> None:
        """Show it for a dossier."""
        date, reason = words.due_words(page)
        self.date.setText(date)
        mark(self.date, "tone", "display" if words.is_awaited(page) else "waiting")
        self.date.setAccessibleDescription(f"{date}. {reason}")
        self.reason.setText(reason)
        left, tone = words.left_words(page.left, page.late)
        say_chip(self.left, left, tone)
        self.facts.show_lines(words.reception_lines(page))


class CourseCard(Card):
    """Quá trình giải quyết: đang ở đâu, bước nào."""

    def __init__(self) -> None:
        super().__init__("Quá trình giải quyết")
        self.place = TextGrid(_FACTS, "Đang ở đâu")
        self.stations = StationLine()
        self.events = TextGrid(_FACTS, "Bổ sung, hẹn lại")
        self.put(self.place, self.stations, self.events, None)

    def show_page(self, page: DossierView) -> None:
        """Show it for a dossier."""
        self.place.show_lines(life.place_lines(page))
        self.stations.show_stages(page.stations)
        events = life.event_lines(page)
        self.events.show_lines(events)
        self.events.setVisible(bool(events))


class PersonCard(Card):
    """Người nộp và những người liên quan."""

    def __init__(self) -> None:
        super().__init__("Người nộp và liên quan")
        self.facts = TextGrid(_FACTS, "Người nộp và liên quan")
        self.put(self.facts, None)

    def show_page(self, page: DossierView) -> None:
        """Show it for a dossier."""
        self.facts.show_lines(words.person_lines(page.dossier))


class PaperCard(Card):
    """Giấy tờ đã nhận, phí và lệ phí, tệp đính kèm."""

    def __init__(self) -> None:
        super().__init__("Thành phần hồ sơ")
        self.papers = TextGrid(_PAPERS, "Thành phần hồ sơ")
        self.files = TextGrid(_PAPERS, "Bản điện tử")
        self.money = TextGrid(_FACTS, "Phí, lệ phí")
        self._files_name = label("Bản điện tử", "heading")
        self.put(self.papers, self._files_name, self.files, _rule())
        self.put(label("Phí, lệ phí", "heading"), self.money, None)

    def show_page(self, page: DossierView) -> None:
        """Show it for a dossier."""
        papers, files = words.paper_lines(page), life.attachment_lines(page)
        lacking = sum(each.tone == words.LACKING for each in papers)
        self.say_aside(f"thiếu {lacking}" if lacking else f"{len(papers)} giấy tờ")
        self.papers.show_lines(papers)
        self.files.show_lines(files)
        for each in (self._files_name, self.files):
            each.setVisible(bool(files))
        self.money.show_lines(life.money_lines(page.dossier.money))


class ResultCard(Card):
    """Kết quả: ở ngăn nào, đã báo chưa, đã trả chưa."""

    def __init__(self) -> None:
        super().__init__("Kết quả")
        self.results = TextGrid(_RESULTS, "Kết quả")
        self.put(self.results, None)

    def show_page(self, page: DossierView) -> None:
        """Show it for a dossier."""
        self.results.show_lines(life.result_lines(page))


class HistoryCard(Card):
    """Diễn biến: ai làm gì, lúc nào, ở quầy nào; mới nhất đứng trên."""

    def __init__(self) -> None:
        super().__init__("Diễn biến")
        self.events = TextGrid(_EVENTS, "Diễn biến")
        self.put(self.events, None)

    def show_page(self, page: DossierView) -> None:
        """Show it for a dossier."""
        self.say_aside(f"{len(page.history)} việc, mới nhất đứng trên")
        self.events.show_lines(words.history_lines(page))


def chip() -> QLabel:
    """A small coloured word; hidden while empty."""
    made = label("")
    made.setObjectName("chip")
    made.hide()
    return made


def say_chip(chip: QLabel, text: str, tone: str) -> None:
    """Write a chip: tones are good, warn, bad, info and quiet."""
    chip.setText(text)
    mark(chip, "kind", tone)
    chip.setVisible(bool(text))


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    return rule
