"""``motcua post pass-money|balance``: what the carrier collected, handed over and still holds."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.commands.answer import Answer, Verb
from app.commands.forms import read_day, typed
from app.commands.opening import acting_at, signed_in
from app.commands.post_answers import balance_line, plain_balance, plain_sheet
from app.commands.post_in import at_option
from app.commands.rights import HANDERS
from app.config import Settings
from app.domain.money_words import money_text
from app.services.post_settling import PassedForm, SheetBy, balance_sheet, record_passed


def _pass_options(parser: ArgumentParser) -> None:
    parser.add_argument("--carrier", required=True, type=typed, metavar="TÊN")
    parser.add_argument("--amount", required=True, type=int, metavar="ĐỒNG")
    parser.add_argument("--document", type=typed, metavar="SỐ", help="số chứng từ")
    at_option(parser)


def _period_options(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="since", required=True, type=typed, metavar="NGÀY")
    parser.add_argument("--to", dest="until", required=True, type=typed, metavar="NGÀY")


def _balance_options(parser: ArgumentParser) -> None:
    _period_options(parser)
    parser.add_argument("--by", choices=[each.value for each in SheetBy], default="carrier")


def _pass(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        form = PassedForm(
            carrier=arguments.carrier, amount=arguments.amount, document=arguments.document
        )
        left = record_passed(session, form, acting_at(desk, arguments.at))
    told = f"{arguments.carrier} đã nộp {money_text(arguments.amount)}; còn giữ "
    return Answer(plain_balance(left), (f"{told}{money_text(left.owed)}.",))


def _balance(arguments: Namespace, settings: Settings) -> Answer:
    since, until = read_day(arguments.since), read_day(arguments.until)
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = balance_sheet(session, since, until, SheetBy(arguments.by), desk=desk.context)
    check = "Khớp với sổ hồ sơ." if found.is_sound else "LỆCH so với sổ hồ sơ."
    lines = tuple(balance_line(each.name, each.balance) for each in found.lines)
    return Answer(plain_sheet(found), (*lines, balance_line("Cộng", found.total), check))


VERBS = (
    Verb("post pass-money", "bưu chính nộp tiền", _pass_options, _pass, HANDERS),
    Verb("post balance", "đối soát tiền bưu chính", _balance_options, _balance, HANDERS),
)
