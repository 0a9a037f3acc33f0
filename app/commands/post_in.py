"""``motcua post send|bag|take-over|open|close|redirect|items|letters``: bags that come."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.commands.answer import Answer, Verb, shown
from app.commands.files import file_content
from app.commands.forms import read_form, typed
from app.commands.opening import acting_at, signed_in
from app.commands.post_answers import item_line, plain_bag, plain_item
from app.commands.rights import CLERKS, HANDERS
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.history_post import LETTER_WORDS, SERVICE_WORDS
from app.domain.money_words import money_text
from app.domain.post import ItemState
from app.domain.post_in_facts import PostalService, RedirectWay
from app.domain.words import refusal_sentence
from app.exchange.carrier_files import ReadBagList, read_bag_list
from app.services.post_items import bag, item_by_uid, item_named, items_in, items_sent
from app.services.post_letters import LettersForm, send_letters, waiting_letters
from app.services.post_opening import RedirectForm, close_item, open_item, redirect_item
from app.services.post_taking_over import TakeOverForm, take_over_bag
from app.services.posting import PostingForm, close_bag, post_item

_OPEN_STATES = (ItemState.SEALED, ItemState.OPENED, ItemState.LACKING)


def at_option(parser: ArgumentParser) -> None:
    """The stated moment of a deed."""
    parser.add_argument("--at", type=typed, metavar="LÚC", help="việc xảy ra lúc nào, nếu ghi sau")


def number_option(parser: ArgumentParser) -> None:
    """The number of an item."""
    parser.add_argument("number", type=typed, metavar="SỐ HIỆU", help="số hiệu bưu gửi")


def _send_options(parser: ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--form", required=True, metavar="TỆP", help="phiếu JSON; “-” đọc đầu vào")
    parser.add_argument("--service", choices=[each.value for each in PostalService], default="both")
    parser.add_argument("--carrier", type=typed, default="", metavar="TÊN", help="bưu chính nào")
    parser.add_argument("--to", type=typed, metavar="MÃ CƠ QUAN", help="mặc định cơ quan này")
    parser.add_argument("--postage", type=int, default=0, metavar="ĐỒNG", help="cước")
    parser.add_argument("--receipt", type=typed, metavar="SỐ", help="số biên lai phí, lệ phí")
    parser.add_argument("--postage-receipt", type=typed, metavar="SỐ", help="số biên lai cước")
    parser.add_argument("--at-home", action="store_true", help="nhận tại nhà người gửi")
    at_option(parser)


def _bag_options(parser: ArgumentParser) -> None:
    parser.add_argument("--carrier", required=True, type=typed, metavar="TÊN")
    at_option(parser)


def _take_over_options(parser: ArgumentParser) -> None:
    parser.add_argument("numbers", nargs="+", type=typed, metavar="SỐ HIỆU")
    parser.add_argument("--giver-name", required=True, type=typed, metavar="HỌ TÊN")
    parser.add_argument("--carrier", type=typed, default="", metavar="TÊN")
    parser.add_argument("--manifest", type=typed, metavar="BẢNG KÊ", help="bảng kê đã có, BK-…")
    parser.add_argument("--list", type=Path, metavar="TỆP", help="bảng kê của bưu chính: CSV, XLSX")
    parser.add_argument("--cash", type=int, default=0, metavar="ĐỒNG", help="tiền đã đếm")
    parser.add_argument(
        "--foreign",
        action="append",
        default=[],
        type=typed,
        metavar="SỐ HIỆU=CƠ QUAN",
        help="bưu gửi của cơ quan khác",
    )
    parser.add_argument("--damaged", action="append", default=[], type=typed, metavar="SỐ HIỆU")
    at_option(parser)


def _open_options(parser: ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--witness", action="append", default=[], type=typed, metavar="HỌ TÊN")
    at_option(parser)


def _one_options(parser: ArgumentParser) -> None:
    number_option(parser)
    at_option(parser)


def _close_options(parser: ArgumentParser) -> None:
    _one_options(parser)
    parser.add_argument("--reason", type=typed, metavar="LÝ DO", help="trả lại người gửi vì sao")


def _redirect_options(parser: ArgumentParser) -> None:
    number_option(parser)
    ways = [each.value for each in RedirectWay]
    parser.add_argument("--way", choices=ways, default=RedirectWay.BACK.value)
    parser.add_argument("--to", type=typed, default="", metavar="CƠ QUAN")
    parser.add_argument("--remark", type=typed, metavar="GHI CHÚ")
    at_option(parser)


def _items_options(parser: ArgumentParser) -> None:
    states = [each.value for each in ItemState]
    parser.add_argument("--state", action="append", choices=states, help="mặc định: chưa xử lý")
    parser.add_argument("--sent", action="store_true", help="gửi từ đây: nơi nhận đã làm đến đâu")


def _send(arguments: Namespace, settings: Settings) -> Answer:
    form = PostingForm(
        number=arguments.number,
        service=PostalService(arguments.service),
        form=read_form(arguments.form),
        carrier=arguments.carrier,
        addressee=arguments.to,
        postage=arguments.postage,
        receipt_number=arguments.receipt,
        postage_receipt=arguments.postage_receipt,
        at_home=arguments.at_home,
    )
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        posted = post_item(session, form, acting_at(desk, arguments.at))
    words = SERVICE_WORDS[form.service]
    told = f"Phiếu gửi hồ sơ {posted.slip_number}, bưu gửi {posted.item.number}, {words}."
    plain = {**plain_item(posted.item), "slip_number": posted.slip_number, "doubt": posted.doubt}
    return Answer(plain, (told, *filter(None, (posted.doubt,))))


def _bag(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        code = close_bag(session, arguments.carrier, None, acting_at(desk, arguments.at))
        found = bag(session, code, desk=desk.context)
    told = f"Bảng kê {code}: {found.count} bưu gửi, {money_text(found.money)}."
    return Answer(plain_bag(found), (told,))


def _take_over(arguments: Namespace, settings: Settings) -> Answer:
    read = ReadBagList(items=())
    if arguments.list is not None:
        read = read_bag_list(arguments.list.name, file_content(arguments.list))
    form = TakeOverForm(
        scanned=tuple(arguments.numbers),
        carrier=arguments.carrier,
        manifest=arguments.manifest,
        listed=read.items,
        foreign=tuple(map(_foreign, arguments.foreign)),
        damaged=tuple(arguments.damaged),
        cash=arguments.cash,
        giver_name=arguments.giver_name,
    )
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        taken = take_over_bag(session, form, acting_at(desk, arguments.at))
        items = [item_by_uid(session, uid, desk=desk.context) for uid in taken.accepted]
    apart = [*map(refusal_sentence, taken.faults), *(each.sentence for each in read.faulty)]
    plain = {
        **plain_bag(taken.bag),
        "items": [plain_item(each) for each in items],
        "missing_numbers": list(taken.missing),
        "extra_numbers": list(taken.extra),
        "twice": list(taken.twice),
        "doubts": list(taken.doubts),
        "kept_apart": apart,
    }
    told = f"Đã nhận túi {taken.bag.manifest}: {len(items)} bưu gửi còn niêm phong."
    missing = tuple(f"Thiếu {number}." for number in taken.missing)
    extra = tuple(f"Thừa so với bảng kê: {number}." for number in taken.extra if read.items)
    return Answer(plain, (told, *missing, *extra, *taken.doubts, *apart))


def _foreign(text: str) -> tuple[str, str]:
    number, equals, agency = text.partition("=")
    if not equals or not agency.strip():
        raise Refusal(Reason.FIELD_MISSING, field="cơ quan của bưu gửi (SỐ HIỆU=CƠ QUAN)")
    return number.strip().upper(), agency.strip()


def _open(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        found = item_named(session, arguments.number, desk=desk.context)
        item = open_item(
            session,
            found.uid,
            acting_at(desk, arguments.at),
            witnesses=tuple(arguments.witness),
        )
    return Answer(plain_item(item), (item_line(item),))


def _close(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        found = item_named(session, arguments.number, desk=desk.context)
        item = close_item(
            session, found.uid, acting_at(desk, arguments.at), reason=arguments.reason
        )
    return Answer(plain_item(item), (item_line(item),))


def _redirect(arguments: Namespace, settings: Settings) -> Answer:
    form = RedirectForm(way=RedirectWay(arguments.way), to=arguments.to, remark=arguments.remark)
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        found = item_named(session, arguments.number, desk=desk.context)
        item = redirect_item(session, found.uid, form, acting_at(desk, arguments.at))
    return Answer(plain_item(item), (item_line(item),))


def _items(arguments: Namespace, settings: Settings) -> Answer:
    states = tuple(map(ItemState, arguments.state or ())) or _OPEN_STATES
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        context = desk.context
        found = (
            items_sent(session, desk=context)
            if arguments.sent
            else items_in(session, states, desk=context)
        )
    lines = tuple(map(item_line, found)) or ("Không có bưu gửi nào.",)
    return Answer([plain_item(each) for each in found], lines)


def _letters_options(parser: ArgumentParser) -> None:
    parser.add_argument("--carrier", type=typed, metavar="TÊN", help="gửi qua bưu chính nào")
    parser.add_argument("--message", action="store_true", help="ghi là đã báo bằng tin nhắn")
    parser.add_argument(
        "letters", nargs="*", type=typed, metavar="MÃ[=SỐ HIỆU]", help="mặc định: mọi giấy đang chờ"
    )
    at_option(parser)


def _letters(arguments: Namespace, settings: Settings) -> Answer:
    """What waits to go back; with a carrier or by message it goes."""
    goes = arguments.message or arguments.carrier
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        waiting = waiting_letters(session, desk=desk.context)
        if not goes:
            plain = [{"letter": each.kind.value, "about": each.about} for each in waiting]
            lines = tuple(f"{LETTER_WORDS[each.kind]} {each.about}" for each in waiting)
            return Answer(plain, lines or ("Không có giấy tờ nào chờ gửi lại.",))
        pairs = [each.partition("=") for each in arguments.letters]
        form = LettersForm(
            about=tuple(about for about, _, _ in pairs) or tuple(each.about for each in waiting),
            carrier=None if arguments.message else arguments.carrier,
            numbers=tuple((about, number) for about, _, number in pairs if number),
        )
        sent = send_letters(session, form, acting_at(desk, arguments.at))
    told = "báo bằng tin nhắn" if sent.manifest is None else f"bảng kê {sent.manifest}"
    return Answer(shown(sent), (f"{sent.count} giấy tờ gửi lại, {told}.",))


VERBS = (
    Verb("post send", "lập phiếu gửi hồ sơ, niêm phong bưu gửi", _send_options, _send, HANDERS),
    Verb("post bag", "đóng túi các bưu gửi đã niêm phong", _bag_options, _bag, HANDERS),
    Verb("post take-over", "kiểm đếm, ký nhận túi thư", _take_over_options, _take_over, HANDERS),
    Verb("post open", "mở một bưu gửi", _open_options, _open, CLERKS),
    Verb("post close", "xong một bưu gửi đã mở", _close_options, _close, CLERKS),
    Verb("post redirect", "bưu gửi của cơ quan khác", _redirect_options, _redirect, HANDERS),
    Verb("post items", "bưu gửi theo trạng thái", _items_options, _items, HANDERS),
    Verb("post letters", "phiếu bổ sung, giấy hẹn gửi lại", _letters_options, _letters, HANDERS),
)
