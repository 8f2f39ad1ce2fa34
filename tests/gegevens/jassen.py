"""One table in every form that people have it in: made from the same texts, so that reading may give no difference."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.gegevens.tekstbestanden import bewaar, tekst

_GETAL = re.compile(r"-?\d+(\.\d+)?")
_TEKST = (
    *("WijkenEnBuurten", "Gemeentenaam", "SoortRegio", "Codering"),
    *("regio", "gm", "recs", "gwb", "Marges", "Perioden", "Leeftijd"),
)
_ADRES = "https://opendata.cbs.nl/ODataApi/OData/{tabel}/$metadata#Cbs.OData.WebAPI.TypedDataSet"


@dataclass(frozen=True)
class Tabel:
    """Headers as keys of OData, and cells as the untyped text that OData gives."""

    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]

    def kies(self, koppen: Sequence[str]) -> Tabel:
        """Give some of the columns."""
        plaats = [self.koppen.index(kop) for kop in koppen]
        return Tabel(tuple(koppen), tuple(tuple(rij[i] for i in plaats) for rij in self.rijen))

    def hernoem(self, namen: Mapping[str, str]) -> Tabel:
        """Give the table with other headers."""
        return Tabel(tuple(namen.get(kop, kop) for kop in self.koppen), self.rijen)


def getypeerd(kop: str, cel: str) -> object:
    """Give a cell as TypedDataSet has it: a number, null, or padded text."""
    if kop.partition("_")[0] in _TEKST:
        return cel
    kaal = cel.strip()
    if not _GETAL.fullmatch(kaal):
        return None
    return float(kaal) if "." in kaal else int(kaal)


def records(tabel: Tabel, *, typed: bool) -> list[dict[str, object]]:
    """Give the rows as OData gives them in JSON."""
    return [
        {kop: getypeerd(kop, cel) if typed else cel for kop, cel in zip(tabel.koppen, rij, strict=True)}
        for rij in tabel.rijen
    ]


def als_odata_json(path: Path, tabel: Tabel, *, typed: bool, nummer: str = "84583NED") -> Path:
    """Write what the service gives when its address is opened."""
    inhoud = {"odata.metadata": _ADRES.format(tabel=nummer), "value": records(tabel, typed=typed)}
    return bewaar(path, json.dumps(inhoud, ensure_ascii=False))


def als_lijst(path: Path, tabel: Tabel, *, typed: bool) -> Path:
    """Write what ``cbsodata`` writes into a folder."""
    return bewaar(path, json.dumps(records(tabel, typed=typed), indent=2))


def als_regels(path: Path, tabel: Tabel) -> Path:
    """Write a record per line."""
    return bewaar(path, "\n".join(json.dumps(record) for record in records(tabel, typed=True)) + "\n")


def als_pandas(path: Path, tabel: Tabel, orient: str) -> Path:
    """Write what ``to_json`` of pandas makes."""
    rijen = records(tabel, typed=True)
    inhoud: object = rijen
    if orient == "columns":
        inhoud = {kop: {str(i): rij[kop] for i, rij in enumerate(rijen)} for kop in tabel.koppen}
    elif orient == "index":
        inhoud = {str(i): rij for i, rij in enumerate(rijen)}
    elif orient == "split":
        data = [list(rij.values()) for rij in rijen]
        inhoud = {"columns": list(tabel.koppen), "index": list(range(len(rijen))), "data": data}
    return bewaar(path, json.dumps(inhoud))


def als_cbsodata_csv(path: Path, tabel: Tabel, namen: Mapping[str, str]) -> Path:
    """Write ``get_data`` of cbsodata through pandas: names for codes, a number per row, nothing for null."""
    gebied = tabel.koppen.index("WijkenEnBuurten")
    cellen = []
    for i, rij in enumerate(tabel.rijen):
        vast = [getypeerd(kop, cel) for kop, cel in zip(tabel.koppen, rij, strict=True)]
        vast[gebied] = namen[rij[gebied].strip()]
        cellen.append([i, *vast])
    return bewaar(path, tekst(("", *tabel.koppen), cellen, ","))


def als_r_csv(path: Path, tabel: Tabel, *, rijnummers: str = "") -> Path:
    """Write what ``write.csv`` of R makes: dots in names, NA, a column with numbers of rows."""
    cellen = [
        [
            i,
            *(
                "NA" if (waarde := getypeerd(kop, cel)) is None else waarde
                for kop, cel in zip(tabel.koppen, rij, strict=True)
            ),
        ]
        for i, rij in enumerate(tabel.rijen, start=1)
    ]
    return bewaar(path, tekst((rijnummers, *map(make_names, tabel.koppen)), cellen, ","))


def make_names(kop: str) -> str:
    """Give a header as R makes it: every sign that may not be in a name becomes a dot."""
    naam = re.sub(r"[^\w.]", ".", kop)
    return f"X{naam}" if naam[:1].isdigit() else naam


_KENMERK = {".": "Missing", "": "Impossible", "x": "Confidential"}


def waarnemingen(tabel: Tabel, maten: Mapping[str, str]) -> list[tuple[object, ...]]:
    """Give Id, Measure, ValueAttribute, Value, StringValue and WijkenEnBuurten of every cell that has a measure."""
    gebied = tabel.koppen.index("WijkenEnBuurten")
    gevonden: list[tuple[object, ...]] = []
    for rij in tabel.rijen:
        for kop, cel in zip(tabel.koppen, rij, strict=True):
            if kop not in maten:
                continue
            kaal = cel.strip()
            is_getal = bool(_GETAL.fullmatch(kaal))
            waarde = float(kaal) if is_getal else None
            kenmerk = "None" if is_getal else _KENMERK[kaal]
            gevonden.append((len(gevonden), maten[kop], kenmerk, waarde, None, rij[gebied].strip()))
    return gevonden


V4 = ("Id", "Measure", "ValueAttribute", "Value", "StringValue", "WijkenEnBuurten")


def als_v4_csv(
    path: Path, rijen: Sequence[Sequence[object]], scheiding: str = ";", *, alles_tussen: bool = False
) -> Path:
    """Write observations as text."""
    return bewaar(path, tekst(V4, rijen, scheiding, alles_tussen=alles_tussen))


def als_v4_json(path: Path, rijen: Sequence[Sequence[object]], tabel: str = "86165NED") -> Path:
    """Write observations as the service gives them."""
    adres = f"https://datasets.cbs.nl/odata/v1/CBS/{tabel}/$metadata#Observations"
    return bewaar(
        path, json.dumps({"@odata.context": adres, "value": [dict(zip(V4, rij, strict=True)) for rij in rijen]})
    )


def als_klassiek(
    path: Path,
    tabel: Tabel,
    paden: Mapping[str, tuple[str, str]],
    *,
    eerste: Mapping[str, str] | None = None,
    titel: str = "Kerncijfers wijken en buurten 2019",
    gesplitst: bool = False,
    tekenset: str = "cp1252",
) -> Path:
    """Write the classic form of StatLine: titles, topics, units, data with a comma, the source; CRLF.

    Args:
        path: Where.
        tabel: The table.
        paden: Per header its path with ``|`` and its unit; other headers are left out.
        eerste: Per code the name in the first column; without it the code stands there.
        titel: The title above it.
        gesplitst: Whether every step of a path has a row of its own.
        tekenset: The encoding.
    """
    gebied = tabel.koppen.index("WijkenEnBuurten")
    plaats = [i for i, kop in enumerate(tabel.koppen) if kop in paden]
    namen = [paden[tabel.koppen[i]] for i in plaats]
    rijen: list[list[str]] = [[titel], []]
    if gesplitst:
        diepte = max(pad.count("|") for pad, _ in namen) + 1
        rijen += [
            [f"Onderwerpen_{laag + 1}", *((pad.split("|") + [""] * diepte)[laag] for pad, _ in namen)]
            for laag in range(diepte)
        ]
        rijen.append(["Wijken en buurten", *("" for _ in namen)])
    else:
        rijen += [["Onderwerp"], ["Wijken en buurten", *(pad for pad, _ in namen)]]
    rijen.append(["", *(eenheid for _, eenheid in namen)])
    for rij in tabel.rijen:
        code = rij[gebied].strip()
        rijen.append(
            [
                eerste[code] if eerste else code,
                *(rij[i].strip().replace(".", ",") if _GETAL.fullmatch(rij[i].strip()) else rij[i] for i in plaats),
            ]
        )
    rijen += [["Bron: CBS"], ["(c) Centraal Bureau voor de Statistiek, Den Haag/Heerlen 22-11-2026"]]
    inhoud = "\r\n".join(";".join(f'"{cel}"' for cel in rij) for rij in rijen) + "\r\n"
    return bewaar(path, inhoud, tekenset)
