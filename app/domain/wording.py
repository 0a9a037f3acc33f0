"""The words on papers that belong to the office: slots to be filled, and what fills them when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import VIETNAM
from app.domain.placeholders import OF_OFFICE, Placeholder, Values, check_placeholders, filled
from app.domain.text import nfc, one_line
from app.domain.wording_facts import WordingText


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place for words; ``key`` begins with the paper's name, or with ``office``.

    ``standard`` stands where the office set nothing; an empty standard of an office's slot is
    what was said at the set-up. ``choices`` is a closed list of values with their words.
    """

    key: str
    label: str
    standard: str = ""
    most_lines: int = 1
    most_letters: int = 160
    placeholders: frozenset[Placeholder] = OF_OFFICE
    choices: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()
    is_personal: bool = False
    is_needed: bool = False
    hint: str = ""

    @property
    def paper(self) -> str:
        """The paper that it stands on; ``office`` for all."""
        return self.key.partition(".")[0]

    def tidied(self, text: str) -> str:
        """The text as it is kept. Raises ``Refusal`` for one that cannot be printed here."""
        # Checked as it was typed, so that the place told is the place seen.
        check_placeholders("\n".join(nfc(text).splitlines()), self.placeholders)
        kept = [line for each in text.splitlines() if (line := one_line(each))]
        if self.is_needed and not kept:
            raise Refusal(Reason.FIELD_MISSING, field=self.label)
        if len(kept) > self.most_lines:
            raise Refusal(Reason.WORDING_TOO_LONG, field=self.label, most=f"{self.most_lines} dòng")
        if any(len(line) > self.most_letters for line in kept):
            most = f"{self.most_letters} chữ một dòng"
            raise Refusal(Reason.WORDING_TOO_LONG, field=self.label, most=most)
        said = "\n".join(kept)
        if self.choices and said not in dict(self.choices):
            known = ", ".join(value for value, _ in self.choices)
            raise Refusal(Reason.FIELD_WRONG, field=self.label, value=f"{said} ({known})")
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words in force at one moment; ``set_up`` are the office's own of the first start."""

    set_up: Mapping[str, str]
    texts: Mapping[str, str]

    def text(self, slot: Slot) -> str:
        """What the office set, else the standard, with its placeholders as they were typed."""
        found = self.texts.get(slot.key)
        return found if found is not None else self.standard(slot)

    def standard(self, slot: Slot) -> str:
        """What stands where the office set nothing."""
        return self.set_up.get(slot.key, slot.standard)

    def said(self, slot: Slot, values: Values | None = None) -> str:
        """The text with its placeholders filled, on one line."""
        return " ".join(self.lines(slot, values))

    def lines(self, slot: Slot, values: Values | None = None) -> tuple[str, ...]:
        """The same line by line."""
        known = values or {}
        text = filled(self.text(slot), known)
        return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())

    def changed_by(self, texts: Iterable[WordingText]) -> Wording:
        """The wording with some texts put in, or back to the standard."""
        kept = dict(self.texts)
        for each in texts:
            kept.pop(each.key, None)
            if each.text is not None:
                kept[each.key] = each.text
        return Wording(set_up=self.set_up, texts=kept)


def in_force_from(valid_from: date, changed_at: datetime) -> datetime:
    """When a change begins to count: the day's first moment, never before it was made.

    A slip of this morning printed again in the afternoon keeps the words of the morning.
    """
    return max(datetime.combine(valid_from, time(), VIETNAM), changed_at)
