"""What every table shares: the tenant in front of each key, and three column types."""

from __future__ import annotations

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

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To milliseconds."""
        return None if value is None else to_milliseconds(value)

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

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """To bytes on SQLite."""
        return value.bytes if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """From bytes on SQLite."""
        return UUID(bytes=value) if isinstance(value, bytes) else value


class Base(DeclarativeBase):
    """The mapped classes of the desk."""

    type_annotation_map = {datetime: Moment, UUID: Uid, str: Text, bytes: Blob}  # noqa: RUF012


CLUSTERED = ({"sqlite_with_rowid": False},)
"""Arguments of a table that lies in the order of its key: a row costs one page, not two."""


class OfTenant:
    """Every key begins with the tenant (the province), so that the same schema shards."""

    tenant: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
