"""What there is to tell about joined files: values that differ, areas that do not match, years and boundaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from buurtwijzer.core.codes import Niveau, gemeente_code
from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.issues import Issue, IssueKind
from buurtwijzer.core.places import FilePlace, place_in
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas import issue_kinds as area_kinds
from buurtwijzer.data.areas.match import defining_files
from buurtwijzer.data.areas.names import is_same_name
from buurtwijzer.data.joining.join import Joined
from buurtwijzer.data.joining.koppeling import Other
from buurtwijzer.data.source import FileTable
from buurtwijzer.data.table import FloatArray, IntArray
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.shares import figures_to_read

_WORDS = {Niveau.BUURT: ("buurt", "buurten"), Niveau.WIJK: ("wijk", "wijken")}


def about_joining(files: Sequence[FileTable], joined: Joined, rulebook: Rulebook) -> list[Issue]:
    """Give everything worth telling about how files fit together."""
    carriers = [i for i, file in enumerate(files) if file.bron.draagt_inwoners]
    issues = [*_same_file(files), *_matches(files, joined), *_years(files), *_vanished(files, carriers, joined)]
    issues += [*_boundaries(files, carriers), *_names(files, joined, carriers)]
    issues += _otherwise(files, joined)
    if not carriers:
        issues.append(kinds.GEEN_INWONERBESTAND.at(FilePlace(files[0].bron.naam)))
    for later in range(len(files)):
        for earlier in range(later):
            issues += _differences(files, joined, rulebook, earlier, later)
    return [*issues, *joined.issues]


def _same_file(files: Sequence[FileTable]) -> Iterator[Issue]:
    first: dict[str, str] = {}
    for file in files:
        name = first.setdefault(file.bron.sha256, file.bron.naam)
        if sum(other.bron.sha256 == file.bron.sha256 for other in files) > 1 and file is not files[0]:
            yield kinds.ZELFDE_BESTAND.at(FilePlace(file.bron.naam), eerste=name)


def _matches(files: Sequence[FileTable], joined: Joined) -> Iterator[Issue]:
    defining = defining_files(files)
    labels = _labels(files)
    base = join_words([labels[number] for number, file in enumerate(files) if file in defining])
    for number, file in enumerate(files):
        if file in defining:
            continue
        # What a file is about is its smallest areas, as far as there are rows of that level.
        level = next((own for own in Niveau if own in file.gebieden.niveau and own in joined.table.niveau), None)
        rows = joined.table.rows_of(level) if level else np.arange(len(joined.table))
        words = _WORDS.get(level, ("gebied", "gebieden")) if level else ("gebied", "gebieden")
        matched = int((joined.positie[rows, number] >= 0).sum())
        own = sum(1 for found in file.gebieden.niveau if level in (None, found))
        place = place_in(file.bron.naam, file.bron.blad)
        if not matched:
            yield kinds.NIETS_GEKOPPELD.at(place, basis=base)
        yield kinds.KOPPELING.at(
            place,
            gekoppeld=plural(matched, *words),
            alleen_hier=plural(own - matched, *words),
            alleen_basis=plural(len(rows) - matched, *words),
            basis=base,
        )


def _years(files: Sequence[FileTable]) -> Iterator[Issue]:
    years = sorted({file.bron.jaar for file in files})
    if len(years) > 1:
        names = join_words(sorted({file.bron.naam for file in files}))
        yield kinds.JAREN_VERSCHILLEN.at(FilePlace(names), jaren=join_words([str(year) for year in years]))


def _boundaries(files: Sequence[FileTable], carriers: Sequence[int]) -> Iterator[Issue]:
    for number in carriers:
        file = files[number]
        changed = int((file.gewijzigd == 3).sum())
        if changed:
            place = place_in(file.bron.naam, file.bron.blad)
            yield kinds.GRENS_GEWIJZIGD.at(place, aantal=plural(changed, "gebied", "gebieden"), jaar=file.bron.jaar)


def _vanished(files: Sequence[FileTable], carriers: Sequence[int], joined: Joined) -> Iterator[Issue]:
    labels = _labels(files)
    ordered = sorted(carriers, key=lambda i: files[i].bron.jaar)
    for old, new in pairwise(ordered):
        older, newer = files[old], files[new]
        if older.bron.jaar == newer.bron.jaar:
            continue
        known = set(newer.gebieden.code)
        covered = {gemeente_code(code) for code in known}
        fit = joined.passend.passend[old]
        left = {code for code, row in fit.rij.items() if row == code}
        gone = sorted(code for code in {*left, *fit.verdwenen} if code not in known and gemeente_code(code) in covered)
        if gone:
            yield kinds.CODES_VERDWENEN.at(
                FilePlace(older.bron.naam),
                aantal=plural(len(gone), "gebied", "gebieden"),
                oud=labels[old],
                nieuw=labels[new],
                voorbeeld=gone[0],
                gevolg=_consequence(gone, fit.verdwenen, older.bron.jaar),
                oud_jaar=older.bron.jaar,
            )


def _consequence(gone: Sequence[str], dropped: Sequence[str], year: int) -> str:
    if set(gone) <= set(dropped):
        return "Ze doen niet mee: de nieuwe indeling telt dezelfde inwoners"
    own = f"Ze houden alleen cijfers over {year}"
    if not dropped:
        return own
    count = plural(len(dropped), "doet", "doen")
    return f"{own}; {count} niet mee, want de nieuwe indeling telt dezelfde inwoners"


def _names(files: Sequence[FileTable], joined: Joined, carriers: Sequence[int]) -> Iterator[Issue]:
    """Tell of names that differ within one year: the code is the same, so both are used."""
    for later in carriers[1:]:
        first = carriers[0]
        if files[first].bron.jaar != files[later].bron.jaar:
            continue
        both = np.flatnonzero((joined.positie[:, first] >= 0) & (joined.positie[:, later] >= 0)).tolist()
        ours, theirs = files[first].gebieden.naam, files[later].gebieden.naam
        pairs = [(row, ours[joined.positie[row, first]], theirs[joined.positie[row, later]]) for row in both]
        other = [row for row, one, two in pairs if one != two and one and two and not is_same_name(one, two)]
        if other:
            yield kinds.NAAM_VERSCHILT.at(
                FilePlace(files[later].bron.naam),
                aantal=plural(len(other), "gebied", "gebieden"),
                eerste=_labels(files)[first],
                voorbeeld=joined.table.code[other[0]],
            )


def _otherwise(files: Sequence[FileTable], joined: Joined) -> Iterator[Issue]:
    """Tell which areas of a file of another year go on under another name or code, and which may be other areas."""
    labels = _labels(files)
    defining = [number for number, file in enumerate(files) if file in defining_files(files)]
    for number, fit in enumerate(joined.passend.passend):
        base = join_words([labels[other] for other in defining if other != number])
        place = place_in(files[number].bron.naam, files[number].bron.blad)
        told: tuple[tuple[IssueKind, Sequence[Other], str], ...] = (
            (area_kinds.ANDERE_NAAM, fit.andere_naam, "{0.code} {0.naam} (nu {0.basis_naam})"),
            (area_kinds.ZONDER_NAAM_ANDERS, fit.zonder_naam, "{0.code} {0.naam} (nu {0.basis_naam})"),
            (area_kinds.HERNOEMD, fit.hernoemd, "{0.code} {0.naam} (nu {0.basis_naam})"),
            (area_kinds.HERGECODEERD, fit.hergecodeerd, "{0.code} is {0.basis_code} ({0.basis_naam})"),
        )
        for kind, found, words in told:
            if found:
                count = plural(len(found), "gebied", "gebieden")
                yield kind.at(place, aantal=count, basis=base, voorbeeld=words.format(found[0]))
        if fit.alleen_code:
            yield area_kinds.ALLEEN_CODE.at(
                place,
                aantal=plural(len(fit.alleen_code), "gebied", "gebieden"),
                basis=base or labels[number],
                jaar=files[number].bron.jaar,
                voorbeeld=fit.alleen_code[0],
            )


def _labels(files: Sequence[FileTable]) -> list[str]:
    """Name each source: by its file, or by its sheet when the file has more than one source."""
    names = [file.bron.naam for file in files]
    return [
        f"blad {file.bron.blad}" if names.count(file.bron.naam) > 1 and file.bron.blad else file.bron.naam
        for file in files
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """What two files say about one figure in one year.

    Attributes:
        naam: Name of the figure.
        jaar: Its year.
        eerste: What the earlier file says, per area in that file.
        ander: What the later file says, per area in that file.
        kolom: Its column in the later file.
        regels: Its rows in the later file.
        telt: Whether one of the two is the figure that is shown, per joined area.
    """

    naam: str
    jaar: int
    eerste: FloatArray
    ander: FloatArray
    kolom: int | None
    regels: IntArray
    telt: npt.NDArray[np.bool_]


def _differences(
    files: Sequence[FileTable], joined: Joined, rulebook: Rulebook, earlier: int, later: int
) -> Iterator[Issue]:
    at_earlier, at_later = joined.positie[:, earlier], joined.positie[:, later]
    both = np.flatnonzero((at_earlier >= 0) & (at_later >= 0))
    for pair in _comparable(files[earlier], files[later], joined, rulebook):
        one, two = pair.eerste[at_earlier[both]], pair.ander[at_later[both]]
        differs = ~np.isclose(one, two, rtol=1e-9, atol=1e-9) & ~np.isnan(one) & ~np.isnan(two) & pair.telt[both]
        rows = both[differs]
        if len(rows):
            file = files[later].bron
            yield kinds.WAARDE_VERSCHILT.at(
                place_in(file.naam, file.blad, int(pair.regels[at_later[rows[0]]]), pair.kolom),
                indicator=pair.naam,
                jaar=pair.jaar,
                aantal=plural(len(rows), "gebied", "gebieden"),
                ander=_labels(files)[later],
                eerste=_labels(files)[earlier],
            )


def _comparable(earlier: FileTable, later: FileTable, joined: Joined, rulebook: Rulebook) -> Iterator[_Pair]:
    """Give what both files say about the same figure in the same year."""
    year, table, figures = later.bron.jaar, joined.table, figures_to_read(rulebook)
    if earlier.bron.jaar == year:
        always = np.ones(len(table), dtype=np.bool_)
        yield _Pair("Inwoners", year, earlier.inwoners, later.inwoners, None, later.rij, always)
        yield _Pair("Huishoudens", year, earlier.huishoudens, later.huishoudens, None, later.rij, always)
    for name in sorted(earlier.indicatoren.keys() & later.indicatoren.keys()):
        shown, label = table.jaar[:, table.column(name)], figures[name].naam
        for ours in earlier.indicatoren[name]:
            for theirs in later.indicatoren[name]:
                if (ours.jaar, ours.deler) == (theirs.jaar, theirs.deler):
                    lines = later.rij if theirs.regels is None else theirs.regels[:, 0]
                    counts = shown == theirs.jaar
                    yield _Pair(label, ours.jaar, ours.waarden, theirs.waarden, theirs.kolommen[0][1], lines, counts)
