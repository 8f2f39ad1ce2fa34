"""The answer of an effect study in plain Dutch sentences: on screen, on the sheet Effect and in the council memo.

"Geen aantoonbaar effect" is never "werkt niet": every such sentence stands beside how small an effect could be seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.evidence.effect.model import Maat, Oordeel, Schatting, Toets
from buurtwijzer.evidence.nulmeting.study import Studie
from buurtwijzer.evidence.nulmeting.words import areas, expected_words, fewer, power_sentence, size, with_interval
from buurtwijzer.reporting.texts import lowered
from buurtwijzer.rulebook.schema import Richting

_PERCENT = 100.0
_NAMED = 2
_CHANCE = "andere_gebieden"
TOETSEN = {
    "trend_vooraf": "liepen ze voor de start gelijk op",
    "start_eerder": "doen alsof het een jaar eerder begon",
    _CHANCE: "doen alsof het in andere gebieden gebeurde",
}
"""Names of the checks on screen."""
_WRONG = {
    "trend_vooraf": "het cijfer ging hier voor de start al een andere kant op dan in de vergelijkbare gebieden",
    "start_eerder": "er is ook een verschil te zien in het jaar voor de start, toen er nog niets gebeurde",
}


def answer_lines(studie: Studie) -> tuple[str, ...]:
    """Give the answer in a few sentences."""
    return (*conclusion(studie), measured(studie), *beside_expected(studie), power(studie))


def conclusion(studie: Studie) -> tuple[str, ...]:
    """Give what may be said; that the comparison does not hold goes first where a check before the start failed."""
    return (*doubt(studie), verdict(studie))


def doubt(studie: Studie) -> Iterator[str]:
    """Give that the comparison does not hold, where a check about before the start failed."""
    before = [toets for toets in checks(studie) if toets.naam != _CHANCE and toets.kan]
    failed = failed_before(studie)
    if not failed:
        return
    how = "klopt niet" if len(failed) == len(before) else "is twijfelachtig"
    why = join_words([_WRONG[toets.naam] for toets in failed])
    yield f"De vergelijking {how}: {why}. Trek hieruit geen conclusie over de aanpak, ook niet dat hij niet werkt."


def failed_before(studie: Studie) -> tuple[Toets, ...]:
    """Give the checks about before the start that failed."""
    return tuple(toets for toets in checks(studie) if toets.naam != _CHANCE and toets.kan and not toets.geslaagd)


def verdict(studie: Studie) -> str:
    """Give what may be said, in one sentence."""
    effect, name = studie.effect, lowered(studie.rule.naam)
    where = f"de {areas(len(effect.gebieden), studie.niveau)}"
    match effect.oordeel:
        case Oordeel.LAGER | Oordeel.HOGER:
            how = "lager" if effect.oordeel is Oordeel.LAGER else "hoger"
            return f"In {where} is het cijfer {name} {how} dan zonder de aanpak te verwachten was{_favour(studie)}."
        case Oordeel.TWIJFEL:
            how = "lager" if _main(studie).waarde < 0 else "hoger"
            return (
                f"In {where} is het cijfer {name} {how} dan te verwachten was, maar het is niet zeker dat dat door de "
                "aanpak komt."
            )
        case _:
            return f"Geen aantoonbaar effect op het cijfer {name} in {where}. Dat is iets anders dan: het werkt niet."


def measured(studie: Studie) -> str:
    """Give the measured change with its interval."""
    found = _main(studie)
    sure = format_number(round(studie.effect.zekerheid * _PERCENT), 0)
    text = f"Gemeten: {with_interval(found, studie.effect.maat, studie.rule.eenheid)}, marge met {sure} % zekerheid."
    number = studie.effect.aantal
    if number is None:
        return text
    many = fewer(number)
    begin = "Per jaar is dat" if many.startswith("geen") else "Dat zijn er per jaar"
    return f"{text} {begin} {many}, in alle gebieden samen."


def beside_expected(studie: Studie) -> Iterator[str]:
    """Give the expected effect beside the measured one, where the rulebook names one for this figure."""
    expected, found = studie.verwacht, _relative(studie)
    if expected is None or found is None:
        return
    inside = found.laag <= expected.midden <= found.hoog
    word = "ligt binnen" if inside else "ligt buiten"
    yield (
        f"Verwacht volgens het regelboek: {expected_words(expected)}. Gemeten: "
        f"{with_interval(found, Maat.VERHOUDING, studie.rule.eenheid)}. Het verwachte midden {word} de marge van de "
        "meting. Het regelboek gaat over wie of wat bereikt is; in een heel gebied is het effect "
        "kleiner als niet alles "
        "bereikt is."
    )


def power(studie: Studie) -> str:
    """Give how small an effect these areas could show."""
    effect = studie.effect
    text = power_sentence(len(effect.gebieden), studie.niveau, effect.zichtbaar_vanaf, effect.maat, studie.rule.eenheid)
    if failed_before(studie):
        return f"{text} Ook dat geldt alleen als de vergelijking klopt, en dat is hier niet zeker."
    return text


def checks(studie: Studie) -> tuple[Toets, ...]:
    """Give the checks in a fixed order."""
    effect = studie.effect
    return tuple(
        toets for toets in (effect.trend_vooraf, effect.start_eerder, effect.andere_gebieden) if toets is not None
    )


def check_word(toets: Toets) -> str:
    """Give what a check says in two words; that of other areas is about chance, the others about before the start."""
    if not toets.kan:
        return "kon niet"
    if toets.naam == _CHANCE:
        return "geen toeval" if toets.geslaagd else "kan toeval zijn"
    return "in orde" if toets.geslaagd else "let op"


def years_words(jaren: tuple[int, ...]) -> str:
    """Write years, as a range where they follow each other.

    Example:
        >>> years_words((2021, 2022, 2023)), years_words((2020, 2022)), years_words((2024,))
        ('2021 tot en met 2023', '2020 en 2022', '2024')
    """
    is_run = len(jaren) > _NAMED and jaren[-1] - jaren[0] == len(jaren) - 1
    if is_run:
        return f"{jaren[0]} tot en met {jaren[-1]}"
    return join_words([str(jaar) for jaar in jaren])


def change_word(studie: Studie) -> str:
    """Give the main effect as words in a sentence: ``14 % lager``."""
    found = _main(studie)
    how = "lager" if found.waarde < 0 else "hoger"
    return f"{size(found.waarde, studie.effect.maat, studie.rule.eenheid)} {how}"


def _main(studie: Studie) -> Schatting:
    nothing = Schatting(math.nan, math.nan, math.nan)
    return studie.effect.effect or nothing


def _relative(studie: Studie) -> Schatting | None:
    return studie.effect.effect if studie.effect.maat is Maat.VERHOUDING else studie.effect.relatief


def _favour(studie: Studie) -> str:
    lower_is_good = studie.rule.richting is Richting.LAGER_IS_GUNSTIGER
    if failed_before(studie) or studie.rule.richting not in (Richting.LAGER_IS_GUNSTIGER, Richting.HOGER_IS_GUNSTIGER):
        return ""
    return "; dat is gunstig" if lower_is_good is (studie.effect.oordeel is Oordeel.LAGER) else "; dat is ongunstig"
