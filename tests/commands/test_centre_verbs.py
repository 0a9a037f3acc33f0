"""The centre from the command line: what it publishes, and what it decides about."""

from __future__ import annotations

from pathlib import Path

import pytest
from centres import AGENCY, TENANT, Cluster
from desks import ROOT
from lines import Line

from app.server.centre import open_centre


@pytest.fixture
def centre_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line in an empty folder: the centre needs no desk."""
    return Line(tmp_path / "nobody", capsys)


def test_reference_data_is_published_by_verbs_and_listed(
    cluster: Cluster, centre_line: Line
) -> None:
    at = ("--database", cluster.new_database())
    starter = str(ROOT / "resources/catalogue/starter.json")
    published = centre_line.json("server", "catalogue", "import", TENANT, starter, *at)
    assert published["version"] == 1
    assert len(published["added"]) > 50
    again = centre_line.json("server", "catalogue", "import", TENANT, starter, *at)
    assert (again["version"], again["unchanged"]) == (None, len(published["added"]))
    listed = centre_line.json("server", "catalogue", "list", TENANT, *at)
    assert [each["code"] for each in listed] == sorted(published["added"])
    year = str(ROOT / "resources/calendars/2026.json")
    assert centre_line.json("server", "calendar", "import", TENANT, year, *at)["version"] == 1
    assert [
        each["year"] for each in centre_line.json("server", "calendar", "list", TENANT, *at)
    ] == [2026]
    words = ("server", "wording", "set", TENANT, "office.parent")
    assert centre_line.json(*words, "UBND TỈNH", *at)["version"] == 1
    assert centre_line.json(*words, "--standard", *at)["version"] == 2


def test_a_centre_that_knows_nothing_yet_says_so_and_what_to_do(
    cluster: Cluster, centre_line: Line
) -> None:
    at = ("--database", cluster.new_database())
    for words, said in (
        (("office", "list", "H99"), "motcua server office add"),
        (("desk", "list", "H99"), "motcua server desk add"),
        (("catalogue", "list", TENANT), "motcua server catalogue import"),
        (("calendar", "list", TENANT), "motcua server calendar import"),
        (("staff", "list", AGENCY), f"chưa cấp tài khoản nào cho {AGENCY}"),
        (("desk", "revoke", AGENCY, "3"), "không có máy nào đang ghi danh"),
    ):
        assert said in centre_line.said("server", *words, *at), words
    assert "chưa biết đơn vị" in centre_line.refused("server", "desk", "revoke", "H40.77", "1", *at)


def test_accounts_are_added_changed_closed_and_opened_again(
    cluster: Cluster, centre_line: Line
) -> None:
    at = ("--database", cluster.new_database())
    staff = ("server", "staff")
    added = centre_line.json(*staff, "add", AGENCY, "Phạm Thị Mẫu", "--role", "clerk", *at)
    assert (added["full_name"], added["version"]) == ("Phạm Thị Mẫu", 1)
    changed = centre_line.json(
        *staff, "change", AGENCY, "pham mau", "--role", "supervisor", "--title", "Phó Giám đốc", *at
    )
    assert (changed["roles"], changed["title"]) == (["supervisor"], "Phó Giám đốc")
    assert centre_line.json(*staff, "leave", AGENCY, "pham mau", *at)["is_active"] is False
    assert centre_line.json(*staff, "return", AGENCY, added["staff_uid"], *at)["version"] == 4
    assert "Phạm Thị Mẫu" in centre_line.said(*staff, "list", AGENCY, *at)
    assert "chưa biết đơn vị" in centre_line.refused(*staff, "list", "H40.99", *at)
    assert "Không có đề nghị" in centre_line.said("server", "proposal", "list", TENANT, *at)
    refused = ("server", "proposal", "accept", AGENCY, "1", "staff")
    assert "Không có đề nghị" in centre_line.refused(*refused, *at)


def test_older_data_that_was_put_back_unseen_begins_another_life_of_the_centre(
    cluster: Cluster, centre_line: Line
) -> None:
    address = cluster.new_database()
    before = open_centre(address)
    assert centre_line.json("server", "restored", "--database", address) == {"restores": 1}
    assert "lần khôi phục thứ 2" in centre_line.said("server", "restored", "--database", address)
    after = open_centre(address)
    assert before.incarnation != after.incarnation
    for each in (before, after):
        each.close()
