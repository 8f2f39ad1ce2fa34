"""What a line changes: people reached, what is left of an effect, and what a chain takes off."""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook.plan_own import most_effect
from buurtwijzer.rulebook.schema import Bereik, Effect, Uitkomst
from buurtwijzer.valuation.areas import Gebied
from buurtwijzer.valuation.build.baseline import baseline_rate
from buurtwijzer.valuation.build.chains import chain_off
from buurtwijzer.valuation.build.costs import Kosten
from buurtwijzer.valuation.build.courses import add_courses
from buurtwijzer.valuation.build.general import PARAMETERS, grade_input
from buurtwijzer.valuation.build.lines import DEEL, DEEL_VAN_NUL, Line
from buurtwijzer.valuation.build.units import many
from buurtwijzer.valuation.expressions import Expression, Ref, near
from buurtwijzer.valuation.model import Effectregel

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
    courses = add_courses(line, costs, years)
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
