"""One outcome beside one figure and beside what anyone can do without, all on exactly the same areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.evidence.backtest.areas import Gebieden
from buurtwijzer.evidence.backtest.errors import class_errors
from buurtwijzer.evidence.backtest.levels import calibrate
from buurtwijzer.evidence.backtest.model import (
    Bewijs,
    Manier,
    Oordeel,
    Tegenstander,
    Toetsuitslag,
)
from buurtwijzer.evidence.backtest.resampling import Draws, spearman_influence
from buurtwijzer.evidence.statistics import spearman
from buurtwijzer.rulebook.learned_judges import learned_from_same_model, why_learned
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Richting, Soort, Toetsvergelijking
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Rival:
    """An opponent with its values, turned so that they agree with the figure."""

    item: Tegenstander
    values: FloatArray


def expected_way(pair: Toetsvergelijking, soort: OutcomeKind, rulebook: Rulebook) -> float:
    """Give 1 when more of the figure should give a higher score, else -1."""
    if pair.hoger_is_meer is not None:
        return 1.0 if pair.hoger_is_meer else -1.0
    more_is_good = rulebook.indicatoren[pair.cijfer].richting is Richting.HOGER_IS_GUNSTIGER
    return 1.0 if more_is_good == (soort is not OutcomeKind.RISICO) else -1.0


def proof(soort: str, pair: Toetsvergelijking, rulebook: Rulebook) -> Bewijs:
    """Give how much agreement with a figure says: a model of another maker is nearer to proof, and no proof."""
    if soort == "consistentie" or learned_from_same_model(rulebook, pair.uitkomst, pair.cijfer):
        return Bewijs.CONSISTENTIE
    is_model = rulebook.indicatoren[pair.cijfer].soort is Soort.SCHATTING
    return Bewijs.ONAFHANKELIJKER if is_model else Bewijs.ONAFHANKELIJK


def compare(areas: Gebieden, outcome: OutcomeScores, pair: Toetsvergelijking, bewijs: Bewijs) -> Toetsuitslag:
    """Compare one outcome with one figure.

    Args:
        areas: The areas, with everything that is known of them.
        outcome: Scores of all these areas.
        pair: What is compared; the figure is in the files and feeds no part of the outcome.
        bewijs: How much agreement says.
    """
    rulebook = areas.rulebook
    target = areas.values(pair.cijfer)
    rows = np.flatnonzero(np.isfinite(outcome.score) & np.isfinite(target))
    enough = rulebook.getal("terugblik", "gebieden_n")
    columns = _known_columns(areas, outcome, rows) if len(rows) >= enough else {}
    for values in columns.values():
        rows = rows[np.isfinite(values[rows])]
    groups, word = areas.groups(rows)
    told = (*_named(outcome, pair, rulebook), bewijs, len(rows))
    way = expected_way(pair, outcome.soort, rulebook)
    score, aim = outcome.score[rows], way * target[rows]
    if len(rows) < enough or np.ptp(score) == 0 or np.ptp(aim) == 0:
        return Toetsuitslag(*told, groepen=len(set(groups)), groep=word)
    rivals = _rivals(areas, outcome, columns, rows, aim)
    draws = _draws(groups, rulebook)
    found = Toetsuitslag(
        *told,
        groepen=len(set(groups)),
        groep=word,
        gewogen=spearman(score, aim, np.nan_to_num(areas.table.inwoners[rows])),
        tegenstanders=tuple(rival.item for rival in rivals),
        ijking=calibrate(score, way, target[rows], draws, pair.cijfer, rulebook),
        fouten=tuple(class_errors(areas, rows, groups, score, rivals[0].values, target[rows])),
    )
    return _with_agreement(found, score, aim, rivals[0], draws, rulebook)


def left_out(
    outcome: OutcomeScores, pair: Toetsvergelijking, bewijs: Bewijs, rulebook: Rulebook
) -> Toetsuitslag | None:
    """Give a comparison that is not made, with the reason: the weights come from this figure; None when it may be."""
    why = why_learned(rulebook, pair.uitkomst, pair.cijfer)
    if not why:
        return None
    return Toetsuitslag(*_named(outcome, pair, rulebook), bewijs, 0, groepen=0, groep="", reden=why)


def _named(
    outcome: OutcomeScores, pair: Toetsvergelijking, rulebook: Rulebook
) -> tuple[str, str, OutcomeKind, str, str, str]:
    judge = rulebook.indicatoren[pair.cijfer]
    return outcome.id, outcome.naam, outcome.soort, judge.id, judge.naam, judge.eenheid.value


def _known_columns(areas: Gebieden, outcome: OutcomeScores, rows: IntArray) -> dict[str, FloatArray]:
    """Give what opponents read, as far as it is known in nearly all of the areas; density under an empty name."""
    least = areas.rulebook.getal("terugblik", "kolom_frac")
    woz = areas.rulebook.indicator_voor("woningwaarde")
    names = dict.fromkeys((*areas.recepten[outcome.id].indicatoren, *([woz] if woz else [])))
    found = {name: areas.values(name) for name in names} | {"": areas.dichtheid}
    return {name: values for name, values in found.items() if np.isfinite(values[rows]).mean() >= least}


def _rivals(
    areas: Gebieden, outcome: OutcomeScores, columns: dict[str, FloatArray], rows: IntArray, aim: FloatArray
) -> list[_Rival]:
    """Give the opponents, the strongest first; equal ones in a fixed order."""
    everyone = list(_opponents(areas, outcome, columns, rows, aim))
    found = [rival for rival in everyone if np.ptp(rival.values) > 0] or everyone
    order = list(Manier)
    return sorted(found, key=lambda rival: (-round(rival.item.samenhang, 9), order.index(rival.item.manier)))


def _opponents(
    areas: Gebieden, outcome: OutcomeScores, columns: dict[str, FloatArray], rows: IntArray, aim: FloatArray
) -> Iterator[_Rival]:
    yield _rival(Manier.GELIJK, "", areas.equal_weights(outcome.id)[rows], aim)
    inputs = [name for name in areas.recepten[outcome.id].indicatoren if name in columns]
    singles = [_either_way(Manier.KOLOM, name, columns[name][rows], aim) for name in inputs]
    if singles:
        yield max(singles, key=lambda rival: rival.item.samenhang)
    woz = areas.rulebook.indicator_voor("woningwaarde")
    if woz in columns:
        favourable = -1.0 if outcome.soort is OutcomeKind.RISICO else 1.0
        yield _rival(Manier.WOZ, woz, favourable * columns[woz][rows], aim)
    density = areas.rulebook.indicator_voor("adressendichtheid")
    if density is not None and "" in columns:
        yield _either_way(Manier.STEDELIJK, density, columns[""][rows], aim)


def _rival(manier: Manier, indicator: str, values: FloatArray, aim: FloatArray) -> _Rival:
    found = spearman(values, aim)
    return _Rival(Tegenstander(manier, indicator, 0.0 if np.isnan(found) else found), values)


def _either_way(manier: Manier, indicator: str, values: FloatArray, aim: FloatArray) -> _Rival:
    """Take the direction that works out best: chosen with hindsight, so a strict opponent."""
    found = _rival(manier, indicator, values, aim)
    if found.item.samenhang >= 0:
        return found
    return _Rival(Tegenstander(manier, indicator, -found.item.samenhang), -values)


def _draws(groups: list[str], rulebook: Rulebook) -> Draws | None:
    """Give the groups drawn again; None when they are too few to say anything about chance."""

    def getal(name: str) -> float:
        return rulebook.getal("terugblik", name)

    if len(set(groups)) < getal("groepen_n"):
        return None
    return Draws.of(groups, int(getal("zaad")), int(getal("trekkingen_n")), getal("laag_pct"), getal("hoog_pct"))


def _with_agreement(
    found: Toetsuitslag,
    score: FloatArray,
    aim: FloatArray,
    rival: _Rival,
    draws: Draws | None,
    rulebook: Rulebook,
) -> Toetsuitslag:
    own, influence = spearman_influence(score, aim)
    other, its = spearman_influence(rival.values, aim)
    more = own - rival.item.samenhang
    if draws is None or np.isnan(other):
        return replace(found, samenhang=own, verschil=more)
    drawn = draws.around(own, influence)
    low, high = draws.interval(drawn)
    ends = draws.interval(drawn - draws.around(other, its))
    return replace(
        found,
        samenhang=own,
        laag=max(low, -1.0),
        hoog=min(high, 1.0),
        verschil=more,
        verschil_laag=ends[0],
        verschil_hoog=ends[1],
        oordeel=verdict(more, *ends, rulebook.getal("terugblik", "merkbaar_frac")),
    )


def verdict(verschil: float, laag: float, hoog: float, merkbaar: float) -> Oordeel:
    """Give what score minus best opponent says: nothing inside the interval, or when it is too small to notice."""
    if laag > 0 and verschil >= merkbaar:
        return Oordeel.MEER
    return Oordeel.MINDER if hoog < 0 and verschil <= -merkbaar else Oordeel.GELIJK
