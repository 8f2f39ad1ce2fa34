"""Every trap of YAML: what is read stays what was written, with either parser, or is refused with its place."""

from __future__ import annotations

import json
import string
import sys

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from buurtwijzer.rulebook.strict_yaml import MAX_BYTES, MAX_DEPTH, YamlFile, parse_yaml

PARSERS = pytest.mark.parametrize("pure", [False, True], ids=["c", "python"])

# What stands in the file, and what it must be. Text stays text whatever YAML 1.1 makes of it.
WAARDEN = [
    *((woord, woord) for woord in ("no", "No", "NO", "yes", "on", "On", "off", "OFF", "y", "n", "ja", "nee")),
    *((woord, woord) for woord in ("True", "TRUE", "False", "Null", "NULL", "None", "nan", "inf", "NaN")),
    *((code, code) for code in ("0363", "0800", "03630000", "00", "-01", "0o17", "0x1A", "0b11", "007")),
    *((tekst, tekst) for tekst in ("1_000", "12:30", "1:30:00", "190:20:30", "0,35", "1.000,50", "1.000.000")),
    *((tekst, tekst) for tekst in (".5", "5.", "1e", "e5", "1.2.3", "+", "-x", "1 000", "50%", "€5", "1.0.0")),
    *((tekst, tekst) for tekst in ("2024-01-01", "2024-01-01T10:00:00Z", "1-1-2024", "=", "a#b", "BU03630000")),
    ("true", True),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("0", 0),
    ("-0", 0),
    ("12", 12),
    ("+12", 12),
    ("-3", -3),
    ("1e3", 1000.0),
    ("1e6", 1000000.0),
    ("1E-2", 0.01),
    ("1.5e+3", 1500.0),
    ("0.35", 0.35),
    ("-0.5", -0.5),
    ("1.10", 1.1),
    ("1.0", 1.0),
    ("999999999999999999999999999999", 999999999999999999999999999999),
    ("'12'", "12"),
    ('"true"', "true"),
    ("'null'", "null"),
    ("''", ""),
    ("'.nan'", ".nan"),
    ("'<<'", "<<"),
    ("'*a'", "*a"),
    ("'" + "9" * 40 + "'", "9" * 40),
]


def lees(tekst: str | bytes, *, pure: bool) -> YamlFile:
    raw = tekst.encode() if isinstance(tekst, str) else tekst
    return parse_yaml(raw, "proef.yaml", pure=pure)


def test_the_c_parser_is_there_so_that_both_are_tested() -> None:
    assert yaml.__with_libyaml__


@PARSERS
@pytest.mark.parametrize(("tekst", "waarde"), WAARDEN, ids=[tekst or "(niets)" for tekst, _ in WAARDEN])
def test_a_value_is_what_it_says(tekst: str, waarde: object, pure: bool) -> None:
    for geschreven in (f"a: {tekst}\n", f"a:\n  - {tekst}\n  - x\n"):
        bestand = lees(geschreven, pure=pure)
        assert bestand.issues == ()
        gelezen = bestand.data["a"][0] if isinstance(bestand.data["a"], list) else bestand.data["a"]
        assert gelezen == waarde
        assert type(gelezen) is type(waarde)


@PARSERS
@pytest.mark.parametrize(
    "sleutel", ["no", "on", "0363", "yes", "12:30", "NO", "2024-01-01", "'12'", "'true'", "'null'"]
)
def test_a_key_keeps_its_text(sleutel: str, pure: bool) -> None:
    bestand = lees(f"{sleutel}: x\n", pure=pure)
    assert not bestand.issues
    assert bestand.data == {sleutel.strip("'"): "x"}


@PARSERS
def test_places_of_keys_values_and_list_items(pure: bool) -> None:
    bestand = lees("# eerst\na: 1\nb:\n  c: >-\n    tekst\n  d:\n    - x: 1\n    - y\n", pure=pure)
    plaatsen = {
        ("a",): ((2, 1), (2, 4)),
        ("b",): ((3, 1), (4, 3)),
        ("b", "c"): ((4, 3), (4, 6)),
        ("b", "d"): ((6, 3), (7, 5)),
        ("b", "d", "0", "x"): ((7, 7), (7, 10)),
    }
    for pad, (sleutel, waarde) in plaatsen.items():
        assert (bestand.keys[pad].line, bestand.keys[pad].column) == sleutel
        assert (bestand.values[pad].line, bestand.values[pad].column) == waarde
    assert (bestand.values["b", "d", "1"].line, bestand.values["b", "d", "1"].column) == (8, 7)
    assert str(bestand.values["a",]) == "proef.yaml:2:4"


@PARSERS
@pytest.mark.parametrize("einde", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_change_nothing(einde: str, begin: str, pure: bool) -> None:
    gewoon = lees("a: 1\nb: >-\n  een\n  twee\n\nc: x\n", pure=pure)
    anders = lees(begin + "a: 1\nb: >-\n  een\n  twee\n\nc: x\n".replace("\n", einde), pure=pure)
    assert anders.data == gewoon.data == {"a": 1, "b": "een twee", "c": "x"}
    assert anders.values == gewoon.values


GEWEIGERD = [
    ("a: 1\na: 2\n", "R108", 2, 1),
    ("a:\n  b: 1\n  c: 2\n  b: 3\n", "R108", 4, 3),
    ("a: &x 1\n", "R109", 1, 4),
    ("a: &x {b: 1}\n", "R109", 1, 4),
    ("a: &x\n  - 1\n", "R109", 1, 4),
    ("a: 1\nb: *x\n", "R110", 2, 4),
    ("a:\n  <<: {b: 1}\n", "R111", 2, 3),
    ("a: !!str 5\n", "R112", 1, 4),
    ("a: !x 5\n", "R112", 1, 4),
    ("a: ! 5\n", "R112", 1, 4),
    ("a: !!python/object/apply:os.system ['x']\n", "R112", 1, 4),
    ("a: !!binary aGFsbG8=\n", "R112", 1, 4),
    ("a: 1\n---\nb: 1\n", "R113", 2, 1),
    ("%YAML 1.2\n---\na: 1\n", "R114", 1, 1),
    ("%TAG ! tag:x,2000:\n---\na: 1\n", "R114", 1, 1),
    ("null: 1\n", "R115", 1, 1),
    ("~: 1\n", "R115", 1, 1),
    ("? \n: 1\n", "R115", 1, None),
    ("1: x\n", "R116", 1, 1),
    ("1.5: x\n", "R116", 1, 1),
    ("false: x\n", "R116", 1, 1),
    ("? {a: 1}\n: x\n", "R116", 1, 3),
    ("a: {b: tekst, meer tekst}\n", "R117", 1, 15),
    ("a: {b: }\n", "R117", 1, 5),
    ("a: {b: {c: 1}}\n", "R119", 1, 8),
    ("a: " + "9" * 31 + "\n", "R120", 1, 4),
    ("a: -0." + "1" * 31 + "\n", "R120", 1, 4),
    *((f"a: {woord}\n", "R121", 1, 4) for woord in (".nan", ".NaN", ".inf", "-.inf", "+.INF", "1e400", "-1e999")),
    ("- a\n", "R122", 1, None),
    ("tekst\n", "R122", 1, None),
    ("", "R107", None, None),
    ("---\n", "R107", None, None),
    ("# niets\n", "R107", None, None),
    ("a:\tb\n", "R105", 1, 3),
    ("a:\n\tb: 1\n", "R105", 2, 1),
    ('a: "x\\ty"\n', "R104", 1, 4),
    ('a: "\\u0000"\n', "R104", 1, 4),
    ("a: x\u202ey\n", "R104", 1, 5),
    ("a: x\x85y\n", "R104", 1, 5),
    ("a: x\u2028y\n", "R104", 1, 5),
    ("a: \x00\n", "R104", 1, 4),
    (b"a: \xff\n", "R102", 1, 4),
    (b"a: 1\nb: x\xe9y\n", "R102", 2, 5),
    (b"\xff\xfea\x00:\x00", "R102", 1, 1),
    ("a: [1, 2\n", "R106", None, None),
    ("a: 'x\n", "R106", None, None),
    ("a: b: c\n", "R106", 1, 5),
    ("a: @x\n", "R106", 1, 4),
    ("a: `x\n", "R106", 1, 4),
    ("a: %x\n", "R106", 1, 4),
    (" a: 1\nb: 2\n", "R106", 2, None),
    ("a: 1\n  b: 2\n", "R106", 2, None),
]


@PARSERS
@pytest.mark.parametrize(
    ("tekst", "code", "regel", "kolom"), GEWEIGERD, ids=[repr(geval[0])[:40] for geval in GEWEIGERD]
)
def test_refused_with_its_place(
    tekst: str | bytes, code: str, regel: int | None, kolom: int | None, pure: bool
) -> None:
    issue = lees(tekst, pure=pure).issues[0]
    assert issue.code == code, str(issue)
    plaats = [*issue.place.split(":"), "", ""]
    assert plaats[0] == "proef.yaml"
    if regel is not None:
        assert plaats[1] == str(regel), str(issue)
    if kolom is not None:
        assert plaats[2] == str(kolom), str(issue)


@PARSERS
def test_refusals_in_one_file_all_come(pure: bool) -> None:
    tekst = "a: &x 1\nb: *x\na: 2\nc: !!int 3\n12: .nan\nd: {e, f: 1}\n"
    codes = [issue.code for issue in lees(tekst, pure=pure).issues]
    assert codes == ["R109", "R110", "R108", "R112", "R116", "R121", "R117"]


@PARSERS
def test_depth_is_limited_and_cannot_exhaust_the_stack(pure: bool) -> None:
    genoeg = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert not lees(genoeg, pure=pure).issues
    for diep in (MAX_DEPTH, 3_000, sys.getrecursionlimit() * 20):
        (issue,) = lees("a: " + "[" * diep + "]" * diep, pure=pure).issues
        assert issue.code == "R118"
    blokken = "".join(" " * (2 * n) + "a:\n" for n in range(40))
    assert lees(blokken, pure=pure).issues[0].code == "R118"


@PARSERS
def test_alias_bomb_is_refused_at_the_first_anchor(pure: bool) -> None:
    bom = "a: &a [x, x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    codes = {issue.code for issue in lees(bom, pure=pure).issues}
    assert codes == {"R109", "R110"}


def test_size_is_limited_before_anything_is_parsed() -> None:
    (issue,) = lees(b"a: " + b"x" * MAX_BYTES, pure=False).issues
    assert issue.code == "R103"


@PARSERS
def test_prose_of_a_policy_officer_stays_whole(pure: bool) -> None:
    tekst = (
        "a: >-\n  Eerste regel: met dubbele punt, komma's en 'aanhalingstekens'.\n  # geen opmerking\n\n"
        "  Tweede alinea – café, € 5, 50 % en é.\nb: wie't leest\nc: a - b\n"
    )
    data = lees(tekst, pure=pure).data
    assert data["a"] == (
        "Eerste regel: met dubbele punt, komma's en 'aanhalingstekens'. # geen opmerking\n"
        "Tweede alinea – café, € 5, 50 % en é."
    )
    assert (data["b"], data["c"]) == ("wie't leest", "a - b")


BLAD = (
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.text(string.printable + "éëï€–", max_size=20).filter(lambda t: not set(t) & set("\t\r\x0b\x0c"))
)
SLEUTEL = st.text(string.ascii_letters + string.digits + "_ :#-", min_size=1, max_size=8)


@given(st.dictionaries(SLEUTEL, BLAD | st.lists(BLAD, max_size=3), min_size=1, max_size=5))
def test_both_parsers_give_back_what_json_wrote(data: dict[str, object]) -> None:
    # JSON with its keys on lines of their own is YAML with everything quoted that is text.
    tekst = "".join(
        f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in data.items()
    )
    snel, zuiver = lees(tekst, pure=False), lees(tekst, pure=True)
    assert snel.issues == zuiver.issues == ()
    assert snel.data == zuiver.data == data
    assert snel.keys == zuiver.keys
    assert snel.values == zuiver.values


@given(st.text("ab0.:-?,[]{}#&*!|>'\"%@` \n\\~<é", max_size=24))
@example("{*a? ")
@example("{{}{")
@example('[{?{a%%}#}":0&')
def test_any_text_is_read_alike_or_refused(tekst: str) -> None:
    # The parsers differ in what they refuse only for a comment glued to a block sign (`>#`), which nobody writes.
    snel, zuiver = lees(tekst, pure=False), lees(tekst, pure=True)
    if not snel.issues and not zuiver.issues:
        assert (snel.data, snel.keys) == (zuiver.data, zuiver.keys)
    for issue in (*snel.issues, *zuiver.issues):
        assert issue.place.startswith("proef.yaml")
        assert issue.remedy
