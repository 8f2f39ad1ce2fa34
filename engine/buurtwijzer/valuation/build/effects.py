"""What a line changes: people reached, what is left of an effect, how long it lasts, and what a chain takes off.

Benefits fall at the end of a year: those of year t are discounted t years.
"""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook.plan_own import most_effect
from buurtwijzer.rulebook.schema import Bereik, Effect, Uitkomst
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.baseline import baseline_rate
from buurtwijzer.valuation.build.chains import chain_off
from buurtwijzer.valuation.build.costs import Kosten
from buurtwijzer.valuation.build.general import PARAMETERS, grade_input
from buurtwijzer.valuation.build.lines import DEEL, DEEL_VAN_NUL, JAAR, Line, waiting
from buurtwijzer.valuation.build.units import many
from buurtwijzer.valuation.expressions import Expression, Number, Ref, Together, compare, near, total, when, within
from buurtwijzer.valuation.model import Effectregel

_NIL, _ONE = Number(0.0), Number(1.0)
_MORE = {"deelnemer": "deelnemers", "inwoner": "inwoners", "woning": "woningen", "zaak": "zaken", "gebied": "gebieden"}


@dataclass(frozen=True, slots=True)
class Effecten:
    """The effects of a line, and what could not be counted."""

    regels: tuple[Effectregel, ...]
    issues: tuple[Issue, ...]


def add_reach(line: Line) -> None:
    """Add who is reached: cells ``_doelgroep``, ``_bereikt`` and ``_netto``."""
    rule, id_, sheet = line.rule, line.id, line.sheet
    low, high = rule.bereik.aantal_min, rule.bereik.aantal_max
    words, unit = _reach_words(rule.bereik)
    each = line.estimated(
        "bereik",
        words,
        (low + high) / 2,
        unit,
        bron=rule.bereik.bron,
        status=rule.bereik.status,
        laag=low,
        hoog=high,
    )
    general = line.rulebook.parameters[PARAMETERS].getallen["deelname_frac"]
    part = line.estimated(
        "deelname", "Deel van de doelgroep dat meedoet", general.waarde, DEEL, bron=general.bron, status=general.status
    )
    group = sheet.cell(f"{id_}_doelgroep", Ref(f"{id_}_aantal") * each)
    sheet.cell(f"{id_}_bereikt", group * part)
    sheet.cell(f"{id_}_netto", _net_factor(line))


def _reach_words(bereik: Bereik) -> tuple[str, str]:
    """Give name and unit of how many one that is paid for reaches; a participant is one participant."""
    if bereik.eenheid == _MORE.get(bereik.per):
        return f"Doelgroep: elke {bereik.per} telt voor", bereik.eenheid
    return f"Doelgroep: aantal {bereik.eenheid} voor elke {bereik.per}", f"{bereik.eenheid} per {bereik.per}"


def add_effects(line: Line, costs: Kosten, gebied: Gebied, chains: dict[str, tuple[str, ...]], years: int) -> Effecten:
    """Add the effects of a line.

    Args:
        line: The line.
        costs: Its costs; an effect that needs presence follows them.
        gebied: The area.
        chains: Per uitkomst those that go before it for the same person.
        years: Number of years.
    """
    courses = _courses(line, costs, years)
    found: list[Effectregel] = []
    issues: list[Issue] = []
    for number, effect in enumerate(line.rule.effecten, start=1):
        uitkomst = line.rulebook.uitkomsten[effect.uitkomst]
        rate, issue = _rate(line, number, effect, uitkomst, gebied)
        if issue is not None and not line.own(f"e{number}_nul"):
            issues.append(issue)
        if rate is None:
            continue
        found.append(Effectregel(f"{line.id}_e{number}", uitkomst, _is_share(effect), (), ()))
        _add_changed(line, found[-1], rate, courses[uitkomst.telt])
    _add_chain(line, found, chains, years)
    return Effecten(tuple(found), tuple(issues))


def _courses(line: Line, costs: Kosten, years: int) -> dict[str, list[Ref]]:
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


def _add_changed(line: Line, effect: Effectregel, rate: Expression, course: list[Ref]) -> None:
    """Add per year what is changed: reached x effect x net factor x how it goes over the years."""
    id_ = effect.id
    first = line.sheet.cell(f"{id_}_jaar", Ref(f"{line.id}_bereikt") * rate * Ref(f"{line.id}_netto"))
    changed = line.sheet.years(f"{id_}_n", [first * part for part in course])
    if effect.uitkomst.telt == "eenmaal":
        line.sheet.eenmaal += [near(n, first * part) for n, part in zip(changed, course, strict=True)]


def _rate(
    line: Line, number: int, effect: Effect, uitkomst: Uitkomst, gebied: Gebied
) -> tuple[Expression | None, Issue | None]:
    name = f"e{number}_effect"
    size = line.estimated(
        name,
        f"Effect: {uitkomst.naam}",
        effect.midden,
        DEEL_VAN_NUL if _is_share(effect) else f"{many(uitkomst.eenheid)} per bereikte",
        bron=effect.bron,
        status=effect.status,
        laag=effect.laag,
        hoog=effect.hoog,
        toelichting=_findings(line),
        hoogstens=most_effect(effect),
    )
    if not _is_share(effect):
        return size, None
    own = f"e{number}_nul"
    base = baseline_rate(line.rulebook, uitkomst, gebied, line.rule.bereik.eenheid, own)
    if base.waarde is None and not line.own(own):
        return None, base.issue
    nul = line.estimated(
        own,
        f"Zonder de aanpak, per bereikte en jaar: {uitkomst.naam}",
        base.waarde,
        "per bereikte en jaar",
        bron=base.bron,
        status=base.status,
    )
    return nul * size, base.issue


def _net_factor(line: Line) -> Expression:
    net, grade = line.rule.netto, line.rule.bewijs.niveau.value.casefold()
    also, by_this, moved, gone = (
        line.fraction(naam, words, share, bron=net.bron, status=net.status, toelichting=net.waarom)
        for naam, words, share in (
            ("anders_ook", "Anders ook: was ook zonder het plan gebeurd", net.anders_ook_frac),
            ("toerekening", "Toerekening: deel dat door deze aanpak komt", net.toerekening_frac),
            ("verplaatsing", "Verplaatsing: deel dat alleen ergens anders heen gaat", net.verplaatsing_frac),
            ("lekkage", "Lekkage: deel dat buiten de doelgroep of de buurt terechtkomt", net.lekkage_frac),
        )
    )
    if line.own("korting"):
        usual = line.rulebook.parameters[PARAMETERS].getallen[f"korting_{grade}_frac"]
        general = line.estimated(
            "korting", "Korting voor zwak bewijs", usual.waarde, DEEL, bron=usual.bron, status=usual.status
        )
    else:
        general = grade_input(line.sheet, line.rulebook, f"korting_{grade}")
    # With a comparison group what would have happened anyway is off the effect already.
    left = by_this * (1 - moved) * (1 - gone) * (1 - general)
    return left if net.met_controlegroep else (1 - also) * left


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


def _add_chain(line: Line, found: list[Effectregel], chains: dict[str, tuple[str, ...]], years: int) -> None:
    """Add what is counted, in the order of the chain: of the next only what the first does not have."""
    own = {effect.uitkomst.id: effect for effect in found}
    for effect in sorted(found, key=lambda e: (e.uitkomst.keten_rang, e.uitkomst.id)):
        first = [own[id_] for id_ in chains.get(effect.uitkomst.id, ()) if id_ in own]
        for year in range(1, years + 1):
            here = Ref(f"{effect.id}_n_j{year}")
            goes = chain_off(here, [Ref(f"{e.id}_telt_j{year}") for e in first])
            off = line.sheet.cell(f"{effect.id}_keten_j{year}", goes)
            counted = line.sheet.cell(f"{effect.id}_telt_j{year}", here - off)
            line.sheet.eenmaal.append(near(counted, here - goes))


def _findings(line: Line) -> str:
    """Give what is known of effects of this intervention, with where it was found."""
    found = line.rule.bewijs.bevindingen
    told = [f"{item.bevinding} ({line.rulebook.bronnen[item.bron].titel})" for item in found]
    return f"Bewijs {line.rule.bewijs.niveau.value}: {' '.join(told)}"


def _is_share(effect: Effect) -> bool:
    return effect.eenheid == "deel_van_nulsituatie"
