"""What can be wrong with a question for weights, and what is told about a proposal; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_FOUT, _WAARSCHUWING, _MELDING = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

TEGEN_ONBEKEND = IssueKind(
    "B191",
    _FOUT,
    "Cijfer om tegen te leggen onbekend",
    "Voor '{tegen}' is er geen enkel cijfer op niveau {niveau}.",
    "Noem bij --tegen een indicator van het regelboek, en geef een bestand mee waarin hij staat. {hoe}",
)
TEGEN_IS_INVOER = IssueKind(
    "B192",
    _FOUT,
    "Invoer kan geen bewijs zijn",
    "'{tegen}' is zelf invoer van {uitkomst}: daarmee zou de score zichzelf bewijzen.",
    "Kies bij --tegen een cijfer dat in geen van deze scores zit.",
)
TEGEN_DEELT = IssueKind(
    "B141",
    _FOUT,
    "Cijfer deelt iets met de invoer",
    "'{tegen}' kan geen bewijs zijn voor {uitkomst}: {hoe}.",
    "Kies bij --tegen een cijfer dat los staat van de invoer van deze scores.",
)
TEGEN_ZONDER_RICHTING = IssueKind(
    "B193",
    _FOUT,
    "Cijfer zonder gunstige kant",
    "'{tegen}' heeft geen richting: niet te zeggen is of hoger beter is.",
    "Kies bij --tegen een cijfer met een richting.",
)
TE_WEINIG = IssueKind(
    "B194",
    _FOUT,
    "Te weinig gebieden om van te leren",
    "Van {gebieden} gebieden in {gemeenten} gemeenten zijn alle cijfers bekend; nodig zijn {minst} gebieden in "
    "{minst_gemeenten} gemeenten.",
    "Geef bestanden van meer gemeenten mee, of kies een ander niveau.",
)
GEEN_KEUS = IssueKind(
    "B195",
    _FOUT,
    "Niets om te wegen",
    "Van {uitkomst} zijn in deze bestanden minder dan twee cijfers bekend bij genoeg gebieden.",
    "Geef bestanden met meer cijfers mee. Ontbreekt de score zelf, verlaag dan --dekking.",
)
UITKOMST_ONBEKEND = IssueKind(
    "B196",
    _FOUT,
    "Uitkomst onbekend",
    "'{uitkomst}' is geen leefgebied, kracht of risico, en ook niet 'totaalbeeld'.",
    "{hoe}",
)
NIET_BETER = IssueKind(
    "B197",
    _WAARSCHUWING,
    "Voorstel niet beter",
    "Het voorstel voor {uitkomst} volgt '{tegen}' niet aantoonbaar beter dan de gewichten van de deskundigen: winst "
    "{winst} in rangcorrelatie (van {laag} tot {hoog}).",
    "Houd de gewichten van de deskundigen.",
)
OVERHEERST = IssueKind(
    "B198",
    _WAARSCHUWING,
    "Eén cijfer bepaalt de score",
    "In het voorstel bepaalt '{indicator}' {aandeel} % van de verschillen in {uitkomst} (grens {grens} %).",
    "Vraag u af of deze score dan nog over meer gaat dan dat ene cijfer.",
)
ONDERGRENS = IssueKind(
    "B199",
    _WAARSCHUWING,
    "Gewicht van deskundigen vervalt",
    "Volgens '{tegen}' voegt in {uitkomst} niets toe: {cijfers}. Zonder ondergrens was het gewicht 0.",
    "Neem dit alleen over als een deskundige het kan uitleggen; wat niet meetelt voor dit cijfer, kan wel belangrijk "
    "zijn.",
)
GEMODELLEERD = IssueKind(
    "B200",
    _WAARSCHUWING,
    "Geleerd van een model",
    "'{tegen}' is een schatting met een model: wie daarvan leert, leert dat model, en dat deelt invoer met de score.",
    "Lees het voorstel als signaal, niet als waarheid.",
)
ZELFDE_BRON = IssueKind(
    "B201",
    _WAARSCHUWING,
    "Zelfde bron als de invoer",
    "'{tegen}' komt uit dezelfde bron als {cijfers}: overeenkomst is dan consistentie, geen bewijs.",
    "Kies liever een cijfer uit een andere bron, zoals eigen onderzoek.",
)
NIET_MEEGEDAAN = IssueKind(
    "B202",
    _MELDING,
    "Gewicht niet beproefd",
    "Bij te weinig gebieden bekend, en houdt daarom het gewicht van de deskundigen: {cijfers}.",
    "",
)
ZONDER_KANT = IssueKind(
    "B203",
    _WAARSCHUWING,
    "Samenstelling of gebruik voorgesteld",
    "'{indicator}' heeft in de regels geen goede of slechte kant; het voorstel laat {kant} tellen als gunstiger.",
    "Wie er wonen is niet goed of slecht. Neem dit alleen over met een reden die u aan bewoners kunt uitleggen.",
)

KINDS = (
    TEGEN_ONBEKEND,
    TEGEN_IS_INVOER,
    TEGEN_DEELT,
    TEGEN_ZONDER_RICHTING,
    TE_WEINIG,
    GEEN_KEUS,
    UITKOMST_ONBEKEND,
    NIET_BETER,
    OVERHEERST,
    ONDERGRENS,
    GEMODELLEERD,
    ZELFDE_BRON,
    NIET_MEEGEDAAN,
    ZONDER_KANT,
)
"""Every kind of this module, for the catalogue."""
