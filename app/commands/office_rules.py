"""``motcua rules show|set``: what the office decides about its own work."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import Any

from app.commands.answer import Answer, Verb, no_options, shown
from app.commands.opening import acting_at, signed_in
from app.commands.rights import EVERYBODY, MANAGERS
from app.config import Settings
from app.domain.office_rules import OfficeRules, rules_text
from app.services.office_rules import office_rules, set_office_rules


def _set_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--unsigned-hours",
        type=int,
        metavar="GIỜ",
        help="phiếu bàn giao chưa ký quá bấy nhiêu giờ làm việc thì nhắc",
    )
    parser.add_argument(
        "--fee-receipt",
        choices=["at-once", "asked"],
        help="phiếu thu tiền lúc tiếp nhận: in ngay, hay chỉ khi cần",
    )
    parser.add_argument(
        "--online-target",
        type=int,
        metavar="PHẦN TRĂM",
        help="chỉ tiêu hồ sơ nộp trực tuyến, biểu II.06a so với số này; 0 là bỏ chỉ tiêu",
    )


def _show(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        return _answer(office_rules(session, desk.context.tenant))


def _set(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        known = office_rules(session, desk.context.tenant)
        return _answer(set_office_rules(session, _changed(known, arguments), acting_at(desk)))


def _changed(known: OfficeRules, arguments: Namespace) -> OfficeRules:
    stated: dict[str, Any] = {}
    if arguments.unsigned_hours is not None:
        stated["unsigned_hours"] = arguments.unsigned_hours
    if arguments.fee_receipt is not None:
        stated["fee_receipt_at_once"] = arguments.fee_receipt == "at-once"
    if arguments.online_target is not None:
        stated["online_target"] = arguments.online_target or None
    return replace(known, **stated)


def _answer(rules: OfficeRules) -> Answer:
    return Answer(shown(rules), (f"Quy định của đơn vị: {rules_text(rules)}.",))


VERBS = (
    Verb("rules show", "xem quy định của đơn vị", no_options, _show, EVERYBODY),
    Verb("rules set", "đặt quy định của đơn vị", _set_options, _set, MANAGERS),
)
