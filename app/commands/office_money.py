"""``motcua money`` and ``feedback``: sums handed on to agencies, and what citizens say."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_day, typed
from app.commands.opening import acting_at, at_option, signed_in
from app.commands.rights import READERS, SUPERVISORS
from app.config import Settings
from app.domain.moments import local
from app.domain.money_words import money_text
from app.services.feedback import (
    Feedback,
    FeedbackForm,
    all_feedback,
    answer_feedback,
    receive_feedback,
)
from app.services.handing_money_on import AgencyMoney, hand_money_on, money_by_agency


def _period_options(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="since", required=True, type=typed, metavar="NGÀY")
    parser.add_argument("--to", dest="until", required=True, type=typed, metavar="NGÀY")


def _hand_on_options(parser: ArgumentParser) -> None:
    _period_options(parser)
    parser.add_argument("--agency", required=True, type=typed, metavar="CƠ QUAN")
    parser.add_argument("--document", type=typed, metavar="SỐ", help="số chứng từ chuyển tiền")
    at_option(parser)


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--about", required=True, type=typed, metavar="VIỆC")
    parser.add_argument("--words", required=True, type=typed, metavar="NỘI DUNG")
    parser.add_argument("--name", type=typed, metavar="HỌ TÊN", help="bỏ trống nếu không nêu tên")
    parser.add_argument("--contact", type=typed, metavar="LIÊN HỆ")
    at_option(parser)


def _answer_options(parser: ArgumentParser) -> None:
    parser.add_argument("number", type=typed, metavar="SỐ")
    parser.add_argument("--words", required=True, type=typed, metavar="TRẢ LỜI")
    parser.add_argument("--publish", action="store_true", help="công khai, không nêu tên")
    at_option(parser)


def _list_options(parser: ArgumentParser) -> None:
    parser.add_argument("--open", action="store_true", help="chỉ những việc chưa trả lời")


def _money(arguments: Namespace, settings: Settings) -> Answer:
    since, until = read_day(arguments.since), read_day(arguments.until)
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        sums = money_by_agency(session, desk.context.tenant, since, until)
    lines = tuple(_sum_line(each) for each in sums)
    plain = [{**shown(each), "total": each.total} for each in sums]
    return Answer(plain, lines or ("Không có khoản thu nào trong kỳ.",))


def _hand_on(arguments: Namespace, settings: Settings) -> Answer:
    since, until = read_day(arguments.since), read_day(arguments.until)
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        handed = hand_money_on(
            session,
            arguments.agency,
            since,
            until,
            acting_at(desk, arguments.at),
            document=arguments.document,
        )
    line = f"Đã ghi chuyển {money_text(handed.total)} cho {handed.agency}."
    return Answer({**shown(handed), "total": handed.total}, (line,))


def _add(arguments: Namespace, settings: Settings) -> Answer:
    form = FeedbackForm(
        about=arguments.about,
        words=arguments.words,
        full_name=arguments.name,
        contact=arguments.contact,
    )
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        taken = receive_feedback(session, form, acting_at(desk, arguments.at))
    return Answer(_plain(taken), (f"Đã nhận phản ánh, kiến nghị {taken.number}.",))


def _answer(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        found = answer_feedback(
            session,
            arguments.number,
            arguments.words,
            acting_at(desk, arguments.at),
            publish=arguments.publish,
        )
    return Answer(_plain(found), (f"Đã trả lời {found.number}.",))


def _list(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = all_feedback(session, desk.context.tenant, open_only=arguments.open)
    lines = tuple(
        f"{each.number}  {local(each.received_at):%d/%m/%Y}  {each.about}  "
        f"{'chưa trả lời' if each.answered_at is None else 'đã trả lời'}"
        for each in found
    )
    return Answer([_plain(each) for each in found], lines or ("Không có phản ánh nào.",))


def _plain(found: Feedback) -> dict[str, object]:
    return {**shown(found), "uid": str(found.uid)}


def _sum_line(each: AgencyMoney) -> str:
    state = "đã chuyển" if each.handed_on else "chưa chuyển"
    return f"{each.agency}: {money_text(each.total)}, {each.count} lần thu ({state})"


VERBS = (
    Verb("money show", "tiền đã thu trong kỳ theo cơ quan", _period_options, _money, READERS),
    Verb("money hand-on", "ghi đã chuyển tiền cho cơ quan", _hand_on_options, _hand_on, READERS),
    Verb("feedback add", "nhận phản ánh, kiến nghị", _add_options, _add, READERS),
    Verb("feedback answer", "trả lời phản ánh", _answer_options, _answer, SUPERVISORS),
    Verb("feedback list", "danh sách phản ánh", _list_options, _list, READERS),
)
