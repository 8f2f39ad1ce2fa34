"""The kinds of rules in the order of the handbook; one that is not named here comes last, under its own name."""

from __future__ import annotations

from dataclasses import dataclass

from buurtwijzer.rulebook.folders import FOLDERS


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of rule.

    Attributes:
        map: Its folder, which is also the name of its page.
        titel: Title of its page and name of its sheet.
        inleiding: What it is for, in one or two sentences.
    """

    map: str
    titel: str
    inleiding: str


_KNOWN = (
    Soort(
        "leefgebieden", "Leefgebieden", "Scores van 0 tot 100 waarbij 100 gunstig is, elk uit een aantal indicatoren."
    ),
    Soort("krachten", "Krachten", "Waar een buurt sterk in is: 0 is zwak, 100 is sterk."),
    Soort(
        "risicos",
        "Risico's",
        "Aandachtspunten: het verwachte niveau in een gebied, nooit van een persoon. 0 is weinig, 100 is veel.",
    ),
    Soort("indicatoren", "Indicatoren", "Wat er per buurt gemeten is, met definitie, richting en doelwaarden."),
    Soort("kolommen", "Kolommen", "In welke kolom van welke soort bestand een indicator staat."),
    Soort(
        "opendata", "Open data", "Welke tabel van de open-datadiensten over welk jaar gaat, en hoe zij wordt opgehaald."
    ),
    Soort("segmentaties", "Segmentaties", "Hoe soorten bewoners of buurten worden onderscheiden."),
    Soort("benaderstijlen", "Benaderstijlen", "Hoe u mensen bereikt: toon, kanaal, wie en vorm."),
    Soort("interventies", "Interventies", "Wat een partij kan doen, met kosten, bereik, effect, bewijs en poorten."),
    Soort("uitkomsten", "Uitkomsten", "Wat een interventie verandert, in eenheden die te tellen zijn."),
    Soort("prijzen", "Prijzen", "Wat een eenheid van een uitkomst waard is, en voor wie."),
    Soort("beleid", "Beleid", "Lokaal beleid: wat voorgaat, wat niet mag, wat al loopt en waar ruimte is."),
    Soort("vragen", "Vragen", "De vraagstukken van gebruikers, met het beeld dat antwoord geeft."),
    Soort("toetsing", "Toetsing", "Welk cijfer welke score mag toetsen: nooit een cijfer dat er zelf in zit."),
    Soort(
        "spiegeling",
        "Spiegeling",
        "Hoe bewoners en professionals oordelen over wat wij zeggen: rollen en vragen.",
    ),
    Soort("parameters", "Parameters", "Getallen die een rekenstap sturen."),
    Soort("vergelijking", "Vergelijking", "Waarop buurten vergelijkbaar zijn."),
    Soort("referentie", "Referentie", "Landelijke verdeling van cijfers en scores; gemaakt, niet met de hand bewerkt."),
    Soort("bronnen", "Bronnen", "Waar regels en getallen op rusten."),
)


def kinds() -> tuple[Soort, ...]:
    """Give every kind of rule that exists, in the order of the handbook."""
    known = [soort for soort in _KNOWN if soort.map in FOLDERS]
    named = {soort.map for soort in known}
    return (*known, *(Soort(map_, map_.capitalize(), "") for map_ in sorted(FOLDERS) if map_ not in named))
