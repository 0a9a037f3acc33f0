from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import NOW
from doubles import FakeBackground, Recorder
from pytestqt.qtbot import QtBot

from app.domain.custody import Custody, KeySheet, Ledger
from app.domain.custody_words import closing_question, foot_words
from app.domain.errors import Reason, Refusal
from app.ui.closing import Closing
from app.ui.keeping import Keeping
from app.ui.widgets.backup_card import BackupCard
from app.ui.workplace import Workplace

KEPT = Ledger(
    place="/media/usb", last_backup_at=NOW - timedelta(hours=2), last_drill_at=NOW, copied_at=NOW
)
CUSTODY = Custody(ledger=KEPT, at=NOW, mark="ABCDEF", next_at=NOW + timedelta(hours=7))


class FakeKeeper:
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self, custody: Custody) -> None:
        self.custody = custody
        self.done: list[str] = []
        self.refusal: Refusal | None = None

    def standing(self) -> Custody:
        return self.custody

    def back_up(self) -> str:
        self.done.append("back_up")
        if self.refusal is not None:
            raise self.refusal
        self.custody = replace(self.custody, due=False, asks=False)
        return "Đã sao lưu motcua.db, 1 MB."

    def catch_up(self) -> None:
        self.done.append("catch_up")

    def drill(self) -> tuple[str, ...]:
        self.done.append("drill")
        return ("Bản sao lưu dùng được.",)

    def choose_place(self, place: Path | None) -> None:
        self.done.append(f"place {place}")
        if self.refusal is not None:
            raise self.refusal

    def choose_copy_place(self, place: Path | None) -> None:
        self.done.append(f"copy {place}")

    def seconds(self) -> tuple[tuple[str, str], ...]:
        return (("uid-2", "Lê Văn Thử"),)

    def sheet(self, second: str | None = None, pin: str | None = None) -> KeySheet:
        self.done.append(f"sheet {second} {pin}")
        raise Refusal(Reason.APPROVAL_NEEDED, role="lãnh đạo")

    def confirm_sheet(self) -> None:
        self.done.append("confirm")

    def change_key(self) -> KeySheet:
        return KeySheet("AAAA-BBBB", "ABCDEF", b"", "")


class AnsweringBackground(FakeBackground):
    """Does what is asked of the lane for copies at once."""

    def copy(self, use_case: Any, *args: Any, **named: Any) -> None:
        then, refused = named.pop("then", None), named.pop("refused", None)
        try:
            value = use_case(*args, **named)
        except Refusal as refusal:
            refused(refusal)
        else:
            if then is not None:
                then(value)


def keeping_of(keeper: FakeKeeper) -> Keeping:
    keeping = Keeping()
    keeping.begin(AnsweringBackground(), keeper)  # type: ignore[arg-type]
    return keeping


@pytest.fixture
def keeper() -> FakeKeeper:
    return FakeKeeper(CUSTODY)


def test_a_backup_that_is_due_is_made_by_the_window_itself(qapp: Any, keeper: FakeKeeper) -> None:
    keeper.custody = replace(CUSTODY, due=True)
    keeping_of(keeper)
    assert keeper.done.count("back_up") == 1


def test_a_backup_that_failed_is_not_tried_again_and_again(qapp: Any, keeper: FakeKeeper) -> None:
    keeper.custody = replace(CUSTODY, due=True)
    keeper.refusal = Refusal(Reason.BACKUP_PLACE_GONE, path="/x")
    keeping = keeping_of(keeper)
    for _ in range(3):
        keeping.look()
    assert keeper.done.count("back_up") == 1
    keeper.custody = replace(keeper.custody, at=NOW + timedelta(minutes=10))
    keeping.look()
    assert keeper.done.count("back_up") == 2


def test_while_somebody_is_served_a_due_backup_waits(qapp: Any, keeper: FakeKeeper) -> None:
    keeping = keeping_of(keeper)
    deed = type("Deed", (), {"recorded_at": NOW - timedelta(minutes=3)})
    keeping._recorded((deed,))
    keeper.custody = replace(CUSTODY, due=True)
    keeping.look()
    assert "back_up" not in keeper.done
    keeper.custody = replace(CUSTODY, due=True, at=NOW + timedelta(minutes=8))
    keeping.look()
    assert "back_up" in keeper.done


def test_deeds_that_come_together_are_copied_together(qtbot: QtBot, keeper: FakeKeeper) -> None:
    background = AnsweringBackground()
    keeping = Keeping()
    keeping.begin(background, keeper)  # type: ignore[arg-type]
    before = keeper.done.count("catch_up")
    for _ in range(5):
        background.recorded.emit(())
    qtbot.waitUntil(lambda: not keeping._gathering.isActive(), timeout=5000)
    assert keeper.done.count("catch_up") == before + 1


def test_the_window_closes_at_once_when_nothing_is_asked(qtbot: QtBot, theme: Any) -> None:
    keeping = keeping_of(FakeKeeper(CUSTODY))
    window = BackupCard(_workplace(theme, keeping))
    qtbot.addWidget(window)
    assert Closing(window, keeping).may_close()


def test_before_days_off_closing_backs_up_and_then_goes(qtbot: QtBot, theme: Any) -> None:
    asking = replace(CUSTODY, asks=True, away=2, one_disk_only=14)
    keeper = FakeKeeper(asking)
    keeping = keeping_of(keeper)
    window = BackupCard(_workplace(theme, keeping))
    qtbot.addWidget(window)
    dialog = Closing(window, keeping).dialog(asking)
    dialog.open()
    dialog.back_up.click()
    assert keeper.done[-1] == "back_up"
    assert dialog.result() == dialog.DialogCode.Accepted


def test_a_backup_that_fails_at_closing_is_told_and_leaves_the_choice(
    qtbot: QtBot, theme: Any
) -> None:
    asking = replace(CUSTODY, asks=True, away=2)
    keeper = FakeKeeper(asking)
    keeper.refusal = Refusal(Reason.BACKUP_PLACE_GONE, path="/media/usb")
    keeping = keeping_of(keeper)
    window = BackupCard(_workplace(theme, keeping))
    qtbot.addWidget(window)
    dialog = Closing(window, keeping).dialog(asking)
    dialog.open()
    dialog.back_up.click()
    assert dialog.isVisible()
    assert "Hãy cắm lại USB" in dialog._words.text()
    dialog.leave.click()
    assert dialog.result() == dialog.DialogCode.Accepted


def test_the_question_names_what_lies_on_one_disk_only() -> None:
    asked = closing_question(replace(CUSTODY, asks=True, away=2, one_disk_only=14))
    assert "nghỉ 2 ngày" in asked
    assert "14 sự kiện" in asked
    assert "2 giờ trước" in asked


@pytest.mark.parametrize(
    ("changed", "words", "tone"),
    [
        ({}, "Sao lưu 2 giờ trước", ""),
        ({"last_backup_at": None}, "Chưa sao lưu", "bad"),
        ({"failure": "Hỏng."}, "Sao lưu lỗi, bản cũ 2 giờ trước", "bad"),
        ({"copy_place": "/usb"}, "Sao lưu 2 giờ trước · USB đủ", ""),
        (
            {"copy_place": "/usb", "copy_failure": "Rút mất."},
            "Sao lưu 2 giờ trước · USB chưa chép đủ",
            "warn",
        ),
    ],
)
def test_the_foot_tells_the_age_in_words_and_colour(
    changed: dict[str, Any], words: str, tone: str
) -> None:
    assert foot_words(replace(CUSTODY, ledger=replace(KEPT, **changed))) == (words, tone)


def test_an_old_backup_grows_red() -> None:
    def tone(days: int) -> str:
        then: datetime = NOW - timedelta(days=days)
        return foot_words(replace(CUSTODY, due=True, ledger=replace(KEPT, last_backup_at=then)))[1]

    assert [tone(1), tone(2), tone(4)] == ["warn", "warn", "bad"]


def _workplace(theme: Any, keeping: Keeping) -> Workplace:
    return Workplace(
        AnsweringBackground(),  # type: ignore[arg-type]
        Recorder(),  # type: ignore[arg-type]
        theme,
        None,  # type: ignore[arg-type]
        None,  # type: ignore[arg-type]
        keeping=keeping,
    )


def test_the_card_tries_a_restore_and_tells_what_was_found(
    qtbot: QtBot, theme: Any, keeper: FakeKeeper
) -> None:
    workplace = _workplace(theme, keeping_of(keeper))
    card = BackupCard(workplace)
    qtbot.addWidget(card)
    card.try_out.click()
    assert workplace.messages.last() == ("inform", "Bản sao lưu dùng được.")  # type: ignore[attr-defined]
    assert card.try_out.isEnabled()


def test_a_place_that_will_not_do_is_told_at_its_field(
    qtbot: QtBot, theme: Any, keeper: FakeKeeper
) -> None:
    keeper.refusal = Refusal(Reason.BACKUP_PLACE_GONE, path="/x")
    card = BackupCard(_workplace(theme, keeping_of(keeper)))
    qtbot.addWidget(card)
    card.fields.put("place", "/x")
    card._keep_places()
    assert keeper.done[-1] == "place /x"
    assert "Hãy cắm lại" in card.fields["place"].accessibleDescription()


def test_the_sheet_is_shown_only_when_a_second_person_proves_their_yes(
    qtbot: QtBot, theme: Any, keeper: FakeKeeper
) -> None:
    card = BackupCard(_workplace(theme, keeping_of(keeper)))
    qtbot.addWidget(card)
    card.show_sheet.click()
    dialog = card.sheets.second_person
    assert dialog is not None
    dialog.pin.setText("1234")
    dialog.agree.click()
    assert keeper.done[-1] == "sheet uid-2 1234"
    assert dialog.isVisible()
    assert dialog.fields["pin"].accessibleDescription()
    assert dialog.pin.text() == ""
