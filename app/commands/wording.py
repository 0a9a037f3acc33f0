"""``motcua wording ...``: the office's own words on its papers, shown, set and looked at."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb
from app.commands.forms import read_day, typed
from app.commands.opening import signed_in, write_file
from app.commands.rights import ADMINISTRATORS, MANAGERS
from app.config import Settings
from app.domain.moments import VIETNAM
from app.domain.wording import Slot, Wording
from app.domain.wording_facts import WordingChanged
from app.domain.wording_words import SLOTS, paper_title, slot_of, wording_sentence
from app.papers.wording_preview import PREVIEWED, wording_preview_pdf
from app.services.desk import staff_name
from app.services.wording import WordingForm, change_wording, tried, wordings

_LINE_END = "\\n"


def _show_options(parser: ArgumentParser) -> None:
    parser.add_argument("key", nargs="?", metavar="MỤC", help="một mục, hoặc tên một giấy")
    parser.add_argument("--on", type=typed, metavar="NGÀY", help="lời in của ngày này")
    parser.add_argument("--changes", action="store_true", help="các lần đổi, cũ trước mới sau")


def _set_options(parser: ArgumentParser) -> None:
    parser.add_argument("key", metavar="MỤC", help="như office.place; xem bằng wording show")
    parser.add_argument("text", type=typed_lines, nargs="?", help="lời mới; xuống dòng bằng \\n")
    parser.add_argument("--standard", action="store_true", help="trở lại lời sẵn có")
    parser.add_argument("--from", dest="valid_from", type=typed, metavar="NGÀY", help="từ ngày")


def _preview_options(parser: ArgumentParser) -> None:
    parser.add_argument("paper", choices=PREVIEWED, help="giấy cần xem")
    parser.add_argument("--out", type=Path, default=Path(), metavar="TỆP", help="tệp PDF ghi ra")
    parser.add_argument(
        "--set",
        dest="tried",
        action="append",
        default=[],
        type=typed_lines,
        metavar="MỤC=LỜI",
        help="lời thử, không lưu",
    )


def typed_lines(text: str) -> str:
    """Several lines as one argument: ``\\n`` stands for the end of a line."""
    return "\n".join(typed(line) for line in text.replace(_LINE_END, "\n").split("\n"))


def _show(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        if arguments.changes:
            return _changes(desk)
        with desk.database.reading() as session:
            every = wordings(session, desk.context)
    at = desk.now() if arguments.on is None else _noon(arguments.on)
    words = every.at(at)
    plain = {slot.key: _plain(slot, words) for slot in _chosen(arguments.key)}
    lines = []
    for slot in _chosen(arguments.key):
        mark = " *" if slot.key in words.texts else ""
        lines.append(f"{slot.key}{mark}  ({paper_title(slot.paper)}: {slot.label})")
        lines += [f"    {line}" for line in words.text(slot).splitlines()]
    return Answer(plain, tuple(lines))


def _noon(on: str) -> datetime:
    return datetime.combine(read_day(on), time(12), VIETNAM)


def _chosen(key: str | None) -> tuple[Slot, ...]:
    of_paper = tuple(each for each in SLOTS.values() if key in (None, each.paper))
    return of_paper or (slot_of(key or ""),)


def _plain(slot: Slot, words: Wording) -> dict[str, Any]:
    return {
        "text": words.text(slot),
        "standard": words.standard(slot),
        "is_own": slot.key in words.texts,
        "label": slot.label,
        "placeholders": sorted(slot.placeholders),
    }


def _changes(desk: Desk) -> Answer:
    with desk.database.reading() as session:
        made = wordings(session, desk.context).changes
        makers = {each.changed_by for each in made}
        names = {each: staff_name(session, desk.context.tenant, each) for each in makers}
    plain = [
        {
            "valid_from": each.valid_from.isoformat(),
            "changed_at": each.changed_at.isoformat(),
            "changed_by": names[each.changed_by],
            "texts": {text.key: text.text for text in each.texts},
        }
        for each in made
    ]
    lines = (
        f"{wording_sentence(WordingChanged(valid_from=each.valid_from, texts=each.texts))} "
        f"{names[each.changed_by]}".rstrip()
        for each in made
    )
    return Answer(plain, tuple(lines) or ("Chưa đổi lời in nào.",))


def _set(arguments: Namespace, settings: Settings) -> Answer:
    text = None if arguments.standard else arguments.text or ""
    on = None if arguments.valid_from is None else read_day(arguments.valid_from)
    form = WordingForm(texts={arguments.key: text}, valid_from=on)
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        fact = change_wording(session, form, now=desk.now(), desk=desk.context, actor=desk.actor)
        words = wordings(session, desk.context).changes[-1]
    slot = slot_of(arguments.key)
    now = next((each.text for each in words.texts if each.key == slot.key), None)
    plain = {"key": slot.key, "text": now, "valid_from": fact.valid_from.isoformat()}
    return Answer(plain, (wording_sentence(fact),))


def _preview(arguments: Namespace, settings: Settings) -> Answer:
    texts = dict(each.partition("=")[::2] for each in arguments.tried)
    with signed_in(arguments, settings) as desk:
        with desk.database.reading() as session:
            words = tried(wordings(session, desk.context).at(desk.now()), texts)
        pdf = wording_preview_pdf(arguments.paper, words, desk=desk.context, at=desk.now())
    out = arguments.out
    path = write_file(out / f"{arguments.paper}.pdf" if out.is_dir() else out, pdf)
    return Answer({"paper": arguments.paper, "pdf": str(path)}, (f"{path}",))


VERBS = (
    Verb("wording show", "lời in trên giấy của đơn vị", _show_options, _show, MANAGERS),
    Verb("wording set", "đổi một lời in", _set_options, _set, ADMINISTRATORS),
    Verb("wording preview", "vẽ một giấy với lời thử", _preview_options, _preview, ADMINISTRATORS),
)
