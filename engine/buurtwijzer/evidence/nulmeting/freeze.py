"""`freeze()`: what is known and agreed before the start, as a `Nulmeting`. Looks at no year from the start on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version

import numpy as np

from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.dutch import join_words, name_some
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtData, State
from buurtwijzer.evidence.effect.issue_kinds import NIETS_NAAST
from buurtwijzer.evidence.effect.measure import measure_effect
from buurtwijzer.evidence.effect.model import Effect, EffectVraag, Oordeel
from buurtwijzer.evidence.effect.refusal import ABOUT_AREAS, missing_composition
from buurtwijzer.evidence.nulmeting import issue_kinds as kinds
from buurtwijzer.evidence.nulmeting.asked import find_asked
from buurtwijzer.evidence.nulmeting.model import Nulmeting, Onderdeel, Regel, Wat
from buurtwijzer.evidence.nulmeting.outcome import Verwacht, expected_effect, find_intervention
from buurtwijzer.evidence.nulmeting.results import result_lines, scores_in_words
from buurtwijzer.evidence.nulmeting.start import Start
from buurtwijzer.evidence.nulmeting.words import areas, expected_words, power_sentence, unit_words
from buurtwijzer.peers.nearest import find_peers
from buurtwijzer.pipeline import Progress, assess
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator, Interventie

_PLACE = "opdracht"
_DECIMALS = 6
_METHOD = (
    "De verandering in deze gebieden naast die in vergelijkbare gebieden waar het niet gebeurt, over dezelfde jaren."
)


@dataclass(frozen=True, slots=True)
class Opdracht:
    """What is frozen.

    Attributes:
        interventie: Id of the intervention.
        options: Level and areas where it will be done.
        start: When it starts.
        datum: Date of the baseline.
        uitkomst: Id of the indicator that will be measured; None takes the first the intervention should change.
    """

    interventie: str
    options: Options
    start: Start
    datum: date
    uitkomst: str | None = None


@dataclass(frozen=True, slots=True)
class Vastgelegd:
    """What freezing gives.

    Attributes:
        nulmeting: The baseline.
        kracht: How small an effect will be seen, in a Dutch sentence.
        issues: What is worth telling.
    """

    nulmeting: Nulmeting
    kracht: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the lines are made from."""

    opdracht: Opdracht
    interventie: Interventie
    uitkomst: str
    rule: Indicator
    verwacht: Verwacht | None
    codes: tuple[str, ...]
    years: YearFigures
    vergelijkbaar: dict[str, tuple[str, ...]]
    kracht: str


def freeze(
    data: BuurtData, years: YearFigures, opdracht: Opdracht, rulebook: Rulebook, progress: Progress | None = None
) -> Vastgelegd:
    """Freeze a baseline.

    Args:
        data: What `read_buurten` gave.
        years: What `read_years` gave of the same files.
        opdracht: What is asked.
        rulebook: The rules.
        progress: Gets the name of the step and the part that is done (0-1).

    Raises:
        InputError: The intervention, the figure or an area is not there, an area has no figure before the start, or
            no comparable area is found.
    """
    before = opdracht.start.before(years)
    asked = find_asked(opdracht.interventie, opdracht.uitkomst, opdracht.options, before, data.table, rulebook)
    interventie, uitkomst = find_intervention(opdracht.interventie, rulebook), asked.uitkomst
    codes = tuple(data.table.code[row] for row in asked.rijen.tolist())
    _check_figures(codes, uitkomst, before, opdracht.start, rulebook)
    planned = _plan(before, data, codes, uitkomst, rulebook)
    alike = _alike(planned) or _peers(data, asked.rijen.tolist(), asked.van_niveau.tolist(), rulebook)
    others = sorted({code for own in alike.values() for code in own} - {*codes})
    if not others:
        lacking = missing_composition(data.table, codes, rulebook)
        raise InputError([lacking or NIETS_NAAST.at(_PLACE, waarom=" ".join(planned.redenen))])
    options = replace(opdracht.options, gemeente=None, codes=(*codes, *others))
    assessment = assess(data, rulebook, options, progress=progress)
    rule = rulebook.indicatoren[uitkomst]
    niveau = opdracht.options.niveau
    power = power_sentence(len(codes), niveau, planned.zichtbaar_vanaf, planned.maat, rule.eenheid)
    verwacht = expected_effect(interventie, uitkomst, rulebook)
    chosen = _Chosen(opdracht, interventie, uitkomst, rule, verwacht, codes, before, alike, power)
    lines = (
        *_agreed(chosen),
        *_origin(assessment),
        *_areas(chosen, assessment),
        *_figures(chosen, codes, assessment),
        *result_lines(assessment, codes),
        *_comparable(chosen, assessment),
        *_figures(chosen, others, assessment),
    )
    return Vastgelegd(Nulmeting(lines), power, tuple(_findings(chosen, planned, years)))


def _check_figures(codes: Sequence[str], uitkomst: str, before: YearFigures, start: Start, rulebook: Rulebook) -> None:
    column = before.indicatoren.index(uitkomst)
    known = {code for row, code in enumerate(before.codes) if not np.isnan(before.waarden[:, row, column]).all()}
    without = [code for code in codes if code not in known]
    if without:
        naam = rulebook.indicatoren[uitkomst].naam
        raise InputError([kinds.B296.at(_PLACE, gebieden=name_some(without), naam=naam, start=start.tekst)])


def _plan(before: YearFigures, data: BuurtData, codes: tuple[str, ...], uitkomst: str, rulebook: Rulebook) -> Effect:
    """Match and count as if it had started in the last year before the start: that year plays the year after."""
    vraag = EffectVraag(uitkomst, codes, before.jaren[-1])
    return measure_effect(before, data.table, vraag, rulebook)


def _alike(planned: Effect) -> dict[str, tuple[str, ...]]:
    return {area.code: tuple(other.code for other in area.vergelijkbaar) for area in planned.gebieden}


def _peers(data: BuurtData, rows: list[int], of_level: list[int], rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Give the areas with a like composition, where the figures are too few to choose by."""
    comparison = data.table.take(np.array(of_level, dtype=np.int64))
    chosen = data.table.take(np.array(rows, dtype=np.int64))
    found = find_peers(chosen, comparison, rulebook).buren
    own = {*chosen.code}
    pairs = zip(chosen.code, found.tolist(), strict=True)
    codes = {code: [comparison.code[row] for row in near if row >= 0] for code, near in pairs}
    return {code: tuple(other for other in near if other not in own) for code, near in codes.items()}


def _agreed(chosen: _Chosen) -> Iterator[Regel]:
    opdracht, start, niveau = chosen.opdracht, chosen.opdracht.start, chosen.opdracht.options.niveau
    pairs: list[tuple[str, str]] = [
        (Wat.DATUM, opdracht.datum.isoformat()),
        ("interventie", chosen.interventie.naam),
        (Wat.INTERVENTIE, chosen.interventie.id),
        ("uitkomst die gemeten wordt", chosen.rule.naam),
        (Wat.UITKOMST, chosen.uitkomst),
        ("wat dat cijfer is", f"{chosen.rule.definitie} ({chosen.rule.soort.value})"),
        (Wat.START, start.tekst),
        (Wat.EERSTE_JAAR, str(start.eerste_jaar)),
        (Wat.NIVEAU, niveau.value),
        ("waar", areas(len(chosen.codes), niveau)),
        (Wat.VERWACHT, expected_words(chosen.verwacht)),
        ("wat te zien zal zijn", chosen.kracht),
        ("hoe er gemeten wordt", _METHOD),
    ]
    yield from (Regel(Onderdeel.AFSPRAAK, wat, tekst=tekst) for wat, tekst in pairs)
    if chosen.verwacht is not None:
        v = chosen.verwacht
        low, high = sorted((v.laag, v.hoog))
        yield Regel(
            Onderdeel.AFSPRAAK,
            "verwacht effect in getallen",
            waarde=round(100 * v.midden, 4) + 0.0,
            laag=round(100 * low, 4) + 0.0,
            hoog=round(100 * high, 4) + 0.0,
            eenheid="%",
            tekst=f"bron: {v.bron}",
        )


def _areas(chosen: _Chosen, assessment: Assessment) -> Iterator[Regel]:
    names = dict(zip(assessment.table.code, assessment.table.naam, strict=True))
    for code in chosen.codes:
        row = assessment.row(code)
        yield Regel(
            Onderdeel.GEBIED,
            "hier gebeurt het",
            code,
            names[code],
            waarde=_number(float(assessment.table.inwoners[row])),
            eenheid="inwoners",
            tekst=assessment.table.gemeente[row],
        )


def _comparable(chosen: _Chosen, assessment: Assessment) -> Iterator[Regel]:
    names = dict(zip(assessment.table.code, assessment.table.naam, strict=True))
    to: dict[str, list[str]] = {}
    for code, others in chosen.vergelijkbaar.items():
        for other in others:
            to.setdefault(other, []).append(names[code])
    for other, of in sorted(to.items()):
        row = assessment.row(other)
        yield Regel(
            Onderdeel.VERGELIJKBAAR,
            f"lijkt op {join_words(of)}",
            other,
            names[other],
            waarde=_number(float(assessment.table.inwoners[row])),
            eenheid="inwoners",
            tekst=f"{assessment.table.gemeente[row]}. {scores_in_words(assessment, row)}",
        )


def _figures(chosen: _Chosen, codes: Sequence[str], assessment: Assessment) -> Iterator[Regel]:
    years = chosen.years
    column, rows = years.indicatoren.index(chosen.uitkomst), {code: row for row, code in enumerate(years.codes)}
    names = dict(zip(assessment.table.code, assessment.table.naam, strict=True))
    # A year of which no area has a figure is a year of another figure in the same files.
    there = [jaar for at, jaar in enumerate(years.jaren) if np.isfinite(years.waarden[at, :, column]).any()]
    for code in codes:
        if code not in rows:
            continue
        for number, jaar in enumerate(years.jaren):
            if jaar not in there:
                continue
            state = State(int(years.state[number, rows[code], column])).name.lower()
            sources = join_words(years.bron[number][column])
            yield Regel(
                Onderdeel.CIJFER,
                chosen.rule.naam,
                code,
                names[code],
                jaar,
                _number(float(years.waarden[number, rows[code], column])),
                eenheid=unit_words(chosen.rule.eenheid),
                tekst=f"{state}: {sources}" if sources else state,
            )


def _origin(assessment: Assessment) -> Iterator[Regel]:
    rulebook = assessment.rulebook
    manifest = rulebook.manifest
    yield Regel(Onderdeel.HERKOMST, "Buurtwijzer", tekst=version("buurtwijzer"))
    yield Regel(Onderdeel.HERKOMST, Wat.REGELBOEK, tekst=f"{manifest.id} {manifest.versie} ({manifest.naam})")
    yield Regel(Onderdeel.HERKOMST, Wat.REGELBOEK_SHA, tekst=rulebook.sha256)
    for number, file in enumerate(assessment.table.bestanden, 1):
        yield Regel(Onderdeel.HERKOMST, f"bestand {number}", jaar=file.jaar, tekst=f"{file.naam} sha256 {file.sha256}")


def _findings(chosen: _Chosen, planned: Effect, years: YearFigures) -> Iterator[Issue]:
    start = chosen.opdracht.start
    if start.overgang is not None:
        first, begin = start.eerste_jaar, start.tekst
        yield kinds.B294.at(_PLACE, start=begin, jaar=start.overgang, eerste=first)
    later = [str(jaar) for jaar in years.jaren if jaar >= start.jaar]
    if later:
        yield kinds.B295.at(_PLACE, jaren=join_words(later), start=start.tekst)
    yield from (issue for issue in planned.issues if issue.code in ABOUT_AREAS)
    if planned.oordeel is Oordeel.GEWEIGERD:
        yield kinds.B293.at(_PLACE, reden=" ".join(planned.redenen))


def _number(waarde: float) -> float | None:
    return None if np.isnan(waarde) else round(waarde, _DECIMALS) + 0.0
