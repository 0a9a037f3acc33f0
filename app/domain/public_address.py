"""Where a procedure is found on the office's public pages; ``motcua publish`` writes them there."""

from __future__ import annotations

import re

PROCEDURE_FOLDER = "thu-tuc"
"""Folder of the pages of single procedures, below the look-up host."""

_PAGE = re.compile(r"\d\.\d{6}\.html")
_ADDRESS = re.compile(rf"https?://[^/\s]+/(?:.*/)?{PROCEDURE_FOLDER}/(?P<code>\d\.\d{{6}})\.html")


def page_name(code: str) -> str:
    """The file of a procedure's page: ``1.014199.html``."""
    return f"{code}.html"


def is_page_name(name: str) -> bool:
    """Whether a file's name is that of a procedure's page."""
    return _PAGE.fullmatch(name) is not None


def procedure_address(code: str, *, host: str | None) -> str:
    """What the QR of a procedure says: its page, or its code where the office has no pages."""
    return f"https://{host}/{PROCEDURE_FOLDER}/{page_name(code)}" if host else code


def procedure_code_in(address: str) -> str | None:
    """The code of the procedure that an address of this sort opens."""
    found = _ADDRESS.match(address.strip())
    return None if found is None else found["code"]
