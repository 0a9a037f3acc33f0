from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain import deed_forms as forms
from app.domain.deed_forms import FORMS
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import CollectorKind, ShownProof
from app.domain.errors import Reason, Refusal
from app.domain.pause_facts import Means
from app.domain.reception import ReturnPlace, SubmittedDocument
from app.ui.deed_texts import Shape, fields_of, form_of, shape_of, text_of

TODAY = date(2026, 11, 16)


def read(kind: DeedKind, texts: dict[str, str], **more: Any) -> Any:
    return form_of(kind, texts, today=TODAY, **more)


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_of_every_form_has_a_shape(kind: DeedKind) -> None:
    assert all(isinstance(shape_of(*each), Shape) for each in fields_of(kind))


@pytest.mark.parametrize("kind", FORMS)
def test_what_may_stay_empty_reads_as_its_default_and_the_rest_is_asked_for(
    kind: DeedKind,
) -> None:
    needed = {each.name: "1" for each in fields(FORMS[kind]) if each.default is MISSING}
    if kind is DeedKind.ANNOUNCE_DELAY:
        needed["proposed_due_at"] = "20/11/2026 16:00"
    texts = {
        each.name: each.default.value
        for each in fields(FORMS[kind])
        if hasattr(each.default, "value")
    }
    assert isinstance(read(kind, texts | needed), FORMS[kind])
    for name in needed:
        with pytest.raises(Refusal) as refused:
            read(kind, texts | needed | {name: "  "})
        assert refused.value.reason is Reason.FIELD_MISSING
        assert refused.value.values["key"] == name


def test_a_return_is_read_from_ticks_choices_and_texts() -> None:
    texts = {
        "collector": "authorised",
        "full_name": " Lê  Văn Thử ",
        "proofs.slip": "1",
        "proofs.card": "",
        "proofs.undertaking": "1",
        "authority": "Giấy ủy quyền số 5",
        "is_certified": "1",
        "place": "post",
    }
    form = read(DeedKind.RETURN_RESULT, texts)
    assert form.proofs == (ShownProof.SLIP, ShownProof.UNDERTAKING)
    assert (form.collector, form.place) == (CollectorKind.AUTHORISED, ReturnPlace.POST)
    assert (form.authority, form.is_certified) == ("Giấy ủy quyền số 5", True)


def test_what_has_no_sense_beside_the_rest_is_not_read() -> None:
    texts = {"collector": "owner", "authority": "Giấy ủy quyền số 5", "place": "counter"}
    assert read(DeedKind.RETURN_RESULT, texts).authority is None
    step = {"key": "process:1", "unit": "Phòng A", "work": "xem"}
    assert read(DeedKind.START_STEP, step) == forms.StartStepForm(key="process:1")
    assert read(DeedKind.START_STEP, step, without=frozenset({"key"})).unit == "Phòng A"


def test_sums_and_moments_are_typed_as_people_write_them() -> None:
    paid = read(DeedKind.COLLECT_FEE, {"fee": "1.250.000", "levy": "8000", "means": "cash"})
    assert (paid.fee, paid.levy, paid.service) == (1_250_000, 8_000, 0)
    texts = {"proposed_due_at": "20/11/2026 16:00", "reason": "x", "agency": "Sở"}
    delay = read(DeedKind.ANNOUNCE_DELAY, texts)
    assert delay.proposed_due_at == datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "key", "typed"),
    [
        (DeedKind.COLLECT_FEE, "fee", "nhiều"),
        (DeedKind.MEET_PAYMENT, "paid_on", "31/02/2026"),
        (DeedKind.RESCHEDULE, "new_due_at", "mai"),
    ],
)
def test_what_cannot_be_read_names_its_field(kind: DeedKind, key: str, typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(kind, {"signatory": "Lê Mẫu", "means": "cash", key: typed})
    assert refused.value.reason is Reason.FIELD_WRONG
    assert refused.value.values["key"] == key


def test_ticked_papers_and_counted_documents_come_along() -> None:
    asked = {"content": "x", "asked_by": "Sở"}
    assert read(DeedKind.REQUEST_SUPPLEMENT, asked, papers=(2, 5)).lacking == (2, 5)
    brought = (SubmittedDocument(ordinal=2, copies=1),)
    assert read(DeedKind.RECEIVE_SUPPLEMENT, {}, documents=brought).documents == brought


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (False, ""),
        (True, "1"),
        (0, ""),
        (1_250_000, "1.250.000"),
        (Means.LETTER, "letter"),
        (TODAY, "16/11/2026"),
        (datetime(2026, 11, 16, 2, 30, tzinfo=UTC), "16/11/2026 09:30"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_a_value_stands_in_its_field_as_people_write_it(value: Any, text: str) -> None:
    assert text_of(value) == text
