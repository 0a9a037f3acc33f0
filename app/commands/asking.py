"""``motcua dossier``, ``search`` and ``events``: questions; a look may be noted, nothing else."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any
from uuid import UUID

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import typed
from app.commands.opening import signed_in
from app.commands.rights import READERS, SEERS
from app.config import Settings
from app.domain.dossier_query import DossierSearch
from app.domain.events import Event
from app.domain.history_words import event_sentence
from app.domain.moments import local
from app.services import dossiers, journal
from app.services.desk import staff_name
from app.services.dossier_search import find_dossiers
from app.services.seeing import note_look, seen_dossier, wants_note

_MOST_LINES = 10_000


def _code_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "code", type=typed, metavar="MÃ", help="mã hồ sơ, hoặc nội dung mã QR trên giấy hẹn"
    )


def _search_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "text", type=typed, metavar="CHỮ", help="tên, mã, đuôi số, ngày, quầy, trạng thái"
    )
    parser.add_argument(
        "--limit", type=_lines_wanted, default=20, metavar="N", help="nhiều nhất N dòng"
    )


def _events_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "code", nargs="?", type=typed, metavar="MÃ", help="mã hồ sơ; bỏ trống để xem tất cả"
    )


def _lines_wanted(text: str) -> int:
    wanted = int(text)
    if not 1 <= wanted <= _MOST_LINES:
        raise ValueError
    return wanted


def _dossier(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        with desk.database.reading() as session:
            found = seen_dossier(session, arguments.code, desk=desk.context, actor=desk.actor)
            wanted = wants_note(session, found, **_stamp(desk))
        if wanted:
            with desk.database.transaction() as session:
                note_look(session, UUID(found.uid), **_stamp(desk))
    due = local(found.promise.return_due_at)
    applicant = found.private.applicant.full_name if found.private else "(đã xóa)"
    lines = (
        f"{found.code}  {applicant}",
        f"{found.procedure.code}  {found.procedure.name}",
        f"Hẹn trả {due:%H:%M ngày %d/%m/%Y}",
    )
    return Answer(shown(found), lines)


def _search(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = find_dossiers(
            session,
            DossierSearch(typed=arguments.text),
            **_stamp(desk),
            limit=arguments.limit,
        ).lines
    plain = [{**shown(each), "dossier_uid": str(each.dossier_uid)} for each in found]
    lines = tuple(
        f"{each.dossier_code}  {each.applicant or ''}  {each.procedure_name}" for each in found
    )
    return Answer(plain, lines or ("Không tìm thấy hồ sơ nào.",))


def _events(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        uid = None
        if arguments.code is not None:
            uid = UUID(dossiers.dossier(session, desk.context.tenant, arguments.code).uid)
        told = [
            (event, staff_name(session, desk.context.tenant, event.author.actor))
            for event in journal.events(session, desk.context.tenant, uid)
        ]
    lines = tuple(_line(event, name) for event, name in told)
    return Answer([_plain_event(event, name) for event, name in told], lines)


def _stamp(desk: Desk) -> dict[str, Any]:
    return {"now": desk.now(), "desk": desk.context, "actor": desk.actor}


def _plain_event(event: Event, actor_name: str) -> dict[str, Any]:
    author = event.author
    plain = {
        "uid": str(event.uid),
        "kind": event.kind,
        "version": event.version,
        "occurred_at": shown(event.occurred_at),
        "recorded_at": shown(event.recorded_at),
        "office": author.office,
        "desk": author.desk,
        "actor": str(author.actor),
        "actor_name": actor_name,
        "role": author.role,
        "employer": author.employer,
        "approved_by": None if author.approved_by is None else str(author.approved_by),
        "dossier_uid": None if event.dossier_uid is None else str(event.dossier_uid),
        "parents": [str(parent) for parent in event.parents],
        "fact": shown(event.fact),
        "sentence": event_sentence(event),
    }
    return {name: value for name, value in plain.items() if value is not None}


def _line(event: Event, actor_name: str) -> str:
    return f"{local(event.occurred_at):%d/%m/%Y %H:%M}  {actor_name}  {event_sentence(event)}"


VERBS = (
    Verb("dossier", "xem một hồ sơ", _code_options, _dossier, SEERS),
    Verb("search", "tìm hồ sơ", _search_options, _search, SEERS),
    Verb("events", "xem nhật ký", _events_options, _events, READERS),
)
