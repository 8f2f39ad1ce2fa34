"""Small hand-made rulebooks and tables for tests of peers, uncertainty and advice: a fictional rulebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.table import BuurtTable, FloatArray, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import (
    Beleid,
    Indicator,
    Interventie,
    Leefgebied,
    Manifest,
    Parameters,
    Risico,
    Uitkomst,
    Vergelijking,
)
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

NAN = float("nan")
ITEM: dict[str, Any] = {
    "bron": ["proef"],
    "status": "vastgesteld",
    "eigenaar": "beleidsadviseur",
    "herzien_voor": date(2030, 1, 1),
}
DIENT_ALS = {
    "stedelijkheid": "adressendichtheid",
    "corporatiewoningen": "eigen_bezit",
    "woz_waarde": "woningwaarde",
}
MERK = {"bron": "proef", "status": "aanname"}

GETALLEN: dict[str, dict[str, float]] = {
    "kleine_gebieden": {"inwoners_n": 100, "huishoudens_n": 50},
    "dekking": {"score_pct": 60, "beperkt_pct": 60},
    "onzekerheid": {
        "trekkingen_n": 500,
        "gewicht_frac": 0.25,
        "doelwaarden_frac": 0.05,
        "laag_pct": 10,
        "hoog_pct": 90,
        "zaad": 20260101,
        "meetkundig_frac": 0.5,
    },
    "bewaking": {
        "gewicht_frac": 0.4,
        "officieel_frac": 0.5,
        "prijs_jaren": 5,
        "fractie_gebieden_n": 5,
        "fractie_mediaan_pct": 5,
        "nul_inwoners_n": 10_000,
    },
    "vooruitblik": {
        "vooruit_n": 1,
        "vooruit_hoogstens_n": 3,
        "jaren_minimaal_n": 3,
        "gebieden_minimaal_n": 50,
        "demping_frac": 0.8,
        "vergeten_1": 0.25,
        "vergeten_2": 0.5,
        "vergeten_3": 1,
        "vergeten_4": 2,
        "combinatie_frac": 0.5,
        "uitschieter_sd": 3,
        "krimp_grens_sd": 0.5,
        "laag_pct": 10,
        "hoog_pct": 90,
        "klasse_1_n": 500,
        "klasse_2_n": 1000,
        "klasse_3_n": 2000,
        "klasse_4_n": 4000,
        "klasse_minimaal_n": 200,
        "ijkmarge_se": 1,
        "marge_frac": 0.02,
        "signaal_jaren_n": 2,
        "signaal_frac": 0.1,
        "reeksbreuk_frac": 0.95,
        "reeksbreuk_factor": 3,
    },
    "gewichten": {
        "behoud_frac": 0.1,
        "inleveren_frac": 0.005,
        "kandidaat_frac": 0.01,
        "bekend_frac": 0.8,
        "gebieden_n": 50,
        "gemeenten_n": 10,
        "vouwen_n": 5,
        "herhalingen_n": 2,
        "trekkingen_n": 20,
        "laag_pct": 2.5,
        "hoog_pct": 97.5,
        "zaad": 20260101,
    },
    "vergelijkbaar": {"aantal_n": 5, "minimaal_n": 3},
    "tijdlijn": {"minste_jaren_n": 2, "ouderdom_jaren": 0, "landelijk_gemeenten_n": 300},
    "advies": {
        "niveau_frac": 0.6,
        "afwijking_frac": 0.4,
        "afwijking_schaal": 20,
        "bewijs_e5": 100,
        "bewijs_e4": 85,
        "bewijs_e3": 60,
        "bewijs_e2": 35,
        "bewijs_e1": 15,
        "bewijs_e0a": 10,
        "bewijs_e0b": 10,
        "aansluiting_frac": 0.2,
        "capaciteit_frac": 0.4,
        "doorlooptijd_frac": 0.2,
        "uitvoering_frac": 0.4,
        "doorlooptijd_vol_maanden": 48,
        "aantal_n": 5,
    },
    "effect": {
        "zekerheid_frac": 0.95,
        "kracht_frac": 0.8,
        "jaren_voor_n": 4,
        "jaren_voor_minimaal_n": 2,
        "jaren_na_minimaal_n": 1,
        "aantal_vooraf_n": 20,
        "vergelijkbaar_n": 30,
        "vergelijkbaar_minimaal_n": 10,
        "kandidaten_minimaal_n": 60,
        "uitkomst_frac": 0.5,
        "gebieden_per_term_n": 20,
        "placebo_n": 999,
        "placebo_buren_n": 500,
        "gemeenten_minimaal_n": 20,
        "twijfel_p_frac": 0.05,
        "tabel_1_n": 1,
        "tabel_2_n": 2,
        "tabel_3_n": 4,
        "tabel_4_n": 10,
        "tabel_5_n": 20,
        "tabel_6_n": 50,
        "zaad": 20260107,
        "meldgevoelig_misdrijven_totaal": 0,
        "meldgevoelig_misdrijven_geweld": 0,
        "meldgevoelig_misdrijven_vermogen": 0,
        "meldgevoelig_misdrijven_vernieling": 0,
    },
    "zekerheid": {"opvallend_punten": 5, "op_de_grens_punten": 2, "genoeg_scores_frac": 0.5},
    "spiegeling": {
        "rol_gesprokenen_n": 3,
        "gesprokenen_n": 10,
        "rollen_n": 2,
        "meerderheid_frac": 0.5,
        "omhoog_dekking_frac": 0.8,
        "gebieden_n": 20,
    },
    "niveaus": {"laag_tot": 20, "licht_tot": 40, "gemiddeld_tot": 60, "verhoogd_tot": 80},
}


def parameters(groep: str, getallen: Mapping[str, float]) -> Parameters:
    return Parameters(
        id=groep,
        naam=groep,
        getallen={
            naam: {"waarde": float(waarde), "eenheid": "punten", "uitleg": "proef", **MERK}
            for naam, waarde in getallen.items()
        },
        **ITEM,
    )


def indicator(naam: str, *, eenheid: str = "pct", noemer: str | None = None, **velden: Any) -> Indicator:
    kolom = (
        {"layout": "cbs_kwb", "waarde": naam}
        if noemer is None
        else {"layout": "cbs_kwb", "teller": [naam], "noemer": noemer}
    )
    velden.setdefault("dient_als", DIENT_ALS.get(naam))
    return Indicator(
        id=naam,
        naam=naam.replace("_", " ").capitalize(),
        definitie="proef",
        eenheid=eenheid,
        richting="hoger_is_gunstiger",
        soort="feit",
        kolommen=[kolom],
        **{**ITEM, **velden},
    )


def foutmarge(wijze: str, standaardfout: float, eenheid: str = "pct") -> dict[str, Any]:
    return {"wijze": wijze, "standaardfout": standaardfout, "eenheid": eenheid, **MERK}


def interventie(naam: str, **velden: Any) -> Interventie:
    """An intervention allowed everywhere, for eenzaamheid from 60; poorten, niveau and the rest can be given."""
    probleem = [{"uitkomst": "eenzaamheid", "vanaf_score": 60.0}]
    poorten = {"probleem": probleem, "waarom": "proef", "alleen_na_lokaal_besluit": False}
    basis: dict[str, Any] = {
        "id": naam,
        "naam": naam.replace("_", " ").capitalize(),
        "doel": "proef",
        "mechanisme": "proef",
        "doelgroep": "proef",
        "leefgebied": "sociale_relaties",
        "manier": "gesprek",
        "trekker": "gemeente",
        "partners": [],
        "betalers": ["gemeente"],
        "mag_corporatie": "ja",
        "kosten": {
            "bedrag_eur": {"min": 70000.0, "modus": 80000.0, "max": 90000.0},
            "per": "fte",
            "ritme": "jaarlijks",
            "prijsjaar": 2024,
            **MERK,
        },
        "bereik": {"aantal_min": 1.0, "aantal_max": 2.0, "eenheid": "inwoners", "per": "fte", **MERK},
        "effecten": [
            {"uitkomst": "minder_eenzaam", "laag": 0.0, "midden": 0.1, "hoog": 0.2, "eenheid": "per_bereikte", **MERK},
        ],
        "netto": {
            "anders_ook_frac": 0.2,
            "toerekening_frac": 0.8,
            "verplaatsing_frac": 0.0,
            "lekkage_frac": 0.0,
            "met_controlegroep": False,
            "waarom": "proef",
            **MERK,
        },
        "bewijs": {
            "niveau": velden.pop("niveau", "E3"),
            "bevindingen": [{"bevinding": "Wat er gevonden is", "wijst_op": "effect", **MERK}],
        },
        "vormen": [{"benaderstijl": "dichtbij", "vorm": "huisbezoek", "aansluiting_score": 100.0}],
        "standaardvorm": "spreekuur",
        "doorlooptijd_maanden": 12,
        "uitvoering_score": 80.0,
        "werkingsduur_jaren": 2.0,
        "verlies_pj_frac": 0.2,
        "stopt_met_inzet": False,
        "verwacht_gebruik": [{"groep": "proef", "gebruik": "veel"}],
        "neveneffect": "proef",
        **ITEM,
    }
    basis["poorten"] = {**poorten, **MERK, **velden.pop("poorten", {})}
    return Interventie(**{**basis, **velden})


def baat(naam: str, raakt: Sequence[str]) -> Uitkomst:
    """An outcome of interventions that bears on some scores."""
    return Uitkomst(
        id=naam,
        naam=naam.replace("_", " ").capitalize(),
        omschrijving="proef",
        eenheid="persoon_jaar",
        richting="omlaag",
        zonder_indicator="proef",
        raakt=list(raakt),
        partijen=[{"partij": "bewoners", "soort": "maatschappelijk", "teken": "plus", "toelichting": "proef"}],
        keten=[],
        **ITEM,
    )


def beleid(naam: str = "proefbeleid", ruimte: Mapping[str, float] | None = None, **velden: Any) -> Beleid:
    capaciteit = {"gemeente": 60.0, "welzijn": 60.0, "corporatie": 60.0} if ruimte is None else ruimte
    return Beleid(
        **{
            "id": naam,
            "naam": naam,
            "prioriteiten": [],
            "verboden": [],
            "lopend": [],
            "capaciteit": [
                {"partij": partij, "ruimte_score": score, "toelichting": "proef"}
                for partij, score in capaciteit.items()
            ],
            **ITEM,
            **velden,
        }
    )


MINDER_EENZAAM = baat("minder_eenzaam", ["eenzaamheid"])


def wonen_en_verhuisdruk(book: Rulebook, *, huur: float, koop: float, leeg: float) -> Rulebook:
    """Give rules with the domain wonen, by these weights, and the risk of leeg against koop."""

    def part(name: str, weight: float, **more: Any) -> dict[str, Any]:
        return {"indicator": name, "gewicht_frac": weight, "waarom": "proef", **more}

    wonen = Leefgebied(
        id="wonen",
        naam="wonen",
        omschrijving="proef",
        onderdelen=[part("huur", huur), part("koop", koop), part("leeg", leeg)],
        **ITEM,
    )
    druk = Risico(
        id="verhuisdruk",
        naam="verhuisdruk",
        omschrijving="proef",
        leefgebied="wonen",
        soort="verwachting",
        druk=[part("leeg", 0.6, hoger_is_meer=True)],
        buffers=[part("koop", 0.4, hoger_is_meer=True)],
        **ITEM,
    )
    known = {**book.parameters, "score": parameters("score", {"vertrekpunt": 50})}
    return replace(book, leefgebieden={"wonen": wonen}, risicos={"verhuisdruk": druk}, parameters=known)


def rulebook(
    *,
    indicatoren: Sequence[Indicator] = (),
    interventies: Sequence[Interventie] = (),
    baten: Sequence[Uitkomst] | None = None,
    lokaal: Sequence[Beleid] | None = None,
    kenmerken: Mapping[str, tuple[float, float, float]] | None = None,
    getallen: Mapping[str, Mapping[str, float]] | None = None,
) -> Rulebook:
    """Make a rulebook; kenmerken are (gewicht_frac, gemiddelde, spreiding) per indicator."""
    vergelijking = {}
    if kenmerken:
        vergelijking["samenstelling"] = Vergelijking(
            id="samenstelling",
            naam="Samenstelling",
            kenmerken=[
                {"indicator": naam, "gewicht_frac": gewicht, "gemiddelde": midden, "spreiding": spreiding, **MERK}
                for naam, (gewicht, midden, spreiding) in kenmerken.items()
            ],
            **ITEM,
        )
    groepen = {groep: {**eigen, **(getallen or {}).get(groep, {})} for groep, eigen in GETALLEN.items()}
    return Rulebook(
        manifest=Manifest(id="proef", naam="Proef", versie="1.0.0", schema_versie=1, eigenaar="beleid"),
        map=Path("proef"),
        gekozen_via="proef",
        sha256="0" * 64,
        bronnen={},
        indicatoren={item.id: item for item in indicatoren},
        leefgebieden={},
        krachten={},
        risicos={},
        interventies={item.id: item for item in interventies},
        beleid={item.id: item for item in (lokaal if lokaal is not None else [beleid()])},
        parameters={groep: parameters(groep, eigen) for groep, eigen in groepen.items()},
        vergelijking=vergelijking,
        places={},
        issues=(),
        uitkomsten={item.id: item for item in (baten if baten is not None else [MINDER_EENZAAM])},
    )


def buurten(
    kolommen: Mapping[str, Sequence[float]],
    *,
    code: Sequence[str] | None = None,
    niveau: Niveau = Niveau.BUURT,
    inwoners: Sequence[float] | None = None,
    huishoudens: Sequence[float] | None = None,
) -> BuurtTable:
    """Make a table from columns of equal length; codes count up."""
    n = len(next(iter(kolommen.values())))
    names = tuple(sorted(kolommen))
    values = np.array([kolommen[name] for name in names], dtype=np.float64).reshape(len(names), n).T
    prefix = {Niveau.BUURT: "BU0001{:04d}", Niveau.WIJK: "WK0001{:02d}", Niveau.GEMEENTE: "GM{:04d}"}
    codes = tuple(code) if code is not None else tuple(prefix[niveau].format(i) for i in range(n))
    return BuurtTable(
        code=codes,
        naam=codes,
        gemeente=("Proefstad",) * n,
        niveau=(niveau,) * n,
        inwoners=np.array(inwoners if inwoners is not None else [1000.0] * n, dtype=np.float64),
        huishoudens=np.array(huishoudens if huishoudens is not None else [500.0] * n, dtype=np.float64),
        indicatoren=names,
        values=values,
        state=np.where(np.isnan(values), State.ONTBREEKT, State.GEMETEN).astype(np.uint8),
        jaar=np.full(values.shape, 2023, dtype=np.int64),
        gebruik=np.full(values.shape, -1, dtype=np.int64),
        rij=np.zeros((n, 0), dtype=np.int64),
        gewijzigd=np.zeros(n, dtype=np.int64),
        telt_vanaf=np.zeros(n, dtype=np.int64),
        kolomgebruik=(),
        bestanden=(),
    )


def uitkomst(
    naam: str,
    score: Sequence[float] | FloatArray,
    vergelijkbaar: Sequence[float] | FloatArray | None = None,
    soort: OutcomeKind = OutcomeKind.RISICO,
) -> OutcomeScores:
    """Make the scores of one outcome, without parts."""
    scores = np.array(score, dtype=np.float64)
    n = len(scores)
    return OutcomeScores(
        soort=soort,
        id=naam,
        naam=naam.replace("_", " ").capitalize(),
        score=scores,
        laag=scores,
        hoog=scores,
        dekking=np.ones(n),
        vergelijkbaar=np.full(n, NAN) if vergelijkbaar is None else np.array(vergelijkbaar, dtype=np.float64),
        vertrekpunt=50.0,
        indicatoren=(),
        bijdragen=np.zeros((n, 0)),
        aanwezig=np.zeros((n, 0), dtype=bool),
        rest=np.zeros(n),
        reden=("",) * n,
    )
