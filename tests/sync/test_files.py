"""Attached files between desks: over cut lines, only where they belong, gone when erased."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from bad_line import cutting_line
from centres import AGENCY, TENANT, Cluster, Running, copied, party, synced
from deeds_at_desk import acting, received
from desks import NOW
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Refusal
from app.server import devices, files
from app.server.refusing import Refused
from app.services import centre_link, travelling_files
from app.services.attaching import AttachForm, attach_file, known_vault, vault_of
from app.sync.file_messages import MOST_PART, FilePart
from app.sync.protocol import Trouble
from app.sync.round import run_round

PAGES = b"%PDF-1.7\n" + random.Random(7).randbytes(2 * MOST_PART + 1000)
SHORT = b"%PDF-1.7\nmot trang"


def attach(desk: Desk, uid: UUID, content: bytes) -> str:
    with desk.database.transaction() as session:
        vault = vault_of(session, TENANT, desk.attachments)
        form = AttachForm(name="giay-to.pdf", content=content)
        return attach_file(session, uid, form, acting(desk), vault)


def file_of(desk: Desk, digest: str) -> bytes | None:
    with desk.database.reading() as session:
        vault = known_vault(session, TENANT, desk.attachments)
    return vault.fetch(digest) if vault is not None and vault.holds(digest) else None


def missing_at(desk: Desk) -> list[str]:
    with desk.database.reading() as session:
        vault = known_vault(session, TENANT, desk.attachments)
        return [each.digest for each in travelling_files.missing_files(session, TENANT, vault)]


def test_a_file_reaches_the_other_desk_and_is_asked_about_no_more(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    digest = attach(first, received(first), SHORT)
    sent, got = synced(first, second)
    assert (sent.files_sent, got.files_received) == (1, 1)
    assert file_of(second, digest) == SHORT
    synced(second)
    with second.database.reading() as session:
        assert travelling_files.unsettled(session, TENANT, centre.centre.incarnation) == ()


def test_a_file_that_a_restored_centre_lost_comes_back_though_its_event_stood_in_the_dump(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    digest = attach(first, received(first), SHORT)
    without_files = replace(party(first), attachments=None)
    run_round(without_files)  # the line was cut before files travelled, and then the dump was made
    yesterday = copied(cluster, centre)
    synced(first)
    centre.carry_on_with(yesterday)
    synced(first, second)
    assert file_of(second, digest) == SHORT


def test_a_file_survives_a_line_that_is_cut_again_and_again_up_and_down(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    synced(first, second)
    digest = attach(first, received(first), PAGES)
    with cutting_line(centre.url) as line:
        for desk in enrolled:
            with desk.database.transaction() as session:
                known = centre_link.enrolment(session, TENANT)
                assert known is not None
                moved = replace(known, url=line.url)
                centre_link.keep_enrolment(session, TENANT, moved, NOW)
        for desk in (first, second):
            for _ in range(4):
                # Less than the file: no single round can bring it whole.
                line.cut_after(MOST_PART + 300_000)
                with suppress(Refusal):
                    run_round(party(desk))
            line.cut_after(None)
            run_round(party(desk))
            assert missing_at(desk) == []
    assert file_of(second, digest) == PAGES
    with second.database.reading() as session:
        assert travelling_files.received_so_far(session, TENANT, digest) == 0
    folder = second.attachments
    assert len([each for each in folder.rglob("*") if each.is_file()]) == 1


def test_a_file_that_nobody_brought_yet_is_listed_as_missing(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    digest = attach(first, received(first), SHORT)
    without = replace(party(first), attachments=None)
    run_round(without)
    synced(second)
    assert missing_at(second) == [digest]
    synced(first, second)
    assert missing_at(second) == []


def trouble_of(centre: Running, office: str, part: FilePart) -> Trouble:
    device = devices.Device(
        tenant=TENANT,
        uid=uuid4(),
        office=office,
        desk=1,
        public=b"",
        hardware="",
        revoked_at=None,
    )
    with pytest.raises(Refused) as refused, centre.centre.transaction() as connection:
        files.take_part(connection, device, part)
    return refused.value.fault.trouble


def test_files_of_other_offices_without_an_event_or_larger_than_it_says_are_refused(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    digest = attach(first, received(first), SHORT)
    run_round(replace(party(first), attachments=None))
    whole = FilePart.of(digest, 0, SHORT)
    assert trouble_of(centre, "H40.17", whole) is Trouble.UNAUTHORISED
    stray = FilePart.of("0" * 64, 0, b"x")
    assert trouble_of(centre, AGENCY, stray) is Trouble.UNAUTHORISED
    longer = FilePart.of(digest, 0, SHORT + b"x")
    assert trouble_of(centre, AGENCY, longer) is Trouble.TOO_BIG
    other = FilePart.of(digest, 0, SHORT[::-1])
    assert trouble_of(centre, AGENCY, other) is Trouble.UNREADABLE
    assert trouble_of(centre, AGENCY, replace(whole, content="?")) is Trouble.UNREADABLE
    synced(first)
    with centre.centre.transaction() as connection:
        kept = connection.execute(text("SELECT content FROM file_part")).scalars().all()
        connection.execute(
            text(
                "INSERT INTO tombstone (tenant, uid, erased_by) "
                "SELECT tenant, dossier_uid, dossier_uid FROM named_file"
            )
        )
        files.let_go(connection, TENANT)
        left = connection.execute(text("SELECT count(*) FROM file_part")).scalar_one()
    assert (kept, left) == ([SHORT], 0)
