"""The Dutch words around numbers: kern sentence, findings and standing lines. Plain language, no verdicts."""

from __future__ import annotations

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.interventions.wording import EVIDENCE_SCALE, GEBIEDEN
from buurtwijzer.reporting.findings import Bevinding, Onbekend
from buurtwijzer.reporting.levels import Niveaus
from buurtwijzer.scoring.outcomes import OutcomeKind

STANDING_LINE = "Gebiedsgemiddelde: niet voor besluiten over personen, toewijzing of handhaving."
LEVELS = ("laag", "licht", "gemiddeld", "verhoogd", "hoog")
_MORE_LESS = {
    OutcomeKind.LEEFGEBIED: ("gunstiger", "ongunstiger"),
    OutcomeKind.KRACHT: ("sterker", "zwakker"),
    OutcomeKind.RISICO: ("hoger", "lager"),
}
IN_KERN = 2
"""Differences the kern sentence names."""
_NEAR = 5e-5
END_LOW, END_HIGH = _NEAR, 100.0 - _NEAR
"""A score is kept to four decimals; what is nearer to 0 or 100 than half of the last is the end of the scale."""


MUST_NEVER: tuple[tuple[str, str], ...] = (
    ("Altijd", "Alleen uitkomsten per gebied, nooit per persoon, huishouden of adres."),
    ("Altijd", "Bij elke score staan wat er het meest aan bijdraagt, het jaar, de dekking en de bandbreedte."),
    ("Altijd", "Bespreek een bevinding met bewoners en professionals voordat u haar naar buiten brengt."),
    ("Altijd", "Een mens beslist; elke regel heeft een eigenaar en een datum waarop hij opnieuw wordt bekeken."),
    ("Nooit", "Niet voor toewijzing of selectie van huurders, fraudeonderzoek, handhaving of inzet van politie."),
    ("Nooit", "Geen herkomst, nationaliteit, religie of politieke voorkeur als invoer."),
    ("Nooit", "Geen conclusie over één persoon of huishouden uit een gemiddelde van een gebied."),
    ("Nooit", "Een verwachting is geen feit, en een advies wordt nooit vanzelf uitgevoerd."),
)

WOORDEN: tuple[tuple[str, str], ...] = (
    ("Woord: aandachtspunt", "Waar extra aandacht nodig kan zijn; 0 is laag, 100 is hoog. Geen oordeel over bewoners."),
    ("Woord: band", "Hoe ver de score kan schuiven als gewichten, doelwaarden en invoer iets anders zijn."),
    ("Woord: bewijs", EVIDENCE_SCALE),
    ("Woord: bewonersgroep", "Deel van de bewoners: hoeveel mensen hier bij een groep horen (blad Bewonersgroepen)."),
    ("Woord: dekking", "Deel van de gegevens dat bekend is; onder de grens komt er geen score."),
    ("Woord: driver", "Een cijfer dat een score omhoog of omlaag duwt (blad Toelichting)."),
    ("Woord: gelijkenis", "0-100: hoeveel het gebied op een leefstijlprofiel lijkt; geen aandeel van de bewoners."),
    (
        "Woord: leefgebied, kracht, aandachtspunt",
        (
            "Drie blikken op hetzelfde gebied, elk uit eigen cijfers: gezondheid, gezond leven en "
            "gezondheidsachterstand kunnen dus verschillen. Blad Toelichting laat per score zien waaruit hij bestaat."
        ),
    ),
    (
        "Woord: leefstijl",
        (
            "Een soort gebied: waar het gebied als geheel op lijkt. Dat hoeft niet de grootste groep bewoners te "
            "zijn: een gebied kan op Stadse starters lijken terwijl een andere groep er groter is."
        ),
    ),
    (
        "Woord: manier",
        (
            "Hoe een maatregel werkt: ogen op straat, gesprek, iets aan de omgeving veranderen, regels, samen met "
            "bewoners, of bewust niet ingrijpen."
        ),
    ),
    ("Woord: poort", "Alle voorwaarden voor een advies samen: ja, nee of onbekend (blad Interventies)."),
    (
        "Woord: score",
        (
            "Een plaats op een schaal van 0 tot 100, geen percentage. Een verschil van scores is in punten, niet in "
            "procent."
        ),
    ),
    (
        "Woord: soort cijfer",
        "Feit (geteld), schatting (door de bron berekend), beleving (gevraagd) of verwachting (van Buurtwijzer).",
    ),
    (
        "Woord: stabiliteit",
        (
            "Of dezelfde leefstijl de grootste blijft bij opnieuw rekenen. Zekerheid gaat over iets anders: over de "
            "scores."
        ),
    ),
    (
        "Woord: vergelijkbaar",
        (
            "Het gemiddelde van gebieden die qua samenstelling het meest op dit gebied lijken; waar die vandaan komen, "
            "staat bij Vergelijkbare gebieden. Dat is iets anders dan het gemiddelde van Nederland."
        ),
    ),
    (
        "Woord: vraag naar steun en draagkracht",
        (
            "Cijfers van het gebied zelf naast Nederland (blad Samenleven): 100 is gelijk aan Nederland, 64 is een "
            "derde minder."
        ),
    ),
)


def level_text(uitkomst: str, score: float, niveaus: Niveaus) -> str:
    """Give the level of an attention point, e.g. ``verhoogd, op de grens``."""
    border = ", op de grens" if niveaus.is_op_de_grens(uitkomst, score) else ""
    return f"{LEVELS[niveaus.klasse(uitkomst, score)]}{border}"


def attention_text(finding: Bevinding, niveaus: Niveaus, officieel: str = "", zekerheid: str = "") -> str:
    """Describe an attention point in a few words: first the official figure, then our expectation.

    Args:
        finding: The attention point.
        niveaus: Boundaries of its levels.
        officieel: The official figure with its kind and year; empty when there is none.
        zekerheid: Certainty of our expectation; empty to leave it out.

    Returns:
        For example ``Eenzaamheid: 46,2 % (schatting, 2020). Verwachting: verhoogd; score 12 punten hoger dan
        vergelijkbaar; zekerheid redelijk``.
    """
    first = f"{sentence_case(finding.naam)}: {officieel}. " if officieel else f"{sentence_case(finding.naam)}. "
    level = level_text(finding.id, finding.score, niveaus)
    return f"{first}Verwachting: {level}{_end(finding.score)}{_deviation(finding, 'score ')}{_certainty(zekerheid)}"


def strength_text(finding: Bevinding, zekerheid: str = "") -> str:
    """Describe a strength in a few words, e.g. ``Mantelzorg: 72 van 100; 12 punten sterker dan vergelijkbaar``."""
    score = format_number(finding.score, 0)
    place = f"{score} van 100{_end(finding.score)}"
    return f"{sentence_case(finding.naam)}: {place}{_deviation(finding)}{_certainty(zekerheid)}"


def unknown_text(found: Onbekend, *, has_findings: bool = False) -> str:
    """Say that too little is known to call it nothing, e.g. ``Niet te zeggen: 6 van de 8 krachten hebben ...``."""
    have = "heeft" if found.aantal == 1 else "hebben"
    what = "" if has_findings else f" {found.soort}"
    start = "Verder niet te zeggen" if has_findings else "Niet te zeggen"
    return f"{start}: {found.aantal} van de {found.van}{what} {have} te weinig cijfers."


def _end(score: float) -> str:
    """Say that a score lies at an end of its scale: it could not have come further."""
    if END_LOW < score < END_HIGH:
        return ""
    return ", bovenkant schaal" if score >= END_HIGH else ", onderkant schaal"


def _certainty(zekerheid: str) -> str:
    return f"; zekerheid {zekerheid}" if zekerheid else ""


def kern_sentence(
    niveau: Niveau,
    standing_out: tuple[Bevinding, ...],
    *,
    has_score: bool,
    has_comparison: bool,
    onbekend: str = "",
) -> str:
    """Say in one plain sentence what stands out against comparable areas.

    Args:
        niveau: Level of the area.
        standing_out: What differs clearly, largest first.
        has_score: Whether the area has any score.
        has_comparison: Whether any score can be compared.
        onbekend: Says that most scores are missing; empty when they are not.
    """
    areas = GEBIEDEN[niveau]
    if not has_score:
        return "Geen uitspraak; de toelichting zegt waarom."
    if not standing_out and onbekend:
        return onbekend
    if not has_comparison:
        return f"Er zijn te weinig vergelijkbare {areas} om te zeggen wat hier opvalt."
    if not standing_out:
        return f"Wijkt niet duidelijk af van vergelijkbare {areas}."
    parts = [_difference(finding) for finding in standing_out[:IN_KERN]]
    return f"Anders dan vergelijkbare {areas}: {join_words(parts)}."


def lowered(text: str) -> str:
    """Give a text as the middle of a sentence: without its capital, unless it starts with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def sentence_case(text: str) -> str:
    """Give the text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def _difference(finding: Bevinding) -> str:
    more, less = _MORE_LESS[finding.soort]
    word = more if finding.verschil > 0 else less
    comparable = format_number(finding.score - finding.verschil, 0)
    return f"{lowered(finding.naam)} {word} (score {format_number(finding.score, 0)} tegen {comparable})"


def _deviation(finding: Bevinding, what: str = "") -> str:
    if finding.vergelijkbaar is None:
        return ""
    if not finding.valt_op:
        return "; ongeveer gelijk aan vergelijkbaar"
    points = format_number(abs(finding.verschil), 0)
    more, less = _MORE_LESS[finding.soort]
    noun = "punt" if points == "1" else "punten"
    return f"; {what}{points} {noun} {more if finding.verschil > 0 else less} dan vergelijkbaar"
