"""``motcua key``, ``bundle`` and ``take-over``: the key, the stick, and a lost desk's place."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.bootstrap import key_of
from app.commands.answer import Answer, Verb, no_options, shown
from app.commands.keeping import taken_over_sentence
from app.commands.opening import (
    approval_option,
    ask_recovery_key,
    opened,
    second_person,
    signed_in,
    sit_down,
    write_file,
)
from app.commands.rights import ADMINISTRATORS, CLERKS, MANAGERS, SUPERVISORS
from app.config import Settings
from app.custody.carrying import (
    carried_in_sentence,
    carried_out_sentence,
    carry_in,
    carry_out,
)
from app.custody.copying import ContinuousCopy, choose_copy_place
from app.custody.keeper import shown_sheet
from app.custody.rekeying import change_key, recover_key
from app.devices.keys import key_mark
from app.domain.errors import Reason, Refusal
from app.papers.recovery_sheet import permit_pdf
from app.services.custody_deeds import confirm_sheet
from app.services.taking_over import issue_permit, take_over_desk
from app.sync import bundle

_OLD_SHEET = "Bản sao lưu cũ (ký hiệu khóa {mark}) vẫn cần tờ khóa khôi phục cũ: giữ cả hai tờ."


def _change(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        changed = change_key(desk)
    plain = {
        "recovery_key": changed.recovery,
        "mark": changed.mark,
        "old_mark": changed.old_mark,
    }
    lines = (
        f"Đã đổi khóa dữ liệu; ký hiệu khóa mới {changed.mark}.",
        f"Khóa khôi phục mới (in ra và cất kỹ, chỉ hiện lần này): {changed.recovery}",
        _OLD_SHEET.format(mark=changed.old_mark),
    )
    return Answer(plain, lines)


def _recover(_: Namespace, settings: Settings) -> Answer:
    mark = recover_key(settings, ask_recovery_key())
    return Answer({"mark": mark}, (f"Đã trả khóa {mark} vào máy; mở chương trình như thường.",))


def _sheet_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP.pdf")
    approval_option(parser)


def _sheet(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        sheet = shown_sheet(desk, second_person(arguments, desk))
    write_file(arguments.file, sheet.pdf)
    line = f"Đã vẽ tờ khóa khôi phục vào {arguments.file}. In xong hãy xóa tệp này."
    plain = {"file": str(arguments.file), "mark": sheet.mark, "signer": sheet.signer}
    return Answer(plain, (line,))


def _confirm_options(parser: ArgumentParser) -> None:
    parser.add_argument("mark", type=str.upper, metavar="KÝ_HIỆU", help="sáu chữ trên tờ khóa")


def _confirm(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        mark = key_mark(key_of(settings))
        if arguments.mark != mark:
            raise Refusal(Reason.RECOVERY_KEY_OTHER, mark=arguments.mark)
        with desk.database.transaction() as session:
            confirm_sheet(session, mark, now=desk.now(), desk=desk.context, actor=desk.actor)
    return Answer({"mark": mark, "kept": True}, (f"Đã ghi: có người cất tờ khóa {mark}.",))


def _export_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument(
        "--for-another", action="store_true", help="cho quầy khác: in mã mở gói, báo riêng"
    )
    parser.add_argument("--code", metavar="MÃ", help="ghi tiếp vào gói đã có mã này")
    parser.add_argument("--no-files", action="store_true", help="không kèm tệp đính kèm")


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument("--code", metavar="MÃ", help="mã mở gói mà quầy ghi gói đã báo")


def _export(arguments: Namespace, settings: Settings) -> Answer:
    code = bundle.new_code() if arguments.for_another else arguments.code
    with opened(settings) as desk:
        gone = carry_out(desk, arguments.file, code, with_files=not arguments.no_files)
    lines = [carried_out_sentence(arguments.file, gone)]
    if gone.left:
        lines.append("Dọn bớt rồi ghi tiếp vào chính tệp này.")
    if code is not None:
        lines.append(f"Mã mở gói, báo riêng cho bên nhận: {code}")
    return Answer({"file": str(arguments.file), "code": code, **shown(gone)}, tuple(lines))


def _import(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        come = carry_in(desk, arguments.file, arguments.code)
    return Answer({"file": str(arguments.file), **shown(come)}, (carried_in_sentence(come),))


def _copy_options(parser: ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="THƯ_MỤC", help="chọn nơi chép từ nay về sau")
    parser.add_argument("--off", action="store_true", help="thôi chép liên tục")


def _copy(arguments: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk:
        if arguments.officer_here is not None:
            sit_down(desk, arguments.officer_here)
        if arguments.off or arguments.to is not None:
            choose_copy_place(desk, None if arguments.off else arguments.to)
        copied = ContinuousCopy(desk).catch_up()
    if copied is None:
        return Answer({"on": False}, ("Chưa bật chép liên tục. Hãy chọn nơi chép bằng --to.",))
    plain = {"on": True, "seq": copied.seq, "written": copied.written}
    return Answer(plain, (f"Đã chép thêm {copied.written} sự kiện; bản chép đã đủ.",))


def _issue_options(parser: ArgumentParser) -> None:
    parser.add_argument("desk", type=int, metavar="QUẦY", help="số của quầy đã mất máy")
    parser.add_argument("--out", type=Path, metavar="TỆP.pdf", help="vẽ phiếu có mã QR ra tệp")


def _issue(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        signed = issue_permit(
            session, arguments.desk, now=desk.now(), desk=desk.context, actor=desk.actor
        )
        context, now = desk.context, desk.now()
    permit = signed.permit
    if arguments.out is not None:
        write_file(arguments.out, permit_pdf(context, signed, printed_at=now))
    lines = (
        f"Phiếu tiếp quản quầy {permit.desk_number}, chỉ dùng ngày {permit.on:%d/%m/%Y}:",
        *(f"{at:>4}.  {each}" for at, each in enumerate(signed.lines, 1)),
        f"Khóa ký: {permit.signer} (có trên tờ khóa khôi phục của quầy này).",
    )
    return Answer({**shown(permit), "permit": str(signed), "signer": permit.signer}, lines)


def _use_options(parser: ArgumentParser) -> None:
    parser.add_argument("permit", metavar="PHIẾU", help="dòng chữ hoặc nội dung mã QR của phiếu")
    parser.add_argument(
        "--signer", metavar="KHÓA KÝ", help="dòng “Khóa ký” đã so trên tờ khóa khôi phục"
    )


def _use(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        permit = take_over_desk(
            session,
            arguments.permit,
            signer=arguments.signer,
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )
    return Answer(shown(permit), (taken_over_sentence(permit),))


VERBS = (
    Verb(
        "key change", "đổi khóa dữ liệu, in khóa khôi phục mới", no_options, _change, ADMINISTRATORS
    ),
    Verb(
        "key recover",
        "trả khóa vào máy từ tờ khóa: lấy từ MOTCUA_RECOVERY_KEY, hỏi, hoặc đầu vào chuẩn",
        no_options,
        _recover,
    ),
    Verb("key sheet", "vẽ lại tờ khóa khôi phục", _sheet_options, _sheet, MANAGERS),
    Verb("key confirm", "xác nhận đã cất tờ khóa khôi phục", _confirm_options, _confirm, MANAGERS),
    Verb("bundle export", "ghi sự kiện chưa gửi ra tệp", _export_options, _export),
    Verb("bundle import", "nhận sự kiện từ tệp", _import_options, _import, MANAGERS),
    Verb("copy", "chép liên tục ra USB hoặc ổ thứ hai", _copy_options, _copy),
    Verb(
        "take-over issue",
        "cấp phiếu tiếp quản một quầy đã mất máy",
        _issue_options,
        _issue,
        SUPERVISORS,
    ),
    Verb(
        "take-over use",
        "dùng phiếu tiếp quản trên máy vừa khôi phục",
        _use_options,
        _use,
        CLERKS + MANAGERS,
    ),
)
