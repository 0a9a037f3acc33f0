"""Which deeds are the likely next ones, in which order they are offered, what a scan begins."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.dossier import Dossier, DossierState
from app.domain.dossier_rules import DeedKind

_S, _D = DossierState, DeedKind

LIKELY: dict[DossierState, tuple[DeedKind, ...]] = {
    _S.RECEIVED: (_D.START_STEP, _D.REQUEST_SUPPLEMENT, _D.COLLECT_FEE, _D.RECEIVE_RESULT),
    _S.IN_PROCESS: (_D.RECEIVE_RESULT, _D.FINISH_STEP, _D.START_STEP, _D.REQUEST_SUPPLEMENT),
    _S.AWAITING_SUPPLEMENT: (
        _D.RECEIVE_SUPPLEMENT,
        _D.TELL_SUPPLEMENT,
        _D.CLOSE_UNSUPPLEMENTED,
        _D.NOTIFY,
    ),
    _S.AWAITING_PAYMENT: (_D.MEET_PAYMENT, _D.COLLECT_FEE, _D.NOTIFY),
    _S.WITHDRAWAL_ASKED: (_D.STOP, _D.DECLINE_WITHDRAWAL),
    _S.SETTLED: (_D.RETURN_RESULT, _D.NOTIFY, _D.COLLECT_FEE, _D.AUTHORISE),
    _S.RETURNED: (_D.RECALL_RESULT, _D.ADD_NOTE),
    _S.STOPPED: (_D.REFUND_FEE, _D.ADD_NOTE),
    _S.REFUSED: (_D.REFUND_FEE, _D.ADD_NOTE),
    _S.CANCELLED: (_D.REFUND_FEE, _D.ADD_NOTE),
    _S.SUPERSEDED: (_D.REFUND_FEE, _D.ADD_NOTE),
}
"""By state: what an officer does next, the likeliest first."""

SCREEN_DEEDS = frozenset(
    {
        _D.CORRECT,
        _D.CANCEL,
        _D.HAND_OVER,
        _D.HAND_BACK,
        _D.ACCEPT_HAND_OVER,
        _D.SUPERSEDE,
        _D.ATTACH,
        _D.RESOLVE_CLASH,
    }
)
"""Deeds that no single form does: they have a place of their own."""


_WAITED_FOR = {
    _S.AWAITING_SUPPLEMENT: _D.RECEIVE_SUPPLEMENT,
    _S.AWAITING_PAYMENT: _D.MEET_PAYMENT,
}


def deed_of_scan(dossier: Dossier) -> DeedKind | None:
    """What somebody who brings the slip of a dossier came for; nothing where only its page helps.

    What lies ready is collected, what the office waits for is handed in; a request to withdraw
    takes precedence, for it has to be answered first.
    """
    if dossier.needs_update or dossier.state is _S.WITHDRAWAL_ASKED or not dossier.is_open:
        return None
    if any(each.is_on_shelf for each in dossier.results):
        return _D.RETURN_RESULT
    return _WAITED_FOR.get(dossier.state)


def likely_deeds(state: DossierState, allowed: Collection[DeedKind]) -> tuple[DeedKind, ...]:
    """The few deeds to show as buttons, of those that are allowed now."""
    return tuple(each for each in LIKELY.get(state, ()) if each in allowed)


def ordered_deeds(state: DossierState, allowed: Collection[DeedKind]) -> tuple[DeedKind, ...]:
    """Every deed that one form does and that is allowed now, the likely ones first."""
    likely = likely_deeds(state, allowed)
    others = (each for each in DeedKind if each in allowed and each not in likely)
    return (*likely, *(each for each in others if each not in SCREEN_DEEDS))
