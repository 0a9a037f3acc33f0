"""``motcua receive-batch``: several dossiers of one applicant in one act."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.commands.answer import Answer, Verb, shown
from app.commands.files import file_content
from app.commands.forms import read_form
from app.commands.opening import signed_in, write_file
from app.commands.rights import CLERKS
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.moments import from_text
from app.domain.reception import SubjectKind
from app.domain.time_words import moment_text
from app.domain.words import refusal_sentence
from app.exchange.subject_rows import SubjectRow, file_rows
from app.services.batch_reception import BatchForm, BatchRow, RowDone, batch_row, receive_batch
from app.services.dossier_deeds import Acting


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--form", required=True, metavar="TỆP", help="phiếu chung JSON; “-” đọc đầu vào"
    )
    parser.add_argument(
        "--rows", required=True, type=Path, metavar="TỆP", help="danh sách Excel hoặc CSV"
    )
    kinds = [kind.value for kind in SubjectKind]
    parser.add_argument("--kind", choices=kinds, default=SubjectKind.WORKER.value)
    parser.add_argument("--at", metavar="LÚC", help="giờ tiếp nhận ghi trên giấy")
    parser.add_argument("--slip", type=Path, metavar="TỆP.pdf", help="ghi giấy hẹn của cả lô")


def _run(arguments: Namespace, settings: Settings) -> Answer:
    shared = read_form(arguments.form)
    if arguments.at is not None:
        shared = replace(shared, stated_at=from_text(arguments.at))
    with signed_in(arguments, settings) as desk:
        rows = file_rows(arguments.rows.name, file_content(arguments.rows))
        sound, wrong = _read(rows, SubjectKind(arguments.kind))
        form = BatchForm(shared=shared, rows=tuple(sound.values()))
        acting = Acting(now=desk.now(), desk=desk.context, actor=desk.actor)
        with desk.database.transaction() as session:
            done = receive_batch(session, form, acting)
        slip = None
        if arguments.slip is not None:
            from app.papers.batch_slip import batch_slip_pdf

            with desk.database.reading() as session:
                first = done.received[0].dossier_uid
                slip = write_file(arguments.slip, batch_slip_pdf(session, first, desk=desk.context))
    plain = [_plain(number, each) for number, each in zip(sound, done.rows, strict=True)]
    plain = sorted([*plain, *wrong], key=lambda row: row["row"])
    received = len(done.received)
    answer = {
        "batch_uid": str(done.batch_uid),
        "received": received,
        "faulty": len(plain) - received,
        "slip": None if slip is None else str(slip),
        "rows": plain,
    }
    return Answer(answer, (f"Đã nhận {received} trên {len(plain)} hồ sơ.", *map(_line, plain)))


def _read(
    rows: tuple[SubjectRow, ...], kind: SubjectKind
) -> tuple[dict[int, BatchRow], list[dict[str, Any]]]:
    """Rows that say whom they are about, by number; and those that do not, with why."""
    sound: dict[int, BatchRow] = {}
    wrong: list[dict[str, Any]] = []
    for number, row in enumerate(rows, start=1):
        try:
            sound[number] = batch_row(row, kind)
        except Refusal as refusal:
            wrong.append(
                {"row": number, "subject": row.name, "sentence": refusal_sentence(refusal)}
            )
    if not sound and wrong:
        raise Refusal(Reason.BATCH_ALL_FAULTY, sentence=wrong[0]["sentence"])
    return sound, wrong


def _plain(number: int, done: RowDone) -> dict[str, Any]:
    received = done.received
    plain = {
        "row": number,
        "subject": done.subject,
        "dossier_uid": None if received is None else str(received.dossier_uid),
        "dossier_code": None if received is None else received.dossier_code,
        "return_due_at": None if received is None else shown(received.return_due_at),
        "visit_number": done.visit_number,
        "sentence": done.sentence,
    }
    if received is not None:
        plain["told"] = f"{received.dossier_code}  hẹn trả {moment_text(received.return_due_at)}"
    return plain


def _line(row: dict[str, Any]) -> str:
    visit = f" (lượt tiếp {row['visit_number']})" if row.get("visit_number") else ""
    return f"{row['row']}. {row['subject']}: {row.get('told') or row['sentence']}{visit}"


VERB = Verb("receive-batch", "tiếp nhận nhiều hồ sơ của một người nộp", _options, _run, CLERKS)
