"""The centre's no, raised where it is known and sent by the web face as it stands."""

from __future__ import annotations

from uuid import UUID

from app.sync.protocol import Fault, Trouble

STATUS = {
    Trouble.UNREADABLE: 400,
    Trouble.UNAUTHORISED: 401,
    Trouble.REVOKED: 403,
    Trouble.CODE_WRONG: 403,
    Trouble.ELSEWHERE: 403,
    Trouble.GAP: 409,
    Trouble.FORK: 409,
    Trouble.REWOUND: 409,
    Trouble.NEED_PARENTS: 409,
    Trouble.NEED_REFERENCES: 409,
    Trouble.TOO_BIG: 413,
    Trouble.TOO_MANY: 429,
    Trouble.UNAVAILABLE: 503,
}
"""The status of HTTP for each trouble."""


class Refused(Exception):  # noqa: N818 - nothing is broken, an envelope is sent back
    """An envelope that the centre does not take; nothing was changed."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.trouble)
        self.fault = fault


def refused(trouble: Trouble) -> Refused:
    """A no without particulars."""
    return Refused(Fault(trouble=trouble))


def uid_of(text: str) -> UUID:
    """A uid that somebody sent. Raises ``Refused`` (``unreadable``) for anything else."""
    try:
        return UUID(text)
    except ValueError:
        raise refused(Trouble.UNREADABLE) from None
