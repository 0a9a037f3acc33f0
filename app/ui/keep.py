"""What stays in the form of a reception after saving, by the key that saved it."""

from __future__ import annotations

from enum import StrEnum

from app.ui.draft import EMPTY, Draft


class Keep(StrEnum):
    """What stays in the form after saving."""

    NOTHING = "nothing"
    PROCEDURE = "procedure"
    CITIZEN = "citizen"
    BOTH = "both"


SAVE_KEYS = {
    "Ctrl+Return": Keep.PROCEDURE,
    "Ctrl+Enter": Keep.PROCEDURE,
    "Ctrl+Shift+Return": Keep.CITIZEN,
    "Ctrl+Shift+Enter": Keep.CITIZEN,
    "Alt+Return": Keep.BOTH,
    "Alt+Enter": Keep.BOTH,
}


def kept_of(draft: Draft, applicant: Draft, keep: Keep) -> Draft:
    """The draft of the next reception; ``applicant`` is the citizen's part of the last one."""
    kept = dict(EMPTY)
    if keep in (Keep.CITIZEN, Keep.BOTH):
        kept |= applicant
    if keep in (Keep.PROCEDURE, Keep.BOTH):
        kept |= {key: draft[key] for key in ("procedure_code", "case", "channel")}
    return kept
