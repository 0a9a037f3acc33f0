"""Labels for the covers of dossiers."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial

from app.domain.dossier import Dossier
from app.papers.parts import Drawing, applicant_of
from app.printing.labels import SMALL, DossierLabel, draw_labels
from app.printing.sheet import Imprint
from app.printing.style import Paper
from app.services.desk import DeskContext, OpenSession
from app.services.dossiers import dossier
from app.services.procedures import procedure_by_digest

_USED = re.compile(r", bỏ (?P<used>\d+) nhãn đầu\Z")


def labels_about(codes: tuple[str, ...], used: int = 0) -> str:
    """What the title of labels says: the dossiers, and how many labels of the sheet are gone."""
    gone = f", bỏ {used} nhãn đầu" if used else ""
    return f"{' '.join(codes)}{gone}"


def dossier_labels(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """One label for each dossier code in ``about``. Raises ``Refusal`` (``DOSSIER_UNKNOWN``)."""
    gone = _USED.search(about)
    codes = _USED.sub("", about).split()
    labels = [_label(session, dossier(session, desk.tenant, code), desk) for code in codes]
    imprint = Imprint(
        title="Nhãn hồ sơ",
        author=desk.office_name,
        code=", ".join(codes),
        issued_at=at,
        training=desk.is_training,
    )
    used = int(gone["used"]) if gone else 0
    return partial(_drawn, labels, imprint, used)


def _drawn(
    labels: list[DossierLabel], imprint: Imprint, used: int, paper: Paper, dots: int
) -> bytes:
    return draw_labels(labels, imprint, form=SMALL, paper=paper, dots_per_inch=dots, used=used)


def _label(session: OpenSession, found: Dossier, desk: DeskContext) -> DossierLabel:
    procedure = procedure_by_digest(session, desk.tenant, found.procedure.digest)
    return DossierLabel(
        code=found.code,
        applicant=applicant_of(found).name,
        procedure_code=procedure.code,
        procedure=procedure.name,
        return_due_at=found.promise.return_due_at,
    )
