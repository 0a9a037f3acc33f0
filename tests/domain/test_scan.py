from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.scan import ScanKind, kind_of_scan, scanned_code
from app.domain.slip_code import SlipCode, slip_code_text

DOOR_SLIP = SlipCode(
    dossier_uid=UUID("01935b1e-0000-7000-8000-000000000001"),
    dossier_code="V-H40.16-261121-304",
    token="00112233445566778899",
)
SLIP = SlipCode(
    dossier_uid=UUID("01935b1e-0000-7000-8000-000000000002"),
    dossier_code="H40.16-261121-3017",
    token="00112233445566778899",
    procedure_code="1.014199",
    person_number="034188004321",
    issued_at=datetime(2026, 11, 21, 2, tzinfo=UTC),
)


@pytest.mark.parametrize("host", [None, "example.invalid"])
@pytest.mark.parametrize(
    ("code", "kind"), [(DOOR_SLIP, ScanKind.VISIT_NUMBER), (SLIP, ScanKind.SLIP)]
)
def test_our_own_slips_are_known_by_their_qr(
    code: SlipCode, kind: ScanKind, host: str | None
) -> None:
    text = slip_code_text(code, look_up_host=host)
    assert kind_of_scan(text) is kind
    assert scanned_code(text) == code.dossier_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("h40.16-261121-3017\r", "H40.16-261121-3017"),
        ("TAPHUAN-261121-3017", "TAPHUAN-261121-3017"),
        (
            "https://example.invalid/tra-cuu?MaHoSo=000.00.53.H48-220921-0099&x=1",
            "000.00.53.H48-220921-0099",
        ),
        ("H40.16-269921-3017", None),
        ("034188004321", None),
    ],
)
def test_a_dossier_code_is_found_wherever_it_stands(text: str, code: str | None) -> None:
    assert scanned_code(text) == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("034188004321||Trần Thị Mẫu|02091988|Nữ|Thôn|14082021", ScanKind.CITIZEN_CARD),
        ("034188004321|Trần Thị Mẫu|02/09/1988|Nữ|Thôn|14/08/2021", ScanKind.CITIZEN_CARD),
        ("H40.16-261121-3017", ScanKind.DOSSIER_CODE),
        ("h40.16-261121-3017", ScanKind.DOSSIER_CODE),
        ("V-H40.16-261121-304", ScanKind.VISIT_NUMBER),
        ("ee123456785vn", ScanKind.POSTAL_NUMBER),
        ("1.010833", ScanKind.PROCEDURE),
        ("https://motcua.mau.gov.vn/thu-tuc/1.010833.html\r", ScanKind.PROCEDURE),
        ("https://motcua.mau.gov.vn/gioi-thieu.html", ScanKind.WEB_ADDRESS),
        ("40162611213017", ScanKind.NUMBER),
        ("\r\n", ScanKind.EMPTY),
        ("Nguyễn Văn Thử", ScanKind.UNKNOWN),
    ],
)
def test_one_router_tells_the_kinds_apart(text: str, kind: ScanKind) -> None:
    assert kind_of_scan(text) is kind
    assert kind_of_scan(f"]C1{text}\r\n") is kind


@given(st.text())
def test_no_scan_ever_raises(text: str) -> None:
    assert kind_of_scan(text) in ScanKind
