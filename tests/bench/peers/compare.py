"""The same 16,000 small records up from a fresh device and down on a second one: ours and peers.

python tests/bench/peers/compare.py SCRATCH [ROUNDS] installs the peers in SCRATCH (PyPI and npm),
runs each contestant in turn on this machine, and prints seconds and ratios. Nothing of theirs
becomes part of this project.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
COUNT = 16_000
POUCH = ("pouchdb@9.0.0", "express@4", "express-pouchdb@4.2.0")
MORANGO = ("morango==0.8.15", "waitress==3.0.2")


class Seconds(NamedTuple):
    """How long the records took."""

    up: float
    down: float


def records() -> str:
    """About 240 bytes each, one JSON object a line; the same in every run."""
    chance = random.Random(1)
    return "\n".join(
        json.dumps(
            {
                "_id": f"{number:08d}-{chance.getrandbits(64):016x}",
                "kind": "dossier.received",
                "dossier": f"{chance.getrandbits(128):032x}",
                "actor": f"{chance.getrandbits(64):016x}",
                "at": "2026-11-20T02:15:30.000Z",
                "body": f"{chance.getrandbits(360):090x}",
            },
            separators=(",", ":"),
        )
        for number in range(COUNT)
    )


@contextmanager
def serving(words: list[str], folder: Path) -> Iterator[None]:
    """A server that says ``ready`` on its first line, ended with the block."""
    server = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        if server.stdout.readline().strip() != "ready":
            raise SystemExit(f"{words[0]} did not start")
        yield
    finally:
        server.terminate()
        server.wait()


def told(words: list[str], folder: Path, given: str = "") -> float:
    """Seconds that a step says it took, after it saw every record arrive."""
    done = subprocess.run(
        words, cwd=folder, input=given, capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout.splitlines()[-1])
    if answer["held"] != COUNT:
        raise SystemExit(f"{answer['held']} of {COUNT} records arrived")
    return float(answer["seconds"])


def pouch(scratch: Path, batch: int) -> Seconds:
    """PouchDB on LevelDB with express-pouchdb as its centre."""
    home = scratch / "pouch"
    if not (home / "node_modules").is_dir():
        home.mkdir(parents=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", *POUCH], cwd=home, check=True)
    for name in ("served", "first", "second"):
        shutil.rmtree(home / name, ignore_errors=True)
    node = ["node", str(HERE / "pouch.mjs")]
    shared = ["http://127.0.0.1:15984/records", str(COUNT), str(batch)]
    with serving([*node, "serve", "served", "15984"], home):
        told([*node, "fill", "first", *shared], home, records())
        return Seconds(
            told([*node, "push", "first", *shared], home),
            told([*node, "pull", "second", *shared], home),
        )


def morango(scratch: Path, chunk: int) -> Seconds:
    """Morango on SQLite, its centre too, behind waitress."""
    home = scratch / "morango"
    python = str(home / "env/bin/python")
    if not Path(python).exists():
        home.mkdir(parents=True)
        subprocess.run([sys.executable, "-m", "venv", "env"], cwd=home, check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *MORANGO], cwd=home, check=True)
    for name in ("served", "first", "second"):
        shutil.rmtree(home / name, ignore_errors=True)
    run = [python, str(HERE / "morango_peer/run.py")]
    subprocess.run([*run, "prepare", "served"], cwd=home, check=True)
    for name in ("first", "second"):
        shutil.copytree(home / "served", home / name)
    subprocess.run([*run, "fill", "first"], cwd=home, input=records(), text=True, check=True)
    with serving([*run, "serve", "served", "15985"], home):
        return Seconds(
            told([*run, "push", "first", "15985", str(chunk)], home),
            told([*run, "pull", "second", "15985", str(chunk)], home),
        )


def ours(scratch: Path) -> Seconds:
    """This program: SQLCipher on the desks, PostgreSQL at the centre, TLS between them."""
    home = scratch / "ours"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    run = [sys.executable, str(HERE / "ours.py")]
    subprocess.run([*run, "prepare", "desks"], cwd=home, check=True)
    subprocess.run([*run, "fill", "desks"], cwd=home, input=records(), text=True, check=True)
    with serving([*run, "serve", "desks", "15986"], home):
        return Seconds(
            told([*run, "push", "desks", "15986"], home),
            told([*run, "pull", "desks", "15986"], home),
        )


CONTESTANTS: dict[str, Callable[[Path], Seconds]] = {
    "ours, with everything on": ours,
    "PouchDB, batches of 1,000": lambda scratch: pouch(scratch, 1_000),
    "PouchDB, its default of 100": lambda scratch: pouch(scratch, 100),
    "Morango, its default of 500": lambda scratch: morango(scratch, 500),
    "Morango, one chunk of 16,000": lambda scratch: morango(scratch, COUNT),
}


def main() -> None:
    """Every contestant in every round, in turn."""
    scratch = Path(sys.argv[1]).resolve()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    for number in range(1, rounds + 1):
        for name, run in CONTESTANTS.items():
            begun = time.monotonic()
            seconds = run(scratch)
            whole = time.monotonic() - begun
            print(
                f"{number}  {name:32} up {seconds.up:7.2f} s  down {seconds.down:7.2f} s"
                f"  (with filling {whole:.0f} s)",
                flush=True,
            )


if __name__ == "__main__":
    main()
