"""Keeps PySide from reading the source of every module that is imported after it."""

from __future__ import annotations

import sys


def leave_sources_unread() -> None:
    """Say of each module imported from now on, unread, that it uses none of PySide's features.

    PySide looks for its own name in the source of every module, to know where ``__feature__``
    counts, which nothing here uses. That takes a fifth of the time of all imports, and keeps ten
    megabytes of sources for good.
    """
    # PySide begins to look as soon as it is there.
    import PySide6.QtCore  # noqa: F401

    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None:
        vars(feature)["_mod_uses_pyside"] = _uses_no_feature


def _uses_no_feature(_module: object) -> bool:
    return False
