"""``motcua scan TEXT``: what a scanned text is, and what it stands for."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from app.commands.answer import Answer, Verb
from app.commands.opening import signed_in
from app.commands.rights import READERS
from app.config import Settings
from app.services.scanned import scanned


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="CHUỖI", help="nội dung quét được; “-” đọc từ đầu vào")


def _run(arguments: Namespace, settings: Settings) -> Answer:
    text = arguments.text
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = scanned(session, text, desk=desk.context)
    plain = {
        "kind": found.kind,
        "sentence": found.sentence,
        "dossier_uid": None if found.dossier_uid is None else str(found.dossier_uid),
        "dossier_code": found.dossier_code,
        "visit_number": found.visit_number,
        "standing": None if found.standing is None else found.standing.value,
        "replaced_by": found.replaced_by,
        "pad_code": found.pad_code,
        "sheet": found.sheet,
    }
    return Answer(plain, (found.sentence,))


VERB = Verb("scan", "cho biết mã vừa quét là gì", _options, _run, READERS)
