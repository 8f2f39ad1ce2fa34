"""Look at a question before anything is computed: what cannot be asked, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import AreaPlace, FilePlace
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.evidence.effect import issue_kinds as kinds
from buurtwijzer.evidence.effect.model import EffectVraag
from buurtwijzer.evidence.effect.numbers import Numbers
from buurtwijzer.evidence.effect.series import BoolArray, Gap, Series
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator, Soort

HERE = FilePlace("opdracht")
_FILE = "opdracht"
_MODELLED = {Soort.SCHATTING: "schatting", Soort.VERWACHTING: "verwachting"}
_LEAST, _MOST = 0.5, 0.99


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question comes down to.

    Attributes:
        indicator: The outcome; None when it is unknown or no file has it.
        niveau: Level of the areas; None when not one.
        jaren: Years that are used, those before the start first.
        voor_n: How many of them are before the start.
        issues: What is the matter.
    """

    indicator: Indicator | None
    niveau: Niveau | None
    jaren: tuple[int, ...]
    voor_n: int
    issues: tuple[Issue, ...]

    @property
    def kan(self) -> bool:
        """Tell whether the figures can be looked at, so that areas can be judged too."""
        return self.indicator is not None and self.niveau is not None and 0 < self.voor_n < len(self.jaren)


def look_at(vraag: EffectVraag, years: YearFigures, rulebook: Rulebook) -> Asked:
    """Give what a question comes down to, and everything that is the matter with it."""
    niveau, issues = _level(vraag, years)
    if vraag.zekerheid is not None and not _LEAST <= vraag.zekerheid <= _MOST:
        issues.append(kinds.ZEKERHEID_BUITEN.at(HERE, zekerheid=format_number(vraag.zekerheid)))
    indicator = rulebook.indicatoren.get(vraag.uitkomst)
    if indicator is None:
        return Asked(None, niveau, (), 0, (*issues, kinds.ONBEKENDE_UITKOMST.at(HERE, id=vraag.uitkomst)))
    if indicator.soort in _MODELLED:
        issues.append(kinds.GESCHATTE_UITKOMST.at(HERE, naam=indicator.naam, soort=_MODELLED[indicator.soort]))
    issues.extend(_about_reporting(vraag, indicator, rulebook))
    if indicator.id not in years.indicatoren:
        return Asked(None, niveau, (), 0, (*issues, kinds.GEEN_CIJFERS.at(HERE, naam=indicator.naam)))
    jaren, voor_n, about = _span(vraag, years, indicator, niveau, Numbers.of(rulebook))
    return Asked(indicator, niveau, jaren, voor_n, (*issues, *about))


def _level(vraag: EffectVraag, years: YearFigures) -> tuple[Niveau | None, list[Issue]]:
    levels = dict(zip(years.codes, years.niveau, strict=True))
    issues = [
        kinds.ONBEKEND_GEBIED.at(AreaPlace(_FILE, code), code=code)
        for code in dict.fromkeys(vraag.gebieden)
        if code not in levels
    ]
    issues += [
        kinds.ONBEKEND_UITGESLOTEN.at(AreaPlace(_FILE, code), code=code)
        for code in dict.fromkeys(vraag.uitsluiten)
        if code not in levels
    ]
    found = sorted({levels[code] for code in vraag.gebieden if code in levels}, key=list(Niveau).index)
    if len(found) > 1:
        issues.append(kinds.VERSCHILLENDE_NIVEAUS.at(HERE, niveaus=join_words([item.value for item in found])))
    if not found:
        issues.append(
            kinds.NIETS_OVER.at(
                HERE, waarom="Ze staan niet in de bestanden.", raad="Controleer de codes van de gebieden."
            )
        )
    return (found[0] if len(found) == 1 else None), issues


def _about_reporting(vraag: EffectVraag, indicator: Indicator, rulebook: Rulebook) -> Iterator[Issue]:
    flag = rulebook.parameters["effect"].getallen.get(f"meldgevoelig_{indicator.id}")
    if flag is not None and flag.waarde > 0:
        known = rulebook.interventies.get(vraag.interventie)
        yield kinds.MELDGEVOELIG.at(HERE, naam=indicator.naam, aanpak=f" ({known.naam})" if known else "")


def _span(
    vraag: EffectVraag, years: YearFigures, indicator: Indicator, niveau: Niveau | None, numbers: Numbers
) -> tuple[tuple[int, ...], int, list[Issue]]:
    rows = [row for row, own in enumerate(years.niveau) if niveau is None or own is niveau]
    values = years.waarden[:, rows, years.column(indicator.id)]
    known = np.count_nonzero(np.isfinite(values), axis=1) > 0
    there = [year for year, is_known in zip(years.jaren, known.tolist(), strict=True) if is_known]
    before = [year for year in there if year < vraag.start][-(vraag.jaren_voor or numbers.jaren_voor_n) :]
    after = [year for year in there if year >= vraag.start][: vraag.jaren_na]
    issues = []
    needed = (
        (kinds.TE_WEINIG_VOOR, before, max(numbers.jaren_voor_minimaal_n, vraag.jaren_voor or 0)),
        (kinds.TE_WEINIG_NA, after, max(numbers.jaren_na_minimaal_n, vraag.jaren_na or 0)),
    )
    for kind, found, least in needed:
        if len(found) < least:
            text = f"is er {plural(1, 'jaar', 'jaren')}" if len(found) == 1 else f"zijn er {len(found)} jaren"
            issues.append(kind.at(HERE, naam=indicator.naam, zijn_er=text, start=vraag.start, nodig=least))
    used = (*before, *after)
    missing = [str(year) for year in range(used[0], used[-1]) if year not in used] if used else []
    if missing:
        issues.append(kinds.JAAR_ONTBREEKT.at(HERE, naam=indicator.naam, jaren=join_words(missing)))
    return used, len(before), issues


def about_areas(vraag: EffectVraag, series: Series, years: YearFigures, rulebook: Rulebook) -> Iterator[Issue]:
    """Give per treated area why it does not take part."""
    place = {code: row for row, code in enumerate(series.code)}
    name = rulebook.indicatoren[vraag.uitkomst].naam
    for code in sorted(set(vraag.gebieden) & set(place)):
        row = place[code]
        gap, at = series.redenen[row], AreaPlace(_FILE, code)
        if gap is Gap.KLEIN:
            least = format_number(rulebook.getal("kleine_gebieden", "inwoners_n"), 0)
            yield kinds.GEBIED_KLEIN.at(at, naam=series.naam[row], nodig=least)
        elif gap is Gap.GRENS:
            why = next(item.reden for item in years.geweigerd if item.code == code and item.jaar in series.jaren)
            yield kinds.GEBIED_GRENS.at(at, naam=series.naam[row], reden=why)
        elif gap is Gap.JAREN:
            known: BoolArray = np.isfinite(series.boven[:, row])
            missing = [str(year) for year, is_known in zip(series.jaren, known.tolist(), strict=True) if not is_known]
            text = join_words(missing) or "de noemer"
            yield kinds.GEBIED_JAREN.at(at, naam=series.naam[row], uitkomst=name, jaren=text)
        elif gap is Gap.WEINIG:
            count = format_number(float(series.boven[: series.voor_n, row].sum()), 0)
            least = format_number(Numbers.of(rulebook).aantal_vooraf_n, 0)
            yield kinds.GEBIED_WEINIG.at(at, naam=series.naam[row], aantal=count, nodig=least)
        elif gap is Gap.SAMENSTELLING:
            yield kinds.GEBIED_SAMENSTELLING.at(at, naam=series.naam[row])
