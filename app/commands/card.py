"""``motcua card TEXT``: what a citizen card's QR says."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from app.commands.answer import Answer, Verb, shown
from app.config import Settings
from app.domain.caution_words import caution_sentence
from app.domain.citizen_card import read_citizen_card
from app.domain.citizen_number import check_citizen_number


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="CHUỖI", help="nội dung quét được; “-” đọc từ đầu vào")


def _run(arguments: Namespace, _: Settings) -> Answer:
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if arguments.text == "-" else None
    card = read_citizen_card(arguments.text if text is None else text)
    cautions = [
        caution_sentence(each)
        for each in check_citizen_number(card.citizen_number, card.born_on, card.gender)
    ]
    plain = {**shown(card), "cautions": cautions}
    named = {"Số định danh": card.citizen_number, "Họ và tên": card.full_name}
    lines = [f"{name}: {value}" for name, value in named.items()]
    if card.born_on is not None:
        lines.append(f"Ngày sinh: {card.born_on:%d/%m/%Y}")
    more = {"Giới tính": card.gender, "Nơi thường trú": card.address}
    lines += [f"{name}: {value}" for name, value in more.items() if value]
    return Answer(plain, (*lines, *cautions))


VERB = Verb("card", "đọc mã QR thẻ căn cước", _options, _run)
