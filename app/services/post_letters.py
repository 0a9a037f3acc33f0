"""Papers for those who sent by post: supplement slips and their copies, in a bag or by message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.codes import SheetSeries
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.post import ItemState, read_item_number
from app.domain.post_in_facts import BagWay, ManifestClosed
from app.domain.post_out_facts import LetterKind, PostalLetterSent
from app.domain.reception import Person
from app.domain.scan import clean_scan
from app.models.database import run, table_of
from app.models.office import DossierRow
from app.models.post import PostalItemRow, PostalPairRow, PostLetterRow
from app.services import journal, numbering
from app.services.clock import check_clock
from app.services.desk import DeskContext
from app.services.dossier_deeds import Acting, office_deed, said
from app.services.dossiers import dossier_by_uid
from app.services.post_items import check_number_free
from app.services.post_taking_over import ROLES
from app.services.visits import visit

_ITEM, _PAIR = table_of(PostalItemRow), table_of(PostalPairRow)
_LETTER, _DOSSIER = table_of(PostLetterRow), table_of(DossierRow)
_SLIPS = (
    select(_ITEM.c.uid, _ITEM.c.visit_number)
    .where(_ITEM.c.tenant == bindparam("of"), _ITEM.c.state == ItemState.LACKING.value)
    .where(
        ~exists().where(_LETTER.c.tenant == _ITEM.c.tenant, _LETTER.c.about == _ITEM.c.visit_number)
    )
    .order_by(_ITEM.c.opened_at, _ITEM.c.uid)
)
_COPIES = (
    select(_PAIR.c.item_uid, _PAIR.c.dossier_uid)
    .join(_DOSSIER, (_DOSSIER.c.tenant == _PAIR.c.tenant) & (_DOSSIER.c.uid == _PAIR.c.dossier_uid))
    .where(_PAIR.c.tenant == bindparam("of"))
    .where(~exists().where(_LETTER.c.tenant == _PAIR.c.tenant, _LETTER.c.about == _DOSSIER.c.code))
    .order_by(_DOSSIER.c.received_at, _DOSSIER.c.code)
)
_OF_BAG = (
    select(_LETTER)
    .where(_LETTER.c.tenant == bindparam("of"), _LETTER.c.manifest == bindparam("which"))
    .order_by(_LETTER.c.letter, _LETTER.c.about)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A paper and whom it is for; ``person`` is absent once erased, ``number`` until packed."""

    item_uid: UUID
    kind: LetterKind
    about: str
    person: Person | None
    dossier_uid: UUID | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersForm:
    """Which papers go, by what they are about, and how; without a carrier they go by message.

    ``numbers`` pairs what a letter is about with its registered number.
    """

    about: tuple[str, ...]
    carrier: str | None = None
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LettersSent:
    """What went; ``manifest`` is absent for messages."""

    manifest: str | None
    count: int


def waiting_letters(session: Session, *, desk: DeskContext) -> tuple[Letter, ...]:
    """Papers that nobody sent yet, supplement slips in front."""
    asked = {"of": desk.tenant}
    slips = [_slip(session, uid, number, desk) for uid, number in run(session, _SLIPS, asked)]
    copies = [_copy(session, item, of, desk) for item, of in run(session, _COPIES, asked)]
    return (*slips, *copies)


def letters_of_bag(session: Session, manifest: str, *, desk: DeskContext) -> tuple[Letter, ...]:
    """The letters on a list."""
    found = []
    for row in run(session, _OF_BAG, {"of": desk.tenant, "which": manifest}).mappings():
        uid = row["dossier_uid"]
        letter = (
            _slip(session, row["item_uid"], row["about"], desk)
            if uid is None
            else _copy(session, row["item_uid"], uid, desk)
        )
        found.append(replace(letter, number=row["number"]))
    return tuple(found)


def send_letters(session: Session, form: LettersForm, acting: Acting) -> LettersSent:
    """Close a bag of letters, or note that their senders were told by message.

    Raises ``Refusal``: ``POST_BAG_EMPTY``, ``POST_NUMBER_WRONG``, ``POST_NUMBER_IN_USE``.
    """
    check_clock(session, acting.desk, acting.now)
    waiting = {each.about: each for each in waiting_letters(session, desk=acting.desk)}
    chosen = [waiting[about] for about in dict.fromkeys(form.about) if about in waiting]
    if not chosen:
        raise Refusal(Reason.POST_BAG_EMPTY)
    numbers = _numbers(session, form.numbers, acting.desk)
    deed = office_deed(replace(acting, batch_uid=identifiers.new_uid(acting.now)), ROLES)
    carrier = said(form.carrier)
    manifest = None
    if carrier is not None:
        on = local_date(acting.now)
        manifest = numbering.take_sheet_code(session, acting.desk, on, SheetSeries.MANIFEST)
        closed = ManifestClosed(
            manifest=manifest, way=BagWay.LETTERS, carrier=carrier, count=len(chosen)
        )
        journal.record(session, deed, closed)
    for each in chosen:
        fact = PostalLetterSent(
            item_uid=str(each.item_uid),
            letter=each.kind,
            about=each.about,
            carrier=carrier,
            manifest=manifest,
            number=numbers.get(each.about),
        )
        journal.record(session, deed, fact, each.dossier_uid)
    return LettersSent(manifest, len(chosen))


def _numbers(
    session: Session, stated: Iterable[tuple[str, str]], desk: DeskContext
) -> dict[str, str]:
    found: dict[str, str] = {}
    for about, typed in stated:
        number = read_item_number(clean_scan(typed)).number
        check_number_free(session, number, desk=desk)
        if number in found.values():
            raise Refusal(
                Reason.POST_NUMBER_IN_USE, number=number, other="một thư khác trong túi này"
            )
        found[about] = number
    return found


def _slip(session: Session, item_uid: UUID, number: str, desk: DeskContext) -> Letter:
    form = visit(session, number, desk=desk).form
    return Letter(
        item_uid=item_uid,
        kind=LetterKind.SUPPLEMENT,
        about=number,
        person=None if form is None else form.applicant,
    )


def _copy(session: Session, item_uid: UUID, dossier_uid: UUID, desk: DeskContext) -> Letter:
    dossier = dossier_by_uid(session, desk.tenant, dossier_uid)
    return Letter(
        item_uid=item_uid,
        kind=LetterKind.RECEIPT,
        about=dossier.code,
        person=None if dossier.private is None else dossier.private.applicant,
        dossier_uid=dossier_uid,
    )
