from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from clocks import set_clock
from desks import ROOT
from lines import EXAMPLE, Line

from app.commands.main import main
from app.commands.verbs import GROUPS, VERBS
from app.domain.handouts import HANDOUT_WORDS, handout_slug
from app.domain.paper_forms import paper_slug
from app.domain.printers import SlipKind
from app.papers.registry import PAPERS


@pytest.fixture
def fresh(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Line:
    set_clock(monkeypatch, "2026-11-16T09:30")
    return Line(tmp_path / "fresh", capsys)


def test_a_desk_is_set_up_and_the_example_form_is_received_at_once(fresh: Line) -> None:
    made = fresh.json(
        *("init", "--agency-code", "H40.16", "--office", "Trung tâm PVHCC", "--place", "Nam Định"),
        *("--desk", "3", "--officer", "Nguyễn Thị Ví Dụ"),
    )
    assert made["receivable"] > 20
    assert len(made["recovery_key"].split("-")) == 14
    assert fresh.receive()["dossier_code"] == "H40.16-261116-3001"


def test_a_reception_answers_what_the_contract_names(line: Line, tmp_path: Path) -> None:
    slip = tmp_path / "giấy hẹn.pdf"
    received = line.receive("--at", "2026-11-13T09:00", "--slip", str(slip))
    assert received["received_at"] == "2026-11-13T09:00:00+07:00"
    assert received["return_due_at"] == "2026-11-20T09:00:00+07:00"
    assert received["register_book"] == "3/2026"
    assert received["register_number"] == "00001"
    assert received["trace"][-1] == "Hẹn trả 09:00 thứ Sáu 20/11/2026."
    assert received["slip"] == str(slip)
    assert slip.read_bytes().startswith(b"%PDF")


def test_a_form_comes_from_standard_input(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(EXAMPLE.read_bytes())))
    assert line.json("receive", "--form", "-")["dossier_code"].endswith("3001")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "dòng 1"),
        (b"{", "dòng 1"),
        (b'{"sets": ' + b"9" * 5000 + b"}", "quá dài"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b"[" * 100_000, "lồng quá sâu"),
        (b"{}", "procedure_code"),
        (b'{"procedure_code": "1.010833", "applicant": {"full_name": "A"}, "x": 1}', "x"),
        (b" " * 5_000_000, "quá lớn"),
    ],
)
def test_a_broken_form_is_one_sentence_and_nothing_is_saved(
    line: Line, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "form.json"
    path.write_bytes(content)
    assert said in line.refused("receive", "--form", str(path))
    assert line.json("search", "tran") == []


def test_a_form_that_is_not_there_says_so(line: Line) -> None:
    assert "khong-co.json" in line.refused("receive", "--form", "khong-co.json")


def test_a_dossier_is_shown_found_told_and_printed_again(line: Line, tmp_path: Path) -> None:
    code = line.receive("--slip", str(tmp_path / "1.pdf"))["dossier_code"]
    shown = line.json("dossier", code)
    assert shown["state"] == "received"
    assert shown["promise"]["return_due_at"].endswith("+07:00")
    assert shown["private"]["applicant"]["full_name"] == "Trần Thị Mẫu"
    assert [each["dossier_code"] for each in line.json("search", "tran thi", "--limit", "1")] == [
        code
    ]
    told = line.json("events", code)
    assert [each["kind"] for each in told] == ["dossier.received", "slip.printed"]
    assert told[0]["actor_name"] == "Nguyễn Thị Ví Dụ"
    again = tmp_path / "2.pdf"
    assert line.json("slip", code, "--out", str(again), "--paper", "a4x2")["slip"] == str(again)
    assert line.json("dossier", code)["slip_copies"] == 2


def test_a_slip_that_cannot_be_written_is_told_and_the_reception_stands(
    line: Line, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    received = line.receive("--slip", str(tmp_path / "file" / "slip.pdf"))
    assert received["dossier_code"].endswith("3001")
    assert received["slip"] is None
    assert str(tmp_path / "file") in received["unprinted"]
    assert line.receive()["unprinted"] is None


def test_a_scanned_slip_names_its_file_by_the_code(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code = line.receive()["dossier_code"]
    assert line.json("slip", f"  {code.lower()} ")["slip"] == f"{code}.pdf"
    assert (tmp_path / f"{code}.pdf").exists()


def test_bytes_that_are_no_text_find_nothing(line: Line) -> None:
    line.refused("dossier", "\udcff")
    assert line.json("search", "\udcff") == []


def test_an_unknown_dossier_is_a_sentence(line: Line) -> None:
    assert "H40.16-261116-3999" in line.refused("dossier", "H40.16-261116-3999")


def test_the_journal_is_verified_and_rebuilt(line: Line) -> None:
    line.receive()
    assert line.json("verify") == {"sound": True, "awaiting": 0, "findings": []}
    assert line.json("rebuild") == {"dossiers": 1}
    assert line.json("verify")["sound"]


def test_a_backup_is_restored_and_numbering_waits_for_the_supervisor(
    line: Line, tmp_path: Path
) -> None:
    line.receive()
    backup = str(tmp_path / "b.db")
    assert line.json("backup", backup)["bytes"] > 0
    assert line.json("restore", backup)["sound"]
    assert "confirm numbering" in line.refused("receive", "--form", str(EXAMPLE))
    assert line.json("confirm", "numbering", "--reason", "Thay ổ đĩa") == {"confirmed": True}
    assert line.receive()["dossier_code"] == "H40.16-261116-3601"


def test_a_visit_is_guided_and_seen_again(line: Line, tmp_path: Path) -> None:
    form = json.loads(EXAMPLE.read_text("utf-8"))
    form["documents"] = []
    path = tmp_path / "form.json"
    path.write_text(json.dumps(form), "utf-8")
    slip = tmp_path / "slip.pdf"
    guided = line.json("guide", "--form", str(path), "--slip", str(slip))
    assert slip.exists()
    assert len(guided["lacking"]) == 2
    assert line.json("visit", guided["visit_number"])["form"]["applicant"]["phone"] == "0912345678"
    (tmp_path / "file").touch()
    refused = line.json(
        *("refuse", "--form", str(path), "--reason", "Không thuộc thẩm quyền"),
        *("--slip", str(tmp_path / "file" / "slip.pdf")),
    )
    assert refused["unprinted"]
    line.refused("visit", refused["visit_number"], "--slip", str(tmp_path / "file" / "slip.pdf"))
    assert refused["reason"] == "Không thuộc thẩm quyền"


def test_a_due_date_needs_no_desk(fresh: Line) -> None:
    counted = fresh.json(
        *("due-date", "--limit", "5", "--unit", "working_day", "--received", "2026-02-13T09:00")
    )
    assert counted["due_at"] == "2026-02-27T09:00:00+07:00"
    assert len(counted["trace"]) >= 3


@pytest.mark.parametrize(
    "limit", ["", "mười", "nan", "inf", "-1", "1e999999", "1/0", "1/2/3", "/", "0.0001"]
)
def test_a_limit_that_is_none_is_refused(fresh: Line, limit: str) -> None:
    said = fresh.refused(
        *("due-date", f"--limit={limit}", "--unit", "day", "--received", "2026-02-13T09:00")
    )
    assert "limit" in said or "thời hạn" in said


def test_a_limit_may_be_written_as_a_fraction(fresh: Line) -> None:
    rest = ("--unit", "working_day", "--received", "2026-02-13T09:00")
    quarter = fresh.json("due-date", "--limit", "1/4", *rest)
    assert quarter["due_at"] == "2026-02-13T11:00:00+07:00"
    assert quarter == fresh.json("due-date", "--limit", "0.25", *rest)


@pytest.mark.parametrize("year", ["0", "-5", "99999"])
def test_a_year_that_is_none_is_refused_and_bricks_nothing(line: Line, year: str) -> None:
    line.refused("calendar", "show", year)
    line.refused("confirm", "calendar", year, "--reason", "Gõ nhầm")
    line.receive()


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "9999-12-31T23:59Z"])
def test_a_time_at_the_end_of_the_calendar_is_refused(line: Line, at: str) -> None:
    assert at in line.refused("receive", "--form", str(EXAMPLE), "--at", at)


def test_the_calendar_says_where_its_days_come_from(fresh: Line) -> None:
    shown = fresh.json("calendar", "show", "2026")
    swapped = {day["on"]: day["working"] for day in shown["days"]}
    assert swapped["2026-01-02"] is False
    assert swapped["2026-01-10"] is True
    assert fresh.json("calendar", "show", "2031")["known"] is False


def test_a_card_is_read_and_other_codes_are_named(fresh: Line) -> None:
    card = fresh.json(
        *("card", "034188004321|151234567|Trần Thị Mẫu|02091988|Nữ|Thôn Ví Dụ|14082021")
    )
    assert card["citizen_number"] == "034188004321"
    assert card["born_on"] == "1988-09-02"
    assert fresh.refused("card", "https://example.org/x")


def test_the_catalogue_is_searched_shown_and_imported(line: Line, tmp_path: Path) -> None:
    found = line.json("catalogue", "search", "xac nhan than nhan nguoi co cong")
    assert found[0]["code"] == "1.010833"
    assert line.json("catalogue", "show", "1.010833")["name"].startswith("Cấp giấy xác nhận")
    table = tmp_path / "danh mục.csv"
    table.write_text(
        "Mã thủ tục,Tên thủ tục\n1.999999,Thủ tục thử\nsai mã,Không đọc được\n", "utf-8"
    )
    preview = line.json("catalogue", "import", str(table), "--dry-run")
    assert preview["added"] == ["1.999999"]
    assert [row["code"] for row in preview["skipped"]] == ["sai mã"]
    assert line.refused("catalogue", "show", "1.999999")
    assert line.json("catalogue", "import", str(table))["added"] == ["1.999999"]
    assert line.json("catalogue", "show", "1.999999")["name"] == "Thủ tục thử"


def test_a_limit_is_entered_before_the_first_reception(line: Line, tmp_path: Path) -> None:
    facts = {
        "code": "1.001193",
        "source": "QĐ 12/QĐ-UBND",
        "source_on": "2026-01-05",
        "limits": [{"statutory": {"thousandths": 1000, "unit": "working_day"}}],
        "fees": [],
    }
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(facts), "utf-8")
    form = json.loads(EXAMPLE.read_text("utf-8"))
    form |= {"procedure_code": "1.001193"}
    (tmp_path / "form.json").write_text(json.dumps(form), "utf-8")
    assert "thời hạn" in line.refused("receive", "--form", str(tmp_path / "form.json"))
    line.json("catalogue", "limit", "--form", str(path))
    received = line.json("receive", "--form", str(tmp_path / "form.json"))
    assert received["return_due_at"] == "2026-11-17T09:30:00+07:00"


@pytest.mark.parametrize(
    "words",
    [
        ["quay-ngược"],
        ["receive"],
        ["due-date", "--unit", "week"],
        ["catalogue"],
        ["search", "tran", "--limit", "0"],
        ["search", "tran", "--limit", "99999999999999999999"],
    ],
)
def test_wrong_usage_is_one_vietnamese_sentence_and_exit_2(
    line: Line, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        line.run(*words)
    assert stopped.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Lệnh chưa đúng")


def test_the_options_stand_before_or_after_the_verb(desk_folder: Path) -> None:
    for words in (
        ["--data", str(desk_folder), "--json", "verify"],
        ["verify", "--json", "--data", str(desk_folder)],
    ):
        assert main(words) == 0


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    words = [
        "due-date",
        "--limit",
        "1.5",
        "--unit",
        "working_day",
        "--received",
        "2026-11-16T09:00",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "app", *words, "--json"],
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert json.loads(done.stdout)["due_at"] == "2026-11-17T15:00:00+07:00"
    assert done.stderr == b""


def test_without_a_screen_the_window_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    words = [sys.executable, "-m", "app", "--data", str(tmp_path / "x")]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)
    if sys.platform.startswith("linux"):
        assert (done.returncode, done.stdout) == (1, "")
        assert "không có màn hình" in done.stderr


def test_a_fault_of_the_program_is_one_sentence_and_a_report(
    line: Line, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("Trần Thị Mẫu")

    monkeypatch.setattr("app.services.upkeep.verify", fail)
    said = line.refused("verify")
    (report,) = (tmp_path / "desk-state" / "logs").glob("loi-*.txt")
    assert str(report) in said
    assert "LookupError" in report.read_text("utf-8")
    assert "Mẫu" not in report.read_text("utf-8")


def test_every_paper_is_drawn_with_sample_data(fresh: Line, tmp_path: Path) -> None:
    drawn = fresh.json("slips", "--out", str(tmp_path / "giấy"))
    of_dossiers = {
        f"{paper_slug(kind)}-{paper.value}.pdf" for kind in PAPERS for paper in kind.papers
    }
    others = {
        "bang-ke-buu-chinh-den-a4.pdf",
        "bang-ke-buu-chinh-gui-a4.pdf",
        "bo-sung-tai-quay-a5.pdf",
        "bo-sung-tai-quay-roll80.pdf",
        "giay-hen-ca-lo-a4.pdf",
        "moi-giay.png",
        "phieu-ban-giao-a4.pdf",
        "phieu-du-phong.pdf",
        "phieu-ket-ngay-a4.pdf",
        "phieu-mo-ngay-a4.pdf",
        "the-can-bo-a4.pdf",
        "to-tap-quet.pdf",
        "trang-in-thu-a4.pdf",
        "trang-in-thu-a5.pdf",
        "trang-in-thu-roll80.pdf",
        "tu-choi-tai-quay-a5.pdf",
        "tu-choi-tai-quay-roll80.pdf",
    }
    handouts = {
        f"{handout_slug(kind)}-{paper.value}.pdf"
        for kind in HANDOUT_WORDS
        if kind is not SlipKind.POST_MANIFEST  # drawn of each way
        for paper in kind.papers
    }
    assert set(drawn["files"]) == of_dossiers | handouts | others
    for name in drawn["files"]:
        begins = b"%PDF" if name.endswith(".pdf") else b"\x89PNG"
        assert (tmp_path / "giấy" / name).read_bytes().startswith(begins)


def test_a_request_that_is_here_already_is_told_and_received_all_the_same(line: Line) -> None:
    first = line.receive()
    assert first["duplicates"] == []

    again = line.receive()

    (alike,) = again["duplicates"]
    assert alike["dossier_code"] == first["dossier_code"]
    assert alike["why"] == "same_request"
    code, out, _ = line.run("receive", "--form", str(EXAMPLE))
    assert code == 0
    assert f"Cùng người, cùng thủ tục: hồ sơ {first['dossier_code']}" in out
    told = line.json("events", again["dossier_code"])[0]
    assert told["fact"]["duplicates_seen"] == []


def test_the_decision_about_a_duplicate_is_recorded_with_its_reason(line: Line) -> None:
    first = line.receive()

    second = line.receive("--despite-duplicate", "xin thêm một bản")

    (told, *_) = line.json("events", second["dossier_code"])
    assert told["fact"]["duplicates_seen"] == [first["dossier_uid"]]
    private = line.json("dossier", second["dossier_code"])["private"]
    assert private["duplicate_reason"] == "xin thêm một bản"


def test_the_list_of_commands_names_every_group(capsys: pytest.CaptureFixture[str]) -> None:
    groups = {verb.name.rpartition(" ")[0] for verb in VERBS} - {""}
    assert groups | {group.split()[0] for group in groups} == GROUPS.keys()
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = capsys.readouterr().out
    assert all(f"\n    {group} " in listed for group in GROUPS if " " not in group)
