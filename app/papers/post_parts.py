"""What the papers of the postal desk share."""

from __future__ import annotations

from datetime import datetime

from app.domain.codes import SheetSeries
from app.domain.post import PostalItem
from app.papers.letterhead import Letterhead
from app.printing.heading import Heading
from app.services.desk import DeskContext, OpenSession
from app.services.post_returning import PackedParcel, parcel_of
from app.services.wording import wordings

OFFICES_COPY, POSTS_COPY = "bản đơn vị giữ", "bản bưu chính giữ"


def post_heading(
    session: OpenSession, code: str, at: datetime, desk: DeskContext, label: str
) -> Heading:
    """The office's heading with the code of the paper, which its bar code says as well.

    The list of a bag is numbered by the end of its code; others have no number of the office.
    """
    head = Letterhead(desk=desk, wording=wordings(session, desk).at(at))
    is_list = code.startswith(f"{SheetSeries.MANIFEST.value}-")
    number = head.number(code.rsplit("-", 1)[-1] if is_list else "")
    return head.plain_heading(code, number, at, label=label)


def parcel_in(session: OpenSession, item: PostalItem, desk: DeskContext) -> PackedParcel | None:
    """Who gets an item that goes out, and where; nobody for one that came in."""
    return None if item.dossier_uid is None else parcel_of(session, item.dossier_uid, desk=desk)
