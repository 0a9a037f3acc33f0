"""Whom to believe on the line: certificates, and what each kind of doubt asks of people."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime

from app.domain.errors import Reason, Refusal
from app.domain.moments import local

_REASONS = {
    9: Reason.CENTRE_CERTIFICATE_EARLY,
    10: Reason.CENTRE_CERTIFICATE_OVER,
    62: Reason.CENTRE_CERTIFICATE_HOST,
    64: Reason.CENTRE_CERTIFICATE_HOST,
}
"""What OpenSSL found (``X509_V_ERR_*``); everything else is a signer whom nobody here knows."""

_PLAIN_ANSWERS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL"})


def trust_in(certificate: str | None) -> ssl.SSLContext:
    """Whom to believe: a centre's own certificate in PEM, else what the machine believes.

    Raises ``Refusal`` (``CERTIFICATE_UNREADABLE``).
    """
    try:
        return ssl.create_default_context(cadata=certificate)
    except ssl.SSLError:
        raise Refusal(Reason.CERTIFICATE_UNREADABLE) from None


def whoever_answers() -> ssl.SSLContext:
    """Believes anybody: only to learn whether a door has a lock, never to talk behind it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def distrust(error: ssl.SSLError, url: str) -> Refusal:
    """What a handshake that failed means to people."""
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = _REASONS.get(error.verify_code, Reason.CENTRE_CERTIFICATE)
        # OpenSSL went by the machine's own clock, so that is the one to look at.
        return Refusal(reason, url=url, now=f"{local(datetime.now(UTC)):%H:%M %d/%m/%Y}")
    if error.reason in _PLAIN_ANSWERS:
        return Refusal(Reason.CENTRE_NOT_SECURED, url=url)
    return Refusal(Reason.CENTRE_UNREACHABLE, url=url)
