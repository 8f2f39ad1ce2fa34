"""Sheet ``Aannames``: every number that people could argue about, with its source; the one place where to change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buurtwijzer.core.dutch import format_number
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.clean import clean_text
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Formule, Keuze, Kleurregel, Rekenblad, defined_name, quoted
from buurtwijzer.reporting.rekenbladen.stijlen import FOUT, GOED, LET_OP, kind_of
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Bron, Status
from buurtwijzer.valuation.build.assumed import OPEN as OPENED
from buurtwijzer.valuation.build.old_prices import OUD as OLD
from buurtwijzer.valuation.build.old_prices import price_of, price_years
from buurtwijzer.valuation.expressions import names_in
from buurtwijzer.valuation.inputs import Invoer

NAAM = "Aannames"
GEWIJZIGD, ONTBREEKT = "gewijzigd", "ontbreekt"
_COLUMNS: tuple[tuple[str, bool, float], ...] = (
    ("Wat", False, 42),
    ("Waarde", True, 14),
    ("Eenheid", False, 20),
    ("Laagst bij de trekkingen (vast)", True, 11),
    ("Hoogst bij de trekkingen (vast)", True, 11),
    ("Prijspeil (jaar)", True, 9),
    ("Bron", False, 32),
    ("Toelichting: hoe dit getal er kwam", False, 44),
    ("Merk", False, 10),
    ("Partij", False, 14),
    ("Eigen waarde: door welke functie", False, 20),
    ("Op welke datum", False, 12),
    ("Om welke reden", False, 26),
    ("Waarde in de regels", True, 14),
    ("Waarde bij de laatste berekening", True, 14),
    ("Gewijzigd sinds die berekening", False, 12),
    ("Vastgelegd wie en waarom", False, 12),
    ("Prijs ouder dan mag", False, 11),
    ("Telt als aanname", False, 10),
    ("Kleinst dat mag", True, 11),
    ("Grootst dat mag", True, 11),
    ("Buiten de grenzen", False, 10),
    ("Naam in formules", False, 30),
)
(
    WAT,
    WAARDE,
    EENHEID,
    LAAG,
    HOOG,
    PRIJSPEIL,
    BRON,
    TOELICHTING,
    MERK,
    PARTIJ,
    FUNCTIE,
    DATUM,
    REDEN,
    REGELS,
    TOEN,
    ANDERS,
    VAST,
    OUD,
    OPEN,
    KLEINST,
    GROOTST,
    BUITEN,
    ID,
) = range(23)
_KOP = 2
_FIRST = ("Algemeen", "Prijzen")
_MARKS = {Status.VASTGESTELD: "feit", Status.AANNAME: "aanname", Status.VOORBEELD: "voorbeeld"}
_FACT, _INCOMPLETE = _MARKS[Status.VASTGESTELD], "feit (bron onvolledig)"
_TO_LOOK_UP = "nog na te zoeken"
_PLAN, _OWN = "het plan", "eigen"
_WHOLE = ("prijsjaar", "start")
_OLDEST = "prijs_oud_jaren"
_MOST_UNIT = 120
_WIDER = 10
_RATES = ("discontovoet", "index_")
_INERT = "Rekent in dit plan niet mee."
TAB = "#FFE08A"
_LOWEST, _HIGHEST = -1e12, 1e12


class Aannames:
    """The sheet while the workbook is made; others ask it where something stands."""

    def __init__(self, layout: Layout, invoer: Mapping[str, float], rulebook: Rulebook) -> None:
        """Place every input.

        Args:
            layout: The workbook.
            invoer: Values that stand in input cells in place of the model's own.
            rulebook: The rules, with every source and what rests on more than one.
        """
        self._rulebook = rulebook
        self.draft = Draft(NAAM, layout, {n: width for n, (_, _, width) in enumerate(_COLUMNS)})
        self._invoer = invoer
        self._changed = {naam for naam, item in layout.model.invoer.items() if self._now(item) != item.waarde}
        self._old = {price_of(year): f"{OLD}{year}" for year in price_years(layout.model.invoer)}
        self._used = frozenset().union(*map(names_in, layout.model.cellen.values()))
        self.draft.put(0, 0, "Aannames: alles wat u kunt betwisten, met bron", "titel")
        text = (
            "Verander alleen de gele vakken; alle bladen rekenen mee. Een eigen waarde vraagt een functie (nooit een "
            "naam), een datum en een reden. Grijze vakken rekenen in dit plan niet mee. Laagst en "
            "hoogst horen bij de laatste berekening en liggen vast. Bronnen staan onderaan voluit."
        )
        self.draft.put(1, 0, text, "uitleg")
        for kolom, (text, is_number, _) in enumerate(_COLUMNS):
            if kolom == OUD:
                self.draft.later(_KOP, OUD, self._old_header, "kop")
            else:
                self.draft.put(_KOP, kolom, text, "kop_getal" if is_number else "kop")
        self.laatste = self._rows()
        self.eerste = _KOP + 1
        self._colours()
        used = {id_ for item in layout.model.invoer.values() for id_ in self._sources(item)}
        used |= {id_ for regel in layout.model.regels for id_ in regel.interventie.bron}
        add_sources(self.draft, self.laatste + 2, [rulebook.bronnen[id_] for id_ in sorted(used)])
        self.draft.keuzes += _why_choices(self.draft, self.eerste, self.laatste - self.eerste + 1)

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
        return [item for item in every if not _may_be(item, self._now(item))]

    def cell(self, naam: str, kolom: int) -> str:
        """Give the address, from another sheet, of what stands beside an input."""
        return f"{NAAM}!{self.draft.area(self.draft.layout.where(naam).rij, kolom).lokaal}"

    def mark(self, item: Invoer) -> str:
        """Give how firm an input is, in one word."""
        if item.bron == _PLAN:
            return "plan"
        return _OWN if self._is_own(item) else self._usual_mark(item)

    def source(self, item: Invoer) -> str:
        """Give the titles of what an input rests on: of a price every source."""
        titles = [self._rulebook.bronnen[id_].titel for id_ in self._sources(item)]
        return "; ".join(titles) if len(titles) > 1 else item.bron

    def _sources(self, item: Invoer) -> tuple[str, ...]:
        """Give the ids of the sources of an input that the rules give."""
        price = self._rulebook.prijzen.get(item.naam.removeprefix("prijs_").removeprefix("prijsjaar_"))
        if item.bron_id and price is not None and item.groep == _FIRST[1]:
            return tuple(price.bron)
        return (item.bron_id,) if item.bron_id in self._rulebook.bronnen else ()

    def _usual_mark(self, item: Invoer) -> str:
        """Give how firm a figure of the rules is; a fact whose source is still to be looked up is told so."""
        mark = _MARKS[item.status]
        found = [self._rulebook.bronnen[id_] for id_ in self._sources(item)]
        return _INCOMPLETE if mark == _FACT and any(map(_is_incomplete, found)) else mark

    def finish(self) -> Rekenblad:
        """Give the sheet."""
        return self.draft.finish(vaste_rijen=_KOP + 1, vaste_kolommen=1, afdruk=Afdruk(_KOP + 1), tabkleur=TAB)

    def _rows(self) -> int:
        row = _KOP + 1
        for groep, items in self._groups().items():
            self.draft.band(row, groep, len(_COLUMNS))
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
        draft.put(row, WAARDE, float(self._invoer.get(item.naam, item.waarde)), f"{kind}.{use}")
        draft.put(row, EENHEID, _unit(item), "tekst")
        draft.put(row, LAAG, item.laag, kind)
        draft.put(row, HOOG, item.hoog, kind)
        draft.put(row, PRIJSPEIL, None if item.prijspeil is None else float(item.prijspeil), "jaar")
        draft.put(row, BRON, self.source(item), "tekst")
        inert = "" if item.naam in self._used else _INERT
        draft.put(row, TOELICHTING, f"{inert} {item.toelichting}".strip(), "tekst")
        draft.later(row, MERK, lambda: self._mark_formula(row, item), "tekst")
        draft.put(row, PARTIJ, "" if item.partij is None else party_name(item.partij), "kort")
        over = item.overschrijving
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
        draft.keuzes.append(_number_choice(draft, row, item))

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
        draft, (low, high) = self.draft, _limits(item)
        kind = _kind(item)
        draft.put(row, KLEINST, None if low == _LOWEST else low, kind)
        draft.put(row, GROOTST, None if high == _HIGHEST else high, kind)
        value, least, most = (draft.area(row, kolom).lokaal for kolom in (WAARDE, KLEINST, GROOTST))
        tests = [] if low == _LOWEST else [f"{value}<{least}"]
        tests += [] if high == _HIGHEST else [f"{value}>{most}"]
        tests += [f"{value}<>INT({value})"] if is_whole(item) else []
        wrong = f"IF(OR({','.join(tests)}),1,0)" if tests else "0"
        found = 0.0 if _may_be(item, self._now(item)) else 1.0
        draft.later(row, BUITEN, lambda: Formule(f"IF(ISNUMBER({value}),{wrong},1)", found), "ja_nee")

    def _old_header(self) -> Formule:
        if not self.draft.layout.is_known(_OLDEST):
            return Formule(f'"{_COLUMNS[OUD][0]}"', _COLUMNS[OUD][0])
        years = self.draft.layout.waarden[_OLDEST]
        assert isinstance(years, float)  # noqa: S101 - an input is a number
        return Formule(f'"Prijs ouder dan "&TEXT({_OLDEST},"0")&" jaar"', f"Prijs ouder dan {years:.0f} jaar")

    def _mark_formula(self, row: int, item: Invoer) -> Formule:
        own, rules = (self.draft.area(row, kolom).lokaal for kolom in (WAARDE, REGELS))
        usual = "plan" if item.bron == _PLAN else self._usual_mark(item)
        return Formule(f'IF({own}={rules},"{usual}","{_OWN}")', _OWN if self._is_own(item) else usual)

    def _changed_formula(self, row: int, item: Invoer) -> Formule:
        now, then = (self.draft.area(row, kolom).lokaal for kolom in (WAARDE, TOEN))
        return Formule(f'IF({now}={then},"","{GEWIJZIGD}")', GEWIJZIGD if item.naam in self._changed else "")

    def _explained_formula(self, row: int, item: Invoer) -> Formule:
        own, rules, *why = (self.draft.area(row, k).lokaal for k in (WAARDE, REGELS, FUNCTIE, DATUM, REDEN))
        filled = ",".join(f'{cell}<>""' for cell in why)
        text = f'IF({own}={rules},"",IF(AND({filled}),"ja","{ONTBREEKT}"))'
        value = "" if not self._is_own(item) else "ja" if self._is_explained(item) else ONTBREEKT
        return Formule(text, value)

    def _now(self, item: Invoer) -> float:
        return float(self._invoer.get(item.naam, item.waarde))

    def _is_own(self, item: Invoer) -> bool:
        return self._now(item) != _in_rules(item)

    def _is_explained(self, item: Invoer) -> bool:
        over = item.overschrijving
        return not self._is_own(item) or (over is not None and bool(over.functie and over.reden))

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


def _in_rules(item: Invoer) -> float | None:
    return item.waarde if item.overschrijving is None else item.overschrijving.was


def is_whole(item: Invoer) -> bool:
    """Tell whether an input is a year or another whole number."""
    if item.naam.startswith("tel_") or item.eenheid == "1 of 0":
        return True
    return item.naam in ("prijspeil", _OLDEST) or (item.eenheid == "jaar" and any(word in item.naam for word in _WHOLE))


def _limits(item: Invoer) -> tuple[float, float]:
    """Give between which values an input makes sense: of an effect all there is, or ten times the widest known."""
    low, high = item.minimum, item.maximum
    if item.naam.startswith("tel_"):
        return 0.0, 1.0
    if low is None and high is None and item.naam.endswith("_effect"):
        known = [abs(v) for v in (item.laag, item.hoog, item.waarde) if v is not None]
        most = max(1.0, *known) if item.eenheid.startswith("deel") else max(1.0, *(_WIDER * v for v in known))
        return -most, most
    return _LOWEST if low is None else low, _HIGHEST if high is None else high


def _may_be(item: Invoer, waarde: float) -> bool:
    low, high = _limits(item)
    return low <= waarde <= high and (not is_whole(item) or waarde == int(waarde))


def _kind(item: Invoer) -> str:
    return "rente" if item.naam.startswith(_RATES) else kind_of(item.eenheid)


def _unit(item: Invoer) -> str:
    return "procent per jaar" if item.naam.startswith(_RATES) else item.eenheid


def _number_choice(draft: Draft, row: int, item: Invoer) -> Keuze:
    low, high = _limits(item)
    kind = "een heel getal" if is_whole(item) else "een getal"
    if low != _LOWEST and high != _HIGHEST:
        limits = f"{kind} van {format_number(low)} tot en met {format_number(high)}"
    else:
        limits = kind if low == _LOWEST else f"{kind} van {format_number(low)} of meer"
    return Keuze(
        draft.area(row, WAARDE),
        "geheel" if is_whole(item) else "getal",
        low,
        high,
        "Eigen waarde",
        f"In {_unit(item)[:_MOST_UNIT]}: {limits}. Vul ook functie, datum en reden in.",
        f"Vul hier {limits} in, zonder tekst of teken erbij.",
    )


_SOURCE_KOP = {
    WAT: "Titel",
    EENHEID: "Uitgever",
    PRIJSPEIL: "Jaar",
    BRON: "Vindplaats",
    TOELICHTING: "Toelichting bij de bron",
    MERK: "Hoe zeker",
}


def _is_incomplete(bron: Bron) -> bool:
    return bron.jaar is None or _TO_LOOK_UP in bron.vindplaats


def add_sources(draft: Draft, row: int, bronnen: Sequence[Bron]) -> None:
    """Add under the inputs every source they rest on in full, by title."""
    draft.band(row, "Bronnen, voluit", len(_COLUMNS))
    for kolom in range(MERK + 1):
        draft.put(row + 1, kolom, _SOURCE_KOP.get(kolom), "kop")
    for place, bron in enumerate(sorted(bronnen, key=lambda b: (b.titel, b.id)), row + 2):
        draft.put(place, WAT, bron.titel, "tekst")
        draft.put(place, EENHEID, bron.uitgever, "tekst")
        draft.put(place, PRIJSPEIL, "nog na te zoeken" if bron.jaar is None else float(bron.jaar), "jaar")
        draft.put(place, BRON, bron.vindplaats, "tekst")
        draft.put(place, TOELICHTING, bron.toelichting or "", "tekst")
        draft.put(place, MERK, bron.merk, "kort")


def _why_choices(draft: Draft, row: int, rows: int) -> tuple[Keuze, ...]:
    return (
        Keuze(
            draft.area(row, FUNCTIE, rows),
            "tekst",
            None,
            255,
            "Door welke functie",
            "Schrijf de functie op, bijvoorbeeld 'controller sociaal domein'. Nooit de naam van een persoon.",
            "Dit is te lang; gebruik hoogstens 255 tekens.",
        ),
        Keuze(
            draft.area(row, DATUM, rows),
            "datum",
            None,
            None,
            "Op welke datum",
            "De dag waarop deze waarde is vastgesteld, bijvoorbeeld 1-3-2026.",
            "Vul hier een datum in.",
        ),
    )
