"""Every verb with the roles of which one is needed; a new verb without a line here fails."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest
from clocks import set_clock
from desks import ROOT, copy_desk, desk_settings
from offices import CHIEF, CLERK_NAME, HEAD, PINS

from app.commands.main import main, parser_of
from app.commands.opening import PIN
from app.commands.verbs import VERBS
from app.devices.witness import Witness
from app.domain.dossier_rules import RULES, DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.roles import ROLE_WORDS
from app.domain.words import refusal_sentence
from app.reports.registry import REPORTS

MACHINE: frozenset[str] = frozenset()
CLERK, SUPERVISOR = frozenset({"clerk"}), frozenset({"supervisor"})
DESK, CHIEFS = CLERK | SUPERVISOR, SUPERVISOR | {"administrator"}
COUNTER = CLERK | {"postal_clerk"}
ALL = frozenset(ROLE_WORDS)

TABLE: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            *("init", "catalogue show", "catalogue search", "calendar show", "due-date", "card"),
            *("test-page", "verify", "logs pack", "rebuild", "backup", "key recover", "copy"),
            *("bundle export", "staff locked", "staff unlock", "tour", "slips", "practice"),
            *(
                "handbook",
                "attach scanners",
                "attach missing",
                "sync",
                "server",
                "server office add",
            ),
            *("server office list", "server desk add", "server desk list", "server desk revoke"),
            *(
                "server verify",
                "server restored",
                "server catalogue import",
                "server catalogue list",
            ),
            *("server calendar import", "server calendar list", "server wording set"),
            *("server staff add", "server staff change", "server staff leave"),
            *("server staff return", "server staff list", "server proposal list"),
            *("server quarantine list", "server quarantine release", "server quarantine reject"),
            *("server proposal accept", "server proposal reject"),
            *("server report ii06a", "server report agency-time"),
            *("server report on-time-766", "server report on-time-months"),
        ),
        MACHINE,
    ),
    **dict.fromkeys(("receive", "correct", "cancel", "guide", "refuse", "slip", "pad"), CLERK),
    **dict.fromkeys(("filing add", "filing import", "filing accept"), CLERK),
    **dict.fromkeys(("filing supplement", "filing complete", "filing refuse"), CLERK),
    **dict.fromkeys(("filing withdraw", "receive-batch"), CLERK),
    **dict.fromkeys(("filing list", "consult", "import-dossiers", "supersede"), DESK),
    **dict.fromkeys(("scan", "visit", "events", "papers-of-day", "handout"), DESK),
    **dict.fromkeys(("dossier", "search", "history"), DESK | {"postal_clerk"}),
    **dict.fromkeys(("confirm numbering", "confirm clock"), DESK),
    **dict.fromkeys(("rating give", "rating close", "conflicts"), DESK),
    **dict.fromkeys(("outage record", "outage list", "outage owed"), DESK),
    "conflicts resolve": SUPERVISOR,
    **dict.fromkeys(("confirm calendar", "calendar import", "catalogue limit"), SUPERVISOR),
    **dict.fromkeys(("take-over issue", "feedback answer"), SUPERVISOR),
    **dict.fromkeys(("tasks", "money show", "money hand-on"), DESK),
    **dict.fromkeys((*(f"report {name}" for name in REPORTS), "report issued"), DESK),
    "report prove": DESK,
    **dict.fromkeys(("queue", "remind", "day open", "day close"), DESK),
    "reassign": SUPERVISOR,
    **dict.fromkeys(("feedback add", "feedback list"), DESK),
    **dict.fromkeys(("attach file", "attach exempt"), COUNTER),
    **dict.fromkeys(("attach list", "attach get"), COUNTER | SUPERVISOR),
    **dict.fromkeys(("hand-over close", "hand-over accept", "hand-over show"), COUNTER),
    **dict.fromkeys(("hand-over list", "hand-over undo"), COUNTER),
    **dict.fromkeys(("post send", "post bag", "post take-over", "post redirect"), COUNTER),
    **dict.fromkeys(("post items", "post ready", "post manifest", "post orders"), COUNTER),
    **dict.fromkeys(("post dispatch", "post delivered", "post failed", "post back"), COUNTER),
    **dict.fromkeys(
        ("post import-status", "post pass-money", "post balance", "post letters"), COUNTER
    ),
    **dict.fromkeys(("post open", "post close"), CLERK),
    **dict.fromkeys(("papers",), CLERK),
    **dict.fromkeys(("catalogue import", "erase", "erasures", "key sheet", "publish"), CHIEFS),
    **dict.fromkeys(("bundle import", "staff add", "staff roles", "staff leave"), CHIEFS),
    **dict.fromkeys(("key confirm", "enrol"), CHIEFS),
    **dict.fromkeys(("take-over use",), CHIEFS | CLERK),
    **dict.fromkeys(("staff return", "staff unlock-code", "staff badge"), CHIEFS),
    **dict.fromkeys(("wording show",), CHIEFS),
    **dict.fromkeys(("catalogue pin", "catalogue unpin", "staff list", "staff pin"), ALL),
    "rules show": ALL,
    "rules set": CHIEFS,
    **dict.fromkeys(
        (
            *("restore", "key change", "staff unlock-key", "staff rules"),
            *("wording set", "wording preview"),
        ),
        frozenset({"administrator"}),
    ),
}

DEEDS = {f"deed {kind.value.replace('_', '-')}": kind for kind in DeedKind}

EXAMPLE = str(ROOT / "docs" / "examples" / "reception.json")
YEAR = str(ROOT / "resources" / "calendars" / "2026.json")
FACTS = '{"code": "1.010833", "source": "QĐ 1/QĐ-UBND", "limits": []}'
GIVEN = {
    "catalogue import": (str(ROOT / "resources" / "catalogue" / "starter.json"),),
    "calendar import": (YEAR,),
    "deed announce-delay": (
        *("X", "--proposed-due-at", "2026-12-01T09:00", "--reason", "x", "--agency", "y"),
    ),
    "restore": ("x.bin",),
    "money show": ("--from", "2026-11-16", "--to", "2026-11-16"),
    "money hand-on": ("--from", "2026-11-16", "--to", "2026-11-16", "--agency", "X"),
    "handout": ("labels",),
    "pad": ("--count", "1"),
    "post balance": ("--from", "2026-11-16", "--to", "2026-11-16"),
    "post failed": ("EE1", "--reason", "absent", "--invited", "2026-11-16"),
    "staff add": ("Vũ Thị Mới", "--role", "clerk"),
    "staff roles": (CLERK_NAME, "--role", "clerk"),
    "staff pin": (CLERK_NAME,),
    "staff unlock-code": ("12345674", CLERK_NAME),
}
PEOPLE = {CHIEF: ALL - {"postal_clerk"}, CLERK_NAME: CLERK, HEAD: SUPERVISOR}
GUARDED = [verb for verb in VERBS if verb.roles]


def arguments_of(name: str, folder: Path) -> tuple[str, ...]:
    """The verb with something plausible for all that it asks."""
    if name in GIVEN:
        return (*name.split(), *GIVEN[name])
    words = list(name.split())
    for action in _asked(name):
        words += [*action.option_strings[:1], _plausible(name, action, folder)]
    return tuple(words)


def _asked(name: str) -> list[argparse.Action]:
    parser: Any = parser_of([verb for verb in VERBS if verb.name == name])
    for word in name.split():
        subparsers = next(
            each for each in parser._actions if isinstance(each, argparse._SubParsersAction)
        )
        parser = subparsers.choices[word]
    return [each for each in parser._actions if each.required]


def _plausible(name: str, action: argparse.Action, folder: Path) -> str:
    if action.choices:
        return str(next(iter(action.choices)))
    if action.dest == "form":
        facts = folder / "facts.json"
        facts.write_text(FACTS, "utf-8")
        return str(facts) if name == "catalogue limit" else EXAMPLE
    if action.type is int:
        return "2026"
    if action.type is Path:
        return str(folder / "x.bin")
    return "1"


def last_deed(folder: Path) -> int:
    """Where the journal of a desk ends, as its witness says: no deed goes by it."""
    testimony = Witness(desk_settings(folder).witness).testimony()
    assert testimony is not None
    return testimony.committed_seq + testimony.intended_seq


@pytest.fixture(scope="module")
def refusing_folder(_staffed_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One staffed desk for all that is refused here, and so changes nothing."""
    return copy_desk(_staffed_template, tmp_path_factory.mktemp("refusing") / "desk")


@pytest.fixture(autouse=True)
def _at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, "2026-11-16T09:30")
    monkeypatch.delenv(PIN, raising=False)


def test_every_verb_has_its_line_and_the_roles_of_it() -> None:
    verbs = {verb.name: frozenset(verb.roles) for verb in VERBS}
    assert {name: roles for name, roles in verbs.items() if name not in DEEDS} == TABLE


def test_a_deed_may_be_begun_by_exactly_those_whom_its_rule_names() -> None:
    verbs = {verb.name: frozenset(verb.roles) for verb in VERBS if verb.name in DEEDS}
    assert verbs
    assert verbs == {name: frozenset(RULES[DEEDS[name]].roles) for name in verbs}


@pytest.mark.parametrize("name", [verb.name for verb in GUARDED])
def test_nobody_acts_or_reads_without_signing_in(
    name: str, refusing_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = last_deed(refusing_folder)
    code = main(["--data", str(refusing_folder), *arguments_of(name, tmp_path)])
    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert said.err.strip() == refusal_sentence(Refusal(Reason.NOT_SIGNED_IN))
    assert last_deed(refusing_folder) == before


@pytest.mark.parametrize("name", [verb.name for verb in GUARDED])
def test_nobody_acts_or_reads_without_the_right(
    name: str,
    refusing_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roles = next(frozenset(verb.roles) for verb in VERBS if verb.name == name)
    without = [each for each, held in PEOPLE.items() if not held & roles]
    if not without:
        assert roles >= DESK
        return
    monkeypatch.setenv(PIN, PINS[without[0]])
    before = last_deed(refusing_folder)
    words = (*arguments_of(name, tmp_path), "--as", without[0])
    code = main(["--data", str(refusing_folder), *words])
    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert said.err.startswith("Việc này cần quyền")
    assert last_deed(refusing_folder) == before


def test_a_wrong_pin_on_the_command_line_is_refused_and_counted(
    staffed_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PIN, "000001")
    words = ["--data", str(staffed_folder), "staff", "list", "--as", CLERK_NAME]
    for _ in range(4):
        assert main(words) == 1
        assert "chưa đúng" in capsys.readouterr().err
    monkeypatch.setenv(PIN, PINS[CLERK_NAME])
    assert main(words) == 1
    assert "Hãy chờ 30 giây" in capsys.readouterr().err
