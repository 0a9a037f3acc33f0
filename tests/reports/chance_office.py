"""An office whose dossiers do what chance says, through the real use cases."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from uuid import UUID

from deeds_at_desk import do, received, stored
from desks import NOW, PROCEDURE

from app.bootstrap import Desk
from app.domain.deed_forms import (
    AnnounceDelayForm,
    DeclineWithdrawalForm,
    ReasonForm,
    RecallResultForm,
    ReceiveResultForm,
    ReceiveSupplementForm,
    RefuseForm,
    RemarkForm,
    RequestSupplementForm,
    RescheduleForm,
    ReturnResultForm,
)
from app.domain.dossier import Dossier
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.errors import Refusal
from app.domain.moments import local_date
from app.domain.procedure import Channel
from app.domain.reception import SubmittedDocument
from app.services.correcting import cancel_dossier
from app.services.journal import events

PROCEDURES = {PROCEDURE: 2, "1.001653": 1, "2.002757": 3}
"""Of two levels and three sectors, with the numbers of their papers."""
CHANNELS = (Channel.COUNTER, Channel.COUNTER, Channel.ONLINE, Channel.POST)


class ChanceOffice:
    """Days go by; on each some dossiers come and some go on."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)
        self.now = NOW
        self.known: list[UUID] = []
        self.refused = 0

    def live(self, days: int, deeds: int) -> None:
        """Some days with so many deeds each."""
        for _ in range(days):
            self.now = self._next_morning(self.now)
            for _ in range(deeds):
                self.now += timedelta(minutes=self.chance.randint(1, 20))
                self._one_deed()

    def settle(self, uid: UUID) -> None:
        """The result of one dossier comes, all of it at once."""
        do(self.desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Kết quả"), self.now)

    @property
    def today(self) -> date:
        """The day on the office's clock."""
        return local_date(self.now)

    def contents(self) -> list[bytes]:
        """The bytes of every event, in the order in which they came."""
        with self.desk.database.reading() as session:
            return [each.content for each in events(session, self.desk.context.tenant)]

    def _next_morning(self, moment: datetime) -> datetime:
        day = moment + timedelta(days=self.chance.choice((1, 1, 2, 3)))
        return day.replace(hour=1, minute=self.chance.randint(0, 40))

    def _one_deed(self) -> None:
        if not self.known or self.chance.random() < 0.4:
            self._receive()
            return
        uid = self.chance.choice(self.known)
        try:
            self._go_on(uid, stored(self.desk, uid))
        except Refusal:
            self.refused += 1

    def _receive(self) -> None:
        channel = self.chance.choice(CHANNELS)
        code = self.chance.choice(list(PROCEDURES))
        self.receive(code, channel=channel)

    def receive(self, code: str, **stated: object) -> UUID:
        """A dossier of a procedure, with all its papers."""
        papers = tuple(
            SubmittedDocument(ordinal=each + 1, originals=1) for each in range(PROCEDURES[code])
        )
        uid = received(self.desk, self.now, procedure_code=code, documents=papers, **stated)
        self.known.append(uid)
        return uid

    def _go_on(self, uid: UUID, known: Dossier) -> None:
        if self.chance.random() < 0.04:
            self._cancel(known)
            return
        kind = self.chance.choice(DEEDS)
        form = FORMS[kind](known, self.now)
        do(self.desk, uid, kind, form, self.now)

    def _cancel(self, known: Dossier) -> None:
        with self.desk.database.transaction() as session:
            cancel_dossier(
                session,
                UUID(known.uid),
                "Tiếp nhận nhầm",
                now=self.now,
                desk=self.desk.context,
                actor=self.desk.actor,
            )


def _result(known: Dossier, now: datetime) -> ReceiveResultForm:
    return ReceiveResultForm(name="Kết quả", remaining=now.minute % 4 // 3)


FORMS = {
    DeedKind.REQUEST_SUPPLEMENT: lambda known, now: RequestSupplementForm(
        content="Bản sao", asked_by="Sở Nội vụ", repeat_reason="Lại thiếu"
    ),
    DeedKind.RECEIVE_SUPPLEMENT: lambda known, now: ReceiveSupplementForm(),
    DeedKind.CLOSE_UNSUPPLEMENTED: lambda known, now: RemarkForm(),
    DeedKind.ANNOUNCE_DELAY: lambda known, now: AnnounceDelayForm(
        proposed_due_at=now + timedelta(days=9), reason="Đông việc", agency="Sở Nội vụ"
    ),
    DeedKind.RESCHEDULE: lambda known, now: RescheduleForm(signatory="Phạm Văn Lãnh Đạo"),
    DeedKind.RECEIVE_RESULT: _result,
    DeedKind.RECALL_RESULT: lambda known, now: RecallResultForm(reason="Sai tên"),
    DeedKind.RETURN_RESULT: lambda known, now: ReturnResultForm(proofs=(ShownProof.SLIP,)),
    DeedKind.REQUEST_WITHDRAWAL: lambda known, now: ReasonForm(reason="Không cần nữa"),
    DeedKind.DECLINE_WITHDRAWAL: lambda known, now: DeclineWithdrawalForm(decision="12/QĐ"),
    DeedKind.REFUSE: lambda known, now: RefuseForm(reason="Không đủ điều kiện"),
}
DEEDS = (
    *[DeedKind.RECEIVE_RESULT] * 5,
    *[DeedKind.RETURN_RESULT] * 3,
    *[DeedKind.REQUEST_SUPPLEMENT] * 2,
    *[DeedKind.RECEIVE_SUPPLEMENT] * 3,
    *FORMS,
)
