from __future__ import annotations

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.procedure_code import ProcedureCode, parse_code


@pytest.mark.parametrize(
    ("printed", "national", "suffix"),
    [
        ("1.014199", "1.014199", None),
        (" 1.014325", "1.014325", None),
        ("1.014028.H38", "1.014028", "H38"),
        ("2.002621.H56.14", "2.002621", "H56.14"),
        ("1.010803.000.00.00.H62", "1.010803", "H62"),
    ],
)
def test_national_part_and_suffix_are_told_apart(
    printed: str, national: str, suffix: str | None
) -> None:
    assert parse_code(printed) == ProcedureCode(national, suffix)


@pytest.mark.parametrize(
    "printed", ["1.014955-Xoa", "1.0133611", "2.009182739", "B-BLD-286343-TT", "", "1014199", "1.1"]
)
def test_a_malformed_code_is_refused_with_what_was_printed(printed: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_code(printed)
    assert refused.value.reason is Reason.PROCEDURE_CODE_MALFORMED
    assert refused.value.values == {"code": printed}
