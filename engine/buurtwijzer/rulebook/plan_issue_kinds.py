"""The catalogue of what can be wrong in a plan (W12x, W13x; R606-R609 for limits). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_FOUT = Severity.FOUT

ONBEKEND = IssueKind("W120", _FOUT, "Staat niet in de regels", "Er is geen {soort} '{id}'.", "{hoe}")
DELEN = IssueKind(
    "W121",
    _FOUT,
    "Delen zijn samen niet 1",
    "De delen per betaler zijn samen {som}, niet 1.",
    "Pas de delen aan zodat de betalers samen alles betalen.",
)
BUITEN_LOOPTIJD = IssueKind(
    "W122",
    _FOUT,
    "Jaar buiten de looptijd",
    "{jaar} valt buiten de looptijd van dit plan ({van} tot en met {tot}).",
    "Kies een jaar binnen de looptijd, of verander 'start_jaar' of 'looptijd_jaren' van het plan.",
)
EIGEN_ONBEKEND = IssueKind(
    "W123",
    _FOUT,
    "Geen invoer met deze naam",
    "'{interventie}' heeft geen invoer '{naam}' waar een eigen waarde voor kan staan.",
    "{hoe}",
)
EIGEN_BUITEN_BEREIK = IssueKind(
    "W124",
    _FOUT,
    "Waarde kan niet",
    "'{naam}' is {waarde}, maar moet {eis} zijn.",
    "{hoe}",
)
WAT_ALS_NIET = IssueKind(
    "W125",
    _FOUT,
    "Geen wat-als voor dit cijfer",
    "'{indicator}' gaat niet over woningen of voorzieningen; een plan mag er geen andere waarde voor noemen.",
    "Kies een indicator met 'wat_als: true'. Hoe mensen zijn of zich voelen, is een gevolg en geen keuze. {hoe}",
)
DUBBEL = IssueKind(
    "W126", _FOUT, "Twee keer genoemd", "{wat} staat hier twee keer.", "Laat er één staan, of tel ze samen op."
)
EENMALIG = IssueKind(
    "W127",
    _FOUT,
    "Kosten zijn eenmalig",
    "'{interventie}' kost eenmalig geld, maar 'inzet_jaren' is {jaren}.",
    "Laat 'inzet_jaren' weg. Doet u het elk jaar opnieuw, maak dan per jaar een regel met een eigen 'start_jaar'.",
)
DUIZENDTAL = IssueKind(
    "W128",
    Severity.WAARSCHUWING,
    "Punt in een bedrag",
    "'{naam}' is hier {waarde}: de punt is het teken voor cijfers achter de komma.",
    "Bedoelt u duizenden, schrijf het getal dan zonder punt: 220000 en niet 220.000.",
)
ZELFDE_REGEL = IssueKind(
    "W142",
    Severity.WAARSCHUWING,
    "Dezelfde regel vaker",
    "'{naam}' in {gebied} vanaf {jaar} staat {keer} keer in het plan: de kosten tellen {keer} keer.",
    "Is het er een te veel, haal die weg. Anders: tel ze op tot een regel met het hele aantal.",
)
ANDERS_OOK_NIET = IssueKind(
    "W145",
    _FOUT,
    "Anders ook is er al af",
    "Het effect van '{interventie}' is gemeten met een controlegroep: wat anders ook was gebeurd, is er al af. Een "
    "eigen waarde bij 'anders_ook' zou niets doen.",
    "Laat 'anders_ook' hier weg. Klopt het effect bij u niet, geef dan een eigen waarde bij dat effect.",
)
LIJKT_NAAM = IssueKind(
    "W146",
    Severity.WAARSCHUWING,
    "Geen namen",
    "Hier lijkt de naam van een persoon te staan, waar een functie hoort.",
    "Schrijf de functie op, bijvoorbeeld 'controller sociaal domein'. Zet geen namen in een plan.",
)
VREEMD = IssueKind("W147", Severity.WAARSCHUWING, "Kan dit kloppen", "{wat}", "{hoe}")
MARGE_KAN_NIET = IssueKind(
    "W149",
    _FOUT,
    "Marge kan niet",
    "Bij '{naam}' ligt de eigen waarde niet tussen 'laag' en 'hoog', of er is maar een van die twee.",
    "Geef 'laag' en 'hoog' allebei: laag is hoogstens de waarde, hoog is minstens de waarde.",
)
GRENS_MIST = IssueKind(
    "R606",
    _FOUT,
    "Grens is niet af",
    "Bij een grens '{soort}' ontbreekt {wat}.",
    "Vul het in, of schrap de grens.",
)
GRENS_TE_VEEL = IssueKind(
    "R607",
    _FOUT,
    "Hoort niet bij deze grens",
    "'{naam}' doet niets bij een grens '{soort}'.",
    "Laat '{naam}' hier weg, of kies een andere soort grens.",
)
GRENS_KAN_NIET = IssueKind("R608", _FOUT, "Grens kan niet", "{wat}", "{hoe}")
GEEN_REGELS = IssueKind(
    "R609",
    _FOUT,
    "Plan zonder regels",
    "Het plan '{plan}' heeft geen regels; er is niets om door te rekenen.",
    "Zet er een regel in. Alleen 'portfolio', dat zelf kiest, kan zonder.",
)
KINDS = (
    ONBEKEND,
    DELEN,
    BUITEN_LOOPTIJD,
    EIGEN_ONBEKEND,
    EIGEN_BUITEN_BEREIK,
    WAT_ALS_NIET,
    DUBBEL,
    EENMALIG,
    DUIZENDTAL,
    ZELFDE_REGEL,
    ANDERS_OOK_NIET,
    LIJKT_NAAM,
    VREEMD,
    MARGE_KAN_NIET,
    GRENS_MIST,
    GRENS_TE_VEEL,
    GRENS_KAN_NIET,
    GEEN_REGELS,
)
