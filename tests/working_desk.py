"""``python working_desk.py FOLDER MOMENT OFFICER``: a desk at work until its process is killed.

Each event is named on a line of its own once its transaction is committed, as a slip would be
printed then; every third deed is followed by a round with the centre.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from clocks import set_clock
from deeds_at_desk import second_person
from desks import SET_UP_AT, desk_settings, reception

from app.bootstrap import Desk, open_desk
from app.devices.witness import Witness
from app.domain.deed_forms import NoteForm
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.services import journal
from app.services.deeds import do_deed
from app.services.desk import actor_of, staff_named
from app.services.dossier_deeds import Acting
from app.services.receiving import receive_dossier
from app.services.restoring import allow_numbering
from app.sync.round import run_round
from app.sync.talk import Party

_ROUND_EVERY = 3


def work(desk: Desk) -> None:
    """Receive, remark, talk with the centre, and so on for ever."""
    here = {"now": desk.now(), "desk": desk.context, "actor": desk.actor}
    witness = Witness(desk.settings.witness)
    party = Party(database=desk.database, desk=desk.context, witness=witness, now=desk.now)
    for turn in count(1):
        try:
            with desk.database.transaction() as session:
                uid = receive_dossier(session, reception(), **here).dossier_uid
                do_deed(session, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"), Acting(**here))
                events = [each.uid for each in journal.events(session, "H40", uid)]
        except Refusal as refusal:
            if refusal.reason is not Reason.NUMBERING_WAITS:
                raise
            with desk.database.transaction() as session:
                allow_numbering(session, "khôi phục", approval=second_person(desk), **here)
            continue
        for event in events:
            print(event, flush=True)  # noqa: T201 - whoever kills us reads it
        if turn % _ROUND_EVERY == 0:
            try:
                run_round(party)
            except Refusal as refusal:
                sys.stderr.write(f"{refusal.reason.name}\n")


if __name__ == "__main__":
    folder, moment = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, SET_UP_AT)
        opened = replace(open_desk(desk_settings(folder)), now=lambda: moment)
        with opened.database.reading() as reading:
            opened.seat.take(actor_of(staff_named(reading, "H40", sys.argv[3])))
        work(opened)
