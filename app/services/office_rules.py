"""The rules that the office sets for its own work: read by whoever follows them, set by chiefs."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.office_rules import ONLINE_TARGETS, UNSIGNED_HOURS, OfficeRules, OfficeRulesSet
from app.domain.records import from_plain
from app.domain.roles import ADMINISTRATOR, SUPERVISOR
from app.services import journal
from app.services.desk import settings_of
from app.services.dossier_deeds import Acting, office_deed
from app.services.office_projection import OFFICE_RULES


def office_rules(session: Session, tenant: str) -> OfficeRules:
    """The rules as they were decided last; the usual ones where nobody decided anything."""
    decided = settings_of(session, tenant).get(OFFICE_RULES)
    return OfficeRules() if decided is None else from_plain(OfficeRules, decided["rules"])


def set_office_rules(session: Session, rules: OfficeRules, acting: Acting) -> OfficeRules:
    """Decide the rules, for supervisors and administrators; every desk of the office follows.

    Raises ``Refusal``: ``ROLE_LACKING``, ``UNSIGNED_HOURS_WRONG``, ``FIELD_WRONG`` for a target
    that is no share, ``NOTHING_CHANGED``.
    """
    deed = office_deed(acting, (SUPERVISOR, ADMINISTRATOR))
    if rules.unsigned_hours not in UNSIGNED_HOURS:
        raise Refusal(Reason.UNSIGNED_HOURS_WRONG, least=UNSIGNED_HOURS[0], most=UNSIGNED_HOURS[-1])
    if rules.online_target is not None and rules.online_target not in ONLINE_TARGETS:
        field = "chỉ tiêu trực tuyến (1 đến 100 %)"
        raise Refusal(Reason.FIELD_WRONG, field=field, value=str(rules.online_target))
    if rules == office_rules(session, acting.desk.tenant):
        raise Refusal(Reason.NOTHING_CHANGED)
    journal.record(session, deed, OfficeRulesSet(rules=rules))
    return rules
