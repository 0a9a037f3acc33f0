"""A member of staff, and the rules about who may give which account what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.roles import ADMINISTRATOR, ROLE_WORDS, SUPERVISOR
from app.domain.staff_facts import EmployerKind, Term

_GIVEN_BY_ADMINISTRATOR = frozenset((SUPERVISOR, ADMINISTRATOR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What is known of an account, at a desk and at the centre alike."""

    full_name: str
    roles: tuple[str, ...]
    employer: str
    employer_kind: EmployerKind = EmployerKind.OFFICE
    title: str | None = None
    term: Term = Term()
    is_active: bool = True

    def known(self) -> dict[str, Any]:
        """All of that by its names."""
        return {each.name: getattr(self, each.name) for each in fields(Account)}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember(Account):
    """An account as folded from the journal; the name is empty once it was erased."""

    uid: UUID

    def may_work(self, on: date) -> bool:
        """Whether the account counts on a day: neither closed nor outside its term."""
        return self.is_active and self.term.covers(on)


def check_standing(member: StaffMember, on: date) -> None:
    """Raises ``Refusal`` when an account is closed, or the day lies outside its term."""
    if not member.is_active:
        raise Refusal(Reason.STAFF_CLOSED, name=member.full_name)
    if not member.term.covers(on):
        raise Refusal(Reason.STAFF_TERM_OVER, name=member.full_name)


def check_roles(roles: tuple[str, ...]) -> tuple[str, ...]:
    """Roles in their order, each once. Raises ``Refusal`` for none, or one that is unknown."""
    unknown = [role for role in roles if role not in ROLE_WORDS]
    if unknown or not roles:
        raise Refusal(Reason.ROLE_UNKNOWN, value=", ".join(unknown), known=", ".join(ROLE_WORDS))
    return tuple(role for role in ROLE_WORDS if role in roles)


def role_to_manage(*touched: Iterable[str]) -> str:
    """The role that somebody needs to enrol or change accounts with these roles.

    A supervisor looks after clerks; whoever gives or takes a higher role is an administrator.
    """
    return ADMINISTRATOR if _GIVEN_BY_ADMINISTRATOR & set().union(*touched) else SUPERVISOR


def check_administrator_stays(staff: Iterable[StaffMember], on: date) -> None:
    """Raises ``Refusal`` (``LAST_ADMINISTRATOR``) when nobody is left who could give roles."""
    if not any(ADMINISTRATOR in each.roles and each.may_work(on) for each in staff):
        raise Refusal(Reason.LAST_ADMINISTRATOR)
