"""How dossiers are cut into rows: the columns to group by, the row of a group, its words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import Session

from app.domain.procedure import Channel
from app.domain.report_shape import GroupBy
from app.models.catalogue import ProcedureVersionRow
from app.models.counts import DossierCountRow
from app.models.database import run, table_of
from app.models.office import StaffRow

COUNT = table_of(DossierCountRow)
_VERSION, _STAFF = table_of(ProcedureVersionRow), table_of(StaffRow)
_VERSIONS = select(_VERSION.c.digest, _VERSION.c.name, _VERSION.c.content).where(
    _VERSION.c.tenant == bindparam("of")
)
_NAMES = select(_STAFF.c.uid, _STAFF.c.full_name).where(_STAFF.c.tenant == bindparam("of"))

UNKNOWN = "(chưa rõ)"
_LEVEL_ORDER = ("trung ương", "tỉnh", "xã")
_CHANNEL_WORDS = {
    Channel.COUNTER.value: "Trực tiếp",
    Channel.ONLINE.value: "Trực tuyến",
    Channel.POST.value: "Bưu chính công ích",
}

Dimensions = tuple[Any, ...]
"""The values of the grouping columns of one group, in their order."""

_COLUMNS: Mapping[GroupBy, tuple[ColumnElement[Any], ...]] = {
    GroupBy.SECTOR: (COUNT.c.procedure_digest, COUNT.c.sector),
    GroupBy.LEVEL: (COUNT.c.procedure_digest,),
    GroupBy.OFFICE: (COUNT.c.office,),
    GroupBy.SITE: (COUNT.c.site,),
    GroupBy.DESK: (COUNT.c.desk,),
    GroupBy.OFFICER: (COUNT.c.officer,),
    GroupBy.AGENCY: (COUNT.c.settling_agency,),
    GroupBy.PROCEDURE: (COUNT.c.procedure_code, COUNT.c.procedure_digest),
    GroupBy.CHANNEL: (COUNT.c.channel,),
}


@dataclass(frozen=True, slots=True)
class RowOf:
    """The row that a group belongs to; ``above`` is the heading it stands under."""

    key: str
    words: str
    above: str = ""
    order: tuple[Any, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Cut:
    """One way of cutting, with the names that it needs at hand."""

    by: GroupBy
    levels: Mapping[str, str]
    names: Mapping[str, str]

    @property
    def columns(self) -> tuple[ColumnElement[Any], ...]:
        """What to group by."""
        return _COLUMNS[self.by]

    def row_of(self, values: Dimensions) -> RowOf:
        """The row of a group."""
        if self.by is GroupBy.SECTOR:
            return self.row_named(f"{self._level(values[0])}|{values[1] or UNKNOWN}")
        if self.by is GroupBy.LEVEL:
            return self.row_named(self._level(values[0]))
        if self.by is GroupBy.PROCEDURE:
            code, digest = values
            return RowOf(code, f"{code} {self.names.get(digest, '')}".strip(), order=(code,))
        return self.row_named("" if values[0] is None else str(values[0]))

    def row_named(self, key: str) -> RowOf:
        """The row of a key, as it was given out."""
        if self.by is GroupBy.SECTOR:
            level, _, sector = key.partition("|")
            return RowOf(key, sector, level, (*_place(level), sector))
        if self.by is GroupBy.LEVEL:
            return RowOf(key, key, order=_place(key))
        order = key.zfill(3) if self.by is GroupBy.DESK else key
        return RowOf(key, self._words(key), order=(order,))

    def _words(self, key: str) -> str:
        if not key:
            return UNKNOWN
        match self.by:
            case GroupBy.OFFICER:
                return self.names.get(key, UNKNOWN)
            case GroupBy.CHANNEL:
                return _CHANNEL_WORDS.get(key, key)
            case GroupBy.DESK:
                return f"Quầy {key}"
        return key

    def condition(self, key: str) -> ColumnElement[bool]:
        """The dossiers of a row, or of all rows under a heading."""
        if self.by in (GroupBy.SECTOR, GroupBy.LEVEL):
            level, _, sector = key.partition("|")
            digests = [digest for digest, of in self.levels.items() if of == level]
            of_level: ColumnElement[bool] = COUNT.c.procedure_digest.in_(digests)
            if level == UNKNOWN_LEVEL:
                of_level = or_(of_level, COUNT.c.procedure_digest.not_in(list(self.levels)))
            if not sector:
                return of_level
            known: ColumnElement[bool] = (
                COUNT.c.sector.is_(None) if sector == UNKNOWN else COUNT.c.sector == sector
            )
            return of_level & known
        column = self.columns[0]
        return column.is_(None) if key == "" else column == _typed(self.by, key)

    def _level(self, digest: str) -> str:
        return self.levels.get(digest, UNKNOWN_LEVEL)


UNKNOWN_LEVEL = "Chưa rõ cấp"


def cut_by(session: Session, tenant: str, by: GroupBy) -> Cut:
    """A way of cutting with what it needs to know of this office."""
    levels: dict[str, str] = {}
    names: dict[str, str] = {}
    if by in (GroupBy.SECTOR, GroupBy.LEVEL, GroupBy.PROCEDURE):
        for digest, name, content in run(session, _VERSIONS, {"of": tenant}):
            levels[digest] = level_words(json.loads(content).get("levels", ()))
            names[digest] = name
    if by is GroupBy.OFFICER:
        names = staff_names(session, tenant)
    return Cut(by, levels, names)


def staff_names(session: Session, tenant: str) -> dict[str, str]:
    """Names of the staff by uid in text."""
    found = run(session, _NAMES, {"of": tenant})
    return {str(uid): name or UNKNOWN for uid, name in found}


def level_words(levels: list[str] | tuple[str, ...]) -> str:
    """The levels at which a procedure is settled, as a heading: ``Cấp tỉnh, xã``."""
    known = [each for each in _LEVEL_ORDER if each in levels]
    others = sorted(set(levels) - set(known))
    return f"Cấp {', '.join([*known, *others])}" if levels else UNKNOWN_LEVEL


def _place(level: str) -> tuple[Any, ...]:
    at = next((n for n, each in enumerate(_LEVEL_ORDER) if each in level), len(_LEVEL_ORDER))
    return at, level


def _typed(by: GroupBy, key: str) -> str | int | UUID:
    return int(key) if by is GroupBy.DESK else key
