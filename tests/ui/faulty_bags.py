"""A bag of the post as a postman brings it, with its faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bags import CARRIER, HOME, number, take_over
from deeds_at_desk import acting
from desks import reception

from app.domain.post_in_facts import PostalService
from app.domain.reception import Identity, Money, Person, SubmittedDocument
from app.services.posting import PostingForm, close_bag, post_item

PROCEDURE = "1.001653"
"""One paper."""
FEE, LEVY, POSTAGE = 15_000, 8_000, 26_000
SHORT = 8_000
"""What the postman's money lacks of what the list says (đồng)."""
OTHER_AGENCY = "H40.17"
_NAMES = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc")
_MIDDLES = ("Thị", "Ngọc", "Thanh", "Hồng", "Thu", "Mai", "Bích", "Kim", "Tuyết")


@dataclass(frozen=True)
class Faults:
    """How many of each; with the money that is short they are one more."""

    twice: int = 1
    in_use: int = 0
    missing: int = 1
    wrong_digit: int = 1
    other_carrier: int = 0
    damaged_scan: int = 1
    torn: int = 1
    told_foreign: int = 0
    seen_foreign: int = 1
    lacking: int = 1
    unknown_procedure: int = 1


TWENTY = Faults(
    twice=2,
    in_use=1,
    wrong_digit=2,
    other_carrier=2,
    damaged_scan=2,
    told_foreign=1,
    lacking=4,
    unknown_procedure=2,
)


def card(at: int) -> str:
    """The card of an invented woman; all of them have other names."""
    name = f"Trần {_MIDDLES[at % 9]} {_NAMES[at % 12]} {_NAMES[(at // 12) % 12]}"
    return (
        f"0341900{at:05d}||{name}|{1 + at % 28:02d}{1 + at % 12:02d}1990|Nữ|"
        f"Thôn {1 + at % 17}, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
    )


@dataclass
class Bag:
    """What lies in the bag, by what is wrong with it: number to the number of its sender."""

    faults: Faults
    good: dict[str, int] = field(default_factory=dict)
    torn: dict[str, int] = field(default_factory=dict)
    damaged_scan: dict[str, int] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)
    unknown_procedure: dict[str, int] = field(default_factory=dict)
    odd: dict[str, int] = field(default_factory=dict)
    told_foreign: list[str] = field(default_factory=list)
    seen_foreign: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    in_use: list[str] = field(default_factory=list)
    manifest: str = ""

    @property
    def becoming_dossiers(self) -> dict[str, int]:
        """What will be received."""
        return {**self.good, **self.torn, **self.damaged_scan, **self.odd}

    @property
    def counted(self) -> list[str]:
        """What will be signed for."""
        opened = {**self.becoming_dossiers, **self.lacking, **self.unknown_procedure}
        return [*opened, *self.told_foreign, *self.seen_foreign]


def sent(desk: Any, size: int, faults: Faults) -> Bag:
    """Post a bag at a post point: ``size`` items that are counted in, and those that are not."""
    bag, serials = Bag(faults), count(1_000)

    def some(wanted: int) -> list[str]:
        return [number(next(serials)) for _ in range(wanted)]

    bag.told_foreign, bag.seen_foreign = some(faults.told_foreign), some(faults.seen_foreign)
    bag.missing, bag.in_use = some(faults.missing), some(faults.in_use)
    odd = [f"EE12345{at:03d}4VN" for at in range(faults.wrong_digit)]
    odd += [f"VTP{at:07d}" for at in range(faults.other_carrier)]
    bag.odd = {text: at for at, text in enumerate(odd, 900)}
    senders = count()
    for name in ("torn", "damaged_scan", "lacking", "unknown_procedure"):
        setattr(bag, name, {text: next(senders) for text in some(getattr(faults, name))})
    bag.good = {text: next(senders) for text in some(size - len(bag.counted))}
    for each in bag.in_use:
        take_over(desk, each)
    listed = {**bag.good, **bag.torn, **bag.damaged_scan, **bag.lacking, **bag.unknown_procedure}
    foreign = dict.fromkeys(bag.told_foreign, OTHER_AGENCY)
    with desk.database.transaction() as session:
        for text in (*listed, *bag.told_foreign, *bag.seen_foreign, *bag.missing):
            form = _posting(listed.get(text, 800), text, foreign.get(text))
            post_item(session, form, acting(desk))
        bag.manifest = close_bag(session, CARRIER, None, acting(desk))
    return bag


def _posting(sender: int, text: str, addressee: str | None) -> PostingForm:
    identity, _, name, *_ = card(sender).split("|")
    person = Person(full_name=name, identity=Identity(number=identity), address=HOME)
    form = reception(
        procedure_code=PROCEDURE,
        applicant=person,
        documents=(SubmittedDocument(ordinal=1, originals=1),),
        money=Money(fee=FEE, levy=LEVY, paid=sender % 2 == 0),
    )
    return PostingForm(
        number=text,
        service=PostalService.BOTH,
        form=form,
        carrier=CARRIER,
        addressee=addressee,
        postage=POSTAGE,
    )
