"""What the officer chose for the devices of this desk, told to whoever holds them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class DeviceChoices(QObject):
    """Choices of the settings that take effect at once.

    ``port_chosen`` brings the serial port of the scanner, empty for none; ``sounds_chosen`` whether
    scans are answered with sounds.
    """

    port_chosen = Signal(str)
    sounds_chosen = Signal(bool)
