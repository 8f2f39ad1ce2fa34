"""Sheet ``Scenario's``: plans beside each other and doing nothing. The plan of the workbook lives, others do not."""

from __future__ import annotations

from collections.abc import Sequence

from buurtwijzer.core.dutch import format_number
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Formule, Kleurregel, Rekenblad
from buurtwijzer.reporting.rekenbladen.simulatie import ACTUEEL, state
from buurtwijzer.reporting.rekenbladen.stijlen import GOED
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.rulebook.schema import Bewijs, Partij
from buurtwijzer.valuation.expressions import Ref
from buurtwijzer.valuation.scenarios import NUL, Paar, Scenario, Vergelijking
from buurtwijzer.valuation.simulate import PER_EURO, SALDO

NAAM = "Scenario's"
_WHAT, _NOTHING, _FIRST = range(3)
_WIDTHS = {_WHAT: 58.0, _NOTHING: 20.0}
_COLUMN = 24.0
_SPARE = 4
_ROWS: tuple[tuple[str, str, str], ...] = (
    ("t_kosten_cw", "Kosten (euro, contant)", "euro"),
    ("t_kas_cw", "Kas: geld dat terugkomt (euro, contant)", "euro"),
    ("t_capaciteit_cw", "Capaciteit: uren en plekken die vrijkomen (euro, contant)", "euro"),
    ("t_maatschappelijk_cw", "Maatschappelijk: waarde voor mensen (euro, contant)", "euro"),
    ("t_samenloop_cw", "Samenloop: zit hierboven al in (euro, contant)", "euro"),
    ("t_baten_cw", "Waarde: wat meetelt samen (euro, contant)", "euro.totaal"),
    (SALDO, "Saldo: waarde min kosten (euro, contant)", "euro.totaal"),
    (PER_EURO, "Waarde per publieke euro", "verhouding"),
    ("t_terugverdien", "Terugverdiend in kas (jaar)", "jaar"),
    ("t_nodig", "Overdrachten nodig zodat geen partij in kas verliest (euro)", "euro"),
    ("t_aanname", "Deel van de bedragen dat op aannames rust", "procent"),
)
_SUMS = (*(naam for naam, _, _ in _ROWS[:7]), "t_nodig")


class Scenarioblad:
    """The sheet while the workbook is made."""

    def __init__(self, layout: Layout, aannames: Aannames, vergelijking: Vergelijking) -> None:
        """Place everything; the sheets of the plan itself come first.

        Args:
            layout: The workbook.
            aannames: Tells whether an assumption differs from the run.
            vergelijking: The plans.
        """
        self._layout, self._aannames, self._found = layout, aannames, vergelijking
        self._plans = vergelijking.scenarios
        self._stored = {s.waardering.plan.id: Layout(s.waardering.model, {}).waarden for s in self._plans}
        widths = _WIDTHS | dict.fromkeys(range(_FIRST, _FIRST + len(self._plans) + _SPARE), _COLUMN)
        self.draft = Draft(NAAM, layout, widths)
        self.draft.put(0, 0, "Scenario's naast elkaar", "titel")
        text = "Het plan van deze werkmap rekent mee; de andere plannen staan er zoals ze berekend zijn."
        self.draft.put(1, 0, text, "uitleg")
        self._kop()
        row = self._totals(3)
        row = self._simulated(row + 1)
        row = self._pairs(row + 1)
        row = self._parties(row + 1)
        row = self._reach(row + 1)
        row = self._scores(row + 1)
        self._words(row + 1)

    def finish(self) -> Rekenblad:
        """Give the sheet."""
        return self.draft.finish(vaste_rijen=3, vaste_kolommen=1, afdruk=Afdruk(3))

    def _is_live(self, plan: Scenario) -> bool:
        return plan.waardering.plan.id == self._layout.model.plan.id

    def _kop(self) -> None:
        names = [(f"{s.waardering.plan.naam}{' (rekent mee)' if self._is_live(s) else ''}", True) for s in self._plans]
        self.draft.header(2, [("", False), (sentence_case(NUL), True), *names])

    def _header(self, row: int, text: str) -> None:
        self.draft.band(row, text, _FIRST + len(self._plans))

    def _totals(self, row: int) -> int:
        draft = self.draft
        self._header(row, "Wat het kost en oplevert")
        for place, (naam, text, stijl) in enumerate(_ROWS, row + 1):
            draft.put(place, _WHAT, text, "tekst")
            draft.put(place, _NOTHING, 0.0 if naam in _SUMS else None, stijl)
            for column, plan in enumerate(self._plans, _FIRST):
                if self._is_live(plan):
                    draft.show(place, column, Ref(naam), stijl)
                else:
                    draft.put(place, column, self._stored[plan.waardering.plan.id][naam], stijl)
        last = row + len(_ROWS) + 1
        draft.put(last, _WHAT, "Zwakste bewijs", "tekst")
        for column, plan in enumerate(self._plans, _FIRST):
            draft.put(last, column, _weakest(plan), "kort")
        self._saldo_row = row + 1 + [naam for naam, _, _ in _ROWS].index(SALDO)
        return last + 1

    def _simulated(self, row: int) -> int:
        draft = self.draft
        self._header(row, "Gesimuleerd blok: rekent niet mee")
        draft.put(row + 1, _WHAT, "Toestand van dit blok", "tekst")
        draft.later(row + 1, _NOTHING, lambda: state(self._aannames), "status")
        draft.kleuren.append(Kleurregel(draft.area(row + 1, _NOTHING), ACTUEEL, GOED))
        place = row + 2
        for end, word in enumerate(("P10", "P50", "P90")):
            draft.put(place, _WHAT, f"Saldo, {word} (euro, contant)", "tekst")
            draft.put(place + 3, _WHAT, f"Waarde per publieke euro, {word}", "tekst")
            for column, plan in enumerate(self._plans, _FIRST):
                ratio = plan.simulatie.per_euro
                draft.put(place, column, plan.simulatie.saldo[end], "euro.simulatie")
                draft.put(place + 3, column, "geen band" if ratio is None else ratio[end], "verhouding.simulatie")
            place += 1
        place += 3
        draft.put(place, _WHAT, "Kans dat het saldo groter is dan 0", "tekst")
        for column, plan in enumerate(self._plans, _FIRST):
            draft.put(place, column, plan.simulatie.kans_positief, "procent.simulatie")
        return place + 1

    def _pairs(self, row: int) -> int:
        draft = self.draft
        least = format_number(100 * self._found.aantoonbaar_frac, 0)
        kop = [(f"Twee aan twee; beter heet pas een plan dat in {least} % van de trekkingen wint", False)]
        kop += [("Verschil in saldo (euro)", True), ("P10 (euro)", True), ("P90 (euro)", True)]
        draft.header(row, [*kop, ("Kans dat het eerste wint", True), ("Oordeel", False)])
        names = {s.waardering.plan.id: s.waardering.plan.naam for s in self._plans} | {NUL: NUL}
        for place, pair in enumerate(self._found.paren, row + 1):
            draft.put(place, _WHAT, f"{names[pair.een]} tegen {names[pair.ander]}", "tekst")
            draft.later(place, 1, lambda pair=pair: self._difference(pair), "euro")  # type: ignore[misc]
            draft.put(place, 2, pair.band[0], "euro.simulatie")
            draft.put(place, 3, pair.band[2], "euro.simulatie")
            draft.put(place, 4, pair.kans, "procent.simulatie")
            draft.put(place, 5, pair.oordeel, "kort")
        return row + len(self._found.paren) + 1

    def _difference(self, pair: Paar) -> Formule:
        columns = {s.waardering.plan.id: place for place, s in enumerate(self._plans, _FIRST)} | {NUL: _NOTHING}
        cells = [self.draft.area(self._saldo_row, columns[id_]).lokaal for id_ in (pair.een, pair.ander)]
        return Formule(f"{cells[0]}-{cells[1]}", self._saldo(pair.een) - self._saldo(pair.ander))

    def _saldo(self, id_: str) -> float:
        if id_ == NUL:
            return 0.0
        plan = next(s for s in self._plans if s.waardering.plan.id == id_)
        value = self._layout.waarden[SALDO] if self._is_live(plan) else plan.waardering.waarden[SALDO]
        return float(value)

    def _parties(self, row: int) -> int:
        self._header(row, "Kassaldo per partij (euro, contant): wie betaalt, wie krijgt")
        parties = [p for p in Partij if any(p in s.waardering.model.partijen for s in self._plans)]
        for place, partij in enumerate(parties, row + 1):
            naam = f"p_{partij.value}_kassaldo_cw"
            self.draft.put(place, _WHAT, sentence_case(party_name(partij)), "tekst")
            self.draft.put(place, _NOTHING, 0.0, "euro")
            for column, plan in enumerate(self._plans, _FIRST):
                if naam not in plan.waardering.waarden:
                    self.draft.put(place, column, 0.0, "euro")
                elif self._is_live(plan):
                    self.draft.show(place, column, Ref(naam), "euro")
                else:
                    self.draft.put(place, column, self._stored[plan.waardering.plan.id][naam], "euro")
        return row + len(parties) + 1

    def _reach(self, row: int) -> int:
        self._header(row, "Bereik, zoals berekend; eenheden worden niet opgeteld")
        units = sorted({unit for s in self._plans for unit in s.bereik})
        for place, unit in enumerate(units, row + 1):
            self.draft.put(place, _WHAT, f"Bereikt ({unit})", "tekst")
            self.draft.put(place, _NOTHING, 0.0, "aantal")
            for column, plan in enumerate(self._plans, _FIRST):
                self.draft.put(place, column, plan.bereik.get(unit, 0.0), "aantal")
        return row + len(units) + 1

    def _scores(self, row: int) -> int:
        self._header(row, "Verwachte score, zoals berekend: nu, en met het plan")
        found: dict[tuple[str, str], tuple[str, float]] = {}
        for plan in self._plans:
            for item in plan.gevolg.veranderingen:
                found.setdefault((item.gebied, item.id), (f"{item.naam} ({item.gebied_naam})", item.nu))
        for place, (key, (text, now)) in enumerate(sorted(found.items()), row + 1):
            self.draft.put(place, _WHAT, text, "tekst")
            self.draft.put(place, _NOTHING, now, "aantal")
            for column, plan in enumerate(self._plans, _FIRST):
                moved = {(item.gebied, item.id): item.straks for item in plan.gevolg.veranderingen}
                self.draft.put(place, column, moved.get(key, now), "aantal")
        if not found:
            self.draft.put(row + 1, _WHAT, "Geen score verandert.", "tekst")
        return row + max(1, len(found)) + 1

    def _words(self, row: int) -> None:
        for text, lines in (
            ("Niet in geld", [(s, s.niet_in_geld) for s in self._plans]),
            ("Verandert, maar in geen score", [(s, s.gevolg.zonder_score) for s in self._plans]),
        ):
            self._header(row, text)
            for plan, words in lines:
                row = self._list(row, plan, words)
            row += 2
        if self._found.issues:
            self._header(row, "Om te weten bij deze vergelijking")
            for place, issue in enumerate(self._found.issues, row + 1):
                self.draft.put(place, _WHAT, f"{issue.code}: {issue.message} {issue.remedy}", "bijschrift")

    def _list(self, row: int, plan: Scenario, words: Sequence[str]) -> int:
        for word in words or ("niets",):
            row += 1
            self.draft.put(row, _WHAT, f"{plan.waardering.plan.naam}: {word}", "bijschrift")
        return row


def _weakest(plan: Scenario) -> str:
    grades = [regel.interventie.bewijs.niveau for regel in plan.waardering.model.regels]
    return max(grades, key=list(Bewijs).index).value if grades else ""
