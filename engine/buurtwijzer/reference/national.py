"""All areas of the country with their figures and scores in one compact file: to compare with, and to fill in from.

It is made on the user's own machine by ``rules referentie`` and is used only when a run names it: what a machine
happens to have may not change a result. It holds for the rulebook it was made with, and says so.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import IssueKind, Severity
from buurtwijzer.core.places import FilePlace
from buurtwijzer.data.table import BuurtTable, ColumnUse, FloatArray, SourceFile, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.overall import overall_picture, scores_by_id
from buurtwijzer.scoring.score import score_outcomes

FORMAT = 3
"""Raised with every change in the form; another number is told as D399."""
SOORT = "landelijke referentie"
_MOST_BYTES = 400_000_000
_NIVEAUS = tuple(Niveau)
_Arrays = Mapping[str, np.ndarray[Any, Any]]
_SHAPES = {
    "inwoners": "n",
    "huishoudens": "n",
    "naam": "n",
    "gemeente": "n",
    "niveau": "n",
    "gewijzigd": "n",
    "telt_vanaf": "n",
    "values": "kn",
    "state": "kn",
    "jaar": "kn",
    "gebruik": "kn",
    "scores": "un",
}
"""The arrays beside ``code`` and ``meta``: per n areas, k indicators, u outcomes. A column stands in one piece, which
packs twice as well."""

D396 = IssueKind(
    "D396",
    Severity.FOUT,
    "Geen landelijk vergelijkingsbestand",
    "Dit is geen landelijk vergelijkingsbestand van Buurtwijzer ({reden}).",
    "Maak het met 'buurtwijzer rules referentie BESTAND... --landelijk PAD.npz'.",
)
D397 = IssueKind(
    "D397",
    Severity.FOUT,
    "Vergelijkingsbestand van andere regels",
    "Dit landelijke vergelijkingsbestand is met andere regels gemaakt; de scores erin betekenen iets anders.",
    "Maak het opnieuw met 'buurtwijzer rules referentie BESTAND... --landelijk PAD.npz'.",
)
D399 = IssueKind(
    "D399",
    Severity.FOUT,
    "Vergelijkingsbestand van een andere versie",
    "Dit landelijke vergelijkingsbestand is gemaakt door een andere versie van Buurtwijzer (vorm {vorm}, nodig is "
    "vorm {nodig}).",
    "Maak het opnieuw met 'buurtwijzer rules referentie BESTAND... --landelijk PAD.npz'.",
)
KINDS = (D396, D397, D399)


@dataclass(frozen=True, slots=True, eq=False)
class National:
    """The areas of the country.

    Attributes:
        table: All areas with every figure of the rulebook. Its one file is this one, which has no cells: the headers in
            `kolomgebruik` name the column and the file a figure was read from when this one was made.
        scores: Per outcome id the (n,) scores, and the overall picture; NaN where not given.
        naam: Name of the file.
        sha256: Hash of its bytes.
        bron: What it is, in Dutch words, e.g. ``Nederland 2024``.
    """

    table: BuurtTable
    scores: Mapping[str, FloatArray]
    naam: str
    sha256: str
    bron: str


def national_bytes(table: BuurtTable, rulebook: Rulebook) -> bytes:
    """Score a national table and pack it; the same table and rules give the same bytes.

    What a source hides stays hidden: of such a cell only that is packed. Columns on the block list are in no rulebook
    and so never in the table.

    Args:
        table: What `read_buurten` gave for national files, all levels.
        rulebook: The rules it will be used with.
    """
    outcomes = score_outcomes(table, rulebook)
    scores = scores_by_id(outcomes, overall_picture(table, outcomes, rulebook))
    meta = {
        "formaat": FORMAT,
        "regelboek_sha256": rulebook.sha256,
        "jaar": max(source.jaar for source in table.bestanden),
        "bestanden": [[source.naam, source.sha256] for source in table.bestanden],
        "indicatoren": table.indicatoren,
        "kolomgebruik": [[use.indicator, _headers(use, table)] for use in table.kolomgebruik],
        "uitkomsten": list(scores),
    }
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        meta=np.array(json.dumps(meta, sort_keys=True)),
        code=np.array(table.code, dtype=np.str_),
        naam=np.array(table.naam, dtype=np.str_),
        gemeente=np.array(table.gemeente, dtype=np.str_),
        niveau=np.array([_NIVEAUS.index(niveau) for niveau in table.niveau], dtype=np.uint8),
        inwoners=table.inwoners,
        huishoudens=table.huishoudens,
        gewijzigd=table.gewijzigd.astype(np.uint8),
        telt_vanaf=table.telt_vanaf.astype(np.int16),
        values=np.ascontiguousarray(table.values.T),
        state=np.ascontiguousarray(table.state.T),
        jaar=np.ascontiguousarray(table.jaar.T).astype(np.int16),
        gebruik=np.ascontiguousarray(table.gebruik.T).astype(np.int16),
        scores=np.array(list(scores.values())).reshape(len(scores), len(table)),
    )
    return packed.getvalue()


def _headers(use: ColumnUse, table: BuurtTable) -> list[str]:
    """Name the columns with the file they stand in."""
    files = use.bestanden or (use.bestand,) * len(use.kolommen)
    return [f"{header} ({table.bestanden[file].naam})" for file, (header, _) in zip(files, use.kolommen, strict=True)]


def read_national(path: Path, rulebook: Rulebook) -> National:
    """Read such a file.

    Raises:
        InputError: It is no such file, is damaged, or was made by another version or with other rules.
    """
    place = FilePlace(path.name)
    try:
        content = path.read_bytes()
        _check_size(content)
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            meta = json.loads(str(arrays["meta"]))
            form, rules = int(meta["formaat"]), meta["regelboek_sha256"]
            if form != FORMAT:
                raise InputError([D399.at(place, vorm=form, nodig=FORMAT)])
            if rules != rulebook.sha256:
                raise InputError([D397.at(place)])
            return _national(path.name, content, arrays, meta)
    except OSError as error:
        raise InputError([D396.at(place, reden=error.strerror or "niet te lezen")]) from error
    except (ValueError, LookupError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise InputError([D396.at(place, reden="beschadigd of een ander soort bestand")]) from error


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
            raise ValueError("te groot")


def _national(name: str, content: bytes, packed: _Arrays, meta: Mapping[str, Any]) -> National:
    outcomes, year = [str(outcome) for outcome in meta["uitkomsten"]], int(meta["jaar"])
    codes = tuple(str(code) for code in packed["code"])
    sizes = {"n": len(codes), "k": len(meta["indicatoren"]), "u": len(outcomes)}
    arrays = {part: packed[part] for part in _SHAPES}
    if any(arrays[part].shape != tuple(sizes[axis] for axis in axes) for part, axes in _SHAPES.items()):
        raise ValueError("maten kloppen niet")
    niveaus = tuple(_NIVEAUS[number] for number in arrays["niveau"].tolist())
    sha256 = hashlib.sha256(content).hexdigest()
    table = BuurtTable(
        code=codes,
        naam=tuple(str(text) for text in arrays["naam"]),
        gemeente=tuple(str(text) for text in arrays["gemeente"]),
        niveau=niveaus,
        inwoners=arrays["inwoners"].astype(np.float64),
        huishoudens=arrays["huishoudens"].astype(np.float64),
        indicatoren=tuple(str(indicator) for indicator in meta["indicatoren"]),
        values=arrays["values"].astype(np.float64, copy=False).T,
        state=arrays["state"].astype(np.uint8, copy=False).T,
        jaar=arrays["jaar"].astype(np.int64, copy=False).T,
        gebruik=arrays["gebruik"].astype(np.int64, copy=False).T,
        rij=np.arange(1, len(codes) + 1, dtype=np.int64)[:, None],
        gewijzigd=arrays["gewijzigd"].astype(np.int64),
        telt_vanaf=arrays["telt_vanaf"].astype(np.int64),
        kolomgebruik=tuple(
            ColumnUse(0, str(indicator), tuple((str(header), 0) for header in headers))
            for indicator, headers in meta["kolomgebruik"]
        ),
        bestanden=(
            SourceFile(
                naam=name,
                sha256=sha256,
                layout=SOORT,
                blad="",
                jaar=year,
                jaar_uit="het bestand zelf",
                draagt_inwoners=True,
                rijen=tuple((niveau, niveaus.count(niveau)) for niveau in _NIVEAUS if niveau in niveaus),
            ),
        ),
    )
    _check(table)
    scores = dict(zip(outcomes, arrays["scores"].astype(np.float64), strict=True))
    return National(table, scores, name, sha256, f"Nederland {year}")


def _check(table: BuurtTable) -> None:
    """Check what the rest of the engine trusts a table to be."""
    sound = (
        len(set(table.code)) == len(table),
        bool((table.state <= max(State)).all()),
        bool((np.isnan(table.values) == (table.state >= State.ONDERDRUKT)).all()),
        bool((table.gebruik >= -1).all() and (table.gebruik < len(table.kolomgebruik)).all()),
    )
    if not all(sound):
        raise ValueError("cijfers kloppen niet")
