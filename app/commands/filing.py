"""``motcua filing ...`` and ``consult``: online filings and help to file online."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from app.commands.answer import Answer, Verb, shown
from app.commands.files import file_content
from app.commands.forms import read_form, typed
from app.commands.opening import acting_at, at_option, signed_in
from app.commands.rights import CLERKS, READERS
from app.config import Settings
from app.domain import moments
from app.domain.filing import Filing, FilingForm, FilingState
from app.domain.filing_words import STANDING_WORDS, STATE_TITLES
from app.domain.moments import local_date
from app.domain.time_words import moment_text
from app.exchange.filings import read_filings
from app.services import consulting, filing_answers
from app.services.consulting import FILED_ONLINE, ConsultationForm
from app.services.desk import OpenSession
from app.services.dossier_deeds import Acting
from app.services.filing import (
    OPEN_STATES,
    FilingLine,
    filing_by_code,
    filing_by_uid,
    filings,
    form_of_filing,
    record_filing,
)
from app.services.filing_import import FilingFound, import_filings, look_at_filings
from app.services.receiving import receive_dossier

_PORTAL = "Cổng Dịch vụ công quốc gia"


def _system_option(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--system", type=typed, default=_PORTAL, metavar="CỔNG", help="tên cổng đã nhận"
    )


def _stated_options(parser: ArgumentParser) -> None:
    parser.add_argument("code", type=typed, metavar="MÃ", help="mã hồ sơ trên cổng")
    parser.add_argument("--form", required=True, metavar="TỆP", help="phiếu JSON; “-” đọc đầu vào")
    parser.add_argument(
        "--filed-at", type=typed, metavar="LÚC", help="công dân nộp lúc nào; bỏ trống là bây giờ"
    )
    _system_option(parser)


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp xuất từ cổng")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi gì")
    _system_option(parser)


def _list_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--state",
        choices=[each.value for each in FilingState],
        help="chỉ một trạng thái; bỏ trống là còn phải trả lời",
    )


def _answer_options(parser: ArgumentParser) -> None:
    parser.add_argument("code", type=typed, metavar="MÃ", help="mã hồ sơ trên cổng")
    at_option(parser)


def _reason_options(parser: ArgumentParser) -> None:
    _answer_options(parser)
    parser.add_argument("--reason", required=True, type=typed, metavar="LÝ DO")


def _supplement_options(parser: ArgumentParser) -> None:
    _answer_options(parser)
    parser.add_argument("--content", required=True, type=typed, metavar="NỘI DUNG")
    parser.add_argument("--reason", type=typed, metavar="LÝ DO")


def _consult_options(parser: ArgumentParser) -> None:
    parser.add_argument("--about", type=typed, default=FILED_ONLINE, metavar="VIỆC")
    parser.add_argument("--procedure", type=typed, metavar="MÃ", help="mã thủ tục")
    parser.add_argument("--portal-code", type=typed, metavar="MÃ", help="mã hồ sơ đã nộp")
    parser.add_argument("--remark", type=typed, metavar="GHI CHÚ")
    parser.add_argument("--list", action="store_true", help="kể lượt hướng dẫn hôm nay")
    at_option(parser)


def _add(arguments: Namespace, settings: Settings) -> Answer:
    return _state(arguments, settings, _recorded)


def _complete(arguments: Namespace, settings: Settings) -> Answer:
    return _state(arguments, settings, _completed)


def _recorded(session: OpenSession, form: FilingForm, acting: Acting) -> Filing:
    return filing_by_uid(session, acting.desk.tenant, record_filing(session, form, acting))


def _completed(session: OpenSession, form: FilingForm, acting: Acting) -> Filing:
    known = filing_by_code(session, acting.desk.tenant, form.code)
    return filing_answers.complete_filing(session, UUID(known.uid), form, acting)


def _state(
    arguments: Namespace,
    settings: Settings,
    use_case: Callable[[OpenSession, FilingForm, Acting], Filing],
) -> Answer:
    form = read_form(arguments.form)
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        at = desk.now() if arguments.filed_at is None else moments.from_text(arguments.filed_at)
        filing = FilingForm(code=arguments.code, system=arguments.system, filed_at=at, form=form)
        return _told(use_case(session, filing, acting_at(desk)))


def _import(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        content = file_content(arguments.file)
        read = read_filings(arguments.file.name, content, arguments.system)
        forms = [each.filing for each in read.filings]
        acting = acting_at(desk)
        if arguments.dry_run:
            with desk.database.reading() as session:
                found = look_at_filings(session, forms, acting)
        else:
            with desk.database.transaction() as session:
                found = import_filings(session, forms, acting)
    rows = [_row(placed.place, each) for placed, each in zip(read.filings, found, strict=True)] + [
        {"place": each.place, "code": each.code, "standing": "faulty", "sentence": each.sentence}
        for each in read.faulty
    ]
    counts = {name: sum(row["standing"] == name for row in rows) for name in STANDING_WORDS}
    plain = {"dry_run": arguments.dry_run, **counts, "rows": rows}
    lines = [f"{STANDING_WORDS[name]}: {count}" for name, count in counts.items()]
    lines += [f"{row['place']}: {row['sentence']}" for row in rows if row["sentence"]]
    return Answer(plain, tuple(lines))


def _row(place: str, found: FilingFound) -> dict[str, Any]:
    return {
        "place": place,
        "code": found.filing.code,
        "standing": found.standing.value,
        "dossier_uid": None if found.dossier_uid is None else str(found.dossier_uid),
        "sentence": found.sentence,
    }


def _list(arguments: Namespace, settings: Settings) -> Answer:
    states = OPEN_STATES if arguments.state is None else (FilingState(arguments.state),)
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = filings(session, desk.context.tenant, states)
    return Answer([_plain_line(each) for each in found], tuple(map(_line, found)))


def _accept(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        filing = filing_by_code(session, desk.context.tenant, arguments.code)
        received = receive_dossier(
            session,
            form_of_filing(filing),
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )
    plain = {
        "dossier_uid": str(received.dossier_uid),
        "dossier_code": received.dossier_code,
        "received_at": shown(received.received_at),
        "return_due_at": shown(received.return_due_at),
    }
    due = moment_text(received.return_due_at)
    return Answer(plain, (f"Đã tiếp nhận hồ sơ {received.dossier_code}, hẹn trả {due}.",))


def _refuse(arguments: Namespace, settings: Settings) -> Answer:
    return _answered(arguments, settings, filing_answers.refuse_filing, arguments.reason)


def _withdraw(arguments: Namespace, settings: Settings) -> Answer:
    return _answered(arguments, settings, filing_answers.withdraw_filing, arguments.reason)


def _supplement(arguments: Namespace, settings: Settings) -> Answer:
    ask = filing_answers.request_filing_supplement
    return _answered(arguments, settings, ask, arguments.content, reason=arguments.reason)


def _answered(
    arguments: Namespace,
    settings: Settings,
    use_case: Callable[..., Filing],
    words: str,
    **more: str | None,
) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        known = filing_by_code(session, desk.context.tenant, arguments.code)
        acting = acting_at(desk, arguments.at)
        return _told(use_case(session, UUID(known.uid), words, acting, **more))


def _consult(arguments: Namespace, settings: Settings) -> Answer:
    form = ConsultationForm(
        about=arguments.about,
        procedure_code=arguments.procedure,
        portal_code=arguments.portal_code,
        remark=arguments.remark,
    )
    with signed_in(arguments, settings) as desk:
        if not arguments.list:
            with desk.database.transaction() as session:
                consulting.consult(session, form, acting_at(desk, arguments.at))
        with desk.database.reading() as session:
            given = consulting.consultations(session, desk.context.tenant, local_date(desk.now()))
    lines = [f"{moment_text(each.at)}  {each.officer}  {each.about}" for each in given]
    said = [f"Hôm nay đã hướng dẫn {len(given)} lượt.", *(lines if arguments.list else ())]
    return Answer({"today": len(given), "given": shown(given)}, tuple(said))


def _told(filing: Filing) -> Answer:
    plain = {
        "dossier_uid": filing.uid,
        "code": filing.code,
        "state": filing.state.value,
        "filed_at": shown(filing.filed_at),
        "answer_due_at": shown(filing.answer_due_at),
    }
    said = f"Hồ sơ trực tuyến {filing.code}: {STATE_TITLES[filing.state].lower()}"
    if filing.state is FilingState.WAITING:
        said += f", trả lời trước {moment_text(filing.answer_due_at)}"
    return Answer(plain, (f"{said}.",))


def _plain_line(line: FilingLine) -> dict[str, Any]:
    plain: dict[str, Any] = shown(line)
    return plain | {"dossier_uid": str(line.dossier_uid)}


def _line(line: FilingLine) -> str:
    due = moment_text(line.answer_due_at)
    return f"{line.code}  {line.applicant or '(chưa ghi)'}  {line.procedure_name}  trước {due}"


VERBS = (
    Verb("filing add", "ghi một hồ sơ nộp trực tuyến", _stated_options, _add, CLERKS),
    Verb("filing import", "nhập tệp hồ sơ trực tuyến của cổng", _import_options, _import, CLERKS),
    Verb("filing list", "hồ sơ trực tuyến còn phải trả lời", _list_options, _list, READERS),
    Verb("filing accept", "tiếp nhận hồ sơ trực tuyến", _answer_options, _accept, CLERKS),
    Verb(
        "filing supplement",
        "yêu cầu bổ sung hồ sơ trực tuyến",
        _supplement_options,
        _supplement,
        CLERKS,
    ),
    Verb("filing complete", "công dân đã bổ sung trên cổng", _stated_options, _complete, CLERKS),
    Verb("filing refuse", "từ chối hồ sơ trực tuyến", _reason_options, _refuse, CLERKS),
    Verb("filing withdraw", "công dân rút hồ sơ trực tuyến", _reason_options, _withdraw, CLERKS),
    Verb("consult", "ghi một lượt hướng dẫn công dân", _consult_options, _consult, READERS),
)
