"""Who may see a dossier, and whose look at one is recorded."""

from __future__ import annotations

from uuid import UUID

from app.domain.dossier import Dossier, DossierState
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.reception import ReturnPlace
from app.domain.roles import ADMINISTRATOR, CLERK, POSTAL_CLERK, SUPERVISOR
from app.domain.units import UnitKind

_POST = "post"
_SEES_THE_OFFICE = frozenset({CLERK, SUPERVISOR, ADMINISTRATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seer:
    """Somebody who looks, with every role that they hold, and the desk at which they sit."""

    uid: UUID
    roles: tuple[str, ...]
    office: str
    desk: int | None = None

    @property
    def is_limited(self) -> bool:
        """Whether they see what travels with them and nothing else: the post's people."""
        return POSTAL_CLERK in self.roles and _SEES_THE_OFFICE.isdisjoint(self.roles)

    @property
    def words(self) -> tuple[str, ...]:
        """What narrows a search to what they may see; nothing for whoever sees the office."""
        return (_POST, _word_of(str(self.uid))) if self.is_limited else ()


def may_see(dossier: Dossier, seer: Seer) -> bool:
    """Whether somebody may look at a dossier: the post's people at what is in their hands."""
    return not seer.is_limited or is_of(dossier, seer.uid) or is_in_post_hands(dossier)


def check_seen(dossier: Dossier, seer: Seer) -> None:
    """Raises ``Refusal`` (``DOSSIER_NOT_YOURS``) where ``may_see`` says no."""
    if not may_see(dossier, seer):
        raise Refusal(Reason.DOSSIER_NOT_YOURS, code=dossier.code)


def is_in_post_hands(dossier: Dossier) -> bool:
    """Whether the post carries it, or has to fetch its result."""
    custody = dossier.custody
    units = (custody.holder, custody.giver)
    if any(unit is not None and unit.kind is UnitKind.POST for unit in units):
        return True
    return dossier.return_place is ReturnPlace.POST and dossier.state is DossierState.SETTLED


def seers_of(dossier: Dossier) -> tuple[str, ...]:
    """Words under which a dossier is found by those who do not see every one."""
    staff = {uid for uid in (dossier.received_by, dossier.assigned_to) if uid is not None}
    post = (_POST,) if is_in_post_hands(dossier) else ()
    return (*post, *sorted(_word_of(uid) for uid in staff))


def is_of(dossier: Dossier, uid: UUID) -> bool:
    """Whether somebody received it, or has it to work on."""
    return str(uid) in (dossier.received_by, dossier.assigned_to)


def is_outside_work(dossier: Dossier, seer: Seer) -> bool:
    """Whether a look at it is none of the desk's business by itself, and is therefore recorded.

    A supervisor's business is the whole office; so is a dossier's at the desk that holds it.
    """
    if SUPERVISOR in seer.roles or is_of(dossier, seer.uid):
        return False
    holder = dossier.custody.holder
    if holder.is_within(seer.office) and holder.desk in (None, seer.desk):
        return False
    return dossier.office != seer.office or dossier.desk != seer.desk


def _word_of(uid: str) -> str:
    return uid.replace("-", "")
