from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.catalogue_plan import Publication
from app.domain.errors import Reason, Refusal
from app.domain.events import read_fact
from app.domain.facts import CataloguePublished, LimitEntered
from app.domain.procedure import Decision, Limit, LimitUnit, Procedure, RequiredDocument, TimeLimit
from app.domain.procedure_version import procedure_digest, without_validity
from app.exchange.catalogue_files import read_catalogue
from app.exchange.read_catalogue import ReadCatalogue, SourceFile
from app.models import schema
from app.models.catalogue import ProcedureVersionRow
from app.models.database import Database
from app.services import journal, setup
from app.services.catalogue import import_catalogue, preview_import
from app.services.catalogue_facts import FactsForm, enter_limit
from app.services.catalogue_search import (
    catalogue_index,
    favourites,
    pin_procedure,
    pinned,
    unpin_procedure,
)
from app.services.catalogue_shown import show_procedure
from app.services.desk import CLERK, Actor, DeskContext, desk_context
from app.services.procedures import procedure_by_digest, procedure_in_force
from app.services.setup import SetUpForm
from app.services.starter import publish_starter, readiness

ROOT = Path(__file__).parents[2]
PORTAL = ROOT.parent / "shared" / "data" / "portal"
ON = date(2026, 11, 16)
SEVEN = (Limit(statutory=TimeLimit.of(7, LimitUnit.WORKING_DAY)),)
FIVE = (Limit(statutory=TimeLimit.of(5, LimitUnit.WORKING_DAY)),)
PAPERS = (RequiredDocument(ordinal=1, name="Đơn đề nghị", originals=1),)
A = Procedure(code="1.000001", name="Cấp giấy phép A", limits=SEVEN, papers=PAPERS, source="thử")
B = Procedure(code="1.000002", name="Cấp giấy phép B", source="thử")


@dataclass(frozen=True)
class Place:
    """A desk with an empty catalogue, inside one open transaction."""

    session: Session
    desk: DeskContext
    actor: Actor
    now: datetime

    def publish(self, *procedures: Procedure, full: bool = False, on: date = ON) -> tuple[int, ...]:
        read = ReadCatalogue(procedures=procedures, sources=(SourceFile("thử.json", "00"),))
        publication = Publication(on=on, is_full=full)
        found = import_catalogue(
            self.session, read, publication, now=self.now, desk=self.desk, actor=self.actor
        )
        return len(found.added), len(found.changed), len(found.removed)

    def in_force(self, code: str, on: date = ON) -> Procedure:
        return procedure_in_force(self.session, self.desk.tenant, code, on)[1]

    def facts(self) -> list[object]:
        return [read_fact(event) for event in journal.events(self.session, self.desk.tenant)]

    def enter(self, form: FactsForm, actor: Actor | None = None) -> str:
        return enter_limit(
            self.session, form, now=self.now, desk=self.desk, actor=actor or self.actor
        )


@pytest.fixture(scope="module")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them."""
    path = tmp_path_factory.mktemp("empty") / "motcua.db"
    database = Database(path, bytes(32))
    schema.bring_up_to_date(database)
    database.close()
    return path


@pytest.fixture
def place(_empty: Path, tmp_path: Path, now: datetime) -> Iterator[Place]:
    database = Database(Path(shutil.copy(_empty, tmp_path)), bytes(32))
    answers = SetUpForm(
        agency_code="H40.16", office_name="Trung tâm thử", place="Nam Mẫu", desk=3, officer="Lê Mẫu"
    )
    form, device = setup.check_set_up(answers), UUID(int=7)
    with database.transaction() as session:
        actor = setup.set_up(session, form, now=now, device_uid=device)
        desk = desk_context(session, setup.tenant_of(form.agency_code), device)
        yield Place(session, desk, actor, now)
    database.close()


def test_a_preview_changes_nothing(place: Place) -> None:
    read = ReadCatalogue(procedures=(A, B))
    events = len(place.facts())
    preview = preview_import(place.session, read, Publication(on=ON), desk=place.desk)
    assert [line.code for line in preview.added] == ["1.000001", "1.000002"]
    assert place.session.scalar(select(func.count()).select_from(ProcedureVersionRow)) == 0
    assert len(place.facts()) == events


def test_an_import_is_one_event_that_names_its_sources(place: Place) -> None:
    assert place.publish(A, B) == (2, 0, 0)
    fact = place.facts()[-1]
    assert isinstance(fact, CataloguePublished)
    assert (fact.added, fact.changed, fact.removed) == (2, 0, 0)
    assert fact.sources == ("thử.json sha256:00",)
    assert len(fact.versions_digest) == 64


def test_a_second_import_changes_and_records_nothing(place: Place) -> None:
    place.publish(A, B)
    events = len(place.facts())
    assert place.publish(A, B) == (0, 0, 0)
    assert len(place.facts()) == events


def test_an_amended_procedure_has_two_versions_each_in_its_time(place: Place) -> None:
    place.publish(A)
    old = procedure_digest(A)
    decision = Decision(number="15/QĐ-UBND", on=date(2026, 11, 10))
    assert place.publish(replace(A, limits=FIVE, decision=decision)) == (0, 1, 0)
    assert place.in_force("1.000001").limits == FIVE
    assert place.in_force("1.000001", ON - timedelta(days=1)).limits == SEVEN
    assert procedure_by_digest(place.session, place.desk.tenant, old) == A
    shown = show_procedure(place.session, "1.000001", desk=place.desk, on=ON)
    assert [
        (each["valid_from"], each["valid_to"], each["ended_by"]) for each in shown["versions"]
    ] == [
        ("2026-11-16", None, None),
        (None, "2026-11-15", "15/QĐ-UBND ngày 10/11/2026"),
    ]


def test_a_completed_procedure_counts_for_receptions_keyed_in_late(place: Place) -> None:
    place.publish(B)
    place.publish(replace(B, limits=SEVEN, papers=PAPERS))
    assert place.in_force("1.000002", ON - timedelta(days=3)).is_receivable


def test_a_list_without_details_wipes_nothing(place: Place) -> None:
    place.publish(A)
    place.publish(Procedure(code="1.000001", name="Cấp giấy phép A (mới)"))
    found = place.in_force("1.000001")
    assert found.name == "Cấp giấy phép A (mới)"
    assert (found.limits, found.papers) == (SEVEN, PAPERS)


def test_only_a_full_list_ends_what_is_absent(place: Place) -> None:
    place.publish(A, B)
    assert place.publish(A) == (0, 0, 0)
    assert place.publish(A, full=True) == (0, 0, 1)
    with pytest.raises(Refusal) as refused:
        place.in_force("1.000002")
    assert refused.value.reason is Reason.PROCEDURE_NOT_IN_FORCE
    assert place.in_force("1.000002", ON - timedelta(days=1)) == B
    assert not show_procedure(place.session, "1.000002", desk=place.desk, on=ON)["in_force"]
    assert place.publish(B) == (1, 0, 0), "it comes back"


def test_a_source_that_knows_itself_to_be_whole_ends_what_is_absent(place: Place) -> None:
    place.publish(A, B)
    read = ReadCatalogue(procedures=(A,), full=True)
    preview = preview_import(place.session, read, Publication(on=ON), desk=place.desk)
    assert [line.code for line in preview.removed] == ["1.000002"]


def test_a_clerk_publishes_nothing(place: Place) -> None:
    clerk = replace(place.actor, roles=(CLERK,))
    with pytest.raises(Refusal) as refused:
        replace(place, actor=clerk).publish(A)
    assert refused.value.reason is Reason.ROLE_LACKING


def form(**given: object) -> FactsForm:
    values = {"code": "1.000002", "source": "QĐ 639/QĐ-BNV", "source_on": date(2025, 6, 20)}
    return FactsForm(**{**values, **given})  # type: ignore[arg-type]


def test_a_supervisor_enters_what_is_unknown_with_its_source(place: Place) -> None:
    doubtful = replace(B, to_confirm=("limits: căn cứ cũ", "fees: chưa rõ"))
    place.publish(doubtful)
    digest = place.enter(form(limits=SEVEN, papers=PAPERS))
    found = place.in_force("1.000002")
    assert procedure_digest(found) == digest
    assert found.is_receivable
    assert found.to_confirm == ("fees: chưa rõ",)
    assert found.source == "thử; thời hạn, thành phần hồ sơ: QĐ 639/QĐ-BNV ngày 20/06/2025"
    fact = place.facts()[-1]
    assert isinstance(fact, LimitEntered)
    assert (fact.previous_digest, fact.digest) == (procedure_digest(doubtful), digest)
    assert fact.entered == ("limits", "papers")


def test_what_was_entered_survives_the_next_import_of_the_same_list(place: Place) -> None:
    place.publish(B)
    place.enter(form(limits=SEVEN, papers=()))
    assert place.publish(B) == (0, 0, 0)
    assert place.in_force("1.000002").papers == ()


def test_cases_that_are_entered_can_be_chosen(place: Place) -> None:
    place.publish(B)
    limits = (replace(SEVEN[0], case="cấp mới"), replace(FIVE[0], case="cấp lại"))
    place.enter(form(limits=limits))
    assert place.in_force("1.000002").cases == ("cấp mới", "cấp lại")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"limits": SEVEN, "source": "  "}, Reason.FACT_SOURCE_MISSING),
        ({"limits": SEVEN, "source_on": None}, Reason.FACT_SOURCE_MISSING),
        ({"limits": SEVEN, "source_on": date(2027, 1, 1)}, Reason.FACT_SOURCE_MISSING),
        ({}, Reason.FACTS_MISSING),
        ({"limits": ()}, Reason.FIELD_MISSING),
        ({"limits": (Limit(note="theo quy định"),)}, Reason.FIELD_MISSING),
        ({"limits": (Limit(statutory=TimeLimit(0, LimitUnit.DAY)),)}, Reason.FIELD_WRONG),
        ({"limits": SEVEN, "code": "9.999999"}, Reason.PROCEDURE_UNKNOWN),
        ({"limits": FIVE, "code": "1.000001"}, Reason.FACT_KNOWN),
    ],
)
def test_facts_that_will_not_do_are_refused(
    place: Place, given: dict[str, object], reason: Reason
) -> None:
    place.publish(A, B)
    with pytest.raises(Refusal) as refused:
        place.enter(form(**given))
    assert refused.value.reason is reason


def test_a_clerk_enters_no_facts(place: Place) -> None:
    place.publish(B)
    with pytest.raises(Refusal) as refused:
        place.enter(form(limits=SEVEN), replace(place.actor, roles=(CLERK,)))
    assert refused.value.reason is Reason.ROLE_LACKING


def test_the_index_holds_what_is_in_force(place: Place) -> None:
    ended = replace(B, code="1.000003", valid_to=date(2026, 7, 17))
    place.publish(A, B, ended)
    index = catalogue_index(place.session, desk=place.desk, on=ON)
    found = index.search("giay phep")
    assert [(each.code, each.is_receivable) for each in found] == [
        ("1.000001", True),
        ("1.000002", False),
    ]
    assert found[0].digest == procedure_digest(A)


def test_pins_keep_their_order(place: Place) -> None:
    place.publish(A, B)
    for code in ("1.000002", "1.000001", "1.000002"):
        pin_procedure(place.session, code, desk=place.desk)
    assert pinned(place.session, desk=place.desk) == ("1.000002", "1.000001")
    assert favourites(place.session, desk=place.desk) == ("1.000002", "1.000001")
    unpin_procedure(place.session, "1.000002", desk=place.desk)
    assert pinned(place.session, desk=place.desk) == ("1.000001",)
    with pytest.raises(Refusal):
        pin_procedure(place.session, "9.999999", desk=place.desk)


def test_set_up_says_what_can_be_received_and_which_pins_cannot(place: Place) -> None:
    internal = replace(A, code="1.000004", internal=True)
    place.publish(A, replace(B, to_confirm=("limits: căn cứ cũ",)), internal)
    for code in ("1.000001", "1.000002"):
        pin_procedure(place.session, code, desk=place.desk)
    ready = readiness(place.session, place.desk, place.now)
    assert (ready.procedures, ready.receivable) == (2, 1)
    (blocked,) = ready.blocked_pins
    assert (blocked.code, blocked.missing) == ("1.000002", ("limits", "papers"))
    assert blocked.doubts == ("căn cứ cũ",)


def test_a_new_desk_can_receive_thirty_nine_procedures_at_once(place: Place) -> None:
    publish_starter(
        place.session,
        ROOT / "resources" / "catalogue",
        now=place.now,
        desk=place.desk,
        actor=place.actor,
    )
    ready = readiness(place.session, place.desk, place.now)
    assert (ready.procedures, ready.receivable) == (327, 39)
    rules = place.in_force("2.001955")
    assert rules.limits == SEVEN
    assert rules.fees == ()
    assert rules.papers is not None
    assert len(rules.papers) == 4
    with pytest.raises(Refusal) as refused:
        place.in_force("2.000134")
    assert refused.value.reason is Reason.PROCEDURE_NOT_IN_FORCE


@pytest.mark.portal
@pytest.mark.skipif(not PORTAL.is_dir(), reason="the portal's files are not here")
def test_the_whole_portal_is_taken_over_once(place: Place) -> None:
    read = read_catalogue(PORTAL)
    publication = Publication(on=ON)
    preview = preview_import(place.session, read, publication, desk=place.desk)
    assert (len(preview.added), len(preview.skipped)) == (5666, 4)
    again = [
        import_catalogue(
            place.session, read, publication, now=place.now, desk=place.desk, actor=place.actor
        )
        for _ in range(2)
    ]
    assert again[0] == preview
    assert again[1].changes_nothing
    assert again[1].unchanged == 5666
    assert len(catalogue_index(place.session, desk=place.desk, on=ON)) == 5666
    held = place.in_force("1.115362")
    assert held == without_validity(
        next(each for each in read.procedures if each.code == held.code)
    )
