"""What is asked of a report: its name, how it is cut, whose dossiers, which days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.report_period import PERIOD_RULES, Period, last_ended
from app.domain.report_shape import GROUP_WORDS, GroupBy, ReportAsked
from app.ui.counted_screen import ALL
from app.ui.desk_at_work import OpenDesk
from app.ui.reception_draft import read_day
from app.ui.widgets.fields import FieldStrip, choice, line, offer, offer_again
from app.ui.widgets.layouts import column
from app.ui.workplace import Workplace

_FREE = "free"
_USUAL = "report-quarter"
_REMEMBERED = timedelta(days=800)
"""Agencies that settled nothing for so long are asked for by a verb."""


class ReportChoices(QWidget):
    """Two strips of choices. ``changed`` follows when something else is asked for."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._messages = workplace.messages
        self._desk: OpenDesk | None = None
        self.what, self.days = FieldStrip(), FieldStrip()
        self.what.add("name", "&Báo cáo", choice([]), share=3)
        self.what.add("by", "Chia &theo", choice([]))
        rules = [(each.key, each.words) for each in PERIOD_RULES]
        self.days.add("rule", "&Kỳ", choice([*rules, (_FREE, "Tự chọn ngày")]))
        self.days.add("first", "Từ &ngày", line("15/09/2026"))
        self.days.add("last", "Đế&n ngày", line("14/12/2026"))
        self.days.add("agency", "Cơ &quan", choice([("", ALL)]))
        self.setLayout(column(self.what, self.days, gap="near"))
        self.what.edited.connect(self._choose_report)
        self.days.edited.connect(self._choose_days)

    def open_desk(self, desk: OpenDesk) -> None:
        """Offer every report, over the newest quarter that is over."""
        from app.reports.agencies import known_agencies
        from app.reports.registry import REPORTS

        self._desk = desk
        offer(_combo(self.what, "name"), [(each.name, each.title) for each in REPORTS.values()])
        self._offer_groups()
        self.days.put("rule", _USUAL)
        self._show_days(_USUAL)
        since = local_date(desk.now()) - _REMEMBERED
        self._background.query(
            known_agencies, desk.context.tenant, since, then=self._offer_agencies
        )

    def asked(self) -> ReportAsked | None:
        """What is asked for; nothing while the days are no period, which is said."""
        period, by = self._period(), self.what.text("by")
        if period is None or not self.what.text("name"):
            return None
        return ReportAsked(
            name=self.what.text("name"),
            first=period.first,
            last=period.last,
            by=GroupBy(by) if by else None,
            agency=self.days.text("agency") or None,
        )

    def _period(self) -> Period | None:
        try:
            first = read_day(self.days.text("first"))
            last = read_day(self.days.text("last"))
            return None if first is None or last is None else Period(first, last)
        except ValueError:
            typed = f"{self.days.text('first')} – {self.days.text('last')}"
            self._messages.refuse(Refusal(Reason.FIELD_WRONG, field="kỳ báo cáo", value=typed))
        except Refusal as refusal:
            self._messages.refuse(refusal)
        return None

    @Slot(str)
    def _choose_report(self, key: str) -> None:
        if key == "name":
            self._offer_groups()
        self.changed.emit()

    @Slot(str)
    def _choose_days(self, key: str) -> None:
        rule = self.days.text("rule")
        if key == "rule" and rule != _FREE:
            self._show_days(rule)
        elif key in ("first", "last"):
            with QSignalBlocker(self.days):
                self.days.put("rule", _FREE)
        self.changed.emit()

    def _show_days(self, key: str) -> None:
        """The newest part of the year that is over, by its rule."""
        rule = next((each for each in PERIOD_RULES if each.key == key), None)
        if rule is not None and self._desk is not None:
            period = last_ended(rule, local_date(self._desk.now()))
            with QSignalBlocker(self.days):
                self.days.put("first", f"{period.first:%d/%m/%Y}")
                self.days.put("last", f"{period.last:%d/%m/%Y}")

    def _offer_groups(self) -> None:
        from app.reports.registry import REPORTS

        kind = REPORTS.get(self.what.text("name"))
        groups = () if kind is None else kind.groups
        ways = [(each.value, GROUP_WORDS[each]) for each in groups]
        offer(_combo(self.what, "by"), ways or [("", "không chia")])

    def _offer_agencies(self, agencies: Sequence[str]) -> None:
        offer_again(_combo(self.days, "agency"), [("", ALL), *((each, each) for each in agencies)])


def _combo(strip: FieldStrip, key: str) -> Any:
    return strip[key]
