"""Sheet ``Wie betaalt, wie profiteert``: what each party pays and gains, kinds apart, and what would make it whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from buurtwijzer.interventions.wording import party_name
from buurtwijzer.reporting.rekenbladen.aannames import Aannames
from buurtwijzer.reporting.rekenbladen.aannames_kolommen import BRON, MERK
from buurtwijzer.reporting.rekenbladen.draft import Draft
from buurtwijzer.reporting.rekenbladen.layout import Layout
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Formule, Rekenblad
from buurtwijzer.reporting.rekenbladen.waterfall import CHART_ROWS, Bar, add_waterfall
from buurtwijzer.reporting.texts import sentence_case
from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.expressions import Expression, Ref, total
from buurtwijzer.valuation.model import Baatregel

NAAM = "Wie betaalt, wie profiteert"
_WIDTHS = {0: 44.0}
_COLUMN, _COLUMNS, _SOURCE = 16.5, 18, 44.0
_IN_ALL = (
    ("kosten_cw", "Betaalt (euro, contant)", "euro"),
    ("kas_cw", "Ontvangt in kas (euro, contant)", "euro"),
    ("overdracht_cw", "Ontvangt of mist door overdracht (euro, contant)", "euro"),
    ("kassaldo_cw", "Kassaldo (euro, contant)", "euro"),
    ("per_euro", "Kasbate per eigen euro: kas en overdracht gedeeld door betaalt", "verhouding"),
    ("nodig", "Nodig om in kas niet te verliezen (euro)", "euro"),
    ("over", "Houdt in kas over (euro)", "euro"),
    ("capaciteit_cw", "Vrijgekomen capaciteit (euro, contant)", "euro"),
    ("maatschappelijk_cw", "Maatschappelijke waarde (euro, contant)", "euro"),
)
_PER_YEAR = (
    ("kosten", "Betaalt per jaar (euro)"),
    ("kas", "Ontvangt in kas per jaar (euro)"),
    ("overdracht", "Overdracht per jaar (euro): wat de een krijgt, mist de ander"),
    ("kassaldo", "Kassaldo per jaar (euro)"),
    ("capaciteit", "Vrijgekomen capaciteit per jaar (euro): uren en plekken, geen geld"),
    ("maatschappelijk", "Maatschappelijke waarde per jaar (euro): telt voor mensen, geen geld"),
)
_JUDGED = (("omvang", "euro"), ("open", "ja_nee"), ("aannamebedrag", "euro"))
_CENT = 0.005
_LOSE = "Verliest in kas zonder mee te betalen, en staat niet bij 'nodig': "
_NO_LOSER = "Niemand die niet meebetaalt, verliest in kas."
_COUNTED = ("kas", "capaciteit", "maatschappelijk")


class Partijen:
    """The sheet while the workbook is made."""

    def __init__(self, layout: Layout, aannames: Aannames) -> None:
        """Place every figure of a party.

        Args:
            layout: The workbook.
            aannames: Where prices and their sources stand.
        """
        self._layout, self._model, self._aannames = layout, layout.model, aannames
        widths = _WIDTHS | dict.fromkeys(range(1, _COLUMNS), _COLUMN) | {12 + layout.model.jaren: _SOURCE}
        self.draft = Draft(NAAM, layout, widths)
        self.draft.put(0, 0, "Wie betaalt, wie profiteert", "titel")
        text = (
            "Kas, capaciteit en maatschappelijke waarde staan apart. Overdracht is geld dat van de een naar de ander "
            "gaat: samen nul."
        )
        self.draft.put(1, 0, text, "uitleg")
        row = self._in_all(2)
        top, row = row + 1, row + 1 + CHART_ROWS
        row = self._per_year(row + 1)
        self._ends = (row + 1,)
        self._print_to = self._benefits(row + 1)
        add_waterfall(self.draft, top, self._print_to + 1, tuple(self._bars()))

    def finish(self) -> Rekenblad:
        """Give the sheet."""
        return self.draft.finish(vaste_rijen=2, vaste_kolommen=1, afdruk=Afdruk(2, self._ends, self._print_to))

    def _in_all(self, row: int) -> int:
        draft, parties = self.draft, self._model.partijen
        draft.header(row, [("Partij", False), *((kop, True) for _, kop, _ in _IN_ALL)])
        for place, partij in enumerate(parties, row + 1):
            draft.put(place, 0, sentence_case(party_name(partij)), "tekst")
            for column, (naam, _, stijl) in enumerate(_IN_ALL, 1):
                draft.home(place, column, f"p_{partij.value}_{naam}", stijl)
        last = row + len(parties) + 1
        draft.put(last, 0, "Samen", "tekst.totaal")
        for column, (naam, _, stijl) in enumerate(_IN_ALL, 1):
            if naam in ("nodig", "over"):
                draft.home(last, column, f"t_{naam}", f"{stijl}.totaal")
            elif naam == "per_euro":
                draft.put(last, column, None, f"{stijl}.totaal")
            else:
                draft.show(last, column, _sum_of(parties, naam), f"{stijl}.totaal")
        draft.put(last + 1, 0, "Tekort dat partijen samen niet kunnen goedmaken (euro)", "tekst")
        draft.home(last + 1, 1, "t_tekort", "euro")
        text = "Nodig: de kleinste overdracht waarmee een partij die meebetaalt in kas niet verliest."
        draft.put(last + 2, 0, text, "uitleg")
        draft.later(last + 3, 0, self._losers, "uitleg")
        return last + 4

    def _losers(self) -> Formule:
        """Name who pays nothing and loses cash all the same, such as residents whose benefit stops."""
        pieces, names = [], []
        for partij in self._model.partijen:
            paid, balance = (f"p_{partij.value}_{naam}" for naam in ("kosten_cw", "kassaldo_cw"))
            here = [self._layout.address(naam, NAAM) for naam in (paid, balance)]
            name = f"{party_name(partij)}; "
            pieces.append(f'IF(AND({here[0]}<=0,{here[1]}<-0.005),"{name}","")')
            values = [self._layout.waarden[naam] for naam in (paid, balance)]
            if all(isinstance(v, float) for v in values) and values[0] <= 0 and values[1] < -_CENT:  # type: ignore[operator]
                names.append(name)
        found = "".join(names)
        said = f"{_LOSE}{found}" if found else _NO_LOSER
        joined = "&".join(pieces)
        return Formule(f'IF({joined}="","{_NO_LOSER}","{_LOSE}"&{joined})', said)

    def _bars(self) -> Iterator[Bar]:
        payers = {partij for regel in self._model.regels for partij in regel.betalers}
        for partij in self._model.partijen:
            if partij in payers:
                yield Bar(
                    f"{sentence_case(party_name(partij))} betaalt", 0 - Ref(f"p_{partij.value}_kosten_cw"), "kosten"
                )
        for partij in self._model.partijen:
            if any(b.baat.partij is partij and b.baat.soort in _COUNTED for _, b in self._all_benefits()):
                worth = total([Ref(f"tel_{s}") * Ref(f"p_{partij.value}_{s}_cw") for s in _COUNTED])
                yield Bar(f"{sentence_case(party_name(partij))} krijgt", worth, "baten")

    def _per_year(self, row: int) -> int:
        draft, start = self.draft, self._model.plan.start_jaar
        years = range(1, self._model.jaren + 1)
        for soort, kop in _PER_YEAR:
            draft.header(row, [(kop, False), *((f"Jaar {year} ({start + year - 1})", True) for year in years)])
            for place, partij in enumerate(self._model.partijen, row + 1):
                draft.put(place, 0, sentence_case(party_name(partij)), "tekst")
                for year in years:
                    draft.home(place, year, f"p_{partij.value}_{soort}_j{year}", "euro")
            last = row + len(self._model.partijen) + 1
            draft.put(last, 0, "Samen", "tekst.totaal")
            for year in years:
                draft.show(last, year, _sum_of(self._model.partijen, f"{soort}_j{year}"), "euro.totaal")
            row = last + 2
        return row

    def _benefits(self, row: int) -> int:
        draft, years = self.draft, range(1, self._model.jaren + 1)
        start = self._model.plan.start_jaar
        kop = [("Baten, een voor een", False), ("Partij", False), ("Soort", False), ("Regel", False), ("Gebied", False)]
        kop += [("Prijs (euro per eenheid)", True), ("Prijspeil (jaar)", True)]
        kop += [(f"Jaar {year} ({start + year - 1}), euro", True) for year in years]
        kop += [("Contant (euro)", True), ("Omvang: contant zonder teken (euro)", True), ("Rust op een aanname", False)]
        kop += [
            ("Bedrag op aannames (euro)", True),
            ("Merk van de prijs", False),
            ("Bron van de prijs", False),
        ]
        draft.header(row, kop)
        for place, (line, rule) in enumerate(self._all_benefits(), row + 1):
            price = f"prijs_{rule.baat.prijs}"
            texts = (rule.uitkomst.naam, party_name(rule.baat.partij), rule.baat.soort, line, rule.gebied)
            draft.texts(place, 0, texts, "tekst")
            draft.show(place, 5, Ref(price), "euro")
            draft.show(place, 6, Ref(f"prijsjaar_{rule.baat.prijs}"), "jaar")
            for year in years:
                draft.show(place, 6 + year, Ref(f"{rule.id}_j{year}"), "euro")
            after = 7 + self._model.jaren
            draft.show(place, after, Ref(f"{rule.id}_cw"), "euro")
            if self._layout.is_known(f"{rule.id}_open"):
                for step, (naam, stijl) in enumerate(_JUDGED, after + 1):
                    draft.home(place, step, f"{rule.id}_{naam}", stijl)
            draft.later(place, after + 4, lambda price=price: self._beside(price, MERK), "kort")  # type: ignore[misc]
            draft.later(place, after + 5, lambda price=price: self._beside(price, BRON), "kort")  # type: ignore[misc]
        return row + len(self._all_benefits()) + 1

    def _beside(self, naam: str, kolom: int) -> Formule:
        item = self._model.invoer[naam]
        words = self._aannames.mark(item) if kolom == MERK else self._aannames.source(item).waarde
        return Formule(self._aannames.cell(naam, kolom), words)

    def _all_benefits(self) -> list[tuple[str, Baatregel]]:
        lines = [
            (regel.interventie.naam, baat)
            for regel in self._model.regels
            for effect in regel.effecten
            for baat in effect.baten
        ]
        return lines + [("samenloop", baat) for item in self._model.samenloop for baat in item.baten]


def _sum_of(partijen: Sequence[Partij], naam: str) -> Expression:
    return total([Ref(f"p_{partij.value}_{naam}") for partij in partijen])
