"""What a run is about: level, gemeente, codes, segmentation. What is asked for and not there is told, not skipped."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

import numpy as np

from buurtwijzer.assessment import Options
from buurtwijzer.core.codes import Niveau, gemeente_code, niveau_of, normalise_code
from buurtwijzer.core.dutch import join_words, name_some
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, IssueKind, Severity
from buurtwijzer.data.table import BuurtData, BuurtTable, IntArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.segmentation.model import Segments

D391 = IssueKind(
    "D391",
    Severity.FOUT,
    "Geen gebieden van dit niveau",
    "De bestanden hebben geen gebieden op niveau {niveau}; wel: {wel}.",
    "Kies een ander niveau (--niveau, of 'niveau' op het blad Instellingen), of voeg een bestand met die gebieden toe "
    "(eigen gebieden: --gebieden).",
)
D392 = IssueKind(
    "D392",
    Severity.FOUT,
    "Gemeente niet gevonden",
    "Gemeente '{gemeente}' staat niet in de bestanden.{tip} {wel}",
    "Schrijf de naam zoals in het bestand of geef de code (bijvoorbeeld GM0344), of neem een bestand dat haar heeft.",
)
D393 = IssueKind(
    "D393",
    Severity.FOUT,
    "Gevraagde code niet gevonden",
    "Deze codes staan niet in de bestanden op niveau {niveau}: {codes}.",
    "Controleer de codes, het niveau en het jaar van de indeling.",
)
D394 = IssueKind(
    "D394",
    Severity.FOUT,
    "Segmentatie kan niet voorop",
    "Segmentatie '{id}' kan niet voorop: {waarom}.",
    "Kies bij 'segmentatie' (op het blad Instellingen, of met --segmentatie) een van: {keuze}.",
)
_NEAR_N = 3
_SHOWN_N = 12
KINDS = (D391, D392, D393, D394)


def select_areas(table: BuurtTable, options: Options) -> tuple[IntArray, IntArray]:
    """Find the rows to assess and the rows they may be compared with.

    Args:
        table: All areas of all levels.
        options: Level, gemeente and codes asked for.

    Returns:
        Row numbers to assess, and row numbers of the same level in the whole table (own areas: with the buurten).

    Raises:
        InputError: The level, the gemeente or a code is not in the files; all at once.
    """
    # Sheets of one workbook are several sources with one name.
    place = join_words([*dict.fromkeys(source.naam for source in table.bestanden)]) or "gegevens"
    of_level = table.rows_of(options.niveau)
    # Own areas are compared with buurten.
    compared = of_level
    if options.niveau is Niveau.EIGEN:
        compared = np.union1d(of_level, table.rows_of(Niveau.BUURT))
    if not len(of_level):
        present = sorted({niveau.value for niveau in table.niveau})
        raise InputError([D391.at(place, niveau=options.niveau.value, wel=join_words(present))])
    issues: list[Issue] = []
    chosen = np.ones(len(of_level), dtype=bool)
    if options.gemeente is not None:
        chosen &= _in_gemeente(table, of_level, options.gemeente, place, issues)
    if options.codes:
        chosen &= _has_code(table, of_level, options, place, issues)
    if issues:
        raise InputError(issues)
    return of_level[chosen], compared


def check_differing(data: BuurtData, options: Options) -> None:
    """Refuse to assess an area of which a file says different things in different rows.

    The total of a gemeente counts as figures of its areas: whether those are right is judged by it.

    Raises:
        InputError: Such an area is asked for.
    """
    if not data.strijdig:
        return
    table, name = data.table, (options.gemeente or "").strip().casefold()
    level_asked, wanted = options.niveau, {normalise_code(code, options.niveau) or code for code in options.codes}
    if options.niveau is Niveau.EIGEN and table.eigen is not None:
        # What an own area says is what its buurten say.
        asked = [area for area in table.eigen.gebieden.values() if not wanted or area.code in wanted]
        level_asked, wanted = Niveau.BUURT, wanted | {deel.code for area in asked for deel in area.delen}
    inside = {gemeente_code(code) for code in wanted} or {
        gemeente_code(code)
        for code, gemeente in zip(table.code, table.gemeente, strict=True)
        if name in ("", gemeente.casefold(), f"gm{code[2:6]}".casefold())
    }

    def concerns(code: str) -> bool:
        level = niveau_of(code)
        if level is Niveau.GEMEENTE or not wanted:
            return level in (Niveau.GEMEENTE, level_asked) and gemeente_code(code) in inside
        return code in wanted

    found = [issue for code, issue in data.strijdig if concerns(code)]
    if found:
        raise InputError(found)


def check_segmentation(options: Options, rulebook: Rulebook, brought: Collection[str]) -> None:
    """Refuse a segmentation that is not in the rulebook, or whose shares were not brought along.

    Args:
        options: The segmentation asked for.
        rulebook: Has the segmentations.
        brought: Ids of segmentations whose shares are there.

    Raises:
        InputError: The segmentation cannot lead.
    """
    rules = rulebook.segmentaties
    usable = {
        id_ for id_, rule in rules.items() if (rule.methode != "ingelezen" or id_ in brought) and rule.is_berekend
    }
    wanted = options.segmentatie
    if wanted is None or wanted in usable:
        return
    why = "het regelboek heeft die niet"
    if wanted in rules:
        why = (
            "de kolommen met aandelen zijn er niet" if rules[wanted].is_berekend else "de profielen zijn niet berekend"
        )
    choice = join_words(sorted(usable), "of") or "geen, want er is er geen in het regelboek"
    raise InputError([D394.at("segmentaties", id=wanted, waarom=why, keuze=choice)])


def leading_first(segmenten: tuple[Segments, ...], options: Options) -> tuple[Segments, ...]:
    """Put the segmentation a user asked for in front; the others keep their order."""
    return tuple(sorted(segmenten, key=lambda found: found.id != options.segmentatie))


def _in_gemeente(
    table: BuurtTable, rows: IntArray, gemeente: str, place: str, issues: list[Issue]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    wanted = gemeente.strip().casefold()
    found = np.array(
        [wanted in {table.gemeente[r].casefold(), *_codes_of_gemeenten(table, r)} for r in rows.tolist()], dtype=bool
    )
    if not found.any():
        names = {table.gemeente[r].casefold(): table.gemeente[r] for r in rows if table.gemeente[r]}
        near = get_close_matches(wanted, sorted(names), n=_NEAR_N, cutoff=0.6)
        near += [name for name in sorted(names) if wanted and wanted in name and name not in near]
        tip = f" Bedoelt u {join_words([names[name] for name in near[:_NEAR_N]], 'of')}?" if near else ""
        issues.append(D392.at(place, gemeente=gemeente, tip=tip, wel=_present(sorted(names.values()))))
    return found


def _codes_of_gemeenten(table: BuurtTable, row: int) -> set[str]:
    """Give the codes of the gemeenten an area lies in; an own area may lie in more than one."""
    area = table.own_area(row)
    if area is not None and table.eigen is not None:
        names = {table.eigen.basis.gemeente[deel.rij].casefold() for deel in area.delen}
        return names | {f"gm{deel.code[2:6]}" for deel in area.delen}
    return {f"gm{table.code[row][2:6]}".casefold()}


def _present(names: list[str]) -> str:
    """List the gemeenten that are there, as far as a reader can take them in."""
    if not names:
        return "De bestanden noemen geen gemeenten bij naam."
    return f"Wel in de bestanden: {name_some(names, _SHOWN_N)}."


def _has_code(
    table: BuurtTable, rows: IntArray, options: Options, place: str, issues: list[Issue]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    wanted = {normalise_code(code, options.niveau) or code for code in options.codes}
    missing = sorted(wanted - {table.code[r] for r in rows})
    if missing:
        issues.append(D393.at(place, niveau=options.niveau.value, codes=name_some(missing)))
    return np.array([table.code[r] in wanted for r in rows], dtype=bool)
