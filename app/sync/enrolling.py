"""A desk becomes known at its centre: a one-time code, and a key that never leaves the desk."""

from __future__ import annotations

import hashlib
import platform
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.models.database import Database
from app.services import centre_link, code_leases
from app.services.centre_link import Enrolment
from app.services.desk import DeskContext
from app.services.staff_accounts import check_everyone_proven
from app.sync.line import Ask, Declined, Line, nobody
from app.sync.packing import pack_message
from app.sync.protocol import Enrol, Enrolled, Trouble

_LONGEST_CERTIFICATE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreOffer:
    """Where the centre is and by which code it lets this desk in."""

    url: str
    code: str
    certificate: str | None = None


def enrol(
    database: Database,
    desk: DeskContext,
    offer: CentreOffer,
    now: datetime,
    heard: Callable[[Line], None] = nobody,
) -> Enrolled:
    """Enrol this desk; the key pair of an earlier try is used again.

    ``heard`` is given the line before it is used.

    From then on there are several accounts here, so whoever works here needs a PIN before.
    Raises ``Refusal``: ``PIN_FIRST``, ``ENROLMENT_CODE_WRONG``, ``ENROLMENT_ELSEWHERE``, and those
    of the line.
    """
    with database.reading() as session:
        check_everyone_proven(session, desk, now)
        before = centre_link.enrolment(session, desk.tenant)
    if before is None:
        key = Ed25519PrivateKey.generate()
    else:
        key = Ed25519PrivateKey.from_private_bytes(before.secret)
    public = key.public_key().public_bytes_raw()
    asked = Enrol(
        code=offer.code,
        device=str(desk.device_uid),
        public=public.hex(),
        tenant=desk.tenant,
        office=desk.agency_code,
        desk=desk.number,
        hardware=hardware_digest(),
    )
    with Line(offer.url, offer.certificate) as line:
        heard(line)
        enrolled = _asked(asked, key, line, desk)
    kept = Enrolment(
        url=offer.url,
        certificate=offer.certificate,
        public=public,
        secret=key.private_bytes_raw(),
        centre_public=bytes.fromhex(enrolled.public),
    )
    with database.transaction() as session:
        centre_link.keep_enrolment(session, desk.tenant, kept, now)
        if before is None and enrolled.predecessors:
            code_leases.succeed(session, desk, local_date(now), enrolled.predecessors)
    return enrolled


def read_certificate(path: Path) -> str:
    """The centre's own certificate as text. Raises ``Refusal`` (``CERTIFICATE_UNREADABLE``)."""
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST_CERTIFICATE).decode("ascii")
    except (OSError, UnicodeDecodeError):
        raise Refusal(Reason.CERTIFICATE_UNREADABLE) from None


def hardware_digest() -> str:
    """What this machine looks like, as a digest: it is compared, never derived from."""
    seen = f"{platform.node()}|{platform.machine()}|{uuid.getnode():012x}"
    return hashlib.sha256(seen.encode()).hexdigest()


def _asked(asked: Enrol, key: Ed25519PrivateKey, line: Line, desk: DeskContext) -> Enrolled:
    body = pack_message(asked)
    signature = key.sign(b"enrol:" + body).hex()
    headers = (("Motcua-Signature", signature),)
    try:
        return line.ask(Enrolled, Ask("/v1/enrol", body, headers=headers))
    except Declined as declined:
        raise _refusal(declined.fault.trouble, desk) from None


def _refusal(trouble: Trouble, desk: DeskContext) -> Refusal:
    if trouble is Trouble.CODE_WRONG:
        return Refusal(Reason.ENROLMENT_CODE_WRONG)
    if trouble is Trouble.ELSEWHERE:
        return Refusal(Reason.ENROLMENT_ELSEWHERE, desk=desk.number, agency=desk.agency_code)
    return Refusal(Reason.CENTRE_DECLINED, trouble=trouble.value)
