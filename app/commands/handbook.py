"""``motcua handbook``: the pictures of the handbook, taken anew from a walk through the window."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from PIL import Image

from app.commands.answer import Answer, Verb
from app.commands.touring import tour
from app.config import Settings
from app.domain.errors import Reason, Refusal

_SIZE = (960, 960)
"""Pixels: sharp enough on paper, and small enough to come along with the program."""

_COLOURS = 128
_PICTURES = (
    *("1-thiet-lap", "3-tim-thu-tuc", "4-quet-the", "5-san-sang", "6-da-nhan", "7-giay-hen"),
    *("8-man-hinh-khoa", "9-quen-ma-pin"),
)


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("docs/handbook/pictures"),
        metavar="DIR",
        help="thư mục ảnh",
    )


def _run(arguments: Namespace, _: Settings) -> Answer:
    out: Path = arguments.out.absolute()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refusal(Reason.FOLDER_READ_ONLY, path=out) from None
    with tempfile.TemporaryDirectory() as scratch:
        taken = {path.stem: path for path in tour(Path(scratch))}
        kept = [_keep(taken[name], out) for name in _PICTURES]
    return Answer({"out": str(out), "files": kept}, (*kept, f"Ảnh của sổ tay nằm ở: {out}"))


def _keep(picture: Path, out: Path) -> str:
    with Image.open(picture) as whole:
        shown = whole.convert("RGB")
        shown.thumbnail(_SIZE, Image.Resampling.LANCZOS)
        shown.quantize(_COLOURS, dither=Image.Dither.NONE).save(out / picture.name, optimize=True)
    return picture.name


VERB = Verb("handbook", "chụp lại ảnh của sổ tay hướng dẫn", _options, _run)
