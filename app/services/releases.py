"""The centre's reference data at this desk: which releases count, and taking newer ones over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.releases import (
    WHOLE_PROVINCE,
    Release,
    Subject,
    differing,
    read_entries,
    written,
)
from app.models.database import run, table_of
from app.models.sync import ReleaseRow

_RELEASE = table_of(ReleaseRow)
_HELD = (
    select(_RELEASE)
    .where(_RELEASE.c.tenant == bindparam("of"))
    .order_by(_RELEASE.c.subject, _RELEASE.c.office)
)
_CONTENTS = (
    select(_RELEASE.c.content)
    .where(_RELEASE.c.tenant == bindparam("of"), _RELEASE.c.subject == bindparam("about"))
    .order_by(_RELEASE.c.office)
)
_WORDS = {
    Subject.CATALOGUE: "Danh mục thủ tục",
    Subject.CALENDAR: "Lịch làm việc năm này",
    Subject.STAFF: "Tài khoản này",
    Subject.WORDING: "Lời in này",
}


def held(session: Session, tenant: str) -> tuple[Release, ...]:
    """The releases that count here."""
    return tuple(
        Release(
            tenant=row.tenant,
            subject=Subject(row.subject),
            office=row.office,
            version=row.version,
            issued_at=row.issued_at,
            content=row.content,
            signature=row.signature,
        )
        for row in run(session, _HELD, {"of": tenant})
    )


def entries_of(session: Session, tenant: str, subject: Subject) -> tuple[Any, ...]:
    """What the centre says of a subject here: of the whole province first, then of this office."""
    contents = run(session, _CONTENTS, {"of": tenant, "about": subject.value}).scalars()
    return tuple(entry for content in contents for entry in read_entries(subject, content))


def is_of_centre(session: Session, tenant: str, subject: Subject) -> bool:
    """Whether the centre ever gave this subject out to this desk."""
    asked = {"of": tenant, "about": subject.value}
    return run(session, _CONTENTS, asked).first() is not None


def refuse_change(subject: Subject) -> Refusal:
    """What the centre gives out is changed there, and comes back by itself."""
    return Refusal(Reason.REFERENCE_OF_CENTRE, what=_WORDS[subject])


def keep(session: Session, release: Release, now: datetime) -> bool:
    """Let a release count from now on; ``False`` for one that is not newer than ours.

    The signature was checked where it came in. What it says is brought into use apart.
    """
    at = (
        (ReleaseRow.tenant == release.tenant)
        & (ReleaseRow.subject == release.subject.value)
        & (ReleaseRow.office == release.office)
    )
    known = session.execute(select(ReleaseRow.version).where(at)).scalar()
    if known is not None and known >= release.version:
        return False
    session.execute(delete(ReleaseRow).where(at))
    row = {
        "tenant": release.tenant,
        "subject": release.subject.value,
        "office": release.office,
        "version": release.version,
        "issued_at": release.issued_at,
        "content": release.content,
        "signature": release.signature,
        "taken_at": now,
    }
    session.execute(insert(ReleaseRow), [row])
    return True


def beside(subject: Subject, here: tuple[Any, ...], released: tuple[Any, ...]) -> str:
    """What stands here beside a release, in the form of one: a proposal to the centre."""
    return written(differing(subject, released, here))


def of_this_desk(release: Release, tenant: str, office: str) -> bool:
    """Whether a release is meant for a desk of this office."""
    return release.tenant == tenant and release.office in (WHOLE_PROVINCE, office)
