"""What an outlook can say to a user."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

GEEN_VERWACHTING = IssueKind(
    "B131",
    Severity.FOUT,
    "Geen cijfer met genoeg jaren",
    "Er is geen enkel cijfer met genoeg jaren: een verwachting vraagt {jaren} jaren, van ten minste {gebieden} "
    "gebieden van hetzelfde niveau.",
    "Geef bestanden van meer jaren mee, of een bestand van heel Nederland.",
)
TE_WEINIG_JAREN = IssueKind(
    "B132",
    Severity.MELDING,
    "Te weinig jaren voor een verwachting",
    "Geen verwachting per {niveau} voor {cijfers}: er zijn minder dan {jaren} jaren met {gebieden} gebieden of meer.",
    "Geef bestanden van meer jaren mee.",
)
REEKSBREUK = IssueKind(
    "B133",
    Severity.WAARSCHUWING,
    "Breuk in een reeks",
    "{indicator} per {niveau}: tussen {van} en {tot} gaan bijna alle gebieden tegelijk en veel verder dan anders "
    "dezelfde kant op. Dat is geen trend; de jaren tot en met {van} tellen niet mee.",
    "Ga na of het cijfer sinds {tot} anders wordt gemeten.",
)
GEBIED_GEWEIGERD = IssueKind(
    "B134",
    Severity.MELDING,
    "Gebieden zonder verwachting",
    "{indicator}: van {aantal} is er geen verwachting: {reden}.",
    "Op het blad Vooruitblik staat bij elk gebied de reden.",
)
VERDER_DAN_GETOETST = IssueKind(
    "B135",
    Severity.MELDING,
    "Verder vooruit dan getoetst",
    "{indicator}: de marge is getoetst op {getoetst} vooruit; verder vooruit is zij met een formule breder gemaakt.",
    "Lees de latere jaren als een richting, niet als een toets.",
)
GEEN_SIGNAAL = IssueKind(
    "B136",
    Severity.MELDING,
    "Geen vergelijking met andere gebieden",
    "{indicator}: er is niet gekeken of gebieden sneller verslechteren dan vergelijkbare: {reden}.",
    "Ontbreken er cijfers, geef dan een bestand mee waarin juist die per {niveau} staan{bestand}, het liefst van heel "
    "Nederland.",
)
SCHATTING = IssueKind(
    "B137",
    Severity.MELDING,
    "Verwachting van een schatting",
    "{indicator} is een schatting met een model, geen telling: de verwachting volgt dat model.",
    "Gebruik haar niet om het effect van een aanpak aan af te lezen.",
)
MARGE_KLOPT_NIET = IssueKind(
    "B138",
    Severity.WAARSCHUWING,
    "Marge viel anders uit",
    "{indicator}: in {jaar} kwam {deel} van de gebieden binnen de marge; beloofd is {beloofd}.",
    "De jaren verschillen te veel om de marge zo precies te geven: zij is hier {hoe}.",
)
UITKOMST_ZONDER = IssueKind(
    "B139",
    Severity.MELDING,
    "Score zonder verwachting",
    "Geen verwachting voor {uitkomsten}: {reden}.",
    "Lees de verwachting van de losse cijfers waaruit de score bestaat.",
)
NIET_GETOETST = IssueKind(
    "B140",
    Severity.MELDING,
    "Verwachting niet los getoetst",
    "{indicator}: er zijn te weinig jaren om de verwachting te toetsen op een jaar waar de marge niet op rust.",
    "Met een jaar meer komt de toets vanzelf.",
)
KINDS: tuple[IssueKind, ...] = (
    GEEN_VERWACHTING,
    TE_WEINIG_JAREN,
    REEKSBREUK,
    GEBIED_GEWEIGERD,
    VERDER_DAN_GETOETST,
    GEEN_SIGNAAL,
    SCHATTING,
    MARGE_KLOPT_NIET,
    UITKOMST_ZONDER,
    NIET_GETOETST,
)
