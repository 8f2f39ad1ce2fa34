"""`plan_text()`: plans as the YAML that `read_plan` reads; what has its usual value is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from buurtwijzer.rulebook.plain_yaml import Part, yaml_block
from buurtwijzer.rulebook.plan import EigenWaarde, Plan, PlanRegel
from buurtwijzer.rulebook.plan_limits import as_written

_MAYBE = {
    "inzet_jaren": 1,
    "eigen_uren": 0.0,
    "eigen_tarief_eur": 0.0,
    "opstart_eur": 0.0,
    "taakveld": "",
    "financiering": "",
    "financiering_tot": None,
    "fte_beschikbaar": None,
    "eigenaar": "",
}


def plan_text(plans: Iterable[Plan]) -> str:
    """Give plans as YAML."""
    return "\n".join([*yaml_block({"plannen": [_plan(plan) for plan in plans]}), ""])


def _plan(plan: Plan) -> dict[str, Part]:
    found: dict[str, Part] = {
        "id": plan.id,
        "naam": plan.naam,
        "nulalternatief": plan.nulalternatief,
        "start_jaar": plan.start_jaar,
        "looptijd_jaren": plan.looptijd_jaren,
        "prijspeil": plan.prijspeil,
        **{naam: own for naam, own in (("eigenaar", plan.eigenaar), ("versie", plan.versie)) if own},
        "regels": [_line(regel) for regel in plan.regels],
    }
    if plan.budgetten:
        found["budgetten"] = [
            {"partij": b.partij.value, "jaar": b.jaar, "bedrag_eur": b.bedrag_eur} for b in plan.budgetten
        ]
    if plan.eigen_prijzen:
        found["eigen_prijzen"] = _own(plan.eigen_prijzen)
    if plan.wat_als:
        found["wat_als"] = [{"gebied": w.gebied, "indicator": w.indicator, "waarde": w.waarde} for w in plan.wat_als]
    if plan.grenzen:
        found["grenzen"] = [as_written(grens) for grens in plan.grenzen]
    return found


def _line(regel: PlanRegel) -> dict[str, Part]:
    found: dict[str, Part] = {
        "interventie": regel.interventie,
        "gebied": regel.gebied,
        "aantal": regel.aantal,
        "start_jaar": regel.start_jaar,
    }
    found |= {naam: own for naam, usual in _MAYBE.items() if (own := getattr(regel, naam)) != usual}
    if regel.verdeling:
        found["verdeling"] = {partij.value: share for partij, share in regel.verdeling.items()}
    if regel.eigen:
        found["eigen"] = _own(regel.eigen)
    return found


def _own(given: Mapping[str, EigenWaarde]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for id_, own in given.items():
        more = {naam: getattr(own, naam) for naam in ("prijspeil", "laag", "hoog", "grondslag")}
        said = {naam: value for naam, value in more.items() if value is not None}
        found[id_] = {"waarde": own.waarde, "functie": own.functie, "datum": own.datum, "reden": own.reden, **said}
    return found
