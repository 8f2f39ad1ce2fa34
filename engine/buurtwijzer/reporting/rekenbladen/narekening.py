"""Sheet ``Narekening``: every formula of the model once more, beside what stands in the workbook now.

The other sheets lie here below each other, cell for cell. A step is computed again from the assumptions and from other
steps on this sheet, so that a formula that was replaced gives another outcome than its copy, also after an assumption
was changed and whatever the language of the program. A number of the run stands here a second time. Other formulas are
only marked: that one stands there can be seen, not which. A copy of the formula's text would depend on the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from buurtwijzer.reporting.rekenbladen.aannames_kolommen import REGELS
from buurtwijzer.reporting.rekenbladen.canvas import Canvas
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Bereik, Formule, Kleurregel, Rekenblad, defined_name, quoted
from buurtwijzer.reporting.rekenbladen.stijlen import FOUT
from buurtwijzer.valuation.build.assumed import OPEN as OPENED

NAAM = "Narekening"
MERKTEKEN = "formule"
"""Stands where a formula stands that is not computed again."""
_TITLE = "Narekening: elke stap nog eens uitgerekend"
_EXPLAINED = (
    "Onder de tabel staan de andere bladen nog eens, cel voor cel: elke stap opnieuw uit de aannames.",
    "Dit ziet een getal of tekst over een formule, een formule met een andere uitkomst, een ander getal van de run.",
    "Dit ziet niet: een andere formule met dezelfde uitkomst, een andere tekst, of wie ook dit blad verandert.",
    "Alles ziet: buurtwijzer value ... --controleer werkmap.xlsx. Doe dat voor u tekent.",
)
_KOP = (
    ("Blad en deel", False),
    ("Cellen met een formule, bij het maken (aantal)", True),
    ("Overschreven: geen formule meer (aantal)", True),
    ("Rij", True),
    ("Kolom", True),
    ("Eerste overschreven cel", False),
    ("Wijkt af van de narekening (aantal)", True),
    ("Rij", True),
    ("Kolom", True),
    ("Eerste cel die afwijkt", False),
)
_WHAT, _MADE, _TYPED, _ROW, _COLUMN, _FIRST, _OTHER, _ROW_OTHER, _COLUMN_OTHER, _FIRST_OTHER = range(10)
_HEAD = 6
_WIDTHS = {0: 44.0} | dict.fromkeys(range(1, 26), 14.0)
_ERROR = "een cel met een fout"
_TYPED_IN = (".invoer", ".inert")


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of a sheet that is looked at: its name and its cells."""

    naam: str
    waar: Bereik


class Narekening:
    """The sheet while the workbook is made; every other sheet has all its cells by now."""

    def __init__(self, layout: Layout, drafts: Sequence[Draft], los: Sequence[int]) -> None:
        """Give every sheet a place.

        Args:
            layout: The workbook.
            drafts: The other sheets, that with the checks first.
            los: Rows of the first sheet that read this sheet, and so cannot be looked at from here.
        """
        self._layout, self._drafts = layout, tuple(drafts)
        self._delen = [*_parts_of(drafts[0], los), *(_whole(draft) for draft in drafts[1:])]
        self._grid = _HEAD + len(self._delen) + 4
        self._offset: dict[str, int] = {}
        row = self._grid
        for draft in drafts:
            self._offset[draft.naam] = row
            row += draft.rijen + 1
        self._last = row

    def typed(self) -> tuple[str, str]:
        """Give where it stands how many formulas were overwritten, and which."""
        return self._total(_TYPED), self._total(_FIRST)

    def other(self) -> tuple[str, str]:
        """Give where it stands how many cells differ, and which."""
        return self._total(_OTHER), self._total(_FIRST_OTHER)

    def finish(self, bladen: Sequence[Rekenblad]) -> Rekenblad:
        """Give the sheet, from the others as they are."""
        canvas = Canvas(NAAM, dict(_WIDTHS))
        canvas.put(0, 0, _TITLE, "titel")
        for place, text in enumerate(_EXPLAINED, 1):
            canvas.put(place, 0, text, "uitleg")
        canvas.header(_HEAD - 1, _KOP)
        for draft, blad in zip(self._drafts, bladen, strict=True):
            self._copy(canvas, draft, blad)
        for row, deel in enumerate(self._delen, _HEAD):
            made = _formulas(next(b for b in bladen if b.naam == deel.waar.blad), deel.waar)
            self._look(canvas, row, deel, made)
        self._self(canvas)
        self._sums(canvas)
        block = canvas.area(_HEAD, _TYPED, len(self._delen) + 2, _FIRST_OTHER - _TYPED + 1)
        first = canvas.area(_HEAD, _TYPED).lokaal
        canvas.kleuren.append(Kleurregel(block, "", FOUT, f"AND(ISNUMBER({first}),{first}>0)"))
        return canvas.finish(vaste_rijen=_HEAD, vaste_kolommen=1, afdruk=Afdruk(_HEAD, tot_rij=self._grid - 1))

    def _moved(self, waar: Bereik) -> Bereik:
        return Bereik(NAAM, self._offset[waar.blad] + waar.rij, waar.kolom, waar.rijen, waar.kolommen)

    def _copy(self, canvas: Canvas, draft: Draft, blad: Rekenblad) -> None:
        """Put a sheet here: formulas of the model, numbers of the run, a mark for other formulas."""
        top = self._offset[blad.naam]
        canvas.put(top - 1, 0, f"Nog eens: {blad.naam}", "groep")
        named = {(waar.rij, waar.kolom): naam for naam, waar in draft.stappen.items()}
        for (rij, kolom), cel in blad.cellen.items():
            place = (top + rij, kolom)
            if not isinstance(cel.inhoud, Formule):
                if isinstance(cel.inhoud, float | int) and not cel.stijl.endswith(_TYPED_IN):
                    canvas.put(*place, float(cel.inhoud), "getal.stil")
                continue
            naam = named.get((rij, kolom), "")
            if naam in self._layout.model.invoer:
                continue  # a yellow cell that goes along with an amount: it may be typed over
            if naam.startswith(OPENED):
                canvas.later(*place, self._assumed(naam, top + rij), "getal.stil")
                continue
            formule = draft.getoond.get((rij, kolom))
            if formule is None and naam and (rij, kolom) not in draft.eigen:
                formule = self._layout.expression(naam)
            if formule is None:
                canvas.put(*place, MERKTEKEN, "kort.stil")
            else:
                canvas.later(*place, partial(self._layout.formule, formule, NAAM, self._moved), "getal.stil")

    def _assumed(self, naam: str, row: int) -> Callable[[], Formule]:
        """Tell whether an input is still that of the rules, whose copy stands on the same row."""
        rules = Bereik(NAAM, row, REGELS).lokaal
        text = f"IF({defined_name(naam.removeprefix(OPENED))}={rules},1,0)"
        return _ready(text, self._layout.waarden[naam])

    def _look(self, canvas: Canvas, row: int, deel: Deel, made: int) -> None:
        now, copy = f"{quoted(deel.waar.blad)}!{deel.waar.lokaal}", self._moved(deel.waar).lokaal
        typed = f"SIGN(ISFORMULA({copy})+ISTEXT({copy}))*(1-ISFORMULA({now}))"
        other = f'SIGN(ISFORMULA({copy})+ISNUMBER({copy}))*({copy}<>"")*({now}<>{copy})'
        canvas.put(row, _WHAT, deel.naam, "tekst")
        canvas.put(row, _MADE, float(made), "getal")
        for test, first in ((typed, _TYPED), (other, _OTHER)):
            number, at_row, at_column = (canvas.area(row, first + n).lokaal for n in range(3))
            in_row = f"{test}*(ROW({now})={at_row})"
            words = (
                f'IF({number}=0,"",IFERROR("{deel.waar.blad}!"&ADDRESS({at_row},{at_column},4),'
                f'"{deel.waar.blad}: {_ERROR}"))'
            )
            texts: tuple[tuple[str, float | str], ...] = (
                (f"IFERROR(SUMPRODUCT({test}),1)", 0.0),
                (f'IF({number}=0,"",IFERROR(ROUND(1/SUMPRODUCT(MAX({test}/ROW({now}))),0),""))', ""),
                (f'IF({number}=0,"",IFERROR(ROUND(1/SUMPRODUCT(MAX({in_row}/COLUMN({now}))),0),""))', ""),
                (words, ""),
            )
            for step, (text, value) in enumerate(texts):
                canvas.later(row, first + step, _ready(text, value), "kort" if step == _FIRST - _TYPED else "getal")

    def _self(self, canvas: Canvas) -> None:
        """Watch over this sheet itself: as many formulas as were put here."""
        row = _HEAD + len(self._delen)
        grid = canvas.area(self._grid, 0, self._last - self._grid, max(d.kolommen for d in self._drafts))
        made = canvas.area(row, _MADE).lokaal
        canvas.put(row, _WHAT, f"{NAAM}: dit blad zelf", "tekst")
        canvas.put(row, _MADE, float(canvas.formulas(self._grid)), "getal")
        canvas.later(row, _TYPED, _ready(f"ABS({made}-SUMPRODUCT(ISFORMULA({grid.lokaal})*1))", 0.0), "getal")
        number = canvas.area(row, _TYPED).lokaal
        canvas.later(row, _FIRST, _ready(f'IF({number}=0,"","{NAAM}")', ""), "kort")
        canvas.put(row, _OTHER, 0.0, "getal")

    def _sums(self, canvas: Canvas) -> None:
        row, rows = _HEAD + len(self._delen) + 1, len(self._delen) + 1
        canvas.put(row, _WHAT, "Samen", "tekst.totaal")
        for column in (_MADE, _TYPED, _OTHER):
            text = f"SUM({canvas.area(_HEAD, column, rows).lokaal})"
            made = sum(canvas.number(_HEAD + n, _MADE) for n in range(rows)) if column == _MADE else 0.0
            canvas.later(row, column, _ready(text, made), "getal.totaal")
        for count, first in ((_TYPED, _FIRST), (_OTHER, _FIRST_OTHER)):
            pieces = []
            for place in range(_HEAD, _HEAD + rows):
                number, where = canvas.area(place, count).lokaal, canvas.area(place, first).lokaal
                pieces.append(f'IF({number}>0,{where}&"; ","")')
            canvas.later(row, first, _ready("&".join(pieces), ""), "kort.totaal")

    def _total(self, kolom: int) -> str:
        return f"{NAAM}!{Bereik(NAAM, _HEAD + len(self._delen) + 1, kolom).lokaal}"


def _ready(text: str, value: float | str) -> Callable[[], Formule]:
    return lambda: Formule(text, value)


def _whole(draft: Draft) -> Deel:
    return Deel(draft.naam, draft.area(0, 0, draft.rijen, draft.kolommen))


def _parts_of(draft: Draft, los: Sequence[int]) -> Iterator[Deel]:
    """Give the sheet without some rows."""
    begin = 0
    for row in [*sorted(los), draft.rijen]:
        if row > begin:
            yield Deel(
                f"{draft.naam}, rij {begin + 1} tot en met {row}", draft.area(begin, 0, row - begin, draft.kolommen)
            )
        begin = row + 1


def _formulas(blad: Rekenblad, waar: Bereik) -> int:
    """Count what is looked at: a yellow cell with a formula may be typed over."""
    rows = range(waar.rij, waar.rij + waar.rijen)
    return sum(
        isinstance(cel.inhoud, Formule) and not cel.stijl.endswith(_TYPED_IN)
        for (rij, _), cel in blad.cellen.items()
        if rij in rows
    )
