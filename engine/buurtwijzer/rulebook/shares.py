"""Shares that the organisation brings under its own licence, as figures to be read: one per segment.

They are no indicators of the rulebook: nothing can be scored from them. They are read, joined and traced like any
figure, and then taken together by segmentation.
"""

from __future__ import annotations

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own import EIGEN
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Kolom, Richting, Segment, Segmentatie, Soort

INGELEZEN = "ingelezen"


def share_id(segmentatie: str, segment: str) -> str:
    """Give the id of the share of a segment; the point keeps it apart from every id of the rulebook.

    Example:
        >>> share_id("mentality", "kosmopolieten")
        'mentality.kosmopolieten'
    """
    return f"{segmentatie}.{segment}"


def brought_segmentations(rules: Rulebook) -> tuple[Segmentatie, ...]:
    """Give the segmentations whose shares come from columns of the organisation, in order of id."""
    return tuple(rules.segmentaties[id_] for id_ in sorted(rules.segmentaties) if _is_brought(rules.segmentaties[id_]))


def share_indicators(rules: Rulebook) -> dict[str, Indicator]:
    """Give what is to be read of every segmentation that is brought along, by the id of the share."""
    return {
        share_id(item.id, segment.id): _indicator(item, segment)
        for item in brought_segmentations(rules)
        for segment in item.segmenten
        if segment.kolom is not None
    }


def figures_to_read(rules: Rulebook) -> dict[str, Indicator]:
    """Give everything that is looked for in files: the indicators, and the shares that may be brought along."""
    return {**rules.indicatoren, **share_indicators(rules)}


def _is_brought(item: Segmentatie) -> bool:
    return item.methode == INGELEZEN and item.inlezen is not None


def _indicator(item: Segmentatie, segment: Segment) -> Indicator:
    unit = Eenheid.PCT if item.inlezen is None else item.inlezen.eenheid
    # Not validated: the id has a point in it, so that no rule can be called the same.
    return Indicator.model_construct(
        id=share_id(item.id, segment.id),
        naam=f"{item.naam}: {segment.naam}",
        definitie=segment.omschrijving,
        eenheid=unit,
        richting=Richting.GEEN,
        soort=Soort.SCHATTING,
        kolommen=[Kolom(layout=EIGEN, waarde=" ".join((segment.kolom or "").split()))],
        ondergrens=0.0,
        bovengrens=100.0 if unit is Eenheid.PCT else 1.0,
        bron=item.bron,
        status=item.status,
        eigenaar=item.eigenaar,
        herzien_voor=item.herzien_voor,
    )
