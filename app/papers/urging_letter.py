"""Văn bản đôn đốc kèm danh sách hồ sơ, và thư nháp cùng nội dung."""

from __future__ import annotations

from app.domain.time_words import stated_text
from app.domain.urging import Urging, urging_text
from app.exchange.mail_draft import Draft, mail_draft
from app.printing.report_sheet import ReportSheet, SheetColumn, SheetLine, draw

_COLUMNS = (
    SheetColumn("Mã hồ sơ", 22, is_text=True),
    SheetColumn("Thủ tục", 44, is_text=True),
    SheetColumn("Hẹn trả", 20),
    SheetColumn("Còn, trễ", 22),
    SheetColumn("Đã đôn đốc", 10),
)


def urging_pdf(urging: Urging, *, training: bool = False) -> bytes:
    """The letter with its list as PDF on A4 lying."""
    lines = tuple(
        SheetLine(
            (
                str(number),
                each.code,
                each.procedure,
                stated_text(each.due_at),
                each.left,
                f"{each.reminders} lần" if each.reminders else "",
            )
        )
        for number, each in enumerate(urging.lines, 1)
    )
    sheet = ReportSheet(
        unit=urging.office.upper(),
        form=f"Kính gửi: {urging.agency}",
        name="VĂN BẢN ĐÔN ĐỐC GIẢI QUYẾT HỒ SƠ",
        remarks=(urging.opening,),
        columns=_COLUMNS,
        lines=lines,
        notes=(urging.words,) if urging.words else (),
        code=urging.subject,
        made_at=urging.at,
        made_by=urging.signed_by,
        training=training,
    )
    return draw(sheet)


def urging_mail(urging: Urging, *, to: str = "", training: bool = False) -> bytes:
    """The same as a draft of an e-mail, with the list attached."""
    attached = ("don-doc.pdf", urging_pdf(urging, training=training))
    draft = Draft(
        subject=urging.subject, text=urging_text(urging), at=urging.at, to=to, attached=attached
    )
    return mail_draft(draft)
