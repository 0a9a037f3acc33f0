"""An invented office with several people, each with a PIN, on the desk of a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from desks import NOW, OFFICE, copy_desk, desk_settings

from app.bootstrap import Desk, create_desk, open_desk
from app.domain.roles import CLERK, SUPERVISOR
from app.services import credentials
from app.services.desk import actor_of, member_of_staff, staff_named
from app.services.sign_in import Proof, SignedIn, change_secret, sign_in
from app.services.staff_accounts import StaffForm, add_staff

CHIEF, CLERK_NAME, HEAD = "Nguyễn Thị Ví Dụ", "Lê Thị Tiếp Nhận", "Phạm Văn Lãnh Đạo"
"""The administrator of the set-up, a clerk, and a supervisor."""

PINS = {CHIEF: "739152", CLERK_NAME: "284617", HEAD: "506938"}


@pytest.fixture(scope="session")
def _staffed_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A staffed desk, made once: each PIN costs an argon2 hash."""
    folder = tmp_path_factory.mktemp("staffed") / "desk"
    made = create_desk(desk_settings(folder), OFFICE).desk
    staffed(made)
    made.close()
    return folder


@pytest.fixture
def staffed_folder(_staffed_template: Path, tmp_path: Path) -> Path:
    """The data folder of a desk with administrator, clerk and supervisor, closed."""
    return copy_desk(_staffed_template, tmp_path / "staffed")


@pytest.fixture
def office(staffed_folder: Path) -> Iterator[Desk]:
    """An open desk with administrator, clerk and supervisor; the administrator sits at it."""
    opened = replace(open_desk(desk_settings(staffed_folder)), now=lambda: NOW)
    with opened.database.reading() as session:
        chief = staff_named(session, opened.context.tenant, CHIEF)
    opened.seat.take(actor_of(chief))
    yield opened
    opened.close()


def proof(name: str, pin: str | None = None, new: str | None = None) -> Proof:
    """A person and their PIN, or another one."""
    return Proof(officer=name, secret=PINS[name] if pin is None else pin, new_secret=new)


def give_own_pin(desk: Desk, name: str = CHIEF) -> None:
    """Let the one person of a desk set a PIN."""
    first = Proof(officer=name, new_secret=PINS[name])
    change_secret(desk.database, first, now=NOW, desk=desk.context)


def enrol(desk: Desk, name: str, *roles: str) -> UUID:
    """Add a person, who signs in once and sets a PIN of their own."""
    form = StaffForm(full_name=name, roles=roles or (CLERK,))
    with desk.database.transaction() as session:
        given = add_staff(session, form, now=NOW, desk=desk.context, actor=desk.actor)
    first = proof(name, given.pin, new=PINS[name])
    sign_in(desk.database, first, now=NOW, desk=desk.context)
    return given.member.uid


def staffed(desk: Desk) -> Desk:
    """The desk with administrator, clerk and supervisor; the administrator sits at it."""
    give_own_pin(desk)
    enrol(desk, CLERK_NAME, CLERK)
    enrol(desk, HEAD, SUPERVISOR)
    return desk


def come_in(desk: Desk, name: str, pin: str | None = None, *, at: datetime = NOW) -> SignedIn:
    """Sign in, and take the seat."""
    found = sign_in(desk.database, proof(name, pin), now=at, desk=desk.context)
    desk.seat.take(found.actor)
    return found


def failures_of(desk: Desk, name: str) -> int:
    """How many wrong tries the desk remembers."""
    with desk.database.reading() as session:
        uid = staff_named(session, desk.context.tenant, name).uid
        return credentials.credential(session, desk.context.tenant, uid).failures


def sit(desk: Desk, uid: UUID) -> None:
    """Put a person into the seat without asking for a PIN."""
    with desk.database.reading() as session:
        desk.seat.take(actor_of(member_of_staff(session, desk.context.tenant, uid)))
