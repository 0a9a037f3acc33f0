"""Erasing the persons of a dossier or a visit: shown before, decided by two, proven afterwards.

The order of things is in ``docs/decisions/0015-erasure-and-trail.md``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from app.domain.erasure import (
    ArchiveTerm,
    Basis,
    ErasureForm,
    ErasureRules,
    tidy_order,
)
from app.domain.erasure_facts import ErasedPart, PersonalDataErased
from app.domain.errors import Reason, Refusal
from app.domain.events import Author, read_event
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.persons_named import persons_named
from app.domain.records import from_plain
from app.domain.time_words import moment_text
from app.models.database import run, table_of
from app.models.journal import EventPrivateRow, EventRow
from app.models.office import DossierPersonRow, DossierRow
from app.services import journal
from app.services.clock import clock_doubt
from app.services.desk import ADMINISTRATOR, SUPERVISOR, Actor, DeskContext
from app.services.erasure_subjects import Subject, check_subject, subject_of
from app.services.forgetting import Concerned, Traces, traces
from app.services.journal import Deed
from app.services.rights import Approval, author_with_second

_EVENT, _PRIVATE = table_of(EventRow), table_of(EventPrivateRow)
_DOSSIER, _PERSON = table_of(DossierRow), table_of(DossierPersonRow)
_PARTS = (
    select(_EVENT.c.content.label("event"), _PRIVATE.c.content)
    .join(_PRIVATE, (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid))
    .where(
        _EVENT.c.tenant == bindparam("of"),
        or_(
            _EVENT.c.dossier_uid == bindparam("which"),
            _EVENT.c.uid.in_(bindparam("visits", expanding=True)),
        ),
    )
    .order_by(_EVENT.c.arrival)
)
_SAME_PERSON = (
    select(_DOSSIER.c.code)
    .join(
        _PERSON, (_PERSON.c.tenant == _DOSSIER.c.tenant) & (_PERSON.c.number == _DOSSIER.c.number)
    )
    .where(
        _DOSSIER.c.tenant == bindparam("of"),
        _PERSON.c.identity.in_(bindparam("numbers", expanding=True)),
        _DOSSIER.c.uid != bindparam("which"),
    )
    .distinct()
    .order_by(_DOSSIER.c.code)
)
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan:
    """What is about to go, shown before anybody says yes.

    ``parts`` are the private parts with their digests, ``files`` counts what was attached,
    ``traces`` are what else lies outside the journal; ``others`` are further dossiers of the same
    persons, which stay.
    """

    code: str
    dossier_uid: UUID | None
    visits: tuple[UUID, ...]
    applicant: str
    basis: Basis
    order: str | None
    term: ArchiveTerm
    last_deed_on: date
    kept_until: date
    parts: tuple[ErasedPart, ...]
    files: int
    traces: Traces
    others: tuple[str, ...]


def plan_erasure(
    session: Session,
    code: str,
    form: ErasureForm,
    *,
    rules: ErasureRules,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> ErasurePlan:
    """Show what an erasure would take. ``code`` is a dossier's or filing's, or a visit's number.

    Raises ``Refusal``: ``ROLE_LACKING``; ``DOSSIER_UNKNOWN``, ``VISIT_UNKNOWN``;
    ``ERASURE_BASIS_UNKNOWN``, ``ERASURE_ORDER_MISSING``, ``ERASURE_ORDER_WRONG``;
    ``ERASED_ALREADY``, ``ERASURE_DOSSIER_OPEN``, ``ERASURE_TOO_EARLY``.
    """
    _acting(actor, desk)
    basis = rules.basis(form.basis)
    order = tidy_order(basis, form.order)
    subject = subject_of(session, desk, code)
    term = rules.term(subject.term)
    kept_until = term.kept_until(subject.last_deed_on)
    check_subject(subject, basis, kept_until, local_date(now))
    found = _private_parts(session, desk, subject)
    if not found:
        raise Refusal(Reason.ERASED_ALREADY, code=subject.code)
    concerned = Concerned(
        tenant=desk.tenant,
        dossier_uid=subject.uid,
        visit_numbers=tuple(number for _, number, _ in subject.visits),
        persons=persons_named(content for _, content in found),
    )
    return ErasurePlan(
        code=subject.code,
        dossier_uid=subject.uid,
        visits=tuple(uid for uid, _, _ in subject.visits),
        applicant=subject.applicant,
        basis=basis,
        order=order,
        term=term,
        last_deed_on=subject.last_deed_on,
        kept_until=kept_until,
        parts=tuple(part for part, _ in found),
        files=subject.files,
        traces=traces(session, concerned),
        others=_others(session, desk, concerned),
    )


def erase(
    session: Session,
    plan: ErasurePlan,
    *,
    rules: ErasureRules,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    approval: Approval | None = None,
) -> PersonalDataErased:
    """Erase what the plan showed, with the yes of a second person.

    Raises the refusals of ``plan_erasure``, those of ``author_with_second``, and
    ``ERASURE_PREVIEW_OLD`` where there is more by now than was shown, and ``CLOCK_JUMPED`` while
    the clock is in doubt: terms must not end by a wrong year. After the commit the
    opened desk wipes log and index (``app.bootstrap``).
    """
    _check_clock(session, desk, now)
    form = ErasureForm(basis=plan.basis.name, order=plan.order)
    again = plan_erasure(session, plan.code, form, rules=rules, now=now, desk=desk, actor=actor)
    if again.parts != plan.parts:
        raise Refusal(Reason.ERASURE_PREVIEW_OLD, code=plan.code)
    author: Author = author_with_second(
        session, actor, approval, now=now, desk=desk, roles=_ROLES, second=SUPERVISOR
    )
    fact = PersonalDataErased(
        basis=plan.basis.name,
        grounds=f"{plan.basis.words} ({plan.basis.source})",
        term=plan.term.name,
        kept_until=plan.kept_until,
        parts=plan.parts,
        count=len(plan.parts),
        visits=tuple(str(uid) for uid in plan.visits),
        order=plan.order,
    )
    journal.record(session, Deed(author=author, now=now), fact, plan.dossier_uid)
    return fact


_ROLES = (SUPERVISOR, ADMINISTRATOR)


def shipped_rules(resources: Path) -> ErasureRules:
    """Bases and terms as they lie in the program's resources."""
    plain = json.loads((resources / "erasure" / "rules.json").read_text("utf-8"))
    return from_plain(ErasureRules, plain)


def _acting(actor: Actor, desk: DeskContext) -> None:
    role = next((each for each in _ROLES if each in actor.roles), SUPERVISOR)
    actor.author(desk, role)


def _check_clock(session: Session, desk: DeskContext, now: datetime) -> None:
    doubt = clock_doubt(session, now=now, desk=desk)
    if doubt is not None:
        now_text, last_text = moment_text(doubt.now), moment_text(doubt.last)
        raise Refusal(Reason.CLOCK_JUMPED, now=now_text, last=last_text)


def _private_parts(
    session: Session, desk: DeskContext, subject: Subject
) -> Sequence[tuple[ErasedPart, bytes]]:
    asked = {
        "of": desk.tenant,
        "which": subject.uid or _NOBODY,
        "visits": [event_uid for _, _, event_uid in subject.visits],
    }
    found = []
    for content, private in run(session, _PARTS, asked):
        event = read_event(content, None)
        part = ErasedPart(event=str(event.uid), digest=event.private_digest or "")
        found.append((part, private))
    return found


def _others(session: Session, desk: DeskContext, about: Concerned) -> tuple[str, ...]:
    numbers = sorted(about.persons.numbers)
    if not numbers:
        return ()
    asked = {"of": desk.tenant, "numbers": numbers, "which": about.dossier_uid or _NOBODY}
    return tuple(run(session, _SAME_PERSON, asked).scalars())
