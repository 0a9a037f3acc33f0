"""How a dossier ends without a result: withdrawn, stopped, refused."""

from __future__ import annotations

from app.domain.deed_forms import DeclineWithdrawalForm, ReasonForm, RefuseForm, StopForm
from app.domain.dossier import DossierState
from app.domain.end_facts import (
    DossierRefused,
    DossierStopped,
    StopCause,
    WithdrawalDeclined,
    WithdrawalRequested,
)
from app.domain.errors import Reason, Refusal
from app.services.dossier_deeds import Begun, Papers, free_words, needed, needed_words, said


def request_withdrawal(begun: Begun, form: ReasonForm) -> Papers:
    """The citizen takes the request back (NĐ 118/2025, điều 21)."""
    begun.record(WithdrawalRequested(private=needed_words(form.reason)))
    return ()


def decline_withdrawal(begun: Begun, form: DeclineWithdrawalForm) -> Papers:
    """A decision or result already stands."""
    begun.record(
        WithdrawalDeclined(
            decision=needed(form.decision, "số quyết định"), private=free_words(form.remark)
        )
    )
    return ()


def stop_dossier(begun: Begun, form: StopForm) -> Papers:
    """End a dossier without a result, with a notice.

    Raises ``Refusal`` (``WITHDRAWAL_NOT_ASKED``) for a withdrawal that nobody asked for.
    """
    was_asked = begun.dossier.state is DossierState.WITHDRAWAL_ASKED
    if form.cause is StopCause.WITHDRAWN and not was_asked:
        raise Refusal(Reason.WITHDRAWAL_NOT_ASKED, code=begun.dossier.code)
    begun.record(
        DossierStopped(
            cause=form.cause, document=said(form.document), private=needed_words(form.reason)
        )
    )
    return ("stop_notice",)


def refuse_dossier(begun: Begun, form: RefuseForm) -> Papers:
    """Refuse in writing a dossier that already has a code."""
    begun.record(DossierRefused(document=said(form.document), private=needed_words(form.reason)))
    return ("refusal",)
