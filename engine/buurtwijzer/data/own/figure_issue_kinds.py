"""What can be wrong with columns of the organisation's own, and what is told about them; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_FOUT, _WAARSCHUWING, _MELDING = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

EIGEN_KOLOM_ONTBREEKT = IssueKind(
    "D411",
    _WAARSCHUWING,
    "Eigen kolom niet gevonden",
    "Voor '{naam}' ({regel}) is in geen enkel bestand te vinden: {kolommen}.{hoe}",
    "Geef het bestand met die kolom mee, schrijf in de regel de kop zoals hij in uw bestand staat, of zeg in de "
    "kolomtabel welke kolom het is (doel: {doel}; het aantal antwoorden: doel: {doel}.antwoorden).",
)
LIJKT_FRACTIE = IssueKind(
    "D412",
    _FOUT,
    "Procenten lijken fracties",
    "'{naam}' is volgens de regel in procenten (0-100), maar geen enkele waarde is groter dan 1.",
    "Staan ze als 0,56 voor 56 %, zoals in Excel met procentopmaak? Vermenigvuldig ze dan met 100, of zet in de regel "
    "'eenheid: fractie' en ook laag en hoog als fractie. Zijn ze echt zo klein, zet dan in de regel 'bovengrens: 1'.",
)
WEINIG_ANTWOORDEN = IssueKind(
    "D413",
    _MELDING,
    "Te weinig antwoorden",
    "'{naam}' blijft weg in {aantal}: minder dan {grens} antwoorden, of het aantal is niet bekend.",
    "Voeg gebieden samen of neem meer jaren bij elkaar; de grens staat in parameters/kleine_gebieden.yaml.",
)
AANDELEN_ONVOLLEDIG = IssueKind(
    "D414",
    _WAARSCHUWING,
    "Niet alle kolommen met aandelen",
    "De aandelen van '{naam}' ({regel}) doen niet mee. In geen enkel bestand te vinden: {kolommen}.{hoe}",
    "Geef alle kolommen mee, of schrijf in de regel de koppen zoals zij in uw bestand staan.",
)
AANDELEN_GEEN_GEHEEL = IssueKind(
    "D415",
    _WAARSCHUWING,
    "Aandelen tellen niet op",
    "De aandelen van '{naam}' tellen in {aantal} niet op tot 100 % (zoals {som} % in {code}); die krijgen geen "
    "leefstijl uit deze indeling.",
    "Kijk of een kolom ontbreekt, en of 'eenheid' (pct of fractie) in {regel} past bij uw kolommen.",
)
JAAR_UIT_BLAD = IssueKind(
    "D469",
    _MELDING,
    "Jaar uit de naam van het blad",
    "Het jaar {jaar} is uit de naam van het blad gehaald.",
    "Controleer of dit jaar klopt; 'jaar' in een kolomtabel gaat voor.",
)
JAAR_ANDERS_DAN_REGEL = IssueKind(
    "D470",
    _WAARSCHUWING,
    "Jaar anders dan in de regel",
    "De cijfers zijn gelezen als die van {jaar}, volgens {uit}; de regel van het eigen cijfer zegt {regel}.",
    "Zet in de regel bij 'jaar' het jaar van uw cijfers, of verbeter de naam.",
)

KINDS: tuple[IssueKind, ...] = tuple(value for value in list(globals().values()) if isinstance(value, IssueKind))
