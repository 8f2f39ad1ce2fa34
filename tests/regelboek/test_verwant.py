"""An input under another name is still an input: what may judge follows from columns and files, not from words."""

from __future__ import annotations

from pathlib import Path

import pytest

from buurtwijzer.core.issues import Severity
from buurtwijzer.rulebook import modelled_issue_kinds
from buurtwijzer.rulebook.loader import check_rulebook
from buurtwijzer.rulebook.related import Related, modelled_layouts
from tests.eigen import own_rules
from tests.geladen import meegeleverd

_FOOT = "bron: [eigen_gegevens]\nstatus: aanname\neigenaar: beheerder\nherzien_voor: 2030-01-01\n"
POLITIE = "layout: politie\n    teller: [{}]\n    noemer: a_inw"
RIVM = "layout: rivm_gezondheid\n    waarde: {}"


def cijfer(naam: str, kolom: str, soort: str = "feit", plus: str = "") -> str:
    return (
        f"id: {naam}\nnaam: Proef\ndefinitie: Proef.\neenheid: pct\nrichting: lager_is_gunstiger\nsoort: {soort}\n"
        f"{plus}kolommen:\n  - {kolom}\n{_FOOT}"
    )


def toets(paren: dict[str, str], soort: str) -> str:
    own = "".join(f"  - uitkomst: {uitkomst}\n    cijfer: {naam}\n" for uitkomst, naam in paren.items())
    return f"id: proef\nnaam: Proef\nsoort: {soort}\nuitleg: Proef.\nvergelijkingen:\n{own}{_FOOT}"


def errors(folder: Path, naam: str, text: str, paren: dict[str, str], soort: str = "onafhankelijk") -> list[str]:
    files = {f"indicatoren/{naam}.yaml": text, "toetsing/proef.yaml": toets(paren, soort)}
    _, issues = check_rulebook(own_rules(folder / "eigen", files))
    return [f"{issue.code} {issue.place} {issue.message}" for issue in issues if issue.severity is Severity.FOUT]


@pytest.mark.parametrize(
    ("naam", "kolom", "uitkomst"),
    [
        ("proef_som", POLITIE.format("pol_totaal"), "veiligheid"),
        ("proef_meer", POLITIE.format("pol_totaal, pol_verkeer"), "veiligheid"),
        ("proef_eenzaam", RIVM.format("ErnstigZeerErnstigEenzaam"), "sociale_relaties"),
        ("proef_heel", RIVM.format("Eenzaam"), "sociale_relaties"),
    ],
)
def test_a_whole_or_part_under_another_name_is_refused(tmp_path: Path, naam: str, kolom: str, uitkomst: str) -> None:
    soort = "schatting" if "rivm" in kolom else "feit"
    found = errors(tmp_path, naam, cijfer(naam, kolom, soort), {uitkomst: naam}, "consistentie")
    assert len(found) == 1, found
    assert found[0].startswith("R632 toetsing/proef.yaml:7")
    assert f"'{naam}'" in found[0]


def test_a_model_is_not_independent_because_it_is_called_a_fact(tmp_path: Path) -> None:
    text = cijfer("proef_rivm", RIVM.format("Eenzaam"))
    found = errors(tmp_path, "proef_rivm", text, {"sociale_relaties": "proef_rivm", "eenzaamheid": "proef_rivm"})
    codes = [text[:4] for text in found]
    assert "R660" in codes
    assert len([code for code in codes if code in {"R632", "R634"}]) == 2, found
    assert any(text.startswith("R660 indicatoren/proef_rivm.yaml:6") for text in found), found


@pytest.mark.parametrize("soort", ["feit", "beleving"])
def test_a_modelled_figure_is_called_an_estimate(tmp_path: Path, soort: str) -> None:
    kolom = "layout: leefbaarometer\n    waarde: lbm"
    own = own_rules(tmp_path / "eigen", {"indicatoren/proef.yaml": cijfer("proef", kolom, soort)})
    _, issues = check_rulebook(own)
    assert [issue.code for issue in issues if issue.severity is Severity.FOUT] == ["R660"]
    assert {kind.code for kind in modelled_issue_kinds.KINDS} == {"R660"}


def test_what_is_left_of_a_whole_is_related_both_ways() -> None:
    related = Related(meegeleverd())
    for one, two in (("koopwoningen", "huurwoningen"), ("huurwoningen", "koopwoningen")):
        assert "overlaat" in related.shared(one, two)
    assert related.shared("huurwoningen", "eenzaam") == ""


def test_the_shipped_rules_know_which_files_are_models() -> None:
    assert modelled_layouts(meegeleverd()) == {"rivm_gezondheid", "leefbaarometer"}
