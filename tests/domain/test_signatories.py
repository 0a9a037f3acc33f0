from __future__ import annotations

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.signatories import (
    UNNAMED_HEAD,
    Manner,
    Signatory,
    head_title,
    read_signatories,
    signatory_for,
)

LIST = """Giám đốc: Nguyễn Văn Ví Dụ
KT. Phó Giám đốc: Phạm Đình Tập
kt. Phó Giám đốc: Trần Thị Mẫu
TL. Trưởng phòng Hành chính công: Lê Thị Thử
TUQ. Chánh Văn phòng"""


def test_the_list_is_read_line_by_line() -> None:
    read = read_signatories(LIST)
    assert [(each.manner, each.title, each.name) for each in read] == [
        (Manner.HEAD, "Giám đốc", "Nguyễn Văn Ví Dụ"),
        (Manner.FOR, "Phó Giám đốc", "Phạm Đình Tập"),
        (Manner.FOR, "Phó Giám đốc", "Trần Thị Mẫu"),
        (Manner.BY_ORDER, "Trưởng phòng Hành chính công", "Lê Thị Thử"),
        (Manner.BY_PROXY, "Chánh Văn phòng", ""),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("KT. Phó Giám đốc: A", 1), ("Giám đốc\n: Chỉ có tên", 2), ("Giám đốc\nTL.", 2)],
)
def test_a_line_that_names_nobody_is_refused_by_its_number(text: str, line: int) -> None:
    with pytest.raises(Refusal) as caught:
        read_signatories(text)
    assert caught.value.reason is Reason.SIGNATORY_WRONG
    assert caught.value.values["line"] == line


@pytest.mark.parametrize(
    ("title", "name", "manner", "signs"),
    [
        (None, None, Manner.HEAD, "Nguyễn Văn Ví Dụ"),
        ("giám đốc", None, Manner.HEAD, "Nguyễn Văn Ví Dụ"),
        ("Phó Giám đốc", "Trần Thị Mẫu", Manner.FOR, "Trần Thị Mẫu"),
        (None, "trần thị mẫu", Manner.FOR, "trần thị mẫu"),
        ("Trưởng phòng Hành chính công", None, Manner.BY_ORDER, "Lê Thị Thử"),
        ("Phó Giám đốc", "Người Mới", Manner.FOR, "Người Mới"),
        ("Phó Chủ tịch", "Người Khác", Manner.FOR, "Người Khác"),
        ("Chủ tịch", "Người Khác", Manner.HEAD, "Người Khác"),
    ],
)
def test_whoever_signed_signs_in_the_manner_that_the_office_set(
    title: str | None, name: str | None, manner: Manner, signs: str
) -> None:
    found = signatory_for(read_signatories(LIST), title, name)
    assert (found.manner, found.name) == (manner, signs)


def test_a_deputy_takes_the_place_of_the_head_of_the_list() -> None:
    read = read_signatories(LIST)
    assert head_title(read, signatory_for(read, "Phó Giám đốc", None)) == "Giám đốc"


def test_where_nobody_is_listed_a_deputys_title_tells_the_heads() -> None:
    unnamed = read_signatories(UNNAMED_HEAD)
    deputy = signatory_for(unnamed, "Phó Giám đốc", "Phạm Đình Tập")
    assert deputy == Signatory(title="Phó Giám đốc", name="Phạm Đình Tập", manner=Manner.FOR)
    assert head_title(unnamed, deputy) == "Giám đốc"
