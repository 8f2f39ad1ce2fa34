"""Text files for tests: the exact forms in which CBS, RIVM, the police and the Leefbaarometer deliver tables."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.gegevens.werkmappen import kwb_rij

# Short name, key in OData of 2023 (with its number) and path in StatLine.
VORMEN = (
    ("gm_naam", "Gemeentenaam_1", "Regioaanduiding/Gemeentenaam (naam)"),
    ("recs", "SoortRegio_2", "Regioaanduiding/Soort regio (omschrijving)"),
    ("gwb_code", "Codering_3", "Regioaanduiding/Codering (code)"),
    ("ind_wbi", "IndelingswijzigingGemeenteWijkBuurt_4",
     "Regioaanduiding/Indelingswijziging gemeente, wijk, buurt (code)"),
    ("a_inw", "AantalInwoners_5", "Bevolking/Aantal inwoners (aantal)"),
    ("a_00_14", "k_0Tot15Jaar_8", "Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)"),
    ("a_65_oo", "k_65JaarOfOuder_12", "Bevolking/Leeftijdsgroepen/65 jaar of ouder (aantal)"),
    ("a_nl_all", "Nederland_17", "Bevolking/Bevolking naar herkomst/Herkomstland/Nederland (aantal)"),
    ("a_hh", "HuishoudensTotaal_29", "Bevolking/Particuliere huishoudens/Huishoudens totaal (aantal)"),
    ("a_1p_hh", "Eenpersoonshuishoudens_30", "Bevolking/Particuliere huishoudens/Eenpersoonshuishoudens (aantal)"),
    ("g_wozbag", "GemiddeldeWOZWaardeVanWoningen_39", "Wonen/Gemiddelde WOZ-waarde van woningen (x 1 000 euro)"),
    ("p_koopw", "Koopwoningen_40", "Wonen/Woningen naar eigendom/Koopwoningen (%)"),
    ("p_wcorpw", "InBezitWoningcorporatie_42", "Wonen/Huurwoningen/In bezit woningcorporatie (%)"),
    ("g_ele", "GemiddeldeElektriciteitsleveringTotaal_47", "Energie/Gemiddelde elektriciteitslevering totaal (kWh)"),
)  # fmt: skip
_LANG = ("ID", "SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1")

Rij = Mapping[str, object]


def tekst(
    koppen: Sequence[str], rijen: Sequence[Sequence[object]], scheiding: str = ";", *, alles_tussen: bool = False
) -> str:
    """Give a table as text."""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(
        uit,
        delimiter=scheiding,
        lineterminator="\n",
        quoting=csv.QUOTE_ALL if alles_tussen else csv.QUOTE_MINIMAL,
    )
    schrijver.writerow(koppen)
    schrijver.writerows([["" if cel is None else cel for cel in rij] for rij in rijen])
    return uit.getvalue()


def bewaar(path: Path, inhoud: str | bytes, tekenset: str = "utf-8") -> Path:
    """Write a text file; one whose name ends on .gz is packed, with no clock in it."""
    ruw = inhoud if isinstance(inhoud, bytes) else inhoud.encode(tekenset)
    path.write_bytes(gzip.compress(ruw, mtime=0) if path.suffix == ".gz" else ruw)
    return path


def kwb_csv(path: Path, rijen: Sequence[Rij], koppen: Sequence[str] | None = None) -> Path:
    """Write a table with short names, a comma between and a point in numbers; what is missing is empty."""
    koppen = koppen or ("gwb_code", "regio", *(naam for naam, _, _ in VORMEN if naam not in ("gwb_code", "a_nl_all")))
    cellen = [["" if rij.get(kop) == "." else rij.get(kop) for kop in koppen] for rij in rijen]
    return bewaar(path, tekst(koppen, cellen, ","))


def kwb_odata(path: Path, rijen: Sequence[Rij]) -> Path:
    """Write the form of OData: a byte order mark, everything quoted, codes and numbers padded."""
    koppen = ("ID", "WijkenEnBuurten", *(sleutel for _, sleutel, _ in VORMEN))
    cellen = [[i, _vul("gwb_code", rij), *(_vul(naam, rij) for naam, _, _ in VORMEN)] for i, rij in enumerate(rijen)]
    return bewaar(path, tekst(koppen, cellen, alles_tussen=True), "utf-8-sig")


def kwb_statline(path: Path, rijen: Sequence[Rij]) -> Path:
    """Write the form of StatLine with symbols: the header is a path with a unit."""
    koppen = ("Wijken en buurten", *(pad for _, _, pad in VORMEN))
    cellen = [[rij["regio"], *(_vul(naam, rij) for naam, _, _ in VORMEN)] for rij in rijen]
    return bewaar(path, tekst(koppen, cellen, alles_tussen=True), "utf-8-sig")


def _vul(naam: str, rij: Rij) -> str:
    cel = "" if rij.get(naam) is None else str(rij[naam])
    if naam in {"gwb_code", "recs"}:
        return cel.ljust(10)
    return cel.ljust(40) if naam == "gm_naam" else cel.rjust(8)


def misdrijven(path: Path, rijen: Sequence[tuple[str, str, str, object]]) -> Path:
    """Write the long form of the police: kind, area, period, count."""
    cellen = [
        [i, soort.ljust(6), code.ljust(10), periode, str(aantal).rjust(8)]
        for i, (soort, code, periode, aantal) in enumerate(rijen)
    ]
    return bewaar(path, tekst(_LANG, cellen, alles_tussen=True), "utf-8-sig")


def gewone_rijen() -> list[dict[str, object]]:
    """Give rows of all levels as CBS has them, with everything that can be odd in a value."""
    return [
        kwb_rij("NL00", gm_naam="Nederland", p_koopw=57),
        kwb_rij("GM9999", ind_wbi="."),
        kwb_rij("WK999900"),
        kwb_rij("BU99990001", p_koopw=0, g_wozbag="."),
        kwb_rij("BU99990002", p_koopw=".", a_00_14=0),
        kwb_rij("BU9999AA03", p_koopw=33.5, ind_wbi=3),
    ]
