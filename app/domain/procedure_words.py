"""What is published of a procedure, in the words in which citizens read it.

``None`` as everywhere means *not known*: nothing is said of it, and never that there is none.
"""

from __future__ import annotations

from app.domain.money_words import money_text
from app.domain.procedure import (
    Channel,
    Collector,
    Fee,
    FeeKind,
    LegalBasis,
    Limit,
    Procedure,
    RequiredDocument,
)
from app.domain.time_words import limit_text

CHANNEL_WORDS = {
    Channel.COUNTER: "trực tiếp",
    Channel.ONLINE: "trực tuyến",
    Channel.POST: "qua dịch vụ bưu chính",
}
_FEE_WORDS = {FeeKind.FEE: "phí", FeeKind.LEVY: "lệ phí", FeeKind.SERVICE: "giá dịch vụ"}
_COLLECTORS = {
    Collector.OWNER_ONLY: "chỉ người có tên trong hồ sơ",
    Collector.CERTIFIED_AUTHORISATION: "người nộp, hoặc người có giấy ủy quyền được chứng thực",
    Collector.WRITTEN_AUTHORISATION: "người nộp, hoặc người có giấy ủy quyền",
}
_NO_MONEY = "không thu"


def limit_lines(procedure: Procedure) -> tuple[str, ...]:
    """Each known time limit with what it holds for; the centre's own beside the statutory one."""
    return tuple(
        _limit(each) for each in procedure.limits or () if each.in_force is not None or each.note
    )


def fee_lines(procedure: Procedure) -> tuple[str, ...]:
    """Each sum with what it holds for; "không thu" where it is known that there is none."""
    if procedure.fees is None:
        return ()
    return tuple(map(_fee, procedure.fees)) or (_NO_MONEY,)


def channel_lines(procedure: Procedure) -> tuple[str, ...]:
    """The ways by which a dossier may come in."""
    return tuple(CHANNEL_WORDS[each] for each in procedure.channels or ())


def collector_text(procedure: Procedure) -> str:
    """Who may collect the result; nothing where it is not known."""
    return "" if procedure.collector is None else _COLLECTORS[procedure.collector]


def basis_lines(procedure: Procedure) -> tuple[str, ...]:
    """The instruments of law, each by number and name."""
    return tuple(filter(None, map(_basis, procedure.legal_basis)))


def counts_text(paper: RequiredDocument) -> str:
    """``1 bản chính, 2 bản sao``; nothing where no number is published."""
    counted = (
        (paper.originals, "bản chính"),
        (paper.certified, "bản sao chứng thực"),
        (paper.copies, "bản sao"),
    )
    return ", ".join(f"{count} {words}" for count, words in counted if count)


def remarks_text(paper: RequiredDocument) -> str:
    """What else is published of a paper: its form, a note, that it is asked of some only."""
    optional = "nếu có" if paper.required is False else ""
    form = f"theo {paper.form}" if paper.form else ""
    return "; ".join(filter(None, (optional, form, paper.note)))


def cases_of(procedure: Procedure) -> tuple[str | None, ...]:
    """The cases under which papers are listed; ``None`` first for those that all cases share."""
    listed = dict.fromkeys(paper.case for paper in procedure.papers or ())
    return (*((None,) if None in listed else ()), *(each for each in listed if each is not None))


def _limit(limit: Limit) -> str:
    said = [] if limit.in_force is None else [limit_text(limit.in_force)]
    if limit.shortened is not None and limit.statutory not in (None, limit.shortened):
        said.append(f"(theo quy định {limit_text(limit.statutory)}, đơn vị rút ngắn)")
    holds = _holds_for(limit.channel, limit.case)
    told = " ".join(said)
    told = f"{holds}: {told}" if holds and told else told
    return "; ".join(filter(None, (told, limit.note)))


def _fee(fee: Fee) -> str:
    kind = _FEE_WORDS[fee.kind]
    told = "" if fee.amount is None else f"{kind} {money_text(fee.amount)}"
    holds = _holds_for(fee.channel, fee.case)
    said = "; ".join(filter(None, (told, fee.note))) or kind
    return f"{holds}: {said}" if holds else said


def _holds_for(channel: Channel | None, case: str | None) -> str:
    words = "" if channel is None else f"nộp {CHANNEL_WORDS[channel]}"
    return ", ".join(filter(None, (words, case)))


def _basis(basis: LegalBasis) -> str:
    number, name = basis.number or "", basis.name or ""
    if number and number in name:
        return name
    return ", ".join(filter(None, (number, name)))
