"""One deed on many dossiers at once: which can be done, and its form with what all agree on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.deed_forms import FORMS
from app.domain.dossier import Dossier
from app.domain.dossier_rules import DeedKind
from app.services.deed_proposals import DeedSheet, deed_sheet
from app.services.dossier_deeds import Acting, may_do
from app.services.dossiers import dossier_by_uid

DEEDS_FOR_MANY = (
    DeedKind.ANNOUNCE_DELAY,
    DeedKind.DRAFT_APOLOGY,
    DeedKind.RESCHEDULE,
    DeedKind.NOTIFY,
    DeedKind.TELL_SUPPLEMENT,
    DeedKind.CLOSE_UNSUPPLEMENTED,
    DeedKind.REMIND_AGENCY,
    DeedKind.REASSIGN,
    DeedKind.ADD_NOTE,
)
"""Deeds that say the same of every dossier: one letter, one call round, one signature."""


def deeds_for_many(session: Session, uids: Sequence[UUID], acting: Acting) -> tuple[DeedKind, ...]:
    """The deeds that no rule forbids on at least one of these dossiers."""
    dossiers = [dossier_by_uid(session, acting.desk.tenant, uid) for uid in uids]
    return tuple(
        kind for kind in DEEDS_FOR_MANY if any(_may(kind, each, acting) for each in dossiers)
    )


def sheet_for_many(
    session: Session, uids: Sequence[UUID], kind: DeedKind, acting: Acting
) -> DeedSheet:
    """The form of a deed on several dossiers: a value stands there where it is that of them all.

    Raises ``Refusal``: those of ``deed_sheet``.
    """
    around: dict[str, Any] = {"now": acting.now, "desk": acting.desk, "actor": acting.actor}
    sheets = [deed_sheet(session, uid, kind, **around) for uid in uids]
    open_to = [each for each in sheets if _may(kind, each.dossier, acting)] or sheets
    first, *others = open_to
    usual = {each.name: each.default for each in fields(FORMS[kind])}
    values = {
        name: value
        if all(each.values.get(name) == value for each in others)
        else _empty(usual[name])
        for name, value in first.values.items()
    }
    return replace(
        first,
        values=values,
        needless=frozenset.intersection(*(each.needless for each in open_to)),
        others=tuple(each.dossier.code for each in sheets if each is not first),
    )


def _may(kind: DeedKind, dossier: Dossier, acting: Acting) -> bool:
    return may_do(kind, dossier, acting.desk, acting.actor)


def _empty(usual: Any) -> Any:
    return "" if usual is MISSING else usual
