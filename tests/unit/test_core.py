"""The floor: codes, Dutch text, places, blocked columns, issues."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.core.blocked import is_blocked
from buurtwijzer.core.codes import Niveau, gemeente_code, niveau_of, normalise_code, wijk_code
from buurtwijzer.core.dutch import format_number, join_words
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import IssueKind, Severity, has_errors, sort_issues
from buurtwijzer.core.places import CellPlace, FilePlace, column_letters

_KIND = IssueKind("D000", Severity.FOUT, "proef", "{wat} is fout.", "Verbeter {wat}.")


@pytest.mark.parametrize("name", ["codes", "dutch", "places", "blocked"])
def test_doctests(name):
    found = doctest.testmod(import_module(f"buurtwijzer.core.{name}"))
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize(
    ("raw", "niveau", "code"),
    [
        ("GM0344    ", None, "GM0344"),
        ("wk034401", None, "WK034401"),
        (3440111, Niveau.BUURT, "BU03440111"),
        (34401.0, Niveau.WIJK, "WK034401"),
        (363, Niveau.GEMEENTE, "GM0363"),
        ("0363AA01", Niveau.BUURT, "BU0363AA01"),
        ("03440111", None, "BU03440111"),
        ("NL01", None, "NL00"),
        ("34401", None, None),
        ("034401", None, None),
        ("BU03440111", Niveau.WIJK, None),
        (344011.5, Niveau.BUURT, None),
        ("", Niveau.BUURT, None),
        (True, Niveau.GEMEENTE, None),
        ("BU0344-11", Niveau.BUURT, None),
        ("Wijk 01", None, None),
        ("west", Niveau.BUURT, None),
        ("AREA1234", Niveau.BUURT, None),
        ("363AA01", Niveau.BUURT, None),
        ("0363MB", Niveau.WIJK, "WK0363MB"),
        ("١٢٣", Niveau.GEMEENTE, None),
    ],
)
def test_codes_are_repaired_only_when_certain(raw, niveau, code):
    assert normalise_code(raw, niveau) == code


@given(st.from_regex(r"\A[0-9]{4}[0-9A-Z]{4}\Z"), st.sampled_from([Niveau.BUURT, None]))
def test_a_repaired_code_is_complete_and_keeps_its_parents(digits, niveau):
    code = normalise_code(f" {digits.lower()} ", niveau)
    assert code == "BU" + digits
    assert niveau_of(code) is Niveau.BUURT
    assert niveau_of(gemeente_code(code)) is Niveau.GEMEENTE
    assert niveau_of(wijk_code(code)) is Niveau.WIJK


@pytest.mark.parametrize(
    "column",
    [
        "a_w_all", "a_nw_all", "a_marok", "a_antaru", "a_suri", "a_tur", "a_ov_nw", "a_nl_all", "a_eur_al", "a_neu_al",
        "a_geb_nl", "a_geb_eu", "a_geb_ne", "a_gbl_eu", "a_gbl_ne", "a_gebl_eu", "A_NL_ALL ", "WestersTotaal_17",
        "NietWestersTotaal_18", "Marokko_19", "Nederland_17", "EuropaExclusiefNederland_21", "BuitenEuropa_24",
        "percentage_westerse_migratieachtergrond", "percentage_niet_westerse_migratieachtergrond",
        "percentage_met_herkomstland_nederland", "Bevolking/Herkomstland/Buiten Europa",
        "nationaliteit", "Kerkelijke gezindte",
        # Religion, and people by where they or their parents come from.
        "Moslims", "AantalMoslims", "islam", "Rooms-katholiek", "protestant", "christelijk", "joods", "hindoes",
        "boeddhisme",
        "geloof", "kerkbezoek", "religion", "ethnicity", "migranten", "arbeidsmigranten", "asielzoekers",
        "buitenlanders",
        "statushouders", "geboren in buitenland", "geboren in het buitenland", "niet-Nederlands", "Poolse inwoners",
        "Syri\u00ebrs", "Marokaans", "Marrokaans", "afkomst", "roots", "Arubaans", "tweede generatie",
        # Titles of CBS as statistics programs and spreadsheets write them.
        "Nederland", "Nederland.17", "X.Nederland", "Nederland (aantal)", "Buiten Europa", "BuitenEuropa",
        "Europa (exclusief Nederland)", "Europa..exclusief.Nederland.", "Europa",
        "a nl all", "a.nl.all", "a-nl-all", "a_nl_all.1",
        # A soft hyphen, an unseen blank, a Cyrillic letter, wide letters, blanks in between.
        "migra\u00adtie", "mig\u200bratie", "m\u0456gratie", "\uff4digratie", "m i g r a t i e", "herkom st",
    ],
)  # fmt: skip
def test_origin_nationality_and_religion_are_blocked(column):
    assert is_blocked(column)


@pytest.mark.parametrize(
    "column",
    [
        "a_inw", "p_koopw", "a_geb", "p_geb", "gm_naam", "Eenzaam_28", "g_wozbag", "a_gehuwd", "Turkstraat",
        "noordwesters",
        "Emigratie", "Kerkstraat", "Kerkrade", "Westerpark", "Duitslandlaan", "Europalaan", "Poolsterstraat",
        "Nederlandse taal",
        "Gemiddelde van Nederland", "service", "hinder van buren", "protest", "Indische buurt", "rastering", "etage",
    ],
)  # fmt: skip
def test_other_columns_are_not_blocked(column):
    assert not is_blocked(column)


@given(st.integers(1, 16384))
def test_column_letters_count_back(column):
    number = 0
    for letter in column_letters(column):
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number == column


@given(st.floats(-1e8, 1e8, allow_nan=False), st.integers(0, 4))
def test_dutch_numbers_read_back(value, decimals):
    text = format_number(value, decimals)
    back = float(text.replace(".", "").replace(",", "."))
    assert back == pytest.approx(value, abs=0.5000001 * 10**-decimals)
    assert text != "-0"


def test_words_and_places():
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b", "c"], "of") == "a, b of c"
    assert format_number(float("nan")) == "onbekend"
    assert str(FilePlace("a.yaml", 3, 5)) == "a.yaml:3:5"
    assert str(CellPlace("a.xlsx", "blad1", 12, 8)) == "a.xlsx, blad blad1, cel H12"
    assert str(CellPlace("a.xlsx", "blad1", column=27)) == "a.xlsx, blad blad1, kolom AA"
    assert str(CellPlace("a.xlsx", "blad1", 3)) == "a.xlsx, blad blad1, rij 3"


def test_issues_are_told_once_worst_first_and_in_the_contract_form():
    note = IssueKind("D001", Severity.MELDING, "m", "let op.", "Niets.").at("a.xlsx")
    wrong = _KIND.at(CellPlace("b.xlsx", "x", 1, 1), wat="cel")
    assert sort_issues([note, wrong, wrong, note]) == (wrong, note)
    assert str(wrong) == "b.xlsx, blad x, cel A1: [D000] cel is fout. Verbeter cel."
    assert has_errors([note, wrong])
    assert not has_errors([note])
    assert InputError([note, wrong]).issues[0] is wrong
