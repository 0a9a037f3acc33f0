from __future__ import annotations

import subprocess
import sys

from desks import ROOT

PROGRAM = """
import linecache
from PySide6 import QtCore
from app.ui.unread_sources import leave_sources_unread
leave_sources_unread()
from app.domain.calendar import Calendar
read = [name for name in linecache.cache if name.endswith("calendar.py")]
assert Calendar and not read, read
"""


def test_a_module_that_is_imported_after_qt_is_not_read_a_second_time() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, check=True)


def test_without_the_word_it_would_be_read() -> None:
    program = PROGRAM.replace("leave_sources_unread()\nfrom app.domain", "from app.domain")
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert "AssertionError" in told.stderr
