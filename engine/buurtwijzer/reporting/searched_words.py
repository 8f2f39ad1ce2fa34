"""What the best plan was chosen from, in words: every proof says within which list it holds."""

from __future__ import annotations

from collections.abc import Sequence

from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.interventions.wording import party_name
from buurtwijzer.rulebook.plan import PlanRegel
from buurtwijzer.valuation.best_plan import BestePlan
from buurtwijzer.valuation.searched import Keuzelijst

WITHIN = "binnen deze lijst"
_LEFT_OUT = (
    "Niet in de lijst: andere aantallen, jaren en verdelingen, wat het regelboek daar niet adviseert, en wat geld "
    "vraagt van wie dat jaar geen budget heeft."
)


def list_words(lijst: Keuzelijst) -> str:
    """Say what the list holds."""
    if not lijst.mogelijkheden:
        return "de lijst is leeg: geen aanpak kan uit deze budgetten worden betaald."
    options, ways, areas = (
        plural(lijst.mogelijkheden, "mogelijkheid", "mogelijkheden"),
        plural(lijst.aanpakken, "aanpak", "aanpakken"),
        plural(lijst.gebieden, "gebied", "gebieden"),
    )
    payers = join_words([party_name(partij) for partij in lijst.betalers], "of")
    shared = ", of enkele daarvan samen elk evenveel" if lijst.verdeeld else ""
    return (
        f"{options}: {ways} in {areas}, start in {_span(lijst.startjaren)}, looptijd {_span(lijst.inzet_jaren)} jaar, "
        f"aantallen {_parts(lijst.delen)} keer het gewone aantal, betaler {payers}{shared}. {_LEFT_OUT}"
    )


def list_json(lijst: Keuzelijst) -> dict[str, object]:
    """Give the list as data, with the words."""
    return {
        "tekst": f"Bewezen {WITHIN}: {list_words(lijst)}",
        "mogelijkheden": lijst.mogelijkheden,
        "aanpakken": lijst.aanpakken,
        "gebieden": lijst.gebieden,
        "startjaren": list(lijst.startjaren),
        "inzet_jaren": list(lijst.inzet_jaren),
        "delen": list(lijst.delen),
        "betalers": [partij.value for partij in lijst.betalers],
        "verdeeld": lijst.verdeeld,
    }


def nothing_words(found: BestePlan) -> str:
    """Say that nothing was chosen, and out of what."""
    if not found.lijst.mogelijkheden:
        return f"Niets gekozen: {list_words(found.lijst)}"
    return f"Niets gekozen: {WITHIN} is niets in euro meer waard dan het kost. De lijst: {list_words(found.lijst)}"


def amount_words(regel: PlanRegel, per: str, ritme: str) -> str:
    """Say how much of a line there is and when."""
    runs = regel.inzet_jaren if ritme == "jaarlijks" else 1
    years = _span(range(regel.start_jaar, regel.start_jaar + runs))
    return f"{format_number(regel.aantal)} x {per}, {years}"


def _span(numbers: Sequence[int]) -> str:
    own = sorted(numbers)
    if len(own) > 2 and own == list(range(own[0], own[-1] + 1)):
        return f"{own[0]} tot en met {own[-1]}"
    return join_words([str(number) for number in own])


def _parts(parts: Sequence[float]) -> str:
    return join_words([format_number(part) for part in parts], "of")
