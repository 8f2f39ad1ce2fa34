"""Rules of a segmentation that cannot be right are told, each at its key."""

from __future__ import annotations

from typing import Any

import pytest

from buurtwijzer.rulebook.schema import Segmentatie
from buurtwijzer.rulebook.segment_ranges import check_segmentations
from tests.unit.segmentaties import eigen, groepen, profielen, regels

MAKEN = {"profielen": profielen, "groepen": groepen, "eigen": eigen}


def verander(id_: str, pad: tuple[str | int, ...], waarde: Any) -> Segmentatie:
    form = MAKEN[id_]().model_dump()
    deel = form
    for stap in pad[:-1]:
        deel = deel[stap]
    deel[pad[-1]] = waarde
    return Segmentatie.model_validate(form)


def test_what_is_right_gives_nothing() -> None:
    assert list(check_segmentations(regels())) == []


@pytest.mark.parametrize(
    ("id_", "pad", "waarde", "code", "woorden"),
    [
        ("profielen", ("prototypen",), None, "R201", "'prototypen' ontbreekt"),
        ("groepen", ("indextabel",), None, "R201", "'indextabel' ontbreekt"),
        ("eigen", ("inlezen",), None, "R201", "'inlezen' ontbreekt"),
        ("eigen", ("segmenten", 1, "kolom"), None, "R201", "'kolom' ontbreekt"),
        ("groepen", ("segmenten", 1, "landelijk_frac"), None, "R201", "'landelijk_frac' ontbreekt"),
        ("groepen", ("segmenten", 1, "rol"), None, "R201", "'rol' ontbreekt"),
        ("groepen", ("segmenten", 1, "landelijk_frac"), 0.9, "R313", "tellen op tot 1,4"),
        ("groepen", ("segmenten", 1, "verdeling", 0, "pct"), [90.0, 40.0], "R313", "tellen op tot 130"),
        ("groepen", ("segmenten", 1, "verdeling", 0, "pct"), [30.0, 40.0, 30.0], "R313", "2 niveaus"),
        ("groepen", ("segmenten", 1, "verdeling", 0, "kenmerk"), "lengte", "R313", "dezelfde kenmerken"),
        ("groepen", ("segmenten", 1, "rol", "waardenruimte", 0, "dimensie"), "hoogte", "R313", "andere dimensies"),
        ("groepen", ("segmenten", 1, "benadering", 0, "deel_frac"), 0.7, "R304", "0,7"),
        ("groepen", ("segmenten", 1, "id"), "groep_0", "R312", "groep_0"),
        ("profielen", ("prototypen", "kenmerken", 0, "schaal"), None, "R201", "'schaal' ontbreekt"),
        ("profielen", ("prototypen", "temperatuur"), None, "R201", "'temperatuur' ontbreekt"),
        ("profielen", ("segmenten", 1, "middelpunt"), [], "R313", "niet dezelfde indicatoren"),
        ("profielen", ("prototypen", "kenmerken", 0, "schaal", "afkap_laag"), 100.0, "R302", "afkap_laag"),
        ("profielen", ("prototypen", "kenmerken", 4, "schaal", "afkap_laag"), 0.0, "R313", "logaritme"),
    ],
)
def test_mistakes(id_: str, pad: tuple[str | int, ...], waarde: Any, code: str, woorden: str) -> None:
    issues = list(check_segmentations(regels(verander(id_, pad, waarde))))
    assert woorden in " ".join(f"{issue.message} {issue.remedy}" for issue in issues if issue.code == code), [
        str(issue) for issue in issues
    ]
