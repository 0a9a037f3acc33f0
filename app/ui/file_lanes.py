"""What the lanes do with the files of a dossier: read from disk, kept, drawn to be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.domain.errors import Reason, Refusal
from app.ui.paper_files import PaperFile

if TYPE_CHECKING:
    from app.printing.raster import Picture
    from app.services.attaching import AttachForm


def keep_file(session: Any, uid: UUID, form: AttachForm, folder: Path, acting: Any) -> str:
    """Keep a file encrypted and record it; returns its digest, refuses as ``attach_file``."""
    from app.services.attaching import attach_file, vault_of

    return attach_file(session, uid, form, acting, vault_of(session, acting.desk.tenant, folder))


def drawn_file(
    session: Any, tenant: str, folder: Path, line: PaperFile
) -> tuple[bytes, tuple[Picture, ...]]:
    """A kept file as it was, and its first pages as pictures."""
    from app.printing.scanned_pages import shown_pages
    from app.services.attaching import vault_of

    content = vault_of(session, tenant, folder).fetch(line.digest or "")
    return shown_pages(content, line.name)


def read_file(path: Path) -> bytes:
    """The bytes of a file; one that is too large is not read at all."""
    from app.services.attaching import MOST_BYTES

    try:
        if path.stat().st_size > MOST_BYTES:
            most = MOST_BYTES // 1024 // 1024
            raise Refusal(Reason.ATTACHMENT_TOO_LARGE, name=path.name, most=most)
        return path.read_bytes()
    except OSError:
        cause = f"không mở được tệp {path.name}"
        raise Refusal(Reason.FORM_UNREADABLE, cause=cause) from None
