"""``motcua hand-over close|accept|show|list|undo``: piles and their sheets."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_day, typed
from app.commands.opening import acting_at, at_option, signed_in, write_file
from app.commands.rights import HANDERS
from app.config import Settings
from app.domain.dossier_rules import DeedKind
from app.domain.end_forms import ReceiveResultForm
from app.domain.errors import Refusal
from app.domain.hand_over_words import STANDING_WORDS, sheet_sentence, unit_title
from app.domain.units import read_unit
from app.domain.words import refusal_sentence
from app.papers.hand_over_sheet import hand_over_sheet_pdf
from app.services.counting_in import AcceptForm, accept_sheet
from app.services.deed_proposals import deed_proposals
from app.services.desk import OpenSession
from app.services.dossiers import dossier
from app.services.hand_over_sheets import (
    Sheet,
    SheetHead,
    seen_sheet,
    sheet,
    sheets_of_day,
    waiting_sheets,
)
from app.services.handing_over import PileForm, close_sheet, take_back_sheet
from app.services.pile_lines import Fault
from app.services.procedures import procedure_by_digest


def _codes_option(parser: ArgumentParser, count: str) -> None:
    parser.add_argument(
        "codes", nargs=count, type=typed, metavar="MÃ", help="mã hồ sơ hoặc mã QR, theo thứ tự quét"
    )


def _sheet_option(parser: ArgumentParser) -> None:
    parser.add_argument("sheet", type=typed, metavar="PHIẾU", help="mã phiếu bàn giao, BG-…")


def _out_option(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="TỆP.pdf", help="ghi phiếu ra tệp, hai bản")


def _close_options(parser: ArgumentParser) -> None:
    unit = "tên cơ quan, desk:N là quầy N, post:TÊN là bưu điện"
    parser.add_argument("--to", type=typed, metavar="BÊN NHẬN", help=f"{unit}; bỏ trống: tự chọn")
    parser.add_argument(
        "--from", dest="giver", type=typed, metavar="BÊN GIAO", help="mặc định quầy này"
    )
    parser.add_argument("--giver-name", type=typed, metavar="HỌ TÊN", help="người giao")
    parser.add_argument(
        "--result",
        action="append",
        default=[],
        type=typed,
        metavar="MÃ=SỐ",
        help="kết quả cơ quan trả kèm hồ sơ này, và số của nó; ghi khi ký nhận",
    )
    _out_option(parser)
    at_option(parser)
    _codes_option(parser, "+")


def _accept_options(parser: ArgumentParser) -> None:
    _sheet_option(parser)
    parser.add_argument("--giver-name", type=typed, metavar="HỌ TÊN", help="người giao")
    parser.add_argument("--receiver-name", type=typed, metavar="HỌ TÊN", help="người nhận")
    parser.add_argument("--witness-name", type=typed, metavar="HỌ TÊN", help="người chứng kiến")
    at_option(parser)
    _codes_option(parser, "*")


def _show_options(parser: ArgumentParser) -> None:
    _sheet_option(parser)
    _out_option(parser)


def _list_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--on", type=typed, metavar="NGÀY", help="phiếu lập trong ngày; bỏ trống: chờ ký nhận"
    )


def _undo_options(parser: ArgumentParser) -> None:
    _sheet_option(parser)
    parser.add_argument("--reason", required=True, type=typed, metavar="LÝ DO")
    at_option(parser)


def _close(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        office = desk.context.agency_code
        with desk.database.transaction() as session:
            uids, unknown = _piled(session, desk, arguments.codes)
            form = PileForm(
                scanned=uids,
                giver=None if arguments.giver is None else read_unit(arguments.giver, office),
                receiver=None if arguments.to is None else read_unit(arguments.to, office),
                giver_name=arguments.giver_name,
                coming=dict(_results(session, desk, arguments.result)),
            )
            closed = close_sheet(session, form, acting_at(desk, arguments.at))
            found = sheet(session, closed.code, desk=desk.context)
        out = _drawn(desk, closed.code, arguments.out)
    apart = (*map(refusal_sentence, unknown), *_sentences(closed.faults))
    plain = {
        **_plain(found),
        "twice": list(map(str, closed.twice)),
        "kept_apart": list(apart),
        "out": out,
    }
    return Answer(plain, (_told(found), *apart))


def _results(
    session: OpenSession, desk: Desk, given: list[str]
) -> Iterator[tuple[UUID, ReceiveResultForm]]:
    """What came with which dossier: its name as published, its number as typed."""
    for each in given:
        code, _, number = each.partition("=")
        found = dossier(session, desk.context.tenant, code)
        procedure = procedure_by_digest(session, desk.context.tenant, found.procedure.digest)
        known = deed_proposals(DeedKind.RECEIVE_RESULT, found, procedure)
        name = known.pop("name") or "Kết quả"
        yield UUID(found.uid), ReceiveResultForm(**{**known, "name": name, "number": number})


def _accept(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        uids, unknown = _piled(session, desk, arguments.codes)
        form = AcceptForm(
            sheet=arguments.sheet,
            scanned=uids if arguments.codes else None,
            giver_name=arguments.giver_name,
            receiver_name=arguments.receiver_name,
            witness_name=arguments.witness_name,
        )
        accepted = accept_sheet(session, form, acting_at(desk, arguments.at))
    apart = (*map(refusal_sentence, unknown), *_sentences(accepted.faults))
    plain = {
        **_plain(accepted.sheet),
        "accepted": list(map(str, accepted.accepted)),
        "missing": list(map(str, accepted.missing)),
        "extra": list(map(str, accepted.extra)),
        "kept_apart": list(apart),
    }
    return Answer(plain, (_told(accepted.sheet), *apart))


def _show(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        with desk.database.reading() as session:
            found = seen_sheet(session, arguments.sheet, desk=desk.context, actor=desk.actor)
        out = _drawn(desk, found.head.code, arguments.out)
    lines = (
        f"{line.ordinal:>3}  {line.code}  {line.applicant or '(đã xóa)'}  "
        f"{STANDING_WORDS[line.standing]}"
        for line in found.lines
    )
    return Answer({**_plain(found), "out": out}, (_told(found), *lines))


def _list(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        who: dict[str, Any] = {"desk": desk.context, "actor": desk.actor}
        if arguments.on is None:
            heads = waiting_sheets(session, **who)
        else:
            heads = sheets_of_day(session, read_day(arguments.on), **who)
    told = tuple(_sentence(head) for head in heads)
    return Answer([_plain_head(head) for head in heads], told or ("Không có phiếu bàn giao nào.",))


def _undo(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        acting = acting_at(desk, arguments.at)
        back = take_back_sheet(session, arguments.sheet, arguments.reason, acting)
    return Answer(_plain(back), (_told(back),))


def _piled(
    session: OpenSession, desk: Desk, codes: list[str]
) -> tuple[tuple[UUID, ...], tuple[Refusal, ...]]:
    """The dossiers of what was typed, and why some are none; all unknown is a refusal."""
    uids: list[UUID] = []
    unknown: list[Refusal] = []
    for code in codes:
        try:
            uids.append(UUID(dossier(session, desk.context.tenant, code).uid))
        except Refusal as refusal:
            unknown.append(refusal)
    if unknown and not uids:
        raise unknown[0]
    return tuple(uids), tuple(unknown)


def _drawn(desk: Desk, code: str, out: Path | None) -> str | None:
    if out is None:
        return None
    with desk.database.reading() as session:
        pdf = hand_over_sheet_pdf(session, code, desk=desk.context)
    return str(write_file(out, pdf))


def _sentences(faults: tuple[Fault, ...]) -> tuple[str, ...]:
    return tuple(refusal_sentence(fault.refusal) for fault in faults)


def _told(found: Sheet) -> str:
    return _sentence(found.head)


def _sentence(head: SheetHead) -> str:
    return sheet_sentence(head.code, head.way, head.count, head.state_words)


def _plain_head(head: SheetHead) -> dict[str, Any]:
    return {
        "sheet": head.code,
        "giver": unit_title(head.giver),
        "receiver": unit_title(head.receiver),
        "count": head.count,
        "closed_at": shown(head.closed_at),
        "signed_at": shown(head.signed_at),
        "taken_back_at": shown(head.taken_back_at),
    }


def _plain(found: Sheet) -> dict[str, Any]:
    signers = found.signers
    return {
        **_plain_head(found.head),
        "giver_name": signers.giver,
        "receiver_name": signers.receiver,
        "witness_name": signers.witness,
        "dossiers": [
            {
                "ordinal": line.ordinal,
                "dossier_code": line.code,
                "dossier_uid": str(line.dossier_uid),
                "standing": line.standing.value,
                "results": line.results,
            }
            for line in found.lines
        ],
    }


VERBS = (
    Verb("hand-over close", "bàn giao một tập hồ sơ, lập phiếu", _close_options, _close, HANDERS),
    Verb("hand-over accept", "ký nhận một phiếu bàn giao", _accept_options, _accept, HANDERS),
    Verb("hand-over show", "xem, in lại một phiếu bàn giao", _show_options, _show, HANDERS),
    Verb("hand-over list", "phiếu chờ ký nhận, hoặc của một ngày", _list_options, _list, HANDERS),
    Verb("hand-over undo", "thu lại phiếu chưa ký nhận", _undo_options, _undo, HANDERS),
)
