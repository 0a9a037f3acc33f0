"""What the centre gave out, against itself: releases, codes that it lent or changed, files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, text

from app.domain.moments import from_milliseconds
from app.domain.releases import Release, Subject
from app.server.centre import Centre
from app.server.releases import is_signed_by
from app.server.verifying import CentreFinding

_RELEASES = text(
    "SELECT tenant, subject, office, version, issued_at, content, signature FROM release "
    "ORDER BY tenant, subject, office, version"
)
_UNREGISTERED = text(
    "SELECT d.code FROM dossier d LEFT JOIN code_registry r "
    "ON r.tenant = d.tenant AND r.code = d.code "
    "WHERE d.code IS NOT NULL AND r.dossier_uid IS DISTINCT FROM d.uid ORDER BY d.code"
)
_LENT_TWICE = text(
    "SELECT a.agency, a.lent_for, a.first FROM code_lease a JOIN code_lease b "
    "ON b.tenant = a.tenant AND b.agency = a.agency AND b.lent_for = a.lent_for "
    "AND b.prefix = a.prefix AND b.first > a.first AND b.first <= a.last"
)
_FILES = text("SELECT tenant, digest, size FROM file WHERE have = size ORDER BY tenant, digest")
_PARTS = text(
    "SELECT content FROM file_part WHERE tenant = :tenant AND digest = :digest ORDER BY first"
)
_STRAY = text(
    "SELECT f.digest FROM file f WHERE NOT EXISTS "
    "(SELECT 1 FROM named_file n WHERE n.tenant = f.tenant AND n.digest = f.digest)"
)


def verify_given(centre: Centre, connection: Connection) -> Iterator[CentreFinding]:
    """Every finding about what desks got from the centre; none for a sound one."""
    yield from _releases(centre, connection)
    yield from _codes(connection)
    yield from _files(connection)


def _releases(centre: Centre, connection: Connection) -> Iterator[CentreFinding]:
    """I11: a release bears this centre's signature, and says what it said."""
    for row in connection.execute(_RELEASES):
        release = Release(
            tenant=row.tenant,
            subject=Subject(row.subject),
            office=row.office,
            version=row.version,
            issued_at=from_milliseconds(row.issued_at),
            content=row.content,
            signature=row.signature,
        )
        if not is_signed_by(centre, release):
            where = f"{row.subject}/{row.office}/{row.version}"
            yield CentreFinding("I11", where, "Bản ban hành không khớp chữ ký của trung tâm.")


def _codes(connection: Connection) -> Iterator[CentreFinding]:
    """I7: the code of every dossier is registered as its own, and no block is lent twice."""
    for code in connection.execute(_UNREGISTERED).scalars():
        yield CentreFinding("I7", code, f"Mã {code} không đứng tên hồ sơ của nó trong sổ mã.")
    for row in connection.execute(_LENT_TWICE):
        where = f"{row.agency}/{row.lent_for}/{row.first}"
        yield CentreFinding("I7", where, "Hai dải số mượn chồng lên nhau.")


def _files(connection: Connection) -> Iterator[CentreFinding]:
    """I12: a whole file gives its digest, and some event names it."""
    for row in connection.execute(_FILES).all():
        counted = hashlib.sha256()
        for content in connection.execute(_PARTS, {"tenant": row.tenant, "digest": row.digest}):
            counted.update(content[0])
        if counted.hexdigest() != row.digest:
            yield CentreFinding("I12", row.digest, "Tệp đính kèm đã bị sửa.")
    for digest in connection.execute(_STRAY).scalars():
        yield CentreFinding("I12", digest, "Có tệp mà không sự kiện nào nhắc đến.")
