"""A short run of the fuzz target: the same damaged files every time. For longer: ``python -m tests.fuzz 600``."""

from __future__ import annotations

import gzip
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.corpus import SOORTEN, corpus
from tests.fuzz.doel import probeer
from tests.fuzz.schade import SCHADE, beschadig
from tests.geladen import meegeleverd

_RUSTIG = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def gaaf(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return corpus(tmp_path_factory.mktemp("gaaf"))


@pytest.mark.parametrize("naam", SOORTEN)
def test_a_sound_file_gets_an_answer(naam: str, gaaf: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / naam
    path.write_bytes(gaaf[naam])
    assert probeer(path, meegeleverd()) in ("geweigerd", "gelezen", "gescoord")


@pytest.mark.parametrize("naam", SOORTEN)
def test_a_damaged_file_gets_an_answer_in_words(naam: str, gaaf: dict[str, bytes], tmp_path: Path) -> None:
    path, kans = tmp_path / naam, Random(f"vast {naam}")
    for _ in range(25):
        path.write_bytes(beschadig(gaaf[naam], kans, kans.choice(list(gaaf.values()))))
        probeer(path, meegeleverd())


@_RUSTIG
@given(
    data=st.binary(max_size=400),
    voor=st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"{", b"SQLite format 3\0"]),
)
def test_random_bytes_get_an_answer_in_words(data: bytes, voor: bytes, tmp_path: Path) -> None:
    for naam, inhoud in (("los.csv", voor + data), ("in.csv.gz", gzip.compress(voor + data, 1, mtime=0))):
        path = tmp_path / naam
        path.write_bytes(inhoud)
        probeer(path, meegeleverd())


@_RUSTIG
@given(tekst=st.text(st.sampled_from('gwb_codeinw;,\t|\n\r"0123456789.-BUWKGM xNA\u00a0'), max_size=300))
def test_random_tables_get_an_answer_in_words(tekst: str, tmp_path: Path) -> None:
    path = tmp_path / "kwb2023.csv"
    path.write_text(f"gwb_code;regio;recs;a_inw;p_koopw\n{tekst}", encoding="utf-8", newline="")
    probeer(path, meegeleverd())


@_RUSTIG
@given(kans=st.randoms(use_true_random=False), schade=st.sampled_from(SCHADE), naam=st.sampled_from([*SOORTEN]))
def test_one_kind_of_damage_at_a_time(
    kans: Random, schade: object, naam: str, gaaf: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / naam
    path.write_bytes(schade(gaaf[naam], kans, gaaf["kwb2023.csv"]))  # type: ignore[operator]
    probeer(path, meegeleverd())
