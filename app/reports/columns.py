"""Columns that many reports have, and the ways in which dossiers are cut into rows."""

from __future__ import annotations

from typing import Any

from app.domain.report_shape import CellKind, GroupBy, ReportColumn

BY_DOSSIER = (
    GroupBy.SECTOR,
    GroupBy.LEVEL,
    GroupBy.OFFICE,
    GroupBy.SITE,
    GroupBy.DESK,
    GroupBy.OFFICER,
    GroupBy.AGENCY,
    GroupBy.PROCEDURE,
    GroupBy.CHANNEL,
)
"""Every way of cutting that is known of a dossier, the usual one first."""


def first_by(usual: GroupBy) -> tuple[GroupBy, ...]:
    """The same ways with another usual one."""
    return (usual, *(each for each in BY_DOSSIER if each is not usual))


def label(heading: str) -> ReportColumn:
    """What a row is called."""
    return ReportColumn(key="label", heading=heading, kind=CellKind.TEXT, width=34)


def count(key: str, heading: str, **more: Any) -> ReportColumn:
    """How many."""
    return ReportColumn(key=key, heading=heading, **more)


def money(key: str, heading: str, **more: Any) -> ReportColumn:
    """How much (đồng)."""
    return ReportColumn(key=key, heading=heading, kind=CellKind.MONEY, width=14, **more)


def text(key: str, heading: str, width: int = 16) -> ReportColumn:
    """Words about one dossier."""
    return ReportColumn(key=key, heading=heading, kind=CellKind.TEXT, width=width)


def moment(key: str, heading: str) -> ReportColumn:
    """When something of one dossier was."""
    return ReportColumn(key=key, heading=heading, kind=CellKind.MOMENT, width=15)
