"""The first bench: a bag is counted in sealed, against its list, and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.post_bench import PostBench, typed_sum
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


class TakingBench(PostBench[PostPage]):
    """Keeps the count while other benches are worked at."""

    title = "Nhận túi"
    keys: Keys = (
        ("quét bưu gửi", "đếm vào túi"),
        ("quét bảng kê BK", "đối chiếu"),
        ("F9", "ký nhận túi"),
        ("Ctrl+U", "của cơ quan khác"),
        ("Del", "bỏ dòng"),
    )

    def __init__(self, page: PostPage, workplace: Workplace) -> None:
        super().__init__(page, workplace)
        self._counted: list[LookedAt] = []
        self._foreign: dict[str, str] = {}
        self._bag: Bag | None = None
        page.add_act("Ký nhận túi", "F9", "main").clicked.connect(self._sign)
        page.add_act("Của cơ quan khác…", "Ctrl+U").clicked.connect(self._name_agency)
        page.add_act("Bỏ dòng này", "Del").clicked.connect(self._drop)
        page.add_act("Đếm lại từ đầu", "Ctrl+N").clicked.connect(self._begin_anew)
        page.end_acts()
        self._show()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Bags on their way, and the carrier met last."""
        from app.services.post_items import known_carriers, waiting_bags

        self.ask(known_carriers, then=self._propose_carrier)
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
                self._form(),
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
        self._show()

    def _count(self, looked: LookedAt) -> None:
        if any(each.number == looked.number for each in self._counted):
            self.page.go_to(looked.number)
            self.messages.warn(f"Bưu gửi {looked.number} đã đếm rồi, không đếm hai lần.")
            self.workplace.ways.scan_unknown.emit("")
            return
        self._counted.append(looked)
        self._show()
        self.page.go_to(looked.number)
        if looked.refusal is not None:
            self.complain(looked.refusal)
        else:
            self.understood()

    def _form(self) -> TakeOverForm:
        from app.services.post_taking_over import TakeOverForm

        strip = self.page.strip
        return TakeOverForm(
            scanned=tuple(each.number for each in self._counted if each.refusal is None),
            carrier=strip.text("carrier"),
            manifest=None if self._bag is None else self._bag.manifest,
            foreign=tuple(self._foreign.items()),
            cash=typed_sum(strip.text("cash"), "tiền đã đếm"),
            giver_name=strip.text("giver") or None,
        )

    @Slot()
    def _sign(self) -> None:
        from app.services.post_taking_over import take_over_bag

        try:
            form = self._form()
        except Refusal as refusal:
            self.messages.refuse(refusal)
            return
        if self.desk is not None:
            self.do(take_over_bag, form, self.acting(), then=self._signed)

    def _signed(self, taken: TakenBag) -> None:
        self._begin_anew()
        manifest, count = taken.bag.manifest, len(taken.accepted)
        self.messages.tell(f"Đã ký nhận túi {manifest}: {count} bưu gửi, còn niêm phong")
        if taken.missing:
            self.messages.warn(f"Thiếu so với bảng kê: {', '.join(taken.missing)}.")
        self.workplace.slips.print_post("post_manifest", manifest)

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
            self._show()

        dialog.stated.connect(named)
        dialog.open()

    @Slot()
    def _drop(self) -> None:
        row = self.page.table.current_record()
        if row is not None:
            self._counted = [each for each in self._counted if each.number != row.number]
            self._foreign.pop(row.number, None)
            self._show()

    @Slot()
    def _begin_anew(self) -> None:
        self._counted, self._foreign, self._bag = [], {}, None
        self.page.strip.put("cash", "")
        self._show()
        self.page.take_keyboard()

    def _show(self) -> None:
        good = sum(each.refusal is None for each in self._counted)
        expected = "" if self._bag is None else f" / {self._bag.count}"
        self.page.show_rows([self._row(each) for each in self._counted], f"{good}{expected}")
        if self._bag is not None:
            self.page.said.setText(f"Bảng kê {self._bag.manifest}, {self._bag.carrier}")

    def _row(self, looked: LookedAt) -> PostRow:
        other = self._foreign.get(looked.number) or looked.addressee
        beside = self._bag is not None and not looked.is_listed
        words = looked.odd or ("Không có trên bảng kê." if beside else "")
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

    def _propose_carrier(self, carriers: tuple[str, ...]) -> None:
        if carriers and not self.page.strip.text("carrier"):
            self.page.strip.put("carrier", carriers[0])

    def _say_waiting(self, bags: tuple[Bag, ...]) -> None:
        if self._bag is None:
            codes = ", ".join(each.manifest for each in bags)
            self.page.said.setText(f"Túi đang đến: {codes}" if codes else "")
