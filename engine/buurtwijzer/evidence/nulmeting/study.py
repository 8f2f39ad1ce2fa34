"""`study()`: measure what was agreed, and tell what differs from the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, Severity, sort_issues
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import BuurtData
from buurtwijzer.evidence.effect.measure import measure_effect
from buurtwijzer.evidence.effect.model import Effect, EffectVraag
from buurtwijzer.evidence.nulmeting import issue_kinds as kinds
from buurtwijzer.evidence.nulmeting.asked import find_asked
from buurtwijzer.evidence.nulmeting.model import Nulmeting, Wat
from buurtwijzer.evidence.nulmeting.outcome import Verwacht, expected_effect
from buurtwijzer.evidence.nulmeting.start import Start
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator, Interventie

_PLACE = "nulmeting"
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """What is measured.

    Attributes:
        options: Level and areas where it was done.
        start: When it started.
        uitkomst: Id of the indicator; None takes what the intervention should change.
        interventie: Id of the intervention; empty where none is named.
        uitsluiten: Codes that may not serve as comparison.
        nulmeting: The baseline it was agreed in; None without one.
    """

    options: Options
    start: Start
    uitkomst: str | None = None
    interventie: str = ""
    uitsluiten: tuple[str, ...] = ()
    nulmeting: Nulmeting | None = None

    @classmethod
    def of(cls, nulmeting: Nulmeting, uitsluiten: tuple[str, ...] = ()) -> Gevraagd:
        """Ask what a baseline agreed."""
        options = Options(nulmeting.niveau, codes=nulmeting.gebieden)
        start = Start.read(nulmeting.start)
        return cls(options, start, nulmeting.uitkomst, nulmeting.interventie, uitsluiten, nulmeting)


@dataclass(frozen=True, slots=True)
class Studie:
    """What measuring gives, with all that a text about it needs.

    Attributes:
        effect: The answer.
        rule: The figure that was measured.
        start: When it started.
        niveau: Level of the areas.
        interventie: The intervention; None where none is named.
        verwacht: What the rulebook expects; None where it names nothing for this figure.
        nulmeting: The baseline; None without one.
        issues: Everything worth telling, of the files too.
    """

    effect: Effect
    rule: Indicator
    start: Start
    niveau: Niveau
    interventie: Interventie | None
    verwacht: Verwacht | None
    nulmeting: Nulmeting | None
    issues: tuple[Issue, ...]


def study(data: BuurtData, years: YearFigures, asked: Gevraagd, rulebook: Rulebook) -> Studie:
    """Measure an effect.

    Args:
        data: What `read_buurten` gave.
        years: What `read_years` gave of the same files.
        asked: What is measured.
        rulebook: The rules.

    Raises:
        InputError: The figure is modelled or not there, an area is not there, or nothing can be measured: every reason.
    """
    counted = asked.start.without_transition(years)
    found = find_asked(asked.interventie, asked.uitkomst, asked.options, counted, data.table, rulebook)
    interventie, uitkomst = found.interventie, found.uitkomst
    codes = tuple(data.table.code[row] for row in found.rijen.tolist())
    vraag = EffectVraag(
        uitkomst,
        codes,
        asked.start.eerste_jaar,
        uitsluiten=asked.uitsluiten,
        interventie="" if interventie is None else interventie.id,
    )
    effect = measure_effect(counted, data.table, vraag, rulebook)
    if refused := [issue for issue in effect.issues if issue.severity is Severity.FOUT]:
        raise InputError(refused)
    told = [*data.issues, *years.issues, *effect.issues, *_about_start(asked.start)]
    if asked.nulmeting is not None:
        told += _against(asked.nulmeting, years, effect, rulebook)
    return Studie(
        effect,
        rulebook.indicatoren[uitkomst],
        asked.start,
        asked.options.niveau,
        interventie,
        expected_effect(interventie, uitkomst, rulebook),
        asked.nulmeting,
        sort_issues(told),
    )


def _about_start(start: Start) -> Iterator[Issue]:
    if start.overgang is not None:
        yield kinds.B294.at("opdracht", start=start.tekst, jaar=start.overgang, eerste=start.eerste_jaar)


def _against(frozen: Nulmeting, years: YearFigures, effect: Effect, rulebook: Rulebook) -> Iterator[Issue]:
    """Tell what is not as it was when the baseline was frozen."""
    if frozen.text(Wat.REGELBOEK_SHA) != rulebook.sha256:
        now = f"{rulebook.manifest.id} {rulebook.manifest.versie} (sha256 {rulebook.sha256[:8]})"
        then = frozen.text(Wat.REGELBOEK).partition(" (")[0]
        yield kinds.B287.at(_PLACE, toen=f"{then} (sha256 {frozen.text(Wat.REGELBOEK_SHA)[:8]})", nu=now)
    name = rulebook.indicatoren[frozen.uitkomst].naam
    gone = sorted({jaar for _, jaar in frozen.cijfers} - {*years.jaren})
    if gone:
        yield kinds.B290.at(_PLACE, naam=name, jaren=join_words([str(jaar) for jaar in gone]))
    revised = [*_revised(frozen, years)]
    if revised:
        count = plural(len(revised), "cijfer", "cijfers")
        yield kinds.B289.at(_PLACE, aantal=count, naam=name, gebieden=name_some(revised))
    yield from _other_areas(frozen, effect)


def _revised(frozen: Nulmeting, years: YearFigures) -> Iterator[str]:
    """Give area and year of every frozen figure that is another now; one that is gone is another too."""
    rows, column = {code: row for row, code in enumerate(years.codes)}, years.column(frozen.uitkomst)
    for (code, jaar), waarde in frozen.cijfers.items():
        if jaar not in years.jaren:
            continue
        now = float(years.waarden[years.jaren.index(jaar), rows[code], column]) if code in rows else float("nan")
        if not abs(now - waarde) <= _SAME * max(1.0, abs(waarde)):
            yield f"{code} in {jaar}"


def _other_areas(frozen: Nulmeting, effect: Effect) -> Iterator[Issue]:
    planned = {*frozen.vergelijkbaar}
    chosen = {other.code for area in effect.gebieden for other in area.vergelijkbaar}
    gone = sorted(planned - chosen)
    if planned and gone:
        yield kinds.B291.at(
            _PLACE, aantal=len(planned), weg=len(gone), namen=name_some(gone), erbij=len(chosen - planned)
        )
