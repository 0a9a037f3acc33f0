"""Sample papers of the postal desk and of a day's ends: one bag in, one bag out, a day's sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from app.bootstrap import Desk
from app.domain.deed_forms import ReceiveResultForm
from app.domain.dossier_rules import DeedKind
from app.domain.handouts import handout_slug, handout_title
from app.domain.moments import local_date
from app.domain.post import StatedItem
from app.domain.post_in_facts import PostalService
from app.domain.post_out_facts import FailureReason
from app.domain.postal_number import PostalNumber
from app.domain.printers import SlipKind
from app.domain.reception import Money, ReceptionForm, ReturnPlace, ReturnWay
from app.papers import samples
from app.papers.day_sheets import day_sheet_pdf
from app.papers.handouts import handout_pdf
from app.services.deeds import do_deed
from app.services.desk import OpenSession
from app.services.dossier_deeds import Acting
from app.services.office_day import look_at_closing, open_day
from app.services.post_delivering import FailureForm, fail_item
from app.services.post_items import item_named
from app.services.post_opening import open_item
from app.services.post_returning import ManifestForm, Parcel, close_manifest
from app.services.post_taking_over import TakeOverForm, take_over_bag
from app.services.posting import PostingForm, post_item
from app.services.procedures import procedure_in_force
from app.services.receiving import receive_dossier

_CARRIER, _POSTMAN = "Bưu điện xã An Thử", "Lê Văn Thư"
_WITH_MONEY = Money(fee=15_000, levy=8_000)
_RECEIVERS = (
    ("Trần Thị Mẫu", "Thôn Ví Dụ, xã An Thử, tỉnh Hưng Yên", _WITH_MONEY),
    ("Phạm Đình Tập", "Số 7, ngõ 12, thôn Mẫu, xã An Thử, tỉnh Hưng Yên", Money()),
    (
        "Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Xuất nhập khẩu Ví Dụ Thử Nghiệm",
        "Tầng 5, tòa nhà Ví Dụ, số 101 đường Thử Nghiệm, khu đô thị mới Mẫu, khu phố 3, "
        "phường Thí Dụ, Thành phố Hồ Chí Minh",
        _WITH_MONEY,
    ),
)
_SOON = timedelta(minutes=15)
_POSTED = 5
"""Serial of an item that is still on its way."""


def sample_post(desk: Desk, *, dots: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Each paper of the postal desk in every size, with its file name."""
    bag_in = _bag_in(desk)
    bag_out = _bag_out(desk)
    _failed(desk)
    day = f"{local_date(desk.now()):%d/%m/%Y}"
    abouts = (
        (SlipKind.POST_SLIP, _number(_POSTED), ""),
        (SlipKind.POST_MANIFEST, bag_in, "-den"),
        (SlipKind.POST_MANIFEST, bag_out, "-gui"),
        (SlipKind.POST_DELIVERY_LIST, bag_out, ""),
        (SlipKind.POST_LABELS, bag_out, ""),
        (SlipKind.POST_ENVELOPES, bag_out, ""),
        (SlipKind.POST_FAILED, _number(22), ""),
        (SlipKind.POST_BALANCE, day, ""),
    )
    with desk.database.reading() as session:
        for kind, about, more in abouts:
            for paper in kind.papers:
                pdf = handout_pdf(
                    session,
                    handout_title(kind, about),
                    kind=kind,
                    at=desk.now(),
                    desk=desk.context,
                    paper=paper,
                    dots_per_inch=dots,
                )
                yield f"{handout_slug(kind)}{more}-{paper.value}.pdf", pdf


def sample_days(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """The sheets of the day's opening and closing."""
    who, context = desk.actor.full_name, desk.context
    with desk.database.transaction() as session:
        opened = open_day(session, _acting(desk))
        closed = look_at_closing(
            session, now=desk.now() + 8 * 4 * _SOON, desk=desk.context, cash_counted=126_000
        )
    with desk.database.reading() as session:
        for name, day in (("phieu-mo-ngay-a4.pdf", opened), ("phieu-ket-ngay-a4.pdf", closed)):
            yield name, day_sheet_pdf(session, day, desk=context, signed_by=who)


def _bag_in(desk: Desk) -> str:
    """Four items on the carrier's list: three came, one torn; money counted; its list."""
    listed = (
        *(StatedItem(number=_number(serial), fee=15_000, levy=8_000) for serial in (1, 2)),
        StatedItem(number=_number(3), addressee="Sở Nội vụ tỉnh Hưng Yên"),
        StatedItem(number=_number(4)),
    )
    with desk.database.transaction() as session:
        form = _form(session, desk, ReturnWay(place=ReturnPlace.COUNTER), _WITH_MONEY)
        posting = PostingForm(
            number=_number(_POSTED),
            service=PostalService.BOTH,
            form=replace(form, money=replace(_WITH_MONEY, paid=True)),
            carrier=_CARRIER,
            postage=26_000,
            receipt_number="0004711",
        )
        post_item(session, posting, _acting(desk))
    with desk.database.transaction() as session:
        taking = TakeOverForm(
            scanned=tuple(_number(serial) for serial in (1, 2, 3)),
            listed=listed,
            damaged=(_number(2),),
            carrier=_CARRIER,
            cash=46_000,
            giver_name=_POSTMAN,
        )
        taken = take_over_bag(session, taking, _acting(desk, _SOON))
    with desk.database.transaction() as session:
        found = item_named(session, _number(1), desk=desk.context)
        open_item(session, found.uid, _acting(desk, 2 * _SOON), witnesses=(_POSTMAN,))
    return taken.bag.manifest


def _bag_out(desk: Desk) -> str:
    uids = [_settled(desk, *each) for each in _RECEIVERS]
    parcels = tuple(
        Parcel(dossier_uid=uid, number=_number(serial))
        for serial, uid in zip((21, 22, 23), uids, strict=True)
    )
    with desk.database.transaction() as session:
        form = ManifestForm(carrier=_CARRIER, parcels=parcels, receiver_name=_POSTMAN)
        return close_manifest(session, form, _acting(desk, 3 * _SOON)).manifest


def _failed(desk: Desk) -> None:
    with desk.database.transaction() as session:
        item = item_named(session, _number(22), desk=desk.context)
        on = local_date(desk.now())
        form = FailureForm(
            reason=FailureReason.MOVED, invited_on=on, remark="Đã về quê ngoại, hẹn tuần sau"
        )
        fail_item(session, item.uid, form, _acting(desk, 4 * _SOON))


def _settled(desk: Desk, name: str, address: str, money: Money) -> UUID:
    """A dossier whose result goes home by post, and which perhaps is still to be paid."""
    with desk.database.transaction() as session:
        way = ReturnWay(place=ReturnPlace.POST, address=address)
        form = _form(session, desk, way, money)
        form = replace(form, applicant=replace(form.applicant, full_name=name))
        uid = receive_dossier(
            session, form, now=desk.now(), desk=desk.context, actor=desk.actor
        ).dossier_uid
    with desk.database.transaction() as session:
        result = ReceiveResultForm(name="Giấy xác nhận")
        do_deed(session, uid, DeedKind.RECEIVE_RESULT, result, _acting(desk, 2 * _SOON))
    return uid


def _form(session: OpenSession, desk: Desk, way: ReturnWay, money: Money) -> ReceptionForm:
    on = local_date(desk.now())
    _, procedure = procedure_in_force(session, desk.context.tenant, samples.SAMPLE_PROCEDURE, on)
    return replace(samples.complete_form(procedure), return_way=way, money=money)


def _acting(desk: Desk, later: timedelta = timedelta()) -> Acting:
    return Acting(now=desk.now() + later, desk=desk.context, actor=desk.actor)


def _number(serial: int) -> str:
    return str(PostalNumber("EE", f"{serial:08d}", "VN"))
