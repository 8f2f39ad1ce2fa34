"""Fills in, from the file of the country, what the user's own sources lack. Only when a caller asks for it.

The country is the last source: it never replaces a figure, also not an older one, and never shows what a source hid.
Figures from before and after a change of boundary are about different areas and are never mixed in one row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.issues import Issue, IssueKind, Severity, sort_issues
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.table import BuurtData, BuurtTable, State
from buurtwijzer.reference.national import National

_T = TypeVar("_T", bound=np.generic)
Flags = npt.NDArray[np.bool_]

D389 = IssueKind(
    "D389",
    Severity.MELDING,
    "Aangevuld uit de landelijke referentie",
    "{cijfers} van {gebieden} uit dit bestand ({jaren}), omdat de eigen bronnen ze niet hebben; {nieuw} in geen enkele "
    "eigen bron.",
    "Voeg een eigen bron toe als u andere cijfers wilt gebruiken; die gaat altijd voor.",
)
D390 = IssueKind(
    "D390",
    Severity.WAARSCHUWING,
    "Niet aangevuld: andere grens",
    "{gebieden} niet aangevuld uit dit bestand: de grens is veranderd tussen die cijfers en de eigen cijfers.",
    "Gebruik voor deze gebieden eigen cijfers van na de wijziging, of een nieuwere landelijke referentie.",
)
KINDS = (D389, D390)


def fill_in(data: BuurtData | None, national: National, codes: Collection[str] = ()) -> BuurtData:
    """Fill in what own sources lack.

    Areas of the own sources keep their place, and get figures that are unknown there; of the other areas of the country
    only those asked for become rows.

    Args:
        data: What `read_buurten` gave for the user's own sources; None when they hold no figures at all.
        national: What `read_national` gave, with the rules `data` was read with.
        codes: Areas asked for; the findings count these (none: every area in `data`).

    Returns:
        The same `data` when the country adds nothing; otherwise a table that ends with the file of the country among
        its files, and a finding (D389) that counts what came from it. D390 tells of areas whose boundary changed.
    """
    own = data or BuurtData(_nothing(national.table), ())
    at_country = {code: row for row, code in enumerate(national.table.code)}
    new = sorted({code for code in codes if code in at_country} - set(own.table.code))
    base = _with_rows(own.table, new, [national.table.niveau[at_country[code]] for code in new])
    at = np.array([at_country.get(code, -1) for code in base.code], dtype=np.int64)
    if not (at >= 0).any():
        return own
    theirs = _by_columns_of(base, national.table.take(np.maximum(at, 0)))
    same = (at >= 0) & _same_area(base, theirs)
    filled, taken = _take_over(base, theirs, same)
    asked = np.isin(base.code, sorted(codes)) if codes else np.ones(len(base), dtype=np.bool_)
    refused = tuple(_not_filled(national, asked & (at >= 0) & ~same))
    if not new and not taken.any():
        return replace(own, issues=sort_issues((*own.issues, *refused))) if refused else own
    told = _told(national, filled, taken, asked, np.isin(base.code, new))
    # Without residents in the own sources there is no score; with those of the country that is no longer so.
    gone = kinds.GEEN_INWONERBESTAND.code if taken.inwoners.any() else ""
    kept = (issue for issue in own.issues if issue.code != gone)
    return replace(own, table=filled, issues=sort_issues((*kept, *refused, *told)))


@dataclass(frozen=True, slots=True, eq=False)
class _Taken:
    """What came from the country: (n, k) figures, (n,) residents and (n,) households."""

    cijfers: Flags
    inwoners: Flags
    huishoudens: Flags

    def any(self) -> bool:
        """Tell whether anything did."""
        return bool(self.cijfers.any() or self.inwoners.any() or self.huishoudens.any())


def _nothing(like: BuurtTable) -> BuurtTable:
    """Give a table without areas and files, with the same indicators."""
    none = like.take(np.zeros(0, dtype=np.int64))
    return replace(none, rij=np.zeros((0, 0), dtype=np.int64), kolomgebruik=(), bestanden=())


def _by_columns_of(own: BuurtTable, theirs: BuurtTable) -> BuurtTable:
    """Give the country by the columns of the own sources, which may have shares besides; it knows nothing of those."""
    if own.indicatoren == theirs.indicatoren:
        return theirs
    there = np.array([theirs.indicatoren.index(name) if name in theirs.indicatoren else -1 for name in own.indicatoren])
    known = there >= 0

    def moved(values: npt.NDArray[_T], missing: float) -> npt.NDArray[_T]:
        wide = np.full((len(theirs), len(there)), missing, dtype=values.dtype)
        wide[:, known] = values[:, there[known]]
        return wide

    return replace(
        theirs,
        indicatoren=own.indicatoren,
        values=moved(theirs.values, np.nan),
        state=moved(theirs.state, State.ONTBREEKT),
        jaar=moved(theirs.jaar, 0),
        gebruik=moved(theirs.gebruik, -1),
    )


def _with_rows(table: BuurtTable, codes: Sequence[str], niveaus: Sequence[Niveau]) -> BuurtTable:
    """Give the table with areas of which nothing is known yet added in their place."""
    if not codes:
        return table
    n, everything = len(codes), (*table.code, *codes)
    unknown, wide = np.full(n, np.nan), (n, len(table.indicatoren))
    zeros = np.zeros(n, dtype=np.int64)
    longer = replace(
        table,
        code=everything,
        naam=(*table.naam, *codes),
        gemeente=(*table.gemeente, *[""] * n),
        niveau=(*table.niveau, *niveaus),
        inwoners=np.concatenate([table.inwoners, unknown]),
        huishoudens=np.concatenate([table.huishoudens, unknown]),
        values=np.vstack([table.values, np.full(wide, np.nan)]),
        state=np.vstack([table.state, np.full(wide, State.ONTBREEKT, dtype=np.uint8)]),
        jaar=np.vstack([table.jaar, np.zeros(wide, dtype=np.int64)]),
        gebruik=np.vstack([table.gebruik, np.full(wide, -1, dtype=np.int64)]),
        rij=np.vstack([table.rij, np.zeros((n, table.rij.shape[1]), dtype=np.int64)]),
        gewijzigd=np.concatenate([table.gewijzigd, zeros]),
        telt_vanaf=np.concatenate([table.telt_vanaf, zeros]),
    )
    return longer.take(np.array(sorted(range(len(everything)), key=everything.__getitem__), dtype=np.int64))


def _same_area(own: BuurtTable, theirs: BuurtTable) -> Flags:
    """Tell per area whether the country means it within the boundary that the own sources mean.

    Own figures from before the last change that the country knows are about the area as it was; so are the figures of
    the country when an own source knows a later change.
    """
    years = np.array([source.jaar for source in own.bestanden], dtype=np.int64)
    newest = np.where(own.rij[:, : len(years)] > 0, years, 0).max(axis=1, initial=0)
    is_before = (newest > 0) & (newest < theirs.telt_vanaf)
    return np.asarray(~is_before & (own.telt_vanaf <= theirs.bestanden[0].jaar))


def _take_over(own: BuurtTable, theirs: BuurtTable, same: Flags) -> tuple[BuurtTable, _Taken]:
    """Give the table filled in, and what was taken for it.

    Args:
        own: (n) areas.
        theirs: The same areas in the country, by the same indicators; of areas that are not `same` nothing counts.
        same: (n,) areas the country has, within the same boundary.
    """
    # A cell that no own source has is taken with its state, so that its place says who hid it or left it out. A cell
    # that an own source left out is taken when it is known here; one that an own source hid never is.
    is_left_out = (own.state == State.ONTBREEKT) & (theirs.state < State.ONDERDRUKT)
    is_untouched = (own.state == State.ONTBREEKT) & (own.gebruik < 0)
    in_time = (theirs.jaar == 0) | (theirs.jaar >= own.telt_vanaf[:, None])
    cells = same[:, None] & (is_untouched | is_left_out) & in_time
    people, homes = (
        same & np.isnan(mine) & ~np.isnan(found)
        for mine, found in ((own.inwoners, theirs.inwoners), (own.huishoudens, theirs.huishoudens))
    )
    moved = np.where(theirs.gebruik < 0, -1, theirs.gebruik + len(own.kolomgebruik))
    filled = replace(
        _with_file(own, theirs, same),
        naam=tuple(map(_name, own.naam, theirs.naam, own.code, same.tolist())),
        gemeente=tuple(map(_name, own.gemeente, theirs.gemeente, own.code, same.tolist())),
        inwoners=np.where(people, theirs.inwoners, own.inwoners),
        huishoudens=np.where(homes, theirs.huishoudens, own.huishoudens),
        values=_choose(cells, theirs.values, own.values),
        state=_choose(cells, theirs.state, own.state),
        jaar=_choose(cells, theirs.jaar, own.jaar),
        gebruik=_choose(cells, moved, own.gebruik),
        gewijzigd=np.where(same & (own.gewijzigd == 0), theirs.gewijzigd, own.gewijzigd),
        telt_vanaf=np.where(same, np.maximum(own.telt_vanaf, theirs.telt_vanaf), own.telt_vanaf),
    )
    return filled, _Taken(cells & (theirs.state < State.ONDERDRUKT), people, homes)


def _choose(cells: Flags, theirs: npt.NDArray[_T], own: npt.NDArray[_T]) -> npt.NDArray[_T]:
    # Rows in one piece, as reading gives them: sums over a row then add up in the same order, to the last bit.
    return np.ascontiguousarray(np.where(cells, theirs, own))


def _name(own: str, found: str, code: str, same: bool) -> str:
    return found if same and own in ("", code) else own


def _with_file(own: BuurtTable, theirs: BuurtTable, same: Flags) -> BuurtTable:
    """Add the file of the country as the last file, with its columns after those of the other files."""
    number = len(own.bestanden)
    # Rows of columns that stand elsewhere come after those of the files: they move up one.
    before = tuple(replace(use, rijen=tuple(at + (at >= number) for at in use.rijen)) for use in own.kolomgebruik)
    after = tuple(replace(use, bestand=number) for use in theirs.kolomgebruik)
    return replace(
        own,
        rij=np.insert(own.rij, number, np.where(same, theirs.rij[:, 0], 0), axis=1),
        kolomgebruik=(*before, *after),
        bestanden=(*own.bestanden, *theirs.bestanden),
    )


def _told(national: National, filled: BuurtTable, taken: _Taken, asked: Flags, added: Flags) -> Iterator[Issue]:
    """Count what came from the country in the areas that were asked for."""
    rows = asked & (taken.cijfers.any(axis=1) | taken.inwoners | taken.huishoudens)
    if not rows.any():
        return
    cells = taken.cijfers[rows]
    count = int(cells.sum() + taken.inwoners[rows].sum() + taken.huishoudens[rows].sum())
    years = sorted({national.table.bestanden[0].jaar} if not cells.any() else set(filled.jaar[rows][cells].tolist()))
    yield D389.at(
        FilePlace(national.naam),
        cijfers=plural(count, "cijfer", "cijfers"),
        gebieden=plural(int(rows.sum()), "gebied", "gebieden"),
        jaren=join_words([str(year) for year in years]),
        nieuw=plural(int((rows & added).sum()), "gebied", "gebieden"),
    )


def _not_filled(national: National, other: Flags) -> Iterator[Issue]:
    if other.any():
        gebieden = plural(int(other.sum()), "gebied", "gebieden")
        yield D390.at(FilePlace(national.naam), gebieden=gebieden)
