"""Which backups are kept, and when the next one is due: plain data and plain functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, time, timedelta

from app.domain.calendar import Calendar
from app.domain.light_dataclass import dataclass
from app.domain.moments import VIETNAM, local

_NAME = re.compile(
    r"motcua-(?P<agency>[A-Z0-9.]+)-quay(?P<desk>\d)-(?P<at>\d{8}-\d{6})-(?P<mark>[A-Z2-7]{6})\.db"
)
_AT = "%Y%m%d-%H%M%S"
_DAYS_LOOKED_BACK = 30
_DAYS_AWAY = 2


@dataclass(frozen=True, slots=True)
class BackupRule:
    """How many backups are kept: of the last days, weeks and months that have any, the newest."""

    daily: int = 7
    weekly: int = 5
    monthly: int = 12


@dataclass(frozen=True, slots=True)
class BackupName:
    """What the name of a backup file says: whose it is, when it was made, which key opens it."""

    agency: str
    desk: int
    at: datetime
    mark: str

    def __str__(self) -> str:
        return f"motcua-{self.agency}-quay{self.desk}-{local(self.at):{_AT}}-{self.mark}.db"


def read_backup_name(name: str) -> BackupName | None:
    """Take the name of a backup file apart; ``None`` for any other file."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match["at"], _AT).replace(tzinfo=VIETNAM)
    except ValueError:
        return None
    return BackupName(match["agency"], int(match["desk"]), at, match["mark"])


def superfluous(
    backups: Iterable[BackupName], rule: BackupRule, now: datetime
) -> tuple[BackupName, ...]:
    """The backups that the rule no longer keeps, the oldest first.

    The newest is always kept, and so is what a wrong clock dated ahead.
    """
    past = sorted((each for each in backups if each.at <= now), key=lambda each: each.at)
    kept: set[BackupName] = set(past[-1:])
    for count, period in (
        (rule.daily, _day_of),
        (rule.weekly, _week_of),
        (rule.monthly, _month_of),
    ):
        kept |= _newest_of_each(past, count, period)
    return tuple(each for each in past if each not in kept)


def last_closing(days: Calendar, now: datetime) -> datetime | None:
    """When the office last closed for the day: from then on that day's backup is due."""
    today = local(now).date()
    for back in range(_DAYS_LOOKED_BACK):
        on = today - timedelta(days=back)
        closing = closing_of(days, on)
        if closing is not None and closing <= now:
            return closing
    return None


def next_closing(days: Calendar, now: datetime) -> datetime | None:
    """When the office closes next: the next nightly backup follows then."""
    today = local(now).date()
    for ahead in range(_DAYS_LOOKED_BACK):
        closing = closing_of(days, today + timedelta(days=ahead))
        if closing is not None and closing > now:
            return closing
    return None


def closing_of(days: Calendar, on: date) -> datetime | None:
    """When the office closes on a day; ``None`` on a day on which it does not open."""
    if not days.is_open(on):
        return None
    hours = days.hours if days.is_working(on) else days.reception_hours
    hour, minute = divmod(hours.closing, 60)
    return datetime.combine(on, time(hour, minute), VIETNAM)


def is_due(days: Calendar, last_backup_at: datetime | None, now: datetime) -> bool:
    """Whether a backup is due: none since the office last closed, or none ever."""
    if last_backup_at is None:
        return True
    closing = last_closing(days, now)
    return closing is not None and last_backup_at < closing


def days_away(days: Calendar, now: datetime) -> int:
    """How many days in a row from tomorrow on nobody will be here."""
    on, count = local(now).date() + timedelta(days=1), 0
    while count < _DAYS_LOOKED_BACK and not days.is_open(on):
        on, count = on + timedelta(days=1), count + 1
    return count


def asks_before_closing(days: Calendar, last_backup_at: datetime | None, now: datetime) -> bool:
    """Whether closing now asks for a backup: two days off ahead, and none made today."""
    if days_away(days, now) < _DAYS_AWAY:
        return False
    return last_backup_at is None or local(last_backup_at).date() < local(now).date()


def _newest_of_each(
    past: list[BackupName], count: int, period: Callable[[BackupName], Hashable]
) -> set[BackupName]:
    newest = {period(each): each for each in past}
    return set(list(newest.values())[-count:]) if count else set()


def _day_of(backup: BackupName) -> Hashable:
    return local(backup.at).date()


def _week_of(backup: BackupName) -> Hashable:
    return local(backup.at).isocalendar()[:2]


def _month_of(backup: BackupName) -> Hashable:
    at = local(backup.at)
    return at.year, at.month
