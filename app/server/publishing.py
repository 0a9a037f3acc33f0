"""What the centre publishes: catalogue, calendars, accounts and words, as releases for desks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection

from app.domain.calendar import CalendarYear
from app.domain.canonical import canonical_bytes, digest
from app.domain.catalogue_plan import (
    HeldVersion,
    PlanStep,
    Publication,
    StepKind,
    plan_catalogue,
)
from app.domain.moments import to_millisecond_precision
from app.domain.procedure import Procedure
from app.domain.procedure_version import procedure_bytes
from app.domain.records import from_plain, to_plain
from app.domain.releases import (
    CALENDAR,
    PROCEDURE,
    WHOLE_PROVINCE,
    CalendarEntry,
    CatalogueEntry,
    OfficeEntry,
    Release,
    StaffEntry,
    Subject,
    WordingEntry,
    joined,
)
from app.domain.wording_facts import WordingText
from app.exchange.read_catalogue import ReadCatalogue
from app.server import devices, references, releases
from app.server.centre import Centre
from app.sync.wire import Reference

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePublished:
    """What a publication changed, by code, and the release that says so."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    ended: tuple[str, ...]
    unchanged: int
    skipped: int
    release: Release | None


def publish_offices(centre: Centre, connection: Connection, tenant: str) -> Release | None:
    """Tell every desk which offices there are."""
    entries = tuple(
        OfficeEntry(code=each.code, name=each.name, kind=each.kind)
        for each in devices.offices(connection, tenant)
    )
    return releases.issue(centre, connection, tenant, (Subject.OFFICES, WHOLE_PROVINCE), entries)


def publish_catalogue(
    centre: Centre,
    connection: Connection,
    tenant: str,
    read: ReadCatalogue,
    publication: Publication,
) -> CataloguePublished:
    """Take a read catalogue over by the rules of a desk's own import, for the whole province."""
    known: tuple[CatalogueEntry, ...] = releases.entries_of(connection, tenant, Subject.CATALOGUE)
    whole = replace(publication, is_full=publication.is_full or read.full)
    abolished = (each.code for each in read.abolished)
    held = _held(connection, tenant, known)
    plan = plan_catalogue(held, read.procedures, abolished, whole)
    _keep(connection, tenant, PROCEDURE, [procedure_bytes(each.procedure) for each in plan.steps])
    decision = publication.decision.number if publication.decision else None
    entries = {(each.code, each.valid_from): each for each in known}
    for step in plan.steps:
        _enter(entries, step, decision)
    ordered = tuple(entries[key] for key in sorted(entries))
    about = (Subject.CATALOGUE, WHOLE_PROVINCE)
    return CataloguePublished(
        added=_codes(plan.of(StepKind.NEW)),
        changed=_codes(plan.of(StepKind.COMPLETED, StepKind.AMENDED)),
        ended=_codes(plan.of(StepKind.ENDED)),
        unchanged=plan.unchanged,
        skipped=len(read.skipped),
        release=releases.issue(centre, connection, tenant, about, ordered),
    )


def publish_calendar(
    centre: Centre, connection: Connection, tenant: str, year: CalendarYear
) -> Release | None:
    """Give the calendar of a year out to the whole province."""
    content = canonical_bytes(to_plain(year))
    _keep(connection, tenant, CALENDAR, [content])
    known = releases.entries_of(connection, tenant, Subject.CALENDAR)
    entry = CalendarEntry(year=year.year, digest=digest(content))
    entries = joined(Subject.CALENDAR, known, (entry,))
    about = (Subject.CALENDAR, WHOLE_PROVINCE)
    return releases.issue(centre, connection, tenant, about, entries)


def publish_staff(
    centre: Centre, connection: Connection, office: tuple[str, str], account: StaffEntry
) -> Release | None:
    """Give an account of an office out, new or changed; ``office`` is tenant and code."""
    tenant, code = office
    known = releases.entries_of(connection, tenant, Subject.STAFF, code)
    entries = joined(Subject.STAFF, known, (account,))
    return releases.issue(centre, connection, tenant, (Subject.STAFF, code), entries)


def publish_wording(
    centre: Centre, connection: Connection, office: tuple[str, str], entry: WordingEntry
) -> Release | None:
    """Give words on papers out to an office, or to the whole province.

    Papers of before keep theirs: the change counts from its day on, never before this moment.
    """
    tenant, code = office
    known = releases.entries_of(connection, tenant, Subject.WORDING, code)
    made = replace(entry, changed_at=to_millisecond_precision(centre.now()))
    entries = joined(Subject.WORDING, known, (made,))
    return releases.issue(centre, connection, tenant, (Subject.WORDING, code), entries)


def one_text(key: str, text: str | None) -> tuple[WordingText, ...]:
    """One text as an entry holds it."""
    return (WordingText(key=key, text=text),)


def _held(
    connection: Connection, tenant: str, known: Sequence[CatalogueEntry]
) -> dict[str, HeldVersion]:
    """The newest version of each procedure in the release."""
    last = {each.code: each for each in known}
    wanted = [each.digest for each in last.values()]
    contents = {}
    for first in range(0, len(wanted), _AT_ONCE):
        found = references.read_references(connection, tenant, wanted[first : first + _AT_ONCE])
        contents.update({each.digest: each.content for each in found})
    return {
        code: HeldVersion(
            procedure=from_plain(Procedure, json.loads(contents[each.digest])),
            digest=each.digest,
            valid_from=each.valid_from,
            valid_to=each.valid_to,
        )
        for code, each in last.items()
        if each.digest in contents
    }


def _keep(connection: Connection, tenant: str, kind: str, contents: Sequence[bytes]) -> None:
    found = (Reference(kind, digest(each), each) for each in contents)
    references.keep_references(connection, tenant, found)


def _enter(
    entries: dict[tuple[str, date], CatalogueEntry], step: PlanStep, decision: str | None
) -> None:
    """Carry one step of a plan out; what an amended version follows ends the day before."""
    code, held = step.procedure.code, step.held
    if held is not None and step.kind is StepKind.ENDED:
        before = entries[code, held.valid_from]
        entries[code, held.valid_from] = replace(before, valid_to=step.valid_to, ended_by=decision)
        return
    if held is not None and step.kind is StepKind.AMENDED:
        before = entries[code, held.valid_from]
        last = step.valid_from - timedelta(days=1)
        entries[code, held.valid_from] = replace(before, valid_to=last, ended_by=decision)
    begins = step.valid_from
    if held is not None and step.kind is StepKind.COMPLETED:
        begins = held.valid_from
    entries[code, begins] = CatalogueEntry(
        code=code,
        valid_from=begins,
        valid_to=step.valid_to,
        digest=digest(procedure_bytes(step.procedure)),
    )


def _codes(steps: Sequence[PlanStep]) -> tuple[str, ...]:
    return tuple(step.procedure.code for step in steps)
