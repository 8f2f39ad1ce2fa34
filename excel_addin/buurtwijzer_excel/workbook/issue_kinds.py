"""Catalogue of what can go wrong with a user's own workbook (X2xx and X46x). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

X201 = IssueKind(
    "X201",
    Severity.FOUT,
    "Geen gebieden in de selectie",
    "Op dit blad staat geen kolom met gebiedscodes zoals BU03440111.",
    "Kies het blad met de buurten, of zet de codes in een kolom. Namen worden alleen gezocht op het gekozen niveau "
    "(gewoon: buurt). Staan er namen van wijken of gemeenten, kies dan dat niveau ('niveau' op het blad Instellingen, "
    "of --niveau wijk).",
)
X202 = IssueKind(
    "X202",
    Severity.FOUT,
    "Geen buurt geselecteerd",
    "In de gekozen rijen staat geen {niveau}.",
    "Kies rijen met een code van een {niveau}, of een ander niveau ('niveau' op het blad Instellingen, of --niveau).",
)
X203 = IssueKind(
    "X203",
    Severity.MELDING,
    "Rijen overgeslagen",
    "{aantal} overgeslagen, want daar staat geen {niveau}: {rijen}.",
    "Dit is gewoon voor totalen, wijken en tussenkoppen; er hoeft niets te gebeuren.",
)
X204 = IssueKind(
    "X204",
    Severity.WAARSCHUWING,
    "Geen cijfers over een gebied",
    "Er zijn geen cijfers over {aantal}: {codes}.",
    "Voeg een blad met deze gebieden toe, of noem een bestand ('bronnen' op het blad Instellingen, of --met). "
    "Controleer anders de codes en het jaar.",
)
X205 = IssueKind(
    "X205",
    Severity.FOUT,
    "Geen cijfers gevonden",
    "Er zijn nergens cijfers: niet op de bladen van deze werkmap, en er is geen bestand met cijfers genoemd.",
    "Plak een blad van het CBS in de werkmap, of noem een bestand: bij 'bronnen' of 'referentie' op het blad "
    "Instellingen, of met --met of --referentie.",
)
X206 = IssueKind(
    "X206",
    Severity.FOUT,
    "Onbekende instelling",
    "De instelling '{naam}' bestaat niet.{tip}",
    "Gebruik een van: {keuze}; of maak de regel leeg.",
)
X207 = IssueKind(
    "X207",
    Severity.FOUT,
    "Instelling kan zo niet",
    "Bij '{naam}' staat iets dat niet kan: {waarom}.",
    "Geef {verwacht}.",
)
X208 = IssueKind(
    "X208",
    Severity.FOUT,
    "Bron niet gevonden",
    "Het bestand '{bestand}' is er niet.",
    "Zet de hele naam met map op Instellingen, of leg het bestand naast de werkmap.",
)
X209 = IssueKind(
    "X209",
    Severity.FOUT,
    "Geen plaats naast de rijen",
    "Rechts van de gegevens zijn niet genoeg lege kolommen naast elkaar.",
    "Maak kolommen leeg, of zet de buurten op een nieuw blad.",
)
X210 = IssueKind(
    "X210",
    Severity.FOUT,
    "Geen rij voor de koppen",
    "De gebiedscodes beginnen in de eerste rij; er is geen rij voor koppen.",
    "Voeg boven de gegevens een rij met koppen in, zoals 'code' en 'naam'.",
)
X211 = IssueKind(
    "X211",
    Severity.FOUT,
    "Bestand zonder map",
    "Bij '{bestand}' staat geen map, en deze werkmap heeft er geen: ze is nog niet opgeslagen of staat online.",
    "Sla de werkmap op deze computer op, of zet op Instellingen de hele naam met map.",
)
X212 = IssueKind(
    "X212",
    Severity.FOUT,
    "Geen werkmap open",
    "Er is geen werkmap open.",
    "Open de werkmap met de buurten en kies de knop opnieuw.",
)
X213 = IssueKind(
    "X213",
    Severity.FOUT,
    "Geen cellen geselecteerd",
    "Er is geen cel geselecteerd die u ziet: wel iets anders, zoals een grafiek, of rijen die een filter verbergt.",
    "Klik op de rij van een buurt, of selecteer meer rijen.",
)
X214 = IssueKind(
    "X214",
    Severity.FOUT,
    "Blad van Buurtwijzer zelf",
    "Dit blad is door Buurtwijzer gemaakt.",
    "Kies eerst het blad met uw buurten.",
)
X215 = IssueKind(
    "X215",
    Severity.FOUT,
    "Schrijven lukt niet",
    "Op dit blad kon niet worden geschreven. De werkmap is weer zoals ze was.",
    "Hef de beveiliging van het blad en de werkmap op, haal een filter weg, rond een open cel af met Enter, en kies de "
    "knop opnieuw.",
)
X216 = IssueKind(
    "X216",
    Severity.FOUT,
    "Niets te verversen",
    "In deze werkmap staat nog niets van Buurtwijzer.",
    "Selecteer rijen met buurten en kies Analyseer selectie.",
)
X217 = IssueKind(
    "X217",
    Severity.FOUT,
    "Geen cel met een uitkomst",
    "De gekozen cel is geen uitkomst van Buurtwijzer.",
    "Kies een gevulde cel onder een kop die met Bwz begint en kies Leg uit opnieuw. Is er nog geen uitkomst, "
    "kies dan eerst Analyseer selectie.",
)
X218 = IssueKind(
    "X218",
    Severity.FOUT,
    "Blad te groot",
    "Het gebruikte deel van dit blad heeft {aantal} cellen; dat is te veel om in te lezen.",
    "Verwijder lege rijen en kolommen met opmaak onder en naast de gegevens, en sla de werkmap op.",
)
X219 = IssueKind(
    "X219",
    Severity.FOUT,
    "Samengevoegde cellen",
    "In de kolommen van Buurtwijzer zijn cellen samengevoegd.",
    "Hef het samenvoegen op, of kies eerst Opruimen.",
)
X220 = IssueKind(
    "X220",
    Severity.MELDING,
    "Rijen in een Excel-tabel",
    "De rijen staan in een tabel van Excel; de kolommen van Buurtwijzer staan er los naast en sorteren niet mee.",
    "Sorteert u de tabel, kies dan daarna Ververs: elke rij krijgt dan weer haar eigen uitkomst.",
)
X231 = IssueKind(
    "X231",
    Severity.MELDING,
    "Naam die op een naam van Buurtwijzer lijkt",
    "De naam '{naam}' begint als een naam van Buurtwijzer, maar er staat geen kolom of blad van Buurtwijzer. Wat er "
    "staat is van u en blijft zoals het is.",
    "Geef de naam een ander begin dan Bwz_, of verwijder haar bij Formules, Namen beheren.",
)
X232 = IssueKind(
    "X232",
    Severity.WAARSCHUWING,
    "Iets van uzelf in een kolom van Buurtwijzer",
    "In de kolommen van Buurtwijzer hebt u zelf iets ingevuld, in {aantal}: {cellen}. Dat is blijven staan. Is er "
    "gesorteerd, controleer dan of het nog bij de goede rij staat.",
    "Maak deze cellen leeg en kies Ververs als daar weer een uitkomst moet komen; zet eigen tekst liefst in een eigen "
    "kolom.",
)
X233 = IssueKind(
    "X233",
    Severity.WAARSCHUWING,
    "Iets van uzelf op een blad van Buurtwijzer",
    "Op blad '{blad}' is iets veranderd of bijgeschreven sinds Buurtwijzer het maakte. Dat blad is nu van u en blijft "
    "zoals het is; het nieuwe staat op blad '{nieuw}'.",
    "Verwijder het oude blad als u het niet meer nodig hebt, of zet wat van u is op een eigen blad.",
)
X234 = IssueKind(
    "X234",
    Severity.WAARSCHUWING,
    "Kolommen die niet zeker van Buurtwijzer zijn",
    "Op blad '{blad}' heeft kolom {kolommen} koppen van Buurtwijzer, maar er is niet bijgehouden dat Buurtwijzer die "
    "daar schreef, zoals in een kopie van een blad. Wat er staat is van u en blijft staan.",
    "Verwijder deze kolommen zelf als u ze niet nodig hebt.",
)
X235 = IssueKind(
    "X235",
    Severity.FOUT,
    "Uitkomsten van een andere tabel",
    "Op dit blad staan al uitkomsten bij de tabel met codes in {tabel}. Uitkomsten bij de codes in {gekozen} kunnen "
    "daar niet naast: dan is niet te zien welke uitkomst bij welke tabel hoort.",
    "Zet elke tabel op een eigen blad, of kies eerst Opruimen en dan opnieuw Analyseer selectie.",
)
X236 = IssueKind(
    "X236",
    Severity.FOUT,
    "Naam is al van uzelf",
    "Buurtwijzer wil hier {namen} gebruiken, maar zo heet al iets van uzelf. Daar is niets aan veranderd.",
    "Geef uw eigen naam een ander begin dan Bwz_ (bij Formules, Namen beheren), of verwijder haar, en begin opnieuw.",
)
X237 = IssueKind(
    "X237",
    Severity.MELDING,
    "Vorige opdracht was afgebroken",
    "Een vorige opdracht van Buurtwijzer is halverwege afgebroken; wat zij al had geschreven, is eerst weggehaald.",
    "Er hoeft niets te gebeuren; kies die opdracht zo nodig opnieuw.",
)
X241 = IssueKind(
    "X241",
    Severity.WAARSCHUWING,
    "Code klopt niet",
    "Hier staat geen gebiedscode, dus deze rijen krijgen geen uitkomst: {cellen}.",
    "Verbeter de codes; een buurt heeft BU en acht tekens, zoals BU03440111.",
)
X242 = IssueKind(
    "X242",
    Severity.MELDING,
    "Gebied staat in meer rijen",
    "{aantal} in meer dan een rij: {codes}. Al die rijen krijgen dezelfde uitkomst.",
    "Is dat niet de bedoeling, verbeter dan de code.",
)
X243 = IssueKind(
    "X243",
    Severity.WAARSCHUWING,
    "Naam hoort bij een andere code",
    "In deze rijen staat de naam van een ander gebied dan dat van de code: {rijen}. De code geldt.",
    "Controleer welke van de twee klopt.",
)

X246 = IssueKind(
    "X246",
    Severity.WAARSCHUWING,
    "Uitkomst van een andere rij",
    "In deze cel staat {waarde}; dat hoort niet bij deze rij ({gebied}). Is er gesorteerd?",
    "Kies Ververs.",
)
X247 = IssueKind(
    "X247",
    Severity.FOUT,
    "Zelf ingevulde cel",
    "Deze cel hebt u zelf ingevuld. Leg uit kan alleen uitleggen wat Buurtwijzer schreef.",
    "Kies een andere cel. Wilt u hier weer een uitkomst, maak de cel dan leeg en kies Ververs.",
)
X248 = IssueKind(
    "X248",
    Severity.MELDING,
    "Kolommen naast een filter",
    "De rijen staan in een filter; de kolommen van Buurtwijzer staan ernaast en sorteren niet mee.",
    "Sorteert u, kies dan daarna Ververs: elke rij krijgt dan weer haar eigen uitkomst.",
)
X249 = IssueKind(
    "X249",
    Severity.MELDING,
    "Rij zonder uitkomst",
    "{rijen} nog geen uitkomst.",
    "Kies deze rijen en dan Analyseer selectie.",
)
X261 = IssueKind(
    "X261",
    Severity.FOUT,
    "Twee kolommen met gebiedscodes",
    "Op dit blad noemen {kolommen} in dezelfde rijen verschillende gebieden.",
    "Kies cellen in de tabel die u bedoelt, of zet elke tabel op een eigen blad.",
)
X483 = IssueKind(
    "X483",
    Severity.MELDING,
    "Gebieden gevonden op naam",
    "Dit blad heeft geen gebiedscodes; {aantal} gevonden op de namen in kolom {kolom}.",
    "Controleer of het de juiste gebieden zijn, of zet de codes erbij.",
)
X484 = IssueKind(
    "X484",
    Severity.WAARSCHUWING,
    "Naam staat niet in de cijfers",
    "Van deze namen is geen gebied gevonden: {cellen}. Daar komt niets naast.",
    "Schrijf de naam zoals in het bestand met cijfers, of zet de code erbij.",
)
X485 = IssueKind(
    "X485",
    Severity.WAARSCHUWING,
    "Naam van meer gebieden",
    "Deze namen horen bij meer gebieden: {cellen}. Daar komt niets naast.",
    "Zet de gemeente in een kolom ernaast, kies de gemeente met --gemeente, of zet de code erbij.",
)
X461 = IssueKind(
    "X461",
    Severity.FOUT,
    "Gekozen rijen zijn verborgen",
    "Alle rijen die u koos zijn verborgen, met de hand of door een filter.",
    "Kies rijen die u ziet, of alleen de kop voor alle rijen die u ziet. Of haal het filter weg.",
)

KINDS = (
    X201,
    X202,
    X203,
    X204,
    X205,
    X206,
    X207,
    X208,
    X209,
    X210,
    X211,
    X212,
    X213,
    X214,
    X215,
    X216,
    X217,
    X218,
    X219,
    X220,
    X231,
    X232,
    X233,
    X234,
    X235,
    X236,
    X237,
    X241,
    X242,
    X243,
    X246,
    X247,
    X248,
    X249,
    X261,
    X461,
    X483,
    X484,
    X485,
)
