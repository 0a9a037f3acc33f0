"""The news from the desk's side: whether the centre's order goes on beyond what stands here."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.errors import Reason, Refusal
from app.services import centre_link, following
from app.services.journal_head import journal_head
from app.sync.event_messages import News
from app.sync.line import Ask, Declined, Line
from app.sync.talk import Party, refusal_of

_LONGEST = 40.0
"""Seconds: longer than any centre lets a desk wait."""


def hear_news(party: Party, heard: Callable[[Line], None]) -> bool:
    """Wait until there is something to fetch; ``False`` where there is not, by and by.

    ``heard`` is given the line before it is used. Raises ``Refusal``: ``CENTRE_UNKNOWN`` for a desk
    that never met its centre, and those of a round.
    """
    tenant, stream = party.desk.tenant, party.desk.agency_code
    with party.database.reading() as session:
        known = centre_link.enrolment(session, tenant)
        writer = journal_head(session, tenant).writer
        at = following.place(session, tenant, stream).pos
    if known is None or known.token is None:
        raise Refusal(Reason.CENTRE_UNKNOWN)
    headers = (("Authorization", f"Bearer {known.token}"), ("Motcua-Writer", str(writer)))
    with Line(known.url, known.certificate, _LONGEST) as line:
        heard(line)
        query = {"stream": stream, "pos": str(at)}
        try:
            end = line.ask(News, Ask("/v1/news", query=query, headers=headers)).end
        except Declined as declined:
            raise refusal_of(declined) from None
    with party.database.reading() as session:
        return end > following.place(session, tenant, stream).pos
