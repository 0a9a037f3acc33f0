"""A bag of the post worked through in the real window by scans: counted, opened, settled, returned.

Small by default; ``python3 run.py bag`` works through 200 items with 20 faults and 10 failed
deliveries and leaves its pictures. Every dossier and every đồng has to balance at the end, and what
an item costs in keys and scans is told.
"""

from __future__ import annotations

import logging
import os
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from bags import number
from deeds_at_desk import acting, stored
from desks import NOW
from faulty_bags import FEE, TWENTY, Bag, Faults, sent
from postal_office import PostalClerk
from stage import Stage
from windows import gone

from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.end_forms import ReceiveResultForm
from app.domain.post import ItemState
from app.services.deeds import do_deed
from app.services.post_settling import BalanceSheet, SheetBy, balance_sheet
from app.services.upkeep import verify

pytestmark = pytest.mark.usefixtures("open_stage")

MEASURED = logging.getLogger(__name__)
"""What is counted: ``-o log_cli=true`` shows it."""

IS_WHOLE = os.environ.get("MOTCUA_BAG") == "200"
SIZE, FAULTS, FAILED = (199, TWENTY, 10) if IS_WHOLE else (9, Faults(), 2)
"""Items that are counted in; one more stays away."""
PICTURES = os.environ.get("MOTCUA_PICTURES")
DAY = timedelta(days=1)
UNKNOWN = number(99_999, "RR")
LATER = NOW + 4 * DAY


def picture(stage: Stage, name: str) -> None:
    if PICTURES:
        stage.window.grab().save(str(Path(PICTURES) / f"{name}.png"))


def test_a_bag_is_worked_through_and_every_dossier_and_dong_balances(
    stage: Stage, tmp_path: Path
) -> None:
    clerk, began = PostalClerk(stage), perf_counter()
    bag = sent(stage.session.desk, SIZE, FAULTS)
    clerk.count_in(bag)
    MEASURED.warning("%d items counted and signed in %.0f s", SIZE, perf_counter() - began)
    assert (perf_counter() - began) * 60 / SIZE < 180
    picture(stage, "bag-counted")
    keys_each, scans_each = clerk.open_in_a_chain(bag)
    MEASURED.warning("an item: %.1f keys, %.1f scans", keys_each, scans_each)
    assert keys_each <= 6
    assert scans_each <= 2
    clerk.open_what_is_paid_on_delivery(bag)
    clerk.send_slips_back(bag)
    clerk.open_the_odd(bag)
    clerk.send_back_the_unknown(bag)
    picture(stage, "bag-opened")
    clerk.send_on_foreign(bag)
    uids = [each.dossier_uid for each in clerk.received]
    assert len(uids) == len(bag.becoming_dossiers)
    settle(stage, uids)
    # Nobody registered what came without a phiếu gửi hồ sơ for the post.
    registered, others = uids[: -len(bag.odd)], uids[-len(bag.odd) :]
    labels = {uid: number(50_000 + at, "RR") for at, uid in enumerate(registered, start=1)}
    codes = {uid: stored(stage.session.desk, uid).code for uid in uids}
    clerk.is_kept_out([codes[uid] for uid in others])
    clerk.pack({codes[uid]: each for uid, each in labels.items()})
    picture(stage, "bag-packed")
    to_collect = sum(each.money for each in clerk.states(ItemState.PACKED))
    assert to_collect == FEE * sum(each % 2 for each in {**bag.torn, **bag.damaged_scan}.values())
    returned(stage, clerk, list(labels.values()), tmp_path)
    clerk.take_money(sheet(stage).total.owed)
    picture(stage, "bag-settled")
    check_dossiers(stage, labels)
    check_items(clerk, bag)
    check_money(stage, clerk)
    MEASURED.warning(
        "%d items, %d keys and %d scans in all, %.0f s",
        SIZE, clerk.presses, clerk.scans, perf_counter() - began,
    )  # fmt: skip


def settle(stage: Stage, uids: list[Any]) -> None:
    """The agencies' results come in, all at once."""
    desk: Any = stage.session.desk
    with desk.database.transaction() as session:
        for uid in uids:
            result = ReceiveResultForm(name="Giấy xác nhận")
            do_deed(session, uid, DeedKind.RECEIVE_RESULT, result, acting(desk))


def returned(stage: Stage, clerk: PostalClerk, labels: list[str], folder: Path) -> None:
    """Days later the carrier's file comes: most arrived, some were invited for in vain."""
    gone(stage.running)
    stage.open(LATER)
    failed = labels[:FAILED]
    states = carriers_file(folder / "phat.csv", labels, failed)
    said = clerk.import_states(states)
    assert f"Chưa có bưu gửi {UNKNOWN} trên máy này" in said
    picture(stage, "bag-followed")
    # A second try reaches half of them; for the others the carrier gives up.
    second = failed[: FAILED // 2]
    for label in failed[FAILED // 2 :]:
        clerk.fail_once_more(label, f"{LATER:%d/%m/%Y}")
        clerk.bring_back(label)
    assert len(clerk.states(ItemState.FAILED)) == len(second)
    clerk.import_states(carriers_file(folder / "phat-lai.csv", second, [], LATER))


def carriers_file(
    path: Path, labels: list[str], failed: list[str], at: datetime = NOW + DAY
) -> Path:
    """A carrier's own file, with an item in it that nobody here knows."""
    lines = ["Số hiệu;Trạng thái;Thời gian;Người nhận;Lý do"]
    for each in (*labels, UNKNOWN):
        said = "Phát không thành công;{};;Người nhận đi vắng" if each in failed else (
            "Phát thành công;{};Trần Thị Mẫu;"
        )  # fmt: skip
        lines.append(f"{each};" + said.format(f"{at:%d/%m/%Y %H:%M}"))
    path.write_text("\n".join(lines), "utf-8-sig")
    return path


def sheet(stage: Stage) -> BalanceSheet:
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        return balance_sheet(session, NOW.date(), LATER.date(), SheetBy.BAG, desk=desk.context)


def check_dossiers(stage: Stage, labels: dict[Any, str]) -> None:
    """Each result reached its citizen and is paid for, or lies at the counter again."""
    desk: Any = stage.session.desk
    dossiers = [stored(desk, uid) for uid in labels]
    back = [each for each in dossiers if each.state is DossierState.SETTLED]
    assert len(back) == FAILED - FAILED // 2
    assert all(each.results[0].is_on_shelf and not each.custody.is_on_the_way for each in back)
    arrived = [each for each in dossiers if each not in back]
    assert {each.state for each in arrived} == {DossierState.RETURNED}
    assert {each.money.outstanding for each in arrived} == {0}
    with desk.database.reading() as session:
        assert verify(session, desk.context.tenant) == ()


def check_items(clerk: PostalClerk, bag: Bag) -> None:
    """No item is forgotten, whatever was wrong with it."""
    wanted = {
        ItemState.SEALED: len(bag.in_use),
        ItemState.MISSING: len(bag.missing),
        ItemState.LACKING: len(bag.lacking),
        ItemState.REDIRECTED: len(bag.told_foreign) + len(bag.seen_foreign),
        ItemState.DELIVERED: len(bag.becoming_dossiers) - len(bag.odd) - (FAILED - FAILED // 2),
        ItemState.CAME_BACK: FAILED - FAILED // 2,
    }
    assert {state: len(clerk.states(state)) for state in wanted} == wanted
    worked = [*bag.becoming_dossiers, *bag.unknown_procedure]
    done = clerk.states(ItemState.DONE, ItemState.OPENED)
    assert sorted(each.number for each in done) == sorted(worked)
    assert {each.number for each in done if each.is_damaged} == set(bag.torn)


def check_money(stage: Stage, clerk: PostalClerk) -> None:
    """Every đồng that a citizen gave stands in a dossier, went back, or waits with its item."""
    found = sheet(stage)
    waiting = sum(each.money_left for each in clerk.states(ItemState.LACKING))
    assert found.is_sound
    assert (found.total.owed, found.total.unentered) == (0, waiting)
    assert found.total.taken == found.total.entered + found.total.given_back + waiting
