"""An online filing before it is a dossier: waiting for the office's answer (NĐ 45/2020, 8 hours).

It has no promise and no register line yet. Received, it is the dossier of the same uid.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from app.domain.door_facts import DossierFiled, FilingCompleted
from app.domain.end_facts import DossierRefused, DossierStopped
from app.domain.erasure_facts import DossierViewed, PersonalDataErased
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.facts import DossierReceived
from app.domain.light_dataclass import dataclass
from app.domain.pause_facts import SupplementRequested
from app.domain.reception import ReceptionForm


class FilingState(StrEnum):
    """How an online filing stands; the first is state 1 of the national exchange."""

    WAITING = "waiting"
    SUPPLEMENT_ASKED = "supplement_asked"
    RECEIVED = "received"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingForm:
    """What the portal says of a filing; ``form`` is what the citizen stated.

    ``components`` are the codes of the papers that came with it, as the portal names them.
    """

    code: str
    system: str
    filed_at: datetime
    form: ReceptionForm
    components: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Hồ sơ nộp trực tuyến: what the portal sent and how it was answered.

    ``form`` is a reception form in JSON, absent once the personal data was erased.
    ``answered_at`` is the first answer, whatever came after it.
    """

    uid: str
    office: str
    code: str
    system: str
    procedure_code: str
    filed_at: datetime
    answer_due_at: datetime
    heads: tuple[str, ...]
    state: FilingState = FilingState.WAITING
    answered_at: datetime | None = None
    completed_at: datetime | None = None
    needs_update: bool = False
    form: str | None = None


def fold_filing(filing: Filing | None, event: Event, fact: Fact | None) -> Filing | None:
    """The filing after one more event; total, as the fold of a dossier is."""
    if isinstance(fact, DossierFiled):
        return _open(event, fact) if filing is None else _seen(filing, event)
    if filing is None or isinstance(fact, DossierViewed):
        return filing
    seen, at = _seen(filing, event), event.occurred_at
    first_answer = seen.answered_at or at
    match fact:
        case DossierReceived():
            return replace(seen, state=FilingState.RECEIVED, answered_at=first_answer)
        case SupplementRequested():
            return replace(seen, state=FilingState.SUPPLEMENT_ASKED, answered_at=first_answer)
        case PersonalDataErased():
            return replace(seen, form=None)
        case FilingCompleted():
            return _complete(seen, fact)
        case DossierRefused():
            return replace(seen, state=FilingState.REFUSED, answered_at=first_answer)
        case DossierStopped():
            return replace(seen, state=FilingState.WITHDRAWN, answered_at=first_answer)
        case None:
            return replace(seen, needs_update=True)
    return seen


def _open(event: Event, fact: DossierFiled) -> Filing:
    return Filing(
        uid=str(event.dossier_uid),
        office=event.author.office,
        code=fact.code,
        system=fact.system,
        procedure_code=fact.procedure_code,
        filed_at=fact.filed_at,
        answer_due_at=fact.answer_due_at,
        heads=(str(event.uid),),
        form=None if fact.private is None else fact.private.form,
    )


def _complete(filing: Filing, fact: FilingCompleted) -> Filing:
    return replace(
        filing,
        state=FilingState.WAITING,
        answer_due_at=fact.answer_due_at,
        completed_at=fact.completed_at,
        form=None if fact.private is None else fact.private.form,
    )


def _seen(filing: Filing, event: Event) -> Filing:
    parents = {str(parent) for parent in event.parents}
    heads = {head for head in filing.heads if head not in parents} | {str(event.uid)}
    return replace(filing, heads=tuple(sorted(heads)))
