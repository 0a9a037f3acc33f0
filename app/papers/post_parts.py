"""What the papers of the postal desk share."""

from __future__ import annotations

from datetime import datetime

from app.papers.letterhead import Letterhead
from app.printing.heading import Heading
from app.services.desk import DeskContext, OpenSession
from app.services.wording import wordings

OFFICES_COPY, POSTS_COPY = "bản đơn vị giữ", "bản bưu chính giữ"


def post_heading(
    session: OpenSession, code: str, at: datetime, desk: DeskContext, label: str
) -> Heading:
    """The office's heading with the code of the paper, which its bar code says as well."""
    head = Letterhead(desk=desk, wording=wordings(session, desk).at(at))
    return head.plain_heading(code, head.number(code.rsplit("-", 1)[-1]), at, label=label)
