"""What fetching from the open-data services can say to a user: D471-D489, D492-D495."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_F, _W, _M = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING
_LATER = "Probeer het later nog eens; wat al binnen is, blijft bewaard en wordt niet opnieuw opgehaald."
_ZELF = "U kunt het bestand ook zelf ophalen en aan score geven: {pagina}."

GEEN_VERBINDING = IssueKind(
    "D471",
    _F,
    "Dienst niet te bereiken",
    "{host} is niet te bereiken: {reden}.",
    "Controleer het netwerk. Deze adressen moeten met https (poort 443) bereikbaar zijn: {hosts}. " + _ZELF,
)
CERTIFICAAT = IssueKind(
    "D472",
    _F,
    "Certificaat niet vertrouwd",
    "De verbinding met {host} is niet veilig: het certificaat wordt niet vertrouwd.",
    "Controleert uw organisatie het verkeer met een eigen certificaat, laat dat dan in het besturingssysteem zetten, "
    "of noem het bestand ervan in de variabele SSL_CERT_FILE. " + _ZELF,
)
PROXY = IssueKind(
    "D473",
    _F,
    "Proxy of netwerk vraagt aanmelden",
    "Het netwerk laat {host} niet door: de proxy of het netwerk vraagt om aan te melden ({code}).",
    "Meld u aan op het netwerk, of zet naam en wachtwoord van de proxy in de variabele HTTPS_PROXY. " + _ZELF,
)
DIENST_STUK = IssueKind(
    "D474",
    _F,
    "Dienst geeft een fout",
    "De dienst gaf {keer} achter elkaar geen goed antwoord ({reden}).",
    _LATER + " " + _ZELF,
)
TABEL_WEG = IssueKind(
    "D475",
    _F,
    "Tabel bestaat niet (meer)",
    "De dienst kent deze tabel niet (meer) ({code}).",
    "De uitgever kan haar hebben ingetrokken of vervangen. Zoek het nieuwe nummer en zet het in "
    "rules/opendata/{soort}.yaml, of haal het bestand zelf op: {pagina}.",
)
GEEN_GEGEVENS = IssueKind(
    "D476",
    _F,
    "Antwoord is geen tabel",
    "In plaats van gegevens kwam er {gezien}.",
    "Dat doet een netwerk dat eerst om aanmelden vraagt, of een dienst met een storing. Open {adres} in "
    "een browser, meld u zo nodig aan en probeer het opnieuw. " + _ZELF,
)
AFGEKAPT = IssueKind(
    "D477",
    _F,
    "Antwoord niet compleet",
    "Het antwoord van de dienst hield {keer} halverwege op.",
    _LATER + " " + _ZELF,
)
ANDERE_KOLOMMEN = IssueKind(
    "D478",
    _F,
    "Kolommen anders dan verwacht",
    "De tabel heeft niet de kolommen die erin horen: {wat}.",
    "Er is niets van geschreven. De uitgever kan de tabel hebben veranderd: haal het bestand zelf op ({pagina}) en "
    "bekijk het met buurtwijzer data inspect.",
)
ANDER_JAAR = IssueKind(
    "D479",
    _F,
    "Tabel gaat over een ander jaar",
    "U vroeg {gevraagd}, maar de dienst zegt dat deze tabel over {gevonden} gaat.",
    "Er is niets van geschreven. Verbeter het nummer of het jaar in rules/opendata/{soort}.yaml, of haal het bestand "
    "zelf op: {pagina}.",
)
VERWIJZING = IssueKind(
    "D480",
    _F,
    "Vervolg staat op een ander adres",
    "De dienst wijst voor het vervolg naar {waar}; dat wordt niet gevolgd.",
    "Er is niets van geschreven. Alleen {host} zelf wordt gebruikt. " + _ZELF,
)
GEMEENTE_ONBEKEND = IssueKind(
    "D481",
    _F,
    "Gemeente onbekend",
    "De gemeente '{gemeente}' staat niet in deze tabel over {jaar}. {hoe}",
    "Schrijf de naam zoals CBS dat doet, of geef de code (GM met vier cijfers).",
)
GEMEENTE_MEER = IssueKind(
    "D482",
    _F,
    "Meer gemeenten met die naam",
    "'{gemeente}' kan meer dan één gemeente zijn: {keuzes}.",
    "Noem de hele naam of de code.",
)
GEEN_TABEL = IssueKind(
    "D483",
    _W,
    "Geen tabel van dat jaar",
    "Van {jaar} is er geen tabel bekend; wel van {jaren}. Deze tabel is overgeslagen.",
    "Vraag een van die jaren, of haal het bestand zelf op: {pagina}. Kent u het nummer van de tabel, zet het dan in "
    "rules/opendata/{soort}.yaml.",
)
EERDER_JAAR = IssueKind(
    "D484",
    _M,
    "Cijfers van een eerder jaar",
    "Van {jaar} zijn er geen cijfers; de laatste ervoor zijn van {genomen} en die zijn opgehaald.",
    "U hoeft niets te doen.",
)
LEEG = IssueKind(
    "D485",
    _F,
    "Geen rijen",
    "De dienst gaf geen enkele rij voor {gemeente}.",
    "Vraag een ander jaar, of haal het bestand zelf op: {pagina}.",
)
VERANDERD = IssueKind(
    "D486",
    _F,
    "Tabel veranderde tijdens het ophalen",
    "De uitgever veranderde de tabel terwijl zij werd opgehaald.",
    "Er is niets van geschreven, omdat oude en nieuwe cijfers door elkaar kunnen staan. Geef de opdracht nog een keer.",
)
GEWEIGERD = IssueKind(
    "D487",
    _F,
    "Vraag geweigerd",
    "De dienst, of het netwerk ervoor, weigert de vraag ({code}).",
    "Blokkeert uw netwerk het adres, vraag uw beheerder dan om {hosts} toe te laten. " + _ZELF,
)
NIET_BEWAARD = IssueKind(
    "D488",
    _M,
    "Antwoorden niet bewaard",
    "De antwoorden konden niet worden bewaard: een volgende keer begint het ophalen van voren af aan.",
    "Controleer of er ruimte is op de schijf en of u in deze map mag schrijven.",
)
TE_VEEL = IssueKind(
    "D489",
    _F,
    "Te veel in één antwoord",
    "De dienst kan of wil dit niet in één antwoord geven ({wat}).",
    _ZELF,
)
NIET_HEEL = IssueKind(
    "D492",
    _F,
    "Antwoord niet compleet",
    "De rijen en de lijst van gebieden van deze tabel passen niet bij elkaar; het verschil is {aantal}: {gebieden}.",
    "Er is niets van geschreven: de dienst kan eerder zijn gestopt zonder dat te zeggen. Geef de opdracht nog een keer "
    "met --vernieuw. " + _ZELF,
)
MINDER_RIJEN = IssueKind(
    "D493",
    _W,
    "Minder rijen voor sommige gebieden",
    "{aantal} uit de lijst van deze tabel heeft in dit jaar minder rijen dan de andere, of geen: {gebieden}.",
    "Deze tabel gaat over meer jaren en een gebied hoeft niet in elk jaar voor te komen. Verwacht u deze gebieden wel, "
    "geef de opdracht dan nog een keer met --vernieuw.",
)

KINDS: tuple[IssueKind, ...] = tuple(
    sorted((kind for kind in list(globals().values()) if isinstance(kind, IssueKind)), key=lambda kind: kind.code)
)
