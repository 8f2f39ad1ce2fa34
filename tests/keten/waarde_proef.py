"""A plan with all that a sheet must show: three lines in two areas, a chain, overlap, two payers and an overdracht."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, EigenWaarde, Plan, PlanRegel
from buurtwijzer.rulebook.schema import (
    Baat,
    Bedrag,
    Bewijs,
    Eenheid,
    Effect,
    Getal,
    Hoeveelheid,
    Interventie,
    Nulsituatie,
    Parameters,
    Partij,
    Prijs,
    Status,
    Uitkomst,
)
from buurtwijzer.rulebook.schema.interventies import Beheer
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.model import build_model
from buurtwijzer.valuation.sensitivity import sensitivity
from buurtwijzer.valuation.simulate import simulate

BRON = "keuze_buurtwijzer"
DAY = date(2026, 3, 2)
_RATES = {
    "discontovoet_pj_frac": 0.0225,
    "index_prijs_pj_frac": 0.02,
    "index_loon_pj_frac": 0.03,
    "index_bouw_pj_frac": 0.04,
    "overhead_frac": 0.3,
    "btw_tarief_frac": 0.21,
    "btw_belast_frac": 0.0,
    "deelname_frac": 1.0,
    "marge_netto_frac": 0.5,
    "oude_prijzen_baten_frac": 0.5,
    "uren_per_fte_n": 1400.0,
    "incidenteel_jaren": 3.0,
    "eigen_bedrag_grondslag_n": 2.0,
    "tel_kas": 1.0,
    "tel_capaciteit": 1.0,
    "tel_maatschappelijk": 1.0,
}
_UNITS = {
    "eigen_bedrag_grondslag_n": Eenheid.AANTAL,
    "uren_per_fte_n": Eenheid.AANTAL,
    "incidenteel_jaren": Eenheid.JAREN,
}
_GRADES = {"e5": 0.05, "e4": 0.1, "e3": 0.2, "e2": 0.4, "e1": 0.5, "e0a": 1.0, "e0b": 1.0}
_UPLIFT = {"gerealiseerd": 0.0, "offerte": 0.05, "vergelijkbaar": 0.1, "schatting": 0.2}
GEBIEDEN = {
    "BU1": Gebied("BU1", "Proefbuurt", 1000, 500, {}, {}),
    "BU2": Gebied("BU2", "Tweede buurt", 2400, 1100, {}, {}),
}


def _getal(waarde: float, eenheid: Eenheid = Eenheid.FRACTIE) -> Getal:
    return Getal(waarde=waarde, eenheid=eenheid, uitleg="Proefgetal", bron=BRON, status=Status.AANNAME)


def _parameters() -> Parameters:
    numbers = dict(_RATES)
    numbers |= {f"korting_{grade}_frac": value for grade, value in _GRADES.items()}
    numbers |= {f"opslag_{grade}_frac": value for grade, value in _UPLIFT.items()}
    numbers |= {f"eigen_geld_{partij.value}": float(partij is not Partij.ZORGVERZEKERAAR) for partij in Partij}
    numbers |= {f"btw_last_{partij.value}_frac": float(partij is Partij.CORPORATIE) for partij in Partij}
    return Parameters(
        id="waarde",
        naam="Waarde",
        getallen={naam: _getal(value, _UNITS.get(naam, Eenheid.FRACTIE)) for naam, value in numbers.items()},
        bron=[BRON],
        status=Status.AANNAME,
        eigenaar="beheerder regelboek",
        herzien_voor=date(2027, 1, 1),
    )


def prijs(id_: str, low: float, mode: float, high: float, year: int = 2024, **more: object) -> Prijs:
    return Prijs.model_validate(
        {
            "id": id_,
            "naam": f"Prijs {id_}",
            "omschrijving": "Proefprijs",
            "per": "geval",
            "bedrag_eur": Bedrag(min=low, modus=mode, max=high),
            "prijsjaar": year,
            "reeks": "prijs",
            "bron": [BRON],
            "status": Status.AANNAME,
            "eigenaar": "beheerder regelboek",
            "herzien_voor": date(2027, 1, 1),
            **more,
        }
    )


def _baat(partij: Partij, soort: str, prijs_: str | None, teken: str = "plus", many: float | None = None) -> Baat:
    amount = None
    if many is not None:
        amount = Hoeveelheid(
            min=many / 2, modus=many, max=many * 2, toelichting="Proef", bron=BRON, status=Status.AANNAME
        )
    return Baat.model_validate(
        {
            "partij": partij,
            "soort": soort,
            "teken": teken,
            "prijs": prijs_,
            "hoeveelheid": amount,
            "toelichting": "Proef",
        }
    )


def _effect(uitkomst: str, low: float, mid: float, high: float, eenheid: str = "per_bereikte") -> Effect:
    return Effect.model_validate(
        {
            "uitkomst": uitkomst,
            "laag": low,
            "midden": mid,
            "hoog": high,
            "eenheid": eenheid,
            "bron": BRON,
            "status": Status.AANNAME,
        }
    )


def _uitkomsten(base: Uitkomst) -> dict[str, Uitkomst]:
    def made(id_: str, naam: str, rank: int, chain: list[str], baten: list[Baat], nul: float | None = None) -> Uitkomst:
        zero = None
        if nul is not None:
            zero = Nulsituatie(aantal=nul, per="inwoner", jaar=2023, bron=BRON, status=Status.AANNAME)
        return base.model_copy(
            update={
                "id": id_,
                "naam": naam,
                "keten_rang": rank,
                "keten": chain,
                "partijen": baten,
                "nulsituatie": zero,
                "indicator": None,
                "telt": "eenmaal" if id_ == "proef_uit" else "elk_jaar",
            }
        )

    return {
        "proef_uit": made(
            "proef_uit",
            "Minder huisuitzettingen",
            100,
            ["proef_dak"],
            [
                _baat(Partij.GEMEENTE, "kas", "proef_opvang"),
                _baat(Partij.CORPORATIE, "kas", "proef_ontruiming"),
                _baat(Partij.BEWONERS, "maatschappelijk", "proef_leed", many=2.0),
            ],
            0.05,
        ),
        "proef_dak": made(
            "proef_dak",
            "Minder dakloosheid",
            200,
            ["proef_uit"],
            [_baat(Partij.ZORGVERZEKERAAR, "capaciteit", "proef_zorg"), _baat(Partij.GEMEENTE, "kas", "proef_opvang")],
            0.02,
        ),
        "proef_bij": made(
            "proef_bij",
            "Minder bijstand",
            500,
            [],
            [
                _baat(Partij.GEMEENTE, "overdracht", "proef_bijstand"),
                _baat(Partij.BEWONERS, "overdracht", "proef_bijstand", "min"),
                _baat(Partij.GEMEENTE, "capaciteit", "proef_uitvoering"),
                _baat(Partij.BEWONERS, "maatschappelijk", None),
            ],
        ),
    }


def _interventies(base: Interventie) -> dict[str, Interventie]:
    def made(id_: str, naam: str, cost: dict[str, object], net: dict[str, object], **more: object) -> Interventie:
        return base.model_copy(
            update={
                "id": id_,
                "naam": naam,
                "kosten": base.kosten.model_copy(update=cost),
                "netto": base.netto.model_copy(update=net),
                **more,
            }
        )

    reach = base.bereik.model_copy(update={"aantal_min": 100, "aantal_max": 140, "eenheid": "inwoners"})
    plain = {
        "anders_ook_frac": 0.2,
        "toerekening_frac": 0.8,
        "verplaatsing_frac": 0.1,
        "lekkage_frac": 0.0,
        "met_controlegroep": False,
    }
    return {
        "proef_portiek": made(
            "proef_portiek",
            "Portieken opknappen",
            {
                "bedrag_eur": Bedrag(min=120000, modus=150000, max=200000),
                "grondslag": "vergelijkbaar",
                "ritme": "eenmalig",
                "per": "gebied",
                "prijsjaar": 2023,
                "reeks": "bouw",
                "btw_frac": 0.5,
            },
            plain,
            bereik=reach,
            effecten=[_effect("proef_uit", 0.02, 0.05, 0.08), _effect("proef_dak", 0.01, 0.03, 0.05)],
            bewijs=base.bewijs.model_copy(update={"niveau": Bewijs.E3}),
            betalers=[Partij.GEMEENTE, Partij.CORPORATIE],
            mag_corporatie="ja",
            beheer_na_oplevering=Beheer(wie=Partij.CORPORATIE, bedrag_eur_pj=1500, status=Status.AANNAME),
            werkingsduur_jaren=4.5,
            verlies_pj_frac=0.1,
            doorlooptijd_maanden=6,
            stopt_met_inzet=False,
        ),
        "proef_huismeester": made(
            "proef_huismeester",
            "Huismeester",
            {
                "bedrag_eur": Bedrag(min=60000, modus=70000, max=85000),
                "grondslag": "offerte",
                "ritme": "jaarlijks",
                "per": "fte",
                "prijsjaar": 2024,
                "reeks": "loon",
                "btw_frac": None,
            },
            plain,
            bereik=reach,
            effecten=[
                _effect("proef_uit", 0.05, 0.1, 0.2, "deel_van_nulsituatie"),
                _effect("proef_bij", 0.005, 0.01, 0.03),
            ],
            bewijs=base.bewijs.model_copy(update={"niveau": Bewijs.E2}),
            betalers=[Partij.CORPORATIE],
            mag_corporatie="ja",
            werkingsduur_jaren=2,
            verlies_pj_frac=0.4,
            stopt_met_inzet=False,
        ),
        "proef_regisseur": made(
            "proef_regisseur",
            "Buurtregisseur",
            {
                "bedrag_eur": Bedrag(min=80000, modus=90000, max=100000),
                "grondslag": "schatting",
                "ritme": "jaarlijks",
                "per": "fte",
                "prijsjaar": 2024,
                "reeks": "loon",
                "btw_frac": None,
            },
            {**plain, "met_controlegroep": True},
            bereik=reach,
            effecten=[_effect("proef_bij", 0.02, 0.04, 0.06), _effect("proef_dak", 0.01, 0.02, 0.03)],
            bewijs=base.bewijs.model_copy(update={"niveau": Bewijs.E4}),
            betalers=[Partij.GEMEENTE],
            mag_corporatie="nee",
            stopt_met_inzet=True,
        ),
    }


def rules(rulebook: Rulebook) -> Rulebook:
    """Give a rulebook with the rules of this plan beside its own."""
    prices = {
        "proef_opvang": prijs("proef_opvang", 8000, 12000, 20000, 2023, partij=Partij.GEMEENTE),
        "proef_ontruiming": prijs("proef_ontruiming", 5000, 6500, 9000, partij=Partij.CORPORATIE, status="vastgesteld"),
        "proef_leed": prijs("proef_leed", 1000, 4000, 9000, 2021),
        "proef_zorg": prijs("proef_zorg", 3000, 5000, 8000),
        "proef_bijstand": prijs("proef_bijstand", 13000, 14000, 16000, 2022),
        "proef_uitvoering": prijs("proef_uitvoering", 2000, 2883, 3500, 2022, reeks="loon"),
    }
    base, effect = rulebook.interventies["portiekaanpak"], rulebook.uitkomsten["huisuitzetting_minder"]
    return replace(
        rulebook,
        parameters={**rulebook.parameters, "waarde": _parameters()},
        prijzen={**rulebook.prijzen, **prices},
        uitkomsten={**rulebook.uitkomsten, **_uitkomsten(effect)},
        interventies={**rulebook.interventies, **_interventies(base)},
    )


def own(waarde: float) -> EigenWaarde:
    return EigenWaarde(waarde, "controller sociaal domein", DAY, "Eigen meting")


PLAN = Plan(
    "proef",
    "Samen sterker in twee buurten",
    "Zonder dit plan blijft de huidige inzet: een wijkagent en een loket.",
    2026,
    5,
    2026,
    (
        PlanRegel(
            "proef_portiek",
            "BU1",
            1,
            2026,
            verdeling={Partij.GEMEENTE: 0.6, Partij.CORPORATIE: 0.4},
            opstart_eur=5000,
            taakveld="8.3 Wonen en bouwen",
            financiering="Leefbaarheidsfonds",
            financiering_tot=date(2026, 12, 31),
            eigenaar="programmamanager wonen",
            eigen={"deelname": own(0.7)},
        ),
        PlanRegel(
            "proef_huismeester",
            "BU1",
            1,
            2026,
            inzet_jaren=3,
            eigen_uren=120,
            eigen_tarief_eur=65,
            taakveld="Leefbaarheid",
            financiering="Eigen begroting",
            fte_beschikbaar=0.05,
        ),
        PlanRegel("proef_regisseur", "BU2", 0.5, 2027, inzet_jaren=3, financiering="Rijksregeling, tot en met 2029"),
    ),
    (Budget(Partij.GEMEENTE, 2026, 150000), Budget(Partij.CORPORATIE, 2026, 200000)),
    {"proef_opvang": EigenWaarde(11000, "controller", DAY, "Tarief uit de begroting", 2025)},
    eigenaar="concerncontroller",
    versie="concept 2",
)


def valued(plan: Plan, rulebook: Rulebook, *, draws: int = 500) -> Waardering:
    """Value a plan in the areas of this module."""
    built = build_model(plan, rulebook, GEBIEDEN)
    model = built.model
    return Waardering(
        plan,
        model,
        {naam: float(value) for naam, value in model.compute().items()},
        simulate(model, trekkingen=draws, zaad=1) if draws else None,
        sensitivity(model, (0.016, 0.029, 0.04)),
        built.issues,
        rulebook,
        GEBIEDEN,
    )


def proef(rulebook: Rulebook, *, draws: int = 500) -> Waardering:
    """Value the plan of three lines."""
    return valued(PLAN, rules(rulebook), draws=draws)


def d6(rulebook: Rulebook) -> Waardering:
    """Value the test vector of the method: 200 people, EUR 10,000 a case over four parties, EUR 150,000 + 10 %."""
    shares = {"gemeente": 0.45, "corporatie": 0.35, "zorgverzekeraar": 0.1, "rijk": 0.1}
    prices = {f"d6_{p}": prijs(f"d6_{p}", 0, 10000 * part, 20000 * part) for p, part in shares.items()}
    outcome = rulebook.uitkomsten["huisuitzetting_minder"].model_copy(
        update={
            "id": "d6",
            "telt": "elk_jaar",
            "keten": [],
            "partijen": [_baat(Partij(p), "kas", f"d6_{p}") for p in shares],
        }
    )
    base = rulebook.interventies["portiekaanpak"]
    rule = base.model_copy(
        update={
            "id": "d6",
            "kosten": base.kosten.model_copy(
                update={
                    "bedrag_eur": Bedrag(min=1, modus=150000, max=200000),
                    "grondslag": "vergelijkbaar",
                    "prijsjaar": 2024,
                    "btw_frac": None,
                    "ritme": "eenmalig",
                }
            ),
            "bereik": base.bereik.model_copy(update={"aantal_min": 200, "aantal_max": 200}),
            "effecten": [_effect("d6", 0.05, 0.1, 0.15)],
            "netto": base.netto.model_copy(
                update={
                    "anders_ook_frac": 0.2,
                    "toerekening_frac": 0.8,
                    "verplaatsing_frac": 0.0,
                    "lekkage_frac": 0.0,
                    "met_controlegroep": False,
                }
            ),
            "bewijs": base.bewijs.model_copy(update={"niveau": Bewijs.E3}),
            "werkingsduur_jaren": 5,
            "verlies_pj_frac": 0.25,
            "doorlooptijd_maanden": 6,
            "stopt_met_inzet": False,
            "beheer_na_oplevering": None,
            "betalers": [Partij.GEMEENTE],
        }
    )
    with_rules = rules(rulebook)
    with_rules = replace(
        with_rules,
        prijzen={**with_rules.prijzen, **prices},
        uitkomsten={**with_rules.uitkomsten, "d6": outcome},
        interventies={**with_rules.interventies, "d6": rule},
    )
    line = PlanRegel("d6", "BU1", 1, 2024, eigen={"deelname": own(0.6)})
    plan = Plan("d6", "Rekenvoorbeeld", "De huidige aanpak gaat door.", 2024, 5, 2024, (line,))
    return valued(plan, with_rules)
