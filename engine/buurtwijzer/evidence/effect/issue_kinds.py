"""Catalogue of what can be the matter with an effect study (B251-B279). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

ONBEKENDE_UITKOMST = IssueKind(
    "B251",
    Severity.FOUT,
    "Uitkomst van een effectmeting bestaat niet",
    "Er is geen indicator '{id}' in het regelboek.",
    "Kies een indicator uit het regelboek, bijvoorbeeld misdrijven_totaal.",
)
GEEN_CIJFERS = IssueKind(
    "B252",
    Severity.FOUT,
    "Geen cijfers van de uitkomst",
    "De bestanden hebben geen cijfers van '{naam}'.",
    "Geef bestanden met '{naam}' van jaren voor en na de start mee.",
)
GESCHATTE_UITKOMST = IssueKind(
    "B253",
    Severity.FOUT,
    "Berekend cijfer als uitkomst",
    "'{naam}' is een {soort}: berekend uit andere kenmerken van de buurt, niet daar gemeten. Wat u in de buurt doet, "
    "kan in dit cijfer niet te zien zijn.",
    "Kies een geteld cijfer (politie, CBS, eigen registratie) of een eigen vragenlijst.",
)
ONBEKEND_GEBIED = IssueKind(
    "B254",
    Severity.FOUT,
    "Gebied van een effectmeting onbekend",
    "Het gebied {code} staat niet in de bestanden.",
    "Controleer de code; schrijf haar zoals CBS, bijvoorbeeld BU03440111.",
)
VERSCHILLENDE_NIVEAUS = IssueKind(
    "B255",
    Severity.FOUT,
    "Gebieden van meer dan een niveau",
    "De gebieden zijn {niveaus} door elkaar.",
    "Noem alleen buurten, of alleen wijken.",
)
TE_WEINIG_VOOR = IssueKind(
    "B256",
    Severity.FOUT,
    "Te weinig jaren voor de start",
    "Van '{naam}' {zijn_er} voor {start}; nodig: {nodig}.",
    "Geef eerdere jaren mee; zonder is niet te zien of het voor de start al anders ging.",
)
TE_WEINIG_NA = IssueKind(
    "B257",
    Severity.FOUT,
    "Te weinig jaren vanaf de start",
    "Van '{naam}' {zijn_er} vanaf {start}; nodig: {nodig}.",
    "Wacht tot deze cijfers er zijn, of vraag minder jaren.",
)
JAAR_ONTBREEKT = IssueKind(
    "B258",
    Severity.WAARSCHUWING,
    "Jaar ontbreekt tussen andere jaren",
    "Van '{naam}' ontbreekt {jaren}; de andere jaren tellen wel.",
    "Geef het bestand van dat jaar mee als het er is.",
)
NIETS_OVER = IssueKind(
    "B259",
    Severity.FOUT,
    "Geen gebied om te meten",
    "Geen van de gebieden kan meedoen. {waarom}",
    "{raad}",
)
GEEN_VERGELIJKING = IssueKind(
    "B260",
    Severity.FOUT,
    "Te weinig vergelijkbare gebieden",
    "Er zijn {aantal} gebieden zonder aanpak om mee te vergelijken; nodig: {nodig}.",
    "Geef de cijfers van het hele land mee, met leeftijd, huishoudens en woningen, of sluit minder gebieden uit.",
)
GEBIED_KLEIN = IssueKind(
    "B261",
    Severity.WAARSCHUWING,
    "Gebied telt niet mee: klein",
    "{naam} doet niet mee: minder dan {nodig} inwoners, of het aantal is onbekend.",
    "Voeg het gebied samen met een ander en meet daar.",
)
GEBIED_GRENS = IssueKind(
    "B262",
    Severity.WAARSCHUWING,
    "Gebied telt niet mee: andere grens",
    "{naam} doet niet mee: {reden}. De cijfers van eerdere jaren gaan over een ander gebied.",
    "Geef een lijst van oude naar nieuwe codes mee (--omzetting), of kies een later begin.",
)
GEBIED_JAREN = IssueKind(
    "B263",
    Severity.WAARSCHUWING,
    "Gebied telt niet mee: cijfers ontbreken",
    "{naam} doet niet mee: van '{uitkomst}' ontbreekt {jaren}, of het cijfer is verborgen.",
    "Geef die jaren mee als ze er zijn, of vraag minder jaren.",
)
GEBIED_WEINIG = IssueKind(
    "B264",
    Severity.WAARSCHUWING,
    "Gebied telt niet mee: te weinig gevallen",
    "{naam} doet niet mee: {aantal} gevallen in de jaren voor de start samen; nodig: {nodig}.",
    "Bij zo weinig is een verandering niet van toeval te onderscheiden. Neem de wijk, of meer jaren.",
)
GEBIED_SAMENSTELLING = IssueKind(
    "B265",
    Severity.WAARSCHUWING,
    "Gebied telt niet mee: niet te vergelijken",
    "{naam} doet niet mee: er is te weinig bekend over wie er wonen om vergelijkbare gebieden te vinden.",
    "Geef Kerncijfers mee met leeftijd, huishoudens en woningen.",
)
MELDGEVOELIG = IssueKind(
    "B266",
    Severity.WAARSCHUWING,
    "Cijfer hangt van melden af",
    "'{naam}' telt wat is gemeld of gezien: een aanpak die meer laat melden of vaker controleert, verhoogt het cijfer "
    "zelf{aanpak}.",
    "Leg er een cijfer naast dat daar niet van afhangt, zoals een vragenlijst onder bewoners.",
)
PIEK_VOORAF = IssueKind(
    "B267",
    Severity.WAARSCHUWING,
    "Anders dan gewoon vlak voor de start",
    "In {jaar}, vlak voor de start, lag '{naam}' {verschil} dan te verwachten was. Door "
    "toeval komt zoiets {keer} van de 1.000 keer voor.",
    "Zijn de gebieden gekozen om {jaar}, dan keert een deel vanzelf terug. Daarvoor is gecorrigeerd, maar niet "
    "helemaal zeker: kijk ook naar het volgende jaar.",
)
TREND_VOORAF = IssueKind(
    "B268",
    Severity.WAARSCHUWING,
    "Al voor de start een andere ontwikkeling",
    "Voor de start ging '{naam}' per jaar al {verschil} dan in vergelijkbare gebieden. Door toeval komt "
    "zoiets {keer} van de 1.000 keer voor.",
    "Lees het effect met voorbehoud: een deel kan een ontwikkeling zijn die al bezig was.",
)
SAMEN_IN_GEMEENTE = IssueKind(
    "B269",
    Severity.WAARSCHUWING,
    "Gebieden in een gemeente, weinig andere gemeenten",
    "Er liggen gebieden in dezelfde gemeente en de bestanden hebben te weinig andere gemeenten om te zien wat in een "
    "gemeente samen verandert. Het interval kan te smal zijn.",
    "Geef de cijfers van meer gemeenten mee, het liefst van het hele land.",
)
ANDERE_NOEMER = IssueKind(
    "B270",
    Severity.MELDING,
    "Zelfde inwonertal in elk jaar",
    "'{naam}' is niet in elk jaar gedeeld door inwoners van dat jaar; groei of krimp van een gebied ziet er dan uit "
    "als een verandering van het cijfer.",
    "Geef ook Kerncijfers van die jaren mee.",
)
ONBEKEND_UITGESLOTEN = IssueKind(
    "B271",
    Severity.WAARSCHUWING,
    "Uitgesloten gebied onbekend",
    "Het uitgesloten gebied {code} staat niet in de bestanden.",
    "Controleer de code; het gebied telt nu misschien mee als vergelijking.",
)
ZEKERHEID_BUITEN = IssueKind(
    "B272",
    Severity.FOUT,
    "Zekerheid kan niet",
    "Een zekerheid van {zekerheid} kan niet.",
    "Kies een getal tussen 0,5 en 0,99, bijvoorbeeld 0,95.",
)
SAMENSTELLING_ONTBREEKT = IssueKind(
    "B273",
    Severity.FOUT,
    "Cijfers ontbreken om vergelijkbare gebieden te vinden",
    "Zonder vergelijkbare gebieden is er niets om mee te vergelijken, en die zijn niet te vinden: in de bestanden "
    "staat van deze gebieden niets over {cijfers}.",
    "Geef ook het bestand {bestand} mee waar deze cijfers in staan, het liefst van het hele land.",
)
NIETS_NAAST = IssueKind(
    "B274",
    Severity.FOUT,
    "Geen vergelijkbaar gebied voor een nulmeting",
    "Er is geen nulmeting gemaakt: bij geen van deze gebieden is een vergelijkbaar gebied te vinden, en dan is er "
    "later niets om mee te vergelijken. {waarom}",
    "Geef de cijfers van het hele land mee, of kies grotere gebieden of een andere uitkomst.",
)

KINDS: tuple[IssueKind, ...] = (
    ONBEKENDE_UITKOMST,
    GEEN_CIJFERS,
    GESCHATTE_UITKOMST,
    ONBEKEND_GEBIED,
    VERSCHILLENDE_NIVEAUS,
    TE_WEINIG_VOOR,
    TE_WEINIG_NA,
    JAAR_ONTBREEKT,
    NIETS_OVER,
    GEEN_VERGELIJKING,
    GEBIED_KLEIN,
    GEBIED_GRENS,
    GEBIED_JAREN,
    GEBIED_WEINIG,
    GEBIED_SAMENSTELLING,
    MELDGEVOELIG,
    PIEK_VOORAF,
    TREND_VOORAF,
    SAMEN_IN_GEMEENTE,
    ANDERE_NOEMER,
    ONBEKEND_UITGESLOTEN,
    ZEKERHEID_BUITEN,
    SAMENSTELLING_ONTBREEKT,
    NIETS_NAAST,
)
