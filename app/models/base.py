"""What every table shares: the tenant in front of each key, and three column types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Dialect, LargeBinary, Text, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from app.domain.moments import from_milliseconds, to_milliseconds


class Moment(TypeDecorator[datetime]):
    """A moment as whole milliseconds in UTC: sorts, compares and travels as an integer."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        """To milliseconds."""
        return _milliseconds

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """To an aware moment in UTC."""
        return None if value is None else from_milliseconds(value)


class Blob(LargeBinary):
    """Bytes as they are: a view around each would be one more object for the collector to visit.

    A page of events holds thousands, and their views made it walk everything that lives.
    """

    def bind_processor(self, dialect: Dialect) -> None:
        """The driver takes bytes."""


class Uid(TypeDecorator[UUID]):
    """A UUID: 16 bytes on SQLite, the native type on PostgreSQL."""

    impl = Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Bytes where there is no native type."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Blob(16))
        return dialect.type_descriptor(Uuid())

    def bind_processor(self, dialect: Dialect) -> Callable[[UUID | None], bytes | None] | None:
        """To bytes on SQLite."""
        return _bytes if dialect.name == "sqlite" else None

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """From bytes on SQLite."""
        return UUID(bytes=value) if isinstance(value, bytes) else value


def _milliseconds(value: datetime | None) -> int | None:
    return None if value is None else to_milliseconds(value)


def _bytes(value: UUID | None) -> bytes | None:
    return None if value is None else value.int.to_bytes(16, "big")


class Base(DeclarativeBase):
    """The mapped classes of the desk."""

    type_annotation_map = {datetime: Moment, UUID: Uid, str: Text, bytes: Blob}  # noqa: RUF012


CLUSTERED = ({"sqlite_with_rowid": False},)
"""Arguments of a table that lies in the order of its key: a row costs one page, not two."""


class OfTenant:
    """Every key begins with the tenant (the province), so that the same schema shards."""

    tenant: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
