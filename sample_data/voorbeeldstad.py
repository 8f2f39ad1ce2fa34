"""The fictional municipality Voorbeeldstad: its 24 buurten and the hidden traits from which every figure follows.

Three traits per buurt drive all columns together, so that figures hang together as they do in real buurten: `welvaart`
(socio-economic position), `stedelijk` (urban, young) and `leeftijd` (old). This module knows no file layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from math import exp
from statistics import NormalDist

GEMEENTE = "Voorbeeldstad"
GM_CODE = "GM9999"
WIJKEN = {"WK999901": "Wijk 01 Binnenstad", "WK999902": "Wijk 02 Zuid", "WK999903": "Wijk 03 Dorpen en buitengebied"}


@dataclass(frozen=True, slots=True)
class Buurt:
    """A buurt of one year.

    Attributes:
        code: CBS code.
        naam: Fictional name.
        inwoners: Residents before rounding.
        welvaart: Socio-economic position, in national standard deviations.
        stedelijk: Urban and young, in national standard deviations.
        leeftijd: Old, in national standard deviations.
        land_ha: Land area.
        sleutel: Key of the random draws; the same in both years, so that a buurt keeps its character.
        ind_wbi: 1 unchanged, 2 other code, 3 other boundary.
        woningen: Dwellings where they do not follow from the households.
        bedrijven: Businesses where they do not follow from the residents.
    """

    code: str
    naam: str
    inwoners: int
    welvaart: float
    stedelijk: float
    leeftijd: float
    land_ha: int
    sleutel: str = ""
    ind_wbi: int = 1
    woningen: int | None = None
    bedrijven: int | None = None


_VAST = (
    Buurt("BU99990101", "Oude Haven", 2152, 0.3, 1.5, -0.1, 29),
    Buurt("BU99990102", "'t Zilverzand", 1187, 0.9, 1.2, 0.3, 19),
    Buurt("BU99990103", "Stationskwartier", 2894, -0.4, 2.0, -1.4, 26),
    Buurt("BU99990104", "Touwslagerij, Weverstraat e.o.", 1641, -0.7, 1.4, -0.5, 17),
    Buurt("BU99990106", "Singelpark", 1388, 1.3, 0.8, 0.5, 34),
    Buurt("BU99990107", "Molenwal", 978, 0.5, 1.1, 0.1, 16),
    Buurt("BU99990108", "Zorgpark Eikenrode", 132, -0.5, 0.6, 2.4, 11, woningen=16),
    Buurt("BU99990201", "Reigerhof", 2433, -1.3, 0.7, -0.3, 41),
    Buurt("BU99990202", "Zonneveld-Oost", 1764, -1.7, 0.9, 1.7, 30),
    Buurt("BU99990203", "Coöperatiehof", 1312, -0.9, 0.5, 0.6, 28),
    Buurt("BU99990204", "Kraanvogelplein", 2071, -2.0, 1.0, -0.6, 25),
    Buurt("BU99990205", "De Hoge Akker", 1526, -0.1, 0.0, 0.4, 45),
    Buurt("BU99990206", "Lindelaan en omgeving", 1893, 0.6, -0.2, 0.2, 62),
    Buurt("BU99990301", "Landgoed Everloo", 642, 2.1, -1.5, 0.8, 310),
    Buurt("BU99990302", "Nieuw Everloo", 3121, 1.0, -0.6, -1.2, 118),
    Buurt("BU99990303", "Everloo dorp", 1475, 0.2, -1.2, 0.7, 96),
    Buurt("BU99990304", "Veenhoek", 884, -0.3, -1.4, 0.5, 240),
    Buurt("BU99990305", "Duinrand", 1218, 1.4, -0.9, 1.1, 132),
    Buurt("BU99990306", "Rietland", 731, 0.7, -1.3, -0.2, 175),
    Buurt("BU99990307", "Bedrijvenpark De Sluis", 0, 0.0, 0.0, 0.0, 88, woningen=0, bedrijven=185),
    Buurt("BU99990308", "Verspreide huizen Oosterbroek", 45, 0.4, -1.8, 0.3, 760),
)
_ALLEEN_2022 = (
    Buurt("BU99990105", "Kloosterhof", 1120, 0.1, 1.3, 0.9, 15, sleutel="kloosterhof"),
    Buurt("BU99990207", "Watermolen", 3302, -0.6, 0.3, -0.2, 74, sleutel="watermolen"),
)
_ALLEEN_2023 = (
    Buurt("BU99990109", "Kloosterhof", 1133, 0.1, 1.3, 0.9, 15, sleutel="kloosterhof", ind_wbi=2),
    Buurt("BU99990207", "Watermolen-Noord", 1874, -0.9, 0.4, 0.1, 40, sleutel="watermolen noord", ind_wbi=3),
    Buurt("BU99990208", "Watermolen-Zuid", 1455, -0.2, 0.2, -0.6, 34, sleutel="watermolen zuid", ind_wbi=3),
)


def buurten(jaar: int) -> tuple[Buurt, ...]:
    """Give the buurten of a year, ordered by code.

    Between 2022 and 2023 one buurt was split in two and one got another code.
    """
    return tuple(sorted(_VAST + (_ALLEEN_2023 if jaar >= 2023 else _ALLEEN_2022), key=lambda buurt: buurt.code))


def toeval(*sleutel: object) -> float:
    """Draw a standard normal number that depends on the key only: a new column never changes another one."""
    digest = blake2b("|".join(map(str, sleutel)).encode(), digest_size=8).digest()
    return NormalDist().inv_cdf((int.from_bytes(digest) + 0.5) / 2**64)


def feiten(buurt: Buurt, jaar: int) -> dict[str, float]:
    """Make the true figures of a buurt, before rounding and hiding, keyed by the mnemonic of CBS.

    Counts are counts; percentages 0-100; money in thousands of euro. Shares of nobody are made as well: the layout
    hides them.
    """
    trek = _Trekking(buurt, jaar)
    bevolking = _bevolking(buurt, trek)
    wonen = _wonen(buurt, bevolking, trek)
    geld = _geld(buurt, bevolking, trek)
    return bevolking | wonen | geld | _energie(buurt, wonen, trek) | _omgeving(buurt, bevolking, trek)


class _Trekking:
    """The random draws of one buurt in one year: mostly lasting character, a little of the year."""

    def __init__(self, buurt: Buurt, jaar: int) -> None:
        self.sleutel = buurt.sleutel or buurt.code
        self.jaar = jaar

    def __call__(self, kolom: str) -> float:
        return 0.97 * toeval(self.sleutel, kolom) + 0.24 * toeval(self.sleutel, kolom, self.jaar)


def _begrens(waarde: float, laag: float, hoog: float) -> float:
    return min(max(waarde, laag), hoog)


def _verdeel(totaal: float, gewichten: dict[str, float]) -> dict[str, float]:
    som = sum(gewichten.values())
    return {naam: totaal * gewicht / som for naam, gewicht in gewichten.items()}


def _bevolking(b: Buurt, trek: _Trekking) -> dict[str, float]:
    groei = 1.0 + 0.004 * toeval(trek.sleutel, "groei", trek.jaar)
    inw = b.inwoners * groei
    leeftijden = {
        "a_00_14": 15.1 * exp(-0.12 * b.stedelijk - 0.30 * b.leeftijd + 0.08 * trek("a_00_14")),
        "a_15_24": 12.0 * exp(0.16 * b.stedelijk - 0.16 * b.leeftijd + 0.08 * trek("a_15_24")),
        "a_25_44": 25.2 * exp(0.28 * b.stedelijk - 0.20 * b.leeftijd + 0.06 * trek("a_25_44")),
        "a_45_64": 27.0 * exp(-0.13 * b.stedelijk + 0.02 * b.leeftijd + 0.05 * trek("a_45_64")),
        "a_65_oo": 20.4 * exp(-0.16 * b.stedelijk + 0.48 * b.leeftijd + 0.08 * trek("a_65_oo")),
    }
    staat = {
        "a_ongeh": 48.5 + 5.0 * b.stedelijk - 4.0 * b.leeftijd - 1.5 * b.welvaart,
        "a_gehuwd": _begrens(38.5 - 5.5 * b.stedelijk + 1.0 * b.leeftijd + 3.5 * b.welvaart, 12, 60),
        "a_gesch": _begrens(7.9 + 0.7 * b.stedelijk - 1.1 * b.welvaart, 2, 14),
        "a_verwed": 5.0 * exp(0.55 * b.leeftijd),
    }
    een = _begrens(37 + 9.0 * b.stedelijk + 4.0 * b.leeftijd - 5.5 * b.welvaart + 2.5 * trek("a_1p_hh"), 9, 85) / 100
    kind = (1 - een) * _begrens(0.54 - 0.12 * b.leeftijd + 0.02 * trek("a_hh_m_k"), 0.1, 0.85)
    grootte = een + 2.05 * (1 - een - kind) + 3.7 * kind
    hh = inw / grootte
    man = inw * _begrens(0.5 - 0.012 * b.leeftijd + 0.008 * trek("a_man"), 0.38, 0.56)
    uit = {"a_inw": inw, "a_man": man, "a_vrouw": inw - man, **_verdeel(inw, leeftijden), **_verdeel(inw, staat)}
    uit |= {"a_hh": hh, "a_1p_hh": hh * een, "a_hh_z_k": hh * (1 - een - kind), "a_hh_m_k": hh * kind}
    uit |= {"a_geb": inw * 0.0095 * exp(0.15 * b.stedelijk - 0.35 * b.leeftijd)}
    uit |= {"a_ste": inw * 0.0085 * exp(0.80 * b.leeftijd - 0.12 * b.welvaart)}
    uit |= {"g_hhgro": grootte, "bev_dich": inw / b.land_ha * 100, "ind_wbi": b.ind_wbi}
    return uit | _herkomst(b, inw)


def _herkomst(b: Buurt, inw: float) -> dict[str, float]:
    """Fill the origin columns of both layouts, so that there is something to drop; nothing else uses them."""
    eur, buiten = 0.09 + 0.02 * b.stedelijk, _begrens(0.14 + 0.05 * b.stedelijk, 0.02, 0.4)
    nw = {"a_marok": 0.17, "a_antaru": 0.08, "a_suri": 0.16, "a_tur": 0.18, "a_ov_nw": 0.41}
    uit = {"a_w_all": inw * eur, "a_nw_all": inw * buiten, **_verdeel(inw * buiten, nw)}
    uit |= {"a_nl_all": inw * (1 - eur - buiten), "a_eur_al": inw * eur, "a_neu_al": inw * buiten}
    uit |= {"a_geb_nl": inw * (1 - eur - buiten), "a_geb_eu": inw * eur * 0.45, "a_geb_ne": inw * buiten * 0.42}
    return uit | {"a_gbl_eu": inw * eur * 0.55, "a_gbl_ne": inw * buiten * 0.58}


def _wonen(b: Buurt, bev: dict[str, float], trek: _Trekking) -> dict[str, float]:
    leeg = _begrens(3.6 + 1.1 * b.stedelijk + 0.9 * trek("p_leegsw"), 1, 15)
    woningen = float(b.woningen if b.woningen is not None else bev["a_hh"] * 0.97 / (1 - leeg / 100))
    koop = _begrens(62 + 15 * b.welvaart - 9 * b.stedelijk - 2 * b.leeftijd + 10 * trek("p_koopw"), 3, 97)
    deel_corporatie = _begrens(0.68 - 0.16 * b.welvaart - 0.05 * b.stedelijk + 0.08 * trek("p_wcorpw"), 0.02, 0.98)
    gezin = _begrens(70 - 24 * b.stedelijk + 5 * b.welvaart + 4 * trek("p_1gezw"), 2, 100)
    oud = _begrens(82 + 3 * b.leeftijd + 9 * trek("p_bjj2k") - (55 if "Nieuw" in b.naam else 0), 3, 100)
    woz = 368 * exp(0.25 * b.welvaart - 0.03 * b.stedelijk + 0.09 * trek("g_wozbag"))
    return {
        "a_woning": woningen,
        "g_wozbag": woz * (0.93 if trek.jaar < 2023 else 1.0),
        "p_1gezw": gezin,
        "p_mgezw": 100 - gezin,
        "p_bewndw": 100 - leeg,
        "p_leegsw": leeg,
        "p_koopw": koop,
        "p_huurw": 100 - koop,
        "p_wcorpw": (100 - koop) * deel_corporatie,
        "p_ov_hw": (100 - koop) * (1 - deel_corporatie),
        "p_e_o_w": 0.0,
        "p_bjj2k": oud,
        "p_bjo2k": 100 - oud,
    }


def _geld(b: Buurt, bev: dict[str, float], trek: _Trekking) -> dict[str, float]:
    s, u, a, inw = b.welvaart, b.stedelijk, b.leeftijd, bev["a_inw"]
    osm = _begrens(6.3 * exp(-0.60 * s + 0.10 * u + 0.10 * trek("p_hh_osm")), 0.8, 28)
    laag, hoog = _begrens(27 - 8 * s + 2 * a, 5, 55), _begrens(32 + 10 * s + 4 * u, 8, 78)
    geschoold = inw * 0.76
    participatie = _begrens(70 + 3.5 * s + 1.0 * u - 5 * a + 1.2 * trek("p_arb_pp"), 30, 84)
    werknemer = _begrens(84 - 1.8 * s - 0.5 * u + 1.2 * trek("p_arb_wn"), 65, 92)
    alleen = bev["a_1p_hh"] / bev["a_hh"] * 100 if bev["a_hh"] else 38.0
    besteedbaar = 37.0 * exp(0.22 * s + 0.02 * trek("g_hh_sti"))
    return {
        "a_opl_lg": geschoold * laag / 100,
        "a_opl_md": geschoold * (100 - laag - hoog) / 100,
        "a_opl_hg": geschoold * hoog / 100,
        "p_arb_pp": participatie,
        "p_arb_wn": werknemer,
        "p_arb_zs": 100 - werknemer,
        "a_inkont": inw * _begrens(0.80 + 0.04 * a, 0.6, 0.97),
        "g_ink_po": besteedbaar * 1.09,
        "g_ink_pi": besteedbaar * 0.88,
        "p_ink_li": _begrens(40 - 5.5 * s - 0.5 * u + 1.2 * trek("p_ink_li"), 18, 64),
        "p_ink_hi": _begrens(20 * exp(0.40 * s + 0.05 * trek("p_ink_hi")), 3, 52),
        "g_hh_sti": besteedbaar,
        "p_hh_li": _begrens(40 - 11 * s + 0.35 * (alleen - 38) + 1.5 * trek("p_hh_li"), 9, 80),
        "p_hh_hi": _begrens(20 * exp(0.50 * s - 0.08 * u), 2, 55),
        "p_hh_lkk": osm * 1.05,
        "p_hh_osm": osm,
        "p_hh_110": osm * 1.42 + 0.3,
        "p_hh_120": osm * 1.78 + 0.8,
        "m_hh_ver": 118 * exp(0.90 * s - 0.45 * u + 0.15 * a + 0.15 * trek("m_hh_ver")),
        "a_soz_wb": inw * 0.022 * exp(-0.85 * s + 0.15 * u - 0.10 * a + 0.12 * trek("a_soz_wb")),
        "a_soz_ao": inw * 0.042 * exp(-0.32 * s + 0.10 * trek("a_soz_ao")),
        "a_soz_ww": inw * 0.010 * exp(0.22 * trek("a_soz_ww")),
        "a_soz_ow": bev["a_65_oo"] * 0.87,
        **_zorg(b, bev, trek),
    }


def _zorg(b: Buurt, bev: dict[str, float], trek: _Trekking) -> dict[str, float]:
    jong = bev["a_00_14"] + bev["a_15_24"] * 0.75
    jeugd = _begrens(10 - 1.8 * b.welvaart + 1.2 * trek("p_jz_tn"), 3, 19)
    wmo = bev["a_inw"] * 0.058 * exp(-0.35 * b.welvaart + 0.42 * b.leeftijd + 0.1 * trek("a_wmo_t"))
    return {"a_jz_tn": jong * jeugd / 100, "p_jz_tn": jeugd, "a_wmo_t": wmo}


def _energie(b: Buurt, wonen: dict[str, float], trek: _Trekking) -> dict[str, float]:
    stroom = 2650 * exp(0.12 * b.welvaart - 0.14 * b.stedelijk + 0.04 * trek("g_ele"))
    gas = 980 * exp(0.18 * b.welvaart - 0.22 * b.stedelijk + 0.06 * trek("g_gas"))
    if wonen["p_bjj2k"] < 50:
        gas *= 0.45
    vorm = {"": 1.0, "_ap": 0.72, "_tw": 0.98, "_hw": 1.08, "_2w": 1.22, "_vw": 1.48, "_hu": 0.78, "_ko": 1.12}
    uit = {f"g_ele{v}": stroom * f for v, f in vorm.items()} | {f"g_gas{v}": gas * f for v, f in vorm.items()}
    return uit | {"p_stadsv": _begrens(14 * b.stedelijk + 6 * trek("p_stadsv"), 0, 95)}


def _omgeving(b: Buurt, bev: dict[str, float], trek: _Trekking) -> dict[str, float]:
    bedrijven = float(b.bedrijven if b.bedrijven is not None else bev["a_inw"] * 0.1 * exp(0.2 * b.welvaart))
    takken = {"a_bed_a": 1.0 - 0.5 * b.stedelijk, "a_bed_bf": 16.0, "a_bed_gi": 17.0, "a_bed_hj": 10.0}
    takken |= {"a_bed_kl": 7.0, "a_bed_mn": 24.0, "a_bed_oq": 15.0, "a_bed_ru": 11.0}
    takken["a_bed_a"] = max(takken["a_bed_a"], 0.0)
    auto = _begrens(1.05 - 0.24 * b.stedelijk + 0.13 * b.welvaart + 0.03 * trek("g_pau_hh"), 0.2, 1.9) * bev["a_hh"]
    oad = 1350 * exp(0.58 * b.stedelijk + 0.06 * trek("ste_oad"))
    ver = exp(-0.42 * b.stedelijk)
    return {
        "a_bedv": bedrijven,
        **_verdeel(bedrijven, takken),
        "a_pau": auto,
        "a_bst_b": auto * 0.77,
        "a_bst_nb": auto * 0.23,
        "a_m2w": auto * 0.075,
        "g_afs_hp": 0.95 * ver * exp(0.2 * trek("g_afs_hp")),
        "g_afs_gs": 0.85 * ver * exp(0.2 * trek("g_afs_gs")),
        "g_afs_kv": 0.65 * ver * exp(0.2 * trek("g_afs_kv")),
        "g_afs_sc": 0.70 * ver * exp(0.2 * trek("g_afs_sc")),
        "g_3km_sc": _begrens(9 * exp(0.55 * b.stedelijk), 0.8, 40),
        "a_lan_ha": b.land_ha,
        "a_wat_ha": round(b.land_ha * 0.06 + 1),
        "a_opp_ha": b.land_ha + round(b.land_ha * 0.06 + 1),
        "ste_oad": oad,
        "pst_mvp": 9900 + int(b.code[6:8]),
        "pst_dekp": 1,
    }
