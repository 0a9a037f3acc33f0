from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_folding import OUT, lived

from app.domain.codes import SheetCode, read_sheet_code
from app.domain.dossier import DossierState
from app.domain.fact_parts import Fact
from app.domain.hand_over import Way, batch_digest, count_in, pile_of, proposed_way
from app.domain.hand_over_words import odd_on_pile
from app.domain.scan import ScanKind, kind_of_scan, scanned_sheet
from app.domain.units import agency_unit, office_unit
from app.domain.work_facts import (
    HandOverAccepted,
    HandOverMissed,
    HandOverTakenBack,
    StepStarted,
)

SCANS = st.lists(st.integers(0, 12), max_size=40)
BACK = HandOverTakenBack(sheet=OUT.sheet)


@given(SCANS)
def test_a_pile_keeps_the_order_of_the_first_scans_and_each_once(scans: list[int]) -> None:
    pile = pile_of(scans)
    assert len(set(pile.items)) == len(pile.items)
    assert [scans.index(each) for each in pile.items] == sorted(map(scans.index, pile.items))
    assert set(pile.items) == set(scans)


@given(SCANS)
def test_a_pile_notices_exactly_what_was_scanned_again(scans: list[int]) -> None:
    assert set(pile_of(scans).twice) == {each for each in scans if scans.count(each) > 1}


@given(SCANS, SCANS)
def test_sheet_and_papers_are_parted_without_loss(listed: list[int], scans: list[int]) -> None:
    count = count_in(listed, scans)
    assert set(count.present) | set(count.missing) == set(listed)
    assert not set(count.present) & set(count.missing)
    assert set(count.extra) == set(scans) - set(listed)
    assert count.present == pile_of(each for each in listed if each in scans).items


@given(st.lists(st.uuids(), max_size=8))
def test_the_digest_of_a_batch_knows_no_order(uids: list[UUID]) -> None:
    assert batch_digest(uids) == batch_digest(reversed(uids))
    assert batch_digest([*uids, UUID(int=1)]) != batch_digest(uids) or UUID(int=1) in uids


def test_a_dossier_goes_from_the_desk_to_its_agency_and_back_to_the_desk() -> None:
    here = office_unit("H40.16", 3)
    named = replace(lived().procedure, settling_agency="Sở Y tế")
    assert proposed_way(replace(lived(), procedure=named), "H40.16", 3) == Way(
        here, agency_unit("Sở Y tế")
    )
    unnamed = replace(lived().procedure, settling_agency=None)
    assert proposed_way(replace(lived(), procedure=unnamed), "H40.16", 3).receiver is None
    there = lived(OUT, HandOverAccepted(sheet=OUT.sheet, receiver=OUT.receiver))
    assert proposed_way(there, "H40.16", 3) == Way(OUT.receiver, here)


def test_a_dossier_on_the_way_lies_with_its_giver() -> None:
    assert proposed_way(lived(OUT), "H40.16", 3).giver == office_unit("H40.16", 3)


@pytest.mark.parametrize("fact", [BACK, HandOverMissed(sheet=OUT.sheet)])
def test_what_never_left_is_where_and_what_it_was(fact: Fact) -> None:
    back = lived(OUT, fact)
    assert back.custody.holder == lived().custody.holder
    assert back.forwarded_at is None
    assert back.state is DossierState.RECEIVED


def test_what_the_agency_began_meanwhile_goes_on_when_the_paper_comes_back() -> None:
    begun = StepStarted(key="process:1", unit="Phòng", work="Xem")
    assert lived(OUT, begun, BACK).state is DossierState.IN_PROCESS


def test_taking_back_another_sheet_changes_nothing() -> None:
    other = HandOverTakenBack(sheet="BG-2")
    assert lived(OUT, other).custody == lived(OUT).custody


def test_nothing_is_odd_about_a_dossier_on_its_way_to_its_agency() -> None:
    named = replace(lived().procedure, settling_agency="Sở Y tế")
    dossier = replace(lived(), procedure=named)
    assert odd_on_pile(dossier, Way(office_unit("H40.16", 3), agency_unit("Sở Y tế"))) == ""


@given(st.integers(0, 9), st.integers(1, 12_000), st.sampled_from(["H40.16", "TAPHUAN", "G01"]))
def test_a_sheet_code_is_read_back_from_any_scanner(desk: int, number: int, agency: str) -> None:
    code = SheetCode(agency, read_sheet_code("BG-H40.16-261116-3001").on, desk, number)  # type: ignore[union-attr]
    assert read_sheet_code(str(code)) == code
    assert scanned_sheet(f"]C1{str(code).lower()}\r\n") == str(code)
    assert kind_of_scan(str(code)) is ScanKind.HAND_OVER_SHEET


@pytest.mark.parametrize("text", ["BG-H40.16-261332-3001", "H40.16-261116-3001", "BG-1", "BG--"])
def test_what_is_no_sheet_code_is_none(text: str) -> None:
    assert read_sheet_code(text) is None
