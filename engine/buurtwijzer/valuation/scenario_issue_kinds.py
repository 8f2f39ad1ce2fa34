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
KINDS = (W401, W402, W403, W404)
