"""What was held under the scanner, and what it stands for in this database."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import scan_words
from app.domain.citizen_card import read_citizen_card
from app.domain.codes import TRAINING_AGENCY, is_visit_number
from app.domain.deed_order import deed_of_scan
from app.domain.dossier import Dossier, DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Refusal
from app.domain.filing_words import filing_sentence
from app.domain.hand_over_words import sheet_sentence
from app.domain.light_dataclass import dataclass
from app.domain.pad_words import pad_entry_sentence
from app.domain.scan import (
    NAMELESS,
    ScanKind,
    clean_scan,
    kind_of_scan,
    possible_codes,
    scanned_code,
)
from app.domain.slip_code import read_slip_code
from app.domain.words import refusal_sentence
from app.services.desk import DeskContext
from app.services.dossiers import dossier_by_uid, dossier_uids
from app.services.filing import OPEN_STATES, filing_by_uid, filing_uid
from app.services.hand_over_sheets import sheet
from app.services.paper_pad import pad_slip
from app.services.slip_standing import SlipStanding, Standing, slip_standing
from app.services.visits import visit

FOREIGN_CODE = "foreign_code"
"""Kind of a national dossier code that another office or system gave."""

PAD_SLIP = "pad_slip"
"""Kind of a slip of the paper pad that nobody keyed in yet."""

FILING = "filing"
"""Kind of the code of an online filing that is no dossier yet."""

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What a scan is, in a word and in a sentence, and the dossier or visit behind it.

    ``kind`` is that of ``domain.scan``, or ``foreign_code``. ``standing`` is said of slips and
    codes whose dossier is here; ``replaced_by`` is the edition of the slip that counts.
    ``pad_code`` is said of a slip of this desk's paper pad that waits to be keyed in, ``sheet``
    of a hand-over sheet that is known here, ``filing_uid`` of an online filing to be answered.
    ``deed`` is what whoever brings it came for, where one deed follows from where it stands.
    """

    kind: str
    sentence: str
    dossier_uid: UUID | None = None
    dossier_code: str | None = None
    visit_number: str | None = None
    standing: Standing | None = None
    replaced_by: int | None = None
    pad_code: str | None = None
    sheet: str | None = None
    filing_uid: UUID | None = None
    deed: DeedKind | None = None


def scanned(session: Session, text: str, *, desk: DeskContext) -> Scanned:
    """Tell what a scanned text is; never raises."""
    kind = kind_of_scan(text)
    slip = read_slip_code(text)
    if slip is not None and not slip.is_visit:
        standing = slip_standing(session, desk.tenant, slip)
        on_pad = _pad(session, text, desk) if standing.dossier is None else None
        return on_pad or _slip(standing)
    if kind in NAMELESS:
        # Systems that were here before gave codes of every form.
        found = _by_code(session, clean_scan(text).upper(), desk)
        if found is not None:
            return found
    for code in possible_codes(text):
        found = _by_code(session, code, desk)
        if found is not None:
            return found
        on_pad = _pad(session, code, desk)
        if on_pad is not None:
            return on_pad
    filed = _filing(session, text, desk)
    if filed is not None:
        return filed
    found = _sheet(session, text, desk) if kind is ScanKind.HAND_OVER_SHEET else None
    return found or _unknown(kind, text, desk)


def _filing(session: Session, text: str, desk: DeskContext) -> Scanned | None:
    """An online filing that still waits for an answer, by the portal's code."""
    for code in possible_codes(text) or (clean_scan(text).upper(),):
        uid = filing_uid(session, desk.tenant, code)
        if uid is None:
            continue
        found = filing_by_uid(session, desk.tenant, uid)
        is_open = found.state in OPEN_STATES
        return Scanned(
            kind=FILING,
            sentence=filing_sentence(found),
            dossier_code=found.code,
            filing_uid=uid if is_open else None,
        )
    return None


def _sheet(session: Session, text: str, desk: DeskContext) -> Scanned | None:
    try:
        head = sheet(session, text, desk=desk).head
    except Refusal:
        return None
    return Scanned(
        kind=ScanKind.HAND_OVER_SHEET.value,
        sentence=sheet_sentence(head.code, head.way, head.count, head.state_words),
        sheet=head.code,
    )


def _slip(found: SlipStanding) -> Scanned:
    if found.dossier is not None and not found.slip.is_receipt:
        # Any other paper opens its dossier; it is no proof of the right to collect.
        return Scanned(
            kind=ScanKind.DOSSIER_CODE.value,
            sentence=scan_words.other_paper_sentence(
                found.slip.paper_name, found.dossier.code, found.dossier.promise.return_due_at
            ),
            dossier_uid=found.slip.dossier_uid,
            dossier_code=found.dossier.code,
            deed=deed_of_scan(found.dossier),
        )
    counts = found.dossier if found.standing is Standing.CURRENT else None
    return Scanned(
        kind=ScanKind.SLIP.value,
        sentence=_slip_sentence(found),
        dossier_uid=found.slip.dossier_uid,
        dossier_code=found.slip.dossier_code,
        standing=found.standing,
        replaced_by=found.replaced_by,
        deed=None if counts is None else deed_of_scan(counts),
    )


def _slip_sentence(found: SlipStanding) -> str:
    code, dossier = found.slip.dossier_code, found.dossier
    if dossier is None:
        return scan_words.KIND_SENTENCES[ScanKind.SLIP].format(shown=code)
    if found.replaced_by is not None:
        return scan_words.replaced_slip_sentence(dossier.code, found.replaced_by)
    match found.standing:
        case Standing.CANCELLED:
            return scan_words.cancelled_sentence(dossier.code)
        case Standing.AHEAD:
            return scan_words.newer_slip_sentence(dossier.code, found.slip.edition)
    return scan_words.current_slip_sentence(dossier.code, dossier.promise.return_due_at)


def _pad(session: Session, text: str, desk: DeskContext) -> Scanned | None:
    """A slip of this office's pad, ready to be keyed in; or the sentence why not at this desk."""
    code = scanned_code(text) or text
    if _is_foreign(code, desk):
        return None
    try:
        slip = pad_slip(session, code, desk=desk)
    except Refusal as refusal:
        return Scanned(kind=PAD_SLIP, sentence=refusal_sentence(refusal), dossier_code=code)
    if slip is None:
        return None
    sentence = pad_entry_sentence(slip.code)
    return Scanned(kind=PAD_SLIP, sentence=sentence, dossier_code=slip.code, pad_code=slip.code)


def _by_code(session: Session, code: str, desk: DeskContext) -> Scanned | None:
    if is_visit_number(code):
        return _visit(session, code, desk)
    uids = dossier_uids(session, desk.tenant, code)
    if len(uids) > 1:
        sentence = scan_words.shared_code_sentence(code)
        return Scanned(kind=ScanKind.DOSSIER_CODE.value, sentence=sentence, dossier_code=code)
    return _dossier(dossier_by_uid(session, desk.tenant, uids[0])) if uids else None


def _visit(session: Session, number: str, desk: DeskContext) -> Scanned | None:
    try:
        found = visit(session, number, desk=desk)
    except Refusal:
        return None
    refused = found.kind == "visit.refused"
    return Scanned(
        kind=ScanKind.VISIT_NUMBER.value,
        sentence=scan_words.visit_sentence(found.number, found.procedure.code, refused=refused),
        visit_number=found.number,
    )


def _dossier(found: Dossier) -> Scanned:
    is_cancelled = found.state is DossierState.CANCELLED
    if is_cancelled:
        sentence = scan_words.cancelled_sentence(found.code)
    else:
        due_at = found.promise.return_due_at
        sentence = scan_words.dossier_sentence(found.code, due_at, found.slip_edition)
    return Scanned(
        kind=ScanKind.DOSSIER_CODE.value,
        sentence=sentence,
        dossier_uid=UUID(found.uid),
        dossier_code=found.code,
        standing=Standing.CANCELLED if is_cancelled else None,
        deed=deed_of_scan(found),
    )


def _unknown(kind: ScanKind, text: str, desk: DeskContext) -> Scanned:
    codes = possible_codes(text)
    shown = codes[0] if len(codes) == 1 else clean_scan(text)[:_SHOWN]
    if kind is ScanKind.CITIZEN_CARD:
        return Scanned(kind=kind.value, sentence=_card_sentence(text))
    if kind is ScanKind.DOSSIER_CODE and _is_foreign(shown, desk):
        sentence = scan_words.foreign_code_sentence(shown)
        return Scanned(kind=FOREIGN_CODE, sentence=sentence, dossier_code=shown)
    sentence = scan_words.KIND_SENTENCES[kind].format(shown=shown)
    is_visit = kind is ScanKind.VISIT_NUMBER
    has_code = len(codes) == 1 and not is_visit
    return Scanned(
        kind=kind.value,
        sentence=sentence,
        dossier_code=shown if has_code else None,
        visit_number=shown if is_visit else None,
    )


def _is_foreign(code: str, desk: DeskContext) -> bool:
    """Whether another agency than this office's, and no training desk, gave a code."""
    agency = code.rsplit("-", 2)[0]
    return agency not in (desk.agency_code, TRAINING_AGENCY)


def _card_sentence(text: str) -> str:
    try:
        card = read_citizen_card(text)
    except Refusal as refusal:
        return refusal_sentence(refusal)
    shown = f"{card.full_name}, số {card.citizen_number}"
    return scan_words.KIND_SENTENCES[ScanKind.CITIZEN_CARD].format(shown=shown)
