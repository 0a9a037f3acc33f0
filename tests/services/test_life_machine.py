"""Any deeds in any order at two desks: the fold never raises, and what must hold always holds."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from typing import Any, get_args, get_type_hints
from uuid import UUID

from deeds_at_desk import received, stored
from desks import NOW
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from piles import AGENCY, DESK, OTHER_DESK
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.bootstrap import Desk
from app.domain.deed_forms import FORMS
from app.domain.dossier import ENDED_STATES, Dossier, DossierState, fold_bytes, state_of
from app.domain.dossier_rules import RULES, DeedKind, IntendedDeed
from app.domain.dossier_rules import check as check_rules
from app.domain.errors import Refusal
from app.domain.folding import fold
from app.domain.form_fields import Pick
from app.domain.money_facts import FeeCollected, FeeRefunded
from app.domain.reception import SubmittedDocument
from app.domain.words import refusal_sentence
from app.services import journal, upkeep
from app.services.counting_in import AcceptForm, accept_sheet
from app.services.deeds import DeedDone, do_deed
from app.services.dossier_deeds import Acting
from app.services.handing_over import PileForm, close_sheet, take_back_sheet
from app.services.journal_head import last_recorded_at

NATIONAL = {
    DossierState.RECEIVED: 2,
    DossierState.REFUSED: 3,
    DossierState.IN_PROCESS: 4,
    DossierState.AWAITING_SUPPLEMENT: 5,
    DossierState.AWAITING_PAYMENT: 6,
    DossierState.WITHDRAWAL_ASKED: 7,
    DossierState.STOPPED: 8,
    DossierState.SETTLED: 9,
    DossierState.RETURNED: 10,
}
LAST_DAY = NOW + timedelta(days=300)
"""Beyond it promises would run out of the shipped calendars."""

SAID = ("Sở Nội vụ", "Trần Văn Thử", "lý do\nhai dòng", "  x  ", "15/GXN")
WORDS = st.integers(0, 20).map(lambda each: "" if each == 20 else SAID[each % 5])
SUMS = st.integers(0, 12).map(lambda each: -10_000 if each == 12 else each % 4 * 10_000)
FIXED = {"office": "H40.17", "staff": "Nguyễn Thị Ví Dụ"}


def values_of(name: str, hint: Any, now: datetime) -> st.SearchStrategy[Any]:
    """What an officer might put into a field, sense or nonsense."""
    inner = [each for each in get_args(hint) if each not in (type(None), Ellipsis)]
    kind = inner[0] if inner else hint
    if getattr(hint, "__origin__", None) is tuple:
        return st.lists(one_of(name, kind, now), max_size=2, unique_by=str).map(tuple)
    return one_of(name, kind, now)


def one_of(name: str, kind: Any, now: datetime) -> st.SearchStrategy[Any]:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: st.just(FIXED[name]) if name in FIXED else WORDS,
        int: st.integers(1, 2) if name == "lacking" else SUMS,
        bool: st.booleans(),
        date: st.dates(date(2026, 11, 1), date(2027, 1, 31)),
        datetime: st.integers(0, 60).map(lambda days: now + timedelta(days)),
        SubmittedDocument: st.integers(1, 3).map(
            lambda ordinal: SubmittedDocument(ordinal=ordinal, copies=1)
        ),
    }
    return plain[kind]


def forms_of(kind: DeedKind, dossier: Dossier, now: datetime) -> st.SearchStrategy[Any]:
    """The form of a deed, filled in one way or another; what is picked is one that there is."""
    hints = get_type_hints(FORMS[kind])
    filled: dict[str, st.SearchStrategy[Any]] = {"remaining": st.sampled_from([0, 0, 1, -1])}
    for field in fields(FORMS[kind]):
        if field.name in filled:
            continue
        if field.metadata["pick"] in (Pick.RESULT, Pick.RESULT_ON_SHELF):
            uids = [each.uid for each in dossier.current_results]
            values = st.sampled_from([*uids, "nobody's"])
        elif field.metadata["pick"] in (Pick.RUNNING_STEP, Pick.KNOWN_STEP):
            values = st.sampled_from(["process:1", *[each.key for each in dossier.steps]])
        else:
            values = values_of(field.name, hints[field.name], now)
        is_open = field.default is not MISSING
        filled[field.name] = st.just(field.default) | values if is_open else values
    names = {each.name for each in fields(FORMS[kind])}
    return st.builds(FORMS[kind], **{name: filled[name] for name in filled if name in names})


def allowed(desk: Desk, dossier: Dossier) -> list[DeedKind]:
    """The deeds that the table of rules lets somebody here do now."""
    found = []
    for kind in FORMS:
        author = desk.actor.author(desk.context, RULES[kind].roles[0])
        try:
            check_rules(dossier, IntendedDeed(kind, author))
        except Refusal:
            continue
        found.append(kind)
    return found


class Way(Enum):
    """Where a pile goes."""

    OVER = AGENCY
    BESIDE = OTHER_DESK
    HOME = DESK


class Life(RuleBasedStateMachine):
    """Two desks of one office over some weeks, each run with dossiers of its own."""

    uids = Bundle("uids")
    desk: Desk
    done: set[DeedKind]
    """What was really done in all runs together."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.known: list[UUID] = []

    @initialize()
    def open_counter(self) -> None:
        """The clock goes on where the run before left it."""
        with self.desk.database.reading() as session:
            self.now = max(NOW, last_recorded_at(session, "H40") or NOW)

    @rule(target=uids)
    def receive(self) -> UUID:
        uid = received(self.desk, self.now)
        self.known.append(uid)
        return uid

    @rule(days=st.integers(1, 12))
    def wait(self, days: int) -> None:
        if self.now < LAST_DAY:
            self.now += timedelta(days=days)

    @rule(uid=uids, data=st.data(), times=st.integers(1, 8))
    def act(self, uid: UUID, data: st.DataObject, times: int) -> None:
        for _ in range(times):
            self.act_once(uid, data)

    @rule(uid=uids, way=st.sampled_from(Way), arrives=st.sampled_from([True, False, None]))
    def carry(self, uid: UUID, way: Way, arrives: bool | None) -> None:
        """Over to an agency, to the next desk, or home: counted in, taken back, or left waiting."""
        before = stored(self.desk, uid)
        acting = Acting(now=self.now, desk=self.desk.context, actor=self.desk.actor)
        giver = before.custody.holder if way is Way.HOME else None
        form = PileForm(scanned=(uid,), giver=giver, receiver=way.value)
        sheet = closed(self.desk, form, acting)
        if sheet is None:
            assert stored(self.desk, uid) == before, "a refused hand-over leaves nothing behind"
            return
        assert stored(self.desk, uid).custody.sheet == sheet
        if arrives is None:
            return
        with self.desk.database.transaction() as session:
            if arrives:
                names = {"giver_name": "Phạm Văn Mẫu", "receiver_name": "Lê Văn Mẫu"}
                accept_sheet(session, AcceptForm(sheet=sheet, **names), acting)
            else:
                take_back_sheet(session, sheet, "nhầm nơi nhận", acting)
        after = stored(self.desk, uid).custody
        assert not after.is_on_the_way
        assert (after.holder == way.value) if arrives else (after.holder == before.custody.holder)

    def act_once(self, uid: UUID, data: st.DataObject) -> None:
        """One deed at one of the two desks, sometimes one that is not allowed."""
        other, blind = data.draw(st.booleans()), data.draw(st.integers(0, 8))
        before = stored(self.desk, uid)
        kinds = list(FORMS) if blind == 8 else allowed(self.desk, before)
        kind = data.draw(st.sampled_from(kinds))
        form = data.draw(forms_of(kind, before, self.now))
        context = replace(self.desk.context, number=4) if other else self.desk.context
        acting = Acting(now=self.now, desk=context, actor=self.desk.actor)
        done = attempted(self.desk, uid, kind, form, acting)
        if done is None:
            assert stored(self.desk, uid) == before, "a refused deed leaves nothing behind"
            return
        self.done.add(kind)
        assert before.state in RULES[kind].states, "no transition is skipped"
        assert done.state is stored(self.desk, uid).state
        assert stored(self.desk, uid).heads != before.heads

    @invariant()
    def every_dossier_is_what_its_events_say(self) -> None:
        with self.desk.database.reading() as session:
            for uid in self.known:
                fresh: Dossier | None = None
                taken = 0
                for event in journal.events(session, "H40", uid):
                    fresh = fold(fresh, event)
                    taken += money_in(event.fact)
                kept = stored(self.desk, uid)
                assert fresh is not None
                assert fold_bytes(fresh) == fold_bytes(kept)
                assert kept.money.taken + kept.money.postage_paid == taken
                assert kept.money.taken >= 0
                check(kept)


def closed(desk: Desk, form: PileForm, acting: Acting) -> str | None:
    """The code of a sheet, or nothing where the rules said no in a sentence."""
    try:
        with desk.database.transaction() as session:
            return close_sheet(session, form, acting).code
    except Refusal as refusal:
        said = refusal_sentence(refusal)
    assert said.endswith((".", "?"))
    return None


def attempted(desk: Desk, uid: UUID, kind: DeedKind, form: Any, acting: Acting) -> DeedDone | None:
    """The deed done, or nothing where the rules said no in a sentence."""
    try:
        with desk.database.transaction() as session:
            return do_deed(session, uid, kind, form, acting)
    except Refusal as refusal:
        said = refusal_sentence(refusal)
    assert said.endswith((".", "?"))
    return None


def money_in(fact: object) -> int:
    """What an event brought into the till (đồng)."""
    if not isinstance(fact, FeeCollected | FeeRefunded):
        return 0
    total = fact.fee + fact.levy + fact.service + fact.postage
    return total if isinstance(fact, FeeCollected) else -total


def check(dossier: Dossier) -> None:
    """What holds for every dossier at every moment."""
    assert dossier.state is state_of(dossier)
    assert dossier.state in NATIONAL
    assert dossier.custody.holder.name
    assert len(dossier.heads) == 1
    assert (dossier.ended_at is not None) == (dossier.state in ENDED_STATES) or any(
        each.recalled_at for each in dossier.results
    )
    if dossier.state is DossierState.RETURNED:
        assert all(each.returned_at for each in dossier.current_results)
    assert dossier.promise.reschedules == 0 or dossier.delays


def test_no_order_of_deeds_breaks_what_must_hold(desk: Desk) -> None:
    class OnThisDesk(Life):
        """The machine on the test's own desk."""

    OnThisDesk.desk, OnThisDesk.done = desk, set()
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        OnThisDesk, settings=settings(max_examples=15, stateful_step_count=20, deadline=None)
    )
    assert len(OnThisDesk.done) > len(FORMS) // 3, "many deeds were really done"
    with desk.database.transaction() as session:
        assert upkeep.verify(session, "H40") == ()
        before = folded(session)
        upkeep.rebuild(session, "H40")
        assert folded(session) == before


def folded(session: Session) -> list[Any]:
    """Every table that follows from the journal."""
    tables = ("dossier", "open_work", "foreign_code", "filing")
    tables += ("dossier_count", "dossier_term", "hand_over", "hand_over_line")
    return [session.execute(text(f"SELECT * FROM {each} ORDER BY 2, 3")).all() for each in tables]
