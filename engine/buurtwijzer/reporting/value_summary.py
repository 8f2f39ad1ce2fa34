"""The short tables on the terminal about plans: per line and in all, and plans beside each other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from buurtwijzer.core.dutch import format_number, join_words, name_some
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.best_plan_rows import given_words, weakest
from buurtwijzer.reporting.check_words import check_states, state_lines
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.build.assumed import SOORTEN_AANNAME
from buurtwijzer.valuation.build.old_prices import old_prices
from buurtwijzer.valuation.build.totals import CENT, GEEN_BATEN, GEEN_KOSTEN
from buurtwijzer.valuation.model import NIET_OP_EURO
from buurtwijzer.valuation.scenarios import NUL, Vergelijking

_GAP, _NAME = "  ", 34
_HUNDRED = 100.0
_MOST_OLD = 5
_LEDGERS = {"kas": "kas", "capaciteit": "capaciteit", "maatschappelijk": "maatschappelijke waarde"}
_PAYS_AND_GAINS = (
    ("betaalt", ("kosten",), "contant"),
    ("wint", ("kas", "capaciteit", "maatschappelijk"), "kas, capaciteit en maatschappelijk samen, contant"),
)
Row = Sequence[str]


def value_lines(waardering: Waardering) -> list[str]:
    """Give a line per line of the plan and one for all together, then what the checks say."""
    plan, values, simulated = waardering.plan, waardering.waarden, waardering.simulatie
    rows: list[Row] = [("regel", "kosten", "saldo", "per euro", "band", "bewijs", "terugverdiend")]
    for regel in waardering.model.regels:
        band = None if simulated is None else simulated.per_regel[regel.id]
        grade = regel.interventie.bewijs.niveau.value
        row = _line(f"{regel.interventie.naam} in {regel.gebied_naam}", values, regel.id, band, grade)
        rows.append((*row[:3], "-", "-", *row[5:]) if regel.vrij_van_rangschikking else row)
    whole = None if simulated is None else simulated.per_euro
    rows.append(_line("Samen, na samenloop", values, "t", whole, weakest(waardering)))
    last = plan.start_jaar + plan.looptijd_jaren - 1
    told = [f"{plan.naam}: {plan.start_jaar} tot en met {last}, contant in euro's van {plan.prijspeil}.", ""]
    told += [*text_table(rows), ""]
    if simulated is not None:
        low, _, high = (euro(value) for value in simulated.saldo)
        chance = format_number(simulated.kans_positief * _HUNDRED, 0)
        told.append(f"Kans dat de waarde groter is dan de kosten: {chance} %. Saldo van {low} tot {high} (P10-P90).")
    return [
        *told,
        *_exempt(waardering),
        _counted(values),
        *_assumed(values),
        *state_lines(waardering),
        *_old(waardering),
        *_given(waardering),
    ]


def comparison_lines(vergelijking: Vergelijking) -> list[str]:
    """Give a line per plan, and per two what can be said of the difference."""
    kop = ("plan", "kosten", "samenloop", "saldo", "per euro", "band", "bewijs", "kans > 0", "regels")
    rows: list[Row] = [kop, (sentence_case(NUL), euro(0), euro(0), euro(0), "-", "-", "-", "-", "0")]
    for item in vergelijking.scenarios:
        values, simulated = item.waardering.waarden, item.simulatie
        chance = f"{format_number(simulated.kans_positief * _HUNDRED, 0)} %"
        found = _line(item.waardering.plan.naam, values, "t", simulated.per_euro, weakest(item.waardering))
        overlap = euro(values["t_samenloop_cw"])
        rows.append((*found[:2], overlap, *found[2:-1], chance, str(len(item.waardering.plan.regels))))
    told = [*text_table(rows), "", *dict.fromkeys(_counted(item.waardering.waarden) for item in vergelijking.scenarios)]
    for item in vergelijking.scenarios:
        told += [*_who(item.waardering), *_not_in_order(item.waardering)]
    told.append("")
    for paar in vergelijking.paren:
        chance = format_number(paar.kans * _HUNDRED, 0)
        told.append(f"{paar.een} tegen {paar.ander}: {paar.oordeel} ({paar.een} wint in {chance} %).")
    for item in vergelijking.scenarios:
        told += [f"Let op: {item.waardering.plan.naam} {words}." for words in item.gevolg.wat_als]
    return told


def _exempt(waardering: Waardering) -> list[str]:
    """Name the lines that policy keeps from being ranked by euro, with why."""
    return [
        f"{regel.interventie.naam} in {regel.gebied_naam}: {NIET_OP_EURO}. {regel.vrij_van_rangschikking}"
        for regel in waardering.model.regels
        if regel.vrij_van_rangschikking
    ]


def _counted(values: Mapping[str, float]) -> str:
    """Name the ledgers that are in value, balance and value per euro: they are never added silently."""
    inside = [words for naam, words in _LEDGERS.items() if values[f"tel_{naam}"] > 0]
    outside = [words for naam, words in _LEDGERS.items() if values[f"tel_{naam}"] <= 0]
    told = f"In saldo en per euro telt mee: {join_words(inside)}." if inside else "In saldo en per euro telt niets mee."
    return f"{told} Niet: {join_words([*outside, 'overdracht'])}."


def _assumed(values: Mapping[str, float]) -> list[str]:
    """Tell how much rests on assumptions, and which kinds of number those are."""
    share, costs = values["t_aanname_baten"], values["t_aanname_kosten"]
    told = []
    if math.isfinite(share):
        kinds = ", ".join(
            f"{kind} {format_number(values[f't_aanname_baten_{kind}'] * _HUNDRED, 0)} %" for kind in SOORTEN_AANNAME
        )
        told.append(f"{format_number(share * _HUNDRED, 0)} % van de baten in euro rust op een aanname: {kinds}.")
    if math.isfinite(costs):
        told.append(f"{format_number(costs * _HUNDRED, 0)} % van de kosten rust op een aanname.")
    return told


def _old(waardering: Waardering) -> list[str]:
    """Name the prices that are too old, the oldest first."""
    found = old_prices(waardering.model, waardering.waarden)
    if not found:
        return []
    years = format_number(waardering.waarden["prijs_oud_jaren"], 0)
    share = waardering.waarden["t_oud_deel"]
    part = f", onder {format_number(share * _HUNDRED, 0)} % van de baten" if math.isfinite(share) else ""
    names = [f"{item.omschrijving} ({item.prijspeil})" for item in found]
    some = name_some(names, _MOST_OLD)
    return [f"Prijzen ouder dan {years} jaar: {len(found)}{part}: {some}. Alle namen: --json, of Aannames."]


def _given(waardering: Waardering) -> list[str]:
    """Name what the plan takes as given."""
    return [f"Let op, dit plan neemt als gegeven: {text}" for text in given_words(waardering)]


def _line(naam: str, values: Mapping[str, float], id_: str, band: tuple[float, float, float] | None, grade: str) -> Row:

    ratio, years = values[f"{id_}_per_euro"], values[f"{id_}_terugverdien"]
    return (
        naam,
        euro(values[f"{id_}_kosten_cw"]),
        euro(values[f"{id_}_saldo"]),
        format_number(ratio, 2) if math.isfinite(ratio) else without_ratio(values, id_),
        band_text(band, 2),
        grade,
        f"jaar {format_number(years, 0)}" if math.isfinite(years) else "nee",
    )


def without_ratio(values: Mapping[str, float], id_: str) -> str:
    """Say why a line or plan has no value per euro, as its cell does."""
    return GEEN_KOSTEN if values[f"{id_}_publiek_cw"] == 0 else GEEN_BATEN


def _who(waardering: Waardering) -> list[str]:
    """Say who pays and who gains in a plan, each discounted."""
    values, parties = waardering.waarden, waardering.model.partijen
    told = []
    for verb, naams, note in _PAYS_AND_GAINS:
        amounts = {p: sum(values[f"p_{p.value}_{naam}_cw"] for naam in naams) for p in parties}
        named = [f"{party_name(p)} {euro(v)}" for p, v in sorted(amounts.items(), key=lambda i: -i[1]) if v > CENT]
        told.append(f"{waardering.plan.naam}, wie {verb} ({note}): {join_words(named) or 'niemand'}.")
    return told


def _not_in_order(waardering: Waardering) -> list[str]:
    """Say which checks of a plan fail and where, and apart from those which cannot be tested and why."""
    states = [item for item in check_states(waardering) if item.stand != "in orde"]
    return state_lines(waardering, f"{waardering.plan.naam}. ") if states else []


def band_text(band: tuple[float, float, float] | None, decimals: int) -> str:
    """Give P10 to P90 of a band; a dash when there is none."""
    return "-" if band is None else f"{format_number(band[0], decimals)} tot {format_number(band[2], decimals)}"


def euro(value: float) -> str:
    """Give an amount in whole euros."""
    return f"€ {format_number(value, 0)}".replace("€ -", "-€ ")


def text_table(rows: Sequence[Row]) -> list[str]:
    """Give rows as lines, the first a header; the first column stands left, others right."""
    clean = [[_fit(cell) if place == 0 else cell for place, cell in enumerate(row)] for row in rows]
    widths = [max(len(row[column]) for row in clean) for column in range(len(clean[0]))]
    lines = [
        _GAP.join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in clean
    ]
    lines.insert(1, _GAP.join("-" * width for width in widths))
    return lines


def _fit(text: str) -> str:
    shown = clean_text(text)
    return shown if len(shown) <= _NAME else f"{shown[: _NAME - 1]}…"
