from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from app.domain.fact_parts import Fact
from app.domain.post_in_facts import (
    ManifestAccepted,
    PostalItemAccepted,
    PostalItemClosed,
    PostalItemPaired,
    PostalItemPosted,
    PostalItemRedirected,
    PostalService,
    RedirectWay,
)
from app.domain.post_money import Account, Balance, balance_of, movements_of
from app.domain.post_out_facts import PostalItemDelivered, PostalItemPutOnManifest, PostMoneyPassed

SUMS = some.integers(0, 50_000_000)
ITEM = {"item_uid": "1"}
BAG = {"manifest": "BK-1", "carrier": "Bưu điện An Thử"}

FACTS = some.one_of(
    some.builds(
        PostalItemPosted,
        **{name: some.just("x") for name in ("item_uid", "number", "carrier", "addressee")},
        slip_number=some.just("PG-1"),
        service=some.sampled_from(PostalService),
        fee=SUMS,
        levy=SUMS,
        postage=SUMS,
        documents=some.just(()),
        private=some.none(),
    ),
    some.builds(lambda cash: ManifestAccepted(**BAG, count=1, cash=cash), SUMS),
    some.builds(
        lambda fee, levy: PostalItemAccepted(**ITEM, **BAG, number="x", fee=fee, levy=levy),
        SUMS,
        SUMS,
    ),
    some.builds(lambda fee, more: PostalItemPaired(**ITEM, fee=fee, unlisted=more), SUMS, SUMS),
    some.builds(lambda fee: PostalItemClosed(**ITEM, fee_back=fee), SUMS),
    some.builds(
        lambda levy: PostalItemRedirected(
            **ITEM, way=RedirectWay.BACK, to="H40.17", levy_back=levy
        ),
        SUMS,
    ),
    some.builds(
        lambda fee, own: PostalItemPutOnManifest(**ITEM, **BAG, fee=fee, postage=own), SUMS, SUMS
    ),
    some.builds(
        lambda fee, levy, own: PostalItemDelivered(**ITEM, fee=fee, levy=levy, postage=own),
        SUMS,
        SUMS,
        SUMS,
    ),
    some.builds(lambda fee: PostMoneyPassed(carrier="x", fee=fee), SUMS),
)


@given(some.lists(FACTS, max_size=40))
def test_no_sum_is_made_and_none_is_lost(facts: list[Fact]) -> None:
    held: Counter[Account] = Counter()
    moved = [each for fact in facts for each in movements_of(fact)]
    for each in moved:
        assert each.amount > 0
        held[each.source] -= each.amount
        held[each.target] += each.amount
    assert sum(held.values()) == 0
    balance = balance_of(moved)
    assert balance.owed == held[Account.CARRIER]
    assert balance.unentered == held[Account.BOX]
    assert balance.entered == held[Account.DOSSIER]
    assert balance.postage == held[Account.POSTAGE]
    citizens = balance.taken + balance.postage - balance.given_back
    assert citizens == -held[Account.CITIZEN]


@given(some.lists(FACTS, max_size=20), some.lists(FACTS, max_size=20))
def test_the_lines_of_a_sheet_add_up_to_its_total(one: list[Fact], other: list[Fact]) -> None:
    moved = [[each for fact in facts for each in movements_of(fact)] for facts in (one, other)]
    lines = [balance_of(each) for each in moved]
    assert lines[0] + lines[1] == balance_of([*moved[0], *moved[1]])


def test_postage_is_the_carriers_own_and_never_owed() -> None:
    parcel = PostalItemPutOnManifest(**ITEM, **BAG, fee=15_000, postage=26_000)
    assert balance_of(movements_of(parcel)) == Balance(postage=26_000)


def test_a_dossier_paid_at_the_door_is_owed_by_the_carrier_until_it_hands_over() -> None:
    delivered = PostalItemDelivered(**ITEM, fee=15_000, levy=8_000)
    passed = PostMoneyPassed(carrier="x", fee=15_000, levy=8_000)
    before = balance_of(movements_of(delivered))
    assert (before.owed, before.unentered, before.entered) == (23_000, -23_000, 23_000)
    after = balance_of([*movements_of(delivered), *movements_of(passed)])
    assert (after.owed, after.unentered) == (0, 0)
