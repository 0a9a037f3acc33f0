"""What may be done with a dossier now: state, role and place, asked only when somebody acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.dossier import Dossier, DossierState
from app.domain.errors import Reason, Refusal
from app.domain.events import Author


class DeedKind(StrEnum):
    """Deeds on a dossier that exists."""

    CORRECT = "correct"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class IntendedDeed:
    """What somebody is about to do, and who and where they are."""

    kind: DeedKind
    author: Author


_ROLES = {DeedKind.CORRECT: ("clerk",), DeedKind.CANCEL: ("clerk",)}
_NEEDS_PERSONS = (DeedKind.CORRECT,)


def check(dossier: Dossier, deed: IntendedDeed) -> None:
    """Raises ``Refusal`` with the first rule that says no to a deed.

    Until hand-over, by the clerks of the office that received it: ``ROLE_LACKING``,
    ``DOSSIER_ELSEWHERE``, ``UPDATE_NEEDED``, ``DOSSIER_CANCELLED``, ``DOSSIER_HANDED_OVER``, and
    for a correction ``DOSSIER_ERASED``.
    """
    if deed.author.role not in _ROLES[deed.kind]:
        raise Refusal(Reason.ROLE_LACKING, role="cán bộ tiếp nhận")
    if deed.author.office != dossier.office:
        raise Refusal(Reason.DOSSIER_ELSEWHERE, code=dossier.code, office=dossier.office)
    if dossier.needs_update:
        raise Refusal(Reason.UPDATE_NEEDED, code=dossier.code)
    if dossier.state is DossierState.CANCELLED:
        raise Refusal(Reason.DOSSIER_CANCELLED, code=dossier.code)
    if dossier.state is not DossierState.RECEIVED:
        raise Refusal(Reason.DOSSIER_HANDED_OVER, code=dossier.code)
    if dossier.private is None and deed.kind in _NEEDS_PERSONS:
        raise Refusal(Reason.DOSSIER_ERASED, code=dossier.code)
