"""Who may speak to the centre: offices, one-time codes, the keys of desks, revocation."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.streams import first_stream_chain
from app.server.refusing import refused, uid_of
from app.sync.protocol import Enrol, Trouble

_VALID = timedelta(days=7)
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_GROUPS, _GROUP = 4, 4

_ADD_OFFICE = text(
    "INSERT INTO office (tenant, code, name, kind) VALUES (:tenant, :code, :name, :kind) "
    "ON CONFLICT (tenant, code) DO UPDATE SET name = excluded.name, kind = excluded.kind"
)
_ADD_STREAM = text(
    "INSERT INTO stream (tenant, name, chain) VALUES (:tenant, :code, :chain) "
    "ON CONFLICT DO NOTHING"
)
_OFFICES = text("SELECT code, name, kind FROM office WHERE tenant = :tenant ORDER BY code")
_OFFICE_NAME = text("SELECT name FROM office WHERE tenant = :tenant AND code = :code")
_ADD_CODE = text(
    "INSERT INTO enrolment_code (tenant, digest, office, desk, expires_at) "
    "VALUES (:tenant, :digest, :office, :desk, :expires_at)"
)
_CODE = text(
    "SELECT tenant, office, desk, expires_at, used_by FROM enrolment_code "
    "WHERE digest = :digest FOR UPDATE"
)
_USE_CODE = text("UPDATE enrolment_code SET used_by = :device WHERE digest = :digest")
_ADD_DEVICE = text(
    "INSERT INTO device (tenant, uid, office, desk, public, hardware, enrolled_at) VALUES "
    "(:tenant, :uid, :office, :desk, :public, :hardware, :at) ON CONFLICT (tenant, uid) DO UPDATE "
    "SET office = excluded.office, desk = excluded.desk, public = excluded.public, "
    "hardware = excluded.hardware, enrolled_at = excluded.enrolled_at, revoked_at = NULL"
)
_DEVICE = text(
    "SELECT tenant, uid, office, desk, public, hardware, revoked_at FROM device WHERE uid = :uid"
)
_DEVICES = text(
    "SELECT d.tenant, d.uid, d.office, d.desk, d.public, d.hardware, d.revoked_at "
    "FROM device d WHERE tenant = :tenant ORDER BY office, desk, enrolled_at"
)
_PREDECESSORS = text(
    "SELECT count(*) FROM device WHERE tenant = :tenant AND office = :office AND desk = :desk "
    "AND uid <> :uid"
)
_REPLACE = text(
    "UPDATE device SET revoked_at = :at WHERE tenant = :tenant AND office = :office "
    "AND desk = :desk AND uid <> :uid AND revoked_at IS NULL"
)
_REVOKE = text(
    "UPDATE device SET revoked_at = :at WHERE tenant = :tenant AND office = :office "
    "AND desk = :desk AND revoked_at IS NULL"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that the centre knows, by its agency code; ``kind`` is ``office`` or ``post``."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A desk's machine, known by its key."""

    tenant: str
    uid: UUID
    office: str
    desk: int
    public: bytes
    hardware: str
    revoked_at: datetime | None


def add_office(connection: Connection, tenant: str, office: Office) -> None:
    """Let an office in, or rename it; its stream begins empty."""
    row = {"tenant": tenant, "code": office.code, "name": office.name, "kind": office.kind}
    connection.execute(_ADD_OFFICE, row)
    chain = first_stream_chain(office.code)
    connection.execute(_ADD_STREAM, {"tenant": tenant, "code": office.code, "chain": chain})


def offices(connection: Connection, tenant: str) -> tuple[Office, ...]:
    """The offices of a province."""
    rows = connection.execute(_OFFICES, {"tenant": tenant})
    return tuple(Office(code=row.code, name=row.name, kind=row.kind) for row in rows)


def office_name(connection: Connection, tenant: str, code: str) -> str | None:
    """The name of an office; ``None`` for one that the centre does not know."""
    asked = {"tenant": tenant, "code": code}
    name: str | None = connection.execute(_OFFICE_NAME, asked).scalar()
    return name


def new_code(connection: Connection, tenant: str, office: str, desk: int, now: datetime) -> str:
    """A one-time code by which a machine becomes this desk; only its digest is kept."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_GROUPS * _GROUP))
    row = {
        "tenant": tenant,
        "digest": _digest(letters),
        "office": office,
        "desk": desk,
        "expires_at": now + _VALID,
    }
    connection.execute(_ADD_CODE, row)
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def enrol(connection: Connection, asked: Enrol, now: datetime) -> Device:
    """Let a desk in by its code; the same desk may ask again when the answer was lost.

    It takes the place of whatever machine was this desk before, which is shut out.

    Raises ``Refused``: ``code_wrong`` for one that is unknown, used or over, ``elsewhere`` where
    the desk says that it is another than the code is for.
    """
    digest = _digest(asked.code)
    found = connection.execute(_CODE, {"digest": digest}).first()
    uid = uid_of(asked.device)
    if found is None or found.expires_at < now or found.used_by not in (None, uid):
        raise refused(Trouble.CODE_WRONG)
    if (asked.tenant, asked.office, asked.desk) != (found.tenant, found.office, found.desk):
        raise refused(Trouble.ELSEWHERE)
    known = device_of(connection, uid)
    if known is not None and known.tenant != asked.tenant:
        raise refused(Trouble.ELSEWHERE)
    connection.execute(_USE_CODE, {"digest": digest, "device": uid})
    row = {
        "tenant": found.tenant,
        "uid": uid,
        "office": found.office,
        "desk": found.desk,
        "public": bytes.fromhex(asked.public),
        "hardware": asked.hardware,
        "at": now,
    }
    connection.execute(_ADD_DEVICE, row)
    connection.execute(_REPLACE, row)
    enrolled = device_of(connection, uid)
    assert enrolled is not None  # noqa: S101 - just stored
    return enrolled


def predecessors(connection: Connection, device: Device) -> int:
    """How many other machines were this desk before."""
    asked = {"tenant": device.tenant, "office": device.office, "desk": device.desk}
    return int(connection.execute(_PREDECESSORS, {"uid": device.uid, **asked}).scalar_one())


def device_of(connection: Connection, uid: UUID) -> Device | None:
    """A machine by its uid."""
    row = connection.execute(_DEVICE, {"uid": uid}).first()
    return None if row is None else _device(row)


def devices(connection: Connection, tenant: str) -> tuple[Device, ...]:
    """The machines of a province, revoked ones too."""
    return tuple(_device(row) for row in connection.execute(_DEVICES, {"tenant": tenant}))


def revoke(connection: Connection, tenant: str, office: str, desk: int, now: datetime) -> int:
    """Shut every machine of a desk out; returns how many there were."""
    asked = {"tenant": tenant, "office": office, "desk": desk, "at": now}
    return connection.execute(_REVOKE, asked).rowcount


def _device(row: Any) -> Device:
    return Device(
        tenant=row.tenant,
        uid=row.uid,
        office=row.office,
        desk=row.desk,
        public=bytes(row.public),
        hardware=row.hardware,
        revoked_at=row.revoked_at,
    )


def _digest(code: str) -> bytes:
    letters = "".join(each for each in code.upper() if each.isalnum())
    return hashlib.sha256(letters.encode()).digest()
