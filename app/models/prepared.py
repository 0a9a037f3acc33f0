"""Statements that every deed runs: worked out once, then run on the driver's own cursor.

SQLAlchemy looks at a statement and its values anew at each execution, which takes ten times as
long as SQLite takes to run it. What a statement of the hot path says, how its values are bound and
its columns read is asked of SQLAlchemy once; everything else goes through the session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import BindParameter, Connection, Dialect, Select, Table, bindparam, insert
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from app.models.database import connection_of

Given = Mapping[str, Any]
_Processor = Callable[[Any], Any] | None

AMONG: BindParameter[Any] = bindparam("among", expanding=True)
"""Stands for the many in the one ``in_`` of a query."""

_SPREAD = "__[POSTCOMPILE_among]"
_AT_ONCE = 500
"""Variables in one statement, well under SQLite's bound."""


class Prepared:
    """A statement that is built once with the module and run often.

    It takes no expanding parameters. What the driver says against it is raised as the driver's
    own error, which ``Database.transaction`` translates like SQLAlchemy's.
    """

    __slots__ = ("_statement",)

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement

    def rows(self, session: Session, given: Given) -> list[tuple[Any, ...]]:
        """What a query finds."""
        connection = connection_of(session)
        plan = _planned(self._statement, connection.dialect, ())
        cursor = _cursor(connection)
        found: list[tuple[Any, ...]] = cursor.execute(plan.sql, plan.bound(given)).fetchall()
        return plan.read(found)

    def row(self, session: Session, given: Given) -> tuple[Any, ...] | None:
        """The first row that a query finds."""
        found = self.rows(session, given)
        return found[0] if found else None

    def value(self, session: Session, given: Given) -> Any:
        """The first column of the first row; ``None`` without one."""
        found = self.rows(session, given)
        return found[0][0] if found else None

    def write(self, session: Session, *rows: Given) -> int:
        """Run a change once with each of these; returns how many rows of the table it moved."""
        if not rows:
            return 0
        connection = connection_of(session)
        plan = _planned(self._statement, connection.dialect, tuple(rows[0]))
        cursor = _cursor(connection)
        if len(rows) == 1:
            cursor.execute(plan.sql, plan.bound(rows[0]))
        else:
            cursor.executemany(plan.sql, plan.all_bound(rows))
        moved: int = cursor.rowcount
        return moved


class Among:
    """A query for those among many, named once by ``column.in_(AMONG)``; of the desk alone."""

    __slots__ = ("_statement",)

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement

    def rows(
        self, session: Session, given: Given, among: Sequence[Any]
    ) -> Iterator[tuple[Any, ...]]:
        """What it finds, some of the many at a time."""
        connection = connection_of(session)
        plan = _planned(self._statement, connection.dialect, ())
        for start in range(0, len(among), _AT_ONCE):
            some = among[start : start + _AT_ONCE]
            sql = plan.sql.replace(_SPREAD, ", ".join("?" * len(some)))
            found = _cursor(connection).execute(sql, plan.spread(given, some)).fetchall()
            yield from plan.read(found)


def insert_rows(session: Session, table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert many rows, each in the order of the table's columns."""
    connection = connection_of(session)
    plan = _filling(table, connection.dialect)
    _cursor(connection).executemany(plan.sql, plan.all_in_order(rows))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What SQLAlchemy made of a statement: its text, how values go in and how columns come out.

    ``fixed`` are the values that stand in the statement itself.
    """

    sql: str
    is_positional: bool
    names: tuple[str, ...]
    binders: tuple[_Processor, ...]
    fixed: Given
    readers: tuple[tuple[int, Callable[[Any], Any]], ...]

    def bound(self, given: Given) -> Sequence[Any] | Given:
        return self.in_order(self._values(given))

    def all_bound(self, many: Sequence[Given]) -> list[Any]:
        return self.all_in_order([self._values(each) for each in many])

    def spread(self, given: Given, some: Sequence[Any]) -> list[Any]:
        """The values where one of the names stands for some at once."""
        bound: list[Any] = []
        known = {**self.fixed, **given}
        for name, bind in zip(self.names, self.binders, strict=True):
            values = some if name == AMONG.key else (known[name],)
            bound += values if bind is None else map(bind, values)
        return bound

    def all_in_order(self, rows: Sequence[Sequence[Any]]) -> list[Any]:
        """``in_order`` column by column, which asks each binder once."""
        if not self.is_positional:
            return [self.in_order(row) for row in rows]
        columns = (
            column if bind is None else map(bind, column)
            for bind, column in zip(self.binders, zip(*rows, strict=True), strict=True)
        )
        return list(zip(*columns, strict=True))

    def in_order(self, row: Sequence[Any]) -> Sequence[Any] | Given:
        bound = [
            value if bind is None else bind(value)
            for bind, value in zip(self.binders, row, strict=True)
        ]
        return bound if self.is_positional else dict(zip(self.names, bound, strict=True))

    def read(self, found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        return [self._one(row) for row in found] if self.readers else found

    def _one(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, read in self.readers:
            values[place] = read(values[place])
        return tuple(values)

    def _values(self, given: Given) -> list[Any]:
        values = {**self.fixed, **given} if self.fixed else given
        return [values[name] for name in self.names]


@lru_cache(maxsize=256)
def _planned(statement: ClauseElement, dialect: Dialect, columns: tuple[str, ...]) -> _Plan:
    made = statement.compile(dialect=dialect, column_keys=list(columns) or None)
    compiled = cast("SQLCompiler", made)
    names = tuple(compiled.positiontup or compiled.binds)
    binds = {name: compiled.binds[name] for name in names}
    return _Plan(
        sql=compiled.string,
        is_positional=compiled.positional,
        names=names,
        binders=tuple(_impl(binds[name].type, dialect).bind_processor(dialect) for name in names),
        fixed={name: bind.value for name, bind in binds.items() if not bind.required},
        readers=_readers(statement, dialect),
    )


@lru_cache(maxsize=64)
def _filling(table: Table, dialect: Dialect) -> _Plan:
    return _planned(insert(table), dialect, tuple(each.name for each in table.columns))


def _readers(
    statement: ClauseElement, dialect: Dialect
) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    columns = statement.selected_columns if isinstance(statement, Select) else ()
    found = (_impl(each.type, dialect).result_processor(dialect, None) for each in columns)
    return tuple((place, read) for place, read in enumerate(found) if read is not None)


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)


def _cursor(connection: Connection) -> Any:
    return connection.connection.cursor()
