"""A workbook with a real password on it, made by LibreOffice: every command that reads it says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from buurtwijzer_excel.engines.calc.bridge import load_uno, properties
from tests.calc import opened
from tests.keten.conftest import Ran

Run = Callable[..., Ran]
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _named(**values: str) -> object:
    """Give named values as LibreOffice keeps a password for a file of Excel; the option Password is for its own."""
    uno = load_uno()

    pairs = tuple(uno.createUnoStruct("com.sun.star.beans.NamedValue", name, value) for name, value in values.items())
    return uno.Any("[]com.sun.star.beans.NamedValue", pairs)


@pytest.fixture(scope="module")
def versleuteld(calc: xw.App, kwb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("geheim") / "mijn buurten.xlsx"
    with opened(calc, kwb) as book:
        book.api.storeToURL(
            path.as_uri(),
            properties(
                FilterName="Calc MS Excel 2007 XML",
                EncryptionData=_named(OOXPassword="open sesam", CryptoType="Standard"),
            ),
        )
    assert path.read_bytes().startswith(_OLE), "LibreOffice maakte geen versleuteld bestand: de proef zegt niets"
    return path


@pytest.mark.parametrize(
    "words",
    [
        ("score", "--terugschrijven", "{}", "-o", "kopie.xlsx"),
        ("score", "{}", "-o", "uit.xlsx"),
        ("data", "inspect", "{}"),
    ],
    ids=["terugschrijven", "score", "inspect"],
)
def test_a_password_is_told_and_nothing_is_written(
    run: Run, versleuteld: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    before = versleuteld.read_bytes()
    done = run(*(word.format(versleuteld) for word in words))
    assert done.exit_code == 1
    assert "mijn buurten.xlsx" in done.err
    assert "[D106]" in done.err
    assert "wachtwoord" in done.err
    assert "Haal de beveiliging eraf" in done.err
    assert versleuteld.read_bytes() == before
    assert not [*tmp_path.glob("*.xlsx")]
