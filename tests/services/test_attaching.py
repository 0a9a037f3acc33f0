from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from deeds_at_desk import acting, received, stored

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.services import upkeep
from app.services.attaching import (
    MOST_BYTES,
    AttachForm,
    attach_file,
    exempt_from_scanning,
    undigitised_papers,
    vault_of,
)

PDF = b"%PDF-1.7\nTran Thi Mau 034188004321\n%%EOF"


@pytest.fixture
def folder(desk: Desk) -> Path:
    return desk.settings.attachments


def attach(desk: Desk, uid: UUID, folder: Path, **changed: object) -> str:
    form = AttachForm(**{"name": "giay-to.pdf", "content": PDF, "ordinal": 1, **changed})  # type: ignore[arg-type]
    with desk.database.transaction() as session:
        vault = vault_of(session, "H40", folder)
        return attach_file(session, uid, form, acting(desk), vault)


def test_a_file_is_kept_encrypted_and_comes_back(desk: Desk, folder: Path) -> None:
    uid = received(desk)
    digest = attach(desk, uid, folder)
    (kept,) = [each for each in folder.rglob("*") if each.is_file()]
    assert b"034188004321" not in kept.read_bytes()
    assert digest not in str(kept)
    with desk.database.transaction() as session:
        assert vault_of(session, "H40", folder).fetch(digest) == PDF
        assert upkeep.verify(session, "H40") == ()
    (known,) = stored(desk, uid).attachments
    assert (known.digest, known.size, known.media_type) == (digest, len(PDF), "application/pdf")


def test_the_same_file_twice_lies_there_once(desk: Desk, folder: Path) -> None:
    first, second = received(desk), received(desk)
    assert attach(desk, first, folder) == attach(desk, second, folder)
    assert len([each for each in folder.rglob("*") if each.is_file()]) == 1


def test_papers_without_scan_or_reason_are_named(desk: Desk, folder: Path) -> None:
    uid = received(desk)
    assert undigitised_papers(stored(desk, uid)) == (1, 2)
    attach(desk, uid, folder)
    with desk.database.transaction() as session:
        exempt_from_scanning(session, uid, 2, "copy", acting(desk))
    assert undigitised_papers(stored(desk, uid)) == ()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"content": b""}, Reason.ATTACHMENT_EMPTY),
        ({"content": b"%PDF-" + bytes(MOST_BYTES)}, Reason.ATTACHMENT_TOO_LARGE),
        ({"content": b"MZ\x90\x00"}, Reason.ATTACHMENT_KIND_UNKNOWN),
        ({"ordinal": 99}, Reason.PAPER_NOT_HANDED_IN),
        ({"ordinal": None, "result_uid": "x"}, Reason.RESULT_NOT_ON_SHELF),
    ],
)
def test_what_cannot_be_kept_is_refused(
    desk: Desk, folder: Path, changed: dict[str, object], reason: Reason
) -> None:
    uid = received(desk)
    with pytest.raises(Refusal) as refused:
        attach(desk, uid, folder, **changed)
    assert refused.value.reason is reason
    assert stored(desk, uid).attachments == ()


def test_an_altered_or_lost_file_is_told(desk: Desk, folder: Path) -> None:
    uid = received(desk)
    digest = attach(desk, uid, folder)
    (kept,) = [each for each in folder.rglob("*") if each.is_file()]
    sealed = bytearray(kept.read_bytes())
    sealed[-1] ^= 1
    kept.write_bytes(bytes(sealed))
    with desk.database.transaction() as session:
        vault = vault_of(session, "H40", folder)
        with pytest.raises(Refusal) as refused:
            vault.fetch(digest)
        assert refused.value.reason is Reason.ATTACHMENT_DAMAGED
        vault.drop(digest)
        with pytest.raises(Refusal) as refused:
            vault.fetch(digest)
    assert refused.value.reason is Reason.ATTACHMENT_MISSING
