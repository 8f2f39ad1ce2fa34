"""Catalogue of what can be the matter when plans are compared or chosen (W4xx). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

W401 = IssueKind(
    "W401",
    Severity.WAARSCHUWING,
    "Plannen zijn niet op dezelfde voet",
    "'{een}' en '{ander}' verschillen in {wat}; hun bedragen zijn daardoor niet zonder meer te vergelijken.",
    "Geef beide plannen dezelfde looptijd, hetzelfde begin en hetzelfde prijspeil.",
)
W402 = IssueKind(
    "W402",
    Severity.WAARSCHUWING,
    "Plannen hebben een ander nulalternatief",
    "'{een}' en '{ander}' zeggen iets anders over wat er zonder plan gebeurt.",
    "Vergelijk met hetzelfde nulalternatief, of zeg waarom het verschilt.",
)
W403 = IssueKind(
    "W403",
    Severity.MELDING,
    "Niet op euro's rangschikken",
    "'{regel}' wordt volgens het beleid niet op euro's gerangschikt: {reden}",
    "Lees de kans dat een plan meer waard is niet als volgorde voor deze regel.",
)
W404 = IssueKind(
    "W404",
    Severity.FOUT,
    "Plan niet in het bestand",
    "Het plan '{naam}' staat niet in dit bestand.",
    "Kies uit: {plannen}.",
)
W405 = IssueKind(
    "W405",
    Severity.FOUT,
    "Geen budget",
    "Er is geen budget genoemd; zonder budget is niets te kiezen.",
    "Geef bijvoorbeeld --budget gemeente=250000, of zet budgetten in het plan.",
)
W406 = IssueKind("W406", Severity.FOUT, "Interventie bestaat niet", "Er is geen interventie '{id}'.", "{hoe}")
W407 = IssueKind(
    "W407",
    Severity.FOUT,
    "Niets te kiezen",
    "In deze gebieden is er geen aanpak die wordt geadviseerd en die iemand met een budget mag betalen.",
    "Geef een budget van een andere partij, kies andere gebieden, of voeg bestanden met cijfers toe.",
)
W408 = IssueKind(
    "W408",
    Severity.MELDING,
    "Wijk zonder keuze",
    "In {wijk} is er geen aanpak om te kiezen; de ondergrens per wijk geldt daar niet.",
    "Voeg bestanden met cijfers toe, of zet in het plan zelf een regel voor deze wijk.",
)
W409 = IssueKind(
    "W409",
    Severity.FOUT,
    "Budget niet te lezen",
    "'{budget}' is geen budget: {wat}.",
    "Schrijf partij=bedrag, of partij:jaar=bedrag, bijvoorbeeld gemeente=250000 of corporatie:2027=100000.",
)
W410 = IssueKind(
    "W410",
    Severity.FOUT,
    "Grens niet te lezen",
    "'{grens}' is geen grens: {wat}.",
    "Schrijf --hoogstens interventie=aantal, bijvoorbeeld maatje=3, of --niet-samen interventie,interventie.",
)
W411 = IssueKind(
    "W411",
    Severity.FOUT,
    "Verplichte keuze kan niet",
    "'{interventie}' moet van een grens in {gebied}, maar is daar niet te kiezen: het wordt daar niet geadviseerd, of "
    "wie het mag betalen heeft geen budget.",
    "Zet het als regel met een aantal in het plan, of schrap de grens.",
)
W412 = IssueKind(
    "W412",
    Severity.FOUT,
    "Grens over een gebied waaruit niet gekozen wordt",
    "Een grens noemt {gebied}, maar daaruit wordt niet gekozen.",
    "Verbeter de code, of voeg het bestand met de cijfers van dat gebied toe.",
)
KINDS = (W401, W402, W403, W404, W405, W406, W407, W408, W409, W410, W411, W412)
