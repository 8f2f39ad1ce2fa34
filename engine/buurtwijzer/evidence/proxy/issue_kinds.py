"""Messages of the proxy test."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_F, _W = Severity.FOUT, Severity.WAARSCHUWING

GEEN_UITKOMSTEN = IssueKind(
    "B341",
    _F,
    "Geen werkmap met uitkomsten",
    "Hier staan geen bladen met uitkomsten van Buurtwijzer in (gezocht: {bladen}).",
    "Geef de werkmap die 'buurtwijzer score ... -o UIT.xlsx' schreef.",
)
GEEN_AANDELEN = IssueKind(
    "B342",
    _F,
    "Geen aandelen gevonden",
    "{wat}.",
    "Zet in het bestand een kolom met gebiedscodes (zoals BU03440111), een kopregel, en per aandeel een kolom met "
    "getallen van 0 tot 100.",
)
GEEN_GETAL = IssueKind(
    "B343",
    _F,
    "Cel met een aandeel is geen getal van 0 tot 100",
    "Onder '{kop}' staat {aantal} geen getal van 0 tot 100 ({cellen}).",
    "Verbeter deze cellen, of laat ze leeg als het aandeel niet bekend is.",
)
KOLOM_ONBEKEND = IssueKind(
    "B344",
    _F,
    "Gevraagde kolom staat niet in het bestand",
    "Er is geen kolom '{kop}'.",
    "Kies uit: {koppen}.",
)
GEEN_OVERLAP = IssueKind(
    "B345",
    _F,
    "Geen gebied staat in beide bestanden",
    "Geen enkel gebied met een aandeel heeft een uitkomst in {werkmap}.",
    "Neem aandelen van dezelfde buurten en hetzelfde jaar van indeling als de uitkomsten.",
)
GEBIED_DUBBEL = IssueKind(
    "B346",
    _F,
    "Gebied staat meer keer in het bestand met aandelen",
    "Deze gebieden staan er meer dan één keer in: {codes}.",
    "Laat per gebied één rij staan.",
)
WEINIG_OVERLAP = IssueKind(
    "B347",
    _W,
    "Gebieden zonder aandeel of zonder uitkomst",
    "Zonder aandeel onder '{kop}', en dus niet meegeteld: {aantal} met een uitkomst.",
    "Vul ze aan als u ze wel mee wilt laten tellen.",
)
OVERGESLAGEN = IssueKind(
    "B348",
    _W,
    "Kolom niet getoetst",
    "De kolom '{kop}' is niet getoetst: er staat {aantal} geen getal van 0 tot 100 in ({cellen}).",
    "Zijn het aandelen, verbeter dan deze cellen of laat ze leeg. Zijn het aantallen, reken ze dan eerst om.",
)
TE_VEEL_KOLOMMEN = IssueKind(
    "B349",
    _F,
    "Te veel kolommen om te raden",
    "Er zijn {aantal} kolommen met getallen van 0 tot 100: {koppen}.",
    "Zeg met --kolom welke de aandelen zijn.",
)

KINDS = (
    GEEN_UITKOMSTEN,
    GEEN_AANDELEN,
    GEEN_GETAL,
    KOLOM_ONBEKEND,
    GEEN_OVERLAP,
    GEBIED_DUBBEL,
    WEINIG_OVERLAP,
    OVERGESLAGEN,
    TE_VEEL_KOLOMMEN,
)
