"""Sheet ``Aannames``: every number that people could argue about, with its source; the one place where to change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.rekenbladen.aannames_keuzes import number_choice, why_choices
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import (
    ANDERS,
    BRON,
    BUITEN,
    COLUMNS,
    DATUM,
    EENHEID,
    FUNCTIE,
    GROOTST,
    HOOG,
    ID,
    KLEINST,
    LAAG,
    MERK,
    NAAM,
    OPEN,
    OUD,
    PARTIJ,
    PRIJSPEIL,
    REDEN,
    REGELS,
    TOELICHTING,
    TOEN,
    VAST,
    WAARDE,
    WAT,
)
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.herkomst import OWN_SOURCE, Herkomst, add_sources
from buurtwijzer.reporting.rekenbladen.invoergrenzen import HIGHEST, LOWEST, is_whole, limits, may_be
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Formule, Kleurregel, Rekenblad, defined_name, quoted
from buurtwijzer.reporting.rekenbladen.stijlen import FOUT, GOED, LET_OP, kind_of
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.valuation.build.assumed import OPEN as OPENED
from buurtwijzer.valuation.build.old_prices import OUD as OLD
from buurtwijzer.valuation.build.old_prices import price_of, price_years
from buurtwijzer.valuation.expressions import names_in
from buurtwijzer.valuation.inputs import Invoer, Overschrijving

GEWIJZIGD, ONTBREEKT, VOLGT = "gewijzigd", "ontbreekt", "volgt"
_KOP = 2
_FIRST = ("Algemeen", "Prijzen")
_PLAN, _OWN = "het plan", "eigen"
_OLDEST = "prijs_oud_jaren"
_PIECE = 250
_RATES = ("discontovoet", "index_")
_INERT = "Rekent in dit plan niet mee."
_FOLLOWS = "Gaat mee met het bedrag erbij: een eigen bedrag telt zoals de formule hier zegt, tenzij u iets anders typt."
_CERTAIN = "Eigen waarde zonder 'laag' en 'hoog': telt als zeker."
_OF_RULES = " Over de waarde in de regels:"
TAB = "#FFE08A"


class Aannames:
    """The sheet while the workbook is made; others ask it where something stands."""

    def __init__(self, layout: Layout, invoer: Mapping[str, float], rulebook: Rulebook) -> None:
        """Place every input.

        Args:
            layout: The workbook.
            invoer: Values that stand in input cells in place of the model's own.
            rulebook: The rules, with every source and what rests on more than one.
        """
        self._herkomst = Herkomst(rulebook)
        self.draft = Draft(NAAM, layout, {n: width for n, (_, _, width) in enumerate(COLUMNS)})
        self._following = {naam for naam, item in layout.model.invoer.items() if _follows(item, invoer)}
        self._changed = {
            naam
            for naam, item in layout.model.invoer.items()
            if naam not in self._following and self._now(item) != item.waarde
        }
        self._old = {price_of(year): f"{OLD}{year}" for year in price_years(layout.model.invoer)}
        goes = {item.volgt.eigen for item in layout.model.invoer.values() if item.volgt is not None}
        self._used = goes.union(*map(names_in, layout.model.cellen.values()))
        self.draft.put(0, 0, "Aannames: alles wat u kunt betwisten, met bron", "titel")
        text = (
            "Verander alleen de gele vakken; alle bladen rekenen mee. Een eigen waarde vraagt een functie (nooit een "
            "naam), een datum en een reden. Grijze vakken rekenen in dit plan niet mee. Laagst en "
            "hoogst horen bij de laatste berekening en liggen vast. Bronnen staan onderaan voluit."
        )
        self.draft.put(1, 0, text, "uitleg")
        for kolom, (text, is_number, _) in enumerate(COLUMNS):
            if kolom == OUD:
                self.draft.later(_KOP, OUD, self._old_header, "kop")
            else:
                self.draft.put(_KOP, kolom, text, "kop_getal" if is_number else "kop")
        self.laatste = self._rows()
        self.eerste = _KOP + 1
        self._colours()
        used = {id_ for item in layout.model.invoer.values() for id_ in self._herkomst.ids(item)}
        used |= {id_ for regel in layout.model.regels for id_ in regel.interventie.bron}
        add_sources(self.draft, self.laatste + 2, self._herkomst.all_of(used))
        self.draft.keuzes += why_choices(self.draft, self.eerste, self.laatste - self.eerste + 1)

    def changed(self) -> Formule:
        """Give the formula for how many assumptions differ from the last run."""
        return Formule(f'COUNTIF({self._column(ANDERS)},"{GEWIJZIGD}")', float(len(self._changed)))

    def unexplained(self) -> Formule:
        """Give the formula for how many own values lack a function, date or reason."""
        missing = sum(1.0 for item in self.draft.layout.model.invoer.values() if not self._is_explained(item))
        return Formule(f'COUNTIF({self._column(VAST)},"{ONTBREEKT}")', missing)

    def outside(self) -> Formule:
        """Give the formula for how many inputs are no number, or one that cannot be."""
        return Formule(f"SUM({self._column(BUITEN)})", float(len(self._outside())))

    def first_unexplained(self) -> Formule:
        """Name the first own value that lacks a function, date or reason."""
        items = [item for items in self._groups().values() for item in items if not self._is_explained(item)]
        return self._first(f'"{ONTBREEKT}"', VAST, items)

    def first_outside(self) -> Formule:
        """Name the first input that cannot be."""
        return self._first("1", BUITEN, self._outside())

    def first_old(self) -> Formule:
        """Name the first price that is too old."""
        values = self.draft.layout.waarden
        every = [item for items in self._groups().values() for item in items]
        return self._first("1", OUD, [item for item in every if values.get(self._old.get(item.naam, "")) == 1])

    def _first(self, wanted: str, kolom: int, items: Sequence[Invoer]) -> Formule:
        where, words = self._column(kolom), self._column(WAT)
        found, number = f"MATCH({wanted},{where},0)", f"COUNTIF({where},{wanted})"
        text = (
            f'"Waar: "&INDEX({words},{found})&" ({NAAM}!"&ADDRESS(ROW({self._top()})+{found}-1,{WAARDE + 1},4)&")"'
            f'&IF({number}>1," en nog "&({number}-1),"")&". "'
        )
        if not items:
            return Formule(text, "")
        more = f" en nog {len(items) - 1}" if len(items) > 1 else ""
        cell = self.cell(items[0].naam, WAARDE)
        return Formule(text, f"Waar: {clean_text(items[0].omschrijving)} ({cell}){more}. ")

    def _top(self) -> str:
        return f"{NAAM}!{self.draft.area(self.eerste, WAARDE).lokaal}"

    def _outside(self) -> list[Invoer]:
        every = [item for items in self._groups().values() for item in items]
        return [item for item in every if not may_be(item, self._now(item))]

    def cell(self, naam: str, kolom: int) -> str:
        """Give the address, from another sheet, of what stands beside an input."""
        return f"{NAAM}!{self.draft.area(self.draft.layout.where(naam).rij, kolom).lokaal}"

    def mark(self, item: Invoer) -> str:
        """Give how firm an input is, in one word."""
        if item.bron == _PLAN:
            return "plan"
        return _OWN if self._is_own(item) else self._herkomst.usual_mark(item)

    def finish(self) -> Rekenblad:
        """Give the sheet."""
        return self.draft.finish(vaste_rijen=_KOP + 1, vaste_kolommen=1, afdruk=Afdruk(_KOP + 1), tabkleur=TAB)

    def _rows(self) -> int:
        row = _KOP + 1
        for groep, items in self._groups().items():
            self.draft.band(row, groep, len(COLUMNS))
            row += 1
            for item in items:
                self._row(row, item)
                row += 1
        return row - 1

    def _groups(self) -> dict[str, list[Invoer]]:
        found: dict[str, list[Invoer]] = {groep: [] for groep in _FIRST}
        for item in self.draft.layout.model.invoer.values():
            found.setdefault(item.groep, []).append(item)
        return {groep: items for groep, items in found.items() if items}

    def _row(self, row: int, item: Invoer) -> None:
        draft, kind = self.draft, _kind(item)
        draft.layout.place(item.naam, draft.area(row, WAARDE))
        draft.namen[defined_name(item.naam)] = draft.stappen[item.naam] = draft.area(row, WAARDE)
        draft.put(row, WAT, item.omschrijving, "tekst")
        use = "invoer" if item.naam in self._used else "inert"
        if item.naam in self._following:
            draft.later(row, WAARDE, lambda: self._following_formula(item), f"{kind}.{use}")
        else:
            draft.put(row, WAARDE, self._now(item), f"{kind}.{use}")
        draft.put(row, EENHEID, _unit(item), "tekst")
        draft.put(row, LAAG, item.laag, kind)
        draft.put(row, HOOG, item.hoog, kind)
        self._price_year(row, item)
        draft.later(row, BRON, lambda: self.source(item), "tekst")
        draft.put(row, TOELICHTING, self._explanation(item), "tekst")
        draft.later(row, MERK, lambda: self._mark_formula(row, item), "tekst")
        draft.put(row, PARTIJ, "" if item.partij is None else party_name(item.partij), "kort")
        over = _told(item)
        draft.put(row, FUNCTIE, None if over is None else over.functie, "tekst.invoer")
        draft.put(row, DATUM, None if over is None else over.datum, "datum.invoer")
        draft.put(row, REDEN, None if over is None else over.reden, "tekst.invoer")
        draft.put(row, REGELS, _in_rules(item), kind)
        draft.put(row, TOEN, item.waarde, kind)
        draft.later(row, ANDERS, lambda: self._changed_formula(row, item), "kort")
        draft.later(row, VAST, lambda: self._explained_formula(row, item), "kort")
        self._judged(row, item)
        self._limited(row, item)
        draft.put(row, ID, defined_name(item.naam), "kort.stil")
        draft.keuzes.append(number_choice(draft, row, item, _unit(item)))

    def _judged(self, row: int, item: Invoer) -> None:
        """Put 1 beside a price that is too old, and beside a number that counts as an assumption."""
        draft, layout = self.draft, self.draft.layout
        old, open_ = self._old.get(item.naam, ""), f"{OPENED}{item.naam}"
        if layout.is_known(old):
            draft.home(row, OUD, old, "ja_nee")
        else:
            draft.put(row, OUD, None, "ja_nee")
        if not layout.is_known(open_):
            draft.put(row, OPEN, None, "ja_nee")
        else:
            own, rules = (draft.area(row, kolom).lokaal for kolom in (WAARDE, REGELS))
            draft.later(row, OPEN, lambda: Formule(f"IF({own}={rules},1,0)", layout.waarden[open_]), "ja_nee")
            draft.stappen[open_] = draft.area(row, OPEN)
            layout.place(open_, draft.stappen[open_])

    def _limited(self, row: int, item: Invoer) -> None:
        """Put between which values an input must be, and 1 when it is not, or is no number."""
        draft, (low, high) = self.draft, limits(item)
        kind = _kind(item)
        draft.put(row, KLEINST, None if low == LOWEST else low, kind)
        draft.put(row, GROOTST, None if high == HIGHEST else high, kind)
        value, least, most = (draft.area(row, kolom).lokaal for kolom in (WAARDE, KLEINST, GROOTST))
        tests = [] if low == LOWEST else [f"{value}<{least}"]
        tests += [] if high == HIGHEST else [f"{value}>{most}"]
        tests += [f"{value}<>INT({value})"] if is_whole(item) else []
        wrong = f"IF(OR({','.join(tests)}),1,0)" if tests else "0"
        found = 0.0 if may_be(item, self._now(item)) else 1.0
        draft.later(row, BUITEN, lambda: Formule(f"IF(ISNUMBER({value}),{wrong},1)", found), "ja_nee")

    def _old_header(self) -> Formule:
        if not self.draft.layout.is_known(_OLDEST):
            return Formule(f'"{COLUMNS[OUD][0]}"', COLUMNS[OUD][0])
        years = self.draft.layout.waarden[_OLDEST]
        assert isinstance(years, float)  # noqa: S101 - an input is a number
        return Formule(f'"Prijs ouder dan "&TEXT({_OLDEST},"0")&" jaar"', f"Prijs ouder dan {years:.0f} jaar")

    def _mark_formula(self, row: int, item: Invoer) -> Formule:
        own, rules = (self.draft.area(row, kolom).lokaal for kolom in (WAARDE, REGELS))
        usual = "plan" if item.bron == _PLAN else self._herkomst.usual_mark(item)
        if item.naam not in self._following:
            return Formule(f'IF({own}={rules},"{usual}","{_OWN}")', _OWN if self._is_own(item) else usual)
        text = f'IF({own}={rules},"{usual}",IF(ISFORMULA({own}),"{VOLGT}","{_OWN}"))'
        return Formule(text, VOLGT if self._is_own(item) else usual)

    def _changed_formula(self, row: int, item: Invoer) -> Formule:
        now, then = (self.draft.area(row, kolom).lokaal for kolom in (WAARDE, TOEN))
        same = f"OR({now}={then},ISFORMULA({now}))" if item.naam in self._following else f"{now}={then}"
        return Formule(f'IF({same},"","{GEWIJZIGD}")', GEWIJZIGD if item.naam in self._changed else "")

    def _explained_formula(self, row: int, item: Invoer) -> Formule:
        own, rules, *why = (self.draft.area(row, k).lokaal for k in (WAARDE, REGELS, FUNCTIE, DATUM, REDEN))
        filled = ",".join(f'{cell}<>""' for cell in why)
        follows = f"OR({own}={rules},ISFORMULA({own}))" if item.naam in self._following else f"{own}={rules}"
        text = f'IF({follows},"",IF(AND({filled}),"ja","{ONTBREEKT}"))'
        told = self._is_own(item) and item.naam not in self._following
        value = "" if not told else "ja" if self._is_explained(item) else ONTBREEKT
        return Formule(text, value)

    def source(self, item: Invoer) -> Formule:
        """Give the formula for where the number in the cell comes from: the source of the rules, or who typed it."""
        rules = self._herkomst.titles(item)
        if item.bron == _PLAN:
            return Formule(_literal(_PLAN), _PLAN)
        row = self.draft.layout.where(item.naam).rij
        own, was = (self.draft.area(row, kolom).lokaal for kolom in (WAARDE, REGELS))
        text = f"IF({own}={was},{_literal(rules)},{_literal(OWN_SOURCE)})"
        return Formule(text, clean_text(OWN_SOURCE if self._is_own(item) else rules))

    def _explanation(self, item: Invoer) -> str:
        inert = "" if item.naam in self._used else _INERT
        follows = _FOLLOWS if item.naam in self._following else ""
        is_certain = _told(item) is not None and item.laag is None
        margin = f"{_CERTAIN}{_OF_RULES if item.toelichting else ''}" if is_certain else ""
        return " ".join(text for text in (inert, follows, margin, item.toelichting) if text)

    def _price_year(self, row: int, item: Invoer) -> None:
        """Put the year of a price beside it: that of its own row, where it can be changed."""
        layout = self.draft.layout
        year = self._old.get(item.naam, "").removeprefix(OLD)
        if not year:
            self.draft.put(row, PRIJSPEIL, None if item.prijspeil is None else float(item.prijspeil), "jaar")
            return
        self.draft.later(row, PRIJSPEIL, lambda: Formule(defined_name(year), layout.waarden[year]), "jaar")

    def _following_formula(self, item: Invoer) -> Formule:
        """Give the formula of an input that goes along with an amount: other than in the rules when that is."""
        goes, layout = item.volgt, self.draft.layout
        assert goes is not None  # noqa: S101 - it was asked for
        amount, own = layout.where(goes.bedrag).rij, layout.where(item.naam).rij
        here, was, rules = (
            self.draft.area(row, kolom).lokaal for row, kolom in ((amount, WAARDE), (amount, REGELS), (own, REGELS))
        )
        return Formule(f"IF({here}={was},{rules},{defined_name(goes.eigen)})", self._now(item))

    def _now(self, item: Invoer) -> float:
        value = self.draft.layout.waarden[item.naam]
        assert isinstance(value, float)  # noqa: S101 - an input is a number
        return value

    def _is_own(self, item: Invoer) -> bool:
        return self._now(item) != _in_rules(item)

    def _is_explained(self, item: Invoer) -> bool:
        if not self._is_own(item) or item.naam in self._following:
            return True
        over = _told(item)
        return over is not None and bool(over.functie and over.reden)

    def _column(self, kolom: int) -> str:
        block = self.draft.area(self.eerste, kolom, self.laatste - self.eerste + 1)
        return f"{quoted(NAAM)}!{block.lokaal}"

    def _colours(self) -> None:
        rows = self.laatste - self.eerste + 1
        found = (
            (ANDERS, GEWIJZIGD, FOUT),
            (VAST, ONTBREEKT, FOUT),
            (VAST, "ja", GOED),
            (OUD, 1.0, LET_OP),
            (BUITEN, 1.0, FOUT),
        )
        for kolom, text, stijl in found:
            self.draft.kleuren.append(Kleurregel(self.draft.area(self.eerste, kolom, rows), text, stijl))


def _follows(item: Invoer, invoer: Mapping[str, float]) -> bool:
    """Tell whether its cell holds a formula: nobody said what it is beside the amount it belongs to."""
    return item.volgt is not None and item.naam not in invoer


def _told(item: Invoer) -> Overschrijving | None:
    """Give who said its value and why; who typed an amount said nothing of what goes along with it."""
    return None if item.volgt is not None else item.overschrijving


def _literal(text: str) -> str:
    """Give a text as it stands in a formula; a worksheet has no more than 255 characters of it at a time."""
    plain = clean_text(text)
    parts = [plain[start : start + _PIECE].replace('"', '""') for start in range(0, len(plain), _PIECE)] or [""]
    return "&".join(f'"{part}"' for part in parts)


def _in_rules(item: Invoer) -> float | None:
    return item.waarde if item.overschrijving is None else item.overschrijving.was


def _kind(item: Invoer) -> str:
    return "rente" if item.naam.startswith(_RATES) else kind_of(item.eenheid)


def _unit(item: Invoer) -> str:
    return "procent per jaar" if item.naam.startswith(_RATES) else item.eenheid
