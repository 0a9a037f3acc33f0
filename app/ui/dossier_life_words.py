"""What the page of a dossier says of its life: where it lies, what is awaited, what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.digitisation import exemption_words
from app.domain.dossier_parts import ResultState, SupplementState
from app.domain.file_kinds import kind_words
from app.domain.form_words import capital
from app.domain.history_work import unit_words
from app.domain.moments import local
from app.domain.money_words import money_text
from app.domain.time_words import lateness_text, time_left_text
from app.ui.widgets.text_grid import Line

if TYPE_CHECKING:
    from app.domain.dossier import Dossier, MoneyState
    from app.services.dossier_view import DossierView
    from app.services.stations import Station

LACKING = "lacking"

PASSAGES = {
    "done": ("xong", "good"),
    "running": ("đang làm", "info"),
    "sent_back": ("trả lại", "warn"),
    "to_come": ("chưa đến", "quiet"),
}
"""Word and colours of each ``Passage``."""


def station_words(station: Station) -> tuple[str, str, str]:
    """What a station's chip says, its colours, and the line below."""
    words, tone = PASSAGES[station.passage]
    if station.late is not None:
        return lateness_text(station.late), "bad", f"hạn {_moment(station.due_at)}"
    if station.left is not None:
        return time_left_text(station.left), tone, f"hạn {_moment(station.due_at)}"
    if station.passage == "running" and station.work == "trả kết quả":
        words = "chờ nhận"
    since = "từ " if station.passage == "running" else ""
    return words, tone, f"{since}{_moment(station.at)}" if station.at else ""


def place_lines(page: DossierView) -> tuple[Line, ...]:
    """Where the papers lie, and who answers for them."""
    custody = page.dossier.custody
    holder = capital(unit_words(custody.holder))
    if custody.is_on_the_way:
        lying = Line(
            ("Giấy tờ", f"Đang trên đường đến {holder} theo phiếu {custody.sheet}"), LACKING
        )
    else:
        lying = Line(("Giấy tờ", f"{holder}, từ {_moment(custody.since)}"))
    lines = [lying]
    if page.assigned_name:
        lines.append(Line(("Phụ trách", page.assigned_name)))
    if page.dossier.shared_with:
        lines.append(Line(("Cùng theo dõi", ", ".join(page.dossier.shared_with))))
    lines += [Line((f"Mã {each.system}", each.code)) for each in page.dossier.foreign_codes]
    return tuple(lines)


def event_lines(page: DossierView) -> tuple[Line, ...]:
    """Supplements, payment duties, delays and a withdrawal, each with what became of it."""
    dossier = page.dossier
    lines = [
        *_supplements(dossier),
        *_payments(dossier),
        *_delays(dossier),
        *_moves(dossier),
    ]
    if dossier.withdrawal_asked_at is not None:
        lines.append(Line(("Xin rút", _moment(dossier.withdrawal_asked_at)), LACKING))
    if dossier.lost_slips:
        lines.append(Line(("Giấy hẹn", f"báo mất {dossier.lost_slips} lần")))
    return tuple(lines)


def result_lines(page: DossierView) -> tuple[Line, ...]:
    """Every result: where it lies, told or not, returned or recalled."""
    dossier = page.dossier
    lines = [Line((_numbered(each), _fate(each)), _tone(each)) for each in dossier.results]
    if dossier.results_remaining:
        lines.append(Line(("Còn nữa", f"{dossier.results_remaining} kết quả sẽ đến"), LACKING))
    return tuple(lines) or (Line(("Kết quả", "chưa có"), "muted"),)


def attachment_lines(page: DossierView) -> tuple[Line, ...]:
    """Files that are kept, or why nothing was scanned."""
    papers = page.procedure.papers_of(page.dossier.procedure.case) or ()
    names = {each.ordinal: each.name for each in papers}
    found = []
    for each in page.dossier.attachments:
        name = names.get(each.ordinal or 0, "Tệp đính kèm")
        if each.exempt:
            found.append(Line((name, f"không số hóa: {exemption_words(each.exempt)}"), "muted"))
        else:
            found.append(Line((name, f"{kind_words(each.media_type)}, {_size(each.size)}")))
    return tuple(found)


def money_lines(money: MoneyState) -> tuple[Line, ...]:
    """What was due, exempted and taken: fee, levy and price apart as the law keeps them."""
    parts = (
        ("Phí", money.fee_due, money.fee_exempt, money.fee_paid),
        ("Lệ phí", money.levy_due, money.levy_exempt, money.levy_paid),
        ("Giá dịch vụ", money.service_due, money.service_exempt, money.service_paid),
    )
    found = (_sum(*each) for each in parts)
    lines = [each for each in found if each is not None]
    if money.postage_paid:
        lines.append(Line(("Cước bưu chính", f"{money_text(money.postage_paid)} · đã thu")))
    if money.outstanding:
        lines.append(Line(("Còn phải thu", money_text(money.outstanding)), LACKING))
    if money.receipt_numbers:
        lines.append(Line(("Biên lai", ", ".join(money.receipt_numbers))))
    return tuple(lines) or (Line(("Phí, lệ phí", "không thu")),)


def _supplements(dossier: Dossier) -> list[Line]:
    words = () if dossier.later is None else dossier.later.supplements
    lines = []
    for at, each in enumerate(dossier.supplements):
        said = f": {words[at]}" if at < len(words) else ""
        lines.append(
            Line(
                (
                    f"Bổ sung lần {at + 1}",
                    f"{each.asked_by} yêu cầu {_moment(each.asked_at)}{said}",
                )
            )
        )
        lines.append(_answer(each))
    return lines


def _answer(asked: SupplementState) -> Line:
    if asked.answered_at is not None:
        return Line(("", f"đã đủ {_moment(asked.answered_at)}"), "muted")
    if asked.closed_at is not None:
        return Line(("", f"đóng {_moment(asked.closed_at)} vì không bổ sung"), "muted")
    told = f"đã báo {_moment(asked.told_at)}" if asked.told_at else "chưa báo công dân"
    return Line(("", f"{told}; chờ đến hết {asked.answer_by:%d/%m/%Y}"), LACKING)


def _payments(dossier: Dossier) -> list[Line]:
    lines = []
    for each in dossier.payments:
        met = f"đã nộp {_moment(each.met_at)}" if each.met_at else "chưa nộp"
        by = f", hạn {each.pay_by:%d/%m/%Y}" if each.pay_by and not each.met_at else ""
        tone = "" if each.met_at else LACKING
        lines.append(Line(("Nghĩa vụ", f"{money_text(each.amount)} · {met}{by}"), tone))
    return lines


def _delays(dossier: Dossier) -> list[Line]:
    lines = []
    for each in dossier.delays:
        steps = (
            ("đã dự thảo xin lỗi", each.drafted_at),
            ("đã ký", each.signed_at),
            ("đã gửi công dân", each.told_at),
        )
        done = [words for words, at in steps if at is not None] or ["chưa xin lỗi"]
        proposed = _moment(each.proposed_due_at)
        lines.append(
            Line(
                ("Báo chậm", f"đề nghị trả {proposed} · {', '.join(done)}"),
                "" if each.told_at else LACKING,
            )
        )
    return lines


def _moves(dossier: Dossier) -> list[Line]:
    promise = dossier.promise
    if promise.late_against == promise.return_due_at:
        return []
    return [Line(("Tính trễ theo", _moment(promise.late_against)))]


def _numbered(result: ResultState) -> str:
    return f"{result.name} số {result.number}" if result.number else result.name


def _fate(result: ResultState) -> str:
    if result.recalled_at is not None:
        return f"thu lại để đính chính {_moment(result.recalled_at)}"
    if result.returned_at is not None:
        where = " qua bưu chính" if result.returned_place == "post" else ""
        return f"đã trả{where} {_moment(result.returned_at)}"
    parts = [f"ngăn {result.shelf}" if result.shelf else "chờ trả"]
    parts.append(f"từ {_moment(result.received_at)}")
    if result.refused_at is not None:
        parts.append("công dân chưa chịu nhận")
    parts.append(f"đã báo {_moment(result.told_at)}" if result.told_at else "chưa báo công dân")
    return " · ".join(parts)


def _tone(result: ResultState) -> str:
    return "" if result.is_on_shelf else "muted"


def _sum(name: str, due: int, exempt: int, paid: int) -> Line | None:
    if not due and not paid:
        return None
    parts = [money_text(due or paid)]
    if exempt:
        parts.append(f"miễn, giảm {money_text(exempt)}")
    if paid >= due - exempt:
        parts.append("đã thu" if paid else "không phải thu")
        return Line((name, " · ".join(parts)))
    parts.append(f"đã thu {money_text(paid)}" if paid else "chưa thu")
    return Line((name, " · ".join(parts)), LACKING)


def _size(size: int) -> str:
    return f"{max(size // 1024, 1)} KB"


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    return f"{local(at):%H:%M %d/%m/%Y}"
