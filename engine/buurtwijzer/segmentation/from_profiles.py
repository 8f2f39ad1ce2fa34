"""Areas laid beside the fitted profiles of a segmentation (method ``prototype``)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buurtwijzer.data.margins import standard_errors
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Segmentatie
from buurtwijzer.segmentation.found import Found, draw_settings, reasons
from buurtwijzer.segmentation.prototypes import Prototypes, gelijkenis, parts
from buurtwijzer.segmentation.stability import prototype_stability


def prototypes_of(segmentatie: Segmentatie) -> Prototypes:
    """Take the profiles of a segmentation from the rulebook.

    Raises:
        ValueError: The segmentation has no profiles; `Segmentatie.is_berekend` tells, the loader checks the rest.
    """
    rule = segmentatie.prototypen
    scales = [] if rule is None else [kenmerk.schaal for kenmerk in rule.kenmerken if kenmerk.schaal is not None]
    if rule is None or rule.temperatuur is None or len(scales) < len(rule.kenmerken):
        raise ValueError(f"{segmentatie.id} has no profiles")
    place = {kenmerk.indicator: number for number, kenmerk in enumerate(rule.kenmerken)}
    centres = np.zeros((len(segmentatie.segmenten), len(place)))
    for row, segment in enumerate(segmentatie.segmenten):
        for part in segment.middelpunt:
            centres[row, place[part.indicator]] = part.waarde
    return Prototypes(
        indicatoren=tuple(place),
        logaritme=np.array([kenmerk.bewerking == "logaritme" for kenmerk in rule.kenmerken]),
        gewichten=np.array([kenmerk.gewicht for kenmerk in rule.kenmerken]),
        laag=np.array([scale.afkap_laag for scale in scales]),
        hoog=np.array([scale.afkap_hoog for scale in scales]),
        gemiddelde=np.array([scale.gemiddelde for scale in scales]),
        spreiding=np.array([scale.spreiding for scale in scales]),
        middelpunten=centres,
        temperatuur=rule.temperatuur,
    )


def by_profile(rule: Segmentatie, table: BuurtTable, rulebook: Rulebook, small: Sequence[str]) -> Found:
    """Tell how much areas are like each profile.

    Args:
        rule: A segmentation with prototypes.
        table: n areas.
        rulebook: Numbers and margins.
        small: Per area why it is too small, empty where it is not.
    """
    profiles = prototypes_of(rule)
    names = tuple(rulebook.indicatoren[name].naam for name in profiles.indicatoren)
    values = table.values[:, [table.column(name) for name in profiles.indicatoren]]
    present = np.isfinite(values)
    least = round(rulebook.getal("leefstijlen", "kenmerken_minimaal_n"))
    found = gelijkenis(values, profiles)
    reden = reasons(names, present, least, small)
    rows = np.flatnonzero([not text for text in reden])
    stable, keys = np.full(len(table), np.nan), table.draw_keys()
    stable[rows] = prototype_stability(
        tuple(keys[row] for row in rows.tolist()),
        values[rows],
        standard_errors(profiles.indicatoren, table, rulebook)[rows],
        profiles,
        found[rows].argmax(axis=1),
        draw_settings(rulebook),
        rule.id,
    )
    return Found(
        aandeel=found,
        vertrekpunt=np.zeros(found.shape[1]),
        bijdragen=parts(values, profiles),
        rest=np.zeros_like(found),
        stabiliteit=stable,
        kenmerken=profiles.indicatoren,
        kenmerknamen=names,
        dekking=present.mean(axis=1),
        reden=reden,
    )
