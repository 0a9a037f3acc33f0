"""Codes of procedures: the national part, and what a province adds to it."""

from __future__ import annotations

import re

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.text import one_line

_CODE = re.compile(
    r"""(?P<national>\d\.\d{6})
        (?:\.(?:000\.00\.00\.)?(?P<suffix>H\d{2}(?:\.\d{1,3})*))?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class ProcedureCode:
    """Mã thủ tục: ``1.014028`` and, in a province's own list, ``H38``."""

    national: str
    suffix: str | None = None


def parse_code(text: str) -> ProcedureCode:
    """Read ``1.014199``, ``1.010778.H18`` or the older ``1.010803.000.00.00.H62``.

    Raises ``Refusal`` (``PROCEDURE_CODE_MALFORMED``) for anything else; spaces around are let go.
    """
    found = _CODE.fullmatch(one_line(text))
    if found is None:
        raise Refusal(Reason.PROCEDURE_CODE_MALFORMED, code=one_line(text))
    return ProcedureCode(found["national"], found["suffix"])
