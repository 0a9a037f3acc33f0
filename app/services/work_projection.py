"""The stored fold of work that is open: what lists and tasks are read from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.canonical import canonical_bytes
from app.domain.door_facts import DossierFiled, FeedbackAnswered, FeedbackReceived
from app.domain.dossier import Dossier
from app.domain.dossier_parts import Custody, StepState, SupplementState
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.facts import DossierReceived
from app.domain.filing import Filing, fold_filing
from app.domain.moments import local_date
from app.domain.procedure import Channel
from app.domain.records import from_plain, to_plain
from app.domain.text import fold
from app.domain.units import UnitKind
from app.models.database import run, table_of
from app.models.life import FeedbackRow, FilingRow, ForeignCodeRow, OpenWorkRow
from app.models.prepared import Prepared

FOLDED = (OpenWorkRow, ForeignCodeRow, FilingRow, FeedbackRow)
"""Tables that may be dropped and folded again."""

_WORK, _FILING = table_of(OpenWorkRow), table_of(FilingRow)
_FEEDBACK = table_of(FeedbackRow)
_PUT_WORK = Prepared(insert(_WORK).prefix_with("OR REPLACE", dialect="sqlite"))
_ADD_FILING = insert(_FILING)
_ADD_CODE = Prepared(insert(table_of(ForeignCodeRow)).prefix_with("OR IGNORE", dialect="sqlite"))
_DROP_WORK = Prepared(
    delete(_WORK).where(
        _WORK.c.tenant == bindparam("of"), _WORK.c.dossier_uid == bindparam("which")
    )
)
_READ_FILING = Prepared(
    select(_FILING.c.fold, _FILING.c.fold_private).where(
        _FILING.c.tenant == bindparam("of"), _FILING.c.dossier_uid == bindparam("which")
    )
)


Stored = tuple[Dossier, Dossier | None]
"""A dossier with the one that is stored, if any."""


def store_work(session: Session, tenant: str, dossiers: Sequence[Stored]) -> None:
    """Put the lines of dossiers that are open; one that ended loses its own."""
    lines = [_columns(each) for each, _ in dossiers if each.is_open]
    _PUT_WORK.write(session, *({"tenant": tenant, **line} for line in lines))
    ended = [known.uid for each, known in dossiers if known is not None and not each.is_open]
    _DROP_WORK.write(session, *({"of": tenant, "which": UUID(uid)} for uid in ended))


def store_foreign_codes(session: Session, tenant: str, dossiers: Sequence[Stored]) -> None:
    """Let dossiers be found by codes of other systems that they got since they were stored."""
    rows = [
        {
            "tenant": tenant,
            "code": each.code,
            "dossier_uid": UUID(dossier.uid),
            "system": fold(each.system),
        }
        for dossier, known in dossiers
        for each in dossier.foreign_codes
        if known is None or each not in known.foreign_codes
    ]
    _ADD_CODE.write(session, *rows)


def _columns(dossier: Dossier) -> dict[str, Any]:
    promise, custody = dossier.promise, dossier.custody
    return {
        "dossier_uid": UUID(dossier.uid),
        "code": dossier.code,
        "state": dossier.state.value,
        "office": dossier.office,
        "desk": dossier.desk,
        "channel": dossier.channel.value,
        "procedure_code": dossier.procedure.code,
        "sector": dossier.procedure.sector,
        "settling_agency": dossier.procedure.settling_agency,
        "received_by": dossier.received_by,
        "assigned_to": dossier.assigned_to,
        "return_place": dossier.return_place.value,
        "received_at": dossier.received_at,
        "return_due_at": promise.return_due_at,
        "late_against": promise.late_against,
        "due_on": local_date(promise.return_due_at),
        "late_on": local_date(promise.late_against),
        **_held(custody),
        "forwarded_at": dossier.forwarded_at,
        **_step(dossier),
        **_pauses(dossier),
        **_delay(dossier),
        "withdrawal_asked_at": dossier.withdrawal_asked_at,
        **_shelf(dossier),
        "outstanding": dossier.money.outstanding,
    }


def _held(custody: Custody) -> dict[str, Any]:
    return {
        "holder_kind": custody.holder.kind.value,
        "holder_name": custody.holder.name,
        "holder_desk": custody.holder.desk,
        "held_since": custody.since,
        "sheet": custody.sheet,
    }


def _step(dossier: Dossier) -> dict[str, Any]:
    """The running step that is due first."""
    running = [each for each in dossier.steps if each.ended_at is None]
    first = min(running, key=_first_due, default=None)
    return {
        "step_key": first and first.key,
        "step_unit": first and first.unit,
        "step_started_at": first and first.started_at,
        "step_due_at": first and first.due_at,
    }


def _first_due(step: StepState) -> tuple[bool, datetime]:
    return step.due_at is None, step.due_at or step.started_at


def _pauses(dossier: Dossier) -> dict[str, Any]:
    asked, paid = dossier.open_supplement, dossier.open_payment
    back = _back(dossier.supplements, dossier.custody) if asked is None else None
    return {
        "supplement_asked_at": asked and asked.asked_at,
        "supplement_told_at": asked and asked.told_at,
        "supplement_answer_by": asked and asked.answer_by,
        "supplement_back_at": back,
        "payment_asked_at": paid and paid.asked_at,
    }


def _back(supplements: tuple[SupplementState, ...], custody: Custody) -> datetime | None:
    """When a completed dossier came back, while it has not gone on to the agency again."""
    if not supplements or custody.holder.kind is not UnitKind.OFFICE:
        return None
    return supplements[-1].answered_at


def _delay(dossier: Dossier) -> dict[str, Any]:
    last = dossier.delays[-1] if dossier.delays else None
    return {
        "delay_announced_at": last and last.announced_at,
        "apology_drafted_at": last and last.drafted_at,
        "apology_signed_at": last and last.signed_at,
        "apology_told_at": last and last.told_at,
    }


def _shelf(dossier: Dossier) -> dict[str, Any]:
    lying = [each for each in dossier.results if each.is_on_shelf]
    told = [each.told_at for each in lying if each.told_at is not None]
    return {
        "settled_at": dossier.settled_at,
        "results_on_shelf": len(lying),
        "shelf": next((each.shelf for each in lying if each.shelf), None),
        "shelf_since": min((each.received_at for each in lying), default=None),
        "collector_told_at": max(told, default=None),
    }


def stored_filing(session: Session, tenant: str, uid: UUID) -> Filing | None:
    """An online filing as folded so far."""
    found = _READ_FILING.row(session, {"of": tenant, "which": uid})
    if found is None:
        return None
    content, form = found
    return replace(from_plain(Filing, json.loads(content)), form=form)


def may_answer_filing(known: Dossier | None, fact: Fact | None) -> bool:
    """Whether an event can concern an online filing; what is received at the counter cannot."""
    if isinstance(fact, DossierReceived):
        return fact.channel is Channel.ONLINE
    return known is None or isinstance(fact, PersonalDataErased)


def project_filing(session: Session, event: Event, fact: Fact | None) -> None:
    """Bring a filing up to one more event of its dossier; nothing where there is none."""
    tenant, uid = event.author.tenant, event.dossier_uid
    if uid is None:
        return
    known = None if isinstance(fact, DossierFiled) else stored_filing(session, tenant, uid)
    filing = fold_filing(known, event, fact)
    if filing is None:
        return
    at = (FilingRow.tenant == tenant) & (FilingRow.dossier_uid == uid)
    session.execute(delete(FilingRow).where(at))
    row = {
        "tenant": tenant,
        "dossier_uid": uid,
        "code": filing.code,
        "state": filing.state.value,
        "procedure_code": filing.procedure_code,
        "filed_at": filing.filed_at,
        "answer_due_at": filing.answer_due_at,
        "fold": canonical_bytes(to_plain(replace(filing, form=None))),
        "fold_private": filing.form,
    }
    run(session, _ADD_FILING, row)


def project_office_work(session: Session, event: Event, fact: Fact | None) -> None:
    """Feedback, which concerns no single dossier."""
    match fact:
        case FeedbackReceived():
            _store_feedback(session, event, fact)
        case FeedbackAnswered():
            _answer_feedback(session, event, fact)


def _store_feedback(session: Session, event: Event, fact: FeedbackReceived) -> None:
    row = {
        "tenant": event.author.tenant,
        "uid": UUID(fact.feedback_uid),
        "number": fact.number,
        "about": fact.about,
        "received_at": event.occurred_at,
        "event_uid": event.uid,
        "answered_at": None,
        "answer_event": None,
        "is_published": False,
    }
    run(session, insert(_FEEDBACK).prefix_with("OR IGNORE", dialect="sqlite"), row)


def _answer_feedback(session: Session, event: Event, fact: FeedbackAnswered) -> None:
    session.execute(
        update(FeedbackRow)
        .where(
            FeedbackRow.tenant == event.author.tenant,
            FeedbackRow.uid == UUID(fact.feedback_uid),
        )
        .values(
            answered_at=event.occurred_at,
            answer_event=event.uid,
            is_published=fact.published,
        )
    )
