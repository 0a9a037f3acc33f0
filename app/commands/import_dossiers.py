"""``motcua import-dossiers``: open dossiers from the export of another one-stop system."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb
from app.commands.files import file_content
from app.commands.forms import typed
from app.commands.opening import signed_in
from app.commands.rights import READERS
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.filing_words import STANDING_WORDS
from app.exchange.open_dossiers import SYNONYMS, ReadDossiers, read_open_dossiers
from app.services.dossier_deeds import Acting
from app.services.importing_dossiers import (
    ROWS_AT_ONCE,
    DossierFound,
    import_dossiers,
    look_at_dossiers,
)


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="Excel hoặc CSV của hệ thống cũ")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi gì")
    parser.add_argument(
        "--system", type=typed, default="Hệ thống một cửa cũ", metavar="TÊN", help="hệ thống cũ"
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        type=typed,
        metavar="TÊN=CỘT",
        help=f"cột nào là gì, ví dụ code=Khóa; TÊN: {', '.join(SYNONYMS)}",
    )
    parser.add_argument(
        "--pad-numbers", action="store_true", help="thêm số 0 mà Excel đã bỏ ở đầu số CCCD"
    )


def _run(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        read = read_open_dossiers(
            arguments.file.name,
            file_content(arguments.file),
            named=_named(arguments.column),
            pad=arguments.pad_numbers,
        )
        found = _found(desk, read, arguments.system, dry_run=arguments.dry_run)
    rows = [_plain(each) for each in found]
    rows += [
        {"place": each.place, "code": each.code, "standing": "faulty", "sentence": each.sentence}
        for each in read.faulty
    ]
    names = [name for name in STANDING_WORDS if name != "completes"]
    counts = {name: sum(row["standing"] == name for row in rows) for name in names}
    plain = {
        "dry_run": arguments.dry_run,
        "columns": dict(read.columns),
        "unused": list(read.unused),
        **counts,
        "rows": rows,
    }
    lines = [f"{SYNONYMS[field][0]}: cột “{column}”" for field, column in read.columns.items()]
    lines += [f"Bỏ qua cột “{each}”" for each in read.unused]
    lines += [f"{STANDING_WORDS[name]}: {count}" for name, count in counts.items()]
    lines += [f"{row['place']}: {row['sentence']}" for row in rows if row["sentence"]]
    return Answer(plain, tuple(lines))


def _found(
    desk: Desk, read: ReadDossiers, system: str, *, dry_run: bool
) -> tuple[DossierFound, ...]:
    acting = Acting(now=desk.now(), desk=desk.context, actor=desk.actor)
    if dry_run:
        with desk.database.reading() as session:
            return look_at_dossiers(session, read.dossiers, acting)
    found: tuple[DossierFound, ...] = ()
    for start in range(0, len(read.dossiers), ROWS_AT_ONCE):
        some = read.dossiers[start : start + ROWS_AT_ONCE]
        with desk.database.transaction() as session:
            found += import_dossiers(session, some, system, acting)
    return found


def _named(columns: list[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in columns]
    for name, equals, column in pairs:
        if not equals or not column.strip():
            raise Refusal(Reason.IMPORT_COLUMN_UNKNOWN, name=name, known=", ".join(SYNONYMS))
    return {name.strip(): column.strip() for name, _, column in pairs}


def _plain(found: DossierFound) -> dict[str, Any]:
    return {
        "place": found.row.place,
        "code": found.row.code,
        "standing": found.standing.value,
        "dossier_uid": None if found.dossier_uid is None else str(found.dossier_uid),
        "sentence": found.sentence,
    }


VERB = Verb(
    "import-dossiers", "chuyển hồ sơ đang giải quyết từ hệ thống cũ sang", _options, _run, READERS
)
