"""What comes by post: items sealed before the sender, bags counted in, opened and made dossiers of.

An item is known by its uid: its number may be used again after a year (``postal_number``). These
facts are the office's; ``ManifestClosed`` is of bags of either way.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass
from app.domain.reception import SubmittedDocument
from app.domain.work_facts import SignersPrivate


class PostalService(StrEnum):
    """The three services that a citizen chooses from (QĐ 45/2016, điều 5)."""

    SEND = "send"
    RETURN = "return"
    BOTH = "both"


class BagWay(StrEnum):
    """Which way a bag goes, seen from the office; ``LETTERS`` carries papers and no results."""

    IN = "in"
    OUT = "out"
    LETTERS = "letters"


class RedirectWay(StrEnum):
    """What becomes of an item that is for another agency; it is never opened here."""

    BACK = "back"
    FORWARDED = "forwarded"
    KEPT_FOR = "kept_for"


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderPrivate:
    """Who sends, as written on the phiếu gửi hồ sơ, and who packed the item before them."""

    full_name: str
    address: str
    phone: str | None = None
    identity_number: str | None = None
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessPrivate:
    """Who stood by when an item was opened."""

    names: tuple[str, ...]
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemPosted(Fact):
    """Papers were counted with the applicant, packed and sealed before them (phiếu gửi hồ sơ).

    ``addressee`` is the agency code of the office it is for. Sums in đồng: ``fee`` and ``levy`` are
    entrusted to the carrier, ``postage`` is the carrier's own. The event is filed under the dossier
    that may come of it, so that its persons are erased with the dossier's.
    """

    kind = "postal_item.posted"
    item_uid: str
    number: str
    carrier: str
    addressee: str
    service: PostalService
    slip_number: str
    procedure_code: str | None = None
    documents: tuple[SubmittedDocument, ...] = ()
    fee: int = 0
    levy: int = 0
    postage: int = 0
    receipt_number: str | None = None
    postage_receipt: str | None = None
    at_home: bool = False
    private: SenderPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """An item on the list of a bag; sums in đồng."""

    item_uid: str
    number: str
    addressee: str | None = None
    fee: int = 0
    levy: int = 0
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestClosed(Fact):
    """A bag was closed over n items (bảng kê). Sums in đồng: with the items, or to be collected.

    Of a bag that goes out, ``items`` is empty: each item is an event of its dossier, and the sheet
    of the same code hands the dossiers over.
    """

    kind = "manifest.closed"
    manifest: str
    way: BagWay
    carrier: str
    count: int
    fee: int = 0
    levy: int = 0
    postage: int = 0
    items: tuple[ListedItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestAccepted(Fact):
    """A bag was counted in and signed, still sealed; ``cash`` is the money counted (đồng).

    ``missing`` and ``extra`` are numbers of items.
    """

    kind = "manifest.accepted"
    manifest: str
    carrier: str
    count: int
    cash: int = 0
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    private: SignersPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemAccepted(Fact):
    """An item was counted in, sealed. ``addressee`` is absent for this office itself."""

    kind = "postal_item.accepted"
    item_uid: str
    number: str
    manifest: str
    carrier: str
    addressee: str | None = None
    fee: int = 0
    levy: int = 0
    posted_at: datetime | None = None
    is_damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemOpened(Fact):
    """The seal was broken, by whoever acts and those who stood by."""

    kind = "postal_item.opened"
    item_uid: str
    private: WitnessPrivate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemPaired(Fact):
    """This dossier came in an item; the sums (đồng) are of the money that came with it.

    ``unlisted`` is what was there beyond the sums on the bag's list.
    """

    kind = "postal_item.paired"
    item_uid: str
    fee: int = 0
    levy: int = 0
    unlisted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemLacking(Fact):
    """Papers were lacking in an item: a supplement slip goes back, under the visit's number."""

    kind = "postal_item.lacking"
    item_uid: str
    visit_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemClosed(Fact):
    """Nothing is left to do with an item; money not used for a dossier goes back (đồng).

    ``private`` says why its papers went back to the sender, where no dossier came of them.
    """

    kind = "postal_item.closed"
    item_uid: str
    fee_back: int = 0
    levy_back: int = 0
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalItemRedirected(Fact):
    """An item for another agency left unopened, and the money with it (đồng)."""

    kind = "postal_item.redirected"
    item_uid: str
    way: RedirectWay
    to: str
    fee_back: int = 0
    levy_back: int = 0
    private: FreeWords | None = None


FACTS: tuple[type[Fact], ...] = (
    PostalItemPosted,
    ManifestClosed,
    ManifestAccepted,
    PostalItemAccepted,
    PostalItemOpened,
    PostalItemPaired,
    PostalItemLacking,
    PostalItemClosed,
    PostalItemRedirected,
)
