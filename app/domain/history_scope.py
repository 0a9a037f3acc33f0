"""Sentences for dossiers that leave an office's sight, and come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.scope_facts import ScopeEntered, ScopeLeft


def _left(fact: ScopeLeft) -> str:
    return f"{_named(fact.code)} không còn phần việc ở nơi này; trung tâm ngừng gửi về đây."


def _entered(fact: ScopeEntered) -> str:
    return f"{_named(fact.code)} trở lại nơi này theo dõi."


def _named(code: str | None) -> str:
    return "Hồ sơ chưa có mã" if code is None else f"Hồ sơ {code}"


SENTENCES: dict[type, Callable[[Any], str]] = {ScopeLeft: _left, ScopeEntered: _entered}
