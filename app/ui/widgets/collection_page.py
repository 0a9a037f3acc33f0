"""A dossier whose result is collected: what lies here, who may take it, what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.form_words import capital
from app.domain.history_ends import COLLECTOR_WORDS
from app.domain.moments import local
from app.domain.money_words import money_text
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.deed_fields import DeedFields
from app.ui.widgets.flow import Flow, foot
from app.ui.widgets.layouts import Card, column, key_button, label, row, scrolling, turn
from app.ui.widgets.text_grid import Line, TextColumn, TextGrid

if TYPE_CHECKING:
    from app.domain.citizen_card import CitizenCard
    from app.domain.dossier_parts import ResultState
    from app.services.returning import Claimant, Collection

_FACTS = (TextColumn("muted", least="fact_name"), TextColumn(share=1))


class CollectionPage(QWidget):
    """Left what lies here and for whom, right who takes it; F9 gives it out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.shown: Collection | None = None
        self.fields: DeedFields | None = None
        self.money: DeedFields | None = None
        self.what = Card("Kết quả đang chờ")
        self.facts = TextGrid(_FACTS, "Kết quả đang chờ")
        self.who_may = TextGrid(_FACTS, "Ai được nhận")
        self._rule = label("", "muted", wraps=True)
        self.what.put(self.facts, label("Ai được nhận", "heading"), self.who_may, self._rule, None)
        self.who = Card("Người nhận")
        self.owed = Card("Thu ngay khi trả")
        self.give = key_button("Trả kết quả", "F9", "main")
        self.refuse = key_button("Công dân không nhận…", "Ctrl+U")
        self.open_page = key_button("Trang hồ sơ", "Ctrl+O")
        self.back = key_button("Thôi", "Esc")
        self._lay_out()

    def show_collection(self, found: Collection) -> None:
        """Show a dossier with fresh fields."""
        self.shown = found
        dossier = found.dossier
        self.what.name(f"Kết quả của {dossier.code}")
        self.facts.show_lines(_facts(found))
        self.who_may.show_lines([_claimant(each) for each in found.claimants])
        self._rule.setText(found.rule)
        self.fields = self._renew(self.who, self.fields, DeedFields(found.sheet, self._theme))
        self.owed.setVisible(found.money is not None)
        money = None if found.money is None else DeedFields(found.money, self._theme)
        if money is not None:
            self.owed.say_aside(f"còn {money_text(dossier.money.outstanding)}", "warn")
        self.money = self._renew(self.owed, self.money, money)

    def take_card(self, card: CitizenCard) -> str:
        """Fill who collects from a card; what has to be minded, or nothing."""
        if self.fields is None or self.shown is None:
            return ""
        known = _of(card, self.shown.claimants)
        told = {
            "collector": known.kind.value if known else "authorised",
            "full_name": card.full_name,
            "identity_number": card.citizen_number,
            "proofs.card": "1",
        }
        self.fields.put(told)
        if known is not None:
            return ""
        self.fields.put_keyboard("authority")
        return (
            f"{card.full_name} không phải chủ hồ sơ, người nộp hay người đã được ủy quyền. "
            "Hãy ghi giấy ủy quyền, hoặc chọn tư cách khác."
        )

    def take_slip(self) -> None:
        """The citizen showed the slip."""
        if self.fields is not None:
            self.fields.put({"proofs.slip": "1"})

    def take_keyboard(self) -> None:
        """Begin at who collects."""
        if self.fields is not None:
            self.fields.put_keyboard("collector")

    def _renew(
        self, card: Card, old: DeedFields | None, new: DeedFields | None
    ) -> DeedFields | None:
        if old is not None:
            old.setParent(None)
            old.deleteLater()
        if new is not None:
            card.put(new)
        return new

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What lies here stands above who takes it where it is narrow."""
        super().resizeEvent(event)
        turn(self._sides, narrow=event.size().width() < length("middle_form"))

    def _lay_out(self) -> None:
        sides = self._sides = row(gap="cell")
        sides.addWidget(self.what)
        sides.addLayout(column(self.who, self.owed, None, gap="cell"))
        sides.setStretch(0, 4)
        sides.setStretch(1, 6)
        inside = QWidget()
        inside.setLayout(sides)
        acts = foot(self.give, Flow(self.back, self.open_page, None, self.refuse))
        whole = column(scrolling(inside), acts, gap="cell")
        whole.setStretch(0, 1)
        self.setLayout(whole)


class GivenPage(QWidget):
    """What was given out, and how the citizen found it: one tap, by key or by mouse."""

    def __init__(self, buttons: tuple[QPushButton, ...]) -> None:
        super().__init__()
        self.told = label("", "received", wraps=True)
        self.detail = label("", "muted", wraps=True)
        self.paper = key_button("In biên nhận", "Ctrl+P")
        self.next = key_button("Người tiếp theo", "Esc", "main")
        self.asked = label("Mời công dân đánh giá, một lần chạm, không ghi tên:", "heading")
        self.thanks = label("", "good")
        self.ratings = buttons
        card = Card("Đã trả kết quả", headed=False)
        card.put(self.told, self.detail, self.asked, Flow(*buttons), self.thanks)
        card.put(None)
        acts = row(self.paper, None, self.next, gap="near")
        whole = column(scrolling(card), acts, gap="cell")
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_given(self, told: str, detail: str) -> None:
        """A result was given out just now."""
        self.told.setText(told)
        self.detail.setText(detail)
        self.thanks.setText("")
        for each in self.ratings:
            each.setEnabled(True)

    def thank(self) -> None:
        """The citizen has rated: once is enough."""
        self.thanks.setText("Đã nhận đánh giá. Cảm ơn.")
        for each in self.ratings:
            each.setEnabled(False)


def _facts(found: Collection) -> list[Line]:
    dossier = found.dossier
    private = dossier.private
    lines = [
        Line(("Người nộp", private.applicant.full_name if private else "(đã xóa)")),
        Line(("Thủ tục", dossier.procedure.name)),
    ]
    lines += [Line(("Kết quả", _result(each))) for each in found.results]
    if dossier.results_remaining:
        lines.append(Line(("Còn nữa", f"{dossier.results_remaining} kết quả chưa đến"), "lacking"))
    lost = "báo mất, hãy nhận bản cam kết" if dossier.lost_slips else "đã in"
    slip = lost if dossier.slip_copies or dossier.lost_slips else "chưa in giấy nào"
    lines.append(Line(("Giấy hẹn", slip)))
    return lines


def _result(result: ResultState) -> str:
    parts = [result.name]
    if result.number:
        parts.append(f"số {result.number}")
    parts.append(f"ngăn {result.shelf}" if result.shelf else "không ghi ngăn")
    parts.append(f"từ {local(result.received_at):%d/%m/%Y}")
    return " · ".join(parts)


def _claimant(who: Claimant) -> Line:
    number = f" · {who.number}" if who.number else ""
    return Line((capital(COLLECTOR_WORDS[who.kind]), f"{who.full_name}{number}"))


def _of(card: CitizenCard, claimants: tuple[Claimant, ...]) -> Claimant | None:
    """Whose card it is, by the number alone: names are shared."""
    numbers = {card.citizen_number, card.old_id_number} - {None}
    return next((each for each in claimants if each.number in numbers), None)
