"""``motcua staff locked|unlock|unlock-code|unlock-key``: a forgotten PIN, solved by telephone."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.commands.answer import Answer, Verb, shown
from app.commands.forms import typed
from app.commands.opening import NEW_PIN, ask_secret, opened, signed_in
from app.commands.rights import ADMINISTRATORS, MANAGERS
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.moments import local
from app.domain.roles import ADMINISTRATOR
from app.domain.unlock_code import in_groups
from app.services import unlocking

KEY = "MOTCUA_UNLOCK_KEY"


def _who_options(parser: ArgumentParser) -> None:
    parser.add_argument("officer", type=typed, metavar="CÁN BỘ", help="họ tên hoặc mã")


def _unlock_options(parser: ArgumentParser) -> None:
    _who_options(parser)
    parser.add_argument("answer", metavar="MÃ", help="8 chữ số nghe qua điện thoại")


def _code_options(parser: ArgumentParser) -> None:
    parser.add_argument("challenge", metavar="MÃ HỎI", help="8 chữ số mà quầy bị khóa đọc")
    parser.add_argument("name", type=typed, metavar="HỌ TÊN", help="họ tên đầy đủ của người gọi")
    parser.add_argument("--higher", action="store_true", help="người gọi là lãnh đạo hoặc quản trị")
    parser.add_argument(
        "--key",
        action="store_true",
        help="dùng khóa mở khóa đã in, trên máy bất kỳ: lấy từ MOTCUA_UNLOCK_KEY hoặc hỏi",
    )


def _key_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--take", action="store_true", help="nhập khóa đã in từ quầy khác của đơn vị"
    )


def _locked(arguments: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk, desk.database.transaction() as session:
        asked = unlocking.ask_unlock(session, arguments.officer, now=desk.now(), desk=desk.context)
    rank = asked.rank == ADMINISTRATOR
    plain = {
        "officer": asked.member.full_name,
        "challenge": asked.digits,
        "higher": rank,
        "expires_at": shown(asked.expires_at),
    }
    whom = "quản trị" if rank else "lãnh đạo"
    lines = (
        f"Gọi cho {whom}, đọc mã: {in_groups(asked.digits)}",
        f"và họ tên: {asked.member.full_name}. Mã có hiệu lực đến "
        f"{local(asked.expires_at):%H:%M}. Rồi chạy lệnh staff unlock với mã nghe được.",
    )
    return Answer(plain, lines)


def _unlock(arguments: Namespace, settings: Settings) -> Answer:
    new = ask_secret(NEW_PIN, "Mã PIN mới: ", twice=True)
    if new is None:
        raise Refusal(Reason.PIN_NEEDED, name=arguments.officer)
    with opened(settings) as desk:
        who, heard = arguments.officer, arguments.answer
        unlocked = unlocking.answer_unlock(
            desk.database, who, heard, new, now=desk.now(), desk=desk.context
        )
    name = unlocked.actor.full_name
    return Answer({"officer": name, "unlocked": True}, (f"Đã mở khóa cho {name}.",))


def _code(arguments: Namespace, settings: Settings) -> Answer:
    asked, name = arguments.challenge, arguments.name
    if arguments.key:
        text = ask_secret(KEY, "Khóa mở khóa: ") or ""
        key = unlocking.read_unlock_text(text)
        code = unlocking.answer_with_key(key, asked, name, higher=arguments.higher)
    else:
        with signed_in(arguments, settings) as desk, desk.database.reading() as session:
            code = unlocking.unlock_code(
                session,
                asked,
                name,
                desk=desk.context,
                actor=desk.actor,
                higher=arguments.higher,
            )
    return Answer({"code": code}, (f"Đọc cho người gọi: {in_groups(code)}",))


def _key(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        if not arguments.take:
            text = unlocking.unlock_text(session, desk=desk.context, actor=desk.actor)
            return Answer({"key": text}, (f"Khóa mở khóa (in ra và cất kỹ): {text}",))
        text = ask_secret(KEY, "Khóa mở khóa: ") or ""
        unlocking.take_unlock_key(
            session, text, now=desk.now(), desk=desk.context, actor=desk.actor
        )
    return Answer({"taken": True}, ("Đã nhập khóa mở khóa của đơn vị.",))


VERBS = (
    Verb("staff locked", "lấy mã hỏi khi quên mã PIN", _who_options, _locked),
    Verb("staff unlock", "đặt mã PIN mới bằng mã nghe qua điện thoại", _unlock_options, _unlock),
    Verb("staff unlock-code", "mã trả lời cho quầy bị khóa", _code_options, _code, MANAGERS),
    Verb("staff unlock-key", "xem hoặc nhập khóa mở khóa", _key_options, _key, ADMINISTRATORS),
)
