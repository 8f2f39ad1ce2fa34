"""Three versions of a rule: what only the base changed comes in, what both changed is a choice, comments stay."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buurtwijzer.rulebook.keyed import keyed, same
from buurtwijzer.rulebook.merge import Merged, merge_rule
from buurtwijzer.rulebook.strict_yaml import parse_yaml
from buurtwijzer.rulebook.words import ABSENT
from buurtwijzer.rulebook.yaml_edit import Document
from buurtwijzer.rulebook.yaml_spans import find_spans
from tests.regelboek.test_meegeleverd import BESTANDEN

OUD = """\
id: x
naam: Oude naam  # op het scherm
druk:
  # het zwaarst
  - indicator: a
    gewicht_frac: 0.5
  - indicator: b
    gewicht_frac: 0.5
bron: [k]
tekst: >-
  een lange
  tekst
leeg: []
bedrag:
  min: 1
  max: 2
slot: ja
"""


def merge(old: str | None, mine: str, new: str) -> Merged:
    read = None if old is None else parse_yaml(old.encode(), "oud").data
    own, fresh = (Document.read(text.encode(), name) for text, name in ((mine, "eigen.yaml"), (new, "nieuw.yaml")))
    assert own is not None
    assert fresh is not None
    return merge_rule(read, own, fresh)


GEVALLEN = {
    "getal": ("  min: 1", "  min: 1.5"),
    "tekst": ("Oude naam", "Nieuwe naam"),
    "tekst met bijzondere tekens": ("Oude naam", "'Nieuw: \"naam\" # met é'"),
    "blok tekst": ("  een lange\n  tekst", "  een veel langere\n  tekst over\n  drie regels"),
    "blok wordt kort": (">-\n  een lange\n  tekst", "kort"),
    "kort wordt blok": ("slot: ja", "slot: >-\n  een lange\n  tekst"),
    "lijst op een regel": ("[k]", "[k, l]"),
    "lijst wordt blok": ("leeg: []", "leeg:\n  - p: 1\n    q: 2"),
    "onderdeel erbij": (
        "    gewicht_frac: 0.5\nbron",
        "    gewicht_frac: 0.4\n  - indicator: c\n    gewicht_frac: 0.1\nbron",
    ),
    "onderdeel vooraan erbij": ("  # het zwaarst\n", "  - indicator: z\n    gewicht_frac: 0.0\n"),
    "onderdeel weg": ("  - indicator: b\n    gewicht_frac: 0.5\n", ""),
    "sleutel erbij": ("  min: 1\n", "  min: 1\n  modus: 1.5\n"),
    "sleutel vooraan erbij": ("id: x\n", "versie: 2\nid: x\n"),
    "sleutel achteraan erbij": ("slot: ja\n", "slot: ja\nnieuw:\n  - a\n  - b\n"),
    "sleutel weg": ("slot: ja\n", ""),
    "sleutel wordt groep": ("slot: ja", "slot:\n  wat: ja"),
}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_change_of_the_base_comes_in_and_nothing_else_moves(naam: str) -> None:
    old_text, new_text = GEVALLEN[naam]
    assert old_text in OUD
    new = OUD.replace(old_text, new_text, 1)
    mine = "# van ons\n" + OUD.replace("  max: 2", "  max: 9  # onze prijs") + "# einde\n"
    found = merge(OUD, mine, new)
    assert found.choices == ()
    assert found.taken
    text = found.raw.decode()
    expected = parse_yaml(new.replace("  max: 2", "  max: 9").encode(), "x").data
    assert same(parse_yaml(found.raw, "x").data, expected)
    for comment in ("# van ons", "# op het scherm", "# onze prijs", "# einde"):
        assert comment in text
    if naam not in ("onderdeel erbij", "onderdeel vooraan erbij", "onderdeel weg"):
        assert "  # het zwaarst\n  - indicator: a\n" in text


def test_a_changed_number_moves_only_its_own_characters() -> None:
    mine = OUD.replace("min: 1", "min:   1   # let op")
    found = merge(OUD, mine, OUD.replace("min: 1", "min: 1.25"))
    assert found.raw.decode() == mine.replace("min:   1   #", "min:   1.25   #")


def test_untouched_rule_stays_byte_for_byte() -> None:
    mine = OUD.replace("min: 1", "min: 7").replace("\n", "\r\n")
    own, fresh = Document.read(b"\xef\xbb\xbf" + mine.encode(), "e"), Document.read(OUD.encode(), "n")
    assert own is not None
    assert fresh is not None
    found = merge_rule(parse_yaml(OUD.encode(), "o").data, own, fresh)
    assert found.raw == b"\xef\xbb\xbf" + mine.encode()
    assert not found.taken
    assert not found.choices
    assert Document.read(OUD.replace("\n", "\r\n", 3).encode(), "e") is None


def test_windows_line_ends_stay_when_a_value_comes_in() -> None:
    own, fresh = (
        Document.read(OUD.replace("\n", "\r\n").encode(), "e"),
        Document.read(OUD.replace("  een lange\n", "  nog\n  een lange\n").encode(), "n"),
    )
    assert own is not None
    assert fresh is not None
    raw = merge_rule(parse_yaml(OUD.encode(), "o").data, own, fresh).raw
    assert b"  nog\r\n  een lange\r\n" in raw
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_both_changed_is_a_choice_with_both_values_and_the_place() -> None:
    found = merge(OUD, OUD.replace("max: 2", "max: 9"), OUD.replace("max: 2", "max: 3"))
    (choice,) = found.choices
    assert (choice.sleutel, choice.basis_oud, choice.eigen, choice.basis_nieuw) == (("bedrag", "max"), 2, 9, 3)
    assert str(choice.plaats) == "eigen.yaml:16:3"
    assert b"max: 9" in found.raw


def test_both_made_the_same_change_is_no_choice() -> None:
    changed = OUD.replace("max: 2", "max: 3")
    found = merge(OUD, changed, changed)
    assert (found.taken, found.choices) == ((), ())


@pytest.mark.parametrize(
    ("mine", "new", "eigen", "nieuw"),
    [
        ((("slot: ja\n", ""),), (("slot: ja", "slot: nee"),), ABSENT, "nee"),
        ((("slot: ja", "slot: nee"),), (("slot: ja\n", ""),), "nee", ABSENT),
        ((("bedrag:\n", "extra: 1\nbedrag:\n"),), (("bedrag:\n", "extra: 2\nbedrag:\n"),), 1, 2),
    ],
)
def test_came_or_went_on_both_sides_is_a_choice(mine: Any, new: Any, eigen: Any, nieuw: Any) -> None:
    own, fresh = OUD, OUD
    for pair in mine:
        own = own.replace(*pair)
    for pair in new:
        fresh = fresh.replace(*pair)
    found = merge(OUD, own, fresh)
    (choice,) = found.choices
    assert (choice.eigen, choice.basis_nieuw) == (eigen, nieuw)
    assert found.raw.decode() == own


def test_members_changed_on_both_sides_are_choices_but_their_values_merge() -> None:
    b, c, d = (f"  - indicator: {name}\n    gewicht_frac: 0.5\n" for name in "bcd")
    mine = OUD.replace(b, b + c)
    new = OUD.replace(b, d).replace(
        "    gewicht_frac: 0.5\n  - indicator: d", "    gewicht_frac: 0.3\n  - indicator: d"
    )
    found = merge(OUD, mine, new)
    assert {choice.sleutel for choice in found.choices} == {("druk", "b"), ("druk", "d")}
    assert [taken.sleutel for taken in found.taken] == [("druk", "a", "gewicht_frac")]


def test_without_the_old_base_every_difference_is_a_choice() -> None:
    mine = OUD.replace("max: 2", "max: 9")
    found = merge(None, mine, OUD.replace("slot: ja", "slot: nee"))
    assert found.raw.decode() == mine
    assert {choice.sleutel for choice in found.choices} == {("bedrag", "max"), ("slot",)}
    assert {choice.basis_oud for choice in found.choices} == {ABSENT}


def test_comment_that_would_become_text_makes_it_a_choice() -> None:
    mine = OUD.replace("slot: ja", "slot: ja  # belangrijk")
    found = merge(OUD, mine, OUD.replace("slot: ja", "slot: >-\n  lang"))
    assert found.raw.decode() == mine
    assert [choice.sleutel for choice in found.choices] == [("slot",)]


def test_change_between_braces_is_done_or_left_never_spoilt() -> None:
    old = "id: x\nbedrag: {min: 1, max: 2}\n"
    done = merge(old, old, old.replace("max: 2", "max: 3"))
    assert b"{min: 1, max: 3}" in done.raw
    both = merge(old, old.replace("min: 1", "min: 9"), old.replace("max: 2", "max: 2, modus: 2"))
    assert b"{min: 9, max: 2}" in both.raw
    assert [choice.sleutel for choice in both.choices] == [("bedrag", "modus")]


@pytest.mark.parametrize("path", BESTANDEN, ids=[path.stem for path in BESTANDEN])
def test_spans_agree_with_the_strict_reader(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    read, spans = parse_yaml(text.encode(), "x"), find_spans(text)
    assert set(spans) == set(read.values)
    for key, place in read.keys.items():
        span = spans[key]
        assert (text.count("\n", 0, span.begin) + 1, span.kolom + 1) == (place.line, place.column)
        assert text[span.begin : span.na_merk].rstrip(":") == key[-1]


ANDERE_VOLGORDE = """\
id: x
druk:
  - waarom: zo gekozen  # van ons
    indicator: a
    gewicht_frac: 0.6
  - indicator: b
    gewicht_frac: 0.4
"""


def test_an_item_with_its_keys_in_another_order_is_the_same_item() -> None:
    old = "id: x\ndruk:\n  - indicator: a\n    gewicht_frac: 0.6\n    waarom: zo gekozen\n"
    old += "  - indicator: b\n    gewicht_frac: 0.4\n"
    new = old.replace("0.6", "0.7").replace("0.4", "0.3") + "  - indicator: c\n    gewicht_frac: 0.1\n"
    found = merge(old, ANDERE_VOLGORDE, new)
    expected = ANDERE_VOLGORDE.replace("0.6", "0.7").replace("0.4", "0.3")
    assert found.raw.decode() == f"{expected}  - indicator: c\n    gewicht_frac: 0.1\n"
    assert found.choices == ()


def test_an_item_written_name_last_in_all_versions_but_the_newest_does_not_come_twice() -> None:
    old = "id: x\ndruk:\n  - w: a\n    indicator: p\n    uitleg: 0\n"
    new = "id: x\ndruk:\n  - indicator: p\n    w: 0\n    uitleg: 0\n"
    found = merge(old, old, new)
    assert parse_yaml(found.raw, "x").data == parse_yaml(new.encode(), "x").data
    assert found.choices == ()


# The property: whatever the base and the organisation did to a rule, nothing of the organisation is lost.

WOORDEN = st.sampled_from(
    ["a", "é b", "ja: nee", "# geen uitleg", "'x'", "twee\nregels", "-", "[x", "{y}", "0363", "no"]
)
WAARDE = st.one_of(st.integers(0, 3), st.sampled_from([0.25, 0.5, True, None]), WOORDEN)
NAMEN = st.lists(st.sampled_from(list("pqrstu")), unique=True, max_size=4)
GROEP = st.dictionaries(st.sampled_from(["min", "modus", "max", "per"]), WAARDE, min_size=1, max_size=4)
ITEMS = NAMEN.flatmap(
    lambda names: st.tuples(
        *(st.fixed_dictionaries({"indicator": st.just(n), "w": WAARDE, "uitleg": WAARDE}) for n in names)
    )
).map(list)
REGEL = st.fixed_dictionaries(
    {"id": st.just("x"), "naam": WAARDE, "druk": ITEMS, "partners": NAMEN, "groep": GROEP},
    optional={
        "extra": WAARDE,
        "lijst": st.lists(st.integers(0, 2), max_size=3),
        "diep": st.fixed_dictionaries({"g": GROEP}),
    },
)


@st.composite
def drie_versies(draw: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Draw a rule and two changed versions that share most of it."""
    base = draw(REGEL)
    versions = []
    for _ in range(2):
        other = draw(REGEL)
        keys = dict.fromkeys((*base, *other))
        kept = {key: draw(st.sampled_from(("b", "b", "o"))) for key in keys}
        made = {key: (base if kept[key] == "b" else other).get(key, ABSENT) for key in keys}
        made = {key: value for key, value in made.items() if value is not ABSENT}
        versions.append(made | {"id": "x"})
    return base, versions[0], versions[1]


def write(value: Any, indent: int, draw: Any) -> str:
    """Write a value as YAML, in one of the ways a person might, with comments when asked."""
    pad = " " * indent
    note = f"  # c{next(draw)}" if draw is not None else ""
    if isinstance(value, dict) and value:
        parts = []
        for key, part in value.items():
            head = f"{pad}# c{next(draw)}\n" if draw is not None and isinstance(part, int) else ""
            parts.append(f"{head}{pad}{key}:{write(part, indent + 2, draw)}")
        return "\n" + "\n".join(parts)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        parts = [write(part, indent + 2, draw)[1:] for part in value]
        return "\n" + "\n".join(
            f"{pad}- {first.lstrip()}" if "#" not in first.split("\n")[0] else _dashed(first, pad) for first in parts
        )
    if isinstance(value, list):
        return "\n" + "\n".join(f"{pad}- {json.dumps(part)}" for part in value) if value else " []"
    if isinstance(value, str) and "\n" in value:
        return " |-\n" + "\n".join(pad + line for line in value.split("\n"))
    return f" {json.dumps(value, ensure_ascii=False)}{note}"


def _dashed(text: str, pad: str) -> str:
    """Put the comments of the first key before the dash."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
    return "\n".join([*lines[:first], f"{pad}- {lines[first].lstrip()}", *lines[first + 1 :]])


def render(rule: dict[str, Any], *, comments: bool = False) -> str:
    numbers = iter(range(1000)) if comments else None
    return write(rule, 0, numbers)[1:] + "\n"


def leaves(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Give every value by its keys, list items by their name."""
    key = "indicator" if isinstance(value, list) and value and isinstance(value[0], dict) else ""
    parts = value if isinstance(value, dict) else keyed(value, key) if isinstance(value, list) and value else None
    if not parts:
        return {path: value}
    found: dict[tuple[str, ...], Any] = {}
    for key, part in parts.items():
        found |= leaves(part, (*path, key)) if isinstance(part, dict | list) else {(*path, key): part}
    return found


@settings(max_examples=150, deadline=None)
@given(drie_versies())
def test_nothing_is_lost_and_nothing_is_taken_that_both_changed(versions: Any) -> None:
    base, mine, new = versions
    text = render(mine, comments=True)
    assert same(parse_yaml(text.encode(), "x").data, mine)
    found = merge(render(base), text, render(new))
    read = parse_yaml(found.raw, "x")
    assert read.issues == ()
    merged, own, old, fresh = (leaves(rule) for rule in (read.data, mine, base, new))
    chosen = [choice.sleutel for choice in found.choices]
    for path in {*own, *old, *fresh, *merged}:
        now, m, o, n = (part.get(path, ABSENT) for part in (merged, own, old, fresh))
        is_choice = any(path[: len(c)] == c or c[: len(path)] == path for c in chosen)
        assert same(now, m) or same(now, n), path
        if not same(m, o) and not same(now, m):
            assert same(now, n), path
            # a value of our own may only make way when the whole group or list above it was untouched or emptied
            assert any(not own.get(path[:end]) and path[:end] in own for end in range(len(path))), path
        if same(o, n):
            assert same(now, m) or is_choice or m is ABSENT, path
        if same(m, o) and not same(m, n) and not same(now, n):
            assert is_choice, path
    for comment in re.findall(r"# c\d+\n", text):
        assert comment in found.raw.decode()
