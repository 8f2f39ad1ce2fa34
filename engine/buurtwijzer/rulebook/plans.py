"""`read_plan()`: plans from a YAML file, read as strictly as the rules; all mistakes come out at once, in place.

What a plan says about areas is checked where the figures are: in the valuation.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, has_errors
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook import issue_kinds
from buurtwijzer.rulebook import plan_issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Budget, EigenWaarde, Keuzegrens, Plan, PlanRegel, WatAls
from buurtwijzer.rulebook.plan_limits import as_written, limit_mistakes
from buurtwijzer.rulebook.plan_own import outside_words, own_values
from buurtwijzer.rulebook.schema import Interventie, Partij
from buurtwijzer.rulebook.schema.plannen import (
    Budgetrij,
    EigenGetal,
    Grensrij,
    Planbestand,
    Planregelrij,
    Planrij,
    WatAlsRij,
)
from buurtwijzer.rulebook.strict_yaml import YamlFile, YamlPath, parse_yaml
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.rulebook.type_errors import type_issues

_PARTIES = tuple(partij.value for partij in Partij)
_ONE = 1e-6
_OF_ONE_VALUE = (issue_kinds.NIET_EINDIG.code, issue_kinds.TE_VEEL_CIJFERS.code)
_SURE = 0.75
"""How much a wrong party must look like a right one before that is offered."""
_THOUSAND = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}(?=[\s,}\]]|$)")
_Part = TypeVar("_Part", bound=BaseModel)


def read_plan(path: Path, rulebook: Rulebook, *, zonder_regels: bool = False) -> tuple[Plan, ...]:
    """Read a file with plans.

    Args:
        path: YAML file.
        rulebook: Rules that it refers to.
        zonder_regels: Whether a plan may be without lines, because everything is still to be chosen.

    Returns:
        The plans in the order of the file.

    Raises:
        InputError: With every mistake in the file.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        raise InputError([issue_kinds.NIET_LEESBAAR.at(FilePlace(path.name))]) from None
    return plans_in(raw, path.name, rulebook, zonder_regels=zonder_regels)


def plans_in(raw: bytes, naam: str, rulebook: Rulebook, *, zonder_regels: bool = False) -> tuple[Plan, ...]:
    """Read plans from the bytes of a file; see `read_plan`.

    Raises:
        InputError: With every mistake in it.
    """
    source = parse_yaml(raw, naam)
    issues = list(source.issues)
    found: Planbestand | None = None
    # One value that cannot be read does not hide what else is wrong.
    if all(issue.code in _OF_ONE_VALUE for issue in issues):
        try:
            found = Planbestand.model_validate(source.data)
        except ValidationError as error:
            told = {issue.place for issue in issues}
            issues += [i for i in type_issues(error, Planbestand, source, naam) if i.place not in told]
        issues += _Check(source, rulebook, naam, zonder_regels=zonder_regels).all()
    if found is None or has_errors(issues):
        raise InputError(issues)
    lines = raw.decode("utf-8-sig").splitlines()
    return tuple(
        replace(_plan(item, number, source, rulebook), meldingen=tuple(_thousands(source, lines, str(number))))
        for number, item in enumerate(found.plannen)
    )


def _thousands(source: YamlFile, lines: Sequence[str], number: str) -> Iterator[Issue]:
    """Find numbers of a plan that read as Dutch thousands, such as ``220.000``, but are not."""
    for path, place in source.values.items():
        if path[:2] != ("plannen", number) or place.line is None or place.column is None:
            continue
        written = _THOUSAND.match(lines[place.line - 1], place.column - 1)
        if written:
            yield kinds.DUIZENDTAL.at(place, naam=path[-1], waarde=format_number(float(written[0])))


def check_plan(plan: Plan, rulebook: Rulebook) -> tuple[Issue, ...]:
    """Find the mistakes that `read_plan` would, in a plan that did not come from a file."""
    data = {"plannen": [_as_written(plan)]}
    source, name = YamlFile(data, {}, {}, ()), f"plan {plan.id}"
    issues: list[Issue] = []
    try:
        Planbestand.model_validate(data)
    except ValidationError as error:
        issues += type_issues(error, Planbestand, source, name)
    return (*issues, *_Check(source, rulebook, name, zonder_regels=True).all())


def _as_written(plan: Plan) -> dict[str, Any]:
    lines = []
    for regel in plan.regels:
        line = {naam: getattr(regel, naam) for naam in Planregelrij.model_fields}
        line["verdeling"] = {partij.value: share for partij, share in regel.verdeling.items()}
        lines.append({**line, "eigen": _own_as_written(regel.eigen)})
    return {
        **{naam: getattr(plan, naam) for naam in ("id", "naam", "nulalternatief", "start_jaar", "looptijd_jaren")},
        **{naam: getattr(plan, naam) for naam in ("prijspeil", "eigenaar", "versie")},
        "regels": lines,
        "budgetten": [{"partij": b.partij.value, "jaar": b.jaar, "bedrag_eur": b.bedrag_eur} for b in plan.budgetten],
        "eigen_prijzen": _own_as_written(plan.eigen_prijzen),
        "wat_als": [{"gebied": w.gebied, "indicator": w.indicator, "waarde": w.waarde} for w in plan.wat_als],
        "grenzen": [as_written(grens) for grens in plan.grenzen],
    }


def _own_as_written(given: Mapping[str, EigenWaarde]) -> dict[str, dict[str, Any]]:
    return {id_: {naam: getattr(own, naam) for naam in EigenGetal.model_fields} for id_, own in given.items()}


@dataclass(frozen=True, slots=True)
class _Check:
    """The checks beyond keys and types; parts that are broken there are left out here."""

    source: YamlFile
    rulebook: Rulebook
    file: str
    zonder_regels: bool

    def all(self) -> Iterator[Issue]:
        seen: set[object] = set()
        for number, raw in enumerate(_list(self.source.data.get("plannen"))):
            if not isinstance(raw, dict):
                continue
            at = ("plannen", str(number))
            id_ = raw.get("id")
            if isinstance(id_, str) and id_ in seen:
                yield kinds.DUBBEL.at(self.place(*at, "id"), wat=f"Het plan '{id_}'")
            seen.add(id_)
            yield from self.plan(raw, at)

    def plan(self, raw: Mapping[str, Any], at: YamlPath) -> Iterator[Issue]:
        years = self.years(raw)
        for number, row in enumerate(_list(raw.get("regels"))):
            line_at = (*at, "regels", str(number))
            found = list(_one(Planregelrij, row))
            for line in found:
                yield from self.line(line, line_at, years)
            if not found and isinstance(row, dict):
                yield from self.broken_line(row, line_at, years)
        yield from self.budgets(raw, at, years)
        prices = raw.get("eigen_prijzen")
        for id_, price in prices.items() if isinstance(prices, dict) else ():
            yield from self.known("prijs", id_, self.rulebook.prijzen, (*at, "eigen_prijzen", id_))
            for own in _one(EigenGetal, price):
                yield from self.margin(id_, own, (*at, "eigen_prijzen", id_))
                yield from self.bounds(id_, own.waarde, (0.0, math.inf), (*at, "eigen_prijzen", id_, "waarde"))
        yield from self.what_if(raw, at)
        yield from self.limits(raw, at, years)
        if raw.get("regels") == [] and not self.zonder_regels:
            yield kinds.GEEN_REGELS.at(self.place(*at, "regels"), plan=str(raw.get("id", "")))

    def years(self, raw: Mapping[str, Any]) -> range | None:
        """Give the years that count; None when the file does not say them well."""
        start, number = raw.get("start_jaar"), raw.get("looptijd_jaren") or _years_by_default(self.rulebook)
        if isinstance(start, int) and isinstance(number, int) and number > 0:
            return range(start, start + number)
        return None

    def line(self, line: Planregelrij, at: YamlPath, years: range | None) -> Iterator[Issue]:
        yield from self.known("interventie", line.interventie, self.rulebook.interventies, (*at, "interventie"))
        yield from self.in_years(line.start_jaar, years, (*at, "start_jaar"))
        for partij in line.verdeling:
            yield from self.known("partij", partij, _PARTIES, (*at, "verdeling", partij))
        whole = sum(line.verdeling.values())
        if line.verdeling and abs(whole - 1) > _ONE:
            yield kinds.DELEN.at(self.place(*at, "verdeling"), som=format_number(whole))
        rule = self.rulebook.interventies.get(line.interventie)
        if rule is not None:
            yield from self.by_rule(line, rule, at)

    def broken_line(self, row: Mapping[str, Any], at: YamlPath, years: range | None) -> Iterator[Issue]:
        """Check of a line that is not well formed what is; the rest is told by its keys and types."""
        id_, start, shares, own = (row.get(key) for key in ("interventie", "start_jaar", "verdeling", "eigen"))
        if isinstance(id_, str) and id_:
            yield from self.known("interventie", id_, self.rulebook.interventies, (*at, "interventie"))
        if isinstance(start, int):
            yield from self.in_years(start, years, (*at, "start_jaar"))
        for partij in shares if isinstance(shares, dict) else ():
            yield from self.known("partij", partij, _PARTIES, (*at, "verdeling", partij))
        rule = self.rulebook.interventies.get(id_) if isinstance(id_, str) else None
        if rule is not None and isinstance(own, dict):
            good = {naam: found for naam, raw in own.items() for found in _one(EigenGetal, raw)}
            yield from self.own(rule, good, own, at)

    def by_rule(self, line: Planregelrij, rule: Interventie, at: YamlPath) -> Iterator[Issue]:
        if rule.kosten.ritme == "eenmalig" and line.inzet_jaren > 1:
            place = self.place(*at, "inzet_jaren")
            yield kinds.EENMALIG.at(place, interventie=rule.id, jaren=line.inzet_jaren)
        yield from self.own(rule, line.eigen, line.eigen, at)

    def own(
        self, rule: Interventie, good: Mapping[str, EigenGetal], names: Iterable[str], at: YamlPath
    ) -> Iterator[Issue]:
        """Check own values: names that the rule has, and of those that are well formed what they say."""
        allowed = own_values(rule)
        for naam in names:
            place = self.place(*at, "eigen", naam)
            if naam not in allowed:
                yield kinds.EIGEN_ONBEKEND.at(place, interventie=rule.id, naam=naam, hoe=did_you_mean(naam, allowed))
                continue
            if naam == "anders_ook" and rule.netto.met_controlegroep:
                yield kinds.ANDERS_OOK_NIET.at(place, interventie=rule.id)
            if naam in good:
                yield from self.margin(naam, good[naam], (*at, "eigen", naam))
                yield from self.bounds(naam, good[naam].waarde, allowed[naam], (*at, "eigen", naam, "waarde"))

    def margin(self, naam: str, own: EigenGetal, path: YamlPath) -> Iterator[Issue]:
        """Check that an own value lies in its own range."""
        low, high = own.laag, own.hoog
        if low is None and high is None:
            return
        if low is None or high is None or not low <= own.waarde <= high:
            yield kinds.MARGE_KAN_NIET.at(self.place(*path), naam=naam)

    def budgets(self, raw: Mapping[str, Any], at: YamlPath, years: range | None) -> Iterator[Issue]:
        seen: set[tuple[str, int]] = set()
        for own_at, budget in _valid(Budgetrij, raw.get("budgetten"), (*at, "budgetten")):
            yield from self.known("partij", budget.partij, _PARTIES, (*own_at, "partij"))
            yield from self.in_years(budget.jaar, years, (*own_at, "jaar"))
            key = (budget.partij, budget.jaar)
            if key in seen:
                yield kinds.DUBBEL.at(self.place(*own_at), wat=f"Het budget van {budget.partij} in {budget.jaar}")
            seen.add(key)

    def what_if(self, raw: Mapping[str, Any], at: YamlPath) -> Iterator[Issue]:
        rules = self.rulebook.indicatoren
        allowed = [id_ for id_, rule in rules.items() if rule.wat_als]
        seen: set[tuple[str, str]] = set()
        for own_at, item in _valid(WatAlsRij, raw.get("wat_als"), (*at, "wat_als")):
            rule = rules.get(item.indicator)
            place = self.place(*own_at, "indicator")
            yield from self.known("indicator", item.indicator, rules, (*own_at, "indicator"))
            if rule is not None and not rule.wat_als:
                yield kinds.WAT_ALS_NIET.at(place, indicator=rule.id, hoe=did_you_mean(rule.id, allowed))
            elif rule is not None:
                low, high = rule.ondergrens, rule.bovengrens
                bounds = (-math.inf if low is None else low, math.inf if high is None else high)
                yield from self.bounds(rule.id, item.waarde, bounds, (*own_at, "waarde"))
            if (item.gebied, item.indicator) in seen:
                yield kinds.DUBBEL.at(place, wat=f"'{item.indicator}' in {item.gebied}")
            seen.add((item.gebied, item.indicator))

    def limits(self, raw: Mapping[str, Any], at: YamlPath, years: range | None) -> Iterator[Issue]:
        seen: set[Keuzegrens] = set()
        for own_at, row in _valid(Grensrij, raw.get("grenzen"), (*at, "grenzen")):
            if row.partij is not None and row.partij not in _PARTIES:
                yield from self.known("partij", row.partij, _PARTIES, (*own_at, "partij"))
                continue
            limit = _limit(row)
            for naam, kind, words in limit_mistakes(limit, self.rulebook, years):
                yield kind.at(self.place(*own_at, naam), **words)
            if limit in seen:
                yield kinds.DUBBEL.at(self.place(*own_at), wat="Deze grens")
            seen.add(limit)

    def known(self, what: str, id_: str, there: Iterable[str], path: YamlPath) -> Iterator[Issue]:
        if id_ not in there:
            hint = did_you_mean(id_, there, _SURE) if what == "partij" else did_you_mean(id_, there)
            yield kinds.ONBEKEND.at(self.place(*path), soort=what, id=id_, hoe=hint)

    def in_years(self, year: int, years: range | None, path: YamlPath) -> Iterator[Issue]:
        if years is not None and year not in years:
            yield kinds.BUITEN_LOOPTIJD.at(self.place(*path), jaar=year, van=years[0], tot=years[-1])

    def bounds(self, naam: str, value: float, bounds: tuple[float, float], path: YamlPath) -> Iterator[Issue]:
        low, high = bounds
        if low <= value <= high:
            return
        given, wanted, how = outside_words(naam, value, bounds)
        yield kinds.EIGEN_BUITEN_BEREIK.at(self.place(*path), naam=naam, waarde=given, eis=wanted, hoe=how)

    def place(self, *path: str) -> FilePlace:
        return _place(self.source, path, self.file)


def _place(source: YamlFile, path: YamlPath, file: str = "") -> FilePlace:
    for end in range(len(path), 0, -1):
        found = source.keys.get(path[:end]) or source.values.get(path[:end])
        if found is not None:
            return found
    return FilePlace(file)


def _list(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _one(model: type[_Part], raw: Any) -> Iterator[_Part]:
    try:
        yield model.model_validate(raw)
    except ValidationError:
        return


def _valid(model: type[_Part], raw: Any, at: YamlPath) -> Iterator[tuple[YamlPath, _Part]]:
    """Give the items of a list that are well formed, with their path; others are told elsewhere."""
    for number, item in enumerate(_list(raw)):
        for found in _one(model, item):
            yield (*at, str(number)), found


def _years_by_default(rulebook: Rulebook) -> int:
    return int(rulebook.getal("waarde", "looptijd_jaren"))


def _plan(item: Planrij, number: int, source: YamlFile, rulebook: Rulebook) -> Plan:
    at = ("plannen", str(number))
    return Plan(
        item.id,
        item.naam,
        item.nulalternatief,
        item.start_jaar,
        item.looptijd_jaren or _years_by_default(rulebook),
        item.prijspeil,
        tuple(_line(line, _place(source, (*at, "regels", str(i)))) for i, line in enumerate(item.regels)),
        tuple(Budget(Partij(b.partij), b.jaar, b.bedrag_eur) for b in item.budgetten),
        _own(item.eigen_prijzen),
        tuple(
            WatAls(w.gebied, w.indicator, w.waarde, _place(source, (*at, "wat_als", str(i))))
            for i, w in enumerate(item.wat_als)
        ),
        grenzen=tuple(_limit(row, _place(source, (*at, "grenzen", str(i)))) for i, row in enumerate(item.grenzen)),
        eigenaar=item.eigenaar,
        versie=item.versie,
    )


def _limit(row: Grensrij, place: FilePlace | None = None) -> Keuzegrens:
    payer = None if row.partij is None else Partij(row.partij)
    return Keuzegrens(
        row.soort, row.interventie, row.ander, row.gebied, payer, row.jaar, row.eenheid, row.aantal, place
    )


def _line(line: Planregelrij, place: FilePlace) -> PlanRegel:
    return PlanRegel(
        line.interventie,
        line.gebied,
        line.aantal,
        line.start_jaar,
        line.inzet_jaren,
        MappingProxyType({Partij(partij): share for partij, share in line.verdeling.items()}),
        line.eigen_uren,
        line.eigen_tarief_eur,
        line.opstart_eur,
        line.taakveld,
        line.financiering,
        _own(line.eigen),
        place,
        line.financiering_tot,
        line.fte_beschikbaar,
        line.eigenaar,
    )


def _own(given: Mapping[str, EigenGetal]) -> Mapping[str, EigenWaarde]:
    fields = EigenGetal.model_fields
    return MappingProxyType(
        {id_: EigenWaarde(**{naam: getattr(own, naam) for naam in fields}) for id_, own in given.items()}
    )
