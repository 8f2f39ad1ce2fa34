"""Prints the page: ``BUURTWIJZER_TESTDATA=... python -m tests.waarheid > docs/handboek/samenhang.md``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from buurtwijzer.reporting.terugblik.pagina import Toelichting, page
from buurtwijzer.rulebook.loader import load_rulebook
from tests.waarheid.files import look_back
from tests.waarheid.words import HOE, SLOT, UITLEG_WIJKEN


def main() -> int:
    """Count everything and print it."""
    folder = os.environ.get("BUURTWIJZER_TESTDATA")
    if not folder:
        sys.stderr.write("zet BUURTWIJZER_TESTDATA op de map met de echte bestanden\n")
        return 2
    rulebook = load_rulebook(Path(__file__).parent.parent.parent / "rules", environ={})
    words = Toelichting(slot=SLOT, hoe=HOE, paren=UITLEG_WIJKEN)
    sys.stdout.buffer.write(page(look_back(Path(folder), rulebook), words).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
