"""Make the starter catalogue from a fact sheet: ``python tools/make_starter.py FACTS.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.domain.records import to_plain  # noqa: E402
from app.exchange.catalogue_files import read_catalogue  # noqa: E402
from app.exchange.catalogue_json import CATALOGUE_FORMAT  # noqa: E402

STARTER = ROOT / "resources" / "catalogue" / "starter.json"


def main() -> None:
    """Write one line a procedure, so that a change of the facts is a readable difference."""
    (facts,) = sys.argv[1:]
    read = read_catalogue(Path(facts))
    for row in read.skipped:
        sys.stderr.write(f"{row.place}: {row.reason}\n")
    lines = ",\n".join(
        json.dumps(to_plain(each), ensure_ascii=False, sort_keys=True) for each in read.procedures
    )
    STARTER.write_text(
        f'{{"format": "{CATALOGUE_FORMAT}", "procedures": [\n{lines}\n]}}\n', encoding="utf-8"
    )
    ready = sum(each.is_receivable and each.valid_to is None for each in read.procedures)
    sys.stdout.write(f"{len(read.procedures)} procedures, {ready} can be received at once\n")


if __name__ == "__main__":
    main()
