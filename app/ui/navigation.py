"""The places of work in the order of the side bar: one line each."""

from __future__ import annotations

from app.ui.screens.receive import ReceiveScreen
from app.ui.screens.settings import SettingsScreen
from app.ui.workplace import Place

PLACES = (
    Place("Tiếp nhận hồ sơ", "receive", "F2", "clerk", ReceiveScreen),
    Place("Thiết lập", "settings", "Ctrl+,", "clerk", SettingsScreen),
)
