"""Catalogue of what can be the matter with a plan on a sheet and with what it is worth (X47x, X48x). Never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

X471 = IssueKind("X471", Severity.FOUT, "Blad Plan klopt niet", "{wat}", "{hoe}")
X472 = IssueKind(
    "X472",
    Severity.FOUT,
    "Nulalternatief ontbreekt",
    "Van plan '{plan}' staat er niet wat er gebeurt zonder dit plan. Zonder dat is er niets om mee te vergelijken.",
    "Schrijf het in deze cel, in de kolom 'nulalternatief', en kies de knop nog een keer.",
)
X473 = IssueKind(
    "X473",
    Severity.FOUT,
    "Er staat geen plan",
    "Op blad '{blad}' staat geen regel met een gebied en een interventie.",
    "Vul een regel in, of verwijder het blad: dan maakt de knop een nieuw met een voorstel.",
)
X474 = IssueKind(
    "X474",
    Severity.FOUT,
    "Eigen waarde zonder reden",
    "Bij uw eigen waarde voor '{wat}' ontbreekt: {wat_niet}.",
    "Vul op deze rij in door welke functie (nooit een naam), op welke datum en om welke reden.",
)
X475 = IssueKind(
    "X475",
    Severity.FOUT,
    "Eigen waarde waar niets meer bij hoort",
    "Bij '{groep}' staat een eigen waarde voor '{wat}', maar die hoort niet meer bij het plan.",
    "Zet de regel terug in het plan, of maak op deze rij de gele vakken leeg.",
)
X476 = IssueKind(
    "X476",
    Severity.FOUT,
    "Rekenblad is veranderd",
    "Op blad '{blad}' is iets veranderd of toegevoegd buiten de gele vakken. Opnieuw schrijven zou dat wissen.",
    "Zet wat u wilt houden op een eigen blad en verwijder blad '{blad}'. De knop maakt het opnieuw.",
)
X477 = IssueKind(
    "X477",
    Severity.FOUT,
    "Naam is al in gebruik",
    "De werkmap heeft al {soort} '{naam}', en dat is niet van Buurtwijzer.",
    "Geef het een andere naam. De formules van de rekenbladen hebben deze naam nodig.",
)
X478 = IssueKind(
    "X478",
    Severity.FOUT,
    "Eigen waarde kan niet",
    "De eigen waarde voor '{wat}' moet {eis} zijn.",
    "Verbeter het getal. Een leeg vak betekent: de waarde van de regels.",
)
X479 = IssueKind(
    "X479",
    Severity.FOUT,
    "Meer dan een plan",
    "Op blad '{blad}' staan meer plannen: {plannen}.",
    "Ga op dat blad op een regel staan van het plan dat u bedoelt, en kies de knop nog een keer.",
)
X481 = IssueKind(
    "X481",
    Severity.MELDING,
    "Niet alles is aangekleed",
    "Dit programma kon niet maken: {wat}. De getallen en formules op het blad kloppen gewoon.",
    "Sla de werkmap op en open haar in Excel voor Windows of in LibreOffice, en kies de knop daar nog een keer.",
)

KINDS = (X471, X472, X473, X474, X475, X476, X477, X478, X479, X481)
