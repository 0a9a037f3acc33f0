"""When a person's data may be erased: legal bases and archive terms, which are data."""

from __future__ import annotations

from datetime import date

from app.domain.dossier import ENDED_STATES, Dossier
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.text import one_line

_LONGEST_ORDER = 60
_LONGEST_NUMBER = 6
"""Digits in a row of an order's number; a longer run would be somebody's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A legal basis; one that ``lifts_term`` is good for open dossiers and running terms too."""

    name: str
    words: str
    source: str
    needs_order: bool = False
    lifts_term: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveTerm:
    """How many full calendar years something is kept after the year of its last deed.

    ``confirmed`` says that the office held it against its own table of archive terms.
    """

    name: str
    words: str
    years: int
    source: str
    confirmed: bool = False

    def kept_until(self, last_deed_on: date) -> date:
        """The last day of the term: it is counted from the end of the year of the last deed."""
        return date(last_deed_on.year + self.years, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRules:
    """Bases and terms, as ``resources/erasure/rules.json`` holds them."""

    bases: tuple[Basis, ...]
    terms: tuple[ArchiveTerm, ...]

    def basis(self, name: str) -> Basis:
        """A basis by name. Raises ``Refusal`` (``ERASURE_BASIS_UNKNOWN``)."""
        found = [each for each in self.bases if each.name == name]
        if not found:
            known = ", ".join(each.name for each in self.bases)
            raise Refusal(Reason.ERASURE_BASIS_UNKNOWN, basis=name, known=known)
        return found[0]

    def term(self, name: str) -> ArchiveTerm:
        """A term by name; raises ``KeyError`` where the rules lack one that the program asks."""
        return {each.name: each for each in self.terms}[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureForm:
    """What a supervisor states: the basis, and the number of the order where there is one."""

    basis: str
    order: str | None = None


def tidy_order(basis: Basis, order: str | None) -> str | None:
    """The number and sign of an order, on one line.

    It stays in the journal for ever, so it may name nobody: short, and no long run of digits.
    Raises ``Refusal`` (``ERASURE_ORDER_MISSING``, ``ERASURE_ORDER_WRONG``).
    """
    said = one_line(order or "")
    if not said:
        if basis.needs_order:
            raise Refusal(Reason.ERASURE_ORDER_MISSING)
        return None
    digits = max((len(run) for run in _digit_runs(said)), default=0)
    if len(said) > _LONGEST_ORDER or digits > _LONGEST_NUMBER or not digits:
        raise Refusal(Reason.ERASURE_ORDER_WRONG, order=said)
    return said


def check_dossier(dossier: Dossier, basis: Basis, kept_until: date, today: date) -> None:
    """Raises ``Refusal``: ``ERASED_ALREADY``, ``ERASURE_DOSSIER_OPEN``, ``ERASURE_TOO_EARLY``."""
    if dossier.private is None:
        raise Refusal(Reason.ERASED_ALREADY, code=dossier.code)
    if dossier.state not in ENDED_STATES and not basis.lifts_term:
        raise Refusal(Reason.ERASURE_DOSSIER_OPEN, code=dossier.code)
    check_term(dossier.code, basis, kept_until, today)


def check_term(code: str, basis: Basis, kept_until: date, today: date) -> None:
    """Raises ``Refusal`` (``ERASURE_TOO_EARLY``) while the archive term runs."""
    if today <= kept_until and not basis.lifts_term:
        raise Refusal(Reason.ERASURE_TOO_EARLY, code=code, until=f"{kept_until:%d/%m/%Y}")


def _digit_runs(text: str) -> list[str]:
    return "".join(each if each.isdecimal() else " " for each in text).split()
