"""The best plan within budgets on the terminal and as JSON: what, how near to the best it surely is, and what binds."""

from __future__ import annotations

import math

from buurtwijzer.core.dutch import format_number
from buurtwijzer.reporting.json_form import SCHEMA
from buurtwijzer.reporting.value_json import number, plan_json
from buurtwijzer.reporting.value_summary import Row, euro, text_table
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.best_plan import BestePlan

_HUNDRED = 100.0
_EUR, _SHARE = 2, 6


def portfolio_lines(found: BestePlan, valued: Waardering | None) -> list[str]:
    """Give the choice, its proof, the budgets and the frontier."""
    answer = found.gevonden
    told = [*_chosen(found), ""]
    told.append(
        f"Saldo {euro(answer.waarde)}; bewezen: geen keuze is meer waard dan {euro(answer.grens)} ({_gap(found)})."
    )
    if valued is not None:
        told.append(f"Na samenloop tussen regels, als plan doorgerekend: {euro(valued.waarden['t_saldo'])}.")
    simple = answer.gulzig
    extra = "" if simple.houdt_zich_aan_alles else ", maar houdt zich niet aan alle grenzen"
    told += [f"Kiezen op waarde per euro geeft {euro(simple.waarde)}{extra}.", ""]
    rows: list[Row] = [("budget", "beschikbaar", "gebruikt", "een euro meer brengt")]
    for budget in found.probleem.budgetten:
        shadow = format_number(answer.schaduwprijzen[budget.naam], 2)
        rows.append((budget.naam, euro(budget.ten_hoogste), euro(answer.besteed[budget.naam]), f"€ {shadow}"))
    told += [*text_table(rows), ""]
    points: list[Row] = [("deel van het budget", "saldo", "bewezen grens", "besteed")]
    for point in found.punten:
        share = f"{format_number(point.deel_frac * _HUNDRED, 0)} %"
        points.append((share, *(_maybe(value) for value in (point.waarde, point.grens, point.besteed_eur))))
    return [*told, *text_table(points)]


def portfolio_json(found: BestePlan, valued: Waardering | None) -> dict[str, object]:
    """Give the choice with its proof, and the plan valued."""
    answer = found.gevonden
    return {
        "schema": SCHEMA,
        "saldo_eur": number(answer.waarde, _EUR),
        "grens_eur": number(answer.grens, _EUR),
        "gat": number(answer.gat_frac, _SHARE),
        "uitgerekend": answer.uitgerekend,
        "gulzig": {
            "saldo_eur": number(answer.gulzig.waarde, _EUR),
            "tekort": number(answer.gulzig.tekort_frac, _SHARE),
            "houdt_zich_aan_alles": answer.gulzig.houdt_zich_aan_alles,
        },
        "budgetten": [
            {
                "naam": budget.naam,
                "beschikbaar": number(budget.ten_hoogste, _EUR),
                "gebruikt": number(answer.besteed[budget.naam], _EUR),
                "een_meer_brengt_eur": number(answer.schaduwprijzen[budget.naam], _SHARE),
            }
            for budget in found.probleem.budgetten
        ],
        "meer_of_minder": [
            {
                "deel": point.deel_frac,
                "saldo_eur": number(point.waarde, _EUR),
                "grens_eur": number(point.grens, _EUR),
                "besteed_eur": number(point.besteed_eur, _EUR),
            }
            for point in found.punten
        ],
        "plan": None if valued is None else plan_json(valued),
        "meldingen": [issue.as_dict() for issue in (*found.issues, *(() if valued is None else valued.issues))],
    }


def _chosen(found: BestePlan) -> list[str]:
    if found.plan is None:
        return ["Niets gekozen: binnen deze grenzen is geen aanpak in euro meer waard dan zij kost."]
    rows: list[Row] = [("gebied", "interventie", "aantal", "saldo", "betaalt")]
    areas, interventions = found.probleem.gebieden, found.probleem.interventies
    for regel in found.plan.regels:
        value = found.probleem.waarde[areas.index(regel.gebied), interventions.index(regel.interventie)]
        payers = ", ".join(partij.value for partij in regel.verdeling) or "volgens de regel"
        names = (found.namen[regel.gebied], found.namen[regel.interventie])
        rows.append((*names, format_number(regel.aantal), euro(float(value)), payers))
    return text_table(rows)


def _gap(found: BestePlan) -> str:
    gap = f"gat {format_number(found.gevonden.gat_frac * _HUNDRED, 2)} %"
    return gap if found.gevonden.uitgerekend else f"{gap}; de tijd was op"


def _maybe(value: float) -> str:
    return euro(value) if math.isfinite(value) else "geen keuze"
