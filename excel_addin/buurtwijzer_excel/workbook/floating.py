"""Tells which charts, pictures and shapes of the user lie over our columns. Pure: cells in, findings out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from buurtwijzer.core.dutch import name_some, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace
from buurtwijzer.reporting.injection.issue_kinds import X323
from buurtwijzer.reporting.injection.plan import Place
from buurtwijzer.reporting.injection.ranges import Rectangle


def told_over(place: CellPlace, shapes: Iterable[Rectangle], kolommen: Collection[Place]) -> list[Issue]:
    """Tell what lies over columns of ours.

    Args:
        place: The sheet.
        shapes: Cells under each chart, picture or shape on it.
        kolommen: Our columns.
    """
    over = [
        shape
        for shape in shapes
        if any(c.kolom in shape.kolommen and shape.crosses(c.kop, c.laatste) for c in kolommen)
    ]
    if not over:
        return []
    count = plural(len(over), "grafiek, afbeelding of vorm", "grafieken, afbeeldingen of vormen")
    return [X323.at(place, aantal=count, cellen=name_some([str(shape) for shape in over]))]
