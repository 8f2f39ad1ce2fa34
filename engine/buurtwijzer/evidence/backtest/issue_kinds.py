"""What a back-test tells about itself; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

B161 = IssueKind(
    "B161",
    Severity.FOUT,
    "Niets om te vergelijken",
    "In deze bestanden staat geen cijfer dat volgens de regels een score mag toetsen. De regels noemen: {cijfers}.",
    "Voeg een bestand met zo'n cijfer toe (RIVM, Leefbaarometer, politie), of noem een eigen cijfer in de map toetsing "
    "van uw regels.",
)
B162 = IssueKind(
    "B162",
    Severity.FOUT,
    "Uitkomst onbekend",
    "De uitkomst '{id}' is er niet, of de regels noemen er geen cijfer bij. {hoe}",
    "Kies een van: {keuze}.",
)
B163 = IssueKind(
    "B163",
    Severity.MELDING,
    "Uitkomst niet te toetsen",
    "'{naam}' is met niets vergeleken: de cijfers die dat mogen ({cijfers}) staan niet in deze bestanden.",
    "Voeg een bestand toe waarin een van die cijfers staat.",
)
B164 = IssueKind(
    "B164",
    Severity.MELDING,
    "Te weinig gebieden om te vergelijken",
    "'{naam}' heeft met deze cijfers samen te weinig gebieden om te vergelijken: {cijfers} (ten minste {least} nodig). "
    "Daar is niets uitgerekend.",
    "Voeg meer gebieden of cijfers toe, of kies met --dekking een lagere minimale dekking.",
)
B165 = IssueKind(
    "B165",
    Severity.WAARSCHUWING,
    "Te weinig groepen voor een marge",
    "'{naam}': de gebieden liggen in te weinig groepen om toeval te schatten: {cijfers} (ten minste {least} nodig). "
    "Daarom is er geen marge en geen oordeel.",
    "Voeg gebieden van meer gemeenten of wijken toe.",
)
B166 = IssueKind(
    "B166",
    Severity.MELDING,
    "Alleen consistentie",
    "Alle {n} vergelijkingen zijn met cijfers uit modellen die op de scores lijken. Dat is consistentie, geen bewijs.",
    "Voeg cijfers toe die los staan van de scores: de Leefbaarometer, de politie, een bewonersonderzoek, opkomst.",
)
B142 = IssueKind(
    "B142",
    Severity.WAARSCHUWING,
    "Bijna hetzelfde cijfer als de invoer",
    "'{naam}' is niet vergeleken met {cijfer}: dat is in deze bestanden bijna hetzelfde cijfer als {invoer}, dat er "
    "invoer van is (rangcorrelatie {samenhang}). Een score lijkt altijd op wat erin zit.",
    "Kies in de map toetsing van uw regels een cijfer dat los staat van de invoer.",
)

B204 = IssueKind(
    "B204",
    Severity.MELDING,
    "Gewichten geleerd uit dit cijfer",
    "'{naam}' is met deze cijfers niet vergeleken, want de gewichten zijn ervan geleerd: {cijfers}. Zo'n vergelijking "
    "bewijst niets en telt niet mee.",
    "Toets deze uitkomst met een cijfer waar de gewichten niet van zijn geleerd.",
)

KINDS = (B142, B161, B162, B163, B164, B165, B166, B204)
