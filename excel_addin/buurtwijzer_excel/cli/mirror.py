"""What commands share that take judgements of residents and workers along (``--spiegeling``)."""

from __future__ import annotations

from pathlib import Path

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.judgements import Spiegeling
from buurtwijzer.evidence.mirror.together import read_mirror_file
from buurtwijzer.reporting.bladen.spiegeling import session_rules
from buurtwijzer.reporting.mirror.attach import with_mirror
from buurtwijzer.rulebook.model import Rulebook

Said = tuple[Spiegeling, tuple[Issue, ...]]


def read_mirror_of(werkmap: Path | None, rulebook: Rulebook) -> Said | None:
    """Read the judgements in a workbook; None when none was named.

    Raises:
        InputError: The workbook has no sheet Spiegeling, the sheet has mistakes, or the rules have no roles.
    """
    return None if werkmap is None else read_mirror_file(werkmap, session_rules(rulebook))


def mirrored(result: Assessment, said: Said | None) -> Assessment:
    """Add what was read to a result."""
    return result if said is None else with_mirror(result, *said)
