"""Dutch words for what is wrong in YAML: parser problems, and values that look like a number or yes/no but are text."""

from __future__ import annotations

import re

_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "er staat een dubbele punt waar dat niet kan",
        "Zet tekst met een dubbele punt in een >- blok of tussen aanhalingstekens, of verbeter de inspringing.",
    ),
    (
        "could not find expected ':'",
        "achter een sleutel ontbreekt de dubbele punt",
        "Schrijf 'sleutel: waarde', of spring de regel verder in als hij bij de tekst erboven hoort.",
    ),
    (
        "unexpected end of stream",
        "een aanhalingsteken of haakje wordt niet gesloten",
        "Sluit het aanhalingsteken of haakje.",
    ),
    (
        "escape",
        "tussen dubbele aanhalingstekens staat een backslash die niets betekent",
        "Gebruik enkele aanhalingstekens of een >- blok.",
    ),
    (
        "cannot start any token",
        "een waarde begint met een teken dat in YAML iets anders betekent",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    (
        "alphabetic or numeric character",
        "een waarde begint met & of *",
        "Zet de waarde tussen aanhalingstekens.",
    ),
    (
        "sequence entries are not allowed",
        "er staat een streepje waar geen lijst kan staan",
        "Zet de lijst op een eigen regel onder de sleutel.",
    ),
    (
        "',' or",
        "een haakje of accolade wordt niet gesloten, of er ontbreekt een komma",
        "Sluit het haakje of zet de komma.",
    ),
    (
        "expected",
        "de inspringing of opbouw past niet bij de regels erboven",
        "Laat sleutels van dezelfde groep even ver inspringen.",
    ),
)
_YES_NO = {
    "ja": "true", "nee": "false", "yes": "true", "no": "false", "on": "true", "off": "false", "aan": "true",
    "uit": "false", "waar": "true", "onwaar": "false", "y": "true", "n": "false", "true": "true", "false": "false",
}  # fmt: skip


def explain_problem(problem: str) -> tuple[str, str]:
    """Say in Dutch what the parser found, and what to do.

    Example:
        >>> explain_problem("mapping values are not allowed here")[0]
        'er staat een dubbele punt waar dat niet kan'
    """
    for words, what, how in _PROBLEMS:
        if words in problem:
            return what, how
    return "deze regel is niet te begrijpen", "Kijk naar de regel hierboven en naar een bestaand bestand."


def number_advice(text: str) -> str:
    """Say what to write instead of a text where a number is wanted.

    Example:
        >>> number_advice("0,35"), number_advice("0363")
        ('Schrijf 0.35, met een punt.', 'Schrijf 363, zonder nul vooraan.')
    """
    bare = text.strip()
    if re.fullmatch(r"[-+]?[0-9]{1,3}(\.[0-9]{3})*,[0-9]+", bare):
        return f"Schrijf {bare.replace('.', '').replace(',', '.')}, met een punt."
    if re.fullmatch(r"[-+]?0[0-9]+", bare):
        return f"Schrijf {int(bare)}, zonder nul vooraan."
    if re.fullmatch(r"[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9]+)?", bare):
        return f"Schrijf {bare.replace('_', '')}, zonder streepjes."
    if re.fullmatch(r"[-+]?[0-9]{1,3}([. ][0-9]{3})+", bare):
        return f"Schrijf {re.sub('[. ]', '', bare)}, zonder punten of spaties."
    if re.fullmatch(r"[-+]?\.[0-9]+", bare):
        return f"Schrijf {bare.replace('.', '0.', 1)}, met een nul vooraan."
    if re.fullmatch(r"[0-9]+(:[0-9]+)+", bare):
        return "Een tijd of verhouding is geen getal; schrijf één getal, bijvoorbeeld 12.5."
    if re.fullmatch(r"0[xob][0-9a-fA-F]+", bare):
        return f"Schrijf {int(bare, 0)}, als gewoon getal."
    if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", bare):
        return f"Schrijf {bare}, zonder aanhalingstekens."
    if found := re.search(r"[-+]?[0-9]+([.,][0-9]+)?", bare):
        return f"Schrijf alleen het getal: {found.group().replace(',', '.')}."
    return "Schrijf een getal, met een punt voor de decimalen."


def bool_advice(value: object) -> str:
    """Say what to write instead of a value where true or false is wanted.

    Example:
        >>> bool_advice("nee")
        'Schrijf false.'
    """
    meant = _YES_NO.get(str(value).strip().lower()) or {1: "true", 0: "false"}.get(
        value if isinstance(value, int) else -1
    )
    return f"Schrijf {meant}." if meant else "Schrijf true of false."
