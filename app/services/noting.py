"""What is said or noted about a dossier without moving it, and its slip lost or shared."""

from __future__ import annotations

from app.domain.codes import check_agency_code
from app.domain.deed_forms import (
    NoteForm,
    NotifyForm,
    ReassignForm,
    RecordCodeForm,
    RemarkForm,
    RemindForm,
    ShareForm,
)
from app.domain.delay_facts import NoticeSent
from app.domain.end_facts import SlipReportedLost
from app.domain.errors import Reason, Refusal
from app.domain.facts import SlipVoided
from app.domain.trail_facts import DossierSharedWith, ForeignCodeRecorded, NoteAdded
from app.domain.work_facts import DossierReassigned, ReminderSent
from app.services.desk import staff_named
from app.services.dossier_deeds import Begun, Papers, free_words, needed, needed_words

_RECEIPT = "receipt"


def add_note(begun: Begun, form: NoteForm) -> Papers:
    """A remark for colleagues."""
    begun.record(NoteAdded(private=needed_words(form.words)))
    return ()


def notify_citizen(begun: Begun, form: NotifyForm) -> Papers:
    """The citizen was told something."""
    begun.record(NoticeSent(about=form.about, means=form.means, private=free_words(form.words)))
    return ()


def remind_agency(begun: Begun, form: RemindForm) -> Papers:
    """Urge the settling agency (đôn đốc, NĐ 118/2025 điều 8)."""
    begun.record(
        ReminderSent(
            agency=needed(form.agency, "cơ quan"),
            means=form.means.value,
            private=free_words(form.words),
        )
    )
    return ()


def reassign_dossier(begun: Begun, form: ReassignForm) -> Papers:
    """Another member of staff answers for it. Raises ``Refusal`` (``OFFICER_UNKNOWN``)."""
    member = staff_named(begun.session, begun.tenant, needed(form.staff, "người phụ trách"))
    begun.record(DossierReassigned(staff_uid=str(member.uid), private=free_words(form.reason)))
    return ()


def record_foreign_code(begun: Begun, form: RecordCodeForm) -> Papers:
    """Another system knows the dossier by this code; it is found by it from now on."""
    begun.record(
        ForeignCodeRecorded(
            system=needed(form.system, "hệ thống"),
            code=needed(form.code, "mã hồ sơ").upper(),
        )
    )
    return ()


def share_dossier(begun: Begun, form: ShareForm) -> Papers:
    """Let another office see and act. Raises ``Refusal`` (``SHARED_ALREADY``)."""
    office = check_agency_code(needed(form.office, "mã định danh đơn vị"))
    if office == begun.dossier.office or office in begun.dossier.shared_with:
        raise Refusal(Reason.SHARED_ALREADY, code=begun.dossier.code, office=office)
    begun.record(DossierSharedWith(office=office))
    return ()


def report_slip_lost(begun: Begun, form: RemarkForm) -> Papers:
    """The citizen lost the slip and signed an undertaking: that slip is void, a new one follows."""
    dossier = begun.dossier
    lost = SlipReportedLost(
        slip=_RECEIPT, edition=dossier.slip_edition, private=free_words(form.remark)
    )
    void = SlipVoided(
        slip=_RECEIPT,
        edition=dossier.slip_edition,
        copies=tuple(range(1, dossier.slip_copies + 1)),
        replaced_by=dossier.slip_edition + 1,
    )
    begun.record(lost, void)
    return ("undertaking", _RECEIPT)
