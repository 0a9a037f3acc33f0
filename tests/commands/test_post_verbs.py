from __future__ import annotations

import json
from pathlib import Path

from bags import CARRIER, POSTMAN, number
from lines import EXAMPLE, Line

ONE, TWO = number(11), number(22)


def test_a_bag_goes_from_the_post_point_to_its_dossiers_and_its_money_balances(
    line: Line, tmp_path: Path
) -> None:
    sent = line.json(
        *("post", "send", ONE, "--form", str(EXAMPLE), "--carrier", CARRIER),
        *("--postage", "26000", "--at-home"),
    )
    assert sent["slip_number"] == "PG-3/2026-0001"
    manifest = line.json("post", "bag", "--carrier", CARRIER)["manifest"]
    taken = line.json(
        "post", "take-over", ONE, TWO, "--manifest", manifest, "--giver-name", POSTMAN
    )
    assert taken["extra_numbers"] == [TWO]
    assert len(line.json("post", "items")) == 2
    opened = line.json("post", "open", ONE, "--witness", POSTMAN)
    assert opened["state"] == "opened"
    assert "đã mở" in line.said("post", "items", "--state", "opened")
    assert "chưa có hồ sơ nào" in line.refused("post", "close", ONE)
    sent_on = line.json("post", "redirect", TWO, "--to", "H40.17", "--way", "forwarded")
    assert sent_on["state"] == "redirected"
    day = "2026-11-16"
    assert line.json("post", "balance", "--from", day, "--to", day)["is_sound"]


def test_the_carriers_list_tells_what_is_missing(line: Line, tmp_path: Path) -> None:
    listed = tmp_path / "tui.csv"
    listed.write_text(f"Số hiệu,Phí\n{ONE},15000\n{TWO},0\n", "utf-8")
    said = line.said(
        *("post", "take-over", ONE, "--carrier", CARRIER, "--giver-name", POSTMAN),
        *("--list", str(listed), "--cash", "15000"),
    )
    assert f"Thiếu {TWO}." in said


def test_results_go_out_are_followed_and_paid_for(line: Line, tmp_path: Path) -> None:
    code = received_for_the_post(line, tmp_path)
    (ready,) = line.json("post", "ready")
    assert ready["dossier_code"] == code
    closed = line.json(
        *("post", "manifest", f"{code}={ONE}", "--carrier", CARRIER),
        *("--receiver-name", POSTMAN),
    )
    out = tmp_path / "van-don.csv"
    orders = line.json(
        *("post", "orders", closed["manifest"], "--out", str(out)),
        *("--column", "item_code=Mã vận đơn"),
    )
    assert orders["count"] == 1
    assert "Mã vận đơn" in out.read_text("utf-8-sig")
    assert line.json("post", "dispatch", ONE)["state"] == "dispatched"
    failed = line.json("post", "failed", ONE, "--reason", "absent", "--invited", "2026-11-16")
    assert failed["invitations"] == ["2026-11-16"]
    states = tmp_path / "phat.csv"
    states.write_text(
        "Số hiệu,Trạng thái,Thời gian,Người nhận\n"
        f"{ONE},Phát thành công,16/11/2026 09:30,Trần Thị Mẫu\n"
        f"{TWO},Phát thành công,16/11/2026 09:30,Trần Thị Mẫu\n",
        "utf-8",
    )
    looked = line.json("post", "import-status", str(states), "--dry-run")
    assert [row["standing"] for row in looked["rows"]] == ["new", "unknown"]
    line.json("post", "import-status", str(states))
    assert line.json("dossier", code)["state"] == "returned"
    assert "còn giữ" not in line.refused(
        "post", "pass-money", "--carrier", CARRIER, "--amount", "1"
    )


def test_an_undelivered_item_comes_back_or_is_delivered_by_hand(line: Line, tmp_path: Path) -> None:
    code = received_for_the_post(line, tmp_path)
    line.json("post", "manifest", f"{code}={ONE}", "--carrier", CARRIER, "--receiver-name", POSTMAN)
    back = line.json("post", "back", ONE, "--giver-name", POSTMAN)
    assert back["items"][0]["state"] == "came_back"
    line.json("post", "manifest", f"{code}={TWO}", "--carrier", CARRIER, "--receiver-name", POSTMAN)
    delivered = line.json("post", "delivered", TWO, "--receiver", "Trần Thị Mẫu")
    assert delivered["state"] == "delivered"


def received_for_the_post(line: Line, folder: Path) -> str:
    """A settled dossier whose result is to go by post."""
    form = json.loads(EXAMPLE.read_text("utf-8"))
    form["return_way"] = {"place": "post", "address": "Thôn Ví Dụ, xã An Thử"}
    path = folder / "phieu.json"
    path.write_text(json.dumps(form), "utf-8")
    code: str = line.json("receive", "--form", str(path))["dossier_code"]
    line.json("deed", "receive-result", code, "--name", "Giấy xác nhận")
    return code
