"""A plan with everything at once: yearly and once, a wait, upkeep, VAT, own hours, chains, overlap, a transfer."""

from __future__ import annotations

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, Plan
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.areas import Gebied
from tests.unit.waarde.boek import (
    baat,
    beheer,
    boek,
    effect,
    eigen,
    gebied,
    hoeveelheid,
    interventie,
    kosten,
    nul,
    plan,
    prijs,
    regel,
    uitkomst,
)

YEARS = range(2024, 2029)


def alles() -> tuple[Plan, Rulebook, dict[str, Gebied]]:
    """Give the plan, its rules and its areas; all checks of it are green."""
    prijzen = [
        prijs("ontruiming", 9_000, 5_000, 14_000, prijsjaar=2021, reeks="loon"),
        prijs("opvang", 20_000, 12_000, 30_000),
        prijs("uur", 60, 50, 80, per="uur", reeks="loon", prijsjaar=2022),
        prijs("uitkering", 14_000, prijsjaar=2023),
        prijs("rust", 800, 100, 2_000, prijsjaar=2020),
    ]
    uitkomsten = [
        uitkomst(
            "uitzetting",
            baat("ontruiming", "corporatie"),
            keten=["dakloos"],
            keten_rang=1,
            nulsituatie=nul(0.05),
            telt="eenmaal",
        ),
        uitkomst(
            "dakloos",
            baat("opvang"),
            baat("uur", "politie", "capaciteit", hoeveelheid=hoeveelheid(12, 5, 25)),
            keten=["uitzetting"],
            keten_rang=2,
            nulsituatie=nul(0.08),
        ),
        uitkomst(
            "bijstand",
            baat("uitkering", "gemeente", "overdracht"),
            baat("uitkering", "bewoners", "overdracht", "min"),
            baat(None, "bewoners", "maatschappelijk"),
            nulsituatie=nul(0.04),
        ),
        uitkomst(
            "overlast",
            baat("rust", "bewoners", "maatschappelijk"),
            indicator="burengerucht",
            zonder_indicator=None,
        ),
    ]
    interventies = [
        interventie(
            "huisbezoek",
            effect("uitzetting", 0.04, 0.01, 0.08),
            effect("dakloos", 0.05, 0.01, 0.09),
            effect("overlast", 0.3, 0.1, 0.5, deel=True),
            bereik=(150, 250),
            kosten=kosten(60_000, 50_000, 80_000, ritme="jaarlijks", reeks="loon", prijsjaar=2023, btw_frac=0.5),
            netto={"anders_ook_frac": 0.2, "toerekening_frac": 0.8, "verplaatsing_frac": 0.1},
            niveau="E3",
            stopt_met_inzet=True,
            betalers=[Partij.GEMEENTE, Partij.CORPORATIE],
        ),
        interventie(
            "verbouwing",
            effect("uitzetting", 0.03),
            effect("bijstand", 0.02, 0.0, 0.05),
            kosten=kosten(90_000, grondslag="schatting", reeks="bouw", prijsjaar=2022, btw_frac=1.0),
            bereik=(300, 300),
            doorlooptijd_maanden=14,
            werkingsduur_jaren=2.5,
            verlies_pj_frac=0.1,
            niveau="E4",
            beheer_na_oplevering=beheer("corporatie", 2_000),
            betalers=[Partij.CORPORATIE],
        ),
        interventie(
            "cursus",
            effect("dakloos", 0.02),
            effect("overlast", 0.2, deel=True),
            kosten=kosten(20_000, ritme="jaarlijks", grondslag="offerte"),
            netto={"met_controlegroep": True, "verplaatsing_frac": 0.2, "lekkage_frac": 0.075},
            niveau="E5",
            werkingsduur_jaren=1.5,
            verlies_pj_frac=0.4,
        ),
    ]
    regels = (
        regel(
            "huisbezoek",
            start_jaar=2025,
            inzet_jaren=3,
            verdeling={Partij.GEMEENTE: 0.6, Partij.CORPORATIE: 0.4},
            eigen_uren=100.0,
            eigen_tarief_eur=55.0,
            opstart_eur=5_000.0,
            eigen={"deelname": eigen(0.7)},
        ),
        regel("verbouwing", start_jaar=2024),
        regel("cursus", start_jaar=2024, inzet_jaren=2),
        regel("cursus", "BU2", start_jaar=2025, inzet_jaren=2),
        regel("cursus", start_jaar=2025),
    )
    keuze = plan(
        *regels,
        prijspeil=2025,
        budgetten=tuple(Budget(p, year, 150_000.0) for p in (Partij.GEMEENTE, Partij.CORPORATIE) for year in YEARS),
        eigen_prijzen={"opvang": eigen(18_000.0, 2023)},
    )
    gebieden = [gebied("BU1", 4_000.0, 1_900.0, burengerucht=30.0), gebied("BU2", 2_000.0, 900.0, burengerucht=12.0)]
    return keuze, boek(interventies, uitkomsten, prijzen), {item.code: item for item in gebieden}
