"""The centre: one database that several processes may stand in front of, and its signing key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url

from app.server.schema import bring_up_to_date

_POOL = 8
_SHORT_STATEMENTS = "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0"
"""What the centre asks is a thousand keys at a time: else PostgreSQL walks whole tables for them,
in two workers, over disks that it takes to turn."""
_NOW = partial(datetime.now, UTC)

_KEY = text("SELECT secret FROM centre")
_KEEP_KEY = text(
    "INSERT INTO centre (secret, public) VALUES (:secret, :public) ON CONFLICT DO NOTHING"
)
_INCARNATION = text(
    "SELECT concat_ws('.', s.system_identifier, c.timeline_id, d.oid, centre.restores) "
    "FROM centre, pg_control_system() s, pg_control_checkpoint() c, pg_database d "
    "WHERE d.datname = current_database()"
)
_COUNT_RESTORE = text("UPDATE centre SET restores = restores + 1 RETURNING restores")


@dataclass(frozen=True, slots=True)
class Centre:
    """An open centre. ``incarnation`` names this life of its data: a restore begins another."""

    engine: Engine
    key: Ed25519PrivateKey
    incarnation: str
    now: Callable[[], datetime]

    @property
    def public(self) -> bytes:
        """The key by which desks know what this centre signed."""
        return self.key.public_key().public_bytes_raw()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: durable at the end, or nothing of it."""
        with self.engine.begin() as connection:
            yield connection

    def is_signed_here(self, signed: bytes, signature: bytes) -> bool:
        """Whether this centre, in whatever life, signed these bytes."""
        return is_signed(self.public, signed, signature)

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def open_centre(address: str, now: Callable[[], datetime] = _NOW) -> Centre:
    """Open the centre in a PostgreSQL database, whose schema is brought up to date first."""
    url = make_url(address).set(drivername="postgresql+psycopg")
    engine = create_engine(
        url,
        pool_size=_POOL,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": _SHORT_STATEMENTS},
    )
    bring_up_to_date(engine, now().date())
    with engine.begin() as connection:
        key = _signing_key(connection)
        incarnation = str(connection.execute(_INCARNATION).scalar_one())
    return Centre(engine, key, incarnation, now)


def count_restore(connection: Connection) -> int:
    """An operator put older data back in a way that PostgreSQL itself does not show.

    Returns how often that was said. Open centres go on under their old name until opened again.
    """
    return int(connection.execute(_COUNT_RESTORE).scalar_one())


def is_signed(public: bytes, signed: bytes, signature: bytes) -> bool:
    """Whether a key signed these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _signing_key(connection: Connection) -> Ed25519PrivateKey:
    made = Ed25519PrivateKey.generate()
    keys = {
        "secret": made.private_bytes_raw(),
        "public": made.public_key().public_bytes_raw(),
    }
    connection.execute(_KEEP_KEY, keys)
    secret: bytes = connection.execute(_KEY).scalar_one()
    return Ed25519PrivateKey.from_private_bytes(bytes(secret))
