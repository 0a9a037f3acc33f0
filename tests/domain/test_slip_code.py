from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from unicodedata import normalize
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moments import VIETNAM, from_milliseconds, local
from app.domain.slip_code import SlipCode, read_slip_code, slip_code_text

CODE = SlipCode(
    dossier_uid=UUID("01a0a3f4-7c3a-7000-8000-0123456789ab"),
    dossier_code="H40.16-261121-3017",
    token="4f1d0c9e8b7a65432100",
    procedure_code="1.014199",
    person_number="079203012345",
    paper_name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    system_name="Phần mềm Một cửa",
    issued_at=datetime(2026, 11, 21, 8, 30, tzinfo=VIETNAM),
    return_due_at=datetime(2026, 11, 27, 1, 30, tzinfo=UTC),
)


def test_without_a_host_the_contents_are_labelled_lines() -> None:
    assert slip_code_text(CODE).splitlines() == [
        "Mã hồ sơ: H40.16-261121-3017",
        "Mã TTHC: 1.014199",
        "Mã định danh: 079203012345",
        "Tên giấy tờ: Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "Hệ thống: Phần mềm Một cửa",
        "Cấp lúc: 2026-11-21T08:30",
        "Hẹn trả: 2026-11-27T08:30",
        "Id: 01a0a3f4-7c3a-7000-8000-0123456789ab",
        "Mã tra cứu: 4f1d0c9e8b7a65432100",
    ]


def test_with_a_host_the_contents_stand_in_the_fragment_only() -> None:
    text = slip_code_text(CODE, look_up_host="motcua.example.gov.vn")
    sent, fragment = text.split("#")
    assert sent == "https://motcua.example.gov.vn/t/H40.16-261121-3017?k=4f1d0c9e8b7a65432100"
    assert CODE.person_number not in sent
    assert fragment.split("&") == [
        "MaHoSo=H40.16-261121-3017",
        "MaTTHC=1.014199",
        "MaDinhDanh=079203012345",
        "TenGiayTo=Gi%E1%BA%A5y%20ti%E1%BA%BFp%20nh%E1%BA%ADn%20h%E1%BB%93%20s%C6%A1%20v%C3%A0%20"
        "h%E1%BA%B9n%20tr%E1%BA%A3%20k%E1%BA%BFt%20qu%E1%BA%A3",
        "HeThong=Ph%E1%BA%A7n%20m%E1%BB%81m%20M%E1%BB%99t%20c%E1%BB%ADa",
        "CapLuc=2026-11-21T08:30",
        "HenTra=2026-11-27T08:30",
        "Id=01a0a3f4-7c3a-7000-8000-0123456789ab",
    ]
    assert text.isascii()


def test_a_content_that_is_not_known_is_left_out() -> None:
    text = slip_code_text(replace(CODE, person_number="", return_due_at=None))
    assert "Mã định danh" not in text
    assert "Hẹn trả" not in text


def test_a_field_cannot_forge_another_line() -> None:
    forged = replace(CODE, system_name="Một cửa\nMã tra cứu: 00000000000000000000")
    read = read_slip_code(slip_code_text(forged))
    assert read is not None
    assert read.token == CODE.token


def test_a_door_slip_names_its_visit() -> None:
    visit = replace(CODE, dossier_code="V-H40.16-261121-007", return_due_at=None)
    text = slip_code_text(visit)
    assert text.startswith("Số lượt tiếp: V-H40.16-261121-007\n")
    read = read_slip_code(text)
    assert read == visit
    assert read.is_visit
    assert not CODE.is_visit


def test_an_address_inside_a_field_does_not_make_the_slip_one() -> None:
    named = replace(CODE, system_name="https://motcua.example.gov.vn")
    assert read_slip_code(slip_code_text(named)) == named


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(
    lambda text: " ".join(normalize("NFC", text).split())
)
MINUTES = st.integers(3_000_000, 60_000_000).map(
    lambda minutes: local(from_milliseconds(minutes * 60_000))
)
CODES = st.builds(
    SlipCode,
    dossier_uid=st.uuids(),
    dossier_code=st.from_regex(
        r"(V-|TAPHUAN-)?H[0-9]{2}\.[0-9]{2}-[0-9]{6}-[0-9]{4}", fullmatch=True
    ),
    token=st.one_of(st.just(""), st.from_regex("[0-9a-f]{20}", fullmatch=True)),
    procedure_code=TEXTS,
    person_number=TEXTS,
    paper_name=TEXTS,
    system_name=TEXTS,
    issued_at=MINUTES,
    return_due_at=st.none() | MINUTES,
)


@given(code=CODES, host=st.sampled_from([None, "motcua.example.gov.vn", "localhost:8080"]))
def test_what_is_written_is_read_back(code: SlipCode, host: str | None) -> None:
    assert read_slip_code(slip_code_text(code, look_up_host=host)) == code


@pytest.mark.parametrize("host", [None, "motcua.example.gov.vn"])
def test_a_scanner_with_caps_lock_is_understood(host: str | None) -> None:
    read = read_slip_code(slip_code_text(CODE, look_up_host=host).upper())
    assert read is not None
    assert (read.dossier_uid, read.dossier_code, read.token) == (
        CODE.dossier_uid,
        CODE.dossier_code,
        CODE.token,
    )


@pytest.mark.parametrize("host", [None, "motcua.example.gov.vn"])
def test_line_ends_of_windows_and_blanks_around_do_not_matter(host: str | None) -> None:
    text = slip_code_text(CODE, look_up_host=host).replace("\n", "\r\n")
    assert read_slip_code(f" {text}\r\n") == CODE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H40.16-261121-3017",
        "079203012345||Nguyễn Thị Ngọc Ánh|01011990|Nữ|Số 12, An Khánh|01012021",
        "https://example.vn/t/H40.16-261121-3017",
        "https://[::1",
        "Mã hồ sơ: H40.16-261121-3017\nId: không phải mã",
        "Id: 01a0a3f4-7c3a-7000-8000-0123456789ab",
        slip_code_text(CODE).replace(CODE.token, "ngắn quá"),
    ],
)
def test_anything_else_is_no_slip(text: str) -> None:
    assert read_slip_code(text) is None


@given(st.text(max_size=200))
def test_reading_never_breaks(text: str) -> None:
    for scanned in (text, f"https://{text}", f"Mã hồ sơ: {text}\nId: {CODE.dossier_uid}"):
        read_slip_code(scanned)
