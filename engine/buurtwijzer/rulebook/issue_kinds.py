"""The catalogue of everything the rulebook can be wrong about. Codes are never reused.

R1xx the file itself, R2xx keys and types, R3xx units and ranges, R4xx links between rules, R5xx freshness and status.
"""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_FOUT, _WAARSCHUWING, _MELDING = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

# R1xx is about the file itself.
NIET_LEESBAAR = IssueKind(
    "R101",
    _FOUT,
    "Bestand niet te openen",
    "Dit bestand is niet te openen.",
    "Controleer of het bestaat en of u het mag lezen.",
)
NIET_UTF8 = IssueKind(
    "R102",
    _FOUT,
    "Geen UTF-8",
    "Dit bestand is niet opgeslagen als UTF-8.",
    "Sla het opnieuw op met de codering UTF-8.",
)
TE_GROOT = IssueKind(
    "R103",
    _FOUT,
    "Bestand te groot",
    "Dit bestand is groter dan {grens}.",
    "Zet één regel per bestand; tabellen horen in Excel of CSV.",
)
STUURTEKEN = IssueKind(
    "R104",
    _FOUT,
    "Onzichtbaar teken",
    "Hier staat een onzichtbaar teken ({teken}).",
    "Haal het weg en typ de tekst op deze plaats opnieuw.",
)
TAB = IssueKind("R105", _FOUT, "Tab", "Hier staat een tab.", "Gebruik spaties, ook om in te springen.")
YAML_FOUT = IssueKind("R106", _FOUT, "Geen geldige YAML", "De YAML klopt hier niet: {wat}.", "{hoe}")
LEEG_BESTAND = IssueKind("R107", _FOUT, "Leeg bestand", "Er staat niets in dit bestand.", "Vul het of verwijder het.")
DUBBELE_SLEUTEL = IssueKind(
    "R108",
    _FOUT,
    "Dubbele sleutel",
    "De sleutel '{sleutel}' staat er twee keer; de eerste staat op regel {regel}.",
    "Laat er één staan.",
)
ANKER = IssueKind("R109", _FOUT, "Anker", "Ankers (&{naam}) zijn niet toegestaan.", "Schrijf de waarde hier voluit.")
ALIAS = IssueKind(
    "R110",
    _FOUT,
    "Verwijzing binnen het bestand",
    "Verwijzingen binnen het bestand (*{naam}) zijn niet toegestaan.",
    "Schrijf de waarde hier voluit, of zet de tekst tussen aanhalingstekens.",
)
SAMENVOEGEN = IssueKind(
    "R111", _FOUT, "Samenvoegsleutel", "Samenvoegen met '<<' is niet toegestaan.", "Schrijf de sleutels voluit."
)
TAG = IssueKind(
    "R112",
    _FOUT,
    "Typeaanduiding",
    "Een typeaanduiding ({tag}) is niet toegestaan.",
    "Haal haar weg, of zet de tekst tussen aanhalingstekens.",
)
MEER_DOCUMENTEN = IssueKind(
    "R113",
    _FOUT,
    "Meer dan één document",
    "Hier begint een tweede document (---).",
    "Zet elke regel in een eigen bestand.",
)
AANWIJZING = IssueKind(
    "R114", _FOUT, "YAML-aanwijzing", "Een YAML-aanwijzing (%) is niet toegestaan.", "Haal deze regel weg."
)
LEGE_SLEUTEL = IssueKind(
    "R115", _FOUT, "Lege sleutel", "Hier staat een lege sleutel.", "Zet een naam voor de dubbele punt, of haal hem weg."
)
SLEUTEL_GEEN_TEKST = IssueKind(
    "R116",
    _FOUT,
    "Sleutel is geen tekst",
    "De sleutel {sleutel} is geen gewone tekst.",
    "Zet de sleutel tussen aanhalingstekens als hij echt zo heet.",
)
WAARDELOZE_SLEUTEL = IssueKind(
    "R117",
    _FOUT,
    "Komma tussen accolades",
    "'{sleutel}' heeft tussen accolades geen waarde; waarschijnlijk hoort het bij de tekst ervoor.",
    "Zet tekst met een komma tussen aanhalingstekens.",
)
TE_DIEP = IssueKind(
    "R118", _FOUT, "Te diep genest", "De inspringing gaat dieper dan {grens} niveaus.", "Maak het bestand vlakker."
)
ACCOLADES = IssueKind(
    "R119",
    _FOUT,
    "Accolades in accolades",
    "Accolades binnen accolades zijn niet toegestaan.",
    "Zet de sleutels onder elkaar en spring in.",
)
TE_VEEL_CIJFERS = IssueKind(
    "R120",
    _FOUT,
    "Te lang getal",
    "Dit getal heeft meer dan {grens} cijfers.",
    "Rond het af, of zet het tussen aanhalingstekens als het een code is.",
)
NIET_EINDIG = IssueKind(
    "R121", _FOUT, "Geen eindig getal", "'{tekst}' is geen getal om mee te rekenen.", "Schrijf een gewoon getal."
)
GEEN_SLEUTELS = IssueKind(
    "R122",
    _FOUT,
    "Geen sleutels",
    "Dit bestand moet bestaan uit sleutels met een waarde (naam: waarde).",
    "Kijk naar een bestaand bestand in dezelfde map.",
)

# R2xx is about keys and types.
ONTBREEKT = IssueKind("R201", _FOUT, "Verplichte sleutel ontbreekt", "'{sleutel}' ontbreekt.", "{hoe}")
ONBEKENDE_SLEUTEL = IssueKind("R202", _FOUT, "Onbekende sleutel", "De sleutel '{sleutel}' bestaat hier niet.", "{hoe}")
LEEG = IssueKind("R203", _FOUT, "Lege waarde", "'{sleutel}' heeft geen waarde.", "Vul {soort} in.")
GEEN_TEKST = IssueKind("R204", _FOUT, "Geen tekst", "'{sleutel}' moet tekst zijn.", "{hoe}")
GEEN_GETAL = IssueKind("R205", _FOUT, "Geen getal", "'{sleutel}' moet een getal zijn.", "{hoe}")
GEEN_HEEL_GETAL = IssueKind("R206", _FOUT, "Geen heel getal", "'{sleutel}' moet een heel getal zijn.", "{hoe}")
GEEN_JA_NEE = IssueKind("R207", _FOUT, "Geen true of false", "'{sleutel}' moet true of false zijn.", "{hoe}")
GEEN_LIJST = IssueKind(
    "R208",
    _FOUT,
    "Geen lijst",
    "'{sleutel}' moet een lijst zijn.",
    "Zet elk onderdeel op een eigen regel achter een streepje.",
)
GEEN_GROEP = IssueKind(
    "R209",
    _FOUT,
    "Geen sleutels met waarden",
    "'{sleutel}' moet bestaan uit sleutels met een waarde.",
    "Zet ze ingesprongen onder '{sleutel}:'.",
)
ONBEKENDE_WAARDE = IssueKind("R210", _FOUT, "Onbekende waarde", "'{waarde}' is geen waarde voor '{sleutel}'.", "{hoe}")
VERKEERDE_VORM = IssueKind("R211", _FOUT, "Verkeerde vorm", "'{waarde}' heeft niet de vorm van '{sleutel}'.", "{hoe}")
TE_LANG = IssueKind("R212", _FOUT, "Te lang", "'{sleutel}' is langer dan {grens} tekens.", "Maak het korter.")
TE_WEINIG = IssueKind(
    "R213", _FOUT, "Te weinig onderdelen", "'{sleutel}' heeft er te weinig.", "Zet er ten minste {grens} in."
)
GEEN_DATUM = IssueKind(
    "R214", _FOUT, "Geen datum", "'{sleutel}' moet een datum zijn.", "Schrijf jaar-maand-dag, bijvoorbeeld 2027-01-01."
)
VERKEERD_SOORT = IssueKind(
    "R215",
    _FOUT,
    "Verkeerd soort waarde",
    "De waarde van '{sleutel}' past hier niet ({wat}).",
    "Kijk in rules/README.md.",
)

# R3xx is about units and ranges.
BUITEN_BEREIK = IssueKind(
    "R301",
    _FOUT,
    "Buiten bereik",
    "'{sleutel}' is {waarde}, maar moet {eis} zijn.",
    "Verbeter het getal of de eenheid.",
)
VOLGORDE = IssueKind(
    "R302",
    _FOUT,
    "Verkeerde volgorde",
    "'{eerste}' ({a}) moet {vergelijking} zijn dan '{tweede}' ({b}).",
    "Verbeter een van beide.",
)
EENHEID = IssueKind(
    "R303",
    _FOUT,
    "Andere eenheid",
    "De eenheid is hier {hier}, maar moet {daar} zijn.",
    "Maak de eenheden gelijk en reken het getal zo nodig om.",
)
GEWICHTEN = IssueKind(
    "R304",
    _FOUT,
    "Gewichten tellen niet op",
    "De gewichten tellen op tot {som}, niet tot 1.",
    "Pas de gewichten aan zodat ze samen 1 zijn.",
)
OVERHEERST = IssueKind(
    "R305",
    _WAARSCHUWING,
    "Eén indicator overheerst",
    "'{indicator}' weegt {gewicht} in '{naam}'; boven {grens} bepaalt één indicator het beeld.",
    "Verdeel het gewicht, of leg in 'waarom' uit waarom dit klopt.",
)
KOLOMKEUZE = IssueKind(
    "R306",
    _FOUT,
    "Kolom niet goed aangewezen",
    "Geef óf 'waarde', óf 'teller' met 'noemer'.",
    "Haal weg wat te veel is of vul aan wat ontbreekt.",
)
KOLOM_OVERLAP = IssueKind(
    "R307",
    _FOUT,
    "Kolommen overlappen",
    "Voor '{layout}' gelden in {jaar} twee kolommen tegelijk.",
    "Zet 'vanaf_jaar' en 'tot_jaar' zo dat elk jaar één kolom heeft.",
)
POORT_ZONDER_GRENS = IssueKind("R308", _FOUT, "Poort zonder grens", "Deze poort heeft geen grens.", "Vul {hoe} in.")
ZELFDE_EENHEID_PER = IssueKind(
    "R309",
    _FOUT,
    "Bereik en kosten per iets anders",
    "Het bereik is per {bereik}, de kosten zijn per {kosten}.",
    "Gebruik voor beide dezelfde eenheid, anders is de prijs per bereikte niet te berekenen.",
)
TEGENSPRAAK = IssueKind(
    "R310",
    _FOUT,
    "Bewijs niet compleet",
    "Bewijs {niveau} past niet bij wat er staat: {wat}.",
    "Vul de bevindingen aan of kies een ander niveau.",
)
BESLUIT_ZONDER_REDEN = IssueKind(
    "R311",
    _FOUT,
    "Lokaal besluit zonder reden",
    "'alleen_na_lokaal_besluit' is true, maar 'waarom_besluit' ontbreekt.",
    "Schrijf in 'waarom_besluit' waarom de gemeente dit eerst moet besluiten.",
)
DUBBEL_GENOEMD = IssueKind(
    "R312", _FOUT, "Twee keer genoemd", "'{wat}' staat twee keer in '{sleutel}'.", "Laat er één staan."
)
GETALLENREEKS = IssueKind("R313", _FOUT, "Getallen passen niet bij elkaar", "{wat}.", "Pas deze getallen samen aan.")
BUITEN_GRENZEN = IssueKind(
    "R314",
    _FOUT,
    "Doelwaarde die niet kan",
    "'{sleutel}' ({waarde}) valt buiten wat volgens '{grens}' kan ({getal}).",
    "Verbeter de doelwaarde of de grens.",
)
TEGENDRAADSE_EENHEID = IssueKind(
    "R315",
    _FOUT,
    "Verkeerde eenheid van een getal",
    "'{naam}' moet de eenheid {moet} hebben, niet {is_nu}.",
    "Verbeter de eenheid en reken het getal zo nodig om.",
)
INDICATOR_OF_REDEN = IssueKind(
    "R330",
    _FOUT,
    "Indicator of reden",
    "Geef óf 'indicator', óf 'zonder_indicator'.",
    "Noem de indicator die dit per buurt meet, of schrijf in 'zonder_indicator' waarom die er niet is.",
)
OVERDRACHT = IssueKind(
    "R331",
    _FOUT,
    "Overdracht zonder tegenpartij",
    "Bij een overdracht krijgt de een wat de ander mist; hier staat alleen een {teken}.",
    "Noem ook de partij aan de andere kant.",
)
DUBBEL_AFGETROKKEN = IssueKind(
    "R332",
    _FOUT,
    "Twee keer afgetrokken",
    "Het effect is gemeten met een controlegroep, maar 'anders_ook_frac' is {waarde}.",
    "Zet 'anders_ook_frac' op 0, of 'met_controlegroep' op false.",
)

# R4xx is about links between rules.
MAP_ONTBREEKT = IssueKind(
    "R401",
    _FOUT,
    "Map bestaat niet",
    "De map met regels bestaat niet ({via}).",
    "Verbeter de verwijzing of zet de map terug.",
)
MANIFEST_ONTBREEKT = IssueKind(
    "R402",
    _FOUT,
    "regelboek.yaml ontbreekt",
    "In deze map staat geen regelboek.yaml ({via}).",
    "Kies de map waarin regelboek.yaml staat, of begin met een kopie van de meegeleverde regels.",
)
ONBEKENDE_MAP = IssueKind("R403", _FOUT, "Onbekende map", "De map '{map}' hoort niet in een regelboek.", "{hoe}")
VERKEERD_BESTAND = IssueKind(
    "R404",
    _FOUT,
    "Bestand op de verkeerde plaats",
    "Dit bestand wordt hier niet gelezen.",
    "Een regel staat als <id>.yaml in de map van zijn soort; zet andere bestanden ergens anders.",
)
LEGE_MAP = IssueKind(
    "R405", _FOUT, "Geen regels van deze soort", "In '{map}' staat geen enkele regel.", "Zet er ten minste één in."
)
NAAM_EN_ID = IssueKind(
    "R406",
    _FOUT,
    "Bestandsnaam en id verschillen",
    "Het id is '{id}', maar het bestand heet '{naam}'.",
    "Noem het bestand {id}.yaml of verbeter het id.",
)
DUBBEL_ID = IssueKind(
    "R407", _FOUT, "Id twee keer gebruikt", "Het id '{id}' is ook van {waar}.", "Geef een van beide een ander id."
)
ONBEKENDE_VERWIJZING = IssueKind("R408", _FOUT, "Verwijzing bestaat niet", "Er is geen {soort} '{id}'.", "{hoe}")
ZONDER_DOELWAARDEN = IssueKind(
    "R409",
    _FOUT,
    "Indicator zonder doelwaarden",
    "De indicator '{indicator}' telt hier mee, maar heeft geen doelwaarden.",
    "Zet 'doelwaarden' in indicatoren/{indicator}.yaml.",
)
ZONDER_RICHTING = IssueKind(
    "R410",
    _FOUT,
    "Indicator zonder richting",
    "De indicator '{indicator}' telt hier mee, maar heeft richting 'geen'.",
    "Zet 'hoger_is_meer' bij dit onderdeel en zeg in 'waarom' waarom, of kies een andere indicator.",
)
GEBLOKKEERD = IssueKind(
    "R411",
    _FOUT,
    "Mag niet gebruikt worden",
    "'{kolom}' gaat over herkomst, nationaliteit of geloof en mag nooit invoer zijn.",
    "Kies een ander cijfer; dit verbod is niet uit te zetten. Gaat het daar niet over, gebruik dan andere woorden.",
)
CIRKEL = IssueKind(
    "R412",
    _FOUT,
    "Officieel cijfer voorspelt zichzelf",
    "'{indicator}' is het officiële cijfer van dit risico en weegt zelf {gewicht} mee (hoogstens {grens}).",
    "Bouw het risico uit andere indicatoren op.",
)
GETAL_ONTBREEKT = IssueKind(
    "R413",
    _FOUT,
    "Verplicht getal ontbreekt",
    "Het getal '{naam}' ontbreekt in parameters/{groep}.yaml.",
    "Neem het over uit het meegeleverde regelboek.",
)
REGEL_ONTBREEKT = IssueKind(
    "R414",
    _FOUT,
    "Verplichte regel ontbreekt",
    "De regel '{id}' ontbreekt in '{map}'.",
    "Neem {map}/{id}.yaml over uit het meegeleverde regelboek.",
)
KETEN_EENZIJDIG = IssueKind(
    "R430",
    _FOUT,
    "Keten maar van één kant genoemd",
    "'{ander}' mag niet ook meetellen naast '{id}', maar daar staat dat niet.",
    "Zet '{id}' in 'keten' van uitkomsten/{ander}.yaml, of haal '{ander}' hier weg.",
)
VORM_ONTBREEKT = IssueKind(
    "R431",
    _FOUT,
    "Vorm ontbreekt",
    "Er is geen vorm voor de benaderstijl '{stijl}'.",
    "Schrijf hoe deze interventie er dan uitziet en hoe goed dat past.",
)
EFFECT_NAAST_POORT = IssueKind(
    "R432",
    _FOUT,
    "Effect raakt het aandachtspunt niet",
    "Geen van de effecten raakt een aandachtspunt uit de poort ({punten}).",
    "Kies een uitkomst die daar invloed op heeft, of verbeter de poort.",
)
VERVALLEN_ONBEKEND = IssueKind(
    "R440",
    _FOUT,
    "Vervallen regel bestaat niet",
    "'{id}' in '{map}' kan niet vervallen: het staat niet in het meegeleverde regelboek.",
    "{hoe} Of haal deze regel weg uit vervallen.yaml.",
)
VERVALLEN_EN_GEWIJZIGD = IssueKind(
    "R441",
    _FOUT,
    "Vervallen en toch gewijzigd",
    "Deze regel vervalt, maar {bestand} staat ook in uw map.",
    "Verwijder dat bestand, of haal deze regel weg uit vervallen.yaml.",
)
ANDERE_BASIS = IssueKind(
    "R442",
    _FOUT,
    "Gebaseerd op een ander regelboek",
    "Deze map is gebaseerd op '{genoemd}', maar meegeleverd is '{basis}'.",
    "Installeer de Buurtwijzer waar deze map bij hoort, of begin met 'rules init' een nieuwe map.",
)
MAP_NIET_LEEG = IssueKind(
    "R443",
    _FOUT,
    "Map is niet leeg",
    "Deze map bestaat al en is niet leeg; er is niets veranderd.",
    "Kies een nieuwe of lege map.",
)
GEEN_OVERLAY = IssueKind(
    "R444",
    _FOUT,
    "Geen map met eigen regels",
    "In deze map staat geen regelboek.yaml met 'gebaseerd_op'.",
    "Kies een map die met 'rules init' is gemaakt; een volledig eigen regelboek wordt niet bijgewerkt.",
)
KOPIE_ONBRUIKBAAR = IssueKind(
    "R445",
    _FOUT,
    "Kopie van de basis gewijzigd",
    "De bestanden in 'basis' zijn niet meer die van '{basis}'; bijwerken zou dan iets kunnen verliezen.",
    "Zet wijzigingen in een bestand in uw eigen map en zet 'basis' terug. Of verwijder de map 'basis': "
    "dan wordt elk verschil u als keuze voorgelegd.",
)
MAP_NIET_TE_SCHRIJVEN = IssueKind(
    "R446",
    _FOUT,
    "Map niet te schrijven",
    "De map kon niet worden geschreven ({reden}).",
    "Controleer de plaats, de rechten en de ruimte, en probeer het opnieuw.",
)
BASIS_TE_OUD = IssueKind(
    "R447",
    _FOUT,
    "Meegeleverde regels zijn ouder",
    "Deze map is gebaseerd op versie {oud}, maar meegeleverd is {nieuw}; er is niets veranderd.",
    "Installeer een nieuwere Buurtwijzer en draai opnieuw.",
)
REFERENTIE_VEROUDERD = IssueKind(
    "R450",
    _WAARSCHUWING,
    "Referentie past niet bij de regels",
    "De landelijke referentie noemt '{id}', dat niet in het regelboek staat; dat deel telt niet mee.",
    "Maak de referentie opnieuw met 'buurtwijzer rules referentie'.",
)
REFERENTIE_EENHEID = IssueKind(
    "R451",
    _FOUT,
    "Referentie in een andere eenheid",
    "De landelijke referentie heeft '{id}' in {daar}, de indicator is in {hier}.",
    "Maak de referentie opnieuw met 'buurtwijzer rules referentie'.",
)
ZONDER_HELLING = IssueKind(
    "R452",
    _WAARSCHUWING,
    "Geen correctie voor stedelijkheid",
    "De indicator '{id}' vraagt een correctie voor stedelijkheid, maar de landelijke referentie heeft er geen.",
    "De score gebruikt het cijfer zonder correctie. Maak de referentie opnieuw met 'buurtwijzer rules referentie'.",
)
ZONDER_PROFIELEN = IssueKind(
    "R453",
    _WAARSCHUWING,
    "Profielen nog niet berekend",
    "De landelijke referentie heeft geen profielen die passen bij de kenmerken en segmenten van '{naam}'; deze "
    "segmentatie doet niet mee.",
    "Bereken ze met 'buurtwijzer rules referentie' op de landelijke bestanden.",
)
ANDERE_GEWICHTEN = IssueKind(
    "R454",
    _WAARSCHUWING,
    "Profielen met andere gewichten berekend",
    "De profielen van '{naam}' zijn berekend met een ander gewicht voor {kenmerken}.",
    "Bereken ze opnieuw met 'buurtwijzer rules referentie' op de landelijke bestanden.",
)
ZONDER_IJKFACTOREN = IssueKind(
    "R455",
    _WAARSCHUWING,
    "Aandelen niet geijkt",
    "De landelijke referentie heeft geen ijkfactoren voor de segmenten van '{naam}'; het gemiddelde over Nederland kan "
    "afwijken van de gepubliceerde aandelen.",
    "Bereken ze met 'buurtwijzer rules referentie' op de landelijke bestanden.",
)
KWANTIELEN = IssueKind(
    "R316",
    _FOUT,
    "Kwantielen lopen niet op",
    "De kwantielen van '{id}' lopen niet op, of {laag} en {hoog} zijn gelijk.",
    "Pas dit bestand niet met de hand aan; maak de referentie opnieuw met 'buurtwijzer rules referentie'.",
)

# R5xx is about freshness and status.
HERZIEN = IssueKind(
    "R501",
    _WAARSCHUWING,
    "Herziening nodig",
    "'{naam}' moest voor {datum} opnieuw bekeken zijn.",
    "Vraag de eigenaar ({eigenaar}) de regel te bekijken en de datum te verzetten.",
)
OUDE_PRIJS = IssueKind(
    "R502",
    _MELDING,
    "Oude prijs",
    "De kosten van '{naam}' zijn van {jaar}, meer dan {grens} jaar oud.",
    "Zoek een nieuwe prijs of reken hem om.",
)
AANNAMES = IssueKind(
    "R503",
    _MELDING,
    "Aandeel aannames",
    "Van de {totaal} getallen en regels met een status zijn er {deel} een aanname of voorbeeld.",
    "Zie het veld 'status' per regel; vervang aannames door eigen of vastgestelde cijfers.",
)
BASIS_VERNIEUWD = IssueKind(
    "R510",
    _WAARSCHUWING,
    "Meegeleverde regels zijn vernieuwd",
    "Deze map is gebaseerd op {oud}; meegeleverd is nu {nieuw}.",
    "Draai 'buurtwijzer rules upgrade' op deze map, eerst met --proef.",
)
BASIS_OUDER = IssueKind(
    "R512",
    _WAARSCHUWING,
    "Meegeleverde regels zijn ouder",
    "Deze map is gebaseerd op {oud}; meegeleverd is {nieuw}, een oudere versie.",
    "Installeer een nieuwere Buurtwijzer.",
)
KOPIE_GEWIJZIGD = IssueKind(
    "R511",
    _WAARSCHUWING,
    "Kopie van de basis gewijzigd",
    "De bestanden in 'basis' zijn veranderd, maar tellen niet mee: het is een kopie om mee te vergelijken.",
    "Zet een wijziging in een bestand in uw eigen map, bijvoorbeeld interventies/<id>.yaml. Draai daarna "
    "'buurtwijzer rules upgrade': dat zet 'basis' terug en bewaart uw versie in de map 'vorige'.",
)

# R6xx is about euros: prices, transfers and the order of a chain.
KETEN_ZELFDE_RANG = IssueKind(
    "R601",
    _FOUT,
    "Volgorde in de keten onbekend",
    "'{id}' en '{ander}' staan in een keten met dezelfde 'keten_rang' ({rang}); welke telt dan het eerst?",
    "Geef wat het ernstigst of het meest precies is een lager getal.",
)
PRIJS_ALLEEN_VERGELIJKING = IssueKind(
    "R602",
    _FOUT,
    "Prijs is alleen om te vergelijken",
    "De prijs '{prijs}' staat op 'alleen_vergelijking' en mag niet in een berekening.",
    "Kies een andere prijs, of zet een eigen prijs in de map prijzen.",
)
PRIJS_ANDERE_EENHEID = IssueKind(
    "R603",
    _FOUT,
    "Prijs in een andere eenheid",
    "De prijs '{prijs}' geldt per {per}, de uitkomst telt per {eenheid}.",
    "Zet bij deze partij 'hoeveelheid': hoeveel {per} hoort bij één {eenheid}. Of kies een andere prijs.",
)
OVERDRACHT_ONGELIJK = IssueKind(
    "R604",
    _FOUT,
    "Overdracht die niet op nul uitkomt",
    "Van de overdracht met de prijs '{prijs}' krijgt de een niet evenveel als de ander mist.",
    "Geef beide kanten dezelfde prijs en dezelfde 'hoeveelheid'.",
)
KETEN_ANDERE_MAAT = IssueKind(
    "R605",
    _FOUT,
    "Keten van ongelijke dingen",
    "'{id}' telt per {hier} en '{ander}' per {daar}; die zijn niet van elkaar af te trekken.",
    "Haal ze uit elkaars 'keten', en zorg met de prijzen dat er niets dubbel telt.",
)
PRIJS_TWEE_KEER = IssueKind(
    "R610",
    _FOUT,
    "Zelfde prijs bij twee uitkomsten",
    "'{id}' en '{ander}' tellen allebei de prijs '{prijs}' en staan niet in elkaars 'keten'; dat kan dubbel tellen.",
    "Zet ze in elkaars 'keten'. Gaan ze over andere mensen of iets anders, zet '{ander}' dan in 'los_van', met waarom.",
)
LOS_EN_KETEN = IssueKind(
    "R611",
    _FOUT,
    "Los van elkaar en toch in een keten",
    "'{id}' staat los van '{ander}', maar zij staan ook in elkaars 'keten'.",
    "Haal '{ander}' uit 'los_van' of uit 'keten'.",
)

KINDS: tuple[IssueKind, ...] = tuple(value for value in list(globals().values()) if isinstance(value, IssueKind))
