"""The invented office in which the program shows itself at work."""

from __future__ import annotations

from dataclasses import replace

from app.config import Settings
from app.services.setup import SetUpForm

_WORKING_MORNING = "2026-11-16T09:12"

SAMPLE_OFFICE = SetUpForm(
    agency_code="",
    office_name="Trung tâm Phục vụ hành chính công xã An Thử",
    parent_name="ỦY BAN NHÂN DÂN XÃ AN THỬ",
    place="An Thử",
    desk=3,
    officer="Nguyễn Thị Ví Dụ",
    contact_line="Điện thoại hỗ trợ: 0220 000 0000",
    is_training=True,
)


def on_a_working_morning(settings: Settings) -> Settings:
    """Training may have a clock of its own: at night the pictures would show a closed office."""
    return settings if settings.clock else replace(settings, clock=_WORKING_MORNING)
