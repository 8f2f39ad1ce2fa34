"""Sheet ``Scenario's``: plans beside each other and doing nothing.

The column of the plan of this workbook refers to its own sheets and lives. Other plans have no sheets here: their
columns, and all that compares two plans, are numbers of the run. A live cell on top tells whether the run still holds;
once it does not, what compares plans says so itself, since a difference of a column that lives and one that does not
means nothing. What a formula takes from the run stands in a cell of the block ``Uit de run``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from buurtwijzer.core.dutch import format_number
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.best_plan_rows import weakest
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Formule, Kleurregel, Rekenblad
from buurtwijzer.reporting.rekenbladen.simulatie import ACTUEEL, VEROUDERD, state
from buurtwijzer.reporting.rekenbladen.stijlen import GOED, OUD
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.scoring.outcomes import OutcomeKind
from buurtwijzer.valuation.expressions import Ref
from buurtwijzer.valuation.scenarios import NUL, Paar, Scenario, Vergelijking
from buurtwijzer.valuation.score_changes import Scoreverandering
from buurtwijzer.valuation.simulate import PER_EURO, SALDO

NAAM = "Scenario's"
_WHAT, _NOTHING, _FIRST = range(3)
_WIDTHS = {_WHAT: 58.0, _NOTHING: 20.0}
_COLUMN = 24.0
_SPARE = 4
_OLD = "verouderd"
_OTHERS = (
    "Een ander plan met zijn eigen bladen en levende formules: buurtwijzer value BESTAND... --plan PLAN.yaml "
    "--naam ID -o ander.xlsx, of kies in Excel dat plan bij Waarde per euro."
)
_SCALES = {
    OutcomeKind.LEEFGEBIED: "score 0-100, hoger is beter",
    OutcomeKind.RISICO: "score 0-100, lager is beter",
}
_ROWS: tuple[tuple[str, str, str], ...] = (
    ("t_kosten_cw", "Kosten (euro, contant)", "euro"),
    ("t_kas_cw", "Kas: geld dat terugkomt (euro, contant)", "euro"),
    ("t_capaciteit_cw", "Capaciteit: uren en plekken die vrijkomen (euro, contant)", "euro"),
    ("t_maatschappelijk_cw", "Maatschappelijk: waarde voor mensen (euro, contant)", "euro"),
    ("t_samenloop_cw", "Samenloop: zit hierboven al in (euro, contant)", "euro"),
    ("t_baten_cw", "Waarde: wat meetelt samen (euro, contant)", "euro.totaal"),
    (SALDO, "Saldo: waarde min kosten (euro, contant)", "euro.totaal"),
    (PER_EURO, "Waarde per publieke euro", "verhouding"),
    ("t_terugverdien", "Terugverdiend in kas (jaar), publieke partijen samen", "jaar_of_woord"),
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
        text = "Het plan van deze werkmap rekent mee; alle andere kolommen komen uit de run. Hiernaast: klopt die nog?"
        self.draft.put(1, _WHAT, text, "tekst.stil")
        self.draft.later(1, _NOTHING, lambda: state(aannames), "status")
        self.draft.kleuren.append(Kleurregel(self.draft.area(1, _NOTHING), ACTUEEL, GOED))
        self._kop()
        row = self._totals(3)
        row = self._simulated(row + 1)
        row = self._pairs(row + 1)
        row = self._parties(row + 1)
        row = self._reach(row + 1)
        row = self._scores(row + 1)
        row = self._words(row + 1)
        if len(self._plans) > 1:
            self.draft.put(row + 1, _WHAT, _OTHERS, "tekst")

    def finish(self) -> Rekenblad:
        """Give the sheet."""
        return self.draft.finish(vaste_rijen=3, vaste_kolommen=1, afdruk=Afdruk(3))

    def _is_mine(self, plan: Scenario) -> bool:
        return plan.waardering.plan.id == self._layout.model.plan.id

    def _kop(self) -> None:
        mine, other = " (plan van deze werkmap: rekent mee)", " (uit de run)"
        names = [(f"{s.waardering.plan.naam}{mine if self._is_mine(s) else other}", True) for s in self._plans]
        self.draft.header(2, [("", False), (sentence_case(NUL), True), *names])

    def _header(self, row: int, text: str) -> None:
        self.draft.band(row, text, _FIRST + len(self._plans))

    def _totals(self, row: int) -> int:
        draft = self.draft
        self._header(row, "Wat het kost en oplevert, zoals berekend")
        place = row
        for naam, text, stijl in _ROWS:
            place += 1
            draft.put(place, _WHAT, text, "tekst")
            draft.put(place, _NOTHING, 0.0 if naam in _SUMS else None, stijl)
            for column, plan in enumerate(self._plans, _FIRST):
                self._figure(place, column, plan, naam, stijl)
            if naam == SALDO:
                self._saldo_row = place
            if naam == PER_EURO:
                place = self._beside_ratio(place + 1)
        draft.put(place + 1, _WHAT, "Controles van dit plan", "tekst")
        for column, plan in enumerate(self._plans, _FIRST):
            draft.put(place + 1, column, _checks(plan), "tekst")
        return place + 2

    def _figure(self, row: int, column: int, plan: Scenario, naam: str, stijl: str) -> None:
        """Put a figure of a plan: of this workbook's the cell itself, of another's what the run gave."""
        if self._is_mine(plan) and self._layout.is_known(naam):
            self.draft.show(row, column, Ref(naam), stijl)
        else:
            self.draft.put(row, column, self._stored[plan.waardering.plan.id].get(naam, 0.0), stijl)

    def _beside_ratio(self, row: int) -> int:
        """Put the band and the weakest evidence under the value per euro; give the last row."""
        draft = self.draft
        self._while_current(row, 3)
        for end, word in ((0, "P10"), (1, "P50"), (2, "P90")):
            draft.put(row + end, _WHAT, f"Waarde per publieke euro, {word}", "tekst")
            for column, plan in enumerate(self._plans, _FIRST):
                ratio = plan.simulatie.per_euro
                draft.put(row + end, column, "geen band" if ratio is None else ratio[end], "verhouding.simulatie")
        draft.put(row + 3, _WHAT, "Zwakste bewijs onder het plan", "tekst")
        for column, plan in enumerate(self._plans, _FIRST):
            draft.put(row + 3, column, weakest(plan.waardering), "kort")
        return row + 3

    def _simulated(self, row: int) -> int:
        draft = self.draft
        self._header(row, "Gesimuleerd: hoe zeker het saldo is")
        self._while_current(row + 1, 4)
        for end, word in enumerate(("P10", "P50", "P90")):
            draft.put(row + 1 + end, _WHAT, f"Saldo, {word} (euro, contant)", "tekst")
            for column, plan in enumerate(self._plans, _FIRST):
                draft.put(row + 1 + end, column, plan.simulatie.saldo[end], "euro.simulatie")
        draft.put(row + 4, _WHAT, "Kans dat het saldo groter is dan 0", "tekst")
        for column, plan in enumerate(self._plans, _FIRST):
            draft.put(row + 4, column, plan.simulatie.kans_positief, "procent.simulatie")
        return row + 5

    def _while_current(self, row: int, rows: int) -> None:
        """Strike through what was simulated once an assumption differs from the run."""
        block = self.draft.area(row, _FIRST, rows, len(self._plans))
        self.draft.kleuren.append(Kleurregel(block, "", OUD, f'$B$2="{VEROUDERD}"'))

    def _pairs(self, row: int) -> int:
        draft = self.draft
        least = format_number(100 * self._found.aantoonbaar_frac, 0)
        kop = [(f"Twee aan twee; beter heet pas een plan dat in {least} % van de trekkingen wint", False)]
        kop += [("Verschil in saldo (euro)", True), ("P10 (euro)", True), ("P90 (euro)", True)]
        draft.header(row, [*kop, ("Kans dat het eerste wint", True), ("Oordeel", False)])
        first = row + len(self._found.paren) + 3
        for place, pair in enumerate(self._found.paren):
            self._pair(row + 1 + place, first + place, pair)
        self._from_run(first - 2)
        block = draft.area(first, 2, len(self._found.paren), 4)
        draft.kleuren.append(Kleurregel(block, "", OUD, f'$B$2="{VEROUDERD}"'))
        return first + len(self._found.paren)

    def _pair(self, row: int, run: int, pair: Paar) -> None:
        """Put two plans beside each other, and what of it comes from the run in the block for that."""
        draft = self.draft
        names = {s.waardering.plan.id: s.waardering.plan.naam for s in self._plans} | {NUL: NUL}
        for place in (row, run):
            draft.put(place, _WHAT, f"{names[pair.een]} tegen {names[pair.ander]}", "tekst")
        self._while_it_holds(row, 1, pair.verschil, self._difference(pair), "euro")
        kept: tuple[tuple[float | str, str], ...] = (
            (pair.band[0], "euro.simulatie"),
            (pair.band[2], "euro.simulatie"),
            (pair.kans, "procent.simulatie"),
            (pair.oordeel, "tekst"),
        )
        for column, (value, stijl) in enumerate(kept, 2):
            draft.put(run, column, value, stijl)
            self._while_it_holds(row, column, value, draft.area(run, column).lokaal, stijl)

    def _from_run(self, row: int) -> None:
        """Put the header of what stands here as it came from the run."""
        kop = [("Uit de run: vaste getallen van de laatste berekening, waar de tabel hierboven naar verwijst", False)]
        kop += [("", True), ("P10 (euro)", True), ("P90 (euro)", True), ("Kans dat het eerste wint", True)]
        self.draft.header(row + 1, [*kop, ("Oordeel", False)])

    def _while_it_holds(self, row: int, column: int, value: float | str, text: str, stijl: str) -> None:
        """Put what compares plans; once an assumption differs from the run it says that it is old."""
        old = VEROUDERD if isinstance(value, str) else _OLD

        def live() -> Formule:
            changed = self._aannames.changed()
            return Formule(f'IF({changed.tekst}=0,{text},"{old}")', old if changed.waarde else value)

        self.draft.later(row, column, live, stijl)

    def _difference(self, pair: Paar) -> str:
        columns = {s.waardering.plan.id: place for place, s in enumerate(self._plans, _FIRST)} | {NUL: _NOTHING}
        cells = [self.draft.area(self._saldo_row, columns[id_]).lokaal for id_ in (pair.een, pair.ander)]
        return f"{cells[0]}-{cells[1]}"

    def _parties(self, row: int) -> int:
        self._header(row, "Kassaldo per partij (euro, contant): wie betaalt, wie krijgt")
        parties = [p for p in Partij if any(p in s.waardering.model.partijen for s in self._plans)]
        for place, partij in enumerate(parties, row + 1):
            naam = f"p_{partij.value}_kassaldo_cw"
            self.draft.put(place, _WHAT, sentence_case(party_name(partij)), "tekst")
            self.draft.put(place, _NOTHING, 0.0, "euro")
            for column, plan in enumerate(self._plans, _FIRST):
                self._figure(place, column, plan, naam, "euro")
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
        text = "Verandering van scores door de aanpakken, in punten (onder niets doen: de score nu)"
        row = self._moved(row, text, lambda item: item.door_aanpak)
        if any(plan.gevolg.wat_als for plan in self._plans):
            self._header(row + 1, "Wat een plan als gegeven neemt: geen regel ervan doet of betaalt dit")
            row += 2
            for plan in self._plans:
                for word in plan.gevolg.wat_als:
                    self.draft.put(row, _WHAT, f"{plan.waardering.plan.naam} {word}.", "tekst")
                    row += 1
            text = "Verandering van scores daardoor, niet door een aanpak, in punten"
            row = self._moved(row, text, lambda item: item.door_wat_als)
        return row

    def _moved(self, row: int, kop: str, part: Callable[[Scoreverandering], float]) -> int:
        """Put the scores that a part of a plan moves, with what they are now."""
        self._header(row, kop)
        found: dict[tuple[str, str], Scoreverandering] = {}
        for plan in self._plans:
            for item in plan.gevolg.veranderingen:
                if np.isfinite(part(item)) and part(item) != 0:
                    found.setdefault((item.gebied, item.id), item)
        for place, (key, first) in enumerate(sorted(found.items()), row + 1):
            text = f"{sentence_case(first.naam)} in {first.gebied_naam} ({_SCALES[first.soort]})"
            self.draft.put(place, _WHAT, text, "tekst")
            self.draft.put(place, _NOTHING, first.nu, "score")
            for column, plan in enumerate(self._plans, _FIRST):
                moved = {(c.gebied, c.id): part(c) for c in plan.gevolg.veranderingen if np.isfinite(part(c))}
                self.draft.put(place, column, moved.get(key, 0.0), "punten")
        if not found:
            self.draft.put(row + 1, _WHAT, "Geen score verandert.", "tekst")
        return row + max(1, len(found)) + 1

    def _words(self, row: int) -> int:
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
                self.draft.put(place, _WHAT, f"{issue.code}: {issue.message} {issue.remedy}", "tekst")
            row += len(self._found.issues) + 1
        return row

    def _list(self, row: int, plan: Scenario, words: Sequence[str]) -> int:
        for word in words or ("niets",):
            row += 1
            self.draft.put(row, _WHAT, f"{plan.waardering.plan.naam}: {word}", "tekst")
        return row


def _checks(plan: Scenario) -> str:
    item = plan.waardering
    found = item.model.controles
    wrong = [check.naam for check in found if item.waarden[check.id] == 0]
    words = [check for check in found if np.isnan(item.waarden[check.id])]
    told = [f"met een melding: {check.naam}" for check in words if check.meldt]
    told += [f"niet te toetsen: {check.naam}" for check in words if not check.meldt]
    said = [f"niet in orde: {'; '.join(wrong)}", *told] if wrong else told
    return "; ".join(said) or f"alle {len(found)} in orde"
