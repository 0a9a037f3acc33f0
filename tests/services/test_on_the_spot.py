from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from deeds_at_desk import do, received, stored, why_not
from desks import NOW, reception
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.catalogue_plan import Publication
from app.domain.deed_forms import ReceiveResultForm, ReturnResultForm
from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.end_forms import GiveAtOnceForm
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.procedure import Collector, LimitUnit, TimeLimit
from app.domain.reception import Identity, Money, Person, ReturnPlace, ReturnWay
from app.domain.tasks import TaskKind
from app.exchange.read_catalogue import ReadCatalogue
from app.papers.registry import paper_pdf
from app.services import catalogue, journal, procedures
from app.services.history import dossier_history
from app.services.on_the_spot import SettledAtOnce, published_results, settle_on_the_spot
from app.services.papers_of_day import papers_of_day
from app.services.tasks import due_tasks

COPY = GiveAtOnceForm(name="Bản sao trích lục", number="07/TL")
CHILD = Person(full_name="Lê Văn Thử", identity=Identity(number="034090001234"))


def settle(desk: Desk, given: GiveAtOnceForm = COPY, **changed: Any) -> SettledAtOnce:
    with desk.database.transaction() as session:
        return settle_on_the_spot(
            session,
            reception(**changed),
            given,
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )


def kinds(desk: Desk) -> list[tuple[str, Any]]:
    with desk.database.reading() as session:
        found = journal.events(session, desk.context.tenant)
        return [(each.kind, each.batch_uid) for each in found if each.dossier_uid is not None]


def count(desk: Desk, table: str) -> int:
    with desk.database.reading() as session:
        found: int = session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        return found


def amended(desk: Desk, **changed: Any) -> None:
    """The procedure of the tests as if the centre had published it otherwise."""
    with desk.database.transaction() as session:
        tenant = desk.context.tenant
        code = reception().procedure_code
        _, known = procedures.procedure_in_force(session, tenant, code, local_date(NOW))
        read = ReadCatalogue(procedures=(replace(known, **changed),))
        publication = Publication(on=local_date(NOW))
        catalogue.import_catalogue(
            session, read, publication, now=NOW, desk=desk.context, actor=desk.actor
        )


def test_one_act_receives_settles_and_returns(desk: Desk) -> None:
    settled = settle(desk)
    dossier = stored(desk, settled.received.dossier_uid)
    assert dossier.state is DossierState.RETURNED
    assert dossier.on_the_spot
    assert dossier.ended_at == dossier.received_at == NOW
    assert settled.papers == ("result_receipt",)
    done = kinds(desk)
    assert [kind for kind, _ in done] == [
        "dossier.received",
        "result.received",
        "result.returned",
    ]
    assert len({batch for _, batch in done}) == 1


def test_the_register_keeps_a_line_and_the_next_dossier_the_next_one(desk: Desk) -> None:
    first = settle(desk).received
    following = stored(desk, received(desk))
    assert first.register.number == 1
    assert following.register.number == 2
    assert following.code > first.dossier_code


def test_no_slip_is_asked_for_nor_missed_and_nothing_is_left_to_do(desk: Desk) -> None:
    uid = settle(desk).received.dossier_uid
    with desk.database.reading() as session:
        day = papers_of_day(session, local_date(NOW), desk=desk.context)
        due = {each.kind: each.count for each in due_tasks(session, now=NOW, desk=desk.context)}
        with pytest.raises(Refusal) as none_due:
            paper_pdf(session, uid, name="receipt", at=NOW, desk=desk.context)
        receipt = paper_pdf(session, uid, name="result_receipt", at=NOW, desk=desk.context)
    assert not day.without_paper
    assert due[TaskKind.NOT_HANDED_OVER] == 0
    assert none_due.value.reason is Reason.PAPER_NOT_DUE
    assert receipt.startswith(b"%PDF")


def test_the_history_says_that_no_date_was_promised(desk: Desk) -> None:
    uid = settle(desk).received.dossier_uid
    with desk.database.reading() as session:
        first = dossier_history(session, uid, desk=desk.context)[0]
    assert "giải quyết ngay tại quầy, không hẹn" in first.sentence
    assert "hẹn trả" not in first.sentence


def test_money_is_taken_in_the_same_act_with_a_number_of_its_own(desk: Desk) -> None:
    settled = settle(desk, money=Money(fee=8_000, paid=True, receipt_number="0001234"))
    dossier = stored(desk, settled.received.dossier_uid)
    assert settled.papers == ("fee_receipt", "result_receipt")
    assert dossier.money.fee_paid == 8_000
    with desk.database.reading() as session:
        lines = dossier_history(session, _uid(settled), desk=desk.context)
    assert any("phiếu thu PT-3/2026-00001" in each.sentence for each in lines)


def test_what_is_owed_keeps_the_whole_act_back_until_somebody_says_why(desk: Desk) -> None:
    with pytest.raises(Refusal) as owed:
        settle(desk, money=Money(fee=8_000))
    assert owed.value.reason is Reason.MONEY_OUTSTANDING
    assert count(desk, "dossier") == 0
    assert kinds(desk) == []
    given = replace(COPY, unpaid_reason="nộp chuyển khoản, chưa báo có")
    assert settle(desk, given, money=Money(fee=8_000)).received.register.number == 1


def test_an_owner_who_alone_may_collect_is_not_replaced_by_who_files(desk: Desk) -> None:
    amended(desk, collector=Collector.OWNER_ONLY)
    with pytest.raises(Refusal) as not_entitled:
        settle(desk, owner=CHILD, authority="Giấy ủy quyền ngày 01/11/2026")
    assert not_entitled.value.reason is Reason.COLLECTOR_NOT_ENTITLED
    assert count(desk, "dossier") == 0


def test_a_limit_that_cannot_be_counted_asks_for_no_date(desk: Desk) -> None:
    settled = settle(desk)
    assert settled.received.promise is not None
    amended(desk, limits=_at_once(desk))
    settled = settle(desk)
    assert settled.received.promise is None
    assert stored(desk, _uid(settled)).promise.return_due_at == NOW


def test_who_takes_it_home_gets_nothing_by_post(desk: Desk) -> None:
    settled = settle(desk, return_way=ReturnWay(place=ReturnPlace.POST))
    assert stored(desk, _uid(settled)).return_place is ReturnPlace.COUNTER


def test_the_names_of_published_results_are_proposed(desk: Desk) -> None:
    with desk.database.reading() as session:
        names = published_results(session, reception(), now=NOW, desk=desk.context)
        _, known = procedures.procedure_in_force(
            session, desk.context.tenant, reception().procedure_code, local_date(NOW)
        )
    assert names == tuple(each.name for each in known.results)


def test_an_ordinary_dossier_still_wants_its_slip(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    refused = why_not(desk, uid, DeedKind.RETURN_RESULT, ReturnResultForm())
    assert refused is Reason.SLIP_NOT_SHOWN


def _uid(settled: SettledAtOnce) -> Any:
    return settled.received.dossier_uid


def _at_once(desk: Desk) -> Any:
    with desk.database.reading() as session:
        _, known = procedures.procedure_in_force(
            session, desk.context.tenant, reception().procedure_code, local_date(NOW)
        )
    return tuple(
        replace(each, statutory=TimeLimit.of(0, LimitUnit.OTHER), shortened=None)
        for each in known.limits or ()
    )
