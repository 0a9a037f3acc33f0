"""The places of work in the order of the side bar: one line each."""

from __future__ import annotations

from app.domain.roles import ADMINISTRATOR, CLERK, POSTAL_CLERK, ROLE_WORDS, SUPERVISOR
from app.ui.screens.receive import ReceiveScreen
from app.ui.workplace import Place, Screen, Workplace


def _dossiers(workplace: Workplace) -> Screen:
    from app.ui.screens.dossiers import DossiersScreen

    return DossiersScreen(workplace)


def _return(workplace: Workplace) -> Screen:
    from app.ui.screens.returning import ReturnScreen

    return ReturnScreen(workplace)


def _hand_over(workplace: Workplace) -> Screen:
    from app.ui.screens.hand_over import HandOverScreen

    return HandOverScreen(workplace)


def _post(workplace: Workplace) -> Screen:
    from app.ui.screens.post import PostScreen

    return PostScreen(workplace)


def _tasks(workplace: Workplace) -> Screen:
    from app.ui.screens.tasks import TasksScreen

    return TasksScreen(workplace)


def _supervise(workplace: Workplace) -> Screen:
    from app.ui.screens.supervising import SupervisingScreen

    return SupervisingScreen(workplace)


def _reports(workplace: Workplace) -> Screen:
    from app.ui.screens.reports import ReportsScreen

    return ReportsScreen(workplace)


def _online(workplace: Workplace) -> Screen:
    from app.ui.screens.online import OnlineScreen

    return OnlineScreen(workplace)


def _feedback(workplace: Workplace) -> Screen:
    from app.ui.screens.feedback import FeedbackScreen

    return FeedbackScreen(workplace)


def _staff(workplace: Workplace) -> Screen:
    from app.ui.screens.staff import StaffScreen

    return StaffScreen(workplace)


def _wording(workplace: Workplace) -> Screen:
    from app.ui.screens.wording import WordingScreen

    return WordingScreen(workplace)


def _sync(workplace: Workplace) -> Screen:
    from app.ui.screens.sync import SyncScreen

    return SyncScreen(workplace)


def _settings(workplace: Workplace) -> Screen:
    from app.ui.screens.settings import SettingsScreen

    return SettingsScreen(workplace)


DESK = (CLERK, SUPERVISOR)
HANDERS = (CLERK, POSTAL_CLERK)
CHIEFS = (SUPERVISOR, ADMINISTRATOR)
EVERYBODY = tuple(ROLE_WORDS)

(
    RECEIVE,
    DOSSIERS,
    RETURN,
    HAND_OVER,
    POST,
    TASKS,
    SUPERVISE,
    REPORTS,
    ONLINE,
    FEEDBACK,
    STAFF,
    SYNC,
    WORDING,
    SETTINGS,
) = range(14)
"""Where each place stands in the side bar."""

PLACES = (
    Place("Tiếp nhận hồ sơ", "receive", "F2", DESK, ReceiveScreen),
    Place("Danh sách hồ sơ", "dossiers", "F3", DESK, _dossiers),
    Place("Trả kết quả", "return", "F4", HANDERS, _return),
    Place("Bàn giao", "hand_over", "F7", HANDERS, _hand_over),
    Place("Bàn bưu chính", "post", "F8", HANDERS, _post),
    Place("Việc đến hạn", "tasks", "Ctrl+E", DESK, _tasks),
    Place("Việc trong ngày", "supervise", "F6", (SUPERVISOR,), _supervise),
    Place("Báo cáo", "reports", "F10", DESK, _reports),
    Place("Hồ sơ trực tuyến", "online", "Ctrl+F2", (CLERK,), _online),
    Place("Phản ánh", "feedback", "Ctrl+Shift+K", DESK, _feedback),
    Place("Cán bộ", "staff", "Ctrl+Shift+L", CHIEFS, _staff),
    Place("Đồng bộ", "sync", "Ctrl+Shift+Y", EVERYBODY, _sync),
    Place("Lời in trên giấy", "wording", "Ctrl+Shift+W", (ADMINISTRATOR,), _wording),
    Place("Thiết lập", "settings", "Ctrl+,", EVERYBODY, _settings),
)
"""The first place is built before the window is painted, all others when they are gone to."""
