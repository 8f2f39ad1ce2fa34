"""The country: compared with only when a run names the file, filled in from only when a caller asks, never by luck."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.peers.nearest import find_peers, peer_mean
from buurtwijzer.reference.national import national_bytes, read_national
from buurtwijzer.rulebook.schema import Vergelijking
from buurtwijzer.scoring.score import score_outcomes
from tests.unit.regels import ITEM, MERK
from tests.unit.test_referentie import country, rules

SAMEN = Vergelijking(
    id="samenstelling",
    naam="Samenstelling",
    kenmerken=[
        {"indicator": "koop", "gewicht_frac": 0.5, "gemiddelde": 50.0, "spreiding": 20.0, **MERK},
        {"indicator": "stedelijkheid", "gewicht_frac": 0.5, "gemiddelde": 1500.0, "spreiding": 900.0, **MERK},
    ],
    **ITEM,
)
REGELS = replace(rules(), vergelijking={"samenstelling": SAMEN}, sha256="12" * 32)
LAND = country(400)


def saved(folder: Path, table: BuurtTable = LAND) -> Path:
    path = folder / "nl.npz"
    path.write_bytes(national_bytes(table, REGELS))
    return path


def test_what_is_read_is_what_was_packed_and_always_the_same_bytes(tmp_path: Path) -> None:
    found = read_national(saved(tmp_path), REGELS)
    assert national_bytes(LAND, REGELS) == national_bytes(LAND, REGELS)
    assert found.bron == "Nederland 2023"
    assert found.naam == "nl.npz"
    assert len(found.sha256) == 64
    assert found.table.code == LAND.code
    assert found.table.indicatoren == LAND.indicatoren
    for part in ("values", "state", "jaar", "inwoners", "huishoudens", "gewijzigd", "telt_vanaf"):
        assert np.array_equal(getattr(found.table, part), getattr(LAND, part), equal_nan=True), part
    for outcome in score_outcomes(LAND, REGELS):
        assert np.array_equal(found.scores[outcome.id], outcome.score, equal_nan=True)


def test_peers_from_the_country_are_those_from_the_table_itself(tmp_path: Path) -> None:
    found = read_national(saved(tmp_path), REGELS)
    some = LAND.take(np.arange(5, 400, 41))
    national = find_peers(some, found.table, REGELS, waar=found.bron)
    assert np.array_equal(national.buren, find_peers(some, LAND, REGELS).buren)
    assert national.bron.startswith("Nederland 2023 (")
    assert national.bron.endswith("van de 400 buurten)")
    own = [LAND.code.index(code) for code in some.code]
    assert not (national.buren == np.array(own)[:, None]).any()
    score = score_outcomes(LAND, REGELS)[0].score
    assert np.array_equal(
        peer_mean(national, found.scores["wonen"], REGELS), peer_mean(national, score, REGELS), equal_nan=True
    )


def test_other_rules_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="D397"):
        read_national(saved(tmp_path), replace(REGELS, sha256="34" * 32))


def packed(**changed: Any) -> bytes:
    with np.load(io.BytesIO(national_bytes(LAND, REGELS))) as parts:
        arrays = {name: parts[name] for name in parts.files}
    out = io.BytesIO()
    np.savez(out, **{name: value for name, value in {**arrays, **changed}.items() if value is not None})
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"geen bestand",
        national_bytes(LAND, REGELS)[:500],
        packed(scores=None),
        packed(scores=np.zeros((1, 3))),
        packed(meta=np.array("{}")),
        packed(meta=np.array("[1")),
        packed(values=np.zeros((4, 400))),
        packed(state=np.full((4, 400), 9, dtype=np.uint8)),
        packed(code=np.full(400, "BU00010000")),
        packed(code=np.array([{"a": 1}], dtype=object)),
        packed(inwoners=np.array(["veel"] * 400)),
    ],
    ids=[
        "leeg",
        "tekst",
        "afgekapt",
        "deel weg",
        "maten",
        "meta leeg",
        "meta stuk",
        "waarde waar er geen is",
        "onbekende stand",
        "dubbele code",
        "object",
        "tekst als getal",
    ],
)
def test_a_damaged_file_is_told_in_words(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "nl.npz"
    path.write_bytes(content)
    with pytest.raises(InputError, match="D396"):
        read_national(path, REGELS)


@pytest.mark.parametrize("form", [2, 99])
def test_another_version_is_told_to_be_made_again(form: int, tmp_path: Path) -> None:
    path = tmp_path / "nl.npz"
    path.write_bytes(packed(values=None, meta=np.array(f'{{"formaat": {form}, "regelboek_sha256": "{"12" * 32}"}}')))
    with pytest.raises(InputError, match=rf"D399\].*vorm {form}.*Maak het opnieuw"):
        read_national(path, REGELS)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="D396"):
        read_national(tmp_path / "weg.npz", REGELS)
