"""Personal data erased, and looks at what is not one's own work."""

from __future__ import annotations

from datetime import date

from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedPart:
    """The private part of one event that is gone; ``digest`` is what that event says of it."""

    event: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataErased(Fact):
    """The persons of a dossier, and of the visits before it, were erased (xóa dữ liệu cá nhân).

    ``basis`` and ``term`` name entries of ``resources/erasure/rules.json``, ``grounds`` are the
    words of the basis as they stood; ``kept_until`` is the last day of the archive term as it was
    counted, ``order`` the number of the written order where the basis asks for one. ``parts`` are
    the proof; ``count`` is how many they are, ``visits`` the visits before the dossier.
    """

    kind = "personal_data.erased"
    basis: str
    grounds: str
    term: str
    kept_until: date
    parts: tuple[ErasedPart, ...]
    count: int
    visits: tuple[str, ...] = ()
    order: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierViewed(Fact):
    """A clerk looked at a dossier that another desk or office received (xem hồ sơ nơi khác).

    It moves nothing: not the fold, not the heads.
    """

    kind = "dossier.viewed"


FACTS: tuple[type[Fact], ...] = (PersonalDataErased, DossierViewed)
