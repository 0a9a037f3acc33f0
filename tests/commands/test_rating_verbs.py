from __future__ import annotations

from lines import Line


def test_ratings_are_pooled_and_closed_by_the_day(line: Line) -> None:
    assert line.json("rating", "give", "5") == {"waiting": 1}
    line.json("rating", "give", "4", "--reason", "nhanh gọn")
    assert line.said("rating", "close") == "Ngày 16/11/2026: 2 lượt, trung bình 4,5.\n"
    assert line.json("rating", "close", "--day", "2026-11-16")["ratings"] == []
    assert line.json("verify")["sound"]


def test_what_is_no_rating_and_no_day_is_refused(line: Line) -> None:
    assert "mức đánh giá" in line.refused("rating", "give", "tốt")
    assert "mức đánh giá" in line.refused("rating", "give", "7")
    assert "hôm qua" in line.refused("rating", "close", "--day", "hôm qua")
