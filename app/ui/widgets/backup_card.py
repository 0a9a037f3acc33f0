"""The card of keys and copies: where they go, how old they are, and whether they would serve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.key_sheets import KeySheets
from app.ui.widgets.fields import FieldGrid, line
from app.ui.widgets.layouts import Card, Item, label, mark, row
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.custody import Custody

_CHANGE = (
    "Đổi khóa dữ liệu? Chương trình chép dữ liệu sang tệp mới dưới khóa mới rồi tự đóng. "
    "Phải in và cất ngay tờ khóa khôi phục mới; bản sao lưu cũ vẫn cần tờ cũ."
)
_SAME_DISK = "Nơi này nằm cùng ổ với dữ liệu: ổ hỏng là mất cả hai. Hãy chọn USB hoặc ổ khác."


class BackupCard(Card):
    """Sao lưu: place, last and next backup, drill, continuous copy, keys."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Sao lưu và khóa")
        self._workplace = workplace
        self._keeping = workplace.keeping
        self.fields = FieldGrid()
        self.fields.add("place", "Nơ&i sao lưu", line("Thư mục trên USB, ổ thứ hai hoặc chia sẻ"))
        self.fields.add("copy_place", "Chép &liên tục", line("Thư mục trên USB luôn cắm ở máy"))
        self._backup, self._copy, self._drill = (label("", wraps=True) for _ in range(3))
        self.back_up = _button("Sao lưu ngay", self._back_up)
        self.try_out = _button("Diễn tập khôi phục", self._try)
        self.sheets = KeySheets(workplace, self)
        self.sheets.change_refused.connect(self._stay)
        self.show_sheet = _button("In lại tờ khóa…", self.sheets.show)
        self.change_key = _button("Đổi khóa…", self._change_key)
        self.pack = _button("Gói nhật ký máy…", self._pack)
        choose, choose_copy = (
            _button("Chọn nơi sao lưu…", self._choose),
            _button("Chọn nơi chép…", self._choose_copy),
        )
        lines: tuple[Item, ...] = (self._backup, self._copy, self._drill)
        self.put(
            self.fields,
            row(choose, choose_copy, self.pack, None),
            *lines,
            row(self.back_up, self.try_out, self.show_sheet, self.change_key, None),
        )
        for key in ("place", "copy_place"):
            field = self.fields[key]
            field.editingFinished.connect(self._keep_places)  # type: ignore[union-attr]
        self._keeping.stood.connect(self.show_standing)
        self._keeping.busy_changed.connect(self._busy)
        self._keeping.made.connect(workplace.messages.tell)
        self._kept: dict[str, str] = {}
        if self._keeping.standing is not None:
            self.show_standing(self._keeping.standing)

    @Slot(object)
    def show_standing(self, custody: Custody) -> None:
        """How the copies stand."""
        from app.domain.custody_words import backup_sentence, copy_sentence, drill_sentence

        kept = custody.ledger
        values = {"place": kept.place or "", "copy_place": kept.copy_place or ""}
        if values != self._kept:
            self._kept = values
            self.fields.load(values)
        self.fields.complain("place", _SAME_DISK if custody.same_disk else "", "warn")
        _say(self._backup, backup_sentence(custody))
        _say(self._copy, copy_sentence(custody))
        _say(self._drill, drill_sentence(custody))
        self.say_aside(f"ký hiệu khóa {custody.mark}")

    @Slot()
    def _back_up(self) -> None:
        self._keeping.back_up()

    @Slot(bool)
    def _busy(self, busy: bool) -> None:
        for each in (self.back_up, self.try_out, self.change_key):
            each.setEnabled(not busy)
        self.back_up.setText("Đang sao lưu…" if busy else "Sao lưu ngay")

    @Slot()
    def _try(self) -> None:
        self.try_out.setEnabled(False)
        self.try_out.setText("Đang diễn tập…")
        self._keeping.do(lambda keeper: keeper.drill, then=self._tried, refused=self._not_tried)

    def _tried(self, sentences: tuple[str, ...]) -> None:
        self._trial_ended()
        self._workplace.messages.inform(" ".join(sentences))

    def _not_tried(self, refusal: Refusal) -> None:
        self._trial_ended()
        self._workplace.messages.refuse(refusal)

    def _trial_ended(self) -> None:
        self.try_out.setEnabled(True)
        self.try_out.setText("Diễn tập khôi phục")

    @Slot()
    def _pack(self) -> None:
        """One file for whoever helps; what is in it is said."""
        name, _ = QFileDialog.getSaveFileName(
            self.window(), "Gói nhật ký máy", "nhat-ky-may.zip", "ZIP (*.zip)"
        )
        if name:
            self._keeping.do(
                lambda keeper: keeper.pack_logs,
                Path(name),
                then=self._packed,
                refused=self._workplace.messages.refuse,
            )

    def _packed(self, sentences: tuple[str, ...]) -> None:
        self._workplace.messages.inform("\n".join(sentences))

    @Slot()
    def _choose(self) -> None:
        self._chosen("place", "Nơi sao lưu")

    @Slot()
    def _choose_copy(self) -> None:
        self._chosen("copy_place", "Nơi chép liên tục")

    def _chosen(self, key: str, words: str) -> None:
        name = QFileDialog.getExistingDirectory(self.window(), words, self.fields.text(key))
        if name:
            self.fields.put(key, name)
            self._keep_places()

    @Slot()
    def _keep_places(self) -> None:
        for key in ("place", "copy_place"):
            typed = self.fields.text(key)
            if typed != self._kept.get(key, ""):
                self._keep(key, typed)

    def _keep(self, key: str, typed: str) -> None:
        self._kept[key] = typed
        self.fields.complain(key, "")
        place = Path(typed) if typed else None

        def refused(refusal: Refusal) -> None:
            self.fields.complain(key, refusal_sentence(refusal))

        choose = (
            (lambda keeper: keeper.choose_place)
            if key == "place"
            else (lambda keeper: keeper.choose_copy_place)
        )
        self._keeping.do(choose, place, then=lambda _: None, refused=refused)

    @Slot()
    def _change_key(self) -> None:
        if self._workplace.messages.ask(_CHANGE, yes="Đổi khóa"):
            self._busy(True)  # noqa: FBT003 - as the signal would say it
            self.sheets.change()

    @Slot()
    def _stay(self) -> None:
        self._busy(False)  # noqa: FBT003 - as the signal would say it


def _button(words: str, act: object) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(words.replace("&", "").rstrip("…"))
    button.clicked.connect(act)
    return button


def _say(told: QLabel, words: tuple[str, str]) -> None:
    sentence, tone = words
    told.setText(sentence)
    mark(told, "tone", "error" if tone == "bad" else tone or "muted")
