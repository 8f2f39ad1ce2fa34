"""What is recognised in a file that nothing is known of: its header row, area codes, and what headers look like.

What headers look like is told and offered, never used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.codes import Niveau, niveau_of
from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace, column_letters
from buurtwijzer.data.files.opening import OpenFile
from buurtwijzer.data.files.workbook import Row, Sheet
from buurtwijzer.data.layouts.crosswalk import Crosswalk
from buurtwijzer.data.numbers import NumberReader
from buurtwijzer.data.own.cells import doubt
from buurtwijzer.data.own.clean import header_text
from buurtwijzer.data.own.issue_kinds import WAT_HERKEND
from buurtwijzer.data.own.rows import OwnRows, find_own_rows
from buurtwijzer.rulebook.column_targets import Target, known_targets
from buurtwijzer.rulebook.model import Rulebook

_SEARCH_ROWS = 200
_ALIKE, _STEM = 0.72, 5
# Of a wider table nobody reads what every header looks like, and comparing letters takes long.
_MOST_ALIKE = 250
_LEVELS = {
    Niveau.BUURT: ("buurt", "buurten"),
    Niveau.WIJK: ("wijk", "wijken"),
    Niveau.GEMEENTE: ("gemeente", "gemeenten"),
    Niveau.LAND: ("land", "landen"),
}
_NAMES = (
    ("gemeente", re.compile(r"gemeente(naam)?|gm_naam|plaats", re.IGNORECASE)),
    ("niveau", re.compile(r"niveau|soort.?(regio|gebied)|recs", re.IGNORECASE)),
    ("naam", re.compile(r"(buurt|wijk|gebieds?|regio)?.?naam|buurt|wijk|regio|gebied", re.IGNORECASE)),
)
_UNIT_OF_DOUBT = {"pct": "fractie", "duizend_euro": "euro", "km": "meter"}
_SHOWN = 8
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = {
    *("aantal", "aandeel", "gemiddeld", "gemiddelde", "percentage", "per", "van", "het", "een", "met", "voor", "naar"),
    *("totaal", "jaar"),
}


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A header, and what it looks like.

    Attributes:
        kop: The header.
        nummer: Which one with this header, when there are more; else None.
        target: What it looks like; None when nothing does.
        waarom: Why, in Dutch words.
        eenheid: Unit its figures seem to be in, when that is not the one of the target.
    """

    kop: str
    nummer: int | None
    target: Target | None
    waarom: str
    eenheid: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is recognised on the sheet that looks most like a table of areas.

    Attributes:
        bestand: File name.
        blad: Sheet; empty for a text file.
        kop: Header row as people count it.
        code: Header of the column with area codes; None when there is none.
        codes: What stands in it, in Dutch words.
        plaats_code: Letters of that column.
        identiteit: Per key of a table of columns the header that looks like it.
        kolommen: The other headers.
    """

    bestand: str
    blad: str
    kop: int | None
    code: str | None
    codes: str
    plaats_code: str
    identiteit: tuple[tuple[str, str], ...]
    kolommen: tuple[SeenColumn, ...]


def see(file: OpenFile, rulebook: Rulebook) -> Seen:
    """Look at every sheet in sight and describe the one with most area codes, else the one with most headers."""
    sheets = [
        file.lees(index)
        for index, report in enumerate(file.bladen)
        if report.zichtbaar and report.naam.casefold() != "kolommen"
    ]
    scored = [(sheet, find_own_rows(sheet.rijen)) for sheet in sheets]
    if not scored:
        return Seen(file.naam, "", None, None, "", "", (), ())
    sheet, own = max(
        scored,
        key=lambda pair: (len(pair[1].codes) if pair[1] else 0, _filled(_fullest(pair[0].rijen), pair[0].rijen)),
    )
    return _seen(sheet, own, rulebook)


def what_was_seen(file: OpenFile, rulebook: Rulebook) -> Iterator[Issue]:
    """Tell what is recognised in a file that cannot be used, and how to go on."""
    seen = see(file, rulebook)
    if seen.kop is None:
        return
    word = "rij" if seen.blad else "regel"
    there = [f"koppen in {word} {seen.kop}" + (f" van blad {seen.blad}" if seen.blad else "")]
    gone = []
    if seen.code is None:
        gone.append("een kolom met gebiedscodes (zoals BU03440111)")
    else:
        there.append(f"gebiedscodes onder '{seen.code}' (kolom {seen.plaats_code}): {seen.codes}")
    there += [f"'{kop}', dat lijkt op {key}" for key, kop in seen.identiteit]
    like = [f"'{item.kop}' op {item.target.naam}" for item in seen.kolommen if item.target is not None]
    if like:
        there.append("koppen die ergens op lijken: " + ", ".join([*like[:_SHOWN], *(["..."] if like[_SHOWN:] else [])]))
    unknown = [f"'{item.kop}'" for item in seen.kolommen if item.target is None]
    if unknown:
        few = ", ".join([*unknown[:_SHOWN], *(["..."] if unknown[_SHOWN:] else [])])
        gone.append(f"wat {few} betekent")
    gone = gone or ["een kolom die zeker bekend is"]
    yield WAT_HERKEND.at(FilePlace(file.naam), wel=join_words(there), niet=join_words(gone), bestand=file.naam)


def _seen(sheet: Sheet, own: OwnRows | None, rulebook: Rulebook) -> Seen:
    top = own.kop if own is not None and own.kop >= 0 else _fullest(sheet.rijen)
    if top is None:
        return Seen(sheet.bestand, sheet.report.naam, None, None, "", "", (), ())
    heads = [header_text(cell) for cell in sheet.rijen[top]]
    code = None if own is None or not heads[own.kolom] else own
    free = [at for at, head in enumerate(heads) if head and not is_blocked(head) and (code is None or at != code.kolom)]
    identity = dict(_identity(heads, free))
    rest = [at for at in free if at not in identity]
    targets = _guesses(heads, rest, rulebook)
    numbers = _numbers(heads)
    columns = [_column(sheet.rijen[top + 1 :], heads[at], at, numbers[at], *targets.get(at, (None, ""))) for at in rest]
    return Seen(
        sheet.bestand,
        sheet.report.naam,
        top + 1 if sheet.regels is None else sheet.regels[top],
        None if code is None else heads[code.kolom],
        "" if code is None else _levels(code),
        "" if code is None else column_letters(code.kolom + 1),
        tuple((key, heads[at]) for at, key in identity.items()),
        tuple(columns),
    )


def _column(rows: Sequence[Row], head: str, at: int, number: int | None, target: Target | None, why: str) -> SeenColumn:
    return SeenColumn(head, number, target, why, "" if target is None else _unit(rows, at, target))


def _numbers(heads: Sequence[str]) -> list[int | None]:
    """Give per header which one with its text it is; None where there is but one."""
    times, seen = Counter(heads), Counter[str]()
    numbers: list[int | None] = []
    for head in heads:
        seen[head] += 1
        numbers.append(seen[head] if times[head] > 1 else None)
    return numbers


def _levels(own: OwnRows) -> str:
    counts = Counter(niveau_of(code) for code in own.codes.values())
    return join_words([plural(counts[level], *words) for level, words in _LEVELS.items() if counts[level]])


def _fullest(rows: Sequence[Row]) -> int | None:
    """Find the row that looks most like headers: the first with most different texts."""
    most = max(range(min(len(rows), _SEARCH_ROWS)), key=lambda at: (_filled(at, rows), -at), default=None)
    return most if most is not None and _filled(most, rows) > 1 else None


def _filled(at: int | None, rows: Sequence[Row]) -> int:
    if at is None:
        return 0
    return len({cell.strip() for cell in rows[at] if isinstance(cell, str) and re.search(r"[^\W\d]", cell)})


def _identity(heads: Sequence[str], free: Sequence[int]) -> Iterator[tuple[int, str]]:
    taken: set[int] = set()
    for key, pattern in _NAMES:
        at = next((at for at in free if at not in taken and pattern.fullmatch(heads[at])), None)
        if at is not None:
            taken.add(at)
            yield at, key


def _guesses(heads: Sequence[str], free: Sequence[int], rulebook: Rulebook) -> dict[int, tuple[Target, str]]:
    known = known_targets(rulebook)
    found: dict[int, tuple[Target, str]] = {}
    for layout in sorted(rulebook.kolommen):
        names = Crosswalk(rulebook.kolommen[layout]).resolve([heads[at] for at in free]).namen
        for at, name in zip(free, names, strict=True):
            target = known.get(name.lower())
            if target is not None and at not in found:
                found[at] = (target, f"zo heet {target.naam} in een levering van {layout}")
    titles: dict[str, Target] = {}
    for target in known.values():
        if target.titel and target.eenheid:
            titles.setdefault(target.titel, target)
    for at in [at for at in free if at not in found][:_MOST_ALIKE]:
        likely = _alike(heads[at], titles)
        if likely is not None:
            found[at] = (titles[likely], f"lijkt op {titles[likely].naam}: {likely}")
    return found


def _alike(head: str, titles: Mapping[str, Target]) -> str | None:
    """Give the title that looks most like a header, by its letters or by a word that begins the same."""
    plain = _letters(head)
    if not plain:
        return None
    best, most = None, _ALIKE
    for title in titles:
        likeness = SequenceMatcher(None, plain, _letters(title), autojunk=False).ratio()
        if _share_a_word(head, title):
            likeness = max(likeness, _ALIKE + likeness / 10)
        if likeness > most:
            best, most = title, likeness
    return best


def _share_a_word(one: str, other: str) -> bool:
    """Tell whether a word of one stands in the other, or begins as a word of the other does."""
    ours, theirs = (set(_WORD.findall(text.casefold())) - _COMMON for text in (one, other))
    stems = {word[:_STEM] for word in ours if len(word) >= _STEM - 1}
    return bool(ours & theirs) or any(word.startswith(stem) for word in theirs for stem in stems)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _unit(rows: Sequence[Row], at: int, target: Target) -> str:
    values = NumberReader().read([row[at] for row in rows]).waarden
    known = values[values == values]  # noqa: PLR0124 - NaN is not itself
    return _UNIT_OF_DOUBT[target.eenheid] if len(known) and doubt(target.eenheid, known)[0] else ""
