"""Every place where text is written gets a hostile text of its own, which must be read back there as text."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from buurtwijzer.core.issues import Issue, Severity
from buurtwijzer.reporting.workbook import workbook_bytes
from buurtwijzer.reporting.written import written_columns
from tests.keten.test_werkmap import assert_only_text
from tests.unit.assessments import advies, assessment, table, uitkomsten
from tests.unit.segments import full_assessment

START = ("=1+1 ", "@SUM(A1) ", "http://kwaad.nl/", "+cmd|' /C calc'!A0 ")


@pytest.mark.parametrize("start", START)
def test_each_place_holds_its_own_hostile_text(start: str) -> None:
    def text(place: str) -> str:
        return f"{start}{place}"

    scores = tuple(replace(outcome, naam=text(outcome.id)) for outcome in uitkomsten())
    own = replace(
        advies("buurtkamer", text("interventie")), vorm=text("vorm"), trekker=text("trekker"), betaler=text("betaler")
    )
    plain = assessment(
        table=table(naam=text("gebied"), gemeente=text("gemeente"), bestand=text("bestand.xlsx")),
        uitkomsten=scores,
        adviezen=((own,), (), ()),
        issues=(Issue("D201", Severity.MELDING, text("plaats"), text("melding"), text("oplossing")),),
        verantwoording=(("bestand 1", text("ontvangst")),),
    )
    result = full_assessment(
        base=plain,
        profielen=(text("profiel"), "b", "c"),
        groepen=(text("groep"), "b", "c", "d"),
        tekst=text("samenleven"),
    )
    content = workbook_bytes(result)
    assert_only_text(content)
    book = openpyxl.load_workbook(BytesIO(content))

    def holds(blad: str, place: str) -> bool:
        wanted = text(place).casefold()
        return any(wanted in str(cell.value).casefold() for row in book[blad].iter_rows() for cell in row)

    places = {
        "Overzicht": ("gebied", "gemeente"),
        "Leefstijlen": ("profiel",),
        "Bewonersgroepen": ("groep",),
        "Leefgebieden": ("wonen", "gezondheid"),
        "Krachten": ("vrijwillige_inzet",),
        "Risico's": ("eenzaamheid", "rondkomen"),
        "Samenleven": ("samenleven",),
        "Interventies": ("interventie", "vorm", "trekker", "betaler"),
        "Meldingen": ("plaats", "melding", "oplossing"),
        "Verantwoording": ("ontvangst",),
        "Grafieken": ("gebied", "eenzaamheid", "wonen", "profiel"),
    }
    missing = [(blad, place) for blad, own_places in places.items() for place in own_places if not holds(blad, place)]
    assert missing == []
    written = written_columns(result)
    heads = {column.kop for column in written.kolommen}
    assert {f"Bwz risico {text(name)}" for name in ("eenzaamheid", "rondkomen")} <= heads
    assert all(column.naam.replace("_", "").isalnum() for column in written.kolommen)
