"""Tables as the services hold them, made from files in the form of StatLine, of RIVM or of CBS."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineWorkbook

Rij = dict[str, object]


@dataclass
class Tabel:
    """One table: its parts by name, and what it says of itself."""

    id: str
    jaar: str
    delen: dict[str, list[Rij]]
    gewijzigd: str = "2025-03-27T02:00:00"
    titel: str = "Een tabel"
    vorm: str = "v3"
    fouten: list[str] = field(default_factory=list)

    def info(self) -> Rij:
        naam = "TemporalCoverage" if self.vorm == "v4" else "Period"
        return {"Identifier": self.id, "Title": self.titel, naam: self.jaar, "Modified": self.gewijzigd}


def gebieden(rijen: list[Rij], namen: dict[str, str] | None = None) -> list[Rij]:
    """Give the dimension WijkenEnBuurten of rows, as padded as in the rows."""
    codes = dict.fromkeys(str(rij["WijkenEnBuurten"]) for rij in rijen)
    namen = namen or {}
    return [
        {"Key": code, "Title": namen.get(code.strip(), f"Gebied {code.strip()}"), "Description": "", "Municipality": ""}
        for code in codes
    ]


def onderwerpen(kolommen: list[str], soorten: dict[str, str]) -> list[Rij]:
    """Give DataProperties for rows whose columns have no groups."""
    return [
        {
            "ID": nummer,
            "ParentID": None,
            "Type": soorten.get(naam, "Topic"),
            "Key": naam,
            "Title": naam[:40],
            "Unit": "",
        }
        for nummer, naam in enumerate(kolommen)
        if naam != "ID"
    ]


def kwb_uit_csv(pad: Path, tabel: str, jaar: str, namen: dict[str, str]) -> Tabel:
    """Make a table from an untyped export: the very strings of the service."""
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        rijen: list[Rij] = [dict(rij) for rij in csv.DictReader(bestand, delimiter=";")]
    for rij in rijen:
        rij["ID"] = int(str(rij["ID"]))
    eigenschappen = onderwerpen(list(rijen[0]), {"WijkenEnBuurten": "GeoDetail"})
    delen = {"UntypedDataSet": rijen, "DataProperties": eigenschappen, "WijkenEnBuurten": gebieden(rijen, namen)}
    return Tabel(tabel, jaar, delen, titel="Kerncijfers wijken en buurten")


def gezondheid_uit_xlsx(pad: Path, tabel: str, namen: dict[str, str]) -> Tabel:
    """Make a table from a workbook in the form of RIVM."""
    cellen = CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()
    kop = [str(cel) for cel in cellen[0]]
    rijen: list[Rij] = [dict(zip(kop, map(_tekst, rij), strict=True)) for rij in cellen[1:]]
    for nummer, rij in enumerate(rijen):
        rij["ID"] = nummer
    dimensies = {"WijkenEnBuurten": "GeoDetail", "Leeftijd": "Dimension", "Marges": "Dimension"}
    delen = {
        "UntypedDataSet": rijen,
        "DataProperties": onderwerpen(list(rijen[0]), {**dimensies, "Perioden": "TimeDimension"}),
        "WijkenEnBuurten": gebieden(rijen, namen),
        "Perioden": [
            {"Key": periode, "Title": str(periode)[:4]} for periode in sorted({str(r["Perioden"]) for r in rijen})
        ],
    }
    return Tabel(tabel, "2012, 2016, 2020", delen, titel="Gezondheid per wijk en buurt")


def politie(codes: list[str], tabel: str, perioden: list[str], namen: dict[str, str], soorten: list[str]) -> Tabel:
    """Make a table of crime in which every count is known: its place in the table."""
    rijen: list[Rij] = []
    for periode in perioden:
        for soort in soorten:
            for code in codes:
                nummer = len(rijen)
                rijen.append(
                    {
                        "ID": nummer,
                        "SoortMisdrijf": f"{soort:<6}",
                        "WijkenEnBuurten": f"{code:<10}",
                        "Perioden": periode,
                        "GeregistreerdeMisdrijven_1": f"{nummer % 97:>8}",
                    }
                )
    dimensies = {"WijkenEnBuurten": "GeoDetail", "SoortMisdrijf": "Dimension", "Perioden": "TimeDimension"}
    delen = {
        "UntypedDataSet": rijen,
        "DataProperties": onderwerpen(list(rijen[0]), dimensies),
        "WijkenEnBuurten": gebieden(rijen, namen),
        "Perioden": [{"Key": periode, "Title": periode[:4]} for periode in perioden],
    }
    return Tabel(tabel, "2012 - 2025", delen, titel="Geregistreerde misdrijven")


def nabijheid_uit_statline(pad: Path, tabel: str, jaar: str) -> Tabel:
    """Make a table, with keys that are not unique but for their number, from an export with titles."""
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        kop, *lijnen = list(csv.reader(bestand, delimiter=";"))
    eigenschappen: list[Rij] = [
        {"ID": 0, "ParentID": None, "Type": "GeoDetail", "Key": "WijkenEnBuurten", "Title": kop[0], "Unit": None}
    ]
    groepen: dict[tuple[str, ...], int] = {}
    sleutels = ["WijkenEnBuurten"]
    for nummer, titel in enumerate(kop[1:], start=1):
        naam, _, eenheid = titel.removesuffix(")").rpartition(" (")
        *pad_, laatste = naam.split("/")
        boven = None
        for diepte in range(len(pad_)):
            groep = tuple(pad_[: diepte + 1])
            if groep not in groepen:
                groepen[groep] = len(eigenschappen)
                eigenschappen.append(
                    {"ID": groepen[groep], "ParentID": boven, "Type": "TopicGroup", "Key": "", "Title": groep[-1]}
                )
            boven = groepen[groep]
        sleutel = re.sub(r"\W", "", laatste.title()) + f"_{nummer}"
        sleutels.append(sleutel)
        eigenschappen.append(
            {
                "ID": len(eigenschappen),
                "ParentID": boven,
                "Type": "Topic",
                "Key": sleutel,
                "Title": laatste,
                "Unit": eenheid,
            }
        )
    code = next(i for i, titel in enumerate(kop) if titel.startswith("Regioaanduiding/Codering"))
    rijen: list[Rij] = [
        {"ID": nummer, **dict(zip(sleutels, [lijn[code], *lijn[1:]], strict=True))}
        for nummer, lijn in enumerate(lijnen)
    ]
    namen = {lijn[code].strip(): lijn[0] for lijn in lijnen}
    delen = {"UntypedDataSet": rijen, "DataProperties": eigenschappen, "WijkenEnBuurten": gebieden(rijen, namen)}
    return Tabel(tabel, jaar, delen, titel="Nabijheid voorzieningen")


def kwb_uit_xlsx(pad: Path, tabel: str, jaar: str, sleutels: dict[str, str]) -> Tabel:
    """Make a table from a workbook of CBS, under the keys of OData.

    Args:
        pad: Workbook with short names of CBS.
        tabel: Number of the table.
        jaar: What it says of its year.
        sleutels: Key of OData, without number, by short name.
    """
    cellen = CalamineWorkbook.from_path(str(pad)).get_sheet_by_index(0).to_python()
    kop = [str(cel).strip() for cel in cellen[0]]
    rijen: list[Rij] = []
    for nummer, lijn in enumerate(cellen[1:]):
        waarden = dict(zip(kop, map(_tekst, lijn), strict=True))
        rij: Rij = {"ID": nummer, "WijkenEnBuurten": f"{waarden['gwb_code_10']:<10}"}
        for plek, (kort, sleutel) in enumerate(sleutels.items(), start=1):
            if kort == "gwb_code":
                rij[f"{sleutel}_{plek}"] = f"{waarden['gwb_code_10']:<10}"
            elif kort in waarden:
                rij[f"{sleutel}_{plek}"] = f"{waarden[kort]:>8}"
        rijen.append(rij)
    namen = {str(lijn[kop.index("gwb_code_10")]).strip(): str(lijn[kop.index("regio")]) for lijn in cellen[1:]}
    eigenschappen = onderwerpen(list(rijen[0]), {"WijkenEnBuurten": "GeoDetail"})
    delen = {"UntypedDataSet": rijen, "DataProperties": eigenschappen, "WijkenEnBuurten": gebieden(rijen, namen)}
    return Tabel(tabel, jaar, delen, titel="Kerncijfers wijken en buurten 2023")


def waarnemingen(rijen: list[Rij], tabel: str, jaar: str, maten: dict[str, tuple[str, str, str]]) -> Tabel:
    """Make a table of OData 4: a row per area and measure.

    Args:
        rijen: Figures by measure, with ``code`` and ``naam``; None is missing.
        tabel: Number of the table.
        jaar: What it says of its year.
        maten: Group, title and unit by code of the measure.
    """
    groepen = list(dict.fromkeys(groep for groep, _, _ in maten.values()))
    delen: dict[str, list[Rij]] = {
        "Observations": [],
        "MeasureCodes": [
            {"Identifier": maat, "Title": titel, "Unit": eenheid, "MeasureGroupId": f"G{groepen.index(groep)}"}
            for maat, (groep, titel, eenheid) in maten.items()
        ],
        "MeasureGroups": [{"Id": f"G{i}", "Title": groep, "ParentId": None} for i, groep in enumerate(groepen)],
        "WijkenEnBuurtenCodes": [
            {"Identifier": f"{rij['code']:<10}", "Title": rij["naam"], "DimensionGroupId": ""} for rij in rijen
        ],
    }
    for rij in rijen:
        for maat in maten:
            delen["Observations"].append(
                {
                    "Id": len(delen["Observations"]),
                    "Measure": maat,
                    "ValueAttribute": "None" if rij[maat] is not None else "Secret",
                    "Value": rij[maat],
                    "StringValue": None,
                    "WijkenEnBuurten": f"{rij['code']:<10}",
                }
            )
    return Tabel(tabel, jaar, delen, titel=f"Kerncijfers wijken en buurten {jaar}", vorm="v4")


def _tekst(cel: object) -> str:
    return str(int(cel)) if isinstance(cel, float) and cel.is_integer() else str(cel)
