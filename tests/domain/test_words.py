from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from app.domain import caution_words, words
from app.domain.cautions import Caution, CautionKind
from app.domain.errors import Reason, Refusal
from app.domain.text import nfc

APP = Path(words.__file__).parents[1]
RefusalCall = tuple[str, str, frozenset[str]]


def refusal_calls() -> Iterator[RefusalCall]:
    """Where a refusal is raised by name: place, reason, names of its values."""
    for path in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            reason = _reason_of(node)
            if reason and isinstance(node, ast.Call):
                names = frozenset(each.arg or "**" for each in node.keywords)
                yield f"{path.relative_to(APP)}:{node.lineno}", reason, names


def _reason_of(node: ast.AST) -> str | None:
    match node:
        case ast.Call(
            func=ast.Name(id="Refusal"),
            args=[ast.Attribute(value=ast.Name(id="Reason"), attr=reason)],
        ):
            return reason
    return None


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_a_sentence_that_can_be_filled(reason: Reason) -> None:
    names = placeholders(words.refusal_template(reason))
    assert all(name.isidentifier() for name in names)
    sentence = words.refusal_sentence(Refusal(reason, **dict.fromkeys(names, "X")))
    assert sentence == nfc(sentence)
    assert sentence.endswith((".", "?"))
    assert not sentence.isascii(), "officers read Vietnamese"


def test_no_reason_has_two_sentences() -> None:
    written = [reason for subject in words.SUBJECTS for reason in subject]
    assert sorted(written) == sorted(set(written))


def test_each_place_that_refuses_fills_every_placeholder() -> None:
    lacking = {
        place: missing
        for place, reason, names in refusal_calls()
        if "**" not in names
        and (missing := placeholders(words.refusal_template(Reason[reason])) - names)
    }
    assert lacking == {}


def test_each_reason_is_used_somewhere() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in APP.rglob("*.py")
        if path.name != "errors.py" and path.parent.name != "refusals"
    )
    assert [reason for reason in Reason if f"Reason.{reason.name}" not in text] == []


@pytest.mark.parametrize("kind", CautionKind)
def test_each_caution_has_a_sentence(kind: CautionKind) -> None:
    sentence = caution_words.caution_sentence(Caution(kind, "ĐANG GHI", "MONG ĐỢI"))
    assert sentence.endswith(".")
    assert "ĐANG GHI" in sentence
