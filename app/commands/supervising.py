"""``motcua queue``, ``remind``, ``reassign``: the supervisor's day from the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import typed
from app.commands.opening import acting_at, signed_in, write_file
from app.commands.post_answers import plain_item
from app.commands.rights import READERS, SUPERVISORS
from app.config import Settings
from app.domain.moments import local_date
from app.domain.pause_facts import Means
from app.domain.procedure import Channel
from app.domain.queues import OF_THE_OFFICE, QUEUE_TITLES, QueueKind
from app.papers.urging_letter import urging_mail, urging_pdf
from app.services.agency_loads import agency_loads
from app.services.deeds import ManyDone
from app.services.desk import OpenSession, staff_named
from app.services.filing import filings
from app.services.journal_head import journal_head
from app.services.office_day import last_figures
from app.services.post_opening import unopened
from app.services.queue_conditions import QueueFilter
from app.services.queue_sentences import queue_sentences
from app.services.queues import Queue, QueueLine, count_queues, queue_lines
from app.services.urging import take_over_work, urge_agency
from app.services.writers import unsent


def _queue_options(parser: ArgumentParser) -> None:
    kinds = [kind.value for kind in QueueKind]
    parser.add_argument("--kind", choices=kinds, help="kể từng hồ sơ của một mục")
    parser.add_argument("--agencies", action="store_true", help="theo cơ quan giải quyết")
    parser.add_argument("--sector", type=typed, metavar="LĨNH VỰC")
    parser.add_argument("--procedure", type=typed, metavar="MÃ THỦ TỤC")
    parser.add_argument("--agency", type=typed, metavar="CƠ QUAN")
    parser.add_argument("--officer", type=typed, metavar="CÁN BỘ")
    parser.add_argument("--desk", type=int, metavar="N")
    parser.add_argument("--channel", choices=[each.value for each in Channel])


def _remind_options(parser: ArgumentParser) -> None:
    parser.add_argument("agency", type=typed, metavar="CƠ QUAN")
    means = [each.value for each in Means]
    parser.add_argument("--means", choices=means, default=Means.LETTER.value)
    parser.add_argument("--words", type=typed, metavar="LỜI")
    parser.add_argument("--out", type=Path, metavar="TỆP.pdf", help="danh sách để in")
    parser.add_argument("--draft", type=Path, metavar="TỆP.eml", help="thư nháp kèm danh sách")
    parser.add_argument("--to", type=typed, default="", metavar="THƯ ĐIỆN TỬ")


def _reassign_options(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="absent", required=True, type=typed, metavar="CÁN BỘ")
    parser.add_argument("--to", dest="successor", required=True, type=typed, metavar="CÁN BỘ")
    parser.add_argument("--reason", type=typed, metavar="LÝ DO")


def _queue(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        asked = _filter(arguments, session, desk)
        now, context = desk.now(), desk.context
        if arguments.agencies:
            loads = agency_loads(session, now=now, desk=context)
            said = tuple(
                f"{each.agency}: {each.open} đang mở, {each.late} quá hạn, "
                f"{each.due_soon} đến hạn, đã đôn đốc {each.reminders} lần"
                for each in loads
            )
            return Answer([shown(each) for each in loads], said or ("Không có hồ sơ đang mở.",))
        if arguments.kind is not None:
            kind = QueueKind(arguments.kind)
            if kind in OF_THE_OFFICE:
                told = queue_sentences(session, kind, now=now, desk=context)
                return Answer(_plain_list(session, kind, desk), told or ("Không có.",))
            lines = queue_lines(session, kind, asked, now=now, desk=context)
            plain = [_plain_line(each) for each in lines]
            return Answer(plain, tuple(map(_said_line, lines)) or ("Không có hồ sơ nào.",))
        before = last_figures(session, context.tenant, local_date(now))
        queues = count_queues(session, asked, now=now, desk=context, before=before)
    return Answer([_plain(each) for each in queues], tuple(map(_said, queues)))


def _plain_list(session: OpenSession, kind: QueueKind, desk: Desk) -> list[Any]:
    """What is no dossier, as plain values."""
    tenant = desk.context.tenant
    if kind is QueueKind.POST_UNOPENED:
        items = unopened(session, now=desk.now(), desk=desk.context)
        return [{**plain_item(each.item), "days": each.days} for each in items]
    if kind is QueueKind.ONLINE_ANSWER:
        return [shown(each) for each in filings(session, tenant)]
    return [
        {
            "uid": str(each.uid),
            "kind": each.kind,
            "recorded_at": shown(each.recorded_at),
            "dossier_uid": None if each.dossier_uid is None else str(each.dossier_uid),
        }
        for each in unsent(session, tenant, journal_head(session, tenant).writer)
    ]


def _filter(arguments: Namespace, session: Any, desk: Desk) -> QueueFilter:
    officer = None
    if arguments.officer is not None:
        officer = staff_named(session, desk.context.tenant, arguments.officer).uid
    return QueueFilter(
        sector=arguments.sector,
        procedure_code=arguments.procedure,
        agency=arguments.agency,
        officer=officer,
        desk=arguments.desk,
        channel=arguments.channel,
    )


def _plain(each: Queue) -> dict[str, Any]:
    return {
        "kind": each.kind.value,
        "title": QUEUE_TITLES[each.kind],
        "count": each.count,
        "before": each.before,
        "words": each.words,
    }


def _said(each: Queue) -> str:
    trend = "" if each.trend is None else f"  ({each.trend:+d} so với lần khóa ngày trước)"
    return f"{each.title}: {each.count}{trend}{f'  ({each.words})' if each.words else ''}"


def _plain_line(each: QueueLine) -> dict[str, Any]:
    return {
        "dossier_uid": str(each.line.dossier_uid),
        "dossier_code": each.line.dossier_code,
        "left": each.left,
        "is_late": each.is_late,
        "agency": each.agency,
        "reminders": each.reminders,
        "reminded_at": shown(each.reminded_at),
    }


def _said_line(each: QueueLine) -> str:
    again = f"  đã đôn đốc {each.reminders} lần" if each.reminders else ""
    agency = each.agency or "(chưa rõ cơ quan)"
    return f"{each.line.dossier_code}  {each.left}  {agency}{again}"


def _remind(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        with desk.database.transaction() as session:
            urged = urge_agency(
                session,
                arguments.agency,
                acting_at(desk),
                means=Means(arguments.means),
                words=arguments.words,
            )
        training = desk.context.is_training
        if arguments.out is not None:
            write_file(arguments.out, urging_pdf(urged.letter, training=training))
        if arguments.draft is not None:
            content = urging_mail(urged.letter, to=arguments.to, training=training)
            write_file(arguments.draft, content)
    plain = {"agency": urged.letter.agency, **_many(urged.many)}
    return Answer(plain, (f"Đã đôn đốc {urged.letter.agency}: {len(urged.many.done)} hồ sơ.",))


def _reassign(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        many = take_over_work(
            session,
            arguments.absent,
            arguments.successor,
            acting_at(desk),
            reason=arguments.reason,
        )
    return Answer(_many(many), (f"Đã chuyển {len(many.done)} hồ sơ.",))


def _many(many: ManyDone) -> dict[str, Any]:
    return {
        "done": [each.dossier_code for each in many.done],
        "left_out": [
            {"dossier_code": each.dossier_code, "why": each.sentence} for each in many.left_out
        ],
    }


VERBS = (
    Verb("queue", "số việc trong ngày của lãnh đạo, và danh sách", _queue_options, _queue, READERS),
    Verb("remind", "đôn đốc cơ quan giải quyết", _remind_options, _remind, READERS),
    Verb(
        "reassign",
        "giao hết hồ sơ của một cán bộ vắng cho người khác",
        _reassign_options,
        _reassign,
        SUPERVISORS,
    ),
)
