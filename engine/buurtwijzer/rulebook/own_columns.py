"""`read_own_columns()`: what the columns of the user's own file mean, from YAML; all mistakes at once, in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import CellPlace, FilePlace
from buurtwijzer.rulebook import issue_kinds
from buurtwijzer.rulebook import own_column_kinds as kinds
from buurtwijzer.rulebook import own_issue_kinds as own_kinds
from buurtwijzer.rulebook.column_targets import Target, answers_of, conversion, known_targets
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_names import is_result
from buurtwijzer.rulebook.own_start import own_examples
from buurtwijzer.rulebook.schema.eigen_kolommen import Eigenkolom, Kolomtabel
from buurtwijzer.rulebook.strict_yaml import YamlFile, YamlPath, parse_yaml
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.rulebook.type_errors import type_issues

Place = FilePlace | CellPlace
UNITS: tuple[str, ...] = tuple(
    unit for part in get_args(Eigenkolom.model_fields["eenheid"].annotation) for unit in get_args(part)
)
_NAMES = (
    "Alle namen staan in het handboek, bij Indicatoren. Is het een eigen cijfer, maak er dan eerst een regel voor "
    "(docs/eigen-gegevens.md) en geef --regels."
)
_EXCLUDE = (("gemeente", "gemeente_is"), ("niveau", "niveau_is"))


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column with figures of the user's own file.

    Attributes:
        kop: Its header.
        target: What it stands for.
        plaats: Where that was said.
        nummer: Which column with this header, from 1; None when there should be one.
        jaar: Year of its figures; None for that of the file.
        eenheid: Unit of the figures in the file, as said; empty when not said.
        factor: What each figure is multiplied by.
        is_gezegd: Whether a unit or factor was said.
    """

    kop: str
    target: Target
    plaats: Place
    nummer: int | None = None
    jaar: int | None = None
    eenheid: str = ""
    factor: float = 1.0
    is_gezegd: bool = False


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """What the columns of one file mean; the attributes are those of `Kolomtabel`.

    Attributes:
        plaats: The file or the sheet that says so.
        plaatsen: Place of each of the other keys.
        meldingen: What to tell about its use.
    """

    plaats: Place
    plaatsen: Mapping[str, Place]
    bestand: str | None = None
    blad: str | None = None
    kop: int | None = None
    code: str | None = None
    naam: str | None = None
    gemeente: str | None = None
    gemeente_is: str | None = None
    niveau: str | None = None
    niveau_is: str | None = None
    jaar: int | None = None
    ontbreekt: tuple[str, ...] = ()
    kolommen: tuple[OwnColumn, ...] = ()
    meldingen: tuple[Issue, ...] = ()


def read_own_columns(path: Path, rulebook: Rulebook) -> OwnColumns:
    """Read a table of columns.

    Raises:
        InputError: With every mistake in the file.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        raise InputError([issue_kinds.NIET_LEESBAAR.at(FilePlace(path.name))]) from None
    source = parse_yaml(raw, path.name)
    if source.issues:
        raise InputError(source.issues)
    return own_columns(source, source.values, FilePlace(path.name), rulebook)


def own_columns(
    source: YamlFile, values: Mapping[YamlPath, FilePlace | CellPlace], place: Place, rulebook: Rulebook
) -> OwnColumns:
    """Check and make a table of columns.

    Args:
        source: Keys and values as in `Kolomtabel`.
        values: Place of every value.
        place: What is named as a whole.
        rulebook: Has what columns can stand for.

    Raises:
        InputError: With every mistake.
    """
    data = source.data
    places = {key[0]: at for key, at in values.items() if len(key) == 1}
    issues: list[Issue] = []
    found: Kolomtabel | None = None
    try:
        found = Kolomtabel.model_validate(data)
    except ValidationError as error:
        issues += type_issues(error, Kolomtabel, source, place.file)
    columns: list[OwnColumn] = []
    rows = data.get("kolommen")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            at = ("kolommen", str(number))
            columns += _column(row, {key: values.get((*at, key), place) for key in row}, rulebook, issues)
    issues += table_mistakes(data, places, place, columns)
    if issues or found is None:
        raise InputError(issues)
    fields = {name: getattr(found, name) for name in Kolomtabel.model_fields if name not in ("kolommen", "ontbreekt")}
    return OwnColumns(place, places, **fields, ontbreekt=tuple(found.ontbreekt), kolommen=tuple(columns))


def table_mistakes(
    data: Mapping[str, Any], places: Mapping[str, Place], place: Place, columns: list[OwnColumn]
) -> Iterator[Issue]:
    """Find keys that exclude each other and two columns for one thing."""
    for one, other in _EXCLUDE:
        if data.get(one) is not None and data.get(other) is not None:
            yield kinds.NIET_SAMEN.at(places.get(other, place), een=one, ander=other)
    seen: set[tuple[str, int | None]] = set()
    for column in columns:
        key = (column.target.naam, column.jaar or data.get("jaar"))
        if key in seen:
            yield kinds.DOEL_DUBBEL.at(column.plaats, doel=column.target.naam)
        seen.add(key)


def _column(
    row: Mapping[str, Any], places: Mapping[str, Place], rulebook: Rulebook, issues: list[Issue]
) -> Iterator[OwnColumn]:
    """Give a column when what it says can be; what is not well formed is told by its keys and types."""
    kop, doel = row.get("kop"), row.get("doel")
    if isinstance(kop, str) and is_blocked(kop):
        issues.append(kinds.GEBLOKKEERD.at(places["kop"], kop=kop))
        return
    if isinstance(kop, str) and is_result(kop):
        issues.append(own_kinds.UITKOMST_ALS_INVOER.at(places["kop"], kolom=kop))
        return
    if not isinstance(doel, str) or not doel.strip():
        return
    target = check_target_name(doel.strip(), places["doel"], rulebook, issues)
    if target is None or not isinstance(kop, str):
        return
    unit, factor = row.get("eenheid"), row.get("factor")
    if unit is not None and factor is not None:
        issues.append(kinds.NIET_SAMEN.at(places["factor"], een="eenheid", ander="factor"))
        return
    times = _times(unit, target, places["eenheid"], issues) if unit in UNITS else factor
    jaar, nummer = (value if isinstance(value, int) else None for value in (row.get("jaar"), row.get("nummer")))
    said = unit is not None or factor is not None
    factor = float(times) if isinstance(times, int | float) else 1.0
    yield OwnColumn(kop.strip(), target, places["doel"], nummer, jaar, unit or "", factor, said)


def check_target_name(doel: str, place: Place, rulebook: Rulebook, issues: list[Issue]) -> Target | None:
    """Find what a column stands for; what is not known or never used is kept as a mistake."""
    if is_blocked(doel):
        issues.append(kinds.GEBLOKKEERD.at(place, kop=doel))
        return None
    known = known_targets(rulebook)
    target = known.get(doel.lower())
    if target is None:
        names = {found.naam.lower(): found.naam for found in known.values()}
        how = _own_figure(doel, rulebook) or did_you_mean(doel, names)
        how = how if how.startswith(("Bedoelt", "Dit")) else _NAMES
        issues.append(kinds.DOEL_ONBEKEND.at(place, doel=doel, hoe=how))
    return target


def _own_figure(doel: str, rulebook: Rulebook) -> str:
    """Say what to do first when a column stands for a figure of the organisation's own that the rules lack."""
    figure = doel.lower().removesuffix(answers_of(""))
    if figure in rulebook.indicatoren:
        return f"Dit kan als de regel van '{figure}' zegt dat er antwoorden bij horen ('antwoorden: kop van de kolom')."
    if figure not in own_examples():
        return ""
    made = f"buurtwijzer rules init mijn-regels --eigen {figure}"
    return f"Dit is een eigen cijfer: zet het klaar met '{made}', en geef bij elke opdracht --regels mijn-regels."


def _times(unit: str, target: Target, place: Place, issues: list[Issue]) -> float:
    found = conversion(unit, target)
    if found is None:
        there = f"is in {target.eenheid}" if target.eenheid else "heeft geen bekende eenheid"
        why = f"'{target.naam}' {there}"
        issues.append(kinds.EENHEID_KAN_NIET.at(place, eenheid=unit, doel=target.naam, waarom=why))
    return 1.0 if found is None else found
