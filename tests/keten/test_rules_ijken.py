"""``rules ijken`` from files to a proposal that gets a workbook to say less: made shares on the sample town."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook

import buurtwijzer
from buurtwijzer.core.resources import shipped
from buurtwijzer.evidence.calibration.calibrate import country_areas
from buurtwijzer.evidence.calibration.forward import changed, reconciled, sizes
from buurtwijzer.rulebook.loader import load_rulebook
from buurtwijzer.segmentation.indextable import index_table
from tests.eigen import own_rules
from tests.keten.conftest import Ran

Run = Callable[..., Ran]
STAD = shipped("sample_data") / "kwb2023_voorbeeldstad.xlsx"
MINDER = {
    "ijking": {
        "gebieden_minimaal_n": 10,
        "groepen_minimaal_n": 3,
        "delen_n": 3,
        "delen_binnen_n": 2,
        "krachten_n": 2,
        "stappen_n": 20,
        "trekkingen_n": 200,
    },
    "referentie": {"gebieden_n": 5, "gemeenten_n": 1},
}
HIER = "niet gevalideerd hier"
VRAAG = ("--onderzoek", "Proef Öst & Zn", "--licentie", "alleen intern", "--eigenaar", "onderzoeker")


def regels_voor_een_stad() -> dict[str, str]:
    """Give parameters with which one town counts as a country; nobody should, but the chain is the same."""
    files = {}
    for group, numbers in MINDER.items():
        lines = (shipped("rules") / "parameters" / f"{group}.yaml").read_text(encoding="utf-8").split("\n")
        for name, number in numbers.items():
            lines[lines.index(f"  {name}:") + 1] = f"    waarde: {number}"
        files[f"parameters/{group}.yaml"] = "\n".join(lines)
    return files


def bekende_aandelen(path: Path, far: float, asked: int | None = 4000) -> None:
    """Make shares of the sample town from tables that lie `far` from the published ones."""
    rulebook = load_rulebook(path.parent / "stad", environ={})
    rule = rulebook.segmentaties["bewonersgroepen"]
    table = buurtwijzer.read_buurten([STAD], rulebook).table
    areas = country_areas(table, rulebook, rule)
    start = index_table(rule, 0.6, 100)
    theta = far * np.random.default_rng(4).normal(size=sizes(start))
    theta[-6:] = far * np.array([0.5, 0.5, 0.5, 0.0, 0.5, 0.0])
    true = reconciled(areas, changed(start, theta))[1].aandeel
    codes = [
        code for code, people in zip(table.code, table.inwoners, strict=True) if code.startswith("BU") and people >= 100
    ]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["code", *(part.naam for part in rule.segmenten), *(["respondenten"] if asked else [])])
    rows = {float(people): share for people, share in zip(areas.inwoners, true, strict=True)}
    for code in codes:
        share = rows.get(float(table.inwoners[table.code.index(code)]))
        if share is not None:
            sheet.append([code, *(round(100 * float(own), 4) for own in share), *([asked] if asked else [])])
    book.save(path)


@pytest.fixture
def stad(tmp_path: Path) -> Path:
    return own_rules(tmp_path / "stad", regels_voor_een_stad())


def teksten(path: Path, blad: str) -> str:
    sheet = load_workbook(path)[blad]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def ijk(run: Run, folder: Path, *more: object) -> Ran:
    bekend = folder / "aandelen_2023.xlsx"
    return run("rules", "ijken", STAD, "--bekend", bekend, *VRAAG, "-o", folder / "voorstel", *more)


def test_a_proposal_makes_the_workbook_say_where_it_was_checked(run: Run, stad: Path, tmp_path: Path) -> None:
    bekende_aandelen(tmp_path / "aandelen_2023.xlsx", far=0.8)
    ran = ijk(run, tmp_path, "--regels", stad)
    assert ran.exit_code == 0, ran.err
    assert "Voorstel geschreven" in ran.out
    verslag = (tmp_path / "voorstel-verslag.md").read_text(encoding="utf-8")
    assert "alleen intern" in verslag
    assert "Voorstel: bijgestelde tabellen zijn beter" in verslag
    assert (tmp_path / "voorstel" / "bronnen" / "ijking_proef_ost_zn_2023.yaml").is_file()
    assert run("rules", "check", tmp_path / "voorstel").exit_code == 0

    for name, words in (("voor", ()), ("na", ("--regels", tmp_path / "voorstel"))):
        assert run("score", STAD, "-o", tmp_path / f"{name}.xlsx", *words).exit_code == 0
    voor, na = tmp_path / "voor.xlsx", tmp_path / "na.xlsx"
    assert HIER in teksten(voor, "Bewonersgroepen").casefold()
    assert "Rust op de aandelen van bewonersgroepen. Niet gevalideerd hier" in teksten(voor, "Samenleven")
    assert HIER not in teksten(na, "Samenleven").casefold()
    assert "Leefstijlprofielen en bewonersgroepen: niet gevalideerd hier." in teksten(voor, "Overzicht")
    assert "Bewonersgroepen: niet gevalideerd hier" in teksten(voor, "Verantwoording")
    assert HIER not in teksten(na, "Bewonersgroepen").casefold()
    assert "Nagekeken in deze gemeente met Proef Öst & Zn (2023)" in teksten(na, "Bewonersgroepen")
    # The profiles of areas are another estimate: of these nothing was checked.
    assert HIER in teksten(na, "Leefstijlen").casefold()
    assert "Leefstijlprofielen: niet gevalideerd hier." in teksten(na, "Overzicht")
    assert "Bewonersgroepen: niet gevalideerd hier" not in teksten(na, "Verantwoording")

    rule = tmp_path / "voorstel" / "segmentaties" / "bewonersgroepen.yaml"
    own = rule.read_text(encoding="utf-8")
    rule.write_text(own.replace("    gemeenten: [", '    gemeenten: ["GM0344", '), encoding="utf-8")
    ran = run("rules", "check", tmp_path / "voorstel")
    assert (ran.exit_code, "R654" in ran.out) == (1, True)
    rule.write_text(own, encoding="utf-8")
    rule.write_text(rule.read_text(encoding="utf-8").replace("krimp_n: ", "krimp_n: 1"), encoding="utf-8")
    ran = run("rules", "check", tmp_path / "voorstel")
    assert ran.exit_code == 1
    assert "R652" in ran.out


def test_published_tables_that_are_right_stay(run: Run, stad: Path, tmp_path: Path) -> None:
    bekende_aandelen(tmp_path / "aandelen_2023.xlsx", far=0.0, asked=None)
    ran = ijk(run, tmp_path, "--regels", stad)
    assert ran.exit_code == 0, ran.err
    assert "Niets voorgesteld" in ran.out
    assert "B225" in ran.err
    assert not (tmp_path / "voorstel").exists()
    assert HIER in (tmp_path / "voorstel-verslag.md").read_text(encoding="utf-8")
    ran = ijk(run, tmp_path, "--regels", stad)
    assert ran.exit_code == 1
    assert "bestaat al" in ran.err


def test_shares_without_a_year_are_refused_before_the_rest_is_read(run: Run, tmp_path: Path) -> None:
    bekend = tmp_path / "aandelen.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rule = load_rulebook(shipped("rules"), environ={}).segmentaties["bewonersgroepen"]
    sheet.append(["code", *(part.naam for part in rule.segmenten)])
    sheet.append(["BU99990001", *[100 / len(rule.segmenten)] * len(rule.segmenten)])
    book.save(bekend)
    ran = run("rules", "ijken", tmp_path / "weg.xlsx", "--bekend", bekend, *VRAAG, "-o", tmp_path / "voorstel")
    assert ran.exit_code == 1
    assert "D202" in ran.err
    assert "weg.xlsx" not in ran.err
    assert "jaar in de naam" in " ".join(run("rules", "ijken", "--help").out.split())


def test_an_owner_is_a_function_and_no_person(run: Run, stad: Path, tmp_path: Path) -> None:
    bekende_aandelen(tmp_path / "aandelen_2023.xlsx", far=0.0)
    ran = ijk(run, tmp_path, "--regels", stad, "--eigenaar", "Jan Jansen")
    assert ran.exit_code == 0, ran.err
    assert "[R645]" in ran.err
    ran = ijk(run, tmp_path, "--regels", stad, "--eigenaar", "jan@wijk.nl", "--overschrijf")
    assert ran.exit_code == 1
    assert "[R644]" in ran.err


def test_too_few_areas_and_a_full_folder_are_refused(run: Run, stad: Path, tmp_path: Path) -> None:
    bekende_aandelen(tmp_path / "aandelen_2023.xlsx", far=0.0)
    ran = ijk(run, tmp_path)
    assert ran.exit_code == 1
    assert "B223" in ran.err
    ran = ijk(run, tmp_path, "--segmentatie", "leefstijlprofielen")
    assert "B221" in ran.err
    (tmp_path / "voorstel").mkdir()
    (tmp_path / "voorstel" / "iets.txt").write_text("x", encoding="utf-8")
    ran = ijk(run, tmp_path, "--regels", stad)
    assert ran.exit_code == 1
    assert "voorstel" in ran.err
