"""What the engine needs by name: the numbers of ``parameters/`` with their unit, and a few rules."""

from __future__ import annotations

from buurtwijzer.rulebook.schema import Eenheid

_E = Eenheid

REQUIRED_NUMBERS: dict[str, dict[str, Eenheid]] = {
    "kleine_gebieden": {"inwoners_n": _E.AANTAL, "huishoudens_n": _E.AANTAL},
    "dekking": {"score_pct": _E.PCT, "beperkt_pct": _E.PCT},
    "score": {"vertrekpunt": _E.PUNTEN, "totaalbeeld_n": _E.AANTAL},
    "onzekerheid": {
        "trekkingen_n": _E.AANTAL,
        "gewicht_frac": _E.FRACTIE,
        "doelwaarden_frac": _E.FRACTIE,
        "laag_pct": _E.PCT,
        "hoog_pct": _E.PCT,
        "zaad": _E.AANTAL,
        "rangtrekkingen_n": _E.AANTAL,
        "meetkundig_frac": _E.FRACTIE,
    },
    "referentie": {
        "inwoners_n": _E.AANTAL,
        "gebieden_n": _E.AANTAL,
        "gemeenten_n": _E.AANTAL,
        "profielen_afkap_pct": _E.PCT,
        "profielen_gelijkenis_frac": _E.FRACTIE,
        "profielen_pogingen_n": _E.AANTAL,
        "profielen_herhalingen_n": _E.AANTAL,
        "profielen_zaad": _E.AANTAL,
    },
    "bewaking": {"gewicht_frac": _E.FRACTIE, "officieel_frac": _E.FRACTIE, "prijs_jaren": _E.JAREN},
    "vergelijkbaar": {"aantal_n": _E.AANTAL, "minimaal_n": _E.AANTAL},
    "advies": {
        "niveau_frac": _E.FRACTIE,
        "afwijking_frac": _E.FRACTIE,
        "afwijking_schaal": _E.PUNTEN,
        "bewijs_e5": _E.PUNTEN,
        "bewijs_e4": _E.PUNTEN,
        "bewijs_e3": _E.PUNTEN,
        "bewijs_e2": _E.PUNTEN,
        "bewijs_e1": _E.PUNTEN,
        "bewijs_e0a": _E.PUNTEN,
        "bewijs_e0b": _E.PUNTEN,
        "aansluiting_frac": _E.FRACTIE,
        "capaciteit_frac": _E.FRACTIE,
        "doorlooptijd_frac": _E.FRACTIE,
        "uitvoering_frac": _E.FRACTIE,
        "doorlooptijd_vol_maanden": _E.MAANDEN,
        "aantal_n": _E.AANTAL,
    },
    "niveaus": {
        "laag_tot": _E.PUNTEN,
        "licht_tot": _E.PUNTEN,
        "gemiddeld_tot": _E.PUNTEN,
        "verhoogd_tot": _E.PUNTEN,
    },
    "leefstijlen": {
        "kenmerken_minimaal_n": _E.AANTAL,
        "tabellen_minimaal_n": _E.AANTAL,
        "kenmerkend_index": _E.PUNTEN,
        "kenmerkend_frac": _E.FRACTIE,
        "duidelijk_frac": _E.FRACTIE,
        "demping_frac": _E.FRACTIE,
        "krimp_n": _E.AANTAL,
        "steekproef_n": _E.AANTAL,
        "aanname_steekproef_n": _E.AANTAL,
        "trekkingen_n": _E.AANTAL,
        "ingelezen_afwijking_frac": _E.FRACTIE,
    },
    "samenleven": {
        "ruim_tot": _E.PUNTEN,
        "krap_vanaf": _E.PUNTEN,
        "tekort_vanaf": _E.PUNTEN,
        "gelijk_tot": _E.PUNTEN,
        "gemengd_vanaf": _E.PUNTEN,
        "dichtbij_tot": _E.PUNTEN,
        "veraf_vanaf": _E.PUNTEN,
        "weinig_meedoen_tot": _E.PUNTEN,
        "veel_meedoen_vanaf": _E.PUNTEN,
    },
    "zekerheid": {
        "stevig_dekking_frac": _E.FRACTIE,
        "stevig_band_punten": _E.PUNTEN,
        "stevig_schatting_frac": _E.FRACTIE,
        "stevig_ouderdom_jaren": _E.JAREN,
        "redelijk_dekking_frac": _E.FRACTIE,
        "redelijk_band_punten": _E.PUNTEN,
        "redelijk_schatting_frac": _E.FRACTIE,
        "redelijk_ouderdom_jaren": _E.JAREN,
        "gebied_stevig_frac": _E.FRACTIE,
        "gebied_redelijk_frac": _E.FRACTIE,
        "verkenning_frac": _E.FRACTIE,
        "opvallend_punten": _E.PUNTEN,
        "op_de_grens_punten": _E.PUNTEN,
        "sterk_punten": _E.PUNTEN,
    },
}

# Rules the engine asks for by name, per folder.
REQUIRED_RULES: dict[str, tuple[str, ...]] = {"vergelijking": ("samenstelling",)}

# Where the unit alone leaves too much room: at least, at most.
BOUNDS: dict[tuple[str, str], tuple[float, float]] = {
    ("kleine_gebieden", "inwoners_n"): (1, 10_000),
    ("kleine_gebieden", "huishoudens_n"): (1, 10_000),
    ("onzekerheid", "trekkingen_n"): (50, 10_000),
    ("onzekerheid", "rangtrekkingen_n"): (50, 10_000),
    ("onzekerheid", "gewicht_frac"): (0, 0.9),
    ("onzekerheid", "doelwaarden_frac"): (0, 0.4),
    ("onzekerheid", "meetkundig_frac"): (0, 1),
    ("onzekerheid", "laag_pct"): (0.1, 50),
    ("onzekerheid", "hoog_pct"): (50, 99.9),
    ("vergelijkbaar", "minimaal_n"): (1, 100),
    ("vergelijkbaar", "aantal_n"): (1, 100),
    ("leefstijlen", "kenmerken_minimaal_n"): (4, 100),
    ("leefstijlen", "tabellen_minimaal_n"): (1, 100),
    ("leefstijlen", "kenmerkend_index"): (100, 1000),
    ("leefstijlen", "trekkingen_n"): (20, 10_000),
    ("leefstijlen", "steekproef_n"): (100, 1_000_000),
    ("leefstijlen", "aanname_steekproef_n"): (10, 1_000_000),
    ("referentie", "profielen_afkap_pct"): (0, 25),
    ("referentie", "profielen_gelijkenis_frac"): (0.2, 0.95),
    ("referentie", "profielen_pogingen_n"): (1, 100),
    ("referentie", "profielen_herhalingen_n"): (2, 200),
    ("samenleven", "ruim_tot"): (0, 1000),
    ("samenleven", "krap_vanaf"): (0, 1000),
    ("samenleven", "tekort_vanaf"): (0, 1000),
    ("samenleven", "weinig_meedoen_tot"): (0, 1000),
    ("samenleven", "veel_meedoen_vanaf"): (0, 1000),
    ("advies", "doorlooptijd_vol_maanden"): (1, 240),
    ("advies", "aantal_n"): (1, 100),
}

# Numbers that together must be 1, and numbers that must rise.
SUM_TO_ONE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("advies", ("niveau_frac", "afwijking_frac")),
    ("advies", ("capaciteit_frac", "doorlooptijd_frac", "uitvoering_frac")),
)
RISING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("onzekerheid", ("laag_pct", "hoog_pct")),
    ("vergelijkbaar", ("minimaal_n", "aantal_n")),
    ("niveaus", ("laag_tot", "licht_tot", "gemiddeld_tot", "verhoogd_tot")),
    ("samenleven", ("ruim_tot", "krap_vanaf", "tekort_vanaf")),
    ("samenleven", ("gelijk_tot", "gemengd_vanaf")),
    ("samenleven", ("dichtbij_tot", "veraf_vanaf")),
    ("samenleven", ("weinig_meedoen_tot", "veel_meedoen_vanaf")),
    ("zekerheid", ("redelijk_dekking_frac", "stevig_dekking_frac")),
    ("zekerheid", ("stevig_band_punten", "redelijk_band_punten")),
    ("zekerheid", ("stevig_schatting_frac", "redelijk_schatting_frac")),
    ("zekerheid", ("stevig_ouderdom_jaren", "redelijk_ouderdom_jaren")),
    ("advies", ("bewijs_e1", "bewijs_e2", "bewijs_e3", "bewijs_e4", "bewijs_e5")),
)
