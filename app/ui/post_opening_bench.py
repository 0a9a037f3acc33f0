"""The second bench: sealed items are opened one after the other and become dossiers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from app.domain.errors import Reason, Refusal
from app.domain.moments import local
from app.ui.post_bench import PostBench
from app.ui.widgets.post_page import PageField, PageWords, PostPage, PostRow
from app.ui.workplace import Keys, Workplace

if TYPE_CHECKING:
    from app.domain.post import PostalItem
    from app.services.post_letters import Letter, LettersSent
    from app.services.post_story import Posting

WORDS = PageWords(
    heading="Mở bưu gửi",
    scan="Quét số hiệu bưu gửi để mở",
    unit="bưu gửi chờ xử lý",
    about="Nhận lúc",
    empty="Không có bưu gửi nào chờ mở. Nhận túi thư trước, ở mục Nhận túi.",
    fields=(PageField("witness", "Người cùng &mở", "Họ tên người chứng kiến", 1),),
)
_TONES = {"sealed": "warn", "opened": "info", "lacking": "quiet"}


class OpeningBench(PostBench[PostPage]):
    """The items that wait; opening one brings its form to be received."""

    title = "Mở bưu gửi"
    keys: Keys = (
        ("quét bưu gửi", "mở và tiếp nhận"),
        ("Enter", "mở dòng này"),
        ("Ctrl+U", "của cơ quan khác"),
        ("Ctrl+G", "giấy tờ gửi lại"),
        ("Ctrl+D", "xong, hoặc trả lại người gửi"),
    )

    def __init__(self, page: PostPage, workplace: Workplace) -> None:
        super().__init__(page, workplace)
        self._items: dict[str, PostalItem] = {}
        page.add_act("Mở, tiếp nhận", "F9", "main").clicked.connect(self._open_current)
        page.add_act("Của cơ quan khác…", "Ctrl+U").clicked.connect(self._redirect)
        page.add_act("Xong bưu gửi", "Ctrl+D").clicked.connect(self._close)
        page.add_act("Giấy gửi lại…", "Ctrl+G").clicked.connect(self._ask_for_letters)

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """The items that wait, whoever came first in front."""
        from app.domain.post import ItemState
        from app.services.post_items import items_in

        states = (ItemState.SEALED, ItemState.OPENED, ItemState.LACKING)
        self.ask(items_in, states, then=self._show)

    @Slot(str)
    def take(self, scanned: str) -> None:
        """Open the item of a number."""
        from app.services.post_items import item_named

        self.ask(item_named, scanned, then=self.open)

    @Slot(object)
    def choose(self, row: PostRow) -> None:
        """Open the item of a row."""
        self.open(self._items[row.key])

    def open(self, item: PostalItem) -> None:
        """Break the seal, or go on with an item that is open."""
        from app.domain.post import ItemState
        from app.services.post_opening import open_item

        if item.state in (ItemState.OPENED, ItemState.LACKING):
            self._opened(item)
        elif self.desk is not None:
            witness = self.page.strip.text("witness")
            use_case = partial(open_item, witnesses=(witness,) if witness else ())
            self.do(use_case, item.uid, self.acting(), then=self._opened)

    def _opened(self, item: PostalItem) -> None:
        from app.services.post_story import written_before

        self.understood()
        self.ask(written_before, item, then=partial(self._begin, item))

    def _begin(self, item: PostalItem, posting: Posting | None) -> None:
        self.workplace.ways.item_wanted.emit(item, posting)

    @Slot()
    def _open_current(self) -> None:
        row = self.page.table.current_record()
        if row is not None:
            self.choose(row)

    @Slot()
    def _redirect(self) -> None:
        from app.services.post_opening import redirect_item
        from app.ui.dialogs.post import RedirectDialog

        row = self.page.table.current_record()
        if row is None:
            return
        item = self._items[row.key]
        dialog = RedirectDialog(self.page.window(), item.number, item.addressee or "")

        def redirect(form: Any) -> None:
            self.background.command(
                redirect_item,
                item.uid,
                form,
                self.acting(),
                then=partial(self._gone, dialog),
                refused=dialog.complain,
            )

        dialog.stated.connect(redirect)
        dialog.open()

    def _gone(self, dialog: Any, item: PostalItem) -> None:
        dialog.accept()
        self.messages.tell(f"Đã ghi bưu gửi {item.number} của cơ quan khác, chưa mở")

    @Slot()
    def _close(self) -> None:
        from app.services.post_opening import close_item

        row = self.page.table.current_record()
        if row is None:
            return
        item = self._items[row.key]
        self.background.command(
            close_item,
            item.uid,
            self.acting(),
            then=self._closed,
            refused=partial(self._send_back, item),
        )

    def _send_back(self, item: PostalItem, refusal: Refusal) -> None:
        """What can become no dossier here goes back with its reason."""
        from app.services.post_opening import close_item
        from app.ui.dialogs.post import SendBackDialog

        if refusal.reason is not Reason.POST_ITEM_UNFINISHED:
            self.complain(refusal)
            return
        dialog = SendBackDialog(self.page.window(), item.number)

        def send(reason: str) -> None:
            self.background.command(
                partial(close_item, reason=reason),
                item.uid,
                self.acting(),
                then=partial(self._gone_back, dialog),
                refused=dialog.complain,
            )

        dialog.stated.connect(send)
        dialog.open()

    def _gone_back(self, dialog: Any, item: PostalItem) -> None:
        dialog.accept()
        self.messages.tell(f"Trả lại người gửi bưu gửi {item.number}")

    def _closed(self, item: PostalItem) -> None:
        self.messages.tell(f"Đã xử lý xong bưu gửi {item.number}")

    @Slot()
    def _ask_for_letters(self) -> None:
        from app.services.post_letters import waiting_letters

        self.ask(waiting_letters, then=self._choose_letters)

    def _choose_letters(self, letters: tuple[Letter, ...]) -> None:
        """Supplement slips and citizens' copies: in a bag with its list, or told by message."""
        from app.services.post_letters import send_letters
        from app.ui.dialogs.post import LettersDialog

        if not letters:
            self.messages.inform("Không có phiếu bổ sung hay giấy hẹn nào chờ gửi lại.")
            return
        named = [(each.kind.value, each.about) for each in letters]
        carrier = next((each.carrier for each in self._items.values()), "")
        dialog = LettersDialog(self.page.window(), named, carrier)

        def send(form: Any) -> None:
            self.background.command(
                send_letters,
                form,
                self.acting(),
                then=partial(self._sent, dialog),
                refused=dialog.complain,
            )

        dialog.stated.connect(send)
        dialog.open()

    def _sent(self, dialog: Any, sent: LettersSent) -> None:
        dialog.accept()
        if sent.manifest is None:
            self.messages.tell(f"Đã ghi {sent.count} người gửi được báo bằng tin nhắn")
            return
        self.messages.tell(f"Bảng kê {sent.manifest}: {sent.count} thư gửi lại")
        self.workplace.slips.print_post("post_manifest", sent.manifest)
        self.workplace.slips.print_post("post_labels", sent.manifest)

    def complain(self, refusal: Refusal) -> None:
        """What is another agency's is offered to be sent on, never opened."""
        super().complain(refusal)
        if refusal.reason is Reason.POST_ITEM_FOREIGN:
            number = str(refusal.values.get("number", ""))
            found = next((key for key, each in self._items.items() if each.number == number), None)
            if found is not None and self.page.go_to(found):
                self._redirect()

    def _show(self, items: tuple[PostalItem, ...]) -> None:
        self._items = {str(each.uid): each for each in items}
        self.page.show_rows([self._row(each) for each in items])
        sealed = sum(each.state.value == "sealed" for each in items)
        self.page.said.setText(f"{sealed} còn niêm phong" if items else "")

    def _row(self, item: PostalItem) -> PostRow:
        from app.domain.post import STATE_WORDS

        at = "" if item.accepted_at is None else f"{local(item.accepted_at):%H:%M %d/%m/%Y}"
        words = "Bao bì hư hỏng." if item.is_damaged else ""
        if item.visit_number:
            words = f"Đã gửi lại phiếu {item.visit_number}."
        return PostRow(
            key=str(item.uid),
            number=item.number,
            about=at if item.addressee is None else f"{at} · của {item.addressee}, không mở",
            money=item.money_left,
            state=STATE_WORDS[item.state].capitalize(),
            tone="bad" if item.addressee else _TONES.get(item.state.value, "quiet"),
            words=words,
        )
