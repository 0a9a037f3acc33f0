from __future__ import annotations

import pytest
from clocks import set_clock
from lines import Line


def test_the_rules_are_shown_set_one_by_one_and_told_in_history(line: Line) -> None:
    usual = {"unsigned_hours": 4, "fee_receipt_at_once": True}
    assert line.json("rules", "show") == usual
    assert line.json("rules", "set", "--unsigned-hours", "2")["unsigned_hours"] == 2
    said = line.said("rules", "set", "--fee-receipt", "asked")
    assert "sau 2 giờ làm việc" in said
    assert "chỉ in khi cần" in said
    assert line.json("events")[-1]["sentence"].startswith("Đặt quy định của đơn vị: ")
    assert "1 đến 40" in line.refused("rules", "set", "--unsigned-hours", "99")


def test_the_target_of_what_comes_online_is_set_and_dropped(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert line.json("rules", "set", "--online-target", "30")["online_target"] == 30
    assert "1 đến 100" in line.refused("rules", "set", "--online-target", "101")
    set_clock(monkeypatch, "2026-11-16T10:00")
    assert "online_target" not in line.json("rules", "set", "--online-target", "0")
    assert "online_target" not in line.json("rules", "show")
