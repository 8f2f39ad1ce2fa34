"""What is written is what came in: read again by our own reader, cell by cell; and which next page may be followed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.data.files.opening import OpenFile, open_file
from buurtwijzer.opendata import service
from buurtwijzer.opendata.transport import WebError
from buurtwijzer.opendata.written import from_observations, with_keys, with_titles

HIER = "https://opendata.cbs.nl/ODataFeed/odata/84583NED/UntypedDataSet?$format=json"
CEL = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12)


@given(st.lists(st.tuples(CEL, CEL), min_size=1, max_size=6))
def test_every_text_comes_back_from_the_reader(cellen: list[tuple[str, str]]) -> None:
    rijen = [
        {"ID": i, "WijkenEnBuurten": f"BU0000{i:04d}", "A_1": een, "B_2": twee} for i, (een, twee) in enumerate(cellen)
    ]
    with TemporaryDirectory() as map_:
        pad = Path(map_) / "proef.csv"
        pad.write_bytes(with_keys(rijen, tuple(rijen[0]), {"BU00000000": "Dorp"}, "regio"))
        open_ = open_file(pad)
        assert isinstance(open_, OpenFile)
        gelezen = [list(rij) for rij in open_.lees(0).rijen]
    assert gelezen[0] == ["ID", "WijkenEnBuurten", "A_1", "B_2", "regio"]
    verwacht = [[str(i), f"BU0000{i:04d}", *paar, "Dorp" if i == 0 else ""] for i, paar in enumerate(cellen)]
    assert gelezen[1:] == verwacht


def test_titles_have_their_path_and_unit() -> None:
    eigenschappen = [
        {"ID": 0, "ParentID": None, "Type": "GeoDetail", "Key": "WijkenEnBuurten", "Title": "Wijken en buurten"},
        {"ID": 1, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Onderwijs"},
        {"ID": 2, "ParentID": 1, "Type": "TopicGroup", "Key": "", "Title": "Basisonderwijs "},
        {
            "ID": 3,
            "ParentID": 2,
            "Type": "Topic",
            "Key": "AfstandTotSchool_9",
            "Title": "Afstand tot school",
            "Unit": "km",
        },
    ]
    rijen = [{"ID": 1, "WijkenEnBuurten": "BU00000000", "AfstandTotSchool_9": "     0.8"}]
    tekst = with_titles(rijen, tuple(rijen[0]), eigenschappen, {"BU00000000": "Dorp"}).decode("utf-8-sig")
    assert tekst == '"Wijken en buurten";"Onderwijs/Basisonderwijs/Afstand tot school (km)"\n"Dorp";"     0.8"\n'


@pytest.mark.parametrize(
    ("waarneming", "cel"),
    [
        ({"Value": 0}, "0"),
        ({"Value": 12.0}, "12"),
        ({"Value": 1.25}, "1.25"),
        ({"Value": -8.5}, "-8.5"),
        ({"Value": None, "StringValue": "1234 AB"}, "1234 AB"),
        ({"Value": None, "ValueAttribute": "Missing"}, "."),
        ({"Value": None, "ValueAttribute": "Secret"}, "x"),
        ({"Value": None, "ValueAttribute": "Confidential"}, "x"),
        ({"Value": None, "ValueAttribute": "Impossible"}, ""),
        ({}, "."),
    ],
)
def test_missing_is_never_zero(waarneming: dict[str, object], cel: str) -> None:
    rij = {"WijkenEnBuurten": "BU00000000", "Measure": "M1", **waarneming}
    inhoud = from_observations([rij], {"M1": "a_inw"}, {}, "Dorp").decode("utf-8-sig").splitlines()
    assert inhoud[1].split(";")[-1] == f'"{cel}"'


@pytest.mark.parametrize("maten", [{}, {"M1": "a_inw"}])
def test_a_measure_that_is_unknown_or_double_is_told(maten: dict[str, str]) -> None:
    rij = {"WijkenEnBuurten": "BU00000000", "Measure": "M1", "Value": 1}
    with pytest.raises(WebError) as gevangen:
        from_observations([rij, rij], maten, {}, "Dorp")
    assert gevangen.value.kind.code == "D478"


@pytest.mark.parametrize(
    ("vervolg", "adres"),
    [
        ("https://opendata.cbs.nl/ODataFeed/x?$skip=10", "https://opendata.cbs.nl/ODataFeed/x?$skip=10"),
        ("http://opendata.cbs.nl/ODataFeed/x?$skip=10", "https://opendata.cbs.nl/ODataFeed/x?$skip=10"),
        ("/ODataFeed/x?$skip=10", "https://opendata.cbs.nl/ODataFeed/x?$skip=10"),
        ("UntypedDataSet?$skip=10", "https://opendata.cbs.nl/ODataFeed/odata/84583NED/UntypedDataSet?$skip=10"),
        ("?$filter=a eq 'b'", "https://opendata.cbs.nl/ODataFeed/odata/84583NED/UntypedDataSet?$filter=a%20eq%20'b'"),
        ("", ""),
    ],
)
def test_the_next_page_is_on_the_same_host_and_as_safe(vervolg: str, adres: str) -> None:
    assert service._next({"odata.nextLink": vervolg}, HIER) == adres
    assert service._next({"@odata.nextLink": vervolg}, HIER) == adres


@pytest.mark.parametrize(
    "vervolg",
    [
        "https://opendata.cbs.nl.elders.nl/x",
        "https://opendata.cbs.nl:8443/x",
        "https://naam@opendata.cbs.nl/x",
        "http://opendata.cbs.nl:80/x",
        "//elders.nl/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ],
)
def test_another_next_page_is_refused(vervolg: str) -> None:
    with pytest.raises(WebError) as gevangen:
        service._next({"odata.nextLink": vervolg}, HIER)
    assert gevangen.value.kind.code == "D480"
