"""Inputs that hold for every line: discount rate, price indices, corrections for evidence, VAT, prices."""

from __future__ import annotations

from collections.abc import Iterable

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import EigenWaarde, Plan
from buurtwijzer.rulebook.schema import Getal, Partij, Prijs
from buurtwijzer.valuation.build.units import per
from buurtwijzer.valuation.expressions import Expression, Ref
from buurtwijzer.valuation.inputs import Invoer, Overschrijving
from buurtwijzer.valuation.model import SOORTEN, Sheet

PARAMETERS = "waarde"
ALGEMEEN, PRIJZEN = "Algemeen", "Prijzen"
OWN = "eigen administratie"
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
            "prijspeil", text, year, "jaar", ALGEMEEN, bron="het plan", minimum=PRICE_YEARS[0], maximum=PRICE_YEARS[1]
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
    return amount * (1 + Ref(f"index_{reeks}")) ** (Ref("prijspeil") - jaar)


def add_price(sheet: Sheet, plan: Plan, rulebook: Rulebook, id_: str) -> Ref:
    """Add a price of the list, once, brought to the price level; gives the cell with it."""
    if f"prijs_{id_}_peil" in sheet.cellen:
        return Ref(f"prijs_{id_}_peil")
    price, own = rulebook.prijzen[id_], plan.eigen_prijzen.get(id_)
    amount = sheet.input(_price(rulebook, price, own))
    year = price.prijsjaar if own is None or own.prijspeil is None else own.prijspeil
    text, (first, last) = f"Prijspeil van: {price.naam}", PRICE_YEARS
    source = rulebook.bronnen[price.bron[0]].titel if own is None else OWN
    item = Invoer(
        f"prijsjaar_{id_}",
        text,
        float(year),
        "jaar",
        PRIJZEN,
        bron=source,
        bron_id=price.bron[0] if own is None else "",
        status=price.status,
        minimum=first,
        maximum=last,
    )
    return sheet.cell(f"prijs_{id_}_peil", to_price_level(amount, price.reeks, sheet.input(item)))


def _price(rulebook: Rulebook, price: Prijs, own: EigenWaarde | None) -> Invoer:
    mode = price.bedrag_eur.modus
    source = rulebook.bronnen[price.bron[0]].titel
    unit = f"euro per {per(price.per)}"
    if own is None:
        low, high, year, over = price.bedrag_eur.min, price.bedrag_eur.max, price.prijsjaar, None
    else:
        low = high = own.waarde
        year, over = own.prijspeil or price.prijsjaar, overwritten(own, mode)
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


def overwritten(own: EigenWaarde, was: float | None) -> Overschrijving:
    """Give the record of an own value."""
    return Overschrijving(own.functie, own.datum, own.reden, was)


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
