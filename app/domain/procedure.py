"""A procedure of the published catalogue: an immutable version, addressed by its digest.

``None`` means *not known*, an empty tuple means *known to be none*: an officer may never take
the first for the second.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.domain.light_dataclass import dataclass
from app.domain.text import fold


class Channel(StrEnum):
    """Way by which a dossier comes in (KenhThucHien of the national exchange)."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class LimitUnit(StrEnum):
    """Unit in which a time limit is stated."""

    WORKING_DAY = "working_day"
    DAY = "day"
    WORKING_HOUR = "working_hour"
    MONTH = "month"
    OTHER = "other"


class CutOff(StrEnum):
    """What 15:00 means for a procedure (``docs/decisions/0004-the-promise.md``)."""

    NONE = "none"
    SAME_DAY_ONLY = "same_day_only"
    SHIFT = "shift"


class SupplementClock(StrEnum):
    """What a supplement does to the clock."""

    RESTART = "restart"
    PAUSE = "pause"


class Collector(StrEnum):
    """Who may collect the result."""

    OWNER_ONLY = "owner_only"
    CERTIFIED_AUTHORISATION = "certified_authorisation"
    WRITTEN_AUTHORISATION = "written_authorisation"


class FeeKind(StrEnum):
    """Kind of money: phí, lệ phí and giá dịch vụ differ in law."""

    FEE = "fee"
    LEVY = "levy"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit: thousandths of a unit, so that 1.5 days is exact without a float."""

    thousandths: int
    unit: LimitUnit

    @classmethod
    def of(cls, amount: Decimal | int | str, unit: LimitUnit) -> TimeLimit:
        """A limit of ``amount`` units; at most three decimals are kept."""
        return cls(int(Decimal(amount) * 1000), unit)

    @property
    def amount(self) -> Decimal:
        """Number of units."""
        return (Decimal(self.thousandths) / 1000).normalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The time limit of one channel and case; ``None`` there means every channel or case."""

    channel: Channel | None = None
    case: str | None = None
    statutory: TimeLimit | None = None
    shortened: TimeLimit | None = None
    shortened_by: str | None = None
    note: str | None = None

    @property
    def in_force(self) -> TimeLimit | None:
        """The limit that the promise uses: the centre's shortened one where there is one."""
        return self.shortened or self.statutory


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredDocument:
    """One line of the published list of papers (thành phần hồ sơ)."""

    ordinal: int
    name: str
    code: str | None = None
    case: str | None = None
    originals: int | None = None
    certified: int | None = None
    copies: int | None = None
    required: bool | None = None
    form: str | None = None
    note: str | None = None

    @property
    def one_set(self) -> tuple[int, int, int]:
        """Originals, certified copies and copies as published.

        Where no number is published: one, of the kind that the name begins with.
        """
        published = (self.originals or 0, self.certified or 0, self.copies or 0)
        if any(published):
            return published
        kind = fold(self.name).split(",")[0].split("(")[0]
        if not kind.startswith(("ban sao", "ban chup", "ban chung thuc")):
            return (1, 0, 0)
        return (0, 1, 0) if "chung thuc" in kind or "cong chung" in kind else (0, 0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One sum of money; ``amount`` in đồng, ``None`` where only words are published."""

    kind: FeeKind
    amount: int | None = None
    channel: Channel | None = None
    case: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the citizen gets in the end."""

    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """One instrument of law: its number and its name."""

    number: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStep:
    """One step of the approved internal process (quy trình nội bộ)."""

    ordinal: int
    unit: str
    work: str
    limit: TimeLimit | None = None
    form: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InteragencyStep:
    """One node of the inter-agency graph (liên thông); ``after`` names its predecessors."""

    key: str
    agency: str
    limit: TimeLimit
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision that published, amended or abolished a version."""

    number: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """Thủ tục hành chính: one immutable version of it.

    ``code`` is the national part (``1.014199``), ``local_suffix`` what a province adds
    (``H38``). ``to_confirm`` names fields that the source gives but that count as unknown
    until a supervisor enters them (superseded basis, marked for re-checking), with the reason.
    """

    code: str
    name: str
    local_suffix: str | None = None
    sector: str | None = None
    sector_code: str | None = None
    levels: tuple[str, ...] = ()
    promulgated_by: str | None = None
    settling_agency: str | None = None
    settling_phone: str | None = None
    internal: bool = False
    online_level: str | None = None
    cases: tuple[str, ...] = ()
    channels: tuple[Channel, ...] | None = None
    limits: tuple[Limit, ...] | None = None
    papers: tuple[RequiredDocument, ...] | None = None
    fees: tuple[Fee, ...] | None = None
    results: tuple[Result, ...] = ()
    collector: Collector | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    steps: tuple[ProcessStep, ...] = ()
    interagency: tuple[InteragencyStep, ...] = ()
    cut_off: CutOff = CutOff.SAME_DAY_ONLY
    supplement_clock: SupplementClock = SupplementClock.RESTART
    valid_from: date | None = None
    valid_to: date | None = None
    decision: Decision | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()
    to_confirm: tuple[str, ...] = ()

    def limit_of(self, channel: Channel, case: str | None) -> Limit | None:
        """The most particular limit for a channel and case; ``None`` when none is known."""
        fitting = [each for each in self.limits or () if _fits(each, channel, case)]
        known = [each for each in fitting if each.in_force is not None]
        return max(known, key=_particularity, default=None)

    def papers_of(self, case: str | None) -> tuple[RequiredDocument, ...] | None:
        """The papers of a case and of every case, in published order; ``None``: not known."""
        if self.papers is None:
            return None
        return tuple(paper for paper in self.papers if paper.case in (None, case))

    def fees_of(self, channel: Channel, case: str | None) -> tuple[Fee, ...] | None:
        """The sums due for a channel and case; ``None``: not known, ``()``: free."""
        if self.fees is None:
            return None
        return tuple(fee for fee in self.fees if _fits(fee, channel, case))

    def is_in_force(self, on: date) -> bool:
        """Whether this version is in force on a day; ``valid_to`` is the last day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)

    @property
    def is_receivable(self) -> bool:
        """Whether a dossier can be received at once: limit and papers are known."""
        return self.papers is not None and _any_known(self.limits)


def _fits(rule: Limit | Fee, channel: Channel, case: str | None) -> bool:
    return rule.channel in (None, channel) and rule.case in (None, case)


def _particularity(limit: Limit) -> tuple[bool, bool]:
    return limit.case is not None, limit.channel is not None


def _any_known(limits: Iterable[Limit] | None) -> bool:
    return any(limit.in_force is not None for limit in limits or ())
