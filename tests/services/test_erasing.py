from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from decrypted import decrypted, spellings
from deeds_at_desk import acting
from desks import NOW, ROOT, desk_settings, reception
from sqlalchemy import text

from app.bootstrap import Desk, key_of, open_desk
from app.devices.erasure_list import ErasureList
from app.domain.dossier_query import DossierSearch
from app.domain.erasure import ErasureForm, ErasureRules
from app.domain.erasure_facts import PersonalDataErased
from app.domain.errors import Reason, Refusal
from app.domain.events import read_event
from app.domain.filing import FilingState
from app.domain.history_words import event_sentence
from app.domain.procedure import Channel
from app.domain.records import from_plain
from app.services import journal, projection, upkeep
from app.services.attaching import AttachForm, attach_file, vault_of
from app.services.clock import confirm_clock
from app.services.correcting import cancel_dossier
from app.services.desk import Actor
from app.services.dossier_search import find_dossiers
from app.services.dossiers import dossier_by_uid
from app.services.drafts import parked_drafts, save_draft
from app.services.erasing import ErasurePlan, erase, plan_erasure
from app.services.filing import (
    FilingForm,
    filing_by_code,
    filing_by_uid,
    form_of_filing,
    record_filing,
)
from app.services.filing_answers import refuse_filing
from app.services.history import dossier_history
from app.services.receiving import receive_dossier
from app.services.saved_filters import save_filter, saved_filters
from app.services.visits import guide_visit

RULES = from_plain(
    ErasureRules, json.loads((ROOT / "resources/erasure/rules.json").read_text("utf-8"))
)
ORDER = ErasureForm(basis="legal_order", order="15/QĐ-UBND")
ENDED = ErasureForm(basis="term_ended")
AFTER_TERM = datetime(2037, 1, 4, 2, 30, tzinfo=UTC)
PERSON = reception().applicant
NEW_NAME = "Trần Thị Mẩu"
NOWHERE = (
    PERSON.full_name,
    NEW_NAME,
    str(PERSON.identity.number),
    str(PERSON.phone),
    str(PERSON.address),
)
TENANT = "H40"


def receive(desk: Desk, **changed: object) -> UUID:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(**changed), now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_uid


def cancel(desk: Desk, uid: UUID) -> None:
    with desk.database.transaction() as session:
        cancel_dossier(
            session,
            uid,
            "Tiếp nhận nhầm",
            slip_returned=True,
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )


def code_of(desk: Desk, uid: UUID) -> str:
    with desk.database.reading() as session:
        return dossier_by_uid(session, TENANT, uid).code


def plan(
    desk: Desk,
    code: str,
    form: ErasureForm = ORDER,
    now: datetime = NOW,
    actor: Actor | None = None,
) -> ErasurePlan:
    with desk.database.reading() as session:
        return plan_erasure(
            session,
            code,
            form,
            rules=RULES,
            now=now,
            desk=desk.context,
            actor=actor or desk.actor,
        )


def carry_out(desk: Desk, planned: ErasurePlan, now: datetime = NOW) -> PersonalDataErased:
    with desk.database.transaction() as session:
        return erase(session, planned, rules=RULES, now=now, desk=desk.context, actor=desk.actor)


def refusal_of(act: Callable[[], object]) -> Reason:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.reason


def files_of(desk: Desk) -> bytes:
    """Everything in the folders of a desk, the database decrypted."""
    key = key_of(desk.settings)
    found = decrypted(desk.settings.database, key)
    for folder in (desk.settings.data, desk.settings.state):
        for path in folder.rglob("*"):
            if path.is_file() and path != desk.settings.ballast:
                found += path.read_bytes()
    return found


def stands_in(found: bytes, said: str) -> bool:
    return any(each in found for each in spellings(said))


def filled(desk: Desk) -> UUID:
    """A dossier whose citizen left traces wherever a citizen can."""
    with desk.database.transaction() as session:
        visit = guide_visit(
            session, reception(documents=()), (), now=NOW, desk=desk.context, actor=desk.actor
        )
        save_draft(
            session,
            UUID(int=1),
            {"full_name": PERSON.full_name, "identity_number": PERSON.identity.number},
            now=NOW,
            desk=desk.context,
        )
        save_draft(
            session,
            UUID(int=2),
            {"full_name": PERSON.full_name, "identity_number": "034190001111"},
            now=NOW,
            desk=desk.context,
        )
        save_filter(
            session, "Của bà Mẫu", DossierSearch(typed="tran thi mau"), now=NOW, desk=desk.context
        )
        save_filter(session, "Hôm nay", DossierSearch(typed="hôm nay"), now=NOW, desk=desk.context)
    return receive(desk, visit_number=visit.number)


def test_an_erased_person_stands_in_no_file_of_the_desk(desk: Desk) -> None:
    uid = filled(desk)
    found = files_of(desk)
    assert stands_in(found, PERSON.full_name)
    assert stands_in(found, str(PERSON.identity.number))
    with desk.database.transaction() as session:
        session.execute(text("DELETE FROM draft WHERE uid = :uid"), {"uid": UUID(int=2).bytes})
    carry_out(desk, plan(desk, code_of(desk, uid)))
    found = files_of(desk)
    assert [said for said in NOWHERE if stands_in(found, said)] == []
    assert stands_in(found, "Nguyễn Thị Ví Dụ"), "the officer's own name is found all the same"


def test_journal_and_fold_are_sound_after_an_erasure_and_a_rebuild(desk: Desk) -> None:
    uid = filled(desk)
    receive(desk, applicant=replace(PERSON, full_name="Lê Văn Khác"))
    carry_out(desk, plan(desk, code_of(desk, uid)))
    folds = "SELECT uid, number, applicant, fold, fold_private FROM dossier ORDER BY number"
    with desk.database.reading() as session:
        assert upkeep.verify(session, TENANT) == ()
        before = session.execute(text(folds)).all()
        assert [row.applicant for row in before] == [None, "Lê Văn Khác"]
    with desk.database.transaction() as session:
        upkeep.rebuild(session, TENANT)
    with desk.database.reading() as session:
        assert session.execute(text(folds)).all() == before
        assert upkeep.verify(session, TENANT) == ()
        again = session.execute(text("SELECT count(*) FROM dossier_person")).scalar()
    assert again == 1


def test_only_the_persons_draft_and_search_go(desk: Desk) -> None:
    uid = filled(desk)
    planned = plan(desk, code_of(desk, uid))
    assert (planned.traces.drafts, planned.traces.filters) == ((UUID(int=1),), ("Của bà Mẫu",))
    carry_out(desk, planned)
    with desk.database.reading() as session:
        drafts = parked_drafts(session, now=NOW, desk=desk.context)
        assert [each.uid for each in drafts] == [UUID(int=2)]
        assert [each.name for each in saved_filters(session, desk=desk.context)] == ["Hôm nay"]
        page = find_dossiers(
            session,
            DossierSearch(typed="tran thi mau"),
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )
        assert page.lines == ()


def test_the_deed_says_who_by_what_right_and_proves_what_went(desk: Desk) -> None:
    uid = filled(desk)
    planned = plan(desk, code_of(desk, uid))
    assert planned.applicant == PERSON.full_name
    fact = carry_out(desk, planned)
    with desk.database.reading() as session:
        kept = list(journal.events(session, TENANT))
        told = [line.sentence for line in dossier_history(session, uid, desk=desk.context)]
    erasing = next(event for event in kept if event.kind == "personal_data.erased")
    assert erasing.fact == fact
    assert erasing.dossier_uid == uid
    digests = {str(event.uid): event.private_digest for event in kept}
    assert fact.count == 2
    assert {part.event: part.digest for part in fact.parts}.items() <= digests.items()
    assert event_sentence(erasing) == (
        "Xóa dữ liệu cá nhân (2 phần): theo quyết định của cơ quan nhà nước có thẩm quyền "
        "(Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 14), quyết định số 15/QĐ-UBND."
    )
    assert "Thông tin cá nhân đã được xóa." in told[0]
    assert not any(said in " ".join(told) for said in NOWHERE)


def test_further_dossiers_of_the_same_person_are_named_and_stay(desk: Desk) -> None:
    one, other = receive(desk), receive(desk)
    planned = plan(desk, code_of(desk, one))
    assert planned.others == (code_of(desk, other),)
    carry_out(desk, planned)
    with desk.database.reading() as session:
        assert dossier_by_uid(session, TENANT, other).private is not None


def test_an_open_dossier_goes_by_a_legal_order_only(desk: Desk) -> None:
    code = code_of(desk, receive(desk))
    assert refusal_of(lambda: plan(desk, code, ENDED)) is Reason.ERASURE_DOSSIER_OPEN
    assert plan(desk, code, ORDER).order == "15/QĐ-UBND"


def test_the_archive_term_must_have_ended(desk: Desk) -> None:
    uid = receive(desk)
    cancel(desk, uid)
    code = code_of(desk, uid)
    last_day = datetime(2036, 12, 31, 10, 0, tzinfo=UTC)
    for basis in ("term_ended", "subject_request"):
        form = ErasureForm(basis=basis)
        assert refusal_of(lambda form=form: plan(desk, code, form)) is Reason.ERASURE_TOO_EARLY
        assert (
            refusal_of(lambda form=form: plan(desk, code, form, last_day))
            is Reason.ERASURE_TOO_EARLY
        )
    assert plan(desk, code, ENDED, AFTER_TERM).kept_until.isoformat() == "2036-12-31"
    planned = plan(desk, code, ENDED, AFTER_TERM)
    assert refusal_of(lambda: carry_out(desk, planned, AFTER_TERM)) is Reason.CLOCK_JUMPED
    with desk.database.transaction() as session:
        confirm_clock(session, "đúng", now=AFTER_TERM, desk=desk.context, actor=desk.actor)
    assert carry_out(desk, planned, AFTER_TERM).order is None


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (None, Reason.ERASURE_ORDER_MISSING),
        ("  ", Reason.ERASURE_ORDER_MISSING),
        ("Quyết định về bà Mẫu", Reason.ERASURE_ORDER_WRONG),
        ("15/QĐ 034188004321", Reason.ERASURE_ORDER_WRONG),
        ("15/" + "Đ" * 80, Reason.ERASURE_ORDER_WRONG),
    ],
)
def test_an_order_is_a_number_and_names_nobody(
    desk: Desk, order: str | None, reason: Reason
) -> None:
    code = code_of(desk, receive(desk))
    form = ErasureForm(basis="legal_order", order=order)
    assert refusal_of(lambda: plan(desk, code, form)) is reason


def test_a_basis_that_no_law_knows_is_refused(desk: Desk) -> None:
    code = code_of(desk, receive(desk))
    form = ErasureForm(basis="because", order="1/QĐ")
    assert refusal_of(lambda: plan(desk, code, form)) is Reason.ERASURE_BASIS_UNKNOWN


def test_a_clerk_may_not_even_look_at_what_would_go(desk: Desk) -> None:
    code = code_of(desk, receive(desk))
    clerk = replace(desk.actor, roles=("clerk",))
    assert refusal_of(lambda: plan(desk, code, actor=clerk)) is Reason.ROLE_LACKING


def test_nothing_is_erased_twice(desk: Desk) -> None:
    uid = receive(desk)
    planned = plan(desk, code_of(desk, uid))
    carry_out(desk, planned)
    assert refusal_of(lambda: carry_out(desk, planned)) is Reason.ERASED_ALREADY


def test_what_changed_after_the_preview_is_shown_again(desk: Desk) -> None:
    uid = receive(desk)
    planned = plan(desk, code_of(desk, uid))
    cancel(desk, uid)
    assert refusal_of(lambda: carry_out(desk, planned)) is Reason.ERASURE_PREVIEW_OLD


def test_a_visit_without_a_dossier_is_erased_by_its_number(desk: Desk) -> None:
    with desk.database.transaction() as session:
        number = guide_visit(
            session, reception(documents=()), (), now=NOW, desk=desk.context, actor=desk.actor
        ).number
    assert refusal_of(lambda: plan(desk, number, ENDED)) is Reason.ERASURE_TOO_EARLY
    carry_out(desk, plan(desk, number))
    found = files_of(desk)
    assert [said for said in NOWHERE if stands_in(found, said)] == []
    assert refusal_of(lambda: plan(desk, number)) is Reason.ERASED_ALREADY


def test_no_delivery_brings_a_person_back(desk: Desk) -> None:
    uid = receive(desk)
    with desk.database.reading() as session:
        (received,) = journal.events(session, TENANT, uid)
    carry_out(desk, plan(desk, code_of(desk, uid)))
    late = read_event(
        received.content.replace(str(received.uid).encode(), str(UUID(int=9)).encode()),
        received.private,
    )
    with desk.database.transaction() as session:
        journal.take_over(session, received)
        journal.take_over(session, late)
    with desk.database.reading() as session:
        kept = session.execute(
            text("SELECT count(*) FROM event_private WHERE uid IN (:a, :b)"),
            {"a": received.uid.bytes, "b": late.uid.bytes},
        ).scalar()
        assert kept == 0
        assert dossier_by_uid(session, TENANT, uid).private is None
        assert upkeep.verify(session, TENANT) == ()


def put_back(desk: Desk, backup: Path) -> Desk:
    """An older copy in the place of the database, as after a restore by hand."""
    desk.close()
    for each in (desk.settings.database, *desk.settings.data.glob("motcua.db-*")):
        each.unlink()
    backup.rename(desk.settings.database)
    return replace(open_desk(desk.settings), now=lambda: NOW)


def test_a_restored_backup_obeys_the_erasures_that_came_after_it(
    desk: Desk, tmp_path: Path
) -> None:
    uid = filled(desk)
    backup = tmp_path / "older.db"
    desk.database.copy_to(backup)
    with desk.database.transaction() as session:
        session.execute(text("DELETE FROM draft"))
    carry_out(desk, plan(desk, code_of(desk, uid)))
    restored = put_back(desk, backup)
    try:
        with restored.database.transaction() as session:
            session.execute(text("DELETE FROM draft"))
        with restored.database.reading() as session:
            erasures = [
                event
                for event in journal.events(session, TENANT)
                if event.kind == "personal_data.erased"
            ]
            assert len(erasures) == 1
            assert dossier_by_uid(session, TENANT, uid).private is None
            assert upkeep.verify(session, TENANT) == ()
        restored.database.wipe_log()
        found = files_of(restored)
        assert [said for said in NOWHERE if stands_in(found, said)] == []
    finally:
        restored.close()


def test_a_wiping_that_was_cut_off_is_finished_at_the_next_opening(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = receive(desk)
    planned = plan(desk, code_of(desk, uid))
    with monkeypatch.context() as cut:
        cut.setattr("app.services.wiping.merge_step", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            carry_out(desk, planned)
    listed = ErasureList(desk.settings.erasures)
    assert listed.events() == {}
    assert stands_in(decrypted(desk.settings.database, key_of(desk.settings)), "tran")
    desk.close()
    again = open_desk(desk_settings(desk.settings.data))
    assert len(listed.events()) == 1
    found = files_of(again)
    again.close()
    assert [said for said in NOWHERE if stands_in(found, said)] == []


def _power_cut(*_: object, **__: object) -> bool:
    raise KeyboardInterrupt


def test_the_list_survives_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "erasures"
    listed = ErasureList(path)
    listed.add(b'{"uid":"00000000-0000-0000-0000-000000000001"}')
    path.write_bytes(path.read_bytes() + b'{"uid":"00000000-0000-0000-0000-0000000')
    listed.add(b'{"uid":"00000000-0000-0000-0000-000000000002"}')
    assert [uid.int for uid in listed.events()] == [1, 2]


def test_the_fold_of_a_look_or_an_erasure_follows_the_events_alone(desk: Desk) -> None:
    uid = receive(desk)
    carry_out(desk, plan(desk, code_of(desk, uid)))
    with desk.database.reading() as session:
        stored = projection.stored_dossier(session, TENANT, uid)
    assert stored is not None
    assert (stored.private, stored.later, len(stored.heads)) == (None, None, 1)


def test_terms_count_whole_years_from_the_last_deed(desk: Desk) -> None:
    term = RULES.term("dossier")
    assert term.kept_until((NOW + timedelta(days=40)).date()).isoformat() == "2036-12-31"
    assert not term.confirmed


def test_attached_files_go_but_for_one_that_another_dossier_names(desk: Desk) -> None:
    one, other = receive(desk), receive(desk)
    folder = desk.settings.attachments
    mine, ours = b"%PDF-1.7\nmine\n%%EOF", b"%PDF-1.7\nours\n%%EOF"

    def attach(uid: UUID, content: bytes) -> str:
        form = AttachForm(name="Trần Thị Mẫu.pdf", content=content, ordinal=1)
        with desk.database.transaction() as session:
            return attach_file(session, uid, form, acting(desk), vault_of(session, TENANT, folder))

    gone, kept = attach(one, mine), attach(one, ours)
    attach(other, ours)
    planned = plan(desk, code_of(desk, one))
    assert (planned.files, len(planned.parts)) == (2, 3)
    carry_out(desk, planned)
    with desk.database.transaction() as session:
        vault = vault_of(session, TENANT, folder)
        assert (vault.holds(gone), vault.holds(kept)) == (False, True)
        assert upkeep.verify(session, TENANT) == ()
    carry_out(desk, plan(desk, code_of(desk, other)))
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_what_the_portal_sent_goes_with_the_dossier_that_it_became(desk: Desk) -> None:
    sent = FilingForm(
        code="G22.99-261116-0007",
        system="Cổng Dịch vụ công quốc gia",
        filed_at=NOW - timedelta(hours=1),
        form=reception(channel=Channel.ONLINE),
    )
    with desk.database.transaction() as session:
        uid = record_filing(session, sent, acting(desk))
        form = form_of_filing(filing_by_uid(session, TENANT, uid))
        receive_dossier(session, form, now=NOW, desk=desk.context, actor=desk.actor)
    planned = plan(desk, sent.code)
    assert len(planned.parts) == 2
    carry_out(desk, planned)
    found = files_of(desk)
    assert [said for said in NOWHERE if stands_in(found, said)] == []
    with desk.database.reading() as session:
        assert filing_by_uid(session, TENANT, uid).form is None
        assert upkeep.verify(session, TENANT) == ()


def test_no_word_of_a_name_stays_in_the_pages_of_the_index(desk: Desk) -> None:
    uid = receive(desk, applicant=replace(PERSON, full_name="Đặng Xoắp Quỷzắt"))
    for _ in range(3):
        receive(desk)
    key = key_of(desk.settings)
    words = (b"xoap", b"quyzat")
    desk.database.wipe_log()
    assert all(word in decrypted(desk.settings.database, key) for word in words)
    carry_out(desk, plan(desk, code_of(desk, uid)))
    assert not any(word in decrypted(desk.settings.database, key) for word in words)


def test_a_filing_that_was_refused_before_reception_is_erased_by_its_code(desk: Desk) -> None:
    with desk.database.transaction() as session:
        filed = FilingForm(
            code="G22.99-261116-0007",
            system="Cổng Dịch vụ công quốc gia",
            filed_at=NOW,
            form=reception(channel=Channel.ONLINE),
        )
        uid = record_filing(session, filed, acting(desk))
    assert refusal_of(lambda: plan(desk, filed.code, ENDED)) is Reason.ERASURE_DOSSIER_OPEN
    with desk.database.transaction() as session:
        refuse_filing(session, uid, "Trần Thị Mẫu nộp nhầm nơi", acting(desk))
    assert refusal_of(lambda: plan(desk, filed.code, ENDED)) is Reason.ERASURE_TOO_EARLY
    planned = plan(desk, filed.code.lower())
    assert (planned.applicant, planned.term.name) == ("Trần Thị Mẫu", "visit")
    carry_out(desk, planned)
    assert refusal_of(lambda: plan(desk, filed.code)) is Reason.ERASED_ALREADY
    found = files_of(desk)
    assert not stands_in(found, "Trần Thị Mẫu")
    assert not stands_in(found, "034188004321")
    with desk.database.reading() as session:
        assert upkeep.verify(session, TENANT) == ()
        assert filing_by_code(session, TENANT, filed.code).state is FilingState.REFUSED
