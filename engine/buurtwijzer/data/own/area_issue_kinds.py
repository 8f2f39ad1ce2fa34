"""What there is to tell about a list of own areas and the figures made of them."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_F, _W, _M = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

GEEN_LIJST = IssueKind(
    "D421",
    _F,
    "Geen lijst van gebieden",
    "Hier staat geen lijst van eigen gebieden: er is geen rij met de koppen 'gebied' en 'code'.",
    "Maak een blad Gebieden met de koppen gebied, soort, naam, code en aandeel; een rij per gebied en buurt.",
)
KOP_DUBBEL = IssueKind(
    "D422", _F, "Kop staat er twee keer", "De kop '{kop}' staat er twee keer.", "Haal een van de twee kolommen weg."
)
ZONDER_GEBIED = IssueKind(
    "D423",
    _F,
    "Rij zonder gebied",
    "Deze rij noemt geen gebied.",
    "Zet in de kolom gebied de code of naam van uw gebied, op elke rij; of maak de rij leeg.",
)
GEBIED_ONGELDIG = IssueKind(
    "D424",
    _F,
    "Naam van het gebied kan niet",
    "Dit kan geen naam of code van een eigen gebied zijn: {waarom}.",
    "Begin met een letter of cijfer en gebruik hoogstens 40 letters, cijfers, spaties en . / & ' ( ) - _.",
)
GEEN_BUURT = IssueKind(
    "D425",
    _F,
    "Geen buurtcode",
    "Hier staat geen code van een buurt{wel}.",
    "Zet er de code van een buurt, bijvoorbeeld BU03440111; een gebied van meer buurten krijgt een rij per buurt.",
)
BUURT_ONBEKEND = IssueKind(
    "D426",
    _F,
    "Buurt niet in de bestanden",
    "Buurt {code} staat niet in de bestanden met cijfers.",
    "Controleer de code en het jaar van de indeling, of voeg een bestand toe waar de buurt in staat.",
)
BUURT_DUBBEL = IssueKind(
    "D427",
    _F,
    "Buurt twee keer in een gebied",
    "Buurt {code} staat al op rij {rij} bij hetzelfde gebied.",
    "Haal een van de twee rijen weg; samen hoort het aandeel op een rij.",
)
AANDEEL_ONGELDIG = IssueKind(
    "D428",
    _F,
    "Aandeel kan niet",
    "'{kop}' is geen deel van 0 tot 1{tip}.",
    "Schrijf bijvoorbeeld 0,4 of 40%. Leeg betekent bij aandeel: de hele buurt; 0 kan daar niet.",
)
AANTAL_ONGELDIG = IssueKind(
    "D429",
    _F,
    "Aantal kan niet",
    "'{kop}' is geen aantal.",
    "Zet er een heel getal van 0 of meer, of laat de cel leeg als u het niet weet.",
)
SOORT_ONBEKEND = IssueKind(
    "D430",
    _F,
    "Soort gebied onbekend",
    "Deze soort staat niet in het regelboek. Wel: {keuze}.",
    "Kies een van deze woorden, of voeg uw woord toe in parameters/eigen_gebieden.",
)
SPREEKT_TEGEN = IssueKind(
    "D431",
    _F,
    "Rijen spreken elkaar tegen",
    "'{kop}' is hier anders dan op rij {rij} bij hetzelfde gebied.",
    "Maak ze gelijk, of vul het alleen op de eerste rij van het gebied in.",
)
FOUTCEL = IssueKind(
    "D432",
    _F,
    "Cel met een fout",
    "In deze cel staat een fout in plaats van een waarde.",
    "Herstel de formule, of typ de waarde.",
)
KOLOM_OVER = IssueKind(
    "D433",
    _M,
    "Kolommen van de lijst niet gebruikt",
    "Niet gebruikt in de lijst van gebieden: {koppen}.",
    "Bekend zijn: {bekend}.",
)
OVERLAP = IssueKind(
    "D434",
    _M,
    "Gebieden overlappen",
    "{aantal} in meer dan een gebied: {codes}.",
    "Dat mag; tel dan de gebieden niet bij elkaar op.",
)
AANTAL_MIST = IssueKind(
    "D435",
    _W,
    "Aantal van een gebied onbekend",
    "Van gebied {gebied} is het aantal {maat} onbekend: {waarom}.",
    "Zet het aantal in de kolom {maat} van de lijst.",
)
CIJFERS_MISSEN = IssueKind(
    "D436",
    _M,
    "Cijfers van een gebied ontbreken",
    "{aantal} van gebied {gebied}: buurten met een cijfer hebben samen minder dan {grens} % van het gewicht.",
    "Laat de buurten zonder cijfers weg, of voeg een bestand toe dat ze heeft.",
)
GEEN_REGEL = IssueKind(
    "D437",
    _M,
    "Cijfer kan niet worden samengevoegd",
    "Het regelboek zegt niet hoe dit van meer buurten samen wordt gemaakt: {indicatoren}.",
    "Zet bij de indicator 'samenvoegen', met het juiste gewicht.",
)
EIGEN_AANTAL_ANDERS = IssueKind(
    "D438",
    _W,
    "Eigen aantal wijkt af",
    "Het eigen aantal {maat} van gebied {gebied} is {eigen}; de buurten hebben er samen {samen}.",
    "Bij hele buurten telt het aantal van de buurten, anders het laagste van de twee. Controleer de buurten.",
)
DEEL_TE_GROOT = IssueKind(
    "D490",
    _W,
    "Deel heeft meer dan de buurt",
    "Gebied {gebied} is een deel van {buurten}, maar het eigen aantal {maat} is {eigen}; de hele buurt heeft er "
    "{samen}. Het gebied krijgt geen score.",
    "Verbeter het aantal, of noem alle buurten waar het gebied in ligt.",
)
DEEL_ZONDER_BUURT = IssueKind(
    "D491",
    _W,
    "Aantal van de buurt onbekend",
    "Gebied {gebied} is een deel van {buurten}, en van die buurt is het aantal {maat} onbekend: het eigen aantal "
    "is niet te controleren. Het gebied krijgt geen score.",
    "Voeg een CBS-bestand toe dat het aantal {maat} van de buurt heeft.",
)
HOE_GEMAAKT = IssueKind(
    "D439",
    _M,
    "Eigen gebieden",
    "{heel} van hele buurten: aantallen zijn opgeteld (het CBS rondt elk af op 5), aandelen en gemiddelden gewogen. "
    "{deel} kleiner dan een buurt: alleen eigen aantallen. Vergeleken wordt met buurten.",
    "U hoeft niets te doen.",
)
EIGEN_CODES = IssueKind(
    "D466",
    _M,
    "Cijfers over eigen gebieden",
    "{aantal} over een gebied uit {lijst}, bijvoorbeeld {voorbeeld}.",
    "U hoeft niets te doen. Is een rij over iets anders, geef het gebied in de lijst dan een andere code.",
)
NAAM_OOK_EIGEN = IssueKind(
    "D467",
    _W,
    "Naam van een eigen gebied en van een buurt of wijk",
    "Gelezen als het eigen gebied uit {lijst}: {namen}.",
    "Gaat de rij over de buurt of wijk, zet dan de code erbij, of het niveau in een eigen kolom.",
)
KINDS = (
    *(GEEN_LIJST, KOP_DUBBEL, ZONDER_GEBIED, GEBIED_ONGELDIG, GEEN_BUURT, BUURT_ONBEKEND, BUURT_DUBBEL),
    *(AANDEEL_ONGELDIG, AANTAL_ONGELDIG, SOORT_ONBEKEND, SPREEKT_TEGEN, FOUTCEL, KOLOM_OVER, OVERLAP, AANTAL_MIST),
    *(CIJFERS_MISSEN, GEEN_REGEL, EIGEN_AANTAL_ANDERS, DEEL_TE_GROOT, DEEL_ZONDER_BUURT),
    *(HOE_GEMAAKT, EIGEN_CODES, NAAM_OOK_EIGEN),
)
