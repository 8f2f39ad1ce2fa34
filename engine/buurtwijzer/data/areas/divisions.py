"""The year of the area division a file uses, as far as its codes show: gemeenten that came or went, codes with letters.

The years stand in the rulebook and are wide: they say in which years a gemeente cannot have been there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from buurtwijzer.core.dutch import join_words, name_some, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import place_in
from buurtwijzer.data.areas import issue_kinds as kinds
from buurtwijzer.data.areas.register import Register
from buurtwijzer.data.source import FileTable
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Gemeentejaren

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Division:
    """The years an area division can be of; None where the codes do not say.

    Attributes:
        vanaf: First year.
        tot: Last year.
        waardoor: What shows the first and the last year.
    """

    vanaf: int | None = None
    tot: int | None = None
    waardoor: tuple[str, ...] = ()

    def words(self) -> str:
        """Give the years in Dutch words."""
        if self.vanaf is not None and self.tot is not None:
            if self.vanaf > self.tot:
                return "van verschillende jaren door elkaar"
            return str(self.vanaf) if self.vanaf == self.tot else f"{self.vanaf} tot en met {self.tot}"
        if self.vanaf is not None:
            return f"{self.vanaf} of later"
        return "onbekend" if self.tot is None else f"{self.tot} of eerder"

    def fits(self, year: int) -> bool:
        """Tell whether it can be the division of a year."""
        return (self.vanaf or year) <= year <= (self.tot or year)


def division_of(codes: Iterable[str], rulebook: Rulebook) -> Division:
    """Find the years of which the area division of these codes can be."""
    known = rulebook.kolommen.get("cbs_kwb")
    if known is None or known.gebieden is None:
        return Division()
    forms = _forms(codes, {item.code[2:] for item in known.gebieden.gemeenten})
    there = [item for item in known.gebieden.gemeenten if _is_there(item, forms)]
    first = max((item.vanaf_jaar for item in there if item.vanaf_jaar), default=None)
    last = min((item.tot_jaar for item in there if item.tot_jaar), default=None)
    shows = [item for item in there if item.vanaf_jaar == first or item.tot_jaar == last]
    return Division(first, last, tuple(_words(item) for item in shows[:_SHOWN]))


def about_divisions(files: Sequence[FileTable], country: Sequence[Register], rulebook: Rulebook) -> Iterator[Issue]:
    """Tell of files whose area division is of another year than their figures, and of codes no division has.

    Args:
        files: The files.
        country: Areas of the whole country, when someone brought them.
        rulebook: Says in which years gemeenten were there.
    """
    for file in files:
        place = place_in(file.bron.naam, file.bron.blad)
        division = division_of(file.gebieden.code, rulebook)
        if not division.fits(file.bron.jaar):
            yield kinds.INDELING_ANDER_JAAR.at(
                place, indeling=division.words(), jaar=file.bron.jaar, waardoor=join_words(division.waardoor)
            )
        strange, source = _strange(file, files, country)
        if strange:
            count = plural(len(strange), "gebied", "gebieden")
            year = file.bron.jaar
            yield kinds.CODES_NIET_IN_INDELING.at(
                place, aantal=count, jaar=year, register=source, codes=name_some(strange)
            )


def _strange(file: FileTable, files: Sequence[FileTable], country: Sequence[Register]) -> tuple[list[str], str]:
    """Give the codes that no list of the year of a file has, in gemeenten whose buurten are in such a list."""
    lists = [(register.bron, frozenset(register.codes)) for register in country if register.jaar == file.bron.jaar]
    if not file.bron.draagt_inwoners:
        # The areas of a file with residents are themselves the division of its year.
        carriers = [other for other in files if other.bron.draagt_inwoners and other.bron.jaar == file.bron.jaar]
        lists += [(other.bron.naam, frozenset(other.gebieden.code)) for other in carriers]
    known = {code for _, codes in lists for code in codes}
    covered = {code[2:6] for code in known if code.startswith("BU")}
    levels = {code[:2] for code in known}
    own = file.gebieden.code
    strange = [code for code in own if code not in known and code[:2] in levels and code[2:6] in covered]
    return sorted(strange), join_words(sorted({name for name, _ in lists}))


def _forms(codes: Iterable[str], telling: Collection[str]) -> dict[str, set[str]]:
    """Give per telling gemeente how its codes look: ``cijfers``, ``letters`` or only the gemeente itself."""
    found: dict[str, set[str]] = {}
    for code in codes:
        if code[2:6] in telling:
            forms, rest = found.setdefault(code[2:6], set()), code[6:]
            if rest:
                forms.add("cijfers" if rest.isdecimal() else "letters")
    return found


def _is_there(item: Gemeentejaren, forms: dict[str, set[str]]) -> bool:
    own = forms.get(item.code[2:])
    return own is not None and (item.vorm is None or item.vorm in own)


def _words(item: Gemeentejaren) -> str:
    form = "" if item.vorm is None else f" met {item.vorm} in de code"
    when = f"pas vanaf {item.vanaf_jaar}" if item.vanaf_jaar else f"niet na {item.tot_jaar}"
    return f"{item.naam} ({item.code}){form} kan er {when} zijn"
