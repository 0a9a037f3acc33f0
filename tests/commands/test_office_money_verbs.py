from __future__ import annotations

import pytest
from clocks import set_clock
from lines import Line

PERIOD = ("--from", "2026-11-01", "--to", "2026-11-16")


def test_money_of_a_period_is_handed_on_once(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    code = line.receive()["dossier_code"]
    line.json("deed", "collect-fee", code, "--fee", "30000", "--levy", "10000")
    line.json("deed", "refund-fee", code, "--levy", "4000", "--reason", "Thu nhầm")
    (found,) = line.json("money", "show", *PERIOD)
    assert (found["fee"], found["levy"], found["total"]) == (30000, 6000, 36000)
    assert not found["handed_on"]
    hand_on = ("money", "hand-on", *PERIOD, "--agency", found["agency"])
    assert "chưa hết" in line.refused(*hand_on)
    set_clock(monkeypatch, "2026-11-17T09:30")
    assert line.json(*hand_on, "--document", "UNC 8")["total"] == 36000
    assert "Đã chuyển tiền" in line.refused(*hand_on)
    assert line.json("money", "show", *PERIOD)[0]["handed_on"]
    assert "ngược" in line.refused("money", "show", "--from", "2026-11-02", "--to", "2026-11-01")
    assert line.json("verify")["sound"]


def test_feedback_is_numbered_answered_once_and_listed(line: Line) -> None:
    taken = line.json(
        *("feedback", "add", "--about", "thời gian chờ", "--words", "Chờ lâu quá"),
        *("--name", "Trần Văn Thử"),
    )
    assert taken["number"] == "PA-3/2026-0001"
    assert [each["number"] for each in line.json("feedback", "list", "--open")] == [
        "PA-3/2026-0001"
    ]
    answer = ("feedback", "answer", taken["number"], "--words", "Đã thêm quầy", "--publish")
    answered = line.json(*answer)
    assert (answered["answer"], answered["is_published"]) == ("Đã thêm quầy", True)
    assert "trả lời rồi" in line.refused(*answer)
    assert line.json("feedback", "list", "--open") == []
    assert "Không có phản ánh" in line.refused("feedback", "answer", "PA-9", "--words", "x")
    assert line.json("rebuild") is not None
    assert line.json("feedback", "list")[0]["answer"] == "Đã thêm quầy"
