"""Words of citizens as they may stand on public pages: whom they name is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable

NAME_TAKEN_OUT, NUMBER_TAKEN_OUT = "[tên đã ẩn]", "[số đã ẩn]"
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){7,}(?!\s*(?:đồng|đ\b|VND))")
"""Eight digits and more: a telephone, an identity, a dossier; a sum of money is none."""

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def without_persons(words: str, names: Iterable[str | None] = ()) -> str:
    """The words without the names given, without long numbers and e-mail addresses.

    Names that nobody gave are not known to the program: whoever publishes reads before.
    """
    said = words
    for name in filter(None, names):
        said = re.sub(re.escape(name), NAME_TAKEN_OUT, said, flags=re.IGNORECASE)
    return _NUMBER.sub(NUMBER_TAKEN_OUT, _MAIL.sub(NUMBER_TAKEN_OUT, said))
