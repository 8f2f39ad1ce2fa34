"""Everything reading can say to a user: D1xx file and workbook, D2xx layout, columns, codes and cells, D3xx joining."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_F, _W, _M = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING
_MINDER = "Bewaar alleen de rijen en kolommen die u nodig heeft."
_NIETS = "U hoeft niets te doen."
_OPNIEUW = "Open het bestand in Excel, sla het opnieuw op als .xlsx en probeer het nog eens."

NIET_GEVONDEN = IssueKind(
    "D101", _F, "Bestand niet gevonden", "Dit bestand is er niet.", "Controleer de naam en de map."
)
IS_MAP = IssueKind("D102", _F, "Map in plaats van bestand", "Dit is een map, geen bestand.", "Noem het bestand zelf.")
LEEG_BESTAND = IssueKind(
    "D103", _F, "Leeg bestand", "Het bestand is leeg (0 bytes).", "Download of kopieer het bestand opnieuw."
)
ONLEESBAAR = IssueKind(
    "D104",
    _F,
    "Bestand niet te openen",
    "Het bestand is niet te openen: {reden}.",
    "Sluit het in andere programma's en controleer of u het mag lezen.",
)
GEEN_WERKMAP = IssueKind(
    "D105",
    _F,
    "Geen tabel",
    "Dit is geen Excel-werkmap en geen csv-tabel: het lijkt op {gezien}.",
    "Gebruik het originele .xlsx- of .csv-bestand; alleen de naam veranderen helpt niet.",
)
VERSLEUTELD = IssueKind(
    "D106",
    _F,
    "Versleutelde werkmap",
    "De werkmap is beveiligd met een wachtwoord of label en kan niet worden gelezen.",
    "Haal de beveiliging eraf in Excel (Bestand > Info > Werkmap beveiligen) en sla op als .xlsx.",
)
OUD_XLS = IssueKind(
    "D107",
    _F,
    "Oude Excel-vorm (.xls)",
    "Dit is een oude Excel-werkmap (.xls). Cijfers kunnen eruit worden gelezen, maar er kan niet in worden geschreven.",
    "Open het bestand in Excel en kies opslaan als .xlsx.",
)
XLSB = IssueKind(
    "D108",
    _F,
    "Binaire Excel-vorm (.xlsb)",
    "Dit is een binaire Excel-werkmap (.xlsb).",
    "Open het bestand in Excel en kies opslaan als .xlsx.",
)
ANDER_PAKKET = IssueKind(
    "D109",
    _F,
    "Ander soort bestand",
    "Dit is {gezien}, geen Excel-werkmap.",
    "Open het in het programma waar het bij hoort en sla de tabel op als .xlsx.",
)
BESCHADIGD = IssueKind(
    "D110",
    _F,
    "Beschadigd bestand",
    "De werkmap is beschadigd of niet volledig: {reden}.",
    "Download of kopieer het bestand opnieuw.",
)
DUBBEL_ONDERDEEL = IssueKind(
    "D111", _F, "Onderdeel dubbel", "In de werkmap staat het onderdeel {onderdeel} meer dan eens.", _OPNIEUW
)
VERSLEUTELD_ONDERDEEL = IssueKind(
    "D112", _F, "Versleuteld onderdeel", "Het onderdeel {onderdeel} van de werkmap is versleuteld.", _OPNIEUW
)
ONVEILIG_PAD = IssueKind(
    "D113",
    _F,
    "Onveilige naam van een onderdeel",
    "De werkmap bevat een onderdeel met een naam die buiten de werkmap wijst.",
    "Gebruik dit bestand niet; vraag de afzender om een nieuwe werkmap.",
)
TE_VEEL_ONDERDELEN = IssueKind(
    "D114",
    _F,
    "Te veel onderdelen",
    "De werkmap bestaat uit meer dan {grens} onderdelen.",
    "Kopieer de tabel naar een nieuwe werkmap en sla die op als .xlsx.",
)
MATEN_KLOPPEN_NIET = IssueKind(
    "D115",
    _F,
    "Inhoudsopgave klopt niet",
    "De inhoudsopgave van de werkmap klopt niet met de inhoud ({onderdeel}).",
    _OPNIEUW,
)
TE_GROOT_UITGEPAKT = IssueKind(
    "D116",
    _F,
    "Uitgepakt te groot",
    "De werkmap wordt bij het uitpakken te groot ({onderdeel}).",
    "Kopieer alleen de tabel naar een nieuwe werkmap en sla die op als .xlsx.",
)
DOCTYPE = IssueKind(
    "D117",
    _F,
    "Verboden verwijzing in de werkmap",
    "Het onderdeel {onderdeel} bevat een DOCTYPE of ENTITY; dat hoort niet in een werkmap.",
    "Gebruik dit bestand niet; vraag de afzender om een nieuwe werkmap.",
)
ONDERDEEL_ONTBREEKT = IssueKind(
    "D118", _F, "Onderdeel ontbreekt", "In de werkmap ontbreekt het onderdeel {onderdeel}.", _OPNIEUW
)
GEEN_BLADEN = IssueKind(
    "D119", _F, "Geen bladen", "De werkmap heeft geen werkblad.", "Zet de tabel op een werkblad en sla op als .xlsx."
)
STRICT = IssueKind(
    "D120",
    _F,
    "Strict Open XML",
    "De werkmap is opgeslagen als 'Strict Open XML-werkmap'.",
    "Kies in Excel opslaan als 'Excel-werkmap (*.xlsx)'.",
)
VERRE_CEL = IssueKind(
    "D121",
    _F,
    "Cel ver buiten de tabel",
    "Blad {blad} loopt tot {cel}, maar bevat maar {aantal} cellen.",
    "Verwijder de lege rijen en kolommen buiten de tabel, of kopieer de tabel naar een nieuwe werkmap.",
)
TEKSTLIJST_LIEGT = IssueKind(
    "D122",
    _F,
    "Lijst met teksten klopt niet",
    "De lijst met teksten in de werkmap noemt een aantal dat niet kan kloppen.",
    _OPNIEUW,
)
CELADRES_FOUT = IssueKind(
    "D123",
    _F,
    "Celadres kan niet",
    "Op blad {blad} staan cellen met een adres dat niet bestaat, dubbel is of op de verkeerde plek staat.",
    _OPNIEUW,
)
TE_VEEL_CELLEN = IssueKind("D124", _F, "Te veel cellen", "Blad {blad} heeft meer dan {grens} cellen.", _MINDER)
VERWIJZING_KRING = IssueKind(
    "D125",
    _F,
    "Verwijzing binnen de werkmap klopt niet",
    "Een blad verwijst naar een onderdeel dat al in gebruik is, of naar buiten ({onderdeel}).",
    _OPNIEUW,
)
XML_FOUT = IssueKind(
    "D126", _F, "Onderdeel niet te lezen", "Het onderdeel {onderdeel} van de werkmap is niet te lezen.", _OPNIEUW
)
TEKENSET = IssueKind(
    "D127", _F, "Andere tekenset", "Het onderdeel {onderdeel} gebruikt een andere tekenset dan UTF-8.", _OPNIEUW
)
TE_VEEL_TEKST = IssueKind(
    "D128",
    _F,
    "Te veel tekst",
    "De cellen van deze werkmap bevatten samen te veel tekst om te lezen.",
    "Verwijder kolommen met lange teksten en sla opnieuw op.",
)
BESTAND_TE_GROOT = IssueKind("D129", _F, "Bestand te groot", "Het bestand is groter dan {grens} MB.", _MINDER)
GEEN_CIJFERS = IssueKind(
    "D130", _F, "Bestand zonder cijfers", "Dit is {soort}; daar staan geen cijfers over gebieden in.", "{raad}"
)
GZIP_KAPOT = IssueKind(
    "D131",
    _F,
    "Ingepakt bestand beschadigd",
    "Het ingepakte bestand (.gz) is beschadigd of niet volledig.",
    "Download of kopieer het bestand opnieuw.",
)
TEKENSET_KAPOT = IssueKind(
    "D132",
    _F,
    "Geen leesbare tekst",
    "Het bestand bevat tekens die in geen gewone tekst voorkomen.",
    "Sla de tabel opnieuw op als csv (UTF-8) of als .xlsx.",
)
TEKENSET_OUD = IssueKind(
    "D133",
    _M,
    "Oude tekenset",
    "Het bestand is geen UTF-8; het is gelezen als Windows-1252.",
    "Kijk of namen met accenten kloppen.",
)
AANHALING = IssueKind(
    "D134",
    _F,
    "Aanhalingsteken niet gesloten",
    "In de rij die hier begint, staat een aanhalingsteken dat niet goed gesloten wordt.",
    "Herstel deze rij, of sla de tabel opnieuw op als csv of .xlsx.",
)
RIJ_BREEDTE = IssueKind(
    "D135",
    _F,
    "Rij met ander aantal velden",
    "Deze rij heeft {aantal} velden, de andere {verwacht}; dan is niet zeker welk getal bij welke kop hoort.",
    "Herstel de rij; vaak staat een scheidingsteken in een naam zonder aanhalingstekens.",
)
MEER_RIJEN = IssueKind(
    "D136", _F, "Meer rijen fout", "Nog {aantal} rijen hebben dezelfde fout (code {code}).", "Herstel het hele bestand."
)
TE_VEEL_VELDEN = IssueKind("D137", _F, "Te veel velden", "Het bestand heeft meer dan {grens} velden.", _MINDER)

NIET_HERKEND = IssueKind(
    "D201",
    _F,
    "Tabel niet herkend",
    "De tabel is niet herkend. Gezien: {gezien}. Verwacht: {verwacht}.",
    "Gebruik het bestand zoals de bron het levert, met de kopregel erbij.",
)
JAAR_ONBEKEND = IssueKind(
    "D202", _F, "Jaar onbekend", "Het jaar van de cijfers is niet te vinden ({gezocht}).", "{raad}"
)
JAAR_UIT_NAAM = IssueKind(
    "D203",
    _M,
    "Jaar uit de bestandsnaam",
    "Het jaar {jaar} is uit de bestandsnaam gehaald{past}.",
    "Controleer of dit jaar klopt.",
)
JAAR_PAST_NIET = IssueKind(
    "D204",
    _W,
    "Jaar past niet bij de kolommen",
    "Volgens {bron} zijn dit cijfers over {jaar}, maar kolom {kolom} hoort bij {periode}.",
    "Controleer welk jaar dit bestand echt is.",
)
MEER_PERIODEN = IssueKind(
    "D205",
    _M,
    "Meer perioden in een bestand",
    "Het bestand bevat {aantal} perioden; alleen {jaar} is gebruikt.",
    "Wilt u een ander jaar, bewaar dan alleen die rijen.",
)
GEEN_VOLWASSENEN = IssueKind(
    "D206",
    _F,
    "Geen rijen voor 18 jaar en ouder",
    "Het bestand heeft geen rijen met Leeftijd 20300 (18 jaar en ouder) en Marges MW00000 (de waarde zelf).",
    "Download de tabel met die leeftijd en marge.",
)
ANDERE_BLADEN = IssueKind(
    "D207",
    _M,
    "Andere bladen niet gelezen",
    "Alleen dit blad is gelezen; {aantal} niet.",
    "Staat daar ook een tabel die mee moet doen, bewaar die dan als eigen bestand.",
)
KOLOM_DUBBEL = IssueKind(
    "D208", _F, "Kolom dubbel", "De kolom {kolom} staat er meer dan eens in.", "Verwijder de kolom die u niet bedoelt."
)
GEEN_INWONERS = IssueKind(
    "D209",
    _F,
    "Kolom met inwoners ontbreekt",
    "De kolom met het aantal inwoners ({kolom}) ontbreekt.",
    "Neem de kolom {kolom} op; zonder inwoners is niet te zien welke gebieden te klein zijn.",
)
CODE_ONGELDIG = IssueKind(
    "D210",
    _F,
    "Gebiedscode ongeldig",
    "Hier staat geen geldige gebiedscode.",
    "Een code is GM met 4, WK met 6 of BU met 8 tekens; sla de codes op als tekst. Is dit geen gebied, haal de rij dan "
    "weg.",
)
CODE_DUBBEL = IssueKind(
    "D211",
    _F,
    "Gebied dubbel",
    "Gebied {code} staat er meer dan eens, met verschillende cijfers of namen: {rijen}.",
    "Verwijder de rij die niet klopt, of verbeter de code.",
)
NIVEAU_STRIJDIG = IssueKind(
    "D212",
    _F,
    "Niveau en code spreken elkaar tegen",
    "De code hoort bij een {code_niveau}, maar de rij zegt {niveau}.",
    "Zet de juiste code of het juiste soort regio in deze rij.",
)
NIVEAU_ONBEKEND = IssueKind(
    "D213",
    _F,
    "Soort regio onbekend",
    "Het soort regio in deze rij is niet Land, Gemeente, Wijk of Buurt.",
    "Zet de juiste soort in deze cel, of verwijder de rij.",
)
GEEN_GEBIEDEN = IssueKind(
    "D214",
    _F,
    "Geen gebieden",
    "Onder de kopregel staat geen enkel gebied.",
    "Controleer of de rijen met gebieden in het bestand staan.",
)
CEL_GEEN_GETAL = IssueKind(
    "D215",
    _F,
    "Geen getal",
    "In kolom {kolom} staat {soort} waar een getal hoort.",
    "Vul een getal in, of laat de cel leeg als de waarde ontbreekt.",
)
CEL_FOUTWAARDE = IssueKind(
    "D217",
    _F,
    "Foutwaarde van Excel",
    "In kolom {kolom} staat een foutwaarde van Excel, zoals #DEEL/0!.",
    "Herstel de formule, of laat de cel leeg als de waarde ontbreekt.",
)
CEL_FORMULE_LEEG = IssueKind(
    "D218",
    _F,
    "Formule zonder uitkomst",
    "In kolom {kolom} staat een formule zonder opgeslagen uitkomst.",
    "Open het bestand in Excel, laat het rekenen en sla het op.",
)
NEGATIEF_AANTAL = IssueKind(
    "D219",
    _F,
    "Aantal onder nul",
    "In kolom {kolom} staat een aantal onder nul.",
    "Zet het juiste aantal neer, of laat de cel leeg als de waarde ontbreekt.",
)
WAARDE_KAN_NIET = IssueKind(
    "D220",
    _F,
    "Waarde kan niet",
    "{indicator}: de waarde valt buiten wat kan ({grenzen}).",
    "Controleer deze cel in de bron.",
)
SCHEIDING_ONDUIDELIJK = IssueKind(
    "D221",
    _F,
    "Punt of komma onduidelijk",
    "In kolom {kolom} kan dit getal een duizendtal of een decimaal getal zijn.",
    "Schrijf het zonder duizendtalteken, of sla de kolom op als getal.",
)
SCHEIDING_GEMENGD = IssueKind(
    "D222",
    _M,
    "Punt en komma door elkaar",
    "In kolom {kolom} staan decimale punten en decimale komma's door elkaar; beide zijn als decimaal gelezen.",
    "Controleer de kolom.",
)
MEER_CELLEN = IssueKind(
    "D223",
    _F,
    "Meer fouten in dezelfde kolom",
    "In kolom {kolom} zijn nog {aantal} cellen fout (code {code}).",
    "Herstel de hele kolom.",
)
ALLES_ONTBREEKT = IssueKind(
    "D224",
    _F,
    "Alles ontbreekt",
    "Geen enkele gebruikte kolom in deze tabel heeft een waarde.",
    "Controleer of dit de volledige levering is.",
)
KOLOMMEN_GEBLOKKEERD = IssueKind(
    "D225",
    _M,
    "Kolommen over herkomst niet gelezen",
    "{aantal} over herkomst, nationaliteit of religie niet gelezen; die doen nooit mee. In het bestand staan ze nog.",
    _NIETS,
)
KOLOMMEN_ONGEBRUIKT = IssueKind(
    "D226", _M, "Kolommen niet gebruikt", "{aantal} niet gebruikt: het regelboek heeft ze niet nodig.", _NIETS
)
KOLOMMEN_LEEG = IssueKind(
    "D227",
    _M,
    "Kolommen niet geleverd",
    "Niet geleverd in deze {levering}-levering (geen enkele waarde): {kolommen}.",
    "Voeg een bestand toe waarin deze cijfers wel staan, bijvoorbeeld van een ander jaar.",
)
AFRONDINGSRUIS = IssueKind(
    "D228",
    _M,
    "Verhouding niet bruikbaar door afronding",
    "{indicator}: bij {aantal} ligt de verhouding door afronding van kleine aantallen buiten wat kan; niet gebruikt.",
    "U hoeft niets te doen; CBS rondt kleine aantallen af.",
)
GEEN_GEBRUIKTE_KOLOM = IssueKind(
    "D229",
    _W,
    "Geen bruikbare kolom",
    "Het regelboek gebruikt geen enkele kolom uit dit bestand.",
    "Controleer of dit het bedoelde bestand is.",
)
REGELS_OVERGESLAGEN = IssueKind(
    "D230", _M, "Voetregels overgeslagen", "{aantal} met een bronvermelding onder de tabel overgeslagen.", _NIETS
)
GEEN_HUISHOUDENS = IssueKind(
    "D231",
    _W,
    "Kolom met huishoudens ontbreekt",
    "De kolom met het aantal huishoudens ({kolom}) ontbreekt; of een gebied groot genoeg is, is dan deels onbekend.",
    "Neem de kolom {kolom} op.",
)
KOLOM_ONDUIDELIJK = IssueKind(
    "D232",
    _M,
    "Kolom met onduidelijke naam",
    "Niet gebruikt omdat de naam bij meer cijfers kan horen: {kolommen}.",
    "Download de tabel met alle kolommen van dat onderwerp; dan is te zien welke welke is.",
)
SOORT_MISDRIJF = IssueKind(
    "D233",
    _F,
    "Soort misdrijf onbekend",
    "Hier staat geen code van een soort misdrijf, zoals 1.1.1.",
    "Download de tabel met de codes erbij.",
)
PERIODE_ONBEKEND = IssueKind(
    "D234",
    _F,
    "Periode onbekend",
    "Hier staat geen jaar of maand zoals 2024JJ00 of 2024MM01.",
    "Download de tabel met de codes van de perioden.",
)
RIJ_DUBBEL = IssueKind(
    "D235",
    _F,
    "Cijfer dubbel",
    "Dit gebied, deze soort en deze periode staan al op rij {eerste}.",
    "Verwijder een van de twee rijen.",
)
JAAR_ONVOLLEDIG = IssueKind(
    "D236",
    _M,
    "Jaar niet volledig",
    "Van {jaren} zijn niet alle maanden er; die jaren zijn niet gebruikt.",
    "Download alle twaalf maanden, of de tabel per jaar.",
)
VALSE_NULLEN = IssueKind(
    "D237",
    _W,
    "Buurtcijfers passen niet bij de gemeente",
    "{gemeente}: de buurten samen hebben in {jaar} {deel} van het gemeentetotaal; de buurtcijfers zijn niet gebruikt.",
    "Waarschijnlijk gebruikt de bron hier een andere indeling in buurten; alleen het cijfer van de gemeente telt mee.",
)
VALSE_NULLEN_ELDERS = IssueKind(
    "D311",
    _W,
    "Buurtcijfers passen niet bij de gemeente",
    "De buurtcijfers van {aantal} zijn niet gebruikt ({codes}): volgens {ander} tellen ze niet op tot het totaal.",
    "Waarschijnlijk gebruikt de bron hier een andere indeling in buurten.",
)
WAARDE_VERSCHILT = IssueKind(
    "D301",
    _W,
    "Bestanden spreken elkaar tegen",
    "{indicator} over {jaar}: {aantal} met een andere waarde in {ander}; {eerste} is gebruikt.",
    "Zet het bestand dat u vertrouwt vooraan, of laat het andere weg.",
)
KOPPELING = IssueKind(
    "D302",
    _M,
    "Koppeling van bestanden",
    "{gekoppeld} gekoppeld; {alleen_hier} alleen in dit bestand, {alleen_basis} alleen in {basis}.",
    "Gebieden zonder koppeling krijgen geen cijfers uit dit bestand.",
)
JAREN_VERSCHILLEN = IssueKind(
    "D303",
    _M,
    "Cijfers uit verschillende jaren",
    "De bestanden gaan over verschillende jaren ({jaren}); de indeling in buurten kan tussen die jaren veranderd zijn.",
    "Let op buurten waarvan de grens of de code veranderd is.",
)
GRENS_GEWIJZIGD = IssueKind(
    "D304",
    _M,
    "Grenzen gewijzigd",
    "{aantal} met een nieuwe grens in {jaar} (ind_wbi 3); eerdere cijfers gaan over een ander gebied en tellen niet.",
    "Gebruik voor deze gebieden cijfers van {jaar} of later.",
)
CODES_VERDWENEN = IssueKind(
    "D305",
    _W,
    "Gebieden verdwenen tussen jaren",
    "{aantal} uit {oud} ({oud_jaar}) staan niet in {nieuw}, bijvoorbeeld {voorbeeld}. {gevolg}.",
    "Laat het oudere bestand weg als u alleen de nieuwe indeling wilt.",
)
GEEN_INWONERBESTAND = IssueKind(
    "D306",
    _W,
    "Geen bestand met inwoners",
    "Geen van de bestanden bevat aantallen inwoners; de gebieden komen uit het eerste bestand en krijgen geen score.",
    "Voeg de Kerncijfers wijken en buurten van CBS toe.",
)
NAAM_VERSCHILT = IssueKind(
    "D307",
    _W,
    "Zelfde code, andere naam",
    "{aantal} met dezelfde code maar een andere naam dan in {eerste}, bijvoorbeeld {voorbeeld}.",
    "Controleer of het nog om hetzelfde gebied gaat.",
)
ZELFDE_BESTAND = IssueKind(
    "D308", _W, "Bestand dubbel", "Dit is precies hetzelfde bestand als {eerste}.", "Noem elk bestand een keer."
)
GEEN_BESTAND = IssueKind(
    "D309",
    _F,
    "Geen bestand genoemd",
    "Er is geen gegevensbestand genoemd.",
    "Noem minstens een .xlsx- of .csv-bestand.",
)
NIETS_GEKOPPELD = IssueKind(
    "D310",
    _W,
    "Niets gekoppeld",
    "Geen enkel gebied uit dit bestand staat in {basis}.",
    "Controleer of beide bestanden over hetzelfde gebied en dezelfde indeling gaan.",
)

CODES_AANGEVULD = IssueKind(
    "D238",
    _M,
    "Codes aangevuld",
    "{aantal} met een onvolledige code; voorloopnullen of letters zijn aangevuld, bijvoorbeeld tot {voorbeeld}.",
    "Kijk of dit de bedoelde gebieden zijn, en sla codes op als tekst.",
)
CODE_ANDERE_GEMEENTE = IssueKind(
    "D239",
    _F,
    "Code van een andere gemeente",
    "Aangevuld wordt deze code {code}, maar die gemeente staat niet in dit bestand.",
    "Schrijf de hele code: GM met 4, WK met 6 of BU met 8 tekens.",
)
KOLOM_LIJKT_OP = IssueKind(
    "D240",
    _W,
    "Regel noemt een kolom die er niet is",
    "De regel voor {indicator} noemt kolom '{kolom}', die dit bestand niet heeft.{hoe}",
    "Verbeter de naam in de regel ({regel}), of laat het zo als dit bestand die cijfers niet heeft.",
)
WIJZIGING_ONBEKEND = IssueKind(
    "D241",
    _F,
    "Code voor een grenswijziging onbekend",
    "In kolom {kolom} hoort 1, 2, 3, een punt of niets te staan.",
    "Neem de kolom over uit het bestand van het CBS.",
)
AANTAL_NIET_HEEL = IssueKind(
    "D242",
    _F,
    "Aantal is niet heel",
    "In kolom {kolom} staat een aantal met cijfers achter de komma.",
    "Zet het hele aantal neer, of rond af. Is een punt voor duizendtallen als komma gelezen (2.140 als 2,14)? Herstel "
    "dan de hele kolom.",
)
GEBIED_GELIJK = IssueKind(
    "D243",
    _M,
    "Gebied meer dan eens",
    "{aantal} in meer dan een rij met dezelfde cijfers: {rijen}. Ze zijn een keer gebruikt.",
    "U hoeft niets te doen; u kunt de extra rijen verwijderen.",
)
GEBIED_STRIJDIG = IssueKind(
    "D244",
    _W,
    "Gebied met verschillende cijfers",
    "{aantal} in meer dan een rij met verschillende cijfers of namen: {rijen}. Geen van die rijen is gebruikt.",
    "Verwijder de rijen die niet kloppen, of verbeter de codes.",
)
GEEN_GEBIED = IssueKind(
    "D248",
    _M,
    "Rijen zonder gebied",
    "{aantal} zonder gebied overgeslagen, zoals een totaal, een opmerking of een los getal: {cellen}.",
    "U hoeft niets te doen. Is het wel een gebied, zet dan de code erbij.",
)
GEBIED_ONLEESBAAR = IssueKind(
    "D249",
    _W,
    "Gebied niet te lezen",
    "Hier is niet te zien om welk gebied het gaat: {cellen}. De cijfers in {aantal} zijn niet gebruikt.",
    "Zet in deze cellen de juiste code of de juiste soort regio, en probeer het opnieuw.",
)

KINDS: tuple[IssueKind, ...] = tuple(
    sorted((kind for kind in list(globals().values()) if isinstance(kind, IssueKind)), key=lambda kind: kind.code)
)
