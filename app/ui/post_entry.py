"""An opened item of the post in the receive form: its dossier is received like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.money_words import money_text, sum_or_blank
from app.ui.draft import Draft
from app.ui.widgets.notice import Notice
from app.ui.widgets.procedure_panel import COUNTER
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.post import PostalItem
    from app.services.post_story import Posting
    from app.ui.keep import Keep

ITEM, NUMBER = "postal_item", "postal_number"
_SUBMITTED, _MONEY = "submitted_at", "postal_money"
_POST = "post"
_NAMES = (ITEM, NUMBER, _MONEY)


class PostEntry(QObject):
    """``filled`` brings the draft of an item that was just opened."""

    filled = Signal(object)

    def __init__(self, workplace: Workplace, panels: ReceptionPanels) -> None:
        super().__init__(panels)
        self._panels = panels
        self._about: dict[str, str] = {}
        self._procedure = ""
        self.notice = Notice(workplace.theme)

    def draft(self) -> Draft:
        """What names the item, as texts of the draft."""
        return dict(self._about)

    def load(self, draft: Draft) -> None:
        """Another draft stands in the form: of an item, or none."""
        about = {name: str(draft.get(name) or "") for name in _NAMES}
        self._about = about if about[ITEM] else {}
        if self._about and draft.get(_SUBMITTED):
            self._about[_SUBMITTED] = str(draft[_SUBMITTED])
        # A procedure chosen afterwards is received by post as well.
        self._panels.procedure.usual_channel = _POST if self._about else COUNTER
        if self._about:
            self._panels.procedure.fields.put("channel", _POST)
        money = f" Tiền kèm: {about[_MONEY]}." if about[_MONEY] else ""
        self.notice.say(
            f"Bưu gửi {about[NUMBER]} đã mở.{money} "
            "F9: tiếp nhận · Ctrl+B: thiếu giấy tờ, gửi lại phiếu bổ sung. "
            "Quét bưu gửi tiếp theo khi xong."
            if self._about
            else ""
        )

    def kept(self, keep: Keep) -> Draft:
        """The item again where the next dossier is the same citizen's: it came in one bundle.

        Its money went with the first. The procedure is remembered: a bag mostly holds many of one.
        """
        from app.ui.keep import Keep

        if not self._about or keep not in (Keep.CITIZEN, Keep.BOTH):
            return {}
        return {**self._about, _MONEY: "", "channel": _POST}

    def remember(self, procedure_code: str) -> None:
        """The procedure of what came in the item before."""
        self._procedure = procedure_code or self._procedure

    def fill(self, item: PostalItem, posting: Posting | None) -> None:
        """Begin the reception of what is in an item: whoever wrote it down typed the sender once.

        The papers are counted anew here: what was sealed is for this office to see.
        """
        from app.domain.post_in_facts import PostalService
        from app.ui.reception_texts import moment_text

        draft: Draft = {
            "channel": _POST,
            ITEM: str(item.uid),
            NUMBER: item.number,
            _SUBMITTED: moment_text(item.posted_at or item.accepted_at),
            "documents": [],
        }
        procedure = item.procedure_code or self._procedure
        if procedure:
            draft["procedure_code"] = procedure
        if item.money_left:
            draft[_MONEY] = money_text(item.money_left)
            fee, levy = (sum_or_blank(each) for each in (item.fee, item.levy))
            draft |= {"fee": fee, "levy": levy, "paid": "1"}
        if item.service in (PostalService.RETURN, PostalService.BOTH):
            draft["return_place"] = "post"
        sender = None if posting is None else posting.fact.private
        if sender is not None:
            draft |= {
                "full_name": sender.full_name,
                "identity_number": sender.identity_number or "",
                "address": sender.address,
                "phone": sender.phone or "",
            }
        self.filled.emit(draft)
