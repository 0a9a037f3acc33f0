"""``motcua outage``: other systems that did not answer, and what still has to be entered there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.commands.answer import Answer, Verb, no_options, shown
from app.commands.forms import typed
from app.commands.opening import signed_in
from app.commands.rights import READERS
from app.config import Settings
from app.domain import moments
from app.domain.time_words import moment_text


def _record_options(parser: ArgumentParser) -> None:
    parser.add_argument("system", type=typed, metavar="HỆ_THỐNG", help="hệ thống đã ngừng")
    parser.add_argument("began", type=typed, metavar="TỪ", help="2026-11-20T08:15")
    parser.add_argument("ended", type=typed, metavar="ĐẾN", help="2026-11-20T10:40")
    parser.add_argument("--source", type=typed, required=True, metavar="CÂU", help="theo ai báo")
    parser.add_argument("--remark", type=typed, metavar="CÂU", help="ghi chú")


def _record(arguments: Namespace, settings: Settings) -> Answer:
    from app.services.dossier_deeds import Acting
    from app.services.outages import OutageForm, record_outage

    with signed_in(arguments, settings) as desk:
        form = OutageForm(
            system=arguments.system,
            began_at=moments.from_text(arguments.began),
            ended_at=moments.from_text(arguments.ended),
            source=arguments.source,
            remark=arguments.remark,
        )
        acting = Acting(now=desk.now(), desk=desk.context, actor=desk.actor)
        with desk.database.transaction() as session:
            fact = record_outage(session, form, acting)
    line = f"Đã ghi {fact.system} ngừng; {fact.receptions} hồ sơ tiếp nhận trong lúc ấy."
    return Answer(shown(fact), (line,))


def _list(arguments: Namespace, settings: Settings) -> Answer:
    from app.services.outages import outages

    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = outages(session, desk=desk.context)
    lines = [
        f"{moment_text(each.began_at)} - {moment_text(each.ended_at)}  {each.system} "
        f"({each.source}): {each.receptions} hồ sơ"
        for each in found
    ]
    return Answer(shown(found), tuple(lines) or ("Chưa ghi lần ngừng nào.",))


def _owed(arguments: Namespace, settings: Settings) -> Answer:
    from app.services.outages import owed_entries

    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = owed_entries(session, desk=desk.context)
    lines = [f"{each.code}  {moment_text(each.received_at)}  {each.system}" for each in found]
    return Answer(shown(found), tuple(lines) or ("Không còn hồ sơ nào phải nhập.",))


VERBS = (
    Verb("outage record", "ghi lần ngừng của hệ thống khác", _record_options, _record, READERS),
    Verb("outage list", "các lần ngừng đã ghi", no_options, _list, READERS),
    Verb("outage owed", "hồ sơ còn phải nhập vào hệ thống khác", no_options, _owed, READERS),
)
