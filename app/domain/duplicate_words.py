"""Why a dossier looks like the one being typed, in one sentence for the officer who decides."""

from __future__ import annotations

from datetime import datetime

from app.domain.duplicates import Likeness
from app.domain.time_words import moment_text

_SENTENCES = {
    Likeness.SAME_REQUEST: (
        "Cùng người, cùng thủ tục: hồ sơ {code} nhận {received} tại {desk}, chưa trả kết quả."
    ),
    Likeness.SAME_NAME: (
        "Cùng họ tên, ngày sinh và thủ tục: hồ sơ {code} nhận {received} tại {desk}. "
        "Hãy đối chiếu số giấy tờ."
    ),
    Likeness.TODAY_ELSEWHERE: (
        "Hôm nay người này đã nộp hồ sơ {code} tại {desk}, lúc {received}: {procedure}."
    ),
}


def duplicate_sentence(
    why: Likeness, code: str, desk: int | None, received_at: datetime, procedure_name: str
) -> str:
    """What the officer reads beside a dossier that may be the same request."""
    return _SENTENCES[why].format(
        code=code,
        desk="nơi khác" if desk is None else f"quầy {desk}",
        received=moment_text(received_at),
        procedure=procedure_name.rstrip("."),
    )
