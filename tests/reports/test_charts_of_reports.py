"""Charts of reports: the figures of the table, no others, and nothing where lists are read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pypdfium2
from chance_office import ChanceOffice

from app.bootstrap import Desk
from app.domain.events import read_event
from app.domain.facts import DossierReceived
from app.domain.moments import local
from app.domain.procedure import Channel
from app.domain.report_shape import Report, ReportAsked
from app.printing.charts import ChartKind
from app.reports.charting import chart_of
from app.reports.kinds import Around
from app.reports.paper import report_file
from app.reports.registry import REPORTS, count_report

FIRST = date(2026, 11, 1)


def office(desk: Desk) -> ChanceOffice:
    made = ChanceOffice(desk, 83)
    made.live(days=9, deeds=8)
    return made


def counted(desk: Desk, made: ChanceOffice, name: str) -> Report:
    asked = ReportAsked(name=name, first=FIRST, last=made.today)
    with desk.database.reading() as session:
        return count_report(session, asked, Around(made.now, desk.context))


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def total(report: Report, key: str) -> Any:
    return report.total[report.at(key)]


def test_every_chart_shows_the_sums_of_its_table(desk: Desk) -> None:
    made = office(desk)
    drawn = 0
    for name in REPORTS:
        report = counted(desk, made, name)
        chart = chart_of(report)
        assert chart is None or not report.lists_persons
        if chart is None or chart.kind is ChartKind.LINES or "nghìn" in chart.unit:
            continue
        shown = sum(value or 0 for each in chart.series for value in each.values)
        keys = [each.key for each in report.columns if each.kind == "count" and not each.sum_of]
        assert shown <= sum(total(report, key) or 0 for key in keys), name
        drawn += bool(shown)
    assert drawn > 4


def test_load_tells_when_people_came_to_the_counter(desk: Desk) -> None:
    made = office(desk)
    facts = [
        (event.occurred_at, event.fact)
        for event in (read_event(each, None) for each in made.contents())
    ]
    moments = [
        local(at)
        for at, fact in facts
        if isinstance(fact, DossierReceived) and fact.channel is Channel.COUNTER
    ]
    report = counted(desk, made, "load")
    assert total(report, "all") == len(moments) > 0
    hours = Counter(f"h{at.hour:02d}" for at in moments)
    assert {key: total(report, key) for key in hours} == hours
    days = Counter(str(at.weekday()) for at in moments)
    assert {row.key: report.value(row.key, "all") for row in report.rows} == days


def test_age_and_months_hold_the_dossiers_of_the_official_report(desk: Desk) -> None:
    made = office(desk)
    official = counted(desk, made, "ii06a")
    ages = counted(desk, made, "ageing")
    assert total(ages, "all") == total(official, "in_process") > 0
    assert total(ages, "late") == total(official, "open_late")
    assert total(ages, "waiting") == total(official, "waiting")
    months = counted(desk, made, "on-time-months")
    assert total(months, "settled") == total(official, "settled") > 0
    assert total(months, "late") == total(official, "late")
    chart = chart_of(months)
    assert chart is not None
    assert chart.labels[0] == "11/2026"
    assert all(0 <= (value or 0) <= 100 for each in chart.series for value in each.values)


def test_the_chart_stands_behind_the_signatures_of_its_paper(desk: Desk) -> None:
    made = office(desk)
    about: dict[str, Any] = {"desk": desk.context, "made_by": "Ví Dụ", "at": made.now}
    text = text_of(report_file(counted(desk, made, "ageing"), "x.pdf", **about))
    assert text.index("THỦ TRƯỞNG ĐƠN VỊ") < text.index("Biểu đồ kèm theo")
    assert "Biểu đồ" not in text_of(report_file(counted(desk, made, "late"), "x.pdf", **about))
