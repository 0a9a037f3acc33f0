"""Leases of codes: blocks of a day that the centre lends to a desk whose own numbers do not do.

A block belongs to one writer. It is never given back: numbers may lie idle, never be given twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.codes import LEASED, CodeBlock, DossierCode
from app.domain.moments import local_date
from app.server.centre import Centre
from app.server.devices import Device
from app.sync.protocol import CodesWanted, Lease

_MOST_DAYS = 7
_MOST_BLOCKS = 8
"""What one writer may hold of a day: four hundred numbers."""

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
_LENT = text(
    "SELECT prefix, first, last, writer FROM code_lease "
    "WHERE tenant = :tenant AND agency = :agency AND lent_for = :on ORDER BY lent_at, prefix, first"
)
_LEND = text(
    "INSERT INTO code_lease (tenant, agency, lent_for, prefix, first, last, writer, lent_at) "
    "VALUES (:tenant, :agency, :on, :prefix, :first, :last, :writer, :at) ON CONFLICT DO NOTHING"
)
_IS_USED = text(
    "SELECT 1 FROM code_registry WHERE tenant = :tenant AND code BETWEEN :first AND :last LIMIT 1"
)


def lend(
    centre: Centre,
    connection: Connection,
    device: Device,
    writer: UUID,
    wanted: Iterable[CodesWanted],
) -> tuple[Lease, ...]:
    """The blocks that a writer holds of the days that it asks about, one more where it needs one.

    A desk says each time which blocks it holds; so a lost answer lends nothing twice, and a centre
    that was restored learns again what it had lent.
    """
    today = local_date(centre.now())
    leases: list[Lease] = []
    for each in tuple(wanted)[:_MOST_DAYS]:
        if not today - timedelta(days=1) <= each.on <= today + timedelta(days=_MOST_DAYS):
            continue
        leases += _of_day(centre, connection, device, writer, each)
    return tuple(leases)


def _of_day(
    centre: Centre, connection: Connection, device: Device, writer: UUID, wanted: CodesWanted
) -> list[Lease]:
    on, asked = wanted.on, {"tenant": device.tenant, "agency": device.office, "on": wanted.on}
    connection.execute(_LOCK, {"name": f"lease/{device.tenant}/{device.office}/{on:%y%m%d}"})
    for held in wanted.held[: len(LEASED)]:
        _note(
            centre, connection, device, writer, (on, CodeBlock(held.prefix, held.first, held.last))
        )
    lent = connection.execute(_LENT, asked).all()
    ours = [CodeBlock(row.prefix, row.first, row.last) for row in lent if row.writer == writer]
    if wanted.more and len(ours) <= len(wanted.held) and len(ours) < _MOST_BLOCKS:
        taken = {(row.prefix, row.first) for row in lent}
        free = _free(connection, device, on, taken)
        if free is not None:
            _note(centre, connection, device, writer, (on, free))
            ours.append(free)
    return [Lease(on=on, prefix=each.prefix, first=each.first, last=each.last) for each in ours]


def _free(
    connection: Connection, device: Device, on: date, taken: set[tuple[int, int]]
) -> CodeBlock | None:
    """The first block that nobody holds and of which no code is known."""
    for block in LEASED:
        if (block.prefix, block.first) in taken:
            continue
        first, last = (
            str(DossierCode(device.office, on, block.prefix, number))
            for number in (block.first, block.last)
        )
        asked = {"tenant": device.tenant, "first": first, "last": last}
        if connection.execute(_IS_USED, asked).first() is None:
            return block
    return None


def _note(
    centre: Centre,
    connection: Connection,
    device: Device,
    writer: UUID,
    lent: tuple[date, CodeBlock],
) -> None:
    on, block = lent
    if block not in LEASED:
        return
    row = {
        "tenant": device.tenant,
        "agency": device.office,
        "on": on,
        "prefix": block.prefix,
        "first": block.first,
        "last": block.last,
        "writer": writer,
        "at": centre.now(),
    }
    connection.execute(_LEND, row)
