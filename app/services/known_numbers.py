"""Numbers that were given out elsewhere, or here before a restore: noted, and never given again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import codes
from app.domain.codes import CodeBlock, DossierCode
from app.domain.events import Event
from app.domain.facts import DossierReceived, Fact, FeeCollected
from app.domain.post_in_facts import ManifestClosed
from app.domain.work_facts import HandOverClosed
from app.services import numbering, running_numbers

_RECEIPT_SHAPE = re.compile(r"PT-([0-9]+/[0-9]+)-([0-9]+)")


def raise_high_waters(session: Session, tenant: str, counters: dict[str, int]) -> None:
    """Burn every number up to these high-waters, as the witness names them."""
    for name, value in counters.items():
        kind, _, rest = name.partition(":")
        if kind == numbering.CODE:
            agency, on, prefix = rest.rsplit(":", 2)
            day = datetime.strptime(on, "%y%m%d").replace(tzinfo=UTC).date()
            code = DossierCode(agency, day, int(prefix), value)
            block = CodeBlock(code.prefix, *codes.band_of(value))
            if numbering.next_in(session, tenant, agency, day, block) <= value:
                numbering.note_used(session, tenant, code, numbering.BURNED)
        else:
            running_numbers.raise_counter(session, tenant, name, value)


def note_given(session: Session, tenant: str, fact: Fact, dossier_uid: UUID | None) -> None:
    """Note the numbers of a deed that was done elsewhere, or here before a restore."""
    if isinstance(fact, HandOverClosed):
        _note_sheet(session, tenant, fact.sheet)
    if isinstance(fact, ManifestClosed):
        _note_sheet(session, tenant, fact.manifest)
    if isinstance(fact, FeeCollected):
        _note_receipt(session, tenant, fact.internal_receipt or "")
    if not isinstance(fact, DossierReceived) or dossier_uid is None:
        return
    code = codes.read_dossier_code(fact.code)
    if code is not None:
        numbering.note_known(session, tenant, [(code, dossier_uid)])
    register = fact.register
    running_numbers.raise_counter(session, tenant, f"register:{register.book}", register.number)


def note_followed(session: Session, tenant: str, told: Sequence[tuple[Event, Fact | None]]) -> None:
    """Note the numbers of deeds that were done at other desks, each book and day once.

    They are none that this desk's witness must remember.
    """
    remembered = dict(running_numbers.given(session))
    lines: dict[str, int] = {}
    used: list[tuple[DossierCode, UUID]] = []
    for event, fact in told:
        if isinstance(fact, DossierReceived) and event.dossier_uid is not None:
            code = codes.read_dossier_code(fact.code)
            if code is not None:
                used.append((code, event.dossier_uid))
            counter = f"register:{fact.register.book}"
            lines[counter] = max(lines.get(counter, 0), fact.register.number)
        elif fact is not None:
            note_given(session, tenant, fact, event.dossier_uid)
    numbering.note_known(session, tenant, used)
    for counter, number in lines.items():
        running_numbers.raise_counter(session, tenant, counter, number)
    running_numbers.given(session).clear()
    running_numbers.given(session).update(remembered)


def _note_sheet(session: Session, tenant: str, text: str) -> None:
    code = codes.read_sheet_code(text)
    if code is None:
        return
    first = codes.band_of(code.number)[0]
    kind = numbering.SHEET_COUNTERS[code.series]
    counter = numbering.counter_of_day(kind, code.on, code.desk, first)
    running_numbers.raise_counter(session, tenant, counter, code.number - first + 1)


def _note_receipt(session: Session, tenant: str, text: str) -> None:
    read = _RECEIPT_SHAPE.fullmatch(text)
    if read is None:
        return
    running_numbers.raise_counter(session, tenant, numbering.receipts_of(read[1]), int(read[2]))
