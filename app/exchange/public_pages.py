"""The office's public pages: plain HTML that opens from a folder, without anything from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from app.domain.moments import local
from app.domain.procedure import Procedure
from app.domain.procedure_words import (
    basis_lines,
    cases_of,
    channel_lines,
    collector_text,
    counts_text,
    fee_lines,
    limit_lines,
    remarks_text,
)
from app.domain.public_address import PROCEDURE_FOLDER, page_name
from app.domain.text import fold, initials

INDEX, FEEDBACK = "index.html", "phan-anh.html"
_FOLDER = Path(__file__).parents[2] / "resources" / "public"
_REST = "Lĩnh vực khác"
_UNKNOWN = "Chưa công bố ở đây; hãy hỏi cán bộ tại quầy."
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOffice:
    """Whose pages they are, and the day and hour of writing."""

    name: str
    written_at: datetime
    parent_body: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAnswer:
    """A question with its answer, without anybody's name."""

    about: str
    question: str
    answer: str
    answered_on: date


def public_pages(
    office: PublicOffice, procedures: Sequence[Procedure], answers: Sequence[PublicAnswer]
) -> Mapping[str, bytes]:
    """Every page by its path below the folder; the same input gives the same bytes."""
    pages = {
        INDEX: _index(office, procedures),
        FEEDBACK: _feedback(office, answers),
        **{
            f"{PROCEDURE_FOLDER}/{page_name(each.code)}": _procedure(office, each)
            for each in procedures
        },
    }
    return {path: page.encode() for path, page in pages.items()}


def _index(office: PublicOffice, procedures: Sequence[Procedure]) -> str:
    parts = [
        "<h1>Danh mục thủ tục hành chính</h1>",
        f'<p class="soft">{len(procedures)} thủ tục.</p>',
        '<div class="search" id="finder" hidden><label for="search">Tìm thủ tục: mã hoặc vài chữ, '
        "có dấu hay không dấu đều được</label>"
        '<input type="search" id="search" autocomplete="off" spellcheck="false">'
        '<p id="told" role="status" aria-live="polite"></p></div>',
    ]
    for sector, group in groupby(procedures, key=lambda each: each.sector or _REST):
        lines = "".join(map(_line, group))
        parts.append(
            f'<section data-group><h2>{escape(sector)}</h2><ul class="found">{lines}</ul></section>'
        )
    script = f"<script>{_static('search.js')}</script>"
    return _page(office, "Danh mục thủ tục hành chính", "".join(parts) + script, up="")


def _line(procedure: Procedure) -> str:
    words = fold(f"{procedure.code} {procedure.name} {procedure.sector or ''}")
    said = f"{words} {initials(procedure.name)}"
    told = " · ".join(filter(None, (procedure.code, *limit_lines(procedure)[:1])))
    address = f"{PROCEDURE_FOLDER}/{page_name(procedure.code)}"
    return (
        f'<li data-words="{escape(said)}"><a href="{escape(address)}">{escape(procedure.name)}</a>'
        f'<span class="soft">{escape(told)}</span></li>'
    )


def _procedure(office: PublicOffice, procedure: Procedure) -> str:
    about = " · ".join(filter(None, (f"Mã {procedure.code}", procedure.sector)))
    papers = "".join(_papers(procedure)) if procedure.papers is not None else _said(_UNKNOWN)
    facts = "".join(
        f"<dt>{escape(label)}</dt><dd>{_lines(lines)}</dd>"
        for label, lines in _facts(procedure)
        if any(lines)
    )
    body = (
        f'<h1>{escape(procedure.name)}</h1><p class="soft">{escape(about)}</p>'
        f"<h2>Giấy tờ cần nộp</h2>{papers}<h2>Cần biết</h2><dl>{facts}</dl>"
    )
    return _page(office, procedure.name, body, up="../")


def _papers(procedure: Procedure) -> Iterator[str]:
    if not procedure.papers:
        yield _said("Thủ tục này không yêu cầu giấy tờ nào.")
    for case in cases_of(procedure):
        listed = [each for each in procedure.papers or () if each.case == case]
        rows = "".join(
            f"<tr><td>{number}</td><td>{escape(each.name)}{_remark(remarks_text(each))}</td>"
            f"<td>{escape(counts_text(each)) or '–'}</td></tr>"
            for number, each in enumerate(listed, start=1)
        )
        caption = f"<caption>Trường hợp: {escape(case)}</caption>" if case else ""
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("TT", "Giấy tờ", "Số lượng"))
        yield f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _facts(procedure: Procedure) -> Iterator[tuple[str, tuple[str, ...]]]:
    decision = procedure.decision
    decided = "" if decision is None else decision.number
    if decision is not None and decision.on is not None:
        decided += f" ngày {decision.on:%d/%m/%Y}"
    yield "Thời hạn giải quyết", limit_lines(procedure) or (_UNKNOWN,)
    yield "Phí, lệ phí", fee_lines(procedure) or (_UNKNOWN,)
    yield "Cách nộp", channel_lines(procedure)
    yield "Kết quả", tuple(each.name for each in procedure.results)
    yield "Người nhận kết quả", (collector_text(procedure),)
    yield "Cơ quan giải quyết", (procedure.settling_agency or "",)
    yield "Điện thoại", (procedure.settling_phone or "",)
    yield "Căn cứ pháp lý", basis_lines(procedure)
    yield "Quyết định công bố", (decided,)


def _feedback(office: PublicOffice, answers: Sequence[PublicAnswer]) -> str:
    told = "".join(map(_answer, answers)) or _said("Chưa có phản ánh nào được công khai.")
    body = f"<h1>Phản ánh, kiến nghị đã trả lời</h1>{told}"
    return _page(office, "Phản ánh, kiến nghị đã trả lời", body, up="")


def _answer(each: PublicAnswer) -> str:
    return (
        f"<article><h2>{escape(each.about)}</h2>"
        f"<h3>Nội dung</h3>{_said(each.question)}<h3>Trả lời</h3>{_said(each.answer)}"
        f'<p class="soft">Trả lời ngày {each.answered_on:%d/%m/%Y}</p></article>'
    )


def _page(office: PublicOffice, title: str, body: str, *, up: str) -> str:
    at = local(office.written_at)
    parent = f"<p>{escape(office.parent_body)}</p>" if office.parent_body else ""
    contact = f"<p>{escape(office.contact)}</p>" if office.contact else ""
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        f"<title>{escape(title)} – {escape(office.name)}</title>\n"
        f"<style>{_static('style.css')}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#content">Đến nội dung</a>\n'
        f'<header>{parent}<p class="unit">{escape(office.name)}</p>'
        f'<nav aria-label="Trang"><a href="{up}{INDEX}">Thủ tục</a>'
        f'<a href="{up}{FEEDBACK}">Phản ánh, kiến nghị</a></nav></header>\n'
        f'<main id="content">{body}</main>\n'
        f'<footer>{contact}<p class="soft">Cập nhật {at:%H:%M ngày %d/%m/%Y}.</p></footer>\n'
        "</body>\n</html>\n"
    )


def _said(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _remark(words: str) -> str:
    return f' <span class="soft">({escape(words)})</span>' if words else ""


def _lines(lines: Iterable[str]) -> str:
    told = [escape(each) for each in lines if each]
    if len(told) == 1:
        return told[0]
    return f"<ul>{''.join(f'<li>{each}</li>' for each in told)}</ul>"


@cache
def _static(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")
