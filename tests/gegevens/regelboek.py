"""A rulebook of a few indicators, made by hand: reading needs no other rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Indicator, Kolommen, Manifest
from tests.geladen import meegeleverd


def indicator(naam: str, *kolommen: dict[str, Any], eenheid: str = "pct", **anders: Any) -> Indicator:
    """Make an indicator with these columns; bounds are 0 and 100 for a percentage unless said otherwise."""
    grenzen = {"ondergrens": 0.0, "bovengrens": 100.0} if eenheid == "pct" else {}
    return Indicator.model_validate(
        {
            "id": naam,
            "naam": naam.replace("_", " ").capitalize(),
            "bron": ["proef"],
            "status": "voorbeeld",
            "eigenaar": "beheerder",
            "herzien_voor": date(2030, 1, 1),
            "definitie": "voor een proef",
            "eenheid": eenheid,
            "richting": "geen",
            "soort": "feit",
            "kolommen": list(kolommen),
            **grenzen,
            **anders,
        }
    )


def kwb(waarde: str, **anders: Any) -> dict[str, Any]:
    return {"layout": "cbs_kwb", "waarde": waarde, **anders}


def aandeel(teller: list[str], noemer: str) -> dict[str, Any]:
    return {"layout": "cbs_kwb", "teller": teller, "noemer": noemer}


def smap(waarde: str) -> dict[str, Any]:
    return {"layout": "rivm_gezondheid", "waarde": waarde}


GEWONE_INDICATOREN = (
    indicator("koopwoningen", kwb("p_koopw")),
    indicator("corporatie", kwb("p_wcorpw")),
    indicator("alleenwonend", aandeel(["a_1p_hh"], "a_hh")),
    indicator("jong_en_oud", aandeel(["a_00_14", "a_65_oo"], "a_inw")),
    indicator("woz", kwb("g_woz", tot_jaar=2019), kwb("g_wozbag", vanaf_jaar=2020), eenheid="duizend_euro"),
    indicator("stroom", kwb("g_ele"), eenheid="kwh"),
    indicator("eenzaam", smap("Eenzaam")),
    indicator("roken", smap("Roker")),
    indicator("inkomen", kwb("g_ink_pi"), eenheid="duizend_euro"),
)


@cache
def kolommen() -> Mapping[str, Kolommen]:
    """Give the crosswalks that ship with the product: what columns are called is no matter for a test to make up."""
    return meegeleverd().kolommen


def regelboek(indicatoren: Sequence[Indicator] = GEWONE_INDICATOREN) -> Rulebook:
    """Make a rulebook with only indicators and the crosswalks."""
    gevuld: dict[str, Any] = {
        "manifest": Manifest(id="proef", naam="Proef", versie="1.0.0", schema_versie=1, eigenaar="beheerder"),
        "map": Path("proef"),
        "gekozen_via": "de proef",
        "sha256": "0" * 64,
        "indicatoren": {item.id: item for item in sorted(indicatoren, key=lambda item: item.id)},
        "kolommen": kolommen(),
        "issues": (),
    }
    # Reading needs no other part, also not the parts that come later: they are empty here.
    return Rulebook(**{veld.name: gevuld.get(veld.name, {}) for veld in fields(Rulebook)})
