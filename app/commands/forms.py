"""Reading a reception form: JSON in a file or on standard input."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.errors import Reason, Refusal
from app.domain.reception import ReceptionForm
from app.domain.records import from_plain
from app.domain.text import nfc

_TOO_LARGE = 4 * 1024 * 1024


def read_form(name: str) -> ReceptionForm:
    """The form in a file, or on standard input for ``-``.

    Raises ``Refusal``: ``FORM_UNREADABLE``, or the first field that is missing or wrong.
    """
    return from_plain(ReceptionForm, read_plain(name))


def read_plain(name: str) -> Any:
    """The JSON values in a file, or on standard input for ``-``."""
    return _json(_content(name))


def _content(name: str) -> bytes:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError:
        raise Refusal(Reason.FORM_UNREADABLE, cause=f"không mở được tệp {name}") from None
    if len(content) > _TOO_LARGE:
        raise Refusal(Reason.FORM_UNREADABLE, cause="tệp quá lớn")
    return content


def _json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refusal(Reason.FORM_UNREADABLE, cause="chữ không phải UTF-8") from None
    except json.JSONDecodeError as error:
        cause = f"sai ở dòng {error.lineno}, cột {error.colno}"
        raise Refusal(Reason.FORM_UNREADABLE, cause=cause) from None
    except ValueError:
        raise Refusal(Reason.FORM_UNREADABLE, cause="có số quá dài") from None
    except RecursionError:
        raise Refusal(Reason.FORM_UNREADABLE, cause="lồng quá sâu") from None


def typed(text: str) -> str:
    """Text from the command line; bytes that are no UTF-8, which nobody typed, fall out."""
    return nfc(text.encode("utf-8", "ignore").decode())


def read_day(text: str) -> date:
    """A day from the command line. Raises ``Refusal`` (``FIELD_WRONG``)."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(Reason.FIELD_WRONG, field="ngày", value=text) from None
