"""Reference data from the desk's side: newer releases in, lost ones back, what is ours proposed."""

from __future__ import annotations

from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.moments import to_milliseconds
from app.domain.releases import WHOLE_PROVINCE, Release, Subject, named_by, read_entries
from app.services import (
    arriving,
    calendar_change,
    calendars,
    centre_catalogue,
    centre_staff,
    releases,
)
from app.services.calendar_change import MovedPromise
from app.sync.event_messages import Digests, References
from app.sync.protocol import Welcome
from app.sync.release_messages import Marks, Proposal, Proposals, ReleaseMark, Releases
from app.sync.talk import Talk
from app.sync.wire import Reference

_AT_ONCE = 100
"""How many references one message carries; each is a few thousand bytes."""


def exchange_releases(talk: Talk, welcome: Welcome) -> None:
    """Bring both sides to the newest releases; a first time, say what stands here beside them."""
    with talk.party.database.reading() as session:
        held = {(each.subject, each.office): each for each in releases.held(session, talk.tenant)}
    marks = _given_back(talk, held, welcome.releases)
    wanted = tuple(each for each in marks if _is_newer(each, held))
    found: tuple[Release, ...] = ()
    if wanted:
        found = talk.ask(Releases, "/v1/releases/wanted", Marks(marks=wanted)).releases
        _check(talk, found)
        _fetch_named(talk, found)
    if welcome.proposals_wanted:
        _propose(talk, found)
    _take(talk, found)


def _given_back(
    talk: Talk, held: dict[tuple[Subject, str], Release], marks: tuple[ReleaseMark, ...]
) -> tuple[ReleaseMark, ...]:
    """Give back what the centre lost; what it has from then on."""
    known = {(each.subject, each.office): each for each in marks}
    for each in [each for key, each in held.items() if _lost(each, known.get(key))]:
        marks = talk.ask(Marks, "/v1/releases", Releases(releases=(each,))).marks
    return marks


def _lost(release: Release, mark: ReleaseMark | None) -> bool:
    """Whether the centre has lost a release, or goes by another one that was issued before it."""
    if mark is None or mark.version < release.version:
        return True
    if mark.version == release.version and mark.digest != release.digest:
        return True
    return mark.issued_ms is not None and mark.issued_ms < to_milliseconds(release.issued_at)


def _is_newer(mark: ReleaseMark, held: dict[tuple[Subject, str], Release]) -> bool:
    known = held.get((mark.subject, mark.office))
    return known is None or known.version < mark.version


def _check(talk: Talk, found: Iterable[Release]) -> None:
    """A release must bear the centre's signature and be meant for this desk."""
    public = Ed25519PublicKey.from_public_bytes(talk.enrolment.centre_public)
    desk = talk.party.desk
    for each in found:
        try:
            public.verify(bytes.fromhex(each.signature), each.signed)
        except (InvalidSignature, ValueError):
            raise Refusal(Reason.CENTRE_IS_ANOTHER, url=talk.enrolment.url) from None
        if not releases.of_this_desk(each, desk.tenant, desk.agency_code):
            raise Refusal(Reason.CENTRE_IS_ANOTHER, url=talk.enrolment.url)


def _fetch_named(talk: Talk, found: Iterable[Release]) -> None:
    """Versions and calendars come before the release that names them."""
    named = {pair for each in found for pair in named_by(each.subject, each.entries)}
    with talk.party.database.reading() as session:
        lacking = sorted(arriving.lacking(session, talk.tenant, named))
    now = talk.party.now()
    for some in _parts(lacking):
        answer = talk.ask(References, "/v1/references/wanted", Digests(digests=tuple(some)))
        with talk.party.database.transaction() as session:
            for each in answer.references:
                arriving.take_in_reference(session, talk.tenant, each.kind, each.content, now)


def _propose(talk: Talk, found: tuple[Release, ...]) -> None:
    """Say what stands here beside what the centre gives out, before that counts here."""
    with talk.party.database.reading() as session:
        proposals = tuple(
            Proposal(subject=subject, content=releases.beside(subject, here, given))
            for subject, here in _here(talk, session)
            for given in [_given(session, talk, found, subject)]
        )
    _send_named(talk, proposals)
    talk.ask(Marks, "/v1/proposals", Proposals(proposals=proposals))


def _here(talk: Talk, session: Session) -> tuple[tuple[Subject, tuple[object, ...]], ...]:
    return (
        (Subject.CATALOGUE, centre_catalogue.catalogue_here(session, talk.tenant)),
        (Subject.CALENDAR, centre_catalogue.calendar_here(session, talk.tenant)),
        (Subject.STAFF, centre_staff.staff_here(session, talk.tenant)),
    )


def _given(
    session: Session, talk: Talk, found: tuple[Release, ...], subject: Subject
) -> tuple[object, ...]:
    newest = tuple(entry for each in found if each.subject is subject for entry in each.entries)
    return newest or releases.entries_of(session, talk.tenant, subject)


def _send_named(talk: Talk, proposals: tuple[Proposal, ...]) -> None:
    """What a proposal names goes ahead of it, as far as the centre lacks it."""
    named = {
        sha256: kind
        for each in proposals
        for kind, sha256 in named_by(each.subject, read_entries(each.subject, each.content))
    }
    for some in _parts(sorted(named)):
        asked = Digests(digests=tuple(some))
        lacking = talk.ask(Digests, "/v1/references/lacking", asked).digests
        with talk.party.database.reading() as session:
            sent = tuple(
                Reference(kind, sha256, content)
                for kind in (arriving.PROCEDURE, arriving.CALENDAR)
                for sha256, content in arriving.reference_contents(
                    session, talk.tenant, kind, [each for each in lacking if named[each] == kind]
                ).items()
            )
        if sent:
            talk.ask(Digests, "/v1/references", References(sent))


def _take(talk: Talk, found: tuple[Release, ...]) -> None:
    tenant, now = talk.tenant, talk.party.now()
    changed: tuple[int, ...] = ()
    for each in sorted(found, key=lambda each: each.office != WHOLE_PROVINCE):
        with talk.party.database.transaction() as session:
            if not releases.keep(session, each, now):
                continue
            talk.counted.releases += 1
            match each.subject:
                case Subject.CATALOGUE:
                    centre_catalogue.use_catalogue(session, tenant, each.entries)
                case Subject.CALENDAR:
                    changed = centre_catalogue.use_calendar(session, tenant, each.entries, now)
                case Subject.STAFF:
                    centre_staff.bring_up(session, tenant)
    talk.counted.moved += _moved(talk, changed)


def _moved(talk: Talk, years: tuple[int, ...]) -> tuple[MovedPromise, ...]:
    """The open promises that changed calendars would have counted otherwise, each once."""
    if not years:
        return ()
    with talk.party.database.reading() as session:
        known = calendars.calendar(session, talk.tenant)
        told = {
            each.dossier_code: each
            for year in years
            for each in calendar_change.moved_promises(session, talk.tenant, known.year_of[year])
        }
    return tuple(told.values())


def _parts(digests: list[str]) -> Iterable[list[str]]:
    return (digests[first : first + _AT_ONCE] for first in range(0, len(digests), _AT_ONCE))
