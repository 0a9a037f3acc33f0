"""A lost desk is taken over without a line: a signed permit says where the new machine numbers."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain import codes
from app.domain.codes import PERMIT_BANDS
from app.domain.custody_facts import DeskTakenOver, TakeOverIssued
from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.moments import local_date
from app.domain.permit import (
    NONCE_BYTES,
    Permit,
    SignedPermit,
    fingerprint,
    permit_content,
    read_permit,
)
from app.models.journal import EventRow
from app.models.office import OfficeKeyRow
from app.services import journal, numbering, running_numbers
from app.services.desk import ADMINISTRATOR, CLERK, SUPERVISOR, Actor, DeskContext
from app.services.journal import Deed

_BOOKS_OF_A_DESK, _BOOKS_OF_A_PERMIT = 1000, 10


def office_signer(session: Session, tenant: str) -> str:
    """The fingerprint of this desk's signing key, which is made when first asked for."""
    return fingerprint(_office_key(session, tenant).public)


def issue_permit(
    session: Session, desk_number: int, *, now: datetime, desk: DeskContext, actor: Actor
) -> SignedPermit:
    """A supervisor permits another machine to take the place of a lost desk, for today.

    The orders are such as the lost desk could not have given, and the register book is a further
    one for good. Permits of a day come from one desk. Raises ``Refusal`` (``DESK_WRONG``,
    ``PERMITS_USED_UP``).
    """
    author = actor.author(desk, SUPERVISOR)
    on = local_date(now)
    lost = codes.check_desk(desk_number)
    nth_today = running_numbers.next_number(session, desk.tenant, f"permits:{on:%y%m%d}:{lost}")
    if nth_today > len(PERMIT_BANDS):
        raise Refusal(Reason.PERMITS_USED_UP, desk=lost)
    ever = running_numbers.next_number(session, desk.tenant, f"numbering.permits:{lost}")
    first, last = PERMIT_BANDS[nth_today - 1]
    key = _office_key(session, desk.tenant)
    permit = Permit(
        agency_code=desk.agency_code,
        desk_number=lost,
        on=on,
        first=first,
        last=last,
        book_suffix=desk.number * _BOOKS_OF_A_DESK + ever * _BOOKS_OF_A_PERMIT,
        nonce=secrets.token_hex(NONCE_BYTES),
        public=key.public.hex(),
    )
    journal.record(session, Deed(author=author, now=now), TakeOverIssued(**_stated(permit)))
    return SignedPermit(permit, _sign(key.secret, permit_content(permit)))


def take_over_desk(
    session: Session,
    text: str,
    *,
    signer: str | None = None,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> Permit:
    """This machine takes the place of a lost desk; it numbers at once, in the permit's orders.

    ``signer`` is the fingerprint that a supervisor or administrator compared with a recovery
    sheet. Where the restored data knows the key, the signature says enough, and a clerk may bring
    the permit. Raises ``Refusal``: ``PERMIT_UNREADABLE``, ``PERMIT_LINE_WRONG``, ``PERMIT_FORGED``,
    ``PERMIT_SIGNER_UNKNOWN``, ``PERMIT_ELSEWHERE``, ``PERMIT_EXPIRED``, ``PERMIT_USED``,
    ``ROLE_LACKING``.
    """
    signed = read_permit(text)
    permit = signed.permit
    _check_sound(signed, desk)
    author = _author(session, permit, signer, desk, actor)
    on = local_date(now)
    if permit.on != on:
        raise Refusal(Reason.PERMIT_EXPIRED, on=f"{permit.on:%d/%m/%Y}")
    if _was_used(session, desk.tenant, permit):
        raise Refusal(Reason.PERMIT_USED)
    numbering.give_block(session, desk, on, (permit.first, permit.last))
    running_numbers.set_counter(session, desk.tenant, numbering.BOOK_SUFFIX, permit.book_suffix)
    journal.record(session, Deed(author=author, now=now), DeskTakenOver(**_stated(permit)))
    return permit


def _check_sound(signed: SignedPermit, desk: DeskContext) -> None:
    permit = signed.permit
    if not _is_signed(signed):
        raise Refusal(Reason.PERMIT_FORGED)
    if (permit.agency_code, permit.desk_number) != (desk.agency_code, desk.number):
        raise Refusal(Reason.PERMIT_ELSEWHERE, desk=permit.desk_number, agency=permit.agency_code)


def _author(
    session: Session, permit: Permit, compared: str | None, desk: DeskContext, actor: Actor
) -> Author:
    """Who brings the permit: under a known key whoever receives, under a compared one a chief."""
    known = session.execute(
        select(OfficeKeyRow.public).where(OfficeKeyRow.tenant == desk.tenant)
    ).scalars()
    is_known = bytes.fromhex(permit.public) in set(known)
    roles = (ADMINISTRATOR, SUPERVISOR, CLERK) if is_known else (ADMINISTRATOR, SUPERVISOR)
    role = next((each for each in roles if each in actor.roles), roles[-1])
    author = actor.author(desk, role)
    if not is_known and (compared or "").upper().replace(" ", "") != permit.signer:
        raise Refusal(Reason.PERMIT_SIGNER_UNKNOWN, signer=permit.signer)
    return author


def _was_used(session: Session, tenant: str, permit: Permit) -> bool:
    rows = session.execute(
        select(EventRow.content).where(
            EventRow.tenant == tenant, EventRow.kind == DeskTakenOver.kind
        )
    )
    return any(permit.nonce.encode() in content for content in rows.scalars())


def _stated(permit: Permit) -> dict[str, Any]:
    names = ("agency_code", "desk_number", "on", "first", "last", "book_suffix", "nonce", "signer")
    return {name: getattr(permit, name) for name in names}


def _office_key(session: Session, tenant: str) -> OfficeKeyRow:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    found = session.execute(select(OfficeKeyRow).where(OfficeKeyRow.tenant == tenant)).scalar()
    if found is not None:
        return found
    made = Ed25519PrivateKey.generate()
    row = {
        "tenant": tenant,
        "public": made.public_key().public_bytes_raw(),
        "secret": made.private_bytes_raw(),
    }
    session.execute(insert(OfficeKeyRow), [row])
    return OfficeKeyRow(**row)


def _sign(secret: bytes, content: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).sign(content)


def _is_signed(signed: SignedPermit) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.permit.public))
        public.verify(signed.signature, permit_content(signed.permit))
    except (InvalidSignature, ValueError):
        return False
    return True
