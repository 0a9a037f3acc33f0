"""Opening the desk for one command, proving who asks, and closing it again."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from app.bootstrap import Desk, open_desk
from app.commands.forms import typed
from app.config import Settings
from app.domain import moments
from app.domain.errors import Reason, Refusal
from app.domain.roles import role_text
from app.services.desk import staff_named
from app.services.dossier_deeds import Acting
from app.services.rights import Approval
from app.services.sign_in import Proof, approve, sign_in

PIN, NEW_PIN, APPROVER_PIN = "MOTCUA_PIN", "MOTCUA_NEW_PIN", "MOTCUA_APPROVER_PIN"
RECOVERY_KEY = "MOTCUA_RECOVERY_KEY"


@contextmanager
def opened(settings: Settings) -> Iterator[Desk]:
    """The open desk of these settings, for what a machine may do by itself."""
    desk = open_desk(settings)
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def signed_in(arguments: Namespace, settings: Settings) -> Iterator[Desk]:
    """The open desk, with a person in its seat who holds one of the verb's roles.

    Raises ``Refusal``: those of ``sign_in``, and ``ROLE_LACKING``.
    """
    roles: tuple[str, ...] = arguments.verb.roles
    with opened(settings) as desk:
        if arguments.officer_here is not None:
            sit_down(desk, arguments.officer_here)
        if not set(roles) & set(desk.actor.roles):
            raise Refusal(Reason.ROLE_LACKING, role=" hoặc ".join(map(role_text, roles)))
        yield desk


def approval_option(parser: ArgumentParser) -> None:
    """The option of deeds that want a second person."""
    parser.add_argument(
        "--approved-by",
        metavar="CÁN BỘ",
        help="người thứ hai đồng ý; mã PIN lấy từ MOTCUA_APPROVER_PIN hoặc hỏi trên màn hình",
    )


def at_option(parser: ArgumentParser) -> None:
    """The option of deeds that are keyed in after they happened; ``acting_at`` reads it."""
    parser.add_argument("--at", type=typed, metavar="LÚC", help="việc xảy ra lúc nào, nếu ghi sau")


def second_person(arguments: Namespace, desk: Desk) -> Approval | None:
    """The second person named with ``--approved-by``, proven by their PIN."""
    if arguments.approved_by is None:
        return None
    secret = ask_secret(APPROVER_PIN, f"Mã PIN của {arguments.approved_by}: ")
    proof = Proof(officer=arguments.approved_by, secret=secret)
    return approve(desk.database, proof, now=desk.now(), desk=desk.context)


def ask_secret(variable: str, prompt: str, *, twice: bool = False) -> str | None:
    """A secret from the environment, else typed unseen at a terminal; never an argument.

    Arguments stand in the list of processes for everybody to read. ``None`` where nobody can be
    asked. Raises ``Refusal`` (``PIN_DIFFERS``) when two typings differ.
    """
    given = os.environ.get(variable)
    if given or not sys.stdin.isatty():
        return given or None
    typed = getpass(prompt)
    if twice and typed != getpass("Gõ lại: "):
        raise Refusal(Reason.PIN_DIFFERS)
    return typed or None


def ask_recovery_key() -> str:
    """The recovery key from the environment, a terminal, or a line of standard input."""
    asked = ask_secret(RECOVERY_KEY, "Khóa khôi phục: ")
    if asked is not None or sys.stdin.isatty():
        return asked or ""
    return sys.stdin.readline().strip()


def write_file(path: Path, content: bytes) -> Path:
    """Write a file for the user. Raises ``Refusal`` when the folder does not take it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError:
        raise Refusal(Reason.FOLDER_READ_ONLY, path=path.parent) from None
    return path


def sit_down(desk: Desk, officer: str) -> None:
    """Sign somebody in, by their PIN; the refusals are those of ``sign_in``."""
    with desk.database.reading() as session:
        member = staff_named(session, desk.context.tenant, officer)
    if desk.seat.taken and desk.actor.uid == member.uid:
        return
    secret = ask_secret(PIN, f"Mã PIN của {member.full_name}: ")
    proof = Proof(officer=str(member.uid), secret=secret)
    desk.seat.leave()
    desk.seat.take(sign_in(desk.database, proof, now=desk.now(), desk=desk.context).actor)


def acting_at(desk: Desk, at: str | None = None) -> Acting:
    """Whoever sits here, now; ``at`` is a stated time as it was typed."""
    stated = None if at is None else moments.from_text(at)
    return Acting(now=desk.now(), desk=desk.context, actor=desk.actor, at=stated)
