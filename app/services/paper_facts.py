"""What a paper of a dossier is built from: the dossier, its procedure, and its events in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.calendar import Calendar
from app.domain.dossier import Dossier
from app.domain.fact_parts import Fact
from app.domain.facts import SlipPrinted
from app.domain.light_dataclass import dataclass
from app.domain.printers import SlipKind
from app.domain.procedure import Procedure
from app.services import journal
from app.services.calendars import calendar
from app.services.desk import DeskContext, staff
from app.services.dossiers import dossier_by_uid
from app.services.procedures import procedure_by_digest
from app.services.wording import Wordings, wordings

Said = TypeVar("Said", bound=Fact)


@dataclass(frozen=True, slots=True)
class Told(Generic[Said]):
    """One event of a dossier as papers need it: what, when it is stated to have been, and who."""

    fact: Said
    at: datetime
    who: str
    batch_uid: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """Everything behind the papers of one dossier; ``at`` is the moment of drawing."""

    dossier: Dossier
    procedure: Procedure
    desk: DeskContext
    told: tuple[Told[Fact], ...]
    days: Calendar
    wordings: Wordings
    at: datetime

    def all_of(self, kind: type[Said]) -> tuple[Told[Said], ...]:
        """The events of one kind, in order."""
        return tuple(
            Told(each.fact, each.at, each.who, each.batch_uid)
            for each in self.told
            if isinstance(each.fact, kind)
        )

    def last(self, kind: type[Said]) -> Told[Said] | None:
        """The newest event of one kind."""
        return next(iter(reversed(self.all_of(kind))), None)

    def newest(self, *kinds: type[Fact]) -> type[Fact] | None:
        """Which of these kinds happened last."""
        return next(
            (type(each.fact) for each in reversed(self.told) if type(each.fact) in kinds), None
        )

    def copies(self, kind: SlipKind, since: type[Fact] | None = None) -> int:
        """How often a paper was printed since the deed that it is about."""
        start = 0
        if since is not None:
            begun = (at for at, each in enumerate(self.told) if isinstance(each.fact, since))
            start = max(begun, default=0)
        printed = (each.fact for each in self.told[start:])
        return sum(isinstance(each, SlipPrinted) and each.slip == kind for each in printed)


def paper_facts(
    session: Session, dossier_uid: UUID, *, at: datetime, desk: DeskContext
) -> PaperFacts:
    """Gather what the papers of a dossier say, in two reads of the journal and one of the staff."""
    found = dossier_by_uid(session, desk.tenant, dossier_uid)
    return PaperFacts(
        dossier=found,
        procedure=procedure_by_digest(session, desk.tenant, found.procedure.digest),
        desk=desk,
        told=_told(session, dossier_uid, desk, _names(session, desk)),
        days=calendar(session, desk.tenant),
        wordings=wordings(session, desk),
        at=at,
    )


def _told(
    session: Session, dossier_uid: UUID, desk: DeskContext, names: Mapping[UUID, str]
) -> tuple[Told[Fact], ...]:
    events = journal.events(session, desk.tenant, dossier_uid)
    return tuple(
        Told(fact, each.occurred_at, names.get(each.author.actor, ""), each.batch_uid)
        for each in events
        if (fact := each.fact) is not None
    )


def _names(session: Session, desk: DeskContext) -> Mapping[UUID, str]:
    return {each.uid: each.full_name or "" for each in staff(session, desk.tenant)}
