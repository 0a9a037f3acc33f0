"""Events as the history tells them: the sentence, and what a reader must know about it."""

from __future__ import annotations

from datetime import timedelta

from app.domain.events import Event, read_fact
from app.domain.facts import DossierReceived
from app.domain.history_words import event_sentence
from app.domain.moments import local, local_date
from app.domain.time_words import moment_text

_AT_ONCE = timedelta(minutes=2)


def told_sentence(event: Event) -> str:
    """An event in words; says when it was recorded late, and when personal data was erased."""
    return " ".join(filter(None, (event_sentence(event), _late(event), _erased(event))))


def is_late(event: Event) -> bool:
    """Whether it was keyed in later than it happened."""
    return event.recorded_at - event.occurred_at > _AT_ONCE


def _late(event: Event) -> str:
    if not is_late(event):
        return ""
    same_day = local_date(event.recorded_at) == local_date(event.occurred_at)
    at = f"{local(event.recorded_at):%H:%M}" if same_day else moment_text(event.recorded_at)
    fact = read_fact(event)
    private = fact.private if isinstance(fact, DossierReceived) else None
    reason = None if private is None else private.late_reason
    return f"Nhập vào máy sau, lúc {at}" + (f"; lý do: {reason.rstrip('.')}." if reason else ".")


def _erased(event: Event) -> str:
    if event.private is None and event.private_digest is not None:
        return "Thông tin cá nhân đã được xóa."
    return ""
