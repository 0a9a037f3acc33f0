"""Money of a dossier: what is due, exempted, taken and given back, in whole đồng."""

from __future__ import annotations

from app.domain.deed_forms import AssessFeeForm, CollectFeeForm, ExemptFeeForm, RefundFeeForm
from app.domain.dossier import Dossier, DossierState
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.money_facts import FeeAssessed, FeeCollected, FeeExempted, FeeRefunded
from app.domain.money_words import money_text
from app.services.dossier_deeds import Begun, Papers, free_words, needed, needed_words, said
from app.services.numbering import take_receipt_number

AT_RECEPTION, AT_SUPPLEMENT, AT_RETURN = 1, 2, 4
"""Moments of collecting (HinhThucThu of the national exchange)."""

_MOST = 10_000_000_000


def assess_fee(begun: Begun, form: AssessFeeForm) -> Papers:
    """Set what is due anew, whole. Raises ``Refusal`` (``MONEY_WRONG``)."""
    _check(form.fee, form.levy, form.service)
    begun.record(
        FeeAssessed(
            moment=moment_of(begun.dossier),
            fee=form.fee,
            levy=form.levy,
            service=form.service,
            private=free_words(form.reason),
        )
    )
    return ()


def collect_fee(begun: Begun, form: CollectFeeForm) -> Papers:
    """Take money; the official receipt's number is recorded, the internal sheet is numbered.

    Raises ``Refusal`` (``MONEY_WRONG``) for nothing, or less than nothing.
    """
    _check(form.fee, form.levy, form.service, form.postage)
    if not form.fee + form.levy + form.service + form.postage:
        raise Refusal(Reason.MONEY_WRONG, value=0)
    year = local_date(begun.occurred_at).year
    begun.record(
        FeeCollected(
            moment=moment_of(begun.dossier),
            fee=form.fee,
            levy=form.levy,
            postage=form.postage,
            service=form.service,
            means=form.means,
            receipt_number=said(form.receipt_number),
            internal_receipt=take_receipt_number(begun.session, begun.deed.author, year),
        )
    )
    return ("fee_receipt",)


def exempt_fee(begun: Begun, form: ExemptFeeForm) -> Papers:
    """What this citizen need not pay, by which rule.

    Raises ``Refusal`` (``EXEMPTION_TOO_LARGE``) for more than is due.
    """
    _check(form.fee, form.levy, form.service)
    money = begun.dossier.money
    fits = (
        form.fee <= money.fee_due - money.fee_exempt
        and form.levy <= money.levy_due - money.levy_exempt
        and form.service <= money.service_due - money.service_exempt
    )
    if not fits:
        raise Refusal(Reason.EXEMPTION_TOO_LARGE, code=begun.dossier.code)
    begun.record(
        FeeExempted(
            ground=needed(form.ground, "căn cứ miễn, giảm"),
            fee=form.fee,
            levy=form.levy,
            service=form.service,
            private=free_words(form.remark),
        )
    )
    return ()


def refund_fee(begun: Begun, form: RefundFeeForm) -> Papers:
    """Give money back. Raises ``Refusal`` (``REFUND_TOO_LARGE``) for more than was taken."""
    _check(form.fee, form.levy, form.service, form.postage)
    money = begun.dossier.money
    fits = (
        form.fee <= money.fee_paid
        and form.levy <= money.levy_paid
        and form.service <= money.service_paid
        and form.postage <= money.postage_paid
    )
    if not fits:
        taken = money_text(money.taken + money.postage_paid)
        raise Refusal(Reason.REFUND_TOO_LARGE, code=begun.dossier.code, taken=taken)
    begun.record(
        FeeRefunded(
            fee=form.fee,
            levy=form.levy,
            service=form.service,
            postage=form.postage,
            receipt_number=said(form.receipt_number),
            private=needed_words(form.reason),
        )
    )
    return ()


def moment_of(dossier: Dossier) -> int:
    """Which of the three moments of collecting a dossier is at."""
    if any(each.is_on_shelf for each in dossier.results):
        return AT_RETURN
    if dossier.state in (DossierState.AWAITING_SUPPLEMENT, DossierState.AWAITING_PAYMENT):
        return AT_SUPPLEMENT
    return AT_RECEPTION if dossier.forwarded_at is None else AT_SUPPLEMENT


def _check(*sums: int) -> None:
    for amount in sums:
        if not 0 <= amount <= _MOST:
            raise Refusal(Reason.MONEY_WRONG, value=amount)
