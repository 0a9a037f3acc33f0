"""One invented fact of every kind about items of the post."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.domain.fact_parts import Fact, FreeWords
from app.domain.post_in_facts import (
    BagWay,
    ListedItem,
    ManifestAccepted,
    ManifestClosed,
    PostalItemAccepted,
    PostalItemClosed,
    PostalItemLacking,
    PostalItemOpened,
    PostalItemPaired,
    PostalItemPosted,
    PostalItemRedirected,
    PostalService,
    RedirectWay,
    SenderPrivate,
    WitnessPrivate,
)
from app.domain.post_out_facts import (
    FailureReason,
    LetterKind,
    PersonPrivate,
    PostalItemCameBack,
    PostalItemDelivered,
    PostalItemDispatched,
    PostalItemFailed,
    PostalItemPutOnManifest,
    PostalLetterSent,
    PostMoneyPassed,
)
from app.domain.reception import SubmittedDocument
from app.domain.work_facts import SignersPrivate

ITEM = "01900000-0000-7000-8000-0000000000f1"
CARRIER = "Bưu điện An Thử"
BAG = "BK-H40.16-261120-3001"
NUMBER = "EE123456785VN"

OF_THE_OFFICE = (
    "postal_item.accepted",
    "postal_item.opened",
    "postal_item.lacking",
    "postal_item.closed",
    "postal_item.redirected",
)
"""Kinds about an item that concern no dossier."""

POST: tuple[Fact, ...] = (
    PostalItemPosted(
        item_uid=ITEM,
        number=NUMBER,
        carrier=CARRIER,
        addressee="H40.16",
        service=PostalService.BOTH,
        slip_number="PG-3/2026-0001",
        procedure_code="1.010833",
        documents=(SubmittedDocument(ordinal=1, originals=1),),
        fee=15_000,
        levy=8_000,
        postage=26_000,
        receipt_number="0001234",
        at_home=True,
        private=SenderPrivate(
            full_name="Trần Thị Mẫu", address="Thôn Ví Dụ, xã An Thử", phone="0912345678"
        ),
    ),
    ManifestClosed(
        manifest=BAG,
        way=BagWay.IN,
        carrier=CARRIER,
        count=1,
        fee=15_000,
        levy=8_000,
        items=(
            ListedItem(
                item_uid=ITEM,
                number=NUMBER,
                fee=15_000,
                levy=8_000,
                posted_at=datetime(2026, 11, 19, 2, 0, tzinfo=UTC),
            ),
        ),
    ),
    ManifestAccepted(
        manifest=BAG,
        carrier=CARRIER,
        count=1,
        cash=23_000,
        missing=("EE123456793VN",),
        extra=("RR473124829VN",),
        private=SignersPrivate(giver="Lê Văn Thư", receiver="Nguyễn Thị Ví Dụ"),
    ),
    PostalItemAccepted(
        item_uid=ITEM,
        number=NUMBER,
        manifest=BAG,
        carrier=CARRIER,
        fee=15_000,
        levy=8_000,
        posted_at=datetime(2026, 11, 19, 2, 0, tzinfo=UTC),
        is_damaged=True,
    ),
    PostalItemOpened(item_uid=ITEM, private=WitnessPrivate(names=("Lê Văn Thư",))),
    PostalItemPaired(item_uid=ITEM, fee=15_000, levy=8_000),
    PostalItemLacking(item_uid=ITEM, visit_number="V-H40.16-261120-301"),
    PostalItemClosed(item_uid=ITEM, fee_back=1_000),
    PostalItemRedirected(
        item_uid=ITEM,
        way=RedirectWay.FORWARDED,
        to="H40.17",
        levy_back=8_000,
        private=FreeWords(words="Ghi nhầm nơi nhận"),
    ),
    PostalItemPutOnManifest(
        item_uid=ITEM, manifest=BAG, carrier=CARRIER, number=NUMBER, fee=15_000, postage=26_000
    ),
    PostalItemDispatched(item_uid=ITEM, number=NUMBER),
    PostalItemDelivered(item_uid=ITEM, fee=15_000, private=PersonPrivate(full_name="Trần Thị Mẫu")),
    PostalItemFailed(
        item_uid=ITEM,
        reason=FailureReason.ABSENT,
        invited_on=date(2026, 11, 20),
        private=FreeWords(words="Hàng xóm nói đi làm xa"),
    ),
    PostalItemCameBack(item_uid=ITEM),
    PostalLetterSent(
        item_uid=ITEM,
        letter=LetterKind.RECEIPT,
        about="H40.16-261120-3001",
        carrier=CARRIER,
        manifest=BAG,
        number="RR473124829VN",
    ),
    PostMoneyPassed(carrier=CARRIER, fee=15_000, levy=8_000, manifest=BAG, document="UNC 12"),
)
