"""A rulebook of a few lines for tests of the valuation: prices and effects one can compute by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import EigenWaarde, Plan, PlanRegel
from buurtwijzer.rulebook.schema import (
    Baat,
    Bedrag,
    Beheer,
    Bewijs,
    Effect,
    Hoeveelheid,
    Interventie,
    Kosten,
    Nulsituatie,
    Partij,
    Prijs,
    Status,
    Uitkomst,
)
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.model import Waardemodel
from tests.geladen import meegeleverd

BRON = "keuze_buurtwijzer"
DAG = date(2026, 3, 2)
ITEM: dict[str, Any] = {
    "bron": [BRON],
    "status": Status.AANNAME,
    "eigenaar": "beleidsadviseur",
    "herzien_voor": date(2030, 1, 1),
}
MERK: dict[str, Any] = {"bron": BRON, "status": Status.AANNAME}
GETALLEN = {
    "discontovoet_pj_frac": 0.0225,
    "index_prijs_pj_frac": 0.02,
    "index_loon_pj_frac": 0.03,
    "index_bouw_pj_frac": 0.04,
    "overhead_frac": 0.3,
    "btw_tarief_frac": 0.21,
    "btw_belast_frac": 0.0,
    "deelname_frac": 1.0,
    "marge_netto_frac": 0.5,
    "korting_e5_frac": 0.05,
    "korting_e4_frac": 0.1,
    "korting_e3_frac": 0.2,
    "korting_e2_frac": 0.4,
    "korting_e1_frac": 0.5,
    "korting_e0a_frac": 1.0,
    "korting_e0b_frac": 1.0,
    "opslag_gerealiseerd_frac": 0.0,
    "opslag_offerte_frac": 0.05,
    "opslag_vergelijkbaar_frac": 0.1,
    "opslag_schatting_frac": 0.2,
    "tel_kas": 1.0,
    "tel_capaciteit": 1.0,
    "tel_maatschappelijk": 1.0,
    "trekkingen_n": 2000,
    "zaad": 1,
    "looptijd_jaren": 5,
    "oude_prijzen_baten_frac": 0.5,
    "uren_per_fte_n": 1400.0,
    "incidenteel_jaren": 3.0,
    "eigen_bedrag_grondslag_n": 2.0,
    "gevoeligheid_1_frac": 0.016,
    "gevoeligheid_2_frac": 0.029,
    "gevoeligheid_3_frac": 0.04,
    **{f"btw_last_{partij.value}_frac": float(partij is Partij.CORPORATIE) for partij in Partij},
}


def prijs(
    id_: str, modus: float = 1000.0, laag: float | None = None, hoog: float | None = None, **velden: Any
) -> Prijs:
    bedrag = Bedrag(min=modus if laag is None else laag, modus=modus, max=modus if hoog is None else hoog)
    vast = {"omschrijving": "x", "per": "geval", "prijsjaar": 2024, "reeks": "prijs", **ITEM}
    return Prijs(**{**vast, **velden}, id=id_, naam=id_, bedrag_eur=bedrag)


def baat(prijs_: str | None, partij: str = "gemeente", soort: str = "kas", teken: str = "plus", **velden: Any) -> Baat:
    return Baat(
        **{"partij": Partij(partij), "soort": soort, "teken": teken, "prijs": prijs_, "toelichting": "x", **velden}
    )


def uitkomst(id_: str, *partijen: Baat, **velden: Any) -> Uitkomst:
    vast: dict[str, Any] = {
        "omschrijving": "x",
        "eenheid": "geval",
        "richting": "omlaag",
        "zonder_indicator": "x",
        "raakt": ["overlast"],
        "keten": [],
        **ITEM,
    }
    return Uitkomst(**{**vast, **velden}, id=id_, naam=id_, partijen=list(partijen))


def effect(
    uitkomst_: str, midden: float, laag: float | None = None, hoog: float | None = None, *, deel: bool = False
) -> Effect:
    return Effect(
        uitkomst=uitkomst_,
        laag=midden if laag is None else laag,
        midden=midden,
        hoog=midden if hoog is None else hoog,
        eenheid="deel_van_nulsituatie" if deel else "per_bereikte",
        **MERK,
    )


def kosten(modus: float = 150_000.0, laag: float | None = None, hoog: float | None = None, **velden: Any) -> Kosten:
    bedrag = Bedrag(min=modus if laag is None else laag, modus=modus, max=modus if hoog is None else hoog)
    vast: dict[str, Any] = {
        "per": "gebied",
        "ritme": "eenmalig",
        "prijsjaar": 2024,
        "grondslag": "gerealiseerd",
        **MERK,
    }
    return Kosten(bedrag_eur=bedrag, **{**vast, **velden})


def interventie(
    id_: str, *effecten: Effect, bereik: tuple[float, float] = (200.0, 200.0), **velden: Any
) -> Interventie:
    """Give an intervention that costs once, works five years without loss and of which nothing is taken off."""
    model = meegeleverd().interventies["portiekaanpak"]
    whole = {"anders_ook_frac": 0.0, "toerekening_frac": 1.0, "verplaatsing_frac": 0.0, "lekkage_frac": 0.0}
    netto = {**whole, **velden.pop("netto", {})}
    niveau = Bewijs(velden.pop("niveau", "E5"))
    eenheid = velden.pop("eenheid", "inwoners")
    vast: dict[str, Any] = {
        "kosten": kosten(),
        "betalers": [Partij.GEMEENTE],
        "mag_corporatie": "ja",
        "doorlooptijd_maanden": 0,
        "werkingsduur_jaren": 5.0,
        "verlies_pj_frac": 0.0,
        "stopt_met_inzet": False,
        "beheer_na_oplevering": None,
    }
    return model.model_copy(
        update={
            **vast,
            **velden,
            "id": id_,
            "naam": id_,
            "effecten": list(effecten),
            "bereik": model.bereik.model_copy(
                update={"aantal_min": bereik[0], "aantal_max": bereik[1], "eenheid": eenheid}
            ),
            "netto": model.netto.model_copy(update=netto),
            "bewijs": model.bewijs.model_copy(update={"niveau": niveau}),
        }
    )


def boek(
    interventies: list[Interventie], uitkomsten: list[Uitkomst], prijzen: list[Prijs], **getallen: float
) -> Rulebook:
    """Give the shipped rulebook with only these interventions, outcomes and prices, and numbers of D6."""
    basis = meegeleverd()
    waarde = basis.parameters["waarde"]
    gekozen = {**GETALLEN, **getallen}
    nieuw = {
        naam: getal.model_copy(update={"waarde": float(gekozen.get(naam, getal.waarde))})
        for naam, getal in waarde.getallen.items()
    }
    return replace(
        basis,
        parameters={**basis.parameters, "waarde": waarde.model_copy(update={"getallen": nieuw})},
        interventies={item.id: item for item in interventies},
        uitkomsten={item.id: item for item in uitkomsten},
        prijzen={item.id: item for item in prijzen},
    )


def gebied(
    code: str = "BU1", inwoners: float | None = 1000.0, huishoudens: float | None = 500.0, **cijfers: float
) -> Gebied:
    return Gebied(code, f"Buurt {code}", inwoners, huishoudens, cijfers, dict.fromkeys(cijfers, 2024))


def eigen(waarde: float, prijspeil: int | None = None) -> EigenWaarde:
    return EigenWaarde(waarde, "controller", DAG, "eigen telling", prijspeil)


def plan(*regels: PlanRegel, **velden: Any) -> Plan:
    vast: dict[str, Any] = {
        "id": "proef",
        "naam": "Proef",
        "nulalternatief": "Alles blijft zoals het is.",
        "start_jaar": 2024,
        "looptijd_jaren": 5,
        "prijspeil": 2024,
    }
    return Plan(**{**vast, **velden}, regels=regels)


def regel(interventie_: str, gebied_: str = "BU1", **velden: Any) -> PlanRegel:
    return PlanRegel(interventie_, gebied_, **{"aantal": 1.0, "start_jaar": 2024, **velden})


def model(plan_: Plan, rulebook: Rulebook, *gebieden: Gebied) -> Waardemodel:
    found = {item.code: item for item in gebieden or (gebied(),)}
    return build_model(plan_, rulebook, found).model


PARTIJEN_D6 = {"gemeente": 0.45, "corporatie": 0.35, "zorgverzekeraar": 0.1, "rijk": 0.1}


@cache
def d6() -> Waardemodel:
    """Give the test vector of D6: target 200, engagement 0.6, effect 0.1, haircut of E3, drop-off 0.25."""
    rules = boek(
        [
            interventie(
                "aanpak",
                effect("winst", 0.1),
                kosten=kosten(grondslag="vergelijkbaar"),
                netto={"anders_ook_frac": 0.2, "toerekening_frac": 0.8},
                niveau="E3",
                verlies_pj_frac=0.25,
            )
        ],
        [uitkomst("winst", *(baat(f"prijs_{partij}", partij) for partij in PARTIJEN_D6))],
        [prijs(f"prijs_{partij}", 10_000 * deel) for partij, deel in PARTIJEN_D6.items()],
    )
    return model(plan(regel("aanpak", eigen={"deelname": eigen(0.6)})), rules)


def beheer(wie: str, bedrag: float) -> Beheer:
    return Beheer(wie=Partij(wie), bedrag_eur_pj=bedrag, status=Status.AANNAME)


def hoeveelheid(modus: float, laag: float | None = None, hoog: float | None = None) -> Hoeveelheid:
    return Hoeveelheid(
        min=modus if laag is None else laag, modus=modus, max=modus if hoog is None else hoog, toelichting="x", **MERK
    )


def nul(aantal: float, per: Any = "inwoner") -> Nulsituatie:
    return Nulsituatie(aantal=aantal, per=per, jaar=2024, **MERK)
