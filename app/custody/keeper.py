"""What the window may ask of keys and copies; each of these is slow and runs in a lane."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import Desk, key_of
from app.config import Settings
from app.custody import backing_up, copying
from app.custody.backing_up import back_up_to_place
from app.custody.destroying import copy_sentences, erasures
from app.custody.rekeying import change_key
from app.custody.restoring import drill, restore
from app.custody.support import pack_support, package_sentences
from app.devices.keys import key_mark, recovery_text
from app.domain.custody import Custody, KeySheet, RestoreAnswers
from app.domain.custody_words import drill_sentences
from app.domain.errors import Refusal
from app.domain.moments import local_date
from app.domain.words import refusal_sentence
from app.papers.recovery_sheet import recovery_sheet_pdf
from app.services.custody_deeds import show_recovery_key
from app.services.desk import SUPERVISOR, active_staff
from app.services.sign_in import Proof, approve
from app.services.taking_over import office_signer, take_over_desk


class Keeper:
    """Keys and copies of one open desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._copy = copying.ContinuousCopy(desk)

    def standing(self) -> Custody:
        """How the copies stand."""
        return backing_up.custody(self._desk)

    def back_up(self) -> str:
        """Make a backup at the chosen place; what was made, in a sentence."""
        made = back_up_to_place(self._desk)
        return f"Đã sao lưu {made.file.name}, {made.size // 1_000_000 or 1} MB."

    def catch_up(self) -> None:
        """Bring the continuous copy up to the last deed."""
        self._copy.catch_up()

    def drill(self) -> tuple[str, ...]:
        """Try a restore from the newest backup; what was found, in sentences."""
        return drill_sentences(drill(self._desk, backing_up.newest_backup(self._desk)))

    def choose_place(self, place: Path | None) -> None:
        """Decide where backups go."""
        backing_up.choose_place(self._desk, place)

    def choose_copy_place(self, place: Path | None) -> None:
        """Decide where the continuous copy lies, and begin it."""
        copying.choose_copy_place(self._desk, place)
        self._copy.catch_up()

    def seconds(self) -> tuple[tuple[str, str], ...]:
        """Who could agree as a second person: uid and name."""
        desk = self._desk
        with desk.database.reading() as session:
            people = active_staff(session, desk.context.tenant, local_date(desk.now()))
        return tuple(
            (str(each.uid), each.full_name)
            for each in people
            if each.uid != desk.actor.uid and SUPERVISOR in each.roles
        )

    def sheet(self, second: str | None = None, pin: str | None = None) -> KeySheet:
        """The recovery sheet once more; ``second`` is the uid of who agrees, with their PIN."""
        desk, key = self._desk, key_of(self._desk.settings)
        approval = None
        if second is not None:
            proof = Proof(officer=second, secret=pin)
            approval = approve(desk.database, proof, now=desk.now(), desk=desk.context)
        with desk.database.transaction() as session:
            signer = show_recovery_key(
                session,
                key_mark(key),
                approval=approval,
                now=desk.now(),
                desk=desk.context,
                actor=desk.actor,
            )
        return self._sheet(key, signer)

    def pack_logs(self, path: Path) -> tuple[str, ...]:
        """Pack logs and the check for whoever helps; what is in it, in sentences."""
        return package_sentences(path, pack_support(self._desk.settings, path))

    def old_copies(self) -> tuple[str, ...]:
        """Which copies still hold somebody who was erased, in sentences."""
        return copy_sentences(erasures(self._desk))

    def change_key(self) -> KeySheet:
        """Give the desk a new key; afterwards the window has to be closed."""
        desk = self._desk
        with desk.database.transaction() as session:
            signer = office_signer(session, desk.context.tenant)
        change_key(desk)
        return self._sheet(key_of(desk.settings), signer)

    def _sheet(self, key: bytes, signer: str) -> KeySheet:
        return KeySheet(recovery_text(key), key_mark(key), _drawn(self._desk, key, signer))


def first_sheet(desk: Desk) -> bytes:
    """The recovery sheet of a desk just set up, as PDF."""
    with desk.database.transaction() as session:
        signer = office_signer(session, desk.context.tenant)
    return _drawn(desk, key_of(desk.settings), signer)


def _drawn(desk: Desk, key: bytes, signer: str) -> bytes:
    return recovery_sheet_pdf(
        desk.context,
        recovery_text(key),
        mark=key_mark(key),
        signer=signer,
        printed_at=desk.now(),
    )


def restore_here(settings: Settings, answers: RestoreAnswers) -> str:
    """A machine without a desk gets one from a backup, and from the continuous copy beside it.

    Raises ``Refusal``; then nothing was set up. Returns why a permit gave nothing, in a sentence:
    the desk is restored all the same, and waits for leave to number. Where it has officers with a
    PIN, the permit is used after one has signed in.
    """
    desk = restore(settings, answers.backup, answers.recovery, copies=answers.copies)
    try:
        if answers.permit:
            _use_permit(desk, answers)
    except Refusal as refusal:
        return refusal_sentence(refusal)
    finally:
        desk.close()
    return ""


def _use_permit(desk: Desk, answers: RestoreAnswers) -> None:
    with desk.database.transaction() as session:
        take_over_desk(
            session,
            answers.permit,
            signer=answers.signer,
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )
