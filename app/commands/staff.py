"""``motcua staff``: the accounts of the office, their PINs, and the code by telephone."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, no_options, shown
from app.commands.forms import typed
from app.commands.opening import NEW_PIN, PIN, ask_secret, opened, signed_in, write_file
from app.commands.rights import ADMINISTRATORS, EVERYBODY, MANAGERS
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.roles import ROLE_WORDS, roles_text
from app.domain.staff import StaffMember
from app.domain.staff_facts import EmployerKind, Term
from app.domain.staff_words import standing_text
from app.domain.typed_words import folded_words
from app.papers.badges import badge_pdf
from app.services import staff_accounts
from app.services.credentials import with_secret
from app.services.desk import OpenSession, staff, staff_named
from app.services.seat_rules import set_seat_rules
from app.services.sign_in import Proof, change_secret
from app.services.staff_accounts import GivenSecret, StaffForm

_GIVEN = "Mã PIN tạm {pin}: hãy đưa tận tay; người này phải đặt mã mới khi đăng nhập lần đầu."


def _who_options(parser: ArgumentParser) -> None:
    parser.add_argument("officer", type=typed, metavar="CÁN BỘ", help="họ tên hoặc mã")


def _account_options(parser: ArgumentParser) -> None:
    parser.add_argument("--title", type=typed, metavar="CHỨC DANH")
    kinds = [kind.value for kind in EmployerKind]
    parser.add_argument("--employer-kind", choices=kinds, help="đơn vị này, bưu điện, cơ quan cử")
    parser.add_argument("--employer", type=typed, metavar="ĐƠN VỊ", help="tên nơi cử đến")
    parser.add_argument("--from", dest="begins_on", type=_day, metavar="NGÀY", help="từ ngày")
    parser.add_argument("--until", dest="ends_on", type=_day, metavar="NGÀY", help="đến hết ngày")


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("name", type=typed, metavar="HỌ TÊN")
    parser.add_argument("--role", action="append", required=True, choices=[*ROLE_WORDS])
    _account_options(parser)


def _roles_options(parser: ArgumentParser) -> None:
    _who_options(parser)
    parser.add_argument("--role", action="append", choices=[*ROLE_WORDS], help="thay mọi quyền cũ")
    parser.add_argument("--name", type=typed, metavar="HỌ TÊN", help="sửa họ tên")
    _account_options(parser)


def _day(text: str) -> date:
    return date.fromisoformat(text.strip())


def _add(arguments: Namespace, settings: Settings) -> Answer:
    form = StaffForm(
        full_name=arguments.name,
        roles=tuple(arguments.role),
        title=arguments.title,
        employer=arguments.employer,
        employer_kind=EmployerKind(arguments.employer_kind or EmployerKind.OFFICE),
        term=Term(begins_on=arguments.begins_on, ends_on=arguments.ends_on),
    )
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        given = staff_accounts.add_staff(
            session, form, now=desk.now(), desk=desk.context, actor=desk.actor
        )
    return _told(given, f"Đã thêm {given.member.full_name}: {roles_text(given.member.roles)}.")


def _list(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        members = staff(session, desk.context.tenant)
        proven = with_secret(session, desk.context.tenant)
        today = local_date(desk.now())
    plain = [{**_plain(each), "has_secret": each.uid in proven} for each in members]
    shared = Counter(_spoken(each) for each in members)
    lines = (
        f"{each.full_name}  ({roles_text(each.roles)})  {standing_text(each, today)}".rstrip()
        + (f"  mã {each.uid}" if shared[_spoken(each)] > 1 else "")
        for each in members
    )
    return Answer(plain, tuple(lines))


def _spoken(member: StaffMember) -> str:
    return " ".join(folded_words(member.full_name))


def _roles(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        known = staff_named(session, desk.context.tenant, arguments.officer)
        changed = staff_accounts.change_staff(
            session,
            known.uid,
            _changed(known, arguments),
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )
    return Answer(_plain(changed), (f"{changed.full_name}: {roles_text(changed.roles)}.",))


def _changed(known: StaffMember, arguments: Namespace) -> StaffForm:
    kind = EmployerKind(arguments.employer_kind or known.employer_kind)
    term = replace(
        known.term,
        begins_on=arguments.begins_on or known.term.begins_on,
        ends_on=arguments.ends_on or known.term.ends_on,
    )
    return StaffForm(
        full_name=arguments.name or known.full_name,
        roles=tuple(arguments.role or known.roles),
        title=arguments.title or known.title,
        employer=arguments.employer or known.employer,
        employer_kind=kind,
        term=term,
    )


def _pin(arguments: Namespace, settings: Settings) -> Answer:
    """One's own new PIN, or one given to somebody else in person."""
    with opened(settings) as desk:
        mine = arguments.officer_here
        if arguments.officer is None:
            return _own_pin(desk, mine)
    return _managed(staff_accounts.give_pin, arguments, settings, "Đã cấp mã PIN tạm cho {name}.")


def _own_pin(desk: Desk, officer: str | None) -> Answer:
    named = officer or (str(desk.actor.uid) if desk.seat.taken else None)
    if named is None:
        raise Refusal(Reason.NOT_SIGNED_IN)
    with desk.database.reading() as session:
        member = staff_named(session, desk.context.tenant, named)
        has_one = member.uid in with_secret(session, desk.context.tenant)
    old = ask_secret(PIN, f"Mã PIN hiện nay của {member.full_name}: ") if has_one else None
    new = ask_secret(NEW_PIN, "Mã PIN mới: ", twice=True)
    proof = Proof(officer=str(member.uid), secret=old, new_secret=new)
    change_secret(desk.database, proof, now=desk.now(), desk=desk.context)
    return Answer({"uid": str(member.uid), "changed": True}, ("Đã đặt mã PIN mới.",))


def _leave(arguments: Namespace, settings: Settings) -> Answer:
    return _managed(staff_accounts.close_account, arguments, settings, "Đã đóng tài khoản {name}.")


def _return(arguments: Namespace, settings: Settings) -> Answer:
    said = "Đã mở lại tài khoản {name}."
    return _managed(staff_accounts.reopen_account, arguments, settings, said)


def _badge(arguments: Namespace, settings: Settings) -> Answer:
    """A new badge counts once its sheet is written: its code is known to the paper alone."""
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        member = staff_named(session, desk.context.tenant, arguments.officer)
        now, context = desk.now(), desk.context
        code = staff_accounts.issue_badge(
            session, member.uid, now=now, desk=context, actor=desk.actor
        )
        out = arguments.out or Path(f"the-can-bo-{member.uid}.pdf")
        write_file(out, badge_pdf(session, member, code, printed_at=now, desk=context))
    said = f"Thẻ và biển tên của {member.full_name}: {out}. Thẻ cũ, nếu có, không mở quầy nữa."
    return Answer({**_plain(member), "out": str(out)}, (said,))


def _badge_options(parser: ArgumentParser) -> None:
    _who_options(parser)
    parser.add_argument("--out", type=Path, metavar="TỆP.pdf", help="ghi ra tệp")


def _managed(do: Callable[..., Any], arguments: Namespace, settings: Settings, said: str) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        uid = _uid_of(session, desk, arguments.officer)
        done = do(session, uid, now=desk.now(), desk=desk.context, actor=desk.actor)
    if isinstance(done, GivenSecret):
        return _told(done, said.format(name=done.member.full_name))
    return Answer(_plain(done), (said.format(name=done.full_name),))


def _uid_of(session: OpenSession, desk: Desk, officer: str) -> Any:
    return staff_named(session, desk.context.tenant, officer).uid


def _told(given: GivenSecret, said: str) -> Answer:
    plain = {**_plain(given.member), "pin": given.pin}
    return Answer(plain, (said, _GIVEN.format(pin=given.pin)))


def _plain(member: StaffMember) -> dict[str, Any]:
    return {**shown(member), "uid": str(member.uid)}


def _pin_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "officer",
        nargs="?",
        type=typed,
        metavar="CÁN BỘ",
        help="cấp mã tạm cho người này; bỏ trống để đổi mã của mình (mã mới: MOTCUA_NEW_PIN)",
    )


def _rules_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--badge-alone", choices=["yes", "no"], help="thẻ mở quầy mà không cần mã PIN"
    )
    parser.add_argument("--lock-after", type=int, metavar="PHÚT", help="tự khóa sau mấy phút")


def _rules(arguments: Namespace, settings: Settings) -> Answer:
    alone = None if arguments.badge_alone is None else arguments.badge_alone == "yes"
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        set_seat_rules(
            session,
            badge_alone=alone,
            lock_after_minutes=arguments.lock_after,
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )
    plain = {"badge_alone": alone, "lock_after_minutes": arguments.lock_after}
    return Answer(plain, ("Đã đặt quy định mở và khóa quầy.",))


VERBS = (
    Verb(
        "staff rules", "thẻ có cần mã PIN, tự khóa khi nào", _rules_options, _rules, ADMINISTRATORS
    ),
    Verb("staff add", "thêm cán bộ", _add_options, _add, MANAGERS),
    Verb("staff list", "xem cán bộ và quyền", no_options, _list, EVERYBODY),
    Verb("staff roles", "đổi quyền, đơn vị, thời hạn, họ tên", _roles_options, _roles, MANAGERS),
    Verb("staff pin", "đổi mã PIN của mình, hoặc cấp mã tạm", _pin_options, _pin, EVERYBODY),
    Verb("staff badge", "cấp thẻ cán bộ mới, kèm biển tên", _badge_options, _badge, MANAGERS),
    Verb("staff leave", "đóng tài khoản người đã nghỉ", _who_options, _leave, MANAGERS),
    Verb("staff return", "mở lại tài khoản đã đóng", _who_options, _return, MANAGERS),
)
