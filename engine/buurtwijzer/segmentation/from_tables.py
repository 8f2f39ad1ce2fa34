"""Shares of residents estimated from the published tables of a segmentation (method ``indextabel``)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buurtwijzer.data.margins import standard_errors
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Segmentatie, Status, Tabelkenmerk
from buurtwijzer.segmentation.found import Found, draw_settings, reasons
from buurtwijzer.segmentation.indextable import contributions, group_shares, index_table, margins
from buurtwijzer.segmentation.stability import table_stability


def table_margins(rule: Segmentatie, table: BuurtTable) -> tuple[FloatArray, ...]:
    """Give, per table of the segmentation, the (n, j) spread of residents over its levels; NaN where unknown."""
    kenmerken = _tables(rule)
    columns = {name: table.values[:, table.column(name)] for kenmerk in kenmerken for name in _needed(kenmerk)}
    return tuple(margins(kenmerk, columns, len(table)) for kenmerk in kenmerken)


def by_table(rule: Segmentatie, table: BuurtTable, rulebook: Rulebook, small: Sequence[str]) -> Found:
    """Estimate which share of the residents is in each group.

    Args:
        rule: A segmentation with tables.
        table: n areas.
        rulebook: Numbers and margins.
        small: Per area why it is too small, empty where it is not.
    """
    kenmerken = _tables(rule)
    groups = index_table(rule, rulebook.getal("leefstijlen", "demping_frac"), rulebook.getal("leefstijlen", "krimp_n"))
    spread = table_margins(rule, table)
    present = np.stack([np.isfinite(margin).all(axis=1) for margin in spread], axis=1)
    added = contributions(spread, groups)
    start = np.log(groups.pi)
    found = group_shares(start + added.sum(axis=2), table.inwoners, groups)
    rest = np.log(found) - start - added.sum(axis=2)
    names = tuple(kenmerk.naam for kenmerk in kenmerken)
    least = round(rulebook.getal("leefstijlen", "tabellen_minimaal_n"))
    reden = reasons(names, present, least, small)
    rows = np.flatnonzero([not text for text in reden])
    stable, keys = np.full(len(table), np.nan), table.draw_keys()
    stable[rows] = table_stability(
        tuple(keys[row] for row in rows.tolist()),
        tuple(margin[rows] for margin in spread),
        tuple(_margin_errors(kenmerk, table, rulebook)[rows] for kenmerk in kenmerken),
        groups,
        tuple(_respondents(kenmerk, rulebook) for kenmerk in kenmerken),
        found[rows].argmax(axis=1),
        draw_settings(rulebook),
        rule.id,
    )
    return Found(
        aandeel=found,
        vertrekpunt=start,
        bijdragen=added,
        rest=rest - rest.mean(axis=1, keepdims=True),
        stabiliteit=stable,
        kenmerken=tuple(kenmerk.id for kenmerk in kenmerken),
        kenmerknamen=names,
        dekking=present.mean(axis=1),
        reden=reden,
    )


def _tables(rule: Segmentatie) -> list[Tabelkenmerk]:
    return [] if rule.indextabel is None else rule.indextabel.kenmerken


def _needed(kenmerk: Tabelkenmerk) -> tuple[str, ...]:
    return tuple(dict.fromkeys(deel.indicator for level in kenmerk.niveaus for deel in level.delen))


def _margin_errors(kenmerk: Tabelkenmerk, table: BuurtTable, rulebook: Rulebook) -> FloatArray:
    """Give (n, j) the error of the levels, as a fraction; a level by limits is taken as certain."""
    names = _needed(kenmerk)
    errors = dict(zip(names, standard_errors(names, table, rulebook).T, strict=True))
    columns = []
    for level in kenmerk.niveaus:
        own = [d.deel_frac * errors[d.indicator] for d in level.delen if d.vanaf is None and d.tot is None]
        columns.append(np.sqrt(np.sum(np.square(own), axis=0)) / 100.0 if own else np.zeros(len(table)))
    return np.asarray(np.nan_to_num(np.stack(columns, axis=1)))


def _respondents(kenmerk: Tabelkenmerk, rulebook: Rulebook) -> float:
    known = kenmerk.status is Status.VASTGESTELD
    return rulebook.getal("leefstijlen", "steekproef_n" if known else "aanname_steekproef_n")
