"""What is to be told about columns of the organisation's own, once all files are read and joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import numpy as np

from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.layouts.own_columns import own_names
from buurtwijzer.data.own import figure_issue_kinds as kinds
from buurtwijzer.data.source import FileTable
from buurtwijzer.data.table import BuurtTable, FloatArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own import is_chosen, is_own, unfilled_licence
from buurtwijzer.rulebook.own_names import plain
from buurtwijzer.rulebook.schema import Eenheid, Indicator, Segmentatie
from buurtwijzer.rulebook.shares import brought_segmentations, share_id

_NEARLY = 0.75
_WHOLE = 100.0


def shares_of(table: BuurtTable, rulebook: Rulebook) -> dict[str, FloatArray]:
    """Give the shares that stand in a table.

    Args:
        table: n areas.
        rulebook: Has the segmentations that are brought along.

    Returns:
        Per id of a segmentation of which every column is there (n, s) shares in the unit of the rule, in the order of
        its segments, NaN where missing.
    """
    found = {}
    for item in brought_segmentations(rulebook):
        names = [share_id(item.id, segment.id) for segment in item.segmenten]
        if all(name in table.indicatoren for name in names):
            found[item.id] = table.values[:, [table.column(name) for name in names]]
    return found


def about_own_figures(files: Sequence[FileTable], table: BuurtTable, rulebook: Rulebook) -> Iterator[Issue]:
    """Tell which own columns are nowhere, and figures and shares that cannot be what the rule says."""
    headers = list(dict.fromkeys(head for file in files for head in (*file.koppen.gebruikt, *file.koppen.ongebruikt)))
    place = FilePlace(join_words([*dict.fromkeys(file.bron.naam for file in files)]))
    found = {name for file in files for name in file.indicatoren}
    for indicator in rulebook.indicatoren.values():
        if is_own(indicator) and indicator.id not in found:
            yield from _absent(indicator, headers, place, rulebook)
    for item in brought_segmentations(rulebook):
        absent = [segment for segment in item.segmenten if share_id(item.id, segment.id) not in found]
        if absent and (len(absent) < len(item.segmenten) or is_chosen(rulebook, item)):
            words = _not_there([segment.kolom or "" for segment in absent], headers)
            rule = rulebook.place("segmentaties", item.id)
            yield kinds.AANDELEN_ONVOLLEDIG.at(place, naam=item.naam, regel=rule.file, **words)
    for id_, values in shares_of(table, rulebook).items():
        item = rulebook.segmentaties[id_]
        yield from _no_whole(item, values, table, place, rulebook)
        if not is_chosen(rulebook, item):
            # Of what the organisation chose itself this was told when the rules were read.
            yield from unfilled_licence(rulebook, item)


def _absent(indicator: Indicator, headers: Sequence[str], place: FilePlace, rulebook: Rulebook) -> Iterator[Issue]:
    known = {plain(header) for header in headers}
    absent = [name for name in own_names(indicator.kolommen[0]) if plain(name) not in known]
    if absent:
        rule = rulebook.place("indicatoren", indicator.id)
        words = _not_there(absent, headers)
        yield kinds.EIGEN_KOLOM_ONTBREEKT.at(place, naam=indicator.naam, doel=indicator.id, regel=rule.file, **words)


def _not_there(absent: Sequence[str], headers: Sequence[str]) -> dict[str, str]:
    """Name columns, with the header that looks most like the first of them."""
    by_plain = {plain(header): header for header in headers}
    near = get_close_matches(plain(absent[0]), list(by_plain), n=1, cutoff=_NEARLY)
    named = join_words([f"'{name}'" for name in absent])
    columns = f"de kolom {named}" if len(absent) == 1 else f"de kolommen {named}"
    return {"kolommen": columns, "hoe": f" Bedoelt u '{by_plain[near[0]]}'?" if near else ""}


def _no_whole(
    item: Segmentatie, values: FloatArray, table: BuurtTable, place: FilePlace, rulebook: Rulebook
) -> Iterator[Issue]:
    unit = Eenheid.PCT if item.inlezen is None else item.inlezen.eenheid
    total = values.sum(axis=1) * (1.0 if unit is Eenheid.PCT else _WHOLE)
    allowed = _WHOLE * rulebook.getal("leefstijlen", "ingelezen_afwijking_frac")
    wrong = np.flatnonzero(np.abs(total - _WHOLE) > allowed).tolist()
    if wrong:
        yield kinds.AANDELEN_GEEN_GEHEEL.at(
            place,
            naam=item.naam,
            aantal=plural(len(wrong), "gebied", "gebieden"),
            som=format_number(float(total[wrong[0]]), 1),
            code=table.code[wrong[0]],
            regel=rulebook.place("segmentaties", item.id).file,
        )
