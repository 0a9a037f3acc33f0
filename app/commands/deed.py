"""``motcua deed KIND CODE``: every deed that needs one form, its options taken from the form."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from functools import partial
from typing import Any, get_args, get_type_hints
from uuid import UUID

from app.commands.answer import Answer, Verb
from app.commands.forms import typed
from app.commands.opening import approval_option, at_option, second_person, signed_in
from app.config import Settings
from app.domain import moments
from app.domain.deed_forms import FORMS
from app.domain.deed_words import DEED_WORDS, WORDS_GO
from app.domain.dossier_rules import RULES, DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.reception import SubmittedDocument
from app.domain.records import from_plain
from app.domain.search_words import STATE_WORDS
from app.services.deeds import DeedDone, do_deed, do_deeds
from app.services.dossier_deeds import Acting
from app.services.dossiers import dossier

_COUNTS = ("originals", "certified", "copies")


def _options(kind: DeedKind, parser: ArgumentParser) -> None:
    parser.add_argument(
        "codes", type=typed, nargs="+", metavar="MÃ", help="mã hồ sơ, hoặc nội dung mã QR"
    )
    hints = get_type_hints(FORMS[kind])
    for field in fields(FORMS[kind]):
        _option(parser, field, hints[field.name])
    at_option(parser)
    approval_option(parser)


def _option(parser: ArgumentParser, field: Field[Any], hint: Any) -> None:
    name, label = f"--{field.name.replace('_', '-')}", field.metadata["label"]
    if hint is bool:
        parser.add_argument(name, action="store_true", help=label)
        return
    parser.add_argument(
        name,
        type=typed,
        required=field.default is MISSING,
        metavar="GIÁ TRỊ",
        help=f"{label}{_how(hint)}",
    )


def _how(hint: Any) -> str:
    """What may be typed for a field, where the label does not say it."""
    kind = _inner(hint)
    if kind is SubmittedDocument:
        return " (số thứ tự=bản chính/chứng thực/bản sao, cách nhau dấu phẩy)"
    if hasattr(kind, "__members__"):
        return f" ({', '.join(each.value for each in kind)})"
    return " (cách nhau dấu phẩy)" if _is_many(hint) else ""


def _do(kind: DeedKind, arguments: Namespace, settings: Settings) -> Answer:
    form: Any = from_plain(FORMS[kind], _plain_form(FORMS[kind], arguments))
    at = None if arguments.at is None else moments.from_text(arguments.at)
    with signed_in(arguments, settings) as desk:
        approval = second_person(arguments, desk)
        acting = Acting(
            now=desk.now(), desk=desk.context, actor=desk.actor, at=at, approval=approval
        )
        with desk.database.transaction() as session:
            tenant = desk.context.tenant
            uids = [UUID(dossier(session, tenant, code).uid) for code in arguments.codes]
            if len(uids) == 1:
                done = do_deed(session, uids[0], kind, form, acting)
                return Answer(_plain_done(done), (_told(kind, done),))
            many = do_deeds(session, uids, kind, form, acting)
    lines = [_told(kind, each) for each in many.done]
    lines += [f"{each.dossier_code}: {each.sentence}" for each in many.left_out]
    plain = {
        "done": [_plain_done(each) for each in many.done],
        "left_out": [
            {"dossier_code": each.dossier_code, "sentence": each.sentence} for each in many.left_out
        ],
    }
    return Answer(plain, tuple(lines), 1 if many.left_out else 0)


def _plain_done(done: DeedDone) -> dict[str, Any]:
    return {
        "dossier_uid": str(done.dossier_uid),
        "dossier_code": done.dossier_code,
        "state": done.state.value,
        "papers": list(done.papers),
        "words_kept": done.words_kept,
    }


def _told(kind: DeedKind, done: DeedDone) -> str:
    words, kept = DEED_WORDS[kind.value], "" if done.words_kept else f" {WORDS_GO}"
    return f"Đã {words}: hồ sơ {done.dossier_code}, nay {STATE_WORDS[done.state]}.{kept}"


def _plain_form(form: type, arguments: Namespace) -> dict[str, Any]:
    hints = get_type_hints(form)
    given = ((each.name, getattr(arguments, each.name)) for each in fields(form))
    return {name: _plain(name, hints[name], text) for name, text in given if text is not None}


def _plain(name: str, hint: Any, text: Any) -> Any:
    """A typed value as the plain JSON value of its field."""
    if isinstance(text, bool):
        return text
    if _is_many(hint):
        return [_one(name, _inner(hint), each.strip()) for each in text.split(",") if each.strip()]
    return _one(name, _inner(hint), text)


def _one(name: str, kind: Any, text: str) -> Any:
    readers: dict[Any, Callable[[str], Any]] = {int: int, SubmittedDocument: _document}
    try:
        return readers.get(kind, str)(text)
    except ValueError:
        raise Refusal(Reason.FIELD_WRONG, field=name, value=text) from None


def _document(text: str) -> dict[str, int]:
    """``2=1/0/1`` as a paper handed in: its ordinal, originals, certified copies, copies."""
    ordinal, _, counts = text.partition("=")
    numbers = [int(each) for each in counts.split("/")] if counts else [1]
    return {"ordinal": int(ordinal), **dict(zip(_COUNTS, numbers, strict=False))}


def _is_many(hint: Any) -> bool:
    return getattr(hint, "__origin__", None) is tuple


def _inner(hint: Any) -> Any:
    """The type behind an optional or a tuple."""
    inner = [each for each in get_args(hint) if each not in (type(None), Ellipsis)]
    return inner[0] if inner else hint


VERBS = tuple(
    Verb(
        f"deed {kind.value.replace('_', '-')}",
        DEED_WORDS[kind.value],
        partial(_options, kind),
        partial(_do, kind),
        RULES[kind].roles,
    )
    for kind in FORMS
)
