"""Hand-made results for tests of reporting: a small rulebook and three areas, every text of which a test can choose."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from buurtwijzer.assessment import Assessment, Options
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.data.table import BuurtTable, SourceFile, State
from buurtwijzer.interventions.model import Advies, Antwoord, PoortUitslag
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import (
    Bereik,
    Bewijsvoering,
    Doelwaarden,
    Effect,
    Indicator,
    Interventie,
    Kracht,
    Leefgebied,
    Manifest,
    Parameters,
    Risico,
)
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores

_ITEM: dict[str, Any] = {
    "bron": ["proef"],
    "status": "vastgesteld",
    "eigenaar": "beleidsadviseur",
    "herzien_voor": date(2030, 1, 1),
}
NAN = float("nan")


def indicator(name: str, *, soort: str = "feit", status: str = "vastgesteld", naam: str | None = None) -> Indicator:
    return Indicator(
        id=name,
        naam=naam or name.replace("_", " ").capitalize(),
        definitie="proef",
        eenheid="pct",
        richting="hoger_is_gunstiger",
        soort=soort,
        kolommen=[{"layout": "cbs_kwb", "waarde": name}],
        doelwaarden=Doelwaarden(
            laag=0.0, hoog=100.0, eenheid="pct", jaar=2020, methode="p5-p95", bron="proef", status=status
        ),
        **_ITEM,
    )


def parameters(name: str, **numbers: float) -> Parameters:
    getallen = {
        key: {"waarde": float(value), "eenheid": "punten", "uitleg": "proef", "bron": "proef", "status": "aanname"}
        for key, value in numbers.items()
    }
    return Parameters(id=name, naam=name, getallen=getallen, **_ITEM)


def interventie(name: str, *, bewijs: str = "E3", local_decision: bool = False) -> Interventie:
    return Interventie(
        id=name,
        naam=name.replace("_", " ").capitalize(),
        doel="proef",
        mechanisme="proef",
        doelgroep="proef",
        leefgebied="wonen",
        manier="gesprek",
        trekker="welzijn",
        partners=[],
        betalers=["gemeente"],
        mag_corporatie="ja",
        kosten={
            "bedrag_eur": {"min": 1.0, "modus": 2.0, "max": 3.0},
            "per": "gebied",
            "ritme": "jaarlijks",
            "prijsjaar": 2024,
            "bron": "proef",
            "status": "aanname",
        },
        bereik=Bereik(aantal_min=1, aantal_max=2, eenheid="inwoners", per="gebied", bron="proef", status="aanname"),
        effecten=[
            Effect(
                uitkomst="minder_eenzaam",
                laag=0.0,
                midden=0.1,
                hoog=0.2,
                eenheid="per_bereikte",
                bron="proef",
                status="aanname",
            )
        ],
        netto={
            "anders_ook_frac": 0.2,
            "toerekening_frac": 0.8,
            "verplaatsing_frac": 0.0,
            "lekkage_frac": 0.0,
            "met_controlegroep": False,
            "waarom": "proef",
            "bron": "proef",
            "status": "aanname",
        },
        bewijs=Bewijsvoering(
            niveau=bewijs,
            bevindingen=[{"bevinding": "proef", "wijst_op": "effect", "bron": "proef", "status": "aanname"}],
        ),
        poorten={
            "probleem": [{"uitkomst": "eenzaamheid", "vanaf_score": 50.0}],
            "waarom": "proef",
            "alleen_na_lokaal_besluit": local_decision,
            "waarom_besluit": "de raad beslist" if local_decision else None,
            "bron": "proef",
            "status": "aanname",
        },
        vormen=[{"benaderstijl": "dichtbij", "vorm": "huisbezoek", "aansluiting_score": 100.0}],
        standaardvorm="gesprek",
        doorlooptijd_maanden=6,
        uitvoering_score=80.0,
        werkingsduur_jaren=2.0,
        verlies_pj_frac=0.2,
        stopt_met_inzet=False,
        verwacht_gebruik=[{"groep": "proef", "gebruik": "veel"}],
        neveneffect="proef",
        **_ITEM,
    )


def rulebook(*, posts_status: str = "vastgesteld", wonen: str = "wonen", uitleg: str = "Hoe mensen wonen.") -> Rulebook:
    indicators = {
        name: indicator(name, soort=soort, status=posts_status)
        for name, soort in (
            ("a_koop", "feit"),
            ("b_leeg", "feit"),
            ("c_gezond", "schatting"),
            ("d_sport", "schatting"),
            ("e_eenzaam", "schatting"),
            ("f_een", "feit"),
            ("g_twee", "feit"),
        )
    }

    def onderdelen(**weights: float) -> list[dict[str, Any]]:
        return [{"indicator": key, "gewicht_frac": value, "waarom": "proef"} for key, value in weights.items()]

    def drivers(**weights: float) -> list[dict[str, Any]]:
        return [{**part, "hoger_is_meer": True} for part in onderdelen(**weights)]

    return Rulebook(
        manifest=Manifest(id="proef", naam="Proefregels", versie="1.0.0", schema_versie=1, eigenaar="beleid"),
        map=Path("proef"),
        gekozen_via="proef",
        sha256="0" * 64,
        bronnen={},
        indicatoren=indicators,
        leefgebieden={
            "gezondheid": Leefgebied(
                id="gezondheid",
                naam="gezondheid",
                omschrijving="Hoe gezond mensen zijn.",
                onderdelen=onderdelen(c_gezond=0.5, d_sport=0.5),
                **_ITEM,
            ),
            "wonen": Leefgebied(
                id="wonen",
                naam=wonen,
                omschrijving=uitleg,
                onderdelen=onderdelen(a_koop=0.4, b_leeg=0.6),
                **_ITEM,
            ),
        },
        krachten={
            "vrijwillige_inzet": Kracht(
                id="vrijwillige_inzet",
                naam="Vrijwillige inzet",
                omschrijving="Wie iets voor een ander doet.",
                onderdelen=onderdelen(d_sport=1.0),
                **_ITEM,
            )
        },
        risicos={
            "eenzaamheid": Risico(
                id="eenzaamheid",
                naam="Eenzaamheid",
                omschrijving="Wie contact mist.",
                leefgebied="gezondheid",
                soort="verwachting",
                officieel_cijfer="e_eenzaam",
                druk=drivers(a_koop=0.2, b_leeg=0.2, c_gezond=0.2, e_eenzaam=0.2),
                buffers=drivers(d_sport=0.1, f_een=0.05, g_twee=0.05),
                **_ITEM,
            ),
            "rondkomen": Risico(
                id="rondkomen",
                naam="Moeite met rondkomen",
                omschrijving="Wie weinig overhoudt.",
                leefgebied="wonen",
                soort="verwachting",
                druk=drivers(a_koop=1.0),
                **_ITEM,
            ),
        },
        interventies={
            i.id: i
            for i in (
                interventie("buurtkamer"),
                interventie("preventief_huisbezoek", bewijs="E0b"),
                interventie("cameratoezicht", local_decision=True),
            )
        },
        beleid={},
        parameters={
            "niveaus": parameters("niveaus", laag_tot=20, licht_tot=40, gemiddeld_tot=60, verhoogd_tot=80),
            "zekerheid": parameters(
                "zekerheid",
                stevig_dekking_frac=0.8,
                stevig_band_punten=15,
                stevig_schatting_frac=0.35,
                stevig_ouderdom_jaren=4,
                redelijk_dekking_frac=0.6,
                redelijk_band_punten=30,
                redelijk_schatting_frac=1.0,
                redelijk_ouderdom_jaren=8,
                gebied_stevig_frac=0.5,
                gebied_redelijk_frac=0.7,
                verkenning_frac=0.5,
                opvallend_punten=5,
                op_de_grens_punten=2,
                sterk_punten=70,
                kracht_minimaal_punten=50,
                genoeg_scores_frac=0.5,
                stevig_aanname_frac=0.25,
                stevig_grenzen_n=0,
                redelijk_aanname_frac=0.5,
                redelijk_grenzen_n=1,
            ),
            "dekking": parameters("dekking", score_pct=60, beperkt_pct=60),
            "kleine_gebieden": parameters("kleine_gebieden", inwoners_n=100, huishoudens_n=50),
        },
        vergelijking={},
        places={},
        issues=(),
    )


def table(
    *,
    naam: str = "Centrum",
    gemeente: str = "Proefstad",
    bestand: str = "cijfers.xlsx",
    inwoners: float = 2500,
) -> BuurtTable:
    names = ("a_koop", "b_leeg", "c_gezond", "d_sport", "e_eenzaam", "f_een", "g_twee")
    values = np.array([[50.0, 5, 70, 60, 46.2, 10, 20], [40, 5, np.nan, 50, 40, 12, 22], [np.nan] * 7])
    state = np.where(np.isnan(values), State.ONTBREEKT, State.GEMETEN).astype(np.uint8)
    return BuurtTable(
        code=("BU00010001", "BU00010002", "BU00010003"),
        naam=(naam, "De Hoek", "Bedrijvenpark"),
        gemeente=(gemeente,) * 3,
        niveau=(Niveau.BUURT,) * 3,
        inwoners=np.array([inwoners, 800.0, 85.0]),
        huishoudens=np.array([1200.0, 400.0, NAN]),
        indicatoren=names,
        values=values,
        state=state,
        jaar=np.where(np.isnan(values), 0, 2020).astype(np.int64),
        gebruik=np.full(values.shape, -1, dtype=np.int64),
        rij=np.array([[5], [6], [7]], dtype=np.int64),
        gewijzigd=np.array([1, 3, 0], dtype=np.int64),
        telt_vanaf=np.zeros(3, dtype=np.int64),
        kolomgebruik=(),
        bestanden=(SourceFile(bestand, "1" * 64, "cbs", "Tabel", 2023, "kop", True, ((Niveau.BUURT, 3),)),),
    )


def outcome(
    soort: OutcomeKind,
    name: str,
    naam: str,
    parts: dict[str, tuple[float, float, float]],
    *,
    vergelijkbaar: tuple[float, float, float] = (50.0, 50.0, NAN),
    dekking: tuple[float, float, float] = (1.0, 0.55, 0.0),
    reden: tuple[str, str, str] = (
        "",
        "",
        "Geen score: 85 inwoners (minimaal 100). Neem de wijk of voeg gebieden samen met een lijst Gebieden.",
    ),
) -> OutcomeScores:
    """Make scores from their parts; a part of NaN did not take part."""
    raw = np.array(list(parts.values())).T.reshape(3, len(parts))
    given = np.array([not text for text in reden])
    bijdragen = np.where(np.isnan(raw), 0.0, raw)
    score = np.where(given, np.round(50.0 + bijdragen.sum(axis=1), 4), np.nan)
    return OutcomeScores(
        soort=soort,
        id=name,
        naam=naam,
        score=score,
        laag=score - 6.0,
        hoog=score + 6.0,
        dekking=np.array(dekking),
        vergelijkbaar=np.where(given, vergelijkbaar, np.nan),
        vertrekpunt=50.0,
        indicatoren=tuple(parts),
        bijdragen=bijdragen,
        aanwezig=~np.isnan(raw),
        rest=np.round(score - 50.0 - bijdragen.sum(axis=1), 12),
        reden=reden,
    )


def advies(
    name: str, naam: str, *, is_advies: bool = True, bewijs: str = "E3 aanwijzingen", order: float = 60.0
) -> Advies:
    return Advies(
        interventie=name,
        naam=naam,
        poort=Antwoord.JA if is_advies else Antwoord.ONBEKEND,
        poorten=(
            PoortUitslag("probleem", Antwoord.JA, "Eenzaamheid is 63."),
            PoortUitslag("beleid", Antwoord.JA if is_advies else Antwoord.ONBEKEND, "Nog geen besluit van de raad."),
        ),
        nodig=72.5,
        bewijs=60.0,
        bewijs_tekst=bewijs,
        haalbaar=80.0,
        aansluiting=None,
        volgorde=order if is_advies else None,
        is_advies=is_advies,
        uitkomst="Eenzaamheid",
        vorm="gesprek aan huis",
        reden="Eenzaamheid is hier 63 tegen 50 in vergelijkbare buurten.",
        trekker="welzijn",
        betaler="gemeente",
    )


def uitkomsten(wonen: str = "wonen") -> tuple[OutcomeScores, ...]:
    return (
        outcome(
            OutcomeKind.LEEFGEBIED,
            "gezondheid",
            "gezondheid",
            {"c_gezond": (8.25, NAN, NAN), "d_sport": (3.3, 2.0, NAN)},
            vergelijkbaar=(50.0, 51.0, NAN),
        ),
        outcome(OutcomeKind.LEEFGEBIED, "wonen", wonen, {"a_koop": (-4.1, 1.2, NAN), "b_leeg": (0.7, 1.1, NAN)}),
        outcome(OutcomeKind.KRACHT, "vrijwillige_inzet", "Vrijwillige inzet", {"d_sport": (12.0, -1.0, NAN)}),
        outcome(
            OutcomeKind.RISICO,
            "eenzaamheid",
            "Eenzaamheid",
            {
                "a_koop": (5.123456, 0.5, NAN),
                "b_leeg": (-2.0, 0.5, NAN),
                "c_gezond": (7.000001, NAN, NAN),
                "e_eenzaam": (3.3, 0.4, NAN),
                "d_sport": (-0.9, 0.3, NAN),
                "f_een": (0.4, 0.2, NAN),
                "g_twee": (0.1, 0.1, NAN),
            },
        ),
        outcome(OutcomeKind.RISICO, "rondkomen", "Moeite met rondkomen", {"a_koop": (-20.0, 8.0, NAN)}),
    )


def assessment(**changes: Any) -> Assessment:
    """Make a result of three areas: all scores, limited coverage, too small."""
    parts: dict[str, Any] = {
        "table": table(),
        "uitkomsten": uitkomsten(),
        "adviezen": (
            (
                advies("buurtkamer", "Buurtkamer"),
                advies(
                    "preventief_huisbezoek", "Preventief huisbezoek", is_advies=False, bewijs="E0b spreekt zich tegen"
                ),
                advies("cameratoezicht", "Cameratoezicht", is_advies=False),
            ),
            (advies("buurtkamer", "Buurtkamer"),),
            (),
        ),
        "vergelijking": "dit bestand (3 buurten)",
        "issues": (
            Issue(
                "D201", Severity.MELDING, "cijfers.xlsx, blad Tabel, kolom C", "Kolom overgeslagen.", "Niets te doen."
            ),
        ),
        "verantwoording": (("Buurtwijzer", "0.1.0"), ("regelboek", "Proefregels 1.0.0")),
        "rulebook": rulebook(),
        "options": Options(),
    }
    return Assessment(**(parts | changes))
