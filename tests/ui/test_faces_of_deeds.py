"""Each deed on a dossier has every face: a rule with roles, a use case, what it records and what
that changes, a sentence in the history, a form or a place in the window, a verb that states when.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import acting, do, erase_persons, received, stored
from desks import NOW, reception, with_papers
from piles import AGENCY, DESK, accept, close
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import Desk
from app.commands.answer import Verb
from app.commands.verbs import VERBS
from app.domain import deed_forms as forms
from app.domain.deed_forms import FORMS
from app.domain.deed_order import SCREEN_DEEDS
from app.domain.deed_words import WORDS_GO
from app.domain.dossier_rules import RULES, DeedKind
from app.domain.end_facts import ShownProof
from app.domain.history_words import event_sentence
from app.services import journal
from app.services.attaching import AttachForm, attach_file, vault_of
from app.services.correcting import cancel_dossier, correct_dossier
from app.services.deed_proposals import deed_sheet
from app.services.deeds import USE_CASES
from app.services.procedures import procedure_in_force
from app.services.superseding import supersede_dossier
from app.ui.dialogs.deed import DeedDialog
from app.ui.theme import Theme

D = DeedKind
ASK = (D.REQUEST_SUPPLEMENT, forms.RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ"))
DUTY = (D.REQUEST_PAYMENT, forms.RequestPaymentForm(amount=500_000))
DELAY = (
    D.ANNOUNCE_DELAY,
    forms.AnnounceDelayForm(
        proposed_due_at=NOW + timedelta(days=14), reason="Chờ xác minh", agency="Sở Nội vụ"
    ),
)
DRAFT = (D.DRAFT_APOLOGY, forms.DraftApologyForm())
STEP = (D.START_STEP, forms.StartStepForm(unit="Phòng A", work="thẩm định"))
WITHDRAW = (D.REQUEST_WITHDRAWAL, forms.ReasonForm(reason="đổi ý"))
RESULT = (D.RECEIVE_RESULT, forms.ReceiveResultForm(name="Giấy xác nhận"))
DUE = (D.ASSESS_FEE, forms.AssessFeeForm(fee=50_000))
PAID = (D.COLLECT_FEE, forms.CollectFeeForm(fee=50_000))
LATE = timedelta(days=40)
RIGHT = "1.001699"

LIVES: dict[DeedKind, tuple[tuple[tuple[DeedKind, Any], ...], Any, tuple[str, ...]]] = {
    D.START_STEP: ((), STEP[1], ("step.started",)),
    D.FINISH_STEP: ((STEP,), forms.FinishStepForm(), ("step.finished",)),
    D.REQUEST_SUPPLEMENT: ((), ASK[1], ("supplement.requested",)),
    D.TELL_SUPPLEMENT: ((ASK,), forms.TellForm(), ("supplement.told",)),
    D.RECEIVE_SUPPLEMENT: (
        (ASK,),
        forms.ReceiveSupplementForm(),
        ("supplement.received",),
    ),
    D.REQUEST_PAYMENT: ((), DUTY[1], ("payment.requested",)),
    D.MEET_PAYMENT: ((DUTY,), forms.MeetPaymentForm(), ("payment.met",)),
    D.ANNOUNCE_DELAY: ((), DELAY[1], ("delay.announced",)),
    D.DRAFT_APOLOGY: ((DELAY,), DRAFT[1], ("apology.drafted",)),
    D.RESCHEDULE: (
        (DELAY, DRAFT),
        forms.RescheduleForm(signatory="Phạm Đình Tập"),
        ("return.rescheduled",),
    ),
    D.REQUEST_WITHDRAWAL: ((), WITHDRAW[1], ("withdrawal.requested",)),
    D.DECLINE_WITHDRAWAL: (
        (WITHDRAW,),
        forms.DeclineWithdrawalForm(decision="45/QĐ"),
        ("withdrawal.declined",),
    ),
    D.STOP: ((WITHDRAW,), forms.StopForm(reason="rút"), ("dossier.stopped",)),
    D.REFUSE: ((), forms.RefuseForm(reason="không đủ điều kiện"), ("dossier.refused",)),
    D.RECEIVE_RESULT: ((), RESULT[1], ("result.received",)),
    D.RECALL_RESULT: (
        (RESULT,),
        forms.RecallResultForm(reason="sai ngày sinh"),
        ("result.recalled",),
    ),
    D.RETURN_RESULT: (
        (RESULT,),
        forms.ReturnResultForm(proofs=(ShownProof.SLIP,)),
        ("result.returned",),
    ),
    D.REFUSE_COLLECTION: (
        (RESULT,),
        forms.RefuseCollectionForm(reason="sai ngày sinh"),
        ("collection.refused",),
    ),
    D.REPORT_SLIP_LOST: ((), forms.RemarkForm(), ("slip.reported_lost", "slip.voided")),
    D.AUTHORISE: (
        (),
        forms.AuthoriseForm(full_name="Lê Văn Thử", paper="Giấy ủy quyền số 5"),
        ("authority.recorded",),
    ),
    D.REMIND_AGENCY: ((), forms.RemindForm(agency="Sở Nội vụ"), ("reminder.sent",)),
    D.NOTIFY: ((RESULT,), forms.NotifyForm(), ("notice.sent",)),
    D.ASSESS_FEE: ((), DUE[1], ("fee.assessed",)),
    D.COLLECT_FEE: ((DUE,), PAID[1], ("fee.collected",)),
    D.EXEMPT_FEE: ((DUE,), forms.ExemptFeeForm(ground="hộ nghèo", fee=1), ("fee.exempted",)),
    D.REFUND_FEE: ((PAID,), forms.RefundFeeForm(reason="thu nhầm", fee=1), ("fee.refunded",)),
    D.ADD_NOTE: ((), forms.NoteForm(words="Đã gọi điện"), ("note.added",)),
    D.RECORD_CODE: (
        (),
        forms.RecordCodeForm(system="Cổng", code="G22.99-261116-0007"),
        ("foreign_code.recorded",),
    ),
    D.SHARE: ((), forms.ShareForm(office="H40.17"), ("dossier.shared_with",)),
    D.REASSIGN: ((), None, ("dossier.reassigned",)),
    D.CLOSE_UNSUPPLEMENTED: ((ASK,), forms.RemarkForm(), ("dossier.closed_unsupplemented",)),
}
"""What comes before each deed that one form does, its form, and what it records.

The last one is done weeks later: a clock does not go back.
"""


def corrected(desk: Desk, uid: UUID) -> None:
    with desk.database.transaction() as session:
        who: dict[str, Any] = {"now": NOW, "desk": desk.context, "actor": desk.actor}
        correct_dossier(session, uid, reception(abstract="Nội dung khác"), "gõ nhầm", **who)


def cancelled(desk: Desk, uid: UUID) -> None:
    with desk.database.transaction() as session:
        cancel_dossier(session, uid, "nhầm", now=NOW, desk=desk.context, actor=desk.actor)


def superseded(desk: Desk, uid: UUID) -> None:
    do(desk, uid, *STEP)
    with desk.database.transaction() as session:
        _, procedure = procedure_in_force(session, desk.context.tenant, RIGHT, NOW.date())
        case = procedure.cases[0] if procedure.cases else None
        papers = with_papers(procedure)
        right = reception(procedure_code=RIGHT, case=case, documents=papers)
        supersede_dossier(session, uid, right, "nhận nhầm thủ tục", acting(desk))


def attached(desk: Desk, uid: UUID) -> None:
    with desk.database.transaction() as session:
        vault = vault_of(session, desk.context.tenant, desk.settings.attachments)
        form = AttachForm(name="don.pdf", content=b"%PDF-1.7 x", ordinal=1)
        attach_file(session, uid, form, acting(desk), vault)


def came_back(desk: Desk, uid: UUID) -> None:
    accept(desk, close(desk, [uid]).code)
    close(desk, [uid], giver=AGENCY, receiver=DESK)


PLACES: dict[DeedKind, tuple[str, Callable[[Desk, UUID], Any], str]] = {
    D.CORRECT: ("correct", corrected, "dossier.corrected"),
    D.CANCEL: ("cancel", cancelled, "dossier.cancelled"),
    D.HAND_OVER: ("hand-over close", lambda desk, uid: close(desk, [uid]), "dossier.handed_over"),
    D.HAND_BACK: ("hand-over close", came_back, "dossier.handed_over"),
    D.ACCEPT_HAND_OVER: (
        "hand-over accept",
        lambda desk, uid: accept(desk, close(desk, [uid], receiver=AGENCY).code),
        "dossier.hand_over_accepted",
    ),
    D.SUPERSEDE: ("supersede", superseded, "dossier.superseded"),
    D.ATTACH: ("attach file", attached, "attachment.added"),
}
"""The deeds that have a place of their own: their verb, one way to do them, what they record."""

FROM_TWO_DESKS = {D.RESOLVE_CLASH}
"""Asked only of what two desks wrote apart (``tests/sync``)."""

NOW_ONLY = {D.CORRECT, D.CANCEL}
"""They put right what is on the desk at this moment, and happen when they are keyed in."""


def verb(name: str) -> Verb:
    return next(each for each in VERBS if each.name == name)


def verb_of(kind: DeedKind) -> Verb:
    return verb(PLACES[kind][0] if kind in PLACES else f"deed {kind.value.replace('_', '-')}")


def told(desk: Desk, uid: UUID) -> list[tuple[str, str]]:
    """Every event of a dossier by kind, with the sentence of the history."""
    with desk.database.reading() as session:
        events = list(journal.events(session, desk.context.tenant, uid))
    return [(each.kind, event_sentence(each)) for each in events]


def test_no_deed_is_without_its_line_here() -> None:
    assert set(LIVES) == set(FORMS) == set(USE_CASES)
    assert set(PLACES) == set(SCREEN_DEEDS) - FROM_TWO_DESKS
    assert set(LIVES) | set(PLACES) | FROM_TWO_DESKS == set(DeedKind) == set(RULES)


@pytest.mark.parametrize("kind", [*LIVES, *PLACES])
def test_its_verb_is_for_the_roles_of_its_rule_and_states_when(kind: DeedKind) -> None:
    found, parser = verb_of(kind), ArgumentParser()
    found.options(parser)
    options = {option for action in parser._actions for option in action.option_strings}
    assert set(RULES[kind].roles) & set(found.roles)
    assert ("--at" in options) is (kind not in NOW_ONLY)


def test_each_form_is_drawn_and_its_deed_recorded_told_and_seen_in_the_dossier(
    desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for kind, (before, stated, kinds) in LIVES.items():
        form = forms.ReassignForm(staff=str(desk.actor.uid)) if kind is D.REASSIGN else stated
        uid = received(desk)
        for earlier, words in before:
            do(desk, uid, earlier, words)
        known, so_far = stored(desk, uid), len(told(desk, uid))
        now = NOW + LATE if kind is D.CLOSE_UNSUPPLEMENTED else NOW
        with desk.database.reading() as session:
            sheet = deed_sheet(session, uid, kind, now=now, desk=desk.context, actor=desk.actor)
        assert DeedDialog(window, theme, sheet, now.date()).fields.grid.values(), kind

        do(desk, uid, kind, form, now)

        new = told(desk, uid)[so_far:]
        assert tuple(event for event, _ in new) == kinds, kind
        assert all(each.endswith(".") for _, each in new), kind
        assert stored(desk, uid) != known, kind


def test_the_form_says_before_that_words_about_erased_persons_are_not_kept(
    desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    uid = received(desk)
    erase_persons(desk, uid)
    about = {"now": NOW, "desk": desk.context, "actor": desk.actor}
    with desk.database.reading() as session:
        sheet = deed_sheet(session, uid, D.REMIND_AGENCY, **about)
    dialog = DeedDialog(window, theme, sheet, NOW.date())
    assert dialog.notice.sentence == WORDS_GO


def test_what_has_a_place_of_its_own_is_recorded_and_told_as_well(desk: Desk) -> None:
    for kind, (_, act, event) in PLACES.items():
        uid = received(desk)
        act(desk, uid)
        sentences = [sentence for found, sentence in told(desk, uid) if found == event]
        assert sentences, kind
        assert all(each.endswith(".") for each in sentences), kind
