"""Where work goes on in another place: screens do not know each other, the session knows both."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Ways(QObject):
    """A screen says what is wanted; whoever holds the window brings it there.

    ``page_wanted`` brings the uid of a dossier, ``correction_wanted`` the dossier itself,
    ``back_wanted`` follows a correction that was saved or given up, with the uid it was about.
    ``return_wanted`` brings a dossier whose result is collected, ``deed_wanted`` a dossier and the
    deed to begin on its page.
    ``filing_wanted`` brings the uid of an online filing that is to be answered, ``item_wanted`` an
    item of the post whose papers are to be received, and its phiếu gửi hồ sơ where it has one.
    ``permit_wanted`` asks to issue a permit for a lost desk, ``permit_use_wanted`` to use one here.
    ``rating_wanted`` asks the citizen's monitor for a rating until ``rating_over``; ``rated``
    brings it.
    ``scan_understood`` and ``scan_unknown`` follow what came of a scan that a place took itself.
    """

    page_wanted = Signal(object)
    correction_wanted = Signal(object)
    back_wanted = Signal(object)
    return_wanted = Signal(object)
    deed_wanted = Signal(object, object)
    filing_wanted = Signal(object)
    item_wanted = Signal(object, object)
    permit_wanted = Signal()
    permit_use_wanted = Signal()
    rating_wanted = Signal()
    rating_over = Signal()
    rated = Signal(int)
    scan_understood = Signal()
    scan_unknown = Signal(str)
