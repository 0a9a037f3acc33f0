"""Items of the post: how each stands, what may be done with it, when the carrier may give up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.calendar import Calendar
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.post_in_facts import BagWay, PostalService
from app.domain.postal_number import looks_postal, read_postal_number
from app.domain.text import one_line

LEAST_INVITATIONS = 2
LEAST_APART = 2
"""Two invitations, two working days apart, before an item counts as undeliverable."""

_LONGEST_NUMBER = 40


class ItemState(StrEnum):
    """How an item stands. The first line is of items that come, the second of those that go."""

    POSTED, LISTED, SEALED, OPENED = "posted", "listed", "sealed", "opened"
    LACKING, DONE, REDIRECTED, MISSING = "lacking", "done", "redirected", "missing"
    PACKED, DISPATCHED, FAILED = "packed", "dispatched", "failed"
    UNDELIVERABLE, DELIVERED, CAME_BACK = "undeliverable", "delivered", "came_back"


ENDED_ITEMS = frozenset(
    {ItemState.DONE, ItemState.REDIRECTED, ItemState.DELIVERED, ItemState.CAME_BACK}
)
"""States in which a number may be used again."""


EXPECTED_ITEMS = frozenset({ItemState.POSTED, ItemState.LISTED, ItemState.MISSING})
"""States of what was announced and has not been counted in."""


class ItemDeed(StrEnum):
    """What is done with an item after it was counted in or packed."""

    ACCEPT = "accept"
    OPEN = "open"
    PAIR = "pair"
    LACK = "lack"
    CLOSE = "close"
    REDIRECT = "redirect"
    DISPATCH = "dispatch"
    DELIVER = "deliver"
    FAIL = "fail"
    COME_BACK = "come_back"


_S = ItemState
_ON_THE_WAY = frozenset({_S.PACKED, _S.DISPATCHED, _S.FAILED})
ALLOWED: dict[ItemDeed, frozenset[ItemState]] = {
    ItemDeed.ACCEPT: EXPECTED_ITEMS,
    ItemDeed.OPEN: frozenset({_S.SEALED}),
    # A bundle of one applicant holds several dossiers: each is paired, until the item is closed.
    ItemDeed.PAIR: frozenset({_S.OPENED, _S.LACKING}),
    ItemDeed.LACK: frozenset({_S.OPENED, _S.LACKING}),
    ItemDeed.CLOSE: frozenset({_S.OPENED, _S.LACKING}),
    ItemDeed.REDIRECT: frozenset({_S.SEALED}),
    ItemDeed.DISPATCH: frozenset({_S.PACKED}),
    ItemDeed.DELIVER: _ON_THE_WAY | {_S.UNDELIVERABLE},
    ItemDeed.FAIL: _ON_THE_WAY,
    ItemDeed.COME_BACK: _ON_THE_WAY | {_S.UNDELIVERABLE},
}
"""From which states each deed is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItem:
    """An item as its facts left it; sums in đồng.

    ``dossier_uid`` is the dossier whose result goes out, or the one that a posted item may become;
    ``dossiers`` are those that came in it. ``addressee`` is absent for this office, ``held_by``
    names another one that counted the item in: what is done with it there is only heard of here.
    """

    uid: UUID
    number: str
    way: BagWay
    carrier: str
    state: ItemState
    manifest: str | None = None
    dossier_uid: UUID | None = None
    dossiers: tuple[UUID, ...] = ()
    addressee: str | None = None
    service: PostalService | None = None
    procedure_code: str | None = None
    posted_event: UUID | None = None
    posted_at: datetime | None = None
    accepted_at: datetime | None = None
    opened_at: datetime | None = None
    dispatched_at: datetime | None = None
    ended_at: datetime | None = None
    invitations: tuple[date, ...] = ()
    is_damaged: bool = False
    fee: int = 0
    levy: int = 0
    postage: int = 0
    used: int = 0
    """What of the money that came with the item was entered for dossiers or given back."""
    visit_number: str | None = None
    held_by: str | None = None

    @property
    def money(self) -> int:
        """Fee and levy that travel with the item, or are to be collected for it (đồng)."""
        return self.fee + self.levy

    @property
    def money_left(self) -> int:
        """What of the money that came with it has not been used yet (đồng)."""
        return max(self.money - self.used, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedItem:
    """An item as the carrier's list states it; sums in đồng, ``addressee`` of another agency."""

    number: str
    addressee: str | None = None
    fee: int = 0
    levy: int = 0
    posted_at: datetime | None = None


def check_item(item: PostalItem, deed: ItemDeed) -> None:
    """Raises ``Refusal`` where the item does not allow a deed.

    ``POST_ITEM_THERE`` for what another office counted in, ``POST_ITEM_FOREIGN`` for opening what
    is another agency's, ``POST_ITEM_NOT_NOW`` for its state.
    """
    if item.held_by is not None:
        raise Refusal(Reason.POST_ITEM_THERE, number=item.number, agency=item.held_by)
    if deed is ItemDeed.OPEN and item.addressee is not None:
        raise Refusal(Reason.POST_ITEM_FOREIGN, number=item.number, agency=item.addressee)
    if item.state not in ALLOWED[deed]:
        raise Refusal(Reason.POST_ITEM_NOT_NOW, number=item.number, state=STATE_WORDS[item.state])


STATE_WORDS: dict[ItemState, str] = {
    _S.POSTED: "đã gửi ở bưu cục",
    _S.LISTED: "có tên trên bảng kê, chưa nhận",
    _S.SEALED: "đã nhận, chưa mở",
    _S.OPENED: "đã mở, đang tiếp nhận",
    _S.LACKING: "thiếu giấy tờ, đã gửi phiếu bổ sung",
    _S.DONE: "đã xử lý xong",
    _S.REDIRECTED: "đã chuyển cơ quan khác",
    _S.MISSING: "thiếu khi kiểm đếm",
    _S.PACKED: "đã giao bưu chính",
    _S.DISPATCHED: "đang phát",
    _S.FAILED: "phát chưa được",
    _S.UNDELIVERABLE: "không phát được",
    _S.DELIVERED: "đã phát",
    _S.CAME_BACK: "đã trả về quầy",
}
"""How an item stands, as an officer reads it."""


def standing_words(item: PostalItem) -> str:
    """How an item stands; an opened one of which a dossier came is said to be that."""
    if item.state is ItemState.OPENED and item.dossiers:
        return "đã mở, đã thành hồ sơ"
    return STATE_WORDS[item.state]


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number as it will be kept, and what an officer should look at; mostly nothing."""

    number: str
    doubt: str = ""


def read_item_number(scanned: str) -> ReadNumber:
    """The number on an item. Damage by an input method is undone where the check digit confirms it.

    Another carrier's number is kept as it stands and a wrong check digit is told, for domestic
    labels often follow no standard. Raises ``Refusal``: ``POST_NUMBER_WRONG`` for what can be no
    number.
    """
    known = read_postal_number(scanned)
    if known is not None:
        return ReadNumber(str(known))
    tidy = one_line(scanned).upper().replace(" ", "")
    if not tidy or len(tidy) > _LONGEST_NUMBER or not any(map(str.isdecimal, tidy)):
        raise Refusal(Reason.POST_NUMBER_WRONG, value=scanned[:_LONGEST_NUMBER])
    if not tidy.isascii():
        raise Refusal(Reason.POST_NUMBER_WRONG, value=tidy)
    if looks_postal(tidy):
        return ReadNumber(tidy, f"Số hiệu {tidy} sai số kiểm tra. Hãy đối chiếu với nhãn bưu gửi.")
    doubt = f"Số hiệu {tidy} không theo mẫu bưu chính quốc tế. Hãy đối chiếu với nhãn bưu gửi."
    return ReadNumber(tidy, doubt)


def may_give_up(invitations: Sequence[date], calendar: Calendar) -> bool:
    """Whether two invitations were made, at least two working days apart."""
    if len(invitations) < LEAST_INVITATIONS:
        return False
    return calendar.working_between(min(invitations), max(invitations)) >= LEAST_APART
