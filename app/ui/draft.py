"""A half-typed reception as one plain value."""

from __future__ import annotations

from typing import Any

Draft = dict[str, Any]
"""Texts by key of the form, and ``documents``: JSON all the way, so that it can be kept."""

EMPTY: Draft = {"documents": []}
"""A form in which nothing stands."""
