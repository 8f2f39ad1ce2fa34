"""Catalogue of what can go wrong when results are written into a copy of a user's workbook (X3xx). Never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

X301 = IssueKind(
    "X301",
    Severity.FOUT,
    "Opbouw van de werkmap niet te volgen",
    "Het onderdeel {onderdeel} is zo opgebouwd dat erin schrijven niet veilig kan; er is niets geschreven.",
    "Open de werkmap in Excel, sla haar op als gewone werkmap (.xlsx) en probeer het opnieuw.",
)
X302 = IssueKind(
    "X302",
    Severity.FOUT,
    "Gedeelde werkmap",
    "De werkmap wordt gedeeld op de oude manier, met een lijst van wijzigingen; er is niets geschreven.",
    "Zet het delen uit (Controleren, Werkmap delen), sla op en probeer het opnieuw.",
)
X303 = IssueKind(
    "X303",
    Severity.FOUT,
    "Ondertekende werkmap",
    "De werkmap is digitaal ondertekend; schrijven zou de handtekening ongeldig maken. Er is niets geschreven.",
    "Haal in een kopie de handtekening weg (Bestand, Info, Handtekeningen weergeven) en gebruik die kopie.",
)
X304 = IssueKind(
    "X304",
    Severity.FOUT,
    "Werkmap beveiligd",
    "De opbouw van de werkmap is beveiligd; er kunnen geen bladen bij. Er is niets geschreven.",
    "Haal de beveiliging eraf (Controleren, Werkmap beveiligen) en probeer het opnieuw.",
)
X305 = IssueKind(
    "X305",
    Severity.FOUT,
    "Blad beveiligd",
    "Het blad is beveiligd; er kunnen geen kolommen bij. Er is niets geschreven.",
    "Haal de beveiliging eraf (Controleren, Beveiliging blad opheffen) en probeer het opnieuw.",
)
X306 = IssueKind(
    "X306",
    Severity.FOUT,
    "Naam van de kopie",
    "De kopie moet eindigen op {soort}, net als de werkmap zelf; anders opent Excel haar niet.",
    "Geef de kopie een naam die eindigt op {soort}.",
)
X307 = IssueKind(
    "X307",
    Severity.FOUT,
    "Geen werkmap om in terug te schrijven",
    "Terugschrijven kan alleen in een werkmap (.xlsx of .xlsm).",
    "Sla het bestand in Excel op als werkmap, of gebruik 'buurtwijzer score BESTAND -o UIT.xlsx'.",
)
X308 = IssueKind(
    "X308",
    Severity.FOUT,
    "Blad niet gevonden",
    "De werkmap heeft geen zichtbaar blad '{blad}'. Zichtbaar zijn: {bladen}.",
    "Kies met --blad een van deze bladen, of laat --blad weg.",
)
X311 = IssueKind(
    "X311",
    Severity.MELDING,
    "Kolommen naast een filter of tabel",
    "De rijen staan in een filter of tabel; de kolommen van Buurtwijzer staan ernaast en sorteren niet mee.",
    "Draai na het sorteren opnieuw: elke rij krijgt dan weer haar eigen uitkomst.",
)
X312 = IssueKind(
    "X312",
    Severity.WAARSCHUWING,
    "Iets van uzelf in een kolom van Buurtwijzer",
    "In de kolommen van Buurtwijzer staat in {aantal} iets anders dan Buurtwijzer er schreef: {cellen}. Dat is van u "
    "en blijft staan; de uitkomst staat er niet. Is er gesorteerd, controleer dan of het nog bij de goede rij staat.",
    "Zet wat van uzelf is in een eigen kolom, maak deze cellen leeg en schrijf opnieuw terug.",
)
X313 = IssueKind(
    "X313",
    Severity.WAARSCHUWING,
    "Eigen toevoeging op een blad van Buurtwijzer",
    "Het blad '{blad}' is niet meer zoals Buurtwijzer het schreef. Het is nu uw blad en blijft staan; de nieuwe "
    "uitkomst staat op '{nieuw}'.",
    "Zet eigen notities en grafieken op een eigen blad. Hebt u het oude blad niet nodig, verwijder het dan.",
)
X314 = IssueKind(
    "X314",
    Severity.MELDING,
    "Blad te groot voor de eigen werkmap",
    "Het blad '{blad}' zou {rijen} rijen hebben; dat is te veel voor een werkmap waarin u werkt. Het blijft leeg.",
    "Maak een werkmap met alle bladen: buurtwijzer score BESTAND -o UIT.xlsx.",
)
X322 = IssueKind(
    "X322",
    Severity.FOUT,
    "Twee tabellen naast elkaar",
    "Op dit blad noemen {kolommen} in dezelfde rijen verschillende gebieden; welke tabel u bedoelt is niet te zien. Er "
    "is niets geschreven.",
    "Zet elke tabel op een eigen blad{of}.",
)
X323 = IssueKind(
    "X323",
    Severity.MELDING,
    "Iets van uzelf ligt over de uitkomsten",
    "Over de kolommen van Buurtwijzer ligt {aantal} van u: {cellen}. Daaronder zijn de uitkomsten niet te zien.",
    "Schuif de grafiek, afbeelding of vorm opzij.",
)

KINDS = (X301, X302, X303, X304, X305, X306, X307, X308, X311, X312, X313, X314, X322, X323)
