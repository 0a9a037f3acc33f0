"""Opening the centre for one command, and what its verbs share."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.commands.answer import Answer
from app.commands.forms import typed
from app.config import Settings
from app.domain.codes import check_agency_code
from app.domain.errors import Reason, Refusal
from app.services.setup import tenant_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.domain.releases import Release
    from app.server.centre import Centre


def database_option(parser: ArgumentParser) -> None:
    """The option of every verb about the centre."""
    parser.add_argument(
        "--database",
        metavar="URL",
        help="postgresql://...; bỏ trống: PostgreSQL đi kèm, trong thư mục dữ liệu",
    )


@contextmanager
def opened_centre(arguments: Namespace, settings: Settings) -> Iterator[Centre]:
    """The open centre, on the database that was named or on an embedded one."""
    try:
        from app.server.centre import open_centre
        from app.server.embedded import start_embedded
    except ImportError:
        raise Refusal(Reason.SERVER_PARTS_MISSING) from None
    handle: Any = None
    address = arguments.database
    if address is None:
        handle, address = start_embedded(settings.data / "postgres")
    try:
        centre = open_centre(address)
        try:
            yield centre
        finally:
            centre.close()
    finally:
        if handle is not None:
            handle.cleanup()


def office_option(parser: ArgumentParser) -> None:
    """The option of verbs about one office."""
    parser.add_argument("code", type=typed, metavar="ĐƠN_VỊ", help="mã đơn vị, ví dụ H40.16")
    database_option(parser)


def known_office(connection: Connection, typed_code: str) -> tuple[str, str]:
    """Tenant and code of an office. Raises ``Refusal`` (``OFFICE_UNKNOWN``)."""
    from app.server import devices

    code = check_agency_code(typed_code)
    tenant = tenant_of(code)
    if devices.office_name(connection, tenant, code) is None:
        raise Refusal(Reason.OFFICE_UNKNOWN, code=code)
    return tenant, code


def released_answer(release: Release | None, **plain: Any) -> Answer:
    """What became of a publication."""
    return Answer({**plain, "version": release and release.version}, (released_sentence(release),))


def released_sentence(release: Release | None) -> str:
    """The number of a new release, or that nothing is new."""
    if release is None:
        return "Không có gì mới so với bản đang dùng."
    return f"Đã ban hành bản số {release.version}; các quầy nhận khi đồng bộ."
