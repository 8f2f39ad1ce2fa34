"""Every form the tests can write a table in, from the same areas and figures: a new form gets a line in `VORMEN`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.rulebook.schema import Indicator
from tests.gegevens.regelboek import indicator, kolommen, kwb, smap
from tests.varianten.namen import NAMEN
from tests.varianten.tabel import Cel, Jas, Tabel, schrijf

Cijfer = float | str | None
"""A figure; ``.`` where it is hidden; None where there is none."""
_SOORT = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
# One point or comma with three digits behind it may be a sign of thousands: a zero more makes it a decimal.
_DUBBELZINNIG = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


@dataclass(frozen=True, slots=True)
class Gebied:
    """An area with its figures, by the id of an indicator; `inwoners` in the same way."""

    code: str
    naam: str
    inwoners: Cijfer
    cijfers: Mapping[str, Cijfer]


@dataclass(frozen=True, slots=True)
class Vorm:
    """A form.

    Attributes:
        indicatoren: What it can hold: indicators with a column in this form.
        schrijf: Writes areas into a folder.
        niveaus: Prefixes of the areas it can hold.
        heeft_inwoners: Whether it has the number of residents.
        mag_onder_nul: Indicators that may be under zero.
        onderdrukt: Whether it has a sign for what is hidden; else a point must not be written.
    """

    indicatoren: tuple[Indicator, ...]
    schrijf: Callable[[Path, Sequence[Gebied]], Path]
    niveaus: tuple[str, ...] = ("NL", "GM", "WK", "BU")
    heeft_inwoners: bool = False
    mag_onder_nul: frozenset[str] = frozenset()
    onderdrukt: bool = True


_KWB = {"koop": "p_koopw", "woz": "g_wozbag", "vermogen": "m_hh_ver", "stroom": "g_ele"}
_SMAP = {"eenzaam": "Eenzaam_28", "roken": "Roker_11", "mantelzorg": "Mantelzorger_32"}
_NABIJ = {
    "huisarts": (
        "nab_huisarts_afstand",
        "Gezondheid en welzijn/Huisartsenpraktijk/Afstand tot huisartsenpraktijk (km)",
    ),
    "apotheek": ("nab_apotheek_afstand", "Gezondheid en welzijn/Afstand tot apotheek (km)"),
    "super": (
        "nab_supermarkt_afstand",
        "Detailhandel/Winkels dagelijkse boodschappen/Afstand tot grote supermarkt (km)",
    ),
}
_LBM = {"lbm": "lbm", "afwijking": "afw", "samenhang": "soc", "voorzieningen": "vrz", "woningen": "won"}
_POLITIE = {"misdrijven": ("pol_totaal", "0.0.0"), "inbraak": ("pol_woninginbraak", "1.1.1")}


def _uit(layout: str, waarde: str) -> dict[str, str]:
    return {"layout": layout, "waarde": waarde}


_IND_KWB = (
    indicator("koop", kwb("p_koopw")),
    indicator("woz", kwb("g_wozbag"), eenheid="duizend_euro"),
    indicator("vermogen", kwb("m_hh_ver"), eenheid="duizend_euro"),
    indicator("stroom", kwb("g_ele"), eenheid="kwh"),
)
_IND_SMAP = tuple(indicator(naam, smap(kop.rpartition("_")[0])) for naam, kop in _SMAP.items())
_IND_NABIJ = tuple(indicator(n, _uit("nabijheid", kolom), eenheid="km") for n, (kolom, _) in _NABIJ.items())
_IND_LBM = tuple(indicator(naam, _uit("leefbaarometer", kop), eenheid="punten") for naam, kop in _LBM.items())
_IND_POLITIE = tuple(indicator(n, _uit("politie", kolom), eenheid="aantal") for n, (kolom, _) in _POLITIE.items())


def als_cel(cijfer: Cijfer) -> str:
    """Write a figure so that nobody can read it otherwise."""
    if not isinstance(cijfer, float):
        return cijfer or ""
    tekst = str(int(cijfer)) if cijfer.is_integer() else repr(cijfer)
    return f"{tekst}0" if _DUBBELZINNIG.fullmatch(tekst) else tekst


def _kwb(vorm: str, jas: Jas, naam: str = "kwb2023", gevuld: int = 0) -> Callable[[Path, Sequence[Gebied]], Path]:
    koppen = ("gwb_code", "regio", "gm_naam", "recs", "a_inw", *_KWB.values())

    def doe(folder: Path, gebieden: Sequence[Gebied]) -> Path:
        rijen = [
            (g.code, g.naam, "Stad", _SOORT[g.code[:2]], als_cel(g.inwoners), *(als_cel(g.cijfers[i]) for i in _KWB))
            for g in gebieden
        ]
        tabel = _tabel(naam, koppen, rijen, 4, jas)
        if gevuld:
            tabel = tabel.met_cellen(tabel.cijfers, lambda cel, _: str(cel).rjust(gevuld))
        return schrijf(NAMEN[vorm](tabel, kolommen()["cbs_kwb"]), folder)

    return doe


def _tabel(naam: str, koppen: tuple[str, ...], rijen: Sequence[tuple[Cel, ...]], vast: int, jas: Jas) -> Tabel:
    return Tabel(naam, koppen, tuple(rijen), frozenset({0}), frozenset(range(1, vast)), 3, jas)


def _smap(jas: Jas) -> Callable[[Path, Sequence[Gebied]], Path]:
    koppen = ("Codering_3", "Leeftijd", "Marges", "SoortRegio_2", "Perioden", "Gemeentenaam_1", *_SMAP.values())

    def doe(folder: Path, gebieden: Sequence[Gebied]) -> Path:
        rijen = [
            (
                *(g.code.ljust(20), "20300", "MW00000", _SOORT[g.code[:2]].ljust(10), "2020JJ00", "Stad".ljust(40)),
                *(als_cel(g.cijfers[i]).rjust(8) for i in _SMAP),
            )
            for g in gebieden
        ]
        return schrijf(_tabel("smap", koppen, rijen, 6, jas), folder)

    return doe


def _nabij(folder: Path, gebieden: Sequence[Gebied]) -> Path:
    groep = "Regioaanduiding"
    vast = (f"{groep}/Codering (code)", "Wijken en buurten", f"{groep}/Gemeentenaam (naam)")
    koppen = (*vast, f"{groep}/Soort regio (omschrijving)", *(kop for _, kop in _NABIJ.values()))
    rijen = [
        (g.code.ljust(10), g.naam, "Stad", _SOORT[g.code[:2]], *(als_cel(g.cijfers[i]).rjust(8) for i in _NABIJ))
        for g in gebieden
    ]
    return schrijf(_tabel("nabijheid2023", koppen, rijen, 4, Jas(tekenset="utf-8-sig", alles_tussen=True)), folder)


def _lbm(folder: Path, gebieden: Sequence[Gebied]) -> Path:
    koppen = ("bu_code", "bu_naam", "jaar", *_LBM.values())
    rijen = [
        (g.code, g.naam, jaar, *(als_cel(g.cijfers[i]) or "NA" if jaar == "2022" else "9.5" for i in _LBM))
        for g in gebieden
        for jaar in ("2018", "2022")
    ]
    return schrijf(_tabel("lbm", koppen, rijen, 3, Jas(scheiding=",")), folder)


def _politie(folder: Path, gebieden: Sequence[Gebied]) -> Path:
    koppen = ("WijkenEnBuurten", "ID", "SoortMisdrijf", "Perioden", "GeregistreerdeMisdrijven_1")
    rijen = [
        (g.code.ljust(10), "1", soort.ljust(6), "2024JJ00", als_cel(g.cijfers[i]).rjust(8))
        for i, (_, soort) in _POLITIE.items()
        for g in gebieden
    ]
    return schrijf(_tabel("politie", koppen, rijen, 4, Jas(tekenset="utf-8-sig", alles_tussen=True)), folder)


def _van_kwb(doe: Callable[[Path, Sequence[Gebied]], Path]) -> Vorm:
    return Vorm(_IND_KWB, doe, heeft_inwoners=True, mag_onder_nul=frozenset({"vermogen"}))


VORMEN: Mapping[str, Vorm] = {
    "cbs xlsx met getallen": _van_kwb(_kwb("kort", Jas(soort="xlsx", blad="kwb-2023", getallen="echt"), "cbs")),
    "cbs xlsx met tekst": _van_kwb(_kwb("kort", Jas(soort="xlsx", blad="kwb-2023"), "cbs")),
    "cbs csv": _van_kwb(_kwb("kort", Jas(scheiding=",", gz=True))),
    "odata untyped": _van_kwb(_kwb("odata", Jas(tekenset="utf-8-sig", alles_tussen=True), gevuld=8)),
    "statline met paden": _van_kwb(_kwb("pad", Jas(tekenset="utf-8-sig", alles_tussen=True), gevuld=8)),
    "rivm xlsx": Vorm(_IND_SMAP, _smap(Jas(soort="xlsx", blad="RIVM"))),
    "rivm csv": Vorm(_IND_SMAP, _smap(Jas(tekenset="utf-8-sig", alles_tussen=True))),
    "nabijheid": Vorm(_IND_NABIJ, _nabij),
    "leefbaarometer": Vorm(_IND_LBM, _lbm, niveaus=("BU",), mag_onder_nul=frozenset(_LBM)),
    # Among gemeenten and buurten a sum that does not fit is taken for false zeros: here only figures count.
    "politie lang": Vorm(_IND_POLITIE, _politie, niveaus=("BU",)),
}
