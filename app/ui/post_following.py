"""The fourth bench: results on their way: delivered, invited for in vain, back, and paid for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from app.domain.moments import local_date
from app.domain.money_words import money_text
from app.ui.post_bench import PostBench
from app.ui.widgets.post_page import PageWords, PostPage, PostRow
from app.ui.workplace import Keys, Workplace

if TYPE_CHECKING:
    from app.domain.post import PostalItem

WORDS = PageWords(
    heading="Theo dõi phát",
    scan="Quét số hiệu bưu gửi",
    unit="bưu gửi đang phát",
    about="Bảng kê",
    empty="Không có bưu gửi nào đang phát. Đóng túi kết quả trước, ở mục Gửi đi.",
)
_TONES = {"packed": "quiet", "dispatched": "info", "failed": "warn", "undeliverable": "bad"}


class FollowingBench(PostBench[PostPage]):
    """Items that have not arrived; a file of the carrier says most of it."""

    title = "Theo dõi"
    keys: Keys = (
        ("quét bưu gửi", "chọn dòng"),
        ("F9", "đã phát"),
        ("Ctrl+U", "phát chưa được"),
        ("Ctrl+D", "đã chuyển đi phát"),
        ("Ctrl+B", "về lại quầy"),
        ("Ctrl+I", "nhập tệp trạng thái"),
        ("Ctrl+M", "bưu chính nộp tiền"),
    )

    def __init__(self, page: PostPage, workplace: Workplace) -> None:
        super().__init__(page, workplace)
        self._items: dict[str, PostalItem] = {}
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("Đã phát…", "F9", self._deliver),
            ("Chưa được…", "Ctrl+U", self._fail),
            ("Đi phát", "Ctrl+D", self._dispatch),
            ("Về quầy…", "Ctrl+B", self._bring_back),
            ("Nhập tệp…", "Ctrl+I", self._choose_file),
            ("Nộp tiền…", "Ctrl+M", self._pass_money),
        )
        for words, key, act in acts:
            page.add_act(words, key, "main" if key == "F9" else "").clicked.connect(act)

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """The items that have not arrived."""
        from app.domain.post import ItemState
        from app.services.post_items import items_in

        states = (
            *(ItemState.UNDELIVERABLE, ItemState.FAILED),
            *(ItemState.DISPATCHED, ItemState.PACKED),
        )
        self.ask(items_in, states, then=self._show)

    @Slot(str)
    def take(self, scanned: str) -> None:
        """Make the row of an item current."""
        from app.services.post_items import item_named

        self.ask(item_named, scanned, then=self._go_to)

    @Slot(object)
    def choose(self, row: PostRow) -> None:
        """Enter says that it arrived."""
        self._deliver()

    def _go_to(self, item: PostalItem) -> None:
        from app.domain.post import STATE_WORDS

        if self.page.go_to(str(item.uid)):
            self.understood()
        else:
            self.messages.warn(f"Bưu gửi {item.number} {STATE_WORDS[item.state]}.")
            self.workplace.ways.scan_unknown.emit("")

    def _current(self) -> PostalItem | None:
        row = self.page.table.current_record()
        return None if row is None else self._items.get(row.key)

    @Slot()
    def _deliver(self) -> None:
        from app.services.post_delivering import deliver_item
        from app.ui.dialogs.post import DeliveryDialog

        item = self._current()
        if item is not None:
            dialog = DeliveryDialog(self.page.window(), item.number, item.fee, item.levy)
            self._state(dialog, deliver_item, item, "Đã phát bưu gửi")

    @Slot()
    def _fail(self) -> None:
        from app.services.post_delivering import fail_item
        from app.ui.dialogs.post import FailureDialog

        item = self._current()
        if item is not None and self.desk is not None:
            on = local_date(self.desk.now())
            dialog = FailureDialog(self.page.window(), item.number, on, len(item.invitations))
            self._state(dialog, fail_item, item, "Đã ghi phát chưa được")

    def _state(
        self, dialog: Any, use_case: Callable[..., Any], item: PostalItem, done: str
    ) -> None:
        def state(form: object) -> None:
            self.background.command(
                use_case,
                item.uid,
                form,
                self.acting(),
                then=partial(self._stated, dialog, done),
                refused=dialog.complain,
            )

        dialog.stated.connect(state)
        dialog.open()

    def _stated(self, dialog: Any, done: str, item: PostalItem) -> None:
        dialog.accept()
        self.messages.tell(f"{done} {item.number}")
        if item.state.value in ("failed", "undeliverable"):
            self.workplace.slips.print_post("post_failed", item.number)

    @Slot()
    def _dispatch(self) -> None:
        from app.services.post_delivering import dispatch_item

        item = self._current()
        if item is not None:
            self.do(dispatch_item, item.uid, self.acting(), then=self._dispatched)

    def _dispatched(self, item: PostalItem) -> None:
        self.messages.tell(f"Bưu gửi {item.number} đang phát")

    @Slot()
    def _bring_back(self) -> None:
        from app.services.post_delivering import bring_back
        from app.ui.dialogs.post import GiverDialog

        item = self._current()
        if item is None:
            return
        dialog = GiverDialog(self.page.window(), item.number)

        def state(name: str) -> None:
            self.background.command(
                partial(bring_back, giver_name=name),
                (item.uid,),
                self.acting(),
                then=partial(self._back, dialog),
                refused=dialog.complain,
            )

        dialog.stated.connect(state)
        dialog.open()

    def _back(self, dialog: Any, sheet: str) -> None:
        dialog.accept()
        self.messages.tell(f"Bưu gửi về lại quầy, phiếu bàn giao {sheet}")
        self.workplace.slips.print_sheet(sheet)

    @Slot()
    def _pass_money(self) -> None:
        from app.services.post_settling import record_passed
        from app.ui.dialogs.post import MoneyDialog

        carrier = next((each.carrier for each in self._items.values()), "")
        dialog = MoneyDialog(self.page.window(), carrier)

        def state(form: object) -> None:
            self.background.command(
                record_passed,
                form,
                self.acting(),
                then=partial(self._passed, dialog),
                refused=dialog.complain,
            )

        dialog.stated.connect(state)
        dialog.open()

    def _passed(self, dialog: Any, left: Any) -> None:
        dialog.accept()
        self.messages.tell(f"Đã ghi; bưu chính còn giữ {money_text(left.owed)}")

    @Slot()
    def _choose_file(self) -> None:
        kinds = "Tệp của bưu chính (*.csv *.xlsx)"
        name, _ = QFileDialog.getOpenFileName(self.page, "Nhập tệp trạng thái phát", "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a carrier's file in the errand lane and show what it would change."""
        self.background.errand(_read, path, then=self._look_at, refused=self.messages.refuse)

    def _look_at(self, read: Any) -> None:
        from app.services.post_states import look_at_states

        if self.desk is not None:
            self.background.query(
                look_at_states,
                read.rows,
                self.acting(),
                then=partial(self._preview, read),
                refused=self.messages.refuse,
            )

    def _preview(self, read: Any, found: tuple[Any, ...]) -> None:
        from app.services.post_states import state_lines
        from app.ui.dialogs.import_preview import ImportPreviewDialog

        lines = state_lines(found, read.faulty)
        unused = f" Không dùng: {', '.join(read.unused)}." if read.unused else ""
        taken = ", ".join(f"“{heading}”" for heading in read.columns.values())
        dialog = ImportPreviewDialog(
            self.page.window(),
            self.workplace.theme,
            lines,
            f"Cột đã đọc: {taken}.{unused}",
            named="Số hiệu",
        )
        dialog.accepted.connect(partial(self._import, read.rows))
        dialog.open()

    def _import(self, rows: Any) -> None:
        from app.services.post_states import import_states

        self.do(import_states, rows, self.acting(), then=self._imported)

    def _imported(self, found: tuple[Any, ...]) -> None:
        done = sum(each.standing.value == "new" for each in found)
        self.messages.tell(f"Đã ghi {done} trạng thái phát")

    def _show(self, items: tuple[PostalItem, ...]) -> None:
        self._items = {str(each.uid): each for each in items}
        self.page.show_rows([self._row(each) for each in items])
        failed = sum(bool(each.invitations) for each in items)
        self.page.said.setText(f"{failed} bưu gửi phát chưa được" if failed else "")

    def _row(self, item: PostalItem) -> PostRow:
        from app.domain.post import STATE_WORDS

        days = ", ".join(f"{each:%d/%m}" for each in item.invitations)
        return PostRow(
            key=str(item.uid),
            number=item.number or "(chưa có số hiệu)",
            about=f"{item.manifest or ''} · {item.carrier}",
            money=item.money,
            state=STATE_WORDS[item.state].capitalize(),
            tone=_TONES.get(item.state.value, "quiet"),
            words=f"Đã mời nhận {days}." if days else "",
        )


def _read(path: Path) -> Any:
    from app.domain.errors import Reason, Refusal
    from app.exchange.carrier_files import read_states

    try:
        content = path.read_bytes()
    except OSError:
        raise Refusal(Reason.IMPORT_UNREADABLE, path=path.name) from None
    return read_states(path.name, content)
