from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

from app.domain.procedure import (
    Decision,
    Fee,
    FeeKind,
    LegalBasis,
    Limit,
    LimitUnit,
    Procedure,
    RequiredDocument,
    TimeLimit,
)
from app.domain.procedure_version import (
    amended,
    doubts,
    is_bare,
    missing_facts,
    procedure_bytes,
    procedure_digest,
    same_facts,
)
from app.domain.records import from_plain

SEVEN = TimeLimit.of(7, LimitUnit.WORKING_DAY)
FIVE = TimeLimit.of(5, LimitUnit.WORKING_DAY)
RULES = RequiredDocument(ordinal=1, name="Nội quy lao động", originals=1)
KNOWN = Procedure(
    code="2.001955",
    name="Đăng ký nội quy lao động",
    sector="Lao động, tiền lương",
    settling_agency="Sở Nội vụ",
    limits=(Limit(statutory=SEVEN),),
    papers=(RULES,),
    fees=(),
    legal_basis=(LegalBasis(number="45/2019/QH14"),),
    source="nguồn thứ nhất",
)
HEADING = Procedure(code="2.001955", name="Đăng ký nội quy lao động", source="danh sách")


def test_the_digest_is_over_canonical_bytes_and_the_bytes_read_back() -> None:
    content = procedure_bytes(KNOWN)
    assert procedure_digest(KNOWN) == hashlib.sha256(content).hexdigest()
    assert from_plain(Procedure, json.loads(content)) == KNOWN


def test_known_to_be_none_and_unknown_have_different_digests() -> None:
    assert procedure_digest(KNOWN) != procedure_digest(replace(KNOWN, fees=None))


def test_facts_are_the_same_whatever_the_source_and_the_validity() -> None:
    later = replace(KNOWN, source="nguồn khác", valid_from=date(2026, 1, 1))
    assert same_facts(KNOWN, later)
    assert not same_facts(KNOWN, replace(KNOWN, fees=None))


def test_a_list_entry_wipes_nothing_and_changes_nothing_that_it_repeats() -> None:
    assert is_bare(HEADING)
    assert not is_bare(KNOWN)
    assert amended(KNOWN, HEADING) is KNOWN


def test_a_list_entry_renames_but_names_an_agency_only_where_none_is_known() -> None:
    entry = replace(HEADING, name="Đăng ký nội quy", settling_agency="UBND cấp xã")
    assert amended(KNOWN, entry).name == "Đăng ký nội quy"
    assert amended(KNOWN, entry).settling_agency == "Sở Nội vụ"
    assert amended(replace(KNOWN, settling_agency=None), entry).settling_agency == "UBND cấp xã"


def test_a_full_record_replaces_what_it_states() -> None:
    read = replace(HEADING, limits=(Limit(statutory=FIVE),), settling_agency="UBND cấp xã")
    joined = amended(KNOWN, read)
    assert joined.limits == (Limit(statutory=FIVE),)
    assert joined.settling_agency == "UBND cấp xã"
    assert joined.papers == KNOWN.papers
    assert joined.source == "danh sách"


def test_free_of_charge_is_a_statement_and_replaces_a_sum() -> None:
    held = replace(KNOWN, fees=(Fee(kind=FeeKind.LEVY, amount=50_000),))
    assert amended(held, replace(HEADING, fees=())).fees == ()


def test_the_shortened_limit_of_the_centre_survives_the_statutory_one() -> None:
    shortened = Limit(statutory=SEVEN, shortened=FIVE, shortened_by="QĐ 12/QĐ-UBND")
    held = replace(KNOWN, limits=(shortened,))
    ten = TimeLimit.of(10, LimitUnit.WORKING_DAY)
    joined = amended(held, replace(HEADING, limits=(Limit(statutory=ten),)))
    assert joined.limits == (replace(shortened, statutory=ten),)


def test_a_limit_without_a_number_does_not_replace_one_that_has_it() -> None:
    read = replace(HEADING, limits=(Limit(note="theo mô tả"),), papers=(RULES,))
    assert amended(KNOWN, read).limits == KNOWN.limits


def test_a_doubt_stays_until_the_fact_is_known() -> None:
    doubtful = replace(HEADING, to_confirm=("limits: căn cứ cũ", "fees: chưa rõ"))
    unknown = replace(KNOWN, limits=None, fees=None)
    held = amended(unknown, doubtful)
    assert doubts(held) == {"limits": ("căn cứ cũ",), "fees": ("chưa rõ",)}
    assert missing_facts(held) == ("limits",)
    known = amended(held, replace(HEADING, limits=KNOWN.limits))
    assert doubts(known) == {"fees": ("chưa rõ",)}
    assert missing_facts(known) == ()


def test_taking_the_same_facts_over_twice_changes_nothing() -> None:
    doubtful = replace(
        KNOWN, papers=None, decision=Decision(number="1/QĐ"), to_confirm=("papers: mẫu cũ",)
    )
    once = amended(KNOWN, doubtful)
    assert amended(once, doubtful) is once
