"""The mirror session: judgements weighed per role, read back strictly, kept, and never in the way of a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from buurtwijzer.assessment import Assessment
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.personal import personal_data
from buurtwijzer.data.files.blocks import SheetBlock
from buurtwijzer.data.judgements import DRAAGVLAK, HERKENNING, Oordeel, Spiegeling
from buurtwijzer.evidence.mirror.reading import HEADERS, is_form, read_mirror
from buurtwijzer.evidence.mirror.weigh import Drempels, Rolbeeld, pictures, weigh
from buurtwijzer.reporting.blad import Blad, Cel
from buurtwijzer.reporting.certainty import Zekerheid, judge_certainty
from buurtwijzer.reporting.findings import Findings
from buurtwijzer.reporting.json_form import assessment_json
from buurtwijzer.reporting.mirror.attach import with_mirror
from buurtwijzer.reporting.mirror.guide import Regel, area_blocks, pages, stretched
from buurtwijzer.reporting.mirror.held_up import held_up
from buurtwijzer.reporting.mirror.mirrored import Mirror
from buurtwijzer.reporting.sheets import build_sheets
from tests.geladen import meegeleverd
from tests.unit.assessments import assessment, parameters
from tests.unit.segments import full_assessment

GESPREK = meegeleverd().spiegeling["spiegelgesprek"]
DREMPELS = Drempels(rol_n=3, samen_n=10, rollen_n=2, meerderheid_frac=0.5, omhoog_dekking_frac=0.8)
EENZAAM = "aandachtspunt:eenzaamheid"


def oordeel(rol: str, antwoord: str, personen: int, kenmerk: str = EENZAAM, code: str = "", **more: str) -> Oordeel:
    velden = {"naam": "Centrum", "onderwerp": "Eenzaamheid", "tekst": "proef", **more}
    return Oordeel(code=code or CODE, kenmerk=kenmerk, rol=rol, antwoord=antwoord, personen=personen, **velden)


def beeld(meervoud: str, **aantallen: int) -> Rolbeeld:
    return Rolbeeld(meervoud, tuple(aantallen.items()), sum(aantallen.values()) < DREMPELS.rol_n)


def proef(*oordelen: Oordeel, codes: tuple[str, ...] = ()) -> Assessment:
    base = assessment()
    numbers = {"rol_gesprokenen_n": 3, "gesprokenen_n": 10, "rollen_n": 2, "meerderheid_frac": 0.5}
    rules = replace(
        base.rulebook,
        spiegeling={GESPREK.id: GESPREK},
        parameters={
            **base.rulebook.parameters,
            "spiegeling": parameters("spiegeling", **numbers, omhoog_dekking_frac=0.8, gebieden_n=20),
        },
    )
    return with_mirror(replace(base, rulebook=rules), Spiegeling(oordelen, codes, "gesprek.xlsx"))


CODE = assessment().table.code[0]


def records(blad: Blad) -> list[dict[str, Cel]]:
    return [dict(zip([k.kop for k in blad.kolommen], rij, strict=True)) for rij in blad.rijen]


def sheet(result: Assessment, naam: str) -> list[dict[str, Cel]]:
    return records(next(blad for blad in build_sheets(result) if blad.naam == naam))


# weighing


@pytest.mark.parametrize(
    ("beelden", "dekking", "woord", "stap", "zin"),
    [
        ([beeld("bewoners", ja=3, nee=9), beeld("professionals", nee=4)], 1.0, 0, -1, "9 van 12 bewoners en 4 van 4"),
        ([beeld("bewoners", ja=9), beeld("professionals", ja=4)], 0.9, 1, 1, "een stap hoger"),
        ([beeld("bewoners", ja=9), beeld("professionals", ja=4)], 0.7, 1, 0, "maar 70 % van de gegevens"),
        ([beeld("bewoners", ja=9), beeld("professionals", ja=4)], 1.0, 0, 0, "al stevig"),
        ([beeld("bewoners", nee=9), beeld("professionals", nee=4)], 1.0, 2, 0, "al zwak"),
        ([beeld("bewoners", nee=40)], 1.0, 0, 0, ""),
        ([beeld("bewoners", nee=9), beeld("professionals", nee=2)], 1.0, 0, 0, ""),
        ([beeld("bewoners", nee=5), beeld("professionals", nee=4)], 1.0, 0, 0, ""),
        ([beeld("bewoners", ja=5, nee=5), beeld("professionals", nee=5)], 1.0, 0, 0, ""),
        ([beeld("bewoners", nee=9), beeld("professionals", deels=5)], 1.0, 0, 0, ""),
    ],
    ids=[
        *("lager", "hoger", "hoger-dekking-te-laag", "al-stevig", "al-zwak", "een-rol"),
        *("rol-te-klein", "samen-te-weinig", "rol-verdeeld", "deels-is-geen-nee"),
    ],
)
def test_step_follows_the_rules(beelden: list[Rolbeeld], dekking: float, woord: int, stap: int, zin: str) -> None:
    found = weigh(beelden, DREMPELS, dekking=dekking, woord=woord)
    assert found.stap == stap
    assert zin in found.reden
    assert bool(zin) == bool(found.reden)
    assert not found.oneens


def test_roles_that_disagree_move_nothing_and_are_a_finding() -> None:
    found = weigh([beeld("bewoners", nee=90), beeld("professionals", ja=3)], DREMPELS, dekking=1.0, woord=0)
    assert (found.stap, found.oneens) == (0, True)
    assert found.reden == "rollen oordelen verschillend: bewoners herkennen dit niet, professionals wel"


antwoorden = st.dictionaries(st.sampled_from(["ja", "deels", "nee"]), st.integers(1, 50), min_size=1)


@given(st.lists(antwoorden, max_size=4), st.floats(0, 1), st.integers(0, 2))
def test_never_more_than_one_step_and_never_beyond_the_ends(
    rollen: list[dict[str, int]], dekking: float, woord: int
) -> None:
    found = weigh([beeld(f"rol {n}", **said) for n, said in enumerate(rollen)], DREMPELS, dekking=dekking, woord=woord)
    assert found.stap in (-1, 0, 1)
    assert 0 <= woord - found.stap <= 2
    assert found.stap != 1 or dekking >= DREMPELS.omhoog_dekking_frac


def test_roles_are_added_up_apart_and_an_empty_answer_is_no_answer() -> None:
    said = [oordeel("bewoner", "nee", 9), oordeel("bewoner", "ja", 3), oordeel("professional", "ja", 4)]
    found = pictures([*said, oordeel("vrijwilliger", "", 0)], GESPREK, DREMPELS)
    assert [b.tekst for b in found] == ["bewoners: 9 nee, 3 ja (12)", "professionals: ja (4)"]
    few = pictures([oordeel("ondernemer", "nee", 2)], GESPREK, DREMPELS)
    assert few[0].tekst == "ondernemers: nee (2, weinig gesproken)"


# beside the score


def test_no_score_and_no_order_ever_moves() -> None:
    said = [oordeel(rol, "nee", 20) for rol in ("bewoner", "professional")]
    without, with_ = proef(), proef(*said)
    for before, after in zip(without.uitkomsten, with_.uitkomsten, strict=True):
        for part in ("score", "laag", "hoog", "bijdragen", "dekking", "vergelijkbaar"):
            np.testing.assert_array_equal(getattr(before, part), getattr(after, part))
    moved = {"zekerheid", "herkenning", "draagvlak", "toelichting"}
    changed = set()
    for old, new in zip(build_sheets(without), build_sheets(with_), strict=True):
        if old.naam in ("Spiegeling", "Meldingen", "Verantwoording"):
            continue
        for a, b in zip(records(old), records(new), strict=True):
            changed |= {kop for kop in a if a[kop] != b[kop] and kop not in moved}
    assert {kop for kop in changed if not kop.startswith("aandachtspunt")} <= {"uitkomst"}
    one, other = ([r["aandachtspunt 1"] for r in sheet(result, "Overzicht")] for result in (without, with_))
    assert [str(a).split("; zekerheid")[0] for a in one] == [str(b).split("; zekerheid")[0] for b in other]


def test_certainty_moves_one_step_with_its_reason() -> None:
    base = proef()
    number = next(n for n, o in enumerate(base.uitkomsten) if o.id == "eenzaamheid")
    before = judge_certainty(base).word(number, 0)
    result = proef(oordeel("bewoner", "nee", 9), oordeel("bewoner", "ja", 3), oordeel("professional", "nee", 4))
    after = Mirror.of(result).moved(judge_certainty(result))
    order = list(Zekerheid)
    assert before is not Zekerheid.ZWAK
    assert order.index(after.word(number, 0)) == order.index(before) + 1
    row = next(r for r in sheet(result, "Toelichting") if (r["code"], r["uitkomst"]) == (CODE, "Eenzaamheid"))
    assert row["zekerheid"] == after.word(number, 0).value
    assert row["herkenning"] == "bewoners: 9 nee, 3 ja (12), professionals: nee (4)"
    assert "Zekerheid een stap lager: 9 van 12 bewoners en 4 van 4 professionals herkennen dit niet." in str(
        row["toelichting"]
    )
    assert after.of_areas() == judge_certainty(base).of_areas()


def test_the_area_moves_by_the_picture_as_a_whole_only() -> None:
    base = proef()
    kern = next(v.kenmerk for v in held_up(Findings.of(base), 0) if v.groep == "geheel")
    before = judge_certainty(base).of_areas()[0]
    result = proef(*(oordeel(rol, "nee", 6, kern) for rol in ("bewoner", "professional")))
    after = Mirror.of(result).moved(judge_certainty(result)).of_areas()[0]
    order = list(Zekerheid)
    assert order.index(after) == min(order.index(before) + 1, 2)
    assert sheet(result, "Overzicht")[0]["herkenning"] == "bewoners: nee (6), professionals: nee (6)"


def test_summary_counts_findings_per_role_when_the_whole_was_not_asked() -> None:
    said = [oordeel("bewoner", "ja", 7), oordeel("bewoner", "nee", 5, "kracht:vrijwillige_inzet")]
    found = sheet(proef(*said), "Overzicht")[0]["herkenning"]
    shown = {v.kenmerk for v in held_up(Findings.of(proef()), 0)}
    expected = {True: "bewoners: 1 van 2 bevindingen herkend (7)", False: "bewoners: 1 van 1 bevinding herkend (7)"}
    assert found == expected["kracht:vrijwillige_inzet" in shown]


def test_proposals_get_support_beside_them() -> None:
    said = [
        oordeel("bewoner", "mits", 9, "voorstel:buurtkamer"),
        oordeel("professional", "ja", 4, "voorstel:buurtkamer"),
    ]
    rows = [r for r in sheet(proef(*said), "Interventies") if r["interventie"] == "Buurtkamer"]
    assert [r["draagvlak"] for r in rows] == ["bewoners: mits (9), professionals: ja (4)", None]


def test_nothing_asked_adds_no_column_and_no_sheet() -> None:
    bladen = {blad.naam: blad for blad in build_sheets(assessment())}
    assert "Spiegeling" not in bladen
    assert "draagvlak" not in [k.kop for k in bladen["Interventies"].kolommen]


def test_json_shows_what_was_said_without_free_text() -> None:
    result = proef(oordeel("bewoner", "nee", 12, toelichting="vertrouwelijk"), oordeel("professional", "ja", 4))
    form = str(assessment_json(result)["spiegeling"])
    assert "'gesprokenen': 12" in form
    assert "vertrouwelijk" not in form
    assert [i.code for i in result.issues if i.code.startswith("B")] == ["B327"]


# the form, and reading it back


def block(result: Assessment) -> SheetBlock:
    blad = next(blad for blad in build_sheets(result) if blad.naam == "Spiegeling")
    rows = [[k.kop for k in blad.kolommen], *([("" if c is None else c) for c in rij] for rij in blad.rijen)]
    return SheetBlock("gesprek.xlsx", "Spiegeling", rows)


def changed(result: Assessment, row: int, **cells: object) -> SheetBlock:
    found = block(result)
    rows = [list(r) for r in found.rijen]
    for kop, value in cells.items():
        rows[row][HEADERS.index(kop.replace("_", " "))] = value
    return SheetBlock(found.werkmap, found.blad, rows)


def test_form_is_read_back_as_it_was_written() -> None:
    said = (
        oordeel("bewoner", "nee", 9, datum="2026-11-20", toelichting="veel contact", wie="de tuingroep"),
        oordeel("bewoner", "ja", 3, datum="2026-11-20"),
        oordeel("ondernemer", "mits", 2, "voorstel:buurtkamer"),
        oordeel("bewoner", "ja", 4, "kracht:groen", onderwerp="Groen"),
        oordeel("bewoner", "ja", 4, code="BU99999999", onderwerp="Eenzaamheid"),
    )
    result = proef(*said)
    again, issues = read_mirror(block(result), GESPREK)
    assert is_form(block(result).rijen)
    assert not issues
    key = [(o.code, o.kenmerk, o.rol, o.antwoord, o.personen, o.wie, o.toelichting, o.datum) for o in again.oordelen]
    wanted = [(o.code, o.kenmerk, o.rol, o.antwoord, o.personen, o.wie, o.toelichting, o.datum) for o in said]
    assert sorted(key) == sorted(wanted)
    twice = with_mirror(proef(), again)
    assert block(twice).rijen == block(with_mirror(proef(), replace(again, codes=()))).rijen
    stands = {(r["kenmerk"], r["code"]): r["stand"] for r in sheet(result, "Spiegeling") if r["aantal gesprokenen"]}
    assert stands["kracht:groen", CODE] == "vorige bevinding"
    assert stands[EENZAAM, "BU99999999"] == "niet in deze uitkomst"
    assert stands[EENZAAM, CODE] is None
    assert {"B323", "B326"} <= {i.code for i in result.issues}


def test_every_role_that_is_prefilled_gets_an_empty_row_and_empty_is_no_answer() -> None:
    rows = [r for r in sheet(proef(), "Spiegeling") if r["code"] == CODE and r["kenmerk"] == EENZAAM]
    assert [r["rol"] for r in rows] == ["bewoner", "professional"]
    assert {(r["herkenning"], r["draagvlak"], r["aantal gesprokenen"]) for r in rows} == {(None, "n.v.t.", None)}
    said, issues = read_mirror(block(proef()), GESPREK)
    assert (said.oordelen, issues) == ((), ())


def find(result: Assessment, kenmerk: str) -> int:
    return next(n for n, r in enumerate(sheet(result, "Spiegeling"), 1) if r["kenmerk"] == kenmerk)


def told(found: SheetBlock) -> Sequence[Issue]:
    with pytest.raises(InputError) as caught:
        read_mirror(found, GESPREK)
    return caught.value.issues


GOED = {"herkenning": "nee", "aantal_gesprokenen": 5.0}


@pytest.mark.parametrize(
    ("cellen", "code", "kolom"),
    [
        ({**GOED, "rol": "burgemeester"}, "B313", "F"),
        ({**GOED, "herkenning": "misschien"}, "B314", "H"),
        ({"draagvlak": "ja", "aantal_gesprokenen": 5.0}, "B315", "I"),
        ({"herkenning": "nee"}, "B316", "G"),
        ({**GOED, "aantal_gesprokenen": 2.5}, "B316", "G"),
        ({**GOED, "aantal_gesprokenen": 0.0}, "B316", "G"),
        ({**GOED, "rol": ""}, "B317", "F"),
        ({**GOED, "kenmerk": "", "onderwerp": "een toren"}, "B318", "D"),
        ({**GOED, "datum": "ergens in mei"}, "B319", "L"),
        ({**GOED, "datum": "31-02-2026"}, "B319", "L"),
        ({**GOED, "code": ""}, "B328", "A"),
    ],
)
def test_mistakes_are_told_with_their_cell_and_without_the_value(
    cellen: dict[str, object], code: str, kolom: str
) -> None:
    row = find(proef(), EENZAAM)
    (issue,) = told(changed(proef(), row, **cellen))
    assert issue.code == code
    assert issue.place == f"gesprek.xlsx, blad Spiegeling, cel {kolom}{row + 1}"
    for value in ("burgemeester", "misschien", "een toren", "ergens in mei"):
        assert value not in str(issue)


def test_all_mistakes_come_together() -> None:
    found = changed(proef(), find(proef(), EENZAAM), herkenning="misschien", aantal_gesprokenen="veel", datum="ooit")
    assert [i.code for i in told(found)] == ["B316", "B314", "B319"]


def test_the_same_answer_twice_is_refused() -> None:
    found = block(proef(oordeel("bewoner", "nee", 9)))
    rows = [*found.rijen, next(r for r in found.rijen if 9 in r)]
    (issue,) = told(SheetBlock(found.werkmap, found.blad, rows))
    assert issue.code == "B322"


def test_a_row_added_by_hand_finds_its_subject_by_name() -> None:
    found = block(proef())
    row = ["", *[""] * (len(HEADERS) - 1)]
    for kop, value in {"code": CODE, "onderwerp": "eenzaamheid", "rol": "Ondernemers", "herkenning": "Ja"}.items():
        row[HEADERS.index(kop)] = value
    row[HEADERS.index("aantal gesprokenen")] = "4"
    said, _ = read_mirror(SheetBlock(found.werkmap, found.blad, [*found.rijen, row]), GESPREK)
    assert [(o.kenmerk, o.rol, o.antwoord, o.personen) for o in said.oordelen] == [(EENZAAM, "ondernemer", "ja", 4)]


@pytest.mark.parametrize("kop", ["herkenning", "draagvlak"])
def test_not_applicable_is_read_as_empty(kop: str) -> None:
    said, issues = read_mirror(changed(proef(), find(proef(), EENZAAM), **{kop: "n.v.t."}), GESPREK)
    assert (said.oordelen, issues) == ((), ())


def test_a_number_without_an_answer_is_told() -> None:
    said, issues = read_mirror(changed(proef(), find(proef(), EENZAAM), aantal_gesprokenen=5.0), GESPREK)
    assert [i.code for i in issues] == ["B320"]
    assert not said.oordelen[0].telt


def test_a_sheet_that_is_something_else_is_refused() -> None:
    assert [i.code for i in told(SheetBlock("w.xlsx", "Blad1", [["code", "naam"], ["BU1", "x"]]))] == ["B311"]
    twice = [[*HEADERS, "rol"], *[["", *[""] * len(HEADERS)]]]
    assert [i.code for i in told(SheetBlock("w.xlsx", "Blad1", twice))] == ["B312"]


def test_too_many_areas_and_rules_without_a_session_are_refused() -> None:
    result = proef()
    few = replace(
        result.rulebook,
        parameters={**result.rulebook.parameters, "spiegeling": parameters("spiegeling", gebieden_n=1)},
    )
    for rules, code in ((few, "B325"), (replace(result.rulebook, spiegeling={}), "B324")):
        with pytest.raises(InputError) as caught:
            build_sheets(replace(result, rulebook=rules))
        assert [i.code for i in caught.value.issues] == [code]


# no names of persons


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("mail jan@wijk.nl", "een e-mailadres"),
        ("bel 06-12345678 of 06 1234 5678", "een telefoonnummer"),
        ("+31 20 123 4567", "een telefoonnummer"),
        ("bij 1234 AB 12", "een adres"),
        ("op de Kerkstraat 12 woont iemand", "een adres"),
        ("zegt mevrouw Jansen", "een naam van een persoon"),
        ("zegt J. de Vries", "een naam van een persoon"),
        ("volgens Fatima el Idrissi", "een naam van een persoon"),
        ("Jan Jansen wil meedoen", "een naam van een persoon"),
        ("de tuingroep en de wijkverpleegkundige", None),
        ("Stichting Welzijn doet mee", None),
        ("9 van 12 bewoners sinds 2021, kosten 12.500 euro", None),
        ("Mensen blijven juist lang wonen. Er is veel contact.", None),
        ("De Kerkstraat is druk", None),
    ],
)
def test_what_looks_like_a_person_is_seen(tekst: str, wat: str | None) -> None:
    assert personal_data(tekst, GESPREK.geen_naam) == wat


def test_a_person_is_warned_about_without_repeating_it() -> None:
    found = changed(proef(), find(proef(), EENZAAM), **GOED, toelichting="vraag Jan Jansen")
    _, (issue,) = read_mirror(found, GESPREK)
    assert (issue.code, issue.severity.value) == ("B321", "waarschuwing")
    assert issue.place.endswith(f"cel K{find(proef(), EENZAAM) + 1}")
    assert "Jansen" not in str(issue)


# the guide


def test_a_lifestyle_that_does_not_stand_out_says_so() -> None:
    base = full_assessment(base=proef())
    for clear in (True, False):
        own = replace(base.segmenten[0], is_duidelijk=np.full(3, clear), stabiliteit=np.full(3, 0.9))
        first = held_up(Findings.of(replace(base, segmenten=(own, *base.segmenten[1:]))), 0)[0]
        assert first.groep == "leefstijl"
        assert ("niet duidelijk" in first.tekst) is not clear


def test_guide_has_neutral_words_and_four_questions_for_each_finding() -> None:
    findings = Findings.of(proef())
    texts = [regel.tekst for blok in area_blocks(findings, 0, GESPREK) for regel in blok]
    shown = held_up(findings, 0)
    assert sum(r.vorm == "vraag" for b in area_blocks(findings, 0, GESPREK) for r in b) == 4 * len(shown)
    assert {*GESPREK.opening, *GESPREK.vastleggen, *GESPREK.tegenspraak} <= {*texts}
    assert not [text for text in texts if "probleem" in text.casefold() or "slechtste" in text.casefold()]
    groups = [v.groep for v in shown]
    assert groups.index("aandachtspunt") > max(n for n, g in enumerate(groups) if g in ("kracht", "leefstijl"))


@given(st.lists(st.lists(st.floats(5, 300), min_size=1, max_size=6), min_size=1, max_size=12))
def test_no_block_falls_over_two_pages_and_no_page_grows_too_long(heights: list[list[float]]) -> None:
    blokken = [tuple(Regel("", "schrijf" if n % 2 else "tekst", h) for n, h in enumerate(own)) for own in heights]
    found = [*pages(blokken, 700.0)]
    assert [blok for page in found for blok in page] == blokken
    for page in found:
        total = sum(regel.hoogte for regel in stretched(page, 700.0))
        assert total <= 701.0 or len(page) == 1


def test_answers_are_those_of_the_practice() -> None:
    assert (HERKENNING, DRAAGVLAK) == (("ja", "deels", "nee"), ("ja", "mits", "nee"))
