"""Sheet ``Waarde per euro``: status and checks on top, then totals, how certain they are, and every line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from buurtwijzer.core.issues import Issue
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.layout import Layout, Uitkomst
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Formule, Kleurregel, Rekenblad
from buurtwijzer.reporting.rekenbladen.regels import add_lines
from buurtwijzer.reporting.rekenbladen.simulatie import (
    ACTUEEL,
    VEROUDERD,
    add_certainty,
    add_tornado,
    put_band,
)
from buurtwijzer.reporting.rekenbladen.stijlen import FOUT, GOED, NIET_IN_ORDE
from buurtwijzer.rulebook.schema import Bewijs
from buurtwijzer.valuation.appraise import Waardering
from buurtwijzer.valuation.expressions import Ref

NAAM = "Waarde per euro"
_WIDTHS = {0: 5.0, 1: 58.0}
_COLUMN, _COLUMNS = 14.5, 22
_HALF = 0.5
_CENT = 0.005
_WARNING = (
    "Een verhouding is geen bewijs: lees waarde per euro altijd samen met de band, het bewijs en het deel dat op "
    "aannames rust."
)
_MOTOR = ("Excel rekent hetzelfde als de motor", "Een formule is overschreven; maak het blad opnieuw.")
_EXPLAINED = (
    "Elke eigen waarde heeft functie, datum en reden",
    "Vul op Aannames bij elke eigen waarde in welke functie dat besloot, wanneer en waarom.",
)
_TOTALS: tuple[tuple[str, str, str, str], ...] = (
    ("t_kosten_cw", "Kosten (euro, contant)", "euro", ""),
    ("t_publiek_cw", "waarvan publiek geld en corporatie (euro, contant)", "euro", "Zonder bewoners en ondernemers."),
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
    ("t_per_euro", "Waarde per publieke euro", "verhouding.totaal", ""),
    (
        "t_evenwicht",
        "Deel van de effecten waarbij het quitte speelt",
        "verhouding",
        "1 of lager: de effecten zijn groot genoeg.",
    ),
    (
        "t_nodig",
        "Overdrachten nodig zodat geen partij in kas verliest (euro)",
        "euro",
        "Zie Wie betaalt, wie profiteert.",
    ),
    ("t_terugverdien", "Terugverdiend in kas (jaar)", "jaar", "Niet contant; vanaf dat jaar blijvend."),
    ("t_aanname", "Deel van de bedragen dat op aannames rust", "procent", "Meer dan de helft: een verkenning."),
)
_LAST_EURO = "t_saldo"
_WITH_BAND = ("t_saldo", "t_per_euro")
_NOW_STATE, _OLD_STATE = f"Gesimuleerd blok: {ACTUEEL}", f"Gesimuleerd blok: {VEROUDERD}"
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
        self.draft = Draft(NAAM, layout, _WIDTHS | dict.fromkeys(range(2, _COLUMNS), _COLUMN))
        self._bands: dict[str, int] = {}
        checks = len(self._model.controles) + 2
        self._first_check = 8
        self._first_total = self._first_check + checks + 3
        self._head(versie, checks)
        self._checks(checks)
        row = self._totals()
        row = add_certainty(self.draft, row + 1, waardering.simulatie, waardering.gevoeligheid, aannames)
        ends = [row + 1]
        row = add_tornado(self.draft, row + 1, waardering.gevoeligheid)
        ends.append(row + 1)
        row = add_lines(self.draft, row + 1, aannames, waardering.rulebook.manifest.versie)
        self._ends = tuple(dict.fromkeys(ends))
        self._issues(row + 1, waardering.issues)
        for naam, place in self._bands.items():
            put_band(self.draft, place, (_LOW, _HIGH), naam, aannames, _kind_of_total(naam))

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
        draft.kleuren.append(Kleurregel(draft.area(2, 1), good, GOED))
        draft.kleuren.append(Kleurregel(draft.area(3, 1), _NOW_STATE, GOED))
        draft.put(4, 0, _WARNING, "uitleg")
        draft.put(5, 0, f"Zonder dit plan (nulalternatief): {plan.nulalternatief}", "uitleg")

    def _title(self) -> Formule:
        cell, value = self._layout.address("t_aanname", NAAM), self._layout.waarden["t_aanname"]
        open_ = isinstance(value, float) and value > _HALF
        text = (
            f'IF(ISNUMBER({cell}),IF({cell}>{_HALF},"Verkenning: waarde per euro","Waarde per euro"),"Waarde per euro")'
        )
        return Formule(text, "Verkenning: waarde per euro" if open_ else "Waarde per euro")

    def _check_block(self, checks: int) -> str:
        return self.draft.area(self._first_check, _NOW, checks).lokaal

    def _all_checks(self, checks: int, good: str) -> Formule:
        block = self._check_block(checks)
        names = [item.id for item in self._model.controles] + ["blad_motor", "blad_vastgelegd"]
        wrong = sum(self._layout.waarden[naam] != 1 for naam in names)
        bad = f" van {checks} controles {NIET_IN_ORDE}"
        text = f'IF(COUNTIF({block},1)={checks},"{good}",{checks}-COUNTIF({block},1)&"{bad}")'
        return Formule(text, good if not wrong else f"{wrong}{bad}")

    def _current(self) -> Formule:
        changed = self._aannames.changed()
        text = f'IF({changed.tekst}=0,"{_NOW_STATE}","{_OLD_STATE}")'
        return Formule(text, _OLD_STATE if changed.waarde else _NOW_STATE)

    def _checks(self, checks: int) -> None:
        draft, row = self.draft, self._first_check - 1
        draft.header(row, [("", False), ("Controle", False), ("Uitkomst", False)])
        draft.put(row, _THEN, "Als dit niet in orde is", "kop_breed")
        for column in range(_DIFFERENCE, _NOTE + 3):
            draft.put(row, column, None, "kop")
        for number, item in enumerate(self._model.controles, start=1):
            draft.put(row + number, _NUMBER, float(number), "getal.stil")
            draft.put(row + number, _WHAT, item.naam, "tekst")
            draft.home(row + number, _NOW, item.id, "controle")
            draft.put(row + number, _THEN, item.uitleg, "bijschrift")
        last = row + len(self._model.controles)
        for number, (naam, uitleg, maak) in enumerate(
            ((*_MOTOR, self._same_as_engine), (*_EXPLAINED, self._all_explained)), start=1
        ):
            draft.put(last + number, _NUMBER, float(len(self._model.controles) + number), "getal.stil")
            draft.put(last + number, _WHAT, naam, "tekst")
            draft.later(last + number, _NOW, maak, "controle")
            draft.put(last + number, _THEN, uitleg, "bijschrift")
        block = draft.area(self._first_check, _NOW, checks)
        draft.kleuren += [Kleurregel(block, 1.0, GOED), Kleurregel(block, 0.0, FOUT)]
        self._layout.waarden["blad_motor"] = 1.0
        self._layout.waarden["blad_vastgelegd"] = float(self._aannames.unexplained().waarde == 0)

    def _same_as_engine(self) -> Formule:
        euros = [naam for naam, *_ in _TOTALS].index(_LAST_EURO) + 1
        block = self.draft.area(self._first_total, _DIFFERENCE, euros).lokaal
        same = f"IF(COUNT({block})<{euros},0,IF(SUMPRODUCT(ABS({block}))<{_CENT},1,0))"
        text = f"IF({self._aannames.changed().tekst}>0,1,{same})"
        return Formule(text, 1.0)

    def _all_explained(self) -> Formule:
        missing = self._aannames.unexplained()
        return Formule(f"IF({missing.tekst}=0,1,0)", float(missing.waarde == 0))

    def _totals(self) -> int:
        draft, row = self.draft, self._first_total
        texts = ("", "Het plan", "Nu", "Bij de laatste berekening", "Verschil", "Telt mee (0 tot 1)")
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
            draft.show(row, _SWITCH, Ref(note), "deel")
            note = "Schakelaar op Aannames; kas en waarde die geen geld is worden nooit stil opgeteld."
        if naam in _WITH_BAND:
            self._bands[naam] = row
            draft.put(row, _GRADE, self._weakest(), "kort")
        draft.put(row, _NOTE, note, "bijschrift")

    def _difference(self, row: int, naam: str, then: Uitkomst) -> Formule:
        now_cell, then_cell = (self.draft.area(row, column).lokaal for column in (_NOW, _THEN))
        now = self._layout.waarden[naam]
        text = f'IF(AND(ISNUMBER({now_cell}),ISNUMBER({then_cell})),{now_cell}-{then_cell},"")'
        return Formule(text, now - then if isinstance(now, float) and isinstance(then, float) else "")

    def _weakest(self) -> str:
        order = list(Bewijs)
        grades = [regel.interventie.bewijs.niveau for regel in self._model.regels]
        return max(grades, key=order.index).value if grades else ""

    def _issues(self, row: int, issues: Sequence[Issue]) -> None:
        if not issues:
            return
        self.draft.band(row, "Om te weten bij dit plan", _NOTE + 3)
        for place, issue in enumerate(issues, row + 1):
            self.draft.put(place, _WHAT, f"{issue.code}: {issue.message} {issue.remedy}", "uitleg")


def _kind_of_total(naam: str) -> str:
    return next(stijl for found, _, stijl, _ in _TOTALS if found == naam).partition(".")[0]
