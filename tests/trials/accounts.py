"""The reckoning after the work: what the clerk did against what the journal holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from clerk import ALL_OF
from cups_queue import until
from desks import NOW, desk_settings
from ledger import Ledger, Reception
from morning import Morning

from app.bootstrap import Desk, open_desk
from app.domain.facts import (
    DossierCancelled,
    DossierCorrected,
    DossierReceived,
    Fact,
    SlipPrinted,
    VisitGuided,
)
from app.domain.moments import local_date
from app.services import journal, upkeep
from app.services.drafts import parked_drafts
from app.services.papers_of_day import papers_of_day

FactT = TypeVar("FactT", bound=Fact)


def reckon(morning: Morning) -> None:
    """Close the window and hold everything that was done against everything that is stored."""
    until(lambda: morning.cups.jobs("not-completed") == 0)
    morning.counter.close()
    desk = open_desk(desk_settings(morning.counter.folder))
    try:
        reckoning = Reckoning(desk)
    finally:
        desk.close()
    reckoning.agrees_with(morning.clerk.ledger)
    reckoning.paper_agrees_with(morning.clerk.ledger, morning.cups.jobs("completed"))


class Reckoning:
    """The journal of a closed desk, asked for everything that it holds."""

    def __init__(self, desk: Desk) -> None:
        with desk.database.reading() as session:
            tenant = desk.context.tenant
            self._facts = [
                (event.dossier_uid, event.fact) for event in journal.events(session, tenant)
            ]
            self.findings = upkeep.verify(session, tenant)
            self.papers = papers_of_day(session, local_date(NOW), desk=desk.context)
            self.drafts = parked_drafts(session, now=NOW, desk=desk.context)
        self._codes = {
            uid: fact.code for uid, fact in self._facts if isinstance(fact, DossierReceived)
        }

    def agrees_with(self, ledger: Ledger) -> None:
        """Nothing lost, nothing doubled, nothing else than what was done; no draft left over."""
        self._receptions_agree(ledger.received)
        corrected = [
            (code, fact.private and fact.private.persons.applicant.phone)
            for code, fact in self._of(DossierCorrected)
        ]
        assert corrected == ledger.corrected
        cancelled = [
            (code, fact.private and fact.private.reason)
            for code, fact in self._of(DossierCancelled)
        ]
        assert cancelled == ledger.cancelled
        guided = [fact.visit_number for _, fact in self._of(VisitGuided)]
        assert guided == [number for number, _ in ledger.guided]
        assert self.findings == ()
        assert self.drafts == ()

    def paper_agrees_with(self, ledger: Ledger, jobs: int) -> None:
        """Every paper that the printer took is recorded once, and none is left to be printed."""
        printed = Counter(code for code, _ in self._of(SlipPrinted))
        codes = set(self._codes.values())
        told = Counter(title if title in codes else "" for title in ledger.printed)
        assert printed == told
        assert printed.total() == jobs
        assert self.papers.without_paper == ()
        assert self.papers.unconfirmed == ()

    def _receptions_agree(self, done: list[Reception]) -> None:
        stored = [fact for _, fact in self._of(DossierReceived)]
        assert [_as_stored(fact) for fact in stored] == [_as_done(each) for each in done]
        numbers = [int(fact.code[-4:]) for fact in stored]
        assert numbers == list(range(numbers[0], numbers[0] + len(done)))
        assert len({fact.register.number for fact in stored}) == len(done)
        uids = {code: str(uid) for uid, code in self._codes.items()}
        for fact, each in zip(stored, done, strict=True):
            assert bool(fact.duplicates_seen) == (each.beside is not None)
            assert each.beside is None or uids[each.beside] in fact.duplicates_seen

    def _of(self, kind: type[FactT]) -> Iterator[tuple[str, FactT]]:
        """Facts of a kind in their order, each with the code of its dossier, if it has one."""
        for uid, fact in self._facts:
            if isinstance(fact, kind):
                yield self._codes.get(uid, ""), fact


def _as_stored(fact: DossierReceived) -> tuple[object, ...]:
    assert fact.private is not None
    person = fact.private.applicant
    papers = tuple(each.ordinal for each in fact.documents)
    number = person.identity.number
    return fact.code, number, person.full_name, fact.procedure.code, papers, fact.visit_number


def _as_done(each: Reception) -> tuple[object, ...]:
    who = each.citizen
    return each.code, who.number, who.name, each.procedure, ALL_OF[each.procedure], each.visit
