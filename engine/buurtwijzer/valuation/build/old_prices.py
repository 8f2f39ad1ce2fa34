"""Prices that are too old: told by number while they carry a small part of the benefits, wrong when a large part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from buurtwijzer.valuation.build.checked import Checked
from buurtwijzer.valuation.build.general import add_parameter
from buurtwijzer.valuation.expressions import Expression, Number, Ref, Told, Words, compare, ratio, total, when
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Waardemodel

OUD = "oud_"
"""Begin of the name of the cell that is 1 while the price of a year is too old, else 0."""
_LIMIT = "prijs_oud_jaren"


def price_years(inputs: Mapping[str, Invoer]) -> list[str]:
    """Give the inputs that hold the year of a price."""
    return [naam for naam in inputs if naam.startswith("prijsjaar_") or naam.endswith("_prijsjaar")]


def price_of(year: str) -> str:
    """Give the input whose price a year belongs to."""
    if year.startswith("prijsjaar_"):
        return f"prijs_{year.removeprefix('prijsjaar_')}"
    rest = year.removesuffix("_prijsjaar")
    return rest if rest.endswith(("_tarief", "_beheer")) else f"{rest}_bedrag"


def old_prices_told(built: Checked) -> Expression:
    """Give 0 when too much of the benefits rests on old prices, words when some price is old, else 1."""
    sheet = built.sheet
    oldest = add_parameter(sheet, built.rulebook, _LIMIT, "prijs_jaren", groep="bewaking")
    most = add_parameter(sheet, built.rulebook, "oude_prijzen_baten", "oude_prijzen_baten_frac")
    years = price_years(sheet.invoer)
    old: list[Expression] = []
    for naam in years:
        too_old = when(compare(Ref(naam) + oldest, "<", Ref("prijspeil")), 1, 0)
        old.append(sheet.cell(f"{OUD}{naam}", too_old))
    count = sheet.cell("t_oude_prijzen", total(old))
    rests = sheet.cell("t_oud_baten", total(list(_on_old(built))))
    sheet.cell("t_oud_deel", ratio(rests, Ref("t_bedragen_baten"), "geen baten"))
    one = Words("gemeld: 1 prijs, zie Aannames")
    many = Told("gemeld: ", count, " prijzen, zie Aannames")
    told = when(compare(count, ">", 0), when(compare(count, "=", 1), one, many), 1)
    return when(compare(rests, ">", most * Ref("t_bedragen_baten")), Number(0.0), told)


def old_prices(model: Waardemodel, waarden: Mapping[str, float]) -> Sequence[Invoer]:
    """Give the prices that are too old, the oldest first.

    Args:
        model: The plan.
        waarden: What every cell comes to.
    """
    years = [naam for naam in price_years(model.invoer) if waarden[f"{OUD}{naam}"] == 1]
    return [model.invoer[price_of(naam)] for naam in sorted(years, key=lambda naam: (waarden[naam], naam))]


def _on_old(built: Checked) -> Iterator[Expression]:
    for regel in built.regels:
        for effect in regel.effecten:
            yield from (Ref(f"{baat.id}_omvang") * Ref(f"{OUD}prijsjaar_{baat.baat.prijs}") for baat in effect.baten)
