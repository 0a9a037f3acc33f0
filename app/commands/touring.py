"""``motcua tour``: see the program at work without setting anything up."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.commands.answer import Answer, Verb
from app.commands.sample_office import SAMPLE_OFFICE, on_a_working_morning
from app.config import Settings, read_settings


def _out_options(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR")


def tour(out: Path) -> tuple[Path, ...]:
    """Walk through the window with a sample office; the pictures left in ``out``, in order."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.name == "nt"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.commands.window import doors
    from app.ui.tour import run_tour

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        settings = on_a_working_morning(read_settings(Path(scratch) / "tap-huan"))
        return run_tour(doors(settings), SAMPLE_OFFICE, out)


def _tour(arguments: Namespace, _: Settings) -> Answer:
    out = arguments.out.absolute()
    pictures = tour(out)
    plain = {"out": str(out), "files": [path.name for path in pictures]}
    return Answer(plain, (*(path.name for path in pictures), f"Ảnh và giấy hẹn nằm ở: {out}"))


VERB = Verb("tour", "đi một vòng: thiết lập, tiếp nhận, giấy hẹn; để lại ảnh", _out_options, _tour)
