"""What reading can say about codes, names, area divisions and how files of several years fit: D441-D469."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_F, _W, _M = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

CODE_TWEE_LEZINGEN = IssueKind(
    "D441",
    _F,
    "Code kan twee gebieden zijn",
    "Deze code kan {een} zijn of {ander}; welke van de twee is hier niet te zien.",
    "Schrijf de hele code: WK met 6 of BU met 8 tekens, of zet een kolom met de soort regio erbij.",
)
CODE_AFGEKAPT = IssueKind(
    "D442",
    _F,
    "Code als getal met een macht",
    "Deze code is een getal met een macht van tien geworden (zoals 3,44E+06) en mist cijfers.",
    "Zet de kolom in Excel op tekst en neem de codes opnieuw over uit de bron.",
)
NAMEN_GEVONDEN = IssueKind(
    "D443",
    _M,
    "Codes gezocht bij namen",
    "Dit bestand heeft namen en geen codes. Bij {aantal} is de code gezocht in {register}, bijvoorbeeld {voorbeeld}.",
    "Kijk of dit de bedoelde gebieden zijn.",
)
NAAM_NIET_GEVONDEN = IssueKind(
    "D444",
    _W,
    "Naam niet gevonden",
    "Niet in {register} en daarom niet gebruikt: {aantal} ({namen}).",
    "Schrijf de naam zoals CBS, of zet de code erbij.",
)
NAAM_DUBBELZINNIG = IssueKind(
    "D445",
    _W,
    "Naam van meer dan een gebied",
    "Bij meer dan een gebied past de naam in {aantal}; niet gebruikt: {namen}.",
    "Zet bij deze rijen de code of de soort regio erbij.",
)
NAMEN_ZONDER_CODES = IssueKind(
    "D446",
    _F,
    "Namen zonder codes",
    "Dit bestand heeft namen en geen codes ({aantal}); bij welke gebieden de cijfers horen is zo niet te zien.",
    "Geef ook een bestand met codes en namen over dezelfde gemeente, zoals de Kerncijfers van CBS, of zet de codes "
    "erbij.",
)
NAAM_ZONDER_GEMEENTE = IssueKind(
    "D447",
    _W,
    "Naam zonder gemeente",
    "Bij {aantal} is niet te zien in welke gemeente het ligt; die rijen doen niet mee: {namen}.",
    "Zet een kolom met de naam van de gemeente erbij.",
)
INDELING_ANDER_JAAR = IssueKind(
    "D448",
    _W,
    "Indeling van een ander jaar",
    "Indeling {indeling} bij cijfers over {jaar}: {waardoor}.",
    "Kijk of het jaar van dit bestand klopt. Cijfers over een andere indeling koppelen alleen waar code en naam gelijk "
    "zijn.",
)
CODES_NIET_IN_INDELING = IssueKind(
    "D449",
    _W,
    "Codes buiten de indeling",
    "{aantal} met een goed geschreven code staat niet in de indeling van {jaar} volgens {register}: {codes}.",
    "Controleer deze codes.",
)
ANDERE_NAAM = IssueKind(
    "D450",
    _W,
    "Zelfde code, andere naam",
    "{aantal} met dezelfde code als in {basis} maar een andere naam, bijvoorbeeld {voorbeeld}. Het kan een ander "
    "gebied zijn: de cijfers uit dit bestand zijn daar niet gebruikt.",
    "Is het toch hetzelfde gebied? Geef met --omzetting een lijst van oude naar nieuwe codes.",
)
HERNOEMD = IssueKind(
    "D451",
    _M,
    "Gebied met een nieuwe naam",
    "{aantal} met een andere naam dan in {basis} geldt als hetzelfde gebied, bijvoorbeeld {voorbeeld}.",
    "U hoeft niets te doen.",
)
HERGECODEERD = IssueKind(
    "D452",
    _M,
    "Gebied met een nieuwe code",
    "{aantal} met een andere code dan in {basis} maar dezelfde naam, die in de gemeente maar een keer voorkomt: "
    "gekoppeld, bijvoorbeeld {voorbeeld}.",
    "Kijk of dit dezelfde gebieden zijn.",
)
OMZETTING_VORM = IssueKind(
    "D453",
    _F,
    "Geen lijst van oude naar nieuwe codes",
    "In deze lijst zijn de kolommen 'oude code' en 'nieuwe code' niet gevonden.",
    "Maak een csv met de kolommen oude code, nieuwe code en aandeel (0 tot 1).",
)
OMZETTING_CODE = IssueKind(
    "D454", _F, "Code in de lijst ongeldig", "'{code}' is geen gebiedscode.", "Schrijf de hele code, zoals BU03440111."
)
OMZETTING_NIVEAU = IssueKind(
    "D455",
    _F,
    "Oude en nieuwe code van een ander niveau",
    "De oude en de nieuwe code zijn niet van hetzelfde niveau.",
    "Zet buurten om naar buurten en wijken naar wijken.",
)
OMZETTING_DEEL = IssueKind(
    "D456",
    _F,
    "Aandeel ongeldig",
    "Het aandeel is geen getal van 0 tot en met 1.",
    "Zet het deel van het oude gebied dat in het nieuwe ligt, zoals 0,35.",
)
OMZETTING_SOM = IssueKind(
    "D457",
    _F,
    "Aandelen samen meer dan 1",
    "De aandelen van {code} zijn samen {som}.",
    "De delen van een oud gebied zijn samen hoogstens 1.",
)
OMGEZET = IssueKind(
    "D458",
    _M,
    "Cijfers omgezet naar de nieuwe indeling",
    "Uit oude gebieden volgens {lijst} zijn cijfers gemaakt voor {aantal}, bijvoorbeeld {voorbeeld}: aantallen naar "
    "aandeel, andere cijfers gewogen. Uit delen van een gebied zijn het schattingen.",
    "Controleer de aandelen in de lijst.",
)
OMZETTING_ONVOLLEDIG = IssueKind(
    "D459",
    _W,
    "Omzetting niet volledig",
    "{aantal} is niet omgezet, omdat een ander deel van het nieuwe gebied niet in dit bestand staat: {codes}.",
    "Neem alle oude gebieden op in het bestand, of verbeter de lijst.",
)
OMZETTING_ONGEBRUIKT = IssueKind(
    "D460",
    _W,
    "Lijst met omzetting niet gebruikt",
    "Geen enkele oude code uit deze lijst staat in een bestand over een eerder jaar.",
    "Controleer of de lijst bij deze jaren hoort.",
)
OPMAAK_DUBBELZINNIG = IssueKind(
    "D461",
    _W,
    "Soort bestand niet zeker",
    "Dit bestand is gelezen als {soort}, maar past bijna even goed bij {ander}.",
    "Controleer of het de bedoelde tabel is; de kopregel zoals de bron die levert geeft zekerheid.",
)
NAAM_ZONDER_CODE = IssueKind(
    "D462",
    _W,
    "Naam zonder code",
    "Hier staat de naam van een {niveau} zonder code: {cellen}. Daar komt niets naast.",
    "Zet de code erbij (die staat er tussen haakjes) als dit het bedoelde gebied is.",
)

OMZETTING_NERGENS = IssueKind(
    "D498",
    _W,
    "Deel van een oud gebied gaat nergens heen",
    "De aandelen van {aantal} zijn samen minder dan 1; de rest gaat nergens heen: {codes}.",
    "Neem alle nieuwe gebieden op in de lijst, of laat het zo als de rest buiten de gemeente ligt.",
)
ZONDER_NAAM_ANDERS = IssueKind(
    "D496",
    _W,
    "Code was van een ander gebied",
    "{aantal} zonder naam in dit bestand met een code die volgens een ander bestand van een ander gebied was dan in "
    "{basis}, bijvoorbeeld {voorbeeld}. De cijfers uit dit bestand zijn daar niet gebruikt.",
    "Is het toch hetzelfde gebied? Geef met --omzetting een lijst van oude naar nieuwe codes.",
)
ALLEEN_CODE = IssueKind(
    "D497",
    _M,
    "Op code alleen gekoppeld",
    "Op code alleen gekoppeld aan {basis}, want er zijn geen namen: van {aantal} is niet na te gaan of de code in "
    "{jaar} van hetzelfde gebied was, bijvoorbeeld {voorbeeld}.",
    "Een bestand over {jaar} met codes en namen, zoals de Kerncijfers van CBS, geeft zekerheid.",
)

KINDS: tuple[IssueKind, ...] = tuple(
    sorted((kind for kind in list(globals().values()) if isinstance(kind, IssueKind)), key=lambda kind: kind.code)
)
