"""The short form of an own indicator: what it becomes, where its mistakes are shown, what is told about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from buurtwijzer.core.issues import Severity
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook.diff import diff_rulebooks
from buurtwijzer.rulebook.freshness import check_freshness
from buurtwijzer.rulebook.loader import check_rulebook, load_rulebook
from buurtwijzer.rulebook.own_start import own_examples, start_own
from buurtwijzer.rulebook.schema import Indicator, Soort, Status
from tests.eigen import DOELEN, VIJF, own_rules, segmentation
from tests.geladen import meegeleverd

THUIS = "indicatoren/thuisgevoel.yaml"


def codes(folder: Path) -> dict[str, str]:
    _, issues = check_rulebook(folder)
    return {issue.code: str(issue) for issue in issues}


def test_five_lines_become_a_whole_indicator(tmp_path: Path) -> None:
    rules = load_rulebook(own_rules(tmp_path / "eigen", {THUIS: VIJF}), environ={})
    found = rules.indicatoren["thuisgevoel"]
    assert isinstance(found, Indicator)
    assert [(k.layout, k.waarde) for k in found.kolommen] == [("eigen", "Aandeel 8 of hoger")]
    assert (found.ondergrens, found.bovengrens, found.doelwaarden, found.foutmarge) == (0, 100, None, None)
    assert (found.status, found.soort, found.bron) == (Status.AANNAME, Soort.FEIT, ["eigen_gegevens"])
    assert found.eigenaar == "beheerder", "van de map met eigen regels"
    assert found.herzien_voor == meegeleverd().parameters["kleine_gebieden"].herzien_voor
    assert "R620" in {issue.code for issue in rules.issues}


def test_what_is_written_goes_before_the_defaults(tmp_path: Path) -> None:
    more = "soort: verwachting\nstatus: vastgesteld\neigenaar: onderzoek\nherzien_voor: 2031-02-03\nondergrens: 10\n"
    rules = load_rulebook(own_rules(tmp_path / "eigen", {THUIS: VIJF + DOELEN + more}), environ={})
    found = rules.indicatoren["thuisgevoel"]
    assert (found.soort, found.status, found.eigenaar) == (Soort.VERWACHTING, Status.VASTGESTELD, "onderzoek")
    assert (found.herzien_voor.isoformat(), found.ondergrens) == ("2031-02-03", 10)
    assert found.doelwaarden is not None
    assert (found.doelwaarden.laag, found.doelwaarden.hoog, found.doelwaarden.jaar) == (30, 80, 2025)


def test_a_place_points_at_the_line_of_the_short_form(tmp_path: Path) -> None:
    rules = load_rulebook(own_rules(tmp_path / "eigen", {THUIS: VIJF + DOELEN}), environ={})
    assert str(rules.place("indicatoren", "thuisgevoel", "doelwaarden", "hoog")) == f"{THUIS}:7:1"
    assert str(rules.place("indicatoren", "thuisgevoel", "kolommen", "0", "waarde")) == f"{THUIS}:5:1"


@pytest.mark.parametrize(
    ("text", "code", "words", "line"),
    [
        (VIJF + "laag: 30\n", "R618", ("'hoog' en 'jaar'",), 5),
        (VIJF.replace("Aandeel 8 of hoger", "Moslims"), "R411", ("Moslims",), 5),
        (VIJF.replace("naam: ", "naam: Aandeel migratieachtergrond en "), "R411", ("migratieachtergrond",), 2),
        (VIJF + "definitie: Aandeel bewoners dat in het buitenland geboren is.\n", "R411", ("buitenland",), 6),
        (VIJF.replace("Aandeel 8 of hoger", "Bwz risico Overlast"), "R619", ("Bwz risico Overlast",), 5),
        (VIJF.replace("Aandeel 8 of hoger", "aandeel westers"), "R411", ("herkomst",), 5),
        (VIJF + "antwoorden: herkomst n\n", "R411", ("herkomst n",), 6),
        (VIJF + "antworden: n\n", "R202", ("antwoorden",), 6),
        (VIJF + DOELEN.replace("80", "20"), "R302", ("laag", "hoog"), 6),
        (VIJF + DOELEN.replace("80", "120"), "R314", ("bovengrens",), 7),
    ],
)
def test_a_mistake_is_shown_where_the_user_wrote_it(
    tmp_path: Path, text: str, code: str, words: tuple[str, ...], line: int
) -> None:
    rulebook, issues = check_rulebook(own_rules(tmp_path / "eigen", {THUIS: text}))
    assert rulebook is None
    found = [issue for issue in issues if issue.severity is Severity.FOUT and issue.code == code]
    assert [issue.place.split(":")[:2] for issue in found] == [[THUIS, str(line)]]
    assert all(word in f"{found[0].message} {found[0].remedy}" for word in words)


def test_what_counts_nowhere_is_told_and_an_unknown_margin_too(tmp_path: Path) -> None:
    folder = own_rules(tmp_path / "eigen", {THUIS: VIJF + DOELEN})
    assert "thuisgevoel" in codes(folder)["R621"]
    start = start_own(folder, ["thuisgevoel"], "wonen")
    for name, content in start.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    told = codes(folder)
    assert "R621" not in told
    assert "foutmarge" in told["R624"]


def test_a_figure_without_goalposts_cannot_be_scored(tmp_path: Path) -> None:
    text = (shipped("rules") / "leefgebieden/wonen.yaml").read_text(encoding="utf-8")
    own = text.replace("indicator: leegstand", "indicator: thuisgevoel")
    found = codes(own_rules(tmp_path / "eigen", {THUIS: VIJF, "leefgebieden/wonen.yaml": own}))
    assert "thuisgevoel" in found["R409"]


def test_the_official_figure_still_may_not_predict_itself(tmp_path: Path) -> None:
    text = (shipped("rules") / "risicos/overlast.yaml").read_text(encoding="utf-8")
    own = text.replace("officieel_cijfer: misdrijven_totaal", "officieel_cijfer: thuisgevoel")
    own = own.replace("indicator: misdrijven_vernieling", "indicator: thuisgevoel")
    weights = own.replace("gewicht_frac: 0.25", "gewicht_frac: 0.6", 1).replace(
        "gewicht_frac: 0.25", "gewicht_frac: 0.1", 1
    )
    weights = weights.replace("gewicht_frac: 0.25", "gewicht_frac: 0.05", 1)
    found = codes(own_rules(tmp_path / "eigen", {THUIS: VIJF + DOELEN, "risicos/overlast.yaml": weights}))
    assert "R412" in found


def test_diff_shows_the_short_form_as_a_new_rule(tmp_path: Path) -> None:
    (change,) = diff_rulebooks(shipped("rules"), own_rules(tmp_path / "eigen", {THUIS: VIJF}))
    assert (change.map, change.id, change.wat) == ("indicatoren", "thuisgevoel", "nieuw")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (segmentation(unit="euro"), "R622"),
        (segmentation(koppen=("deel stad", "Deel  Stad")), "R312"),
        (segmentation(koppen=("deel stad", "aandeel turks")), "R411"),
        (segmentation(koppen=("deel stad", "Bwz leefstijl 1")), "R619"),
        (segmentation().replace("naam: Groep 0", "naam: Marokkanen"), "R411"),
    ],
)
def test_shares_that_cannot_be_read_are_refused(tmp_path: Path, text: str, code: str) -> None:
    rulebook, issues = check_rulebook(own_rules(tmp_path / "eigen", {"segmentaties/proefindeling.yaml": text}))
    assert rulebook is None
    assert [issue.code for issue in issues if issue.severity is Severity.FOUT][:1] == [code]


def test_a_licence_that_ended_is_told(tmp_path: Path) -> None:
    text = segmentation(extra="  geldig_tot: 2026-01-31\n")
    rules = load_rulebook(own_rules(tmp_path / "eigen", {"segmentaties/proefindeling.yaml": text}), environ={})
    assert "R623" not in {issue.code for issue in check_freshness(rules, date(2026, 1, 31))}
    (found,) = [issue for issue in check_freshness(rules, date(2026, 2, 1)) if issue.code == "R623"]
    assert "Proef BV" in found.remedy
    assert found.severity is Severity.WAARSCHUWING


@pytest.mark.parametrize("id_", sorted(own_examples()))
def test_every_example_loads_and_says_what_to_ask(tmp_path: Path, id_: str) -> None:
    name = own_examples()[id_]
    text = (shipped("rules") / "voorbeelden" / name).read_text(encoding="utf-8")
    rules = load_rulebook(own_rules(tmp_path / "eigen", {name: text}), environ={})
    if name.startswith("segmentaties/"):
        assert rules.segmentaties[id_].methode == "ingelezen"
        assert not any(segment.benadering for segment in rules.segmentaties[id_].segmenten), "geen verzonnen stijl"
        return
    assert rules.indicatoren[id_].doelwaarden is not None
    assert [head for head in ("Vraag", "Past bij", "Privacy", "Let op") if f"# {head}" not in text] == []
    known = {*rules.leefgebieden, *rules.krachten, *rules.risicos}
    fits = text.split("# Past bij:")[1].split("# Privacy")[0].replace("#", " ").replace(";", " ").replace(".", " ")
    assert known & set(fits.replace(",", " ").split())


def test_the_page_names_every_example_with_its_columns(root: Path) -> None:
    page = (root / "docs" / "eigen-gegevens.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    figures = {id_: name for id_, name in own_examples().items() if name.startswith("indicatoren/")}
    assert set(rows) == set(figures)
    assert all(f"`{id_}`" in page for id_ in own_examples())
    least = meegeleverd().getal("kleine_gebieden", "antwoorden_n")
    for id_, name in figures.items():
        text = (shipped("rules") / "voorbeelden" / name).read_text(encoding="utf-8")
        keys = dict(line.split(": ", 1) for line in text.splitlines() if line[0] not in "# " and ": " in line)
        own = [keys[key] for key in ("kolom", "noemer", "antwoorden") if keys.get(key) not in (None, "inwoners")]
        assert all(f"`{column}`" in rows[id_] for column in own)
        assert f"| {keys['eenheid']} |" in rows[id_]
        assert (f"| {least:.0f} |" in rows[id_]) is ("antwoorden" in keys)
