"""Catalogue of what can differ in a workbook that came back (X333-X342). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_AGAIN = "Vraag wie dit veranderde en waarom, of maak de werkmap opnieuw."
X333 = IssueKind(
    "X333",
    Severity.FOUT,
    "Formule is veranderd",
    "Hier staat {nu}; het programma schrijft hier: ={hoort}.",
    _AGAIN,
)
X334 = IssueKind(
    "X334",
    Severity.FOUT,
    "Tekst of getal is veranderd",
    "Hier staat {nu}; het programma schrijft hier iets anders.",
    _AGAIN,
)
X335 = IssueKind(
    "X335",
    Severity.FOUT,
    "Naam wijst naar een andere cel",
    "De naam {naam} ontbreekt of wijst niet naar {cel}.",
    "Zet de naam terug met Formules > Namen beheren, of maak de werkmap opnieuw.",
)
X336 = IssueKind(
    "X336",
    Severity.FOUT,
    "Blad ontbreekt",
    "Dit blad schrijft het programma wel en de werkmap heeft het niet.",
    "Controleer de werkmap zoals die is gemaakt, met alle bladen.",
)
X337 = IssueKind(
    "X337",
    Severity.FOUT,
    "Niet te lezen als werkmap",
    "Dit bestand is niet te lezen als werkmap (.xlsx) zonder wachtwoord.",
    "Bewaar het in Excel of LibreOffice als .xlsx zonder wachtwoord en controleer opnieuw.",
)
X338 = IssueKind(
    "X338",
    Severity.FOUT,
    "Geen getal in een invulvak",
    "Hier hoort een getal dat iemand invult, of de formule die het programma hier schreef; er staat {nu}.",
    "Vul een getal in, met functie, datum en reden.",
)
X339 = IssueKind(
    "X339",
    Severity.FOUT,
    "Uitkomst hoort niet bij de formule",
    "De formule is goed, en de uitkomst die is bewaard is niet wat de motor met deze aannames uitrekent.",
    "Reken de werkmap opnieuw (F9), bewaar haar en controleer weer.",
)
X340 = IssueKind(
    "X340",
    Severity.FOUT,
    "Naam die alleen op dit blad geldt",
    "De naam {naam} geldt alleen op dit blad; formules hier lezen die in plaats van wat het programma bedoelt.",
    "Verwijder deze naam met Formules > Namen beheren, en reken de werkmap opnieuw.",
)
X341 = IssueKind(
    "X341",
    Severity.FOUT,
    "Getalnotatie is veranderd",
    "De cel toont haar waarde anders dan het programma die toont, of toont een ander getal.",
    _AGAIN,
)
X342 = IssueKind(
    "X342",
    Severity.FOUT,
    "Verborgen of niet te lezen",
    "{wat}; het programma laat dit zien.",
    "Maak het weer zichtbaar en kijk wat er staat.",
)

KINDS = (X333, X334, X335, X336, X337, X338, X339, X340, X341, X342)
