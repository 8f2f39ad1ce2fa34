"""A figure never judges an outcome that it feeds: not as input, part, whole or shared column."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.issues import Severity
from buurtwijzer.rulebook import judge_issue_kinds as kinds
from buurtwijzer.rulebook.judges import inputs_of
from buurtwijzer.rulebook.loader import check_rulebook
from tests.geladen import meegeleverd
from tests.regelboek.galerij import FICTIEF, KIND, ROOK, TOREN, Geval

TOETS = "toetsing/heraut.yaml"


def toets(cijfer: str, uitkomst: str = "drakenvuur", soort: str = "consistentie", plus: str = "") -> str:
    return f"""id: heraut
naam: Wat de heraut zegt
soort: {soort}
uitleg: De heraut kijkt vanaf de weg.
vergelijkingen:
  - uitkomst: {uitkomst}
    cijfer: {cijfer}
{plus}bron:
  - kroniek
status: voorbeeld
eigenaar: hofmeester
herzien_voor: 2030-01-01
"""


def cijfer(naam: str, kolom: str, **velden: str) -> str:
    """Write the figure of the elves anew under another name, from another column."""
    text = (FICTIEF / KIND).read_text(encoding="utf-8").replace("elfenkinderen", naam).replace("a_hh_m_k", kolom)
    for sleutel, waarde in velden.items():
        text = text.replace("soort: feit", f"soort: feit\n{sleutel}: {waarde}")
    return text


ROOK_TEKST = (FICTIEF / ROOK).read_text(encoding="utf-8")
ALLE = "indicatoren/vlammen.yaml"
GEVALLEN = (
    Geval("druk als toets", "R631", TOETS, "", toets("drakenrook"), "cijfer:", ("'drakenrook'", "'drakenvuur'")),
    Geval("buffer als toets", "R631", TOETS, "", toets("torenhoogte"), "cijfer:", ("zit",)),
    Geval("invoer van een kracht", "R631", TOETS, "", toets("elfenkinderen", "gezang"), "cijfer:", ("'gezang'",)),
    Geval(
        "geheel van een invoer", "R632", TOETS, "", toets("vlammen"), "cijfer:", ("omvat 'drakenrook'",),
        extra={
            ALLE: cijfer("vlammen", "a_vlam"),
            ROOK: ROOK_TEKST.replace("soort: feit", "soort: feit\ndeel_van: vlammen"),
        },
    ),
    Geval(
        "geheel van een geheel", "R632", TOETS, "", toets("gloed"), "cijfer:", ("omvat 'drakenrook'",),
        extra={
            ALLE: cijfer("vlammen", "a_vlam", deel_van="gloed"),
            "indicatoren/gloed.yaml": cijfer("gloed", "a_gloed"),
            ROOK: ROOK_TEKST.replace("soort: feit", "soort: feit\ndeel_van: vlammen"),
        },
    ),
    Geval(
        "deel van een invoer", "R632", TOETS, "", toets("vlammen"), "cijfer:", ("deel van 'drakenrook'",),
        extra={ALLE: cijfer("vlammen", "a_vlam", deel_van="drakenrook")},
    ),
    Geval(
        "zelfde kolom in de teller", "R632", TOETS, "", toets("vlammen"), "cijfer:", ("'p_leegsw'", "'drakenrook'"),
        extra={ALLE: cijfer("vlammen", "p_leegsw")},
    ),
    Geval(
        "toets zonder richting", "R633", TOETS, "", toets("vlammen"), "cijfer:", ("hoger_is_meer",),
        extra={ALLE: cijfer("vlammen", "a_vlam").replace("hoger_is_gunstiger", "geen")},
    ),
    Geval(
        "zelfde model heet onafhankelijk", "R634", TOETS, "", toets("vlammen", soort="onafhankelijk"), "cijfer:",
        ("consistentie", "'drakenrook'"),
        extra={
            ALLE: cijfer("vlammen", "a_vlam").replace("soort: feit", "soort: schatting"),
            ROOK: ROOK_TEKST.replace("soort: feit", "soort: schatting"),
        },
    ),
    Geval(
        "twee keer hetzelfde paar", "R635", TOETS, "",
        toets("vlammen", plus="  - uitkomst: drakenvuur\n    cijfer: vlammen\n    hoger_is_meer: true\n"),
        "cijfer: #2", ("heraut.yaml",),
        extra={ALLE: cijfer("vlammen", "a_vlam")},
    ),
    Geval(
        "deel van zichzelf", "R636", TOREN, "soort: feit", "soort: feit\ndeel_van: torenhoogte", "deel_van",
        ("zichzelf",),
    ),
    Geval("onbekend cijfer", "R408", TOETS, "", toets("drakenrok"), "cijfer:", ("drakenrook",)),
    Geval("onbekend geheel", "R408", TOREN, "soort: feit", "soort: feit\ndeel_van: torn", "deel_van", ("'torn'",)),
)  # fmt: skip


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_what_may_not_judge_is_refused_where_it_stands(geval: Geval, tmp_path: Path) -> None:
    if geval.bestand == TOETS:
        geval.extra.setdefault(TOETS, "x: y\n")
    geval.make(tmp_path)
    rulebook, issues = check_rulebook(tmp_path)
    assert rulebook is None
    (found,) = [issue for issue in issues if issue.severity is Severity.FOUT]
    assert found.code == geval.code, found
    assert found.place.split(":")[:2] == [geval.bestand, str(geval.line(tmp_path))]
    for word in geval.woorden:
        assert word in f"{found.message} {found.remedy}"


def test_every_kind_has_a_case() -> None:
    assert {kind.code for kind in kinds.KINDS} <= {geval.code for geval in GEVALLEN}


@pytest.mark.parametrize(
    ("bestand", "tekst"),
    [
        (ALLE, cijfer("vlammen", "a_vlam")),
        # A fact is not a model, so what is counted elsewhere may be independent; a share of the same whole too.
        (ALLE, cijfer("vlammen", "a_vlam").replace("richting: hoger", "richting: lager")),
    ],
)
def test_what_stands_apart_may_judge(bestand: str, tekst: str, tmp_path: Path) -> None:
    extra = {bestand: tekst, TOETS: toets("vlammen", soort="onafhankelijk")}
    Geval("goed", "", ROOK, "naam: Rook van draken", "naam: Rook van draken", None, extra=extra).make(tmp_path)
    rulebook, issues = check_rulebook(tmp_path)
    assert rulebook is not None, [str(issue) for issue in issues]
    assert rulebook.toetsing["heraut"].vergelijkingen[0].cijfer == "vlammen"


def test_the_shipped_rules_judge_every_outcome_by_nothing_it_is_made_of() -> None:
    rules = meegeleverd()
    pairs = [(pair, item) for item in rules.toetsing.values() for pair in item.vergelijkingen]
    assert {pair.uitkomst for pair, _ in pairs} == {*rules.leefgebieden, *rules.krachten, *rules.risicos}
    for pair, item in pairs:
        inputs = inputs_of(rules, pair.uitkomst)
        assert pair.cijfer not in inputs
        wholes = {rules.indicatoren[name].deel_van for name in inputs}
        assert pair.cijfer not in wholes, pair
        layouts = {way.layout for way in rules.indicatoren[pair.cijfer].kolommen}
        assert item.soort == "consistentie" or "rivm_gezondheid" not in layouts
