"""What goes out by post: results on their way, letters, and the money that a carrier collects.

Facts about a result are its dossier's.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass


class LetterKind(StrEnum):
    """A paper for whoever sent a dossier by post: what is lacking, or their copy of the slip."""

    SUPPLEMENT = "supplement"
    RECEIPT = "receipt"


class FailureReason(StrEnum):
    """Why the carrier could not deliver."""

    ABSENT = "absent"
    MOVED = "moved"
    ADDRESS_WRONG = "address_wrong"
    REFUSED = "refused"
    UNPAID = "unpaid"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPrivate:
    """Who signed for a delivered item."""

    full_name: str
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemPutOnManifest(Fact):
    """The result of this dossier was packed for the post; ``fee`` and ``levy`` are to be collected.

    ``number`` is absent where the carrier numbers the item itself.
    """

    kind = "postal_item.put_on_manifest"
    item_uid: str
    manifest: str
    carrier: str
    number: str | None = None
    fee: int = 0
    levy: int = 0
    postage: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemDispatched(Fact):
    """The carrier sent the item on its way; ``number`` is the carrier's where it had none."""

    kind = "postal_item.dispatched"
    item_uid: str
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemDelivered(Fact):
    """The item reached its addressee, who paid these sums (đồng)."""

    kind = "postal_item.delivered"
    item_uid: str
    fee: int = 0
    levy: int = 0
    postage: int = 0
    private: PersonPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemFailed(Fact):
    """An invitation was in vain; ``final`` once the carrier gives up (không phát được)."""

    kind = "postal_item.failed"
    item_uid: str
    reason: FailureReason
    invited_on: date
    final: bool = False
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemCameBack(Fact):
    """An undelivered item is back at the counter, where the citizen may collect it."""

    kind = "postal_item.came_back"
    item_uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalLetterSent(Fact):
    """A paper went to whoever sent the item ``item_uid``: in a bag of letters, or by message.

    ``about`` is the number of a visit, or the code of a dossier, whose event it is then.
    ``manifest`` is absent for a message.
    """

    kind = "postal_letter.sent"
    item_uid: str
    letter: LetterKind
    about: str
    carrier: str | None = None
    manifest: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMoneyPassed(Fact):
    """The carrier handed over what it had collected (đồng); ``document`` is its paper's number."""

    kind = "post_money.passed"
    carrier: str
    fee: int = 0
    levy: int = 0
    manifest: str | None = None
    document: str | None = None


FACTS: tuple[type[Fact], ...] = (
    PostalItemPutOnManifest,
    PostalItemDispatched,
    PostalItemDelivered,
    PostalItemFailed,
    PostalItemCameBack,
    PostalLetterSent,
    PostMoneyPassed,
)
