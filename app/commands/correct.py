"""``motcua correct`` and ``cancel``: put a dossier right until it is handed over."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any
from uuid import UUID

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_form
from app.commands.opening import approval_option, second_person, signed_in
from app.commands.printing import draw_receipt
from app.commands.rights import CLERKS
from app.config import Settings
from app.domain.codes import register_text
from app.domain.slip_words import corrected_parts, edition_text
from app.domain.time_words import moment_text
from app.domain.trace_words import trace_sentences, warning_sentences
from app.services.correcting import (
    CancelledDossier,
    CorrectedDossier,
    cancel_dossier,
    correct_dossier,
)
from app.services.dossiers import dossier


def _shared_options(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="MÃ", help="mã hồ sơ, hoặc nội dung mã QR trên giấy hẹn")
    parser.add_argument("--reason", required=True, metavar="LÝ DO", help="lý do, bắt buộc")
    parser.add_argument(
        "--slip-returned", action="store_true", help="đã thu lại mọi giấy hẹn giao trước đó"
    )


def _cancel_options(parser: ArgumentParser) -> None:
    _shared_options(parser)
    approval_option(parser)


def _correct_options(parser: ArgumentParser) -> None:
    _shared_options(parser)
    parser.add_argument("--form", required=True, metavar="TỆP", help="phiếu JSON; “-” đọc đầu vào")
    parser.add_argument("--slip", type=Path, metavar="TỆP.pdf", help="ghi giấy thay thế ra tệp")


def _correct(arguments: Namespace, settings: Settings) -> Answer:
    form = read_form(arguments.form)
    with signed_in(arguments, settings) as desk:
        with desk.database.transaction() as session:
            corrected = correct_dossier(
                session,
                UUID(dossier(session, desk.context.tenant, arguments.code).uid),
                form,
                arguments.reason,
                slip_returned=arguments.slip_returned,
                now=desk.now(),
                desk=desk.context,
                actor=desk.actor,
            )
        slip = _draw(desk, corrected, arguments.slip)
    return Answer(_plain_correction(corrected, slip), _told(corrected))


def _cancel(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        approval = second_person(arguments, desk)
        with desk.database.transaction() as session:
            cancelled = cancel_dossier(
                session,
                UUID(dossier(session, desk.context.tenant, arguments.code).uid),
                arguments.reason,
                slip_returned=arguments.slip_returned,
                now=desk.now(),
                desk=desk.context,
                actor=desk.actor,
                approval=approval,
            )
    lines = [
        f"Đã hủy hồ sơ {cancelled.dossier_code}; số trong sổ vẫn giữ, giấy hẹn hết giá trị.",
        *_to_give_back(cancelled.money_taken),
    ]
    plain = {**_plain_line(cancelled), "money_taken": cancelled.money_taken}
    return Answer(plain, tuple(lines))


def _draw(desk: Desk, corrected: CorrectedDossier, path: Path | None) -> str | None:
    if path is None:
        return None
    return str(draw_receipt(desk, corrected.dossier_uid, path))


def _plain_line(deed: CorrectedDossier | CancelledDossier) -> dict[str, Any]:
    return {
        "dossier_uid": str(deed.dossier_uid),
        "dossier_code": deed.dossier_code,
        "register_book": deed.register.book,
        "register_number": register_text(deed.register.number),
        "voided_copies": list(deed.voided_copies),
    }


def _plain_correction(corrected: CorrectedDossier, slip: str | None) -> dict[str, Any]:
    counted, kept_from = corrected.promise, corrected.counted_due_at
    return {
        **_plain_line(corrected),
        "edition": corrected.edition,
        "changed": list(corrected.changed),
        "received_at": shown(corrected.received_at),
        "return_due_at": shown(corrected.return_due_at),
        "counted_due_at": None if kept_from is None else shown(kept_from),
        "overpaid": corrected.overpaid,
        "trace": [] if counted is None else list(trace_sentences(counted)),
        "warnings": [] if counted is None else list(warning_sentences(counted)),
        "slip": slip,
    }


def _told(corrected: CorrectedDossier) -> tuple[str, ...]:
    due = moment_text(corrected.return_due_at)
    lines = [
        f"Đã sửa hồ sơ {corrected.dossier_code}: {corrected_parts(corrected.changed)}.",
        f"Hẹn trả {due}. Giấy cần in: {edition_text(corrected.edition)}.",
    ]
    if corrected.counted_due_at is not None:
        counted = moment_text(corrected.counted_due_at)
        lines.append(
            f"Tính lại thì đến {counted}, nhưng người nộp đang giữ giấy hẹn {due} nên giữ ngày đó. "
            "Nếu người nộp còn ở quầy và đã trả lại giấy, hãy sửa với --slip-returned; "
            "nếu đã mang về, muốn hẹn ngày khác phải xin lỗi và hẹn lại."
        )
    return (*lines, *_to_give_back(corrected.overpaid))


def _to_give_back(amount: int) -> tuple[str, ...]:
    if not amount:
        return ()
    said = f"{amount:,}".replace(",", ".")
    return (f"Cần trả lại người nộp {said} đồng, có ký nhận.",)


VERBS = (
    Verb(
        "correct",
        "sửa hồ sơ khi chưa bàn giao, cấp giấy thay thế",
        _correct_options,
        _correct,
        CLERKS,
    ),
    Verb(
        "cancel", "hủy hồ sơ tiếp nhận nhầm, số vẫn giữ trong sổ", _cancel_options, _cancel, CLERKS
    ),
)
