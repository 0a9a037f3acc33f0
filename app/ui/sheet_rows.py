"""A sheet in the rows that its page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.widgets.sheet_page import SheetRow

if TYPE_CHECKING:
    from app.domain.work_facts import SignersPrivate
    from app.services.hand_over_sheets import Sheet, SheetLine
    from app.services.pile_lines import PileLine

_STANDING_TONES = {
    "accepted": "good",
    "missed": "bad",
    "taken_back": "quiet",
    "on_the_way": "warn",
}


def way_words(found: Sheet) -> str:
    """From whom to whom, how many, since when."""
    from app.domain.hand_over_words import unit_title
    from app.domain.time_words import moment_text

    head = found.head
    way = f"{unit_title(head.giver)} giao {unit_title(head.receiver)}"
    return f"{way} · {head.count} hồ sơ · lập lúc {moment_text(head.closed_at)}"


def known_names(signers: SignersPrivate) -> dict[str, str]:
    """The signers as fields of the page."""
    return {
        "giver": signers.giver or "",
        "receiver": signers.receiver or "",
        "witness": signers.witness or "",
    }


def line_row(line: SheetLine, words: str, tone: str) -> SheetRow:
    """A dossier of the sheet."""
    return SheetRow(
        number=line.ordinal,
        code=line.code,
        applicant=line.applicant or "(đã xóa)",
        words=words,
        tone=tone,
    )


def standing_row(line: SheetLine) -> SheetRow:
    """A dossier of a sheet on which nothing waits any more."""
    from app.domain.hand_over_words import STANDING_WORDS

    words = STANDING_WORDS[line.standing]
    return line_row(line, words.capitalize(), _STANDING_TONES[line.standing.value])


def extra_row(number: int, line: PileLine) -> SheetRow:
    """A dossier that came beside the sheet."""
    persons = line.dossier.private
    return SheetRow(
        number=number,
        code=line.dossier.code,
        applicant="(đã xóa)" if persons is None else persons.applicant.full_name,
        words="Thừa, để riêng" if line.refusal is not None else "Thừa, ghi thêm",
        tone="bad" if line.refusal is not None else "info",
    )
