from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from desks import PROCEDURE
from lines import Line

VOID = {"meta", "input", "link", "br", "hr", "img"}


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed, every reference is kept."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        assert tag not in ("img", "iframe", "link"), "nothing from outside"
        assert "src" not in said
        if tag == "a":
            self.links.append(said["href"] or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def pages(folder: Path) -> dict[str, str]:
    found = sorted(folder.rglob("*.html"))
    return {str(each.relative_to(folder).as_posix()): each.read_text("utf-8") for each in found}


def test_every_page_is_whole_and_every_link_leads_somewhere(line: Line, tmp_path: Path) -> None:
    told = line.json("publish", str(tmp_path / "web"))
    written = pages(tmp_path / "web")
    assert len(written) == told["procedures"] + 2
    assert f"thu-tuc/{PROCEDURE}.html" in written
    for path, page in written.items():
        assert page.startswith('<!DOCTYPE html>\n<html lang="vi">')
        here = (tmp_path / "web" / path).parent
        for link in Reader(page).links:
            assert link == "#content" or (here / link).resolve().is_file()


def test_nothing_is_fetched_from_outside(line: Line, tmp_path: Path) -> None:
    line.json("publish", str(tmp_path))
    index = (tmp_path / "index.html").read_text("utf-8")
    assert "default-src &#x27;none&#x27;" in index
    assert not re.search(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:)?//""", index)


def test_a_procedure_says_what_is_published_of_it(line: Line, tmp_path: Path) -> None:
    line.json("publish", str(tmp_path))
    text = Reader((tmp_path / f"thu-tuc/{PROCEDURE}.html").read_text("utf-8")).text
    assert f"Mã {PROCEDURE}" in text
    assert "5 ngày làm việc" in text
    assert "Đơn đề nghị cấp giấy xác nhận thân nhân của người có công" in text


def test_the_list_can_be_searched_without_marks_and_by_initials(line: Line, tmp_path: Path) -> None:
    line.json("publish", str(tmp_path))
    index = (tmp_path / "index.html").read_text("utf-8")
    (words,) = re.findall(rf'<li data-words="({re.escape(PROCEDURE)} [^"]*)">', index)
    assert "cap giay xac nhan than nhan" in words
    assert words.endswith("cgxntncncc")


def test_only_answers_made_public_stand_there_and_nobody_is_named(
    line: Line, tmp_path: Path
) -> None:
    asked = (
        "Tôi là Lò Thị Thử, điện thoại 0903 123 456, nộp lệ phí 12.500.000 đồng <b>đã lâu</b>",
        "Giờ nghỉ trưa có người trực không?",
    )
    for words in asked:
        line.json(
            "feedback", "add", "--about", "Thái độ", "--words", words,
            "--name", "Lò Thị Thử", "--contact", "lothithu@example.vn",
        )  # fmt: skip
    numbers = sorted(each["number"] for each in line.json("feedback", "list"))
    line.json("feedback", "answer", numbers[0], "--words", "Chào bà Lò Thị Thử.", "--publish")
    line.json("feedback", "answer", numbers[1], "--words", "Có.")
    assert line.json("publish", str(tmp_path))["answers"] == 1
    page = (tmp_path / "phan-anh.html").read_text("utf-8")
    text = Reader(page).text
    assert "Chào bà [tên đã ẩn]." in text
    assert "12.500.000 đồng <b>đã lâu</b>" in text
    assert "[số đã ẩn]" in text
    for secret in ("Lò Thị", "0903", "lothithu", "nghỉ trưa"):
        assert secret not in page


def test_pages_of_abolished_procedures_go_and_other_files_stay(line: Line, tmp_path: Path) -> None:
    folder = tmp_path / "thu-tuc"
    folder.mkdir()
    (folder / "9.999999.html").write_text("cũ")
    (folder / "gioi-thieu.html").write_text("của người khác")
    assert line.json("publish", str(tmp_path))["taken_away"] == ["9.999999.html"]
    assert (folder / "gioi-thieu.html").exists()
    assert not (folder / "9.999999.html").exists()


def test_the_same_catalogue_gives_the_same_pages(line: Line, tmp_path: Path) -> None:
    line.json("publish", str(tmp_path / "1"))
    line.json("publish", str(tmp_path / "2"))
    assert pages(tmp_path / "1") == pages(tmp_path / "2")
