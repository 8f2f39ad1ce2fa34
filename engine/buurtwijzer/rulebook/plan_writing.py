"""`plan_text()`: plans as the YAML that `read_plan` reads; what has its usual value is left out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from buurtwijzer.rulebook.plan import EigenWaarde, Plan, PlanRegel
from buurtwijzer.rulebook.plan_limits import as_written

_Plain = str | float | date
_Part = _Plain | Mapping[str, "_Part"] | list[Mapping[str, "_Part"]]

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
    return "\n".join([*_block({"plannen": [_plan(plan) for plan in plans]}, ""), ""])


def _plan(plan: Plan) -> dict[str, _Part]:
    found: dict[str, _Part] = {
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


def _line(regel: PlanRegel) -> dict[str, _Part]:
    found: dict[str, _Part] = {
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


def _own(given: Mapping[str, EigenWaarde]) -> dict[str, _Part]:
    found: dict[str, _Part] = {}
    for id_, own in given.items():
        more = {naam: getattr(own, naam) for naam in ("prijspeil", "laag", "hoog", "grondslag")}
        said = {naam: value for naam, value in more.items() if value is not None}
        found[id_] = {"waarde": own.waarde, "functie": own.functie, "datum": own.datum, "reden": own.reden, **said}
    return found


def _block(given: Mapping[str, _Part], indent: str) -> Iterator[str]:
    for naam, part in given.items():
        match part:
            case Mapping():
                yield f"{indent}{naam}:"
                yield from _block(part, indent + "  ")
            case []:
                yield f"{indent}{naam}: []"
            case list():
                yield f"{indent}{naam}:"
                for item in part:
                    first, *rest = _block(item, indent + "    ")
                    yield f"{indent}  - {first.lstrip()}"
                    yield from rest
            case str():
                yield f"{indent}{naam}: {json.dumps(part, ensure_ascii=False)}"
            case date():
                yield f"{indent}{naam}: {part.isoformat()}"
            case number:
                yield f"{indent}{naam}: {int(number) if float(number).is_integer() else repr(number)}"
