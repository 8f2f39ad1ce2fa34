"""Every real file in every dress gives the same table, cell by cell; what a dress destroys is refused in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.errors import InputError
from buurtwijzer.data.read import read_buurten
from buurtwijzer.data.table import BuurtTable, FloatArray, State
from tests.geladen import meegeleverd
from tests.varianten.bestanden import BESTANDEN, heel, stuk
from tests.varianten.galerij import ALLEEN, COMBINATIES, combinatie, verkleed
from tests.varianten.namen import NAMEN, eigen_volgorde
from tests.varianten.tabel import Tabel, als_tekst, schrijf
from tests.varianten.verlies import VERLIES

# Without a number behind a key there is nothing to change; a year behind a name is no such number.
_ZONDER_SLEUTELS = frozenset({"landelijk", "utrecht", "nabijheid", "leefbaarometer", "amstelveen"})
_OVER_SLEUTELS = frozenset({"kop_ander_nummer", "kop_zonder_nummer"})
# May be refused, never read otherwise: what a sign or a name means there is not certain.
_ONZEKER = {"leeg_als_null": "geen teken van CBS", "leeg_als_nan": "geen teken van CBS"}
_KALE_CODE = dict.fromkeys(
    ("code_zonder_voorvoegsel", "code_zonder_nullen", "code_punt_nul", "xlsx_code_als_getal"),
    "geen kolom met het niveau: alleen de kop wk_code zegt dat zes cijfers een wijk zijn",
)
MAG_GEWEIGERD: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(BESTANDEN, _ONZEKER),
    "nabijheid": {**_ONZEKER, "kop_van_r": "de paden zijn hun tekens kwijt"},
    "leefbaarometer": {**_ONZEKER, **_KALE_CODE},
    "amstelveen": {**_ONZEKER, **_KALE_CODE},
}
# A workbook keeps 15 digits of a number; the Leefbaarometer is published with 17.
_LANGE_GETALLEN = frozenset({"leefbaarometer", "amstelveen"})


@pytest.fixture(scope="module")
def gelezen(testdata: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, BuurtTable]:
    """Give the part of every real file as it is read in the dress of its publisher."""
    folder = tmp_path_factory.mktemp("zoals_uitgegeven")
    return {naam: lees(stuk(testdata, naam), folder) for naam in BESTANDEN}


def lees(tabel: Tabel, folder: Path) -> BuurtTable:
    return read_buurten([schrijf(tabel, folder)], meegeleverd()).table


def gelijk(een: BuurtTable, ander: BuurtTable, *, cijfers: int = 17) -> None:
    """Compare two tables cell by cell; only places and hashes may differ."""
    for naam in ("code", "naam", "gemeente", "niveau", "indicatoren"):
        assert getattr(een, naam) == getattr(ander, naam), naam
    for naam in ("inwoners", "huishoudens", "gewijzigd", "telt_vanaf", "jaar", "state"):
        np.testing.assert_array_equal(getattr(een, naam), getattr(ander, naam), err_msg=naam)
    if cijfers == 17:
        np.testing.assert_array_equal(een.values, ander.values)
    else:
        np.testing.assert_allclose(een.values, ander.values, rtol=10.0**-cijfers, atol=0)
    assert [(b.layout, b.jaar, b.rijen) for b in een.bestanden] == [
        (b.layout, b.jaar, b.rijen) for b in ander.bestanden
    ]


def test_a_part_says_what_the_whole_says(testdata: Path, gelezen: Mapping[str, BuurtTable]) -> None:
    for bestand, deel in gelezen.items():
        table = read_buurten([testdata / BESTANDEN[bestand].naam], meegeleverd()).table
        wanted = set(deel.code)
        rijen = np.array([i for i, code in enumerate(table.code) if code in wanted], dtype=np.int64)
        _gelijk_op_geleverd_na(table.take(rijen), deel)


@pytest.mark.parametrize(
    ("bestand", "variant"),
    [
        (bestand, variant)
        for bestand in BESTANDEN
        for variant in ALLEEN
        if not (bestand in _ZONDER_SLEUTELS and variant in _OVER_SLEUTELS)
    ],
)
def test_a_variant_says_the_same(
    bestand: str, variant: str, testdata: Path, gelezen: Mapping[str, BuurtTable], tmp_path: Path
) -> None:
    _zelfde(bestand, (variant,), testdata, gelezen, tmp_path)


@pytest.mark.parametrize("nummer", range(COMBINATIES))
@pytest.mark.parametrize("bestand", BESTANDEN)
def test_a_combination_says_the_same(
    bestand: str, nummer: int, testdata: Path, gelezen: Mapping[str, BuurtTable], tmp_path: Path
) -> None:
    niet = frozenset(MAG_GEWEIGERD[bestand]) | (_OVER_SLEUTELS if bestand in _ZONDER_SLEUTELS else frozenset())
    namen = combinatie(100 * list(BESTANDEN).index(bestand) + nummer, niet)
    _zelfde(bestand, namen, testdata, gelezen, tmp_path)


def _zelfde(
    bestand: str, namen: tuple[str, ...], testdata: Path, gelezen: Mapping[str, BuurtTable], folder: Path
) -> None:
    tabel = verkleed(stuk(testdata, bestand), namen)
    try:
        table = lees(tabel, folder)
    except InputError as error:
        if not set(namen) & set(MAG_GEWEIGERD[bestand]):
            pytest.fail(f"{' + '.join(namen)}: {str(error)[:600]}")
        return
    is_rekenblad = tabel.jas.soort == "xlsx" and tabel.jas.getallen == "echt"
    gelijk(gelezen[bestand], table, cijfers=15 if is_rekenblad and bestand in _LANGE_GETALLEN else 17)


@pytest.mark.parametrize("vorm", NAMEN)
@pytest.mark.parametrize("bestand", ["landelijk", "utrecht", "amsterdam", "leeftijd"])
def test_other_names_of_the_same_columns(
    bestand: str, vorm: str, testdata: Path, gelezen: Mapping[str, BuurtTable], tmp_path: Path
) -> None:
    namen = meegeleverd().kolommen["cbs_kwb"]
    tabel = eigen_volgorde(NAMEN[vorm](NAMEN["kort"](stuk(testdata, bestand), namen), namen))
    gelijk(gelezen[bestand], lees(tabel, tmp_path))


@pytest.mark.parametrize("niveau", [Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE])
@pytest.mark.parametrize("bestand", ["landelijk", "utrecht", "amsterdam", "nabijheid", "smap"])
def test_one_level_alone_says_what_it_said_among_others(
    bestand: str, niveau: Niveau, testdata: Path, gelezen: Mapping[str, BuurtTable], tmp_path: Path
) -> None:
    tabel, samen = stuk(testdata, bestand), gelezen[bestand]
    kolom = tabel.niveau
    assert kolom is not None
    alleen = tabel.met_rijen([rij for rij in tabel.rijen if als_tekst(rij[kolom]).strip().lower() == niveau.value])
    # Whether the buurten of a gemeente are all there can only be seen with the total of the gemeente.
    politie = {i for i, naam in enumerate(samen.indicatoren) if naam.startswith("misdrijven")}
    _gelijk_op_geleverd_na(samen.take(samen.rows_of(niveau)), lees(alleen, tmp_path), niet=politie)


@pytest.mark.parametrize("variant", ["xlsx_getallen", "tab_alles_tussen", "rijen_door_elkaar", "code_zonder_nullen"])
@pytest.mark.parametrize("bestand", ["landelijk", "smap"])
def test_the_whole_country_says_the_same(
    bestand: str, variant: str, testdata: Path, tmp_path: Path, heel_gelezen: Mapping[str, BuurtTable]
) -> None:
    gelijk(heel_gelezen[bestand], lees(verkleed(heel(testdata, bestand), (variant,)), tmp_path))


@pytest.fixture(scope="module")
def heel_gelezen(testdata: Path) -> Mapping[str, BuurtTable]:
    """Give the national files as they were published."""
    return {
        naam: read_buurten([testdata / BESTANDEN[naam].naam], meegeleverd()).table for naam in ("landelijk", "smap")
    }


@pytest.mark.parametrize("verlies", VERLIES)
def test_what_is_lost_is_refused_in_words(verlies: str, testdata: Path, tmp_path: Path) -> None:
    bestand, maak = VERLIES[verlies]
    path = maak(stuk(testdata, bestand), tmp_path)
    with pytest.raises(InputError) as raised:
        read_buurten([path], meegeleverd())
    assert all(issue.place.startswith(path.name) and issue.remedy for issue in raised.value.issues)


def _gelijk_op_geleverd_na(samen: BuurtTable, alleen: BuurtTable, niet: set[int] | None = None) -> None:
    """Compare a part with the whole: a point in a column without any figure left is not delivered, no longer hidden."""
    assert samen.code == alleen.code
    assert samen.naam == alleen.naam
    np.testing.assert_array_equal(samen.inwoners, alleen.inwoners)
    for kolom, naam in enumerate(samen.indicatoren):
        if kolom in (niet or set()):
            continue
        np.testing.assert_array_equal(samen.values[:, kolom], alleen.values[:, kolom], err_msg=naam)
        np.testing.assert_array_equal(_toestand(samen, kolom), _toestand(alleen, kolom), err_msg=naam)


def _toestand(table: BuurtTable, kolom: int) -> FloatArray:
    state = table.state[:, kolom]
    is_geleverd = (state < State.ONDERDRUKT).any()
    return state.astype(float) if is_geleverd else np.full(len(state), float(State.ONTBREEKT))
