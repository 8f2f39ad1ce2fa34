"""Sheet ``Verantwoording``: what a policy officer asks first (use, sources, what lacks), the technical part last."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

import numpy as np

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.interventions.wording import GEBIEDEN
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom
from buurtwijzer.reporting.certainty import MATEN, Certainty
from buurtwijzer.reporting.levels import Niveaus
from buurtwijzer.reporting.segments import validation_lines
from buurtwijzer.reporting.texts import LEVELS, MUST_NEVER, STANDING_LINE, WOORDEN, lowered
from buurtwijzer.rulebook.learned import learning_words
from buurtwijzer.scoring.outcomes import OutcomeKind

_COLUMNS = (Kolom("onderdeel", CelSoort.TEKST, 34), Kolom("waarde", CelSoort.LANGE_TEKST, 110))
_FRAC_TO_PCT = 100.0
_ELSEWHERE = "de werkmap met uitkomsten"
_MORE = (
    f"Niet alles staat in deze werkmap. Maak {_ELSEWHERE} met 'buurtwijzer score CIJFERS -o UIT.xlsx'; "
    "daarin staan ook de bladen"
)
_TECHNICAL = (
    "Technische gegevens",
    "Vanaf hier voor wie de berekening wil nagaan of herhalen: versies, instellingen, bestanden en kolommen.",
)


def verantwoording(
    assessment: Assessment, certainty: Certainty, datum: date | None, elders: Collection[str] = ()
) -> Blad:
    """Build the sheet.

    Args:
        assessment: The result.
        certainty: Certainty of its scores.
        datum: Date to name; None names none.
        elders: Sheets of the result workbook that this workbook does not have; the reader is sent there.
    """
    lines = (
        ("Gebruik", STANDING_LINE),
        *([("Meer bladen", f"{_MORE}: {join_words(sorted(elders))}.")] if elders else []),
        *_about(assessment),
        *_standing(certainty),
        ("Vergelijkbare gebieden", assessment.vergelijking),
        *validation_lines(assessment),
        *_questions(assessment, elders),
        *MUST_NEVER,
        *WOORDEN,
        *_certainty(assessment),
        *_levels(assessment),
        _TECHNICAL,
        *([("Datum", datum.isoformat())] if datum is not None else []),
        *assessment.verantwoording,
    )
    rows = tuple((part, _sent_on(text, elders)) for part, text in lines)
    return Blad("Verantwoording", "bwz_verantwoording", _COLUMNS, rows, vast=1)


def _sent_on(text: str, elders: Collection[str]) -> str:
    """Say of every sheet that is named and stands elsewhere where that is."""
    if not elders:
        return text
    named = "|".join(map(re.escape, sorted(elders)))
    return re.sub(rf"\b([Bb]lad (?:{named}))\b", rf"\1 van {_ELSEWHERE}", text)


def _about(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Say which areas it is about, from which figures, by whose rules, and what no area has."""
    given = np.isfinite(np.array([outcome.score for outcome in assessment.uitkomsten])).any(axis=0)
    niveau = assessment.options.niveau
    one, many = niveau.value, GEBIEDEN[Niveau(niveau)]
    if niveau is Niveau.EIGEN:
        one, many = "eigen gebied", "eigen gebieden"
    yield "Gebieden", f"{plural(len(assessment.table), one, many)}, waarvan {int(given.sum())} met scores."
    kinds = assessment.rulebook.kolommen
    for source in assessment.table.bestanden:
        kind = kinds[source.layout].naam if source.layout in kinds else source.layout
        yield "Bron", f"{kind}, {source.jaar} (bestand {source.naam})."
    manifest = assessment.rulebook.manifest
    learned = learning_words(assessment.rulebook)
    yield "Regels", f"{manifest.naam} {manifest.versie}, eigenaar {manifest.eigenaar}. Vaste regels; {learned}."
    nowhere = [lowered(outcome.naam) for outcome in assessment.uitkomsten if not np.isfinite(outcome.score).any()]
    if nowhere and given.any():
        yield (
            "Wat ontbreekt",
            (
                f"Geen enkel gebied heeft een score voor {join_words(nowhere)}. De bestanden bevatten daarvoor te "
                "weinig cijfers; blad Toelichting zegt welke, blad Meldingen wat u kunt doen."
            ),
        )


def _questions(assessment: Assessment, elders: Collection[str]) -> Iterator[tuple[str, str]]:
    """Say for every question on which sheets the answer stands, last which questions have none yet."""
    questions = sorted(assessment.rulebook.vragen.values(), key=lambda v: (v.nummer, v.id))
    for question in questions:
        ways = [_where(question.bladen, elders)] if question.bladen else []
        ways += [f"opdracht {question.opdracht}"] if question.opdracht else []
        if ways:
            yield f"Vraag {question.nummer}: {join_words(ways)}", f"{question.vraag} {question.uitleg}"
    later = [question for question in questions if not question.bladen and not question.opdracht]
    if later:
        numbers = join_words([str(question.nummer) for question in later])
        yield f"Nog geen blad: vraag {numbers}", " ".join(question.vraag for question in later)


def _where(bladen: Sequence[str], elders: Collection[str]) -> str:
    here, there = ([blad for blad in bladen if (blad in elders) is away] for away in (False, True))
    if not there:
        return f"kijk op {join_words(here)}"
    other = f"{join_words(there)} van {_ELSEWHERE}"
    return f"kijk op {join_words(here)} (en op {other})" if here else f"staat op {other}"


def _standing(certainty: Certainty) -> Iterator[tuple[str, str]]:
    share = certainty.aanname_frac
    limit = _percent(certainty.verkenning_frac)
    if np.isnan(share):
        yield "Soort uitkomst", "Geen uitspraak: geen enkel gebied heeft een score."
        return
    if certainty.is_verkenning:
        yield "Soort uitkomst", f"Verkenning, geen advies: meer dan {limit} van de invoer is aanname."
    else:
        yield "Soort uitkomst", f"Advies: niet meer dan {limit} van de invoer is aanname."
    yield "Aandeel aanname", f"{_percent(share)} van de gebruikte invoer, gewogen; gemiddeld over de gebieden."


def _certainty(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for word in ("stevig", "redelijk"):
        dekking, band, grenzen, schatting, aanname, ouderdom = (
            assessment.rulebook.getal("zekerheid", f"{word}_{maat}") for maat in MATEN
        )
        inside = plural(round(grenzen), "grens", "grenzen")
        rule = (
            f"Minstens {_percent(dekking)} van de gegevens bekend; band hoogstens {format_number(band)} punten breed, "
            f"met daarin hoogstens {inside} tussen twee niveaus; hoogstens {_percent(schatting)} schatting of "
            f"aanname en {_percent(aanname)} aanname; cijfers gemiddeld hoogstens {format_number(ouderdom)} jaar ouder "
            "dan het nieuwste bestand."
        )
        yield f"Zekerheid van een score: {word}", rule
    yield "Zekerheid van een score: zwak", "Alles waarvoor wel een score is, maar dat niet aan redelijk voldoet."
    firm, fair = (assessment.rulebook.getal("zekerheid", f"gebied_{word}_frac") for word in ("stevig", "redelijk"))
    stevig = f"Stevig: minstens {_percent(firm)} van de scores is stevig."
    redelijk = f"Redelijk: minstens {_percent(fair)} van de scores is redelijk of stevig."
    yield "Zekerheid van een gebied", f"{stevig} {redelijk} Anders zwak. Wat ontbreekt telt niet mee."


def _levels(assessment: Assessment) -> Iterator[tuple[str, str]]:
    niveaus = Niveaus.from_rulebook(assessment.rulebook)
    for grenzen, names in _by_boundaries(assessment, niveaus).items():
        steps = [f"{word} vanaf {format_number(grens)}" for word, grens in zip(LEVELS[1:], grenzen, strict=True)]
        yield f"Niveaus: {join_words(names)}", f"{join_words(steps)}; daaronder {LEVELS[0]}."
    near = format_number(niveaus.marge)
    yield (
        "Op de grens",
        f"De score ligt binnen {near} punten van een grens: het niveau had ook één stap anders kunnen zijn.",
    )
    least, strong, floor = (
        format_number(assessment.rulebook.getal("zekerheid", name))
        for name in ("opvallend_punten", "sterk_punten", "kracht_minimaal_punten")
    )
    yield "Opvallend", f"Minstens {least} punten verschil met vergelijkbare gebieden."
    yield (
        "Volgorde van krachten en aandachtspunten",
        (
            "Eerst wat hoog (kracht: sterk) is in Nederland en opvallend meer dan vergelijkbaar; dan wat alleen "
            "opvallend meer is; dan wat alleen hoog of sterk is; dan wat verhoogd is. Daarbinnen het grootste verschil "
            "eerst. Hoog of sterk met zekerheid redelijk of stevig komt nooit na drie die alleen verschillen."
        ),
    )
    yield "Kracht", f"Vanaf {strong} van 100, of opvallend sterker dan vergelijkbaar; nooit onder {floor} van 100."


def _by_boundaries(assessment: Assessment, niveaus: Niveaus) -> dict[tuple[float, ...], list[str]]:
    """Give the names of the attention points by their boundaries."""
    found: dict[tuple[float, ...], list[str]] = {}
    for outcome in assessment.of_kind(OutcomeKind.RISICO):
        found.setdefault(niveaus.grenzen(outcome.id), []).append(outcome.naam)
    return found


def _percent(frac: float) -> str:
    return f"{format_number(_FRAC_TO_PCT * frac, 0)} %"
