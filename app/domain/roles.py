"""The roles of an office, and what they are called (``docs/decisions/0013-people.md``)."""

from __future__ import annotations

CLERK, POSTAL_CLERK = "clerk", "postal_clerk"
SUPERVISOR, ADMINISTRATOR = "supervisor", "administrator"

ROLE_WORDS = {
    CLERK: "cán bộ tiếp nhận",
    POSTAL_CLERK: "nhân viên bưu chính",
    SUPERVISOR: "lãnh đạo",
    ADMINISTRATOR: "quản trị",
}
"""Every role, in the order in which they are listed; a person may hold several."""


def role_text(role: str) -> str:
    """A role as an officer reads it; one that this version does not know stays as written."""
    return ROLE_WORDS.get(role, role)


def roles_text(roles: tuple[str, ...]) -> str:
    """Several roles, in their order."""
    return ", ".join(map(role_text, roles))
