"""The first bench: a bag is counted in sealed, against its list, and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.words import refusal_sentence
from app.ui.post_bench import BagBench, typed_sum
from app.ui.widgets.post_page import PageField, PageWords, PostPage, PostRow
from app.ui.workplace import Keys, Workplace

if TYPE_CHECKING:
    from app.services.post_items import Bag
    from app.services.post_taking_over import LookedAt, TakenBag, TakeOverForm

WORDS = PageWords(
    heading="Nhận túi thư, còn niêm phong",
    scan="Quét số hiệu trên từng bưu gửi, hoặc mã BK trên bảng kê",
    unit="bưu gửi",
    about="Gửi cho",
    empty=(
        "Quét bảng kê của bưu chính nếu có mã BK, rồi quét lần lượt từng bưu gửi trong túi. "
        "Không mở bưu gửi nào lúc này. Đếm tiền, ghi người giao, rồi F9 để ký nhận."
    ),
    fields=(
        PageField("carrier", "&Bưu chính", "Tên doanh nghiệp", 3),
        PageField("giver", "N&gười giao", "Họ tên bưu tá", 3),
        PageField("cash", "Tiền đã đế&m", "0", 2),
    ),
)


class TakingBench(BagBench):
    """Keeps the count while other benches are worked at."""

    title = "Nhận túi"
    keys: Keys = (
        ("quét bưu gửi", "đếm vào túi"),
        ("quét bảng kê BK", "đối chiếu"),
        ("F9", "ký nhận túi"),
        ("Ctrl+U", "của cơ quan khác"),
        ("Ctrl+H", "bao bì hư hỏng"),
        ("Del", "bỏ dòng"),
    )

    def __init__(self, page: PostPage, workplace: Workplace) -> None:
        super().__init__(page, workplace)
        self._counted: list[LookedAt] = []
        self._foreign: dict[str, str] = {}
        self._torn: set[str] = set()
        self._bag: Bag | None = None
        page.add_act("Ký nhận túi", "F9", "main").clicked.connect(self._sign)
        page.add_act("Của cơ quan khác…", "Ctrl+U").clicked.connect(self._name_agency)
        page.add_act("Bao bì hư hỏng", "Ctrl+H").clicked.connect(self._mark_torn)
        page.add_act("Bỏ dòng này", "Del").clicked.connect(self._drop)
        page.add_act("Đếm lại từ đầu", "Ctrl+N").clicked.connect(self._begin_anew)
        self.show()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Bags on their way, and the carrier met last."""
        from app.services.post_items import waiting_bags

        super().refresh()
        self.ask(waiting_bags, then=self._say_waiting)

    @Slot(str)
    def take(self, scanned: str) -> None:
        """A bag's list, or an item of it."""
        from app.domain.codes import SheetSeries, read_sheet_code
        from app.services.post_items import bag
        from app.services.post_taking_over import look_at_item

        code = read_sheet_code(scanned)
        if code is not None and code.series is SheetSeries.MANIFEST:
            self.ask(bag, scanned, then=self._take_bag)
        elif self.desk is not None:
            self.background.query(
                look_at_item,
                scanned,
                self.form(),
                self.acting(),
                then=self._count,
                refused=self.complain,
            )

    def _take_bag(self, found: Bag) -> None:
        from app.domain.moments import local

        if found.accepted_at is not None:
            at = f"{local(found.accepted_at):%H:%M %d/%m}"
            self.messages.warn(f"Túi {found.manifest} đã ký nhận lúc {at}.")
            return
        self._bag = found
        self.page.strip.put("carrier", found.carrier)
        self.understood()
        self.show()

    def _count(self, looked: LookedAt) -> None:
        if any(each.number == looked.number for each in self._counted):
            self.page.go_to(looked.number)
            self.messages.warn(f"Bưu gửi {looked.number} đã đếm rồi, không đếm hai lần.")
            self.workplace.ways.scan_unknown.emit("")
            return
        self._counted.append(looked)
        if looked.refusal is None:
            self.put_in(looked.number)
            return
        self.show()
        self.page.go_to(looked.number)
        self.complain(looked.refusal)

    def form(self) -> TakeOverForm:
        """The bag as counted."""
        from app.services.post_taking_over import TakeOverForm

        strip = self.page.strip
        return TakeOverForm(
            scanned=tuple(each.number for each in self._counted if each.refusal is None),
            carrier=strip.text("carrier"),
            manifest=None if self._bag is None else self._bag.manifest,
            foreign=tuple(self._foreign.items()),
            damaged=tuple(sorted(self._torn)),
            cash=typed_sum(strip.text("cash"), "tiền đã đếm"),
            giver_name=strip.text("giver") or None,
        )

    @Slot()
    def _sign(self) -> None:
        from app.services.post_taking_over import take_over_bag

        self.state(take_over_bag, self._signed)

    def _signed(self, taken: TakenBag) -> None:
        self._begin_anew()
        manifest, count = taken.bag.manifest, len(taken.accepted)
        self.messages.tell(f"Đã ký nhận túi {manifest}: {count} bưu gửi, còn niêm phong")
        self.workplace.slips.print_post("post_manifest", manifest)
        # Last, so that nothing about the printer takes its place.
        if taken.missing:
            self.messages.warn(f"Thiếu so với bảng kê: {', '.join(taken.missing)}.")

    @Slot()
    def _name_agency(self) -> None:
        from app.ui.dialogs.post import AgencyDialog

        row = self.page.table.current_record()
        if row is None:
            return
        dialog = AgencyDialog(self.page.window(), row.number)

        def named(agency: str) -> None:
            self._foreign[row.number] = agency
            dialog.accept()
            self.show()

        dialog.stated.connect(named)
        dialog.open()

    @Slot()
    def _mark_torn(self) -> None:
        """The packing of a row is torn, or was not after all."""
        row = self.page.table.current_record()
        if row is not None:
            self._torn ^= {row.number}
            self.show()

    @Slot()
    def _drop(self) -> None:
        row = self.page.table.current_record()
        if row is not None:
            self._counted = [each for each in self._counted if each.number != row.number]
            self._foreign.pop(row.number, None)
            self._torn.discard(row.number)
            self.show()

    @Slot()
    def _begin_anew(self) -> None:
        self._counted, self._foreign, self._torn, self._bag = [], {}, set(), None
        self.page.strip.put("cash", "")
        self.show()
        self.page.take_keyboard()

    def show(self) -> None:
        """What was counted, against the list."""
        good = sum(each.refusal is None for each in self._counted)
        expected = "" if self._bag is None else f" / {self._bag.count}"
        self.page.show_rows([self._row(each) for each in self._counted], f"{good}{expected}")
        if self._bag is not None:
            self.page.said.setText(f"Bảng kê {self._bag.manifest}, {self._bag.carrier}")

    def _row(self, looked: LookedAt) -> PostRow:
        other = self._foreign.get(looked.number) or looked.addressee
        beside = self._bag is not None and not looked.is_listed
        torn = "Bao bì hư hỏng." if looked.number in self._torn else ""
        unlisted = "Không có trên bảng kê." if beside else ""
        words = " ".join(filter(None, (torn, looked.odd or unlisted)))
        tone, state = "good", "Được"
        if other:
            tone, state = "warn", "Không mở"
        if words:
            tone = "warn"
        if looked.refusal is not None:
            tone, state, words = "bad", "Để riêng", refusal_sentence(looked.refusal)
        return PostRow(
            key=looked.number,
            number=looked.number,
            about=f"{other} (cơ quan khác)" if other else "cơ quan này",
            money=looked.money,
            state=state,
            tone=tone,
            words=words,
        )

    def _say_waiting(self, bags: tuple[Bag, ...]) -> None:
        if self._bag is None:
            codes = ", ".join(each.manifest for each in bags)
            self.page.said.setText(f"Túi đang đến: {codes}" if codes else "")
