"""``motcua rebuild``, ``backup`` and ``restore``: keeping the journal whole."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.bootstrap import back_up, restore
from app.commands.answer import Answer, Verb, no_options
from app.commands.opening import opened
from app.config import Settings
from app.devices.folders import InstanceLock
from app.services import upkeep


def _file_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP")


def _restore_options(parser: ArgumentParser) -> None:
    _file_options(parser)
    parser.add_argument("--recovery-key", metavar="KHÓA", help="khóa khôi phục in lúc thiết lập")


def _rebuild(_: Namespace, settings: Settings) -> Answer:
    with (
        opened(settings) as desk,
        InstanceLock(settings.lock),
        desk.database.transaction() as session,
    ):
        count = upkeep.rebuild(session, desk.context.tenant)
    return Answer({"dossiers": count}, (f"Đã dựng lại {count} hồ sơ từ nhật ký.",))


def _backup(arguments: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk:
        back_up(desk, arguments.file)
    size = arguments.file.stat().st_size
    return Answer({"file": str(arguments.file), "bytes": size}, (f"Đã sao lưu {arguments.file}.",))


def _restore(arguments: Namespace, settings: Settings) -> Answer:
    desk = restore(settings, arguments.file, arguments.recovery_key)
    try:
        with desk.database.reading() as session:
            findings = upkeep.verify(session, desk.context.tenant)
    finally:
        desk.close()
    plain = {"restored": str(arguments.file), "sound": not findings, "numbering": "waits"}
    line = (
        f"Đã khôi phục từ {arguments.file}. Quầy chờ trung tâm hoặc lãnh đạo cho cấp số "
        "(lệnh confirm numbering)."
    )
    return Answer(plain, (line,), 1 if findings else 0)


VERBS = (
    Verb("rebuild", "dựng lại bản lưu từ nhật ký", no_options, _rebuild),
    Verb("backup", "sao lưu, có mã hóa", _file_options, _backup),
    Verb("restore", "khôi phục từ bản sao lưu", _restore_options, _restore),
)
