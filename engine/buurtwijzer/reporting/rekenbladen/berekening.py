"""Sheet ``Berekening``: every step from assumption to result, a row per step and the years beside each other."""

from __future__ import annotations

from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Bereik, Kleurregel, Rekenblad
from buurtwijzer.reporting.rekenbladen.onderdelen import part_words
from buurtwijzer.reporting.rekenbladen.stijlen import FOUT, GOED
from buurtwijzer.valuation.build.assumed import OF_EFFECT, OPEN, SOORTEN_AANNAME
from buurtwijzer.valuation.model import SOORTEN, Baatregel, Effectregel, Regel, Samenloop

NAAM = "Berekening"
WAT, PARTIJ, SOORT, EENHEID, TOTAAL, JAAR = range(6)
_KOP = 2
_WIDTHS = {WAT: 56, PARTIJ: 16, SOORT: 16, EENHEID: 25, TOTAAL: 15}
_YEAR, _EXPLAINED, _ID = 14, 66, 36
_MOST_LABEL = 90
_LOOSE = "Tussenstappen van lange sommen"


class Berekening:
    """The sheet while the workbook is made. Place what stands on other sheets first: the rest comes to stand here."""

    def __init__(self, layout: Layout) -> None:
        """Place every step.

        Args:
            layout: The workbook.
        """
        self._layout, self._model = layout, layout.model
        self._names = {regel.plan.gebied: regel.gebied_naam for regel in layout.model.regels}
        self._years = self._model.jaren
        self.uitleg, self.id = JAAR + self._years, JAAR + self._years + 1
        widths = {**_WIDTHS, **{JAAR + n: _YEAR for n in range(self._years)}, self.uitleg: _EXPLAINED, self.id: _ID}
        self.draft = Draft(NAAM, layout, {column: float(width) for column, width in widths.items()})
        self.onderdelen: dict[str, Bereik] = {}
        """Per check the cells of its comparisons, below each other; what each is about stands in the first column."""
        self._row = _KOP + 1
        self._head()
        self._prices()
        for number, regel in enumerate(self._model.regels, start=1):
            self._line(number, regel)
        if self._model.samenloop:
            self._band("Samenloop: wat regels van elkaar afhalen als ze dezelfde mensen in een gebied bereiken")
            for item in self._model.samenloop:
                self._overlap(item)
        self._together()

    def close(self) -> None:
        """Give a place to what has none yet: whatever is new, and the parts of checks."""
        checks = tuple(item.id for item in self._model.controles)
        loose = [naam for naam in self._layout.unplaced() if not naam.startswith(checks)]
        if loose:
            self._band(_LOOSE)
            for naam in loose:
                self._blocks(naam, (naam,), "getal")
        self._checks()

    def finish(self) -> Rekenblad:
        """Give the sheet."""
        return self.draft.finish(vaste_rijen=_KOP + 1, vaste_kolommen=1, afdruk=Afdruk(_KOP + 1))

    def _head(self) -> None:
        self.draft.put(0, 0, "Berekening: elke stap van aanname tot uitkomst", "titel")
        text = (
            "Kosten vallen aan het begin van een jaar, baten aan het eind. Contant: teruggerekend naar het begin van "
            "jaar 1. Namen in een formule, zoals discontovoet, staan op Aannames."
        )
        self.draft.put(1, 0, text, "uitleg")
        start = self._model.plan.start_jaar
        years = [(f"Jaar {n + 1} ({start + n})", True) for n in range(self._years)]
        kop = [
            ("Stap", False),
            ("Partij", False),
            ("Soort", False),
            ("Eenheid", False),
            ("Een getal, of contant", True),
        ]
        self.draft.header(_KOP, [*kop, *years, ("Zo gerekend", False), ("Naam van de stap", False)])

    def _band(self, text: str) -> None:
        self.draft.band(self._row, text, self.id + 1)
        self._row += 1

    def _step(
        self,
        stam: str,
        wat: str,
        eenheid: str,
        stijl: str,
        uitleg: str = "",
        partij: str = "",
        soort: str = "",
        *,
        only_years: bool = False,
    ) -> None:
        """Place a step: its number or present value, and its years; nothing when there is no such step."""
        row, draft = self._row, self.draft
        yearly = [f"{stam}_j{year}" for year in range(1, self._years + 1)]
        one = next(
            (n for n in (f"{stam}_cw", stam) if self._layout.is_known(n) and not self._layout.is_placed(n)), None
        )
        found = [naam for naam in yearly if self._layout.is_known(naam)]
        if only_years:
            one = None
        if one is None and not found:
            return
        draft.texts(row, WAT, (wat,), "tekst")
        draft.texts(row, PARTIJ, (partij, soort, eenheid), "kort")
        if one is None:
            draft.put(row, TOTAAL, None, stijl)
        else:
            draft.home(row, TOTAAL, one, stijl)
        for column, naam in enumerate(yearly, JAAR):
            if naam in found:
                draft.home(row, column, naam, stijl)
            else:
                draft.put(row, column, None, stijl)
        draft.put(row, self.uitleg, uitleg, "tekst.stil")
        draft.put(row, self.id, stam, "kort.stil")
        self._row += 1

    def _prices(self) -> None:
        self._band("Prijzen op het prijspeil van het plan")
        for naam in list(self._layout.unplaced()):
            if naam.startswith("prijs_") and naam.endswith("_peil"):
                item = self._model.invoer[naam.removesuffix("_peil")]
                who = "" if item.partij is None else party_name(item.partij)
                self._step(naam, item.omschrijving, item.eenheid, "euro", "prijs x (1 + index) tot het prijspeil", who)

    def _line(self, number: int, regel: Regel) -> None:
        id_ = regel.id
        self._band(f"{number}. {regel.interventie.naam} in {regel.gebied_naam}")
        unit = regel.interventie.bereik.eenheid
        per = f"euro per {regel.interventie.kosten.per}"
        for stam, wat, eenheid, stijl, uitleg in (
            ("prijs", "Prijs op het prijspeil van het plan", per, "euro", "bedrag x (1 + index) tot het prijspeil"),
            ("opslag_geldt", "Opslag voor onzekere kosten", "deel (0-1)", "deel", "die van 'hoe zeker is het bedrag'"),
            ("beheer_peil", "Beheer daarna, op prijspeil", per, "euro", "beheer per jaar x index"),
            ("eigen", "Eigen uren per jaar", "euro", "euro", "uren x tarief x (1 + overhead)"),
            ("actief", "Er wordt voor betaald", "1 of 0", "getal", "1 in de jaren van de inzet"),
            (
                "inkoop",
                "Inkoop met opslag, zonder btw",
                "euro",
                "euro",
                "(aantal x prijs x actief + opstart in het eerste jaar) x (1 + opslag)",
            ),
            ("uren", "Eigen uren met opslag", "euro", "euro", "eigen uren x actief x (1 + opslag)"),
        ):
            self._step(f"{id_}_{stam}", wat, eenheid, stijl, uitleg)
        for partij in regel.betalers:
            self._step(
                f"{id_}_k_{partij.value}",
                "Kosten, met de btw die deze partij niet terugkrijgt",
                "euro",
                "euro",
                "deel x (inkoop x (1 + btw) + eigen uren) + beheer daarna",
                party_name(partij),
                "kosten",
            )
        for stam, wat, eenheid, stijl, uitleg in (
            ("doelgroep", "Doelgroep", unit, "aantal", "aantal x doelgroep per eenheid"),
            ("bereikt", "Bereikt", unit, "aantal", "doelgroep x deelname"),
            ("netto", "Wat van het effect overblijft", "deel (0-1)", "deel", _net_words(regel)),
            ("blijft", "Wat in dit jaar werkt", "deel (0-1)", "deel", "begin, duur en verlies per jaar"),
            (
                "keer",
                "Gebeurt in dit jaar",
                "deel (0-1)",
                "deel",
                "een gebeurtenis telt alleen in het jaar van de inzet",
            ),
        ):
            self._step(f"{id_}_{stam}", wat, eenheid, stijl, uitleg)
        self._control(id_)
        for effect in regel.effecten:
            self._effect(effect)

    def _control(self, id_: str) -> None:
        """Put what a controller asks of a line beside its value."""
        for stam, wat, eenheid, stijl, uitleg in (
            ("fte_nodig", "Fte nodig voor de eigen uren", "fte", "getal_of_woord", "eigen uren / uren per fte"),
            ("fte_over", "Fte over", "fte", "getal_of_woord", "beschikbaar - nodig"),
            ("structureel", "Structureel", "1 of 0", "getal", "1 als elk jaar betaald, en langer dan incidenteel"),
            ("na_jaren", "Betaald na de looptijd", "jaar", "getal", "jaren van de inzet na het laatste jaar"),
            ("na_nominaal", "Te betalen na de looptijd", "euro", "euro", "nominaal, zonder beheer; telt niet mee"),
        ):
            self._step(f"{id_}_{stam}", wat, eenheid, stijl, uitleg)

    def _effect(self, effect: Effectregel) -> None:
        unit, name = effect.uitkomst.eenheid.replace("_", "-"), effect.uitkomst.naam
        rate = "zonder de aanpak x effect" if effect.van_nulsituatie else "effect"
        course = "gebeurt" if effect.verloop == "keer" else "werkt"
        for stam, wat, uitleg in (
            ("jaar", f"{name}: in een vol jaar", f"bereikt x {rate} x wat overblijft"),
            ("n", f"{name}: netto", f"in een vol jaar x wat in dit jaar {course}"),
            ("keten", f"{name}: telt al mee bij een andere uitkomst", "dezelfde persoon telt een keer"),
            ("telt", f"{name}: telt mee", "netto - wat al meetelt"),
        ):
            self._step(f"{effect.id}_{stam}", wat, unit, "aantal", uitleg)
        for kind in OF_EFFECT:
            told = f"1 als iets van {kind} een aanname is"
            self._step(f"{effect.id}_{OPEN}{kind}", f"{name}: aanname bij {kind}", "1 of 0", "getal", told)
        told = "effect x kosten / waarde van de regel: alle effecten veranderen even veel mee"
        self._step(
            f"{effect.id}_evenwicht", f"{name}: effect waarbij het quitte speelt", "effect", "getal_of_woord", told
        )
        for baat in effect.baten:
            self._benefit(baat, "telt mee")

    def _overlap(self, item: Samenloop) -> None:
        unit, name = (
            item.uitkomst.eenheid.replace("_", "-"),
            f"{item.uitkomst.naam} ({self._names.get(item.gebied, item.gebied)})",
        )
        meet = "B x (1 - product van (1 - n / B)) - som; B is wat er zonder het plan is"
        if not item.nul_bekend:
            meet = "onbekend hoe vaak het gebeurt: B is hoogstens alle mensen of huizen, of 0 als dat niet past"
        for number, gebied in enumerate(item.gebieden, start=1):
            told = "regels van een interventie samen, tot zo veel als er zijn"
            for other in range(1, len(item.effecten) + 1):
                self._step(f"{item.id}_soort{number}_{other}", f"{name}: zelfde interventie", unit, "aantal", told)
            self._step(f"{item.id}_gebied{number}", f"{name}: deel {gebied}", unit, "aantal", "samen in dit gebied")
            self._step(
                f"{item.id}_over{number}",
                f"{name}: wat {gebied} overlaat",
                "deel (0-1)",
                "getal",
                "product van (1 - n / B)",
            )
        for stam, wat, uitleg in (
            ("som", f"{name}: regels opgeteld", "som van netto"),
            ("interactie", f"{name}: dezelfde mensen door twee regels", meet),
            (
                "keten",
                f"{name}: telt al mee bij een andere regel",
                "wat regels er zelf al af haalden, telt niet nog eens",
            ),
            ("af", f"{name}: gaat eraf", "interactie + keten"),
            ("telt", f"{name}: telt mee", "wat er in het gebied in alles meetelt"),
        ):
            self._step(f"{item.id}_{stam}", wat, unit, "aantal", uitleg)
        for baat in item.baten:
            self._benefit(baat, "gaat eraf")

    def _benefit(self, rule: Baatregel, what: str) -> None:
        price = self._model.invoer[f"prijs_{rule.baat.prijs}"]
        many = "" if rule.baat.hoeveelheid is None else " x hoeveelheid"
        sign = "" if rule.baat.teken == "plus" else " x -1"
        self._step(
            rule.id,
            f"{rule.uitkomst.naam}: {price.omschrijving}"[:_MOST_LABEL],
            "euro",
            "euro",
            f"{what} x prijs op prijspeil{many}{sign}. {rule.baat.toelichting}",
            party_name(rule.baat.partij),
            rule.baat.soort,
        )

    def _together(self) -> None:
        regels = self._model.regels
        self._band("Alle regels samen")
        for regel in regels:
            self._step(f"{regel.id}_kosten", f"Kosten: {_name(regel)}", "euro", "euro", "som van de betalers")
            told = "betaald door bewoners en ondernemers; gaat van de waarde per publieke euro af"
            self._step(f"{regel.id}_privaat", f"Private kosten: {_name(regel)}", "euro", "euro", told)
        for soort in SOORTEN:
            self._step(
                f"t_samenloop_{soort}", f"Samenloop van alle regels: {soort}", "euro", "euro", "som van samenloop"
            )
        for regel in regels:
            told = "kosten x (1 + index van de reeks); eigen uren met die van de lonen"
            self._step(f"{regel.id}_nominaal", f"Kosten, nominaal: {_name(regel)}", "euro", "euro", told)
        self._step("t_nominaal", "Kosten van het plan, nominaal", "euro", "euro", "som van de regels")
        self._step("t_na_nominaal", "Te betalen na de looptijd", "euro", "euro", "som van de regels; telt niet mee")
        self._step("t_kosten", "Kosten van het plan", "euro", "euro.totaal", "som van de regels")
        for regel in regels:
            self._step(
                f"{regel.id}_cum",
                f"Kas van publieke partijen tot en met dit jaar: {_name(regel)}",
                "euro",
                "euro",
                "vorig jaar + kas + overdracht - kosten, alleen van publieke partijen",
            )
        told = "kas + overdracht, zonder bewoners en ondernemers"
        self._step("t_publiek_kas", "Kas van de publieke partijen samen", "euro", "euro", told)
        told = "zonder bewoners en ondernemers"
        self._step("t_publiek_kosten", "Kosten van de publieke partijen samen", "euro", "euro", told, only_years=True)
        told = "vorig jaar + kas - kosten, van de publieke partijen"
        self._step("t_cum", "Kas van de publieke partijen tot en met dit jaar", "euro", "euro", told)
        for regel in regels:
            self._payback(regel.id, _name(regel))
        self._payback("t", "het plan")
        self._assumed()

    def _assumed(self) -> None:
        """Place how much of the amounts rests on assumptions, per kind, and on prices that are too old."""
        kinds = [f"baten: {kind}" for kind in SOORTEN_AANNAME]
        steps = [("kosten", "kosten"), ("baten", "baten"), *zip(SOORTEN_AANNAME, kinds, strict=True)]
        for naam in ("kosten", "baten"):
            self._step(f"t_bedragen_{naam}", f"Alle {naam} samen, zonder teken", "euro", "euro", "som van de bedragen")
        for naam, words in steps:
            told = "bedrag x 1 als dat waar het op rust een aanname is, anders x 0"
            self._step(f"t_aannamebedragen_{naam}", f"waarvan op een aanname: {words}", "euro", "euro", told)
        self._step("t_bedragen", "Alle bedragen samen", "euro", "euro", "kosten + baten")
        self._step("t_aannamebedragen", "waarvan op een aanname", "euro", "euro", "kosten + baten")
        self._step("t_aanname", "Deel van alle bedragen op aannames", "deel (0-1)", "procent", "hierboven gedeeld")
        self._step("t_oude_prijzen", "Prijzen die te oud zijn", "aantal", "getal", "zie Aannames")
        self._step("t_oud_baten", "Baten op zo'n prijs, zonder teken", "euro", "euro", "som van de bedragen")

    def _payback(self, id_: str, whose: str) -> None:
        self._step(f"{id_}_kosten_vanaf", f"Eerste jaar met kosten, {whose}", "jaar", "jaar", "")
        text = "het jaar na het laatste jaar waarin er kas tekort is"
        self._step(f"{id_}_vrij_vanaf", f"In kas vrij vanaf, {whose}", "jaar", "jaar", text)

    def _checks(self) -> None:
        parts = self._layout.unplaced()
        if not parts:
            return
        self._band("Controles, per onderdeel")
        for item in self._model.controles:
            own = tuple(naam for naam in parts if naam.startswith(f"{item.id}_"))
            first = self._row
            for naam in own:
                if "__" in naam:
                    self._part(item.naam, naam)
            if self._row > first:
                self.onderdelen[item.id] = self.draft.area(first, TOTAAL, self._row - first)
            self._blocks(f"{item.naam}: samen", tuple(naam for naam in own if "__" not in naam), "controle_deel")

    def _part(self, wat: str, naam: str) -> None:
        """Place a comparison of a check on a row of its own, with what it is about."""
        draft = self.draft
        words = part_words(self._model, self._layout.expression(naam))
        draft.put(self._row, WAT, words or wat, "tekst")
        draft.home(self._row, TOTAAL, naam, "controle")
        block = draft.area(self._row, TOTAAL)
        draft.kleuren += [Kleurregel(block, 0.0, FOUT), Kleurregel(block, 1.0, GOED)]
        draft.put(self._row, self.uitleg, wat, "tekst.stil")
        draft.put(self._row, self.id, naam.partition("__")[0], "kort.stil")
        self._row += 1

    def _blocks(self, wat: str, namen: tuple[str, ...], stijl: str) -> None:
        """Place formulas beside each other, as many on a row as there are years."""
        for start in range(0, len(namen), self._years):
            piece = namen[start : start + self._years]
            self.draft.put(self._row, WAT, wat, "tekst")
            for column, naam in enumerate(piece, JAAR):
                self.draft.home(self._row, column, naam, stijl)
            if stijl.startswith("controle"):
                block = self.draft.area(self._row, JAAR, 1, len(piece))
                self.draft.kleuren += [Kleurregel(block, 0.0, FOUT), Kleurregel(block, 1.0, GOED)]
            words = f"onderdeel {start + 1} tot en met {start + len(piece)}" if len(namen) > 1 else ""
            self.draft.put(self._row, self.uitleg, words, "tekst.stil")
            self.draft.put(self._row, self.id, piece[0].partition("__")[0], "kort.stil")
            self._row += 1


def _name(regel: Regel) -> str:
    return f"{regel.interventie.naam} in {regel.gebied_naam}"


def _net_words(regel: Regel) -> str:
    left = "toerekening x (1 - verplaatsing) x (1 - lekkage) x (1 - korting voor bewijs)"
    if regel.interventie.netto.met_controlegroep:
        return f"{left}; wat anders ook was gebeurd is in het onderzoek al van het effect af"
    return f"(1 - anders ook) x {left}"
