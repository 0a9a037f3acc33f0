"""What the centre says of itself, one JSON line a happening: which call, how it ended, never what.

Lines go to the standard error, where the system's journal keeps them. Of an error only its kind and
place are told: its message may quote a person.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from app.domain.fault_text import fault_text
from app.domain.moments import to_text

TOLD = "told"
"""The name under which a record carries the values of its line."""


class Lines(logging.Formatter):
    """A record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": to_text(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, TOLD, {}),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["fault"] = fault_text(error).splitlines()
        return json.dumps(line, ensure_ascii=False)


LOG_CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": Lines}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {
        name: {"handlers": ["lines"], "level": "INFO", "propagate": False}
        for name in ("uvicorn", "motcua")
    },
}
"""How a process of the centre logs, as ``logging.config`` reads it."""
