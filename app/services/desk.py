"""The desk and the person at it, as every use case needs them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.typed_words import folded_words
from app.models.database import run, table_of
from app.models.office import SettingRow, StaffRow

OpenSession = Session
"""The session of an open transaction, for layers that must not see the database's library."""

CLERK, SUPERVISOR, ADMINISTRATOR = "clerk", "supervisor", "administrator"

ROLE_WORDS = {CLERK: "cán bộ tiếp nhận", SUPERVISOR: "lãnh đạo", ADMINISTRATOR: "quản trị"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskContext:
    """Office and desk, fixed while the program runs."""

    tenant: str
    device_uid: UUID
    agency_code: str
    office_name: str
    place: str
    number: int
    is_training: bool = False
    parent_name: str | None = None
    contact_line: str | None = None
    lookup_host: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A member of staff who acts, with every role that they hold."""

    uid: UUID
    full_name: str
    roles: tuple[str, ...]
    employer: str

    def author(self, desk: DeskContext, role: str) -> Author:
        """The author of a deed in a role. Raises ``Refusal`` (``ROLE_LACKING``) without it."""
        if role not in self.roles:
            raise Refusal(Reason.ROLE_LACKING, role=ROLE_WORDS[role])
        return Author(
            tenant=desk.tenant,
            office=desk.agency_code,
            actor=self.uid,
            role=role,
            employer=self.employer,
            desk=desk.number,
        )


_SETTING = table_of(SettingRow)
_SETTINGS = select(_SETTING.c.name, _SETTING.c.content).where(_SETTING.c.tenant == bindparam("of"))


def settings_of(session: Session, tenant: str) -> dict[str, Any]:
    """The settings of office and desk, by name."""
    rows = run(session, _SETTINGS, {"of": tenant})
    return {name: json.loads(content) for name, content in rows}


def staff_name(session: Session, tenant: str, uid: UUID) -> str:
    """The name of a member of staff; empty when it was erased."""
    found = session.execute(
        select(StaffRow.full_name).where(StaffRow.tenant == tenant, StaffRow.uid == uid)
    ).scalar()
    return found or ""


def staff_named(session: Session, tenant: str, name: str) -> Actor:
    """The one officer who bears these words in their name, without regard to tone marks.

    Raises ``Refusal`` (``OFFICER_UNKNOWN``) for nobody, and for more than one.
    """
    sought = set(folded_words(name))
    found = [each for each in staff(session, tenant) if sought <= set(folded_words(each.full_name))]
    if not sought or len(found) != 1:
        raise Refusal(Reason.OFFICER_UNKNOWN, name=name)
    return found[0]


def staff(session: Session, tenant: str) -> tuple[Actor, ...]:
    """Everyone who has an account, in the order of enrolment."""
    rows = session.execute(
        select(StaffRow.uid, StaffRow.full_name, StaffRow.roles, StaffRow.employer)
        .where(StaffRow.tenant == tenant)
        .order_by(StaffRow.uid)
    )
    return tuple(
        Actor(uid=uid, full_name=name or "", roles=tuple(roles.split()), employer=employer)
        for uid, name, roles, employer in rows
    )
