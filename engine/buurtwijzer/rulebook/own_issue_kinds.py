"""What can be wrong with figures of the organisation's own, and what is told about them; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_FOUT, _WAARSCHUWING, _MELDING = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING

EIGEN_DOELWAARDEN = IssueKind(
    "R618",
    _FOUT,
    "Doelwaarden niet compleet",
    "'laag', 'hoog' en 'jaar' horen bij elkaar; bij '{id}' ontbreekt {wat}.",
    "Vul alle drie in, of laat 'laag' en 'hoog' weg: dan wordt het cijfer getoond en vergeleken, maar niet gescoord.",
)
UITKOMST_ALS_INVOER = IssueKind(
    "R619",
    _FOUT,
    "Uitkomst als invoer",
    "De kolom '{kolom}' is zelf een uitkomst en mag geen invoer zijn: dan zou een score zichzelf voorspellen.",
    "Kies de kolom met het gemeten cijfer.",
)
EIGEN_NIET_GESCOORD = IssueKind(
    "R620",
    _MELDING,
    "Eigen cijfer zonder doelwaarden",
    "'{naam}' heeft geen doelwaarden: het staat op blad Eigen cijfers, naast andere gebieden, en telt in geen score.",
    "Wilt u het laten meetellen, zet er dan 'laag', 'hoog' en 'jaar' bij.",
)
EIGEN_TELT_NIET = IssueKind(
    "R621",
    _MELDING,
    "Eigen cijfer telt nergens mee",
    "'{naam}' staat in geen leefgebied, kracht of risico: het staat alleen op blad Eigen cijfers.",
    "Laat het meetellen met 'buurtwijzer rules init MAP --eigen {id} --bij LEEFGEBIED', of laat het zo.",
)
AANDEEL_EENHEID = IssueKind(
    "R622",
    _FOUT,
    "Eenheid van aandelen",
    "Aandelen staan in 'pct' (0-100) of 'fractie' (0-1); hier staat '{eenheid}'.",
    "Schrijf de eenheid waarin uw kolommen staan.",
)
LICENTIE_VERLOPEN = IssueKind(
    "R623",
    _WAARSCHUWING,
    "Licentie verlopen",
    "De licentie van '{naam}' was geldig tot en met {datum}.",
    "Vraag na bij {houder} of u de aandelen nog mag gebruiken, en pas 'geldig_tot' aan.",
)
ZONDER_FOUTMARGE = IssueKind(
    "R624",
    _MELDING,
    "Foutmarge onbekend",
    "Van '{naam}' is geen foutmarge bekend: de band om de scores waarin het meetelt is daardoor te smal.",
    "Kent u de marge van uw onderzoek, zet er dan 'foutmarge' bij.",
)
VOORBEELD_ONBEKEND = IssueKind(
    "R625",
    _FOUT,
    "Geen voorbeeld met deze naam",
    "Er is geen voorbeeld '{id}', en uw map heeft geen eigen cijfer dat zo heet.",
    "{hoe}",
)
BIJ_ONBEKEND = IssueKind(
    "R626",
    _FOUT,
    "Onbekende uitkomst",
    "'{id}' is geen leefgebied, kracht of risico.",
    "{hoe}",
)
STAAT_ER_AL = IssueKind(
    "R627",
    _FOUT,
    "Staat er al",
    "'{id}' staat al in {bestand}; er is niets veranderd.",
    "Pas dat bestand zelf aan, of haal het eerst weg.",
)
NIET_MEE_TE_TELLEN = IssueKind(
    "R628",
    _FOUT,
    "Kan niet meetellen",
    "'{id}' kan niet meetellen in '{bij}': {waarom}.",
    "{hoe}",
)
LICENTIE_NIET_INGEVULD = IssueKind(
    "R630",
    _WAARSCHUWING,
    "Licentie niet ingevuld",
    "Bij '{naam}' staat nog de voorbeeldtekst bij {wat}; die komt zo in de uitvoer.",
    "Vul in van wie de aandelen zijn en wat uw overeenkomst toestaat.",
)

KINDS: tuple[IssueKind, ...] = tuple(value for value in list(globals().values()) if isinstance(value, IssueKind))
