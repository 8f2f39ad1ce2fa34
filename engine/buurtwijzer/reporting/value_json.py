"""Valuations and comparisons as plain JSON values for other programs; missing is null."""

from __future__ import annotations

import math
from collections.abc import Iterable

from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.best_plan_rows import given_words
from buurtwijzer.reporting.check_words import check_states
from buurtwijzer.reporting.json_form import SCHEMA
from buurtwijzer.reporting.value_summary import without_ratio
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.build.assumed import SOORTEN_AANNAME
from buurtwijzer.valuation.build.old_prices import old_prices
from buurtwijzer.valuation.model import Controle
from buurtwijzer.valuation.scenarios import Scenario, Vergelijking

_CENT, _RATIO, _CHANCE = 2, 6, 4
_LEDGERS = ("kas", "capaciteit", "maatschappelijk", "overdracht")


def valuation_json(waardering: Waardering) -> dict[str, object]:
    """Give a valuation: per line, per party, in all, how certain, checks and findings."""
    return {"schema": SCHEMA, **plan_json(waardering), "meldingen": _issues(waardering.issues)}


def comparison_json(vergelijking: Vergelijking) -> dict[str, object]:
    """Give a comparison: the plans with their effect on scores, and every two of them."""
    return {
        "schema": SCHEMA,
        "niets_doen": {"kosten_eur": 0.0, "baten_eur": 0.0, "saldo_eur": 0.0},
        "plannen": [_scenario(item) for item in vergelijking.scenarios],
        "paren": [
            {
                "een": paar.een,
                "ander": paar.ander,
                "verschil_eur": number(paar.verschil, _CENT),
                "laag_eur": number(paar.band[0], _CENT),
                "hoog_eur": number(paar.band[2], _CENT),
                "kans": number(paar.kans, _CHANCE),
                "oordeel": paar.oordeel,
            }
            for paar in vergelijking.paren
        ],
        "aantoonbaar_vanaf": vergelijking.aantoonbaar_frac,
        "meldingen": _issues(vergelijking.issues),
    }


def _scenario(item: Scenario) -> dict[str, object]:
    return {
        **plan_json(item.waardering),
        "bereik": {unit: number(value, _CENT) for unit, value in item.bereik.items()},
        "scores": [
            {
                "gebied": change.gebied,
                "uitkomst": change.id,
                "nu": number(change.nu, _CHANCE),
                "straks": number(change.straks, _CHANCE),
            }
            for change in item.gevolg.veranderingen
        ],
        "wat_als": list(item.gevolg.wat_als),
        "zonder_score": list(item.gevolg.zonder_score),
        "niet_in_geld": list(item.niet_in_geld),
    }


def plan_json(waardering: Waardering) -> dict[str, object]:
    """Give a plan with its lines, totals, parties, certainty and checks."""
    plan, model, values = waardering.plan, waardering.model, waardering.waarden
    return {
        "plan": plan.id,
        "naam": plan.naam,
        "nulalternatief": plan.nulalternatief,
        "regels": [
            {
                "interventie": regel.plan.interventie,
                "gebied": regel.plan.gebied,
                "bewijs": regel.interventie.bewijs.niveau.value,
                "vrij_van_rangschikking": regel.vrij_van_rangschikking or None,
                **_totals(waardering, regel.id),
                "per_euro_band": _line_band(waardering, regel.id),
                "aanname_baten": number(values[f"{regel.id}_aanname_baten"], _CHANCE),
            }
            for regel in model.regels
        ],
        "telt_mee": {naam: values[f"tel_{naam}"] for naam in _LEDGERS[:3]},
        "totaal": {**_totals(waardering, "t"), "samenloop_eur": number(values["t_samenloop_cw"], _CENT)},
        "partijen": {
            partij.value: {
                f"{naam}_eur": number(values[f"p_{partij.value}_{naam}_cw"], _CENT)
                for naam in ("kosten", *_LEDGERS, "kassaldo")
            }
            for partij in model.partijen
        },
        "zekerheid": _certainty(waardering),
        "aanname": {
            "baten": number(values["t_aanname_baten"], _CHANCE),
            "baten_per_soort": {kind: number(values[f"t_aanname_baten_{kind}"], _CHANCE) for kind in SOORTEN_AANNAME},
            "kosten": number(values["t_aanname_kosten"], _CHANCE),
        },
        "oude_prijzen": _old_prices(waardering),
        "neemt_als_gegeven": given_words(waardering),
        "controles_uitleg": _check_words(waardering),
        "controles": {item.id.removeprefix("check_"): _outcome(item, values[item.id]) for item in model.controles},
    }


def _old_prices(waardering: Waardering) -> dict[str, object]:
    """Name the prices that are too old, and what part of the benefits rests on them."""
    values = waardering.waarden
    found = old_prices(waardering.model, values)
    return {
        "ouder_dan_jaren": number(values["prijs_oud_jaren"], 0),
        "deel_van_baten": number(values["t_oud_deel"], _CHANCE),
        "prijzen": [{"id": p.naam, "naam": p.omschrijving, "prijspeil": p.prijspeil} for p in found],
    }


def _check_words(waardering: Waardering) -> dict[str, dict[str, object]]:
    """Say of every check that is not plainly in order how it stands, where, and why it cannot be tested."""
    return {
        item.id.removeprefix("check_"): {"stand": item.stand, "reden": item.reden or None, "waar": list(item.waar)}
        for item in check_states(waardering)
        if item.stand != "in orde"
    }


def _outcome(controle: Controle, value: float) -> bool | None:
    """Give whether a check is in order, also when it tells something; None when it cannot be tested."""
    if math.isnan(value):
        return True if controle.meldt else None
    return value == 1


def _line_band(waardering: Waardering, id_: str) -> dict[str, float | None] | None:
    """Give P10, P50 and P90 of the value per euro of a line; None when nothing was drawn, or it has none."""
    band = None if waardering.simulatie is None else waardering.simulatie.per_regel[id_]
    return None if band is None else {naam: number(value, _RATIO) for naam, value in zip(_BAND, band, strict=True)}


def _totals(waardering: Waardering, id_: str) -> dict[str, object]:
    values = waardering.waarden
    found: dict[str, object] = {
        f"{naam}_eur": number(values[f"{id_}_{naam}_cw"], _CENT) for naam in ("kosten", "publiek", *_LEDGERS, "baten")
    }
    return found | {
        "saldo_eur": number(values[f"{id_}_saldo"], _CENT),
        "per_euro": number(values[f"{id_}_per_euro"], _RATIO),
        "per_euro_reden": None if math.isfinite(values[f"{id_}_per_euro"]) else without_ratio(values, id_),
        "evenwicht": number(values[f"{id_}_evenwicht"], _RATIO),
        "terugverdiend_jaar": number(values[f"{id_}_terugverdien"], 0),
    }


def _certainty(waardering: Waardering) -> dict[str, object] | None:
    simulated = waardering.simulatie
    if simulated is None:
        return None
    ratios = simulated.per_euro or (math.nan, math.nan, math.nan)
    return {
        "trekkingen": simulated.trekkingen,
        "zaad": simulated.zaad,
        "kans_positief": number(simulated.kans_positief, _CHANCE),
        "saldo_eur": {naam: number(value, _CENT) for naam, value in zip(_BAND, simulated.saldo, strict=True)},
        "per_euro": {naam: number(value, _RATIO) for naam, value in zip(_BAND, ratios, strict=True)},
    }


_BAND = ("p10", "p50", "p90")


def _issues(issues: Iterable[Issue]) -> list[dict[str, str]]:
    return [issue.as_dict() for issue in issues]


def number(value: float, decimals: int) -> float | None:
    """Give a number with so many decimals; None for what is none."""
    return round(value, decimals) + 0.0 if math.isfinite(value) else None
