"""A sheet under the receiver's eyes: every slip scanned back, then signed, or taken back whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk
from app.ui.pile_deeds import acting
from app.ui.sheet_rows import extra_row, known_names, line_row, standing_row, way_words
from app.ui.widgets.sheet_page import SIGNERS, SheetPage
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.work_facts import SignersPrivate
    from app.services.counting_in import AcceptedSheet, Counted
    from app.services.hand_over_sheets import Sheet
    from app.services.pile_lines import PileLine


class SheetDesk(QObject):
    """Ticks what is scanned; ``opened`` follows a sheet that is shown, ``done`` one that ended."""

    opened = Signal()
    done = Signal()

    def __init__(self, page: SheetPage, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._background = workplace.background
        self._messages = workplace.messages
        self._ways = workplace.ways
        self._slips = workplace.slips
        self._desk: OpenDesk | None = None
        self._counted: Counted | None = None
        self._ticked: list[UUID] = []
        self._extra: list[PileLine] = []
        page.typed.connect(self.tick)
        page.all_there.clicked.connect(self._tick_all)
        page.sign.clicked.connect(self._sign)
        page.take_back.clicked.connect(self._take_back)
        page.paper.clicked.connect(self.print_again)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @property
    def is_counting(self) -> bool:
        """Whether a scan is a paper that the receiver counts."""
        return self._counted is not None and self._counted.sheet.head.is_waiting

    def open(self, code: str, *, all_there: bool = False) -> None:
        """Show a sheet by its code; ``all_there`` where its pile was scanned just now."""
        from app.services.counting_in import opened_sheet

        if self._desk is not None:
            self._background.query(
                opened_sheet,
                code,
                acting(self._desk),
                then=partial(self._show_sheet, all_there),
                refused=self._refuse_sheet,
            )

    @Slot(str)
    def tick(self, scanned: str) -> None:
        """One paper is there."""
        from app.services.pile_lines import look_at_scan

        if self._desk is not None and self._counted is not None:
            self._background.query(
                look_at_scan,
                scanned,
                acting(self._desk),
                way=self._counted.sheet.head.way,
                then=self._tick,
                refused=self._refuse_scan,
            )

    @Slot()
    def print_again(self) -> None:
        """Print the sheet that is shown."""
        if self._counted is not None:
            self._slips.print_sheet(self._counted.sheet.head.code)

    def preview(self) -> None:
        """Show the sheet as paper."""
        if self._counted is not None:
            self._slips.preview_sheet(self._counted.sheet.head.code)

    def leave(self) -> None:
        """Nobody looks at it any more; what was ticked is forgotten, nothing was saved."""
        self._counted = None

    def _show_sheet(self, all_there: bool, counted: Counted) -> None:
        self._counted = counted
        self._ticked = list(counted.missing) if all_there else []
        self._extra = []
        head = counted.sheet.head
        self._page.allow(is_waiting=head.is_waiting)
        self._page.show_head(head.code, way_words(counted.sheet))
        self._page.signers.load(known_names(counted.sheet.signers))
        said = " ".join(refusal_sentence(each.refusal) for each in counted.gone)
        self._page.notice.say(said, "warn")
        self._show()
        self._ways.scan_understood.emit()
        self.opened.emit()
        if head.is_waiting:
            self._ask_names()

    def _ask_names(self) -> None:
        """The persons of the last sheet between these two are mostly those of this one."""
        from app.services.hand_over_sheets import last_signers

        if self._desk is not None and self._counted is not None:
            way = self._counted.sheet.head.way
            self._background.query(
                last_signers, way, desk=self._desk.context, then=self._fill_names
            )

    def _fill_names(self, last: SignersPrivate) -> None:
        for key, name in known_names(last).items():
            if name and not self._page.signers.text(key):
                self._page.signers.put(key, name)

    def _refuse_sheet(self, refusal: Refusal) -> None:
        self._messages.refuse(refusal)
        self._ways.scan_unknown.emit(refusal_sentence(refusal))

    def _refuse_scan(self, refusal: Refusal) -> None:
        self._complain(refusal_sentence(refusal))

    def _complain(self, sentence: str) -> None:
        self._messages.warn(sentence)
        self._ways.scan_unknown.emit(sentence)

    def _tick(self, line: PileLine) -> None:
        if self._counted is None:
            return
        uid, code = UUID(line.dossier.uid), line.dossier.code
        if uid in self._ticked or any(each.dossier.uid == line.dossier.uid for each in self._extra):
            self._complain(f"Hồ sơ {code} đã đếm rồi.")
            return
        gone = {each.dossier_uid: each.refusal for each in self._counted.gone}
        if uid in self._counted.missing:
            self._ticked.append(uid)
            self._ways.scan_understood.emit()
        elif uid in gone:
            self._complain(refusal_sentence(gone[uid]))
            return
        else:
            self._extra.append(line)
            why = "" if line.refusal is None else f" {refusal_sentence(line.refusal)}"
            self._complain(f"Hồ sơ {code} không có trên phiếu.{why}")
        self._show()

    @Slot()
    def _tick_all(self) -> None:
        if self._counted is not None:
            self._ticked = list(self._counted.missing)
            self._show()

    def _show(self) -> None:
        counted = self._counted
        if counted is None:
            return
        lines = counted.sheet.lines
        if not counted.sheet.head.is_waiting:
            self._page.show_rows((), [standing_row(each) for each in lines])
            self._page.say_count("", counted.sheet.head.state_words.capitalize())
            return
        ticked = frozenset(self._ticked)
        missing = [each for each in lines if each.dossier_uid in counted.missing]
        there = [line_row(each, "Đã có", "good") for each in missing if each.dossier_uid in ticked]
        extra = [extra_row(at, each) for at, each in enumerate(self._extra, len(lines) + 1)]
        lacking = [
            line_row(each, "Chưa quét", "warn")
            for each in missing
            if each.dossier_uid not in ticked
        ]
        self._page.show_rows(lacking, [*extra, *there])
        beside = f", thừa {len(extra)}" if extra else ""
        self._page.say_count(f"{len(there)}/{len(missing)}", f"Đã có: {len(there)}{beside}")

    @Slot()
    def _sign(self) -> None:
        from app.services.counting_in import AcceptForm, accept_sheet

        counted = self._counted
        if self._desk is None or counted is None or not self._may_sign(counted):
            return
        names = {key: self._page.signers.text(key) or None for key in SIGNERS}
        beside = (each for each in self._extra if each.refusal is None)
        form = AcceptForm(
            sheet=counted.sheet.head.code,
            scanned=(*self._ticked, *(UUID(each.dossier.uid) for each in beside)),
            giver_name=names["giver"],
            receiver_name=names["receiver"],
            witness_name=names["witness"],
        )
        self._background.command(
            accept_sheet,
            form,
            acting(self._desk),
            then=self._signed,
            refused=self._refuse_signing,
        )

    def _refuse_signing(self, refusal: Refusal) -> None:
        """Who gives and who takes cannot be left out: the keyboard goes to the one that is."""
        self._messages.refuse(refusal)
        if refusal.reason is Reason.FIELD_MISSING:
            empty = (key for key in SIGNERS if not self._page.signers.text(key))
            self._page.signers[next(empty, "giver")].setFocus()

    def _may_sign(self, counted: Counted) -> bool:
        """What is missing or beside is said once more before anybody signs."""
        missing = len(counted.missing) - len(self._ticked)
        beside = sum(each.refusal is None for each in self._extra)
        if not missing and not beside:
            return True
        parts = [f"thiếu {missing} hồ sơ, sẽ ghi là vẫn ở bên giao"] if missing else []
        parts += [f"thừa {beside} hồ sơ, sẽ ghi thêm vào phiếu"] if beside else []
        question = f"Phiếu {counted.sheet.head.code}: {'; '.join(parts)}. Ký nhận như vậy?"
        return self._messages.ask(question, yes="Ký nhận")

    def _signed(self, accepted: AcceptedSheet) -> None:
        head = accepted.sheet.head
        count = len(accepted.accepted)
        self._messages.clear()
        self._messages.tell(f"Phiếu {head.code}: {head.state_words}, nhận {count} hồ sơ")
        if accepted.faults:
            said = " ".join(refusal_sentence(each.refusal) for each in accepted.faults)
            self._messages.warn(said)
        self._counted = None
        self.done.emit()

    @Slot()
    def _take_back(self) -> None:
        from app.services.handing_over import take_back_sheet
        from app.ui.dialogs.reasons import TakeBackDialog

        if self._desk is None or self._counted is None:
            return
        code = self._counted.sheet.head.code
        reason = TakeBackDialog.ask(self._page, code)
        if reason is not None:
            self._background.command(
                take_back_sheet,
                code,
                reason,
                acting(self._desk),
                then=self._taken_back,
                refused=self._messages.refuse,
            )

    def _taken_back(self, found: Sheet) -> None:
        self._messages.clear()
        self._messages.tell(f"Đã thu lại phiếu {found.head.code}; hãy hủy tờ giấy đã in")
        self._counted = None
        self.done.emit()
