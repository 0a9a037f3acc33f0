"""Correcting a dossier in the receive form, or replacing it: filled from what is stored."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.draft import Draft
from app.ui.second_person import SecondPerson
from app.ui.vietnamese_dates import moment_words
from app.ui.widgets.correction_strip import CorrectionStrip
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.dossier import Dossier
    from app.domain.reception import Person, ReceptionForm
    from app.services.correcting import CorrectedDossier
    from app.services.superseding import SupersededDossier

_HELD = (
    "Người nộp đang giữ giấy cũ: ngày hẹn chỉ có thể sớm hơn, trừ khi thu lại giấy ấy. "
    "Mã hồ sơ, số trong sổ và giờ nhận giữ nguyên."
)
_KEPT = "Mã hồ sơ, số trong sổ và giờ nhận giữ nguyên; giấy hẹn in lại là bản thay thế."


_REPLACING = (
    "Hồ sơ đã đi giải quyết nên không sửa được thủ tục: chọn thủ tục đúng, lập hồ sơ thay thế. "
    "Hồ sơ mới có mã riêng và giữ giờ nhận đầu tiên; hồ sơ cũ và giấy hẹn cũ hết giá trị."
)
_NOT_TAKEN_OVER = ("procedure_code", "case", "fee", "levy", "paid", "receipt_number", "stated_due")
"""What belonged to the wrong procedure, and is stated anew for the right one."""


class Correction(QObject):
    """Which dossier is being corrected, from ``begin`` until ``ended``.

    One that went on to be settled is not corrected any more: a successor takes its place.
    ``filled`` brings the draft of the dossier for the form. ``saved`` brings what was corrected and
    the applicant's name, after ``ended``; ``replaced`` the uid of a successor.
    """

    filled = Signal(object)
    saved = Signal(object, str)
    replaced = Signal(object)
    ended = Signal()
    refused = Signal(object)

    def __init__(self, workplace: Workplace, strip: CorrectionStrip) -> None:
        super().__init__(strip)
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self.strip = strip
        self._dossier: Dossier | None = None
        self._second = SecondPerson(workplace, strip)
        strip.left.connect(self.give_up)

    @property
    def dossier(self) -> Dossier | None:
        """The dossier that is being corrected."""
        return self._dossier

    @property
    def is_replacing(self) -> bool:
        """Whether a successor is typed, and not a correction."""
        from app.domain.dossier import DossierState

        return self._dossier is not None and self._dossier.state is not DossierState.RECEIVED

    def fetch(self, desk: OpenDesk, uid: UUID) -> None:
        """Begin with a dossier that is known by its uid alone."""
        from app.services.dossiers import dossier_by_uid

        self._background.query(
            dossier_by_uid, desk.context.tenant, uid, then=self.begin, refused=self.refused.emit
        )

    def begin(self, dossier: Dossier) -> None:
        """Fill the form from a stored dossier, unless no correction is possible any more."""
        from app.domain.correction_rules import form_as_received
        from app.ui.reception_texts import draft_of

        try:
            form = form_as_received(dossier)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        self._dossier = dossier
        kept = _HELD if dossier.slip_is_out else _KEPT
        deed = "Đang lập hồ sơ thay cho" if self.is_replacing else "Đang sửa hồ sơ"
        self.strip.begin(
            f"{deed} {dossier.code} · {form.applicant.full_name}",
            _REPLACING if self.is_replacing else kept,
            slip_is_out=dossier.slip_is_out,
        )
        draft: Draft = draft_of(form)
        if self.is_replacing:
            draft = {key: text for key, text in draft.items() if key not in _NOT_TAKEN_OVER}
            draft["documents"] = []
        self.filled.emit(draft)

    def save(self, desk: OpenDesk, form: ReceptionForm) -> None:
        """State the dossier anew; what the form does not show stays as it was."""
        from app.domain.correction_rules import form_as_received
        from app.services.correcting import correct_dossier

        if self._dossier is None:
            return
        if self.is_replacing:
            self._replace(desk, form, self._dossier)
            return
        reason = self.strip.fields.text("reason")
        self._background.command(
            correct_dossier,
            UUID(self._dossier.uid),
            with_what_is_not_shown(form, form_as_received(self._dossier)),
            reason,
            slip_returned=bool(self.strip.fields.text("slip_returned")),
            **stamp(desk),
            then=partial(self._corrected, form.applicant.full_name),
            refused=self._refuse,
        )

    def _replace(self, desk: OpenDesk, form: ReceptionForm, dossier: Dossier) -> None:
        from app.domain.correction_rules import form_as_received
        from app.services.superseding import supersede_stated

        known = form_as_received(dossier)
        self._second.do(
            desk,
            supersede_stated,
            UUID(dossier.uid),
            with_what_is_not_shown(form, known),
            self.strip.fields.text("reason"),
            slip_returned=bool(self.strip.fields.text("slip_returned")),
            then=self._replaced,
            refused=self._refuse,
        )

    def _replaced(self, done: SupersededDossier) -> None:
        from app.domain.money_words import money_text

        new = done.successor
        self._messages.tell(f"Hồ sơ {new.dossier_code} thay cho {done.superseded_code}")
        told = []
        if done.slip_went_home:
            told.append("Người nộp còn giữ giấy hẹn cũ: hãy mời đến đổi giấy.")
        if done.money_taken:
            taken = money_text(done.money_taken)
            told.append(f"Hồ sơ cũ đã thu {taken}: hãy trả lại hoặc ghi phần chênh lệch.")
        if told:
            self._messages.warn(" ".join(told))
        self._end()
        self._slips.print_received(new.dossier_uid, new.dossier_code, new.papers)
        self.replaced.emit(new.dossier_uid)

    def give_up(self) -> None:
        """Leave the dossier as it is."""
        if self._dossier is not None:
            self._messages.inform(f"Hồ sơ {self._dossier.code} giữ nguyên, chưa sửa gì.")
            self._end()

    def _corrected(self, applicant: str, corrected: CorrectedDossier) -> None:
        self._messages.tell(
            f"Đã sửa {corrected.dossier_code} · hẹn trả {moment_words(corrected.return_due_at)}"
        )
        self._warn(corrected)
        self._end()
        self._slips.print_received(corrected.dossier_uid, corrected.dossier_code, corrected.papers)
        self.saved.emit(corrected, applicant)

    def _warn(self, corrected: CorrectedDossier) -> None:
        from app.domain.money_words import money_text

        told = []
        if corrected.voided_copies:
            told.append("Giấy in trước đã hết giá trị: hãy thu lại và đưa bản thay thế.")
        if corrected.overpaid:
            told.append(f"Đã thu thừa {money_text(corrected.overpaid)}: hãy trả lại.")
        if corrected.counted_due_at is not None:
            due = moment_words(corrected.counted_due_at)
            told.append(f"Tính lại thì hẹn {due}, nhưng ngày trên giấy của người nộp được giữ.")
        if told:
            self._messages.warn(" ".join(told))

    def _refuse(self, refusal: Refusal) -> None:
        from app.domain.errors import Reason
        from app.domain.words import refusal_sentence

        if refusal.reason is Reason.REASON_MISSING:
            self.strip.fields.complain("reason", refusal_sentence(refusal))
            self.strip.fields["reason"].setFocus()
        else:
            self.refused.emit(refusal)

    def _end(self) -> None:
        self._dossier = None
        self.strip.end()
        self.ended.emit()


def with_what_is_not_shown(form: ReceptionForm, known: ReceptionForm) -> ReceptionForm:
    """A form from the window, with what the window has no field for as it was stored."""
    applicant = replace(form.applicant, email=known.applicant.email)
    owner, organisation = form.owner, form.organisation
    if owner is not None and known.owner is not None:
        owner = _like(owner, known.owner)
    if organisation is not None and known.organisation is not None:
        before = known.organisation
        organisation = replace(organisation, phone=before.phone, email=before.email)
    return replace(
        form,
        applicant=applicant,
        owner=owner,
        organisation=organisation,
        places=known.places,
        submitted_at=known.submitted_at,
        duplicates_seen=known.duplicates_seen,
        duplicate_reason=known.duplicate_reason,
    )


def _like(owner: Person, known: Person) -> Person:
    """The form asks an owner for name, number and address alone."""
    kept = replace(known, full_name=owner.full_name, identity=owner.identity, address=owner.address)
    return kept if owner.identity == known.identity else owner
