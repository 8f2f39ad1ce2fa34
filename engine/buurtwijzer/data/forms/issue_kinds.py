"""What can be said about the form in which a table is delivered: JSON, observations, titles, copies of columns."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_F, _W, _M = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

JSON_KAPOT = IssueKind(
    "D351",
    _F,
    "JSON beschadigd of afgekapt",
    "Dit lijkt op JSON, maar het is niet te lezen: {reden}.",
    "Download het bestand opnieuw en wacht tot het helemaal binnen is.",
)
JSON_TE_DIEP = IssueKind(
    "D352",
    _F,
    "JSON te diep",
    "In dit JSON-bestand zitten te veel lagen in elkaar.",
    "Gebruik een bestand met een lijst van rijen, zoals CBS die levert onder 'value'.",
)
JSON_GEEN_TABEL = IssueKind(
    "D353",
    _F,
    "JSON zonder tabel",
    "In dit JSON-bestand staat geen lijst van rijen met cijfers: {gezien}.",
    "Gebruik de tabel zelf (TypedDataSet, UntypedDataSet of Observations), zoals CBS die levert onder 'value'.",
)
JSON_CEL = IssueKind(
    "D354",
    _F,
    "Veld met meer dan een waarde",
    "In het veld {kolom} staat een lijst of een groep velden in plaats van een waarde.",
    "Gebruik een bestand met een waarde per veld.",
)
JSON_DUBBEL = IssueKind(
    "D355",
    _F,
    "Veld dubbel in een record",
    "Het veld {kolom} staat meer dan eens in hetzelfde record.",
    "Haal het veld weg dat u niet bedoelt.",
)
JSON_VELD_MIST = IssueKind(
    "D356",
    _W,
    "Records met minder velden",
    "In {aantal} staan niet alle velden. Wat er niet staat, is gelezen als ontbrekend.",
    "Controleer of het bestand volledig is.",
)
MEER_BLADZIJDEN = IssueKind(
    "D357",
    _W,
    "Een bladzijde van meer",
    "Dit is een deel van een tabel: in het bestand staat dat er nog een bladzijde is.",
    "Noem ook de bestanden met de andere bladzijden.",
)
WAARNEMING_DUBBEL = IssueKind(
    "D358",
    _F,
    "Waarneming dubbel",
    "Voor hetzelfde gebied en dezelfde maat staat er nog een waarneming op regel of record {eerste}.",
    "Haal de waarneming weg die u niet bedoelt.",
)
KENMERK_ONBEKEND = IssueKind(
    "D359",
    _W,
    "Waarneming niet gebruikt",
    "In {aantal} zegt ValueAttribute '{kenmerk}'. Dat is geen gewone waarde, daarom is het gelezen als ontbrekend.",
    "Controleer in de tabel van CBS wat dit betekent.",
)
WAARNEMING_LEEG = IssueKind(
    "D360",
    _F,
    "Waarneming zonder gebied of maat",
    "In deze waarneming ontbreekt {wat}.",
    "Download het bestand opnieuw; er mist een stuk.",
)
KOLOM_GELIJK = IssueKind(
    "D361",
    _M,
    "Kolom dubbel en gelijk",
    "De kolom {kolom} staat er meer dan eens in, met dezelfde waarden. De eerste is gebruikt.",
    "U hoeft niets te doen; u kunt de tweede verwijderen.",
)
KOLOM_VERTAALD = IssueKind(
    "D362",
    _M,
    "Kolom met een andere naam",
    "Gelezen als een bekende kolom: {kolommen}.",
    "Controleer of dit klopt. Klopt het niet, geef de kolom dan een andere naam.",
)

TE_VEEL_KOLOMMEN = IssueKind(
    "D364",
    _F,
    "Te veel kolommen",
    "De tabel heeft {aantal} kolommen. Meer dan {grens} worden niet gelezen.",
    "Een tabel heeft een rij per gebied. Kijk of de regels van dit bestand niet op een regel staan, of haal de "
    "kolommen weg die u niet nodig hebt.",
)

_ALS_FRACTIE = (
    "Vermenigvuldig de kolom met 100; een opmaak met procenten in Excel verandert het getal niet. Staan er toch "
    "procenten? Zeg dat in een kolomtabel met eenheid pct. De grenzen staan in parameters/bewaking (fractie_...)."
)
FRACTIES = IssueKind(
    "D365",
    _F,
    "Percentages zijn delen van 1",
    "In de kolom {kolom} zijn alle {aantal} 1 of lager. Als percentage kan dat niet bij {indicator}: landelijk is de "
    "mediaan {mediaan} %.",
    _ALS_FRACTIE,
)
MISSCHIEN_FRACTIES = IssueKind(
    "D366",
    _W,
    "Percentages lijken delen van 1",
    "In de kolom {kolom} zijn alle {aantal} 1 of lager. Ze zijn voor {indicator} gelezen als procenten.",
    _ALS_FRACTIE,
)

SOORT_ONBEKEND = IssueKind(
    "D367",
    _W,
    "Soort misdrijf niet bekend",
    "{aantal} met {soorten} misdrijf die hier niet bekend zijn, doen niet mee, bijvoorbeeld '{voorbeeld}'. Een cijfer "
    "waarvoor zo'n soort nodig is, is er niet.",
    "Download de tabel met de codes van de soorten erbij, zoals 1.1.1.",
)

ALLEMAAL_NUL = IssueKind(
    "D368",
    _W,
    "Alle buurten nul",
    "In {aantal} heeft elke buurt 0, bij te veel inwoners om dat te geloven ({codes}); de buurtcijfers zijn niet "
    "gebruikt.",
    "Download de tabel opnieuw, met de rij van de gemeente erbij.",
)

KINDS: tuple[IssueKind, ...] = tuple(
    sorted((kind for kind in list(globals().values()) if isinstance(kind, IssueKind)), key=lambda kind: kind.code)
)
