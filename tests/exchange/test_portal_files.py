"""The national portal's own files, where they lie beside the project."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.domain.procedure import LimitUnit
from app.exchange.catalogue_files import read_catalogue
from app.exchange.fact_remarks import remarks
from app.exchange.fact_sheet import UNATTESTED
from app.exchange.read_catalogue import ReadCatalogue

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
PORTAL = SHARED / "portal"
FACTS = SHARED / "procedures.json"

pytestmark = [
    pytest.mark.portal,
    pytest.mark.skipif(not PORTAL.is_dir(), reason="the portal's files are not here"),
]


@pytest.fixture(scope="module")
def portal() -> ReadCatalogue:
    return read_catalogue(PORTAL)


def test_every_entry_of_the_list_is_read_or_named(portal: ReadCatalogue) -> None:
    assert len(portal.procedures) == 5666
    assert [(row.code, row.place) for row in portal.skipped] == [
        ("1.0133611", "catalog.jsonl, dòng 1310"),
        ("1.014955-Xoa", "catalog.jsonl, dòng 1320"),
        ("2.009182739", "catalog.jsonl, dòng 1402"),
        ("1.014325", "catalog.jsonl, dòng 973"),
    ]
    assert portal.full
    assert portal.converted == ()


def test_every_full_record_is_read() -> None:
    details = read_catalogue(PORTAL / "details.tar.gz")
    assert len(details.procedures) == 126
    assert details.skipped == ()
    assert not details.full
    units = {
        limit.statutory.unit
        for procedure in details.procedures
        for limit in procedure.limits or ()
        if limit.statutory
    }
    assert {LimitUnit.OTHER, LimitUnit.MONTH, LimitUnit.WORKING_HOUR, LimitUnit.DAY} <= units


def test_nothing_unknown_is_taken_for_none(portal: ReadCatalogue) -> None:
    without = [each for each in portal.procedures if each.papers == ()]
    assert without == []
    receivable = [each for each in portal.procedures if each.is_receivable]
    assert len(receivable) == 92
    for procedure in receivable:
        assert not [line for line in procedure.to_confirm if re.match("limits|papers", line)]


@pytest.mark.skipif(not FACTS.is_file(), reason="the fact sheet is not here")
def test_every_remark_of_the_fact_sheet_has_been_judged() -> None:
    sheets = json.loads(FACTS.read_text("utf-8"))
    lines = {line for sheet in sheets for line in (sheet["notes"] or "").split(" | ") if line}
    unjudged = (each.sentence for line in sorted(lines) for each in remarks(line))
    assert [each for each in unjudged if "chưa được kiểm tra" in each] == []


@pytest.mark.skipif(not FACTS.is_file(), reason="the fact sheet is not here")
def test_the_starter_is_what_the_fact_sheet_has_from_sources() -> None:
    starter = Path(__file__).parents[2] / "resources" / "catalogue" / "starter.json"
    facts = read_catalogue(FACTS).procedures
    attested = tuple(each for each in facts if UNATTESTED not in (each.source or ""))
    assert read_catalogue(starter).procedures == attested
    assert len(attested) == len(facts) - 17
