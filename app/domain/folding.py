"""The state of a dossier is a fold over its events: one pure, total function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.domain import folding_ends, folding_pauses, folding_work
from app.domain.dossier import Dossier, DossierState, holds_paper, state_of
from app.domain.dossier_parts import Custody, MoneyState, PromiseState
from app.domain.end_facts import SlipReportedLost
from app.domain.erasure_facts import DossierViewed, PersonalDataErased
from app.domain.events import Event, fact_in, read_fact
from app.domain.fact_parts import Fact
from app.domain.facts import (
    DossierCancelled,
    DossierCorrected,
    DossierReceived,
    PromiseGiven,
    SlipPrinted,
    SlipVoided,
)
from app.domain.identifiers import uid_in
from app.domain.trail_facts import NoteAdded
from app.domain.units import office_unit

Folder = Callable[[Dossier, Any, Event], Dossier]

_RECEIPT = "receipt"
_SETTLED = (DossierState.SETTLED, DossierState.RETURNED)


def fold(dossier: Dossier | None, event: Event) -> Dossier | None:
    """The dossier after one more event; never raises on a stored event, never asks the clock.

    ``None`` stays ``None`` until an event that opens a dossier.
    """
    return fold_fact(dossier, event, read_fact(event))


def fold_fact(dossier: Dossier | None, event: Event, fact: Fact | None) -> Dossier | None:
    """The fold where the fact of the event is at hand already."""
    if isinstance(fact, DossierReceived):
        return _open(event, fact) if dossier is None else _seen(dossier, (event,))
    if dossier is None or isinstance(fact, DossierViewed):
        return dossier
    seen = _seen(dossier, (event,))
    if fact is None:
        return replace(seen, needs_update=True)
    folder = _FOLDERS.get(type(fact))
    return seen if folder is None else _derived(folder(seen, fact, event), event)


def fact_to_fold(event: Event, plain: dict[str, Any]) -> Fact | None:
    """What an event says as far as a fold asks: a note is a note, whatever stands in it."""
    return _WORDLESS.get((event.kind, event.version)) or fact_in(event, plain)


def fold_told(dossier: Dossier | None, told: Iterable[tuple[Event, Fact | None]]) -> Dossier | None:
    """The fold of many events in a row."""
    going = Folding(dossier)
    for event, fact in told:
        going.take(event, fact)
    return going.end()


class Folding:
    """A dossier on its way through many events.

    Those that leave no trace but in the heads cost nothing until the end: ``so_far`` is the dossier
    but for its heads.
    """

    __slots__ = ("_seen", "so_far")

    def __init__(self, dossier: Dossier | None) -> None:
        self.so_far = dossier
        self._seen: list[Event] = []

    def take(self, event: Event, fact: Fact | None) -> None:
        """One more event, and what it says."""
        if self.so_far is None or fact is None or type(fact) in _FOLDERS:
            self.so_far = fold_fact(self.end(), event, fact)
        elif not isinstance(fact, DossierViewed):
            self._seen.append(event)

    def end(self) -> Dossier | None:
        """The dossier after all that was taken so far."""
        if self.so_far is not None:
            self.so_far = _seen(self.so_far, self._seen)
        self._seen = []
        return self.so_far


def _derived(dossier: Dossier, event: Event) -> Dossier:
    """State, and the moments at which it was reached, follow from the parts."""
    state, at = state_of(dossier), event.occurred_at
    settled_at, ended_at = dossier.settled_at, dossier.ended_at
    if state in _SETTLED:
        settled_at = settled_at or at
    elif dossier.ended_at is None:
        settled_at = None
    if state is DossierState.RETURNED or dossier.ending is not None:
        ended_at = ended_at or at
    if (state, settled_at, ended_at) == (dossier.state, dossier.settled_at, dossier.ended_at):
        return dossier
    return replace(dossier, state=state, settled_at=settled_at, ended_at=ended_at)


def _open(event: Event, fact: DossierReceived) -> Dossier:
    return Dossier(
        uid=str(event.dossier_uid),
        office=event.author.office,
        state=DossierState.RECEIVED,
        custody=Custody(
            holder=office_unit(event.author.office, event.author.desk), since=event.occurred_at
        ),
        code=fact.code,
        code_source=fact.code_source,
        channel=fact.channel,
        procedure=fact.procedure,
        promise=_promised(fact.promise),
        register=fact.register,
        return_place=fact.return_place,
        sets=fact.sets,
        received_at=event.occurred_at,
        received_by=str(event.author.actor),
        received_recorded_at=event.recorded_at,
        slip_issued_at=event.occurred_at,
        heads=(str(event.uid),),
        documents=fact.documents,
        money=MoneyState(fee_due=fact.fee_due, levy_due=fact.levy_due),
        places=fact.places,
        desk=event.author.desk,
        visit_number=fact.visit_number,
        duplicates_seen=fact.duplicates_seen,
        supersedes=fact.supersedes,
        supersedes_code=fact.supersedes_code,
        on_the_spot=bool(fact.on_the_spot),
        # The salt protects the digest in the journal and is no part of the dossier.
        private=None if fact.private is None else replace(fact.private, salt=None),
    )


def _promised(given: PromiseGiven, correction: DossierCorrected | None = None) -> PromiseState:
    counted_due_at = None if correction is None else correction.counted_due_at
    return PromiseState(
        return_due_at=given.return_due_at,
        late_against=min(given.return_due_at, counted_due_at or given.return_due_at),
        calendar_digest=given.calendar_digest,
        limit=given.limit,
        statutory=given.statutory,
        stated=given.stated,
        counted_due_at=counted_due_at,
    )


def _correct(dossier: Dossier, fact: DossierCorrected, _event: Event) -> Dossier:
    return replace(
        dossier,
        procedure=fact.procedure,
        promise=_promised(fact.promise, fact),
        channel=fact.channel,
        return_place=fact.return_place,
        sets=fact.sets,
        documents=fact.documents,
        money=replace(dossier.money, fee_due=fact.fee_due, levy_due=fact.levy_due),
        places=fact.places,
        private=None if fact.private is None else fact.private.persons,
    )


def _cancel(dossier: Dossier, _fact: DossierCancelled, _event: Event) -> Dossier:
    return replace(dossier, ending=DossierState.CANCELLED)


def _print(dossier: Dossier, fact: SlipPrinted, event: Event) -> Dossier:
    if fact.slip != _RECEIPT:
        return dossier
    out = replace(dossier, slip_out_at=dossier.slip_out_at or event.occurred_at)
    if fact.edition != dossier.slip_edition:
        return out
    return replace(out, slip_copies=max(dossier.slip_copies, fact.copy))


def _void(dossier: Dossier, fact: SlipVoided, event: Event) -> Dossier:
    if fact.slip != _RECEIPT:
        return dossier
    is_out = holds_paper(dossier, returned=fact.returned, at=event.occurred_at)
    known = replace(dossier, slip_out_at=dossier.slip_out_at if is_out else None)
    if fact.replaced_by is None or fact.replaced_by <= dossier.slip_edition:
        return known
    return replace(
        known, slip_edition=fact.replaced_by, slip_copies=0, slip_issued_at=event.occurred_at
    )


def _lose_slip(dossier: Dossier, _fact: SlipReportedLost, _event: Event) -> Dossier:
    return replace(dossier, lost_slips=dossier.lost_slips + 1)


def _erase(dossier: Dossier, _fact: PersonalDataErased, _event: Event) -> Dossier:
    return replace(dossier, private=None, later=None)


def _seen(dossier: Dossier, events: Sequence[Event]) -> Dossier:
    """What each event saw is no head any more; the event itself is one."""
    if not events:
        return dossier
    heads = {uid_in(head) for head in dossier.heads}
    for event in events:
        heads.difference_update(event.parents)
        heads.add(event.uid)
    return replace(dossier, heads=tuple(sorted(map(str, heads))))


_WORDLESS: dict[tuple[str, int], Fact] = {
    (each.kind, each.version): each for each in (NoteAdded(), DossierViewed())
}
"""What stands for every fact of its kind where dossiers are folded anew; they are many."""

_FOLDERS: dict[type[Fact], Folder] = {
    DossierCorrected: _correct,
    DossierCancelled: _cancel,
    SlipPrinted: _print,
    SlipVoided: _void,
    SlipReportedLost: _lose_slip,
    PersonalDataErased: _erase,
    **folding_work.FOLDERS,
    **folding_pauses.FOLDERS,
    **folding_ends.FOLDERS,
}
"""Facts that change more than the heads of a dossier."""
