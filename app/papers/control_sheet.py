"""Phiếu kiểm soát of a dossier, from its journal."""

from __future__ import annotations

from app.domain import wording_slots as slots
from app.domain.control_sheet import Block, HandOverBlock, StepBlock, Watch, control_blocks
from app.domain.deadlines import DueCause, Settlement
from app.domain.hand_over_words import unit_title
from app.domain.printers import SlipKind
from app.domain.time_words import limit_text, moment_text, span_text
from app.domain.units import UnitKind
from app.papers.parts import (
    Drawing,
    abstract_of,
    letterhead_of,
    on_sheets,
    owner_of,
    paper_heading,
    register_number,
)
from app.printing.slips.control import ControlRow, ControlSheet, draw
from app.services.paper_facts import PaperFacts

_OUTCOMES = {
    Settlement.EARLY: "Trước hạn",
    Settlement.ON_TIME: "Đúng hạn",
    Settlement.LATE: "Quá hạn",
}
_MOVES = {
    DueCause.RESTARTED: "tính lại sau bổ sung",
    DueCause.RESUMED: "cộng thời gian chờ bổ sung",
    DueCause.RESCHEDULED: "hẹn lại",
}
_NO_TIME = "dưới 1 phút"


def control_paper(facts: PaperFacts) -> Drawing:
    """The control sheet: every dossier has one from its reception on."""
    sheet = control_sheet(facts)
    return on_sheets(draw, sheet)


def control_sheet(facts: PaperFacts) -> ControlSheet:
    """What the journal says up to the moment of drawing."""
    dossier = facts.dossier
    watch = Watch(
        dossier.received_at, dossier.channel, dossier.promise.late_against, facts.days, facts.at
    )
    deeds = ((each.at, each.fact) for each in facts.told)
    blocks = control_blocks(deeds, watch)
    agency = dossier.procedure.settling_agency or _first_agency(blocks)
    partners = dict.fromkeys(each.agency for each in facts.procedure.interagency)
    head = letterhead_of(facts, facts.at)
    return ControlSheet(
        heading=paper_heading(
            facts, head, SlipKind.CONTROL, register_number(facts, head), facts.at
        ),
        name=head.paper_name(SlipKind.CONTROL),
        owner=owner_of(dossier).name,
        abstract=abstract_of(facts),
        received_at=dossier.received_at,
        return_due_at=dossier.promise.return_due_at,
        return_note="; ".join(_moves(facts)),
        agency=agency,
        partners="; ".join(each for each in partners if each != agency),
        rows=tuple(map(_row, blocks)),
        drawn_at=facts.at,
        foot_notes=head.lines(slots.CONTROL_NOTES),
        training=facts.desk.is_training,
    )


def _first_agency(blocks: tuple[Block, ...]) -> str:
    """Where the catalogue names no settling agency: the first to which it was handed over."""
    receivers = (each.receiver for each in blocks if isinstance(each, HandOverBlock))
    return next((each.name for each in receivers if each.kind is UnitKind.AGENCY), "")


def _moves(facts: PaperFacts) -> list[str]:
    moves = facts.dossier.promise.moves
    return [f"{_MOVES[each.cause]}: {moment_text(each.due_at)}" for each in moves]


def _row(block: Block) -> ControlRow:
    return _handed(block) if isinstance(block, HandOverBlock) else _stepped(block)


def _handed(block: HandOverBlock) -> ControlRow:
    limit = ("Hạn bàn giao: 1 ngày làm việc",) if block.is_first else ()
    undone = ("Không nhận, hồ sơ ở lại bên giao",) if block.undone else ()
    return ControlRow(
        first=f"1. Giao: {unit_title(block.giver)}",
        second=f"2. Nhận: {unit_title(block.receiver)}",
        began_at=block.given_at,
        ended_at=block.accepted_at,
        outcome="" if block.outcome is None or block.undone else _OUTCOMES[block.outcome],
        remarks=(
            *limit,
            f"Ở bên giao: {span_text(block.held) or _NO_TIME}",
            f"Phiếu {block.sheet}",
            *undone,
        ),
    )


def _stepped(block: StepBlock) -> ControlRow:
    limit = (f"Hạn: {limit_text(block.limit)}",) if block.limit else ()
    used = span_text(block.used) or _NO_TIME
    running = " (đang làm)" if block.ended_at is None else ""
    document = (f"Văn bản: {block.document}",) if block.document else ()
    failed = ("Không đạt, trả lại",) if block.failed else ()
    return ControlRow(
        first=f"Bước: {block.work}",
        second=f"Thực hiện: {block.unit}",
        began_at=block.started_at,
        ended_at=block.ended_at,
        signers=("", "Người thực hiện (Ký)"),
        labels=("Bắt đầu:", "Kết thúc:"),
        outcome="" if block.outcome is None else _OUTCOMES[block.outcome],
        remarks=(*limit, f"Đã dùng: {used}{running}", *document, *failed),
    )
