"""How scores are made, with the numbers of this rulebook, and what Buurtwijzer must always and may never do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from buurtwijzer.reporting.handbook.page import Alinea, Deel, Kop, Lijst, Pagina
from buurtwijzer.reporting.texts import MUST_NEVER, STANDING_LINE
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.words import say_number


def explanation_page(rulebook: Rulebook) -> Pagina:
    """Make the page that explains the scores."""
    numbers = _Numbers(rulebook)
    steps = (
        ("Van cijfer naar punten", _points()),
        ("Van punten naar score", _score(numbers)),
        ("Kleine gebieden", _small(numbers)),
        ("Hoe zeker", _certainty(numbers)),
        ("Vergelijken", _comparison(numbers)),
        ("Advies", _advice(numbers)),
    )
    parts = tuple(deel for title, text in steps for deel in (Kop(2, title), Alinea((text,))))
    return Pagina("uitleg", "Hoe scores ontstaan", (*parts, *must_never()))


def must_never() -> Iterator[Deel]:
    """List what must always and may never happen."""
    yield Kop(2, "Altijd en nooit")
    yield Alinea((STANDING_LINE,))
    yield Lijst(tuple(Alinea((text,), f"{word}.") for word, text in MUST_NEVER))


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of the rulebook, written in Dutch."""

    rulebook: Rulebook

    def number(self, groep: str, naam: str) -> str:
        return say_number(self.rulebook.getal(groep, naam))

    def percent(self, groep: str, naam: str) -> str:
        return f"{say_number(round(100 * self.rulebook.getal(groep, naam), 6))} %"


def _points() -> str:
    return (
        "Elke indicator heeft twee doelwaarden. Bij de ene krijgt een gebied 0 punten, bij de andere 100. Daartussen "
        "loopt "
        "het gelijkmatig op. Een cijfer voorbij een doelwaarde telt als 0 of 100, en dat staat er dan bij. De "
        "doelwaarden "
        "liggen vast. Zo betekent een score in elk bestand en elk jaar hetzelfde."
    )


def _score(numbers: _Numbers) -> str:
    return (
        "Een leefgebied, kracht of risico is een gewogen gemiddelde van zulke punten. Ontbreekt een cijfer, dan "
        "blijft het "
        "weg en wegen de andere zwaarder. Er wordt niets ingevuld. Is er minder dan "
        f"{numbers.number('dekking', 'score_pct')} % van het gewicht, dan komt er geen score maar een reden. De "
        "bijdragen "
        f"tellen precies op: {numbers.number('score', 'vertrekpunt')} punten, plus wat elke indicator erbij of eraf "
        "doet."
    )


def _small(numbers: _Numbers) -> str:
    return (
        f"Onder {numbers.number('kleine_gebieden', 'inwoners_n')} inwoners of "
        f"{numbers.number('kleine_gebieden', 'huishoudens_n')} huishoudens komt er geen score. Wat het CBS of RIVM "
        "verbergt, blijft verborgen."
    )


def _certainty(numbers: _Numbers) -> str:
    return (
        f"Rond elke score staat een band. Die komt uit {numbers.number('onzekerheid', 'trekkingen_n')} keer rekenen "
        "met "
        f"iets andere keuzes: gewichten hoogstens {numbers.percent('onzekerheid', 'gewicht_frac')} anders, "
        "doelwaarden "
        f"hoogstens {numbers.percent('onzekerheid', 'doelwaarden_frac')} van hun bereik, een andere manier van "
        "optellen, en "
        "de fout in het cijfer zelf. Per getal staat er of het stevig, redelijk of zwak is."
    )


def _comparison(numbers: _Numbers) -> str:
    return (
        f"Elke score staat naast die van de {numbers.number('vergelijkbaar', 'aantal_n')} buurten die er qua "
        "samenstelling "
        "het meest op lijken. De kenmerken staan op de bladzijde Vergelijking. Wat daarvan afwijkt, staat voorop."
    )


def _advice(numbers: _Numbers) -> str:
    return (
        "Eerst de poorten. Is het aandachtspunt er? Is de doelgroep er? Mag het volgens het lokale beleid? Is er een "
        "partij "
        "die het kan betalen en trekken? Elk antwoord is ja, nee of onbekend. Daarna tellen vier dingen mee: nodig, "
        "bewijs, "
        "haalbaar en aansluiting. Aansluiting verschuift de uitkomst hoogstens "
        f"{numbers.percent('advies', 'aansluiting_frac')} en kiest de vorm. Vindt onderzoek geen effect, of spreekt "
        "onderzoek "
        "elkaar tegen, dan blijft de interventie zichtbaar met die bevindingen. Wat eerst een besluit van de gemeente "
        "vraagt, wordt nooit vanzelf geadviseerd."
    )
