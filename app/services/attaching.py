"""Attachments and digitisation: files kept encrypted, or the reason why nothing was scanned."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.devices.vault import Vault, new_vault_key
from app.domain.digitisation import NOT_DIGITISED
from app.domain.dossier import Dossier
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.fact_parts import FreeWords
from app.domain.file_kinds import media_type_of
from app.domain.light_dataclass import dataclass
from app.domain.trail_facts import AttachmentAdded
from app.models.life import VaultKeyRow
from app.services.dossier_deeds import Acting, Begun, begin_deed, needed, said

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachForm:
    """A file and what it shows: a paper of the published list, a result, or neither."""

    name: str
    content: bytes
    ordinal: int | None = None
    result_uid: str | None = None
    pages: int | None = None


def vault_of(session: Session, tenant: str, folder: Path) -> Vault:
    """The vault of a desk; its key is made when it is first wanted."""
    return Vault(folder, _vault_key(session, tenant))


def known_vault(session: Session, tenant: str, folder: Path) -> Vault | None:
    """The vault, where anything was ever attached."""
    key = _kept_key(session, tenant)
    return None if key is None else Vault(folder, key)


def attach_file(
    session: Session, dossier_uid: UUID, form: AttachForm, acting: Acting, vault: Vault
) -> str:
    """Keep a file of a dossier and record its digest, which is returned.

    The file is durable before the event is; without the event nothing names it. Raises
    ``Refusal``: ``ATTACHMENT_EMPTY``, ``ATTACHMENT_TOO_LARGE``, ``ATTACHMENT_KIND_UNKNOWN``,
    ``PAPER_NOT_HANDED_IN``, and those of the vault.
    """
    begun = begin_deed(session, dossier_uid, DeedKind.ATTACH, acting)
    if not form.content:
        raise Refusal(Reason.ATTACHMENT_EMPTY, name=form.name)
    if len(form.content) > MOST_BYTES:
        raise Refusal(Reason.ATTACHMENT_TOO_LARGE, name=form.name, most=MOST_BYTES // 1024 // 1024)
    media_type = media_type_of(form.content)
    if media_type is None:
        raise Refusal(Reason.ATTACHMENT_KIND_UNKNOWN, name=form.name)
    _check_about(begun, form.ordinal, form.result_uid)
    digest = vault.keep(form.content)
    begun.record(
        AttachmentAdded(
            digest=digest,
            size=len(form.content),
            media_type=media_type,
            pages=form.pages,
            ordinal=form.ordinal,
            result_uid=form.result_uid,
            private=FreeWords(words=needed(form.name, "tên tệp")),
        )
    )
    return digest


def exempt_from_scanning(
    session: Session, dossier_uid: UUID, ordinal: int, why: str, acting: Acting
) -> None:
    """Say why a paper is not scanned. Raises ``Refusal`` (``EXEMPTION_UNKNOWN``)."""
    begun = begin_deed(session, dossier_uid, DeedKind.ATTACH, acting)
    if why not in NOT_DIGITISED:
        raise Refusal(Reason.EXEMPTION_UNKNOWN, value=said(why) or "")
    _check_about(begun, ordinal, None)
    begun.record(AttachmentAdded(ordinal=ordinal, exempt=why))


def undigitised_papers(dossier: Dossier) -> tuple[int, ...]:
    """The papers handed in that have neither a scan nor a reason for none."""
    done = {each.ordinal for each in dossier.attachments if each.ordinal is not None}
    handed_in = (each.ordinal for each in dossier.documents if each.is_met and not each.looked_up)
    return tuple(ordinal for ordinal in handed_in if ordinal not in done)


def _check_about(begun: Begun, ordinal: int | None, result_uid: str | None) -> None:
    dossier = begun.dossier
    known = {each.ordinal for each in dossier.documents}
    if ordinal is not None and ordinal not in known:
        raise Refusal(Reason.PAPER_NOT_HANDED_IN, ordinal=ordinal, code=dossier.code)
    if result_uid is not None and all(each.uid != result_uid for each in dossier.results):
        raise Refusal(Reason.RESULT_NOT_ON_SHELF, code=dossier.code)


def _vault_key(session: Session, tenant: str) -> bytes:
    found = _kept_key(session, tenant)
    if found is not None:
        return found
    key = new_vault_key()
    session.execute(insert(VaultKeyRow), [{"tenant": tenant, "key": key}])
    return key


def _kept_key(session: Session, tenant: str) -> bytes | None:
    return session.execute(select(VaultKeyRow.key).where(VaultKeyRow.tenant == tenant)).scalar()
