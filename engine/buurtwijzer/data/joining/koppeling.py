"""`JoinReport`: how the files of a run fit together, in a form for people, for programs and for the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from buurtwijzer.core.dutch import format_number, join_words, name_some


@dataclass(frozen=True, slots=True)
class Other:
    """An area that is written otherwise in a file than in the table.

    Attributes:
        code: Its code in the file.
        naam: Its name in the file.
        basis_code: The code of the row.
        basis_naam: The name of the row.
    """

    code: str
    naam: str
    basis_code: str
    basis_naam: str

    def as_dict(self) -> dict[str, str]:
        """Give the JSON form."""
        return {"code": self.code, "naam": self.naam, "nu_code": self.basis_code, "nu_naam": self.basis_naam}


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """How one file fits on the rows of the table.

    Attributes:
        naam: File, and its sheet when there are several.
        jaar: Year of its figures.
        indeling: Years its area division can be of, in Dutch words.
        gekoppeld: Number of its areas that are rows.
        alleen_hier: Codes that are no rows.
        niet_hier: Codes of rows in its gemeenten that it does not have.
        hernoemd: The same area under another name.
        hergecodeerd: The same area under another code.
        andere_naam: The same code for what may be another area; not used.
        omgezet: Codes whose figures were carried over from an earlier division.
        zonder_naam: The same code without a name, of what was another area; not used.
        alleen_code: Codes that fit without names to check them by.
        verdwenen: Codes of an earlier division whose residents a newer file has under other codes.
    """

    naam: str
    jaar: int
    indeling: str
    gekoppeld: int
    alleen_hier: tuple[str, ...]
    niet_hier: tuple[str, ...]
    hernoemd: tuple[Other, ...]
    hergecodeerd: tuple[Other, ...]
    andere_naam: tuple[Other, ...]
    omgezet: tuple[str, ...]
    zonder_naam: tuple[Other, ...] = ()
    alleen_code: tuple[str, ...] = ()
    verdwenen: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give the JSON form."""
        return {
            "bestand": self.naam,
            "jaar": self.jaar,
            "indeling": self.indeling,
            "gekoppeld": self.gekoppeld,
            "alleen_hier": list(self.alleen_hier),
            "niet_hier": list(self.niet_hier),
            "hernoemd": [other.as_dict() for other in self.hernoemd],
            "hergecodeerd": [other.as_dict() for other in self.hergecodeerd],
            "andere_naam": [other.as_dict() for other in self.andere_naam],
            "omgezet": list(self.omgezet),
            "zonder_naam": [other.as_dict() for other in self.zonder_naam],
            "alleen_code": list(self.alleen_code),
            "verdwenen": list(self.verdwenen),
        }

    def words(self) -> str:
        """Give the Dutch text form."""
        parts = [f"{format_number(self.gekoppeld, 0)} gekoppeld"]
        for codes, words in (
            (self.alleen_hier, "alleen in dit bestand"),
            (self.niet_hier, "in deze gemeenten niet in dit bestand"),
            ([f"{other.code} nu {other.basis_code}" for other in self.hergecodeerd], "met een nieuwe code"),
            ([other.code for other in self.hernoemd], "met een nieuwe naam"),
            ([other.code for other in self.andere_naam], "met dezelfde code en een andere naam, niet gebruikt"),
            ([other.code for other in self.zonder_naam], "zonder naam en eerder een ander gebied, niet gebruikt"),
            (self.alleen_code, "op code alleen"),
            (self.verdwenen, "uit een eerdere indeling, geen rij"),
            (self.omgezet, "omgezet naar de nieuwe indeling"),
        ):
            if codes:
                parts.append(f"{format_number(len(codes), 0)} {words} ({name_some(list(codes), 5)})")
        division = "" if self.indeling == "onbekend" else f", indeling {self.indeling}"
        return f"cijfers over {self.jaar}{division}: {'; '.join(parts)}"


@dataclass(frozen=True, slots=True)
class JoinReport:
    """How the files of a run fit together.

    Attributes:
        bestanden: Per file, in the order given.
        strijdig: Figures on which files differ, in Dutch words.
        valse_nullen: Gemeenten whose buurten cannot be right in a file, in Dutch words.
        jaren: Per indicator with figures the latest year of which it is known.
    """

    bestanden: tuple[JoinedFile, ...]
    strijdig: tuple[str, ...]
    valse_nullen: tuple[str, ...]
    jaren: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, Any]:
        """Give the JSON form."""
        return {
            "bestanden": [file.as_dict() for file in self.bestanden],
            "strijdig": list(self.strijdig),
            "valse_nullen": list(self.valse_nullen),
            "laatste_jaar": dict(self.jaren),
        }

    def rows(self) -> Iterator[tuple[str, str]]:
        """Give the rows for the receipt; one file has nothing to fit on."""
        if len(self.bestanden) < 2:
            return
        for number, file in enumerate(self.bestanden, 1):
            yield f"bestand {number} koppeling", file.words()
        yield "koppeling, strijdige waarden", " ".join(self.strijdig) or "geen"
        yield "koppeling, buurtcijfers die niet kloppen", " ".join(self.valse_nullen) or "geen"
        by_year = {year: [name for name, own in self.jaren if own == year] for _, year in self.jaren}
        years = [f"{year}: {join_words(names)}" for year, names in sorted(by_year.items(), reverse=True)]
        yield "laatste jaar per indicator", "; ".join(years) or "geen cijfers"

    def lines(self) -> list[str]:
        """Give the Dutch text form."""
        return [f"{part}: {value}" for part, value in self.rows()]
