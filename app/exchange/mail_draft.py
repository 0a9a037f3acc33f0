"""A message as a draft file (.eml) that the office's mail program opens and sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.domain.moments import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the draft says; ``attached`` is a file's name and its PDF."""

    subject: str
    text: str
    at: datetime
    to: str = ""
    attached: tuple[str, bytes] | None = None


def mail_draft(draft: Draft) -> bytes:
    """The bytes of the draft; ``X-Unsent`` makes mail programs open it for sending."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = draft.subject
    message["Date"] = format_datetime(local(draft.at))
    message["X-Unsent"] = "1"
    if draft.to:
        message["To"] = draft.to
    message.set_content(draft.text, cte="base64")
    if draft.attached is not None:
        name, content = draft.attached
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        message.set_boundary("motcua-dinh-kem")
    return message.as_bytes()
