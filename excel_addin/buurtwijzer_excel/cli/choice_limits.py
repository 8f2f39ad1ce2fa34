"""Limits on what ``portfolio`` can choose, as they are written on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Keuzegrens
from buurtwijzer.rulebook.schema.plannen import Grenssoort
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.valuation.scenario_issue_kinds import W406, W410

_PAIR = 2


def limits_of(
    zonder: Iterable[str],
    ondergrens_wijk: int,
    hoogstens: Iterable[str],
    niet_samen: Iterable[str],
    rulebook: Rulebook,
) -> tuple[Keuzegrens, ...]:
    """Read the limits: ``interventie``, ``interventie=aantal`` and ``interventie,interventie``.

    Raises:
        InputError: With everything that is not written so, and every intervention that the rules do not have.
    """
    wrong: list[Issue] = []
    found = [("--zonder", Keuzegrens(Grenssoort.NIET, id_)) for id_ in zonder]
    for text in hoogstens:
        name, _, number = (part.strip() for part in text.partition("="))
        if not name or not number.isdecimal():
            wrong.append(W410.at("--hoogstens", grens=text, wat="het aantal is geen heel getal"))
        else:
            found.append(("--hoogstens", Keuzegrens(Grenssoort.GEBIEDEN, name, aantal=float(number))))
    for text in niet_samen:
        names = [part.strip() for part in text.split(",")]
        if len(names) != _PAIR or not all(names) or names[0] == names[1]:
            wrong.append(W410.at("--niet-samen", grens=text, wat="het zijn niet twee verschillende interventies"))
        else:
            found.append(("--niet-samen", Keuzegrens(Grenssoort.NIET_SAMEN, names[0], names[1])))
    wrong += [issue for option, grens in found for issue in _unknown(option, grens, rulebook)]
    if wrong:
        raise InputError(wrong)
    limits = [grens for _, grens in found]
    if ondergrens_wijk:
        limits.append(Keuzegrens(Grenssoort.ONDERGRENS, aantal=float(ondergrens_wijk)))
    return tuple(dict.fromkeys(limits))


def _unknown(option: str, grens: Keuzegrens, rulebook: Rulebook) -> Iterator[Issue]:
    for id_ in (grens.interventie, grens.ander):
        if id_ is not None and id_ not in rulebook.interventies:
            yield W406.at(option, id=id_, hoe=did_you_mean(id_, rulebook.interventies))
