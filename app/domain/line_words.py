"""The line to the centre in Vietnamese: for the foot of the window and the page of the line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.domain.errors import Reason
from app.domain.moments import local, local_date
from app.domain.roles import ADMINISTRATOR, CLERK, SUPERVISOR

CLASH = "clash"
FLAG_WORDS = {
    CLASH: (
        "hai quầy cùng làm khi chưa biết việc của nhau; việc đứng trước đang được tính. "
        "Lãnh đạo xem cả hai, sửa việc sai và ghi ý kiến vào hồ sơ"
    ),
    "code_taken": "mã này trung tâm đã biết ở một hồ sơ khác: quét mã QR của từng giấy hẹn",
    "of_revoked": (
        "do một máy đã bị thu hồi ghi và mang tới bằng gói; việc vẫn được tính. Lãnh đạo hỏi lại "
        "người đã làm, thấy sai thì sửa bằng một việc trên hồ sơ"
    ),
    "kind_unknown": "trung tâm chưa hiểu loại việc này, cần cập nhật phần mềm ở trung tâm",
    "unreadable": "trung tâm không đọc được, giữ riêng nguyên văn",
    "other_office": "ghi tên đơn vị khác, trung tâm giữ riêng",
    "other_province": "ghi mã tỉnh khác, trung tâm giữ riêng",
    "of_centre": "chỉ trung tâm được ghi việc này, giữ riêng",
    "private_altered": "phần thông tin cá nhân không khớp dấu của sự kiện",
    "other_bytes": "trùng số hiệu với một sự kiện có nội dung khác",
    "newer_program": (
        "do phần mềm mới hơn ghi; giữ nguyên văn và gửi tiếp. Cập nhật phần mềm ở máy này để xem"
    ),
}
"""Why the centre wants somebody to look at an event that it accepted."""

_TROUBLES = {
    Reason.CENTRE_UNREACHABLE: "không nối được, xem dây mạng",
    Reason.CENTRE_IS_ANOTHER: "mạng đòi đăng nhập",
    Reason.CENTRE_CERTIFICATE: "chưa tin được chứng thư, bấm Ctrl+Shift+Y",
    Reason.CENTRE_CERTIFICATE_OVER: "chứng thư hết hạn, xem ngày giờ máy",
    Reason.CENTRE_CERTIFICATE_EARLY: "chứng thư chưa đến ngày, xem ngày giờ máy",
    Reason.CENTRE_CERTIFICATE_HOST: "chứng thư của máy khác, xem lại địa chỉ",
    Reason.CENTRE_NOT_SECURED: "máy trả lời không nói https, bấm Ctrl+Shift+Y",
    Reason.CENTRE_SECURED: "trung tâm dùng https, bấm Ctrl+Shift+Y",
    Reason.CENTRE_BUSY: "trung tâm bận, máy tự gửi lại",
    Reason.CENTRE_DECLINED: "trung tâm không nhận, bấm Ctrl+Shift+Y",
    Reason.DESK_REVOKED: "máy đã bị thu hồi, hỏi lãnh đạo",
    Reason.DESK_FORGOTTEN: "trung tâm không nhận ra máy, ghi danh lại",
}
_OTHER_TROUBLE = "chưa đồng bộ được, bấm Ctrl+Shift+Y"

_OWNERS = {CLASH: SUPERVISOR, "of_revoked": SUPERVISOR, "code_taken": CLERK}
_LONG_OFFSET = timedelta(minutes=5)
_OLD = timedelta(hours=2)


def flag_words(reason: str) -> str:
    """A flag in words; one that this program does not know is told as it came."""
    return FLAG_WORDS.get(reason, reason)


def trouble_words(reason: Reason) -> str:
    """Why the last round failed and what helps, short enough for the foot of the window."""
    return _TROUBLES.get(reason, _OTHER_TROUBLE)


def flag_owner(reason: str) -> str:
    """The role that looks at a flag; what concerns machines and programs is the administrator's."""
    return _OWNERS.get(reason, ADMINISTRATOR)


def age_words(since: datetime, now: datetime) -> str:
    """How long something lies: minutes, then hours, then days; nobody knows it of a later clock."""
    if since - now > _LONG_OFFSET:
        return "đồng hồ đã đổi"
    return span_words(now - since) or "vừa xong"


def span_words(span: timedelta) -> str:
    """A length of time on the clock, coarsely; nothing below a minute."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 1:
        return ""
    if minutes < 60:
        return f"{minutes} phút"
    return f"{minutes // 60} giờ" if minutes < 48 * 60 else f"{minutes // (24 * 60)} ngày"


def offset_words(offset: timedelta, *, above: timedelta = _LONG_OFFSET) -> str:
    """A clock that is far from the centre's, in words; nothing where it is near enough."""
    if abs(offset) <= above:
        return ""
    way = "chậm" if offset > timedelta() else "nhanh"
    return (
        f"Đồng hồ máy này {way} {span_words(abs(offset))} so với trung tâm: giấy in ra mang ngày "
        "giờ sai. Hãy chỉnh lại đồng hồ của máy."
    )


def whole_words(
    until: date | None, desks: Sequence[tuple[int, datetime | None]], now: datetime
) -> str:
    """How far the figures of the office are complete, and who is behind; desk and moment each."""
    known = [(desk, at) for desk, at in desks if at is not None]
    never = [desk for desk, at in desks if at is None]
    said = "Chưa biết đủ đến ngày nào" if until is None else f"Số liệu đủ đến hết {until:%d/%m/%Y}"
    behind = [f"quầy {desk} lần cuối {met_words(at, now)}" for desk, at in known if now - at > _OLD]
    behind += [f"quầy {desk} chưa gửi lần nào" for desk in never]
    return f"{said}; {', '.join(behind)}." if behind else f"{said}; {len(desks)} quầy đã về đủ."


def done_words(desks: Sequence[tuple[int, int, int]]) -> str:
    """What each desk did today as far as it is known here: desk, events, those to be looked at."""
    said = [
        f"quầy {desk}: {events} sự kiện" + (f" ({flagged} cần xem)" if flagged else "")
        for desk, events, flagged in desks
    ]
    return f"Hôm nay máy này đã có {', '.join(said)}." if said else ""


def line_words(
    *, is_enrolled: bool, waiting: int, flagged: int, met: str, trouble: str = ""
) -> str:
    """The line in a few words; ``met`` says when the centre last answered."""
    if not is_enrolled:
        return f"Chưa kết nối trung tâm · {waiting} sự kiện chờ gửi"
    if not met:
        said = f"Đã ghi danh, chưa gặp trung tâm · {waiting} sự kiện chờ gửi"
    elif waiting:
        said = f"{waiting} sự kiện chờ gửi · gặp trung tâm {met}"
    else:
        said = f"Đồng bộ {met}"
    needs = f"{flagged} cần xem" if flagged and met else ""
    return " · ".join(filter(None, (said, needs, trouble)))


def met_words(met_at: datetime | None, now: datetime) -> str:
    """When the centre last answered: the time on the same day, else the day, else the year too."""
    if met_at is None:
        return ""
    at, on = local(met_at), local_date(now)
    if at.date() == on:
        return f"{at:%H:%M}"
    return f"{at:%H:%M %d/%m}" if at.year == on.year else f"{at:%H:%M %d/%m/%Y}"
