"""``motcua attach``: files of a dossier, scanned or picked, and the papers not to be scanned."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from app.commands.answer import Answer, Verb, no_options
from app.commands.forms import typed
from app.commands.opening import acting_at, at_option, opened, signed_in, write_file
from app.commands.rights import SEERS
from app.config import Settings
from app.devices.page_scanner import page_scanners, scan_page
from app.domain.digitisation import NOT_DIGITISED
from app.domain.dossier import Dossier
from app.domain.errors import Reason, Refusal
from app.domain.roles import CLERK, POSTAL_CLERK
from app.printing.scanned_pages import bind_pages
from app.services.attaching import (
    AttachForm,
    attach_file,
    exempt_from_scanning,
    known_vault,
    undigitised_papers,
    vault_of,
)
from app.services.dossiers import dossier
from app.services.travelling_files import missing_files

_DESK = (CLERK, POSTAL_CLERK)
_DOTS_PER_INCH = 300


def _code_option(parser: ArgumentParser) -> None:
    parser.add_argument("code", type=typed, metavar="MÃ", help="mã hồ sơ")


def _file_options(parser: ArgumentParser) -> None:
    _code_option(parser)
    parser.add_argument("file", nargs="?", type=Path, metavar="TỆP", help="PDF, JPEG, PNG, TIFF")
    parser.add_argument("--paper", type=int, metavar="SỐ", help="giấy tờ số mấy trong thành phần")
    parser.add_argument("--result", type=int, metavar="SỐ", help="kết quả thứ mấy của hồ sơ")
    parser.add_argument("--scanner", type=typed, metavar="MÁY", help="quét từ máy quét này")
    parser.add_argument("--pages", type=int, default=1, metavar="N", help="quét mấy trang")
    at_option(parser)


def _exempt_options(parser: ArgumentParser) -> None:
    _code_option(parser)
    parser.add_argument("paper", type=int, metavar="SỐ", help="giấy tờ số mấy trong thành phần")
    parser.add_argument("why", choices=tuple(NOT_DIGITISED), help="vì sao không số hóa")
    at_option(parser)


def _get_options(parser: ArgumentParser) -> None:
    _code_option(parser)
    parser.add_argument("digest", type=typed, metavar="MÃ BĂM", help="vài chữ đầu là đủ")
    parser.add_argument("--out", type=Path, required=True, metavar="TỆP")


def _attach(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        form = _form(arguments)
        with desk.database.transaction() as session:
            found = dossier(session, desk.context.tenant, arguments.code)
            vault = vault_of(session, desk.context.tenant, desk.settings.attachments)
            form = replace(form, result_uid=_result_of(found, arguments.result))
            acting = acting_at(desk, arguments.at)
            digest = attach_file(session, UUID(found.uid), form, acting, vault)
    plain = {"digest": digest, "bytes": len(form.content)}
    return Answer(plain, (f"Đã đính kèm {form.name} vào hồ sơ {found.code}.",))


def _result_of(found: Dossier, ordinal: int | None) -> str | None:
    """The result that a file shows, counted from 1 as the dossier lists them."""
    if ordinal is None:
        return None
    if not 1 <= ordinal <= len(found.results):
        raise Refusal(Reason.FIELD_WRONG, field="kết quả", value=ordinal)
    return found.results[ordinal - 1].uid


def _form(arguments: Namespace) -> AttachForm:
    if arguments.scanner:
        pages = [
            scan_page(arguments.scanner, dots_per_inch=_DOTS_PER_INCH)
            for _ in range(arguments.pages)
        ]
        content = bind_pages(pages, dots_per_inch=_DOTS_PER_INCH)
        return AttachForm(
            name="ban-quet.pdf", content=content, ordinal=arguments.paper, pages=len(pages)
        )
    if arguments.file is None:
        raise Refusal(Reason.FIELD_MISSING, field="tệp hoặc máy quét")
    try:
        content = arguments.file.read_bytes()
    except OSError:
        cause = f"không mở được tệp {arguments.file}"
        raise Refusal(Reason.FORM_UNREADABLE, cause=cause) from None
    return AttachForm(name=arguments.file.name, content=content, ordinal=arguments.paper)


def _exempt(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        found = dossier(session, desk.context.tenant, arguments.code)
        acting = acting_at(desk, arguments.at)
        exempt_from_scanning(session, UUID(found.uid), arguments.paper, arguments.why, acting)
    why = NOT_DIGITISED[arguments.why]
    return Answer(
        {"dossier_code": found.code, "paper": arguments.paper, "why": arguments.why},
        (f"Giấy tờ {arguments.paper} của hồ sơ {found.code} không số hóa: {why}.",),
    )


def _list(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        found = dossier(session, desk.context.tenant, arguments.code)
    left = undigitised_papers(found)
    kept = [
        {
            "digest": each.digest,
            "bytes": each.size,
            "media_type": each.media_type,
            "paper": each.ordinal,
            "exempt": each.exempt,
        }
        for each in found.attachments
    ]
    lines = [
        f"Giấy tờ {each['paper'] or '-'}: "
        f"{each['exempt'] or str(each['digest'])[:12] + ' ' + str(each['media_type'])}"
        for each in kept
    ]
    lines += [f"Giấy tờ {ordinal}: chưa số hóa" for ordinal in left]
    plain = {"attachments": kept, "not_digitised": list(left)}
    return Answer(plain, tuple(lines) or ("Chưa có tệp nào.",))


def _get(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        found = dossier(session, desk.context.tenant, arguments.code)
        digests = [each.digest for each in found.attachments if each.digest is not None]
        wanted = [each for each in digests if each.startswith(arguments.digest.lower())]
        if len(set(wanted)) != 1:
            raise Refusal(Reason.ATTACHMENT_MISSING, digest=arguments.digest[:12])
        vault = vault_of(session, desk.context.tenant, desk.settings.attachments)
        content = vault.fetch(wanted[0])
    path = write_file(arguments.out, content)
    return Answer({"file": str(path), "bytes": len(content)}, (f"Đã ghi {path}.",))


def _missing(_: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk, desk.database.reading() as session:
        vault = known_vault(session, desk.context.tenant, desk.settings.attachments)
        missing = missing_files(session, desk.context.tenant, vault)
    plain = [{"digest": each.digest, "bytes": each.size, "desk": each.desk} for each in missing]
    lines = tuple(f"{each.digest[:12]}  {each.size} byte, quầy {each.desk}" for each in missing)
    return Answer(plain, lines or ("Máy này có đủ mọi tệp đính kèm.",))


def _scanners(_: Namespace, __: Settings) -> Answer:
    found = page_scanners()
    lines = tuple(f"{each.name}  {each.model}" for each in found)
    plain = [{"name": each.name, "model": each.model} for each in found]
    return Answer(plain, lines or ("Không thấy máy quét nào. Có thể đính kèm tệp đã quét sẵn.",))


VERBS = (
    Verb("attach file", "đính kèm tệp hoặc quét giấy tờ", _file_options, _attach, _DESK),
    Verb("attach exempt", "ghi giấy tờ không phải số hóa", _exempt_options, _exempt, _DESK),
    Verb("attach list", "tệp và giấy tờ chưa số hóa", _code_option, _list, SEERS),
    Verb("attach get", "lấy tệp đính kèm ra", _get_options, _get, SEERS),
    Verb("attach missing", "tệp chưa về tới máy này", no_options, _missing),
    Verb("attach scanners", "máy quét của máy này", no_options, _scanners),
)
