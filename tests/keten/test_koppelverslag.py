"""How files fit together, as the command line says it: in the receipt, in JSON, and by ``data inspect``."""

from __future__ import annotations

from buurtwijzer.data.read import read_buurten
from tests.gegevens.werkmappen import KWB_KOPPEN, kwb_rij, schrijf_kwb

A, B, C = "BU99990001", "BU99990002", "BU99990003"


def paden(folder):
    new = schrijf_kwb(folder / "nieuw.xlsx", [kwb_rij(A, ind_wbi=3, p_koopw="."), kwb_rij(B, regio="Nieuw")])
    old = schrijf_kwb(folder / "oud.xlsx", [kwb_rij(A, p_koopw=20), kwb_rij(B, regio="Elders")], blad="kwb-2021")
    return new, old


def test_score_says_how_files_fit_in_json_and_in_the_receipt(run, tmp_path):
    found = run("score", *paden(tmp_path), "--json").json
    new, old = found["koppeling"]["bestanden"]
    assert (new["jaar"], new["gekoppeld"]) == (2023, 2)
    assert old["andere_naam"] == [{"code": B, "naam": "Elders", "nu_code": B, "nu_naam": "Nieuw"}]
    assert found["koppeling"]["laatste_jaar"]["woz_waarde"] == 2023
    assert "koopwoningen" in found["koppeling"]["laatste_jaar"]
    receipt = {row["onderdeel"]: row["waarde"] for row in found["verantwoording"]}
    assert B in receipt["bestand 2 koppeling"]
    assert "2023: " in receipt["laatste jaar per indicator"]


def test_a_list_of_old_to_new_codes_goes_with_score(run, tmp_path):
    paths = paden(tmp_path)
    lijst = tmp_path / "lijst.csv"
    lijst.write_text(f"oude code;nieuwe code;aandeel\n{A};{A};1\n", "utf-8")
    found = run("score", *paths, "--omzetting", lijst, "--json").json
    assert found["koppeling"]["bestanden"][1]["omgezet"] == [A]
    assert any(issue["code"] == "D458" for issue in found["meldingen"])
    ran = run("score", "--terugschrijven", paths[0], "-o", "kopie.xlsx", "--omzetting", lijst)
    assert ran.exit_code == 2
    assert "--omzetting" in ran.err


def test_inspect_says_how_sure_it_is_and_what_is_missing(run, tmp_path):
    new, old = paden(tmp_path)
    found = run("data", "inspect", new, "--json").json
    assert 0.5 < found["zekerheid"] <= 1
    assert "gwb_code_10" in found["zekerheid_uit"]
    assert found["dubbelzinnig"] == []
    assert found["rijen"] == {"buurt": 2}
    assert found["ontbreekt_per_kolom"]["p_koopw"] == {"aantal": 1, "aandeel": 0.5}
    both = run("data", "inspect", new, old, "--json").json
    assert [file["jaar"] for file in both["bestanden"]] == [2023, 2021]
    assert both["koppeling"]["bestanden"][1]["gekoppeld"] == 1
    assert "Koppeling:" in run("data", "inspect", new, old).out
    wrong = run("data", "inspect", "weg.xlsx", "ook_weg.xlsx")
    assert wrong.exit_code == 1
    assert "weg.xlsx" in wrong.err
    assert "ook_weg.xlsx" in wrong.err


def test_a_table_that_fits_two_kinds_is_told(run, tmp_path):
    scores = dict.fromkeys(("lbm", "afw", "fys", "onv", "soc"), 0.1)
    row = {**kwb_rij(A), "bu_code": A, "jaar": 2022, **scores}
    path = schrijf_kwb(tmp_path / "beide.xlsx", [row], koppen=("bu_code", "jaar", *scores, *KWB_KOPPEN))
    found = run("data", "inspect", path, "--json").json
    assert found["layout"] == "cbs_kwb"
    assert [other["layout"] for other in found["dubbelzinnig"]] == ["leefbaarometer"]
    assert "D461" in [issue["code"] for issue in found["meldingen"]]


def test_the_country_that_score_names_is_a_list_of_names(tmp_path, kwb):
    from tests.geladen import meegeleverd

    rules = meegeleverd()
    country = read_buurten([kwb], rules).table
    row = country.code.index(next(code for code in country.code if code.startswith("BU")))
    own = kwb_rij(country.code[row], regio=country.naam[row], gm_naam=country.gemeente[row], p_koopw=12)
    headers = [kop for kop in KWB_KOPPEN if not kop.startswith("gwb")]
    path = schrijf_kwb(tmp_path / "namen.xlsx", [own], koppen=headers)
    data = read_buurten([path], rules, naamlijst=country)
    assert data.table.code == (country.code[row],)
    assert data.table.values[0, data.table.column("koopwoningen")] == 12.0
