"""``motcua report``: every report of the office, issued ones, and the proof of one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import typed
from app.commands.opening import acting_at, signed_in, write_file
from app.commands.report_text import period_of, period_options, report_lines
from app.commands.rights import READERS
from app.config import Settings
from app.domain.moments import local
from app.domain.records import to_plain
from app.domain.report_shape import (
    GROUP_WORDS,
    GroupBy,
    Report,
    ReportAsked,
    report_plain,
)
from app.domain.wholeness import wholeness_words
from app.reports.issuing import IssuedLine, issue_report, issued_lines
from app.reports.kinds import Around, CellAsked, ReportKind
from app.reports.paper import report_file
from app.reports.proving import Proof, reopen_report
from app.reports.registry import REPORTS, dossiers_of
from app.reports.watermark import report_now
from app.services.dossiers import DossierLine, dossier_lines


def _options(parser: ArgumentParser, *, kind: ReportKind) -> None:
    period_options(parser)
    parser.add_argument("--office", type=typed, metavar="MÃ", help="chỉ một đơn vị")
    parser.add_argument(
        "--agency",
        type=typed,
        metavar="CƠ QUAN",
        help="chỉ hồ sơ một cơ quan giải quyết, hay cán bộ cơ quan ấy cử đến",
    )
    if kind.groups:
        words = ", ".join(f"{each.value} ({GROUP_WORDS[each]})" for each in kind.groups)
        parser.add_argument("--by", choices=[each.value for each in kind.groups], help=words)
    parser.add_argument("--out", type=Path, metavar="TỆP", help="ghi thành .xlsx hoặc .pdf")
    parser.add_argument("--issue", action="store_true", help="ban hành: ghi số liệu vào nhật ký")
    parser.add_argument(
        "--reason", type=typed, metavar="LÝ DO", help="vì sao ban hành khi số liệu chưa đủ"
    )
    _cell_options(parser, "lúc này")


def _cell_options(parser: ArgumentParser, when: str) -> None:
    parser.add_argument("--row", type=typed, metavar="DÒNG", help=f"kể hồ sơ của một dòng {when}")
    parser.add_argument("--column", type=typed, metavar="CỘT", help=f"kể hồ sơ của một cột {when}")


def _cell_asked(arguments: Namespace) -> CellAsked | None:
    if arguments.row is None and arguments.column is None:
        return None
    return CellAsked(row=arguments.row, column=arguments.column)


def _run(arguments: Namespace, settings: Settings, *, kind: ReportKind) -> Answer:
    with signed_in(arguments, settings) as desk:
        asked = _asked(arguments, desk, kind)
        cell = _cell_asked(arguments)
        if cell is not None:
            return _list(desk, asked, cell)
        report = (
            _issued(desk, asked, arguments.reason) if arguments.issue else _counted(desk, asked)
        )
        return _answered(arguments, desk, report)


def _counted(desk: Desk, asked: ReportAsked) -> Report:
    with desk.database.reading() as session:
        return report_now(session, asked, now=desk.now(), desk=desk.context)


def _issued(desk: Desk, asked: ReportAsked, despite: str | None) -> Report:
    with desk.database.transaction() as session:
        return issue_report(session, asked, acting_at(desk), despite=despite).report


def _answered(arguments: Namespace, desk: Desk, report: Report) -> Answer:
    lines = report_lines(report)
    if arguments.out is not None:
        content = report_file(
            report,
            arguments.out.name,
            desk=desk.context,
            made_by=desk.actor.full_name,
            at=desk.now(),
        )
        write_file(arguments.out, content)
        lines.append(f"Đã ghi {arguments.out}.")
    return Answer(report_plain(report), tuple(lines))


def _asked(arguments: Namespace, desk: Desk, kind: ReportKind) -> ReportAsked:
    period = period_of(arguments, desk.now())
    by = getattr(arguments, "by", None)
    return ReportAsked(
        name=kind.name,
        first=period.first,
        last=period.last,
        by=None if by is None else GroupBy(by),
        office=arguments.office,
        agency=arguments.agency,
    )


def _list(desk: Desk, asked: ReportAsked, cell: CellAsked) -> Answer:
    with desk.database.reading() as session:
        uids = dossiers_of(session, asked, Around(desk.now(), desk.context), cell)
        found = dossier_lines(session, desk.context.tenant, uids)
    return _dossiers_answer(found)


def _dossiers_answer(found: Sequence[DossierLine]) -> Answer:
    plain = [{"dossier_uid": str(each.dossier_uid), "code": each.dossier_code} for each in found]
    return Answer(plain, tuple(map(_dossier_line, found)) or ("Không có hồ sơ nào.",))


def _dossier_line(each: DossierLine) -> str:
    due = f"{local(each.return_due_at):%d/%m/%Y}"
    return f"{each.dossier_code}  {each.applicant or '(đã xóa)'}  hẹn {due}  {each.procedure_name}"


def _prove_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=typed, metavar="MÃ", help="mã báo cáo, hay tám chữ của nó")
    parser.add_argument("--out", type=Path, metavar="TỆP", help="ghi lại báo cáo ấy")
    _cell_options(parser, "lúc ban hành")


def _prove(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        cell = _cell_asked(arguments)
        with (
            desk.database.reading() as session,
            closing(reopen_report(session, arguments.id, desk.context)) as reopened,
        ):
            proof = reopened.proof
            if cell is not None:
                then = reopened.dossiers(cell)
                return _dossiers_answer(dossier_lines(session, desk.context.tenant, then))
        if arguments.out is not None:
            content = report_file(
                proof.report,
                arguments.out.name,
                desk=desk.context,
                made_by=proof.issued_by,
                at=desk.now(),
            )
            write_file(arguments.out, content)
    return Answer(_proof_plain(proof), _proof_lines(proof), 0 if proof.is_proven else 1)


def _proof_plain(proof: Proof) -> dict[str, Any]:
    return {
        "number": proof.number,
        "is_proven": proof.is_proven,
        "chains": proof.chains,
        "figures": proof.figures,
        "dossiers": proof.dossiers,
        "bytes_equal": proof.bytes_equal,
        "issued_at": shown(proof.issued_at),
        "issued_by": proof.issued_by,
        "whole": to_plain(proof.fact.whole),
    }


def _proof_lines(proof: Proof) -> tuple[str, ...]:
    asked = proof.fact.asked
    head = f"Báo cáo {asked.name}, {asked.period.words.lower()}, mã {proof.number}."
    return (head, wholeness_words(proof.fact.whole), *proof.sentences)


def _issued_list(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = issued_lines(session, desk.context.tenant)
    plain = [
        {
            "number": each.number,
            "name": each.fact.asked.name,
            "first": each.fact.asked.first.isoformat(),
            "last": each.fact.asked.last.isoformat(),
            "dossiers": each.fact.dossiers,
            "issued_at": shown(each.issued_at),
            "issued_by": each.issued_by,
            "whole": to_plain(each.fact.whole),
        }
        for each in found
    ]
    return Answer(plain, tuple(map(_issued_line, found)) or ("Chưa ban hành báo cáo nào.",))


def _issued_line(each: IssuedLine) -> str:
    fact = each.fact
    lacking = "" if fact.whole.is_whole else "  CHƯA ĐỦ"
    return f"{each.number}  {each.title}  {fact.asked.period.words}  {fact.dossiers} hồ sơ{lacking}"


def _no_options(parser: ArgumentParser) -> None:
    """Nothing to ask."""


VERBS: tuple[Verb, ...] = (
    *(
        Verb(
            f"report {kind.name}",
            kind.title,
            partial(_options, kind=kind),
            partial(_run, kind=kind),
            READERS,
        )
        for kind in REPORTS.values()
    ),
    Verb("report issued", "các báo cáo đã ban hành", _no_options, _issued_list, READERS),
    Verb("report prove", "tính lại một báo cáo đã ban hành", _prove_options, _prove, READERS),
)
