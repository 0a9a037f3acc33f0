"""The register (sổ theo dõi hồ sơ): the dossiers that an office received, book by book."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier, read_fold
from app.models.database import run, table_of
from app.models.office import DossierRow
from app.services.desk import DeskContext

_DOSSIER = table_of(DossierRow)
_RECEIVED = (
    select(_DOSSIER.c.fold, _DOSSIER.c.fold_private)
    .where(_DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.office == bindparam("office"))
    .where(_DOSSIER.c.received_on.between(bindparam("since"), bindparam("until")))
)


def register_books(
    session: Session, since: date, until: date, *, desk: DeskContext
) -> tuple[tuple[Dossier, ...], ...]:
    """The dossiers received on these days, each book in the order of its numbers."""
    asked = {"of": desk.tenant, "office": desk.agency_code, "since": since, "until": until}
    read = [read_fold(fold, private) for fold, private in run(session, _RECEIVED, asked)]
    read.sort(key=lambda each: (each.register.book, each.register.number))
    return tuple(tuple(book) for _, book in groupby(read, key=lambda each: each.register.book))
