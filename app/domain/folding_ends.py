"""The fold of how a dossier ends, and of its money."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.dossier import Dossier, DossierState
from app.domain.dossier_parts import LaterPrivate, MoneyState, ResultState
from app.domain.end_facts import (
    AuthorityRecorded,
    CollectionRefused,
    DossierRefused,
    DossierStopped,
    ResultRecalled,
    ResultReceived,
    ResultReturned,
    WithdrawalDeclined,
    WithdrawalRequested,
)
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.money_facts import FeeAssessed, FeeCollected, FeeExempted, FeeRefunded


def _ask_withdrawal(dossier: Dossier, _fact: WithdrawalRequested, event: Event) -> Dossier:
    return replace(dossier, withdrawal_asked_at=event.occurred_at)


def _decline_withdrawal(dossier: Dossier, _fact: WithdrawalDeclined, _event: Event) -> Dossier:
    return replace(dossier, withdrawal_asked_at=None)


def _stop(dossier: Dossier, _fact: DossierStopped, _event: Event) -> Dossier:
    return replace(dossier, ending=DossierState.STOPPED)


def _refuse(dossier: Dossier, _fact: DossierRefused, _event: Event) -> Dossier:
    return replace(dossier, ending=DossierState.REFUSED)


def _receive_result(dossier: Dossier, fact: ResultReceived, event: Event) -> Dossier:
    result = ResultState(
        uid=fact.result_uid,
        name=fact.name,
        received_at=event.occurred_at,
        number=fact.number,
        issued_on=fact.issued_on,
        valid_until=fact.valid_until,
        shelf=fact.shelf,
        step=fact.step,
    )
    others = tuple(each for each in dossier.results if each.uid != fact.result_uid)
    return replace(dossier, results=(*others, result), results_remaining=fact.remaining)


def _recall_result(dossier: Dossier, fact: ResultRecalled, event: Event) -> Dossier:
    recalled = _change_result(dossier, fact.result_uid, recalled_at=event.occurred_at)
    return replace(recalled, results_remaining=(dossier.results_remaining or 0) + 1)


def _return_result(dossier: Dossier, fact: ResultReturned, event: Event) -> Dossier:
    return _change_result(
        dossier, fact.result_uid, returned_at=event.occurred_at, returned_place=fact.place
    )


def _refuse_collection(dossier: Dossier, fact: CollectionRefused, event: Event) -> Dossier:
    return _change_result(dossier, fact.result_uid, refused_at=event.occurred_at)


def _change_result(dossier: Dossier, uid: str, **changes: Any) -> Dossier:
    results = tuple(
        replace(each, **changes) if each.uid == uid else each for each in dossier.results
    )
    return replace(dossier, results=results)


def _authorise(dossier: Dossier, fact: AuthorityRecorded, _event: Event) -> Dossier:
    if fact.private is None:
        return dossier
    later = dossier.later or LaterPrivate()
    named = (*later.authorised, fact.private.person)
    return replace(dossier, later=replace(later, authorised=named))


def _collect(dossier: Dossier, fact: FeeCollected, _event: Event) -> Dossier:
    money = dossier.money
    receipts = money.receipt_numbers
    if fact.receipt_number is not None:
        receipts = (*receipts, fact.receipt_number)
    return replace(dossier, money=replace(_paid(money, fact, +1), receipt_numbers=receipts))


def _refund(dossier: Dossier, fact: FeeRefunded, _event: Event) -> Dossier:
    return replace(dossier, money=_paid(dossier.money, fact, -1))


def _paid(money: MoneyState, fact: FeeCollected | FeeRefunded, sign: int) -> MoneyState:
    return replace(
        money,
        fee_paid=money.fee_paid + sign * fact.fee,
        levy_paid=money.levy_paid + sign * fact.levy,
        service_paid=money.service_paid + sign * fact.service,
        postage_paid=money.postage_paid + sign * fact.postage,
    )


def _assess(dossier: Dossier, fact: FeeAssessed, _event: Event) -> Dossier:
    due = replace(dossier.money, fee_due=fact.fee, levy_due=fact.levy, service_due=fact.service)
    return replace(dossier, money=due)


def _exempt(dossier: Dossier, fact: FeeExempted, _event: Event) -> Dossier:
    money = dossier.money
    exempt = replace(
        money,
        fee_exempt=money.fee_exempt + fact.fee,
        levy_exempt=money.levy_exempt + fact.levy,
        service_exempt=money.service_exempt + fact.service,
    )
    return replace(dossier, money=exempt)


FOLDERS: dict[type[Fact], Any] = {
    WithdrawalRequested: _ask_withdrawal,
    WithdrawalDeclined: _decline_withdrawal,
    DossierStopped: _stop,
    DossierRefused: _refuse,
    ResultReceived: _receive_result,
    ResultRecalled: _recall_result,
    ResultReturned: _return_result,
    CollectionRefused: _refuse_collection,
    AuthorityRecorded: _authorise,
    FeeCollected: _collect,
    FeeRefunded: _refund,
    FeeAssessed: _assess,
    FeeExempted: _exempt,
}
