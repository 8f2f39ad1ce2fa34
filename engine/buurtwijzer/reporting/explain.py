"""`explain()`: the trace of one score, down to file, sheet and cell and to the line of the rule."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.trace import Origin, TraceNode
from buurtwijzer.data.areas.small_areas import size_reasons
from buurtwijzer.reporting.explain_value import UNIT_WORDS, value_node
from buurtwijzer.reporting.mirror.mirrored import Mirror
from buurtwijzer.rulebook.schema import Status
from buurtwijzer.scoring.normalise import raw_points
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from buurtwijzer.scoring.reasons import Limits
from buurtwijzer.scoring.recipe import Recipe, Schaal, recipes
from buurtwijzer.scoring.score import effective_weights
from buurtwijzer.scoring.urbanity import corrected, log_density

_FOLDERS = {OutcomeKind.LEEFGEBIED: "leefgebieden", OutcomeKind.KRACHT: "krachten", OutcomeKind.RISICO: "risicos"}


def explain(assessment: Assessment, code: str, uitkomst: str) -> TraceNode:
    """Take one score apart.

    Args:
        assessment: The result.
        code: Code of an assessed area.
        uitkomst: Id of a leefgebied, kracht or risico.

    Returns:
        A tree: score = starting point + push per indicator + rest, each with its value, goalposts and weight and the
        place these come from. Without a score the node says why; of an area that is too small nothing else is shown.

    Raises:
        KeyError: The area or the outcome is not in the result.
    """
    row = assessment.row(code)
    outcome = assessment.outcome(uitkomst)
    recipe = next(r for r in recipes(assessment.rulebook) if (r.soort, r.id) == (outcome.soort, outcome.id))
    place = str(assessment.rulebook.place(_FOLDERS[outcome.soort], outcome.id))
    title = f"{outcome.naam} in {assessment.table.naam[row]} ({code})"
    reason = TraceNode("reden", outcome.reden[row], None)
    if _is_too_small(assessment, row):
        # The parts would give away the score that may not be given.
        return TraceNode("score", f"{title}: geen score", None, plaats=place, onderdelen=(reason,))
    pushes = tuple(_push(assessment, outcome, recipe, row, number) for number in range(len(recipe.indicatoren)))
    if outcome.reden[row]:
        return TraceNode("score", f"{title}: geen score", None, plaats=place, onderdelen=(reason, *pushes))
    start = TraceNode(
        "vertrekpunt",
        "vertrekpunt",
        outcome.vertrekpunt,
        "punten",
        Origin.REGELBOEK,
        str(assessment.rulebook.place("parameters", "score", "getallen", "vertrekpunt", "waarde")),
    )
    rest = TraceNode("rest", "rest (afronding)", float(outcome.rest[row]), "punten")
    parts = (start, *pushes, rest, *_judgements(assessment, outcome, row))
    return TraceNode("score", title, float(outcome.score[row]), "punten", plaats=place, onderdelen=parts)


def _judgements(assessment: Assessment, outcome: OutcomeScores, row: int) -> Iterator[TraceNode]:
    """Give what residents and workers say of the score; it is no part of the sum."""
    said = assessment.spiegeling
    if said is None:
        return
    found = Mirror.of(assessment).of_outcome(assessment.uitkomsten.index(outcome), row)
    if found is None:
        yield TraceNode("spiegeling", "spiegeling: over deze bevinding is niets vastgelegd", None, plaats=said.bron)
        return
    reden = f"; {found.reden}" if found.reden else ""
    text = f"telt niet mee in de score{reden}"
    parts = tuple(TraceNode("rol", beeld.tekst, None) for beeld in found.beelden)
    yield TraceNode("spiegeling", f"herkenning: {text}", None, "", Origin.GEGEVENS, said.bron, parts)


def _is_too_small(assessment: Assessment, row: int) -> bool:
    limits = Limits.of(assessment.rulebook)
    return bool(size_reasons(assessment.table.take(np.array([row])), limits.inwoners_n, limits.huishoudens_n)[0])


def _push(assessment: Assessment, outcome: OutcomeScores, recipe: Recipe, row: int, number: int) -> TraceNode:
    indicator = assessment.rulebook.indicatoren[recipe.indicatoren[number]]
    value = value_node(assessment.table, assessment.rulebook, row, indicator.id)
    weight = _weight_node(assessment, outcome, recipe, row, number)
    if not outcome.aanwezig[row, number]:
        return TraceNode("bijdrage", f"{indicator.naam}: telt niet mee", None, onderdelen=(value, weight))
    parts = (value, _points_node(assessment, recipe, row, number), weight)
    given = not outcome.reden[row]
    amount = float(outcome.bijdragen[row, number]) if given else None
    return TraceNode("bijdrage", indicator.naam, amount, "punten" if given else "", onderdelen=parts)


def _points_node(assessment: Assessment, recipe: Recipe, row: int, number: int) -> TraceNode:
    rulebook, indicator = assessment.rulebook, assessment.rulebook.indicatoren[recipe.indicatoren[number]]
    scale = recipe.schalen[number]
    own = assessment.table.values[row, assessment.table.column(indicator.id)]
    density = log_density(assessment.table, rulebook, slice(row, row + 1))
    value = float(corrected(np.array([[own]]), density, (scale,))[0, 0])
    raw = float(raw_points(np.array([[value]]), *(a[number : number + 1] for a in _scale(recipe)))[0, 0])
    capped = " (afgetopt)" if not 0.0 <= raw <= 100.0 else ""
    posts = tuple(
        TraceNode(
            "doelwaarde",
            f"{'0' if at_start == recipe.stijgend[number] else '100'} punten bij",
            float(bound[number]),
            UNIT_WORDS[indicator.eenheid],
            _rule_origin(scale.status),
            str(rulebook.place(*path)),
        )
        for path, bound, at_start in ((scale.pad_laag, recipe.laag, True), (scale.pad_hoog, recipe.hoog, False))
    )
    correction = _correction_nodes(assessment, scale, value, UNIT_WORDS[indicator.eenheid])
    points = min(max(raw, 0.0), 100.0)
    return TraceNode("punten", f"punten op de schaal{capped}", points, "punten", onderdelen=(*correction, *posts))


def _correction_nodes(assessment: Assessment, scale: Schaal, value: float, unit: str) -> tuple[TraceNode, ...]:
    if scale.correctie is None:
        return ()
    middle = format_number(round(math.exp(scale.correctie.midden_log), 0), 0)
    slope = f"{format_number(scale.correctie.helling)} {unit}"
    return (
        TraceNode(
            "correctie",
            f"waarde zoals bij {middle} adressen per km2 ({slope} per keer 2,718 zo dicht)",
            value,
            unit,
            _rule_origin(scale.status),
            str(assessment.rulebook.place(*scale.pad_laag[:-2])),
        ),
    )


def _scale(recipe: Recipe) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return recipe.laag, recipe.hoog, recipe.stijgend


def _weight_node(assessment: Assessment, outcome: OutcomeScores, recipe: Recipe, row: int, number: int) -> TraceNode:
    weight = float(effective_weights(recipe.gewichten, outcome.aanwezig[row : row + 1])[0, number])
    own = float(recipe.gewichten[number])
    spread = "" if abs(weight - own) < 1e-9 or weight == 0 else " (herverdeeld: niet alles is bekend)"
    folder, item = recipe.paden[number][0], recipe.paden[number][1]
    status = getattr(assessment.rulebook, folder)[item].status
    return TraceNode(
        "gewicht",
        f"gewicht{spread}",
        round(weight or own, 6),
        "",
        _rule_origin(status),
        str(assessment.rulebook.place(*recipe.paden[number])),
    )


def _rule_origin(status: Status) -> Origin:
    return Origin.REGELBOEK if status is Status.VASTGESTELD else Origin.AANNAME
