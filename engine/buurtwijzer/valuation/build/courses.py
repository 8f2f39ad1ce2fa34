"""How an effect goes over the years: it lasts and fades, or it happens once.

Benefits fall at the end of a year: those of year t are discounted t years.
"""

from __future__ import annotations

from buurtwijzer.valuation.build.costs import Kosten
from buurtwijzer.valuation.build.lines import JAAR, Line, waiting
from buurtwijzer.valuation.expressions import Expression, Number, Ref, Together, compare, total, when, within

_NIL, _ONE = Number(0.0), Number(1.0)


def add_courses(line: Line, costs: Kosten, years: int) -> dict[str, list[Ref]]:
    """Add how an effect goes over the years: cells ``_blijft_j<t>``, and ``_keer_j<t>`` where something happens once.

    Once is once: the cells of it never add up to more than the number of times it is paid for.
    """
    each = range(1, years + 1)
    found = {"elk_jaar": line.sheet.years(f"{line.id}_blijft", [_stays(line, costs, year) for year in each])}
    if all(line.rulebook.uitkomsten[effect.uitkomst].telt == "elk_jaar" for effect in line.rule.effecten):
        return found
    once = line.sheet.years(f"{line.id}_keer", [_happens(line, costs, year) for year in each])
    runs = 1 if line.rule.kosten.ritme == "eenmalig" else Ref(f"{line.id}_inzet")
    line.sheet.eenmaal.append(compare(total(list(once)), "<=", runs))
    return found | {"eenmaal": once}


def _happens(line: Line, costs: Kosten, year: int) -> Expression:
    """Give whether what happens at one moment does so in a year: the first that it works, or each that is paid for."""
    since = year - Ref(f"{line.id}_start") - waiting(line)
    if line.rule.kosten.ritme == "jaarlijks":
        return costs.actief[year - 1] * within(0, since + 1, 1)
    return when(compare(since, ">=", 0, and_=compare(since, "<", 1)), 1, 0)


def _stays(line: Line, costs: Kosten, year: int) -> Expression:
    """Give what is left of the effect in a year: 0 before it works, then 1, then less every year.

    Something made once works from the first year after the wait, for as long as it lasts. Something that is paid for
    each year works while it is paid, and its last year fades like something made once.
    """
    rule = line.rule
    start, waits = Ref(f"{line.id}_start"), waiting(line)
    if rule.kosten.ritme == "eenmalig":
        lasts = _lasts(line)
        age = year - start - waits
        # The least of: a whole year, what is left of a first year, all there is, and what is left of it.
        part = Together("MIN", (_ONE, age + 1, lasts, lasts - age))
        return _left(line, age) * Together("MAX", (_NIL, part))
    works = costs.actief[year - 1] * within(0, year - start - waits + 1, 1)
    if rule.stopt_met_inzet:
        return works
    runs, lasts = Ref(f"{line.id}_inzet"), _lasts(line)
    after = year - start - runs + 1
    last = within(0, runs - waits, 1) * _left(line, after) * within(0, lasts - after, 1)
    return when(compare(after, "<=", 0), works, last)


def _lasts(line: Line) -> Ref:
    years, rule = line.rule.werkingsduur_jaren, line.rule
    return line.estimated("werkingsduur", "Hoe lang het werkt", years, JAAR, bron=rule.bron[0], status=rule.status)


def _left(line: Line, age: Expression) -> Expression:
    loss = line.fraction(
        "verlies", "Deel van het effect dat per jaar wegvalt", line.rule.verlies_pj_frac,
        bron=line.rule.bron[0], status=line.rule.status,
    )  # fmt: skip
    # Excel cannot raise 0 to the power 0.
    return when(compare(age, "<=", 0), 1, (1 - loss) ** age)
