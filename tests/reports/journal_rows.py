"""The row of a dossier, from its first event and the published catalogue alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.report_shape import GroupBy


def row_of(by: GroupBy) -> Callable[[Any], str]:
    """How a way of cutting names the row of a first event."""
    levels = {"1.010833": "Cấp xã", "1.001653": "Cấp xã", "2.002757": "Cấp tỉnh, xã"}

    def row(event: Any) -> str:
        body = event["body"]
        procedure = body["procedure"]
        return {
            GroupBy.SECTOR: f"{levels[procedure['code']]}|{procedure['sector']}",
            GroupBy.LEVEL: levels[procedure["code"]],
            GroupBy.OFFICE: event["office"],
            GroupBy.SITE: body["places"].get("received_at", event["office"]),
            GroupBy.DESK: str(event["desk"]),
            GroupBy.OFFICER: event["actor"],
            GroupBy.AGENCY: procedure.get("settling_agency", ""),
            GroupBy.PROCEDURE: procedure["code"],
            GroupBy.CHANNEL: body["channel"],
        }[by]

    return row
