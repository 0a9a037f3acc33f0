"""What the page of a dossier says, as lines of texts: persons, papers, money, promise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.moments import local
from app.domain.procedure import RequiredDocument
from app.domain.reception import (
    IdentityKind,
    Organisation,
    Person,
    ReturnPlace,
    Subject,
    SubmittedDocument,
)
from app.domain.time_words import lateness_text, limit_text, moment_text, span_text, time_left_text
from app.ui.vietnamese_dates import WEEKDAYS
from app.ui.widgets.applicant_panel import IDENTITIES, SUBJECTS
from app.ui.widgets.procedure_panel import CHANNELS
from app.ui.widgets.text_grid import Line

if TYPE_CHECKING:
    from app.domain.deadlines import WorkingSpan
    from app.domain.dossier import Dossier
    from app.services.dossier_view import DossierView

ERASED = "(đã xóa dữ liệu cá nhân)"
LACKING = "lacking"
"""The tone of what should be there and is not."""

NEEDS_UPDATE = (
    "Hồ sơ này có việc do phiên bản mới hơn ghi lại nên chỉ xem được. Cần cập nhật phần mềm "
    "trước khi sửa, hủy hoặc in lại."
)
CLASH = (
    "Hai nơi đã ghi khác nhau về hồ sơ này khi chưa có mạng. Giữ cả hai giấy và báo lãnh đạo "
    "quyết định."
)
_IDENTITIES = dict(IDENTITIES)
_SUBJECTS = dict(SUBJECTS)


def due_words(page: DossierView) -> tuple[str, str]:
    """The promised day, and hour and limit below it."""
    promise = page.dossier.promise
    due = local(promise.return_due_at)
    words = f"{WEEKDAYS[due.weekday()]}, trước {due:%H} giờ {due:%M}"
    if promise.limit is not None:
        words += f" · {limit_text(promise.limit)}"
    elif promise.stated:
        words += " · cán bộ ghi ngày"
    return f"{due:%d/%m/%Y}", words


def is_awaited(page: DossierView) -> bool:
    """Whether the promised day still means anything to a citizen."""
    from app.domain.dossier import ENDED_STATES

    return page.dossier.state not in ENDED_STATES


def left_words(left: WorkingSpan | None, late: WorkingSpan | None) -> tuple[str, str]:
    """What is left in working time, with its tone; nothing once the promise is kept."""
    if late is not None:
        return lateness_text(late), "bad"
    if left is None:
        return "", ""
    return time_left_text(left), "info" if left.days else "warn"


def standing_words(page: DossierView) -> tuple[str, str]:
    """What has to be known before anything else, with its tone; nothing where all is as usual."""
    from app.domain.dossier import DossierState

    dossier = page.dossier
    if dossier.needs_update:
        return NEEDS_UPDATE, "warn"
    if page.is_clash:
        return CLASH, "bad"
    if dossier.state is DossierState.CANCELLED:
        return "Hồ sơ đã hủy. Số trong sổ vẫn giữ; giấy hẹn đã in không còn giá trị.", "warn"
    if not dossier.slip_edition or not dossier.is_open:
        return "", "info"
    why, edition = _why_replaced(dossier), dossier.slip_edition
    if not dossier.slip_copies:
        words = f"{why}: bản thay thế lần {edition} chưa in. Ctrl+P: in giấy thay thế."
        return words, "warn"
    return (
        f"{why}: chỉ bản thay thế lần {edition} còn giá trị, các giấy in trước đã hết giá trị.",
        "info",
    )


def _why_replaced(dossier: Dossier) -> str:
    if dossier.lost_slips:
        return "Giấy hẹn báo mất"
    return "Ngày hẹn đã đổi" if dossier.promise.moves else "Hồ sơ đã sửa"


def short_left(left: WorkingSpan | None, late: WorkingSpan | None) -> tuple[str, str]:
    """The same for a narrow column: no minutes beside days, a tone only where it is urgent."""
    if late is not None:
        length = _coarse(late)
        return (f"trễ {length}" if length else "vừa quá hạn"), "bad"
    if left is None:
        return "", ""
    length = _coarse(left)
    return length or "hết hôm nay", "" if left.days else "warn"


def _coarse(span: WorkingSpan) -> str:
    return span_text(replace(span, minutes=span.minutes // 60 * 60) if span.days else span)


def may_print(page: DossierView) -> bool:
    """Whether a slip of this dossier may be handed out: not a frozen one, nor a cancelled one."""
    return is_awaited(page) and not page.dossier.needs_update


def reception_lines(page: DossierView) -> tuple[Line, ...]:
    """When, where and by whom it was taken in, and the way back."""
    dossier = page.dossier
    clerk = f"{page.clerk_name} · quầy {dossier.desk}" if dossier.desk else page.clerk_name
    lines = [
        Line(("Nhận lúc", moment_text(dossier.received_at))),
        Line(("Cán bộ nhận", clerk)),
        Line(("Hình thức nộp", CHANNELS[dossier.channel])),
        Line(("Sổ theo dõi", _register(dossier))),
        Line(("Trả kết quả", _way_back(dossier))),
    ]
    if dossier.supersedes_code is not None:
        lines.append(Line(("Thay cho", f"hồ sơ {dossier.supersedes_code}, nhận nhầm thủ tục")))
    if dossier.superseded_by_code is not None:
        lines.append(Line(("Thay bằng", f"hồ sơ {dossier.superseded_by_code}"), LACKING))
    if dossier.slip_copies:
        lines.append(Line(("Giấy hẹn", f"đã in {dossier.slip_copies} lần")))
    else:
        lines.append(Line(("Giấy hẹn", "chưa in"), LACKING))
    return tuple(lines)


def _register(dossier: Dossier) -> str:
    """The line of our register; what came from another system has its line there."""
    if not dossier.register.book:
        return "theo hệ thống cũ"
    return f"quyển {dossier.register.book}, số {dossier.register.number:05d}"


def person_lines(dossier: Dossier) -> tuple[Line, ...]:
    """Applicant, owner, subject and contact, each with what is known."""
    private = dossier.private
    if private is None:
        return (Line(("Người nộp", ERASED)),)
    lines = [*_person("Người nộp", private.applicant)]
    if private.owner is not None:
        lines += _person("Chủ hồ sơ", private.owner)
    if private.organisation is not None:
        lines += _organisation(private.organisation)
    if private.authority:
        lines.append(Line(("Giấy ủy quyền", private.authority)))
    if private.subject is not None:
        lines += _subject(private.subject)
    if private.contact is not None:
        lines.append(Line(("Liên hệ", f"{private.contact.full_name} · {private.contact.phone}")))
    if private.abstract:
        lines.append(Line(("Trích yếu", private.abstract)))
    if private.notes:
        lines.append(Line(("Ghi chú", private.notes)))
    return tuple(lines)


def paper_lines(page: DossierView) -> tuple[Line, ...]:
    """Every paper of the published list with what came in; what is missing is marked."""
    papers = page.procedure.papers_of(page.dossier.procedure.case) or ()
    handed_in = {each.ordinal: each for each in page.dossier.documents}
    return tuple(_paper(each, handed_in.get(each.ordinal)) for each in papers)


def history_lines(page: DossierView) -> tuple[Line, ...]:
    """What happened, the newest first: when, what, who and where."""
    return tuple(
        Line((_when(each.at), each.sentence, _who(each.who, each.desk)))
        for each in reversed(page.history)
    )


def _when(at: datetime) -> str:
    return f"{local(at):%H:%M %d/%m/%Y}"


def _who(name: str, desk: int | None) -> str:
    return f"{name} · quầy {desk}" if desk else name


def _way_back(dossier: Dossier) -> str:
    if dossier.return_place is ReturnPlace.COUNTER:
        return "tại quầy"
    address = dossier.private.return_address if dossier.private else None
    return f"qua bưu chính · {address}" if address else "qua bưu chính"


def _person(role: str, person: Person) -> Iterator[Line]:
    yield Line((role, person.full_name))
    identity = person.identity
    if identity.kind is IdentityKind.NONE:
        yield Line(("Giấy tờ", f"không có: {identity.reason or ''}"))
    elif identity.number:
        country = f" ({identity.country})" if identity.country else ""
        yield Line((_IDENTITIES[identity.kind], f"{identity.number}{country}"))
    born = f"{person.born_on:%d/%m/%Y}" if person.born_on else ""
    facts = (
        ("Ngày sinh", born),
        ("Giới tính", person.gender),
        ("Địa chỉ", person.address),
        ("Điện thoại", person.phone),
    )
    for name, text in facts:
        if text:
            yield Line((name, text))


def _organisation(body: Organisation) -> Iterator[Line]:
    yield Line(("Tổ chức", body.name))
    facts = (("Mã số thuế", body.tax_code), ("Địa chỉ", body.address), ("Điện thoại", body.phone))
    for name, text in facts:
        if text:
            yield Line((name, text))


def _subject(subject: Subject) -> Iterator[Line]:
    yield Line((_SUBJECTS[subject.kind], subject.full_name))
    if subject.identity_number:
        yield Line(("Số giấy tờ", subject.identity_number))
    if subject.born_on:
        yield Line(("Ngày sinh", f"{subject.born_on:%d/%m/%Y}"))


def _paper(paper: RequiredDocument, handed_in: SubmittedDocument | None) -> Line:
    if handed_in is None or not (handed_in.is_met or handed_in.not_applicable):
        tone = LACKING if paper.required else "muted"
        return Line((paper.name, "chưa nộp"), tone)
    if handed_in.not_applicable:
        return Line((paper.name, "không yêu cầu"), "muted")
    counts = (
        (handed_in.originals, "bản chính"),
        (handed_in.certified, "chứng thực"),
        (handed_in.copies, "bản sao"),
    )
    parts = [f"{count} {words}" for count, words in counts if count]
    if handed_in.looked_up is not None:
        parts.append(f"tra cứu {handed_in.looked_up.source}")
    return Line((paper.name, ", ".join(parts)))
