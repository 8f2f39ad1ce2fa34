"""Everything to say about a file of the user's own and its table of columns (D400-D409, D416-D419, D463-D465)."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_F, _W, _M = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

WAT_HERKEND = IssueKind(
    "D400",
    _F,
    "Wat er van een bestand is herkend",
    "Wel gezien: {wel}. Niet gevonden: {niet}.",
    'Vertel wat de kolommen zijn: buurtwijzer data inspect "{bestand}" --sjabloon kolommen.yaml maakt een sjabloon. '
    "Vul het in en gebruik het met --kolommen kolommen.yaml. Is het alleen een lijst met gebieden, noem hem dan bij "
    "--alleen-in.",
)
KOP_ONBEKEND = IssueKind("D401", _F, "Kop staat niet in het bestand", "De kop '{kop}' staat niet in {waar}.", "{hoe}")
KOP_DUBBEL = IssueKind(
    "D402",
    _F,
    "Kop staat meer keer in het bestand",
    "De kop '{kop}' staat {aantal} keer in {waar}: kolom {letters}.",
    "Zeg met 'nummer' welke u bedoelt (1 is de meest linkse), of geef de kolommen elk een eigen kop.",
)
KOLOMMEN_GELEZEN = IssueKind(
    "D403", _M, "Eigen kolommen gelezen", "Volgens {tabel}: {kolommen}.", "U hoeft niets te doen."
)
KOLOM_BIJ_NAAM = IssueKind(
    "D404",
    _M,
    "Kolom gelezen als wat hij heet",
    "Gelezen als de kolommen van het CBS met die naam: {kolommen}.",
    "Klopt dat niet, geef de kolom dan een andere kop, of zeg in een kolomtabel wat hij is.",
)
EENHEID_ONDUIDELIJK = IssueKind(
    "D405",
    _F,
    "Eenheid onduidelijk",
    "De cijfers onder '{kop}' passen niet bij {eenheid}: {waarom}.",
    "Zeg in de kolomtabel bij deze kolom met 'eenheid' wat erin staat: {keuze}.",
)
TABEL_ZONDER_BESTAND = IssueKind(
    "D406",
    _F,
    "Kolomtabel hoort bij geen bestand",
    "Deze kolomtabel hoort bij {wat}.",
    "Zet bij 'bestand' de naam van een van deze bestanden: {bestanden}. Per bestand mag er één kolomtabel zijn.",
)
BLAD_ONBEKEND = IssueKind("D407", _F, "Blad staat niet in het bestand", "Blad '{blad}' is er niet.", "{hoe}")
YAML_GAAT_VOOR = IssueKind(
    "D408",
    _M,
    "Blad Kolommen telt niet mee",
    "Het blad Kolommen is niet gebruikt: {tabel} gaat voor.",
    "Haal een van de twee weg als dat niet de bedoeling is.",
)
LIJST_NIET_GEVONDEN = IssueKind(
    "D409",
    _F,
    "Gebieden van de lijst niet gevonden",
    "Van de lijst is dit niet te vinden in de bestanden, op niveau {niveau}: {gebieden}.",
    "{hoe}",
)
LIJST_ZONDER_GEBIED = IssueKind(
    "D416",
    _W,
    "Rijen van de lijst zonder gebied",
    "Van de lijst niet gebruikt: {aantal} zonder code en zonder naam van precies een gebied in dezelfde gemeente. Het "
    "gaat om {cellen}.",
    "Zet de code erbij, of schrijf de naam zoals in de cijfers. Is het geen gebied, dan hoeft er niets te gebeuren.",
)
LIJST_ANDER_NIVEAU = IssueKind(
    "D417",
    _W,
    "Rijen van de lijst op een ander niveau",
    "Van de lijst niet gebruikt: {aantal} met geen {niveau} maar een code van een ander niveau ({cellen}).",
    "Zet er de codes bij van elke {niveau} die mee moet, of kies het andere niveau met --niveau.",
)
LIJST_BIJ_NAAM = IssueKind(
    "D418",
    _M,
    "Rijen van de lijst gevonden op naam",
    "Van de lijst gevonden op naam: {aantal} zonder code ({cellen}).",
    "Kijk of dit de bedoelde gebieden zijn.",
)
LIJST_NAAM_ONBEKEND = IssueKind(
    "D419",
    _W,
    "Namen van de lijst niet gevonden",
    "Van de lijst niet gebruikt: {aantal} met een naam die geen {niveau} in de cijfers is, of meer dan een ({cellen}).",
    "Schrijf de naam zoals in de cijfers, zet de code of de gemeente erbij, of kies met --niveau een ander niveau.",
)
LIJST_CODE_ONBEKEND = IssueKind(
    "D463",
    _W,
    "Codes van de lijst zonder cijfers",
    "Van de lijst niet gebruikt: {aantal} met een code die in de cijfers geen {niveau} is ({cellen}).",
    "Controleer deze codes en het jaar van de indeling.",
)
KOLOMTABEL_ZONDER_GEBIEDEN = IssueKind(
    "D464",
    _F,
    "Kolomtabel zonder gebieden",
    "De kolomtabel zegt niet waar de gebieden staan, en in {waar} is geen kolom met gebiedscodes gevonden.",
    "Vul 'code' in (de kop boven de codes; zijn het getallen zoals 3440111, dan ook 'niveau_is') of 'naam' (de kop "
    "boven de namen).",
)
DUIZENDTALLEN = IssueKind(
    "D465",
    _M,
    "Punt gelezen als duizendtal",
    "Onder '{kop}' is de punt in {aantal} gelezen als teken voor duizenden (318.000 is 318000): de kolomtabel zegt "
    "'eenheid: {eenheid}', en daarmee is een getal met drie decimalen niet bedoeld.",
    "Klopt dat niet, sla de kolom dan op als getal.",
)

KINDS = (
    WAT_HERKEND,
    KOP_ONBEKEND,
    KOP_DUBBEL,
    KOLOMMEN_GELEZEN,
    KOLOM_BIJ_NAAM,
    EENHEID_ONDUIDELIJK,
    TABEL_ZONDER_BESTAND,
    BLAD_ONBEKEND,
    YAML_GAAT_VOOR,
    LIJST_NIET_GEVONDEN,
    LIJST_ZONDER_GEBIED,
    LIJST_ANDER_NIVEAU,
    LIJST_BIJ_NAAM,
    LIJST_NAAM_ONBEKEND,
    LIJST_CODE_ONBEKEND,
    KOLOMTABEL_ZONDER_GEBIEDEN,
    DUIZENDTALLEN,
)
