"""Published figures of real offices, lived again day by day through the real use cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from clocks import set_clock
from deeds_at_desk import acting
from desks import OFFICE, PROCEDURE, desk_settings, reception
from second_count import count, tell

from app.bootstrap import Desk, create_desk
from app.domain.catalogue_plan import Publication
from app.domain.deed_forms import ReceiveResultForm, ReturnResultForm
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.moments import VIETNAM
from app.domain.procedure import Channel, Limit, LimitUnit, RequiredDocument, TimeLimit
from app.domain.reception import Identity, Person, Places, ReceptionForm, SubmittedDocument
from app.domain.report_shape import GroupBy, Report, ReportAsked
from app.exchange.read_catalogue import ReadCatalogue, SourceFile
from app.reports.issuing import IssuedReport, issue_report
from app.reports.kinds import Around
from app.reports.registry import count_report
from app.services.calendars import calendar
from app.services.catalogue import import_catalogue
from app.services.deeds import do_deed
from app.services.journal import events
from app.services.procedures import procedure_in_force
from app.services.receiving import receive_dossier

LIMIT_DAYS = 20
"""Working days that every procedure here may take."""

_MORNING, _AFTERNOON = time(8, 0), time(14, 0)


@dataclass(frozen=True, kw_only=True)
class Load:
    """So many dossiers, spread over working days; each settled in time, or in work at the end."""

    count: int
    first: date
    last: date
    channel: Channel = Channel.COUNTER
    sector: str = "Đất đai"
    site: str | None = None
    in_work: bool = False
    given_out: bool = True


@dataclass(frozen=True)
class Coming:
    """One dossier: the day it comes, the day its result does."""

    load: Load
    received_on: date
    settled_on: date | None


class PublishedOffice:
    """A desk on which loads are lived through, day by day."""

    def __init__(self, folder: Path, opened_on: date, patch: pytest.MonkeyPatch) -> None:
        morning = datetime.combine(opened_on, _MORNING, VIETNAM)
        set_clock(patch, morning.isoformat())
        self.desk: Desk = create_desk(desk_settings(folder), OFFICE).desk
        self.now = morning
        self.codes: dict[str, str] = {}
        self.persons = 0
        self.left_in_work: list[UUID] = []
        self._lie_here: set[UUID] = set()
        self._due: dict[date, list[UUID]] = defaultdict(list)

    def live(self, loads: Sequence[Load]) -> None:
        """Every day of some loads: receptions in the morning, results in the afternoon."""
        self._publish({each.sector for each in loads} - self.codes.keys())
        comings: dict[date, list[Coming]] = defaultdict(list)
        for load in loads:
            for each in self._spread(load):
                comings[each.received_on].append(each)
        known = list(comings)
        while day := min([*known, *self._due], default=None):
            self._receive(day, comings.pop(day, []))
            self._settle(day, self._due.pop(day, []))
            known = list(comings)

    def settle_on(self, day: date, uid: UUID) -> None:
        """The result of a dossier left in work will come on a day."""
        self._due[day].append(uid)

    def counted(self, first: date, last: date, by: GroupBy = GroupBy.SECTOR) -> Report:
        """II.06a of a period, held against a second count over the bytes of the journal."""
        asked = ReportAsked(name="ii06a", first=first, last=last, by=by)
        report = self.report(asked)
        with self.desk.database.reading() as session:
            contents = [each.content for each in events(session, self.desk.context.tenant)]
        told = tell(contents, lambda event: "")
        figures = count(told, first, last, self.now.date())[""]
        assert {key: report.total[report.at(key)] for key in figures} == figures
        assert report.is_sound
        return report

    def report(self, asked: ReportAsked) -> Report:
        """Any report, as it stands on the last day that was lived."""
        with self.desk.database.reading() as session:
            return count_report(session, asked, Around(self.now, self.desk.context))

    def issue(self, first: date, last: date) -> IssuedReport:
        """II.06a is issued the day after what was lived."""
        self.now = max(self.now, datetime.combine(last + timedelta(1), _MORNING, VIETNAM))
        with self.desk.database.transaction() as session:
            asked = ReportAsked(name="ii06a", first=first, last=last)
            return issue_report(session, asked, acting(self.desk, self.now))

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days of a period."""
        with self.desk.database.reading() as session:
            days = calendar(session, self.desk.context.tenant)
        every = (first + timedelta(n) for n in range((last - first).days + 1))
        return [each for each in every if days.is_working(each)]

    def _spread(self, load: Load) -> Iterable[Coming]:
        """Evenly over the days; what is in work at the end came late enough not to be overdue."""
        days = self.working_days(load.first, load.last)
        came = days[-LIMIT_DAYS:] if load.in_work else days
        for n in range(load.count):
            place = n * len(came) // load.count
            settled = None
            if not load.in_work:
                settled = days[min(place + n % (LIMIT_DAYS + 1), len(days) - 1)]
            yield Coming(load, came[place], settled)

    def _publish(self, sectors: set[str]) -> None:
        """One procedure for each sector, with one paper and the same limit."""
        if not sectors:
            return
        on = self.now.date()
        with self.desk.database.transaction() as session:
            tenant = self.desk.context.tenant
            _, known = procedure_in_force(session, tenant, PROCEDURE, on)
            named = {each: f"8.{len(self.codes) + n:06d}" for n, each in enumerate(sorted(sectors))}
            procedures = tuple(
                replace(
                    known,
                    code=code,
                    name=f"Thủ tục về {sector.lower()}",
                    sector=sector,
                    levels=("tỉnh",),
                    fees=(),
                    limits=(Limit(statutory=TimeLimit.of(LIMIT_DAYS, LimitUnit.WORKING_DAY)),),
                    papers=(RequiredDocument(ordinal=1, name="Đơn đề nghị", originals=1),),
                )
                for sector, code in named.items()
            )
            read = ReadCatalogue(procedures=procedures, sources=(SourceFile("qd.json", "00"),))
            import_catalogue(
                session,
                read,
                Publication(on=on),
                now=self.now,
                desk=self.desk.context,
                actor=self.desk.actor,
            )
        self.codes |= named

    def _receive(self, day: date, comings: Sequence[Coming]) -> None:
        self._turn_to(day, _MORNING)
        with self.desk.database.transaction() as session:
            for each in comings:
                self.now += timedelta(seconds=5)
                uid = receive_dossier(
                    session,
                    self._form(each.load),
                    now=self.now,
                    desk=self.desk.context,
                    actor=self.desk.actor,
                ).dossier_uid
                if not each.load.given_out:
                    self._lie_here.add(uid)
                if each.settled_on is None:
                    self.left_in_work.append(uid)
                else:
                    self._due[each.settled_on].append(uid)

    def _form(self, load: Load) -> ReceptionForm:
        self.persons += 1
        number = f"034{self.persons:09d}"
        person = Person(
            full_name=f"Nguyễn Văn Thử {self.persons}",
            identity=Identity(number=number),
            address="Thôn Ví Dụ, xã An Thử",
        )
        return reception(
            procedure_code=self.codes[load.sector],
            applicant=person,
            channel=load.channel,
            documents=(SubmittedDocument(ordinal=1, originals=1),),
            places=Places(received_at=load.site),
        )

    def _settle(self, day: date, uids: Sequence[UUID]) -> None:
        """The results come, and are given out unless they lie here for longer."""
        self._turn_to(day, _AFTERNOON)
        with self.desk.database.transaction() as session:
            for uid in uids:
                self.now += timedelta(seconds=5)
                done = acting(self.desk, self.now)
                result = ReceiveResultForm(name="Giấy chứng nhận")
                do_deed(session, uid, DeedKind.RECEIVE_RESULT, result, done)
                if uid not in self._lie_here:
                    given = ReturnResultForm(proofs=(ShownProof.SLIP,))
                    do_deed(session, uid, DeedKind.RETURN_RESULT, given, done)

    def _turn_to(self, day: date, at: time) -> None:
        self.now = max(self.now, datetime.combine(day, at, VIETNAM))
