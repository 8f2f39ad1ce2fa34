"""Damage that nobody can undo: what these files were cannot be told from what is left, so they are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.varianten import wijzigingen as w
from tests.varianten.tabel import Tabel, als_tekst, schrijf

Verlies = Callable[[Tabel, Path], Path]


def _bytes(maak: Callable[[bytes], bytes]) -> Verlies:
    def doe(tabel: Tabel, folder: Path) -> Path:
        path = schrijf(tabel.gekleed(soort="csv", gz=False, tekenset="utf-8"), folder)
        path.write_bytes(maak(path.read_bytes()))
        return path

    return doe


def _code_met_macht(tabel: Tabel, folder: Path) -> Path:
    """A spreadsheet that shows codes as 3,44E+06 and saves what it shows."""
    kort = tabel.met_cellen(
        tabel.codes, lambda cel, _: f"{float(code):.2E}".replace(".", ",") if (code := _cijfers(cel)) else cel
    )
    return schrijf(kort.gekleed(soort="csv", scheiding=";"), folder)


def _cijfers(cel: object) -> str:
    code = als_tekst(cel if isinstance(cel, float) else str(cel)).strip()[2:]
    return code if code.isdigit() and int(code) > 100_000 else ""


def _zonder_niveau(tabel: Tabel, folder: Path) -> Path:
    """Codes without letters and zeros, and nothing that says the level: 140001 is a wijk or a buurt of Groningen."""
    kaal = w.code_nullen_weg(tabel, Random(1))
    return schrijf(kaal.kolommen([i for i in range(len(kaal.koppen)) if i != kaal.niveau]), folder)


def _zonder_jaar(tabel: Tabel, folder: Path) -> Path:
    return schrijf(replace(tabel, naam="cijfers"), folder)


def _kop_een_te_kort(tabel: Tabel, folder: Path) -> Path:
    """What write.table of R makes: row names without a header, so that every figure stands one header too far."""
    path = schrijf(w.kop_pandas(tabel, Random(1)).gekleed(soort="csv", gz=False, scheiding=";"), folder)
    kop, _, rest = path.read_text(encoding="utf-8").partition("\n")
    path.write_text(f"{kop.removeprefix(';')}\n{rest}", encoding="utf-8")
    return path


def _duizend_of_komma(tabel: Tabel, folder: Path) -> Path:
    """Signs of thousands and of decimals that can be told apart nowhere in the file."""
    raar = tabel.met_cellen(tabel.cijfers, lambda cel, _: "1.234" if als_tekst(cel).strip() not in ("", ".") else cel)
    return schrijf(raar, folder)


VERLIES: Mapping[str, tuple[str, Verlies]] = {
    "code met macht van tien": ("landelijk", _code_met_macht),
    "code zonder letters, nullen en niveau": ("landelijk", _zonder_niveau),
    "nergens een jaar": ("leeftijd", _zonder_jaar),
    "nergens een jaar bij nabijheid": ("nabijheid", _zonder_jaar),
    "kop een veld te kort": ("landelijk", _kop_een_te_kort),
    "duizend of komma": ("landelijk", _duizend_of_komma),
    "utf-16 zonder merk": ("amsterdam", _bytes(lambda data: data.decode().encode("utf-16-le"))),
    "afgekapt midden in een rij": ("amsterdam", _bytes(lambda data: data[: len(data) // 2 - 7])),
    "een scheiding te veel": (
        "landelijk",
        _bytes(lambda data: data.replace(b"\nBU03440111,", b"\nBU03440111,,", 1)),
    ),
    "codes verwisseld van niveau": ("landelijk", lambda t, f: schrijf(_verwisseld(t), f)),
    "tekst in een cijfer": (
        "amstelveen",
        lambda t, f: schrijf(t.met_cellen([6], lambda *_: "ongeveer 4"), f),
    ),
}


def _verwisseld(tabel: Tabel) -> Tabel:
    niveau = tabel.niveau
    assert niveau is not None
    return tabel.met_cellen([niveau], lambda cel, _: {"Buurt": "Wijk", "Wijk": "Buurt"}.get(str(cel), cel))
