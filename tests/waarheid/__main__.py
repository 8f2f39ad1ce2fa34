"""Prints the page: ``BUURTWIJZER_TESTDATA=... python -m tests.waarheid > docs/handboek/samenhang.md``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from buurtwijzer.rulebook.loader import load_rulebook
from tests.waarheid.found import find
from tests.waarheid.page import page


def main() -> int:
    """Count everything and print it."""
    folder = os.environ.get("BUURTWIJZER_TESTDATA")
    if not folder:
        sys.stderr.write("zet BUURTWIJZER_TESTDATA op de map met de echte bestanden\n")
        return 2
    rulebook = load_rulebook(Path(__file__).parent.parent.parent / "rules", environ={})
    sys.stdout.buffer.write(page(find(Path(folder), rulebook), rulebook).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
