"""A supervisor enters what the catalogue does not know, with the document that says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.facts import LimitEntered
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.procedure import Fee, Limit, LimitUnit, Procedure, RequiredDocument, TimeLimit
from app.domain.procedure_version import doubt, doubts, procedure_digest, states
from app.domain.text import one_line
from app.services import journal
from app.services.catalogue import count_instead, store_versions
from app.services.desk import SUPERVISOR, Actor, DeskContext
from app.services.journal import Deed
from app.services.procedures import procedure_in_force

FACT_WORDS = {"limits": "thời hạn", "papers": "thành phần hồ sơ", "fees": "phí, lệ phí"}
_LONGEST = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsForm:
    """What a supervisor enters for one procedure; ``None`` leaves a fact as it is.

    ``source`` is the number of the document that says so (``QĐ 639/QĐ-BNV``), ``source_on`` its
    date. No papers and no fees are empty tuples.
    """

    code: str
    source: str
    source_on: date | None = None
    limits: tuple[Limit, ...] | None = None
    papers: tuple[RequiredDocument, ...] | None = None
    fees: tuple[Fee, ...] | None = None


def enter_limit(
    session: Session, form: FactsForm, *, now: datetime, desk: DeskContext, actor: Actor
) -> str:
    """Put entered facts into a new version that counts as the one before it did; its digest.

    Only what is unknown can be entered: what is published changes by publication. Raises
    ``Refusal``: ``ROLE_LACKING``, ``FACT_SOURCE_MISSING``, ``FACTS_MISSING``, ``FACT_KNOWN``,
    ``FIELD_WRONG``, ``PROCEDURE_UNKNOWN``, ``PROCEDURE_NOT_IN_FORCE``.
    """
    author = actor.author(desk, SUPERVISOR)
    source = one_line(form.source)
    if not source or form.source_on is None or form.source_on > local_date(now):
        raise Refusal(Reason.FACT_SOURCE_MISSING)
    previous, held = procedure_in_force(session, desk.tenant, form.code, local_date(now))
    entered = _entered(form, held)
    version = _version(held, entered, f"{source} ngày {form.source_on:%d/%m/%Y}")
    digest = procedure_digest(version)
    store_versions(session, desk.tenant, [version], now)
    fact = LimitEntered(
        procedure_code=form.code,
        previous_digest=previous,
        digest=digest,
        source=source,
        source_on=form.source_on,
        entered=tuple(sorted(entered)),
    )
    count_instead(session, desk.tenant, fact)
    journal.record(session, Deed(author=author, now=now), fact)
    return digest


def _entered(form: FactsForm, held: Procedure) -> dict[str, Any]:
    given = {name: getattr(form, name) for name in FACT_WORDS}
    entered = {name: value for name, value in given.items() if value is not None}
    if not entered:
        raise Refusal(Reason.FACTS_MISSING, code=form.code)
    for name in entered:
        if states(name, getattr(held, name)):
            raise Refusal(Reason.FACT_KNOWN, code=form.code, fact=FACT_WORDS[name])
    for limit in form.limits or ():
        for each in (limit.statutory, limit.shortened):
            _check(each)
    if form.limits is not None and any(each.statutory is None for each in form.limits):
        raise Refusal(Reason.FIELD_MISSING, field=FACT_WORDS["limits"])
    if form.limits == ():
        raise Refusal(Reason.FIELD_MISSING, field=FACT_WORDS["limits"])
    return entered


def _check(limit: TimeLimit | None) -> None:
    """Nought is the same working day; nothing else can be nought or less."""
    if limit is None or limit.unit is LimitUnit.OTHER:
        return
    same_day = limit == TimeLimit(0, LimitUnit.WORKING_DAY)
    if not same_day and not 0 < limit.amount <= _LONGEST:
        raise Refusal(Reason.FIELD_WRONG, field=FACT_WORDS["limits"], value=f"{limit.amount:f}")


def _version(held: Procedure, entered: dict[str, Any], source: str) -> Procedure:
    open_doubts = tuple(
        doubt(name, reason)
        for name, reasons in doubts(held).items()
        if name not in entered
        for reason in reasons
    )
    words = ", ".join(FACT_WORDS[name] for name in FACT_WORDS if name in entered)
    stated = (each.case for rows in entered.values() for each in rows if each.case)
    return replace(
        held,
        **entered,
        cases=tuple(dict.fromkeys((*held.cases, *stated))),
        to_confirm=open_doubts,
        source="; ".join(filter(None, (held.source, f"{words}: {source}"))),
    )
