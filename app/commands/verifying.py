"""``motcua verify [--explain]``: the journal against itself, and what a broken chain means."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from app.commands.answer import Answer, Verb, shown
from app.commands.opening import opened
from app.config import Settings
from app.domain.moments import local
from app.services import upkeep
from app.services.explaining import Explained, Place, explain


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--explain", action="store_true", help="giải thích từng điều không khớp và việc cần làm"
    )


def _run(arguments: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk, desk.database.reading() as session:
        tenant = desk.context.tenant
        found = tuple(explain(session, tenant, upkeep.verify(session, tenant)))
        awaiting = upkeep.awaiting_place(session, tenant)
    lines = tuple(line for each in found for line in _lines(each, is_explained=arguments.explain))
    plain = {
        "sound": not found,
        "awaiting": awaiting,
        "findings": [_plain(each, is_explained=arguments.explain) for each in found],
    }
    lines = lines or ("Nhật ký và bản lưu khớp nhau.",)
    if awaiting:
        lines += (
            f"{awaiting} sự kiện của đơn vị khác do USB mang tới, chờ trung tâm xếp chỗ khi nơi ấy "
            "gửi lên. Không phải lỗi.",
        )
    return Answer(plain, lines, 1 if found else 0)


def _plain(each: Explained, *, is_explained: bool) -> dict[str, Any]:
    finding = each.finding
    plain: dict[str, Any] = {
        "invariant": finding.invariant,
        "where": finding.where,
        "sentence": finding.sentence,
    }
    if is_explained:
        place = each.place
        writer = None if place.writer is None else str(place.writer)
        where = {name: getattr(place, name) for name in _SHOWN_PLACE}
        plain["place"] = {
            name: shown(value)
            for name, value in ({"writer": writer} | where).items()
            if value is not None
        }
        plain["meaning"], plain["action"] = each.words.meaning, each.words.action
    return plain


_SHOWN_PLACE = ("seq", "kind", "occurred_at", "recorded_at", "desk", "who", "dossier_code")


def _lines(each: Explained, *, is_explained: bool) -> tuple[str, ...]:
    finding = each.finding
    head = f"{finding.invariant} {finding.where}: {finding.sentence}"
    if not is_explained:
        return (head,)
    return (
        head,
        f"  Ở đâu: {place_text(each.place)}",
        f"  Nghĩa là: {each.words.meaning}",
        f"  Cần làm: {each.words.action}",
    )


def place_text(place: Place) -> str:
    """A place in one line; what is not known is left out."""
    at = None if place.occurred_at is None else f"{local(place.occurred_at):%H:%M %d/%m/%Y}"
    said = (
        ("hồ sơ", place.dossier_code),
        ("việc", place.kind),
        ("lúc", at),
        ("quầy", place.desk),
        ("người làm", place.who),
        ("sự kiện số", place.seq),
        ("của chuỗi", place.writer),
    )
    return ", ".join(f"{name} {value}" for name, value in said if value is not None) or "chưa rõ"


VERB = Verb("verify", "kiểm tra nhật ký và bản lưu", _options, _run)
