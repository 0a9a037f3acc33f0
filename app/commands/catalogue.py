"""``motcua catalogue import|show|search|limit|pin``."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_plain
from app.commands.opening import opened, signed_in
from app.commands.rights import EVERYBODY, PUBLISHERS, SUPERVISORS
from app.config import Settings
from app.domain.catalogue_plan import Publication
from app.domain.moments import local_date
from app.domain.procedure import Decision
from app.domain.records import from_plain
from app.exchange.catalogue_files import read_catalogue
from app.services import catalogue_search
from app.services.catalogue import ImportPreview, import_catalogue, preview_import
from app.services.catalogue_facts import FactsForm, enter_limit
from app.services.catalogue_shown import show_procedure


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="TỆP")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")
    parser.add_argument("--full", action="store_true", help="danh mục đầy đủ: mã vắng là bãi bỏ")
    parser.add_argument("--decision", metavar="SỐ", help="số quyết định công bố")
    parser.add_argument("--decision-on", type=date.fromisoformat, metavar="NGÀY")
    parser.add_argument("--valid-from", type=date.fromisoformat, metavar="NGÀY")


def _code_options(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="MÃ")


def _search_options(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="CHỮ")
    parser.add_argument("--limit", type=int, default=10, metavar="N")


def _limit_options(parser: ArgumentParser) -> None:
    parser.add_argument("--form", required=True, metavar="TỆP", help="phiếu JSON; “-” đọc đầu vào")


def _import(arguments: Namespace, settings: Settings) -> Answer:
    read = read_catalogue(*arguments.paths)
    if arguments.full:
        read = replace(read, full=True)
    with signed_in(arguments, settings) as desk:
        on = arguments.valid_from or local_date(desk.now())
        publication = Publication(on=on, decision=_decision(arguments))
        if arguments.dry_run:
            with desk.database.reading() as session:
                preview = preview_import(session, read, publication, desk=desk.context)
        else:
            with desk.database.transaction() as session:
                preview = import_catalogue(
                    session,
                    read,
                    publication,
                    now=desk.now(),
                    desk=desk.context,
                    actor=desk.actor,
                )
    return Answer(_plain_preview(preview), _preview_lines(preview))


def _decision(arguments: Namespace) -> Decision | None:
    if arguments.decision is None:
        return None
    return Decision(number=arguments.decision, on=arguments.decision_on)


def _plain_preview(preview: ImportPreview) -> dict[str, Any]:
    return {
        "added": [line.code for line in preview.added],
        "changed": [line.code for line in preview.changed],
        "removed": [line.code for line in preview.removed],
        "unchanged": preview.unchanged,
        "skipped": [shown(row) for row in preview.skipped],
        "converted": [shown(row) for row in preview.converted],
    }


def _preview_lines(preview: ImportPreview) -> tuple[str, ...]:
    counts = (
        f"Mới {len(preview.added)}, thay đổi {len(preview.changed)}, "
        f"bãi bỏ {len(preview.removed)}, giữ nguyên {preview.unchanged}, "
        f"bỏ qua {len(preview.skipped)}."
    )
    skipped = (f"Bỏ qua {row.code or '?'} ({row.place}): {row.reason}" for row in preview.skipped)
    converted = (
        f"Đổi mã chữ {row.encoding}: {row.before} → {row.after}" for row in preview.converted
    )
    return (counts, *skipped, *converted)


def _show(arguments: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk, desk.database.reading() as session:
        found = show_procedure(
            session, arguments.code, desk=desk.context, on=local_date(desk.now())
        )
    return Answer(found, (json.dumps(found, ensure_ascii=False, indent=2),))


def _search(arguments: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk, desk.database.reading() as session:
        index = catalogue_search.catalogue_index(
            session, desk=desk.context, on=local_date(desk.now())
        )
        liked = catalogue_search.favourites(session, desk=desk.context)
    found = index.search(arguments.text, limit=max(arguments.limit, 1), favourites=liked)
    lines = tuple(f"{each.code}  {each.name}" for each in found)
    return Answer([shown(each) for each in found], lines or ("Không tìm thấy thủ tục nào.",))


def _limit(arguments: Namespace, settings: Settings) -> Answer:
    form = from_plain(FactsForm, read_plain(arguments.form))
    with signed_in(arguments, settings) as desk:
        with desk.database.transaction() as session:
            enter_limit(session, form, now=desk.now(), desk=desk.context, actor=desk.actor)
        with desk.database.reading() as session:
            found = show_procedure(session, form.code, desk=desk.context, on=local_date(desk.now()))
    return Answer(found, (f"Đã nhập bổ sung cho thủ tục {form.code}.",))


def _pin(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        catalogue_search.pin_procedure(session, arguments.code, desk=desk.context)
    return Answer({"pinned": arguments.code}, (f"Đã ghim thủ tục {arguments.code}.",))


def _unpin(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        catalogue_search.unpin_procedure(session, arguments.code, desk=desk.context)
    return Answer({"unpinned": arguments.code}, (f"Đã bỏ ghim thủ tục {arguments.code}.",))


VERBS = (
    Verb("catalogue import", "nhập danh mục thủ tục", _import_options, _import, PUBLISHERS),
    Verb("catalogue show", "xem một thủ tục", _code_options, _show),
    Verb("catalogue search", "tìm thủ tục", _search_options, _search),
    Verb(
        "catalogue limit",
        "lãnh đạo nhập thời hạn, giấy tờ còn thiếu",
        _limit_options,
        _limit,
        SUPERVISORS,
    ),
    Verb("catalogue pin", "ghim một thủ tục lên đầu danh sách", _code_options, _pin, EVERYBODY),
    Verb("catalogue unpin", "bỏ ghim một thủ tục", _code_options, _unpin, EVERYBODY),
)
