"""A figure never judges an outcome that it feeds: not as input, part, whole or shared column."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.core.resources import shipped
from buurtwijzer.evidence.backtest.compare import proof
from buurtwijzer.evidence.backtest.model import Bewijs
from buurtwijzer.rulebook import judge_issue_kinds as kinds
from buurtwijzer.rulebook.judges import inputs_of, why_learned
from buurtwijzer.rulebook.loader import check_rulebook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Toetsvergelijking
from tests.eigen import own_rules
from tests.geladen import meegeleverd
from tests.regelboek.galerij import FICTIEF, KIND, ROOK, TOREN, Geval

TOETS = "toetsing/heraut.yaml"
KRONIEK = "bronnen/kroniek.yaml"


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
    Geval(
        "zelflerend zonder cijfer", "R637", KRONIEK, "merk:", "zelflerend: true\nmerk:", "zelflerend:",
        ("'geleerd_van'",),
    ),
    Geval(
        "cijfer zonder zelflerend", "R637", KRONIEK, "merk:", "geleerd_van: torenhoogte\nmerk:", "geleerd_van:",
        ("'zelflerend: true'",),
    ),
    Geval(
        "geleerd van een onbekend cijfer", "R408", KRONIEK, "merk:", "zelflerend: true\ngeleerd_van: torn\nmerk:",
        "geleerd_van:", ("'torn'",),
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
    assert {kind.code for kind in kinds.KINDS} <= {geval.code for geval in GEVALLEN} | {"R638"}


def learned(folder: Path, van: str, *, toetsing: str = "") -> tuple[Rulebook | None, tuple[Issue, ...]]:
    """Give shipped rules over which the weights of gezondheid were learned from a figure."""
    gezondheid = (shipped("rules") / "leefgebieden/gezondheid.yaml").read_text(encoding="utf-8")
    bron = (
        "id: geleerd\ntitel: Voorstel\nuitgever: Wij\nsoort: eigen\nvindplaats: hier\nlicentie: van ons\n"
        f"merk: afgeleid\nzelflerend: true\ngeleerd_van: {van}\n"
    )
    files = {
        "bronnen/geleerd.yaml": bron,
        "leefgebieden/gezondheid.yaml": gezondheid.replace("\nbron:\n", "\nbron:\n  - geleerd\n"),
    }
    if toetsing:
        # Pairs of the shipped rules that are written again would be there twice.
        own = toets(toetsing, "gezondheid").replace("id: heraut", "id: leefbaarometer").replace("kroniek", "geleerd")
        files["toetsing/leefbaarometer.yaml"] = own.replace("status: voorbeeld", "status: aanname")
    root = own_rules(folder / "regels", files)
    return check_rulebook(root)


@pytest.mark.parametrize(
    ("van", "cijfer", "zegt"),
    [
        ("lbm_totaal", "lbm_totaal", "geleerd uit dit cijfer"),
        ("lbm_overlast", "lbm_totaal", "geleerd uit 'lbm_overlast', een deel van dit cijfer"),
        ("lbm_totaal", "lbm_overlast", "geleerd uit 'lbm_totaal', waar dit cijfer een deel van is"),
        ("lbm_overlast", "lbm_voorzieningen", ""),
        ("lbm_totaal", "misdrijven_totaal", ""),
    ],
)
def test_what_was_learned_from_judges_no_more(van: str, cijfer: str, zegt: str, tmp_path: Path) -> None:
    rules, issues = learned(tmp_path, van)
    assert rules is not None, issues  # the shipped pairs are no mistake of who accepted
    assert why_learned(rules, "gezondheid", cijfer) == zegt
    assert not why_learned(rules, "wonen", cijfer)
    assert not why_learned(meegeleverd(), "gezondheid", cijfer)


def test_another_part_of_the_same_model_is_no_independent_judge(tmp_path: Path) -> None:
    rules, _ = learned(tmp_path, "lbm_overlast")
    assert rules is not None
    pair = Toetsvergelijking(uitkomst="gezondheid", cijfer="lbm_voorzieningen")
    assert proof("onafhankelijk", pair, rules) is Bewijs.CONSISTENTIE
    assert proof("onafhankelijk", pair, meegeleverd()) is Bewijs.ONAFHANKELIJKER


@pytest.mark.parametrize("van", ["lbm_totaal", "lbm_overlast"])
def test_an_own_rule_that_names_such_a_pair_is_refused(van: str, tmp_path: Path) -> None:
    rules, issues = learned(tmp_path, van, toetsing="lbm_totaal")
    assert rules is None
    (found,) = [issue for issue in issues if issue.severity is Severity.FOUT]
    assert found.code == "R638", found
    assert found.place.startswith("toetsing/leefbaarometer.yaml:7")
    assert "'gezondheid'" in found.message


def test_an_own_rule_with_another_figure_may_stay(tmp_path: Path) -> None:
    rules, issues = learned(tmp_path, "lbm_overlast", toetsing="woz_waarde")
    assert rules is not None, [str(issue) for issue in issues if issue.severity is Severity.FOUT]


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
