"""The trace of one figure: the cell it was read from, or the buurten it was made of, which add up to it."""

from __future__ import annotations

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.core.trace import Origin, TraceNode
from buurtwijzer.data.own.area_model import AreaPart
from buurtwijzer.data.own.areas import combined
from buurtwijzer.data.own.combine import Combined
from buurtwijzer.data.table import BuurtTable, State
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own import has_answers
from buurtwijzer.rulebook.schema import Eenheid, Status

UNIT_WORDS: dict[Eenheid, str] = {
    Eenheid.PCT: "%",
    Eenheid.PER_1000: "per 1.000",
    Eenheid.AANTAL: "",
    Eenheid.EURO: "euro",
    Eenheid.DUIZEND_EURO: "x 1.000 euro",
    Eenheid.KM: "km",
    Eenheid.PER_KM2: "per km2",
    Eenheid.KWH: "kWh",
    Eenheid.M3: "m3",
    Eenheid.KLASSE: "(klasse)",
    Eenheid.PERSONEN: "personen",
    Eenheid.PUNTEN: "punten",
    Eenheid.FRACTIE: "(deel van 1)",
    Eenheid.MAANDEN: "maanden",
    Eenheid.JAREN: "jaar",
}
_NO_VALUE = {State.ONDERDRUKT: "door de bron verborgen", State.ONTBREEKT: "ontbreekt"}


def _few_answers(rulebook: Rulebook) -> str:
    least = format_number(rulebook.getal("kleine_gebieden", "antwoorden_n"), 0)
    return f"niet getoond: minder dan {least} antwoorden of het aantal is niet bekend, of verborgen in uw bestand"


def value_node(table: BuurtTable, rulebook: Rulebook, row: int, indicator_id: str) -> TraceNode:
    """Give where a figure comes from, or why there is none.

    Args:
        table: Has the figure.
        rulebook: The rules it was made with.
        row: Row of the area.
        indicator_id: Which figure.
    """
    made = combined(table, row, indicator_id, rulebook)
    if made is not None:
        return _made_of_parts(table, rulebook, row, indicator_id, made)
    column = table.column(indicator_id)
    place = " / ".join(str(cell) for cell in table.places(row, indicator_id)) or "geen bestand"
    state = State(int(table.state[row, column]))
    if state in _NO_VALUE:
        is_ours = state is State.ONDERDRUKT and has_answers(rulebook.indicatoren[indicator_id])
        why = _few_answers(rulebook) if is_ours else _NO_VALUE[state]
        return TraceNode("waarde", f"waarde {why}", None, herkomst=Origin.GEGEVENS, plaats=place)
    use = table.kolomgebruik[int(table.gebruik[row, column])]
    headers = " / ".join(header for header, _ in use.kolommen)
    return TraceNode(
        "waarde",
        f"waarde {int(table.jaar[row, column])}, {state.name.lower()}, uit {headers}",
        float(table.values[row, column]),
        UNIT_WORDS[rulebook.indicatoren[indicator_id].eenheid],
        Origin.AANGEVULD if state is State.AANGEVULD else Origin.GEGEVENS,
        place,
    )


def _made_of_parts(table: BuurtTable, rulebook: Rulebook, row: int, indicator_id: str, made: Combined) -> TraceNode:
    """Give a figure of an own area with what each buurt adds to it; one that does not count has its figure alone."""
    area, rule = table.own_area(row), rulebook.indicatoren[indicator_id].samenvoegen
    if area is None or table.eigen is None:
        raise KeyError(table.code[row])
    basis = table.eigen.basis
    unit = UNIT_WORDS[rulebook.indicatoren[indicator_id].eenheid]
    place = str(rulebook.place("indicatoren", indicator_id, "samenvoegen"))
    parts = tuple(
        TraceNode(
            "deel",
            _part_name(basis, deel, share=made.aandelen[number], is_sum=rule is not None and rule.wijze == "som"),
            float(made.bijdragen[number]) if made.aandelen[number] > 0 else None,
            unit if made.aandelen[number] > 0 else "",
            onderdelen=(value_node(basis, rulebook, deel.rij, indicator_id),),
        )
        for number, deel in enumerate(area.delen)
    )
    if made.reden:
        known = (
            "" if made.bekend_frac != made.bekend_frac else f" ({format_number(100 * made.bekend_frac, 1)} % bekend)"
        )
        return TraceNode("waarde", f"waarde ontbreekt: {made.reden}{known}", None, plaats=place, onderdelen=parts)
    if len(parts) == 1:
        how = "gelijk aan de ene buurt"
    elif rule is not None and rule.wijze == "gemiddelde":
        how = f"gemiddelde van {plural(len(parts), 'buurt', 'buurten')} naar {rule.gewicht}"
    else:
        how = f"som van {plural(len(parts), 'buurt', 'buurten')}"
    is_assumed = rule is not None and rule.status is not Status.VASTGESTELD and len(parts) > 1
    return TraceNode(
        "waarde",
        f"waarde {made.jaar}, {made.state.name.lower()}, {how}",
        made.waarde,
        unit,
        Origin.AANNAME if is_assumed else Origin.BEREKEND,
        place,
        parts,
    )


def _part_name(basis: BuurtTable, deel: AreaPart, *, share: float, is_sum: bool) -> str:
    name = f"{basis.naam[deel.rij]} ({deel.code})"
    if not deel.is_heel:
        return f"{name}: telt niet mee, ligt er voor {format_number(100.0 * deel.aandeel)} % in"
    if share <= 0:
        return f"{name}: telt niet mee"
    return name if is_sum else f"{name}, {format_number(100.0 * share, 2)} % van het gewicht"
