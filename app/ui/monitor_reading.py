"""What the citizen is shown of the form that the officer fills in: only what they can confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.light_dataclass import dataclass

if TYPE_CHECKING:
    from app.ui.widgets.paper_model import PaperLine
    from app.ui.widgets.reception_panels import ReceptionPanels


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The form in the citizen's words; no number, address or telephone stands on a monitor."""

    applicant: str = ""
    procedure: str = ""
    papers: tuple[str, ...] = ()
    lacking: int = 0
    fee: str = ""
    due: tuple[str, str] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to confirm yet."""
        return not (self.applicant or self.procedure)


def read_panels(panels: ReceptionPanels) -> Reading:
    """The form as it stands this moment."""
    lines = panels.papers.view.papers.lines
    chosen = panels.procedure.code
    return Reading(
        applicant=panels.applicant.fields.text("full_name"),
        procedure=panels.procedure.search.text() if chosen else "",
        papers=tuple(_paper(line) for line in lines if line.is_met),
        lacking=sum(line.is_lacking for line in lines) if chosen else 0,
        fee=_fee(panels) if chosen else "",
        due=panels.promise.due,
    )


def _paper(line: PaperLine) -> str:
    given = line.handed_in
    counts = (
        (given.originals, "bản chính"),
        (given.certified, "bản chứng thực"),
        (given.copies, "bản sao"),
    )
    said = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"{line.paper.name} ({said})" if said else line.paper.name


def _fee(panels: ReceptionPanels) -> str:
    fields = panels.settlement.fields
    sums = (("phí", fields.text("fee")), ("lệ phí", fields.text("levy")))
    said = " · ".join(f"{words} {amount} đồng" for words, amount in sums if amount)
    if not said:
        return ""
    said = said[0].upper() + said[1:]
    return f"{said} ({'đã thu' if fields.text('paid') else 'chưa thu'})"
