"""Catalogue of what can differ in a workbook that came back (X333-X339). Codes are never reused."""

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
    "Hier hoort een getal dat iemand invult; er staat {nu}.",
    "Vul een getal in, met functie, datum en reden.",
)
X339 = IssueKind(
    "X339",
    Severity.FOUT,
    "Uitkomst hoort niet bij de formule",
    "De formule is goed, en de uitkomst die is bewaard is niet wat de motor met deze aannames uitrekent.",
    "Reken de werkmap opnieuw (F9), bewaar haar en controleer weer.",
)

KINDS = (X333, X334, X335, X336, X337, X338, X339)
