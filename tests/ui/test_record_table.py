from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.text import name_sort_key
from app.ui.widgets.record_table import RECORD_ROLE, Column, RecordModel, RecordTable


@dataclass(frozen=True)
class Row:
    name: str
    number: int


ROWS = (Row("Đỗ Văn Mẫu", 9), Row("Trần Ví Dụ", 10), Row("Nguyễn Ăn Mẫu", 1))
COLUMNS: tuple[Column[Row], ...] = (
    Column("Tên", lambda row: row.name, lambda row: name_sort_key(row.name)),
    Column("Số", lambda row: str(row.number), lambda row: row.number),
)


def test_the_model_keeps_the_rules_of_models(qtmodeltester: Any) -> None:
    model: RecordModel[Row] = RecordModel(COLUMNS)
    model.show(ROWS)

    qtmodeltester.check(model)


def test_sorting_goes_by_value_and_the_record_comes_along(qtbot: QtBot) -> None:
    table: RecordTable[Row] = RecordTable(COLUMNS, "Bảng")
    qtbot.addWidget(table)
    table.show_records(ROWS)

    table.model().sort(1, Qt.SortOrder.AscendingOrder)

    numbers = [table.model().index(at, 1).data(RECORD_ROLE).number for at in range(3)]
    assert numbers == [1, 9, 10]


def test_the_first_record_is_current_after_showing(qtbot: QtBot) -> None:
    table: RecordTable[Row] = RecordTable(COLUMNS, "Bảng")
    qtbot.addWidget(table)

    table.show_records(ROWS)

    assert table.current_record() == ROWS[0]


def test_an_empty_table_has_no_current_record(qtbot: QtBot) -> None:
    table: RecordTable[Row] = RecordTable(COLUMNS, "Bảng")
    qtbot.addWidget(table)
    table.show_records(ROWS)

    table.show_records(())

    assert table.current_record() is None


def test_a_column_gives_way_where_there_is_no_room(qtbot: QtBot) -> None:
    columns = (*COLUMNS, Column("Ngày", lambda row: "1/1", from_width="middle_form"))
    table: RecordTable[Row] = RecordTable(columns, "Bảng")
    qtbot.addWidget(table)
    table.show_records(ROWS)

    table.resize(400, 200)
    table.show()
    assert table.isColumnHidden(2)
    table.resize(900, 200)

    assert not table.isColumnHidden(2)
    assert sum(table.columnWidth(at) for at in range(3)) <= table.viewport().width()


def test_further_rows_stand_below_and_the_current_one_stays(qtbot: QtBot) -> None:
    table: RecordTable[Row] = RecordTable(COLUMNS, "Bảng")
    qtbot.addWidget(table)
    table.show_records(ROWS[:1])

    table.add_records(ROWS[1:])

    assert table.current_record() is ROWS[0]
    assert table.model().index(2, 0).data(RECORD_ROLE) is ROWS[2]
