"""The checks a controller reads first: each a formula that is 1 when in order and 0 when not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Checked:
    """All that was built and is to be checked."""

    sheet: Sheet
    plan: Plan
    rulebook: Rulebook
    regels: Sequence[Regel]
    samenloop: Sequence[Samenloop]
    partijen: Sequence[Partij]
    gebieden: Mapping[str, Gebied]

    @property
    def years(self) -> range:
        """Give the years, from 1."""
        return range(1, self.plan.looptijd_jaren + 1)

    def parties(self, soort: str) -> Expression:
        """Give the present value of one kind over all parties."""
        return total([Ref(f"p_{partij.value}_{soort}_cw") for partij in self.partijen])

    def line_input(self, regel: Regel, naam: str, words: str, waarde: float, eenheid: str, bron: str) -> Ref:
        """Add an input that only a check reads, beside the others of its line."""
        groep, limit = self.sheet.invoer[f"{regel.id}_aantal"].groep, 1.0 if eenheid == "1 of 0" else None
        return self.sheet.input(
            Invoer(
                f"{regel.id}_{naam}",
                words,
                waarde,
                eenheid,
                groep,
                bron=bron,
                status=regel.interventie.status if limit else Status.VASTGESTELD,
                minimum=0.0,
                maximum=limit,
            )
        )


def add_checks(built: Checked) -> tuple[Controle, ...]:
    """Add the checks of the calculation itself; those of the sheet (Excel = motor, own values) stand with the sheet."""
    for controle, conditions in _CHECKS:
        parts = tuple(when(condition, 1, 0) for condition in conditions(built)) or (Number(1.0),)
        built.sheet.cell(controle.id, Together("MIN", parts))
    return tuple(controle for controle, _ in _CHECKS)


def _parties_are_total(built: Checked) -> Iterator[Condition]:
    for soort in (*SOORTEN, "kosten"):
        yield near(built.parties(soort), Ref(f"t_{soort}_cw"), CENT)


def _transfers_are_nought(_: Checked) -> Iterator[Condition]:
    yield near(Ref("t_overdracht_cw"), 0, CENT)


def _counted_once(built: Checked) -> Iterator[Condition]:
    yield from built.sheet.eenmaal


def _cash_apart(built: Checked) -> Iterator[Condition]:
    cash = built.parties("kas") + built.parties("overdracht") - built.parties("kosten")
    yield near(built.parties("kassaldo"), cash, CENT)


def _within_reach(built: Checked) -> Iterator[Condition]:
    for regel in built.regels:
        yield compare(Ref(f"{regel.id}_bereikt"), "<=", Ref(f"{regel.id}_doelgroep") + _TINY)
        gebied, reached = built.gebieden[regel.plan.gebied], regel.interventie.bereik.eenheid
        word = "huishoudens" if reached in _HOUSEHOLDS else "inwoners"
        there = gebied.huishoudens if reached in _HOUSEHOLDS else gebied.inwoners
        if there is None or reached == "gebieden":
            continue
        words = f"Aantal {word} in {gebied.naam}"
        room = built.line_input(regel, "aanwezig", words, there, word, "het gebied")
        yield compare(Ref(f"{regel.id}_doelgroep"), "<=", room)


def _price_years(built: Checked) -> list[Ref]:
    years = [naam for naam in built.sheet.invoer if naam.startswith("prijsjaar_") or naam.endswith("_prijsjaar")]
    return [Ref(naam) for naam in years]


def _one_price_level(built: Checked) -> Iterator[Condition]:
    yield from (compare(year, "<=", Ref("prijspeil")) for year in _price_years(built))


def _vat_once(built: Checked) -> Iterator[Condition]:
    for regel in built.regels:
        yield compare(Ref(f"{regel.id}_btw_deel"), "<=", 1)
        yield from (compare(Ref(f"btw_last_{partij.value}"), "<=", 1) for partij in regel.betalers)


def _all_is_paid(built: Checked) -> Iterator[Condition]:
    for regel in built.regels:
        yield near(total([Ref(f"{regel.id}_deel_{partij.value}") for partij in regel.betalers]), 1)


def _nothing_after(built: Checked) -> Iterator[Condition]:
    for regel in built.regels:
        if regel.interventie.stopt_met_inzet and regel.interventie.kosten.ritme == "jaarlijks":
            for year in built.years:
                yield near(Ref(f"{regel.id}_blijft_j{year}") * (1 - Ref(f"{regel.id}_actief_j{year}")), 0)


def _may_pay(built: Checked) -> Iterator[Condition]:
    for regel in built.regels:
        if Partij.CORPORATIE in regel.betalers:
            source = built.rulebook.bronnen[regel.interventie.bron[0]].titel
            words = "Mag een corporatie dit hier betalen (1 = ja, 0 = nee)"
            may = _allowed(built.rulebook, regel, built.gebieden[regel.plan.gebied])
            paid = Ref(f"{regel.id}_k_{Partij.CORPORATIE.value}_cw")
            yield compare(paid * (1 - built.line_input(regel, "mag_corporatie", words, may, "1 of 0", source)), "<=", 0)


def _allowed(rulebook: Rulebook, regel: Regel, gebied: Gebied) -> float:
    """Tell whether a corporatie may pay: where it owns homes, when the rule asks that; unknown is no."""
    if regel.interventie.mag_corporatie != "alleen_eigen_bezit":
        return float(regel.interventie.mag_corporatie == "ja")
    stock = rulebook.indicator_voor("eigen_bezit")
    return float(stock is not None and gebied.cijfers.get(stock, 0.0) > 0)


def _within_budget(built: Checked) -> Iterator[Condition]:
    for budget in built.plan.budgetten:
        year = budget.jaar - built.plan.start_jaar + 1
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
        room = built.sheet.input(item)
        if budget.partij in built.partijen and year in built.years:
            yield compare(Ref(f"p_{budget.partij.value}_kosten_j{year}"), "<=", room + CENT)


def _has_null(built: Checked) -> Iterator[Condition]:
    is_filled = float(bool(built.plan.nulalternatief.strip()))
    words = "Nulalternatief ingevuld (1 = ja, 0 = nee)"
    item = Invoer("nul_ingevuld", words, is_filled, "1 of 0", "Algemeen", bron="het plan", status=Status.VASTGESTELD)
    yield compare(built.sheet.input(item), ">", 0)


def _no_old_price(built: Checked) -> Iterator[Condition]:
    oldest = add_parameter(built.sheet, built.rulebook, "prijs_oud_jaren", "prijs_jaren", groep="bewaking")
    yield from (compare(year + oldest, ">=", Ref("prijspeil")) for year in _price_years(built))


def _not_too_much(built: Checked) -> Iterator[Condition]:
    for effect in (effect for regel in built.regels for effect in regel.effecten if effect.van_nulsituatie):
        yield compare(Ref(f"{effect.id}_effect"), "<=", 1)
    for item in (item for item in built.samenloop if item.nul_bekend):
        for year in built.years:
            yield compare(Ref(f"{item.id}_som_j{year}"), "<=", Ref(f"{item.id}_nul") + _TINY)


def _off_once(built: Checked) -> Iterator[Condition]:
    for regel in built.regels:
        id_ = regel.id
        grade = regel.interventie.bewijs.niveau.value.casefold()
        haircut = Ref(f"{id_}_korting" if "korting" in regel.plan.eigen else f"korting_{grade}")
        left: Expression = Ref(f"{id_}_toerekening") * (1 - Ref(f"{id_}_verplaatsing")) * (1 - haircut)
        if not regel.interventie.netto.met_controlegroep:
            left = left * (1 - Ref(f"{id_}_anders_ook"))
        yield near(Ref(f"{id_}_netto"), left)


_CHECKS: tuple[tuple[Controle, Callable[[Checked], Iterator[Condition]]], ...] = (
    (
        Controle(
            "check_partijen",
            "Alle partijen samen zijn het totaal, tot op de cent",
            "Een formule bij een partij of in het totaal is veranderd; maak het blad opnieuw.",
        ),
        _parties_are_total,
    ),
    (
        Controle(
            "check_overdrachten",
            "Overdrachten tellen op tot 0",
            "Wat de ene partij krijgt, moet een andere betalen; vul bij de uitkomst de tegenpartij aan.",
        ),
        _transfers_are_nought,
    ),
    (
        Controle(
            "check_dubbel",
            "Geen uitkomst van dezelfde persoon telt dubbel",
            "Een formule bij keten of samenloop is veranderd; maak het blad opnieuw.",
        ),
        _counted_once,
    ),
    (
        Controle(
            "check_kas_apart",
            "Kas en maatschappelijk staan apart",
            "In een kassaldo zit iets dat geen geld is; maak het blad opnieuw.",
        ),
        _cash_apart,
    ),
    (
        Controle(
            "check_bereik",
            "Bereik past in de doelgroep, en de doelgroep in het gebied",
            "Verlaag het aantal of de deelname, of controleer het aantal inwoners of huishoudens.",
        ),
        _within_reach,
    ),
    (
        Controle(
            "check_prijspeil",
            "Alle prijzen gaan naar hetzelfde prijspeil",
            "Een prijs is van later dan het prijspeil; verhoog het prijspeil.",
        ),
        _one_price_level,
    ),
    (
        Controle(
            "check_btw",
            "Btw telt hoogstens een keer",
            "Het deel met btw of de last van een partij is groter dan 1.",
        ),
        _vat_once,
    ),
    (
        Controle(
            "check_verdeling",
            "De betalers betalen samen alles",
            "De delen per betaler moeten samen 1 zijn.",
        ),
        _all_is_paid,
    ),
    (
        Controle(
            "check_na_einde",
            "Geen baten na het einde zonder reden",
            "Het effect stopt met de inzet; na de laatste betaalde jaren mag er niets meer staan.",
        ),
        _nothing_after,
    ),
    (
        Controle(
            "check_bevoegd",
            "Wie betaalt, mag dat",
            "Een corporatie mag dit niet of alleen bij eigen bezit betalen; kies een andere betaler.",
        ),
        _may_pay,
    ),
    (
        Controle(
            "check_budget",
            "Het budget per jaar is genoeg",
            "De kosten in een jaar zijn hoger dan het budget van die partij.",
        ),
        _within_budget,
    ),
    (
        Controle(
            "check_nulalternatief",
            "Het nulalternatief is ingevuld",
            "Schrijf in het plan wat er zonder deze aanpak gebeurt.",
        ),
        _has_null,
    ),
    (
        Controle(
            "check_oude_prijs",
            "Geen prijs is te oud",
            "Vraag een nieuwe prijs op, of zet uw eigen tarief erbij.",
        ),
        _no_old_price,
    ),
    (
        Controle(
            "check_nulsituatie",
            "Het effect is niet groter dan wat er zonder is",
            "Er wordt meer voorkomen dan er gebeurt; verlaag het effect, het aantal of controleer het cijfer.",
        ),
        _not_too_much,
    ),
    (
        Controle(
            "check_controlegroep",
            "Wat anders ook was gebeurd gaat er een keer af",
            "Het effect is met een controlegroep gemeten; dan hoort 'anders ook' er niet nog eens af.",
        ),
        _off_once,
    ),
)
