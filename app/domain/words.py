"""Refusals, in Vietnamese sentences that say what to do."""

from __future__ import annotations

from app.domain.errors import Reason, Refusal
from app.domain.refusals.catalogue import CATALOGUE
from app.domain.refusals.custody import CUSTODY
from app.domain.refusals.desk import DESK
from app.domain.refusals.dossier import DOSSIER
from app.domain.refusals.erasure import ERASURE
from app.domain.refusals.form import FORM
from app.domain.refusals.hand_over import HAND_OVER
from app.domain.refusals.life import LIFE
from app.domain.refusals.paper import PAPER
from app.domain.refusals.people import PEOPLE
from app.domain.refusals.post import POST
from app.domain.refusals.promise import PROMISE
from app.domain.refusals.report import REPORT
from app.domain.refusals.scan import SCAN
from app.domain.refusals.sync import SYNC
from app.domain.refusals.taking_in import TAKING_IN

SUBJECTS = (
    DESK,
    CUSTODY,
    FORM,
    CATALOGUE,
    PROMISE,
    DOSSIER,
    LIFE,
    HAND_OVER,
    POST,
    ERASURE,
    PAPER,
    PEOPLE,
    REPORT,
    SCAN,
    SYNC,
    TAKING_IN,
)
_SENTENCES: dict[Reason, str] = {
    reason: sentence for subject in SUBJECTS for reason, sentence in subject.items()
}


def refusal_sentence(refusal: Refusal) -> str:
    """One Vietnamese sentence that says why, and what to do."""
    return refusal_template(refusal.reason).format_map(refusal.values)


def refusal_template(reason: Reason) -> str:
    """The sentence of a reason, with the names of its values in braces."""
    return _SENTENCES[reason]
