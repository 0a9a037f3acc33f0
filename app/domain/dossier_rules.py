"""What may be done with a dossier now: state, role and place, asked only when somebody acts."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from app.domain.deed_words import DEED_WORDS, REMEDIES
from app.domain.dossier import Dossier, DossierState
from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.history_work import unit_words
from app.domain.light_dataclass import dataclass
from app.domain.roles import ADMINISTRATOR, CLERK, POSTAL_CLERK, ROLE_WORDS, SUPERVISOR
from app.domain.search_words import STATE_WORDS


class DeedKind(StrEnum):
    """Deeds on a dossier that exists."""

    CORRECT = "correct"
    CANCEL = "cancel"
    HAND_OVER = "hand_over"
    HAND_BACK = "hand_back"
    ACCEPT_HAND_OVER = "accept_hand_over"
    START_STEP = "start_step"
    FINISH_STEP = "finish_step"
    REQUEST_SUPPLEMENT = "request_supplement"
    TELL_SUPPLEMENT = "tell_supplement"
    RECEIVE_SUPPLEMENT = "receive_supplement"
    CLOSE_UNSUPPLEMENTED = "close_unsupplemented"
    REQUEST_PAYMENT = "request_payment"
    MEET_PAYMENT = "meet_payment"
    ANNOUNCE_DELAY = "announce_delay"
    DRAFT_APOLOGY = "draft_apology"
    RESCHEDULE = "reschedule"
    REQUEST_WITHDRAWAL = "request_withdrawal"
    DECLINE_WITHDRAWAL = "decline_withdrawal"
    STOP = "stop"
    REFUSE = "refuse"
    RECEIVE_RESULT = "receive_result"
    RECALL_RESULT = "recall_result"
    RETURN_RESULT = "return_result"
    REFUSE_COLLECTION = "refuse_collection"
    REPORT_SLIP_LOST = "report_slip_lost"
    AUTHORISE = "authorise"
    SUPERSEDE = "supersede"
    REASSIGN = "reassign"
    REMIND_AGENCY = "remind_agency"
    NOTIFY = "notify"
    ASSESS_FEE = "assess_fee"
    COLLECT_FEE = "collect_fee"
    EXEMPT_FEE = "exempt_fee"
    REFUND_FEE = "refund_fee"
    ADD_NOTE = "add_note"
    ATTACH = "attach"
    RECORD_CODE = "record_code"
    SHARE = "share"
    RESOLVE_CLASH = "resolve_clash"


@dataclass(frozen=True, slots=True)
class IntendedDeed:
    """What somebody is about to do, and who and where they are."""

    kind: DeedKind
    author: Author


Condition = Callable[[Dossier], Reason | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When a deed is allowed. ``here``: the papers must lie in the office that acts."""

    states: frozenset[DossierState]
    roles: tuple[str, ...] = (CLERK,)
    here: bool = False
    conditions: tuple[Condition, ...] = ()


def _unless(reason: Reason, wrong: Callable[[Dossier], bool]) -> Condition:
    return lambda dossier: reason if wrong(dossier) else None


_S = DossierState
_EVERY = frozenset(_S) - {_S.FILED}
_FRESH = frozenset({_S.RECEIVED})
_WORKING = frozenset({_S.RECEIVED, _S.IN_PROCESS})
_WAITING = frozenset({_S.AWAITING_SUPPLEMENT, _S.AWAITING_PAYMENT})
_RUNNING = _WORKING | _WAITING
_OPEN = _RUNNING | {_S.WITHDRAWAL_ASKED, _S.SETTLED}
_WITH_RESULTS = frozenset({_S.IN_PROCESS, _S.SETTLED, _S.RETURNED})
_DESK = (CLERK, POSTAL_CLERK)
_LEADERS = (SUPERVISOR,)
_ANYBODY = (CLERK, SUPERVISOR, POSTAL_CLERK, ADMINISTRATOR)

_HAS_PERSONS = _unless(Reason.DOSSIER_ERASED, lambda each: each.private is None)
_KEEPS_WORDS = _unless(Reason.WORDS_NOT_KEPT, lambda each: each.private is None)
_NEVER_PAUSED = _unless(Reason.DOSSIER_PAUSED_BEFORE, lambda each: bool(each.supplements))
_NO_RESULTS = _unless(Reason.RESULT_EXISTS, lambda each: bool(each.current_results))
_HAS_RESULTS = _unless(Reason.RESULT_MISSING, lambda each: not each.current_results)
_ON_THE_WAY = _unless(Reason.HAND_OVER_NONE, lambda each: not each.custody.is_on_the_way)
_DELAY_KNOWN = _unless(Reason.DELAY_NOT_ANNOUNCED, lambda each: each.open_delay is None)
_STEP_RUNS = _unless(
    Reason.STEP_NOT_STARTED, lambda each: all(step.ended_at for step in each.steps)
)
_NOT_TOLD = _unless(
    Reason.SUPPLEMENT_TOLD_ALREADY,
    lambda each: each.open_supplement is None or each.open_supplement.told_at is not None,
)

RULES: dict[DeedKind, Rule] = {
    DeedKind.CORRECT: Rule(states=_FRESH, here=True, conditions=(_HAS_PERSONS, _NEVER_PAUSED)),
    DeedKind.CANCEL: Rule(states=_FRESH, here=True),
    DeedKind.HAND_OVER: Rule(states=_RUNNING | {_S.SETTLED}, roles=_DESK),
    # Papers come home from an agency whatever became of the dossier, and are counted wherever.
    DeedKind.HAND_BACK: Rule(states=_EVERY, roles=_DESK),
    DeedKind.ACCEPT_HAND_OVER: Rule(states=_EVERY, roles=_DESK, conditions=(_ON_THE_WAY,)),
    DeedKind.START_STEP: Rule(states=_RUNNING),
    DeedKind.FINISH_STEP: Rule(states=_OPEN, conditions=(_STEP_RUNS,)),
    DeedKind.REQUEST_SUPPLEMENT: Rule(states=_WORKING),
    DeedKind.TELL_SUPPLEMENT: Rule(
        states=frozenset({_S.AWAITING_SUPPLEMENT}), conditions=(_NOT_TOLD,)
    ),
    DeedKind.RECEIVE_SUPPLEMENT: Rule(states=frozenset({_S.AWAITING_SUPPLEMENT})),
    DeedKind.CLOSE_UNSUPPLEMENTED: Rule(states=frozenset({_S.AWAITING_SUPPLEMENT})),
    DeedKind.REQUEST_PAYMENT: Rule(states=_WORKING),
    DeedKind.MEET_PAYMENT: Rule(states=frozenset({_S.AWAITING_PAYMENT})),
    DeedKind.ANNOUNCE_DELAY: Rule(states=_RUNNING, roles=(CLERK, SUPERVISOR)),
    DeedKind.DRAFT_APOLOGY: Rule(
        states=_RUNNING, roles=(CLERK, SUPERVISOR), conditions=(_DELAY_KNOWN,)
    ),
    DeedKind.RESCHEDULE: Rule(
        states=_RUNNING, roles=(CLERK, SUPERVISOR), conditions=(_DELAY_KNOWN,)
    ),
    DeedKind.REQUEST_WITHDRAWAL: Rule(states=_RUNNING | {_S.SETTLED}),
    DeedKind.DECLINE_WITHDRAWAL: Rule(states=frozenset({_S.WITHDRAWAL_ASKED})),
    DeedKind.STOP: Rule(states=_RUNNING | {_S.WITHDRAWAL_ASKED}, conditions=(_NO_RESULTS,)),
    DeedKind.REFUSE: Rule(states=_RUNNING, conditions=(_NO_RESULTS,)),
    DeedKind.RECEIVE_RESULT: Rule(states=_RUNNING | {_S.SETTLED}),
    DeedKind.RECALL_RESULT: Rule(states=_WITH_RESULTS, conditions=(_HAS_RESULTS,)),
    DeedKind.RETURN_RESULT: Rule(
        states=_WITH_RESULTS - {_S.RETURNED}, roles=_DESK, conditions=(_HAS_RESULTS,)
    ),
    DeedKind.REFUSE_COLLECTION: Rule(
        states=_WITH_RESULTS - {_S.RETURNED}, roles=_DESK, conditions=(_HAS_RESULTS,)
    ),
    DeedKind.REPORT_SLIP_LOST: Rule(states=_OPEN),
    DeedKind.AUTHORISE: Rule(states=_OPEN),
    DeedKind.SUPERSEDE: Rule(
        states=_RUNNING, roles=(SUPERVISOR, CLERK), conditions=(_NO_RESULTS, _HAS_PERSONS)
    ),
    DeedKind.REASSIGN: Rule(states=_OPEN, roles=_LEADERS),
    DeedKind.REMIND_AGENCY: Rule(states=_RUNNING, roles=(CLERK, SUPERVISOR)),
    DeedKind.NOTIFY: Rule(states=_OPEN, roles=(CLERK, POSTAL_CLERK, SUPERVISOR)),
    DeedKind.ASSESS_FEE: Rule(states=_OPEN),
    DeedKind.COLLECT_FEE: Rule(states=_OPEN, roles=_DESK),
    DeedKind.EXEMPT_FEE: Rule(states=_OPEN, roles=(CLERK, SUPERVISOR)),
    DeedKind.REFUND_FEE: Rule(states=_EVERY, roles=(CLERK, SUPERVISOR)),
    DeedKind.ADD_NOTE: Rule(states=_EVERY, roles=_ANYBODY, conditions=(_KEEPS_WORDS,)),
    DeedKind.ATTACH: Rule(states=_EVERY, roles=_DESK, conditions=(_KEEPS_WORDS,)),
    DeedKind.RECORD_CODE: Rule(states=_EVERY, roles=_DESK),
    DeedKind.SHARE: Rule(states=_OPEN, roles=(CLERK, SUPERVISOR)),
    DeedKind.RESOLVE_CLASH: Rule(states=_EVERY, roles=_LEADERS),
}
"""Every deed with its rule; whatever also depends on a date or another table is the use case's."""


def check(dossier: Dossier, deed: IntendedDeed) -> None:
    """Raises ``Refusal`` with the first rule that says no to a deed.

    ``ROLE_LACKING``, ``DOSSIER_ELSEWHERE``, ``UPDATE_NEEDED``, ``DOSSIER_CANCELLED``,
    ``DEED_NOT_NOW`` with what to do instead, ``DOSSIER_ON_THE_WAY`` and ``DOSSIER_HELD_ELSEWHERE``
    for papers that are not here, and the reasons of the rule's own conditions.
    """
    rule = RULES[deed.kind]
    if deed.author.role not in rule.roles:
        raise Refusal(Reason.ROLE_LACKING, role=ROLE_WORDS[rule.roles[0]])
    if deed.author.office not in offices_of(dossier):
        raise Refusal(Reason.DOSSIER_ELSEWHERE, code=dossier.code, office=dossier.office)
    if dossier.needs_update:
        raise Refusal(Reason.UPDATE_NEEDED, code=dossier.code)
    _check_state(dossier, deed.kind, rule)
    if rule.here:
        check_here(dossier, deed.author.office)
    for condition in rule.conditions:
        reason = condition(dossier)
        if reason is not None:
            raise Refusal(reason, code=dossier.code)


def offices_of(dossier: Dossier) -> frozenset[str]:
    """The offices that may act: it was received there, lies there, or is shared with them."""
    holder = dossier.custody.holder
    return frozenset({dossier.office, holder.name, *dossier.shared_with})


def check_here(dossier: Dossier, office: str) -> None:
    """Raises ``Refusal`` while the papers lie elsewhere or are on their way."""
    custody = dossier.custody
    if custody.is_on_the_way:
        raise Refusal(
            Reason.DOSSIER_ON_THE_WAY,
            code=dossier.code,
            sheet=custody.sheet,
            receiver=unit_words(custody.holder),
        )
    if not custody.holder.is_within(office):
        raise Refusal(
            Reason.DOSSIER_HELD_ELSEWHERE, code=dossier.code, holder=unit_words(custody.holder)
        )


def _check_state(dossier: Dossier, kind: DeedKind, rule: Rule) -> None:
    if dossier.state in rule.states:
        return
    if dossier.state is DossierState.CANCELLED:
        raise Refusal(Reason.DOSSIER_CANCELLED, code=dossier.code)
    if kind in (DeedKind.CORRECT, DeedKind.CANCEL) and dossier.forwarded_at is not None:
        raise Refusal(Reason.DOSSIER_HANDED_OVER, code=dossier.code)
    raise Refusal(
        Reason.DEED_NOT_NOW,
        code=dossier.code,
        deed=DEED_WORDS[kind.value],
        state=STATE_WORDS[dossier.state],
        remedy=REMEDIES[dossier.state],
    )
