"""Names of the papers and slots of the wording, for lists, editors and the history."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain import wording_slots, wording_slots_practice
from app.domain.errors import Reason, Refusal
from app.domain.paper_forms import PAPER_NAMES, Basis
from app.domain.printers import SlipKind
from app.domain.wording import Slot, Wording
from app.domain.wording_facts import WordingChanged

SLOTS: Mapping[str, Slot] = {
    each.key: each
    for module in (wording_slots, wording_slots_practice)
    for each in vars(module).values()
    if isinstance(each, Slot)
}
"""Every slot by its key, in the order in which an editor shows them."""

_OTHERS = {
    wording_slots.OFFICE: "mọi giấy",
    SlipKind.HAND_OVER.value: "phiếu bàn giao",
    SlipKind.BATCH.value: "giấy tiếp nhận theo lô",
    SlipKind.PAD.value: "phiếu dự phòng",
    SlipKind.REGISTER.value: "sổ theo dõi hồ sơ",
}


def heading_words(kind: SlipKind, wording: Wording) -> str:
    """The heading of a paper: the office's where it is free, else that of its instrument."""
    own, form = SLOTS.get(f"{kind.value}.heading"), SLOTS.get(f"{kind.value}.form")
    said = "" if own is None else wording.text(own)
    basis = None if form is None else Basis(wording.text(form))
    return said or PAPER_NAMES[kind].heading(basis)


def slot_of(key: str) -> Slot:
    """A slot by its key. Raises ``Refusal`` (``WORDING_UNKNOWN``)."""
    found = SLOTS.get(key)
    if found is None:
        raise Refusal(Reason.WORDING_UNKNOWN, key=key)
    return found


def slots_by_paper() -> dict[str, tuple[Slot, ...]]:
    """Slots of each paper that has any; those of all papers first."""
    papers = dict.fromkeys(each.paper for each in SLOTS.values())
    return {name: tuple(each for each in SLOTS.values() if each.paper == name) for name in papers}


def paper_title(paper: str) -> str:
    """What a paper is called in a list of the wording."""
    known = {kind.value: name.words for kind, name in PAPER_NAMES.items()}
    return (known | _OTHERS).get(paper, paper)


def changed_words(fact: WordingChanged) -> str:
    """The slots that a change touched, each with its paper: never the text, which may be long."""
    private = () if fact.private is None else fact.private.texts
    return ", ".join(_slot_words(each.key) for each in (*fact.texts, *private))


def _slot_words(key: str) -> str:
    slot = SLOTS.get(key)
    if slot is None:
        return key
    label = slot.label[:1].lower() + slot.label[1:]
    return label if slot.paper == wording_slots.OFFICE else f"{paper_title(slot.paper)}: {label}"


def wording_sentence(fact: WordingChanged) -> str:
    """What was changed and from when on, for the history."""
    said = changed_words(fact) or "người ký (đã xóa)"
    return f"Đổi lời in trên giấy từ ngày {fact.valid_from:%d/%m/%Y}: {said}."
