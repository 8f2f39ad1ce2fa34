"""The layout of the CBS file Kerncijfers wijken en buurten: columns per year, rounding and hiding.

Source of the rules: CBS, Toelichting variabelen Kerncijfers wijken en buurten 2023. Columns and text cells of 2023 as
in the interim release of that year; of 2022 as documented. This module knows no fiction.
"""
# ruff: noqa: SIM905 - a header reads best as the words of the header

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

Cel = str | float | int
ONBEKEND = "."

_SLEUTELS = "gwb_code_10 gwb_code_8 regio gm_naam recs gwb_code ind_wbi".split()
_BEVOLKING = "a_inw a_man a_vrouw a_00_14 a_15_24 a_25_44 a_45_64 a_65_oo a_ongeh a_gehuwd a_gesch a_verwed".split()
_HERKOMST_2022 = "a_w_all a_nw_all a_marok a_antaru a_suri a_tur a_ov_nw".split()
_HERKOMST_2023 = "a_nl_all a_eur_al a_neu_al a_geb_nl a_geb_eu a_geb_ne a_gbl_eu a_gbl_ne".split()
_LOOP = "a_geb p_geb a_ste p_ste".split()
_HUISHOUDEN = "a_hh a_1p_hh a_hh_z_k a_hh_m_k g_hhgro bev_dich".split()
_WONEN = (
    "a_woning g_wozbag p_1gezw p_mgezw p_bewndw p_leegsw p_koopw p_huurw p_wcorpw p_ov_hw p_e_o_w p_bjj2k p_bjo2k"
).split()
_ENERGIE = [f"g_{s}{v}" for s in ("ele", "gas") for v in ("", "_ap", "_tw", "_hw", "_2w", "_vw", "_hu", "_ko")]
_OPLEIDING = "a_opl_lg a_opl_md a_opl_hg".split()
_WERK = "p_arb_pp p_arb_wn p_arb_zs".split()
_INKOMEN = (
    "a_inkont g_ink_po g_ink_pi p_ink_li p_ink_hi g_hh_sti p_hh_li p_hh_hi p_hh_lkk p_hh_osm p_hh_110 p_hh_120 m_hh_ver"
).split()
_UITKERING = "a_soz_wb a_soz_ao a_soz_ww a_soz_ow".split()
_ZORG = "a_jz_tn p_jz_tn a_wmo_t p_wmo_t".split()
_BEDRIJF = "a_bedv a_bed_a a_bed_bf a_bed_gi a_bed_hj a_bed_kl a_bed_mn a_bed_oq a_bed_ru".split()
_AUTO = "a_pau a_bst_b a_bst_nb g_pau_hh g_pau_km a_m2w".split()
_NABIJ = "g_afs_hp g_afs_gs g_afs_kv g_afs_sc g_3km_sc".split()
_RUIMTE = "a_opp_ha a_lan_ha a_wat_ha pst_mvp pst_dekp ste_mvs ste_oad".split()


def kolommen(jaar: int) -> list[str]:
    """Give the header of a year; only the origin columns differ between 2022 and 2023."""
    herkomst = _HERKOMST_2023 if jaar >= 2023 else _HERKOMST_2022
    begin = [*_SLEUTELS, *_BEVOLKING, *herkomst, *_LOOP, *_HUISHOUDEN, *_WONEN, *_ENERGIE, "p_stadsv"]
    midden = [*_OPLEIDING, *_WERK, *_INKOMEN, *_UITKERING, *_ZORG, *_BEDRIJF]
    return [*begin, *midden, *_AUTO, *_NABIJ, *_RUIMTE]


_LEEG_2023 = {*_ENERGIE, "p_stadsv", *_OPLEIDING, *_WERK, *_INKOMEN, *_ZORG, *_NABIJ}
_TEKST = {2022: {*_WERK, *_INKOMEN}, 2023: {*_HERKOMST_2023, *_LOOP, *_UITKERING, *_BEDRIJF}}
_OP_TIEN = {*_OPLEIDING, *_UITKERING}
_OP_VIJF = {*_BEVOLKING, *_HERKOMST_2022, *_HERKOMST_2023, "a_geb", "a_ste", "a_hh", "a_1p_hh", "a_hh_z_k", "a_hh_m_k"}
_ALTIJD_OP_VIJF = {*_BEDRIJF, "a_pau", "a_bst_b", "a_bst_nb", "a_m2w", "a_jz_tn", "a_wmo_t"}
_EEN_DECIMAAL = {"g_hhgro", "g_pau_hh", *_NABIJ, *_INKOMEN} - {"a_inkont"}

# per kolom: het getal dat groot genoeg moet zijn, en hoe groot
_MINIMAAL: dict[str, tuple[str, float]] = (
    dict.fromkeys([*_WONEN[1:]], ("a_woning", 20))
    | dict.fromkeys(_OPLEIDING, ("a_inw", 30))
    | dict.fromkeys([*_WERK], ("a_inw", 150))
    | dict.fromkeys(["a_inkont", "p_ink_li", "p_ink_hi"], ("a_inw", 100))
    | dict.fromkeys(["g_ink_po", "g_ink_pi"], ("a_inw", 2500))
    | dict.fromkeys([k for k in _INKOMEN if "hh" in k], ("a_hh", 100))
    | dict.fromkeys(_UITKERING, ("a_inw", 80))
    | dict.fromkeys([*_NABIJ, "bev_dich", "p_geb", "p_ste", "p_wmo_t"], ("a_inw", 10))
    | dict.fromkeys(["p_jz_tn"], ("a_jz_tn", 7.5))
    | dict.fromkeys(_BEDRIJF[1:], ("a_bedv", 20))
    | {"g_hhgro": ("a_hh", 2.5), "g_pau_hh": ("a_hh", 50), "p_stadsv": ("a_woning", 10), "g_pau_km": ("a_inw", 10)}
)
_WONINGEN_VAN_SOORT: dict[str, Callable[[dict[str, float]], float]] = {
    "": lambda f: f["a_woning"],
    "_ap": lambda f: f["a_woning"] * f["p_mgezw"] / 100,
    "_tw": lambda f: f["a_woning"] * f["p_1gezw"] / 100 * 0.45,
    "_hw": lambda f: f["a_woning"] * f["p_1gezw"] / 100 * 0.20,
    "_2w": lambda f: f["a_woning"] * f["p_1gezw"] / 100 * 0.15,
    "_vw": lambda f: f["a_woning"] * f["p_1gezw"] / 100 * 0.20,
    "_hu": lambda f: f["a_woning"] * f["p_huurw"] / 100,
    "_ko": lambda f: f["a_woning"] * f["p_koopw"] / 100,
}


@dataclass(frozen=True, slots=True)
class Gebied:
    """An area with its true figures, to be written as one row."""

    code: str
    naam: str
    recs: str
    feiten: dict[str, float] = field(repr=False)


def samen(delen: list[dict[str, float]]) -> dict[str, float]:
    """Put areas together: counts add up, averages and percentages are weighted by what they are about."""
    som: dict[str, float] = {kolom: sum(deel[kolom] for deel in delen) for kolom in delen[0] if kolom.startswith("a_")}
    for kolom in delen[0]:
        if kolom not in som:
            basis = _weegt_met(kolom)
            gewicht = sum(deel[basis] for deel in delen)
            som[kolom] = sum(deel[kolom] * deel[basis] for deel in delen) / gewicht if gewicht else 0.0
    return som | {"ind_wbi": 1, "bev_dich": som["a_inw"] / som["a_lan_ha"] * 100}


def _weegt_met(kolom: str) -> str:
    if kolom in _WONEN or kolom in _ENERGIE or kolom == "p_stadsv":
        return "a_woning"
    return "a_hh" if "hh" in kolom else "a_inw"


def rij(gebied: Gebied, gemeente: str, jaar: int) -> list[Cel]:
    """Write one row: round and hide as CBS does, and give some numbers as text as the files do."""
    getallen = _afgerond(gebied, jaar)
    ruw: dict[str, Cel] = {
        "gwb_code_10": gebied.code,
        "gwb_code_8": gebied.code[2:],
        "regio": gebied.naam,
        "gm_naam": gemeente,
        "recs": gebied.recs,
        "gwb_code": gebied.code,
    }
    ruw |= {kolom: _cel(kolom, gebied, getallen, jaar) for kolom in kolommen(jaar) if kolom not in ruw}
    return [ruw[kolom] for kolom in kolommen(jaar)]


def _afgerond(gebied: Gebied, jaar: int) -> dict[str, float]:
    """Round every figure, and compute what CBS computes from rounded figures."""
    uit = {kolom: _rond(kolom, waarde, gebied, jaar) for kolom, waarde in gebied.feiten.items()}
    inw, hh = uit["a_inw"], uit["a_hh"]
    for deel, teller in (("p_geb", "a_geb"), ("p_ste", "a_ste"), ("p_wmo_t", "a_wmo_t")):
        uit[deel] = round(uit[teller] / inw * 1000) if inw else 0
    uit["g_pau_hh"] = round(uit["a_pau"] / hh, 1) if hh else 0
    uit["g_pau_km"] = round(uit["a_pau"] / uit["a_lan_ha"] * 100)
    uit["ste_mvs"] = _stedelijkheid(uit["ste_oad"])
    return uit


def _rond(kolom: str, waarde: float, gebied: Gebied, jaar: int) -> float:
    exact = gebied.recs == "Gemeente"
    if kolom in _OP_VIJF and not exact:
        return _aselect(waarde, 5, gebied.code, kolom, jaar)
    if kolom in _ALTIJD_OP_VIJF:
        return round(waarde / 5) * 5
    if kolom in _OP_TIEN or kolom in _ENERGIE:
        return round(waarde / 10) * 10
    if kolom == "a_inkont":
        return round(waarde / 100) * 100
    return round(waarde, 1) if kolom in _EEN_DECIMAAL else round(waarde)


def _aselect(waarde: float, stap: int, *sleutel: object) -> float:
    """Round up or down by lot, so that the expectation is right; the lot depends on area, column and year only."""
    onder = waarde // stap * stap
    lot = int.from_bytes(blake2b("|".join(map(str, sleutel)).encode(), digest_size=8).digest()) / 2**64
    return onder + (stap if lot < (waarde - onder) / stap else 0)


def _stedelijkheid(adressen_per_km2: float) -> int:
    return 1 + sum(adressen_per_km2 < grens for grens in (2500, 1500, 1000, 500))


def _cel(kolom: str, gebied: Gebied, getallen: dict[str, float], jaar: int) -> Cel:
    if (jaar == 2023 and kolom in _LEEG_2023) or _verborgen(kolom, gebied):
        return ONBEKEND
    waarde = getallen[kolom]
    getal = f"{waarde:.1f}" if kolom in _EEN_DECIMAAL else f"{waarde:.0f}"
    if kolom in _TEKST[jaar]:
        return getal.replace(".", ",")
    return float(getal) if kolom in _EEN_DECIMAAL else int(getal)


def _verborgen(kolom: str, gebied: Gebied) -> bool:
    feiten = gebied.feiten
    if kolom in ("pst_mvp", "pst_dekp"):
        return gebied.recs != "Buurt"
    if kolom in ("a_jz_tn", "a_wmo_t", "p_wmo_t") and feiten[kolom.replace("p_", "a_")] < 7.5:
        return True
    if kolom in _ENERGIE:
        return _WONINGEN_VAN_SOORT[kolom[5:]](feiten) < 6
    basis, minimum = _MINIMAAL.get(kolom, ("a_inw", 0))
    return feiten[basis] < minimum
