"""All areas of the country with their kenmerken and scores in one compact file, to compare with.

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
from buurtwijzer.data.table import BuurtTable, FloatArray, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.scoring.overall import overall_picture, scores_by_id
from buurtwijzer.scoring.score import score_outcomes

FORMAT = 2
_MOST_BYTES = 400_000_000
_NIVEAUS = tuple(Niveau)
_PARTS = ("meta", "code", "niveau", "inwoners", "huishoudens", "kenmerken", "scores")

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
KINDS = (D396, D397)


@dataclass(frozen=True, slots=True, eq=False)
class National:
    """The areas of the country.

    Attributes:
        table: Codes, levels, residents, households and the kenmerken on which areas are compared.
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

    Args:
        table: What `read_buurten` gave for national files, all levels.
        rulebook: The rules it will be used with.
    """
    outcomes = score_outcomes(table, rulebook)
    scores = scores_by_id(outcomes, overall_picture(table, outcomes, rulebook))
    kenmerken = _kenmerken(table, rulebook)
    meta = {
        "formaat": FORMAT,
        "regelboek_sha256": rulebook.sha256,
        "jaar": max(source.jaar for source in table.bestanden),
        "bestanden": [[source.naam, source.sha256] for source in table.bestanden],
        "kenmerken": kenmerken,
        "uitkomsten": list(scores),
    }
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        meta=np.array(json.dumps(meta, sort_keys=True)),
        code=np.array(table.code, dtype=np.str_),
        niveau=np.array([_NIVEAUS.index(niveau) for niveau in table.niveau], dtype=np.uint8),
        inwoners=table.inwoners,
        huishoudens=table.huishoudens,
        kenmerken=table.values[:, [table.column(name) for name in kenmerken]],
        scores=np.array(list(scores.values())).reshape(len(scores), len(table)),
    )
    return packed.getvalue()


def read_national(path: Path, rulebook: Rulebook) -> National:
    """Read such a file.

    Raises:
        InputError: It is no such file, is damaged, or was made with other rules.
    """
    try:
        content = path.read_bytes()
        arrays = _arrays(content)
        meta = json.loads(str(arrays["meta"]))
        if meta["formaat"] != FORMAT:
            raise ValueError("een andere versie van Buurtwijzer")  # noqa: TRY301 - told as one finding below
        found = _national(path.name, content, arrays, meta)
    except OSError as error:
        raise InputError([D396.at(FilePlace(path.name), reden=error.strerror or "niet te lezen")]) from error
    except (ValueError, LookupError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise InputError([D396.at(FilePlace(path.name), reden="beschadigd of een ander soort bestand")]) from error
    if meta["regelboek_sha256"] != rulebook.sha256:
        raise InputError([D397.at(FilePlace(path.name))])
    return found


def _arrays(content: bytes) -> dict[str, np.ndarray[Any, Any]]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
            raise ValueError("te groot")
    with np.load(io.BytesIO(content), allow_pickle=False) as loaded:
        return {name: loaded[name] for name in _PARTS}


def _national(
    name: str, content: bytes, arrays: Mapping[str, np.ndarray[Any, Any]], meta: Mapping[str, Any]
) -> National:
    n, values = len(arrays["code"]), arrays["kenmerken"].astype(np.float64)
    outcomes = [str(outcome) for outcome in meta["uitkomsten"]]
    shapes = (values.shape, arrays["scores"].shape, arrays["inwoners"].shape, arrays["huishoudens"].shape)
    if shapes != ((n, len(meta["kenmerken"])), (len(outcomes), n), (n,), (n,)):
        raise ValueError("maten kloppen niet")
    codes = tuple(str(code) for code in arrays["code"])
    table = BuurtTable(
        code=codes,
        naam=codes,
        gemeente=("",) * n,
        niveau=tuple(_NIVEAUS[number] for number in arrays["niveau"].tolist()),
        inwoners=arrays["inwoners"].astype(np.float64),
        huishoudens=arrays["huishoudens"].astype(np.float64),
        indicatoren=tuple(str(kenmerk) for kenmerk in meta["kenmerken"]),
        values=values,
        state=np.where(np.isfinite(values), State.GEMETEN, State.ONTBREEKT).astype(np.uint8),
        jaar=np.full(values.shape, int(meta["jaar"]), dtype=np.int64),
        gebruik=np.full(values.shape, -1, dtype=np.int64),
        rij=np.zeros((n, 0), dtype=np.int64),
        gewijzigd=np.zeros(n, dtype=np.int64),
        kolomgebruik=(),
        bestanden=(),
    )
    scores = dict(zip(outcomes, arrays["scores"].astype(np.float64), strict=True))
    return National(table, scores, name, hashlib.sha256(content).hexdigest(), f"Nederland {int(meta['jaar'])}")


def _kenmerken(table: BuurtTable, rulebook: Rulebook) -> list[str]:
    wanted = {kenmerk.indicator for kenmerk in rulebook.vergelijking["samenstelling"].kenmerken}
    return sorted(wanted & set(table.indicatoren))
