from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.facts import FACTS

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(r"`(?P<name>\w+)`(?P<planned> \(planned\))?")


class Term(NamedTuple):
    """One row of the glossary."""

    vietnamese: str
    name: str
    planned: bool
    meaning: str


def read_terms() -> list[Term]:
    terms = []
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or cells[0] in ("Vietnamese", "---"):
            continue
        assert len(cells) == 5, f"a term has five cells: {line}"
        code = CODE.fullmatch(cells[1])
        assert code, f"a code name stands in back-ticks: {cells[1]}"
        terms.append(Term(cells[0], code["name"], bool(code["planned"]), cells[2]))
    return terms


def names_in_use() -> set[str]:
    """Every name that a module of the program defines: classes, functions, fields, arguments."""
    found = set()
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
    return found


TERMS = read_terms()
NAMES_IN_USE = names_in_use()
SUBJECTS = {kind.split(".")[0] for kind, _ in FACTS}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_code_name_is_in_use_unless_it_is_planned(term: Term) -> None:
    if term.planned:
        assert term.name not in NAMES_IN_USE, "built by now: take the mark away"
    else:
        assert term.name in NAMES_IN_USE or term.name in SUBJECTS


def test_each_concept_has_one_word_and_each_word_one_concept() -> None:
    for column in ([term.name for term in TERMS], [term.vietnamese for term in TERMS]):
        assert [each for each, count in Counter(column).items() if count > 1] == []
    assert all(term.meaning for term in TERMS)


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_the_subject_of_each_event_is_a_term(subject: str) -> None:
    assert subject in {term.name.lower() for term in TERMS}


UNACCENTED = {
    *("hoso", "thutuc", "canbo", "congdan", "nguoinop", "chuhoso", "linhvuc", "giayto", "ngayhen"),
    *("phieu", "quay", "bienlai", "lephi", "sodinhdanh", "diachi", "hoten", "ngaysinh", "ketqua"),
}


def test_no_identifier_is_vietnamese_without_its_marks() -> None:
    plain = {name: name.replace("_", "").lower() for name in NAMES_IN_USE}
    assert [name for name, bare in plain.items() if bare in UNACCENTED] == []
