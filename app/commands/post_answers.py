"""What the verbs of the post answer: items, bags and sums, for a machine and for people."""

from __future__ import annotations

from typing import Any

from app.commands.answer import shown
from app.domain.money_words import money_text
from app.domain.post import PostalItem, standing_words
from app.domain.post_money import Balance
from app.services.post_items import Bag
from app.services.post_settling import BalanceSheet


def plain_item(item: PostalItem) -> dict[str, Any]:
    """An item for a machine."""
    plain: dict[str, Any] = shown(item)
    plain["uid"] = str(item.uid)
    plain["dossiers"] = [str(each) for each in item.dossiers]
    for name in ("dossier_uid", "posted_event"):
        plain.pop(name, None)
    if item.dossier_uid is not None:
        plain["dossier_uid"] = str(item.dossier_uid)
    return plain


def item_line(item: PostalItem) -> str:
    """An item for people."""
    money = f", {money_text(item.money)}" if item.money else ""
    other = f", gửi cho {item.addressee}" if item.addressee else ""
    there = f", ở {item.held_by}" if item.held_by else ""
    return f"{item.number or '(chưa có số hiệu)'}  {standing_words(item)}{other}{there}{money}"


def plain_bag(found: Bag) -> dict[str, Any]:
    """A bag for a machine."""
    plain: dict[str, Any] = shown(found)
    return plain


def balance_line(name: str, balance: Balance) -> str:
    """One line of a sheet for people."""
    return (
        f"{name}: thu hộ {money_text(balance.taken)}, đã nộp {money_text(balance.passed)}, "
        f"đã ghi vào hồ sơ {money_text(balance.entered)}, "
        f"hoàn lại {money_text(balance.given_back)}, bưu chính còn giữ {money_text(balance.owed)}"
    )


def plain_balance(balance: Balance) -> dict[str, int]:
    """The sums (đồng) with what follows from them."""
    plain: dict[str, int] = shown(balance)
    return {**plain, "owed": balance.owed, "unentered": balance.unentered}


def plain_sheet(sheet: BalanceSheet) -> dict[str, Any]:
    """A balance sheet for a machine."""
    return {
        "since": sheet.since.isoformat(),
        "until": sheet.until.isoformat(),
        "by": sheet.by.value,
        "lines": [{"name": each.name, **plain_balance(each.balance)} for each in sheet.lines],
        "total": plain_balance(sheet.total),
        "in_dossiers": sheet.in_dossiers,
        "is_sound": sheet.is_sound,
    }
