"""One file for whoever helps: logs, reports of faults, versions, and what ``verify`` says."""

from __future__ import annotations

import json
import platform
import zipfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from app.bootstrap import Desk, open_desk
from app.config import Settings
from app.devices.logbook import Logbook
from app.domain.errors import Reason, Refusal
from app.domain.log_guard import Occasion
from app.models import schema
from app.services import upkeep

_PROGRAM = "motcua"
_LIBRARIES = ("PySide6_Essentials", "SQLAlchemy", "sqlcipher3", "reportlab")


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file in the package, and what it is."""

    name: str
    size: int
    about: str


def pack_support(settings: Settings, path: Path) -> tuple[PackedFile, ...]:
    """Write the package; what is in it, in the order in which it lies there.

    A desk that does not open is packed all the same, with the reason why. Raises ``Refusal``
    (``BACKUP_EXISTS``, ``FOLDER_READ_ONLY``).
    """
    if path.exists():
        raise Refusal(Reason.BACKUP_EXISTS, path=path)
    log = Logbook(settings.logs)
    log.write(Occasion.PACKED, __name__)
    parts: list[tuple[str, str, bytes]] = [
        ("versions.json", "phiên bản chương trình và máy", _json(_versions())),
        ("verify.json", "kết quả kiểm tra nhật ký", _json(_verified(settings))),
    ]
    parts += [(f"logs/{file.name}", _about(file), file.read_bytes()) for file in log.files()]
    packed = tuple(PackedFile(name, len(content), about) for name, about, content in parts)
    listed = "\n".join(f"{each.name}: {each.about}, {each.size} byte" for each in packed)
    try:
        with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as package:
            package.writestr("NOI-DUNG.txt", f"{listed}\n")
            for name, _, content in parts:
                package.writestr(name, content)
    except OSError:
        path.unlink(missing_ok=True)
        raise Refusal(Reason.FOLDER_READ_ONLY, path=path.parent) from None
    return packed


def package_sentences(path: Path, packed: tuple[PackedFile, ...]) -> tuple[str, ...]:
    """What is in the package, and that nobody is."""
    return (
        f"Đã gói {len(packed)} tệp vào {path}:",
        *(f"  {each.name}: {each.about}, {each.size} byte" for each in packed),
        "Trong gói không có họ tên, số giấy tờ hay nội dung hồ sơ của ai.",
    )


def _versions() -> dict[str, Any]:
    return {
        "program": _version(_PROGRAM),
        "schema": schema.SCHEMA,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "libraries": {name: _version(name) for name in _LIBRARIES if _version(name)},
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _verified(settings: Settings) -> dict[str, Any]:
    """Invariants and identities; the sentences stay here, for they may name a dossier."""
    try:
        desk = open_desk(settings)
    except Refusal as refusal:
        return {"opened": False, "reason": refusal.reason.value}
    try:
        return {"opened": True, **_findings(desk)}
    finally:
        desk.close()


def _findings(desk: Desk) -> dict[str, Any]:
    with desk.database.reading() as session:
        found = upkeep.verify(session, desk.context.tenant)
    return {
        "sound": not found,
        "findings": [
            {
                "invariant": each.invariant,
                "event": each.event_uid,
                "dossier": each.dossier_uid,
            }
            for each in found
        ],
    }


def _about(file: Path) -> str:
    return "báo cáo lỗi" if file.suffix == ".txt" else "nhật ký máy"


def _json(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain, indent=2).encode()
