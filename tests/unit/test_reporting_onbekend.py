"""Unknown is no finding: where too few outcomes have a score, the cells say so; and doing stands not beside leaving."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from buurtwijzer.assessment import Assessment
from buurtwijzer.missing_sources import missing_sources
from buurtwijzer.reporting.blad import Cel
from buurtwijzer.reporting.findings import Bevinding
from buurtwijzer.reporting.sheets import build_sheets
from buurtwijzer.reporting.texts import strength_text
from buurtwijzer.rulebook.schema import Manier
from buurtwijzer.scoring.outcomes import OutcomeKind, OutcomeScores
from tests.unit.assessments import NAN, advies, assessment, outcome, rulebook, uitkomsten

FLAT = (0.0, 0.0, NAN)


def first(result: Assessment, blad: str = "Overzicht") -> dict[str, Cel]:
    found = next(one for one in build_sheets(result) if one.naam == blad)
    return dict(zip([kolom.kop for kolom in found.kolommen], next(iter(found.rijen)), strict=True))


def known_and_unknown(known: int, unknown: int, push: float = 0.0) -> tuple[OutcomeScores, ...]:
    """Give so many strengths and attention points with a score, and so many without; the first is pushed."""
    missing = ("Te weinig gegevens.", "Te weinig gegevens.", "Te klein.")

    def some(kind: OutcomeKind) -> list[OutcomeScores]:
        return [
            outcome(
                kind,
                f"{kind.value}_{n}",
                f"{kind.value} {n}",
                {"a_koop": (push if n == 0 else 0.0, 0.0, NAN)},
                **({} if n < known else {"reden": missing}),  # type: ignore[arg-type]
            )
            for n in range(known + unknown)
        ]

    leefgebied = outcome(OutcomeKind.LEEFGEBIED, "wonen", "wonen", {"a_koop": FLAT, "b_leeg": FLAT})
    return (leefgebied, *some(OutcomeKind.KRACHT), *some(OutcomeKind.RISICO))


def partly(known: int, unknown: int, push: float = 0.0, **changes: Any) -> Assessment:
    """Make a result of such outcomes, with rules for them like those there are."""
    found, rules = known_and_unknown(known, unknown, push), rulebook()
    strength, risk = rules.krachten["vrijwillige_inzet"], rules.risicos["rondkomen"]
    own = [o.id for o in found]
    rules = replace(
        rules,
        krachten={i: strength.model_copy(update={"id": i}) for i in own if i.startswith("kracht")},
        risicos={i: risk.model_copy(update={"id": i}) for i in own if i.startswith("risico")},
    )
    return assessment(uitkomsten=found, rulebook=rules, **changes)


def test_nothing_found_among_mostly_unknown_is_not_said_to_be_nothing() -> None:
    row = first(partly(1, 3, -35.0, adviezen=((), (), ())))
    assert row["kracht 1"] == "Niet te zeggen: 3 van de 4 krachten hebben te weinig cijfers."
    assert row["aandachtspunt 1"] == "Niet te zeggen: 3 van de 4 aandachtspunten hebben te weinig cijfers."
    assert row["advies 1"] == row["aandachtspunt 1"]
    assert [row[f"{kop} 2"] for kop in ("kracht", "aandachtspunt", "advies")] == [None] * 3


def test_kern_does_not_say_that_an_unknown_area_is_like_the_others() -> None:
    nothing = partly(1, 3, adviezen=((), (), ()))
    assert first(nothing)["kern"] == "Niet te zeggen: 6 van de 9 scores hebben te weinig cijfers."
    differs = partly(1, 3, 20.0, adviezen=((), (), ()))
    assert str(first(differs)["kern"]).startswith("Anders dan vergelijkbare buurten: ")


def test_beside_what_was_found_the_unknown_is_told_once() -> None:
    row = first(partly(1, 3, 20.0))
    assert str(row["kracht 1"]).startswith("Kracht 0: 70 van 100; 20 punten sterker dan vergelijkbaar")
    for kop in ("kracht", "aandachtspunt"):
        assert row[f"{kop} 2"] == "Verder niet te zeggen: 3 van de 4 hebben te weinig cijfers."
        assert row[f"{kop} 3"] is None


def test_half_of_them_known_is_enough() -> None:
    row = first(partly(2, 2, -35.0, adviezen=((), (), ())))
    assert row["kracht 1"] == "Geen kracht springt eruit."
    assert row["aandachtspunt 1"] == "Geen aandachtspunt springt eruit."
    assert row["advies 1"] == "Geen advies: geen aandachtspunt."


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["laten"], ["Bewust niet ingrijpen", None, None]),
        (["doen", "laten"], ["Buurtkamer", "Of: bewust niet ingrijpen (afweging)", None]),
        (["laten", "doen"], ["Bewust niet ingrijpen", "Of: buurtkamer", None]),
        (["doen", "doen"], ["Buurtkamer", "Buurtkamer", None]),
    ],
)
def test_to_leave_it_never_stands_beside_to_do_it(names: list[str], said: list[str | None]) -> None:
    rules = rulebook()
    buurtkamer = rules.interventies["buurtkamer"]
    leave = buurtkamer.model_copy(update={"id": "laten", "manier": Manier.NIET_INGRIJPEN})
    rules = replace(rules, interventies={**rules.interventies, "doen": buurtkamer, "laten": leave})
    shown = {"doen": advies("doen", "Buurtkamer"), "laten": advies("laten", "Bewust niet ingrijpen")}
    row = first(assessment(rulebook=rules, adviezen=(tuple(shown[name] for name in names), (), ())))
    assert [row[f"advies {n}"] for n in (1, 2, 3)] == said


@pytest.mark.parametrize(
    ("comparable", "said"),
    [
        (55.0, "5 punten sterker dan vergelijkbaar"),
        (56.0, "ongeveer gelijk aan vergelijkbaar"),
        (61.0, "ongeveer gelijk aan vergelijkbaar"),
        (72.0, "12 punten zwakker dan vergelijkbaar"),
    ],
)
def test_a_difference_says_than_what_and_a_small_one_is_about_equal(comparable: float, said: str) -> None:
    found = Bevinding(OutcomeKind.KRACHT, "x", "X", 60.0, comparable, valt_op=abs(60.0 - comparable) >= 5)
    assert strength_text(found) == f"X: 60 van 100; {said}"
    own = outcome(
        OutcomeKind.KRACHT,
        "vrijwillige_inzet",
        "X",
        {"d_sport": (10.0, 0.0, NAN)},
        vergelijkbaar=(comparable, 50.0, NAN),
    )
    high = replace(own, score=np.array([75.0, 50.0, NAN]), vergelijkbaar=np.array([comparable + 15, 50.0, NAN]))
    others = [o for o in uitkomsten() if o.soort is not OutcomeKind.KRACHT]
    assert f"; {said}; zekerheid" in str(first(assessment(uitkomsten=(*others, high)))["kracht 1"])


def test_nothing_is_asked_for_where_most_scores_are_there_or_no_file_would_help() -> None:
    full = assessment()
    assert missing_sources(full.table, full.uitkomsten, full.rulebook) == ()
    assert missing_sources(full.table, known_and_unknown(1, 3), full.rulebook) == ()
