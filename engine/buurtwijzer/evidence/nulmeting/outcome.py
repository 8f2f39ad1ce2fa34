"""Which figure an intervention is measured by, and what effect the rulebook expects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.evidence.nulmeting import issue_kinds as kinds
from buurtwijzer.evidence.nulmeting.choices import COUNTED, alike, has_figures, usable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Interventie

_PLACE = "opdracht"


@dataclass(frozen=True, slots=True)
class Verwacht:
    """The effect the rulebook names of an intervention on the figure that is measured.

    Attributes:
        laag: Least, as a fraction of what there would be without it; negative is less.
        midden: Middle.
        hoog: Most.
        bron: Source in the rulebook.
        status: How firm it is.
        bewijs: Grade of the evidence.
    """

    laag: float
    midden: float
    hoog: float
    bron: str
    status: str
    bewijs: str


def find_intervention(interventie: str, rulebook: Rulebook) -> Interventie:
    """Give an intervention by its id.

    Raises:
        InputError: The rulebook has no such intervention.
    """
    found = rulebook.interventies.get(interventie)
    if found is None:
        near = _did_you_mean(alike(interventie, rulebook.interventies))
        raise InputError([kinds.B282.at(_PLACE, soort="interventie", id=interventie, keuze=near, blad="interventies")])
    return found


def outcome_of(interventie: Interventie | None, uitkomst: str | None, years: YearFigures, rulebook: Rulebook) -> str:
    """Choose the figure that is measured: the one asked for, or the first the intervention should change.

    Args:
        interventie: The intervention; None when no one is named.
        uitkomst: Id of the indicator asked for; None lets the rulebook choose.
        years: The figures there are.
        rulebook: The rules.

    Raises:
        InputError: It is no figure, it is modelled, or no figure can be chosen.
    """
    if uitkomst is not None:
        check_outcome(uitkomst, years, rulebook)
        return uitkomst
    if interventie is None:
        raad = _advice(None, years, rulebook)
        raise InputError([kinds.B283.at(_PLACE, wat="Er is geen uitkomst genoemd.", raad=raad)])
    named = [rulebook.uitkomsten[effect.uitkomst].indicator for effect in interventie.effecten]
    found = [item for item in named if item is not None and _is_counted(item, rulebook) and has_figures(item, years)]
    if not found:
        wat, raad = _why_none(interventie, named, rulebook), _advice(interventie, years, rulebook)
        raise InputError([kinds.B283.at(_PLACE, wat=wat, raad=raad)])
    return found[0]


def expected_effect(interventie: Interventie | None, uitkomst: str, rulebook: Rulebook) -> Verwacht | None:
    """Give the effect of the rulebook on the figure, where it is a share of what there would be without it."""
    if interventie is None:
        return None
    for effect in interventie.effecten:
        outcome = rulebook.uitkomsten[effect.uitkomst]
        if outcome.indicator != uitkomst or effect.eenheid != "deel_van_nulsituatie":
            continue
        sign = -1.0 if outcome.richting == "omlaag" else 1.0
        return Verwacht(
            sign * effect.laag,
            sign * effect.midden,
            sign * effect.hoog,
            effect.bron,
            effect.status.value,
            interventie.bewijs.niveau.value,
        )
    return None


def check_outcome(uitkomst: str, years: YearFigures, rulebook: Rulebook) -> None:
    """Check that a figure can be measured.

    Raises:
        InputError: It is no figure, it is modelled, or it is not in the files.
    """
    rule = rulebook.indicatoren.get(uitkomst)
    if rule is None:
        near = _did_you_mean(alike(uitkomst, rulebook.indicatoren))
        raise InputError([kinds.B282.at(_PLACE, soort="cijfer", id=uitkomst, keuze=near, blad="indicatoren")])
    if not _is_counted(uitkomst, rulebook):
        keuze = _usable(years, rulebook)
        raise InputError([kinds.B281.at(_PLACE, naam=rule.naam, id=uitkomst, soort=rule.soort.value, keuze=keuze)])
    if uitkomst not in years.indicatoren:
        raise InputError([kinds.B284.at(_PLACE, naam=rule.naam, id=uitkomst, keuze=_usable(years, rulebook))])


def _is_counted(indicator: str, rulebook: Rulebook) -> bool:
    return rulebook.indicatoren[indicator].soort in COUNTED


def _usable(years: YearFigures, rulebook: Rulebook) -> str:
    return usable(None, years, rulebook) or "geen (geef bestanden met getelde cijfers)"


def _advice(interventie: Interventie | None, years: YearFigures, rulebook: Rulebook) -> str:
    """Name the figures to choose from, or say that there are none."""
    found = usable(interventie, years, rulebook)
    if found:
        return f"Kies met --uitkomst een cijfer uit deze bestanden: {found}."
    acting = "een aanpak" if interventie is None else f"'{interventie.naam}'"
    return (
        f"In deze bestanden staat geen geteld cijfer dat {acting} kan veranderen. Geef een bestand met zo'n cijfer, of "
        "gebruik een eigen enquête van twee of meer jaren."
    )


def _did_you_mean(near: list[str]) -> str:
    return f"Bedoelt u {join_words(near, 'of')}? " if near else ""


def _why_none(interventie: Interventie, named: Iterable[str | None], rulebook: Rulebook) -> str:
    """Tell why no figure of an intervention can be measured."""
    known = [rulebook.indicatoren[item] for item in named if item is not None]
    if not known:
        return f"Wat '{interventie.naam}' verandert, staat in geen cijfer per gebied."
    words = [
        f"{rule.naam} ({'staat niet in de bestanden van deze jaren' if rule.soort in COUNTED else rule.soort.value})"
        for rule in known
    ]
    text = f"Van '{interventie.naam}' noemt het regelboek {join_words(words)}."
    if all(rule.soort in COUNTED for rule in known):
        return text
    return f"{text} Een schatting of verwachting is berekend en niet geteld, en kan dus geen uitkomst zijn."
