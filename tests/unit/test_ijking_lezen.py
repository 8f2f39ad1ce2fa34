"""Known shares from columns to a proposal: what can be used, what is refused, and what is written down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from buurtwijzer.core.errors import InputError
from buurtwijzer.data.table import BuurtTable, SourceFile
from buurtwijzer.evidence.calibration.calibrate import Calibration, calibrate, country_areas
from buurtwijzer.evidence.calibration.forward import Areas, changed, reconciled
from buurtwijzer.evidence.calibration.known import BEKEND, Survey, read_survey, tunable, with_known_columns
from buurtwijzer.evidence.calibration.proposal import Herkomst, proposed
from buurtwijzer.reporting.calibration_text import report_text, summary_lines
from buurtwijzer.rulebook.item_text import item_yaml
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Bron, Segmentatie
from buurtwijzer.rulebook.schema.segmentaties import Validatie
from buurtwijzer.rulebook.strict_yaml import parse_yaml
from buurtwijzer.rulebook.validation import check_validations, sealed, tables_hash, validated
from buurtwijzer.segmentation.from_tables import table_margins
from buurtwijzer.segmentation.indextable import fit_factors, group_shares, index_table
from tests.unit import segmentaties
from tests.unit.regels import NAN, buurten, parameters

IJKING = {
    "gebieden_minimaal_n": 30,
    "groepen_minimaal_n": 4,
    "delen_n": 3,
    "delen_binnen_n": 2,
    "kracht_laag": 0.05,
    "kracht_hoog": 5,
    "krachten_n": 3,
    "vorm_n": 200,
    "gebied_hoogstens_n": 400,
    "onbekend_n": 100,
    "stappen_n": 25,
    "land_n": 200,
    "winst_minimaal_punten": 0.1,
    "trekkingen_n": 200,
    "buiten_pct": 5,
    "zaad": 1,
}
HERKOMST = Herkomst("ijking_proef_2023", "Proef", 2023, "Proef", "alleen intern", "onderzoeker", "aandelen_2023.xlsx")
BRON = SourceFile("aandelen_2023.xlsx", "ab" * 32, "eigen", "", 2023, "de naam", True, ())


def regels() -> Rulebook:
    rule = segmentaties.groepen()
    book = segmentaties.regels(rule)
    own = {
        "ijking": parameters("ijking", IJKING),
        "referentie": parameters("referentie", {"inwoners_n": 50, "gebieden_n": 50, "gemeenten_n": 4}),
    }
    return with_known_columns(replace(book, parameters={**book.parameters, **own}), rule)


def tabel(afwijking: float = 0.9, n: int = 300, gevraagd: int = 300, gemeenten: int = 20) -> BuurtTable:
    """Make a country of which the first half of the gemeenten has known shares, from tables that differ."""
    rng = np.random.default_rng(3)
    jong, koop = rng.uniform(5, 60, n), rng.uniform(10, 90, n)
    columns: dict[str, list[float]] = {"jong": jong.tolist(), "oud": (90 - jong).tolist(), "koop": koop.tolist()}
    columns |= {name: [1.0] * n for name in ("kinderen", "stad", "hulp", "inzet")}
    start = index_table(segmentaties.groepen(), 0.6, 100)
    areas = Areas(
        (np.stack([jong / 90, 1 - jong / 90], axis=1), np.stack([koop, 100 - koop], axis=1) / 100), np.full(n, 1000.0)
    )
    theta = afwijking * np.array([1, -1, 1, -1, -1, 1, 1, -1, 0, 0, 1, -1, 0.5, 0.5, 0, 0])
    true = reconciled(areas, changed(start, theta))[1].aandeel
    said = np.stack([100 * rng.multinomial(gevraagd, share) / gevraagd for share in true])
    code = [f"BU{number % gemeenten:04d}{number:04d}" for number in range(n)]
    said[[int(c[2:6]) >= gemeenten // 2 for c in code]] = NAN
    columns |= {f"{BEKEND}.groep_{number}": said[:, number].tolist() for number in range(3)}
    columns["respondenten"] = np.where(np.isnan(said[:, 0]), NAN, gevraagd).tolist()
    return replace(buurten(columns, code=code), bestanden=(BRON,))


def zonder(table: BuurtTable, name: str, rows: slice = slice(None)) -> BuurtTable:
    values = table.values.copy()
    values[rows, table.column(name)] = NAN
    return replace(table, values=values)


def survey(table: BuurtTable) -> Survey:
    return read_survey(table, regels(), segmentaties.groepen())


def refused(table: BuurtTable) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        survey(table)
    (issue,) = caught.value.issues
    return issue.code, issue.message


@pytest.fixture(scope="module")
def gevonden() -> Calibration:
    return calibrate(tabel(), regels(), segmentaties.groepen())


@pytest.fixture(scope="module")
def voorstel(gevonden: Calibration) -> tuple[Segmentatie, Bron]:
    return proposed(gevonden, HERKOMST)


def test_known_shares_are_read_with_their_clusters() -> None:
    found = survey(tabel())
    assert found.cluster_soort == "gemeente"
    assert len(found.codes) == 150
    assert found.gemeenten == tuple(f"GM{number:04d}" for number in range(10))
    assert found.known.aandeel.sum(axis=1) == pytest.approx(1)
    assert found.known.gewicht == pytest.approx(300 * 400 / 700)
    assert found.jaar == 2023
    assert not found.issues


def test_within_one_gemeente_wijken_are_left_out() -> None:
    table = tabel(gemeenten=4)
    codes = tuple(f"BU0001{number % 6:02d}{number % 100:02d}" for number in range(len(table)))
    assert survey(replace(table, code=codes)).cluster_soort == "wijk"


def test_what_cannot_be_used_is_told() -> None:
    table = zonder(zonder(tabel(), "koop", slice(0, 20)), "respondenten", slice(20, 60))
    found = survey(table)
    assert {issue.code for issue in found.issues} == {"B225", "B226"}
    assert "10 gebieden" in next(issue.message for issue in found.issues if issue.code == "B226")
    assert found.known.gewicht[0] == pytest.approx(100 * 400 / 500)


def test_too_little_is_refused() -> None:
    assert refused(zonder(tabel(), f"{BEKEND}.groep_0", slice(30, None)))[0] == "B223"
    few = tabel(gemeenten=4)
    codes = tuple(f"{code[:6]}00{number % 100:02d}" for number, code in enumerate(few.code))
    code, message = refused(replace(few, code=codes))
    assert code == "B224"
    assert "2 gemeenten en 2 wijken" in message
    without = replace(tabel(), indicatoren=tuple(name.replace(BEKEND, "x") for name in tabel().indicatoren))
    code, message = refused(without)
    assert code == "B222"
    assert "'Groep 0', 'Groep 1' en 'Groep 2'" in message


@pytest.mark.parametrize(("id_", "why"), [("profielen", "prototype"), ("horoscoop", "niet in het regelboek")])
def test_only_tables_can_be_tuned(id_: str, why: str) -> None:
    with pytest.raises(InputError, match="B221") as caught:
        tunable(segmentaties.regels(), id_)
    assert why in caught.value.issues[0].message


def test_a_better_table_is_proposed_with_what_it_is_worth(
    gevonden: Calibration, voorstel: tuple[Segmentatie, Bron]
) -> None:
    assert gevonden.waarom_niet == ""
    rule, source = voorstel
    (entry,) = rule.gevalideerd
    assert entry.mae_pp < entry.mae_ongewijzigd_pp
    assert entry.winst_laag_pp > 0
    assert entry.helling == pytest.approx(1, abs=0.1)
    assert (entry.gebieden_n, entry.respondenten_n, entry.bron) == (150, 45_000, source.id)
    assert (rule.eigenaar, rule.status.value, source.licentie) == ("onderzoeker", "aanname", "alleen intern")
    assert all(kenmerk.status.value == "aanname" for kenmerk in rule.indextabel.kenmerken)  # type: ignore[union-attr]


def test_what_is_written_keeps_the_country_exact(voorstel: tuple[Segmentatie, Bron]) -> None:
    table, book = tabel(), regels()
    rule, _ = voorstel
    land = country_areas(table, book, rule)
    written = Segmentatie.model_validate(parse_yaml(item_yaml(rule, "segmentaties").encode(), "x").data)
    assert written == rule
    own = index_table(written, 0.6, 100)
    assert own.factoren == pytest.approx(fit_factors(land.verdeling, land.inwoners, own), abs=2e-6)
    scores = np.log(own.pi) + sum(
        own.demping * weight * np.log(margin @ (cells / (own.pi @ cells)).T)
        for weight, margin, cells in zip(own.gewichten, table_margins(written, table), own.tabellen, strict=True)
    )
    found = group_shares(scores, table.inwoners, own)
    assert found.mean(axis=0) == pytest.approx([0.2, 0.5, 0.3], abs=1e-5)


def test_the_same_tables_propose_nothing() -> None:
    found = calibrate(tabel(afwijking=0.0), regels(), segmentaties.groepen())
    assert found.waarom_niet
    text = report_text(found, HERKOMST)
    assert "Niets voorgesteld" in text
    assert "niet gevalideerd hier" in text


def test_the_order_of_rows_does_not_show(gevonden: Calibration, voorstel: tuple[Segmentatie, Bron]) -> None:
    turned = tabel()
    again = calibrate(turned.take(np.arange(len(turned))[::-1]), regels(), segmentaties.groepen())
    assert report_text(again, HERKOMST) == report_text(gevonden, HERKOMST)
    assert item_yaml(proposed(again, HERKOMST)[0], "segmentaties") == item_yaml(voorstel[0], "segmentaties")


def test_the_report_says_how_good_beside_what(gevonden: Calibration) -> None:
    text = report_text(gevonden, HERKOMST, gevonden.survey.issues)
    for words in ("overal de landelijke aandelen", "tabellen zoals ze zijn", "bijgestelde tabellen", "alleen intern"):
        assert words in text
    assert "GM0000" in text
    assert len(summary_lines(gevonden)) == 4


def checked(rule: Segmentatie) -> list[str]:
    return [issue.code for issue in check_validations(replace(segmentaties.regels(), segmentaties={rule.id: rule}))]


def test_a_validation_belongs_to_its_tables(voorstel: tuple[Segmentatie, Bron]) -> None:
    rule, _ = voorstel
    assert checked(rule) == []
    first, *rest = rule.segmenten
    for other in (
        rule.model_copy(update={"segmenten": [first.model_copy(update={"ijkfactor": 1.5}), *rest]}),
        rule.model_copy(update={"indextabel": rule.indextabel.model_copy(update={"demping_frac": 0.5})}),  # type: ignore[union-attr]
    ):
        assert checked(other) == ["R652"]
        assert tables_hash(other) != tables_hash(rule)
    renamed = rule.model_copy(update={"naam": "Anders"})
    assert tables_hash(renamed) == tables_hash(rule)


@pytest.mark.parametrize("field", [name for name in Validatie.model_fields if name != "validatie_sha256"])
def test_nothing_of_a_validation_can_be_changed_by_hand(field: str, voorstel: tuple[Segmentatie, Bron]) -> None:
    rule, _ = voorstel
    (entry,) = rule.gevalideerd
    changes: dict[str, object] = {
        "gemeenten": [*entry.gemeenten, "GM0344"],
        "niveau": "wijk" if entry.niveau == "buurt" else "buurt",
        "tabellen_sha256": "0" * 64,
        "respondenten_n": 12_345,
    }
    if field not in changes:
        old = getattr(entry, field)
        changes[field] = f"{old}x" if isinstance(old, str) else old + 1
    forged = entry.model_copy(update={field: changes[field]})
    assert forged != entry
    assert "R654" in checked(rule.model_copy(update={"gevalideerd": [forged]}))


def test_a_validation_must_beat_no_estimate(voorstel: tuple[Segmentatie, Bron]) -> None:
    rule, _ = voorstel
    (entry,) = rule.gevalideerd
    for worse in ({"mae_pp": entry.mae_landelijk_pp}, {"helling": -0.1}):
        assert checked(rule.model_copy(update={"gevalideerd": [sealed(entry.model_copy(update=worse))]})) == ["R653"]
    profiles = segmentaties.profielen().model_copy(update={"gevalideerd": [entry]})
    assert checked(profiles) == ["R651"]


def test_a_validation_covers_its_gemeenten_only(voorstel: tuple[Segmentatie, Bron]) -> None:
    rule, _ = voorstel
    codes = ("BU00030001", "WK000301", "GM0003", "BU00110001", "EG-DORP 0003", "NL00")
    assert validated(rule, codes) == (True, True, True, False, False, False)
    assert not any(validated(segmentaties.groepen(), codes))
