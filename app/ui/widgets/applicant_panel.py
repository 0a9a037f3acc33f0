"""Who stands at the counter: identity, name, birth, address, telephone; checked while typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.caution_words import caution_sentence
from app.domain.cautions import Caution
from app.domain.citizen_card import CitizenCard
from app.domain.citizen_number import (
    check_citizen_number,
    check_old_id_number,
    check_passport_number,
    citizen_number_parts,
)
from app.domain.contact_numbers import check_phone, check_tax_code
from app.domain.errors import Refusal
from app.domain.reception import IdentityKind, SubjectKind
from app.domain.words import refusal_sentence
from app.ui.reception_draft import Draft, card_texts, read_day
from app.ui.widgets.fields import FieldGrid, Fields, choice, line
from app.ui.widgets.layouts import Card, row
from app.ui.widgets.section import Section

_IDENTITIES = (
    (IdentityKind.CITIZEN_NUMBER.value, "Căn cước"),
    (IdentityKind.OLD_ID.value, "CMND cũ"),
    (IdentityKind.PASSPORT.value, "Hộ chiếu"),
    (IdentityKind.NONE.value, "Không có"),
)
_GENDERS = (("", "Giới tính"), ("Nam", "Nam"), ("Nữ", "Nữ"))
_SUBJECTS = (
    ("", "Không có"),
    (SubjectKind.WORKER.value, "Người lao động"),
    (SubjectKind.DECEASED.value, "Người đã mất"),
    (SubjectKind.MARTYR.value, "Liệt sĩ"),
    (SubjectKind.CHILD.value, "Trẻ em"),
    (SubjectKind.OTHER.value, "Người khác"),
)
_WHOLE_NUMBER = {IdentityKind.CITIZEN_NUMBER: 12, IdentityKind.OLD_ID: 9, IdentityKind.PASSPORT: 8}


class ApplicantPanel(Card):
    """Người nộp, and folded away whom they stand for."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__("Người nộp hồ sơ")
        number = line("Quét thẻ hoặc gõ 12 số")
        self.fields = _applicant_fields(number)
        self.others = _other_fields()
        self._section = Section("Chủ hồ sơ, tổ chức", "Ctrl+O", self.others)
        self.put(self.fields, row(self._section.button, None), self.others, None)
        self.say_aside("quét thẻ ở bất cứ ô nào")
        self.fields.edited.connect(self._check)
        self.others.edited.connect(self._check_others)
        number.editingFinished.connect(self._check_number_whole)
        self._show_lines_of_kind()

    def draft(self) -> Draft:
        """Every text by key."""
        return {**self.fields.values(), **self.others.values()}

    def load(self, draft: Draft) -> None:
        """Fill from a draft; sends nothing."""
        self.fields.load(draft)
        self.others.load(draft)
        self._section.set_open(is_open=any(self.others.values().values()))
        self._show_lines_of_kind()

    def take_card(self, card: CitizenCard) -> None:
        """Put what a scanned card says into the fields; what else was typed stays."""
        for key, text in card_texts(card).items():
            self.fields.put(key, text)
        self._check_number_whole()

    def first_empty(self) -> QWidget | None:
        """What of number and name is still open, or nothing."""
        for key in ("identity_number", "full_name"):
            field = self.fields[key]
            if field.isVisibleTo(self) and not self.fields.text(key):
                return field
        return None

    def grid_of(self, key: str) -> Fields | None:
        """The grid that holds a field, opened so that it can be seen."""
        if key in self.fields:
            return self.fields
        if key in self.others:
            self._section.set_open(is_open=True)
            return self.others
        return None

    def _kind(self) -> IdentityKind:
        return IdentityKind(self.fields.text("identity_kind") or IdentityKind.CITIZEN_NUMBER)

    @Slot(str)
    def _check(self, key: str) -> None:
        if key == "identity_kind":
            self._show_lines_of_kind()
        if key in ("identity_kind", "identity_number", "born_on", "gender", "country"):
            self._check_number(complete=key != "identity_number")
        if key == "phone":
            self._complain("phone", check_phone, when_at_least=10)
        if key == "born_on":
            self._check_birth()
        if key in ("full_name", "address", "country", "no_identity_reason"):
            self.fields.complain(key, "")
        self.edited.emit()

    @Slot(str)
    def _check_others(self, key: str) -> None:
        if key == "tax_code":
            self._complain("tax_code", check_tax_code, when_at_least=10, grid=self.others)
        else:
            self.others.complain(key, "")
        self.edited.emit()

    @Slot()
    def _check_number_whole(self) -> None:
        self._check_number(complete=True)

    def _check_number(self, *, complete: bool) -> None:
        """While digits are still coming nothing is said; a whole number is checked at once."""
        kind, typed = self._kind(), self.fields.text("identity_number")
        whole = len(typed.replace(" ", "")) >= _WHOLE_NUMBER.get(kind, 0)
        if not typed or kind is IdentityKind.NONE or not (complete or whole):
            self.fields.complain("identity_number", "")
            return
        self._say("identity_number", self._doubts(kind, typed))

    def _doubts(self, kind: IdentityKind, typed: str) -> tuple[str, str]:
        try:
            if kind is IdentityKind.CITIZEN_NUMBER:
                return self._doubts_of_citizen_number(typed)
            if kind is IdentityKind.OLD_ID:
                return _words(check_old_id_number(typed)), "warn"
            return _words(check_passport_number(typed, self.fields.text("country"))), "warn"
        except Refusal as refusal:
            return refusal_sentence(refusal), "error"

    def _doubts_of_citizen_number(self, typed: str) -> tuple[str, str]:
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
        typed = self.fields.text("born_on")
        try:
            read_day(typed)
        except ValueError:
            if len(typed) >= len("01011990"):
                self.fields.complain("born_on", "Hãy ghi ngày sinh dạng 05/02/1990.")
            return
        self.fields.complain("born_on", "")

    def _complain(
        self,
        key: str,
        check: Callable[[str], tuple[Caution, ...]],
        *,
        when_at_least: int,
        grid: Fields | None = None,
    ) -> None:
        fields = grid or self.fields
        typed = fields.text(key)
        if len(typed) < when_at_least:
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
        self.fields.show_line("identity_number", shown=kind is not IdentityKind.NONE)
        self.fields.show_line("country", shown=kind is IdentityKind.PASSPORT)
        self.fields.show_line("no_identity_reason", shown=kind is IdentityKind.NONE)


def _words(cautions: Iterable[Caution]) -> str:
    return " ".join(caution_sentence(each) for each in cautions)


def _applicant_fields(number: QLineEdit) -> FieldGrid:
    grid = FieldGrid()
    born_on, gender = line("05/02/1990"), choice(_GENDERS)
    kind = choice(_IDENTITIES)
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


def _other_fields() -> FieldGrid:
    grid = FieldGrid()
    lines: tuple[tuple[str, str, Any], ...] = (
        ("owner_name", "Chủ hồ sơ", line("Khi khác người nộp")),
        ("owner_number", "Số căn cước", line("Của chủ hồ sơ")),
        ("owner_no_identity_reason", "Nếu không có", line("Vì sao không có số")),
        ("owner_address", "Địa chỉ", line("Của chủ hồ sơ")),
        ("authority", "Đại diện theo", line("Giấy ủy quyền số…, quan hệ…")),
        ("organisation_name", "Tổ chức", line("Tên doanh nghiệp, cơ quan")),
        ("tax_code", "Mã số thuế", line()),
        ("organisation_address", "Trụ sở", line()),
        ("subject_kind", "Nói đến", choice(_SUBJECTS)),
        ("subject_name", "Họ và tên", line("Của người được nói đến")),
        ("subject_number", "Số căn cước", line("Của người được nói đến")),
        ("subject_born_on", "Ngày sinh", line("05/02/1990")),
        ("contact_name", "Liên hệ", line("Người nghe máy thay")),
        ("contact_phone", "Điện thoại", line("Của người liên hệ")),
    )
    for key, words, field in lines:
        grid.add(key, words, field)
    return grid
