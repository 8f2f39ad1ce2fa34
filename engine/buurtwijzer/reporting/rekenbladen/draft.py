"""`Draft`: a canvas with formulas of a model, which are written once every cell of every sheet has its place."""

from __future__ import annotations

from buurtwijzer.reporting.rekenbladen.canvas import Canvas, Later
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.valuation.expressions import Expression


class Draft(Canvas):
    """A sheet of a model while it is made."""

    def __init__(self, naam: str, layout: Layout, breedtes: dict[int, float]) -> None:
        """Start empty.

        Args:
            naam: Name of the sheet.
            layout: The workbook it is part of.
            breedtes: Width per column.
        """
        super().__init__(naam, breedtes)
        self.layout = layout
        self.getoond: dict[tuple[int, int], Expression] = {}
        """Formulas in cells without a name, by place."""
        self.eigen: set[tuple[int, int]] = set()
        """Cells of the model whose formula looks at more than the model does."""

    def show(self, rij: int, kolom: int, formule: Expression, stijl: str) -> None:
        """Put a formula in a cell that no other cell refers to by name."""
        self.getoond[rij, kolom] = formule
        self.later(rij, kolom, lambda: self.layout.formule(formule, self.naam), stijl)

    def home_as(self, rij: int, kolom: int, naam: str, maak: Later, stijl: str) -> None:
        """Put a formula of the model in the cell where it stands, with more around it that only a sheet has."""
        self.later(rij, kolom, maak, stijl)
        self.eigen.add((rij, kolom))
        self.stappen[naam] = self.area(rij, kolom)
        self.layout.place(naam, self.stappen[naam])

    def home(self, rij: int, kolom: int, naam: str, stijl: str) -> None:
        """Put a formula of the model, or of this workbook, in the cell where it stands."""
        self.later(rij, kolom, lambda: self.layout.formule_of(naam, self.naam), stijl)
        self.stappen[naam] = self.area(rij, kolom)
        self.layout.place(naam, self.stappen[naam])
