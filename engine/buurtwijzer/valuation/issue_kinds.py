"""Catalogue of what can be the matter with a plan or its valuation (W1xx). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

W101 = IssueKind(
    "W101",
    Severity.WAARSCHUWING,
    "Effect telt niet mee in euro",
    "Van '{uitkomst}' is in {gebied} niet bekend hoe vaak het zonder de aanpak gebeurt; het effect telt niet mee.",
    "Zet bij deze regel van het plan een eigen waarde bij '{naam}', of voeg het bestand met dit cijfer toe.",
)
W102 = IssueKind(
    "W102",
    Severity.MELDING,
    "Landelijk cijfer gebruikt",
    "Van '{uitkomst}' is er voor {gebied} geen eigen cijfer; er is gerekend met het landelijke uit {jaar}.",
    "Weet u het zelf, zet dan bij deze regel van het plan een eigen waarde bij '{naam}'.",
)
W103 = IssueKind(
    "W103",
    Severity.WAARSCHUWING,
    "Samenloop niet bekend",
    "Meer regels van het plan hebben '{uitkomst}' in {gebied}, maar het is niet bekend hoe vaak dat zonder plan "
    "gebeurt; wat zij bij dezelfde mensen bereiken, kan bij elk meetellen.",
    "Lees de som van deze regels als een bovengrens.",
)
W104 = IssueKind(
    "W104",
    Severity.MELDING,
    "Alleen kosten",
    "'{interventie}' heeft bewijs {niveau}: er is geen effect aangetoond. Daarom tellen alleen de kosten.",
    "Weet u beter, zet dan bij deze regel een eigen waarde bij 'korting', met de reden.",
)
W105 = IssueKind(
    "W105",
    Severity.FOUT,
    "Gebied niet in de bestanden",
    "Het gebied '{code}' uit het plan staat niet in de bestanden.",
    "Verbeter de code of voeg een bestand met dit gebied toe.{tip}",
)
W106 = IssueKind("W106", Severity.FOUT, "Gebied te klein", "{gebied}: {reden}.", "{hoe}")
W131 = IssueKind(
    "W131",
    Severity.WAARSCHUWING,
    "Meer bereikt dan er zijn",
    "In {gebied} zijn {regels} voor dezelfde mensen. In {jaar} bereiken zij samen {bereikt} {eenheid}; "
    "er zijn er {aanwezig}.",
    "Verlaag een aantal of de deelname, of begin een van deze regels later.",
)
W141 = IssueKind(
    "W141",
    Severity.WAARSCHUWING,
    "Kosten na de looptijd",
    "'{naam}' in {gebied} wordt na {laatste} nog {jaren} betaald: een verplichting van EUR {bedrag} (nominaal, zonder "
    "beheer). Die kosten, en wat zij opleveren, tellen niet mee.",
    "Maak de looptijd van het plan langer, of leg deze verplichting apart voor.",
)
W143 = IssueKind(
    "W143",
    Severity.MELDING,
    "Eigen waarde zonder marge",
    "Zonder 'laag' en 'hoog' telt een eigen waarde als zeker, en lijkt het plan zekerder: {namen}.",
    "Weet u hoe ver het kan afwijken, zet dan 'laag' en 'hoog' bij de eigen waarde.",
)
W144 = IssueKind(
    "W144",
    Severity.MELDING,
    "Hoe zeker een eigen bedrag is",
    "Bij een eigen bedrag staat niet hoe zeker het is: {namen}. Er is gerekend met '{grondslag}': {opslag} % erbij.",
    "Zet bij het eigen bedrag 'grondslag': gerealiseerd, offerte, vergelijkbaar of schatting.",
)
W148 = IssueKind(
    "W148",
    Severity.FOUT,
    "Geen plan in deze werkmap",
    "In deze werkmap staat geen plan om verder mee te rekenen.",
    "Geef een werkmap die 'buurtwijzer value -o' schreef (met Aannames en Verantwoording), of een plan in YAML.",
)
W150 = IssueKind(
    "W150",
    Severity.MELDING,
    "Nulalternatief uit de werkmap",
    "Wat er zonder dit plan gebeurt, is op het blad veranderd; die tekst is nu van het plan.",
    "Klopt dat niet, zet dan de eerdere tekst terug in deze cel.",
)
W151 = IssueKind(
    "W151",
    Severity.WAARSCHUWING,
    "Betaald en nog niet werkzaam",
    "'{naam}' in {gebied} wordt betaald, maar werkt in geen jaar van het plan: de wachttijd is langer dan er betaald "
    "wordt, of dan de looptijd.",
    "Vul bij 'inzet_jaren' in hoeveel jaar u betaalt (leeg is 1), begin eerder, of maak de looptijd langer.",
)
W152 = IssueKind(
    "W152",
    Severity.WAARSCHUWING,
    "Nulalternatief is leeg",
    "Wat er zonder dit plan gebeurt, is op het blad weggehaald; een plan kan niet zonder. De eerdere tekst blijft.",
    "Schrijf in deze cel wat er zonder dit plan gebeurt.",
)
KINDS = (W101, W102, W103, W104, W105, W106, W131, W141, W143, W144, W148, W150, W151, W152)
