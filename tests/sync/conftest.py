from __future__ import annotations

from pathlib import Path

import pytest
from walk_places import make_places


@pytest.fixture(scope="session")
def made_places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two desks, a supervisor's, one of the post: each set up on its own."""
    folder = tmp_path_factory.mktemp("places")
    make_places(folder)
    return folder
