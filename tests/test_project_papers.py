from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from app.commands.verbs import GROUPS, VERBS

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*")
MACHINE_PATH = re.compile(r"(?<![\w.:/>)\]}*~-])/(?:work|tmp|home|root|Users|mnt|workspace)/\w")
REGISTRY = re.compile(r"(?:--(?:extra-)?index-url|find-links|pythonhosted|/simple/)")
OUTSIDE_PAPER = re.compile(r"\b(?:design/\w+\.md|law-and-forms|sync-study|feasibility\.md)")
POINTER = re.compile(r"\bdocs/[\w./-]*\w")
LEFT_BY_TOOLS = {".git", ".venv", "out", "__pycache__", "motcua.egg-info", ".hypothesis"} | {
    ".mypy_cache",
    ".ruff_cache",
    ".import_linter_cache",
}
NAMED_FILE = re.compile(r"`((?:[\w.*-]+/)*[\w*-]+\.(?:py|md|toml|qss|css|js))(?:::\w+)?`")
NAMED_MODULE = re.compile(
    r"`(?:app\.)?((?:domain|services|models|ui|papers|printing|exchange|devices|custody|sync|server"
    r"|reports|commands)(?:\.\w+)+)`"
)
NAMED_VERB = re.compile(r"(?:^ +|`)motcua ((?:[a-z][a-z-]*(?: |\b)){1,3})", re.MULTILINE)
NAMED_CHORE = re.compile(r"\brun\.py (\w+)")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def committed_files() -> list[Path]:
    """What git lists; on a machine without it every file but what tools leave behind."""
    git = shutil.which("git")
    listed = git and subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listed and listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not LEFT_BY_TOOLS & set(path.parts)]
    return [path for path in paths if path.is_file() and path != Path(__file__).resolve()]


@cache
def committed_texts() -> dict[str, str]:
    texts = {}
    for path in committed_files():
        try:
            texts[str(path.relative_to(ROOT))] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def papers() -> dict[str, str]:
    return {name: text for name, text in committed_texts().items() if name.endswith(".md")}


def places_of(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}: {found[0]}"
        for name, text in committed_texts().items()
        for found in pattern.finditer(text)
    ]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> list[str]:
    return (ROOT / "constraints.txt").read_text(encoding="utf-8").split()


def project() -> dict[str, list[str]]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras: dict[str, list[str]] = table["optional-dependencies"]
    dev = [each for each in extras["dev"] if not each.startswith(table["name"])]
    server = [each.partition("[")[0] for each in extras["server"]]
    return {"run": table["dependencies"], "dev": dev, "server": server}


def test_every_pin_is_a_name_and_a_version_and_nothing_else() -> None:
    assert [pin for pin in pins() if not PIN.fullmatch(pin)] == []
    assert "PySide6_Essentials==6.11.3" in pins()


@pytest.mark.parametrize("extent", ["run", "dev", "server"])
def test_every_dependency_is_pinned_and_has_its_reason_written_down(extent: str) -> None:
    pinned = {normal(pin.split("==")[0]) for pin in pins()}
    text = (ROOT / "docs/decisions/0001-dependencies.md").read_text(encoding="utf-8")
    reasoned = {
        normal(name)
        for line in text.splitlines()
        if line.startswith("| ")
        for name in line.split("|")[1].split(",")
        for name in [name.strip()]
    }
    names = {normal(each) for each in project()[extent]}
    assert names - pinned == set()
    assert names - reasoned == set()


def test_no_committed_file_names_a_place_on_somebodys_machine() -> None:
    assert places_of(MACHINE_PATH) == []


def test_no_committed_file_names_a_package_registry() -> None:
    assert places_of(REGISTRY) == []


def test_the_project_carries_its_own_papers() -> None:
    assert places_of(OUTSIDE_PAPER) == []


def test_every_paper_that_a_file_points_to_is_there() -> None:
    pointers = {
        (name, pointer)
        for name, text in committed_texts().items()
        for pointer in POINTER.findall(text)
    }
    assert [each for each in sorted(pointers) if not (ROOT / each[1]).exists()] == []


def test_every_link_of_a_paper_leads_somewhere() -> None:
    broken = [
        (name, target)
        for name, text in papers().items()
        for target in LINK.findall(text)
        if not ((ROOT / name).parent / target).exists()
    ]
    assert broken == []


def test_every_file_that_a_paper_names_is_there() -> None:
    known = ["/" + str(path.relative_to(ROOT)) for path in committed_files()]
    missing = [
        (paper, name)
        for paper, text in papers().items()
        for name in NAMED_FILE.findall(text)
        if not any(fnmatch(path, f"*/{name}") for path in known)
    ]
    assert missing == []


def test_every_module_that_a_paper_names_holds_what_it_is_said_to_hold() -> None:
    missing = [
        (paper, name)
        for paper, text in papers().items()
        for name in NAMED_MODULE.findall(text)
        if not holds(ROOT / "app", name.split("."))
    ]
    assert missing == []


def holds(place: Path, names: list[str]) -> bool:
    """Whether a path of dotted names leads to a package, a module, or a word of a module."""
    for at, name in enumerate(names):
        module = place / f"{name}.py"
        if module.is_file():
            text = module.read_text(encoding="utf-8")
            return all(re.search(rf"\b{word}\b", text) for word in names[at + 1 :])
        place = place / name
    return place.is_dir()


def test_every_command_that_a_paper_names_is_there() -> None:
    verbs = {verb.name for verb in VERBS} | set(GROUPS)
    script = (ROOT / "run.py").read_text(encoding="utf-8")
    chores = set(re.findall(r"^python3 run\.py (\w+)", script, re.MULTILINE))
    unknown = [
        (paper, words)
        for paper, text in papers().items()
        for words in NAMED_VERB.findall(text)
        if not any(" ".join(words.split()[:many]) in verbs for many in (1, 2, 3))
    ]
    unknown += [
        (paper, chore)
        for paper, text in papers().items()
        for chore in NAMED_CHORE.findall(text)
        if chore not in chores
    ]
    assert unknown == []


def test_every_decision_stands_in_the_list() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    papers = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert papers
    assert [paper.name for paper in papers if f"({paper.name})" not in listed] == []


def test_the_architecture_page_shows_the_layers_that_are_checked() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    layers = tools["importlinter"]["contracts"][0]["layers"]
    checked = [name for layer in layers for name in layer.split(" | ")]
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    diagram = page.split("```")[1]
    assert re.findall(r"(?<=app/)\w+", diagram) == checked
