"""The checks a controller reads first: each a formula that is 1 when in order and 0 when not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Partij, Status
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.general import add_parameter
from buurtwijzer.valuation.build.totals import CENT
from buurtwijzer.valuation.expressions import Condition, Expression, Number, Ref, Together, compare, near, total, when
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import SOORTEN, Controle, Regel, Samenloop, Sheet
from buurtwijzer.valuation.plan import Plan

_TINY = 1e-9
_HOUSEHOLDS = ("woningen", "huishoudens")


def add_checks(
    sheet: Sheet,
    plan: Plan,
    rulebook: Rulebook,
    regels: Sequence[Regel],
    samenloop: Sequence[Samenloop],
    partijen: Sequence[Partij],
    gebieden: Mapping[str, Gebied],
) -> tuple[Controle, ...]:
    """Add the checks of the calculation itself; those of the sheet (Excel = motor, own values) stand with the sheet."""
    found: list[Controle] = []
    oldest = add_parameter(sheet, rulebook, "prijs_oud_jaren", "prijs_jaren", groep="bewaking")

    def add(id_: str, naam: str, uitleg: str, *conditions: Condition) -> None:
        parts = tuple(when(condition, 1, 0) for condition in conditions) or (Number(1.0),)
        sheet.cell(f"check_{id_}", Together("MIN", parts))
        found.append(Controle(f"check_{id_}", naam, uitleg))

    add(
        "partijen",
        "Alle partijen samen zijn het totaal, tot op de cent",
        "Een formule bij een partij of in het totaal is veranderd; maak het blad opnieuw.",
        *(_same(total([Ref(f"p_{p.value}_{s}_cw") for p in partijen]), Ref(f"t_{s}_cw")) for s in (*SOORTEN, "kosten")),
    )
    add(
        "overdrachten",
        "Overdrachten tellen op tot 0",
        "Wat de ene partij krijgt, moet een andere betalen; vul bij de uitkomst de tegenpartij aan.",
        _same(Ref("t_overdracht_cw"), Number(0.0)),
    )
    add(
        "dubbel",
        "Geen uitkomst van dezelfde persoon telt dubbel",
        "Een formule bij keten of samenloop is veranderd; maak het blad opnieuw.",
        *sheet.eenmaal,
    )
    cash = [total([Ref(f"p_{p.value}_{s}_cw") for p in partijen]) for s in ("kas", "overdracht")]
    paid = total([Ref(f"p_{p.value}_kosten_cw") for p in partijen])
    add(
        "kas_apart",
        "Kas en maatschappelijk staan apart",
        "In een kassaldo zit iets dat geen geld is; maak het blad opnieuw.",
        _same(total([Ref(f"p_{p.value}_kassaldo_cw") for p in partijen]), cash[0] + cash[1] - paid),
    )
    add(
        "bereik",
        "Bereik past in de doelgroep, en de doelgroep in het gebied",
        "Verlaag het aantal of de deelname, of controleer het aantal inwoners of huishoudens.",
        *_reach(sheet, regels, gebieden),
    )
    add(
        "prijspeil",
        "Alle prijzen gaan naar hetzelfde prijspeil",
        "Een prijs is van later dan het prijspeil; verhoog het prijspeil.",
        *(compare(Ref(naam), "<=", Ref("prijspeil")) for naam in _price_years(sheet)),
    )
    add(
        "btw",
        "Btw telt hoogstens een keer",
        "Het deel met btw of de last van een partij is groter dan 1.",
        *_vat_once(regels),
    )
    add(
        "verdeling",
        "De betalers betalen samen alles",
        "De delen per betaler moeten samen 1 zijn.",
        *(near(total([Ref(f"{r.id}_deel_{p.value}") for p in r.betalers]), Number(1.0)) for r in regels),
    )
    add(
        "na_einde",
        "Geen baten na het einde zonder reden",
        "Het effect stopt met de inzet; na de laatste betaalde jaren mag er niets meer staan.",
        *_nothing_after(regels, plan.looptijd_jaren),
    )
    add(
        "bevoegd",
        "Wie betaalt, mag dat",
        "Een corporatie mag dit niet of alleen bij eigen bezit betalen; kies een andere betaler.",
        *_may_pay(sheet, rulebook, regels, gebieden),
    )
    add(
        "budget",
        "Het budget per jaar is genoeg",
        "De kosten in een jaar zijn hoger dan het budget van die partij.",
        *_within_budget(sheet, plan, partijen),
    )
    add(
        "nulalternatief",
        "Het nulalternatief is ingevuld",
        "Schrijf in het plan wat er zonder deze aanpak gebeurt.",
        compare(sheet.input(_filled(plan)), ">", 0),
    )
    add(
        "oude_prijs",
        "Geen prijs is te oud",
        "Vraag een nieuwe prijs op, of zet uw eigen tarief erbij.",
        *(compare(Ref(naam) + oldest, ">=", Ref("prijspeil")) for naam in _price_years(sheet)),
    )
    add(
        "nulsituatie",
        "Het effect is niet groter dan wat er zonder is",
        "Er wordt meer voorkomen dan er gebeurt; verlaag het effect, het aantal of controleer het cijfer.",
        *_not_too_much(regels, samenloop, plan.looptijd_jaren),
    )
    add(
        "controlegroep",
        "Wat anders ook was gebeurd gaat er een keer af",
        "Het effect is met een controlegroep gemeten; dan hoort 'anders ook' er niet nog eens af.",
        *(_off_once(r) for r in regels),
    )
    return tuple(found)


def _same(one: Expression, other: Expression) -> Condition:
    return near(one, other, CENT)


def _reach(sheet: Sheet, regels: Sequence[Regel], gebieden: Mapping[str, Gebied]) -> list[Condition]:
    found = []
    for regel in regels:
        found.append(compare(Ref(f"{regel.id}_bereikt"), "<=", Ref(f"{regel.id}_doelgroep") + _TINY))
        gebied = gebieden[regel.plan.gebied]
        is_home = regel.interventie.bereik.eenheid in _HOUSEHOLDS
        there = gebied.huishoudens if is_home else gebied.inwoners
        if there is None or regel.interventie.bereik.eenheid == "gebieden":
            continue
        word = "huishoudens" if is_home else "inwoners"
        item = Invoer(
            f"{regel.id}_aanwezig",
            f"Aantal {word} in {gebied.naam}",
            there,
            word,
            sheet.invoer[f"{regel.id}_aantal"].groep,
            bron="het gebied",
            status=Status.VASTGESTELD,
            minimum=0.0,
        )
        found.append(compare(Ref(f"{regel.id}_doelgroep"), "<=", sheet.input(item)))
    return found


def _price_years(sheet: Sheet) -> list[str]:
    return [naam for naam in sheet.invoer if naam.startswith("prijsjaar_") or naam.endswith("_prijsjaar")]


def _vat_once(regels: Sequence[Regel]) -> list[Condition]:
    found = []
    for regel in regels:
        found.append(compare(Ref(f"{regel.id}_btw_deel"), "<=", 1))
        found += [compare(Ref(f"btw_last_{p.value}"), "<=", 1) for p in regel.betalers]
    return found


def _nothing_after(regels: Sequence[Regel], years: int) -> list[Condition]:
    ends = [r for r in regels if r.interventie.stopt_met_inzet and r.interventie.kosten.ritme == "jaarlijks"]
    return [
        near(Ref(f"{r.id}_blijft_j{year}") * (1 - Ref(f"{r.id}_actief_j{year}")), Number(0.0))
        for r in ends
        for year in range(1, years + 1)
    ]


def _may_pay(
    sheet: Sheet, rulebook: Rulebook, regels: Sequence[Regel], gebieden: Mapping[str, Gebied]
) -> list[Condition]:
    found = []
    for regel in regels:
        if Partij.CORPORATIE not in regel.betalers:
            continue
        item = Invoer(
            f"{regel.id}_mag_corporatie",
            "Mag een corporatie dit hier betalen (1 = ja, 0 = nee)",
            _allowed(rulebook, regel, gebieden[regel.plan.gebied]),
            "1 of 0",
            sheet.invoer[f"{regel.id}_aantal"].groep,
            bron=rulebook.bronnen[regel.interventie.bron[0]].titel,
            status=regel.interventie.status,
            minimum=0.0,
            maximum=1.0,
        )
        paid = Ref(f"{regel.id}_k_{Partij.CORPORATIE.value}_cw")
        found.append(compare(paid * (1 - sheet.input(item)), "<=", 0))
    return found


def _allowed(rulebook: Rulebook, regel: Regel, gebied: Gebied) -> float:
    """Tell whether a corporatie may pay: where it owns homes, when the rule asks that; unknown is no."""
    if regel.interventie.mag_corporatie != "alleen_eigen_bezit":
        return float(regel.interventie.mag_corporatie == "ja")
    stock = rulebook.indicator_voor("eigen_bezit")
    return float(stock is not None and gebied.cijfers.get(stock, 0.0) > 0)


def _within_budget(sheet: Sheet, plan: Plan, partijen: Sequence[Partij]) -> list[Condition]:
    found = []
    for budget in plan.budgetten:
        year = budget.jaar - plan.start_jaar + 1
        item = Invoer(
            f"budget_{budget.partij.value}_{budget.jaar}",
            f"Budget van {budget.partij.value} in {budget.jaar}",
            budget.bedrag_eur,
            "euro",
            "Budget",
            bron="het plan",
            status=Status.VASTGESTELD,
            minimum=0.0,
        )
        room = sheet.input(item)
        if budget.partij in partijen and 1 <= year <= plan.looptijd_jaren:
            found.append(compare(Ref(f"p_{budget.partij.value}_kosten_j{year}"), "<=", room + CENT))
    return found


def _filled(plan: Plan) -> Invoer:
    is_filled = float(bool(plan.nulalternatief.strip()))
    text = "Nulalternatief ingevuld (1 = ja, 0 = nee)"
    return Invoer("nul_ingevuld", text, is_filled, "1 of 0", "Algemeen", bron="het plan", status=Status.VASTGESTELD)


def _not_too_much(regels: Sequence[Regel], samenloop: Sequence[Samenloop], years: int) -> list[Condition]:
    shares = [effect.id for regel in regels for effect in regel.effecten if effect.van_nulsituatie]
    known = [item for item in samenloop if item.nul_bekend]
    return [compare(Ref(f"{id_}_effect"), "<=", 1) for id_ in shares] + [
        compare(Ref(f"{item.id}_som_j{year}"), "<=", Ref(f"{item.id}_nul") + _TINY)
        for item in known
        for year in range(1, years + 1)
    ]


def _off_once(regel: Regel) -> Condition:
    factor = Ref(f"{regel.id}_netto")
    left: Expression = Ref(f"{regel.id}_toerekening") * (1 - Ref(f"{regel.id}_verplaatsing")) * (1 - _correction(regel))
    if not regel.interventie.netto.met_controlegroep:
        left = left * (1 - Ref(f"{regel.id}_anders_ook"))
    return near(factor, left)


def _correction(regel: Regel) -> Ref:
    grade = regel.interventie.bewijs.niveau.value.casefold()
    return Ref(f"{regel.id}_korting" if "korting" in regel.plan.eigen else f"korting_{grade}")
