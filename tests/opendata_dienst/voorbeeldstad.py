"""The fictional town as the services would hold it."""

from __future__ import annotations

from pathlib import Path

from buurtwijzer.rulebook.model import Rulebook
from tests.opendata_dienst.tabellen import Rij, Tabel, gezondheid_uit_xlsx, kwb_uit_xlsx, politie, waarnemingen

VOORBEELD = Path(__file__).resolve().parents[2] / "sample_data"
KWB = VOORBEELD / "kwb2023_voorbeeldstad.xlsx"
GEZONDHEID = VOORBEELD / "gezondheid2020_voorbeeldstad.xlsx"
NAMEN = {"GM9999": "Voorbeeldstad", "GM9998": "Bergen (NH.)", "GM9997": "Bergen (L.)", "GM9996": "'s-Voorbeeldhage"}
MISDRIJVEN = ["0.0.0", "1.1.1", "2.2.1", "3.6.4"]


def kwb(regels: Rulebook) -> Tabel:
    """Give Kerncijfers 2023 under the keys of OData, with three other gemeenten in the list of areas."""
    sleutels: dict[str, str] = {}
    for kolom in regels.kolommen["cbs_kwb"].kolommen:
        if kolom.odata and kolom.odata not in sleutels.values() and kolom.volgorde is None:
            sleutels.setdefault(kolom.kolom, kolom.odata)
    del sleutels["wijken_en_buurten"]
    tabel = kwb_uit_xlsx(KWB, "85618NED", "2023", sleutels)
    for code in ("GM9998", "GM9997", "GM9996"):
        tabel.delen["WijkenEnBuurten"].append({"Key": f"{code:<10}", "Title": NAMEN[code]})
    return tabel


def gezondheid() -> list[Tabel]:
    """Give the three tables on health; only the oldest has 2020, and the newest has a year after it."""
    oudste = gezondheid_uit_xlsx(GEZONDHEID, "50090NED", NAMEN)
    nieuw = [
        Tabel(nummer, "2024", {"Perioden": [{"Key": "2024JJ00", "Title": "2024"}]})
        for nummer in ("50150NED", "50120NED")
    ]
    return [*nieuw, oudste]


def misdrijven(perioden: list[str], nummer: str = "47018NED") -> Tabel:
    """Give crime in the areas of the town."""
    return politie(codes(), nummer, perioden, NAMEN, MISDRIJVEN)


def codes() -> list[str]:
    """Give the areas of the town in 2023."""
    return [str(rij["Key"]).strip() for rij in gebiedslijst()]


def gebiedslijst() -> list[Rij]:
    """Give the list of areas of the town."""
    return kwb_uit_xlsx(KWB, "85618NED", "2023", {"gwb_code": "Codering"}).delen["WijkenEnBuurten"]


def kwb_v4(maten: dict[str, tuple[str, str, str]]) -> Tabel:
    """Give a table of 2025 in OData 4, with figures that follow from the place in the list; each third is secret."""
    rijen: list[Rij] = []
    for nummer, gebied in enumerate(gebiedslijst()):
        cijfers = {
            maat: None if (nummer + plek) % 3 == 0 and plek else 2 * nummer + plek for plek, maat in enumerate(maten)
        }
        rijen.append({"code": str(gebied["Key"]).strip(), "naam": gebied["Title"], **cijfers})
    return waarnemingen(rijen, "86165NED", "2025", maten)
