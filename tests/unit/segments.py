"""Hand-made segments for tests of reporting: profiles, groups and living together for the three areas of a result."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.rulebook.schema import Benaderstijl, Segmentatie
from buurtwijzer.segmentation.model import Samenleven, Segments
from tests.unit.assessments import _ITEM, NAN, assessment

GEEN = "Geen uitspraak: te weinig kenmerken bekend."


def segmentatie(name: str, methode: str, namen: tuple[str, ...], *, omschrijving: str = "proef") -> Segmentatie:
    return Segmentatie(
        id=name,
        naam=name.capitalize(),
        omschrijving=omschrijving,
        methode=methode,
        segmenten=[
            {
                "id": f"s{number}",
                "naam": naam,
                "omschrijving": omschrijving,
                "benadering": [{"benaderstijl": "dichtbij", "deel_frac": 1.0}],
                "gedragskaart": [
                    {
                        "indicator": "e_eenzaam",
                        "waarde": 45.5,
                        "landelijk": 40.0,
                        "eenheid": "pct",
                        "jaar": 2020,
                        "bron": "proef",
                        "status": "aanname",
                    }
                ],
            }
            for number, naam in enumerate(namen)
        ],
        **_ITEM,
    )


def benaderstijl(name: str, naam: str, *, woorden: str = "buren") -> Benaderstijl:
    return Benaderstijl(
        id=name,
        naam=naam,
        omschrijving="proef",
        aandeel_nl={"pct": 25.0, "jaar": 2001, "bron": "proef", "status": "aanname"},
        toon="Kort en vriendelijk.",
        kanalen=[woorden, "brief"],
        via_wie=["huisarts", woorden],
        vormen_die_passen=["koffie"],
        vermijd="Alleen digitaal.",
        **_ITEM,
    )


def segments(name: str, maat: Any, namen: tuple[str, ...], *, kenmerk: str = "Koopwoningen") -> Segments:
    """Make segments of three areas: a clear one, one without dominance, one without a verdict."""
    s = len(namen)
    shares = np.full((3, s), NAN)
    shares[0] = np.array([0.6, *np.full(s - 1, 0.4 / (s - 1))])
    shares[1] = np.array([*np.full(s - 1, 0.7 / (s - 1)), 0.3])
    shares[1] /= shares[1].sum()
    typical = np.zeros((3, s), dtype=bool)
    typical[0, 0] = True
    contributions = np.zeros((3, s, 2))
    contributions[0, 0] = (1.5, 0.4)
    largest = np.array([[0, 1, 2], [1, 0, 2], [-1, -1, -1]])
    return Segments(
        id=name,
        naam=name.capitalize(),
        maat=maat,
        ids=tuple(f"s{number}" for number in range(s)),
        namen=namen,
        kenmerken=("a_koop", "b_leeg"),
        kenmerknamen=(kenmerk, "Leegstand"),
        aandeel=np.round(shares, 6),
        landelijk=np.full(s, 1 / s),
        vertrekpunt=np.zeros(s),
        bijdragen=contributions,
        rest=np.zeros((3, s)),
        grootste=largest,
        is_kenmerkend=typical,
        stabiliteit=np.array([0.9, 0.4, NAN]),
        is_duidelijk=np.array([True, False, False]),
        benadering=np.tile([0.7, 0.1, 0.1, 0.1], (3, 1)),
        benaderstijl=("dichtbij", "praktisch", None),
        dekking=np.array([1.0, 0.75, 0.0]),
        reden=("", "", GEEN),
    )


def samenleven(text: str = "De bewoners lijken op elkaar.") -> Samenleven:
    def numbers(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array(values)

    return Samenleven(
        segmentatie="bewonersgroepen",
        diversiteit=numbers(60.0, 80.0, NAN),
        afstand=numbers(30.0, 40.0, NAN),
        vraag_pct=numbers(20.0, 30.0, NAN),
        draagkracht_pct=numbers(40.0, 25.0, NAN),
        vraag_gemeten=numbers(90.0, NAN, NAN),
        draagkracht_gemeten=numbers(110.0, NAN, NAN),
        verhouding=numbers(82.0, 120.0, NAN),
        meedoen=numbers(105.0, 95.0, NAN),
        is_gemeten=np.array([True, False, False]),
        is_meedoen_gemeten=np.array([True, False, False]),
        samenstelling=(text, text, ""),
        zelfredzaamheid=(text, text, ""),
        participatie=(text, text, ""),
        reden=("", "", GEEN),
    )


PROFIELEN = ("Gemengde stadswijken", "Stadse starters", "Jonge gezinnen")
GROEPEN = ("Werkend, ruime mogelijkheden", "Jong, aan het begin", "Gepensioneerd, ruime middelen", "Weinig middelen")


def full_assessment(
    *,
    maat: str = "gelijkenis",
    profielen: tuple[str, ...] = PROFIELEN,
    groepen: tuple[str, ...] = GROEPEN,
    kenmerk: str = "Koopwoningen",
    tekst: str = "De bewoners lijken op elkaar.",
    base: Assessment | None = None,
) -> Assessment:
    """Make a result with everything: profiles (or imported shares), groups of residents and living together."""
    base = base or assessment()
    methode = "prototype" if maat == "gelijkenis" else "ingelezen"
    rules = replace(
        base.rulebook,
        segmentaties={
            "leefstijlen": segmentatie("leefstijlen", methode, profielen, omschrijving=tekst),
            "bewonersgroepen": segmentatie("bewonersgroepen", "indextabel", groepen, omschrijving=tekst),
        },
        benaderstijlen={
            "dichtbij": benaderstijl("dichtbij", "Dichtbij en vertrouwd", woorden=tekst),
            "praktisch": benaderstijl("praktisch", tekst),
        },
    )
    return replace(
        base,
        rulebook=rules,
        segmenten=(
            segments("leefstijlen", maat, profielen, kenmerk=kenmerk),
            segments("bewonersgroepen", "aandeel", groepen, kenmerk=kenmerk),
        ),
        samenleven=samenleven(tekst),
    )
