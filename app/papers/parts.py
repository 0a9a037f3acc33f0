"""What the papers of a dossier share: heading with its codes, people, money, signatories."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from app.domain.codes import register_text
from app.domain.dossier import Dossier
from app.domain.errors import Reason, Refusal
from app.domain.fact_parts import FreeWords, ReceptionPrivate
from app.domain.placeholders import Placeholder
from app.domain.printers import SlipKind
from app.domain.slip_code import SlipCode
from app.domain.time_words import moment_text
from app.papers.letterhead import ERASED, Letterhead, organisation_party, person_party
from app.printing.heading import Heading
from app.printing.party import Party
from app.printing.style import Paper
from app.services.paper_facts import PaperFacts

_DAY = "%d/%m/%Y"

Drawing = Callable[[Paper, int], bytes]
"""Draws a paper that is built, on a size, for dots per inch."""

Slip = TypeVar("Slip", contravariant=True)
Built = TypeVar("Built")


class SheetDraw(Protocol[Slip]):
    """What each paper's own module draws with."""

    def __call__(self, slip: Slip, /, *, paper: Paper, dots_per_inch: int) -> bytes:
        """The PDF on sheets."""


class RollDraw(Protocol[Slip]):
    """The same on a thermal roll."""

    def __call__(self, slip: Slip, /, *, dots_per_inch: int) -> bytes:
        """The PDF on a roll."""


def on_sheets(
    draw: SheetDraw[Built], slip: Built, *, roll: RollDraw[Built] | None = None
) -> Drawing:
    """A built paper that waits for its size; on the roll where it has a drawing for that."""

    def drawn(paper: Paper, dots: int) -> bytes:
        if paper is Paper.ROLL_80 and roll is not None:
            return roll(slip, dots_per_inch=dots)
        return draw(slip, paper=paper, dots_per_inch=dots)

    return drawn


def days_said(about: str, today: date) -> tuple[date, date]:
    """One day, or the first and the last of several; today where none is said.

    Raises ``Refusal`` (``FIELD_WRONG``) for days that are none.
    """
    said = [each.strip() for each in about.replace("–", "-").split("-") if each.strip()]
    try:
        read = [datetime.strptime(each, _DAY).date() for each in said] or [today]  # noqa: DTZ007
    except ValueError:
        raise Refusal(Reason.FIELD_WRONG, field="các ngày", value=about) from None
    if len(read) > len(("since", "until")) or read[0] > read[-1]:
        raise Refusal(Reason.FIELD_WRONG, field="các ngày", value=about)
    return read[0], read[-1]


ERASED_WORDS = ERASED.name


def letterhead_of(facts: PaperFacts, at: datetime, *, clerk: str = "") -> Letterhead:
    """The office on a paper of this dossier, in the words that it had at that moment."""
    dossier = facts.dossier
    return Letterhead(
        desk=facts.desk,
        wording=facts.wordings.at(at),
        known=known_of(dossier, facts.procedure.name, clerk),
    )


def known_of(dossier: Dossier, procedure: str, clerk: str) -> Mapping[Placeholder, str]:
    """What the placeholders of a dossier's papers stand for."""
    return {
        Placeholder.CODE: dossier.code,
        Placeholder.PROCEDURE: procedure,
        Placeholder.DUE: moment_text(dossier.promise.return_due_at),
        Placeholder.CLERK: clerk,
    }


def paper_heading(
    facts: PaperFacts,
    head: Letterhead,
    kind: SlipKind,
    number: str,
    issued_at: datetime,
    *,
    return_due_at: datetime | None = None,
) -> Heading:
    """The national heading of a paper of this dossier; ``number`` stands as it is given."""
    name = head.paper_name(kind)
    code = dossier_code(facts.dossier, name, head.system, issued_at, return_due_at)
    return head.heading(code, number, issued_at, label="Mã hồ sơ")


def dossier_code(
    dossier: Dossier,
    name: str,
    system: str,
    issued_at: datetime,
    return_due_at: datetime | None = None,
) -> SlipCode:
    """What the QR of a paper says of its dossier (Thông tư 01/2023/TT-VPCP điều 26)."""
    persons = dossier.private
    return SlipCode(
        dossier_uid=UUID(dossier.uid),
        dossier_code=dossier.code,
        token=(persons.lookup_token if persons else None) or "",
        procedure_code=dossier.procedure.code,
        person_number=person_number(persons),
        paper_name=name.capitalize(),
        system_name=system,
        issued_at=issued_at,
        return_due_at=return_due_at,
    )


def register_number(facts: PaperFacts, head: Letterhead) -> str:
    """The dossier's own number, as its receipt bears it."""
    return head.number(register_text(facts.dossier.register.number))


def person_number(persons: ReceptionPrivate | None) -> str:
    """Mã định danh of who owns the dossier: person or organisation."""
    if persons is None:
        return ""
    if persons.organisation is not None and persons.organisation.tax_code:
        return persons.organisation.tax_code
    owner = persons.owner or persons.applicant
    return owner.identity.number or ""


def applicant_of(dossier: Dossier) -> Party:
    """Who filed."""
    persons = dossier.private
    return ERASED if persons is None else person_party(persons.applicant)


def owner_of(dossier: Dossier) -> Party:
    """Whose dossier it is: to whom letters go."""
    persons = dossier.private
    if persons is None:
        return ERASED
    return separate_owner(persons) or person_party(persons.applicant)


def separate_owner(persons: ReceptionPrivate) -> Party | None:
    """The owner where somebody else filed."""
    if persons.organisation is not None:
        return organisation_party(persons.organisation)
    return None if persons.owner is None else person_party(persons.owner)


def abstract_of(facts: PaperFacts) -> str:
    """What was asked for, else the procedure's name."""
    persons = facts.dossier.private
    return (persons.abstract if persons else None) or facts.procedure.name


def words_of(private: FreeWords | None) -> str:
    """Words typed with a deed; that they were erased where they are gone."""
    return ERASED_WORDS if private is None else private.words
