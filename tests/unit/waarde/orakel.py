"""An independent calculation, from the method (D6) and the words of the rules: plain loops, none of our formulas."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan, PlanRegel
from buurtwijzer.valuation.areas import Gebied


@dataclass
class Uitslag:
    """Present values: cost per party, worth per kind, worth per party and kind, and what overlap takes off per kind."""

    kosten: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    waarde: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    van_partij: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    samenloop: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    per_regel: list[dict[str, float]] = field(default_factory=list)

    @property
    def saldo(self) -> float:
        return (
            self.waarde["kas"] + self.waarde["capaciteit"] + self.waarde["maatschappelijk"] - sum(self.kosten.values())
        )


class Orakel:
    """One plan, computed."""

    def __init__(self, plan: Plan, boek: Rulebook, gebieden: Mapping[str, Gebied]) -> None:
        self.plan, self.boek, self.gebieden = plan, boek, gebieden
        self.r = self.getal("discontovoet_pj_frac")

    def getal(self, naam: str) -> float:
        return self.boek.parameters["waarde"].getallen[naam].waarde

    def op_peil(self, bedrag: float, reeks: str, jaar: int) -> float:
        return bedrag * (1 + self.getal(f"index_{reeks}_pj_frac")) ** (self.plan.prijspeil - jaar)

    def kosten(self, regel: PlanRegel, uit: Uitslag) -> None:
        rule = self.boek.interventies[regel.interventie]
        eerste = regel.start_jaar - self.plan.start_jaar + 1
        opslag = 1 + self.getal(f"opslag_{rule.kosten.grondslag}_frac")
        prijs = self.op_peil(rule.kosten.bedrag_eur.modus, rule.kosten.reeks, rule.kosten.prijsjaar)
        btw_deel = self.getal("btw_belast_frac") if rule.kosten.btw_frac is None else rule.kosten.btw_frac
        delen = {p.value: d for p, d in regel.verdeling.items()} or {rule.betalers[0].value: 1.0}
        for t in range(1, self.plan.looptijd_jaren + 1):
            loopt = t == eerste if rule.kosten.ritme == "eenmalig" else eerste <= t < eerste + regel.inzet_jaren
            inkoop = regel.aantal * prijs * loopt + regel.opstart_eur * (t == eerste)
            uren = regel.eigen_uren * regel.eigen_tarief_eur * (1 + self.getal("overhead_frac")) * loopt
            contant = (1 + self.r) ** (t - 1)
            for partij, deel in delen.items():
                btw = self.getal("btw_tarief_frac") * btw_deel * self.getal(f"btw_last_{partij}_frac")
                uit.kosten[partij] += deel * (inkoop * (1 + btw) + uren) * opslag / contant
            beheer = rule.beheer_na_oplevering
            if beheer is not None and t >= eerste + rule.doorlooptijd_maanden // 12:
                btw = self.getal("btw_tarief_frac") * btw_deel * self.getal(f"btw_last_{beheer.wie.value}_frac")
                bedrag = self.op_peil(beheer.bedrag_eur_pj, rule.kosten.reeks, rule.kosten.prijsjaar)
                uit.kosten[beheer.wie.value] += regel.aantal * bedrag * (1 + btw) * opslag / contant

    def blijft(self, regel: PlanRegel, t: int) -> float:
        """What is left of the effect in year t: whole years, and a last part of a year."""
        rule = self.boek.interventies[regel.interventie]
        eerste = regel.start_jaar - self.plan.start_jaar + 1
        wacht = rule.doorlooptijd_maanden // 12
        eenmalig = rule.kosten.ritme == "eenmalig"
        laatste = eerste + wacht if eenmalig else eerste + regel.inzet_jaren - 1
        if t < eerste + wacht or (not eenmalig and regel.inzet_jaren <= wacht):
            return 0.0
        if t <= laatste:
            return 1.0 if not eenmalig else min(1.0, rule.werkingsduur_jaren)
        if not eenmalig and rule.stopt_met_inzet:
            return 0.0
        jaren = t - laatste
        over = min(1.0, max(0.0, rule.werkingsduur_jaren - jaren))
        return (1 - rule.verlies_pj_frac) ** jaren * over

    def gebeurt(self, regel: PlanRegel, t: int) -> float:
        """Whether what happens at one moment happens in year t."""
        rule = self.boek.interventies[regel.interventie]
        eerste = regel.start_jaar - self.plan.start_jaar + 1
        klaar = eerste + rule.doorlooptijd_maanden // 12
        if rule.kosten.ritme == "eenmalig":
            return float(t == klaar)
        return float(klaar <= t < eerste + regel.inzet_jaren)

    def zonder(self, uitkomst: str, code: str) -> float | None:
        """How often it happens a year for one resident."""
        item, gebied = self.boek.uitkomsten[uitkomst], self.gebieden[code]
        if item.indicator in gebied.cijfers:
            rule = self.boek.indicatoren[item.indicator]
            deel = gebied.cijfers[item.indicator] / {"pct": 100, "per_1000": 1000}[rule.eenheid.value]
            return 1 - deel if rule.richting.value == "hoger_is_gunstiger" else deel
        if item.nulsituatie is None:
            return None
        assert item.nulsituatie.per == "inwoner"
        return item.nulsituatie.aantal

    def veranderd(self, regel: PlanRegel) -> dict[str, list[float]]:
        """Give per uitkomst and year what changes, before any chain."""
        rule = self.boek.interventies[regel.interventie]
        bereikt = self.bereikt(regel)
        netto = rule.netto.toerekening_frac * (1 - rule.netto.verplaatsing_frac) * (1 - rule.netto.lekkage_frac)
        netto *= 1 - self.getal(f"korting_{rule.bewijs.niveau.value.lower()}_frac")
        if not rule.netto.met_controlegroep:
            netto *= 1 - rule.netto.anders_ook_frac
        found = {}
        for effect in rule.effecten:
            basis = 1.0
            if effect.eenheid == "deel_van_nulsituatie":
                zonder = self.zonder(effect.uitkomst, regel.gebied)
                if zonder is None:
                    continue
                basis = zonder
            jaar = bereikt * basis * effect.midden * netto
            verloop = self.gebeurt if self.boek.uitkomsten[effect.uitkomst].telt == "eenmaal" else self.blijft
            found[effect.uitkomst] = [jaar * verloop(regel, t) for t in range(1, self.plan.looptijd_jaren + 1)]
        return found

    def keten(self, hoeveel: Mapping[str, float]) -> dict[str, float]:
        """Give of what happened to people what counts: in order of the chain, each only for who is not counted yet."""
        telt: dict[str, float] = {}
        for id_ in sorted(hoeveel, key=lambda i: (self.boek.uitkomsten[i].keten_rang, i)):
            al = sum(telt[ander] for ander in self.boek.uitkomsten[id_].keten if ander in telt)
            telt[id_] = hoeveel[id_] - max(0.0, min(hoeveel[id_], al))
        return telt

    def euro(self, uitkomst: str, hoeveel: float, t: int) -> list[tuple[str, str, float]]:
        found = []
        for baat in self.boek.uitkomsten[uitkomst].partijen:
            if baat.prijs is None:
                continue
            prijs = self.boek.prijzen[baat.prijs]
            own = self.plan.eigen_prijzen.get(prijs.id)
            bedrag = prijs.bedrag_eur.modus if own is None else own.waarde
            jaar = prijs.prijsjaar if own is None else own.prijspeil or self.plan.prijspeil
            stuks = 1.0 if baat.hoeveelheid is None else baat.hoeveelheid.modus
            teken = 1 if baat.teken == "plus" else -1
            waarde = teken * hoeveel * stuks * self.op_peil(bedrag, prijs.reeks, jaar) / (1 + self.r) ** t
            found.append((baat.partij.value, baat.soort, waarde))
        return found

    def reken(self) -> Uitslag:
        uit = Uitslag()
        samen: dict[str, list[tuple[PlanRegel, dict[str, list[float]]]]] = defaultdict(list)
        los: dict[str, float] = defaultdict(float)
        for regel in self.plan.regels:
            self.kosten(regel, uit)
            n = self.veranderd(regel)
            samen[regel.gebied].append((regel, n))
            eigen: dict[str, float] = defaultdict(float)
            for t in range(1, self.plan.looptijd_jaren + 1):
                telt = self.keten({id_: jaren[t - 1] for id_, jaren in n.items()})
                for id_, hoeveel in telt.items():
                    for _, soort, waarde in self.euro(id_, hoeveel, t):
                        eigen[soort] += waarde
                        los[soort] += waarde
            uit.per_regel.append(eigen)
        for code, regels in samen.items():
            for t in range(1, self.plan.looptijd_jaren + 1):
                hoeveel = {
                    id_: self.tegelijk(id_, code, t, [(regel, n[id_]) for regel, n in regels if id_ in n])
                    for id_ in {id_ for _, n in regels for id_ in n}
                }
                for id_, telt in self.keten(hoeveel).items():
                    for partij, soort, waarde in self.euro(id_, telt, t):
                        uit.waarde[soort] += waarde
                        uit.van_partij[partij, soort] += waarde
        for soort in ("kas", "capaciteit", "maatschappelijk", "overdracht"):
            uit.samenloop[soort] = uit.waarde[soort] - los[soort]
        return uit

    def tegelijk(self, uitkomst: str, code: str, t: int, los: list[tuple[PlanRegel, list[float]]]) -> float:
        """Give what several together change: each finds only what other interventions left.

        Lines of one intervention are for other people or homes, as far as there are any.
        """
        gebied, zonder = self.gebieden[code], self.zonder(uitkomst, code)
        per_soort: dict[str, list[tuple[PlanRegel, list[float]]]] = defaultdict(list)
        for regel, n in los:
            per_soort[regel.interventie].append((regel, n))
        samen = []
        for id_, eigen in per_soort.items():
            huis = self.boek.interventies[id_].bereik.eenheid in ("woningen", "huishoudens")
            er_zijn = gebied.huishoudens if huis else gebied.inwoners
            assert er_zijn is not None
            bereikt = sum(self.bereikt(regel) for regel, _ in eigen if self.werkt(regel, uitkomst, t))
            deel = er_zijn / bereikt if len(eigen) > 1 and bereikt > er_zijn else 1.0
            samen.append(deel * sum(n[t - 1] for _, n in eigen))
        if len(samen) < 2 or zonder is None or gebied.inwoners is None or zonder * gebied.inwoners == 0:
            return sum(samen)
        er_is = zonder * gebied.inwoners
        return er_is * (1 - math.prod(max(0.0, 1 - n / er_is) for n in samen))

    def werkt(self, regel: PlanRegel, uitkomst: str, t: int) -> bool:
        verloop = self.gebeurt if self.boek.uitkomsten[uitkomst].telt == "eenmaal" else self.blijft
        return verloop(regel, t) > 0

    def bereikt(self, regel: PlanRegel) -> float:
        rule = self.boek.interventies[regel.interventie]
        deelname = regel.eigen["deelname"].waarde if "deelname" in regel.eigen else self.getal("deelname_frac")
        return regel.aantal * (rule.bereik.aantal_min + rule.bereik.aantal_max) / 2 * deelname
