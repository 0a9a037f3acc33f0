"""Versions of a procedure: their digest, and how new facts join those already held."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from app.domain.canonical import canonical_bytes, digest
from app.domain.procedure import Limit, Procedure
from app.domain.records import to_plain

_PROVENANCE = {"source": None, "valid_from": None, "valid_to": None}
"""Says where a version comes from and when it counts, not what it says."""

_GAP_FILLERS = frozenset({"settling_agency", "levels"})
"""A list names agencies more loosely than a full record does: it only fills gaps."""

_ENTERED = frozenset({"limits", "papers", "fees"})


def procedure_bytes(procedure: Procedure) -> bytes:
    """The canonical bytes of a version, as they are stored and sent."""
    return canonical_bytes(to_plain(procedure))


def procedure_digest(procedure: Procedure) -> str:
    """The address of a version: sha256 of its canonical bytes, in hexadecimal."""
    return digest(procedure_bytes(procedure))


def same_facts(one: Procedure, other: Procedure) -> bool:
    """Whether two versions say the same, wherever they come from and whenever they count."""
    return replace(one, **_PROVENANCE) == replace(other, **_PROVENANCE)  # type: ignore[arg-type]


def is_bare(procedure: Procedure) -> bool:
    """Whether only the heading is known, as in a list without details."""
    known = (procedure.limits, procedure.papers, procedure.fees, procedure.channels)
    stated = (procedure.results, procedure.legal_basis, procedure.steps, procedure.to_confirm)
    return all(each is None for each in known) and not any(stated)


def amended(held: Procedure, read: Procedure) -> Procedure:
    """``held`` with everything that ``read`` states; what ``read`` leaves open stays as it was.

    An abolition or a new first day in ``read`` counts; a shortened limit of the centre survives
    a source that only prints the statutory one.
    """
    bare = is_bare(read)
    changes: dict[str, Any] = {}
    for field in fields(Procedure):
        value = getattr(read, field.name)
        if states(field.name, value) and not (
            bare and field.name in _GAP_FILLERS and states(field.name, getattr(held, field.name))
        ):
            changes[field.name] = value
    if "limits" in changes:
        changes["limits"] = _keeping_shortened(held.limits, changes["limits"])
    changes["to_confirm"] = _open_doubts(replace(held, **changes), held, read)
    if same_facts(replace(held, **changes), held):
        return held
    return replace(held, **{**changes, "source": read.source or held.source})


def without_validity(procedure: Procedure) -> Procedure:
    """The same facts with no first and last day yet."""
    return replace(procedure, valid_from=None, valid_to=None)


def doubts(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    """The open doubts, field by field, each with its reasons in Vietnamese."""
    gathered: dict[str, tuple[str, ...]] = {}
    for line in procedure.to_confirm:
        name, _, reason = line.partition(": ")
        gathered[name] = (*gathered.get(name, ()), reason)
    return gathered


def doubt(field: str, reason: str) -> str:
    """One line of ``Procedure.to_confirm``."""
    return f"{field}: {reason}"


def missing_facts(procedure: Procedure) -> tuple[str, ...]:
    """What must be entered before a dossier can be received: ``limits``, ``papers`` or both."""
    missing = []
    if not states("limits", procedure.limits):
        missing.append("limits")
    if procedure.papers is None:
        missing.append("papers")
    return tuple(missing)


def states(name: str, value: Any) -> bool:
    """Whether the value of a field says something: no papers and no fees do, no notes do not."""
    if name == "limits":
        return any(limit.in_force is not None for limit in value or ())
    if name in _ENTERED or name == "channels":
        return value is not None
    if name in ("cut_off", "supplement_clock"):
        return bool(value != Procedure.__dataclass_fields__[name].default)
    return value not in (None, (), False)


def _keeping_shortened(
    held: tuple[Limit, ...] | None, read: tuple[Limit, ...]
) -> tuple[Limit, ...]:
    kept = {(each.channel, each.case): each for each in held or () if each.shortened}

    def joined(limit: Limit) -> Limit:
        old = kept.get((limit.channel, limit.case))
        if old is None or limit.shortened is not None:
            return limit
        return replace(limit, shortened=old.shortened, shortened_by=old.shortened_by)

    return tuple(joined(limit) for limit in read)


def _open_doubts(joined: Procedure, held: Procedure, read: Procedure) -> tuple[str, ...]:
    lines: list[str] = []
    asked = {**doubts(held), **doubts(read)}
    for name, reasons in asked.items():
        if not (name in _ENTERED and states(name, getattr(joined, name))):
            lines.extend(doubt(name, reason) for reason in reasons)
    return tuple(lines)
