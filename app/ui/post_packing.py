"""The third bench: results registered for the post are packed, numbered and handed over."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.post_bench import BagBench, typed_sum
from app.ui.widgets.post_page import PageField, PageWords, PostPage, PostRow
from app.ui.workplace import Keys, Workplace

if TYPE_CHECKING:
    from app.services.post_returning import ClosedManifest, ManifestForm, PackedParcel

WORDS = PageWords(
    heading="Gửi kết quả qua bưu chính",
    scan="Quét giấy hẹn để xếp vào túi, rồi quét nhãn bưu gửi",
    unit="kết quả trong túi",
    about="Người nhận",
    empty=(
        "Không có kết quả nào chờ gửi. Kết quả vào đây khi hồ sơ đăng ký nhận qua bưu chính "
        "và kết quả đã về quầy."
    ),
    fields=(
        PageField("carrier", "&Bưu chính", "Tên doanh nghiệp", 3),
        PageField("receiver", "N&gười nhận túi", "Bưu tá; trống: ký sau", 3),
        PageField("postage", "&Cước", "0", 1),
    ),
)


class PackingBench(BagBench):
    """A result that is scanned goes into the bag; the next label that is scanned is its number."""

    title = "Gửi đi"
    keys: Keys = (
        ("quét giấy hẹn", "xếp vào túi"),
        ("quét nhãn bưu gửi", "gán số hiệu"),
        ("Ctrl+T", "xếp hết"),
        ("F9", "đóng túi, in bảng kê"),
        ("Del", "bỏ khỏi túi"),
    )

    def __init__(self, page: PostPage, workplace: Workplace) -> None:
        super().__init__(page, workplace)
        self._waiting: dict[str, PackedParcel] = {}
        self._packed: dict[str, str] = {}
        page.add_act("Đóng túi, in bảng kê", "F9", "main").clicked.connect(self._close)
        page.add_act("Xếp hết", "Ctrl+T").clicked.connect(self._pack_all)
        page.add_act("Bỏ khỏi túi", "Del").clicked.connect(self._drop)
        page.add_act("Tệp vận đơn…", "Ctrl+S").clicked.connect(self._save_orders)
        self._last_manifest = ""

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """The results that lie here for the post."""
        from app.services.post_returning import registered_results

        super().refresh()
        self.ask(registered_results, then=self._keep)

    @Slot(str)
    def take(self, scanned: str) -> None:
        """A dossier is packed; a label numbers the one packed last."""
        from app.domain.scan import ScanKind, kind_of_scan, possible_codes
        from app.services.post_returning import parcel_scanned

        if possible_codes(scanned) and kind_of_scan(scanned) is not ScanKind.POSTAL_NUMBER:
            self.ask(parcel_scanned, scanned, then=self._pack)
        else:
            self._number(scanned)

    @Slot(object)
    def choose(self, row: PostRow) -> None:
        """Pack the result of a row."""
        self._pack(self._waiting[row.key])

    def _pack(self, parcel: PackedParcel) -> None:
        if parcel.refusal is not None:
            self.complain(parcel.refusal)
            return
        key = parcel.dossier.uid
        self._waiting.setdefault(key, parcel)
        self._packed.setdefault(key, "")
        self.put_in(key)

    def _number(self, scanned: str) -> None:
        from app.domain.post import read_item_number
        from app.domain.scan import clean_scan

        row = self.page.table.current_record()
        try:
            read = read_item_number(clean_scan(scanned))
            other = next((key for key, each in self._packed.items() if each == read.number), None)
            if row is None or row.key not in self._packed:
                raise Refusal(Reason.POST_BAG_EMPTY)
            if other not in (None, row.key):
                code = self._waiting[str(other)].dossier.code
                raise Refusal(Reason.POST_NUMBER_IN_USE, number=read.number, other=f"hồ sơ {code}")
        except Refusal as refusal:
            self.complain(refusal)
            return
        self._packed[row.key] = read.number
        self.put_in(row.key)
        if read.doubt:
            self.messages.warn(read.doubt)

    @Slot()
    def _pack_all(self) -> None:
        for key, each in self._waiting.items():
            if each.refusal is None:
                self._packed.setdefault(key, "")
        self.show()

    @Slot()
    def _drop(self) -> None:
        row = self.page.table.current_record()
        if row is not None:
            self._packed.pop(row.key, None)
            self.show()

    @Slot()
    def _close(self) -> None:
        from app.services.post_returning import close_manifest

        self.state(close_manifest, self._closed)

    def form(self) -> ManifestForm:
        """The bag as packed."""
        from app.services.post_returning import ManifestForm, Parcel

        strip = self.page.strip
        postage = typed_sum(strip.text("postage"), "cước")
        parcels = tuple(
            Parcel(dossier_uid=UUID(key), number=number or None, postage=postage)
            for key, number in self._packed.items()
        )
        return ManifestForm(
            carrier=strip.text("carrier"),
            parcels=parcels,
            receiver_name=strip.text("receiver") or None,
        )

    def _closed(self, closed: ClosedManifest) -> None:
        self._packed = {}
        self._last_manifest = closed.manifest
        signed = "đã ký nhận" if closed.is_signed else "chờ bưu chính ký nhận"
        self.messages.tell(f"Bảng kê {closed.manifest}: {len(closed.items)} bưu gửi, {signed}")
        self.workplace.slips.print_post("post_manifest", closed.manifest)
        # Last, so that nothing about the printer takes its place.
        if closed.faults:
            self.messages.warn(" ".join(refusal_sentence(each.refusal) for each in closed.faults))
        self.refresh()

    @Slot()
    def _save_orders(self) -> None:
        """The carrier's order file of the bag closed last, so that nobody types twice."""
        from app.exchange.carrier_orders import OrderColumns, columns_text
        from app.ui.dialogs.post import OrderFileDialog

        if not self._last_manifest:
            self.messages.inform("Đóng một túi trước, rồi Ctrl+S ghi tệp vận đơn của túi ấy.")
            return
        kept = self.workplace.preferences
        columns = kept.order_columns or columns_text(OrderColumns())
        dialog = OrderFileDialog(
            self.page.window(), self._last_manifest, kept.customer_code, columns
        )
        dialog.stated.connect(partial(self._choose_place, dialog))
        dialog.open()

    def _choose_place(self, dialog: Any, stated: tuple[str, str]) -> None:
        kept = self.workplace.preferences
        kept.customer_code, kept.order_columns = stated
        dialog.accept()
        usual = f"{self._last_manifest}.csv"
        name, _ = QFileDialog.getSaveFileName(
            self.page, "Ghi tệp vận đơn", usual, "Tệp CSV (*.csv)"
        )
        if name:
            self.save_orders(Path(name))

    def save_orders(self, path: Path) -> None:
        """Write the order file of the bag closed last, under the headings of the office."""
        from app.services.post_orders import orders_of_bag

        named = partial(orders_of_bag, customer_code=self.workplace.preferences.customer_code)
        self.ask(named, self._last_manifest, then=partial(self._write_orders, path))

    def _write_orders(self, path: Path, orders: Any) -> None:
        from app.exchange.carrier_orders import columns_of, order_file

        def written(_: object) -> None:
            self.messages.tell(f"Đã ghi {len(orders)} vận đơn ra {path.name}")

        content = order_file(orders, columns_of(self.workplace.preferences.order_columns))
        self.background.errand(
            path.write_bytes, content, then=written, refused=self.messages.refuse
        )

    def _keep(self, waiting: tuple[PackedParcel, ...]) -> None:
        self._waiting = {each.dossier.uid: each for each in waiting}
        self._packed = {key: each for key, each in self._packed.items() if key in self._waiting}
        self.show()

    def show(self) -> None:
        """What waits, and what of it is in the bag."""
        rows = [self._row(each) for each in self._waiting.values()]
        # What is in the bag stands first, in the order in which it was packed.
        order = {key: at for at, key in enumerate(self._packed)}
        rows.sort(key=lambda row: order.get(row.key, len(order)))
        self.page.show_rows(rows, str(len(self._packed)))
        self.page.said.setText(f"{len(rows)} kết quả chờ gửi" if rows else "")

    def _row(self, parcel: PackedParcel) -> PostRow:
        key = parcel.dossier.uid
        is_in = key in self._packed
        words = "" if parcel.refusal is None else refusal_sentence(parcel.refusal)
        state, tone = ("Trong túi", "good") if is_in else ("Chờ xếp", "quiet")
        if parcel.refusal is not None:
            state, tone = "Chưa gửi được", "bad"
        return PostRow(
            key=key,
            number=self._packed.get(key) or parcel.dossier.code,
            about=", ".join(filter(None, (parcel.receiver, parcel.address))),
            money=parcel.fee + parcel.levy,
            state=state,
            tone=tone,
            words=words or (parcel.dossier.code if self._packed.get(key) else ""),
        )
