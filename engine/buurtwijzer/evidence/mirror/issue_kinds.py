"""What there is to tell about recorded judgements (B311-B339)."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_F, _W, _M = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

GEEN_BLAD = IssueKind(
    "B311",
    _F,
    "Geen blad Spiegeling",
    "Hier staat geen blad Spiegeling: er is geen rij met de koppen {koppen}.",
    "Maak het blad met 'buurtwijzer spiegeling BESTAND... -o LEIDRAAD.xlsx' en vul het in.",
)
KOP_DUBBEL = IssueKind(
    "B312", _F, "Kop staat er twee keer", "De kop '{kop}' staat er twee keer.", "Haal een van de twee kolommen weg."
)
ROL_ONBEKEND = IssueKind(
    "B313",
    _F,
    "Rol onbekend",
    "Deze rol staat niet in de regels.",
    "Kies een van: {rollen}. Een andere rol kan uw eigen regelboek toevoegen (map spiegeling).",
)
ANTWOORD_ONBEKEND = IssueKind(
    "B314",
    _F,
    "Antwoord kan niet",
    "In '{kolom}' staat iets anders dan {keuze}.",
    "Kies een van: {keuze}. Laat de cel leeg als er niet over is gesproken; leeg is geen nee.",
)
VERKEERDE_KOLOM = IssueKind(
    "B315",
    _F,
    "Antwoord in de verkeerde kolom",
    "Een {soort} krijgt een antwoord in '{wel}', niet in '{niet}'.",
    "Zet het antwoord in '{wel}'.",
)
AANTAL_ONGELDIG = IssueKind(
    "B316",
    _F,
    "Aantal gesprokenen kan niet",
    "Bij een antwoord hoort een heel aantal mensen, ten minste 1{tip}.",
    "Schrijf hoeveel mensen in deze rol dit antwoord gaven.",
)
ZONDER_ROL = IssueKind(
    "B317",
    _F,
    "Antwoord zonder rol",
    "Op deze rij is iets ingevuld, maar er staat geen rol.",
    "Kies in de kolom rol in welke rol mensen dit zeiden.",
)
ONDERWERP_ONBEKEND = IssueKind(
    "B318",
    _F,
    "Onderwerp niet te vinden",
    "Waar deze rij over gaat, is niet te vinden: het gebied en het onderwerp passen niet bij een andere rij.",
    "Kopieer een rij van hetzelfde onderwerp en verander alleen de rol en de antwoorden.",
)
DATUM_ONGELDIG = IssueKind(
    "B319",
    _F,
    "Datum kan niet",
    "Hier staat geen datum.",
    "Schrijf de dag van het gesprek, bijvoorbeeld 2026-11-22 of 22-11-2026, of laat de cel leeg.",
)
AANTAL_ZONDER_ANTWOORD = IssueKind(
    "B320",
    _W,
    "Aantal zonder antwoord",
    "Er staat een aantal mensen zonder antwoord; dat telt nergens mee.",
    "Vul het antwoord in, of maak het aantal leeg.",
)
PERSOONSGEGEVEN = IssueKind(
    "B321",
    _W,
    "Lijkt op een persoonsgegeven",
    "Dit lijkt op {wat}; dit blad kan openbaar worden.",
    "Noem een groep of functie in plaats van een persoon, of haal het weg. Klopt dit niet, dan hoeft u niets te doen.",
)
DUBBEL = IssueKind(
    "B322",
    _F,
    "Antwoord staat er twee keer",
    "Hetzelfde gebied, onderwerp, rol, antwoord en dezelfde dag staan ook op rij {rij}; dat zou dubbel tellen.",
    "Tel de aantallen op één rij op, of geef elk gesprek zijn eigen dag.",
)
ANDER_GEBIED = IssueKind(
    "B323",
    _M,
    "Oordelen over andere gebieden",
    "Over gebieden die niet in deze uitkomst staan: {aantal}. Wat er staat, blijft op het blad staan en telt niet mee.",
    "",
)
GEEN_REGELS = IssueKind(
    "B324",
    _F,
    "Geen regels voor de spiegeling",
    "Het regelboek heeft in de map spiegeling geen rollen en vragen.",
    "Zet er een bestand in, of gebruik de meegeleverde regels.",
)
TE_VEEL_GEBIEDEN = IssueKind(
    "B325",
    _F,
    "Te veel gebieden",
    "Een blad Spiegeling is er voor hoogstens {hoogstens} gebieden; dit zijn er {aantal}.",
    "Kies de gebieden waarover u in gesprek gaat, met --codes of --gemeente.",
)
VORIGE = IssueKind(
    "B326",
    _M,
    "Oordelen over een vorige bevinding",
    "Over iets dat nu niet meer wordt gezegd: {aantal}. Op het blad heet dat een vorige bevinding; het telt niet mee.",
    "",
)
ONEENS = IssueKind(
    "B327",
    _M,
    "Rollen oordelen verschillend",
    "{onderwerp}: {reden}. De zekerheid blijft daarom gelijk.",
    "Zoek in een gesprek uit waar het verschil vandaan komt.",
)
CODE_ONTBREEKT = IssueKind(
    "B328",
    _F,
    "Rij zonder gebied",
    "Op deze rij is iets ingevuld, maar er staat geen code van een gebied.",
    "Zet in de kolom code de code van het gebied.",
)
TWEE_BLADEN = IssueKind(
    "B329",
    _W,
    "Meer bladen met oordelen",
    "De bladen {bladen} zijn allemaal een formulier voor de spiegeling; zij zijn samen gelezen.",
    "Houd één blad over: zet daar alles op wat moet blijven en verwijder de andere.",
)
SPREEKT_TEGEN = IssueKind(
    "B330",
    _F,
    "Twee bladen spreken elkaar tegen",
    "Over hetzelfde gebied, onderwerp en dezelfde rol staat er iets anders op {ander}.",
    "Maak ze gelijk, of verwijder het blad of de rij die niet meer klopt.",
)
EIGEN_FORMULIER = IssueKind(
    "B331",
    _M,
    "Het blad met oordelen is van u",
    "Het blad '{blad}' zette u zelf in de werkmap, of u zette er iets bij. De oordelen erop tellen mee. Buurtwijzer "
    "schrijft er niets op, ook niet wat nieuw is.",
    "Wilt u een blad met de bevindingen van nu? Maak het met 'buurtwijzer spiegeling' en geef deze werkmap mee met "
    "--spiegeling.",
)

KINDS: tuple[IssueKind, ...] = (
    GEEN_BLAD,
    KOP_DUBBEL,
    ROL_ONBEKEND,
    ANTWOORD_ONBEKEND,
    VERKEERDE_KOLOM,
    AANTAL_ONGELDIG,
    ZONDER_ROL,
    ONDERWERP_ONBEKEND,
    DATUM_ONGELDIG,
    AANTAL_ZONDER_ANTWOORD,
    PERSOONSGEGEVEN,
    DUBBEL,
    ANDER_GEBIED,
    GEEN_REGELS,
    TE_VEEL_GEBIEDEN,
    VORIGE,
    ONEENS,
    CODE_ONTBREEKT,
    TWEE_BLADEN,
    SPREEKT_TEGEN,
    EIGEN_FORMULIER,
)
