"""Results: received, recalled, returned to the person entitled, or left on the shelf."""

from __future__ import annotations

from app.domain import identifiers
from app.domain.deed_forms import (
    AuthoriseForm,
    RecallResultForm,
    ReceiveResultForm,
    RefuseCollectionForm,
    ReturnResultForm,
)
from app.domain.dossier import Dossier
from app.domain.dossier_parts import ResultState
from app.domain.end_facts import (
    AuthorisedPerson,
    AuthorityPrivate,
    AuthorityRecorded,
    CollectionRefused,
    CollectorKind,
    CollectorPrivate,
    ResultRecalled,
    ResultReceived,
    ResultReturned,
    ShownProof,
)
from app.domain.errors import Reason, Refusal
from app.domain.money_words import money_text
from app.domain.procedure import Collector
from app.domain.text import fold
from app.services.dossier_deeds import Begun, Papers, needed, needed_words, said
from app.services.procedures import procedure_by_digest


def receive_result(begun: Begun, form: ReceiveResultForm) -> Papers:
    """A result came to the one-stop unit. Raises ``Refusal`` (``RESULT_COUNT_WRONG``)."""
    begun.record(result_received(begun, form))
    return ()


def result_received(begun: Begun, form: ReceiveResultForm) -> ResultReceived:
    """The fact of a result under a uid of its own. Raises ``Refusal`` (``RESULT_COUNT_WRONG``)."""
    if not 0 <= form.remaining <= 99:
        raise Refusal(Reason.RESULT_COUNT_WRONG, value=form.remaining)
    return ResultReceived(
        result_uid=str(identifiers.new_uid(begun.deed.now)),
        name=needed(form.name, "tên kết quả"),
        remaining=form.remaining,
        number=said(form.number),
        issued_on=form.issued_on,
        valid_until=form.valid_until,
        shelf=said(form.shelf),
        replaces=form.replaces,
        step=form.step,
    )


def recall_result(begun: Begun, form: RecallResultForm) -> Papers:
    """A result goes back to be put right; another is expected in its place."""
    found = _chosen(begun.dossier, form.result_uid, begun.dossier.current_results)
    begun.record(
        ResultRecalled(
            result_uid=found.uid,
            document=said(form.document),
            private=needed_words(form.reason),
        )
    )
    return ("correction",)


def return_results(begun: Begun, form: ReturnResultForm) -> Papers:
    """Give the results on the shelf, or the one named, to the person entitled to them.

    Raises ``Refusal``: ``RESULT_MISSING``, ``COLLECTOR_NOT_ENTITLED``, ``AUTHORITY_MISSING``,
    ``SLIP_NOT_SHOWN``, ``MONEY_OUTSTANDING``.
    """
    on_shelf = tuple(each for each in begun.dossier.results if each.is_on_shelf)
    chosen = on_shelf
    if form.result_uid is not None:
        chosen = (_chosen(begun.dossier, form.result_uid, on_shelf),)
    if not chosen:
        raise Refusal(Reason.RESULT_NOT_ON_SHELF, code=begun.dossier.code)
    _check_collector(begun, form)
    has_slip = not begun.dossier.on_the_spot or begun.dossier.slip_is_out
    if has_slip and not {ShownProof.SLIP, ShownProof.UNDERTAKING} & set(form.proofs):
        raise Refusal(Reason.SLIP_NOT_SHOWN, code=begun.dossier.code)
    _check_paid(begun.dossier, form)
    private = CollectorPrivate(
        full_name=_collector_name(begun.dossier, form),
        identity_number=said(form.identity_number),
        authority=said(form.authority),
    )
    for result in chosen:
        begun.record(
            ResultReturned(
                result_uid=result.uid,
                place=form.place,
                collector=form.collector,
                proofs=form.proofs,
                private=private,
            )
        )
    return ("result_receipt",)


def refuse_collection(begun: Begun, form: RefuseCollectionForm) -> Papers:
    """The citizen came and would not take the result; it stays on the shelf."""
    on_shelf = tuple(each for each in begun.dossier.results if each.is_on_shelf)
    found = _chosen(begun.dossier, form.result_uid, on_shelf)
    begun.record(CollectionRefused(result_uid=found.uid, private=needed_words(form.reason)))
    return ()


def authorise(begun: Begun, form: AuthoriseForm) -> Papers:
    """The owner names, after reception, who may act."""
    person = AuthorisedPerson(
        full_name=needed(form.full_name, "họ tên người được ủy quyền"),
        paper=needed(form.paper, "giấy tờ ủy quyền"),
        identity_number=said(form.identity_number),
    )
    begun.record(
        AuthorityRecorded(certified=form.is_certified, private=AuthorityPrivate(person=person))
    )
    return ()


def _chosen(dossier: Dossier, uid: str | None, among: tuple[ResultState, ...]) -> ResultState:
    """The result named, or the only one there is."""
    if uid is None and len(among) == 1:
        return among[0]
    found = next((each for each in among if each.uid == uid), None)
    if found is None:
        raise Refusal(Reason.RESULT_NOT_ON_SHELF, code=dossier.code)
    return found


def _check_collector(begun: Begun, form: ReturnResultForm) -> None:
    """Whether this person may collect, by the procedure's rule."""
    kind, dossier = form.collector, begun.dossier
    procedure = procedure_by_digest(begun.session, begun.tenant, dossier.procedure.digest)
    owns = kind is CollectorKind.OWNER or (
        kind is CollectorKind.APPLICANT and _applicant_owns(dossier)
    )
    if owns:
        return
    if procedure.collector is Collector.OWNER_ONLY and kind is not CollectorKind.HEIR:
        raise Refusal(Reason.COLLECTOR_NOT_ENTITLED, code=dossier.code)
    if kind is CollectorKind.APPLICANT:
        return
    if _is_recorded(dossier, form):
        return
    if said(form.authority) is None:
        raise Refusal(Reason.COLLECTOR_AUTHORITY_MISSING, code=dossier.code)
    needs_certified = procedure.collector is Collector.CERTIFIED_AUTHORISATION
    if needs_certified and kind is CollectorKind.AUTHORISED and not form.is_certified:
        raise Refusal(Reason.AUTHORITY_NOT_CERTIFIED, code=dossier.code)


def _applicant_owns(dossier: Dossier) -> bool:
    persons = dossier.private
    return persons is not None and persons.owner is None and persons.organisation is None


def _is_recorded(dossier: Dossier, form: ReturnResultForm) -> bool:
    """Whether the owner named this person before, by number or by name."""
    named = () if dossier.later is None else dossier.later.authorised
    number, name = _digits(form.identity_number), fold(form.full_name or "")
    return any(
        (number and number == _digits(each.identity_number))
        or (name and name == fold(each.full_name))
        for each in named
    )


def _digits(number: str | None) -> str:
    return "".join(each for each in number or "" if each.isdecimal())


def _collector_name(dossier: Dossier, form: ReturnResultForm) -> str:
    """The name typed, else that of the owner or applicant."""
    typed = said(form.full_name)
    if typed is not None:
        return typed
    persons = dossier.private
    if persons is not None and form.collector is CollectorKind.OWNER:
        return (persons.owner or persons.applicant).full_name
    if persons is not None and form.collector is CollectorKind.APPLICANT:
        return persons.applicant.full_name
    return needed(typed, "họ tên người nhận")


def _check_paid(dossier: Dossier, form: ReturnResultForm) -> None:
    owed = dossier.money.outstanding
    if owed and said(form.unpaid_reason) is None:
        raise Refusal(Reason.MONEY_OUTSTANDING, code=dossier.code, amount=money_text(owed))
