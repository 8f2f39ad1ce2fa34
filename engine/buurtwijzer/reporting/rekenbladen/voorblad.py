"""Sheet ``Waarde per euro``: status and checks on top, then totals, how certain they are, and every line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.best_plan_rows import given_words
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.berekening import Berekening
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.eigen_controles import EigenControles, then_formula
from buurtwijzer.reporting.rekenbladen.layout import Layout, Uitkomst
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Bereik, Formule, Kleurregel, Rekenblad, long_text
from buurtwijzer.reporting.rekenbladen.narekening import Narekening
from buurtwijzer.reporting.rekenbladen.onderdelen import first_red, part_words, parts_of, whole_words
from buurtwijzer.reporting.rekenbladen.regels import NUL_KOLOM, NUL_RIJ, add_lines
from buurtwijzer.reporting.rekenbladen.simulatie import (
    NOW_STATE,
    OLD_STATE,
    add_certainty,
    add_tornado,
    put_band,
)
from buurtwijzer.reporting.rekenbladen.stijlen import FOUT, GOED, LET_OP, NIET_IN_ORDE
from buurtwijzer.rulebook.schema import Bewijs
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.expressions import Ref
from buurtwijzer.valuation.issue_kinds import W103
from buurtwijzer.valuation.model import Controle

NAAM = "Waarde per euro"
_WIDTHS = {0: 5.0, 1: 58.0}
_COLUMN, _COLUMNS = 16.0, 19
_HALF = 0.5
_EXPLORE = "Verkenning: waarde per euro"
_GUARD = "Let op: over deze uitkomst of over een controle is getypt"
_CHANGED = f"Een controle is veranderd ({NIET_IN_ORDE}): zie Narekening"
_WARNING = (
    "Een verhouding is geen bewijs: lees waarde per euro altijd samen met de band, het bewijs en het deel dat op "
    "aannames rust."
)
_TELLS = "gemeld"
"""How words begin that tell what is not wrong; others say that something cannot be tested."""
_READ_ALL = 2
"""So many of the last checks read every other cell, and so cannot be read by what they read."""
_OLD_PRICES, _NULL = "check_oude_prijs", "check_nulalternatief"
_SWITCH_NOTE = "Schakelaar op Aannames; kas en waarde die geen geld is worden nooit stil opgeteld."
_EXEMPT = "Er is sociale basis bij, die niet op euro wordt gerangschikt."
_UPPER = "Lees als een bovengrens: van een samenloop is niet bekend hoe groot hij is (zie onderaan)."
_SHARE_NOTE = (
    "Een baat is pas een feit als alles waar zij op rust feit of eigen is. Boven de helft: een verkenning. Zie op "
    "Aannames de kolom Telt als aanname."
)
_OVERLAP_NOTE = "Een euro kan op meer aannames rusten: tel deze delen niet op."
_NET_NOTE = "Anders ook, toerekening, verplaatsing en korting voor bewijs."
_OLD_NOTE = "Boven oude_prijzen_baten op Aannames is de controle rood."
_WHEN = (
    "Kosten vallen aan het begin van een jaar, baten aan het eind; contant is teruggerekend naar het begin van jaar 1."
)
_SIGNED = ("Gezien door (functie)", "Datum", "Paraaf")
_TOTALS: tuple[tuple[str, str, str, str], ...] = (
    ("t_kosten_cw", "Kosten (euro, contant)", "euro", ""),
    (
        "t_publiek_cw",
        "waarvan publiek geld en corporatie (euro, contant)",
        "euro",
        "Zonder bewoners en ondernemers. Door dit bedrag wordt gedeeld bij waarde per publieke euro.",
    ),
    ("t_privaat_cw", "waarvan wat bewoners en ondernemers betalen (euro, contant)", "euro", ""),
    ("t_kas_cw", "Kas: geld dat terugkomt (euro, contant)", "euro", "tel_kas"),
    ("t_capaciteit_cw", "Capaciteit: uren en plekken die vrijkomen (euro, contant)", "euro", "tel_capaciteit"),
    ("t_maatschappelijk_cw", "Maatschappelijk: waarde voor mensen (euro, contant)", "euro", "tel_maatschappelijk"),
    ("t_overdracht_cw", "Overdracht tussen partijen (euro, contant)", "euro", "Telt nooit mee: samen nul."),
    (
        "t_samenloop_cw",
        "Samenloop: zit hierboven al in (euro, contant)",
        "euro",
        "Regels die dezelfde mensen bereiken.",
    ),
    ("t_baten_cw", "Waarde: wat meetelt samen (euro, contant)", "euro.totaal", "Volgens de schakelaars hiernaast."),
    ("t_saldo", "Saldo: waarde min kosten (euro, contant)", "euro.totaal", ""),
    (
        "t_per_euro",
        "Maatschappelijke waarde per publieke euro: kas + capaciteit + maatschappelijk - wat private partijen betalen",
        "verhouding.totaal",
        "",
    ),
    (
        "t_kas_per_euro",
        "Kas van de publieke partijen samen, per eigen euro: kas + overdracht",
        "verhouding.totaal",
        "Wat bewoners en ondernemers in kas overhouden, telt hier niet mee; per partij: Wie betaalt, wie profiteert.",
    ),
    (
        "t_evenwicht",
        "Alle effecten samen maal dit getal: dan speelt het quitte",
        "verhouding",
        "Alle effecten van alle regels even veel groter of kleiner. 1 of lager: ze zijn groot genoeg.",
    ),
    (
        "t_nodig",
        "Overdrachten nodig zodat geen partij die betaalt in kas verliest (euro)",
        "euro",
        "Wie niet betaalt en toch verliest, staat bij Wie betaalt, wie profiteert.",
    ),
    (
        "t_terugverdien",
        "Terugverdiend in kas (jaar), publieke partijen samen",
        "jaar_of_woord",
        "Niet contant; vanaf dat jaar blijvend. Kas en overdracht tegen eigen kosten.",
    ),
    ("t_aanname_baten", "Deel van de baten dat op aannames rust (van de euro's)", "procent", _SHARE_NOTE),
    ("t_aanname_baten_prijs", "waarvan op een prijs", "procent", _OVERLAP_NOTE),
    ("t_aanname_baten_index", "waarvan op een index naar het prijspeil", "procent", ""),
    ("t_aanname_baten_hoeveelheid", "waarvan op een hoeveelheid", "procent", "Zoals nachten opvang per geval."),
    ("t_aanname_baten_effect", "waarvan op een effect of nulsituatie", "procent", ""),
    ("t_aanname_baten_netto", "waarvan op wat netto overblijft", "procent", _NET_NOTE),
    ("t_aanname_baten_bereik", "waarvan op bereik of deelname", "procent", ""),
    ("t_aanname_baten_duur", "waarvan op wachttijd, duur of verlies per jaar", "procent", ""),
    ("t_aanname_kosten", "Deel van de kosten dat op aannames rust", "procent", "Het bedrag per eenheid."),
    ("t_oude_prijzen", "Prijzen die te oud zijn (aantal)", "getal", "Zie de kolom Prijs ouder dan op Aannames."),
    ("t_oud_deel", "Deel van de baten dat op te oude prijzen rust", "procent", _OLD_NOTE),
)
_LAST_EURO = "t_saldo"
_WITH_BAND = ("t_saldo", "t_per_euro")
_NUMBER, _WHAT, _NOW, _THEN, _DIFFERENCE, _SWITCH, _LOW, _HIGH, _GRADE, _NOTE = range(10)


class Voorblad:
    """The sheet while the workbook is made."""

    def __init__(
        self,
        layout: Layout,
        aannames: Aannames,
        waardering: Waardering,
        toen: Mapping[str, Uitkomst],
        versie: str,
    ) -> None:
        """Place every total and check.

        Args:
            layout: The workbook.
            aannames: Where the assumptions stand.
            waardering: The valuation.
            toen: What every cell came to in the last run.
            versie: The rules and the engine that made it.
        """
        self._layout, self._model, self._aannames = layout, layout.model, aannames
        self._waardering, self._toen = waardering, toen
        self._eigen = EigenControles(aannames, self._differences)
        self._berekening: Berekening | None = None
        self.draft = Draft(
            NAAM, layout, _WIDTHS | dict.fromkeys(range(2, max(_COLUMNS, layout.model.jaren + 12)), _COLUMN)
        )
        self._bands: dict[str, int] = {}
        checks = len(self._model.controles) + len(self._eigen.alle)
        self._first_check = 9
        self._first_total = self._first_check + checks + 3
        self._head(versie, checks)
        self._checks(checks)
        row = self._totals()
        ends = [row + 1]
        row = add_certainty(self.draft, row + 1, waardering.simulatie, waardering.gevoeligheid, aannames)
        row = add_tornado(self.draft, row + 1, waardering.gevoeligheid)
        self._first_line = row + 1
        row, breaks = add_lines(self.draft, row + 1, aannames, waardering.rulebook.manifest.versie)
        self._ends = tuple(dict.fromkeys([*ends, self._first_line, *breaks]))
        self._last_line = row
        row = self._issues(row + 1, waardering.issues)
        for place, text in enumerate(_SIGNED, row + 1):
            self.draft.put(place, _WHAT, text, "tekst")
            self.draft.put(place, _NOW, None, "tekst.invoer")
        for naam, place in self._bands.items():
            put_band(self.draft, place, (_LOW, _HIGH), naam, aannames, _kind_of_total(naam))

    @property
    def los(self) -> tuple[int, ...]:
        """Give the rows that read what looks at all cells: the status, and the checks that every formula is there."""
        last = self._first_check + len(self._check_names())
        return 2, *range(last - _READ_ALL, last)

    def watch(self, berekening: Berekening, narekening: Narekening) -> None:
        """Learn where the parts of checks stand, and what looks at every cell; then the sheet can be finished."""
        self._berekening, self._eigen.narekening = berekening, narekening

    def finish(self) -> Rekenblad:
        """Give the sheet."""
        return self.draft.finish(vaste_rijen=4, vaste_kolommen=2, afdruk=Afdruk(4, self._ends), tabkleur="#24405C")

    def _head(self, versie: str, checks: int) -> None:
        draft, plan = self.draft, self._model.plan
        draft.later(0, 0, self._title, "titel")
        last = plan.start_jaar + plan.looptijd_jaren - 1
        draft.put(
            1,
            0,
            f"{plan.naam}: {plan.start_jaar} tot en met {last}, in euro's van {plan.prijspeil}. {versie}",
            "ondertitel",
        )
        good = f"Alle {checks} controles in orde"
        draft.later(2, 1, lambda: self._all_checks(checks, good), "status")
        draft.later(3, 1, self._current, "status")
        draft.later(2, 2, self._guard, "waarschuwing")
        draft.kleuren.append(Kleurregel(draft.area(2, 1), "", FOUT, '$C$3<>""'))
        draft.kleuren.append(Kleurregel(draft.area(2, 1), good, GOED))
        open_ = f'AND(ISERROR(SEARCH("{NIET_IN_ORDE}",$B$3)),$B$3<>"{good}")'
        draft.kleuren.append(Kleurregel(draft.area(2, 1), "", LET_OP, open_))
        draft.kleuren.append(Kleurregel(draft.area(3, 1), NOW_STATE, GOED))
        draft.put(4, 0, _WARNING, "uitleg")
        draft.put(6, 0, _WHEN, "uitleg")
        given = given_words(self._waardering)
        if given:
            draft.put(7, 0, f"Let op, dit plan neemt als gegeven: {' '.join(given)}", "waarschuwing")
        draft.put(NUL_RIJ, 0, "Zonder dit plan (nulalternatief):", "uitleg")
        draft.put(NUL_RIJ, NUL_KOLOM, plan.nulalternatief, "kort.invoer")

    def _title(self) -> Formule:
        cell, value = self._layout.address("t_aanname_baten", NAAM), self._layout.waarden["t_aanname_baten"]
        open_ = not isinstance(value, float) or not value <= _HALF
        text = f'IF(ISNUMBER({cell}),IF({cell}>{_HALF},"{_EXPLORE}","{NAAM}"),"{_EXPLORE}")'
        return Formule(text, _EXPLORE if open_ else NAAM)

    def _guard(self) -> Formule:
        """Look at the few cells that look at all others."""
        last = self._first_check + len(self._check_names())
        own = self.draft.area(last - _READ_ALL, _NOW, _READ_ALL, 2)
        cells = self.draft.area(2, 1).lokaal
        whole = f"ISFORMULA({cells})*(SUMPRODUCT(ISFORMULA({own.lokaal})*1)={own.rijen * own.kolommen})"
        return Formule(f'IF({whole}*(1-{self._hushed()}),"","{_GUARD}")', "")

    def _hushed(self) -> str:
        """Give 1 when the second computation sees a change that the checks keep silent about."""
        last = self._first_check + len(self._check_names())
        own = self.draft.area(last - _READ_ALL, _NOW, _READ_ALL).lokaal
        seen = "+".join(self._eigen.seen())
        return f"({seen}>0)*(SUMPRODUCT(({own}=1)*1)={_READ_ALL})"

    def _check_block(self, checks: int) -> str:
        return self.draft.area(self._first_check, _NOW, checks).lokaal

    def _all_checks(self, checks: int, good: str) -> Formule:
        block = self._check_block(checks)
        found = {naam: self._layout.waarden[naam] for naam in self._check_names()}
        wrong = sum(value == 0 for value in found.values())
        words = [value for value in found.values() if isinstance(value, str)]
        told = sum(value.startswith(_TELLS) for value in words)
        open_, told_is = f" van {checks} controles niet te toetsen", f" van {checks} controles met een melding"
        bad = f" van {checks} controles {NIET_IN_ORDE}"
        texts = f"SUMPRODUCT(ISTEXT({block})*1)"
        tells = f'SUMPRODUCT((LEFT({block},{len(_TELLS)})="{_TELLS}")*1)'
        red = f"ROWS({block})-COUNTIF({block},1)-{texts}"
        both = f'IF({texts}>{tells},{texts}-{tells}&"{open_}","")&IF({tells}>0,IF({texts}>{tells},", ","")&{tells}'
        text = f'IF({red}>0,{red}&"{bad}",IF({texts}=0,"{good}",{both}&"{told_is}","")))'
        text = f'IF({self._hushed()}>0,"{_CHANGED}",{text})'
        parts = [f"{count}{say}" for count, say in ((len(words) - told, open_), (told, told_is)) if count]
        return Formule(text, f"{wrong}{bad}" if wrong else ", ".join(parts) or good)

    def _check_names(self) -> list[str]:
        return [*(item.id for item in self._model.controles), *(item.id for item in self._eigen.alle)]

    def _current(self) -> Formule:
        changed = self._aannames.changed()
        text = f'IF({changed.tekst}=0,"{NOW_STATE}","{OLD_STATE}")'
        return Formule(text, OLD_STATE if changed.waarde else NOW_STATE)

    def _checks(self, checks: int) -> None:
        draft, row = self.draft, self._first_check - 1
        draft.header(row, [("", False), ("Controle", False), ("Uitkomst", False)])
        draft.put(row, _THEN, "Als dit niet in orde is", "kop_breed")
        for column in range(_DIFFERENCE, _NOTE + 3):
            draft.put(row, column, None, "kop")
        for number, item in enumerate(self._model.controles, start=1):
            draft.put(row + number, _NUMBER, float(number), "getal.stil")
            draft.put(row + number, _WHAT, item.naam, "tekst")
            if item.id == _NULL:
                draft.home_as(row + number, _NOW, item.id, self._null_told, "controle")
            else:
                draft.home(row + number, _NOW, item.id, "controle")
            self._then(row + number, item.id, item.uitleg, partial(self._where, item))
        last = row + len(self._model.controles)
        for number, own in enumerate(self._eigen.alle, start=1):
            draft.put(last + number, _NUMBER, float(len(self._model.controles) + number), "getal.stil")
            draft.put(last + number, _WHAT, own.naam, "tekst")
            draft.later(last + number, _NOW, own.formule, "controle")
            self._layout.waarden[own.id] = self._eigen.outcome(own.id)
            self._then(last + number, own.id, own.uitleg, own.waar)
        block = draft.area(self._first_check, _NOW, checks)
        draft.kleuren += [Kleurregel(block, 1.0, GOED), Kleurregel(block, 0.0, FOUT)]
        first = draft.area(self._first_check, _NOW).lokaal
        draft.kleuren.append(Kleurregel(block, "", LET_OP, f"ISTEXT({first})"))

    def _then(self, row: int, naam: str, uitleg: str, waar: Callable[[], Formule]) -> None:
        """Say where it is red and what to do; what cannot be told is said in full: its own cell is too narrow."""
        cell = self.draft.area(row, _NOW).lokaal
        self.draft.later(
            row, _THEN, lambda: then_formula(cell, uitleg, waar(), self._layout.waarden[naam]), "bijschrift"
        )

    def _where(self, controle: Controle) -> Formule:
        """Name the first part that is red, and how many there are."""
        assert self._berekening is not None  # noqa: S101 - formulas are written when it is there
        parts = self._berekening.onderdelen.get(controle.id)
        if controle.id == _OLD_PRICES:
            return self._aannames.first_old()
        if parts is None:
            words = whole_words(self._model, controle)
            told = f"Waar: {words}. " if words else ""
            return Formule(long_text(told), told)
        return first_red(parts, self._red(controle))

    def _null_told(self) -> Formule:
        """Look at the text itself too: it can be wiped out."""
        found = self._layout.formule_of(_NULL, NAAM)
        cell = self.draft.area(NUL_RIJ, NUL_KOLOM).lokaal
        return Formule(f"IF(LEN(TRIM({cell}))=0,0,{found.tekst})", found.waarde)

    def _red(self, controle: Controle) -> list[str]:
        red = [naam for naam in parts_of(self._layout, controle) if self._layout.waarden[naam] == 0]
        return [part_words(self._model, self._layout.expression(naam)) or controle.naam for naam in red]

    def _differences(self) -> Bereik:
        euros = [naam for naam, *_ in _TOTALS].index(_LAST_EURO) + 1
        return self.draft.area(self._first_total, _DIFFERENCE, euros)

    def _totals(self) -> int:
        draft, row = self.draft, self._first_total
        texts = ("", "Het plan", "Nu", "Bij de laatste berekening", "Verschil", "Telt mee (1 = ja, 0 = nee)")
        kop = [(text, place > _WHAT) for place, text in enumerate(texts)]
        kop += [("Laag (P10)", True), ("Hoog (P90)", True), ("Zwakste bewijs", False), ("Toelichting", False)]
        draft.header(row - 1, [*kop, ("", False), ("", False), ("", False)])
        for place, (naam, text, stijl, note) in enumerate(_TOTALS, row):
            self._total(place, naam, text, stijl, note)
        return row + len(_TOTALS)

    def _total(self, row: int, naam: str, text: str, stijl: str, note: str) -> None:
        draft, kind = self.draft, stijl.partition(".")[0]
        strong = "totaal" if stijl.endswith("totaal") else ""
        draft.put(row, _NUMBER, None, "tekst")
        draft.put(row, _WHAT, text, f"tekst.{strong}".rstrip("."))
        if self._layout.is_placed(naam):
            draft.show(row, _NOW, Ref(naam), stijl)
        else:
            draft.home(row, _NOW, naam, stijl)
        then = self._toen[naam]
        draft.put(row, _THEN, then, f"{kind}.stil")
        draft.later(row, _DIFFERENCE, lambda: self._difference(row, naam, then), f"{kind}.stil")
        if note.startswith("tel_"):
            draft.show(row, _SWITCH, Ref(note), "jaar")
            note = _SWITCH_NOTE
        if naam in _WITH_BAND:
            self._bands[naam] = row
            draft.put(row, _GRADE, self._weakest(), "kort")
        if naam == "t_per_euro":
            draft.later(row, _NOTE, self._beside_ratio, "waarschuwing")
        else:
            draft.put(row, _NOTE, note, "bijschrift")

    def _beside_ratio(self) -> Formule:
        """Warn beside the ratio for an upper bound, and for a line that works longer than is counted."""
        upper = _UPPER if any(issue.code == W103.code for issue in self._waardering.issues) else ""
        if any(regel.vrij_van_rangschikking for regel in self._model.regels):
            upper = f"{upper} {_EXEMPT}".strip()
        names = [f"{regel.id}_werkingsduur" for regel in self._model.regels]
        known = [naam for naam in names if naam in self._model.invoer]
        if not known:
            return Formule(f'"{upper}"', upper)
        years = self._model.plan.looptijd_jaren
        longer = (
            f"{upper} Een regel werkt langer dan de {years} jaar die tellen; wat daarna komt, telt niet mee.".strip()
        )
        most = f"MAX({','.join(self._layout.address(naam, NAAM) for naam in known)})"
        far = max(float(self._layout.waarden[naam]) for naam in known) > years
        return Formule(f'IF({most}>{years},"{longer}","{upper}")', longer if far else upper)

    def _difference(self, row: int, naam: str, then: Uitkomst) -> Formule:
        now_cell, then_cell = (self.draft.area(row, column).lokaal for column in (_NOW, _THEN))
        now = self._layout.waarden[naam]
        text = f'IF(AND(ISNUMBER({now_cell}),ISNUMBER({then_cell})),{now_cell}-{then_cell},"")'
        return Formule(text, now - then if isinstance(now, float) and isinstance(then, float) else "")

    def _weakest(self) -> str:
        order = list(Bewijs)
        grades = [regel.interventie.bewijs.niveau for regel in self._model.regels]
        return max(grades, key=order.index).value if grades else ""

    def _issues(self, row: int, issues: Sequence[Issue]) -> int:
        if not issues:
            return row
        self.draft.band(row, "Om te weten bij dit plan", _NOTE + 3)
        for place, issue in enumerate(issues, row + 1):
            self.draft.put(place, _WHAT, f"{issue.code}: {issue.message} {issue.remedy}", "uitleg")
        return row + len(issues) + 1


def _kind_of_total(naam: str) -> str:
    found = next(stijl for other, _, stijl, _ in _TOTALS if other == naam).partition(".")[0]
    return "euro_heel" if found == "euro" else found
