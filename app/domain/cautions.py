"""What an officer is told without being stopped: the typed value is kept as it stands."""

from __future__ import annotations

from enum import StrEnum

from app.domain.light_dataclass import dataclass


class CautionKind(StrEnum):
    """Stable code of a caution; its Vietnamese sentence stands in ``caution_words``."""

    BIRTH_YEAR_DIFFERS = "birth_year_differs"
    BORN_IN_COMING_CENTURY = "born_in_coming_century"
    GENDER_DIFFERS = "gender_differs"
    PROVINCE_UNKNOWN = "province_unknown"
    OLD_ID_OUT_OF_USE = "old_id_out_of_use"
    PASSPORT_UNUSUAL = "passport_unusual"
    PHONE_UNUSUAL = "phone_unusual"
    TAX_CODE_UNISSUED = "tax_code_unissued"


@dataclass(frozen=True, slots=True)
class Caution:
    """One doubt: what was stated, and what the number makes one expect."""

    kind: CautionKind
    stated: str
    expected: str = ""
