"""Papers that go back to those who sent by post: the list of a bag of letters, and their labels."""

from __future__ import annotations

from app.domain.history_post import LETTER_WORDS
from app.domain.time_words import moment_text
from app.papers.letterhead import ERASED
from app.papers.parts import Drawing, on_sheets
from app.papers.post_parts import OFFICES_COPY, POSTS_COPY, post_heading
from app.printing.address import Address
from app.printing.labels import PostalLabel
from app.printing.slips import post_sheet
from app.printing.slips.post_sheet import PostColumn, PostSheet
from app.services.desk import DeskContext, OpenSession
from app.services.post_items import Bag
from app.services.post_letters import Letter, letters_of_bag

_COLUMNS = (
    PostColumn("TT", 11),
    PostColumn("Số hiệu", 36),
    PostColumn("Giấy tờ", 56, centred=False),
    PostColumn("Người nhận, địa chỉ, điện thoại", 70, centred=False),
    PostColumn("Ghi chú", 20, centred=False),
)


def letters_list(session: OpenSession, found: Bag, desk: DeskContext) -> Drawing:
    """Bảng kê of supplement slips and citizens' copies that go back, two copies."""
    rows = tuple(
        (str(at), each.number or "", _paper(each), _reader(each), "")
        for at, each in enumerate(letters_of_bag(session, found.manifest, desk=desk), start=1)
    )
    return on_sheets(
        post_sheet.draw,
        PostSheet(
            heading=post_heading(session, found.manifest, found.closed_at, desk, "Mã bảng kê"),
            name="BẢNG KÊ THƯ GỬI LẠI",
            issued_at=found.closed_at,
            facts=(("Bưu chính", found.carrier), ("Lập lúc", moment_text(found.closed_at))),
            columns=_COLUMNS,
            rows=rows,
            strong=(("Tổng số", f"{len(rows)} thư"),),
            signers=(("NGƯỜI GIAO", ""), ("BƯU CHÍNH NHẬN", "")),
            copies=(OFFICES_COPY, POSTS_COPY),
            training=desk.is_training,
        ),
    )


def letter_labels(
    session: OpenSession, found: Bag, sender: Address, desk: DeskContext
) -> list[PostalLabel]:
    """A label for each letter of a bag."""
    return [
        PostalLabel(
            code=each.number or "",
            sender=sender,
            receiver=_address(each),
            remarks=(_paper(each),),
        )
        for each in letters_of_bag(session, found.manifest, desk=desk)
    ]


def _paper(letter: Letter) -> str:
    return f"{LETTER_WORDS[letter.kind].capitalize()} {letter.about}"


def _address(letter: Letter) -> Address:
    person = letter.person
    if person is None:
        return Address(name=ERASED.name, address="", phone="")
    return Address(name=person.full_name, address=person.address or "", phone=person.phone or "")


def _reader(letter: Letter) -> str:
    address = _address(letter)
    phone = f"ĐT {address.phone}" if address.phone else ""
    return ", ".join(filter(None, (address.name, address.address, phone)))
