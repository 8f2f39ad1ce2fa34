"""`appraise()`: mistakes of a plan all at once, small areas refused, and what the result hangs on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import buurtwijzer
from buurtwijzer.data.table import BuurtData
from buurtwijzer.reporting.rekenbladen.bladen import rekenbladen
from buurtwijzer.reporting.rekenbladen.simulatie import full_name
from buurtwijzer.reporting.value_json import plan_json
from buurtwijzer.reporting.value_summary import value_lines
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plan import Plan, WatAls
from buurtwijzer.rulebook.schema import Partij, Status
from buurtwijzer.rulebook.schema.interventies import VrijVanRangschikking
from buurtwijzer.valuation.appraise import Waardering, appraise
from buurtwijzer.valuation.draw_keys import moves_together
from buurtwijzer.valuation.issue_kinds import W103
from buurtwijzer.valuation.model import NIET_OP_EURO
from buurtwijzer.valuation.sensitivity import sensitivity
from tests.geladen import meegeleverd
from tests.unit.regels import buurten
from tests.unit.waarde.boek import baat, boek, effect, eigen, interventie, kosten, model, plan, prijs, regel, uitkomst
from tests.unit.waarde.gevallen import alles

CODES = ("BU00010001", "BU00010002", "BU00010003")
A, B, KLEIN = CODES


def gegevens(strijdig: tuple[Any, ...] = ()) -> BuurtData:
    table = buurten(
        {"corporatiewoningen": [40.0, 0.0, 40.0], "burengerucht": [20.0, 10.0, 5.0]},
        code=CODES,
        inwoners=[2000.0, 800.0, 85.0],
        huishoudens=[900.0, 400.0, 45.0],
    )
    return BuurtData(table, (), strijdig)


def regels(**velden: Any) -> Rulebook:
    rule = interventie("x", effect("u", 0.1, 0.02, 0.2), kosten=kosten(15_000, 10_000, 30_000), **velden)
    return boek([rule], [uitkomst("u", baat("p"))], [prijs("p", 1_000, 500, 1_500)])


def waardeer(keuze: Plan, rules: Rulebook | None = None, *, simuleer: bool = False) -> Waardering:
    return appraise(keuze, gegevens(), rules or regels(), simuleer=simuleer)


def fouten(keuze: Plan, data: BuurtData | None = None) -> list[str]:
    with pytest.raises(buurtwijzer.InputError) as caught:
        appraise(keuze, data or gegevens(), regels())
    return [str(issue) for issue in caught.value.issues]


def test_facade() -> None:
    assert buurtwijzer.appraise is appraise
    assert buurtwijzer.Waardering is Waardering


def test_what_it_gives() -> None:
    found = waardeer(plan(regel("x", A)), simuleer=True)
    assert found.waarden["t_kosten_cw"] == 15_000
    assert all(isinstance(value, float) for value in found.waarden.values())
    assert found.waarden.keys() == found.model.invoer.keys() | found.model.cellen.keys()
    assert found.simulatie is not None
    assert (found.simulatie.trekkingen, found.simulatie.zaad) == (2000, 1)
    assert set(found.gebieden) == {A}
    assert waardeer(plan(regel("x", A))).simulatie is None


def test_every_mistake_at_once() -> None:
    wrong = plan(
        regel("y", A),
        regel("x", "BU00010004", start_jaar=2031, eigen={"deelnam": eigen(0.5)}),
        regel("x", KLEIN, verdeling={Partij.GEMEENTE: 0.5}),
        eigen_prijzen={"q": eigen(1.0)},
        nulalternatief=" ",
    )
    found = fouten(wrong)
    codes = [text.partition("[")[2][:4] for text in found]
    assert sorted(codes) == ["R203", "W105", "W106", "W120", "W120", "W121", "W122", "W123"]
    assert any("[W105] Het gebied 'BU00010004'" in text and "Bedoelt u 'BU0001000" in text for text in found)


def test_a_small_area_is_refused_in_the_words_of_the_house() -> None:
    assert fouten(plan(regel("x", KLEIN))) == [
        (
            f"plan proef: [W106] {KLEIN}: Geen score: 85 inwoners (minimaal 100). "
            "Neem de wijk of voeg gebieden samen met een lijst Gebieden."
        )
    ]


def test_an_area_whose_rows_contradict_each_other_is_explained() -> None:
    told = gegevens().table.take(np.array([0, 1]))
    conflict = W103.at("bestand.xlsx", uitkomst="u", gebied="g")
    found = fouten(plan(regel("x", KLEIN)), BuurtData(told, (), ((KLEIN, conflict),)))
    assert [text.partition("[")[2][:4] for text in found] == ["W105", "W103"]


def test_what_if_takes_the_place_of_a_figure() -> None:
    rules = regels(mag_corporatie="alleen_eigen_bezit")
    pays = {Partij.CORPORATIE: 1.0}
    own, none = (waardeer(plan(regel("x", code, verdeling=pays)), rules) for code in (A, B))
    assert (own.waarden["check_bevoegd"], none.waarden["check_bevoegd"]) == (1, 0)
    built = plan(regel("x", B, verdeling=pays), wat_als=(WatAls(B, "corporatiewoningen", 90.0),))
    assert waardeer(built, rules).waarden["check_bevoegd"] == 1


def test_what_if_never_about_people() -> None:
    (found,) = fouten(plan(regel("x", A), wat_als=(WatAls(A, "burengerucht", 1.0),)))
    assert "[W125]" in found


def test_exempt_from_ranking_stands_with_the_line() -> None:
    rules = regels()
    policy = next(item for item in rules.beleid.values() if item.actief)
    exempt = policy.model_copy(
        update={"vrij_van_rangschikking": [VrijVanRangschikking(interventie="x", reden="sociale basis")]}
    )
    found = waardeer(plan(regel("x", A)), replace(rules, beleid={exempt.id: exempt}))
    assert found.model.regels[0].vrij_van_rangschikking == "sociale basis"
    off = replace(rules, beleid={exempt.id: exempt.model_copy(update={"actief": False})})
    assert waardeer(plan(regel("x", A)), off).model.regels[0].vrij_van_rangschikking == ""


def test_what_is_exempt_gets_no_ratio_to_rank_by() -> None:
    rules = regels()
    policy = next(item for item in rules.beleid.values() if item.actief)
    entry = VrijVanRangschikking(interventie="x", reden="De raad wil het zo.")
    rules = replace(rules, beleid={policy.id: policy.model_copy(update={"vrij_van_rangschikking": [entry]})})
    found = waardeer(plan(regel("x", A)), rules)
    table = value_lines(found)
    line = next(text for text in table if text.startswith("x in") and "€" in text)
    assert line.split().count("-") == 2
    assert f"x in {found.model.regels[0].gebied_naam}: {NIET_OP_EURO}. De raad wil het zo." in table
    assert "'vrij_van_rangschikking': 'De raad wil het zo.'" in str(plan_json(found)["regels"])
    (sheet, *_) = rekenbladen(found)
    names = [str(cel.inhoud) for cel in sheet.cellen.values() if NIET_OP_EURO in str(cel.inhoud)]
    assert names == [f"x in {found.model.regels[0].gebied_naam} ({NIET_OP_EURO})"]


def test_a_figure_of_an_area_carries_its_cell_and_not_the_source_of_a_score() -> None:
    """Of the files of Voorbeeldstad: households, share of homes of a corporatie, and what happens without the plan."""
    root = Path(__file__).parents[3]
    names = ("kwb2023_voorbeeldstad.xlsx", "gezondheid2020_voorbeeldstad.xlsx")
    rules = meegeleverd()
    data = buurtwijzer.read_buurten([root / "sample_data" / name for name in names], rules)
    pays = {Partij.CORPORATIE: 1.0}
    lines = (
        regel("portiekaanpak", "BU99990202", verdeling=pays),
        regel("ips", "BU99990202"),
        regel("welzijn_op_recept", "BU99990202"),
    )
    model = appraise(plan(*lines), data, rules, simuleer=False).model
    assert model.invoer["r1_aanwezig"].bron == "kwb2023_voorbeeldstad.xlsx, blad kwb-2023, cel AF14 (2023)"
    assert model.invoer["r1_eigen_bezit"].bron == "kwb2023_voorbeeldstad.xlsx, blad kwb-2023, cel AT14 (2023)"
    health = next(item for naam, item in model.invoer.items() if naam.endswith("_nul"))
    assert health.bron == "gezondheid2020_voorbeeldstad.xlsx, blad RIVM_gezondheid2020_18+, cel AD15 (2020)"
    assert (health.bron_id, health.status) == ("", Status.AANNAME)
    assert model.invoer["r1_eigen_bezit"].status is Status.VASTGESTELD


def test_same_plan_twice_gives_the_same() -> None:
    one, two = (waardeer(plan(regel("x", A)), simuleer=True) for _ in range(2))
    np.testing.assert_equal(one.waarden, two.waarden)  # a check that cannot tell is NaN, twice
    assert one.gevoeligheid == two.gevoeligheid
    assert one.simulatie is not None
    assert two.simulatie is not None
    assert (one.simulatie.saldi == two.simulatie.saldi).all()


def test_shipped_rules_can_be_appraised() -> None:
    """Every intervention, in one plan; what has no price or no baseline is told and stops nothing."""
    rules = meegeleverd()
    lines = [
        regel(id_, A, inzet_jaren=2 if rule.kosten.ritme == "jaarlijks" else 1)
        for id_, rule in rules.interventies.items()
    ]
    found = appraise(plan(*lines, start_jaar=2024, prijspeil=2025), gegevens(), rules, simuleer=False)
    assert np.isfinite(found.waarden["t_saldo"])
    assert found.waarden["t_overdracht_cw"] == pytest.approx(0, abs=0.005)
    assert {issue.code for issue in found.issues} <= {"W101", "W102", "W103", "W104", "W151"}
    red = {item.id for item in found.model.controles if found.waarden[item.id] == 0}
    assert red <= {"check_bereik", "check_bevoegd", "check_oude_prijs", "check_nulsituatie"}


GEVALLEN = alles()
MODEL = model(GEVALLEN[0], GEVALLEN[1], *GEVALLEN[2].values())
GEVOELIG = sensitivity(MODEL, [0.016, 0.04])


def test_rates() -> None:
    assert [punt.waarde for punt in GEVOELIG.voeten] == [0.016, 0.0225, 0.04]
    for punt in GEVOELIG.voeten:
        found = MODEL.compute({"discontovoet": punt.waarde})
        assert (punt.saldo, punt.per_euro) == (pytest.approx(found["t_saldo"]), pytest.approx(found["t_per_euro"]))


def test_tornado_moves_what_is_drawn_as_one_largest_first() -> None:
    tied = moves_together(MODEL)
    shown = [balk.invoer for balk in GEVOELIG.tornado]
    assert set(shown) <= set(tied)
    widths = [balk.breedte for balk in GEVOELIG.tornado]
    assert widths == sorted(widths, reverse=True)
    assert min(widths) > 0
    for balk in GEVOELIG.tornado:
        item = MODEL.invoer[balk.invoer]
        assert (balk.laag.waarde, balk.hoog.waarde) == (item.laag, item.hoog)
        for punt, end in ((balk.laag, "laag"), (balk.hoog, "hoog")):
            ends = {naam: getattr(MODEL.invoer[naam], end) for naam in tied[balk.invoer]}
            assert punt.saldo == pytest.approx(MODEL.compute(ends)["t_saldo"])
    for first in set(tied) - set(shown):
        ends = {naam: MODEL.invoer[naam].hoog or 0.0 for naam in tied[first]}
        assert MODEL.compute(ends)["t_saldo"] == pytest.approx(MODEL.compute()["t_saldo"])


def test_evidence_of_an_intervention_moves_in_all_its_lines() -> None:
    """Line by line a tornado of four lines shows a quarter of what the simulation draws."""
    effect_ = effect("u", 0.1, 0.0, 0.2)
    rules = boek([interventie("x", effect_)], [uitkomst("u", baat("p"))], [prijs("p")], marge_netto_frac=0.0)
    one = model(plan(regel("x", aantal=4.0)), rules)
    four = model(plan(*[regel("x")] * 4), rules)
    (whole,), (split,) = (sensitivity(each, []).tornado for each in (one, four))
    assert (split.invoer, split.breedte) == (whole.invoer, pytest.approx(whole.breedte))
    assert full_name(one, "r1_e1_effect").endswith("(regel 1)")
    assert full_name(four, "r1_e1_effect").endswith("(regels 1, 2, 3 en 4)")
    many = model(plan(*[regel("x")] * 5), rules)
    assert full_name(many, "r1_e1_effect").endswith("(5 regels tegelijk)")


def test_break_even_is_where_the_balance_is_nought() -> None:
    assert [item.invoer for item in GEVOELIG.evenwicht] == [
        f"{effect.id}_effect" for regel in MODEL.regels for effect in regel.effecten
    ]
    for item in GEVOELIG.evenwicht:
        if item.waarde is not None:
            assert float(MODEL.compute({item.invoer: item.waarde})["t_saldo"]) == pytest.approx(0, abs=0.005)


def test_break_even_through_chains_and_overlap() -> None:
    found = {item.invoer: item.waarde for item in GEVOELIG.evenwicht}
    assert found["r1_e2_effect"] is not None, "dakloos: groot genoeg om alles terug te verdienen"
    assert found["r2_e2_effect"] is None, "bijstand is een overdracht: die maakt het geheel niet beter"


def test_break_even_of_an_effect_that_is_nought() -> None:
    rules = boek([interventie("x", effect("u", 0.0, 0.0, 0.2))], [uitkomst("u", baat("p"))], [prijs("p", 10_000)])
    (found,) = sensitivity(model(plan(regel("x")), rules), []).evenwicht
    assert found.waarde is not None
    assert found.waarde > 0
