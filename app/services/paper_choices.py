"""What the office decides about its papers: by which instrument's heading each is printed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.facts import PaperFormChosen, SettingsChanged
from app.domain.paper_forms import PAPER_NAMES, Basis
from app.domain.printers import SlipKind
from app.services import journal
from app.services.desk import ADMINISTRATOR, Actor, DeskContext, settings_of
from app.services.journal import Deed


def choose_form(
    session: Session,
    kind: SlipKind,
    basis: Basis,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> None:
    """Print a paper under this heading from the next start on. For administrators.

    Raises ``Refusal``: ``ROLE_LACKING``, ``FIELD_WRONG`` for an instrument that does not know it.
    """
    author = actor.author(desk, ADMINISTRATOR)
    if basis not in {each.basis for each in PAPER_NAMES[kind].forms}:
        raise Refusal(Reason.FIELD_WRONG, field="văn bản quy định mẫu", value=basis.value)
    known = settings_of(session, desk.tenant).get("paper_forms") or ()
    chosen = {each["paper"]: each["basis"] for each in known} | {kind.value: basis.value}
    forms = tuple(PaperFormChosen(paper=paper, basis=each) for paper, each in chosen.items())
    journal.record(session, Deed(author=author, now=now), SettingsChanged(paper_forms=forms))
