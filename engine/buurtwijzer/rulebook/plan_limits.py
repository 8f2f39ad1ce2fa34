"""Limits on the choice of the best plan: which parts each kind has, what can be wrong with one, and how it reads.

The same checks hold for a file and for a sheet; each gives a mistake the place of the part it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.issues import IssueKind
from buurtwijzer.rulebook import plan_issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Keuzegrens
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.rulebook.suggest import did_you_mean

Mistake = tuple[str, IssueKind, dict[str, object]]
"""Name of the part, what is wrong, and the words of the message."""


@dataclass(frozen=True, slots=True)
class _Vorm:
    """Which parts a kind of limit must have, which it may have, and its name in lists."""

    moet: tuple[str, ...]
    mag: tuple[str, ...]
    naam: str


_VORMEN = MappingProxyType(
    {
        Grenssoort.NIET: _Vorm(("interventie",), ("gebied",), "niet te kiezen"),
        Grenssoort.ZEKER: _Vorm(("interventie", "gebied"), (), "zeker in het plan"),
        Grenssoort.NIET_SAMEN: _Vorm(("interventie", "ander"), (), "niet samen in een gebied"),
        Grenssoort.GEBIEDEN: _Vorm(("interventie", "aantal"), (), "hoogstens in zo veel gebieden"),
        Grenssoort.CAPACITEIT: _Vorm(("aantal",), ("interventie", "partij", "jaar", "eenheid"), "capaciteit"),
        Grenssoort.ONDERGRENS: _Vorm(("aantal",), ("gebied",), "ondergrens per wijk"),
    }
)
_PARTS = tuple(item.name for item in fields(Keuzegrens) if item.name not in ("soort", "plaats"))
_WHOLE = (Grenssoort.GEBIEDEN, Grenssoort.ONDERGRENS)


def as_written(grens: Keuzegrens) -> dict[str, str | float]:
    """Give a limit as the keys and values of a file; what says nothing is left out."""
    found: dict[str, str | float] = {"soort": grens.soort.value}
    for naam in _PARTS:
        value = getattr(grens, naam)
        if value is not None:
            found[naam] = value.value if naam == "partij" else value
    return found


def limits_by_kind(grenzen: Iterable[Keuzegrens]) -> Mapping[str, str]:
    """Give per kind of limit, by its name, all limits of that kind in Dutch; ``geen`` where there is none."""
    found: dict[Grenssoort, list[str]] = {soort: [] for soort in _VORMEN}
    for grens in grenzen:
        found[grens.soort].append(limit_text(grens))
    return {_VORMEN[soort].naam: "; ".join(texts) or "geen" for soort, texts in found.items()}


def limit_name(grens: Keuzegrens) -> str:
    """Give the name of the kind of a limit."""
    return _VORMEN[grens.soort].naam


def limit_text(grens: Keuzegrens) -> str:
    """Give what a limit says, without its kind."""
    number = "" if grens.aantal is None else format_number(grens.aantal)
    what = grens.interventie or ""
    match grens.soort:
        case Grenssoort.NIET | Grenssoort.ZEKER:
            return f"{what} in {grens.gebied}" if grens.gebied else what
        case Grenssoort.NIET_SAMEN:
            return f"{what} en {grens.ander}"
        case Grenssoort.GEBIEDEN:
            return f"{what}: {number}"
        case Grenssoort.ONDERGRENS:
            return f"{grens.gebied}: {number}" if grens.gebied else number
    who = "" if grens.partij is None else grens.partij.value
    when = "elk jaar" if grens.jaar is None else str(grens.jaar)
    return f"{' '.join(part for part in (who, what, when) if part)}: {number} {grens.eenheid or ''}".rstrip()


def limit_mistakes(grens: Keuzegrens, rulebook: Rulebook, years: range | None) -> Iterator[Mistake]:
    """Find what is wrong with a limit.

    Args:
        grens: The limit.
        rulebook: Rules that it refers to.
        years: The years of the plan; None when they are not known.
    """
    vorm, soort = _VORMEN[grens.soort], grens.soort.value
    for naam in _PARTS:
        given = getattr(grens, naam) is not None
        if naam in vorm.moet and not given:
            yield naam, kinds.GRENS_MIST, {"soort": soort, "wat": f"'{naam}'"}
        if given and naam not in (*vorm.moet, *vorm.mag):
            yield naam, kinds.GRENS_TE_VEEL, {"soort": soort, "naam": naam}
    for naam in ("interventie", "ander"):
        id_ = getattr(grens, naam)
        if id_ is not None and id_ not in rulebook.interventies:
            hint = did_you_mean(id_, rulebook.interventies)
            yield naam, kinds.ONBEKEND, {"soort": "interventie", "id": id_, "hoe": hint}
    if grens.jaar is not None and years is not None and grens.jaar not in years:
        yield "jaar", kinds.BUITEN_LOOPTIJD, {"jaar": grens.jaar, "van": years[0], "tot": years[-1]}
    yield from _values(grens, rulebook)


def _values(grens: Keuzegrens, rulebook: Rulebook) -> Iterator[Mistake]:
    number = grens.aantal
    if grens.soort in _WHOLE and number is not None and not float(number).is_integer():
        wat = f"Bij een grens '{grens.soort.value}' is 'aantal' {format_number(number)}, geen heel getal."
        yield "aantal", kinds.GRENS_KAN_NIET, {"wat": wat, "hoe": "Vul een heel getal in."}
    if grens.ander is not None and grens.ander == grens.interventie:
        hoe = "Noem twee verschillende interventies."
        yield "ander", kinds.GRENS_KAN_NIET, {"wat": f"'{grens.ander}' staat hier twee keer.", "hoe": hoe}
    if grens.soort is Grenssoort.CAPACITEIT:
        yield from _capacity(grens, rulebook)


def _capacity(grens: Keuzegrens, rulebook: Rulebook) -> Iterator[Mistake]:
    if grens.interventie is None:
        if grens.partij is None:
            yield "interventie", kinds.GRENS_MIST, {"soort": "capaciteit", "wat": "'interventie' of 'partij'"}
        if grens.eenheid is None:
            yield "eenheid", kinds.GRENS_MIST, {"soort": "capaciteit", "wat": "'eenheid', zoals fte of deelnemer"}
        return
    rule = rulebook.interventies.get(grens.interventie)
    if rule is not None and grens.eenheid not in (None, rule.kosten.per):
        wat = f"'{rule.id}' telt per {rule.kosten.per}, niet per {grens.eenheid}."
        yield "eenheid", kinds.GRENS_KAN_NIET, {"wat": wat, "hoe": f"Schrijf {rule.kosten.per}, of laat het weg."}
    if rule is not None and grens.partij not in (None, rule.trekker):
        wat = f"'{rule.id}' wordt gedaan door {rule.trekker.value}, niet door {grens.partij}."
        yield "partij", kinds.GRENS_KAN_NIET, {"wat": wat, "hoe": "Laat de partij of de interventie weg."}
