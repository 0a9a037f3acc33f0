"""``motcua rebuild``, ``backup`` and ``restore``: keeping the journal whole."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, no_options, shown
from app.commands.opening import ask_recovery_key, opened, signed_in, sit_down
from app.commands.rights import ADMINISTRATORS
from app.config import Settings
from app.custody.backing_up import back_up, back_up_to_place, choose_place, newest_backup
from app.custody.restoring import drill, restore
from app.devices.folders import InstanceLock
from app.domain.custody_words import drill_sentences
from app.domain.errors import Reason, Refusal
from app.domain.permit import Permit
from app.domain.words import refusal_sentence
from app.services import backups, upkeep
from app.services.taking_over import take_over_desk

_LOST = (Reason.NOT_SET_UP, Reason.KEY_MISSING, Reason.KEY_WRONG, Reason.DATABASE_DAMAGED)
"""Why a desk cannot be opened any more."""

_SAME_DISK = (
    "Lưu ý: nơi sao lưu nằm cùng ổ với dữ liệu; ổ hỏng là mất cả hai. Hãy chọn USB hoặc ổ khác."
)


def take_over_options(parser: ArgumentParser) -> None:
    """Options of the verbs by which a machine takes the place of a lost desk."""
    parser.add_argument("--take-over", metavar="PHIẾU", help="phiếu tiếp quản lãnh đạo đã cấp")
    parser.add_argument(
        "--signer", metavar="KHÓA KÝ", help="dòng “Khóa ký” đã so trên tờ khóa khôi phục"
    )


def apply_permit(arguments: Namespace, desk: Desk) -> str | None:
    """Take a lost desk over where a permit was given; the sentence that says so."""
    if arguments.take_over is None:
        return None
    if arguments.officer_here is not None:
        sit_down(desk, arguments.officer_here)
    with desk.database.transaction() as session:
        permit = take_over_desk(
            session,
            arguments.take_over,
            signer=arguments.signer,
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )
    return taken_over_sentence(permit)


def taken_over_sentence(permit: Permit) -> str:
    """Which desk this machine is now, and from where it numbers today."""
    return (
        f"Máy này tiếp quản quầy {permit.desk_number}; hôm nay cấp số từ "
        f"{permit.desk_number}{permit.first} đến {permit.desk_number}{permit.last}."
    )


def _backup_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="TỆP", help="bỏ trống: sao lưu vào nơi đã chọn"
    )
    parser.add_argument("--to", type=Path, metavar="THƯ_MỤC", help="chọn nơi sao lưu từ nay về sau")


def _restore_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="TỆP", help="bỏ trống khi diễn tập: bản mới nhất"
    )
    parser.add_argument(
        "--recovery-key",
        action="store_true",
        help="dùng khóa trên tờ khóa: lấy từ MOTCUA_RECOVERY_KEY, hỏi, hoặc đầu vào chuẩn",
    )
    parser.add_argument(
        "--copy", type=Path, metavar="THƯ_MỤC", help="thư mục bản chép liên tục trên USB"
    )
    parser.add_argument(
        "--drill", action="store_true", help="chỉ diễn tập ở chỗ tạm, không đổi gì của quầy"
    )
    take_over_options(parser)


def _rebuild(_: Namespace, settings: Settings) -> Answer:
    with (
        opened(settings) as desk,
        InstanceLock(settings.lock),
        desk.database.transaction() as session,
    ):
        count = upkeep.rebuild(session, desk.context.tenant)
    return Answer({"dossiers": count}, (f"Đã dựng lại {count} hồ sơ từ nhật ký.",))


def _backup(arguments: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk:
        if arguments.officer_here is not None:
            sit_down(desk, arguments.officer_here)
        if arguments.file is not None:
            back_up(desk, arguments.file)
            size = arguments.file.stat().st_size
            return Answer(
                {"file": str(arguments.file), "bytes": size}, (f"Đã sao lưu {arguments.file}.",)
            )
        if arguments.to is not None:
            choose_place(desk, arguments.to)
        made = back_up_to_place(desk)
    plain = {
        "file": str(made.file),
        "bytes": made.size,
        "removed": list(made.removed),
        "files": made.files,
        "same_disk": made.same_disk,
    }
    lines = [f"Đã sao lưu {made.file}."]
    if made.files:
        lines.append(f"Kèm {made.files} tệp đính kèm mới.")
    if made.removed:
        lines.append(f"Đã bỏ {len(made.removed)} bản cũ theo lịch giữ 7 ngày, 5 tuần, 12 tháng.")
    if made.same_disk:
        lines.append(_SAME_DISK)
    return Answer(plain, tuple(lines))


def _restore(arguments: Namespace, settings: Settings) -> Answer:
    if arguments.drill:
        return _drill(arguments, settings)
    if arguments.file is None:
        raise Refusal(Reason.FIELD_MISSING, field="tệp sao lưu")
    _check_may_replace(arguments, settings)
    desk = restore(settings, arguments.file, _recovery(arguments), copies=arguments.copy)
    try:
        taken_over, trouble = _try_permit(arguments, desk)
        with desk.database.reading() as session:
            findings = upkeep.verify(session, desk.context.tenant)
            found = backups.standing(session)
    finally:
        desk.close()
    plain = {
        "restored": str(arguments.file),
        "sound": not findings,
        "dossiers": found.dossiers,
        "numbering": "waits" if taken_over is None else "permit",
    }
    lines: tuple[str, ...] = (
        f"Đã khôi phục từ {arguments.file}: {found.dossiers} hồ sơ, {found.events} sự kiện.",
        taken_over
        or "Quầy chờ trung tâm hoặc lãnh đạo cho cấp số (lệnh confirm numbering), hoặc phiếu tiếp "
        "quản (lệnh take-over use).",
    )
    if trouble is not None:
        plain["trouble"] = trouble
        lines = (*lines, trouble)
    return Answer(plain, lines, 1 if findings or trouble else 0)


def _recovery(arguments: Namespace) -> str | None:
    return ask_recovery_key() if arguments.recovery_key else None


def _try_permit(arguments: Namespace, desk: Desk) -> tuple[str | None, str | None]:
    """What the permit gave, or why it gave nothing: the desk is restored all the same."""
    try:
        return apply_permit(arguments, desk), None
    except Refusal as refusal:
        return None, refusal_sentence(refusal)


def _check_may_replace(arguments: Namespace, settings: Settings) -> None:
    """A desk that works is put back by its administrator only; one that is lost has none to ask."""
    try:
        with signed_in(arguments, settings):
            pass
    except Refusal as refusal:
        if refusal.reason not in _LOST:
            raise


def _drill(arguments: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk:
        file = arguments.file or newest_backup(desk)
        found = drill(desk, file, _recovery(arguments))
    plain = {**shown(found), "sound": found.sound}
    return Answer(plain, drill_sentences(found), 0 if found.sound else 1)


VERBS = (
    Verb("rebuild", "dựng lại bản lưu từ nhật ký", no_options, _rebuild),
    Verb("backup", "sao lưu, có mã hóa", _backup_options, _backup),
    Verb(
        "restore",
        "khôi phục từ bản sao lưu, hoặc diễn tập",
        _restore_options,
        _restore,
        ADMINISTRATORS,
    ),
)
