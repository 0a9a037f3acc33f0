"""``motcua erase`` and ``erasures``: persons erased by right, and the old copies that remain."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from app.commands.answer import Answer, Verb, no_options, shown
from app.commands.forms import typed
from app.commands.opening import approval_option, second_person, signed_in
from app.commands.rights import ERASERS
from app.config import Settings
from app.custody.destroying import Erasures, copy_sentences, erasures
from app.domain.erasure import ErasureForm
from app.domain.moments import local
from app.services.erasing import ErasurePlan, erase, plan_erasure, shipped_rules


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "code", type=typed, metavar="MÃ", help="mã hồ sơ, số lượt tiếp V-…, số hiệu bưu gửi"
    )
    parser.add_argument(
        "--basis",
        required=True,
        metavar="CĂN CỨ",
        help="term_ended, subject_request hoặc legal_order",
    )
    parser.add_argument("--order", type=typed, metavar="SỐ", help="số, ký hiệu quyết định")
    parser.add_argument("--yes", action="store_true", help="xóa thật; không có thì chỉ xem trước")
    approval_option(parser)


def _run(arguments: Namespace, settings: Settings) -> Answer:
    rules = shipped_rules(settings.resources)
    form = ErasureForm(basis=arguments.basis, order=arguments.order)
    with signed_in(arguments, settings) as desk:
        at: dict[str, Any] = {
            "rules": rules,
            "now": desk.now(),
            "desk": desk.context,
            "actor": desk.actor,
        }
        with desk.database.reading() as session:
            plan = plan_erasure(session, arguments.code, form, **at)
        plain = _plain_plan(plan)
        if not arguments.yes:
            return Answer(plain | {"erased": False}, _plan_lines(plan))
        approval = second_person(arguments, desk)
        with desk.database.transaction() as session:
            fact = erase(session, plan, approval=approval, **at)
        remaining = erasures(desk)
    said = f"Đã xóa dữ liệu cá nhân của {plan.code}: {fact.count} phần."
    plain |= {"erased": True, **_plain_copies(remaining)}
    return Answer(plain, (said, *copy_sentences(remaining)))


def _list(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        found = erasures(desk)
    at = tuple(f"Đã xóa dữ liệu cá nhân lúc {_moment(each)}." for each in found.erased_at)
    lines = (*at, *copy_sentences(found))
    plain = {"erased_at": shown(found.erased_at), **_plain_copies(found)}
    return Answer(plain, lines or ("Chưa xóa dữ liệu cá nhân của ai.",))


def _plain_plan(plan: ErasurePlan) -> dict[str, Any]:
    return {
        "code": plan.code,
        "basis": plan.basis.name,
        "order": plan.order,
        "kept_until": plan.kept_until.isoformat(),
        "term_confirmed": plan.term.confirmed,
        "parts": len(plan.parts),
        "visits": len(plan.visits),
        "files": plan.files,
        "drafts": len(plan.traces.drafts),
        "filters": len(plan.traces.filters),
        "prints": len(plan.traces.prints),
        "others": list(plan.others),
    }


def _plan_lines(plan: ErasurePlan) -> tuple[str, ...]:
    found = plan.traces
    others = ", ".join(plan.others)
    return (
        f"Sẽ xóa dữ liệu cá nhân của {plan.code} ({plan.applicant or 'lượt tiếp'}):",
        f"  {len(plan.parts)} phần trong nhật ký, {len(plan.visits)} lượt tiếp kèm theo",
        f"  {plan.files} tệp đính kèm, {len(found.drafts)} bản nháp, "
        f"{len(found.filters)} bộ lọc, {len(found.prints)} lượt in",
        f"  Thời hạn lưu trữ ({plan.term.words}): đến hết {plan.kept_until:%d/%m/%Y}",
        f"  Căn cứ: {plan.basis.words} ({plan.basis.source})",
        *((f"  Người này còn hồ sơ khác, không bị xóa: {others}",) if others else ()),
        "Chưa xóa gì. Thêm --yes để xóa.",
    )


def _plain_copies(found: Erasures) -> dict[str, Any]:
    return {
        "to_destroy": [
            {"path": str(each.path), "made_at": shown(each.made_at)} for each in found.to_destroy
        ]
    }


def _moment(at: Any) -> str:
    return f"{local(at):%H:%M %d/%m/%Y}"


VERBS = (
    Verb("erase", "xóa dữ liệu cá nhân của một hồ sơ", _options, _run, ERASERS),
    Verb("erasures", "những lần xóa dữ liệu cá nhân, bản sao cần hủy", no_options, _list, ERASERS),
)
