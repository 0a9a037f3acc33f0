"""The words on the office's papers: in force at a moment, changed by an administrator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain import wording_slots as slots
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.placeholders import Placeholder
from app.domain.releases import CENTRE, Subject, WordingEntry
from app.domain.signatories import Signatory, read_signatories
from app.domain.text import fold
from app.domain.time_words import day_text
from app.domain.wording import Wording, in_force_from
from app.domain.wording_facts import WordingChanged, WordingPrivate, WordingText
from app.domain.wording_words import slot_of
from app.services import journal
from app.services.desk import ADMINISTRATOR, Actor, DeskContext
from app.services.journal import Deed
from app.services.releases import entries_of, refuse_change
from app.services.wording_projection import WordingChange, stored_changes

_CENTRE, _RECEPTION_UNIT = "TTPVHCC", "BPTNTKQ"
_SIGNERS = ("apology.signer", "stop_notice.signer", "correction.signer")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingForm:
    """What is to be changed: texts by slot, ``None`` for the standard; from a day on, or today."""

    texts: Mapping[str, str | None]
    valid_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The words of every moment: those of the set-up, and each change of them in order."""

    set_up: Wording
    changes: tuple[WordingChange, ...] = ()

    def at(self, moment: datetime) -> Wording:
        """The words that a paper of this moment bears, on its first print and on later ones."""
        counting = (each for each in self.changes if each.in_force_from <= moment)
        return self.set_up.changed_by(text for each in counting for text in each.texts)


def wordings(session: Session, desk: DeskContext) -> Wordings:
    """The words of the office at every moment, in one read."""
    of_centre = (_by_centre(each) for each in entries_of(session, desk.tenant, Subject.WORDING))
    changes = sorted(
        (*stored_changes(session, desk.tenant), *of_centre),
        key=lambda each: (each.in_force_from, each.changed_at),
    )
    return Wordings(set_up=set_up_wording(desk), changes=tuple(changes))


def in_own_words(session: Session, desk: DeskContext, at: datetime) -> DeskContext:
    """The desk under the names that its papers bear at a moment, for papers without a letterhead.

    What it is by itself (agency, number, device) stays.
    """
    words = wordings(session, desk).at(at)
    return replace(
        desk,
        office_name=words.said(slots.UNIT),
        parent_name=words.said(slots.PARENT) or None,
        place=words.said(slots.PLACE),
        contact_line=words.said(
            slots.CONTACT,
            {
                Placeholder.UNIT: words.said(slots.UNIT),
                Placeholder.PLACE: words.said(slots.PLACE),
            },
        )
        or None,
    )


def set_up_wording(desk: DeskContext) -> Wording:
    """The standard words, with what was said of the office at its set-up."""
    is_centre = "trung tâm" in desk.office_name.lower()
    said = {
        slots.PARENT.key: desk.parent_name or "",
        slots.UNIT.key: desk.office_name,
        slots.PLACE.key: desk.place,
        slots.CONTACT.key: desk.contact_line or "",
        slots.SIGN.key: _CENTRE if is_centre else _RECEPTION_UNIT,
    }
    return Wording(set_up=said, texts={})


def signatories_of(wording: Wording) -> tuple[Signatory, ...]:
    """Who may sign, the head first."""
    return read_signatories(wording.text(slots.SIGNATORIES))


def tried(wording: Wording, texts: Mapping[str, str | None]) -> Wording:
    """The wording as these texts would make it, for a preview.

    Raises ``Refusal``: ``WORDING_UNKNOWN``, ``PLACEHOLDER_WRONG``, ``SIGNATORY_WRONG``,
    ``SIGNER_UNKNOWN``, ``WORDING_TOO_LONG``, ``FIELD_MISSING``, ``FIELD_WRONG``.
    """
    changed = wording.changed_by(_tidied(texts))
    signatories = signatories_of(changed)
    titles = {fold(each.title) for each in signatories}
    for key in _SIGNERS:
        title = changed.text(slot_of(key))
        if key in texts and title and fold(title) not in titles:
            known = ", ".join(each.title for each in signatories)
            raise Refusal(Reason.SIGNER_UNKNOWN, title=title, known=known)
    return changed


def change_wording(
    session: Session, form: WordingForm, *, now: datetime, desk: DeskContext, actor: Actor
) -> WordingChanged:
    """Change words on papers from a day on; what was printed before keeps its own.

    For administrators. Raises ``Refusal``: ``ROLE_LACKING``, ``WORDING_IN_THE_PAST``,
    ``WORDING_UNCHANGED``, ``REFERENCE_OF_CENTRE``, and those of ``tried``.
    """
    author = actor.author(desk, ADMINISTRATOR)
    if not _said_by_centre(session, desk).isdisjoint(form.texts):
        raise refuse_change(Subject.WORDING)
    today = local_date(now)
    valid_from = form.valid_from or today
    if valid_from < today:
        raise Refusal(Reason.WORDING_IN_THE_PAST, on=day_text(valid_from), today=day_text(today))
    known = wordings(session, desk).at(in_force_from(valid_from, now))
    tried(known, form.texts)
    texts = _tidied({key: _own(known, key, text) for key, text in form.texts.items()})
    changed = [each for each in texts if known.texts.get(each.key) != each.text]
    if not changed:
        raise Refusal(Reason.WORDING_UNCHANGED)
    fact = _fact(valid_from, changed)
    journal.record(session, Deed(author=author, now=now), fact)
    return fact


def _by_centre(entry: WordingEntry) -> WordingChange:
    return WordingChange(
        texts=entry.texts,
        valid_from=entry.valid_from,
        in_force_from=in_force_from(entry.valid_from, entry.changed_at),
        changed_at=entry.changed_at,
        changed_by=CENTRE,
    )


def _said_by_centre(session: Session, desk: DeskContext) -> set[str]:
    """The slots whose words the centre gives out."""
    entries: tuple[WordingEntry, ...] = entries_of(session, desk.tenant, Subject.WORDING)
    said = {text.key: text.text for entry in entries for text in entry.texts}
    return {key for key, text in said.items() if text is not None}


def _own(known: Wording, key: str, text: str | None) -> str | None:
    """Nothing where the text is the standard one: it then follows the standard later on."""
    slot = slot_of(key)
    return None if text is None or slot.tidied(text) == known.standard(slot) else text


def _tidied(texts: Mapping[str, str | None]) -> tuple[WordingText, ...]:
    slots_of = ((slot_of(key), text) for key, text in texts.items())
    return tuple(
        WordingText(key=slot.key, text=None if text is None else slot.tidied(text))
        for slot, text in slots_of
    )


def _fact(valid_from: date, changed: Iterable[WordingText]) -> WordingChanged:
    texts = tuple(changed)
    personal = tuple(each for each in texts if slot_of(each.key).is_personal)
    return WordingChanged(
        valid_from=valid_from,
        texts=tuple(each for each in texts if each not in personal),
        private=WordingPrivate(texts=personal) if personal else None,
    )
