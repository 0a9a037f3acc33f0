from __future__ import annotations

import json

import pytest
from clocks import set_clock
from lines import Line

from app.commands.deed import VERBS
from app.domain.deed_forms import FORMS


def test_every_form_has_its_verb() -> None:
    assert len(VERBS) == len(FORMS)
    assert all(each.roles for each in VERBS)


def test_a_dossier_is_walked_from_supplement_to_returned_result(line: Line) -> None:
    code = line.receive()["dossier_code"]
    asked = line.json(
        *("deed", "request-supplement", code, "--content", "Bản sao giấy báo tử"),
        *("--asked-by", "Sở Nội vụ", "--lacking", "2"),
    )
    assert (asked["state"], asked["papers"]) == ("awaiting_supplement", ["supplement"])
    back = line.json("deed", "receive-supplement", code, "--documents", "2=0/1/1")
    assert back["state"] == "received"
    line.json("deed", "receive-result", code, "--name", "Giấy xác nhận", "--number", "15/GXN")
    refused = line.refused("deed", "return-result", code)
    assert "giấy hẹn" in refused
    returned = line.json("deed", "return-result", code, "--proofs", "slip,card")
    assert returned["state"] == "returned"
    told = line.said("dossier", code)
    assert code in told
    assert line.json("verify")["sound"]


def test_the_answer_for_people_is_one_sentence(line: Line) -> None:
    code = line.receive()["dossier_code"]
    said = line.said("deed", "add-note", code, "--words", "Đã gọi điện")
    assert said == f"Đã ghi chú: hồ sơ {code}, nay mới nhận.\n"


@pytest.mark.parametrize(
    "wrong",
    [
        ("request-payment", "--amount", "nhiều"),
        ("notify", "--means", "khói"),
        ("request-payment", "--amount", "5", "--pay-by", "mai"),
        ("add-note", "--words", "x", "--at", "hôm kia"),
        ("request-supplement", "--content", "x", "--asked-by", "y", "--lacking", "hai"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(line: Line, wrong: tuple[str, ...]) -> None:
    code = line.receive()["dossier_code"]
    kind, *options = wrong
    assert line.refused("deed", kind, code, *options).endswith((".", "?"))


def test_a_deed_keyed_in_later_states_its_time(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    code = line.receive()["dossier_code"]
    set_clock(monkeypatch, "2026-11-17T09:30")
    line.json("deed", "add-note", code, "--words", "x", "--at", "2026-11-16T16:00")
    note = line.json("events", code)[-1]
    assert note["occurred_at"].startswith("2026-11-16T16:00")
    early = line.refused("deed", "add-note", code, "--words", "x", "--at", "2026-11-15T16:00")
    assert "giữa lúc tiếp nhận" in early


def test_one_letter_about_many_dossiers_leaves_out_what_it_cannot_touch(line: Line) -> None:
    codes = [line.receive()["dossier_code"] for _ in range(3)]
    line.json("cancel", codes[1], "--reason", "Nhận nhầm")
    code, out, _ = line.run(
        *("deed", "announce-delay", *codes, "--proposed-due-at", "2026-12-04T09:30"),
        *("--reason", "Chờ ý kiến", "--agency", "Sở Nội vụ", "--json"),
    )
    answer = json.loads(out)
    assert code == 1
    assert [each["dossier_code"] for each in answer["done"]] == [codes[0], codes[2]]
    assert answer["left_out"][0]["dossier_code"] == codes[1]
    batch = [each for each in line.json("events") if each["kind"] == "batch.recorded"]
    assert batch[0]["sentence"] == "Ghi báo chậm cho 2 hồ sơ cùng lúc."
    assert line.json("verify")["sound"]
