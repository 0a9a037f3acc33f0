"""The fifth bench, at a post office or at home: papers counted, phiếu gửi signed, item sealed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.ui.post_bench import PostBench, typed_sum
from app.ui.procedure_finder import ProcedureFinder
from app.ui.widgets.post_page import PostRow
from app.ui.widgets.posting_page import PostingPage
from app.ui.workplace import Keys, Workplace

if TYPE_CHECKING:
    from app.domain.citizen_card import CitizenCard
    from app.domain.post import PostalItem
    from app.domain.procedure import Procedure
    from app.services.posting import Posted, PostingForm

_RETURN_ONLY = "return"


class SendingBench(PostBench[PostingPage]):
    """A card names the sender, a label the item; the procedure stays for the next sender."""

    title = "Dân gửi"
    keys: Keys = (
        ("quét thẻ", "người gửi"),
        ("quét nhãn", "số hiệu bưu gửi"),
        ("Ctrl+T", "đủ giấy tờ"),
        ("F9", "niêm phong, in phiếu gửi"),
        ("Ctrl+B", "in tờ hướng dẫn"),
        ("Ctrl+D", "đóng túi"),
    )

    def __init__(self, page: PostingPage, workplace: Workplace) -> None:
        super().__init__(page, workplace)
        self._procedure: Procedure | None = None
        self._finder: ProcedureFinder | None = None
        self._warned: tuple[str, ...] = ()
        self._here: list[PostRow] = []
        self._sent: list[PostRow] = []
        page.procedure.chosen.connect(self.choose_procedure)
        page.procedure.edited.connect(self._follow_case)
        page.seal.clicked.connect(self._seal)
        page.guide.clicked.connect(self._guide)
        page.close_bag.clicked.connect(self._close_bag)

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """What was sealed and waits; the catalogue when somebody first comes here."""
        from app.domain.post import ItemState
        from app.services.post_items import items_in, items_sent, known_carriers

        if self._finder is None and self.desk is not None and self.desk.seat.taken:
            self._finder = ProcedureFinder(self.background, self)
            self._finder.ready.connect(self._offer_catalogue)
            self._finder.open_desk(self.desk)
        elif self._finder is not None and self.desk is not None:
            self._finder.refresh(self.desk)
        self.ask(items_in, (ItemState.POSTED,), then=self._show_waiting)
        self.ask(items_sent, then=self._show_sent)
        self.ask(known_carriers, then=self._propose_carrier)

    @Slot(str)
    def take(self, scanned: str) -> None:
        """The label of the item."""
        from app.domain.post import read_item_number
        from app.domain.scan import clean_scan
        from app.services.post_items import check_number_free

        try:
            read = read_item_number(clean_scan(scanned))
        except Refusal as refusal:
            self.complain(refusal)
            return

        def free(_: object) -> None:
            self.page.item.put("number", read.number)
            self.understood()
            if read.doubt:
                self.messages.warn(read.doubt)

        self.ask(check_number_free, read.number, then=free)

    def take_card(self, card: CitizenCard) -> None:
        """The sender's card; the keyboard goes to the papers."""
        self.page.take_card(card)
        if self._procedure is None:
            self.page.take_keyboard()
        else:
            self.page.papers.view.setFocus()

    @Slot(str)
    def choose_procedure(self, code: str) -> None:
        """Read what the catalogue publishes of a procedure."""
        from app.services.procedures import procedure_in_force

        self._procedure = None
        if not code or self.desk is None:
            self.page.papers.show_papers(None)
            return
        self.background.query(
            procedure_in_force,
            self.desk.context.tenant,
            code,
            local_date(self.desk.now()),
            then=self._show_procedure,
            refused=self.messages.refuse,
        )

    def _show_procedure(self, found: tuple[str, Procedure]) -> None:
        _, self._procedure = found
        self.page.procedure.show_procedure(self._procedure)
        self.page.procedure.fields.show_line("channel", shown=False)
        self._follow_case()
        name = self.page.person["full_name"]
        (self.page.papers.view if self.page.person.text("full_name") else name).setFocus()

    @Slot()
    def _follow_case(self) -> None:
        from app.domain.procedure import Channel, FeeKind

        if self._procedure is None:
            return
        case = self.page.procedure.fields.text("case") or None
        self.page.papers.show_papers(self._procedure.papers_of(case))
        fees = self._procedure.fees_of(Channel.POST, case) or ()
        self.page.propose_sums(
            sum(each.amount or 0 for each in fees if each.kind is FeeKind.FEE),
            sum(each.amount or 0 for each in fees if each.kind is FeeKind.LEVY),
        )

    @Slot()
    def _offer_catalogue(self) -> None:
        if self._finder is not None:
            self.page.procedure.offer_catalogue(self._finder.find)

    @Slot()
    def _seal(self) -> None:
        """Short papers are told once; the sender may insist, and the office asks again."""
        from app.services.posting import post_item

        try:
            form = self._form()
        except Refusal as refusal:
            self.messages.refuse(refusal)
            return
        short = tuple(each.name for each in self.page.papers.lacking())
        if short and form.service.value != _RETURN_ONLY and short != self._warned:
            self._warned = short
            self.page.notice.say(
                f"Còn thiếu: {'; '.join(short)}. Hướng dẫn người gửi bổ sung trước khi niêm "
                "phong (Ctrl+B in tờ hướng dẫn). Người gửi vẫn muốn gửi thì bấm F9 lần nữa.",
                "warn",
            )
            return
        self.do(post_item, form, self.acting(), then=self._sealed)

    def _form(self) -> PostingForm:
        from app.domain.post_in_facts import PostalService
        from app.domain.procedure import Channel
        from app.domain.reception import Identity, IdentityKind, Money, Person, ReceptionForm
        from app.services.posting import PostingForm

        sender, item = self.page.person, self.page.item
        code = self.page.procedure.code
        if not code:
            raise Refusal(Reason.FIELD_MISSING, field="thủ tục")
        if not item.text("number"):
            raise Refusal(Reason.FIELD_MISSING, field="số hiệu bưu gửi")
        number = sender.text("identity_number")
        identity = Identity(number=number) if number else Identity(kind=IdentityKind.NONE)
        form = ReceptionForm(
            procedure_code=code,
            case=self.page.procedure.fields.text("case") or None,
            channel=Channel.POST,
            applicant=Person(
                full_name=sender.text("full_name"),
                identity=identity,
                address=sender.text("address") or None,
                phone=sender.text("phone") or None,
            ),
            documents=self.page.papers.documents(),
            money=Money(
                fee=typed_sum(item.text("fee"), "phí"),
                levy=typed_sum(item.text("levy"), "lệ phí"),
                paid=True,
            ),
        )
        return PostingForm(
            number=item.text("number"),
            service=PostalService(item.text("service")),
            form=form,
            carrier=item.text("carrier"),
            addressee=item.text("addressee") or None,
            postage=typed_sum(item.text("postage"), "cước"),
            receipt_number=item.text("receipt") or None,
            postage_receipt=item.text("postage_receipt") or None,
            at_home=bool(item.text("at_home")),
        )

    def _sealed(self, posted: Posted) -> None:
        number = posted.item.number
        self.messages.tell(f"Đã niêm phong bưu gửi {number}, phiếu gửi {posted.slip_number}")
        self.workplace.slips.print_post("post_slip", number)
        self._warned = ()
        self.page.forget_sender()
        self._follow_case()
        self.page.person["identity_number"].setFocus()
        self.refresh()

    @Slot()
    def _guide(self) -> None:
        """What the published list asks for, to take home."""
        if self._procedure is None:
            self.messages.refuse(Refusal(Reason.FIELD_MISSING, field="thủ tục"))
        else:
            self.workplace.slips.print_handout("to_bring", self._procedure.code)

    @Slot()
    def _close_bag(self) -> None:
        from app.services.posting import close_bag

        carrier = self.page.item.text("carrier")
        self.do(close_bag, carrier, None, self.acting(), then=self._bag_closed)

    def _bag_closed(self, manifest: str) -> None:
        self.messages.tell(f"Đã đóng túi, bảng kê {manifest}")
        self.workplace.slips.print_post("post_manifest", manifest)
        self.refresh()

    def choose(self, row: Any) -> None:
        """Print the phiếu gửi of a row once more."""
        self.workplace.slips.print_post("post_slip", row.number)

    def _show_waiting(self, items: tuple[PostalItem, ...]) -> None:
        self._here = [_row(each) for each in items]
        self.page.show_waiting(self._here, self._sent)

    def _show_sent(self, items: tuple[PostalItem, ...]) -> None:
        from app.domain.post import standing_words

        self._sent = [replace(_row(each), words=standing_words(each)) for each in items]
        self.page.show_waiting(self._here, self._sent)

    def _propose_carrier(self, carriers: tuple[str, ...]) -> None:
        if carriers and not self.page.item.text("carrier"):
            self.page.item.put("carrier", carriers[0])


def _row(item: PostalItem) -> PostRow:
    return PostRow(
        key=str(item.uid),
        number=item.number,
        about=item.procedure_code or "",
        money=item.money,
        words=f"chờ {item.carrier}",
    )
