"""`with_mirror()`: a result with what residents and workers said of it; every score stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import plural
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.judgements import Spiegeling
from buurtwijzer.reporting.mirror.mirrored import Mirror


def with_mirror(assessment: Assessment, said: Spiegeling, issues: Iterable[Issue] = ()) -> Assessment:
    """Add the judgements of a mirror session to a result.

    Args:
        assessment: The result.
        said: The judgements.
        issues: What there was to tell when they were read.

    Returns:
        The same result with the judgements, what there is to tell about them and a line on the receipt.
    """
    found = replace(assessment, spiegeling=said)
    told = (*assessment.issues, *issues, *Mirror.of(found).issues())
    return replace(found, issues=sort_issues(told), verantwoording=(*assessment.verantwoording, *_receipt(said)))


def _receipt(said: Spiegeling) -> Iterable[tuple[str, str]]:
    counted = [oordeel for oordeel in said.oordelen if oordeel.telt]
    if not counted:
        yield "Spiegeling", "Nog geen oordelen van bewoners of professionals vastgelegd."
        return
    areas = plural(len({oordeel.code for oordeel in counted}), "gebied", "gebieden")
    amount = plural(len(counted), "oordeel", "oordelen")
    yield (
        "Spiegeling",
        (
            f"{amount} over {areas} (bestand {said.bron}). Zij veranderen geen score; alleen de zekerheid kan een stap "
            "verschuiven, volgens parameters/spiegeling.yaml."
        ),
    )
