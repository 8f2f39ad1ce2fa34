"""Own figures in the rules: the short form of an indicator written out, and what is told about own indicators.

Every default of the short form stands here, once; `rules/README.md` says them in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from buurtwijzer.core.dutch import join_words
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import own_issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_names import is_result
from buurtwijzer.rulebook.reference import has_reference
from buurtwijzer.rulebook.schema import (
    Doelwaarden,
    Eenheid,
    EigenIndicator,
    Indicator,
    Kolom,
    Manifest,
    Segmentatie,
    Soort,
    Status,
)

EIGEN: Literal["eigen"] = "eigen"
BRON = "eigen_gegevens"
METHODE = "door de organisatie zelf gekozen"
_SIZES = {"inwoners": "a_inw", "huishoudens": "a_hh"}
_LIMITS = {Eenheid.PCT: (0.0, 100.0), Eenheid.FRACTIE: (0.0, 1.0)}
_MAY_BE_NEGATIVE = (Eenheid.PUNTEN, Eenheid.KLASSE, Eenheid.EURO, Eenheid.DUIZEND_EURO)
# What the shipped templates say where the organisation has to write something.
_TO_FILL_IN = ("vul de leverancier in", "vul in wat uw overeenkomst toestaat")
_SURVEY = "gevraagd aan bewoners of huurders"

Path = tuple[str, ...]
# Where a key of the short form ends up, so that a message about the written-out rule points at the line of the user.
_MOVED: Mapping[str, Path] = {
    "kolom": ("kolommen", "0", "waarde"),
    "noemer": ("kolommen", "0", "noemer"),
    "antwoorden": ("kolommen", "0", "antwoorden"),
    "laag": ("doelwaarden", "laag"),
    "hoog": ("doelwaarden", "hoog"),
    "jaar": ("doelwaarden", "jaar"),
}


def write_out(short: EigenIndicator, manifest: Manifest, herzien_voor: date) -> Indicator:
    """Write the short form out in full.

    Args:
        short: What the user wrote.
        manifest: Of the folder with own rules; its owner is the owner.
        herzien_voor: When the rule must be looked at again, where it does not say so itself.
    """
    bron = short.bron or [BRON]
    status = short.status or Status.AANNAME
    low, high = _limits(short)
    return Indicator(
        id=short.id,
        naam=short.naam,
        definitie=short.definitie or _definition(short),
        eenheid=short.eenheid,
        richting=short.richting,
        soort=short.soort or (Soort.BELEVING if short.antwoorden else Soort.FEIT),
        kolommen=[_column(short)],
        ondergrens=low,
        bovengrens=high,
        doelwaarden=_goalposts(short, bron[0], status),
        foutmarge=short.foutmarge,
        samenvoegen=short.samenvoegen,
        bron=bron,
        status=status,
        eigenaar=short.eigenaar or manifest.eigenaar,
        herzien_voor=short.herzien_voor or herzien_voor,
    )


def moved_places(id_: str, places: Mapping[Path, FilePlace]) -> dict[Path, FilePlace]:
    """Give the places of a short form by the keys of the full one."""
    at = ("indicatoren", id_)
    return {(*at, *there): places[*at, key] for key, there in _MOVED.items() if (*at, key) in places}


def is_own(indicator: Indicator) -> bool:
    """Tell whether an indicator is only taken from columns of the organisation's own."""
    return all(kolom.layout == EIGEN for kolom in indicator.kolommen)


def has_answers(indicator: Indicator) -> bool:
    """Tell whether an own figure rests on a number of answers, under which it is not shown."""
    return is_own(indicator) and any(kolom.antwoorden is not None for kolom in indicator.kolommen)


def is_scored(rules: Rulebook, indicator: Indicator) -> bool:
    """Tell whether an indicator has goalposts, its own or those of the country."""
    return indicator.doelwaarden is not None or has_reference(rules, indicator.id)


def used_in(rules: Rulebook, indicator: str) -> tuple[str, ...]:
    """Give the names of the leefgebieden, krachten and risico's in which an indicator counts."""
    scored: list[Any] = [*rules.leefgebieden.values(), *rules.krachten.values()]
    found = [item.naam for item in scored if any(part.indicator == indicator for part in item.onderdelen)]
    risks = [
        risico.naam
        for risico in rules.risicos.values()
        if any(driver.indicator == indicator for driver in [*risico.druk, *risico.buffers])
    ]
    return (*found, *risks)


def check_short(short: EigenIndicator, place: FilePlace) -> Iterator[Issue]:
    """Find goalposts that are not complete."""
    if short.laag is None and short.hoog is None:
        return
    missing = [key for key in ("laag", "hoog", "jaar") if getattr(short, key) is None]
    if missing:
        words = join_words([f"'{key}'" for key in missing])
        yield kinds.EIGEN_DOELWAARDEN.at(place, id=short.id, wat=words)


def check_own(rules: Rulebook) -> Iterator[Issue]:
    """Tell which own figures count nowhere, and refuse results of ours as input."""
    for indicator in rules.indicatoren.values():
        yield from _no_result(rules, indicator)
        if not is_own(indicator):
            continue
        place = rules.place("indicatoren", indicator.id)
        if not is_scored(rules, indicator):
            yield kinds.EIGEN_NIET_GESCOORD.at(place, naam=indicator.naam)
        elif not used_in(rules, indicator.id):
            yield kinds.EIGEN_TELT_NIET.at(place, naam=indicator.naam, id=indicator.id)
        elif indicator.foutmarge is None:
            yield kinds.ZONDER_FOUTMARGE.at(place, naam=indicator.naam)
    for item in rules.segmentaties.values():
        if is_chosen(rules, item):
            yield from unfilled_licence(rules, item)


def unfilled_licence(rules: Rulebook, item: Segmentatie) -> Iterator[Issue]:
    """Find what a licence of brought shares still says of the shipped template."""
    if item.inlezen is None:
        return
    said = {"licentiehouder": item.inlezen.licentiehouder, "licentie": item.inlezen.licentie}
    left = [key for key, text in said.items() if text.casefold().startswith(_TO_FILL_IN)]
    if left:
        place = rules.place("segmentaties", item.id, "inlezen", left[0])
        words = join_words([f"'{key}'" for key in left])
        yield kinds.LICENTIE_NIET_INGEVULD.at(place, naam=item.naam, wat=words)


def is_chosen(rules: Rulebook, item: Segmentatie) -> bool:
    """Tell whether the organisation put this segmentation in its own rules; the shipped one is only a template."""
    basis = rules.basis
    return basis is not None and f"segmentaties/{item.id}" in (*basis.nieuw, *basis.gewijzigd)


def _no_result(rules: Rulebook, indicator: Indicator) -> Iterator[Issue]:
    for number, kolom in enumerate(indicator.kolommen):
        for key, name in (("waarde", kolom.waarde), *(("teller", name) for name in kolom.teller or [])):
            if kolom.layout == EIGEN and name is not None and is_result(name):
                place = rules.place("indicatoren", indicator.id, "kolommen", str(number), key)
                yield kinds.UITKOMST_ALS_INVOER.at(place, kolom=name)


def _column(short: EigenIndicator) -> Kolom:
    header = _one_line(short.kolom)
    noemer = None if short.noemer is None else _SIZES.get(short.noemer.casefold(), _one_line(short.noemer))
    return Kolom(
        layout=EIGEN,
        waarde=header if noemer is None else None,
        teller=None if noemer is None else [header],
        noemer=noemer,
        antwoorden=None if short.antwoorden is None else _one_line(short.antwoorden),
        jaar=short.jaar,
    )


def _one_line(header: str) -> str:
    """Give a header with single spaces, as headers of files are read."""
    return " ".join(header.split())


def _limits(short: EigenIndicator) -> tuple[float | None, float | None]:
    low, high = _LIMITS.get(short.eenheid, (None if short.eenheid in _MAY_BE_NEGATIVE else 0.0, None))
    if short.noemer is not None and short.noemer.casefold() in _SIZES:
        high = None  # the residents may be counted elsewhere and in another year: a little over the whole can be
    return (
        low if short.ondergrens is None else short.ondergrens,
        high if short.bovengrens is None else short.bovengrens,
    )


def _goalposts(short: EigenIndicator, bron: str, status: Status) -> Doelwaarden | None:
    if short.laag is None or short.hoog is None or short.jaar is None:
        return None
    return Doelwaarden(
        laag=short.laag,
        hoog=short.hoog,
        eenheid=short.eenheid,
        jaar=short.jaar,
        methode=METHODE,
        voorrang=True,
        bron=bron,
        status=status,
    )


def _definition(short: EigenIndicator) -> str:
    per = "" if short.noemer is None else f", gedeeld door {short.noemer}"
    asked = f"; {_SURVEY}, met het aantal antwoorden in kolom '{short.antwoorden}'" if short.antwoorden else ""
    return f"Eigen cijfer van de organisatie, uit kolom '{short.kolom}'{per}{asked}."
