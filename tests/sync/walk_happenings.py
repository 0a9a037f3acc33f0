"""What else happens in a walk: numbers run out, releases, files, sticks, lost machines, erasure."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from agreement import dossiers_of
from attacks import attack
from centres import TENANT, officer_of
from deeds_at_desk import acting, second_person, stored
from desks import OFFICE, desk_settings
from sqlalchemy import select, text
from walk_places import PIN, Place, enrolled_through
from walk_post import work_with_bags

from app.bootstrap import create_desk
from app.domain.codes import DossierCode
from app.domain.erasure import ErasureForm
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.releases import Release, StaffEntry
from app.domain.roles import CLERK
from app.models.journal import EventPrivateRow, EventRow
from app.server import publishing, releases
from app.services import numbering
from app.services import releases as kept_releases
from app.services.attaching import AttachForm, attach_file, known_vault, vault_of
from app.services.clashing import Ruling, clashes, resolve_clash
from app.services.erasing import erase, plan_erasure, shipped_rules
from app.services.travelling_files import missing_files
from app.sync import bundle

if TYPE_CHECKING:
    from random_walk import Walk

_WHOLE = text("SELECT digest FROM file WHERE have = size")
_GONE = text("SELECT uid FROM tombstone")
_PRIVATE = select(EventRow.uid, EventRow.dossier_uid).join(
    EventPrivateRow,
    (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid),
)
Step = Callable[["Walk", Place], None]
_LAST_OWN = 598


def use_up_numbers(walk: Walk, place: Place) -> None:
    """A day so full that the desk's digit has two numbers left: blocks and provisional codes."""
    desk = place.desk
    code = DossierCode(place.stream, local_date(desk.now()), desk.context.number, _LAST_OWN)
    with desk.database.transaction() as session:
        # As at a counter, where a pad's number that is known already is not entered again.
        if not numbering.is_used(session, TENANT, code):
            numbering.note_pad_used(session, TENANT, code, numbering.BURNED)
    for _ in range(3):
        walk.work(place)


def publish(walk: Walk, place: Place) -> None:
    """The centre gives an account out in the middle of everything."""
    account = StaffEntry(
        staff_uid=str(UUID(int=walk.luck.getrandbits(128), version=4)),
        full_name=f"Cán Bộ Trung Tâm {walk.luck.randrange(1000)}",
        roles=(CLERK,),
        employer="office",
    )
    centre = walk.centre.centre
    with centre.transaction() as connection:
        publishing.publish_staff(centre, connection, (TENANT, place.stream), account)


def attach(walk: Walk, place: Place) -> None:
    """A scan is attached, small or of several parts."""
    desk, known = place.desk, sorted(dossiers_of(place.desk))
    if not known:
        return
    content = b"%PDF-1.7\n" + walk.luck.randbytes(walk.luck.choice((500, 1_200_000)))
    with suppress(Refusal), desk.database.transaction() as session:
        vault = vault_of(session, TENANT, desk.attachments)
        form = AttachForm(name="giay-to.pdf", content=content)
        attach_file(session, walk.luck.choice(known), form, acting(desk, desk.now()), vault)
        walk.tally["files attached"] += 1


def carry_stick(walk: Walk, place: Place) -> None:
    """What waits here is carried to a desk of the office by hand, and read there twice."""
    other = walk.luck.choice([each for each in walk.places if each.stream == place.stream])
    path, key = walk.folder / f"{uuid4().hex}.goi", bundle.key_of_code(bundle.new_code())
    with place.desk.database.reading() as session:
        walk.tally["events carried on sticks"] += bundle.export(
            session, place.desk.context, key, path, place.now()
        )
    for _ in range(2):
        try:
            with other.desk.database.transaction() as session:
                bundle.take_in(session, TENANT, path, key, other.now())
        except Refusal as refusal:
            # A twin's chain goes on otherwise than here: its stick is read at any other desk.
            if refusal.reason is not Reason.BUNDLE_BROKEN_CHAIN or not place.has_twin:
                raise
            walk.tally["sticks of a twin refused"] += 1


def lose_machine(walk: Walk, place: Place) -> None:
    """A machine is lost for good; a new one takes its place, and the old one is shut out."""
    if place.has_twin or walk.lost >= _MOST_LOST:
        return
    walk.lost += 1
    # A dump from before knows neither the enrolment nor the revocation: people do both again then.
    walk.dumps.clear()
    number = place.desk.context.number
    folder = walk.folder / f"successor{walk.lost}" / "desk"
    form = replace(
        OFFICE, agency_code=place.stream, desk=number, officer=officer_of(number), secret=PIN
    )
    create_desk(desk_settings(folder), form).desk.close()
    successor = Place(f"{place.name}, máy mới", folder, walk.clock)
    enrolled_through(walk.address, walk.centre, successor)
    with pytest.raises(Refusal) as refused:
        walk.round_of(place.desk)
    assert refused.value.reason is Reason.DESK_REVOKED, walk.done
    if walk.luck.random() < 0.5:
        carry_stick_between(walk, place, successor)
    place.desk.close()
    walk.places[walk.places.index(place)] = successor


def carry_stick_between(walk: Walk, lost: Place, successor: Place) -> None:
    """The continuous copy of a lost machine is read at its successor."""
    path, key = walk.folder / f"{uuid4().hex}.goi", bundle.key_of_code(bundle.new_code())
    with lost.desk.database.reading() as session:
        bundle.export(session, lost.desk.context, key, path, lost.now())
    with successor.desk.database.transaction() as session:
        bundle.take_in(session, TENANT, path, key, successor.now())


def erase_somebody(walk: Walk, place: Place) -> None:
    """A court orders a person to be forgotten."""
    desk, known = place.desk, sorted(dossiers_of(place.desk))
    if not known:
        return
    rules, here = shipped_rules(desk.settings.resources), {"now": desk.now(), "desk": desk.context}
    form = ErasureForm(basis="legal_order", order="15/QĐ-UBND")
    try:
        # A post point may have sent papers of a dossier that it never saw.
        code = stored(desk, walk.luck.choice(known)).code
        with desk.database.transaction() as session:
            plan = plan_erasure(session, code, form, rules=rules, actor=desk.actor, **here)
            second = second_person(desk)
            erase(session, plan, rules=rules, actor=desk.actor, approval=second, **here)
    except Refusal as refusal:
        walk.tally[f"refused: {refusal.reason.name}"] += 1
    else:
        walk.tally["persons erased"] += 1


def decide_clashes(walk: Walk, place: Place) -> None:
    """A supervisor decides what stands against each other here, if anything does."""
    desk = place.desk
    with desk.database.transaction() as session:
        for clash in clashes(session, desk=desk.context):
            stand = (walk.luck.choice(clash.deeds).event_uid,)
            ruling = Ruling(stand=stand, reason="đã hỏi công dân")
            resolve_clash(session, clash.dossier_uid, ruling, acting(desk, desk.now()))
            walk.tally["clashes found and decided"] += 1


def call_with_malice(walk: Walk, place: Place) -> None:
    """Whatever a thief or a broken program may send."""
    walk.tally["hostile calls refused"] += attack(walk.centre, place.desk)


_MOST_LOST = 2
HAPPENINGS: dict[str, tuple[int, Step]] = {
    "clash decided": (3, decide_clashes),
    "hostile calls": (2, call_with_malice),
    "numbers used up": (2, use_up_numbers),
    "release published": (3, publish),
    "file attached": (3, attach),
    "stick carried by hand, read twice": (3, carry_stick),
    "machine lost, a new one in its place": (1, lose_machine),
    "person erased": (2, erase_somebody),
    "bag of the post": (3, work_with_bags),
}


def check_happenings(walk: Walk) -> None:
    """Releases are the same everywhere, no file lacks that another disk holds, erased is gone."""
    with walk.centre.centre.transaction() as connection:
        whole = set(connection.execute(_WHOLE).scalars())
        gone = set(connection.execute(_GONE).scalars())
    lacking: list[tuple[Place, str]] = []
    for place in walk.places:
        with walk.centre.centre.transaction() as connection:
            newest = releases.newest(connection, TENANT, place.stream)
        with place.desk.database.reading() as session:
            held = kept_releases.held(session, TENANT)
            apart = set(map(_mark, newest)) ^ set(map(_mark, held))
            assert not apart, (place.name, apart, walk.done)
            for uid, dossier_uid in session.execute(_PRIVATE):
                assert not {uid, dossier_uid} & gone, (place.name, uid, walk.done)
            vault = known_vault(session, TENANT, place.desk.attachments)
            lacking += [(place, each.digest) for each in missing_files(session, TENANT, vault)]
            whole |= set() if vault is None else {e for _, e in lacking if vault.holds(e)}
    for place, digest in lacking:
        assert digest not in whole, (place.name, walk.done)
    walk.tally["files lost with the only disk that held them"] += len({e for _, e in lacking})


def _mark(release: Release) -> tuple[str, str, str]:
    return release.subject, release.office, release.digest
