"""Run inside an older tree: ``python old_desk.py FOLDER URL CODE``: enrol, work, two rounds."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from clocks import set_clock
from desks import NOW, OFFICE, SET_UP_AT, desk_settings, reception

from app.bootstrap import create_desk, open_desk
from app.devices.witness import Witness
from app.services import following, journal
from app.services.desk import actor_of, staff_named
from app.services.receiving import receive_dossier
from app.sync.enrolling import CentreOffer, enrol
from app.sync.round import run_round
from app.sync.talk import Party

if __name__ == "__main__":
    folder, url, code = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, SET_UP_AT)
        settings = desk_settings(folder)
        if not (folder / "motcua.db").exists():
            form = replace(OFFICE, desk=1, officer="Cán Bộ Quầy 1", secret="739152")
            create_desk(settings, form).desk.close()
            desk = open_desk(settings)
            enrol(desk.database, desk.context, CentreOffer(url=url, code=code), NOW)
            desk.close()
        desk = replace(open_desk(settings), now=lambda: NOW)
        with desk.database.reading() as session:
            desk.seat.take(actor_of(staff_named(session, "H40", "Cán Bộ Quầy 1")))
        for _ in range(3):
            with desk.database.transaction() as session:
                receive_dossier(session, reception(), now=NOW, desk=desk.context, actor=desk.actor)
        witness = Witness(settings.witness)
        party = Party(database=desk.database, desk=desk.context, witness=witness, now=desk.now)
        for _ in range(2):
            done = run_round(party)
        with desk.database.reading() as session:
            at = following.place(session, "H40", desk.context.agency_code)
            uids = sorted(str(each.uid) for each in journal.events(session, "H40"))
        told = {"waiting": done.waiting, "pos": at.pos, "chain": at.chain.hex(), "uids": uids}
        print(json.dumps(told))
        desk.close()
