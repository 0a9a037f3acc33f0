"""Who stands at the counter: identity, name, birth, address, telephone; checked while typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.draft import Draft
from app.ui.widgets.fields import FieldGrid, Fields, choice, line
from app.ui.widgets.layouts import Card
from app.ui.widgets.section import Section
from app.ui.widgets.whole_words import is_cut

if TYPE_CHECKING:
    from app.domain.cautions import Caution
    from app.domain.citizen_card import CitizenCard

# Options by value: the classes of these words are slow to load, and a test holds both together.
CITIZEN_NUMBER, OLD_ID, PASSPORT, NO_IDENTITY = "citizen_number", "old_id", "passport", "none"
IDENTITIES = (
    (CITIZEN_NUMBER, "Căn cước"),
    (OLD_ID, "CMND cũ"),
    (PASSPORT, "Hộ chiếu"),
    (NO_IDENTITY, "Không có"),
)
_GENDERS = (("", "Giới tính"), ("Nam", "Nam"), ("Nữ", "Nữ"))
SUBJECTS = (
    ("", "Không có"),
    ("worker", "Người lao động"),
    ("deceased", "Người đã mất"),
    ("martyr", "Liệt sĩ"),
    ("child", "Trẻ em"),
    ("other", "Người khác"),
)
Check = Callable[[str], "tuple[Caution, ...]"]
_SHORTEST_NUMBER = 10
_CARD_MARK = "|"
"""Stands between the facts on a card, and in no number."""

_WHOLE_WORDS = ("full_name", "address")
"""What is printed as it stands and must be read to its end."""

_WHOLE_NUMBER = {CITIZEN_NUMBER: 12, OLD_ID: 9, PASSPORT: 8}


class ApplicantPanel(Card):
    """Người nộp, and folded away whom they stand for."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__("Người nộp hồ sơ")
        number = line("Quét thẻ, gõ số")
        self.fields = _applicant_fields(number)
        self._others = Section(
            "Chủ hồ sơ, tổ chức",
            "Ctrl+O",
            partial(_other_fields, self.fields),
            self.fields["address"],
        )
        # The key is written on it; Tab leads from field to field.
        self._others.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.put_in_head(self._others.button)
        self.put(self.fields, self._others, None)
        self.fields.edited.connect(self._check)
        self._others.edited.connect(self._check_others)
        number.editingFinished.connect(self._number_left)
        self._show_lines_of_kind()

    def draft(self) -> Draft:
        """Every text by key."""
        return {**self.fields.values(), **self._others.values()}

    def load(self, draft: Draft) -> None:
        """Fill from a draft; sends nothing."""
        self.fields.load(draft)
        self._others.load(draft, is_open=any(draft.get(key) for key in _OTHER_KEYS))
        self._show_lines_of_kind()
        for key in _WHOLE_WORDS:
            self._show_whole(key)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In another width more or less of a name is seen."""
        super().resizeEvent(event)
        for key in _WHOLE_WORDS:
            # What is wrong with a field stays said.
            if not self.fields[key].property("wrong"):
                self._show_whole(key)

    def _show_whole(self, key: str) -> None:
        field = self.fields[key]
        cut = isinstance(field, QLineEdit) and is_cut(field)
        self.fields.complain(key, self.fields.text(key) if cut else "", "small")

    def take_card(self, card: CitizenCard) -> None:
        """Put what a scanned card says into the fields; what else was typed stays."""
        from app.ui.reception_texts import card_texts

        for key, text in card_texts(card).items():
            self.fields.put(key, text)
        if card.born_on is None:
            only_year = f"Thẻ chỉ ghi năm sinh {card.born_year}: để trống cũng lưu được."
            self.fields.complain("born_on", only_year, "warn")
        self._check_number_whole()

    def first_empty(self) -> QWidget | None:
        """What of number and name is still open, or nothing."""
        for key in ("identity_number", "full_name"):
            field = self.fields[key]
            if field.isEnabledTo(self) and not self.fields.text(key):
                return field
        return None

    def fields_of(self, key: str) -> Fields | None:
        """The grid that holds a field, opened so that it can be seen."""
        if key in self.fields:
            return self.fields
        if key in _OTHER_KEYS:
            self._others.set_open(is_open=True)
            return self._others.fields
        return None

    def _kind(self) -> str:
        return self.fields.text("identity_kind") or CITIZEN_NUMBER

    @Slot(str)
    def _check(self, key: str) -> None:
        if key == "identity_kind":
            self._show_lines_of_kind()
        if key in ("identity_kind", "identity_number", "born_on", "gender", "country"):
            self._check_number(complete=key != "identity_number")
        if key == "phone":
            from app.domain import contact_numbers

            self._complain("phone", contact_numbers.check_phone, self.fields)
        if key == "born_on":
            self._check_birth()
        if key in ("country", "no_identity_reason"):
            self.fields.complain(key, "")
        if key in _WHOLE_WORDS:
            self._show_whole(key)
        self.edited.emit()

    @Slot(str)
    def _check_others(self, key: str) -> None:
        if key == "tax_code":
            from app.domain import contact_numbers

            self._complain("tax_code", contact_numbers.check_tax_code, self._others.fields)
        else:
            self._others.fields.complain(key, "")
        self.edited.emit()

    @Slot()
    def _number_left(self) -> None:
        """A card whose letters came no faster than typing stands in the field as a whole."""
        typed = self.fields.text("identity_number")
        if _CARD_MARK in typed:
            from app.domain.citizen_card import read_citizen_card

            with suppress(Refusal):
                self.take_card(read_citizen_card(typed))
        self._check_number_whole()

    def _check_number_whole(self) -> None:
        self._check_number(complete=True)

    def _check_number(self, *, complete: bool) -> None:
        """While digits are still coming nothing is said; a whole number is checked at once."""
        kind, typed = self._kind(), self.fields.text("identity_number")
        whole = len(typed.replace(" ", "")) >= _WHOLE_NUMBER.get(kind, 0)
        if not typed or kind == NO_IDENTITY or not (complete or whole):
            self.fields.complain("identity_number", "")
            return
        self._say("identity_number", self._doubts(kind, typed))

    def _doubts(self, kind: str, typed: str) -> tuple[str, str]:
        from app.domain.citizen_number import check_old_id_number, check_passport_number

        try:
            if kind == CITIZEN_NUMBER:
                return self._doubts_of_citizen_number(typed)
            if kind == OLD_ID:
                return _words(check_old_id_number(typed)), "warn"
            return _words(check_passport_number(typed, self.fields.text("country"))), "warn"
        except Refusal as refusal:
            return refusal_sentence(refusal), "error"

    def _doubts_of_citizen_number(self, typed: str) -> tuple[str, str]:
        from app.domain.citizen_number import check_citizen_number, citizen_number_parts
        from app.ui.reception_draft import read_day

        try:
            born_on = read_day(self.fields.text("born_on"))
        except ValueError:
            born_on = None
        cautions = check_citizen_number(typed, born_on, self.fields.text("gender") or None)
        if cautions:
            return _words(cautions), "warn"
        parts = citizen_number_parts(typed)
        return f"{parts.gender} · sinh năm {parts.born_year} · {parts.province}", "good"

    def _check_birth(self) -> None:
        from app.ui.reception_draft import read_day

        typed = self.fields.text("born_on")
        try:
            read_day(typed)
        except ValueError:
            if len(typed) >= len("01011990"):
                self.fields.complain("born_on", "Hãy ghi ngày sinh dạng 05/02/1990.")
            return
        self.fields.complain("born_on", "")

    def _complain(self, key: str, check: Check, fields: Fields) -> None:
        """Doubt a number once it is long enough to be one."""
        typed = fields.text(key)
        if len(typed) < _SHORTEST_NUMBER:
            fields.complain(key, "")
            return
        try:
            fields.complain(key, _words(check(typed)), "warn")
        except Refusal as refusal:
            fields.complain(key, refusal_sentence(refusal))

    def _say(self, key: str, said: tuple[str, str]) -> None:
        self.fields.complain(key, *said)

    def _show_lines_of_kind(self) -> None:
        kind = self._kind()
        # Greyed and not hidden: the kind beside it keeps its place and the line its label.
        self.fields["identity_number"].setEnabled(kind != NO_IDENTITY)
        self.fields.show_line("country", shown=kind == PASSPORT)
        self.fields.show_line("no_identity_reason", shown=kind == NO_IDENTITY)


def _words(cautions: Iterable[Caution]) -> str:
    from app.domain.caution_words import caution_sentence

    return " ".join(caution_sentence(each) for each in cautions)


def _applicant_fields(number: QLineEdit) -> FieldGrid:
    grid = FieldGrid()
    born_on, gender = line("05/02/1990"), choice(_GENDERS)
    kind = choice(IDENTITIES)
    grid.add_pair(
        ("identity_number", "&Số giấy tờ *", number), ("identity_kind", "Loại giấy tờ", kind)
    )
    grid.add("country", "Nước cấp *", line("Ví dụ: Lào"))
    grid.add("no_identity_reason", "Lý do *", line("Vì sao không có giấy tờ"))
    grid.add("full_name", "&Họ và tên *", line())
    grid.add_pair(("born_on", "Ngày s&inh", born_on), ("gender", "Giới tính", gender))
    grid.add("phone", "Điện th&oại", line("Có thể để trống"))
    grid.add("address", "Đị&a chỉ", line())
    return grid


def _other_fields(above: FieldGrid) -> Fields:
    grid = FieldGrid()
    grid.line_up(above)
    for key, (words, placeholder) in _OTHERS.items():
        field = choice(SUBJECTS) if key == "subject_kind" else line(placeholder)
        grid.add(key, words, field)
    return grid


_OTHERS = {
    "owner_name": ("Chủ hồ sơ", "Khi khác người nộp"),
    "owner_number": ("Căn cước", "Của chủ hồ sơ"),
    "owner_no_identity_reason": ("Lý do", "Vì sao không có số"),
    "owner_address": ("Địa chỉ", "Của chủ hồ sơ"),
    "authority": ("Đại diện", "Giấy ủy quyền số…, quan hệ…"),
    "organisation_name": ("Tổ chức", "Tên doanh nghiệp, cơ quan"),
    "tax_code": ("Mã số thuế", ""),
    "organisation_address": ("Trụ sở", ""),
    "subject_kind": ("Nói đến", ""),
    "subject_name": ("Họ và tên", "Của người được nói đến"),
    "subject_number": ("Căn cước", "Của người được nói đến"),
    "subject_born_on": ("Ngày sinh", "05/02/1990"),
    "contact_name": ("Liên hệ", "Người nghe máy thay"),
    "contact_phone": ("Điện thoại", "Của người liên hệ"),
}
_OTHER_KEYS = tuple(_OTHERS)
