"""What people and programs do to a table on its way: every change takes a table and gives it in another dress."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.varianten.tabel import Cel, Rij, Tabel, als_tekst

Wijziging = Callable[[Tabel, Random], Tabel]

_GETAL = re.compile(r"-?\d+\.\d+")
_NUMMER = re.compile(r"_(\d{1,3})$")
_PUNTEN = {".", ","}
_LEEG = {"", "NA", "-"}
_CIJFERS = {"GM": 4, "WK": 6, "BU": 8}
_LETTER = {"land": "L", "gemeente": "G", "wijk": "W", "buurt": "B"}


def jas(**anders: object) -> Wijziging:
    """Dress it in another way."""
    return lambda tabel, _: tabel.gekleed(**anders)


def na_elkaar(*wijzigingen: Wijziging) -> Wijziging:
    """Do one after the other."""

    def alles(tabel: Tabel, kans: Random) -> Tabel:
        for wijziging in wijzigingen:
            tabel = wijziging(tabel, kans)
        return tabel

    return alles


# --- figures


def komma(tabel: Tabel, kans: Random) -> Tabel:
    """Write every decimal point as a comma."""
    return tabel.met_cellen(tabel.cijfers, lambda cel, _: _met_komma(cel))


def gemengd(tabel: Tabel, kans: Random) -> Tabel:
    """Write half of the decimal points as a comma."""
    return tabel.met_cellen(tabel.cijfers, lambda cel, _: _met_komma(cel) if kans.random() < 0.5 else cel)


def komma_per_kolom(tabel: Tabel, kans: Random) -> Tabel:
    """Write the decimal points of every other column as a comma."""
    return tabel.met_cellen(tabel.cijfers[::2], lambda cel, _: _met_komma(cel))


def punt_nul(tabel: Tabel, kans: Random) -> Tabel:
    """Write whole numbers as a program does that turned the column into decimals."""
    return tabel.met_cellen(
        tabel.cijfers, lambda cel, _: f"{als_tekst(cel).strip()}.0" if als_tekst(cel).strip().isdigit() else cel
    )


def gevuld(links: int, rechts: int, teken: str = " ") -> Wijziging:
    """Put signs around every figure."""
    return lambda tabel, _: tabel.met_cellen(
        tabel.cijfers, lambda cel, _r: teken * links + als_tekst(cel).strip() + teken * rechts
    )


def _met_komma(cel: Cel) -> Cel:
    text = als_tekst(cel)
    return text.replace(".", ",") if _GETAL.fullmatch(text.strip()) else cel


def teken(groep: set[str], kies: Callable[[Random], str]) -> Wijziging:
    """Swap signs for missing by others of the same meaning."""

    def wissel(tabel: Tabel, kans: Random) -> Tabel:
        return tabel.met_cellen(tabel.cijfers, lambda cel, _: kies(kans) if als_tekst(cel).strip() in groep else cel)

    return wissel


leeg_als_na = teken(_LEEG, lambda _: "NA")
leeg_als_streepje = teken(_LEEG, lambda _: "-")
leeg_als_niets = teken(_LEEG, lambda _: "")
leeg_als_vulgetal = teken(_LEEG, lambda kans: kans.choice(["-99999999", "-99997", "-99995"]))
leeg_gemengd = teken(_LEEG, lambda kans: kans.choice(["", "NA", "-", " ", "na"]))
leeg_als_null = teken(_LEEG, lambda _: "null")
leeg_als_nan = teken(_LEEG, lambda _: "NaN")
punt_als_komma = teken(_PUNTEN, lambda _: ",")
punt_gevuld = teken(_PUNTEN, lambda _: "       .")


def punt_als_x(tabel: Tabel, kans: Random) -> Tabel:
    """Write a point as x where the column was delivered: there both say that the figure is kept secret."""
    geleverd = [
        i for i in tabel.cijfers if any(als_tekst(rij[i]).strip() not in _PUNTEN | _LEEG | {"x"} for rij in tabel.rijen)
    ]
    return tabel.met_cellen(geleverd, lambda cel, _: "x" if als_tekst(cel).strip() in _PUNTEN else cel)


# --- headers


def kop(maak: Callable[[str], str]) -> Wijziging:
    """Write headers in another way."""
    return lambda tabel, _: tabel.met_koppen(maak)


kop_hoofd = kop(str.upper)
kop_klein = kop(str.lower)
kop_gevuld = kop(lambda tekst: f"  {tekst} ")
kop_achter = kop(lambda tekst: f"{tekst} ")
kop_vast = kop(lambda tekst: f"\u00a0{tekst}\u00a0")
kop_nummer_anders = kop(lambda tekst: _NUMMER.sub(lambda m: f"_{int(m[1]) + 7}", tekst))
kop_zonder_nummer = kop(lambda tekst: _NUMMER.sub("", tekst))


def kop_r(tabel: Tabel, kans: Random) -> Tabel:
    """Mangle headers as make.names of R does."""

    def naam(tekst: str) -> str:
        nieuw = re.sub(r"[^\w.]", ".", tekst, flags=re.ASCII)
        return nieuw if re.match(r"[A-Za-z]|\.(?!\d)", nieuw) else f"X{nieuw}"

    return tabel.met_koppen(naam)


def kop_pandas(tabel: Tabel, kans: Random) -> Tabel:
    """Put a column of row numbers without a header in front, as pandas and R do."""
    nieuw = tabel.kolommen([0, *range(len(tabel.koppen))])
    return Tabel(
        naam=tabel.naam,
        koppen=("", *tabel.koppen),
        rijen=tuple((str(i), *rij[1:]) for i, rij in enumerate(nieuw.rijen)),
        codes=frozenset(i + 1 for i in tabel.codes),
        teksten=frozenset({0, *(i + 1 for i in tabel.teksten)}),
        niveau=None if tabel.niveau is None else tabel.niveau + 1,
        jas=tabel.jas,
    )


# --- codes and levels


def code(maak: Callable[[str], str]) -> Wijziging:
    """Damage the codes."""
    return lambda tabel, _: tabel.met_cellen(tabel.codes, lambda cel, _r: maak(als_tekst(cel)))


code_klein = code(lambda tekst: tekst.strip().lower())
code_gevuld = code(lambda tekst: f" {tekst.strip().ljust(20)}")
code_vast = code(lambda tekst: f"\u00a0{tekst.strip()}\u00a0")
code_kaal = code(lambda tekst: tekst.strip() if tekst.strip().startswith("NL") else _zonder_letters(tekst))


def code_nullen_weg(tabel: Tabel, kans: Random) -> Tabel:
    """Lose the zeros a spreadsheet drops."""
    return tabel.met_cellen(tabel.codes, lambda cel, _: _zonder_nullen(als_tekst(cel)))


def code_punt_nul(tabel: Tabel, kans: Random) -> Tabel:
    """Write the codes as the decimal numbers a data frame makes of them."""
    return tabel.met_cellen(tabel.codes, lambda cel, _: _zonder_nullen(als_tekst(cel), ".0"))


def code_als_getal(tabel: Tabel, kans: Random) -> Tabel:
    """Let a workbook hold the codes as numbers."""

    def maak(cel: Cel, _: Rij) -> Cel:
        kaal = _zonder_nullen(als_tekst(cel))
        return float(kaal) if kaal.isdigit() else kaal

    return tabel.met_cellen(tabel.codes, maak).gekleed(soort="xlsx")


def _zonder_letters(tekst: str) -> str:
    return tekst.strip().removeprefix("BU").removeprefix("WK").removeprefix("GM")


def _zonder_nullen(tekst: str, staart: str = "") -> str:
    kaal = _zonder_letters(tekst)
    if kaal.startswith("NL"):
        return kaal
    # A code with letters stays what it is: no spreadsheet makes a number of it.
    return (kaal.lstrip("0") or "0") + staart if kaal.isdigit() else tekst.strip()


def niveau(maak: Callable[[str], str]) -> Wijziging:
    """Write levels in another way."""

    def wissel(tabel: Tabel, _: Random) -> Tabel:
        if tabel.niveau is None:
            return tabel
        return tabel.met_cellen([tabel.niveau], lambda cel, _r: maak(als_tekst(cel)))

    return wissel


niveau_klein = niveau(lambda tekst: tekst.strip().lower())
niveau_hoofd = niveau(lambda tekst: tekst.strip().upper().ljust(12))
niveau_letter = niveau(lambda tekst: _LETTER[tekst.strip().lower()])


# --- rows and columns


def rijen_om(tabel: Tabel, kans: Random) -> Tabel:
    """Turn the rows upside down."""
    return tabel.met_rijen(tabel.rijen[::-1])


def rijen_door_elkaar(tabel: Tabel, kans: Random) -> Tabel:
    """Shuffle the rows, levels and all."""
    return tabel.met_rijen(kans.sample(tabel.rijen, len(tabel.rijen)))


def lege_rijen_tussen(tabel: Tabel, kans: Random) -> Tabel:
    """Put empty rows between."""
    leeg: Rij = ("",) * len(tabel.koppen)
    return tabel.met_rijen(
        [deel for i, rij in enumerate(tabel.rijen) for deel in ((rij, leeg) if i % 7 == 3 else (rij,))]
    )


def alles_dubbel(tabel: Tabel, kans: Random) -> Tabel:
    """Paste some rows a second time."""
    return tabel.met_rijen([*tabel.rijen, *kans.sample(tabel.rijen, min(5, len(tabel.rijen)))])


def kolommen_door_elkaar(tabel: Tabel, kans: Random) -> Tabel:
    """Shuffle the columns."""
    return tabel.kolommen(kans.sample(range(len(tabel.koppen)), len(tabel.koppen)))


def kolommen_om(tabel: Tabel, kans: Random) -> Tabel:
    """Turn the columns around."""
    return tabel.kolommen(range(len(tabel.koppen))[::-1])


def eigen_kolom(tabel: Tabel, kans: Random) -> Tabel:
    """Add columns of the user that no rule knows."""
    aantal = len(tabel.koppen)
    return Tabel(
        naam=tabel.naam,
        koppen=(*tabel.koppen, "Opmerking", "Contactpersoon"),
        rijen=tuple((*rij, "zie nota; pagina 3, 'noot'", "") for rij in tabel.rijen),
        codes=tabel.codes,
        teksten=tabel.teksten | {aantal, aantal + 1},
        niveau=tabel.niveau,
        jas=tabel.jas,
    )
