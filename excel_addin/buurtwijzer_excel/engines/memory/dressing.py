"""Dresses a sheet in memory: what may be typed, colours that follow values and charts are kept as JSON has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from buurtwijzer.reporting.rekenbladen.model import Afdruk, Bereik, Grafiek, Keuze, Kleurregel
from buurtwijzer.reporting.rekenbladen.stijlen import CONDITIONAL, OUD
from buurtwijzer.reporting.styles import FONT
from buurtwijzer_excel.engines.addresses import Area
from buurtwijzer_excel.engines.memory.model import SheetModel
from buurtwijzer_excel.workbook.dressing import CHART_MARK, Keuzelijst, Wear, area_of


class MemoryDressing:
    """Dresses one sheet."""

    def __init__(self, model: SheetModel) -> None:
        self._model = model

    def wear(self, looks: Sequence[Wear]) -> None:
        """Give cells their looks."""
        for worn in looks:
            look = worn.look
            forms = {
                "number_format": look.getal,
                "color": _rgb(look.vulling) if look.vulling else None,
                "bold": look.vet,
                "font_color": _rgb(look.inkt),
                "font_size": look.grootte,
                "font_name": FONT,
                "wrap_text": look.terugloop,
                "horizontal_alignment": "left" if look.kant == "links" else "right",
                "vertical_alignment": "center",
            }
            for area in worn.areas:
                for kind, value in forms.items():
                    self._model.set_format(kind, area, value)

    def allow(self, keuzes: Sequence[Keuze | Keuzelijst]) -> None:
        """Watch over what is typed, and offer lists."""
        self._model.keuzes = [_choice(keuze) for keuze in keuzes]

    def color(self, regels: Sequence[Kleurregel]) -> None:
        """Let looks follow values."""
        self._model.kleuren = [_rule(regel) for regel in regels]

    def draw(self, grafieken: Sequence[Grafiek]) -> None:
        """Draw charts in the place of those we drew before."""
        users = [chart for chart in self._model.grafieken if not chart["naam"].startswith(CHART_MARK)]
        ours = [_chart(grafiek, f"{CHART_MARK}{number}") for number, grafiek in enumerate(grafieken, start=1)]
        self._model.grafieken = users + ours

    def print_wide(self, _afdruk: Afdruk) -> None:
        """Keep nothing: a task pane does not print."""

    def lock(self) -> None:
        """Do nothing: what stands in memory has no protection to lift."""

    def unlock(self) -> None:
        """Do nothing, as above."""


def _choice(keuze: Keuze | Keuzelijst) -> dict[str, Any]:
    form: dict[str, Any] = {"adres": keuze.waar.lokaal, "titel": keuze.titel, "uitleg": keuze.uitleg}
    if isinstance(keuze, Keuzelijst):
        from_cells = isinstance(keuze.bron, Bereik)
        bron = f"={keuze.bron.vast}" if isinstance(keuze.bron, Bereik) else list(keuze.bron)
        return form | {"soort": "lijst", "bron" if from_cells else "woorden": bron}
    limits = {"minimum": keuze.minimum, "maximum": keuze.maximum}
    return form | {"soort": keuze.soort, "fout": keuze.fout} | {k: v for k, v in limits.items() if v is not None}


def _rule(regel: Kleurregel) -> dict[str, Any]:
    fill, ink = CONDITIONAL[regel.stijl]
    when = {"formule": f"={regel.formule}"} if regel.formule else {"gelijk_aan": regel.gelijk_aan}
    look = {"kleur": list(_rgb(fill)), "letterkleur": list(_rgb(ink))}
    return {"adres": regel.waar.lokaal, **when, **look} | ({"doorgehaald": True} if regel.stijl == OUD else {})


def _chart(grafiek: Grafiek, naam: str) -> dict[str, Any]:
    series = [
        {"naam": r.naam, "labels": f"={r.labels.vast}", "waarden": f"={r.waarden.vast}", "kleur": r.kleur}
        for r in grafiek.reeksen
    ]
    place: Area = area_of(Bereik("", grafiek.rij, grafiek.kolom))
    form = {
        "naam": naam,
        "soort": grafiek.soort,
        "titel": grafiek.titel,
        "alt": grafiek.alt,
        "reeksen": series,
        "linksboven": place.address(False, False),
        "breedte": grafiek.breedte,
        "hoogte": grafiek.hoogte,
        "getal": grafiek.getal,
        "legenda": grafiek.legenda,
    }
    return form | {key: text for key in ("as_labels", "as_waarden") if (text := getattr(grafiek, key))}


def _rgb(colour: str) -> tuple[int, int, int]:
    value = int(colour.removeprefix("#"), 16)
    return value >> 16 & 255, value >> 8 & 255, value & 255
