"""Settings of the machine, read once at start: where data, state and keys lie, and the clock."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_APPLICATION = "motcua"


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen answer to "where": ``state`` never lies inside ``data`` nor in its backups.

    ``system_keys`` is on where the key belongs in the key store of the system. ``clock`` is an
    injected moment as text, which only training data obeys.
    """

    data: Path
    state: Path
    resources: Path
    system_keys: bool = False
    clock: str | None = None

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data / "motcua.db"

    @property
    def identity(self) -> Path:
        """The uid of the database in plain text: it names the key, and is no secret."""
        return self.data / "motcua.uid"

    @property
    def attachments(self) -> Path:
        """The folder of files kept encrypted beside the database."""
        return self.data / "attachments"

    @property
    def witness(self) -> Path:
        """The witness file."""
        return self.state / "witness"

    @property
    def erasures(self) -> Path:
        """The erasures that were carried out, which no restore may undo."""
        return self.state / "erasures"

    @property
    def erased_files(self) -> Path:
        """Names of attached files that erasures took, for other disks that still hold them."""
        return self.state / "tep-da-xoa"

    @property
    def logs(self) -> Path:
        """The folder of logs and crash reports."""
        return self.state / "logs"

    @property
    def lock(self) -> Path:
        """The file that the open window holds."""
        return self.state / "window.lock"

    @property
    def ledger(self) -> Path:
        """Where copies of the data go, and when they went there last."""
        return self.state / "sao-luu.json"

    @property
    def ballast(self) -> Path:
        """Room held back for the day on which the disk is full."""
        return self.data / "ballast"


def read_settings(data: Path | None = None, *, training: bool = False) -> Settings:
    """The settings of this process: ``--data``, else ``MOTCUA_DATA``, else the system's folders.

    An own data folder gets its state beside it (``DIR-state``), so that a trial stays in one
    place and yet a copied data folder does not carry its witness along.
    """
    chosen = data or _from_environment()
    clock = os.environ.get("MOTCUA_CLOCK")
    if chosen is not None:
        chosen = chosen.absolute()
        state = chosen.parent / f"{chosen.name}-state"
        return Settings(chosen, state, _resources(), clock=clock)
    if training:
        user = platformdirs.PlatformDirs(f"{_APPLICATION}-tap-huan", appauthor=False)
        return Settings(
            Path(user.user_data_dir), Path(user.user_state_dir), _resources(), clock=clock
        )
    return _installed_or_trial(clock)


def _installed_or_trial(clock: str | None) -> Settings:
    # Installed, two accounts of one PC are one desk, so the folders are the machine's; a run
    # from a checkout by a user without rights to them is a trial and stays with the user.
    site = platformdirs.PlatformDirs(_APPLICATION, appauthor=False)
    machine_data = Path(site.site_data_dir)
    if machine_data.is_dir() and os.access(machine_data, os.W_OK):
        state = machine_data.with_name(f"{_APPLICATION}-state")
        # The key store of the system belongs to one account, so a shared desk keeps a key file.
        return Settings(machine_data, state, _resources(), clock=clock)
    data, state = Path(site.user_data_dir), Path(site.user_state_dir)
    if data == state:
        state = data.with_name(f"{_APPLICATION}-state")
    return Settings(data, state, _resources(), system_keys=True, clock=clock)


def _from_environment() -> Path | None:
    named = os.environ.get("MOTCUA_DATA")
    return Path(named) if named else None


def _resources() -> Path:
    return Path(__file__).resolve().parent.parent / "resources"
