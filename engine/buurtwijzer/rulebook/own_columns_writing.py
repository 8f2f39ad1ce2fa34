"""`template_text()`: a table of columns to fill in; what is only likely stands behind a # and counts for nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column with figures in a template.

    Attributes:
        kop: Its header.
        nummer: Which one with this header; None when there is one.
        doel: What it may be; empty when nothing looks like it.
        waarom: Why.
        eenheid: Unit its figures seem to be in; empty for that of the target.
    """

    kop: str
    nummer: int | None
    doel: str
    waarom: str
    eenheid: str


def template_text(
    bestand: str,
    blad: str,
    kop: int | None,
    code: tuple[str, str] | None,
    gezien: Sequence[tuple[str, str]],
    kolommen: Sequence[TemplateColumn],
    getallen: tuple[str, str, str] | None = None,
) -> str:
    """Give a template.

    Args:
        bestand: File name.
        blad: Sheet; empty for a text file.
        kop: Header row; None when not found.
        code: Header of the column with area codes and what stands in it.
        gezien: Keys of a table of columns and the headers that look like them.
        kolommen: The other headers.
        getallen: Header, likely level and example of a column in which codes became numbers.
    """
    return "\n".join([*_head(bestand, blad, kop, code, gezien, getallen), "kolommen:", *_columns(kolommen), ""])


def _head(
    bestand: str,
    blad: str,
    kop: int | None,
    code: tuple[str, str] | None,
    gezien: Sequence[tuple[str, str]],
    getallen: tuple[str, str, str] | None,
) -> Iterator[str]:
    yield f"# Kolomtabel voor {bestand}: wat de kolommen betekenen. Alle sleutels staan in docs/kolommen.md."
    yield "# Een regel achter een hekje telt niet mee. Haal '# ' weg bij wat klopt, vul aan, en gebruik --kolommen."
    yield f"bestand: {_text(bestand)}"
    if blad:
        yield f"blad: {_text(blad)}"
    if kop is not None:
        yield f"kop: {kop}"
    if code is not None:
        yield f"code: {_text(code[0])}  # {code[1]}"
    elif getallen is not None:
        yield f"# code: {_text(getallen[0])}  # codes als getal, zoals {getallen[2]}: dan hoort niveau_is erbij"
        yield f"# niveau_is: {getallen[1]}  # het niveau van die codes: buurt, wijk of gemeente"
    else:
        yield '# code: ""  # kop van de kolom met gebiedscodes; zonder codes: de kop met namen bij naam'
    there = dict(gezien)
    for key in ("naam", "gemeente", "niveau"):
        if key in there:
            yield f"# {key}: {_text(there[key])}  # de kop lijkt daarop"
    if "gemeente" not in there and code is None:
        yield '# gemeente_is: ""  # de gemeente waar alles in ligt'
    yield "# jaar: 2024  # jaar van de cijfers, als het niet in de bestandsnaam staat"
    yield '# ontbreekt: ["n.b."]  # wat er staat als een cijfer ontbreekt'


def _columns(kolommen: Sequence[TemplateColumn]) -> Iterator[str]:
    for column in kolommen:
        yield f"  # - kop: {_text(column.kop)}"
        if column.nummer is not None:
            yield f"  #   nummer: {column.nummer}"
        if column.doel:
            yield f"  #   doel: {column.doel}  # {_line(column.waarom)}"
        else:
            why = _line(column.waarom) or "niet herkend; kies een naam uit docs/handboek, bij Indicatoren"
            yield f"  #   doel:  # {why}"
        if column.eenheid:
            yield f"  #   eenheid: {column.eenheid}  # daar lijken de cijfers op"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _line(text: str) -> str:
    return " ".join(text.split())
