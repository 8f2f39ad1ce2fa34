"""What residents and workers judge of findings and proposals, as it was written down; no names of persons."""

from __future__ import annotations

from dataclasses import dataclass, field

from buurtwijzer.core.places import CellPlace

HERKENNING = ("ja", "deels", "nee")
"""Answers to a finding."""
DRAAGVLAK = ("ja", "mits", "nee")
"""Answers to a proposal."""
VOORSTEL = "voorstel"
KERN = "kern"
SOORTEN = (KERN, "leefstijl", "kracht", "aandachtspunt", VOORSTEL)
"""What a mark of a subject can begin with."""


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What people in one role said about one finding or proposal of one area.

    Attributes:
        code: Code of the area.
        naam: Name of the area, as it was written.
        kenmerk: What it is about, e.g. ``aandachtspunt:eenzaamheid``; stays the same when the order changes.
        onderwerp: The same on screen.
        tekst: What was said of it then.
        rol: Id of the role; empty when nothing is filled in.
        antwoord: One of `HERKENNING` or `DRAAGVLAK`; empty is not asked, which is not no.
        personen: How many people gave this answer; 0 when empty.
        wie: Who joins in: a group or function.
        toelichting: Free text.
        datum: Day as ``jjjj-mm-dd``; empty when unknown.
        plek: The cell of the answer; no part of what was said.
    """

    code: str
    naam: str
    kenmerk: str
    onderwerp: str
    tekst: str
    rol: str
    antwoord: str = ""
    personen: int = 0
    wie: str = ""
    toelichting: str = ""
    datum: str = ""
    plek: CellPlace | None = field(default=None, compare=False)

    @property
    def telt(self) -> bool:
        """Tell whether there is an answer to count."""
        return bool(self.antwoord)


@dataclass(frozen=True, slots=True)
class Spiegeling:
    """The judgements of a mirror session.

    Attributes:
        oordelen: The rows in which something is filled in, in the order they were written.
        codes: The areas that were asked about; empty when that is all of them.
        bron: Name of the workbook; empty when nothing was written down yet.
    """

    oordelen: tuple[Oordeel, ...] = ()
    codes: tuple[str, ...] = ()
    bron: str = ""
