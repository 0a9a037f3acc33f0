"""Receive, print, correct, cancel in any order: what a citizen holds on paper is never betrayed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from desks import NOW, reception
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.dossier import Dossier, DossierState, fold_bytes
from app.domain.errors import Reason, Refusal
from app.domain.folding import fold
from app.domain.moments import local_date
from app.domain.reception import ReceptionForm, SubmittedDocument
from app.domain.slip_code import SlipCode
from app.papers.receipt import receipt_slip
from app.services import dossiers, journal, upkeep
from app.services.correcting import cancel_dossier, correct_dossier
from app.services.journal_head import last_recorded_at
from app.services.receiving import receive_dossier
from app.services.slip_facts import receipt_facts
from app.services.slip_printing import record_receipt_printed
from app.services.slip_standing import Standing, slip_standing

PROCEDURES = {"1.010833": 2, "2.002755": 2, "2.002765": 1}
"""5, 12 and 1 working days, with the number of papers of each."""

REFUSED = {Reason.NOTHING_CORRECTED, Reason.DOSSIER_CANCELLED}


def form_of(procedure: str, name: str, sets: int) -> ReceptionForm:
    papers = tuple(
        SubmittedDocument(ordinal=ordinal, originals=1)
        for ordinal in range(1, PROCEDURES[procedure] + 1)
    )
    applicant = replace(reception().applicant, full_name=name)
    return reception(procedure_code=procedure, documents=papers, applicant=applicant, sets=sets)


forms = st.builds(
    form_of,
    st.sampled_from(sorted(PROCEDURES)),
    st.sampled_from(["Trần Thị Mẫu", "Phan Văn Đúng"]),
    st.integers(1, 3),
)


class Counter(RuleBasedStateMachine):
    """One desk over some days; ``papers`` are the slips that citizens may hold."""

    uids = Bundle("uids")
    desk: Desk
    """Set by the test, once for all runs; each run looks at its own dossiers alone."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.lines: dict[UUID, tuple[str, str, int, datetime]] = {}
        self.papers: dict[UUID, list[tuple[SlipCode, datetime, datetime]]] = {}

    @initialize()
    def open_counter(self) -> None:
        """The clock goes on where the run before left it."""
        with self.desk.database.reading() as session:
            last = last_recorded_at(session, "H40")
        self.now = max(NOW, last or NOW)

    @rule(target=uids, form=forms)
    def receive(self, form: ReceptionForm) -> UUID:
        with self.desk.database.transaction() as session:
            received = receive_dossier(
                session, form, now=self.now, desk=self.desk.context, actor=self.desk.actor
            )
        register = received.register
        self.lines[received.dossier_uid] = (
            received.dossier_code,
            register.book,
            register.number,
            received.received_at,
        )
        self.papers[received.dossier_uid] = []
        return received.dossier_uid

    @rule(hours=st.sampled_from([1, 5, 24, 50]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(target=uids, uid=uids)
    def print_slip(self, uid: UUID) -> object:
        with suppress_refusals(), self.desk.database.transaction() as session:
            slip = receipt_slip(receipt_facts(session, uid, desk=self.desk.context))
            dossier = dossiers.dossier_by_uid(session, "H40", uid)
            assert slip.replacement == dossier.slip_edition
            assert slip.return_due_at == dossier.promise.return_due_at
            record_receipt_printed(
                session,
                uid,
                paper="a5",
                printer="P",
                now=self.now,
                desk=self.desk.context,
                actor=self.desk.actor,
            )
            code = SlipCode(
                dossier_uid=uid,
                dossier_code=dossier.code,
                token="",
                edition=slip.replacement,
            )
            self.papers[uid].append((code, slip.return_due_at, self.now))
        return multiple()

    @rule(uid=uids, form=forms, returned=st.booleans())
    def correct(self, uid: UUID, form: ReceptionForm, returned: bool) -> None:
        with suppress_refusals():
            with self.desk.database.transaction() as session:
                corrected = correct_dossier(
                    session,
                    uid,
                    form,
                    "Ghi nhầm",
                    slip_returned=returned,
                    now=self.now,
                    desk=self.desk.context,
                    actor=self.desk.actor,
                )
            went_home = any(
                local_date(printed_at) != local_date(self.now)
                for _, _, printed_at in self.papers[uid]
            )
            if returned and not went_home:
                self.papers[uid] = []
            assert corrected.return_due_at == self.stored(uid).promise.return_due_at

    @rule(uid=uids)
    def cancel(self, uid: UUID) -> None:
        with suppress_refusals(), self.desk.database.transaction() as session:
            cancel_dossier(
                session,
                uid,
                "Nhầm",
                now=self.now,
                desk=self.desk.context,
                actor=self.desk.actor,
            )

    def stored(self, uid: UUID) -> Dossier:
        with self.desk.database.reading() as session:
            return dossiers.dossier_by_uid(session, "H40", uid)

    @invariant()
    def code_line_and_time_of_reception_never_change(self) -> None:
        for uid, line in self.lines.items():
            known = self.stored(uid)
            assert (
                known.code,
                known.register.book,
                known.register.number,
                known.received_at,
            ) == line

    @invariant()
    def no_paper_in_a_citizens_hands_promises_less_than_the_office(self) -> None:
        for uid, held in self.papers.items():
            promised = self.stored(uid).promise
            for _, due_at, _ in held:
                assert promised.return_due_at <= due_at
                assert promised.late_against <= due_at

    @invariant()
    def every_paper_knows_whether_it_counts(self) -> None:
        with self.desk.database.reading() as session:
            for uid, held in self.papers.items():
                known = dossiers.dossier_by_uid(session, "H40", uid)
                for code, _, _ in held:
                    found = slip_standing(session, "H40", code).standing
                    if known.state is DossierState.CANCELLED:
                        assert found is Standing.CANCELLED
                    elif code.edition == known.slip_edition:
                        assert found is Standing.CURRENT
                    else:
                        assert found is Standing.REPLACED

    @invariant()
    def the_stored_fold_is_the_fold_of_the_events(self) -> None:
        with self.desk.database.reading() as session:
            for uid in self.lines:
                fresh: Dossier | None = None
                for event in journal.events(session, "H40", uid):
                    fresh = fold(fresh, event)
                assert fresh is not None
                assert fold_bytes(fresh) == fold_bytes(dossiers.dossier_by_uid(session, "H40", uid))


@contextmanager
def suppress_refusals() -> Iterator[None]:
    """Only the refusals that such a run must meet."""
    try:
        yield
    except Refusal as refusal:
        if refusal.reason not in REFUSED:
            raise


def test_no_order_of_deeds_betrays_a_paper_or_the_register(desk: Desk) -> None:
    class OnThisDesk(Counter):
        """The machine on the test's own desk."""

    OnThisDesk.desk = desk
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        OnThisDesk, settings=settings(max_examples=20, stateful_step_count=14, deadline=None)
    )
    with desk.database.transaction() as session:
        assert upkeep.verify(session, "H40") == ()
        before = session.execute(text("SELECT * FROM dossier ORDER BY uid")).all()
        upkeep.rebuild(session, "H40")
        assert session.execute(text("SELECT * FROM dossier ORDER BY uid")).all() == before
