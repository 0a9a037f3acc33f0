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
from app.exchange.fact_sheet import UNATTESTED  # noqa: E402

STARTER = ROOT / "resources" / "catalogue" / "starter.json"


def main() -> None:
    """Write one line a procedure, so that a change of the facts is a readable difference.

    What nobody has seen in a source is left out.
    """
    (facts,) = sys.argv[1:]
    read = read_catalogue(Path(facts))
    attested = [each for each in read.procedures if UNATTESTED not in (each.source or "")]
    for row in read.skipped:
        sys.stderr.write(f"{row.place}: {row.reason}\n")
    lines = ",\n".join(
        json.dumps(to_plain(each), ensure_ascii=False, sort_keys=True) for each in attested
    )
    STARTER.write_text(
        f'{{"format": "{CATALOGUE_FORMAT}", "procedures": [\n{lines}\n]}}\n', encoding="utf-8"
    )
    ready = sum(each.is_receivable and each.valid_to is None for each in attested)
    sys.stdout.write(f"{len(attested)} procedures, {ready} can be received at once\n")


if __name__ == "__main__":
    main()
