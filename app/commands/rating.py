"""``motcua rating``: a citizen's rating taken, and the ratings of a day closed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_day, typed
from app.commands.opening import signed_in
from app.commands.rights import READERS
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.services.dossier_deeds import Acting
from app.services.rating import close_ratings, pooled_ratings, rate


def _give_options(parser: ArgumentParser) -> None:
    parser.add_argument("rating", type=typed, metavar="MỨC", help="1 kém nhất, 5 tốt nhất")
    parser.add_argument("--reason", type=typed, metavar="LÝ DO", help="không ghi tên ai")


def _give(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        given = _number(arguments.rating)
        rate(session, given, arguments.reason, now=desk.now(), desk=desk.context)
        waiting = pooled_ratings(session, desk=desk.context)
    count = sum(each for _, each in waiting)
    return Answer({"waiting": count}, (f"Đã nhận đánh giá; {count} lượt chờ chốt.",))


def _close_options(parser: ArgumentParser) -> None:
    parser.add_argument("--day", type=typed, metavar="NGÀY", help="mặc định hôm nay")


def _close(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        acting = Acting(now=desk.now(), desk=desk.context, actor=desk.actor)
        on = local_date(acting.now) if arguments.day is None else read_day(arguments.day)
        with desk.database.transaction() as session:
            fact = close_ratings(session, on, acting)
    if fact is None:
        return Answer({"on": on.isoformat(), "ratings": []}, (f"Ngày {on:%d/%m/%Y}: không có.",))
    mean = f"{sum(fact.ratings) / len(fact.ratings):.1f}".replace(".", ",")
    told = f"Ngày {on:%d/%m/%Y}: {len(fact.ratings)} lượt, trung bình {mean}."
    return Answer(shown(fact), (told,))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise Refusal(Reason.FIELD_WRONG, field="mức đánh giá", value=text)
    return int(text)


VERBS = (
    Verb("rating give", "nhận đánh giá của một công dân", _give_options, _give, READERS),
    Verb("rating close", "chốt các lượt đánh giá của một ngày", _close_options, _close, READERS),
)
