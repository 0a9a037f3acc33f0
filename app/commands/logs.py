"""``motcua logs pack``: one file for whoever helps, without anybody's data in it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.commands.answer import Answer, Verb, shown
from app.config import Settings
from app.custody.support import pack_support, package_sentences


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP.zip")


def _pack(arguments: Namespace, settings: Settings) -> Answer:
    packed = pack_support(settings, arguments.file)
    plain = {"file": str(arguments.file), "packed": shown(packed)}
    return Answer(plain, package_sentences(arguments.file, packed))


VERB = Verb("logs pack", "gói nhật ký máy gửi người hỗ trợ", _options, _pack)
