"""Attached files on their way: which the centre may lack or have, and parts not yet whole here."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.devices.vault import Vault
from app.models.database import run, table_of
from app.models.sync import FileCursorRow, FilePartRow
from app.services.attached_files import AttachedFile, attached_files

_PART = table_of(FilePartRow)
_PARTS = (
    select(_PART.c.first, _PART.c.size, _PART.c.part)
    .where(_PART.c.tenant == bindparam("of"), _PART.c.digest == bindparam("named"))
    .order_by(_PART.c.first)
)
_DROP_PARTS = delete(_PART).where(
    _PART.c.tenant == bindparam("of"), _PART.c.digest == bindparam("named")
)


def unsettled(session: Session, tenant: str, incarnation: str) -> tuple[AttachedFile, ...]:
    """The files that may still have to travel, in the order in which the journal named them."""
    reached = session.execute(
        select(FileCursorRow.arrival).where(
            FileCursorRow.tenant == tenant, FileCursorRow.incarnation == incarnation
        )
    ).scalar()
    return tuple(attached_files(session, tenant, reached or 0))


def settle(session: Session, tenant: str, arrival: int, incarnation: str) -> None:
    """Every file named up to here is at both ends, as long as the centre lives this life."""
    session.execute(delete(FileCursorRow).where(FileCursorRow.tenant == tenant))
    row = {"tenant": tenant, "arrival": arrival, "incarnation": incarnation}
    session.execute(insert(FileCursorRow), [row])


def ask_for_all(session: Session, tenant: str) -> None:
    """Ask about every file again: a dossier came back, whose files were let go."""
    session.execute(delete(FileCursorRow).where(FileCursorRow.tenant == tenant))


def missing_files(session: Session, tenant: str, vault: Vault | None) -> tuple[AttachedFile, ...]:
    """The files that the journal names and that are not on this machine."""
    named = {each.digest: each for each in attached_files(session, tenant)}
    here = (each for each in named.values() if not each.has_left)
    return tuple(each for each in here if vault is None or not vault.holds(each.digest))


def received_so_far(session: Session, tenant: str, digest: str) -> int:
    """How many bytes of a file have come, from the first on."""
    rows = run(session, _PARTS, {"of": tenant, "named": digest})
    return sum(size for _, size, _ in rows)


def keep_part(session: Session, tenant: str, vault: Vault, digest: str, content: bytes) -> int:
    """Keep the next part of a file, encrypted like a whole one; how far it has come."""
    first = received_so_far(session, tenant, digest)
    row = {
        "tenant": tenant,
        "digest": digest,
        "first": first,
        "size": len(content),
        "part": vault.keep(content),
    }
    session.execute(insert(FilePartRow), [row])
    return first + len(content)


def join_parts(session: Session, tenant: str, vault: Vault, digest: str) -> bool:
    """Make the file of its parts, which go; ``False`` where they belie its digest."""
    parts = [part for _, _, part in run(session, _PARTS, {"of": tenant, "named": digest})]
    joined = vault.keep(b"".join(vault.fetch(part) for part in parts))
    is_sound = joined == digest
    for part in {*parts, *(() if is_sound else (joined,))} - {digest}:
        vault.drop(part)
    run(session, _DROP_PARTS, {"of": tenant, "named": digest})
    return is_sound
