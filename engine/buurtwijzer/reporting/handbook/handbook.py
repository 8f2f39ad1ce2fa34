"""The handbook as a set of pages: an index, how scores are made, a page per kind of rule, glossary and messages."""

from __future__ import annotations

from collections.abc import Sequence

from buurtwijzer.reporting.catalogue import LAYERS, Layer
from buurtwijzer.reporting.handbook.explanation import explanation_page, must_never
from buurtwijzer.reporting.handbook.glossary import glossary_page, messages_page
from buurtwijzer.reporting.handbook.kinds import kinds
from buurtwijzer.reporting.handbook.markdown import render
from buurtwijzer.reporting.handbook.page import Alinea, Deel, Kop, Pagina, Tabel, Verwijzing
from buurtwijzer.reporting.handbook.rules import kind_page
from buurtwijzer.rulebook.model import Rulebook

INDEX = "README"
_ABOUT = "Gemaakt uit de regels zelf, met buurtwijzer rules handbook: verander de regels, niet het handboek."


def build_handbook(rulebook: Rulebook, lagen: Sequence[Layer] = LAYERS) -> tuple[Pagina, ...]:
    """Make every page, the index first.

    Args:
        rulebook: The rules; also an overlay, which is then shown as it works out.
        lagen: Layers of which the messages are explained.
    """
    pages = (
        explanation_page(rulebook),
        *(kind_page(soort, rulebook) for soort in kinds()),
        glossary_page(),
        messages_page(lagen),
    )
    return (_index(rulebook, pages), *pages)


def markdown_files(rulebook: Rulebook, lagen: Sequence[Layer] = LAYERS) -> dict[str, str]:
    """Give the handbook as Markdown: text by file name. Same rules, same text."""
    return {f"{pagina.naam}.md": render(pagina) for pagina in build_handbook(rulebook, lagen)}


def _index(rulebook: Rulebook, pages: tuple[Pagina, ...]) -> Pagina:
    manifest = rulebook.manifest
    parts: list[Deel] = [
        Alinea((f"{manifest.naam}, versie {manifest.versie}. Eigenaar: {manifest.eigenaar}. {_ABOUT}",)),
        Alinea((rulebook.sha256,), "Kenmerk van de regels (sha256):"),
    ]
    if rulebook.basis is not None:
        base = rulebook.basis
        words = (
            f"{base.manifest.naam} {base.manifest.versie}: {len(base.gewijzigd)} gewijzigd, {len(base.nieuw)} nieuw, "
        )
        parts.append(Alinea((f"{words}{len(base.vervallen)} vervallen.",), "Eigen regels op"))
    parts.append(Kop(2, "Inhoud"))
    rows = tuple(((Verwijzing(page.titel, page.naam, ""),), (_count(page, rulebook),)) for page in pages)
    parts.append(Tabel(("bladzijde", "regels"), rows))
    return Pagina(INDEX, "Handboek", (*parts, *must_never()))


def _count(page: Pagina, rulebook: Rulebook) -> str:
    items = getattr(rulebook, page.naam, None)
    return "" if items is None else str(len(items))
