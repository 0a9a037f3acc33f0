"""What offices published, as loads to be lived through and figures to be found again.

``share`` 1 is what was published; a test lives a smaller share of the same office.
"""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from proofs import prove_report
from published_office import Load, PublishedOffice

from app.domain.procedure import Channel
from app.domain.report_shape import GroupBy, Report, ReportAsked

QUARTER = (date(2026, 3, 15), date(2026, 6, 14))
TWO_QUARTERS = (date(2025, 12, 15), date(2026, 6, 14))
YEAR = (date(2025, 12, 15), date(2026, 12, 14))
SITES = ("H40.16", "H40.17")


def part_of(figure: int, share: int) -> int:
    """A figure made smaller, never to nothing."""
    return max(figure // share, 1)


def totals(report: Report) -> dict[str, object]:
    return dict(zip((each.key for each in report.columns), report.total, strict=True))


def balanced(found: dict[str, object], received: int, settled: int, in_work: int) -> None:
    """Received = settled + in work, nothing of it late."""
    assert (found["received"], found["settled"], found["in_process"]) == (
        received,
        settled,
        in_work,
    )
    assert received == settled + in_work
    assert (found["late"], found["open_late"]) == (0, 0)


def one_quarter(office: PublishedOffice, share: int = 1) -> None:
    """3,464 received = 2,775 returned on time + 689 in process, none late."""
    first, last = QUARTER
    returned, in_work = part_of(2775, share), part_of(689, share)
    office.live(
        [
            Load(count=returned, first=first, last=last),
            Load(count=in_work, first=first, last=last, in_work=True),
        ]
    )
    issued = office.issue(first, last)
    balanced(totals(office.counted(first, last)), returned + in_work, returned, in_work)
    assert office.report(ReportAsked(name="late", first=first, last=last)).rows == ()
    with office.desk.database.reading() as session:
        assert prove_report(session, str(issued.event_uid), office.desk.context).is_proven


def one_carried_over(office: PublishedOffice, share: int = 1) -> None:
    """1,917 received (158 online, 1,759 at the counter and by post, one of them from the period
    before, shown as such) = 1,715 early and on time + 202 in process, no apology."""
    first, last = QUARTER
    before = (date(2025, 12, 15), first - timedelta(1))
    office.live([Load(count=1, first=before[0], last=before[1], in_work=True)])
    (left,) = office.left_in_work
    office.issue(*before)
    office.settle_on(date(2026, 3, 16), left)
    online, in_work = part_of(158, share), part_of(202, share)
    settled = part_of(1715, share) - 1 - online
    post = settled // 5
    office.live(
        [
            Load(count=online, first=first, last=last, channel=Channel.ONLINE),
            Load(count=post, first=first, last=last, channel=Channel.POST),
            Load(count=settled - post, first=first, last=last),
            Load(count=in_work, first=first, last=last, in_work=True),
        ]
    )
    office.issue(first, last)
    found = totals(office.counted(first, last))
    balanced(found, online + settled + in_work + 1, online + settled + 1, in_work)
    assert (found["online"], found["direct"], found["carried"]) == (online, settled + in_work, 1)
    assert int(str(found["early"])) + int(str(found["on_time"])) == online + settled + 1
    assert office.report(ReportAsked(name="apologies", first=first, last=last)).rows == ()
    if share == 1:
        assert (found["received"], found["settled"], found["online"]) == (1917, 1715, 158)
        assert int(str(found["direct"])) + int(str(found["carried"])) == 1759


def two_sites(office: PublishedOffice, share: int = 1) -> None:
    """15,995 over two quarters: 6,700 / 15 / 14 / 134 / 68 = 6,931 in five sectors at one site,
    9,064 of unemployment insurance at the other, all early or on time."""
    first, last = TWO_QUARTERS
    published = {"Đất đai": 6700, "Hộ tịch": 15, "Xây dựng": 14, "Y tế": 134, "Giáo dục": 68}
    here = {sector: part_of(figure, share) for sector, figure in published.items()}
    there = part_of(9064, share)
    loads = [
        Load(count=figure, first=first, last=last, sector=sector, site=SITES[0])
        for sector, figure in here.items()
    ]
    insurance = Load(
        count=there, first=first, last=last, sector="Bảo hiểm thất nghiệp", site=SITES[1]
    )
    office.live([*loads, insurance])
    office.issue(first, last)
    by_site = office.counted(first, last, GroupBy.SITE)
    at = by_site.at("settled")
    assert {row.key: row.values[at] for row in by_site.rows} == {
        SITES[0]: sum(here.values()),
        SITES[1]: there,
    }
    by_sector = office.counted(first, last)
    found = {row.key.partition("|")[2]: row.values[at] for row in by_sector.rows if "|" in row.key}
    assert found == {**here, "Bảo hiểm thất nghiệp": there}
    balanced(totals(by_sector), sum(here.values()) + there, sum(here.values()) + there, 0)
    if share == 1:
        assert (sum(here.values()), there, by_site.total[by_site.at("received")]) == (
            6931,
            9064,
            15995,
        )


def every_month_the_same(office: PublishedOffice, share: int = 1) -> None:
    """4,000 a month for a year: each month's report says so, and the year's is their sum."""
    monthly = part_of(4000, share)
    months = [(date(2026, n, 1), date(2026, n + 1, 1) - timedelta(1)) for n in range(1, 12)]
    months.append((date(2026, 12, 1), date(2026, 12, 31)))
    for first, last in months:
        office.live([Load(count=monthly, first=first, last=last, given_out=False)])
    office.issue(months[0][0], months[-1][1])
    for first, last in months:
        asked = ReportAsked(name="ii06a", first=first, last=last)
        assert totals(office.report(asked))["in_period"] == monthly
    found = totals(office.counted(months[0][0], months[-1][1]))
    balanced(found, 12 * monthly, 12 * monthly, 0)


PUBLISHED = (one_quarter, one_carried_over, two_sites, every_month_the_same)


def opened(folder: Path, patch: pytest.MonkeyPatch) -> PublishedOffice:
    """An office that was set up before any of it."""
    return PublishedOffice(folder, date(2025, 12, 12), patch)


def told(figures: str, begun: float, office: PublishedOffice) -> str:
    """One line for the record."""
    taken = time.perf_counter() - begun
    return f"{figures}: {office.persons} dossiers lived in {taken:.0f} s, every figure found again"
