"""Inputs of one line of the plan: the rule's value with its range, or the organisation's own in its place."""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import PlanRegel
from buurtwijzer.rulebook.schema import Interventie, Status
from buurtwijzer.valuation.build.general import OWN, PARAMETERS, PRICE_YEARS, overwritten, own_range
from buurtwijzer.valuation.expressions import Ref
from buurtwijzer.valuation.inputs import Invoer
from buurtwijzer.valuation.model import Sheet

DEEL, JAAR = "deel (0-1)", "jaar"
DEEL_VAN_NUL = "deel van wat er zonder is"
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line while it is built.

    Attributes:
        sheet: Where cells go.
        rulebook: Rules.
        id: Prefix of its cells.
        regel: What is planned.
        rule: The intervention.
        groep: Heading of its inputs on Aannames.
        prijspeil: Year of the prices of the plan; that of an own amount too, unless it says another.
    """

    sheet: Sheet
    rulebook: Rulebook
    id: str
    regel: PlanRegel
    rule: Interventie
    groep: str
    prijspeil: int

    def planned(
        self, naam: str, omschrijving: str, waarde: float, eenheid: str, toelichting: str = "", **limits: float | None
    ) -> Ref:
        """Add a choice of the plan: certain, and nobody else's figure."""
        return self.sheet.input(
            Invoer(
                f"{self.id}_{naam}",
                omschrijving,
                waarde,
                eenheid,
                self.groep,
                bron="het plan",
                toelichting=toelichting,
                status=Status.VASTGESTELD,
                minimum=limits.get("minimum", 0.0),
                maximum=limits.get("maximum"),
            )
        )

    def estimated(
        self,
        naam: str,
        omschrijving: str,
        waarde: float | None,
        eenheid: str,
        *,
        bron: str,
        status: Status,
        laag: float | None = None,
        hoog: float | None = None,
        prijspeil: int | None = None,
        toelichting: str | None = None,
        hoogstens: float | None = None,
    ) -> Ref:
        """Add a figure of the rule; an own value of the plan (``eigen``) takes its place, with its own range if any.

        Where `hoogstens` is given it may be so large, and as large the other way.
        """
        own = self.regel.eigen.get(naam)
        titel = self.rulebook.bronnen[bron].titel if bron in self.rulebook.bronnen else bron
        if own is not None:
            laag, hoog = own_range(own)
            prijspeil = None if prijspeil is None else own.prijspeil or self.prijspeil
        is_certain = laag is None or hoog is None or laag == hoog
        limits: tuple[float | None, float | None] = (0.0, 1.0 if eenheid == DEEL else None)
        if hoogstens is not None:
            limits = (-hoogstens, hoogstens)
        elif naam.endswith("prijsjaar"):
            limits = PRICE_YEARS
        return self.sheet.input(
            Invoer(
                f"{self.id}_{naam}",
                omschrijving,
                _known(waarde) if own is None else own.waarde,
                eenheid,
                self.groep,
                None if is_certain else laag,
                None if is_certain else hoog,
                prijspeil=prijspeil,
                bron=titel if own is None else OWN,
                bron_id=bron if own is None and bron in self.rulebook.bronnen else "",
                toelichting=toelichting or "",
                status=status,
                overschrijving=None if own is None else overwritten(own, waarde, titel),
                minimum=limits[0],
                maximum=limits[1],
            )
        )

    def fraction(
        self, naam: str, omschrijving: str, waarde: float, *, bron: str, status: Status, toelichting: str | None = None
    ) -> Ref:
        """Add a share of which the rule gives no range: the general margin of the parameters holds, within 0 to 1."""
        margin = self.rulebook.getal(PARAMETERS, "marge_netto_frac")
        low, high = waarde * (1 - margin), min(1.0, waarde * (1 + margin))
        return self.estimated(
            naam, omschrijving, waarde, DEEL, bron=bron, status=status, laag=low, hoog=high, toelichting=toelichting
        )

    def own(self, naam: str) -> bool:
        """Tell whether the plan gives an own value."""
        return naam in self.regel.eigen


def waiting(line: Line) -> Ref:
    """Add how many years pass before it works: whole years, since what a year brings falls at its end."""
    rule = line.rule
    years = float(rule.doorlooptijd_maanden // _MONTHS)
    return line.estimated("wacht", "Jaren voordat het werkt", years, JAAR, bron=rule.bron[0], status=rule.status)


def _known(waarde: float | None) -> float:
    if waarde is None:
        raise ValueError
    return waarde
