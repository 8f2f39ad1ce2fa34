"""A made country with counted crimes per year and a known effect, as files of the national layout. Nothing is real."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

KOP = ["gwb_code", "regio", "gm_naam", "recs", "a_inw", "a_00_14", "a_15_24", "a_25_44", "a_45_64", "a_65_oo"]
KOP += ["a_hh", "a_1p_hh", "a_hh_m_k", "g_wozbag", "p_koopw", "p_1gezw", "ste_oad", "a_lan_ha"]
_COUNTS = slice(4, 13)
EERSTE, START, LAATSTE = 2018, 2023, 2024
GEMEENTEN, PER_GEMEENTE = 4, 27
AANPAK = tuple(f"BU910101{nummer:02}" for nummer in (3, 9, 14, 22))


def maak_bestand(pad: Path, jaar: int, jaren: Iterable[int], effect: float = -0.5, herzien: str = "") -> Path:
    """Write the file of a year: composition of that year and crimes of several years.

    Args:
        pad: Where.
        jaar: Year of the composition; the same in all files.
        jaren: Years of the crimes.
        effect: Part of the crimes that goes (negative) or comes in the areas of `AANPAK` from `START` on.
        herzien: Code of an area of which all crimes are 20 higher than in other files.
    """
    assert str(jaar) in pad.name, "het jaar staat in de naam"
    years = [*jaren]
    with pad.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*KOP, *(f"misdr_{year}" for year in years)])
        for gemeente in range(1, GEMEENTEN + 1):
            writer.writerows(_gemeente(gemeente, years, effect, herzien))
    return pad


def maak_enquete(pad: Path, jaar: int, effect: float = 15.0) -> Path:
    """Write a survey of a year: per buurt a share and the number of answers; from `START` on higher in `AANPAK`."""
    with pad.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["buurtcode", "aandeel 8 of hoger", "aantal antwoorden"])
        for nummer in range(1, GEMEENTEN + 1):
            for buurt in range(PER_GEMEENTE):
                code = f"BU91{nummer:02}01{buurt:02}"
                level = 50 + 10 * np.random.default_rng([nummer, buurt]).normal()
                noise = 2 * np.random.default_rng([nummer, buurt, jaar, 7]).normal()
                extra = effect if code in AANPAK and jaar >= START else 0.0
                writer.writerow([code, round(float(np.clip(level + noise + extra, 5, 95)), 1), 120])
    return pad


def _gemeente(nummer: int, years: list[int], effect: float, herzien: str) -> Iterator[list[object]]:
    rows = []
    for buurt in range(PER_GEMEENTE):
        code = f"BU91{nummer:02}01{buurt:02}"
        crimes = _crimes(code, nummer, buurt, effect, 20 if code == herzien else 0)
        own = [code, f"Proefbuurt {nummer}-{buurt}", f"Proefstad {nummer}", "Buurt", *_composition(nummer, buurt)]
        rows.append([*own, *(crimes[year] for year in years)])
    counts = np.array([row[_COUNTS] for row in rows], dtype=int).sum(axis=0).tolist()
    crimes_all = np.array([row[len(KOP) :] for row in rows], dtype=int).sum(axis=0).tolist()
    name = f"Proefstad {nummer}"
    yield [f"GM91{nummer:02}", name, name, "Gemeente", *counts, 320, 55, 50, 1800, 900, *crimes_all]
    yield from rows


def _traits(nummer: int, buurt: int) -> tuple[int, float, float, float]:
    draw = np.random.default_rng([nummer, buurt])
    people = int(draw.integers(900, 3200))
    urban, wealth, old = draw.normal(size=3).tolist()
    return people, urban, wealth, old


def _composition(nummer: int, buurt: int) -> list[int]:
    people, urban, wealth, old = _traits(nummer, buurt)
    parts = np.array([15.0 - 2 * old, 12.0 + 2 * urban, 26.0 + 3 * urban - 2 * old, 27.0, 20.0 + 6 * old]).clip(3)
    ages = [int(share) for share in (parts / parts.sum() * people).tolist()]
    homes = int(people / 2.1)
    alone, children = int(homes * _share(38 + 9 * urban) / 100), int(homes * _share(33 - 6 * urban) / 100)
    shares = [round(330 + 60 * wealth), _share(60 + 12 * wealth - 6 * urban), _share(65 - 15 * urban)]
    return [people, *ages, homes, alone, children, *shares, round(1500 * np.exp(0.5 * urban)), 40]


def _crimes(code: str, nummer: int, buurt: int, effect: float, herzien: int) -> dict[int, int]:
    people, urban, wealth, _ = _traits(nummer, buurt)
    level = 60.0 * float(np.exp(0.25 * urban - 0.2 * wealth))
    found = {}
    for year in range(EERSTE, LAATSTE + 1):
        rate = level * (1.0 - 0.02 * (year - EERSTE))
        if code in AANPAK and year >= START:
            rate *= 1.0 + effect
        found[year] = int(np.random.default_rng([nummer, buurt, year]).poisson(rate * people / 1000)) + herzien
    return found


def _share(percentage: float) -> int:
    return max(1, min(99, round(percentage)))
