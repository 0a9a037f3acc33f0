from __future__ import annotations

import pytest

from app.domain.procedure import RequiredDocument


@pytest.mark.parametrize(
    ("name", "one_set"),
    [
        ("Đơn đề nghị cấp giấy xác nhận", (1, 0, 0)),
        ("Bản sao được chứng thực từ giấy khai sinh", (0, 1, 0)),
        ("Bản sao có công chứng hợp đồng", (0, 1, 0)),
        ("Bản chứng thực bằng tốt nghiệp", (0, 1, 0)),
        ("BẢN SAO căn cước công dân/căn cước", (0, 0, 1)),
        ("Bản sao giấy tờ tùy thân (xuất trình bản chứng thực nếu có)", (0, 0, 1)),
        ("Giấy khai sinh, bản sao được chứng thực", (1, 0, 0)),
    ],
)
def test_without_a_published_number_one_of_the_kind_that_the_name_says(
    name: str, one_set: tuple[int, int, int]
) -> None:
    assert RequiredDocument(ordinal=1, name=name).one_set == one_set


def test_published_numbers_stand_whatever_the_name_says() -> None:
    paper = RequiredDocument(ordinal=1, name="Bản sao quyết định", originals=1, copies=1)
    assert paper.one_set == (1, 0, 1)
