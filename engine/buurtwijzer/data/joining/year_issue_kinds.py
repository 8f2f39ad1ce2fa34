"""What joining figures of several years can say to a user."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

NOEMER_ANDER_JAAR = IssueKind(
    "D383",
    Severity.MELDING,
    "Gedeeld door inwoners van een ander jaar",
    "{indicator}: het aantal van {jaren} is gedeeld door {maat} van {noemerjaar}, want die van het jaar zelf "
    "zijn er niet bij.",
    "Geef ook het bestand met {maat} van {jaren} mee. Groeide of kromp het gebied, dan is de verandering anders.",
)
JAREN_GEWEIGERD = IssueKind(
    "D384",
    Severity.MELDING,
    "Cijfers over een eerder gebied niet gebruikt",
    "Van {aantal} zijn cijfers over {jaren} niet gebruikt: {reden}. Het gaat om {codes}.",
    "Met een omzettabel van oude naar nieuwe codes (--omzetting) doen die jaren wel mee.",
)

KINDS: tuple[IssueKind, ...] = (NOEMER_ANDER_JAAR, JAREN_GEWEIGERD)
