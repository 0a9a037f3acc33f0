"""What is said of a pile and of a sheet, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.dossier import Dossier
from app.domain.hand_over import Standing, Way
from app.domain.history_work import unit_words
from app.domain.text import fold
from app.domain.units import Unit, UnitKind, read_unit

STANDING_WORDS = {
    Standing.ON_THE_WAY: "chờ ký nhận",
    Standing.ACCEPTED: "đã nhận",
    Standing.MISSED: "thiếu, ở bên giao",
    Standing.TAKEN_BACK: "đã thu lại",
}


def unit_title(unit: Unit) -> str:
    """A unit as it begins a sentence or fills a box: ``Quầy 3``, ``Sở Nội vụ``."""
    words = unit_words(unit)
    return words[:1].upper() + words[1:]


def unit_typed(typed: str, known: Iterable[Unit], office: str) -> Unit:
    """The unit meant by what was typed: a known one by its name, a desk, else an agency.

    Raises ``Refusal`` as ``read_unit`` does.
    """
    sought = fold(typed)
    for unit in known:
        if fold(unit_title(unit)) == sought:
            return unit
    desk = sought.removeprefix("quay ")
    return read_unit(f"desk:{desk}" if desk != sought and desk.isdecimal() else typed, office)


def odd_on_pile(dossier: Dossier, way: Way) -> str:
    """What an officer should look at twice, though no rule forbids it; mostly nothing."""
    said: list[str] = []
    agency = dossier.procedure.settling_agency
    receiver = way.receiver
    if receiver is not None and receiver.kind is UnitKind.AGENCY and agency:
        if agency != receiver.name:
            said.append(f"cơ quan giải quyết là {agency}")
        if dossier.current_results:
            said.append("đã có kết quả")
    holder = dossier.custody.holder
    if way.giver.kind is UnitKind.OFFICE and holder.desk not in (None, way.giver.desk):
        said.append(f"đang ghi ở {unit_words(holder)}")
    return "; ".join(said)


def sheet_sentence(sheet: str, way: Way, count: int, state: str) -> str:
    """A sheet in one sentence, when its code is scanned."""
    receiver = "" if way.receiver is None else f" đến {unit_words(way.receiver)}"
    giver = unit_words(way.giver)
    return f"Phiếu bàn giao {sheet}: {count} hồ sơ từ {giver}{receiver}, {state}."
