from __future__ import annotations

import json
from datetime import timedelta

import pytest
from deeds_at_desk import acting
from desks import NOW
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.services.history import day_history
from app.services.rating import close_ratings, pooled_ratings, rate

TODAY = local_date(NOW)


def give(desk: Desk, *ratings: int, reason: str | None = None) -> None:
    for each in ratings:
        with desk.database.transaction() as session:
            rate(session, each, reason, now=NOW, desk=desk.context)


def rows(desk: Desk, query: str) -> list[tuple[object, ...]]:
    with desk.database.reading() as session:
        return [tuple(each) for each in session.execute(text(query))]


def test_the_pool_knows_the_day_and_the_rating_and_nothing_else(desk: Desk) -> None:
    give(desk, 5, 4, reason="nhanh")
    columns = {row[1] for row in rows(desk, "PRAGMA table_info(rating_pool)")}
    assert columns == {"tenant", "uid", "rated_on", "rating", "reason"}
    versions = {bytes(row[0])[6] >> 4 for row in rows(desk, "SELECT uid FROM rating_pool")}  # type: ignore[call-overload]
    assert versions == {4}, "an identifier that begins with the moment tells when"
    with pytest.raises(Exception, match="rowid"):
        rows(desk, "SELECT rowid FROM rating_pool")


def test_a_day_becomes_one_event_without_order_and_leaves_the_pool(desk: Desk) -> None:
    given = [5] * 12 + [1] * 12
    give(desk, *given)
    with desk.database.reading() as session:
        assert pooled_ratings(session, desk=desk.context) == ((TODAY, 24),)
    with desk.database.transaction() as session:
        fact = close_ratings(session, TODAY, acting(desk))
    assert fact is not None
    assert sorted(fact.ratings) == sorted(given)
    assert list(fact.ratings) != given
    with desk.database.transaction() as session:
        assert pooled_ratings(session, desk=desk.context) == ()
        assert close_ratings(session, TODAY, acting(desk)) is None
    with desk.database.reading() as session:
        told = [each.sentence for each in day_history(session, TODAY, desk=desk.context)]
    assert "24 lượt đánh giá của công dân ngày 16/11/2026." in told


def test_the_event_names_no_dossier(desk: Desk) -> None:
    give(desk, 3, reason="chờ lâu")
    with desk.database.transaction() as session:
        close_ratings(session, TODAY, acting(desk))
    ((content, dossier),) = rows(
        desk, "SELECT content, dossier_uid FROM event WHERE kind = 'service.rated'"
    )
    assert dossier is None
    body = json.loads(content)["body"]  # type: ignore[arg-type]
    assert body == {"on": "2026-11-16", "ratings": [3], "reasons": ["chờ lâu"]}


def test_only_the_day_that_is_closed_leaves_the_pool(desk: Desk) -> None:
    give(desk, 4)
    tomorrow = NOW + timedelta(days=1)
    with desk.database.transaction() as session:
        rate(session, 2, now=tomorrow, desk=desk.context)
        close_ratings(session, TODAY, acting(desk))
        assert pooled_ratings(session, desk=desk.context) == ((local_date(tomorrow), 1),)


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_any_other_number_is_refused(desk: Desk, rating: int) -> None:
    with pytest.raises(Refusal) as refused:
        give(desk, rating)
    assert refused.value.reason is Reason.FIELD_WRONG
