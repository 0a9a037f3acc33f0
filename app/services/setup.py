"""First start: who we are, where we sit, and who is here."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import codes, identifiers
from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.facts import SettingsChanged, StaffEnrolled, StaffPrivate
from app.domain.light_dataclass import dataclass
from app.domain.secret_rules import check_secret
from app.domain.text import one_line
from app.services import journal, writers
from app.services.credentials import hash_secret, keep_secret
from app.services.desk import ADMINISTRATOR, CLERK, SUPERVISOR, Actor
from app.services.journal import Deed
from app.services.unlocking import make_unlock_key


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpForm:
    """The answers of the first start; ``secret`` is the PIN or password of the first officer."""

    agency_code: str
    office_name: str
    place: str
    desk: int
    officer: str
    parent_name: str | None = None
    contact_line: str | None = None
    lookup_host: str | None = None
    is_training: bool = False
    secret: str | None = field(default=None, repr=False)


def tenant_of(agency_code: str) -> str:
    """The tenant of an agency: the province's part of its code."""
    return agency_code.split(".")[-1 if agency_code[0].isdigit() else 0]


def check_set_up(form: SetUpForm) -> SetUpForm:
    """The answers tidied. Raises ``Refusal`` for the first that will not do."""
    named = {"tên đơn vị": form.office_name, "địa danh": form.place, "cán bộ": form.officer}
    for name, value in named.items():
        if not one_line(value):
            raise Refusal(Reason.FIELD_MISSING, field=name)
    agency = codes.TRAINING_AGENCY if form.is_training else form.agency_code
    return SetUpForm(
        agency_code=codes.check_agency_code(agency),
        office_name=one_line(form.office_name),
        place=one_line(form.place),
        desk=codes.check_desk(form.desk),
        officer=one_line(form.officer),
        parent_name=_optional(form.parent_name),
        contact_line=_optional(form.contact_line),
        lookup_host=_optional(form.lookup_host),
        is_training=form.is_training,
        secret=None if form.secret is None else check_secret(form.secret, form.officer),
    )


def set_up(session: Session, form: SetUpForm, *, now: datetime, device_uid: UUID) -> Actor:
    """Open the first writer, record the settings, and enrol the first officer.

    The first officer holds every role until an administrator gives them out.
    """
    tenant = tenant_of(form.agency_code)
    writers.open_writer(session, tenant, device_uid, now=now, reason="init")
    actor = Actor(
        uid=identifiers.new_uid(now),
        full_name=form.officer,
        roles=(CLERK, SUPERVISOR, ADMINISTRATOR),
        employer="office",
    )
    author = Author(
        tenant=tenant,
        office=form.agency_code,
        actor=actor.uid,
        role=ADMINISTRATOR,
        employer=actor.employer,
        desk=form.desk,
    )
    deed = Deed(author=author, now=now)
    enrolled = StaffEnrolled(
        staff_uid=str(actor.uid),
        roles=actor.roles,
        employer=actor.employer,
        private=StaffPrivate(full_name=actor.full_name),
    )
    settings = SettingsChanged(
        agency_code=form.agency_code,
        office_name=form.office_name,
        parent_name=form.parent_name,
        place=form.place,
        desk=form.desk,
        contact_line=form.contact_line,
        lookup_host=form.lookup_host,
        is_training=form.is_training,
    )
    journal.record(session, deed, enrolled)
    journal.record(session, deed, settings)
    make_unlock_key(session, tenant, now=now)
    if form.secret is not None:
        hashed = hash_secret(form.secret)
        keep_secret(session, tenant, actor.uid, hashed, now=now, given=False)
    return actor


def _optional(text: str | None) -> str | None:
    return one_line(text) or None if text else None
