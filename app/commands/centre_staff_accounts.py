"""``motcua server staff``: the accounts that the centre gives out to each office."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.commands.answer import Answer, Verb, shown
from app.commands.forms import typed
from app.commands.opening_centre import (
    known_office,
    office_option,
    opened_centre,
    released_sentence,
)
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.identifiers import new_uid
from app.domain.releases import StaffEntry, Subject
from app.domain.roles import ROLE_WORDS, roles_text
from app.domain.staff import check_roles
from app.domain.staff_facts import EmployerKind, Term
from app.domain.typed_words import folded_words

if TYPE_CHECKING:
    from app.server.centre import Centre


def _account_options(parser: ArgumentParser) -> None:
    parser.add_argument("--title", type=typed, metavar="CHỨC DANH")
    kinds = [kind.value for kind in EmployerKind]
    parser.add_argument("--employer-kind", choices=kinds, help="đơn vị này, bưu điện, cơ quan cử")
    parser.add_argument("--employer", type=typed, metavar="ĐƠN VỊ", help="tên nơi cử đến")
    parser.add_argument("--from", dest="begins_on", type=date.fromisoformat, metavar="NGÀY")
    parser.add_argument("--until", dest="ends_on", type=date.fromisoformat, metavar="NGÀY")


def _add_options(parser: ArgumentParser) -> None:
    office_option(parser)
    parser.add_argument("name", type=typed, metavar="HỌ TÊN")
    parser.add_argument("--role", action="append", required=True, choices=[*ROLE_WORDS])
    _account_options(parser)


def _change_options(parser: ArgumentParser) -> None:
    office_option(parser)
    parser.add_argument("officer", type=typed, metavar="CÁN BỘ", help="họ tên hoặc mã")
    parser.add_argument("--name", type=typed, metavar="HỌ TÊN", help="sửa họ tên")
    parser.add_argument("--role", action="append", choices=[*ROLE_WORDS], help="thay mọi quyền cũ")
    _account_options(parser)


def _who_options(parser: ArgumentParser) -> None:
    office_option(parser)
    parser.add_argument("officer", type=typed, metavar="CÁN BỘ", help="họ tên hoặc mã")


def _add_staff(arguments: Namespace, settings: Settings) -> Answer:
    def made(centre: Centre, _: tuple[StaffEntry, ...]) -> StaffEntry:
        return StaffEntry(
            staff_uid=str(new_uid(centre.now())),
            full_name=arguments.name,
            roles=check_roles(tuple(arguments.role)),
            employer=arguments.employer or EmployerKind.OFFICE.value,
            employer_kind=EmployerKind(arguments.employer_kind or EmployerKind.OFFICE),
            title=arguments.title,
            term=Term(begins_on=arguments.begins_on, ends_on=arguments.ends_on),
        )

    return _account(arguments, settings, made)


def _change_staff(arguments: Namespace, settings: Settings) -> Answer:
    def made(_: Centre, known: tuple[StaffEntry, ...]) -> StaffEntry:
        account = _named(known, arguments.officer)
        asked = {
            "full_name": arguments.name,
            "roles": check_roles(tuple(arguments.role)) if arguments.role else None,
            "employer": arguments.employer,
            "employer_kind": arguments.employer_kind and EmployerKind(arguments.employer_kind),
            "title": arguments.title,
        }
        term = Term(
            begins_on=arguments.begins_on or account.term.begins_on,
            ends_on=arguments.ends_on or account.term.ends_on,
        )
        said = {name: value for name, value in asked.items() if value is not None}
        return replace(account, term=term, **said)

    return _account(arguments, settings, made)


def _close_staff(arguments: Namespace, settings: Settings) -> Answer:
    def made(_: Centre, known: tuple[StaffEntry, ...]) -> StaffEntry:
        return replace(_named(known, arguments.officer), is_active=False)

    return _account(arguments, settings, made)


def _return_staff(arguments: Namespace, settings: Settings) -> Answer:
    def made(_: Centre, known: tuple[StaffEntry, ...]) -> StaffEntry:
        return replace(_named(known, arguments.officer), is_active=True)

    return _account(arguments, settings, made)


def _account(
    arguments: Namespace,
    settings: Settings,
    made: Callable[[Centre, tuple[StaffEntry, ...]], StaffEntry],
) -> Answer:
    from app.server import publishing, releases

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        tenant, code = known_office(connection, arguments.code)
        known = releases.entries_of(connection, tenant, Subject.STAFF, code)
        account = made(centre, known)
        release = publishing.publish_staff(centre, connection, (tenant, code), account)
    said = f"{account.full_name}: {roles_text(account.roles)}."
    plain = {**shown(account), "version": release and release.version}
    return Answer(plain, (said, released_sentence(release)))


def _named(known: tuple[StaffEntry, ...], who: str) -> StaffEntry:
    """The one account meant by a uid or by words of a name."""
    sought = set(folded_words(who))
    found = [each for each in known if each.staff_uid == who] or [
        each for each in known if sought and sought <= set(folded_words(each.full_name))
    ]
    if not found:
        raise Refusal(Reason.OFFICER_UNKNOWN, name=who)
    if len(found) > 1:
        raise Refusal(Reason.OFFICER_AMBIGUOUS, name=who, count=len(found))
    return found[0]


def _list_staff(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import releases

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        tenant, code = known_office(connection, arguments.code)
        found = releases.entries_of(connection, tenant, Subject.STAFF, code)
    lines = (
        f"{each.full_name}  ({roles_text(each.roles)})" + ("" if each.is_active else "  đã đóng")
        for each in found
    )
    none = f"Trung tâm chưa cấp tài khoản nào cho {code}; đơn vị dùng tài khoản tự lập."
    return Answer(shown(found), tuple(lines) or (none,))


VERBS = (
    Verb("server staff add", "thêm cán bộ của một đơn vị", _add_options, _add_staff),
    Verb("server staff change", "đổi họ tên, quyền, thời hạn", _change_options, _change_staff),
    Verb("server staff leave", "đóng tài khoản người đã nghỉ", _who_options, _close_staff),
    Verb("server staff return", "mở lại tài khoản đã đóng", _who_options, _return_staff),
    Verb("server staff list", "cán bộ trung tâm cấp cho đơn vị", office_option, _list_staff),
)
