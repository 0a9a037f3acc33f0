"""Sentences for erasures, and for looks at what another desk received."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.erasure_facts import DossierViewed, PersonalDataErased


def _erased(fact: PersonalDataErased) -> str:
    order = "" if fact.order is None else f", quyết định số {fact.order}"
    return f"Xóa dữ liệu cá nhân ({fact.count} phần): {fact.grounds}{order}."


def _viewed(_: DossierViewed) -> str:
    return "Xem hồ sơ không do quầy mình tiếp nhận."


SENTENCES: dict[type, Callable[[Any], str]] = {
    PersonalDataErased: _erased,
    DossierViewed: _viewed,
}
