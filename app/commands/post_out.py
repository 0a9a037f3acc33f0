"""``motcua post ready|manifest|orders|dispatch|delivered|failed|back|import-status|...``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any
from uuid import UUID

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.files import file_content
from app.commands.forms import read_day, typed
from app.commands.opening import acting_at, signed_in, write_file
from app.commands.post_answers import (
    item_line,
    plain_item,
)
from app.commands.post_in import at_option, number_option
from app.commands.rights import HANDERS
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.history_post import FAILURE_WORDS
from app.domain.money_words import money_text
from app.domain.post import PostalItem
from app.domain.post_out_facts import FailureReason
from app.domain.words import refusal_sentence
from app.exchange.carrier_files import STATE_COLUMNS, read_states
from app.exchange.carrier_orders import OrderColumns, order_file
from app.services.desk import OpenSession
from app.services.dossiers import dossier
from app.services.post_delivering import (
    DeliveryForm,
    FailureForm,
    bring_back,
    deliver_item,
    dispatch_item,
    fail_item,
)
from app.services.post_items import item_by_uid, item_named
from app.services.post_orders import orders_of_bag
from app.services.post_returning import ManifestForm, Parcel, close_manifest, registered_results
from app.services.post_states import StateFound, import_states, look_at_states


def _manifest_options(parser: ArgumentParser) -> None:
    parser.add_argument("--carrier", required=True, type=typed, metavar="TÊN")
    parser.add_argument("--receiver-name", type=typed, metavar="HỌ TÊN", help="người ký nhận")
    parser.add_argument("--postage", type=int, default=0, metavar="ĐỒNG", help="cước mỗi bưu gửi")
    parser.add_argument(
        "parcels", nargs="+", type=typed, metavar="MÃ HỒ SƠ[=SỐ HIỆU]", help="theo thứ tự quét"
    )
    at_option(parser)


def _orders_options(parser: ArgumentParser) -> None:
    parser.add_argument("manifest", type=typed, metavar="BẢNG KÊ")
    parser.add_argument("--out", required=True, type=Path, metavar="TỆP.csv")
    parser.add_argument("--customer", type=typed, default="", metavar="MÃ", help="mã khách hàng")
    parser.add_argument("--column", action="append", default=[], type=typed, metavar="TÊN=CỘT")


def _dispatch_options(parser: ArgumentParser) -> None:
    parser.add_argument("number", type=typed, metavar="SỐ HIỆU", help="số hiệu hoặc mã bưu gửi")
    parser.add_argument("--given", type=typed, metavar="SỐ HIỆU", help="số hiệu bưu chính cấp")
    at_option(parser)


def _delivered_options(parser: ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--receiver", required=True, type=typed, metavar="HỌ TÊN")
    parser.add_argument("--fee", type=int, metavar="ĐỒNG", help="phí đã thu, mặc định đủ")
    parser.add_argument("--levy", type=int, metavar="ĐỒNG", help="lệ phí đã thu, mặc định đủ")
    at_option(parser)


def _failed_options(parser: ArgumentParser) -> None:
    number_option(parser)
    reasons = [each.value for each in FailureReason]
    parser.add_argument("--reason", choices=reasons, required=True)
    parser.add_argument("--invited", required=True, type=typed, metavar="NGÀY")
    parser.add_argument("--final", action="store_true", help="kết luận không phát được")
    parser.add_argument("--remark", type=typed, metavar="GHI CHÚ")


def _back_options(parser: ArgumentParser) -> None:
    parser.add_argument("numbers", nargs="+", type=typed, metavar="SỐ HIỆU")
    parser.add_argument("--giver-name", required=True, type=typed, metavar="HỌ TÊN")
    at_option(parser)


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp trạng thái: CSV, XLSX")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi gì")
    names = ", ".join(STATE_COLUMNS)
    parser.add_argument(
        "--column", action="append", default=[], type=typed, metavar="TÊN=CỘT", help=names
    )


def _no_options(_parser: ArgumentParser) -> None:
    """Nothing is asked."""


def _ready(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        waiting = registered_results(session, desk=desk.context)
    plain = [
        {
            "dossier_code": each.dossier.code,
            "receiver": each.receiver,
            "address": each.address,
            "fee": each.fee,
            "levy": each.levy,
            "sentence": refusal_sentence(each.refusal) if each.refusal else "",
        }
        for each in waiting
    ]
    lines = tuple(f"{row['dossier_code']}  {row['receiver']}, {row['address']}" for row in plain)
    return Answer(plain, lines or ("Không có kết quả nào chờ gửi bưu chính.",))


def _manifest(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        parcels = tuple(
            _parcel(session, desk, each, arguments.postage) for each in arguments.parcels
        )
        form = ManifestForm(
            carrier=arguments.carrier, parcels=parcels, receiver_name=arguments.receiver_name
        )
        closed = close_manifest(session, form, acting_at(desk, arguments.at))
        items = [item_by_uid(session, uid, desk=desk.context) for uid in closed.items]
    apart = [refusal_sentence(each.refusal) for each in closed.faults]
    plain = {
        "manifest": closed.manifest,
        "is_signed": closed.is_signed,
        "items": [plain_item(each) for each in items],
        "doubts": list(closed.doubts),
        "kept_apart": apart,
    }
    collect = sum(each.money for each in items)
    told = f"Bảng kê {closed.manifest}: {len(items)} bưu gửi, thu khi phát {money_text(collect)}."
    return Answer(plain, (told, *closed.doubts, *apart))


def _parcel(session: OpenSession, desk: Desk, text: str, postage: int) -> Parcel:
    code, _, number = text.partition("=")
    uid = UUID(dossier(session, desk.context.tenant, code.strip()).uid)
    return Parcel(dossier_uid=uid, number=number.strip() or None, postage=postage)


def _orders(arguments: Namespace, settings: Settings) -> Answer:
    columns = OrderColumns().named(_named(arguments.column))
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        orders = orders_of_bag(
            session, arguments.manifest, desk=desk.context, customer_code=arguments.customer
        )
    out = str(write_file(arguments.out, order_file(orders, columns)))
    return Answer({"out": out, "count": len(orders)}, (f"Đã ghi {len(orders)} dòng ra {out}.",))


def _dispatch(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        found = _out_item(session, desk, arguments.number)
        acting = acting_at(desk, arguments.at)
        item = dispatch_item(session, found.uid, acting, number=arguments.given)
    return Answer(plain_item(item), (item_line(item),))


def _out_item(session: OpenSession, desk: Desk, text: str) -> PostalItem:
    """An item by its number, or by its uid while the carrier has not numbered it."""
    try:
        uid = UUID(text)
    except ValueError:
        return item_named(session, text, desk=desk.context)
    return item_by_uid(session, uid, desk=desk.context)


def _delivered(arguments: Namespace, settings: Settings) -> Answer:
    form = DeliveryForm(receiver=arguments.receiver, fee=arguments.fee, levy=arguments.levy)
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        found = _out_item(session, desk, arguments.number)
        item = deliver_item(session, found.uid, form, acting_at(desk, arguments.at))
    return Answer(plain_item(item), (item_line(item),))


def _failed(arguments: Namespace, settings: Settings) -> Answer:
    form = FailureForm(
        reason=FailureReason(arguments.reason),
        invited_on=read_day(arguments.invited),
        final=arguments.final,
        remark=arguments.remark,
    )
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        found = _out_item(session, desk, arguments.number)
        item = fail_item(session, found.uid, form, acting_at(desk))
    return Answer(plain_item(item), (item_line(item), FAILURE_WORDS[form.reason]))


def _back(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        uids = tuple(_out_item(session, desk, each).uid for each in arguments.numbers)
        acting = acting_at(desk, arguments.at)
        sheet = bring_back(session, uids, acting, giver_name=arguments.giver_name)
        items = [item_by_uid(session, uid, desk=desk.context) for uid in uids]
    told = f"Phiếu bàn giao {sheet}: {len(items)} bưu gửi về lại quầy."
    plain = {"sheet": sheet, "items": [plain_item(each) for each in items]}
    return Answer(plain, (told, *map(item_line, items)))


def _import(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        read = read_states(
            arguments.file.name,
            file_content(arguments.file),
            named=_named(arguments.column),
        )
        if arguments.dry_run:
            with desk.database.reading() as session:
                found = look_at_states(session, read.rows, acting_at(desk))
        else:
            with desk.database.transaction() as session:
                found = import_states(session, read.rows, acting_at(desk))
    rows = [*map(_plain_state, found)]
    rows += [
        {"place": each.place, "number": each.code, "standing": "faulty", "sentence": each.sentence}
        for each in read.faulty
    ]
    plain = {"dry_run": arguments.dry_run, "columns": dict(read.columns), "rows": rows}
    return Answer(plain, tuple(f"{row['number']}: {row['sentence']}" for row in rows))


def _plain_state(found: StateFound) -> dict[str, Any]:
    return {
        "place": found.row.place,
        "number": found.row.number,
        "state": found.row.state.value,
        "at": shown(found.row.at),
        "standing": found.standing.value,
        "sentence": found.sentence,
    }


def _named(columns: list[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in columns]
    for name, equals, column in pairs:
        if not equals or not column.strip():
            raise Refusal(Reason.IMPORT_COLUMN_UNKNOWN, name=name, known="TÊN=CỘT")
    return {name.strip(): column.strip() for name, _, column in pairs}


VERBS = (
    Verb("post ready", "kết quả chờ gửi bưu chính", _no_options, _ready, HANDERS),
    Verb("post manifest", "đóng túi kết quả, lập bảng kê", _manifest_options, _manifest, HANDERS),
    Verb("post orders", "tệp vận đơn của bưu chính", _orders_options, _orders, HANDERS),
    Verb("post dispatch", "bưu chính chuyển đi phát", _dispatch_options, _dispatch, HANDERS),
    Verb("post delivered", "đã phát", _delivered_options, _delivered, HANDERS),
    Verb("post failed", "mời nhận chưa được", _failed_options, _failed, HANDERS),
    Verb("post back", "bưu gửi về lại quầy", _back_options, _back, HANDERS),
    Verb("post import-status", "nhập trạng thái phát", _import_options, _import, HANDERS),
)
