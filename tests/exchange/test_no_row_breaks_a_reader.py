from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refusal
from app.domain.procedure_version import procedure_bytes
from app.exchange.catalogue_json import CATALOGUE_FORMAT, json_rows
from app.exchange.catalogue_table import read_table
from app.exchange.table_files import csv_table

CODES = st.sampled_from(["2.001955", " 2.001955", "1.010778.H18", "1.014955-Xoa", ""])
ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
TEXTS = st.text(max_size=12) | ODD


def lists(*fields: str) -> st.SearchStrategy[Any]:
    row = st.dictionaries(st.sampled_from(fields), ODD | st.lists(ODD, max_size=2), max_size=6)
    return st.lists(row | ODD, max_size=3) | ODD


UNITS = st.sampled_from(["WORKING_DAY", "DAY", "MONTH", "HOUR", "OTHER", "TUẦN"])
METHOD = st.fixed_dictionaries(
    {},
    optional={
        "submissionMethod": st.sampled_from(["DIRECT", "ONLINE", "POSTAL", "?"]),
        "processingTime": ODD | st.sampled_from(["7", "1,5", "NaN", "1E+99"]),
        "processingTimeUnit": UNITS,
        "description": TEXTS,
        "fees": lists("type", "value", "description", "currencyName"),
    },
)
PORTAL = st.fixed_dictionaries(
    {"code": CODES | ODD, "name": TEXTS},
    optional={
        "state": st.sampled_from(["ACTIVE", "ABOLISHED", "?"]) | ODD,
        "categories": st.lists(ODD, max_size=2) | ODD,
        "executionMethods": st.lists(METHOD, max_size=3) | ODD,
        "executionCases": lists("name", "profileComponents"),
        "resultsDetails": lists("name", "code"),
        "legalBasisesDetails": lists("name", "code"),
        "procedureProposal": st.dictionaries(
            st.sampled_from(["proposalNumber", "decisionDate"]), ODD, max_size=2
        )
        | ODD,
    },
)
LIMIT = st.fixed_dictionaries({"value": ODD, "unit": st.sampled_from(["day", "hour", "x"]) | ODD})
SHEET = st.fixed_dictionaries(
    {"code": CODES | ODD, "name": TEXTS, "components": lists("name", "originals", "copies")},
    optional={
        "time_limit": LIMIT | ODD,
        "shortened_limit": LIMIT | ODD,
        "fee_vnd": ODD,
        "legal_basis": TEXTS,
        "notes": TEXTS,
        "status": TEXTS,
        "source": TEXTS,
        "steps": lists("step", "unit", "work", "limit", "form"),
    },
)
OWN = st.fixed_dictionaries(
    {"format": st.just(CATALOGUE_FORMAT)},
    optional={"procedures": lists("code", "name", "limits", "papers", "notes")},
)


@given(st.lists(PORTAL | SHEET | OWN | ODD, max_size=4))
def test_whatever_json_holds_is_read_or_named(rows: list[Any]) -> None:
    found = json_rows([("tệp", rows)])
    for procedure in found.procedures:
        assert procedure_bytes(procedure), "it can be stored"
    for row in found.skipped:
        assert row.place.startswith("tệp")
        assert f"{row.code}{row.reason}".encode()


@given(st.recursive(ODD, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_json_value_at_all_is_read_or_named(value: Any) -> None:
    json_rows([("tệp", json.loads(json.dumps(value)))])


CELLS = st.text(max_size=10) | st.sampled_from(["7 ngày", "1/0 ngày", "Không", "31/02/2026"])
ROW = st.tuples(CODES, *[CELLS] * 7)


@given(st.lists(ROW, max_size=4), st.sampled_from(["utf-8", "utf-16"]))
def test_any_table_is_read_or_named(rows: list[tuple[str, ...]], encoding: str) -> None:
    heading = "Mã thủ tục\tTên\tThời hạn\tThành phần hồ sơ\tPhí\tNgày hiệu lực\tQuyết định\tLệ phí"
    clean = ("\t".join(cell.replace("\t", " ").replace('"', "") for cell in row) for row in rows)
    content = "\n".join((heading, *clean)).encode(encoding, "replace")
    for procedure in read_table(csv_table("tệp", content)).procedures:
        assert procedure_bytes(procedure)


@given(st.binary(max_size=200))
def test_bytes_are_decoded_or_refused_never_more(content: bytes) -> None:
    with suppress(Refusal):
        read_table(csv_table("tệp", content))
