"""The stored fold of the office itself: staff, settings, rules, visits, slips of the pad."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.canonical import canonical_bytes
from app.domain.codes import RESERVE_PREFIX, DossierCode
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.facts import (
    PadPrinted,
    SettingsChanged,
    StaffChanged,
    StaffEnrolled,
    VisitGuided,
    VisitRefused,
)
from app.domain.moments import local_date, to_milliseconds
from app.domain.office_rules import OfficeRulesSet
from app.domain.records import to_plain
from app.domain.staff_facts import Term
from app.domain.wording_facts import WordingChanged
from app.models.journal import EventPositionRow
from app.models.office import SettingRow, StaffRow, VisitRow, WordingRow
from app.models.paper import PadSlipRow
from app.services.wording_projection import store_wording

FOLDED = (VisitRow, StaffRow, SettingRow, WordingRow, PadSlipRow)
"""Tables that may be dropped and folded again."""

OFFICE_RULES = "office_rules"
"""Name of the setting that holds the rules of the office, with when they were decided."""


def project_office(session: Session, event: Event, fact: Fact | None) -> None:
    """Bring up to one more event what it says of the office."""
    match fact:
        case StaffEnrolled():
            _store_staff(session, event, fact)
        case WordingChanged():
            store_wording(session, event, fact)
        case StaffChanged():
            _change_staff(session, event, fact)
        case SettingsChanged() if _is_for_this_desk(session, event):
            for name, value in to_plain(fact).items():
                _store_setting(session, event.author.tenant, name, value)
        case OfficeRulesSet():
            _store_rules(session, event, fact)
        case VisitGuided() | VisitRefused():
            _store_visit(session, event, fact)
        case PadPrinted():
            _store_pad(session, event, fact)


def _store_staff(session: Session, event: Event, fact: StaffEnrolled) -> None:
    term = fact.term or Term()
    row = {
        "tenant": event.author.tenant,
        "uid": UUID(fact.staff_uid),
        "roles": " ".join(fact.roles),
        "employer": fact.employer,
        "employer_kind": fact.employer_kind.value,
        "full_name": None if fact.private is None else fact.private.full_name,
        "title": None if fact.private is None else fact.private.title,
        "begins_on": term.begins_on,
        "ends_on": term.ends_on,
        "is_active": True,
    }
    session.execute(insert(StaffRow).prefix_with("OR IGNORE", dialect="sqlite"), [row])


def _is_for_this_desk(session: Session, event: Event) -> bool:
    """Settings of other desks are theirs; the centre's have no desk and hold for all."""
    own = select(EventPositionRow.uid).where(
        EventPositionRow.tenant == event.author.tenant, EventPositionRow.uid == event.uid
    )
    return event.author.desk is None or session.execute(own).first() is not None


def _change_staff(session: Session, event: Event, fact: StaffChanged) -> None:
    changed: dict[str, Any] = {
        "roles": None if fact.roles is None else " ".join(fact.roles),
        "employer": fact.employer,
        "employer_kind": None if fact.employer_kind is None else fact.employer_kind.value,
        "is_active": fact.is_active,
    }
    changed = {name: value for name, value in changed.items() if value is not None}
    if fact.term is not None:
        changed |= {"begins_on": fact.term.begins_on, "ends_on": fact.term.ends_on}
    if fact.private is not None:
        changed |= {"full_name": fact.private.full_name, "title": fact.private.title}
    if changed:
        at = (StaffRow.tenant == event.author.tenant) & (StaffRow.uid == UUID(fact.staff_uid))
        session.execute(update(StaffRow).where(at).values(changed))


def _store_setting(session: Session, tenant: str, name: str, value: Any) -> None:
    at = (SettingRow.tenant == tenant) & (SettingRow.name == name)
    session.execute(delete(SettingRow).where(at))
    content = canonical_bytes(value).decode()
    session.execute(insert(SettingRow), [{"tenant": tenant, "name": name, "content": content}])


def _store_rules(session: Session, event: Event, fact: OfficeRulesSet) -> None:
    """The later decision stands at every desk, in whatever order two of them arrived."""
    tenant = event.author.tenant
    decided = [to_milliseconds(event.recorded_at), str(event.uid)]
    known = session.execute(
        select(SettingRow.content).where(
            SettingRow.tenant == tenant, SettingRow.name == OFFICE_RULES
        )
    ).scalar()
    if known is None or json.loads(known)["decided"] < decided:
        value = {"decided": decided, "rules": to_plain(fact.rules)}
        _store_setting(session, tenant, OFFICE_RULES, value)


def _store_visit(session: Session, event: Event, fact: VisitGuided | VisitRefused) -> None:
    row = {
        "tenant": event.author.tenant,
        "number": fact.visit_number,
        "uid": UUID(fact.visit_uid),
        "event_uid": event.uid,
        "kind": fact.kind,
        "occurred_at": event.occurred_at,
        "occurred_on": local_date(event.occurred_at),
    }
    session.execute(insert(VisitRow).prefix_with("OR IGNORE", dialect="sqlite"), [row])


def _store_pad(session: Session, event: Event, pad: PadPrinted) -> None:
    tokens = () if pad.private is None else pad.private.lookup_tokens
    rows = [
        {
            "tenant": event.author.tenant,
            "code": str(DossierCode(pad.agency_code, pad.on, RESERVE_PREFIX, pad.first + nth)),
            "dossier_uid": UUID(uid),
            "desk": pad.desk_number,
            "valid_from": pad.on,
            "printed_at": event.recorded_at,
            "lookup_token": tokens[nth] if nth < len(tokens) else None,
        }
        for nth, uid in enumerate(pad.dossier_uids)
    ]
    session.execute(insert(PadSlipRow).prefix_with("OR IGNORE", dialect="sqlite"), rows)
