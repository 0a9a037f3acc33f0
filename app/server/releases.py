"""Releases of reference data: issued in order, never taken back, found again after a restore."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from app.domain.moments import from_milliseconds, to_millisecond_precision, to_milliseconds
from app.domain.releases import WHOLE_PROVINCE, Release, Subject, written
from app.server.centre import Centre
from app.server.refusing import refused
from app.sync.protocol import Trouble
from app.sync.release_messages import ReleaseMark

_NEXT = timedelta(milliseconds=1)
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
_NEWEST = text(
    "SELECT DISTINCT ON (subject, office) tenant, subject, office, version, issued_at, content, "
    "signature FROM release WHERE tenant = :tenant AND office = ANY(:offices) "
    "ORDER BY subject, office, version DESC"
)
_ADD = text(
    "INSERT INTO release (tenant, subject, office, version, issued_at, content, signature) "
    "VALUES (:tenant, :subject, :office, :version, :issued_at, :content, :signature) "
    "ON CONFLICT DO NOTHING"
)


def newest(connection: Connection, tenant: str, *offices: str) -> tuple[Release, ...]:
    """The newest release of each subject, for the whole province and for these offices."""
    asked = {"tenant": tenant, "offices": [WHOLE_PROVINCE, *offices]}
    return tuple(_release(row) for row in connection.execute(_NEWEST, asked))


def marks(releases: Iterable[Release]) -> tuple[ReleaseMark, ...]:
    """By what a desk tells whether it has them."""
    return tuple(
        ReleaseMark(
            subject=each.subject,
            office=each.office,
            version=each.version,
            digest=each.digest,
            issued_ms=to_milliseconds(each.issued_at),
        )
        for each in releases
    )


def entries_of(
    connection: Connection, tenant: str, subject: Subject, office: str = WHOLE_PROVINCE
) -> tuple[Any, ...]:
    """What the newest release of a subject says; nothing where there is none."""
    found = _of(connection, tenant, subject, office)
    return () if found is None else found.entries


def issue(
    centre: Centre,
    connection: Connection,
    tenant: str,
    about: tuple[Subject, str],
    entries: tuple[Any, ...],
) -> Release | None:
    """Give out the next version of a subject for an office; ``None`` where nothing is new in it."""
    subject, office = about
    _lock(connection, tenant, subject, office)
    known = _of(connection, tenant, subject, office)
    content = written(entries)
    if known is not None and known.content == content:
        return None
    now = to_millisecond_precision(centre.now())
    version = 1
    if known is not None:
        # Also where the clock was put back: what is issued now is later than what was known.
        version, now = known.version + 1, max(now, known.issued_at + _NEXT)
    return _issued(centre, connection, (tenant, subject, office), (version, now), content)


def take_back(
    centre: Centre, connection: Connection, tenant: str, releases: Sequence[Release]
) -> None:
    """Take back releases that this centre once signed and lost.

    What was issued last counts, under a number above both, so that no desk ever goes back. It
    keeps the moment of its issue: another branch of this centre's life may have issued later still.
    Raises ``Refused``: ``unauthorised`` for what this centre never signed.
    """
    for offered in releases:
        if offered.tenant != tenant or not is_signed_by(centre, offered):
            raise refused(Trouble.UNAUTHORISED)
        _lock(connection, tenant, offered.subject, offered.office)
        about = (tenant, offered.subject, offered.office)
        known = _of(connection, *about)
        if known is None:
            _add(connection, offered)
            continue
        last = max(known, offered, key=_age)
        other = offered if last is known else known
        if last.version > other.version:
            _add(connection, last)
        elif _age(last) != _age(other):
            at = (other.version + 1, last.issued_at)
            _issued(centre, connection, about, at, last.content)


def _age(release: Release) -> tuple[datetime, str, int]:
    """By what it is told which of two releases was issued later."""
    return release.issued_at, release.digest, release.version


def _issued(
    centre: Centre,
    connection: Connection,
    about: tuple[str, Subject, str],
    at: tuple[int, datetime],
    content: str,
) -> Release:
    tenant, subject, office = about
    version, issued_at = at
    unsigned = Release(
        tenant=tenant,
        subject=subject,
        office=office,
        version=version,
        issued_at=issued_at,
        content=content,
    )
    release = replace(unsigned, signature=centre.key.sign(unsigned.signed).hex())
    _add(connection, release)
    return release


def _add(connection: Connection, release: Release) -> None:
    row = {
        "tenant": release.tenant,
        "subject": release.subject.value,
        "office": release.office,
        "version": release.version,
        "issued_at": to_milliseconds(release.issued_at),
        "content": release.content,
        "signature": release.signature,
    }
    connection.execute(_ADD, row)


def is_signed_by(centre: Centre, release: Release) -> bool:
    """Whether this centre, in whatever life, signed a release."""
    try:
        signature = bytes.fromhex(release.signature)
    except ValueError:
        return False
    return centre.is_signed_here(release.signed, signature)


def _lock(connection: Connection, tenant: str, subject: Subject, office: str) -> None:
    connection.execute(_LOCK, {"name": f"release/{tenant}/{subject}/{office}"})


def _of(connection: Connection, tenant: str, subject: Subject, office: str) -> Release | None:
    found = newest(connection, tenant, office)
    return next((each for each in found if (each.subject, each.office) == (subject, office)), None)


def _release(row: Any) -> Release:
    return Release(
        tenant=row.tenant,
        subject=Subject(row.subject),
        office=row.office,
        version=row.version,
        issued_at=from_milliseconds(row.issued_at),
        content=row.content,
        signature=row.signature,
    )
