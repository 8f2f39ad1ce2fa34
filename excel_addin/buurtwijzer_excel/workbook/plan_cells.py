"""Cells of the sheet ``Plan`` by the header above them; what does not fit is told at its cell, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Interventie, Partij
from buurtwijzer_excel.workbook.value_issue_kinds import X471

PARTIES: Mapping[str, Partij] = {
    name: partij for partij in Partij for name in (partij.value, party_name(partij).casefold())
}
FIRST_YEAR, LAST_YEAR = 1995.0, 2100.0


@dataclass(slots=True)
class PlanCells:
    """The sheet while it is read."""

    blok: SheetBlock
    columns: Mapping[str, int]
    issues: list[Issue] = field(default_factory=list)

    def place(self, row: int, kop: str) -> CellPlace:
        """Give the place of a cell."""
        return CellPlace(self.blok.werkmap, self.blok.blad, row + 1, self.columns[kop] + 1)

    def text(self, row: int, kop: str) -> str:
        """Give what a cell says; a whole number without decimals."""
        cells = self.blok.rijen[row]
        cell = cells[self.columns[kop]] if self.columns[kop] < len(cells) else ""
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return str("" if cell is None else cell).strip()

    def wrong(self, row: int, kop: str, wat: str, hoe: str) -> None:
        """Tell what is wrong in a cell and what to do."""
        self.issues.append(X471.at(self.place(row, kop), wat=wat, hoe=hoe))

    def number(self, row: int, kop: str, standard: float, low: float, high: float = 1e12) -> float:
        """Read a number within bounds; the standard one where the cell is empty, or wrong, which is told."""
        text = self.text(row, kop)
        try:
            value = float(text.replace(",", ".")) if text else standard
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            self.wrong(row, kop, f"Bij '{kop}' staat geen getal dat kan.", "Vul een getal in, of laat de cel leeg.")
            return standard
        return value

    def year(self, row: int, kop: str, standard: float) -> int:
        """Read a year."""
        return int(self.number(row, kop, standard, FIRST_YEAR, LAST_YEAR))


def rule_named(rulebook: Rulebook, naam: str) -> Interventie | None:
    """Give the intervention with an id or a name."""
    by_name = (rule for rule in rulebook.interventies.values() if rule.naam.casefold() == naam.casefold())
    return rulebook.interventies.get(naam) or next(by_name, None)
