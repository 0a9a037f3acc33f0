"""``motcua conflicts``: deeds that two desks did without knowing of each other."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING
from uuid import UUID

from app.commands.answer import Answer, Verb, no_options
from app.commands.forms import typed
from app.commands.opening import approval_option, second_person, signed_in
from app.commands.rights import READERS, SUPERVISORS
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.moments import local, to_local_text

if TYPE_CHECKING:
    from app.services.clashing import ClashShown


def _conflicts(arguments: Namespace, settings: Settings) -> Answer:
    from app.services.clashing import clashes

    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = clashes(session, desk=desk.context)
    lines = [line for each in found for line in _told(each)]
    return Answer(shown_clashes(found), tuple(lines) or ("Không có việc nào trái nhau.",))


def _resolve_options(parser: ArgumentParser) -> None:
    parser.add_argument("code", type=typed, metavar="MÃ", help="mã hồ sơ, hoặc nội dung mã QR")
    parser.add_argument(
        "--stand",
        type=typed,
        default="",
        metavar="SỐ",
        help="những việc đúng, theo số trong motcua conflicts, cách nhau dấu phẩy; "
        "bỏ trống: không việc nào đúng",
    )
    parser.add_argument("--reason", type=typed, required=True, metavar="CÂU", help="ý kiến")
    approval_option(parser)


def _resolve(arguments: Namespace, settings: Settings) -> Answer:
    from app.services.clashing import Ruling, clashes, resolve_clash
    from app.services.dossier_deeds import Acting
    from app.services.dossiers import dossier

    with signed_in(arguments, settings) as desk:
        approval = second_person(arguments, desk)
        acting = Acting(now=desk.now(), desk=desk.context, actor=desk.actor, approval=approval)
        with desk.database.transaction() as session:
            known = dossier(session, desk.context.tenant, arguments.code)
            uid = UUID(known.uid)
            clash = next(
                (each for each in clashes(session, desk=desk.context) if each.dossier_uid == uid),
                None,
            )
            if clash is None:
                raise Refusal(Reason.CLASH_NONE, code=known.code)
            stand = tuple(_chosen(clash, number) for number in arguments.stand.split(",") if number)
            ruling = Ruling(stand=stand, reason=arguments.reason)
            wrong = resolve_clash(session, uid, ruling, acting)
    plain = {"dossier_code": known.code, "stand": [str(each) for each in stand], "wrong": wrong}
    rest = f"; còn {wrong} việc phải sửa trên hồ sơ" if wrong else ""
    return Answer(plain, (f"Đã ghi quyết định về hồ sơ {known.code}{rest}.",))


def _chosen(clash: ClashShown, number: str) -> UUID:
    place = int(number) - 1 if number.strip().isdecimal() else -1
    if not 0 <= place < len(clash.deeds):
        raise Refusal(Reason.CLASH_DEED_UNKNOWN, code=clash.code)
    return clash.deeds[place].event_uid


def _told(clash: ClashShown) -> tuple[str, ...]:
    told = [
        f"  {number}. {local(side.at):%H:%M %d/%m/%Y}  quầy {side.desk}  {side.who}: "
        f"{side.sentence}"
        for number, side in enumerate(clash.deeds, 1)
    ]
    return (f"{clash.code}: {len(told)} việc trái nhau, chờ lãnh đạo quyết định", *told)


def shown_clashes(found: tuple[ClashShown, ...]) -> list[dict[str, object]]:
    """Clashes as plain JSON values; ``against`` names the deeds by their place, from 1."""
    return [
        {
            "dossier_uid": str(each.dossier_uid),
            "dossier_code": each.code,
            "deeds": [
                {
                    "event": str(side.event_uid),
                    "at": to_local_text(side.at),
                    "who": side.who,
                    "office": side.office,
                    "desk": side.desk,
                    "sentence": side.sentence,
                }
                for side in each.deeds
            ],
            "against": [[first + 1, second + 1] for first, second in each.pairs],
        }
        for each in found
    ]


VERBS = (
    Verb("conflicts", "việc trái nhau chờ lãnh đạo xem", no_options, _conflicts, READERS),
    Verb("conflicts resolve", "quyết định việc trái nhau", _resolve_options, _resolve, SUPERVISORS),
)
