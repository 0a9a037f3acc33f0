"""Every paper drawn once from a small invented office, by the same deeds as at a counter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.facts import LackingDocument
from app.domain.procedure import Procedure
from app.domain.reception import (
    Identity,
    Person,
    ReceptionForm,
    ReturnPlace,
    ReturnWay,
    SubmittedDocument,
)

SAMPLE_PROCEDURE = "1.010833"
"""A procedure of the starter catalogue whose limit and papers are known."""

APPLICANT = Person(
    full_name="Trần Thị Mẫu",
    identity=Identity(number="034188004321"),
    gender="Nữ",
    address="Thôn Ví Dụ, xã An Thử, tỉnh Hưng Yên",
    phone="0912345678",
)


def complete_form(procedure: Procedure) -> ReceptionForm:
    """A reception with every published paper at its published numbers."""
    return ReceptionForm(
        procedure_code=procedure.code,
        applicant=APPLICANT,
        documents=tuple(_documents(procedure)),
        return_way=ReturnWay(place=ReturnPlace.COUNTER),
    )


def incomplete_form(procedure: Procedure) -> ReceptionForm:
    """The same without its papers."""
    return replace(complete_form(procedure), documents=())


def lacking(procedure: Procedure) -> tuple[LackingDocument, ...]:
    """Every paper, as lacking."""
    return tuple(LackingDocument(ordinal=paper.ordinal) for paper in procedure.papers or ())


def _documents(procedure: Procedure) -> Iterator[SubmittedDocument]:
    for paper in procedure.papers or ():
        copies = paper.copies or 0
        certified = paper.certified or 0
        originals = paper.originals or (0 if copies or certified else 1)
        yield SubmittedDocument(
            ordinal=paper.ordinal, originals=originals, certified=certified, copies=copies
        )
