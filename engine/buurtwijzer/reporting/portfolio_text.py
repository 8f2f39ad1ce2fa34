"""The best plan within budgets on the terminal and as JSON: what, how near to the best it surely is, and what binds."""

from __future__ import annotations

import math

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.reporting.best_plan_rows import (
    IN_PLAN,
    Grensregel,
    Keuzeregel,
    chosen_rows,
    fixed_names,
    limit_rows,
    names_of_budgets,
    weakest,
    without_budget,
)
from buurtwijzer.reporting.json_form import SCHEMA
from buurtwijzer.reporting.searched_words import WITHIN, list_json, list_words, nothing_words
from buurtwijzer.reporting.value_json import number, plan_json
from buurtwijzer.reporting.value_summary import Row, band_text, euro, text_table
from buurtwijzer.rulebook.plan_limits import as_written
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.best_plan import BestePlan
from buurtwijzer.valuation.portfolio.certified import gap_of
from buurtwijzer.valuation.portfolio.problem import Budgetgrens

_HUNDRED = 100.0
_EUR, _SHARE = 2, 6
_CAVEAT = "Bij elk deel is opnieuw gekozen; het gat is wat daar hoogstens ontbreekt."


def portfolio_lines(found: BestePlan, valued: Waardering | None) -> list[str]:
    """Give the choice, its proof, the budgets and the frontier."""
    rows = () if valued is None else chosen_rows(found, valued)
    told = [*_chosen(found, valued, rows), "", *_worth(found, valued, rows)]
    simple = found.gevonden.gulzig
    extra = "" if simple.houdt_zich_aan_alles else ", maar houdt zich niet aan alle grenzen"
    told += [
        f"Ter vergelijking: wie alleen kiest op waarde per euro, voegt {euro(simple.waarde - found.vast)} toe{extra}.",
        "",
    ]
    told += [*_budgets(found), ""]
    limits = limit_rows(found)
    if limits:
        told += ["Waar de keuze zich aan houdt:", *(f"- {_limit_text(limit)}" for limit in limits), ""]
    if valued is not None and (beyond := without_budget(valued)):
        told += [*(f"{item.naam}: {item.tekst}" for item in beyond), ""]
    points: list[Row] = [("deel van het budget", "saldo", "bewezen grens", "gat", "besteed")]
    for point in found.punten:
        share = f"{format_number(point.deel_frac * _HUNDRED, 0)} %"
        gap = f"{format_number(point.gat_frac * _HUNDRED, 2)} %" if math.isfinite(point.gat_frac) else "-"
        points.append((share, _maybe(point.waarde), _maybe(point.grens), gap, _maybe(point.besteed_eur)))
    told += text_table(points)
    return [*told, "", _CAVEAT] if any(point.deel_frac != 1 for point in found.punten) else told


def _budgets(found: BestePlan) -> list[str]:
    """Give the budgets with what a euro more brings and a euro less costs, between what and what."""
    table: list[Row] = [("budget", "beschikbaar", "gebruikt", "een euro meer brengt", "een euro minder kost")]
    for budget in found.budgetten:
        shadow = found.schaduwprijzen.get(budget.naam)
        price = ("-", "-") if shadow is None else (_between(shadow.meer), _between(shadow.minder))
        table.append((budget.naam, euro(budget.ten_hoogste), euro(found.besteed(budget)), *price))
    steps = [shadow.stap / b.ten_hoogste for b in found.budgetten if (shadow := found.schaduwprijzen.get(b.naam))]
    told = text_table(table)
    if steps:
        share = format_number(steps[0] * _HUNDRED)
        told.append(f"Een euro meer of minder: gemiddeld over {share} % van het budget, met opnieuw gekozen regels. ")
        told[-1] += "Tussen de twee getallen zit wat niet bewezen is."
    return told


def _between(bounds: tuple[float, float] | None) -> str:
    if bounds is None:
        return "geen keuze"
    low, high = (format_number(value, 2) for value in bounds)
    return f"€ {low}" if low == high else f"tussen € {low} en € {high}"


def _bounds_json(bounds: tuple[float, float] | None) -> dict[str, object] | None:
    return None if bounds is None else {"laag": number(bounds[0], _SHARE), "hoog": number(bounds[1], _SHARE)}


def _budget_json(found: BestePlan, budget: Budgetgrens) -> dict[str, object]:
    shadow = found.schaduwprijzen.get(budget.naam)
    told: dict[str, object] = {
        "naam": budget.naam,
        "beschikbaar": number(budget.ten_hoogste, _EUR),
        "gebruikt": number(found.besteed(budget), _EUR),
    }
    if shadow is not None:
        told |= {
            "stap_eur": number(shadow.stap, _EUR),
            "een_meer_brengt_eur": _bounds_json(shadow.meer),
            "een_minder_kost_eur": _bounds_json(shadow.minder),
            "gaten": {
                naam: number(gap, _SHARE) for naam, gap in zip(("minder", "meer"), shadow.gaten_frac, strict=True)
            },
        }
    return told


def portfolio_json(found: BestePlan, valued: Waardering | None) -> dict[str, object]:
    """Give the choice with its proof, and the plan valued."""
    answer = found.gevonden
    rows = () if valued is None else chosen_rows(found, valued)
    return {
        "schema": SCHEMA,
        "saldo_eur": number(answer.waarde, _EUR),
        "grens_eur": number(answer.grens, _EUR),
        "vast_eur": number(found.vast, _EUR),
        "toegevoegd_eur": number(found.toegevoegd, _EUR),
        "gat": number(answer.gat_frac, _SHARE),
        "lijst": list_json(found.lijst),
        "uitgerekend": answer.uitgerekend,
        "gulzig": {
            "saldo_eur": number(answer.gulzig.waarde, _EUR),
            "tekort": number(answer.gulzig.tekort_frac, _SHARE),
            "houdt_zich_aan_alles": answer.gulzig.houdt_zich_aan_alles,
        },
        "budgetten": [_budget_json(found, budget) for budget in found.budgetten],
        "grenzen": [as_written(grens) for grens in found.grenzen],
        "capaciteiten": [
            {"naam": b.naam, "beschikbaar": number(b.ten_hoogste, _EUR), "gebruikt": number(found.besteed(b), _EUR)}
            for b in found.capaciteiten
        ],
        "zonder_budget": [
            {"naam": item.naam, "kosten_eur": number(item.bedrag, _EUR)}
            for item in (() if valued is None else without_budget(valued))
        ],
        "keuze": [_row_json(row) for row in rows],
        "meer_of_minder": [
            {
                "deel": point.deel_frac,
                "saldo_eur": number(point.waarde, _EUR),
                "grens_eur": number(point.grens, _EUR),
                "gat": number(point.gat_frac, _SHARE),
                "besteed_eur": number(point.besteed_eur, _EUR),
            }
            for point in found.punten
        ],
        "plan": None if valued is None else plan_json(valued),
        "meldingen": [issue.as_dict() for issue in (*found.issues, *(() if valued is None else valued.issues))],
    }


def _limit_text(limit: Grensregel) -> str:
    """Give a limit in a line; of a capacity also what is used of it."""
    if math.isnan(limit.gebruikt):
        return f"{limit.soort}: {limit.tekst}"
    used, there = (format_number(value) for value in (limit.gebruikt, limit.ten_hoogste))
    return f"{limit.soort} {limit.tekst}: {used} van {there} gebruikt"


def _row_json(row: Keuzeregel) -> dict[str, object]:
    return {
        "gebied": row.gebied,
        "interventie": row.interventie,
        "waarom": row.waarom,
        "hoeveel": row.hoeveel,
        "budget_eur": number(row.budget_eur, _EUR),
        "zonder_budget_eur": number(row.buiten_eur, _EUR),
        "kosten_contant_eur": number(row.kosten_cw, _EUR),
        "saldo_eur": number(row.saldo, _EUR),
        "saldo_band_eur": [number(value, _EUR) for value in row.saldo_band or ()],
        "per_euro": number(row.per_euro, _SHARE),
        "per_euro_band": [number(value, _SHARE) for value in row.per_euro_band or ()],
        "bewijs": row.bewijs,
        "aannames": number(row.aanname, _SHARE),
    }


def _worth(found: BestePlan, valued: Waardering | None, rows: tuple[Keuzeregel, ...]) -> list[str]:
    """Say what the choice adds to what was in already, beside doing nothing, and the proof."""
    fixed = [row for row in rows if row.waarom == IN_PLAN]
    gap = f"gat {format_number(gap_of(found.toegevoegd, found.hoogstens) * _HUNDRED, 2)} %"
    proof = gap if found.gevonden.uitgerekend else f"{gap}; de tijd was op"
    if fixed:
        most = euro(found.hoogstens)
        told = [
            f"Niets doen is € 0. Wat al in het plan stond: {euro(found.vast)} ({fixed_names(rows)}).",
            f"De keuze zelf voegt {euro(found.toegevoegd)} toe.",
            f"Bewezen {WITHIN}, zonder samenloop tussen regels: geen keuze voegt meer toe dan {most} ({proof}).",
        ]
    else:
        bound = f"bewezen {WITHIN}: geen keuze is meer waard dan {euro(found.gevonden.grens)} ({proof})"
        told = [f"Saldo {euro(found.gevonden.waarde)} (niets doen is € 0), zonder samenloop tussen regels; {bound}."]
    if valued is not None:
        told.append(f"De lijst: {list_words(found.lijst)}")
    if valued is not None:
        told.append(f"Het hele plan, na samenloop tussen regels: {euro(valued.waarden['t_saldo'])}.")
    return told


def _chosen(found: BestePlan, valued: Waardering | None, rows: tuple[Keuzeregel, ...]) -> list[str]:
    if valued is None:
        return [nothing_words(found)]
    kop = (
        "gebied",
        "interventie",
        "hoeveel en wanneer",
        "waarom",
        "uit budget",
        "kosten contant",
        "saldo",
        "band",
        "bewijs",
        "aannames",
    )
    table: list[Row] = [(*kop, "betaalt")]
    for row in rows:
        amounts = (euro(row.budget_eur), euro(row.kosten_cw), euro(row.saldo), band_text(row.saldo_band, 0))
        table.append(
            (
                row.gebied,
                row.interventie,
                row.hoeveel,
                row.waarom,
                *amounts,
                row.bewijs,
                _share(row.aanname),
                row.betalers,
            )
        )
    drawn = valued.simulatie
    whole = (
        euro(sum(row.budget_eur for row in rows)),
        euro(valued.waarden["t_kosten_cw"]),
        euro(valued.waarden["t_saldo"]),
        band_text(None if drawn is None else drawn.saldo, 0),
    )
    table.append(("Samen, na samenloop", "", "", "", *whole, weakest(valued), _share(valued.waarden["t_aanname"]), ""))
    lines = plural(len(rows), "regel", "regels")
    told = f"{lines}. Uit budget: {names_of_budgets(found)}, niet contant. Saldo: alle partijen en jaren, contant."
    return [told, "", *text_table(table)]


def _share(value: float) -> str:
    return f"{format_number(value * _HUNDRED, 0)} %" if math.isfinite(value) else "-"


def _maybe(value: float) -> str:
    return euro(value) if math.isfinite(value) else "geen keuze"
