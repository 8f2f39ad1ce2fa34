"""What judgements do to a stated certainty: at most one step, by the rules of the rulebook, and never to a score.

Roles are kept apart: what residents say is not averaged with what professionals say. A step needs enough people in more
than one role that say the same, and no role that says the opposite; roles that disagree are a finding of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.data.judgements import Oordeel
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Spiegelgesprek

_ORDER = {answer: place for place, answer in enumerate(("ja", "deels", "mits", "nee"))}
_FRAC_TO_PCT = 100.0
LAGER, HOGER = -1, 1


@dataclass(frozen=True, slots=True)
class Drempels:
    """When judgements count; numbers of ``parameters/spiegeling.yaml``."""

    rol_n: int
    samen_n: int
    rollen_n: int
    meerderheid_frac: float
    omhoog_dekking_frac: float

    @classmethod
    def of(cls, rulebook: Rulebook) -> Drempels:
        """Take them from the rulebook."""
        names = ("rol_gesprokenen_n", "gesprokenen_n", "rollen_n", "meerderheid_frac", "omhoog_dekking_frac")
        least, together, roles, majority, coverage = (rulebook.getal("spiegeling", name) for name in names)
        return cls(int(least), int(together), int(roles), majority, coverage)


@dataclass(frozen=True, slots=True)
class Rolbeeld:
    """What people in one role said about one subject.

    Attributes:
        meervoud: The role, in the plural.
        antwoorden: Each answer with the number of people that gave it, in a fixed order.
        weinig: Whether these are too few people to count.
    """

    meervoud: str
    antwoorden: tuple[tuple[str, int], ...]
    weinig: bool

    @property
    def personen(self) -> int:
        """Give how many people were spoken with."""
        return sum(amount for _, amount in self.antwoorden)

    def aantal(self, antwoord: str) -> int:
        """Give how many people gave an answer."""
        return dict(self.antwoorden).get(antwoord, 0)

    @property
    def tekst(self) -> str:
        """Give it in a few words: ``bewoners: deels (12)`` or ``bewoners: 9 nee, 3 ja (12)``."""
        few = ", weinig gesproken" if self.weinig else ""
        if len(self.antwoorden) == 1:
            return f"{self.meervoud}: {self.antwoorden[0][0]} ({self.personen}{few})"
        largest = sorted(self.antwoorden, key=lambda part: (-part[1], _ORDER[part[0]]))
        said = ", ".join(f"{amount} {answer}" for answer, amount in largest)
        return f"{self.meervoud}: {said} ({self.personen}{few})"


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What the judgements about one subject of one area come to.

    Attributes:
        beelden: Per role what was said.
        stap: -1 one step less certain, 1 one step more, 0 as it is.
        reden: Why, in Dutch words without a capital; empty when there is nothing to say.
        oneens: Whether roles say the opposite of each other.
    """

    beelden: tuple[Rolbeeld, ...]
    stap: int = 0
    reden: str = ""
    oneens: bool = False

    @property
    def tekst(self) -> str:
        """Give what every role said."""
        return ", ".join(beeld.tekst for beeld in self.beelden)


def pictures(oordelen: Iterable[Oordeel], gesprek: Spiegelgesprek, drempels: Drempels) -> tuple[Rolbeeld, ...]:
    """Add up what was said about one subject, per role and never over roles.

    Args:
        oordelen: The judgements about that subject; those without an answer do not count.
        gesprek: The roles, in their order.
        drempels: From how many people a role counts.
    """
    counted = [oordeel for oordeel in oordelen if oordeel.telt]
    found = []
    for rol in gesprek.rollen:
        own = [oordeel for oordeel in counted if oordeel.rol == rol.id]
        answers = sorted({oordeel.antwoord for oordeel in own}, key=_ORDER.__getitem__)
        amounts = tuple((answer, sum(o.personen for o in own if o.antwoord == answer)) for answer in answers)
        if amounts:
            found.append(Rolbeeld(rol.meervoud, amounts, sum(n for _, n in amounts) < drempels.rol_n))
    return tuple(found)


def weigh(beelden: Sequence[Rolbeeld], drempels: Drempels, *, dekking: float, woord: int) -> Uitslag:
    """Decide whether the stated certainty moves.

    Args:
        beelden: What every role said about the finding.
        drempels: The rules.
        dekking: Coverage of the score, 0-1.
        woord: How certain it is by the figures: 0 stevig, 1 redelijk, 2 zwak.
    """
    counting = [beeld for beeld in beelden if not beeld.weinig]
    yes, no = (_of_one_mind(counting, answer, drempels) for answer in ("ja", "nee"))
    if yes and no:
        said = f"{_names(no)} herkennen dit niet, {_names(yes)} wel"
        return Uitslag(tuple(beelden), 0, f"rollen oordelen verschillend: {said}", oneens=True)
    for side, answer, step in ((no, "nee", LAGER), (yes, "ja", HOGER)):
        if len(side) >= drempels.rollen_n and sum(beeld.personen for beeld in side) >= drempels.samen_n:
            return Uitslag(tuple(beelden), *_moved(side, answer, step, drempels, dekking, woord))
    return Uitslag(tuple(beelden))


def _of_one_mind(beelden: Sequence[Rolbeeld], antwoord: str, drempels: Drempels) -> list[Rolbeeld]:
    return [beeld for beeld in beelden if beeld.aantal(antwoord) > drempels.meerderheid_frac * beeld.personen]


def _moved(
    side: Sequence[Rolbeeld], antwoord: str, stap: int, drempels: Drempels, dekking: float, woord: int
) -> tuple[int, str]:
    said = join_words([f"{beeld.aantal(antwoord)} van {beeld.personen} {beeld.meervoud}" for beeld in side])
    if stap == LAGER:
        if woord >= 2:
            return 0, f"{said} herkennen dit niet; de zekerheid was al zwak"
        return stap, f"zekerheid een stap lager: {said} herkennen dit niet"
    if woord == 0:
        return 0, f"{said} herkennen dit; de zekerheid was al stevig"
    if dekking < drempels.omhoog_dekking_frac:
        known = format_number(_FRAC_TO_PCT * dekking, 0)
        return 0, f"{said} herkennen dit; zekerder wordt het niet, want maar {known} % van de gegevens is bekend"
    return stap, f"zekerheid een stap hoger: {said} herkennen dit"


def _names(beelden: Sequence[Rolbeeld]) -> str:
    return join_words([beeld.meervoud for beeld in beelden])
