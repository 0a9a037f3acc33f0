"""Keeps what stands in the form of a reception while it is typed, and citizens who wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import Refusal
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk
from app.ui.draft import Draft

if TYPE_CHECKING:
    from app.services.drafts import ParkedDraft

_EVERY = 1_000
"""Milliseconds: with the write itself a draft on disk is never two seconds old."""


class DraftKeeper(QObject):
    """The draft in the form has ``uid``; every other draft of the desk is parked.

    ``read`` brings what stands in the form, ``None`` while it is no reception that is typed.
    ``kept`` brings what is on disk now; ``restored`` the draft that a broken-off run left, and
    when it was kept; ``recalled`` one that was parked; ``changed`` the parked drafts, the last
    one first.
    """

    kept = Signal(object)
    restored = Signal(object, object)
    recalled = Signal(object)
    changed = Signal(object)
    refused = Signal(object)

    def __init__(
        self, background: Background, read: Callable[[], Draft | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._read = read
        self._desk: OpenDesk | None = None
        self._uid = uuid4()
        self._kept: Draft | None = None
        self._is_troubled = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.keep)

    @property
    def uid(self) -> UUID:
        """Under what the present draft is kept."""
        return self._uid

    def open_desk(self, desk: OpenDesk) -> None:
        """Look for what a broken-off run left; keep what is typed from now on."""
        self._desk = desk
        self._ask(self._restore_newest)
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep what stands in the form, unless it is what was kept last."""
        from app.services.drafts import holds_anything

        draft = self._read()
        if draft is None or draft == self._kept:
            return
        before, self._kept = self._kept, draft
        # An empty form is not worth a transaction, unless it takes the place of a full one.
        if before is not None or holds_anything(draft):
            self._save(draft)

    def start_anew(self) -> None:
        """Another citizen's form begins; what was kept of this one is forgotten."""
        if self._kept is not None:
            self._drop(self._uid)
        self._begin(uuid4(), None)

    def park(self, draft: Draft, typed_by: str = "") -> UUID | None:
        """Put a draft aside, under the name of an officer who leaves the desk.

        Its uid, or ``None`` when there is nothing to put.
        """
        from app.services.drafts import PARKED, TYPED_BY, holds_anything

        if self._desk is None or not holds_anything(draft):
            return None
        parked = self._uid
        named = {TYPED_BY: typed_by} if typed_by else {}
        self._save({**draft, PARKED: "1", **named}, then=self._refresh)
        self._begin(uuid4(), None)
        return parked

    def recall(self, uid: UUID) -> None:
        """Bring a parked draft back; what stands in the form is parked in its place."""
        from app.services.drafts import recall_draft

        if self._desk is not None:
            self._background.query(
                recall_draft,
                uid,
                desk=self._desk.context,
                then=partial(self._recall, uid),
                refused=self.refused.emit,
            )

    def drop(self, uid: UUID) -> None:
        """Forget a parked draft."""
        self._drop(uid)

    def _begin(self, uid: UUID, kept: Draft | None) -> None:
        self._uid, self._kept = uid, kept

    def _restore_newest(self, found: tuple[ParkedDraft, ...]) -> None:
        from app.services.drafts import recall_draft

        left = next((each for each in found if not each.is_parked), None)
        if left is None or self._desk is None:
            self._show(found)
            return
        self._background.query(
            recall_draft,
            left.uid,
            desk=self._desk.context,
            then=partial(self._restore, left.uid, left.saved_at),
            refused=self.refused.emit,
        )

    def _restore(self, uid: UUID, saved_at: datetime, draft: Draft) -> None:
        from app.services.drafts import holds_anything

        # Who typed while the desk was being opened keeps what was typed; the other one waits.
        if not holds_anything(self._read() or {}):
            self._begin(uid, draft)
            self.restored.emit(draft, saved_at)
        self._refresh()

    def _recall(self, uid: UUID, draft: Draft) -> None:
        from app.services.drafts import PARKED, TYPED_BY

        standing = self._read()
        if standing is not None:
            self.park(standing)
        draft = {key: value for key, value in draft.items() if key not in (PARKED, TYPED_BY)}
        self._begin(uid, draft)
        self._save(draft, then=self._refresh)
        self.recalled.emit(draft)

    def _save(self, draft: Draft, then: Callable[[object], None] | None = None) -> None:
        from app.services.drafts import save_draft

        if self._desk is not None:
            self._background.keep(
                save_draft,
                self._uid,
                draft,
                now=self._desk.now(),
                desk=self._desk.context,
                then=then or partial(self._well, draft),
                refused=self._complain,
            )

    def _drop(self, uid: UUID) -> None:
        from app.services.drafts import drop_draft

        if self._desk is not None:
            self._background.keep(drop_draft, uid, desk=self._desk.context, then=self._refresh)

    def _refresh(self, _done: object = None) -> None:
        self._ask(self._show)

    def _ask(self, then: Callable[[tuple[ParkedDraft, ...]], None]) -> None:
        from app.services.drafts import parked_drafts

        if self._desk is not None:
            self._background.query(
                parked_drafts, now=self._desk.now(), desk=self._desk.context, then=then
            )

    def _show(self, found: tuple[ParkedDraft, ...]) -> None:
        self.changed.emit(tuple(each for each in found if each.uid != self._uid))

    def _well(self, draft: Draft, _done: object) -> None:
        self._is_troubled = False
        self.kept.emit(draft)

    def _complain(self, refusal: Refusal) -> None:
        """Said once: the next try comes within a second."""
        self._kept = {}
        if not self._is_troubled:
            self._is_troubled = True
            self.refused.emit(refusal)
