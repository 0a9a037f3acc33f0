"""What stands in the form of a deed before the officer types: proposals, and what can be picked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.deed_forms import FORMS
from app.domain.delay_facts import NoticeAbout
from app.domain.dossier import Dossier
from app.domain.dossier_parts import ResultState, StepState
from app.domain.dossier_rules import DeedKind
from app.domain.form_fields import Pick
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.procedure import Procedure, RequiredDocument
from app.domain.seeing import check_seen
from app.services.desk import Actor, DeskContext, active_staff
from app.services.dossiers import dossier_by_uid
from app.services.outages import systems_lacking
from app.services.procedures import procedure_by_digest
from app.services.seeing import seer_of
from app.services.stepping import PlannedStep, planned_steps

Option = tuple[str, str]
"""What may be picked: its value, and its words."""

_OWN_STEP: Option = ("", "Bước khác, ghi bên dưới")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedSheet:
    """One form ready to be drawn: ``values`` by field, ``options`` of the fields that are picked.

    ``papers`` is the published list of the case; ``needless`` are fields that mean nothing now;
    ``others`` are the codes of the dossiers on which the same is done beside.
    """

    dossier: Dossier
    kind: DeedKind
    values: Mapping[str, Any]
    options: Mapping[str, tuple[Option, ...]]
    papers: tuple[RequiredDocument, ...]
    needless: frozenset[str]
    others: tuple[str, ...] = ()

    @property
    def words_go(self) -> bool:
        """Whether nothing is kept of what is said here of persons: they were erased."""
        return self.dossier.private is None


def deed_sheet(
    session: Session,
    dossier_uid: UUID,
    kind: DeedKind,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> DeedSheet:
    """The form of a deed on a dossier, as it is offered now.

    Raises ``Refusal``: ``DOSSIER_UNKNOWN``, ``DOSSIER_NOT_YOURS``.
    """
    dossier = dossier_by_uid(session, desk.tenant, dossier_uid)
    check_seen(dossier, seer_of(actor, desk))
    procedure = procedure_by_digest(session, desk.tenant, dossier.procedure.digest)
    staff = active_staff(session, desk.tenant, local_date(now)) if _asks_staff(kind) else ()
    people = tuple((str(each.uid), each.full_name) for each in staff)
    values = deed_proposals(kind, dossier, procedure)
    if kind is DeedKind.RECORD_CODE:
        lacking = systems_lacking(session, dossier_uid, desk=desk)
        values |= {"system": lacking[0]} if lacking else {}
    return DeedSheet(
        dossier=dossier,
        kind=kind,
        values=values,
        options=_options(kind, dossier, procedure, people),
        papers=procedure.papers_of(dossier.procedure.case) or (),
        needless=_needless(kind, dossier, procedure),
    )


def deed_proposals(kind: DeedKind, dossier: Dossier, procedure: Procedure) -> dict[str, Any]:
    """The value of each field of a deed's form: what is known, else the field's own default."""
    form = fields(FORMS[kind])
    plain = {each.name: each.default for each in form if each.default is not MISSING}
    propose = _PROPOSALS.get(kind)
    return plain | ({} if propose is None else propose(dossier, procedure))


def step_words(dossier: Dossier, procedure: Procedure) -> dict[str, str]:
    """Every step that is published or was done, by its key, as it is said."""
    planned = planned_steps(procedure, dossier.procedure.case)
    known: tuple[PlannedStep | StepState, ...] = (*planned, *dossier.steps)
    return {each.key: f"{each.unit}: {each.work}" for each in known}


def _agency(dossier: Dossier, procedure: Procedure) -> str:
    return dossier.procedure.settling_agency or procedure.settling_agency or ""


def _supplement(dossier: Dossier, procedure: Procedure) -> dict[str, Any]:
    handed_in = {each.ordinal for each in dossier.documents if each.is_met or each.not_applicable}
    papers = procedure.papers_of(dossier.procedure.case) or ()
    lacking = tuple(
        each.ordinal for each in papers if each.required and each.ordinal not in handed_in
    )
    return {
        "asked_by": _agency(dossier, procedure),
        "clock": procedure.supplement_clock,
        "lacking": lacking,
    }


def _by_agency(dossier: Dossier, procedure: Procedure) -> dict[str, Any]:
    return {"agency": _agency(dossier, procedure)}


def _new_date(dossier: Dossier, _: Procedure) -> dict[str, Any]:
    delay = dossier.open_delay
    return {} if delay is None else {"new_due_at": delay.proposed_due_at}


def _result(dossier: Dossier, procedure: Procedure) -> dict[str, Any]:
    """The next published result; how many are left of those that are published."""
    known = len(dossier.current_results)
    names = [each.name for each in procedure.results]
    name = names[min(known, len(names) - 1)] if names else ""
    remaining = max(len(names) - known - 1, 0)
    if dossier.results_remaining is not None:
        remaining = max(dossier.results_remaining - 1, 0)
    recalled = [each for each in dossier.results if each.recalled_at is not None]
    found: dict[str, Any] = {"name": name, "remaining": remaining}
    if recalled and dossier.results_remaining:
        found |= {"name": recalled[-1].name, "replaces": recalled[-1].uid}
    return found


def _only_step(dossier: Dossier, _: Procedure) -> dict[str, Any]:
    running = [each.key for each in dossier.steps if each.ended_at is None]
    return {"key": running[0]} if running else {}


def _next_step(dossier: Dossier, procedure: Procedure) -> dict[str, Any]:
    """The first published step that neither runs nor is done, and whose predecessors are."""
    done = {each.key for each in dossier.steps if each.outcome == "finished"}
    running = {each.key for each in dossier.steps if each.ended_at is None}
    for each in planned_steps(procedure, dossier.procedure.case):
        if each.key not in done | running and done.issuperset(each.after):
            return {"key": each.key}
    return {}


def _due(dossier: Dossier, _: Procedure) -> dict[str, Any]:
    money = dossier.money
    return {"fee": money.fee_due, "levy": money.levy_due, "service": money.service_due}


def _outstanding(dossier: Dossier, _: Procedure) -> dict[str, Any]:
    money = dossier.money
    return {
        "fee": max(money.fee_due - money.fee_exempt - money.fee_paid, 0),
        "levy": max(money.levy_due - money.levy_exempt - money.levy_paid, 0),
        "service": max(money.service_due - money.service_exempt - money.service_paid, 0),
    }


def _taken(dossier: Dossier, _: Procedure) -> dict[str, Any]:
    """What was taken; for an ended dossier it all goes back, before that nothing is supposed."""
    money = dossier.money
    if dossier.is_open:
        return {}
    return {
        "fee": money.fee_paid,
        "levy": money.levy_paid,
        "service": money.service_paid,
        "postage": money.postage_paid,
    }


def _about(dossier: Dossier, _: Procedure) -> dict[str, Any]:
    """What a citizen is told next: what they wait for, the most pressing first."""
    last = dossier.delays[-1] if dossier.delays else None
    if last is not None and last.signed_at is not None and last.told_at is None:
        about = NoticeAbout.APOLOGY
    elif any(each.is_on_shelf for each in dossier.results):
        about = NoticeAbout.RESULT_READY
    elif dossier.open_supplement is not None:
        about = NoticeAbout.SUPPLEMENT
    elif dossier.open_payment is not None:
        about = NoticeAbout.PAYMENT
    else:
        about = NoticeAbout.OTHER
    return {"about": about}


_PROPOSALS: dict[DeedKind, Callable[[Dossier, Procedure], dict[str, Any]]] = {
    DeedKind.REQUEST_SUPPLEMENT: _supplement,
    DeedKind.ANNOUNCE_DELAY: _by_agency,
    DeedKind.REMIND_AGENCY: _by_agency,
    DeedKind.NOTIFY: _about,
    DeedKind.DRAFT_APOLOGY: _new_date,
    DeedKind.RESCHEDULE: _new_date,
    DeedKind.RECEIVE_RESULT: _result,
    DeedKind.START_STEP: _next_step,
    DeedKind.FINISH_STEP: _only_step,
    DeedKind.ASSESS_FEE: _due,
    DeedKind.COLLECT_FEE: _outstanding,
    DeedKind.EXEMPT_FEE: _outstanding,
    DeedKind.REFUND_FEE: _taken,
}


def _asks_staff(kind: DeedKind) -> bool:
    return any(each.metadata["pick"] is Pick.STAFF for each in fields(FORMS[kind]))


def _options(
    kind: DeedKind, dossier: Dossier, procedure: Procedure, people: tuple[Option, ...]
) -> dict[str, tuple[Option, ...]]:
    found = {}
    for each in fields(FORMS[kind]):
        pick = each.metadata["pick"]
        if pick in _OFFERS:
            found[each.name] = _OFFERS[pick](kind, dossier, procedure)
        elif pick is Pick.STAFF:
            found[each.name] = people
    return found


def _results(kind: DeedKind, dossier: Dossier, _: Procedure) -> tuple[Option, ...]:
    if kind is DeedKind.RECEIVE_RESULT:
        recalled = [each for each in dossier.results if each.recalled_at is not None]
        return (("", "Không, là kết quả mới"), *((each.uid, _said(each)) for each in recalled))
    return tuple((each.uid, _said(each)) for each in dossier.current_results)


def _shelf(kind: DeedKind, dossier: Dossier, _: Procedure) -> tuple[Option, ...]:
    lying = tuple((each.uid, _said(each)) for each in dossier.results if each.is_on_shelf)
    every = (("", f"Tất cả {len(lying)} kết quả"),) if kind is DeedKind.RETURN_RESULT else ()
    return (*every, *lying)


def _running(_: DeedKind, dossier: Dossier, procedure: Procedure) -> tuple[Option, ...]:
    words = step_words(dossier, procedure)
    running = (each.key for each in dossier.steps if each.ended_at is None)
    return tuple((key, words[key]) for key in running)


def _known(kind: DeedKind, dossier: Dossier, procedure: Procedure) -> tuple[Option, ...]:
    words = step_words(dossier, procedure)
    if kind is not DeedKind.START_STEP:
        return (("", "Không ghi"), *words.items())
    running = {each.key for each in dossier.steps if each.ended_at is None}
    return (*(each for each in words.items() if each[0] not in running), _OWN_STEP)


_OFFERS: dict[Pick, Callable[[DeedKind, Dossier, Procedure], tuple[Option, ...]]] = {
    Pick.RESULT: _results,
    Pick.RESULT_ON_SHELF: _shelf,
    Pick.RUNNING_STEP: _running,
    Pick.KNOWN_STEP: _known,
}


def _said(result: ResultState) -> str:
    return f"{result.name} số {result.number}" if result.number else result.name


def _needless(kind: DeedKind, dossier: Dossier, procedure: Procedure) -> frozenset[str]:
    """Fields that only a second time, an open sum or several choices give a sense."""
    offered = _options(kind, dossier, procedure, ())
    no_choice = {
        name
        for name, options in offered.items()
        if name != "staff" and len([each for each in options if each[0]]) <= (name == "result_uid")
    }
    only_then = {
        "repeat_reason": bool(dossier.supplements),
        "override_reason": bool(dossier.promise.reschedules),
        "unpaid_reason": bool(dossier.money.outstanding),
    }
    names = {each.name for each in fields(FORMS[kind])}
    without_cause = {name for name, has_sense in only_then.items() if not has_sense}
    return frozenset(names & (no_choice | without_cause))
