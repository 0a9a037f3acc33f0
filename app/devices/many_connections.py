"""How many connections and files this process may hold at once."""

from __future__ import annotations

from contextlib import suppress


def allow_many_connections() -> None:
    """Let this process hold as many connections as the machine allows it to."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
