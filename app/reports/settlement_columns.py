"""The columns of II.06a as the form has them, and beside them what it leaves out."""

from __future__ import annotations

from app.domain.report_shape import CellKind, ReportColumn

NAME = "ii06a"
_RECEIVED, _SETTLED = "Số hồ sơ tiếp nhận", "Số hồ sơ đã giải quyết"
_OPEN = "Số hồ sơ đang giải quyết"
WORDS = "label"

COLUMNS = (
    ReportColumn(
        key=WORDS, heading="Lĩnh vực, công việc", kind=CellKind.TEXT, number="2", width=34
    ),
    ReportColumn(
        key="received",
        heading="Tổng số",
        group=_RECEIVED,
        number="3",
        sum_of=("online", "direct", "carried"),
    ),
    ReportColumn(key="online", heading="Trực tuyến", group=_RECEIVED, number="4"),
    ReportColumn(key="direct", heading="Trực tiếp, dịch vụ bưu chính", group=_RECEIVED, number="5"),
    ReportColumn(key="carried", heading="Từ kỳ trước", group=_RECEIVED, number="6"),
    ReportColumn(
        key="settled",
        heading="Tổng số",
        group=_SETTLED,
        number="7",
        sum_of=("early", "on_time", "late"),
    ),
    ReportColumn(key="early", heading="Trước hạn", group=_SETTLED, number="8"),
    ReportColumn(key="on_time", heading="Đúng hạn", group=_SETTLED, number="9"),
    ReportColumn(key="late", heading="Quá hạn", group=_SETTLED, number="10"),
    ReportColumn(
        key="in_process",
        heading="Tổng số",
        group=_OPEN,
        number="11",
        sum_of=("open_in_time", "open_late"),
    ),
    ReportColumn(key="open_in_time", heading="Trong hạn", group=_OPEN, number="12"),
    ReportColumn(key="open_late", heading="Quá hạn", group=_OPEN, number="13"),
)
"""The form's columns 2 to 13; column 1 is the running number."""

EXTENDED = (
    ReportColumn(key="counter", heading="Trực tiếp", group="Mở rộng"),
    ReportColumn(key="post", heading="Bưu chính công ích", group="Mở rộng"),
    ReportColumn(key="waiting", heading="Đang chờ bổ sung", group="Mở rộng"),
    ReportColumn(
        key="online_share",
        heading="Tỷ lệ trực tuyến",
        kind=CellKind.SHARE,
        group="Mở rộng",
        share_of=("online", "in_period"),
        is_summed=True,
    ),
    ReportColumn(key="in_period", heading="Tiếp nhận trong kỳ", group="Mở rộng"),
)
"""What the form does not have: direct and postal apart, the wait for citizens, online's share."""

ALL = (*COLUMNS, *EXTENDED)
"""Every column, the form's first."""
