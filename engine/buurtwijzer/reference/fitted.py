"""What is fitted on the country for segmentations: profiles with their behaviour cards, and calibration factors.

Only buurten that are large enough to get a verdict count. The names in the rulebook stay with the profiles they
describe: a new fit is laid beside the previous one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import IssueKind, Severity
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.reference.behaviour import measure
from buurtwijzer.reference.country import base_values
from buurtwijzer.rulebook.fitted import fitted_profiles
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import (
    Ijkfactor,
    Ijkfactoren,
    Indextabel,
    Middelpunt,
    Profiel,
    Profielen,
    Profielschaal,
    Prototypen,
    Segmentatie,
    Toets,
)
from buurtwijzer.segmentation.fit import FitSettings, FittedProfiles, fit_profiles, same_profiles
from buurtwijzer.segmentation.from_tables import table_margins
from buurtwijzer.segmentation.indextable import fit_factors, index_table
from buurtwijzer.segmentation.model import BoolArray
from buurtwijzer.segmentation.prototypes import gelijkenis

_FRAC_DECIMALS = 4
_CHECK_DECIMALS = 3
_FACTOR_DECIMALS = 6
_LARGEST_N = 3
_FEWEST_N = 3

VOOROP = "deel van de buurten met het grootste profiel voorop"
OVEREENKOMST = "overeenkomst tussen {aantal} herhalingen op steekproeven (adjusted Rand)"

D398 = IssueKind(
    "D398",
    Severity.FOUT,
    "Te weinig buurten voor een segmentatie",
    "Voor '{naam}' hebben {buurten} buurten alle kenmerken; er zijn er ten minste {least} nodig. Het minst bekend: "
    "{kenmerken}.",
    "Geef ook het landelijke bestand waarin die kenmerken per buurt staan.",
)
KINDS = (D398,)


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Profiles of a segmentation, and per segment how well they came back on resamples of the country (0-1)."""

    entry: Profielen
    herkend: tuple[float, ...]


def fit_profiles_of(table: BuurtTable, rulebook: Rulebook) -> list[Fit]:
    """Fit the profiles of every segmentation with method ``prototype``.

    Args:
        table: The buurten that count for the reference.
        rulebook: Has the attributes, weights and names, and the previous fit.

    Raises:
        InputError: Too few buurten have every attribute.
    """
    rules = [rule for rule in rulebook.segmentaties.values() if rule.methode == "prototype"]
    large = table if not rules else large_enough(table, rulebook)
    return [_profiles(rule, rule.prototypen, large, rulebook) for rule in rules if rule.prototypen is not None]


def fit_factors_of(table: BuurtTable, rulebook: Rulebook) -> list[Ijkfactoren]:
    """Fit the factors of every segmentation with method ``indextabel``; arguments as `fit_profiles_of`.

    Raises:
        InputError: Too few buurten have every table.
    """
    rules = [rule for rule in rulebook.segmentaties.values() if rule.methode == "indextabel"]
    large = table if not rules else large_enough(table, rulebook)
    return [_factors(rule, rule.indextabel, large, rulebook) for rule in rules if rule.indextabel is not None]


def large_enough(table: BuurtTable, rulebook: Rulebook) -> BuurtTable:
    """Take the buurten that are large enough to get a verdict."""
    inwoners_n, huishoudens_n = (rulebook.getal("kleine_gebieden", name) for name in ("inwoners_n", "huishoudens_n"))
    return table.take(np.flatnonzero((table.inwoners >= inwoners_n) & (table.huishoudens >= huishoudens_n)))


def _profiles(rule: Segmentatie, own: Prototypen, table: BuurtTable, rulebook: Rulebook) -> Fit:
    names = tuple(part.indicator for part in own.kenmerken)
    columns = [base_values(table, name) for name in names]
    values = np.stack([found for found, _ in columns], axis=1)
    words = tuple(rulebook.indicatoren[name].naam for name in names)
    complete = _complete(rule, np.isfinite(values), words, table, rulebook)
    settings = FitSettings(
        indicatoren=names,
        logaritme=tuple(part.bewerking == "logaritme" for part in own.kenmerken),
        gewichten=tuple(part.gewicht for part in own.kenmerken),
        aantal_n=len(rule.segmenten),
        pogingen_n=round(rulebook.getal("referentie", "profielen_pogingen_n")),
        zaad=round(rulebook.getal("referentie", "profielen_zaad")),
        afkap_pct=rulebook.getal("referentie", "profielen_afkap_pct"),
        gelijkenis_frac=rulebook.getal("referentie", "profielen_gelijkenis_frac"),
    )
    resamples = round(rulebook.getal("referentie", "profielen_herhalingen_n"))
    fit = fit_profiles(values, table.inwoners, settings, resamples=resamples)
    likeness = gelijkenis(values[complete], fit.prototypes)
    order = _named(rule, fit, rulebook)
    first = likeness.argmax(axis=1)
    measured = [measure(name, table.take(complete), first, rulebook) for name in own.gedrag]
    entry = Profielen(
        segmentatie=rule.id,
        jaar=max(year for _, year in columns),
        gebieden_n=fit.buurten_n,
        temperatuur=fit.prototypes.temperatuur,
        kenmerken=_scales(own, fit),
        segmenten=[
            Profiel(
                segment=segment.id,
                grootste_frac=round(float(fit.grootste_frac[number]), _FRAC_DECIMALS),
                landelijk_frac=float(fit.landelijk_frac[number]),
                middelpunt=_centre(names, fit.prototypes.middelpunten[number]),
                gedragskaart=[line for found in measured for line in found.card(number)],
            )
            for segment, number in zip(rule.segmenten, order, strict=True)
        ],
        toetsen=[*_checks(fit, likeness, resamples), *(line for found in measured for line in found.check())],
    )
    return Fit(entry, tuple(fit.herkend[order].tolist()))


def _complete(
    rule: Segmentatie, known: BoolArray, names: tuple[str, ...], table: BuurtTable, rulebook: Rulebook
) -> IntArray:
    """Give the rows with every attribute, or refuse."""
    rows, least = np.flatnonzero(known.all(axis=1)), round(rulebook.getal("referentie", "gebieden_n"))
    if len(rows) < least:
        missing = np.argsort(known.sum(axis=0), kind="stable")[:_FEWEST_N]
        words = join_words([f"{names[number]} ({known[:, number].sum()})" for number in missing.tolist()])
        place = join_words([source.naam for source in table.bestanden])
        raise InputError([D398.at(place, naam=rule.naam, buurten=len(rows), least=least, kenmerken=words)])
    return rows


def _named(rule: Segmentatie, fit: FittedProfiles, rulebook: Rulebook) -> list[int]:
    """Give, per segment of the rule, the number of the profile that carries on its name.

    A segment that had no profile yet takes the largest that is left.
    """
    names, new = fit.prototypes.indicatoren, fit.prototypes.middelpunten
    before = previous_centres(rule, rulebook)
    known = [name for name in names if before and all(name in centre for centre in before.values())]
    columns = [names.index(name) for name in known]
    found: dict[str, int] = {}
    if known:
        old = np.array([[centre[name] for name in known] for centre in before.values()])
        numbers = same_profiles(old, new[:, columns], fit.prototypes.gewichten[columns]).tolist()
        found = dict(zip(before, numbers, strict=True))
    left = iter(sorted(set(range(len(new))) - set(found.values())))
    return [found[segment.id] if segment.id in found else next(left) for segment in rule.segmenten]


def previous_centres(rule: Segmentatie, rulebook: Rulebook) -> dict[str, dict[str, float]]:
    """Give the centres that segments of a rule have now, by segment and indicator; empty without any."""
    found = {segment.id: segment.middelpunt for segment in rule.segmenten if segment.middelpunt}
    entry = fitted_profiles(rulebook.referentie, rule.id)
    if not found and entry is not None:
        ids = {segment.id for segment in rule.segmenten}
        found = {profile.segment: profile.middelpunt for profile in entry[0].segmenten if profile.segment in ids}
    return {id_: {point.indicator: point.waarde for point in centre} for id_, centre in found.items()}


def _scales(own: Prototypen, fit: FittedProfiles) -> list[Profielschaal]:
    scale = fit.prototypes
    return [
        Profielschaal(
            indicator=part.indicator,
            bewerking=part.bewerking,
            gewicht=part.gewicht,
            afkap_laag=float(scale.laag[number]),
            afkap_hoog=float(scale.hoog[number]),
            gemiddelde=float(scale.gemiddelde[number]),
            spreiding=float(scale.spreiding[number]),
        )
        for number, part in enumerate(own.kenmerken)
    ]


def _centre(names: tuple[str, ...], centre: FloatArray) -> list[Middelpunt]:
    return [Middelpunt(indicator=name, waarde=value) for name, value in zip(names, centre.tolist(), strict=True)]


def _checks(fit: FittedProfiles, likeness: FloatArray, resamples: int) -> list[Toets]:
    three = np.sort(np.argsort(-likeness, axis=1, kind="stable")[:, :_LARGEST_N], axis=1)
    commonest = int(np.unique(three, axis=0, return_counts=True)[1].max())
    figures = (
        (VOOROP, float(fit.grootste_frac.max())),
        ("deel van de buurten met het vaakst voorkomende drietal voorop", commonest / len(likeness)),
        (OVEREENKOMST.format(aantal=resamples), fit.stabiliteit),
    )
    return [Toets(maat=words, waarde=round(value, _CHECK_DECIMALS)) for words, value in figures]


def _factors(rule: Segmentatie, own: Indextabel, table: BuurtTable, rulebook: Rulebook) -> Ijkfactoren:
    spread = table_margins(rule, table)
    known = np.stack([np.isfinite(margin).all(axis=1) for margin in spread], axis=1)
    rows = _complete(rule, known, tuple(part.naam for part in own.kenmerken), table, rulebook)
    demping, krimp = (rulebook.getal("leefstijlen", name) for name in ("demping_frac", "krimp_n"))
    found = fit_factors(
        tuple(margin[rows] for margin in spread), table.inwoners[rows], index_table(rule, demping, krimp)
    )
    names = {part.indicator for kenmerk in own.kenmerken for level in kenmerk.niveaus for part in level.delen}
    return Ijkfactoren(
        segmentatie=rule.id,
        jaar=max(base_values(table, name)[1] for name in names),
        gebieden_n=len(rows),
        factoren=[
            Ijkfactor(segment=segment.id, ijkfactor=factor)
            for segment, factor in zip(rule.segmenten, np.round(found, _FACTOR_DECIMALS).tolist(), strict=True)
        ],
    )
