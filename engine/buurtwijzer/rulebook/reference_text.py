"""The text of ``referentie/<jaar>.yaml``: the same reference always gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap

from buurtwijzer.rulebook.schema import (
    Gedrag,
    Ijkfactoren,
    IndicatorReferentie,
    Kwantielen,
    Profiel,
    Profielen,
    Referentie,
    UitkomstReferentie,
)

_WIDTH = 98


def reference_yaml(referentie: Referentie) -> str:
    """Write a reference as YAML, keys in the order of the schema."""
    return "\n".join(_lines(referentie)) + "\n"


def _lines(item: Referentie) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../schema/referentie.json"
    yield f'id: "{item.id}"'
    yield f"naam: {item.naam}"
    yield f"jaar: {item.jaar}"
    yield "methode: >-"
    yield from (f"  {line}" for line in wrap(item.methode, _WIDTH))
    yield f"inwoners_min_n: {item.inwoners_min_n}"
    yield f"gebieden_n: {item.gebieden_n}"
    yield "bestanden:"
    for source in item.bestanden:
        yield f"  - bestand: {_quoted(source.bestand)}"
        yield f"    sha256: {_quoted(source.sha256)}"
    yield "indicatoren:"
    for indicator in item.indicatoren:
        yield from _indicator(indicator)
    yield "uitkomsten:" if item.uitkomsten else "uitkomsten: []"
    for outcome in item.uitkomsten:
        yield from _outcome(outcome)
    yield from _of_segmentations(item)
    yield "bron:"
    yield from (f"  - {name}" for name in item.bron)
    yield f"status: {item.status.value}"
    yield f"eigenaar: {item.eigenaar}"
    yield f"herzien_voor: {item.herzien_voor.isoformat()}"


def _indicator(entry: IndicatorReferentie) -> Iterator[str]:
    yield f"  - indicator: {entry.indicator}"
    yield f"    eenheid: {entry.eenheid.value}"
    yield f"    jaar: {entry.jaar}"
    yield f"    gebieden_n: {entry.gebieden_n}"
    yield f"    gemiddelde: {_number(entry.gemiddelde)}"
    yield f"    spreiding: {_number(entry.spreiding)}"
    yield f"    kwantielen: {_braces(entry.kwantielen)}"
    if entry.stedelijkheid is not None:
        yield "    stedelijkheid:"
        yield f"      helling: {_number(entry.stedelijkheid.helling)}"
        yield f"      midden_log: {_number(entry.stedelijkheid.midden_log)}"
        yield f"      kwantielen: {_braces(entry.stedelijkheid.kwantielen)}"


def _outcome(entry: UitkomstReferentie) -> Iterator[str]:
    yield f"  - uitkomst: {entry.uitkomst}"
    yield f"    gebieden_n: {entry.gebieden_n}"
    yield f"    dekking_frac: {_number(entry.dekking_frac)}"
    yield f"    kwantielen: {_braces(entry.kwantielen)}"


def _of_segmentations(item: Referentie) -> Iterator[str]:
    if item.profielen:
        yield "profielen:"
    for profiles in item.profielen:
        yield from _profiles(profiles)
    if item.ijkfactoren:
        yield "ijkfactoren:"
    for factors in item.ijkfactoren:
        yield from _factors(factors)


def _profiles(entry: Profielen) -> Iterator[str]:
    yield f"  - segmentatie: {entry.segmentatie}"
    yield f"    jaar: {entry.jaar}"
    yield f"    gebieden_n: {entry.gebieden_n}"
    yield f"    temperatuur: {_number(entry.temperatuur)}"
    yield "    kenmerken:"
    for part in entry.kenmerken:
        yield f"      - indicator: {part.indicator}"
        yield f"        bewerking: {part.bewerking}"
        for name in ("gewicht", "afkap_laag", "afkap_hoog", "gemiddelde", "spreiding"):
            yield f"        {name}: {_number(getattr(part, name))}"
    yield "    segmenten:"
    for profile in entry.segmenten:
        yield from _profile(profile)
    yield "    toetsen:" if entry.toetsen else "    toetsen: []"
    for check in entry.toetsen:
        yield f"      - maat: {_quoted(check.maat)}"
        yield f"        waarde: {_number(check.waarde)}"


def _profile(profile: Profiel) -> Iterator[str]:
    yield f"      - segment: {profile.segment}"
    yield f"        grootste_frac: {_number(profile.grootste_frac)}"
    yield f"        landelijk_frac: {_number(profile.landelijk_frac)}"
    yield "        middelpunt:"
    for point in profile.middelpunt:
        yield f"          - {{indicator: {point.indicator}, waarde: {_number(point.waarde)}}}"
    yield "        gedragskaart:" if profile.gedragskaart else "        gedragskaart: []"
    for line in profile.gedragskaart:
        yield from _behaviour(line)


def _behaviour(line: Gedrag) -> Iterator[str]:
    yield f"          - indicator: {line.indicator}"
    yield f"            waarde: {_number(line.waarde)}"
    yield f"            landelijk: {_number(line.landelijk)}"
    yield f"            eenheid: {line.eenheid.value}"
    yield f"            jaar: {line.jaar}"
    yield f"            bron: {line.bron}"
    yield f"            status: {line.status.value}"


def _factors(entry: Ijkfactoren) -> Iterator[str]:
    yield f"  - segmentatie: {entry.segmentatie}"
    yield f"    jaar: {entry.jaar}"
    yield f"    gebieden_n: {entry.gebieden_n}"
    yield "    factoren:"
    for factor in entry.factoren:
        yield f"      - {{segment: {factor.segment}, ijkfactor: {_number(factor.ijkfactor)}}}"


def _braces(kwantielen: Kwantielen) -> str:
    pairs = zip(type(kwantielen).model_fields, kwantielen.waarden, strict=True)
    return f"{{{', '.join(f'{name}: {_number(value)}' for name, value in pairs)}}}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _quoted(text: str) -> str:
    """Quote a name or hash, which could be read as something else than text."""
    return json.dumps(text, ensure_ascii=False)
