"""``motcua init``: set a desk up without a window."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.bootstrap import create_desk
from app.commands.answer import Answer, Verb
from app.commands.keeping import take_over_options, taken_over_sentence
from app.commands.opening import PIN, ask_secret
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.permit import GivenPermit, read_permit
from app.services.setup import SetUpForm
from app.services.starter import readiness


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--agency-code", metavar="H40.16", help="mã định danh cơ quan")
    parser.add_argument("--office", required=True, metavar="TÊN", help="tên đơn vị")
    parser.add_argument("--place", required=True, metavar="TÊN", help="địa danh ghi trên giấy")
    parser.add_argument("--desk", required=True, type=int, metavar="SỐ", help="số quầy, 1 đến 8")
    parser.add_argument("--officer", required=True, metavar="HỌ TÊN", help="cán bộ đầu tiên")
    parser.add_argument("--parent", metavar="TÊN", help="cơ quan chủ quản, dòng đầu tờ giấy")
    parser.add_argument("--contact", metavar="DÒNG", help="dòng liên hệ ở cuối giấy")
    parser.add_argument("--lookup-host", metavar="MÁY", help="máy chủ tra cứu, vào mã QR")
    parser.add_argument(
        "--pin", action="store_true", help="đặt mã PIN cho người này: lấy từ MOTCUA_PIN hoặc hỏi"
    )
    take_over_options(parser)
    parser.add_argument("--training", action="store_true", help="dữ liệu tập huấn")


def _run(arguments: Namespace, settings: Settings) -> Answer:
    form = SetUpForm(
        agency_code=arguments.agency_code or "",
        office_name=arguments.office,
        place=arguments.place,
        desk=arguments.desk,
        officer=arguments.officer,
        parent_name=arguments.parent,
        contact_line=arguments.contact,
        lookup_host=arguments.lookup_host,
        is_training=arguments.training,
        secret=_secret(arguments),
    )
    permit = _permit(arguments)
    made = create_desk(settings, form, permit=permit)
    desk = made.desk
    try:
        with desk.database.reading() as session:
            ready = readiness(session, desk.context, desk.now())
    finally:
        desk.close()
    plain = {
        "agency_code": desk.context.agency_code,
        "office": desk.context.office_name,
        "desk": desk.context.number,
        "officer": form.officer,
        "data": str(settings.data),
        "recovery_key": made.recovery,
        "procedures": ready.procedures,
        "receivable": ready.receivable,
    }
    lines: tuple[str, ...] = (
        f"Đã thiết lập quầy {desk.context.number} của {desk.context.office_name}.",
        f"Danh mục có {ready.procedures} thủ tục, {ready.receivable} thủ tục tiếp nhận được ngay.",
        f"Khóa khôi phục (in ra và cất kỹ): {made.recovery}",
    )
    if permit is not None:
        lines = (*lines, taken_over_sentence(read_permit(permit.text).permit))
    return Answer(plain, lines)


def _permit(arguments: Namespace) -> GivenPermit | None:
    if arguments.take_over is None:
        return None
    return GivenPermit(arguments.take_over, arguments.signer)


def _secret(arguments: Namespace) -> str | None:
    if not arguments.pin:
        return None
    secret = ask_secret(PIN, f"Mã PIN của {arguments.officer}: ", twice=True)
    if secret is None:
        raise Refusal(Reason.PIN_NEEDED, name=arguments.officer)
    return secret


VERB = Verb("init", "thiết lập quầy lần đầu", _options, _run)
