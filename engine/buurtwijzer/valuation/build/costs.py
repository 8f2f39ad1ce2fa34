"""What a line costs, per payer and year: price, surcharge, own hours, start, upkeep, and VAT for who cannot reclaim it.

Costs fall at the start of a year: those of year t are discounted t - 1 years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buurtwijzer.rulebook.plan import PlanRegel
from buurtwijzer.rulebook.schema import Interventie, Partij
from buurtwijzer.rulebook.schema.plannen import GRONDSLAGEN
from buurtwijzer.valuation.build.general import (
    PARAMETERS,
    PRICE_LEVEL,
    PRICE_YEARS,
    add_parameter,
    along,
    grade_input,
    to_price_level,
)
from buurtwijzer.valuation.build.lines import DEEL, JAAR, Line, waiting
from buurtwijzer.valuation.expressions import Expression, Number, Ref, compare, total, when
from buurtwijzer.valuation.inputs import Invoer, Volgt

GRAAD = "1, 2, 3 of 4"
UPLIFT = "opslag_geldt"
"""End of the name of the cell with what is put on top of every cost of a line."""
GRADE_OF_OWN = "eigen_bedrag_grondslag_n"
_GRADES = "Hoe zeker is het bedrag: 1 zelf eerder betaald, 2 offerte, 3 vergelijkbaar elders, 4 schatting"
_RATE = "Het tarief is van het prijspeil van het plan, tenzij u een ander jaar invult; het stijgt met de lonen."


@dataclass(frozen=True, slots=True)
class Kosten:
    """Cells of the costs of a line.

    Attributes:
        actief: Per year 1 while it is paid for, else 0.
        betalers: Who pays.
    """

    actief: list[Ref]
    betalers: tuple[Partij, ...]


def add_costs(line: Line, start: int, years: int) -> Kosten:
    """Add the costs of a line.

    Args:
        line: The line.
        start: Its first year, counted from 1.
        years: Number of years.
    """
    regel, rule, sheet, id_ = line.regel, line.rule, line.sheet, line.id
    is_yearly = rule.kosten.ritme == "jaarlijks"
    amount = line.planned("aantal", f"Aantal ({rule.kosten.per})", regel.aantal, rule.kosten.per)
    first = line.planned("start", "Begint in jaar (1 = eerste jaar)", float(start), JAAR, minimum=1.0)
    most = None if is_yearly else 1.0
    words = "Aantal jaren dat ervoor betaald wordt"
    runs = line.planned("inzet", words, float(regel.inzet_jaren), JAAR, minimum=1.0, maximum=most)
    each_year = [_active(year, first, runs, yearly=is_yearly) for year in range(1, years + 1)]
    active = sheet.years(f"{id_}_actief", each_year)
    price = sheet.cell(f"{id_}_prijs", _price(line))
    extra = 1 + _uplift(line)
    hours = sheet.cell(f"{id_}_eigen", _own_hours(line))
    begin = line.planned("opstart", "Eenmalig bij de start", regel.opstart_eur, "euro")
    bought, own = [], []
    for year in range(1, years + 1):
        starts = begin * when(compare(first, "=", year), 1, 0)
        bought.append((amount * price * active[year - 1] + starts) * extra)
        own.append(hours * active[year - 1] * extra)
    inkoop, eigen = sheet.years(f"{id_}_inkoop", bought), sheet.years(f"{id_}_uren", own)
    vat = _vat_share(line)
    shares = payers_of(regel, rule)
    payers = tuple(shares)
    for payer, share in shares.items():
        part = line.planned(f"deel_{payer.value}", f"Deel dat {payer.value} betaalt", share, DEEL, maximum=1.0)
        tax = 1 + Ref("btw") * vat * Ref(f"btw_last_{payer.value}")
        upkeep = [each * extra for each in _upkeep(line, payer, amount, first, years)]
        paid = [
            part * (bought_for * tax + hours_for) + after * tax
            for bought_for, hours_for, after in zip(inkoop, eigen, upkeep, strict=True)
        ]
        cells = sheet.years(f"{id_}_k_{payer.value}", paid)
        sheet.cell(f"{id_}_k_{payer.value}_cw", present_value(cells, at_start=True))
    for year in range(1, years + 1):
        sheet.cell(f"{id_}_kosten_j{year}", total([Ref(f"{id_}_k_{p.value}_j{year}") for p in payers]))
    sheet.cell(f"{id_}_kosten_cw", total([Ref(f"{id_}_k_{p.value}_cw") for p in payers]))
    return Kosten(active, payers)


def payers_of(regel: PlanRegel, rule: Interventie) -> dict[Partij, float]:
    """Give who pays which share; who keeps it up afterwards is a payer too, if only of that."""
    shares = dict(regel.verdeling) or {rule.betalers[0]: 1.0}
    if rule.beheer_na_oplevering is not None:
        shares.setdefault(rule.beheer_na_oplevering.wie, 0.0)
    return shares


def present_value(flows: Sequence[Expression], *, at_start: bool) -> Expression:
    """Discount yearly flows to the start of year 1.

    Args:
        flows: Per year an amount.
        at_start: Whether it falls at the start of the year (costs) or at its end (benefits).
    """
    shift = 1 if at_start else 0
    return total([flow / (1 + Ref("discontovoet")) ** (year - shift) for year, flow in enumerate(flows, start=1)])


def _active(year: int, first: Ref, runs: Ref, *, yearly: bool) -> Expression:
    if not yearly:
        return when(compare(first, "=", year), 1, 0)
    return when(compare(first, "<=", year, and_=compare(first + runs, ">", year)), 1, 0)


def _price(line: Line) -> Expression:
    cost = line.rule.kosten
    money = cost.bedrag_eur
    amount = line.estimated(
        "bedrag",
        f"Kosten per {cost.per}, {cost.ritme}",
        money.modus,
        f"euro per {cost.per}",
        bron=cost.bron,
        status=cost.status,
        laag=money.min,
        hoog=money.max,
        prijspeil=cost.prijsjaar,
        toelichting=cost.toelichting,
    )
    level = _price_year(line, "bedrag", "Prijspeil van de kosten")
    return to_price_level(amount, cost.reeks, level)


def _uplift(line: Line) -> Ref:
    """Give what is put on top of every cost of the line, by how certain it is (D6).

    The grade is that of the rule, of the own amount, or what holds for an own amount of which nothing is said.
    """
    usual = f"opslag_{line.rule.kosten.grondslag}"
    if not line.own("opslag"):
        grade = _grade(line)
        *first, last = [grade_input(line.sheet, line.rulebook, f"opslag_{naam}") for naam in GRONDSLAGEN]
        extra: Expression = last
        for number, share in reversed(list(enumerate(first, start=1))):
            extra = when(compare(grade, "=", number), share, extra)
        return line.sheet.cell(f"{line.id}_{UPLIFT}", extra)
    found = line.rulebook.parameters[PARAMETERS].getallen[f"{usual}_frac"]
    words = "Opslag voor onzekere kosten"
    return line.estimated("opslag", words, found.waarde, DEEL, bron=found.bron, status=found.status)


def _own_hours(line: Line) -> Expression:
    """Give what own hours cost a year; the surcharge goes over these too, since their number is an estimate (D6)."""
    hours = line.planned(
        "eigen_uren",
        "Eigen uren per jaar",
        line.regel.eigen_uren,
        "uur",
        "Het aantal uren is een schatting: de opslag voor onzekere kosten komt ook hierover.",
    )
    rate = line.planned("tarief", "Tarief per eigen uur", line.regel.eigen_tarief_eur, "euro per uur", _RATE)
    first, last = PRICE_YEARS
    level = line.planned(
        "tarief_prijsjaar",
        "Prijspeil van het tarief per eigen uur",
        float(line.prijspeil),
        JAAR,
        _RATE,
        minimum=first,
        maximum=last,
    )
    return hours * to_price_level(rate, "loon", level) * (1 + Ref("overhead"))


def _upkeep(line: Line, payer: Partij, amount: Ref, first: Ref, years: int) -> list[Expression]:
    """Give per year what it costs this party to keep up what was made, from the first year it is there to the end."""
    beheer, cost = line.rule.beheer_na_oplevering, line.rule.kosten
    if beheer is None or beheer.wie is not payer:
        return [Number(0.0)] * years
    asked = line.estimated(
        "beheer",
        f"Beheer daarna, elk jaar, door {beheer.wie.value}",
        beheer.bedrag_eur_pj,
        f"euro per {cost.per}",
        bron=cost.bron,
        status=beheer.status,
        prijspeil=cost.prijsjaar,
    )
    level = _price_year(line, "beheer", "Prijspeil van het beheer")
    each = line.sheet.cell(f"{line.id}_beheer_peil", to_price_level(asked, cost.reeks, level))
    ready = first + waiting(line)
    return [amount * each * when(compare(ready, "<=", year), 1, 0) for year in range(1, years + 1)]


def _price_year(line: Line, naam: str, words: str) -> Ref:
    cost, own = line.rule.kosten, line.regel.eigen.get(naam)
    year = "prijsjaar" if naam == "bedrag" else f"{naam}_prijsjaar"
    if line.own(year):
        return line.estimated(year, words, float(cost.prijsjaar), JAAR, bron=cost.bron, status=cost.status)
    beheer = line.rule.beheer_na_oplevering
    amount = cost.bedrag_eur.modus if naam == "bedrag" or beheer is None else beheer.bedrag_eur_pj
    first, last = PRICE_YEARS
    item = _belongs(line, year, words, float(cost.prijsjaar), JAAR, first, last)
    goes = Volgt(f"{line.id}_{naam}", item.waarde, amount, PRICE_LEVEL)
    given = None if own is None else own.prijspeil
    return line.sheet.input(along(item, goes, own, given, float(line.prijspeil)))


def _grade(line: Line) -> Ref:
    """Add how firm the amount is, from 1 (paid before) to 4 (estimated)."""
    cost, own = line.rule.kosten, line.regel.eigen.get("bedrag")
    usual = add_parameter(line.sheet, line.rulebook, GRADE_OF_OWN, GRADE_OF_OWN)
    item = _belongs(line, "grondslag", _GRADES, float(GRONDSLAGEN.index(cost.grondslag) + 1), GRAAD, 1.0, 4.0)
    given = None if own is None or own.grondslag is None else GRONDSLAGEN.index(own.grondslag) + 1.0
    goes = Volgt(f"{line.id}_bedrag", item.waarde, cost.bedrag_eur.modus, GRADE_OF_OWN)
    return line.sheet.input(along(item, goes, own, given, line.sheet.invoer[usual.naam].waarde))


def _belongs(line: Line, naam: str, words: str, waarde: float, eenheid: str, low: float, high: float) -> Invoer:
    """Give what is told of an amount beside it, as the rule has it."""
    cost = line.rule.kosten
    known = cost.bron in line.rulebook.bronnen
    return Invoer(
        f"{line.id}_{naam}",
        words,
        waarde,
        eenheid,
        line.groep,
        bron=line.rulebook.bronnen[cost.bron].titel if known else cost.bron,
        bron_id=cost.bron if known else "",
        status=cost.status,
        minimum=low,
        maximum=high,
    )


def _vat_share(line: Line) -> Expression:
    cost = line.rule.kosten
    usual = line.rulebook.parameters[PARAMETERS].getallen["btw_belast_frac"]
    share = usual.waarde if cost.btw_frac is None else cost.btw_frac
    bron, status = (usual.bron, usual.status) if cost.btw_frac is None else (cost.bron, cost.status)
    return line.estimated("btw_deel", "Deel van de inkoop waarop btw zit", share, DEEL, bron=bron, status=status)
