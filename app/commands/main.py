"""``motcua [--data DIR] VERB ... [--json]``: the desk from the command line."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from app.commands import window
from app.commands.answer import Answer, Verb
from app.commands.verbs import GROUPS, VERBS
from app.config import read_settings
from app.devices.logbook import Logbook
from app.domain.errors import Refusal
from app.domain.words import refusal_sentence

_WRONG_USAGE = 2


class _Parser(argparse.ArgumentParser):
    """Says in Vietnamese that a command was typed wrongly."""

    def error(self, message: str) -> NoReturn:
        """One sentence on stderr, exit 2."""
        print(
            f"Lệnh chưa đúng ({message}). Hãy xem cách dùng bằng: {self.prog} --help",
            file=sys.stderr,
        )
        raise SystemExit(_WRONG_USAGE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb, or open the window when there is none; returns the exit code."""
    _speak_utf8()
    words = sys.argv[1:] if arguments is None else arguments
    parsed = parser_of(_meant(words)).parse_args(words)
    try:
        settings = read_settings(parsed.data)
        if parsed.verb is None:
            return window.show(parsed.data)
        answer: Answer = parsed.verb.run(parsed, settings)
    except Refusal as refusal:
        _note(refusal, parsed.data)
        print(refusal_sentence(refusal), file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - the border: everything else is a fault to report
        print(_fault(error, parsed.data), file=sys.stderr)
        return 1
    try:
        _say(answer, as_json=parsed.json)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the answer has seen enough; what was done stays done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer.exit_code


def _note(refusal: Refusal, data: Path | None) -> None:
    """Note a refusal in the log of the desk, where one lives."""
    settings = read_settings(data)
    if settings.state.is_dir():
        Logbook(settings.logs).refusal(refusal, __name__)


def _fault(error: Exception, data: Path | None) -> str:
    """Keep the report of a fault in a file, and say in one sentence where it lies."""
    settings = read_settings(data)
    is_there = settings.state.is_dir()
    folder = settings.logs if is_there else Path(tempfile.gettempdir()) / "motcua-logs"
    report = Logbook(folder).fault(error, __name__)
    sent = "" if report is None else f" Hãy gửi tệp {report} cho người phụ trách."
    return f"Chương trình gặp lỗi ngoài dự kiến; việc đang làm dở không được lưu.{sent}"


def _say(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.plain, ensure_ascii=False, indent=2))
    else:
        for line in answer.lines:
            print(line)


def _meant(words: Sequence[str]) -> Sequence[Verb]:
    """The verbs that these words may call; all of them when the words call none."""
    return [verb for verb in VERBS if verb.name.split()[0] in words] or VERBS


def parser_of(meant: Sequence[Verb]) -> argparse.ArgumentParser:
    """The parser of these verbs; that of all two hundred costs more than most verbs do."""
    shared = _shared_options(argparse.SUPPRESS)
    parser = _Parser(
        prog="motcua",
        description="Bàn tiếp nhận một cửa. Không có lệnh thì mở cửa sổ làm việc.",
        parents=[_shared_options(None)],
    )
    parser.set_defaults(verb=None)
    verbs = parser.add_subparsers(metavar="LỆNH", parser_class=_Parser)
    groups: dict[str, argparse._SubParsersAction[_Parser]] = {"": verbs}
    for verb in meant:
        group, _, name = verb.name.rpartition(" ")
        among = groups.get(group) or _new_group(groups, group)
        parser_of_verb = among.add_parser(
            name, help=verb.help, description=verb.help, parents=[shared]
        )
        verb.options(parser_of_verb)
        parser_of_verb.set_defaults(verb=verb)
        if verb.name in GROUPS:  # a verb by itself, and the first word of others
            groups[verb.name] = parser_of_verb.add_subparsers(metavar="VIỆC")
    return parser


def _new_group(
    groups: dict[str, argparse._SubParsersAction[_Parser]], group: str
) -> argparse._SubParsersAction[_Parser]:
    """The verbs that begin with these words; a group may stand in another."""
    above, _, name = group.rpartition(" ")
    parser = (groups.get(above) or _new_group(groups, above)).add_parser(
        name, help=GROUPS.get(group, "")
    )
    groups[group] = parser.add_subparsers(metavar="VIỆC", required=True)
    return groups[group]


def _shared_options(absent: object) -> _Parser:
    """Options that may stand before and after the verb."""
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--data", type=Path, default=absent, metavar="DIR", help="thư mục dữ liệu của quầy"
    )
    shared.add_argument(
        "--as",
        dest="officer_here",
        default=absent,
        metavar="CÁN BỘ",
        help="người thực hiện: họ tên hoặc mã; mã PIN lấy từ MOTCUA_PIN hoặc hỏi trên màn hình",
    )
    shared.add_argument(
        "--json",
        action="store_true",
        default=absent if absent is argparse.SUPPRESS else False,
        help="in kết quả dạng JSON",
    )
    return shared


def _speak_utf8() -> None:
    # A Windows console may still expect an old code page, in which Vietnamese cannot be said.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
