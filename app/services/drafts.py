"""Half-typed receptions: kept while they are typed, several citizens at once, one list per desk.

A draft is not truth: it is not journalled, and saving one leaves the witness alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.domain.draft_words import UNREADABLE, ago_text, draft_label
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.text import one_line
from app.models.catalogue import ProcedureVersionRow
from app.models.database import run, table_of
from app.models.office import DraftRow
from app.services.desk import DeskContext

DraftContent = dict[str, Any]
"""Texts by key of the form, and ``documents``: the window's draft, JSON all the way."""

PARKED = "parked"
"""The key of a draft that the officer put aside; without it, it is what stood in the form."""

TYPED_BY = "typed_by"
"""The key under which a draft names the officer who gave the desk over to somebody else."""

_DOCUMENTS = "documents"
_NAME_KEYS = ("full_name", "owner_name", "organisation_name", "identity_number")
_SAID_BY_ITSELF = frozenset(
    (
        "channel",
        "identity_kind",
        "return_place",
        "sets",
        "fee",
        "levy",
        "gender",
        "case",
        "paid",
        PARKED,
        TYPED_BY,
    )
)
"""Keys that a form fills in without the officer; alone they are nothing to keep."""

_DRAFT, _VERSION = table_of(DraftRow), table_of(ProcedureVersionRow)
_ADD = insert(_DRAFT)
_SAVE = _ADD.on_conflict_do_update(
    index_elements=["tenant", "uid"],
    set_={name: _ADD.excluded[name] for name in ("desk", "saved_at", "content")},
    # An unchanged draft keeps its time and costs no write.
    where=_DRAFT.c.content != _ADD.excluded.content,
)
_DROP = delete(_DRAFT).where(_DRAFT.c.tenant == bindparam("of"), _DRAFT.c.uid == bindparam("which"))
_PARKED = (
    select(_DRAFT.c.uid, _DRAFT.c.saved_at, _DRAFT.c.content)
    .where(_DRAFT.c.tenant == bindparam("of"), _DRAFT.c.desk == bindparam("at"))
    .order_by(_DRAFT.c.saved_at.desc(), _DRAFT.c.uid)
)
_CONTENT = select(_DRAFT.c.content).where(
    _DRAFT.c.tenant == bindparam("of"), _DRAFT.c.uid == bindparam("which")
)
_NAME = (
    select(_VERSION.c.name)
    .where(_VERSION.c.tenant == bindparam("of"), _VERSION.c.code == bindparam("code"))
    .order_by(_VERSION.c.added_at.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedDraft:
    """A draft as one line of the list; one that cannot be read can only be dropped.

    ``is_parked`` tells a citizen who was put aside from what stood in the form.
    """

    uid: UUID
    label: str
    name: str | None
    procedure_code: str | None
    procedure_name: str | None
    saved_at: datetime
    is_parked: bool = False
    typed_by: str | None = None


def save_draft(
    session: Session, uid: UUID, content: Mapping[str, Any], *, now: datetime, desk: DeskContext
) -> None:
    """Keep what is typed in the place of what was kept before; an empty form is not kept."""
    if not holds_anything(content):
        drop_draft(session, uid, desk=desk)
        return
    row = {
        "tenant": desk.tenant,
        "uid": uid,
        "desk": desk.number,
        "saved_at": now,
        "content": json.dumps(content, separators=(",", ":")),
    }
    run(session, _SAVE, row)


def drop_draft(session: Session, uid: UUID, *, desk: DeskContext) -> None:
    """Forget a draft; one that is gone already is no trouble."""
    run(session, _DROP, {"of": desk.tenant, "which": uid})


def parked_drafts(session: Session, *, now: datetime, desk: DeskContext) -> tuple[ParkedDraft, ...]:
    """The drafts of this desk, the last one first; whatever they hold, the list can be read."""
    rows = run(session, _PARKED, {"of": desk.tenant, "at": desk.number}).all()
    return tuple(_parked(session, row, now, desk) for row in rows)


def recall_draft(session: Session, uid: UUID, *, desk: DeskContext) -> DraftContent:
    """What was typed, ready for the form.

    Raises ``Refusal``: ``DRAFT_GONE``, or ``DRAFT_UNREADABLE`` when it can only be dropped.
    """
    kept = run(session, _CONTENT, {"of": desk.tenant, "which": uid}).scalar()
    if kept is None:
        raise Refusal(Reason.DRAFT_GONE)
    content = _read(kept)
    if content is None:
        raise Refusal(Reason.DRAFT_UNREADABLE)
    return content


def _parked(session: Session, row: Any, now: datetime, desk: DeskContext) -> ParkedDraft:
    read, ago = _read(row.content), ago_text(row.saved_at, now)
    content = read or {}
    name = UNREADABLE if read is None else _name(content)
    code = one_line(content.get("procedure_code", "")) or None
    procedure: str | None = None
    if code is not None:
        procedure = run(session, _NAME, {"of": desk.tenant, "code": code}).scalar() or code
    return ParkedDraft(
        uid=row.uid,
        label=draft_label(name, procedure, ago),
        name=name,
        procedure_code=code,
        procedure_name=procedure,
        saved_at=row.saved_at,
        is_parked=read is None or bool(content.get(PARKED)),
        typed_by=one_line(content.get(TYPED_BY, "")) or None,
    )


def _name(content: DraftContent) -> str | None:
    texts = (one_line(content.get(key, "")) for key in _NAME_KEYS)
    return next(filter(None, texts), None)


def _read(kept: str) -> DraftContent | None:
    """The draft in today's shape: texts by key, and a list of papers; ``None`` for no draft."""
    try:
        plain = json.loads(kept)
    except (ValueError, RecursionError):
        return None
    if not isinstance(plain, dict):
        return None
    papers = plain.pop(_DOCUMENTS, [])
    papers = papers if isinstance(papers, list) else []
    texts: DraftContent = {key: value for key, value in plain.items() if isinstance(value, str)}
    return texts | {_DOCUMENTS: [each for each in papers if isinstance(each, dict)]}


def holds_anything(content: Mapping[str, Any]) -> bool:
    """Whether something was typed that is worth keeping."""
    typed = (value for key, value in content.items() if key not in _SAID_BY_ITSELF)
    return any(value for value in typed)
