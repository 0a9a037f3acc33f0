from __future__ import annotations

import json
from pathlib import Path

from desks import NOW, desk_settings, reception

from app.bootstrap import open_window
from app.services.receiving import receive_dossier


def test_the_log_tells_the_course_of_a_day_and_names_nobody(desk_folder: Path) -> None:
    settings = desk_settings(desk_folder)
    desk = open_window(settings, lambda _: None)
    with desk.database.transaction() as session:
        received = receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        )
    desk.close()
    text = (settings.logs / "motcua.log").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["event"] for line in lines] == ["desk.opened", "deed.recorded", "desk.closed"]
    assert lines[1]["kind"] == "dossier.received"
    assert lines[1]["dossier"] == str(received.dossier_uid)
    person = reception().applicant
    for said in (person.full_name, str(person.identity.number), desk.actor.full_name, "withheld"):
        assert said not in text
