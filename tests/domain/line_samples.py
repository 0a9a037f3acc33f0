"""One invented fact of every kind about the line."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.fact_parts import Fact, FreeWords
from app.domain.line_facts import ConflictResolved, OutageRecorded

_FIRST, _SECOND = (f"01900000-0000-7000-8000-0000000000{end}" for end in ("f1", "f2"))

LINE: tuple[Fact, ...] = (
    ConflictResolved(
        deeds=(_FIRST, _SECOND),
        stand=(_FIRST,),
        private=FreeWords(words="Đã gọi hỏi công dân"),
    ),
    OutageRecorded(
        system="Cổng Dịch vụ công quốc gia",
        began_at=datetime(2026, 11, 20, 1, 15, tzinfo=UTC),
        ended_at=datetime(2026, 11, 20, 3, 40, tzinfo=UTC),
        source="thông báo của trung tâm tỉnh",
        receptions=7,
        digest="ab" * 32,
        private=FreeWords(words="Đã nhập lại trong buổi chiều"),
    ),
)
