"""Invented citizens, as many as are wanted, each with a card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

_FAMILIES = ("Trần", "Nguyễn", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
_MIDDLES = (("Thị", "Nữ"), ("Văn", "Nam"), ("Ngọc", "Nữ"), ("Đức", "Nam"))
_GIVEN = ("Mẫu", "Thử", "Ví", "Giả", "Nháp", "Tạm", "Phỏng")
_HAMLETS = ("Thôn Ví Dụ", "Xóm Giả Định", "Tổ Thử Nghiệm")


@dataclass(frozen=True, slots=True)
class Citizen:
    """What stands on a card, and a telephone number that belongs to nobody."""

    number: str
    name: str
    born: str
    gender: str
    address: str
    phone: str

    @property
    def card(self) -> str:
        """The QR code of the card of 2021."""
        parts = (self.number, "", self.name, self.born, self.gender, self.address, "14082021")
        return "|".join(parts)


def citizens() -> Iterator[Citizen]:
    """One after another, no two alike."""
    for at in count():
        middle, gender = _MIDDLES[at % len(_MIDDLES)]
        family, given = _FAMILIES[at % len(_FAMILIES)], _GIVEN[at % len(_GIVEN)]
        year = 50 + at % 50
        yield Citizen(
            number=f"034{1 if gender == 'Nữ' else 0}{year:02}{100000 + at * 37:06}",
            name=f"{family} {middle} {given}",
            born=f"{1 + at % 28:02}{1 + at % 12:02}19{year:02}",
            gender=gender,
            address=f"{_HAMLETS[at % len(_HAMLETS)]}, An Thử, Quỳnh Mẫu, Thái Bình",
            phone=f"0912{345000 + at:06}",
        )
