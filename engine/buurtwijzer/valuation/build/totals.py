"""What a plan comes to: per line, per party and in all, each ledger apart; one total only through visible switches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from buurtwijzer.rulebook.schema import Partij
from buurtwijzer.valuation.build.general import IN_WAARDE
from buurtwijzer.valuation.expressions import Expression, Number, Ref, Together, Words, compare, ratio, total, when
from buurtwijzer.valuation.model import SOORTEN, Baatregel, Regel, Samenloop, Sheet

CENT = 0.005
PRIVAAT = (Partij.BEWONERS, Partij.ONDERNEMERS)
NOOIT = "niet binnen de looptijd"
GEEN_KOSTEN, GEEN_BATEN = "geen kosten", "geen baten in euro"
GEEN_PUBLIEK = "geen publieke kosten"
GELD = ("kas", "overdracht")
"""What a party itself holds as cash: what it saves or earns, and what moves to it from others."""


def add_line_totals(sheet: Sheet, regel: Regel, years: int) -> None:
    """Add what a line comes to, before overlap with other lines."""
    id_ = regel.id
    baten = [baat for effect in regel.effecten for baat in effect.baten]
    for soort in SOORTEN:
        sheet.cell(f"{id_}_{soort}_cw", _worth(baten, soort, "cw"))
    payers = public_of(regel.betalers)
    sheet.cell(f"{id_}_publiek_cw", total([Ref(f"{id_}_k_{p.value}_cw") for p in payers]))
    sheet.cell(f"{id_}_privaat_cw", total([Ref(f"{id_}_k_{p.value}_cw") for p in regel.betalers if p in PRIVAAT]))
    _summary(sheet, id_, has_euros=_counts(baten))
    sheet.cell(f"{id_}_per_bereikte", ratio(Ref(f"{id_}_kosten_cw"), Ref(f"{id_}_bereikt"), "niemand bereikt"))
    add_payback(
        sheet,
        id_,
        [_public_cash(baten, f"j{year}") for year in range(1, years + 1)],
        [total([Ref(f"{id_}_k_{p.value}_j{year}") for p in payers]) for year in range(1, years + 1)],
    )
    for effect in regel.effecten:
        sheet.cell(f"{effect.id}_evenwicht", _break_even(id_, Ref(f"{effect.id}_effect")))


def add_party_totals(
    sheet: Sheet, regels: Sequence[Regel], samenloop: Sequence[Samenloop], partijen: Sequence[Partij], years: int
) -> None:
    """Add what each party pays and gains, each kind apart; cash is kas plus what moves between parties."""
    baten = all_benefits(regels, samenloop)
    for partij in partijen:
        own = [baat for baat in baten if baat.baat.partij is partij]
        id_ = f"p_{partij.value}"
        paying = [regel.id for regel in regels if partij in regel.betalers]
        for when_ in (*(f"j{year}" for year in range(1, years + 1)), "cw"):
            sheet.cell(f"{id_}_kosten_{when_}", total([Ref(f"{line}_k_{partij.value}_{when_}") for line in paying]))
            for soort in SOORTEN:
                sheet.cell(f"{id_}_{soort}_{when_}", _worth(own, soort, when_))
            cash = Ref(f"{id_}_kas_{when_}") + Ref(f"{id_}_overdracht_{when_}")
            sheet.cell(f"{id_}_kassaldo_{when_}", cash - Ref(f"{id_}_kosten_{when_}"))
        gained = Ref(f"{id_}_kas_cw") + Ref(f"{id_}_overdracht_cw")
        sheet.cell(f"{id_}_per_euro", ratio(gained, Ref(f"{id_}_kosten_cw"), GEEN_KOSTEN))
        balance = Ref(f"{id_}_kassaldo_cw")
        short = Together("MAX", (Number(0.0), 0 - balance))
        sheet.cell(f"{id_}_nodig", when(compare(Ref(f"{id_}_kosten_cw"), ">", 0), short, 0))
        sheet.cell(f"{id_}_over", Together("MAX", (Number(0.0), balance)))


def add_totals(
    sheet: Sheet, regels: Sequence[Regel], samenloop: Sequence[Samenloop], partijen: Sequence[Partij], years: int
) -> None:
    """Add what the plan comes to, overlap included and shown as its own term."""
    for soort in SOORTEN:
        lines = [Ref(f"{regel.id}_{soort}_cw") for regel in regels]
        meet = [Ref(f"{b.id}_cw") for s in samenloop for b in s.baten if b.baat.soort == soort]
        sheet.cell(f"t_samenloop_{soort}_cw", total(list(meet)))
        sheet.cell(f"t_{soort}_cw", total([*lines, Ref(f"t_samenloop_{soort}_cw")]))
    sheet.cell("t_samenloop_cw", total([Ref(f"tel_{s}") * Ref(f"t_samenloop_{s}_cw") for s in IN_WAARDE]))
    sheet.cell("t_kosten_cw", total([Ref(f"{regel.id}_kosten_cw") for regel in regels]))
    sheet.cell("t_publiek_cw", total([Ref(f"{regel.id}_publiek_cw") for regel in regels]))
    sheet.cell("t_privaat_cw", total([Ref(f"{regel.id}_privaat_cw") for regel in regels]))
    _summary(sheet, "t", has_euros=_counts(all_benefits(regels, samenloop)))
    own = public_of(partijen)
    cash = [Ref(f"p_{p.value}_{soort}_cw") for p in own for soort in GELD]
    public = sheet.cell("t_publiek_kas_cw", total(list(cash)))
    sheet.cell("t_kas_per_euro", ratio(public, Ref("t_publiek_cw"), GEEN_PUBLIEK))
    sheet.cell("t_nodig", total([Ref(f"p_{p.value}_nodig") for p in partijen]))
    sheet.cell("t_over", total([Ref(f"p_{p.value}_over") for p in partijen]))
    sheet.cell("t_tekort", Together("MAX", (Number(0.0), Ref("t_nodig") - Ref("t_over"))))
    for y in range(1, years + 1):
        sheet.cell(f"t_kosten_j{y}", total([Ref(f"{r.id}_kosten_j{y}") for r in regels]))
    gains = sheet.years("t_publiek_kas", [_flows(own, GELD, y) for y in range(1, years + 1)])
    costs = sheet.years("t_publiek_kosten", [_flows(own, ("kosten",), y) for y in range(1, years + 1)])
    add_payback(sheet, "t", list(gains), list(costs))


def all_benefits(regels: Iterable[Regel], samenloop: Iterable[Samenloop]) -> list[Baatregel]:
    """Give every benefit of lines and overlap."""
    own = [baat for regel in regels for effect in regel.effecten for baat in effect.baten]
    return own + [baat for item in samenloop for baat in item.baten]


def _worth(baten: Iterable[Baatregel], soort: str, when_: str) -> Expression:
    return total([Ref(f"{baat.id}_{when_}") for baat in baten if baat.baat.soort == soort])


def public_of(partijen: Iterable[Partij]) -> list[Partij]:
    """Give the parties that pay with public money or that of a corporatie: all but residents and entrepreneurs."""
    return [partij for partij in partijen if partij not in PRIVAAT]


def _public_cash(baten: Iterable[Baatregel], when_: str) -> Expression:
    """Give the cash that comes in at the public parties together, what moves to them from others included."""
    own = [baat for baat in baten if baat.baat.partij not in PRIVAAT]
    return total([_worth(own, soort, when_) for soort in GELD])


def _flows(partijen: Iterable[Partij], soorten: Iterable[str], year: int) -> Expression:
    return total([Ref(f"p_{partij.value}_{soort}_j{year}") for partij in partijen for soort in soorten])


def _counts(baten: Iterable[Baatregel]) -> bool:
    return any(baat.baat.soort in IN_WAARDE for baat in baten)


def _summary(sheet: Sheet, id_: str, *, has_euros: bool) -> None:
    """Add the total through the switches, the balance, value per euro and the break-even factor.

    Value per public euro is net of what residents and entrepreneurs pay themselves, so that it is above 1 exactly when
    the balance is above 0. Nobody but public parties pays in D6: there it is benefits over costs. Without any benefit
    that has a price there is no value per euro: nought would say that it brings nothing.
    """
    cost = Ref(f"{id_}_kosten_cw")
    worth = sheet.cell(f"{id_}_baten_cw", total([Ref(f"tel_{s}") * Ref(f"{id_}_{s}_cw") for s in IN_WAARDE]))
    sheet.cell(f"{id_}_saldo", worth - cost)
    public = Ref(f"{id_}_publiek_cw")
    words = when(compare(cost, ">", 0), Words(GEEN_PUBLIEK), Words(GEEN_KOSTEN))
    found = (worth - Ref(f"{id_}_privaat_cw")) / public if has_euros else Words(GEEN_BATEN)
    sheet.cell(f"{id_}_per_euro", when(compare(public, "=", 0), words, found))
    sheet.cell(f"{id_}_evenwicht", _break_even(id_, Number(1.0)))


def _break_even(id_: str, size: Expression) -> Expression:
    """Give at what part of the effects, all alike, benefits are as large as costs."""
    worth = Ref(f"{id_}_baten_cw")
    return when(compare(worth, "<=", 0), Words(GEEN_BATEN), size * Ref(f"{id_}_kosten_cw") / worth)


def add_payback(sheet: Sheet, id_: str, gains: Sequence[Expression], costs: Sequence[Expression]) -> None:
    """Add the first year from which, to the end, what came in is at least what went out; amounts are not discounted.

    Half a cent is left free, since a worksheet rounds a difference otherwise than numpy.
    """
    far = len(gains) + 1
    so_far: list[Expression] = []
    after: list[Expression] = []
    spent: list[Expression] = []
    for year, (gain, cost) in enumerate(zip(gains, costs, strict=True), start=1):
        before = so_far[-1] if so_far else Number(0.0)
        so_far.append(sheet.cell(f"{id_}_cum_j{year}", before + gain - cost))
        after.append(when(compare(so_far[-1], "<", -CENT), year + 1, 1))
        spent.append(when(compare(cost, ">", 0), year, far))
    begins = sheet.cell(f"{id_}_kosten_vanaf", Together("MIN", tuple(spent)))
    paid = sheet.cell(f"{id_}_vrij_vanaf", Together("MAX", (begins, *after)))
    never = when(compare(begins, "=", far), Words(GEEN_KOSTEN), Words(NOOIT))
    sheet.cell(f"{id_}_terugverdien", when(compare(paid, "=", far), never, paid))
