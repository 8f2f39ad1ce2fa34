"""Inputs that hold for every line: discount rate, price indices, corrections for evidence, VAT, prices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import EigenWaarde, Plan
from buurtwijzer.rulebook.schema import Getal, Partij, Prijs
from buurtwijzer.valuation.build.units import per
from buurtwijzer.valuation.expressions import Expression, Ref
from buurtwijzer.valuation.inputs import Invoer, Overschrijving, Volgt
from buurtwijzer.valuation.model import SOORTEN, Sheet

PARAMETERS = "waarde"
ALGEMEEN, PRIJZEN = "Algemeen", "Prijzen"
OWN = "eigen administratie"
PRICE_LEVEL = "prijspeil"
PRICE_YEARS = (1995.0, 2100.0)
IN_WAARDE = tuple(soort for soort in SOORTEN if soort != "overdracht")
_RATES = {
    "discontovoet": "discontovoet_pj_frac",
    "index_prijs": "index_prijs_pj_frac",
    "index_loon": "index_loon_pj_frac",
    "index_bouw": "index_bouw_pj_frac",
    "overhead": "overhead_frac",
    "btw": "btw_tarief_frac",
}
_SWITCHES = ("tel_", "eigen_geld_")
_UNITS = {"fractie": "deel (0-1)", "jaren": "jaar", "aantal": "aantal", "euro": "euro"}


def add_general(sheet: Sheet, plan: Plan, rulebook: Rulebook, partijen: Iterable[Partij]) -> None:
    """Add the inputs that every line uses.

    Args:
        sheet: Where they go.
        plan: Its year of prices, and own values.
        rulebook: Rules; ``parameters/waarde.yaml`` holds the numbers.
        partijen: Parties that may pay.
    """
    for naam, getal in _RATES.items():
        add_parameter(sheet, rulebook, naam, getal)
    year = float(plan.prijspeil)
    text = "Alle bedragen staan in euro's van dit jaar"
    sheet.input(
        Invoer(
            PRICE_LEVEL, text, year, "jaar", ALGEMEEN, bron="het plan", minimum=PRICE_YEARS[0], maximum=PRICE_YEARS[1]
        )
    )
    for soort in IN_WAARDE:
        add_parameter(sheet, rulebook, f"tel_{soort}", f"tel_{soort}")
    for partij in partijen:
        add_parameter(sheet, rulebook, f"btw_last_{partij.value}", f"btw_last_{partij.value}_frac")


def grade_input(sheet: Sheet, rulebook: Rulebook, naam: str) -> Ref:
    """Add the general correction for a grade of evidence (``korting_e3``) or cost (``opslag_schatting``)."""
    return add_parameter(sheet, rulebook, naam, f"{naam}_frac")


def to_price_level(amount: Expression, reeks: str, jaar: Expression) -> Expression:
    """Bring an amount of a year to the price level of the plan."""
    return amount * (1 + Ref(f"index_{reeks}")) ** (Ref(PRICE_LEVEL) - jaar)


def add_price(sheet: Sheet, plan: Plan, rulebook: Rulebook, id_: str) -> Ref:
    """Add a price of the list, once, brought to the price level; gives the cell with it."""
    if f"prijs_{id_}_peil" in sheet.cellen:
        return Ref(f"prijs_{id_}_peil")
    price, own = rulebook.prijzen[id_], plan.eigen_prijzen.get(id_)
    amount = sheet.input(_price(rulebook, price, own, plan.prijspeil))
    text, (first, last) = f"Prijspeil van: {price.naam}", PRICE_YEARS
    source = rulebook.bronnen[price.bron[0]].titel
    year = Invoer(
        f"prijsjaar_{id_}",
        text,
        float(price.prijsjaar),
        "jaar",
        PRIJZEN,
        bron=source,
        bron_id=price.bron[0],
        status=price.status,
        minimum=first,
        maximum=last,
    )
    given = None if own is None else own.prijspeil
    goes = Volgt(f"prijs_{id_}", year.waarde, price.bedrag_eur.modus, PRICE_LEVEL)
    item = along(year, goes, own, given, float(plan.prijspeil))
    return sheet.cell(f"prijs_{id_}_peil", to_price_level(amount, price.reeks, sheet.input(item)))


def along(item: Invoer, goes: Volgt, own: EigenWaarde | None, given: float | None, usual: float) -> Invoer:
    """Give an input that goes along with an amount: as in the rules, as somebody says, or as usual for an own amount.

    Args:
        item: As in the rules.
        goes: What it goes along with.
        own: The own amount; None when the rules have it.
        given: What was said about that amount.
        usual: What holds when nothing was said.
    """
    if own is None:
        return replace(item, volgt=goes)
    value = usual if given is None else float(given)
    over = overwritten(own, item.waarde, item.bron)
    # The formula in a cell cannot tell an own amount that happens to be that of the rules.
    follows = given is None and own.waarde != goes.bedrag_regels
    return replace(item, waarde=value, bron=OWN, bron_id="", overschrijving=over, volgt=goes if follows else None)


def _price(rulebook: Rulebook, price: Prijs, own: EigenWaarde | None, prijspeil: int) -> Invoer:
    mode = price.bedrag_eur.modus
    source = rulebook.bronnen[price.bron[0]].titel
    unit = f"euro per {per(price.per)}"
    if own is None:
        low, high, year, over = price.bedrag_eur.min, price.bedrag_eur.max, price.prijsjaar, None
    else:
        low, high = own_range(own)
        year, over = own.prijspeil or prijspeil, overwritten(own, mode, source)
        mode, source = own.waarde, OWN
    return Invoer(
        f"prijs_{price.id}",
        price.naam,
        mode,
        unit,
        PRIJZEN,
        *_range(low, mode, high),
        prijspeil=year,
        bron=source,
        bron_id=price.bron[0] if own is None else "",
        toelichting=" ".join(text for text in (price.omschrijving, price.toelichting) if text),
        status=price.status,
        partij=price.partij,
        overschrijving=over,
        minimum=0.0,
    )


def overwritten(own: EigenWaarde, was: float | None, bron: str = "") -> Overschrijving:
    """Give the record of an own value, with the value it replaces and the source of that."""
    return Overschrijving(own.functie, own.datum, own.reden, was, bron)


def own_range(own: EigenWaarde) -> tuple[float, float]:
    """Give how low and how high an own value may be; a value without a range is certain."""
    return own.waarde if own.laag is None else own.laag, own.waarde if own.hoog is None else own.hoog


def _range(low: float, mode: float, high: float) -> tuple[float | None, float | None]:
    return (low, high) if low < mode or mode < high else (None, None)


def add_parameter(sheet: Sheet, rulebook: Rulebook, naam: str, getal: str, *, groep: str = PARAMETERS) -> Ref:
    """Add a number of the parameters as an input."""
    found: Getal = rulebook.parameters[groep].getallen[getal]
    item = Invoer(
        naam,
        found.uitleg,
        found.waarde,
        _UNITS.get(found.eenheid.value, found.eenheid.value),
        ALGEMEEN,
        bron=rulebook.bronnen[found.bron].titel,
        bron_id=found.bron,
        status=found.status,
        minimum=0.0,
        maximum=1.0 if found.eenheid.value == "fractie" or naam.startswith(_SWITCHES) else None,
    )
    return sheet.input(item)
