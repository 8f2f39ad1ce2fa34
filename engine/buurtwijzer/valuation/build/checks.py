"""The checks a controller reads first: each a formula: 1 in order, 0 not, words for what cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from buurtwijzer.rulebook.schema import Status
from buurtwijzer.valuation.build.afterwards import within_horizon
from buurtwijzer.valuation.build.ceilings import not_too_much, without_baseline
from buurtwijzer.valuation.build.checked import TINY, Checked, Untested, untested
from buurtwijzer.valuation.build.costs import present_value
from buurtwijzer.valuation.build.general import IN_WAARDE
from buurtwijzer.valuation.build.old_prices import old_prices_told, price_years
from buurtwijzer.valuation.build.overlap import overlap_unknown
from buurtwijzer.valuation.build.payers import may_pay, payers_without_rule, within_budget, without_budget
from buurtwijzer.valuation.build.reach import with_lines_named, within_reach_together
from buurtwijzer.valuation.build.totals import CENT, PRIVAAT
from buurtwijzer.valuation.expressions import (
    Condition,
    Expression,
    Number,
    Ref,
    Together,
    Words,
    compare,
    near,
    total,
    when,
)
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import SOORTEN, Controle

_TOGETHER = "check_som_bereik"


def add_checks(built: Checked, alleen: Collection[str] | None = None) -> tuple[Controle, ...]:
    """Add the checks of the calculation itself; those of the sheet (Excel = motor, own values) stand with the sheet.

    Args:
        built: The model so far.
        alleen: Ids of the checks that are asked for; None for all.
    """
    checks = [(controle, find) for controle, find in _CHECKS if alleen is None or controle.id in alleen]
    for controle, find in checks:
        found = find(built)
        if not isinstance(found, Expression):
            found = Together("MIN", tuple(when(condition, 1, 0) for condition in found) or (Number(1.0),))
        _add(built, controle, found)
    return tuple(with_lines_named(item, built.regels) if item.id == _TOGETHER else item for item, _ in checks)


def _add(built: Checked, controle: Controle, whole: Expression) -> None:
    find = _UNTESTED.get(controle.id)
    left = None if find is None else find(built)
    if left is None:
        built.sheet.cell(controle.id, whole)
        return
    known = built.sheet.cell(f"{controle.id}_getoetst", whole)
    words: Expression = Words(left.woorden)
    rest = words if left.als is None else when(left.als, words, 1)
    built.sheet.cell(controle.id, when(compare(known, "<", 1), 0, rest))


def _parties_are_total(built: Checked) -> Iterator[Condition]:
    for soort in (*SOORTEN, "kosten"):
        yield near(built.parties(soort), Ref(f"t_{soort}_cw"), CENT)


def _totals_are_parts(built: Checked) -> Iterator[Condition]:
    """Compute again from the parties, and these from their years, what stands as a total."""
    worth = total([Ref(f"tel_{soort}") * built.parties(soort) for soort in IN_WAARDE])
    public = [Ref(f"p_{partij.value}_kosten_cw") for partij in built.partijen if partij not in PRIVAAT]
    yield near(Ref("t_publiek_cw"), total(list(public)), CENT)
    yield near(Ref("t_baten_cw"), worth, CENT)
    yield near(Ref("t_saldo"), worth - built.parties("kosten"), CENT)
    yield near(Ref("t_nodig"), total([Ref(f"p_{partij.value}_nodig") for partij in built.partijen]), CENT)
    for partij in built.partijen:
        for soort in (*SOORTEN, "kosten"):
            id_ = f"p_{partij.value}_{soort}"
            flows = [Ref(f"{id_}_j{year}") for year in built.years]
            yield near(Ref(f"{id_}_cw"), present_value(flows, at_start=soort == "kosten"), CENT)


def _transfers_are_nought(_: Checked) -> Iterator[Condition]:
    yield near(Ref("t_overdracht_cw"), 0, CENT)


def _counted_once(built: Checked) -> Iterator[Condition]:
    yield from built.sheet.eenmaal


def _cash_apart(built: Checked) -> Iterator[Condition]:
    cash = built.parties("kas") + built.parties("overdracht") - built.parties("kosten")
    yield near(built.parties("kassaldo"), cash, CENT)


def _within_reach(built: Checked) -> Iterator[Condition]:
    for regel in built.regels:
        yield compare(Ref(f"{regel.id}_bereikt"), "<=", Ref(f"{regel.id}_doelgroep") + TINY)
        room = built.there(regel)
        if room is not None:
            yield compare(Ref(f"{regel.id}_doelgroep"), "<=", room)


def _one_price_level(built: Checked) -> Iterator[Condition]:
    yield from (compare(Ref(year), "<=", Ref("prijspeil")) for year in price_years(built.sheet.invoer))


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


def _has_null(built: Checked) -> Iterator[Condition]:
    is_filled = float(bool(built.plan.nulalternatief.strip()))
    words = "Nulalternatief ingevuld (1 = ja, 0 = nee)"
    item = Invoer(
        "nul_ingevuld", words, is_filled, "1 of 0", "Algemeen", bron="het plan", status=Status.VASTGESTELD,
        minimum=0.0, maximum=1.0,
    )  # fmt: skip
    yield compare(built.sheet.input(item), ">", 0)


def _off_once(built: Checked) -> Iterator[Condition]:
    for regel in built.regels:
        id_ = regel.id
        grade = regel.interventie.bewijs.niveau.value.casefold()
        haircut = Ref(f"{id_}_korting" if "korting" in regel.plan.eigen else f"korting_{grade}")
        elsewhere = (1 - Ref(f"{id_}_verplaatsing")) * (1 - Ref(f"{id_}_lekkage"))
        left: Expression = Ref(f"{id_}_toerekening") * elsewhere * (1 - haircut)
        if not regel.interventie.netto.met_controlegroep:
            left = left * (1 - Ref(f"{id_}_anders_ook"))
        yield near(Ref(f"{id_}_netto"), left)


def _meet_unknown(built: Checked) -> Untested | None:
    """Tell which lines meet people of whom nobody knows how often they would have had it."""
    open_ = overlap_unknown(built.samenloop)
    return untested("onbekend is hoeveel zonder plan, dus hoeveel samenvalt, bij", open_) if open_ else None


_UNTESTED: Mapping[str, Callable[[Checked], Untested | None]] = {
    "check_bevoegd": payers_without_rule,
    "check_budget": without_budget,
    "check_nulsituatie": without_baseline,
    "check_dubbel": _meet_unknown,
}
"""Per check that cannot always tell: what it cannot, if anything."""

_CHECKS: tuple[tuple[Controle, Callable[[Checked], Iterator[Condition] | Expression]], ...] = (
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
            "check_delen",
            "Elk totaal is de som van zijn delen, ook na een wijziging",
            "Een formule in een totaal of bij een partij is veranderd; maak het blad opnieuw.",
        ),
        _totals_are_parts,
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
            _TOGETHER,
            "Som van het bereik past in de doelgroep",
            "Regels voor dezelfde mensen bereiken er in een jaar samen meer dan er zijn; verlaag een aantal.",
        ),
        within_reach_together,
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
            "Een partij mag dit niet betalen, of een corporatie niet voor zo veel woningen; kies een andere betaler.",
        ),
        may_pay,
    ),
    (
        Controle(
            "check_budget",
            "Het budget per jaar is genoeg, in constante prijzen",
            "De kosten in een jaar zijn hoger dan het budget van die partij; verlaag ze of begin later.",
        ),
        within_budget,
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
            "Oude prijzen zijn gemeld, en dragen niet te veel van de baten",
            "Te veel baten rusten op oude prijzen (zie Prijs ouder dan op Aannames); vraag nieuwe op of zet uw eigen "
            "tarief erbij.",
            meldt=True,
        ),
        old_prices_told,
    ),
    (
        Controle(
            "check_looptijd",
            "Alles wordt betaald binnen de jaren die meetellen, of is gemeld",
            "Een regel begint buiten de looptijd of wordt nul jaar betaald; verander het begin, of de looptijd.",
            meldt=True,
        ),
        within_horizon,
    ),
    (
        Controle(
            "check_nulsituatie",
            "Het effect is niet groter dan wat er zonder is",
            "Er verandert meer dan er in het hele gebied is; verlaag het effect of aantal, of controleer het cijfer.",
        ),
        not_too_much,
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
