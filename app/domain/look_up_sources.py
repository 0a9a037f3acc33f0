"""The State's databases: a paper whose data one of them holds is looked up, not handed in."""

from __future__ import annotations

SOURCES = (
    "CSDL quốc gia về dân cư",
    "CSDL hộ tịch điện tử",
    "Kho dữ liệu điện tử của tổ chức, cá nhân",
    "CSDL quốc gia về bảo hiểm",
    "CSDL đất đai",
    "CSDL quốc gia về đăng ký doanh nghiệp",
)
"""The one in which most papers are looked up first."""


def next_source(named: str | None) -> str | None:
    """The source after the named one; the first for ``None``, ``None`` after the last.

    One that this list does not know is followed by the first.
    """
    if named not in SOURCES:
        return SOURCES[0]
    following = SOURCES[SOURCES.index(named) + 1 :]
    return following[0] if following else None
