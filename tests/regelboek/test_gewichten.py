"""Proposals for weights on the shipped rules: what is asked, what comes out, and what becomes of it when taken over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError, RulebookError
from buurtwijzer.core.resources import shipped
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.evidence.weights.propose import WeightProposal, propose_weights
from buurtwijzer.evidence.weights.question import Kandidaten, ask
from buurtwijzer.evidence.weights.rounding import as_shares, in_rules
from buurtwijzer.rulebook.learned import learned_outcomes, learning_words
from buurtwijzer.rulebook.loader import load_rulebook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.weights import accepted_files, check_accepted, proposal_text, read_proposal
from buurtwijzer.scoring.overall import TOTAAL, overall_picture
from buurtwijzer.scoring.score import score_outcomes
from tests.geladen import meegeleverd
from tests.regelboek.gewichten import ONBEKEND, N, gebieden, regels, zonder
from tests.regelboek.overlays import bare_overlay

NAAM = "gewichten-voorstel.yaml"
REGELS = regels()


@pytest.fixture(scope="module")
def table() -> BuurtTable:
    return gebieden()


@pytest.fixture(scope="module")
def totaal(table: BuurtTable) -> WeightProposal:
    return propose_weights(table, REGELS, "lbm_totaal", datum=date(2026, 11, 22))


@pytest.fixture(scope="module")
def alle(table: BuurtTable) -> WeightProposal:
    return propose_weights(table, REGELS, "lbm_totaal", uitkomst="gezondheid", kandidaten=Kandidaten.ALLE)


@pytest.fixture(scope="module")
def risico(table: BuurtTable) -> WeightProposal:
    return propose_weights(
        table, REGELS, "lbm_totaal", uitkomst="gezondheidsachterstand", kandidaten=Kandidaten.RICHTING
    )


@pytest.fixture(scope="module")
def overgenomen(totaal: WeightProposal, tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return take_over(totaal, tmp_path_factory.mktemp("eigen") / "regels")


def take_over(proposal: WeightProposal, folder: Path) -> Rulebook:
    """Put a proposal in an overlay, as the command does."""
    raw = proposal_text(proposal.voorstel).encode()
    files = accepted_files(read_proposal(raw, NAAM), raw, NAAM, meegeleverd(), folder, "adviseur leefbaarheid")
    bare_overlay(folder, shipped("rules"))
    check_accepted(files, folder)
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return load_rulebook(folder, environ={})


def codes(proposal: WeightProposal) -> set[str]:
    return {issue.code for issue in proposal.bevindingen}


def weight(proposal: WeightProposal, uitkomst: str, indicator: str) -> float:
    found = [w for w in proposal.voorstel.gewichten if (w.uitkomst, w.indicator) == (uitkomst, indicator)]
    return found[0].voorstel_frac if found else 0.0


def test_what_goes_with_the_figure_becomes_heavier(totaal: WeightProposal) -> None:
    trial = totaal.voorstel.proef
    assert totaal.voorstel.advies == "over_te_nemen"
    assert trial.winst_laag > 0
    assert trial.samenhang_voorstel > trial.samenhang_deskundigen + 0.3
    assert (trial.gebieden_n, trial.gemeenten_n, trial.jaar) == (N, 30, 2023)
    assert weight(totaal, "wonen", "woz_waarde") > 0.7
    assert weight(totaal, "gezondheid", "roken") > 0.7
    heavy = {one.leefgebied: one.voorstel for one in totaal.voorstel.leefgebieden}
    assert sorted(heavy, key=heavy.__getitem__)[-2:] in (["gezondheid", "wonen"], ["wonen", "gezondheid"])
    assert sum(heavy.values()) == pytest.approx(7)
    assert min(heavy.values()) >= 0.09  # a tenth of what the experts gave always stays


def test_weights_of_an_outcome_still_add_up_and_what_was_not_tried_stays(totaal: WeightProposal) -> None:
    for home in REGELS.leefgebieden.values():
        parts = {part.indicator: part.gewicht_frac for part in home.onderdelen}
        parts |= {w.indicator: w.voorstel_frac for w in totaal.voorstel.gewichten if w.uitkomst == home.id}
        assert sum(parts.values()) == pytest.approx(1, abs=1e-9), home.id
    assert not {w.indicator for w in totaal.voorstel.gewichten} & set(ONBEKEND)
    assert all(name in next(i.message for i in totaal.bevindingen if i.code == "B202") for name in ONBEKEND)


def test_every_weight_has_its_margin_and_the_experts_beside_it(totaal: WeightProposal) -> None:
    for one in totaal.voorstel.gewichten:
        (old,) = [p.gewicht_frac for p in REGELS.leefgebieden[one.uitkomst].onderdelen if p.indicator == one.indicator]
        assert one.deskundigen_frac == old
        assert one.verschil_frac == pytest.approx(one.voorstel_frac - old, abs=1e-9)
        assert one.laag_frac <= one.voorstel_frac + 0.05
        assert one.hoog_frac >= one.voorstel_frac - 0.05
    for home in {one.uitkomst for one in totaal.voorstel.gewichten}:
        shares = [one.spreiding_frac for one in totaal.voorstel.gewichten if one.uitkomst == home]
        assert sum(shares) == pytest.approx(1, abs=1e-3)


def test_what_is_worth_a_warning_is_told(totaal: WeightProposal) -> None:
    assert {"B198", "B199", "B200", "B202"} <= codes(totaal)
    assert not {"B197", "B201", "B203"} & codes(totaal)
    assert any("roken" in issue.message for issue in totaal.bevindingen if issue.code == "B198")
    assert any("signaal, niet als waarheid" in text for text in totaal.voorstel.let_op)


def test_scoring_with_accepted_weights_gives_exactly_what_was_predicted(
    totaal: WeightProposal, overgenomen: Rulebook, table: BuurtTable
) -> None:
    scored = overall_picture(table, score_outcomes(table, overgenomen), overgenomen)
    assert scored is not None
    rows = totaal.vraag.rijen
    assert scored.rekenkundig[rows] == pytest.approx(1 + 0.99 * totaal.score, abs=2e-4)  # scores are rounded first
    before = overall_picture(table, score_outcomes(table, meegeleverd()), meegeleverd())
    assert before is not None
    assert before.rekenkundig[rows] == pytest.approx(1 + 0.99 * totaal.vraag.punten @ totaal.vraag.vooraf, abs=2e-4)
    assert (np.isfinite(scored.score) == np.isfinite(before.score)).all()


def test_accepted_rules_say_that_they_were_learned_and_by_whom(totaal: WeightProposal, overgenomen: Rulebook) -> None:
    changed = overgenomen.leefgebieden["wonen"]
    assert (changed.eigenaar, changed.status.value) == ("adviseur leefbaarheid", "aanname")
    source = overgenomen.bronnen[totaal.voorstel.id]
    assert source.id in changed.bron
    assert source.zelflerend
    assert source.geleerd_van == "lbm_totaal"
    assert "Zelflerend: ja" in (source.toelichting or "")
    assert "wonen" in learned_outcomes(overgenomen)
    assert learning_words(overgenomen).startswith("zelflerend: ja")
    assert learning_words(meegeleverd()) == "niet zelflerend"


def test_text_comes_back_the_same_and_twice_the_same(totaal: WeightProposal, table: BuurtTable) -> None:
    text = proposal_text(totaal.voorstel)
    assert read_proposal(text.encode(), NAAM) == totaal.voorstel
    assert "datum: 2026-11-22" in text
    again = propose_weights(table, REGELS, "lbm_totaal", datum=date(2026, 11, 22))
    assert proposal_text(again.voorstel) == text


def test_order_of_areas_changes_no_byte(table: BuurtTable) -> None:
    mixed = table.take(np.random.default_rng(4).permutation(N))
    one, two = (propose_weights(t, REGELS, "lbm_totaal", uitkomst="wonen") for t in (table, mixed))
    assert proposal_text(one.voorstel) == proposal_text(two.voorstel)


def test_composition_is_told_and_only_on_request(alle: WeightProposal, table: BuurtTable) -> None:
    assert weight(alle, "gezondheid", "woz_waarde") > 0.3
    asked = ask(table, meegeleverd(), "lbm_totaal", uitkomst="gezondheid", kandidaten=Kandidaten.RICHTING)
    assert not [one for one in asked.invoer if one.is_vrij]
    free = {one.indicator for one in alle.vraag.invoer if one.is_vrij}
    assert {"leeftijd_65_plus", "koopwoningen"} <= free
    assert not {one.indicator for one in alle.vraag.invoer if one.indicator.startswith("lbm_")}
    told = {w.indicator for w in alle.voorstel.gewichten} & free
    assert len([issue for issue in alle.bevindingen if issue.code == "B203"]) == len(told)


def test_new_figures_of_an_attention_point_come_with_their_side(
    risico: WeightProposal, table: BuurtTable, tmp_path: Path
) -> None:
    new = {w.indicator: w.hoger_is_meer for w in risico.voorstel.gewichten if w.nieuw}
    assert new["woz_waarde"] is False  # a high value goes with less of the problem
    rules = take_over(risico, tmp_path / "regels")
    drivers = {d.indicator: d.hoger_is_meer for d in rules.risicos["gezondheidsachterstand"].druk}
    assert drivers["woz_waarde"] is False
    (found,) = [one for one in score_outcomes(table, rules) if one.id == "gezondheidsachterstand"]
    assert found.score[risico.vraag.rijen] == pytest.approx(risico.score, abs=2e-4)


def test_a_proposal_that_is_not_better_says_so_and_is_refused(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    table = gebieden()
    table.values[:, table.column("lbm_totaal")] = rng.normal(size=N)
    found = propose_weights(table, REGELS, "lbm_totaal", uitkomst="gezondheid")
    assert found.voorstel.advies == "houd_deskundigen"
    assert "Houd de gewichten van de deskundigen." in [i.remedy for i in found.bevindingen if i.code == "B197"]
    raw = proposal_text(found.voorstel).encode()
    with pytest.raises(RulebookError, match="R642"):
        accepted_files(read_proposal(raw, NAAM), raw, NAAM, meegeleverd(), tmp_path, "adviseur")


def test_other_rules_refuse_a_proposal(totaal: WeightProposal, overgenomen: Rulebook) -> None:
    raw = proposal_text(totaal.voorstel).encode()
    with pytest.raises(RulebookError, match="R641"):
        accepted_files(totaal.voorstel, raw, NAAM, overgenomen, overgenomen.map, "adviseur")


def test_a_proposal_changed_by_hand_does_not_fit(totaal: WeightProposal, tmp_path: Path) -> None:
    first, *others = totaal.voorstel.gewichten
    forged = totaal.voorstel.model_copy(
        update={"gewichten": [first.model_copy(update={"deskundigen_frac": 0.7}), *others]}
    )
    with pytest.raises(RulebookError, match="R643"):
        accepted_files(forged, b"", NAAM, meegeleverd(), tmp_path, "adviseur")
    gone = totaal.voorstel.model_copy(update={"gewichten": [first.model_copy(update={"uitkomst": "nergens"}), *others]})
    with pytest.raises(RulebookError, match="R643"):
        accepted_files(gone, b"", NAAM, meegeleverd(), tmp_path, "adviseur")


def test_rules_that_would_be_wrong_are_not_written(tmp_path: Path) -> None:
    folder = bare_overlay(tmp_path / "regels", shipped("rules"))
    broken = (
        (shipped("rules") / "leefgebieden/wonen.yaml").read_bytes().replace(b"gewicht_frac: 0.4", b"gewicht_frac: 0.9")
    )
    with pytest.raises(RulebookError, match=r"leefgebieden/wonen\.yaml"):
        check_accepted({"leefgebieden/wonen.yaml": broken}, folder)
    assert not (folder / "leefgebieden").exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text.replace('status: "voorstel"', 'status: "aanname"'), "R"),
        (lambda text: text + "nog_iets: 1\n", "R"),
        (lambda text: text.replace("zelflerend: true", "zelflerend: ja"), "R"),
        (lambda _: "a: [", "R"),
    ],
)
def test_a_broken_proposal_is_refused_in_place(change: Callable[[str], str], says: str, totaal: WeightProposal) -> None:
    with pytest.raises(InputError, match=rf"{NAAM}.*\[{says}\d"):
        read_proposal(change(proposal_text(totaal.voorstel)).encode(), NAAM)


@pytest.mark.parametrize(
    ("tegen", "uitkomst", "code"),
    [
        ("lbm_totaal", "gezondhied", "B196"),
        ("lbm_tootaal", TOTAAL, "B191"),
        ("lbm_overlast", TOTAAL, "B191"),
        ("roken", "gezondheid", "B192"),
        ("roken", TOTAAL, "B192"),
        ("stedelijkheid", "gezondheid", "B193"),
        ("lbm_totaal", "eigen_regie", "B195"),
    ],
)
def test_questions_that_cannot_be_asked(table: BuurtTable, tegen: str, uitkomst: str, code: str) -> None:
    areas = zonder(table, "regie_over_leven") if code == "B195" else table
    with pytest.raises(InputError, match=code):
        ask(areas, meegeleverd(), tegen, uitkomst=uitkomst)


def test_few_municipalities_are_too_few(table: BuurtTable) -> None:
    with pytest.raises(InputError, match=r"B194.* 150 gebieden in 15 gemeenten"):
        ask(table.take(np.arange(150)), meegeleverd(), "lbm_totaal")


def test_the_whole_of_inputs_is_no_target(table: BuurtTable) -> None:
    with pytest.raises(InputError, match="B141"):
        ask(table, meegeleverd(), "eenzaam", uitkomst="sociale_relaties", kandidaten=Kandidaten.ALLE)


def test_a_figure_of_the_same_source_is_called_consistency(table: BuurtTable) -> None:
    asked = ask(table, meegeleverd(), "roken", uitkomst="sociale_relaties", kandidaten=Kandidaten.ALLE)
    assert "B201" in {issue.code for issue in asked.bevindingen}
    new = [one.indicator for one in asked.invoer if one.deskundigen_frac == 0]
    assert new
    assert not [name for name in new if set(REGELS.indicatoren[name].bron) & {"rivm_smap_2020"}]


def test_shares_and_rules_are_two_ways_to_say_the_same(totaal: WeightProposal) -> None:
    asked = totaal.vraag
    expert = in_rules(asked, asked.vooraf)
    assert as_shares(asked, expert) == pytest.approx(asked.vooraf, abs=1e-4)
    assert expert.delen == pytest.approx([one.deskundigen_frac for one in asked.invoer], abs=1e-4)
    small = np.full(len(asked.invoer), 1.0)
    assert in_rules(asked, small / small.sum(), kandidaat_frac=0.9).delen.min() > 0  # only new figures fall away
