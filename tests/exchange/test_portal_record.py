from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.errors import Reason, Refusal
from app.domain.procedure import Channel, Decision, Fee, FeeKind, Limit, LimitUnit, TimeLimit
from app.exchange.portal_record import full_record, is_abolished, list_entry
from app.exchange.read_catalogue import Fields

SEVEN = TimeLimit.of(7, LimitUnit.WORKING_DAY)


def fields(**plain: Any) -> Fields:
    return Fields({"code": "2.001955", "name": "Đăng ký  nội quy\nlao động", **plain}, "tệp thử")


def method(channel: str = "DIRECT", time: Any = 7, unit: str = "WORKING_DAY", **more: Any) -> Any:
    return {
        "submissionMethod": channel,
        "processingTime": time,
        "processingTimeUnit": unit,
        "description": "",
        "fees": [],
        **more,
    }


def paper(name: str, originals: int = 1, copies: int = 0, **more: Any) -> Any:
    return {"name": name, "originalQty": originals, "copyQty": copies, "required": False, **more}


def case(name: str, *papers: Any) -> Any:
    return {"name": name, "profileComponents": list(papers)}


def fee(value: int | None, words: str = "", kind: str = "FEE", **more: Any) -> Any:
    return {"type": kind, "value": value, "description": words, **more}


def test_a_list_entry_is_a_heading_with_everything_else_unknown() -> None:
    entry = list_entry(
        fields(
            categories=["Việc làm", "Lao động"],
            departments=["Sở Nội vụ"],
            departmentPromulgate="Bộ Nội vụ",
            type="STANDARD_INTERNAL",
            state="UPDATED",
        )
    )
    assert entry.name == "Đăng ký nội quy lao động"
    assert (entry.sector, entry.settling_agency) == ("Việc làm; Lao động", "Sở Nội vụ")
    assert entry.internal
    assert entry.limits is entry.papers is entry.fees is None


def test_several_departments_are_not_one_settling_agency() -> None:
    assert list_entry(fields(departments=["Sở A", "Sở B"])).settling_agency is None


def test_one_limit_for_every_channel_is_one_limit() -> None:
    read = full_record(fields(executionMethods=[method(), method("ONLINE"), method("POSTAL")]))
    assert read.limits == (Limit(statutory=SEVEN),)
    assert read.channels == (Channel.COUNTER, Channel.ONLINE, Channel.POST)


def test_channels_with_different_limits_keep_their_own() -> None:
    read = full_record(fields(executionMethods=[method(), method("ONLINE", 3.5)]))
    assert read.limits == (
        Limit(channel=Channel.COUNTER, statutory=SEVEN),
        Limit(
            channel=Channel.ONLINE,
            statutory=TimeLimit(thousandths=3500, unit=LimitUnit.WORKING_DAY),
        ),
    )


def test_a_limit_of_the_web_alone_is_none_of_the_counter() -> None:
    read = full_record(fields(executionMethods=[method("ONLINE")]))
    assert read.limit_of(Channel.COUNTER, None) is None
    assert read.limit_of(Channel.ONLINE, None) is not None


def test_several_limits_of_one_channel_count_as_unknown_and_stay_readable() -> None:
    read = full_record(
        fields(
            executionMethods=[
                method(time=17.5, description="chuyển đổi đất"),
                method(time=14, description="cho thuê"),
            ]
        )
    )
    assert read.limits is None
    assert read.to_confirm == (
        "limits: Cổng ghi nhiều thời hạn cho cùng một cách nộp, chưa gắn với trường hợp nào: "
        "17,5 ngày làm việc, 14 ngày làm việc",
    )
    assert read.notes == ("17,5 ngày làm việc: chuyển đổi đất", "14 ngày làm việc: cho thuê")


@pytest.mark.parametrize(
    ("time", "unit", "expected"),
    [
        ("2", "MONTH", TimeLimit.of(2, LimitUnit.MONTH)),
        (1, "HOUR", TimeLimit.of(1, LimitUnit.WORKING_HOUR)),
        (20, "DAY", TimeLimit.of(20, LimitUnit.DAY)),
        (7, "OTHER", TimeLimit.of(7, LimitUnit.OTHER)),
        ("Theo mô tả", "OTHER", TimeLimit.of(0, LimitUnit.OTHER)),
    ],
)
def test_every_unit_of_the_portal_is_read(time: Any, unit: str, expected: TimeLimit) -> None:
    read = full_record(fields(executionMethods=[method(time=time, unit=unit)]))
    assert read.limits is not None
    assert read.limits[0].statutory == expected


def test_words_in_place_of_a_limit_stay_with_it() -> None:
    words = "Không quá 10 ngày làm việc; miền núi tăng thêm 10 ngày"
    read = full_record(fields(executionMethods=[method(time=words, unit="OTHER")]))
    assert read.limits == (Limit(statutory=TimeLimit(0, LimitUnit.OTHER), note=words),)


@pytest.mark.parametrize("time", [0, -1, 99999, True])
def test_an_impossible_number_is_no_limit(time: Any) -> None:
    read = full_record(fields(executionMethods=[method(time=time)]))
    assert read.limits is None
    assert len(read.to_confirm) == 1


def test_fees_and_levies_are_told_apart() -> None:
    rows = [fee(50_000), fee(20_000, kind="SERVICE_FEE"), fee(5_000, "bản", kind="PRICE_LEVEL")]
    read = full_record(fields(executionMethods=[method(fees=rows)]))
    assert read.fees == (
        Fee(kind=FeeKind.FEE, amount=50_000),
        Fee(kind=FeeKind.LEVY, amount=20_000),
        Fee(kind=FeeKind.SERVICE, amount=5_000, note="bản"),
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (fee(0), Fee(kind=FeeKind.FEE, amount=0)),
        (fee(0, "HĐND tỉnh quy định"), Fee(kind=FeeKind.FEE, note="HĐND tỉnh quy định")),
        (fee(None, "Theo biểu"), Fee(kind=FeeKind.FEE, note="Theo biểu")),
        (
            fee(30, "ghi chú", currencyName="USD"),
            Fee(kind=FeeKind.FEE, note="Cổng ghi 30 USD: ghi chú"),
        ),
        (fee(100, "100.000 đồng"), Fee(kind=FeeKind.FEE, note="Cổng ghi 100 đồng: 100.000 đồng")),
    ],
)
def test_a_sum_that_cannot_be_trusted_stays_words(row: Any, expected: Fee) -> None:
    assert full_record(fields(executionMethods=[method(fees=[row])])).fees == (expected,)


def test_no_word_about_fees_is_not_free_of_charge() -> None:
    assert full_record(fields(executionMethods=[method(fees=[fee(None)])])).fees is None


def test_fees_of_one_channel_stay_with_it() -> None:
    read = full_record(
        fields(executionMethods=[method(fees=[fee(10_000)]), method("ONLINE", fees=[fee(5_000)])])
    )
    assert read.fees_of(Channel.ONLINE, None) == (
        Fee(kind=FeeKind.FEE, amount=5_000, channel=Channel.ONLINE),
    )


def test_papers_belong_to_their_case() -> None:
    cases = [
        case("", paper("- Đơn đề nghị")),
        case("a) Đối với tổ chức:", paper("Giấy phép", 0, 2)),
        case("b) Đối với cá nhân gồm:", paper("Căn cước", code="G15-KQ1")),
    ]
    read = full_record(fields(executionCases=cases))
    assert read.cases == ("a) Đối với tổ chức", "b) Đối với cá nhân")
    found = read.papers_of("b) Đối với cá nhân")
    assert found is not None
    assert [(each.ordinal, each.name, each.code) for each in found] == [
        (1, "Đơn đề nghị", None),
        (3, "Căn cước", "G15-KQ1"),
    ]


def test_headings_are_no_cases_and_remarks_are_no_papers() -> None:
    cases = [
        case("* Giấy tờ phải nộp:", paper("Tờ khai")),
        case("Giấy tờ phải xuất trình", paper("Hộ chiếu"), paper("Lưu ý: bản còn hạn", 0, 0)),
        case("* Lưu ý:", paper("Người tiếp nhận đối chiếu", 0, 0)),
    ]
    read = full_record(fields(executionCases=cases))
    assert read.cases == ()
    assert read.papers is not None
    assert [(each.name, each.note) for each in read.papers] == [
        ("Tờ khai", None),
        ("Hộ chiếu", "xuất trình"),
    ]
    assert read.notes == ("Lưu ý: bản còn hạn", "Người tiếp nhận đối chiếu")


def test_an_empty_list_of_papers_is_not_known_rather_than_none() -> None:
    assert full_record(fields(executionCases=[case("")])).papers is None
    assert full_record(fields(executionCases=[])).papers is None


def test_papers_hidden_in_the_name_of_a_case_count_as_unknown() -> None:
    name = "+ Đơn đăng ký theo Mẫu số 18. + Giấy chứng nhận đã cấp."
    read = full_record(fields(executionCases=[case(name, paper("Đơn đề nghị"))]))
    assert read.papers is None
    assert read.cases == ()
    assert name in read.notes
    assert read.to_confirm[0].startswith("papers: ")


def test_false_everywhere_does_not_say_that_no_paper_is_required() -> None:
    cases = [case("", paper("Đơn"), paper("Ảnh", required=True))]
    read = full_record(fields(executionCases=cases))
    assert [each.required for each in read.papers or ()] == [None, True]


def test_counts_that_look_like_a_default_or_say_nothing_are_unknown() -> None:
    read = full_record(fields(executionCases=[case("", paper("A", 1, 1), paper("B", 1, 1))]))
    assert [(each.originals, each.copies) for each in read.papers or ()] == [(None, None)] * 2
    read = full_record(fields(executionCases=[case("", paper("A", 1, 1), paper("B", 0, 0))]))
    assert [(each.originals, each.copies) for each in read.papers or ()] == [(1, 1), (None, None)]


def test_the_decision_comes_with_its_day_in_viet_nam() -> None:
    proposal = {"proposalNumber": "628/QĐ-BNV", "decisionDate": 1750352400000}
    read = full_record(fields(procedureProposal=proposal))
    assert read.decision == Decision(number="628/QĐ-BNV", on=date(2025, 6, 20))


def test_a_list_of_every_branch_is_a_note_and_no_settling_agency() -> None:
    branches = ", ".join(f"Chi nhánh số {number} - tỉnh Gia Lai" for number in range(20))
    read = full_record(fields(executingAgencies=branches))
    assert read.settling_agency is None
    assert read.notes == (f"Cơ quan thực hiện: {branches}",)


def test_an_unknown_state_is_refused_and_an_abolished_one_told() -> None:
    with pytest.raises(Refusal) as refused:
        list_entry(fields(state="MỚI LẠ"))
    assert refused.value.reason is Reason.PROCEDURE_STATE_UNKNOWN
    assert is_abolished(fields(state="ABOLISHED"))
    assert not is_abolished(fields(state="UPDATED"))


@pytest.mark.parametrize("broken", [{"executionMethods": "x"}, {"executionCases": [3]}])
def test_a_wrong_shape_is_refused_with_its_place(broken: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refused:
        full_record(fields(**broken))
    assert "tệp thử" in str(refused.value.values["place"])
