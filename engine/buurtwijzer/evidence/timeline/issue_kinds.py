"""What timelines can say to a user."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

ONDERWERP_ONBEKEND = IssueKind(
    "B101",
    Severity.FOUT,
    "Uitkomst onbekend",
    "Het regelboek heeft geen uitkomst of cijfer {id}.{hoe}",
    "Noem de id van een leefgebied, kracht, risico of cijfer, zoals gezondheid of misdrijven_totaal.",
)
GEBIED_ONBEKEND = IssueKind(
    "B102",
    Severity.FOUT,
    "Gebied zit niet in de bestanden",
    "Gebied {code} zit in geen van de bestanden.",
    "Controleer de code; een oude code moet zijn zoals hij nu is.",
)
GEEN_TIJDLIJN = IssueKind(
    "B103",
    Severity.WAARSCHUWING,
    "Geen tijdlijn",
    "{onderwerp}: geen tijdlijn. {reden}",
    "Geef bestanden van meer jaren mee, of vraag een cijfer dat in meer jaren is gemeten.",
)
ANDERE_CIJFERS = IssueKind(
    "B104",
    Severity.MELDING,
    "Jaren met andere cijfers",
    "{onderwerp}: {van} en {tot} bestaan uit andere cijfers; vergeleken is wat beide jaren hebben ({dekking} % van het "
    "gewicht). Niet mee telt: {zonder}.",
    "Vergelijk de scores van die jaren niet zelf; gebruik de kolom verandering.",
)
BREUK = IssueKind(
    "B105",
    Severity.WAARSCHUWING,
    "Anders gemeten",
    "{onderwerp}, van {van} naar {tot}: {breuken}",
    "Kijk naar het verschil met overal; de verandering zelf kan door het meten komen.",
)
GEEN_VERGELIJKING = IssueKind(
    "B106",
    Severity.MELDING,
    "Niets om mee te vergelijken",
    "{onderwerp}: te weinig andere gebieden met dezelfde cijfers in dezelfde jaren (minimaal {minimaal}).",
    "Geef een landelijk bestand mee; dan is te zien wat alleen hier gebeurde.",
)

KINDS: tuple[IssueKind, ...] = (
    ONDERWERP_ONBEKEND,
    GEBIED_ONBEKEND,
    GEEN_TIJDLIJN,
    ANDERE_CIJFERS,
    BREUK,
    GEEN_VERGELIJKING,
)
