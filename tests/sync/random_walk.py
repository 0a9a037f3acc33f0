"""A seeded walk of real desks and a real centre through cuts, restores, dumps and twins."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

import psycopg
from agreement import (
    centre_fold,
    centre_head,
    centre_uids,
    dossiers_of,
    findings_of,
    head_of,
    uids_of,
)
from bad_line import CuttingLine
from centres import TENANT, Cluster, Running, opened_at, synced
from deeds_at_desk import do, received
from desks import NOW
from sqlalchemy.engine import make_url

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm
from app.domain.dossier import fold_bytes
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.services import centre_link, upkeep, writers
from app.services.dossiers import dossier_by_uid
from app.services.restoring import allow_numbering

_QUIET_ROUNDS = 4
_MOST_DESKS = 3


@dataclass
class Walk:
    """One seed; every fault is drawn from it, and nothing waits for real time."""

    seed: int
    cluster: Cluster
    centre: Running
    line: CuttingLine
    desks: list[Desk]
    folder: Path
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._backups: dict[int, list[Path]] = {}
        self._dumps: list[str] = []
        self._steps: tuple[tuple[int, Callable[[int], None]], ...] = (
            (8, self._author),
            (5, self._sync),
            (5, self._cut),
            (2, self._back_up),
            (2, self._restore),
            (2, self._dump),
            (1, self._restore_centre),
            (1, self._twin),
        )

    def go(self, steps: int) -> None:
        """So many steps, then quiet, in which everybody comes to the same."""
        weights = [weight for weight, _ in self._steps]
        for _ in range(steps):
            ((_, step),) = self._random.choices(self._steps, weights)
            at = self._random.randrange(len(self.desks))
            self.done.append(f"{step.__name__} {at}")
            step(at)
        self.line.cut_after(None)
        survivors = set(centre_uids(self.centre)).union(*map(uids_of, self.desks))
        for _ in range(_QUIET_ROUNDS):
            synced(*self.desks)
        held = centre_uids(self.centre)
        assert findings_of(self.centre) == [], self.done
        assert survivors <= set(held), self.done
        assert len(held) == len(set(held)), self.done
        for desk in self.desks:
            self._check(desk, held)

    def _check(self, desk: Desk, held: list[UUID]) -> None:
        """I2 to I6 and I9. Twins may have given one number twice, and are told so: I7."""
        assert head_of(desk) == centre_head(self.centre), self.done
        assert sorted(uids_of(desk)) == sorted(held), self.done
        with desk.database.reading() as session:
            found = [each for each in upkeep.verify(session, TENANT) if each.invariant != "I7"]
            assert found == [], self.done
            assert writers.count_unsent(session, TENANT) == 0, self.done
            for uid in dossiers_of(desk):
                fold = fold_bytes(dossier_by_uid(session, TENANT, uid))
                assert fold == centre_fold(self.centre, uid), self.done

    def _author(self, at: int) -> None:
        desk = self.desks[at]
        known = sorted(dossiers_of(desk))
        if known and self._random.random() < 0.6:
            do(desk, self._random.choice(known), DeedKind.ADD_NOTE, NoteForm(words="đã gọi"))
            return
        try:
            received(desk)
        except Refusal as refusal:
            if refusal.reason is not Reason.NUMBERING_WAITS:
                raise
            with suppress(Refusal), desk.database.transaction() as session:
                allow_numbering(session, "khôi phục", now=NOW, desk=desk.context, actor=desk.actor)

    def _sync(self, at: int) -> None:
        self.line.cut_after(None)
        synced(self.desks[at])

    def _cut(self, at: int) -> None:
        self.line.cut_after(self._random.randrange(200, 12_000))
        with suppress(Refusal):
            synced(self.desks[at])

    def _back_up(self, at: int) -> None:
        made = self._backups.setdefault(at, [])
        path = self.folder / f"backup-{at}-{len(made)}.db"
        self.desks[at].database.copy_to(path)
        made.append(path)

    def _restore(self, at: int) -> None:
        if not self._backups.get(at):
            return
        data = self.desks[at].settings.data
        self.desks[at].close()
        for log in data.glob("motcua.db-*"):
            log.unlink()
        shutil.copy(self._random.choice(self._backups[at]), data / "motcua.db")
        self.desks[at] = opened_at(data, NOW)

    def _dump(self, _: int) -> None:
        self._dumps.append(self._copy(str(self.centre.centre.engine.url.database)))

    def _restore_centre(self, _: int) -> None:
        if self._dumps:
            dump = self._random.choice(self._dumps)
            self.centre.carry_on_with(self.cluster.address_of(self._copy(dump)))

    def _twin(self, at: int) -> None:
        if len(self.desks) >= _MOST_DESKS:
            return
        data, twin = self.desks[at].settings.data, self.folder / "twin" / "desk"
        self.desks[at].close()
        for source, target in ((data, twin), (self.desks[at].settings.state, twin)):
            name = "desk" if source == data else "desk-state"
            shutil.copytree(
                source, target.with_name(name), ignore=shutil.ignore_patterns("ballast")
            )
        self.desks[at] = opened_at(data, NOW)
        self.desks.append(opened_at(twin, NOW))

    def _copy(self, name: str) -> str:
        """A copy of a database that nobody is connected to, as a restored dump would be."""
        self.centre.centre.engine.dispose()
        with psycopg.connect(self.cluster.address, autocommit=True) as connection:
            end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            connection.execute(end, (name,))
        return str(make_url(self.cluster.new_database(name)).database)


def through(line: CuttingLine, desks: list[Desk]) -> None:
    """Let desks that are enrolled seek their centre through a line that can be cut."""
    for desk in desks:
        with desk.database.transaction() as session:
            known = centre_link.enrolment(session, TENANT)
            assert known is not None
            kept = replace(known, url=line.url)
            centre_link.keep_enrolment(session, TENANT, kept, NOW)
