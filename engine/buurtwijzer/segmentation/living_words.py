"""Dutch findings on living together, plain and without judgement; levels come from ``parameters/samenleven``."""

from __future__ import annotations

from buurtwijzer.core.dutch import format_number
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.segmentation.model import Samenleven, Segments

_GEEN_METING = "Dit volgt uit wie er wonen; het is hier niet gemeten."
_GEMETEN = "Dit rust op cijfers van het gebied zelf."


def composition_text(result: Samenleven, found: Segments, rulebook: Rulebook, row: int) -> str:
    """Say how mixed an area is and how far groups stand apart; empty where there is no verdict."""
    if result.reden[row]:
        return ""
    first, second = (int(number) for number in found.grootste[row, :2])
    largest = f"de grootste groepen zijn {_group(found, row, first)} en {_group(found, row, second)}"
    return (
        f"{_mixed(float(result.diversiteit[row]), rulebook)}; {largest}. {_apart(float(result.afstand[row]), rulebook)}"
    )


def self_reliance_text(result: Samenleven, rulebook: Rulebook, row: int) -> str:
    """Say whether those who can do something for others are enough for those who need it; empty without a verdict."""
    if result.reden[row]:
        return ""
    ratio = float(result.verhouding[row])
    if result.is_gemeten[row]:
        need, carry = (_index(float(of[row])) for of in (result.vraag_gemeten, result.draagkracht_gemeten))
        basis = f"Cijfers van het gebied zelf: vraag naar steun {need}, draagkracht {carry}."
    else:
        need, carry = (_pct(float(of[row])) for of in (result.vraag_pct, result.draagkracht_pct))
        basis = f"Naar verwachting heeft {need} steun van anderen nodig en kan {carry} iets voor een ander doen. "
        basis += _GEEN_METING
    return f"{_carried(ratio, rulebook)} (verhouding {_index(ratio)}; Nederland is 100). {basis}"


def taking_part_text(result: Samenleven, rulebook: Rulebook, row: int) -> str:
    """Say whether people take part more or less than elsewhere; empty where there is no verdict."""
    if result.reden[row]:
        return ""
    index = float(result.meedoen[row])
    level = "Ongeveer even veel mensen doen mee als in Nederland"
    if index < rulebook.getal("samenleven", "weinig_meedoen_tot"):
        level = "Minder mensen doen mee dan in Nederland: begin klein en ga naar mensen toe"
    elif index >= rulebook.getal("samenleven", "veel_meedoen_vanaf"):
        level = "Meer mensen doen mee dan in Nederland: vraag hen om ideeën en geef ruimte"
    basis = _GEMETEN if result.is_meedoen_gemeten[row] else _GEEN_METING
    return f"{level} (index {_index(index)}). {basis}"


def _mixed(value: float, rulebook: Rulebook) -> str:
    if value < rulebook.getal("samenleven", "gelijk_tot"):
        return "De bewoners lijken meer op elkaar dan elders"
    if value >= rulebook.getal("samenleven", "gemengd_vanaf"):
        return "Er wonen meer verschillende groepen door elkaar dan elders"
    return "De menging van groepen is ongeveer als elders"


def _apart(value: float, rulebook: Rulebook) -> str:
    if value < rulebook.getal("samenleven", "dichtbij_tot"):
        return "Hun manieren van leven liggen dicht bij elkaar: elkaar aanvullen ligt voor de hand."
    if value >= rulebook.getal("samenleven", "veraf_vanaf"):
        return (
            "Hun manieren van leven liggen verder uit elkaar: de kans is groter dat groepen langs elkaar heen leven. "
            "Zoek plekken en aanleidingen waar zij elkaar vanzelf treffen."
        )
    return "Hun manieren van leven verschillen ongeveer zo veel als elders."


def _carried(ratio: float, rulebook: Rulebook) -> str:
    if ratio < rulebook.getal("samenleven", "ruim_tot"):
        return "Er is ruim draagkracht voor de steun die nodig is"
    if ratio >= rulebook.getal("samenleven", "tekort_vanaf"):
        return "Er is veel meer steun nodig dan bewoners elkaar kunnen geven: reken op hulp van buiten"
    if ratio >= rulebook.getal("samenleven", "krap_vanaf"):
        return "De draagkracht is krap voor de steun die nodig is: ontlast wie nu al helpt"
    return "Steun en draagkracht zijn ongeveer in evenwicht"


def _group(found: Segments, row: int, number: int) -> str:
    return f"{found.namen[number]} ({_pct(100.0 * float(found.aandeel[row, number]))})"


def _pct(value: float) -> str:
    return f"{format_number(value, 0)} %"


def _index(value: float) -> str:
    return format_number(value, 0)
