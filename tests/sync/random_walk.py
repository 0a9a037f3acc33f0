"""A seeded walk of four places and a centre: worked, cut, killed, restored, cloned, attacked."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import psycopg
from agreement import (
    centre_dossiers,
    centre_fold,
    centre_head,
    centre_uids,
    dossiers_of,
    every_uid,
    findings_of,
    head_of,
    uids_of,
)
from bad_line import CuttingLine
from centres import POST_POINT, TENANT, Cluster, Running, synced
from deeds_at_desk import do, received, second_person
from desks import ROOT
from sqlalchemy.engine import make_url
from walk_happenings import HAPPENINGS, check_happenings
from walk_places import Address, Clock, Place

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm, ReasonForm, RequestPaymentForm, ShareForm, StopForm
from app.domain.dossier import fold_bytes
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.services import upkeep, writers
from app.services.clock import confirm_clock
from app.services.departing import departed
from app.services.projection import stored_dossier
from app.services.restoring import allow_numbering

_QUIET_ROUNDS = 4
_MOST_PLACES = 7
_MOST_DAYS = 40
"""Longer than that, and the walk would leave the year whose calendar is known."""

_YEAR = timedelta(days=365)
_DEEDS = (
    (DeedKind.ADD_NOTE, NoteForm(words="đã gọi")),
    (DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý")),
    (DeedKind.STOP, StopForm(reason="Rút hồ sơ")),
    (DeedKind.REQUEST_PAYMENT, RequestPaymentForm(amount=50_000)),
    (DeedKind.SHARE, ShareForm(office=POST_POINT)),
)


@dataclass
class Walk:
    """One seed; every fault is drawn from it, and nothing waits for real time."""

    seed: int
    cluster: Cluster
    centre: Running
    line: CuttingLine
    places: list[Place]
    clock: Clock
    folder: Path
    address: Address
    longest_away: int = 30
    agreed: dict[str, tuple[str, int, bytes]] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.luck = random.Random(self.seed)
        self.dumps: list[str] = []
        self._days = self.lost = 0
        further = {name: (w, partial(step, self)) for name, (w, step) in HAPPENINGS.items()}
        self.steps: dict[str, tuple[int, Callable[[Place], None]]] = {
            "deed": (20, self.work),
            "round": (10, self._sync),
            "line cut in a round": (10, self._cut),
            "backup of a desk": (4, self._back_up),
            "desk restored from its backup": (4, self._restore),
            "dump of the centre": (3, self._dump),
            "centre restored from an older dump": (2, self._restore_centre),
            "desk cloned": (1, self._twin),
            "desk killed (-9) at work": (1, self._kill),
            "clock a year off": (2, self._wrong_clock),
            "days without a line": (2, self._away),
            **further,
        }

    def go(self, steps: int) -> None:
        """So many steps, then quiet, in which everybody comes to the same."""
        for _ in range(steps):
            (name,) = self.luck.choices(list(self.steps), [each for each, _ in self.steps.values()])
            self.step(name, self.luck.randrange(len(self.places)))
        self.quiet()

    def step(self, name: str, at: int) -> None:
        """One step at one place."""
        place = self.places[at % len(self.places)]
        self.done.append(f"{name} ({place.name})")
        self.tally[name] += 1
        self.steps[name][1](place)

    def quiet(self) -> None:
        """The line is good, clocks are right: all come to the same, and nothing is missing."""
        self.line.cut_after(None)
        desks = [place.desk for place in self.places]
        survivors = every_uid(self.centre).union(*map(uids_of, desks))
        for _ in range(_QUIET_ROUNDS):
            for desk in desks:
                self.round_of(desk)
        assert findings_of(self.centre) == [], self.done
        assert survivors - every_uid(self.centre) == set(), self.done
        for place in self.places:
            held = centre_uids(self.centre, place.stream)
            assert len(held) == len(set(held)), self.done
            self._check(place, held)
            self.agreed[place.name] = (place.stream, *centre_head(self.centre, place.stream))
        check_happenings(self)
        self.tally["events in step at the end"] += len(survivors)

    def _check(self, place: Place, held: list[UUID]) -> None:
        """I2 to I6 and I9. Twins may have given one number twice, and are told so: I7."""
        desk = place.desk
        assert head_of(desk) == centre_head(self.centre, place.stream), self.done
        assert sorted(uids_of(desk)) == sorted(held), self.done
        with desk.database.reading() as session:
            found = [each for each in upkeep.verify(session, TENANT) if each.invariant != "I7"]
            assert found == [], self.done
            assert writers.count_unsent(session, TENANT) == 0, self.done
            gone = departed(session, TENANT)
            for uid in dossiers_of(desk):
                held_here = stored_dossier(session, TENANT, uid)
                folded = (None, None) if held_here is None else fold_bytes(held_here)
                if uid in gone:
                    assert folded[1] is None, self.done
                else:
                    assert folded == centre_fold(self.centre, uid), self.done
            self.tally["dossiers that left their post point"] += len(gone)
            in_scope = centre_dossiers(self.centre, place.stream)
            assert dossiers_of(desk) - gone == in_scope, self.done

    def work(self, place: Place) -> None:
        """A reception, or a deed on a dossier that is known here, where the rules allow it."""
        desk = place.desk
        known = sorted(dossiers_of(desk))
        try:
            if known and self.luck.random() < 0.6:
                kind, form = self.luck.choice(_DEEDS)
                do(desk, self.luck.choice(known), kind, form, desk.now())
            else:
                received(desk, desk.now())
        except Refusal as refusal:
            self.tally[f"refused: {refusal.reason.name}"] += 1
            self._cure(desk, refusal.reason)

    def _cure(self, desk: Desk, reason: Reason) -> None:
        """What a supervisor does about it."""
        here = {"now": desk.now(), "desk": desk.context, "actor": desk.actor}
        here["approval"] = second_person(desk)
        with suppress(Refusal), desk.database.transaction() as session:
            if reason is Reason.NUMBERING_WAITS:
                allow_numbering(session, "khôi phục", **here)
            elif reason is Reason.CLOCK_JUMPED:
                confirm_clock(session, "đã chỉnh đồng hồ", **here)

    def _sync(self, place: Place) -> None:
        self.line.cut_after(None)
        self.round_of(place.desk)

    def round_of(self, desk: Desk) -> None:
        """One round; where the machine is busy elsewhere even a good line may break: once more."""
        for last in (False, False, True):
            try:
                synced(desk)
            except Refusal as refusal:
                if last or refusal.reason is not Reason.CENTRE_UNREACHABLE:
                    raise
                self.tally["good line broken all the same"] += 1
            else:
                return

    def _cut(self, place: Place) -> None:
        self.line.cut_after(self.luck.randrange(200, 12_000))
        with suppress(Refusal):
            synced(place.desk)
        self.line.cut_after(None)

    def _back_up(self, place: Place) -> None:
        where = place.folder
        path = self.folder / f"{where.parent.name}-{where.name}-{len(place.backups)}.db"
        place.desk.database.copy_to(path)
        place.backups.append(path)

    def _restore(self, place: Place) -> None:
        if not place.backups:
            return self._back_up(place)
        place.desk.close()
        for log in place.folder.glob("motcua.db-*"):
            log.unlink()
        shutil.copy(self.luck.choice(place.backups), place.folder / "motcua.db")
        return place.open()

    def _dump(self, _: Place) -> None:
        self.dumps.append(self._copy(str(self.centre.centre.engine.url.database)))

    def _restore_centre(self, place: Place) -> None:
        if not self.dumps:
            return self._dump(place)
        dump = self.luck.choice(self.dumps)
        return self.centre.carry_on_with(self.cluster.address_of(self._copy(dump)))

    def _twin(self, place: Place) -> None:
        """Another machine with the same disk, as a ghost image makes it."""
        if len(self.places) >= _MOST_PLACES:
            return
        folder = self.folder / f"twin{len(self.places)}" / "desk"
        place.desk.close()
        for ending in ("", "-state"):
            source = place.folder.with_name(place.folder.name + ending)
            target = folder.with_name("desk" + ending)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("ballast"))
        place.open()
        place.has_twin = True
        twin = {"has_twin": True, "officer": place.officer}
        self.places.append(Place(f"{place.name}, bản sao", folder, self.clock, **twin))

    def _kill(self, place: Place) -> None:
        """A process of its own works here until it is killed; what it printed is on the disk."""
        folder = place.folder
        place.desk.close()
        script = [sys.executable, str(ROOT / "tests/working_desk.py"), str(folder)]
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        working = subprocess.Popen(
            [*script, place.now().isoformat(), place.officer],
            env={**os.environ, "PYTHONPATH": paths},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert working.stdout is not None
        lines = self.luck.randrange(2, 40)
        printed = [line for _, line in zip(range(lines), working.stdout, strict=False)]
        working.kill()
        rest, trouble = working.communicate()
        assert printed, trouble
        place.open()
        whole = [line for line in [*printed, *rest.splitlines(keepends=True)] if line[-1] == "\n"]
        assert {UUID(line.strip()) for line in whole} <= set(uids_of(place.desk)), self.done
        self.tally["printed before a kill, found after it"] += len(whole)

    def _wrong_clock(self, place: Place) -> None:
        """A remark under a clock that is a year off; then somebody sets it right."""
        known = sorted(dossiers_of(place.desk))
        place.skew = self.luck.choice((_YEAR, -_YEAR))
        with suppress(Refusal):
            if known:
                note = NoteForm(words="đồng hồ sai")
                do(place.desk, self.luck.choice(known), DeedKind.ADD_NOTE, note, place.now())
            synced(place.desk)
        place.skew = timedelta()
        self._cure(place.desk, Reason.CLOCK_JUMPED)

    def _away(self, place: Place) -> None:
        """Days on end without a line here, while the others go on."""
        days = min(self.luck.choice((3, self.longest_away)), _MOST_DAYS - self._days)
        for _ in range(days):
            self._days += 1
            self.clock.now += timedelta(days=1)
            self.work(place)
            other = self.luck.choice(self.places)
            self.work(other)
            if other is not place:
                self.round_of(other.desk)
        self.tally["days worked without a line"] += days

    def _copy(self, name: str) -> str:
        """A copy of a database that nobody is connected to, as a restored dump would be."""
        self.centre.centre.engine.dispose()
        with psycopg.connect(self.cluster.address, autocommit=True) as connection:
            end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            connection.execute(end, (name,))
        return str(make_url(self.cluster.new_database(name)).database)
