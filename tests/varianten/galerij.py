"""The named variants: groups from which at most one is taken in a combination, in the order in which they are done."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.varianten import wijzigingen as w
from tests.varianten.tabel import Tabel
from tests.varianten.wijzigingen import Wijziging, jas, na_elkaar

TITELS = ("Kerncijfers wijken en buurten", "")
BRON = ("Bron: CBS", "© Centraal Bureau voor de Statistiek, Den Haag/Heerlen")

GROEPEN: Mapping[str, Mapping[str, Wijziging]] = {
    "ontbreekt": {
        "leeg_als_na": w.leeg_als_na,
        "leeg_als_streepje": w.leeg_als_streepje,
        "leeg_als_niets": w.leeg_als_niets,
        "leeg_als_vulgetal": w.leeg_als_vulgetal,
        "leeg_gemengd": w.leeg_gemengd,
        "leeg_als_null": w.leeg_als_null,
        "leeg_als_nan": w.leeg_als_nan,
        "punt_als_komma": w.punt_als_komma,
        "punt_als_x": w.punt_als_x,
        "punt_gevuld": w.punt_gevuld,
    },
    "getal": {
        "komma": w.komma,
        "komma_gemengd": w.gemengd,
        "komma_per_kolom": w.komma_per_kolom,
        "getal_punt_nul": w.punt_nul,
    },
    "vulling": {
        "getal_links_gevuld": w.gevuld(8, 0),
        "getal_rechts_gevuld": w.gevuld(0, 4),
        "getal_vaste_spatie": w.gevuld(1, 1, "\u00a0"),
        "getal_kaal": w.gevuld(0, 0),
    },
    "kop": {
        "kop_hoofdletters": w.kop_hoofd,
        "kop_kleine_letters": w.kop_klein,
        "kop_gevuld": w.kop_gevuld,
        "kop_spatie_achter": w.kop_achter,
        "kop_vaste_spatie": w.kop_vast,
        "kop_ander_nummer": w.kop_nummer_anders,
        "kop_zonder_nummer": w.kop_zonder_nummer,
        "kop_van_r": w.kop_r,
    },
    "code": {
        "code_kleine_letters": w.code_klein,
        "code_gevuld": w.code_gevuld,
        "code_vaste_spatie": w.code_vast,
        "code_zonder_voorvoegsel": w.code_kaal,
        "code_zonder_nullen": w.code_nullen_weg,
        "code_punt_nul": w.code_punt_nul,
    },
    "niveau": {
        "niveau_kleine_letters": w.niveau_klein,
        "niveau_hoofdletters": w.niveau_hoofd,
        "niveau_een_letter": w.niveau_letter,
    },
    "rijen": {
        "rijen_omgekeerd": w.rijen_om,
        "rijen_door_elkaar": w.rijen_door_elkaar,
        "rijen_dubbel": w.alles_dubbel,
        "rijen_leeg_ertussen": w.lege_rijen_tussen,
    },
    "kolommen": {
        "kolommen_omgekeerd": w.kolommen_om,
        "kolommen_door_elkaar": w.kolommen_door_elkaar,
        "kolommen_van_de_gebruiker": w.eigen_kolom,
        "kolom_met_rijnummers": w.kop_pandas,
    },
    "regels": {
        "titel": jas(boven=TITELS),
        "titel_lang": jas(boven=("Gemeenterapport", "", *TITELS, "Peildatum: 1 januari", "")),
        "bron_eronder": jas(onder=BRON),
        "titel_en_bron": jas(boven=TITELS, onder=BRON),
        "eenheden": jas(eenheden=True),
        "statline_klassiek": jas(boven=TITELS, eenheden=True, onder=BRON),
    },
    "vorm": {
        "puntkomma": jas(soort="csv", scheiding=";"),
        "komma_ertussen": jas(soort="csv", scheiding=","),
        "tab": jas(soort="csv", scheiding="\t"),
        "streep": jas(soort="csv", scheiding="|"),
        "puntkomma_alles_tussen": jas(soort="csv", scheiding=";", alles_tussen=True),
        "komma_alles_tussen": jas(soort="csv", scheiding=",", alles_tussen=True),
        "tab_alles_tussen": jas(soort="csv", scheiding="\t", alles_tussen=True),
        "bom": jas(soort="csv", tekenset="utf-8-sig"),
        "cp1252": jas(soort="csv", tekenset="cp1252"),
        "utf_16_le": jas(soort="csv", tekenset="utf-16-le"),
        "utf_16_be": jas(soort="csv", tekenset="utf-16-be", scheiding="\t"),
        "crlf": jas(soort="csv", einde="\r\n"),
        "cr": jas(soort="csv", einde="\r"),
        "gz": jas(soort="csv", gz=True),
        "gz_bom_crlf": jas(soort="csv", gz=True, tekenset="utf-8-sig", einde="\r\n", alles_tussen=True),
        "xlsx_tekst": jas(soort="xlsx", getallen="tekst"),
        "xlsx_getallen": jas(soort="xlsx", getallen="echt"),
        "xlsx_blad_ervoor": jas(soort="xlsx", getallen="echt", andere_bladen=("Toelichting",)),
        "xlsx_lege_rijen": jas(soort="xlsx", getallen="echt", lege_rijen=3),
        "xlsx_lege_kolommen": jas(soort="xlsx", getallen="tekst", lege_kolommen=2),
        "xlsx_lege_rand": jas(soort="xlsx", getallen="echt", lege_rijen=2, lege_kolommen=1, andere_bladen=("Uitleg",)),
        "xlsx_code_als_getal": na_elkaar(w.code_als_getal, jas(getallen="echt")),
    },
}
ALLEEN: Mapping[str, Wijziging] = {naam: wijziging for groep in GROEPEN.values() for naam, wijziging in groep.items()}
COMBINATIES = 16
"""So many combinations per file, drawn with a fixed seed: the same ones on every machine."""
# What may be refused is not drawn: a combination is about what must work.
_NIET_GETROKKEN = frozenset({"leeg_als_null", "leeg_als_nan", "kop_van_r", "komma_gemengd"})


def combinatie(nummer: int, niet: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Draw three to seven variants that go together.

    Args:
        nummer: Which combination.
        niet: Variants that lose something in this file.
    """
    kans = Random(2026 + nummer)
    groepen = sorted(kans.sample(range(len(GROEPEN)), kans.randint(3, 7)))
    gekozen = [kans.choice(list(list(GROEPEN.values())[i])) for i in groepen]
    return tuple(naam for naam in gekozen if naam not in niet | _NIET_GETROKKEN)


def verkleed(tabel: Tabel, namen: tuple[str, ...], zaad: int = 7) -> Tabel:
    """Do the named changes."""
    kans = Random(zaad)
    for naam in namen:
        tabel = ALLEEN[naam](tabel, kans)
    return tabel
