"""What the window may ask of keys and copies; each of these is slow and runs in a lane."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import Desk, key_of, open_desk
from app.config import Settings
from app.custody import backing_up, carrying, copying
from app.custody.backing_up import back_up_to_place
from app.custody.carrying import carried_in_sentence, carried_out_sentence
from app.custody.destroying import copy_sentences, erasures
from app.custody.rekeying import change_key
from app.custody.restoring import drill, restore
from app.custody.support import pack_support, package_sentences
from app.devices import places
from app.devices.keys import key_mark, recovery_text
from app.domain.custody import Custody, KeySheet, RestoreAnswers
from app.domain.custody_words import drill_sentences
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.papers.recovery_sheet import recovery_sheet_pdf
from app.services.custody_deeds import confirm_sheet, show_recovery_key
from app.services.desk import SUPERVISOR, active_staff
from app.services.rights import Approval
from app.services.sign_in import Proof, approve
from app.services.taking_over import office_signer
from app.sync import bundle


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
        desk, approval = self._desk, None
        if second is not None:
            proof = Proof(officer=second, secret=pin)
            approval = approve(desk.database, proof, now=desk.now(), desk=desk.context)
        return shown_sheet(desk, approval)

    def confirm_sheet(self) -> None:
        """Whoever sits here has the sheet of the key in a safe place."""
        try:
            self._confirm(self._desk)
        except Refusal as refusal:
            if refusal.reason is not Reason.DATA_REPLACED:
                raise
            # The key was changed a moment ago: this desk only looks on, the new file is written.
            fresh = open_desk(self._desk.settings, holds_lock=self._desk.lock is not None)
            try:
                self._confirm(fresh)
            finally:
                fresh.close()

    def pack_logs(self, path: Path) -> tuple[str, ...]:
        """Pack logs and the check for whoever helps; what is in it, in sentences."""
        return package_sentences(path, pack_support(self._desk.settings, path))

    def carry_out(self, folder: Path) -> tuple[str, str]:
        """Write what the centre never received to a new file there, for another desk to take in.

        The sentence that says what was written, and the code that opens it.
        """
        desk, code = self._desk, bundle.new_code()
        places.check_place(folder, desk.settings.data)
        path = folder / bundle.name_for(desk.context, desk.now())
        return carried_out_sentence(path, carrying.carry_out(desk, path, code)), code

    def carry_in(self, path: Path, code: str) -> str:
        """Take in what another desk wrote; without a code, what this desk wrote itself."""
        backing_up.check_chief(self._desk)
        return carried_in_sentence(carrying.carry_in(self._desk, path, code or None))

    def old_copies(self) -> tuple[str, ...]:
        """Which copies still hold somebody who was erased, in sentences."""
        return copy_sentences(erasures(self._desk))

    def change_key(self) -> KeySheet:
        """Give the desk a new key; afterwards the window has to be closed."""
        desk = self._desk
        with desk.database.transaction() as session:
            signer = office_signer(session, desk.context.tenant)
        change_key(desk)
        return _sheet(desk, key_of(desk.settings), signer)

    def _confirm(self, desk: Desk) -> None:
        with desk.database.transaction() as session:
            confirm_sheet(
                session,
                key_mark(key_of(desk.settings)),
                now=self._desk.now(),
                desk=desk.context,
                actor=self._desk.actor,
            )


def first_sheet(desk: Desk) -> KeySheet:
    """The recovery sheet of a desk just set up."""
    with desk.database.transaction() as session:
        signer = office_signer(session, desk.context.tenant)
    return _sheet(desk, key_of(desk.settings), signer)


def shown_sheet(desk: Desk, approval: Approval | None) -> KeySheet:
    """The recovery sheet once more, and the journal says so; a second person may be wanted."""
    key = key_of(desk.settings)
    with desk.database.transaction() as session:
        signer = show_recovery_key(
            session,
            key_mark(key),
            approval=approval,
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )
    return _sheet(desk, key, signer)


def _sheet(desk: Desk, key: bytes, signer: str) -> KeySheet:
    recovery, mark = recovery_text(key), key_mark(key)
    pdf = recovery_sheet_pdf(
        desk.context, recovery, mark=mark, signer=signer, printed_at=desk.now()
    )
    return KeySheet(recovery, mark, pdf, signer)


def restore_here(settings: Settings, answers: RestoreAnswers) -> None:
    """A machine without a desk gets one from a backup, and from the continuous copy beside it.

    Raises ``Refusal``; then nothing was set up. The window asks afterwards who lets it number.
    """
    restore(settings, answers.backup, answers.recovery, copies=answers.copies).close()
