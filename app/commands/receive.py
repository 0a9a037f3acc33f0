"""``motcua receive``: take a dossier in from a form, and give the slip out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_day, read_form, typed
from app.commands.opening import signed_in
from app.commands.printing import draw_receipt, print_receipt
from app.commands.rights import CLERKS
from app.config import Settings
from app.domain.caution_words import caution_sentence
from app.domain.codes import register_text
from app.domain.duplicate_words import duplicate_sentence
from app.domain.end_forms import GiveAtOnceForm
from app.domain.errors import Refusal
from app.domain.form_cautions import form_cautions
from app.domain.moments import from_text, local_date
from app.domain.reception import ReceptionForm
from app.domain.trace_words import trace_sentences, warning_sentences
from app.domain.words import refusal_sentence
from app.services.desk import Actor, DeskContext
from app.services.duplicates import LikelyDuplicate, duplicates_of_form
from app.services.on_the_spot import SettledAtOnce, settle_on_the_spot
from app.services.receiving import ReceivedDossier, receive_dossier


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--form", required=True, metavar="TỆP", help="phiếu JSON; “-” đọc đầu vào")
    parser.add_argument("--at", metavar="LÚC", help="giờ tiếp nhận ghi trên giấy")
    parser.add_argument("--reason", metavar="LÝ DO", help="lý do nhập muộn")
    parser.add_argument(
        "--despite-duplicate",
        metavar="LÝ DO",
        help="hồ sơ tương tự đã thấy là hồ sơ khác; lý do được ghi lại",
    )
    parser.add_argument(
        "--result", type=typed, metavar="TÊN", help="trả ngay kết quả này, không hẹn ngày trả"
    )
    parser.add_argument("--result-number", type=typed, metavar="SỐ", help="số của kết quả")
    parser.add_argument("--result-date", type=typed, metavar="NGÀY", help="ngày ký kết quả")
    parser.add_argument(
        "--unpaid-reason", type=typed, metavar="LÝ DO", help="vì sao trả khi chưa nộp đủ"
    )
    parser.add_argument("--print", dest="printer", metavar="MÁY IN", help="in giấy hẹn")
    parser.add_argument("--slip", type=Path, metavar="TỆP.pdf", help="ghi giấy hẹn ra tệp")


def _run(arguments: Namespace, settings: Settings) -> Answer:
    form = _stated(read_form(arguments.form), arguments)
    with signed_in(arguments, settings) as desk:
        with desk.database.transaction() as session:
            on = local_date(form.stated_at or desk.now())
            alike = duplicates_of_form(session, form, on=on, desk=desk.context)
            decided = _decided(form, alike, arguments.despite_duplicate)
            who: _By = {"now": desk.now(), "desk": desk.context, "actor": desk.actor}
            if arguments.result is not None:
                settled = settle_on_the_spot(session, decided, _given(arguments), **who)
                return _with_duplicates(_settled(settled), alike)
            received = receive_dossier(session, decided, **who)
        slip, undrawn = _draw(desk, received, arguments.slip)
        unprinted = _print(desk, received, arguments.printer)
    unprinted = " ".join(filter(None, (undrawn, unprinted))) or None
    return _with_duplicates(_answer(form, received, slip, unprinted), alike)


class _By(TypedDict):
    """Who acts, where, and when."""

    now: datetime
    desk: DeskContext
    actor: Actor


def _given(arguments: Namespace) -> GiveAtOnceForm:
    day = arguments.result_date
    return GiveAtOnceForm(
        name=arguments.result,
        number=arguments.result_number,
        issued_on=None if day is None else read_day(day),
        unpaid_reason=arguments.unpaid_reason,
    )


def _settled(settled: SettledAtOnce) -> Answer:
    received = settled.received
    number = register_text(received.register.number)
    plain = {
        "dossier_uid": str(received.dossier_uid),
        "dossier_code": received.dossier_code,
        "register_book": received.register.book,
        "register_number": number,
        "received_at": shown(received.received_at),
        "papers": list(settled.papers),
    }
    lines = (
        f"Đã tiếp nhận và trả ngay kết quả hồ sơ {received.dossier_code}, không hẹn.",
        f"Quyển số {received.register.book}, số thứ tự {number}.",
    )
    return Answer(plain, lines)


def _decided(
    form: ReceptionForm, alike: tuple[LikelyDuplicate, ...], reason: str | None
) -> ReceptionForm:
    """The form with the decision that what looks like it is another request."""
    if reason is None or not alike:
        return form
    shown = (str(each.line.dossier_uid) for each in alike)
    seen = tuple(dict.fromkeys((*form.duplicates_seen, *shown)))
    return replace(form, duplicates_seen=seen, duplicate_reason=reason)


def _with_duplicates(answer: Answer, alike: tuple[LikelyDuplicate, ...]) -> Answer:
    sentences = [
        duplicate_sentence(
            each.why,
            each.line.dossier_code,
            each.desk,
            each.line.received_at,
            each.line.procedure_name,
        )
        for each in alike
    ]
    plain = [
        {
            "dossier_uid": str(each.line.dossier_uid),
            "dossier_code": each.line.dossier_code,
            "why": each.why.value,
            "desk": each.desk,
            "sentence": sentence,
        }
        for each, sentence in zip(alike, sentences, strict=True)
    ]
    return Answer({**answer.plain, "duplicates": plain}, (*answer.lines, *sentences))


def _stated(form: ReceptionForm, arguments: Namespace) -> ReceptionForm:
    if arguments.at is not None:
        form = replace(form, stated_at=from_text(arguments.at))
    if arguments.reason is not None:
        form = replace(form, late_reason=arguments.reason)
    return form


def _draw(
    desk: Desk, received: ReceivedDossier, path: Path | None
) -> tuple[Path | None, str | None]:
    """Draw the slip, if asked; a file that cannot be written is told and undoes nothing."""
    if path is None:
        return None, None
    try:
        return draw_receipt(desk, received.dossier_uid, path), None
    except Refusal as refusal:
        return None, refusal_sentence(refusal)


def _print(desk: Desk, received: ReceivedDossier, printer: str | None) -> str | None:
    """Print, if asked; a dead printer is told and undoes nothing."""
    if printer is None:
        return None
    try:
        print_receipt(desk, received.dossier_uid, printer)
    except Refusal as refusal:
        return refusal_sentence(refusal)
    return None


def _answer(
    form: ReceptionForm, received: ReceivedDossier, slip: Path | None, unprinted: str | None
) -> Answer:
    counted = received.promise
    trace = () if counted is None else trace_sentences(counted)
    warnings = () if counted is None else warning_sentences(counted)
    cautions = tuple(caution_sentence(each) for each in form_cautions(form))
    plain = {
        "dossier_uid": str(received.dossier_uid),
        "dossier_code": received.dossier_code,
        "register_book": received.register.book,
        "register_number": register_text(received.register.number),
        "received_at": shown(received.received_at),
        "return_due_at": shown(received.return_due_at),
        "trace": list(trace),
        "warnings": [*warnings, *cautions],
        "papers": list(received.papers),
        "unprinted": unprinted,
        "slip": None if slip is None else str(slip),
    }
    lines = (
        f"Đã tiếp nhận hồ sơ {received.dossier_code}.",
        f"Quyển số {received.register.book}, số thứ tự {register_text(received.register.number)}.",
        *trace,
        *warnings,
        *cautions,
        *([unprinted] if unprinted else []),
    )
    return Answer(plain, lines)


VERB = Verb("receive", "tiếp nhận hồ sơ từ phiếu JSON", _options, _run, CLERKS)
