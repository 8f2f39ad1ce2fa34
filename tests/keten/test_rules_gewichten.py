"""``rules gewichten`` on the command line: a proposal from files, and taking it over."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from tests.gegevens.werkmappen import kwb_rij, schrijf_kwb, schrijf_smap, smap_rij

VOORSTEL = "voorstel/gewichten-voorstel-gezondheid-lbm_totaal.yaml"
EERSTE = "ErvarenGezondheidGoedZeerGoed_4"


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Give files of 25 municipalities where liveability goes with smoking, which the experts give little weight."""
    folder, rng = tmp_path_factory.mktemp("cijfers"), np.random.default_rng(5)
    codes = [f"BU{1000 + g:04d}{i:04d}" for g in range(25) for i in range(6)]
    goed, roker = 65 + 20 * rng.random(len(codes)), 12 + 20 * rng.random(len(codes))
    kwb = schrijf_kwb(folder / "kwb.xlsx", [kwb_rij(code, gm_naam=f"Stad {code[2:6]}") for code in codes])
    rijen = [
        smap_rij(code, **{EERSTE: f"{g:.1f}".rjust(8), "Roker_11": f"{r:.1f}".rjust(8)})
        for code, g, r in zip(codes, goed, roker, strict=True)
    ]
    smap = schrijf_smap(folder / "smap.xlsx", rijen)
    lbm = folder / "lbm.csv"
    # Not quite the same order as an input: such a figure would judge nothing.
    ruis = [(number * 7919 % 101 - 50) / 200 * float(np.ptp(roker)) for number in range(len(codes))]
    regels = [
        f"{code},Buurt,2022,{4 - (r + extra) / 100:.4f},0,0,0,0,0,0"
        for code, r, extra in zip(codes, roker, ruis, strict=True)
    ]
    lbm.write_text("\n".join(["bu_code,bu_naam,jaar,lbm,afw,fys,onv,soc,vrz,won", *regels, ""]), encoding="utf-8")
    return kwb, smap, lbm


def propose(run, bestanden, *meer):
    """Ask weights of gezondheid against the Leefbaarometer."""
    words = ("--tegen", "lbm_totaal", "--uitkomst", "gezondheid", "--dekking", "30")
    return run("rules", "gewichten", *bestanden, *words, *meer)


@pytest.fixture(scope="module")
def bewaard() -> dict[str, bytes]:
    """Keep a proposal that was made once for all tests of this module."""
    return {}


@pytest.fixture
def voorstel(run, bestanden, bewaard, tmp_path) -> Path:
    """Put the proposal of these files in the folder where the command runs."""
    path = tmp_path / VOORSTEL
    if not bewaard:
        made = propose(run, bestanden, "-o", "voorstel", "--datum", "2026-11-22")
        assert made.exit_code == 0, made.err
        bewaard[VOORSTEL] = path.read_bytes()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bewaard[VOORSTEL])
    return path


def test_proposal_is_shown(run, bestanden):
    shown = propose(run, bestanden)
    assert shown.exit_code == 0, shown.err
    assert "Het voorstel is niet geschreven" in shown.out
    assert "winst van het voorstel" in shown.out
    assert "150 gebieden (buurt) in 25 gemeenten" in shown.out
    assert "[B200]" in shown.err
    assert not Path("voorstel").exists()


def test_proposal_is_written_once_and_has_the_same_bytes_every_time(run, bestanden, voorstel):
    first = voorstel.read_bytes()
    assert b"datum: 2026-11-22" in first
    again = propose(run, bestanden, "-o", "voorstel", "--datum", "2026-11-22")
    assert again.exit_code == 1
    assert "--overschrijf" in again.err
    written = propose(run, bestanden, "-o", "voorstel", "--datum", "2026-11-22", "--overschrijf")
    assert "Geschreven: voorstel" in written.out
    assert voorstel.read_bytes() == first


@pytest.mark.usefixtures("voorstel")
def test_taken_over_by_a_person_it_counts_and_says_so(run, bestanden):
    take = ("rules", "gewichten", "--neem-over", VOORSTEL, "--regels", "eigen")
    assert run(*take).exit_code == 2
    taken = run(*take, "--eigenaar", "adviseur leefbaarheid")
    assert taken.exit_code == 0, taken.err
    assert "rules check eigen" in taken.out
    checked = run("rules", "check", "eigen", "--datum", "2026-11-23")
    assert checked.exit_code == 0
    changed = run("rules", "diff", "eigen").out
    assert "roken > gewicht_frac: 0,1 ->" in changed
    assert "beheerder regelboek -> adviseur leefbaarheid" in changed
    scored = run("score", *bestanden, "--dekking", "30", "--regels", "eigen", "--json")
    assert scored.exit_code == 0, scored.err
    (model,) = [part["waarde"] for part in scored.json["verantwoording"] if part["onderdeel"] == "model"]
    assert "zelflerend: ja, de gewichten van gezondheid" in model
    once_more = run(*take, "--eigenaar", "adviseur leefbaarheid")
    assert once_more.exit_code == 1
    assert "[R641]" in once_more.err


@pytest.mark.usefixtures("voorstel")
def test_what_was_learned_from_is_no_judge_in_the_back_test(run, bestanden, tmp_path):
    asked = ("backtest", *bestanden, "--dekking", "30", "--uitkomst", "gezondheid", "--json")
    before = run(*asked)
    assert [row["reden"] for row in before.json["uitslagen"] if row["cijfer"] == "lbm_totaal"] == [""]
    taken = run(
        "rules", "gewichten", "--neem-over", VOORSTEL, "--regels", "eigen", "--eigenaar", "adviseur leefbaarheid"
    )
    assert taken.exit_code == 0, taken.err
    after = run(*asked, "--regels", "eigen", "-o", "uit.xlsx", "--pagina", "uit.md")
    assert after.exit_code == 0, after.err
    (pair,) = [row for row in after.json["uitslagen"] if row["cijfer"] == "lbm_totaal"]
    assert (pair["reden"], pair["oordeel"], pair["tegenstanders"]) == ("geleerd uit dit cijfer", "geen oordeel", [])
    assert after.json["vergelijkingen"] == before.json["vergelijkingen"] - 1
    assert "B204" in {one["code"] for one in after.json["meldingen"]}
    page = (tmp_path / "uit.md").read_text(encoding="utf-8")
    assert "`gezondheid` met `lbm_totaal` (geleerd uit dit cijfer)" in page
    book = CalamineWorkbook.from_path(str(tmp_path / "uit.xlsx"))
    head, *rows = book.get_sheet_by_name("Samenhang").to_python()
    (row,) = [dict(zip(head, cells, strict=True)) for cells in rows if cells[1] == "Leefbaarometer totaal"]
    assert (row["oordeel"], row["samenhang"]) == ("telt niet mee", "")
    assert "geleerd uit dit cijfer" in row["in gewone woorden"]
    receipt = dict(cells[:2] for cells in book.get_sheet_by_name("Verantwoording").to_python())
    assert any("geleerd uit dit cijfer" in str(value) for value in receipt.values())
    shown = run(*asked[:-1], "--regels", "eigen")
    assert "met Leefbaarometer totaal: geleerd uit dit cijfer" in shown.out


@pytest.mark.usefixtures("voorstel")
def test_an_owner_is_a_function_and_no_person(run, tmp_path):
    take = ("rules", "gewichten", "--neem-over", VOORSTEL, "--regels", "eigen", "--eigenaar")
    refused = run(*take, "j.jansen@wijk.nl")
    assert refused.exit_code == 1
    assert "[R644]" in refused.err
    assert "jansen" not in refused.err
    assert not (tmp_path / "eigen").exists()
    warned = run(*take, "Jan Jansen")
    assert warned.exit_code == 0, warned.err
    assert "[R645]" in warned.err


def test_taking_over_in_own_rules_leaves_the_rest(run, bestanden, tmp_path):
    run("rules", "init", "eigen")
    note = tmp_path / "eigen/leefgebieden/gezondheid.yaml"
    note.parent.mkdir()
    note.write_bytes((tmp_path / "eigen/basis/leefgebieden/gezondheid.yaml").read_bytes() + b"# van ons\n")
    assert propose(run, bestanden, "-o", "voorstel", "--regels", "eigen").exit_code == 0
    taken = run("rules", "gewichten", "--neem-over", VOORSTEL, "--regels", "eigen", "--eigenaar", "adviseur")
    assert taken.exit_code == 0, taken.err
    text = note.read_text(encoding="utf-8")
    assert text.endswith("# van ons\n")
    assert 'eigenaar: "adviseur"' in text
    assert "gewichten_gezondheid_lbm_totaal" in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--tegen", "lbm_totaal"), "noem bestanden"),
        (("kwb.xlsx",), "--tegen"),
        (("kwb.xlsx", "--tegen", "lbm_totaal", "--eigenaar", "ik"), "--eigenaar hoort bij --neem-over"),
        (("kwb.xlsx", "--neem-over", "v.yaml", "--regels", "eigen", "--eigenaar", "ik"), "--neem-over gaat alleen"),
        (("--neem-over", "v.yaml"), "--regels"),
        (("--neem-over", "v.yaml", "--regels", "eigen", "--eigenaar", " "), "--eigenaar"),
    ],
)
def test_wrong_use(run, words, says):
    ran = run("rules", "gewichten", *words)
    assert ran.exit_code == 2
    assert says in ran.err


def test_a_figure_that_cannot_be_the_measure(run, bestanden):
    ran = run("rules", "gewichten", *bestanden, "--tegen", "roken", "--uitkomst", "gezondheid", "-o", "voorstel")
    assert ran.exit_code == 1
    assert "[B192]" in ran.err
    assert not Path("voorstel").exists()


def test_a_proposal_that_is_not_there(run):
    ran = run("rules", "gewichten", "--neem-over", "weg.yaml", "--regels", "eigen", "--eigenaar", "adviseur")
    assert ran.exit_code == 1
    assert "weg.yaml" in ran.err
    assert not Path("eigen").exists()
