"""The national portal's JSON: entries of its list, and full records."""

from __future__ import annotations

from datetime import date

from app.domain.errors import Reason, Refusal
from app.domain.moments import from_milliseconds, local_date
from app.domain.procedure import Decision, LegalBasis, Procedure, Result
from app.domain.procedure_code import parse_code
from app.exchange.portal_methods import MethodFacts, method_facts
from app.exchange.portal_papers import PaperFacts, paper_facts
from app.exchange.read_catalogue import Fields, unique

IN_FORCE = frozenset({"ACTIVE", "UPDATED"})
ABOLISHED = frozenset({"INACTIVE", "ABOLISHED", "EXPIRED", "CANCELLED", "DELETED", "DISABLED"})

_INTERNAL_KIND = "STANDARD_INTERNAL"
_LONGEST_AGENCY = 200
"""Characters; longer is a list of every branch of the province, not an agency."""

_SOURCE = "Cổng Dịch vụ công quốc gia"
_LEVELS = (
    ("isMinistry", "trung ương"),
    ("isProvince", "tỉnh"),
    ("isWard", "xã"),
    ("isVertical", "ngành dọc"),
    ("isOtherAgency", "cơ quan khác"),
)


def list_entry(entry: Fields) -> Procedure:
    """The heading of a procedure; its limits, papers and fees stay unknown.

    Raises ``Refusal`` for a malformed code, a missing name or an unknown state.
    """
    code = parse_code(entry.text("code") or "")
    _check_state(entry, code.national)
    departments = entry.texts("departments")
    return Procedure(
        code=code.national,
        local_suffix=code.suffix,
        name=_name(entry, code.national),
        sector="; ".join(entry.texts("categories")) or None,
        promulgated_by=entry.text("departmentPromulgate"),
        settling_agency=departments[0] if len(departments) == 1 else None,
        internal=entry.text("type") == _INTERNAL_KIND,
        source=f"{_SOURCE}, danh sách thủ tục",
    )


def full_record(record: Fields) -> Procedure:
    """A procedure with its channels, limits, fees and papers per case.

    Raises ``Refusal`` for a malformed code, a missing name, an unknown state or a wrong shape.
    """
    code = parse_code(record.text("code") or "")
    _check_state(record, code.national)
    methods: MethodFacts = method_facts(record.objects("executionMethods"))
    papers: PaperFacts = paper_facts(record.objects("executionCases"))
    sectors = record.objects("categoriesDetails")
    agency = _settling_agency(record)
    return Procedure(
        code=code.national,
        local_suffix=code.suffix,
        name=_name(record, code.national),
        sector="; ".join(_named(sectors)) or None,
        sector_code=next((each.text("code") for each in sectors), None),
        levels=tuple(level for flag, level in _LEVELS if record.flag(flag)),
        promulgated_by=record.text("departmentPromulgateName"),
        settling_agency=agency if 0 < len(agency) <= _LONGEST_AGENCY else None,
        internal=record.flag("isInternal") or record.text("type") == _INTERNAL_KIND,
        online_level="toàn trình" if record.flag("isFullProcess") else None,
        cases=papers.cases,
        channels=methods.channels,
        limits=methods.limits,
        papers=papers.papers,
        fees=methods.fees,
        results=_results(record),
        legal_basis=_legal_basis(record),
        decision=_decision(record),
        source=f"{_SOURCE}, chi tiết thủ tục",
        notes=(*methods.notes, *papers.notes, *_remarks(record, agency)),
        to_confirm=(*methods.to_confirm, *papers.to_confirm),
    )


def is_abolished(record: Fields) -> bool:
    """Whether the portal itself says that the procedure is no longer in force."""
    return record.text("state") in ABOLISHED


def _check_state(record: Fields, code: str) -> None:
    state = record.text("state")
    if state is not None and state not in IN_FORCE | ABOLISHED:
        raise Refusal(Reason.PROCEDURE_STATE_UNKNOWN, code=code, state=state)


def _name(record: Fields, code: str) -> str:
    name = record.text("name")
    if name is None:
        raise Refusal(Reason.PROCEDURE_NAME_MISSING, code=code)
    return name


def _named(objects: tuple[Fields, ...]) -> tuple[str, ...]:
    return unique(name for each in objects if (name := each.text("name")))


def _settling_agency(record: Fields) -> str:
    written = record.text("executingAgencies")
    groups = _named(record.objects("unitGroupsExecuting"))
    authorities = _named(record.objects("departmentsAuthority"))
    return written or "; ".join(groups) or "; ".join(authorities)


def _results(record: Fields) -> tuple[Result, ...]:
    return tuple(
        Result(name=name, code=each.text("code"))
        for each in record.objects("resultsDetails")
        if (name := each.text("name"))
    )


def _legal_basis(record: Fields) -> tuple[LegalBasis, ...]:
    stated = (
        LegalBasis(number=each.text("code"), name=each.text("name"))
        for each in record.objects("legalBasisesDetails")
    )
    return tuple(each for each in dict.fromkeys(stated) if each != LegalBasis())


def _decision(record: Fields) -> Decision | None:
    proposal = record.object("procedureProposal")
    number = record.text("decisionNo")
    if proposal is None:
        return Decision(number=number) if number else None
    number = number or proposal.text("decisionNumber") or proposal.text("proposalNumber")
    return Decision(number=number, on=_day(proposal.raw("decisionDate"))) if number else None


def _day(milliseconds: object) -> date | None:
    if not isinstance(milliseconds, int) or not 0 < milliseconds < 4_102_444_800_000:
        return None
    return local_date(from_milliseconds(milliseconds))


def _remarks(record: Fields, agency: str) -> tuple[str, ...]:
    branches = f"Cơ quan thực hiện: {agency}" if len(agency) > _LONGEST_AGENCY else None
    return tuple(each for each in (record.text("note"), branches) if each)
