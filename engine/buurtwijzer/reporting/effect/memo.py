"""Sheet ``Raadsmemo``: a page for a council, in plain Dutch, every figure counted from the result."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.evidence.effect.issue_kinds import MELDGEVOELIG, PIEK_VOORAF, TREND_VOORAF
from buurtwijzer.evidence.effect.model import Maat, Oordeel
from buurtwijzer.evidence.nulmeting.model import Wat
from buurtwijzer.evidence.nulmeting.study import Studie
from buurtwijzer.evidence.nulmeting.words import areas
from buurtwijzer.interventions.wording import amount
from buurtwijzer.reporting.effect.words import (
    beside_expected,
    change_word,
    checks,
    conclusion,
    failed_before,
    measured,
    power,
    years_words,
)
from buurtwijzer.reporting.rekenbladen.canvas import Canvas
from buurtwijzer.reporting.rekenbladen.model import Afdruk, Rekenblad
from buurtwijzer.reporting.texts import STANDING_LINE, lowered

NAAM = "Raadsmemo"
_WIDTH = 74.0
_NAMED = 12
_ABOUT_BEFORE = (PIEK_VOORAF.code, TREND_VOORAF.code)

Deel = tuple[str, tuple[str, ...]]
"""A heading and its paragraphs."""


def memo_parts(studie: Studie) -> tuple[Deel, ...]:
    """Give the parts of the memo."""
    return (
        ("Kort antwoord", conclusion(studie)),
        ("Wat is er gedaan?", tuple(_done(studie))),
        ("Wat zien we?", tuple(_seen(studie))),
        ("Hoe zeker is dat?", tuple(_certainty(studie))),
        ("Wat zegt dit niet?", tuple(_not_said(studie))),
        ("Wat is een goede volgende stap?", tuple(_next(studie))),
    )


def memo_sheet(studie: Studie) -> Rekenblad:
    """Give the sheet."""
    canvas = Canvas(NAAM, {0: _WIDTH})
    canvas.put(0, 0, f"Heeft de aanpak gewerkt? {studie.rule.naam}", "titel")
    canvas.put(1, 0, "Tekst voor een memo aan de raad. De cijfers staan op Effect.", "uitleg")
    rij = 3
    for kop, paragraphs in memo_parts(studie):
        canvas.put(rij, 0, kop, "tussenkop")
        for offset, text in enumerate(paragraphs, 1):
            canvas.put(rij + offset, 0, text, "alinea")
        rij += len(paragraphs) + 2
    canvas.put(rij, 0, STANDING_LINE, "uitleg")
    return canvas.finish(afdruk=Afdruk(staand=True))


def _done(studie: Studie) -> Iterator[str]:
    effect = studie.effect
    what = "een aanpak" if studie.interventie is None else f"'{studie.interventie.naam}'"
    names = [area.naam for area in effect.gebieden]
    where = join_words(names[:_NAMED]) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} en andere"
    others = {other.code for area in effect.gebieden for other in area.vergelijkbaar}
    yield f"Vanaf {studie.start.tekst} is er {what} in {areas(len(names), studie.niveau)}: {where}."
    before = tuple(jaar.jaar for jaar in effect.jaren if not jaar.is_na)
    after = tuple(jaar.jaar for jaar in effect.jaren if jaar.is_na)
    yield (
        f"We keken naar het cijfer {lowered(studie.rule.naam)} in {years_words(before)} (ervoor) en in "
        f"{years_words(after)} (erna). Gebieden veranderen ook zonder aanpak. Daarom staan er "
        f"{areas(len(others), studie.niveau)} naast die erop leken en waar dit niet gebeurde. Het "
        f"verschil tussen die "
        "twee veranderingen is wat we meten."
    )
    if studie.nulmeting is not None:
        date = studie.nulmeting.text(Wat.DATUM)
        yield f"Wat er gemeten zou worden, is vooraf vastgelegd in een nulmeting van {_day(date)}."


def _seen(studie: Studie) -> Iterator[str]:
    effect, unit = studie.effect, studie.rule.eenheid
    before = _mean(jaar.gebieden for jaar in effect.jaren if not jaar.is_na)
    after = _mean(jaar.gebieden for jaar in effect.jaren if jaar.is_na)
    expected = _mean(jaar.vergelijkbaar for jaar in effect.jaren if jaar.is_na)
    if not math.isnan(before + after + expected):
        yield (
            f"In deze gebieden samen was het cijfer ervoor gemiddeld {amount(before, unit)} en erna "
            f"{amount(after, unit)}. "
            f"Ging het zoals in de vergelijkbare gebieden, dan was het {amount(expected, unit)} geworden."
        )
    yield measured(studie)
    yield from beside_expected(studie)


def _certainty(studie: Studie) -> Iterator[str]:
    effect = studie.effect
    if failed_before(studie):
        yield (
            "Niet zeker genoeg voor een conclusie. De marge laat alleen toeval zien en niet dat de vergelijking niet "
            f"klopt. {power(studie)}"
        )
    elif effect.oordeel is Oordeel.NIET_AANTOONBAAR:
        yield (
            f"{power(studie)} Een kleiner effect kan er zijn, maar is met deze aantallen niet van toeval te "
            "onderscheiden."
        )
    else:
        yield f"De uitkomst is {change_word(studie)}, met de marge die erbij staat. {power(studie)}"
    yield f"Wij deden {plural(len(checks(studie)), 'controle', 'controles')}. " + " ".join(
        toets.uitleg for toets in checks(studie)
    )
    for issue in effect.issues:
        if issue.code == MELDGEVOELIG.code:
            yield f"{issue.message} {issue.remedy}"
        elif issue.code in _ABOUT_BEFORE:
            yield issue.remedy


def _not_said(studie: Studie) -> Iterator[str]:
    kind = "een geteld cijfer" if studie.rule.soort.value == "feit" else "wat bewoners in een enquête zeggen"
    yield (
        "De meting zegt niet waardoor het komt. Gebeurde er in dezelfde tijd nog iets anders in deze "
        "gebieden, dan zit "
        "dat in de uitkomst. Ze zegt ook niets over afzonderlijke bewoners of straten."
    )
    yield (
        f"{studie.rule.naam} is {kind}. Wat de aanpak verder opleverde, zoals contact of vertrouwen, "
        f"staat er niet in. Of "
        "het probleem naar andere gebieden is verplaatst, is niet gemeten."
    )
    if studie.effect.oordeel is Oordeel.NIET_AANTOONBAAR:
        yield "'Geen aantoonbaar effect' betekent niet dat de aanpak niet werkt. Het betekent dat wij het zo niet zien."


def _next(studie: Studie) -> Iterator[str]:
    effect, after = studie.effect, sum(jaar.is_na for jaar in studie.effect.jaren)
    so_far = "Er is nu 1 jaar" if after == 1 else f"Er zijn nu {after} jaren"
    if failed_before(studie):
        yield (
            "Zoek uit wat er in deze gebieden al voor de start anders ging, en of er in dezelfde tijd nog iets "
            "veranderde. Trek tot die tijd geen conclusie over de aanpak. Meet opnieuw met meer jaren van voor de "
            "start of met een ander cijfer, en vraag bewoners en professionals wat zij merken."
        )
        return
    match effect.oordeel:
        case Oordeel.NIET_AANTOONBAAR:
            yield (
                f"{so_far} van na de start. Meet volgend jaar opnieuw; met meer jaren of meer "
                f"gebieden is een "
                "kleiner effect te zien. Vraag intussen bewoners en professionals wat zij merken."
            )
        case _:
            yield (
                f"{so_far} van na de start. Meet volgend jaar opnieuw, om te zien of het "
                f"blijft. Leg de uitkomst "
                "voor aan wie er werkt en woont: herkennen zij dit?"
            )
    better = [row for row in effect.krachttabel if row.gebieden_n > len(effect.gebieden)]
    if better and effect.maat is Maat.VERHOUDING:
        number, seen = better[0].gebieden_n, format_number(round(100 * better[0].zichtbaar_vanaf), 0)
        yield f"Met {areas(number, studie.niveau)} zoals deze zou een effect boven {seen} % te zien zijn."


def _mean(waarden: Iterable[float]) -> float:
    """Give the mean of figures; NaN where there is none or one is missing."""
    known = [*waarden]
    return sum(known) / len(known) if known else math.nan


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}-{month}-{year}"
