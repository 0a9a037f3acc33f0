"""II.06a counted a second time: plain Python over the bytes of events, nothing of the program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

HOURS = timedelta(hours=7)
FIGURES = (
    "received online direct carried settled early on_time late "
    "in_process open_in_time open_late counter post waiting in_period"
).split()


@dataclass
class Told:
    """What the events of one dossier say, one after the other."""

    day: date
    row: str
    channel: str
    promises: list[tuple[date, date]]
    waits: list[tuple[date, bool]] = field(default_factory=list)
    results: dict[str, bool] = field(default_factory=dict)
    remaining: int | None = None
    withdrawing: bool = False
    ending: str | None = None
    settled: date | None = None
    ended: date | None = None


def day_of(text: str) -> date:
    return (datetime.fromisoformat(text) + HOURS).date()


def tell(contents: Iterable[bytes], row_of: Any) -> list[Told]:
    """The dossiers of a journal, in the order of their first events."""
    told: dict[str, Told] = {}
    for content in contents:
        event = json.loads(content)
        uid = event.get("dossier_uid")
        if uid is None:
            continue
        body, day = event["body"], day_of(event["occurred_at"])
        if event["kind"] == "dossier.received" and uid not in told:
            due = day_of(body["promise"]["return_due_at"])
            told[uid] = Told(day, row_of(event), body["channel"], [(day, due)])
        elif uid in told:
            go_on(told[uid], event["kind"], body, day)
    return list(told.values())


def go_on(one: Told, kind: str, body: dict[str, Any], day: date) -> None:
    if kind == "supplement.requested":
        one.waits.append((day, True))
    elif kind == "supplement.received":
        one.waits.append((day, False))
        one.promises.append((day, day_of(body["promise"]["return_due_at"])))
    elif kind == "result.received":
        one.results[body["result_uid"]] = False
        one.remaining = body["remaining"]
    elif kind == "result.recalled":
        del one.results[body["result_uid"]]
        one.remaining = (one.remaining or 0) + 1
    elif kind == "result.returned":
        one.results[body["result_uid"]] = True
    elif kind == "withdrawal.requested":
        one.withdrawing = True
    elif kind == "withdrawal.declined":
        one.withdrawing = False
    elif kind in ENDINGS:
        one.ending = kind
    whole = one.remaining == 0 and bool(one.results) and not one.withdrawing and not one.ending
    if whole:
        one.settled = one.settled or day
    elif one.ended is None:
        one.settled = None
    if one.ending or (whole and all(one.results.values())):
        one.ended = one.ended or day


ENDINGS = {
    "dossier.stopped",
    "dossier.refused",
    "dossier.closed_unsupplemented",
    "dossier.cancelled",
    "dossier.superseded",
}


def count(
    dossiers: Iterable[Told], first: date, last: date, today: date
) -> dict[str, dict[str, int]]:
    """Every figure of every row that has one."""
    rows: dict[str, dict[str, int]] = {}
    for one in dossiers:
        for name in figures_of(one, first, last, today):
            row = rows.setdefault(one.row, dict.fromkeys(FIGURES, 0))
            row[name] += 1
    return rows


def figures_of(one: Told, first: date, last: date, today: date) -> list[str]:
    if one.ending in ("dossier.cancelled", "dossier.superseded") or one.day > last:
        return []
    end = one.settled or one.ended
    if end is not None and end < first:
        return []
    found = ["received"]
    if one.day < first:
        found.append("carried")
    else:
        found += ["in_period", "online" if one.channel == "online" else "direct"]
        found += [one.channel] if one.channel != "online" else []
    if end is not None and end <= last:
        return [*found, "settled", how(one, end)]
    waiting = [waits for day, waits in one.waits if day <= last][-1:] == [True]
    due = [late_on for day, late_on in one.promises if day <= last][-1]
    # Whoever must return on the last day has until its midnight; a period that runs has today.
    is_late = not waiting and (due <= last if last < today else due < today)
    found += ["in_process", "open_late" if is_late else "open_in_time"]
    return [*found, "waiting"] if waiting else found


def how(one: Told, end: date) -> str:
    """While the citizen was awaited the clock of the office stood."""
    if one.waits and one.waits[-1][1] and one.waits[-1][0] <= end:
        end = one.waits[-1][0]
    due = one.promises[-1][1]
    return "early" if end < due else "on_time" if end == due else "late"
