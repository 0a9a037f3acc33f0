"""``motcua practice``: a sheet of invented cards and codes to print and scan."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.commands.answer import Answer, Verb
from app.commands.opening import write_file
from app.config import Settings
from app.papers.practice import practice_pdf, practice_sheet


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, default=Path("to-tap-quet.pdf"), metavar="TỆP.pdf", help="ghi ra tệp"
    )


def _run(arguments: Namespace, _: Settings) -> Answer:
    out = write_file(arguments.out.absolute(), practice_pdf())
    count = len(practice_sheet().exercises)
    return Answer(
        {"out": str(out), "exercises": count},
        (f"Tờ tập quét có {count} mã: {out}. Hãy in trên giấy A4, không co giãn.",),
    )


VERB = Verb("practice", "vẽ tờ tập quét: thẻ và mã bịa để in ra và quét", _options, _run)
