"""The receipt of a run: everything that decided the result, and nothing that does not (no date, no folder)."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version

from buurtwijzer.assessment import Options
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.data.table import BuurtTable, SourceFile
from buurtwijzer.rulebook.learned import learning_words
from buurtwijzer.rulebook.model import Basis, Rulebook
from buurtwijzer.rulebook.schema import Status
from buurtwijzer.rulebook.shares import share_id

_METHODS = {
    "prototype": "profielen, één keer met k-means berekend op landelijke cijfers; leert niet tijdens het rekenen",
    "indextabel": "schatting uit vaste tabellen; niet zelflerend",
    "ingelezen": "aandelen van de organisatie zelf; niet zelflerend",
}
_DECIDING_PACKAGES = ("numpy", "python-calamine", "pydantic", "pyyaml", "xlsxwriter")


def make_receipt(table: BuurtTable, rulebook: Rulebook, options: Options) -> tuple[tuple[str, str], ...]:
    """List versions, hashes, column mapping and choices of a run.

    Args:
        table: The table as read, with its files.
        rulebook: The rules used.
        options: The user's choices.

    Returns:
        Pairs of Dutch part and value, in a fixed order.
    """
    return (
        ("Buurtwijzer", version("buurtwijzer")),
        ("Python", ".".join(platform.python_version_tuple()[:2])),
        *((f"pakket {name}", version(name)) for name in _DECIDING_PACKAGES),
        ("regelboek", f"{rulebook.manifest.naam} {rulebook.manifest.versie} ({rulebook.gekozen_via})"),
        ("regelboek sha256", rulebook.sha256),
        *(_overlay_lines(rulebook.basis) if rulebook.basis is not None else ()),
        ("regels per status", _statuses(rulebook)),
        ("zaad", format_number(rulebook.getal("onzekerheid", "zaad"), 0).replace(".", "")),
        *_choices(rulebook, options),
        *(pair for number, source in enumerate(table.bestanden, 1) for pair in _file_lines(number, source, table)),
        *_own_lines(table),
        ("model", f"vaste regels uit het regelboek; {learning_words(rulebook)}"),
        *_models(rulebook, table),
    )


def _own_lines(table: BuurtTable) -> Iterator[tuple[str, str]]:
    if table.eigen is not None:
        yield "eigen gebieden", f"{table.eigen.naam} ({len(table.eigen.gebieden)})"
        yield "eigen gebieden sha256", table.eigen.sha256


def _overlay_lines(basis: Basis) -> Iterator[tuple[str, str]]:
    yield "basis van het regelboek", f"{basis.manifest.naam} {basis.manifest.versie} (meegeleverd met Buurtwijzer)"
    yield "basis sha256", basis.sha256
    yield "eigen regels op de basis", f"gemaakt op {basis.gebaseerd_op}"
    yield "eigen regels gewijzigd", ", ".join(basis.gewijzigd) or "geen"
    yield "eigen regels nieuw", ", ".join(basis.nieuw) or "geen"
    yield "eigen regels vervallen", "; ".join(f"{name}: {why}" for name, why in basis.vervallen.items()) or "geen"


def _statuses(rulebook: Rulebook) -> str:
    items = [
        item
        for group in (
            rulebook.indicatoren,
            rulebook.leefgebieden,
            rulebook.krachten,
            rulebook.risicos,
            rulebook.interventies,
            rulebook.beleid,
            rulebook.parameters,
            rulebook.segmentaties,
        )
        for item in group.values()
    ]
    return join_words([f"{sum(i.status is status for i in items)} {status.value}" for status in Status])


def _choices(rulebook: Rulebook, options: Options) -> Iterator[tuple[str, str]]:
    least = rulebook.getal("dekking", "score_pct") if options.dekking_pct is None else options.dekking_pct
    yield "niveau", options.niveau.value
    yield "gemeente", options.gemeente or "alle"
    yield "codes", ", ".join(sorted(options.codes)) or "alle"
    yield "dekking minimaal (%)", format_number(least)
    yield "alle interventies", "ja" if options.alle else "nee"
    yield "segmentatie", options.segmentatie or "eerste van het regelboek"


def _models(rulebook: Rulebook, table: BuurtTable) -> Iterator[tuple[str, str]]:
    """Say per segmentation how it came about, whether it learns, and what the source calls its groups."""
    for item in rulebook.segmentaties.values():
        yield f"model {item.id}", _METHODS[item.methode]
        named = [f"{s.naam} = {s.naam_in_bron}" for s in item.segmenten if s.naam_in_bron is not None]
        brought = item.inlezen
        if brought is not None and share_id(item.id, item.segmenten[0].id) in table.indicatoren:
            until = "" if brought.geldig_tot is None else f" Geldig tot en met {brought.geldig_tot.isoformat()}."
            yield f"licentie {item.id}", f"{brought.licentiehouder}: {brought.licentie}{until}"
        if named:
            yield f"namen in de bron van {item.id}", "; ".join(named)


def _file_lines(number: int, source: SourceFile, table: BuurtTable) -> Iterator[tuple[str, str]]:
    part = f"bestand {number}"
    sheet = f", blad {source.blad}" if source.blad else ""
    yield part, f"{source.naam}{sheet}"
    yield f"{part} sha256", source.sha256
    yield f"{part} soort en jaar", f"{source.layout} {source.jaar} (jaar uit {source.jaar_uit})"
    yield f"{part} rijen", join_words([f"{count} {niveau.value}" for niveau, count in source.rijen])
    uses = [use for use in table.kolomgebruik if use.bestand == number - 1]
    mapping = "; ".join(f"{use.indicator} = {' / '.join(header for header, _ in use.kolommen)}" for use in uses)
    yield f"{part} kolommen", mapping or "geen"
