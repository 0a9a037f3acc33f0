from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.procedure import (
    Fee,
    FeeKind,
    LegalBasis,
    Limit,
    LimitUnit,
    Procedure,
    RequiredDocument,
    TimeLimit,
)
from app.exchange.fact_remarks import remarks
from app.exchange.fact_sheet import fact_sheet_entry
from app.exchange.read_catalogue import Fields, paper_name

LIVE = "in national catalogue 2026-07"


def entry(**plain: Any) -> Procedure:
    facts = {
        "code": "2.001955",
        "name": "Đăng ký nội quy lao động",
        "domain": "Lao động, tiền lương",
        "level": "tỉnh; xã",
        "status": LIVE,
        "time_limit": {"value": 7, "unit": "working_day"},
        "fee_vnd": 0,
        "components": [{"name": "Nội quy lao động", "originals": 1, "copies": 0}],
        "legal_basis": None,
        "source": "FOUND trang thử",
        "notes": None,
        "steps": [],
        "steps_source": None,
        "shortened_limit": None,
        **plain,
    }
    return fact_sheet_entry(Fields(facts, "tệp thử"))


def test_facts_without_remarks_count() -> None:
    read = entry()
    assert read.limits == (Limit(statutory=TimeLimit.of(7, LimitUnit.WORKING_DAY)),)
    assert read.papers == (
        RequiredDocument(ordinal=1, name="Nội quy lao động", originals=1, copies=0),
    )
    assert read.fees == ()
    assert read.levels == ("tỉnh", "xã")
    assert read.source == "trang thử"
    assert read.is_receivable
    assert read.to_confirm == ()


def test_absent_facts_are_unknown_without_a_doubt() -> None:
    read = entry(time_limit=None, fee_vnd=None, components=[], notes="re-check before use")
    assert read.limits is read.papers is read.fees is None
    assert read.to_confirm == ()


@pytest.mark.parametrize(
    ("notes", "unknown"),
    [
        (
            "an old page with the old legal basis: re-check before use.",
            {"limits", "papers", "fees"},
        ),
        ("5 days at the district (district level abolished 2025)", {"limits", "papers", "fees"}),
        ("84, 89 or 31 days according to the case: several", {"limits"}),
        ("QĐ 1/QĐ: limit by case: A: 5 working_day; B: 10 working_day", {"limits"}),
        ('QĐ 2843 prints "ngày", not "ngày làm việc"', {"limits"}),
        ("fee is set by the provincial People's Council, no amount printed", {"fees"}),
        ("something nobody has judged yet", {"limits", "papers"}),
    ],
)
def test_a_doubted_fact_counts_as_unknown_with_its_reason(notes: str, unknown: set[str]) -> None:
    read = entry(notes=notes)
    assert {name for name in ("limits", "papers", "fees") if getattr(read, name) is None} == unknown
    assert {line.split(":")[0] for line in read.to_confirm} == unknown


def test_a_superseded_basis_makes_every_fact_unknown() -> None:
    read = entry(legal_basis="31/2013/NĐ-CP; 103/2025/TT-BQP")
    assert not read.is_receivable
    assert "limits: căn cứ 31/2013/NĐ-CP đã bị 131/2021/NĐ-CP thay thế" in read.to_confirm


def test_remarks_that_change_nothing_leave_the_facts() -> None:
    note = "received anywhere in the province regardless of residence (QĐ 3783/QĐ-UBND Nghệ An)"
    read = entry(notes=note)
    assert read.is_receivable
    assert read.notes == (
        "QĐ 3783/QĐ-UBND Nghệ An: nhận ở mọi nơi trong tỉnh, không phụ thuộc nơi cư trú",
    )


def test_a_shortened_limit_of_another_place_is_a_note_only() -> None:
    shortened = {"value": 3.5, "unit": "day", "place": "TP.HCM", "source": "QĐ 2843"}
    read = entry(shortened_limit=shortened)
    assert read.limits == (Limit(statutory=TimeLimit.of(7, LimitUnit.WORKING_DAY)),)
    assert read.notes == ("TP.HCM rút ngắn còn 3,5 ngày (QĐ 2843)",)


@pytest.mark.parametrize(
    "status",
    [
        "retired: absent from the national catalogue of 2026-07",
        "not in national catalogue 2026-07",
    ],
)
def test_what_the_national_catalogue_lacks_is_not_in_force(status: str) -> None:
    read = entry(status=status)
    assert read.valid_to == date(2026, 7, 17)
    assert not read.is_in_force(date(2026, 11, 16))


def test_what_nobody_compared_with_the_national_catalogue_cannot_be_received_yet() -> None:
    read = entry(status="published in a decision; not checked against the national catalogue of x")
    assert read.valid_to is None
    assert not read.is_receivable
    assert read.papers is not None


def test_the_same_day_is_a_limit_of_nought_working_days() -> None:
    read = entry(
        time_limit={"value": 1, "unit": "working_day"},
        notes="same working day; next working day when received after 15:00 (recorded as 1)",
    )
    assert read.limits == (Limit(statutory=TimeLimit(0, LimitUnit.WORKING_DAY)),)


def test_unreliable_counts_leave_the_papers_known() -> None:
    read = entry(notes="looks like a form default: treat the counts as unreliable")
    assert read.papers == (RequiredDocument(ordinal=1, name="Nội quy lao động"),)
    assert read.is_receivable


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("* Thành phần hồ sơ 1: Đơn đề nghị", "Đơn đề nghị"),
        ("1. Bản chính Đơn đề nghị", "Bản chính Đơn đề nghị"),
        ("+ Các giấy tờ", "Các giấy tờ"),
        ("01 bản sao văn bằng", "01 bản sao văn bằng"),
        ("02 ảnh màu 4 cm x 6 cm", "02 ảnh màu 4 cm x 6 cm"),
        ("Thành phần hồ sơ 2 (nếu có): Giấy phép", "Giấy phép (nếu có)"),
        ("* ", "* "),
    ],
)
def test_the_name_of_a_paper_has_no_bullet(printed: str, name: str) -> None:
    assert paper_name(printed) == (name, None)


def test_a_paper_with_many_variants_has_a_short_name_and_a_note() -> None:
    variants = "+ Quyết định phục viên " * 20
    assert paper_name(f"Một hoặc một số giấy tờ sau: {variants}") == (
        "Một hoặc một số giấy tờ sau",
        variants.strip(),
    )
    case = "Đối với trường hợp mất tích: bản khai và một trong các giấy tờ"
    assert paper_name(f"{case}: {variants}") == (case, variants.strip())
    assert paper_name("x" * 400) == ("x" * 400, None)


def test_a_rate_per_page_is_not_the_sum_of_a_dossier() -> None:
    read = entry(domain="Chứng thực", fee_vnd=2000, notes="fee per page: 2.000 đ, then 1.000 đ")
    assert read.fees is not None
    assert (read.fees[0].kind, read.fees[0].amount) == (FeeKind.FEE, None)
    whole = entry(domain="Chứng thực", fee_vnd=10_000, notes="fee per case")
    assert whole.fees == (Fee(kind=FeeKind.FEE, amount=10_000, note="phí tính theo trường hợp"),)


def test_legal_basis_is_split_outside_brackets() -> None:
    read = entry(legal_basis="NĐ 113/2025/NĐ-CP (Khoản 3; Khoản 4); 45/2019/QH14; 13")
    assert read.legal_basis == (
        LegalBasis(number="113/2025/NĐ-CP", name="NĐ 113/2025/NĐ-CP (Khoản 3; Khoản 4)"),
        LegalBasis(number="45/2019/QH14"),
        LegalBasis(name="13"),
    )


def test_steps_keep_fractions_hours_and_cases() -> None:
    step = {"step": 2, "unit": "Phòng", "work": "Thụ lý", "form": None, "case": "cấp lại"}
    read = entry(steps=[{**step, "limit": {"value": 0.25, "unit": "working_day"}}])
    (found,) = read.steps
    assert (found.ordinal, found.case) == (2, "cấp lại")
    assert found.limit == TimeLimit(250, LimitUnit.WORKING_DAY)
    hours = entry(steps=[{**step, "limit": {"value": 4, "unit": "hour"}}])
    assert hours.steps[0].limit == TimeLimit.of(4, LimitUnit.WORKING_HOUR)


@pytest.mark.parametrize(
    "limit", [7, {"value": "bảy", "unit": "day"}, {"value": 1, "unit": "tuần"}]
)
def test_a_limit_of_another_shape_is_refused(limit: Any) -> None:
    with pytest.raises(Refusal) as refused:
        entry(time_limit=limit)
    assert refused.value.reason is Reason.CATALOGUE_ROW_WRONG


def test_every_remark_is_heard() -> None:
    found = remarks("re-check before use | fee per will")
    assert [sorted(each.touches) for each in found] == [["fees", "limits", "papers"], []]
    assert remarks(None) == ()
