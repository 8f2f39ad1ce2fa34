"""`backtest()`: every outcome beside every figure that is there, is not its input and may judge it by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from buurtwijzer.assessment import Options
from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.table import BuurtData
from buurtwijzer.evidence.backtest.areas import Gebieden
from buurtwijzer.evidence.backtest.compare import compare, left_out, proof
from buurtwijzer.evidence.backtest.issue_kinds import B142, B161, B162, B163, B164, B165, B166, B204
from buurtwijzer.evidence.backtest.likeness import nearest_inputs, pairs
from buurtwijzer.evidence.backtest.model import Bewijs, Oordeel, Terugblik, Toetsuitslag
from buurtwijzer.evidence.backtest.same import nearly_same
from buurtwijzer.pipeline import Progress
from buurtwijzer.receipt import make_receipt
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Toetsvergelijking
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.scoring.outcomes import OutcomeScores
from buurtwijzer.scoring.score import score_outcomes
from buurtwijzer.selection import select_areas

_PLACE = "terugblik"
_PROOFS = (Bewijs.ONAFHANKELIJK, Bewijs.ONAFHANKELIJKER, Bewijs.CONSISTENTIE)
_NUMBERS = (
    "trekkingen_n",
    "zaad",
    "laag_pct",
    "hoog_pct",
    "gebieden_n",
    "groepen_n",
    "merkbaar_frac",
    "delen_n",
    "bakken_n",
    "zelfde_cijfer_frac",
)
_Judges = dict[str, list[tuple[Toetsvergelijking, Bewijs]]]


def backtest(
    data: BuurtData,
    rulebook: Rulebook,
    options: Options | None = None,
    *,
    uitkomst: str | None = None,
    progress: Progress | None = None,
) -> Terugblik:
    """Look how far scores agree with figures that they were not made of.

    Args:
        data: What `read_buurten` gave.
        rulebook: What `load_rulebook` gave; it says which figure may judge which outcome.
        options: Level, gemeente, codes and coverage; None takes all buurten.
        uitkomst: Only this outcome; None takes all.
        progress: Called with a Dutch step name and the share done (0-1).

    Raises:
        InputError: The outcome or the areas are not there, or the files have no figure that may judge.
    """
    options = options or Options()
    judges = _judges(rulebook)
    if uitkomst is not None:
        _check_outcome(uitkomst, judges)
        judges = {uitkomst: judges[uitkomst]}
    rows, _ = select_areas(data.table, options)
    table = data.table.take(rows)
    if progress is not None:
        progress("Scores berekenen", 0.1)
    areas = Gebieden(table, score_outcomes(table, rulebook, dekking_pct=options.dekking_pct), rulebook)
    _check_figures(judges, areas)
    wanted = [item for item in areas.uitkomsten if item.id in judges]
    found: list[Toetsuitslag] = []
    same: list[Issue] = []
    for number, item in enumerate(wanted):
        if progress is not None:
            progress(f"Vergelijken: {item.naam}", 0.3 + 0.7 * number / len(wanted))
        fit, refused = _fit(judges[item.id], item, areas)
        same += refused
        found += (left_out(item, pair, bewijs, rulebook) or compare(areas, item, pair, bewijs) for pair, bewijs in fit)
    order = {item.id: number for number, item in enumerate(areas.uitkomsten)}
    found.sort(key=lambda row: (_PROOFS.index(row.bewijs), order[row.uitkomst]))
    issues = (*rulebook.issues, *data.issues, *_unjudged(wanted, judges, areas), *same, *_about(found, rulebook))
    return Terugblik(
        uitslagen=tuple(found),
        paren=tuple(pairs(areas)),
        dichtstbij=tuple(nearest_inputs(areas)),
        gebieden_n=len(table),
        bestanden=data.table.bestanden,
        issues=sort_issues(issues),
        verantwoording=(*make_receipt(data.table, rulebook, options), *_settings(rulebook)),
        rulebook=rulebook,
        options=options,
    )


def _judges(rulebook: Rulebook) -> _Judges:
    """Give per outcome what may judge it, in order of the rules."""
    found: _Judges = {}
    for item in rulebook.toetsing.values():
        for pair in item.vergelijkingen:
            found.setdefault(pair.uitkomst, []).append((pair, proof(item.soort, pair, rulebook)))
    return found


def _check_outcome(uitkomst: str, judges: _Judges) -> None:
    if uitkomst not in judges:
        choice = ", ".join(sorted(judges)) or "geen, want de regels noemen er geen"
        raise InputError([B162.at("--uitkomst", id=uitkomst, hoe=did_you_mean(uitkomst, judges), keuze=choice)])


def _check_figures(judges: _Judges, areas: Gebieden) -> None:
    named = {pair.cijfer for own in judges.values() for pair, _ in own}
    if not any(areas.has(name) for name in named):
        files = ", ".join(file.naam for file in areas.table.bestanden) or _PLACE
        raise InputError([B161.at(files, cijfers=", ".join(sorted(named)) or "geen")])


def _fit(
    named: Sequence[tuple[Toetsvergelijking, Bewijs]], item: OutcomeScores, areas: Gebieden
) -> tuple[list[tuple[Toetsvergelijking, Bewijs]], list[Issue]]:
    """Give what may judge an outcome in these files, and what may not because it is nearly an input."""
    fit, refused = [], []
    for pair, bewijs in named:
        if not areas.has(pair.cijfer):
            continue
        same = nearly_same(areas, item.id, pair.cijfer)
        if same is None:
            fit.append((pair, bewijs))
            continue
        words = {"cijfer": areas.rulebook.indicatoren[pair.cijfer].naam, "samenhang": format_number(same[1], 2)}
        refused.append(B142.at(_PLACE, naam=item.naam, invoer=areas.rulebook.indicatoren[same[0]].naam, **words))
    return fit, refused


def _unjudged(wanted: Sequence[OutcomeScores], judges: _Judges, areas: Gebieden) -> Iterator[Issue]:
    for item in wanted:
        named = [pair.cijfer for pair, _ in judges[item.id]]
        if not any(areas.has(name) for name in named):
            yield B163.at(_PLACE, naam=item.naam, cijfers=", ".join(named))


def _about(found: Sequence[Toetsuitslag], rulebook: Rulebook) -> Iterator[Issue]:
    least = format_number(rulebook.getal("terugblik", "gebieden_n"), 0)
    groups = format_number(rulebook.getal("terugblik", "groepen_n"), 0)
    for rows in _per_outcome(row for row in found if row.reden):
        cijfers = "; ".join(f"{row.cijfer_naam} ({row.reden})" for row in rows)
        yield B204.at(_PLACE, naam=rows[0].naam, cijfers=cijfers)
    for rows in _per_outcome(row for row in found if not row.is_geteld and not row.reden):
        cijfers = "; ".join(f"{row.cijfer_naam} ({format_number(row.n, 0)} gebieden)" for row in rows)
        yield B164.at(_PLACE, naam=rows[0].naam, cijfers=cijfers, least=least)
    for rows in _per_outcome(row for row in found if row.is_geteld and row.oordeel is Oordeel.GEEN):
        cijfers = "; ".join(f"{row.cijfer_naam} ({row.groepen} {row.groep})" for row in rows)
        yield B165.at(_PLACE, naam=rows[0].naam, cijfers=cijfers, least=groups)
    counted = [row for row in found if row.is_geteld]
    if counted and all(row.bewijs is Bewijs.CONSISTENTIE for row in counted):
        yield B166.at(_PLACE, n=len(counted))


def _per_outcome(found: Iterable[Toetsuitslag]) -> Iterable[list[Toetsuitslag]]:
    rows: dict[str, list[Toetsuitslag]] = {}
    for row in found:
        rows.setdefault(row.uitkomst, []).append(row)
    return rows.values()


def _settings(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    for name in _NUMBERS:
        number = rulebook.getal("terugblik", name)
        yield f"terugblik {name}", format_number(number).replace(".", "")
