"""The real files with figures: where they stand, what their columns are, and which part is enough for most variants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.varianten.tabel import Jas, Tabel, deel, lees_csv, lees_xlsx


@dataclass(frozen=True, slots=True)
class Bestand:
    """A real file.

    Attributes:
        naam: Name in the folder.
        codes: Headers of columns with codes.
        teksten: Headers of other columns that are no figures.
        niveau: Header of the column with levels.
        jas: How it is written.
        gemeenten: Gemeenten of the part that is used; empty for all rows.
    """

    naam: str
    codes: tuple[str, ...]
    teksten: tuple[str, ...]
    niveau: str | None
    jas: Jas
    gemeenten: tuple[str, ...] = ()


_STATLINE = Jas(tekenset="utf-8-sig", alles_tussen=True)
_LBM = Jas(scheiding=",")
# Of the country: Utrecht has much, Voorst has false zeros of the police, Ameland has few people and islands of water.
_LANDELIJK = ("0344", "0285", "0060")

BESTANDEN: Mapping[str, Bestand] = {
    "landelijk": Bestand(
        "kwb2024_landelijk_selectie.csv.gz",
        ("gwb_code",),
        ("regio", "gm_naam", "recs"),
        "recs",
        Jas(scheiding=",", gz=True),
        _LANDELIJK,
    ),
    "leeftijd": Bestand(
        "kwb2024_buurten_leeftijd_misdrijven.csv.gz",
        ("WijkenEnBuurten", "Codering_3"),
        ("Gemeentenaam_1", "SoortRegio_2", "buurt_naam"),
        "SoortRegio_2",
        Jas(scheiding=",", gz=True),
        _LANDELIJK,
    ),
    "utrecht": Bestand(
        "kwb2023_utrecht_cbs-formaat.xlsx",
        ("gwb_code_10", "gwb_code_8", "gwb_code"),
        ("regio", "gm_naam", "recs", "ind_wbi"),
        "recs",
        Jas(soort="xlsx", blad="kwb-2023"),
    ),
    "amsterdam": Bestand(
        "kwb2019_amsterdam_84583NED_untyped.csv",
        ("WijkenEnBuurten", "Codering_3"),
        ("ID", "Gemeentenaam_1", "SoortRegio_2", "IndelingswijzigingWijkenEnBuurten_4"),
        "SoortRegio_2",
        _STATLINE,
    ),
    "nabijheid": Bestand(
        "nabijheid2023_utrecht_statline.csv",
        ("Regioaanduiding/Codering (code)",),
        (
            "Wijken en buurten",
            "Regioaanduiding/Gemeentenaam (naam)",
            "Regioaanduiding/Soort regio (omschrijving)",
            "Regioaanduiding/Indelingswijziging wijken en buurten (code)",
        ),
        "Regioaanduiding/Soort regio (omschrijving)",
        _STATLINE,
    ),
    "smap": Bestand(
        "smap2020_18plus_landelijk_50090NED.xlsx",
        ("WijkenEnBuurten", "Codering_3"),
        ("ID", "Leeftijd", "Marges", "Perioden", "Gemeentenaam_1", "SoortRegio_2"),
        "SoortRegio_2",
        Jas(soort="xlsx"),
        _LANDELIJK,
    ),
    "leefbaarometer": Bestand(
        "leefbaarometer3_wijken_2002-2022.csv", ("wk_code",), ("wk_naam", "jaar"), None, _LBM, ("0363", "0599")
    ),
    "amstelveen": Bestand("leefbaarometer3_amstelveen_wijken.csv", ("wk_code",), ("1", "wk_naam", "jaar"), None, _LBM),
}


@cache
def heel(testdata: Path, id_: str) -> Tabel:
    """Give the whole table of a real file."""
    bestand = BESTANDEN[id_]
    path = testdata / bestand.naam
    koppen, *rijen = lees_xlsx(path) if path.suffix == ".xlsx" else lees_csv(path)
    namen = tuple(map(str, koppen))
    plek = {naam.strip(): i for i, naam in enumerate(namen)}
    return Tabel(
        naam=bestand.naam.split(".")[0],
        koppen=namen,
        rijen=tuple(tuple(rij) for rij in rijen if any(cel != "" for cel in rij)),
        codes=frozenset(plek[kop] for kop in bestand.codes),
        teksten=frozenset(plek[kop] for kop in bestand.teksten),
        niveau=None if bestand.niveau is None else plek[bestand.niveau],
        jas=bestand.jas,
    )


@cache
def stuk(testdata: Path, id_: str) -> Tabel:
    """Give the part of a real file that is enough for most variants: the country and a few gemeenten whole."""
    tabel, bestand = heel(testdata, id_), BESTANDEN[id_]
    return deel(tabel, bestand.gemeenten) if bestand.gemeenten else tabel
