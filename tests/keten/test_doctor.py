"""``buurtwijzer doctor``: what it finds on made-up computers, and that a bundle names nobody."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from buurtwijzer.core.issues import IssueKind, Severity
from buurtwijzer.reporting.processes import host_tag
from buurtwijzer_excel.addin.install import install
from buurtwijzer_excel.addin.places import MACOS, WINDOWS, Places, find_places
from buurtwijzer_excel.addin.source import installed_xlwings, shipped_addin
from buurtwijzer_excel.cli import doctor as opdracht
from buurtwijzer_excel.doctor import installed
from buurtwijzer_excel.doctor.addin import check_addin
from buurtwijzer_excel.doctor.bundle import bundle_bytes, without_home
from buurtwijzer_excel.doctor.examine import examine, unseen
from buurtwijzer_excel.doctor.installed import check_packages, check_program, check_python, requirements
from buurtwijzer_excel.doctor.issue_kinds import KINDS
from buurtwijzer_excel.doctor.logged import read_log
from buurtwijzer_excel.doctor.model import Check, Machine, Stand, is_usable
from buurtwijzer_excel.doctor.titles import CATALOGUES
from buurtwijzer_excel.doctor.traces import check_folder, check_left_overs, check_log, check_rules
from buurtwijzer_excel.engines.calc.bridge import OfficeError
from buurtwijzer_excel.engines.calc.issue_kinds import X457
from tests.keten.conftest import Ran

USER = "annemarie.devries"
SECRETS = (USER, "AnneMarie", "de Vries", "Dossier", "Geheim", "huisarts", "0612345678", "P:", "sleutel-123")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Give a computer whose user has a name worth keeping to herself."""
    home = tmp_path / "Gebruikers" / USER
    for folder in (home / "werk", home / "Library/Containers/com.microsoft.Excel/Data", tmp_path / "temp"):
        folder.mkdir(parents=True)
    return Machine(
        systeem="linux",
        thuis=home,
        gebruiker=USER,
        environ={"API_SLEUTEL": "sleutel-123", "USERNAME": USER},
        python=home / "omgeving" / "bin" / "python",
        python_versie="3.11.9",
        bits=64,
        map=home / "werk",
        temp=tmp_path / "temp",
        log=home / "logs" / "buurtwijzer.log",
    )


def only(checks: object) -> Check:
    (check,) = checks  # type: ignore[misc]
    assert isinstance(check, Check)
    return check


def codes(checks: object) -> list[str]:
    return [check.code for check in checks if check.code]  # type: ignore[attr-defined]


# The command


def test_here_everything_that_is_needed_is_there(run: Callable[..., Ran]) -> None:
    done = run("doctor", "--json")
    assert done.exit_code == 0, done.out
    found = done.json
    assert found["schema"] == 1
    assert found["bruikbaar"] is True
    assert {row["stand"] for row in found["onderdelen"]} <= {stand.value for stand in Stand}
    for row in found["onderdelen"]:
        assert bool(row["wat_te_doen"]) == (row["stand"] != "goed"), row
        assert bool(row["code"]) == (row["stand"] != "goed")
    assert {"Python", "Pakketten", "xlwings", "Regelboek", "Logboek"} <= {
        row["onderwerp"] for row in found["onderdelen"]
    }


def test_on_screen_a_line_each_with_what_to_do_below(run: Callable[..., Ran]) -> None:
    done = run("doctor")
    lines = done.out.splitlines()
    assert lines[-1].startswith("Bruikbaar: ja (")
    assert any(line.startswith("goed          Regelboek: versie ") for line in lines)
    for line, below in pairwise(lines):
        if line.startswith(("let op", "fout", "niet te zien")):
            assert below.strip().startswith("-> ")


def test_broken_rules_are_named_and_the_exit_code_is_1(run: Callable[..., Ran], tmp_path: Path) -> None:
    rules = tmp_path / "buurtwijzer-regels"
    rules.mkdir()
    (rules / "regelboek.yaml").write_text("id: x\n", encoding="utf-8")
    done = run("doctor")
    assert done.exit_code == 1
    assert "[X433] Het regelboek (map buurtwijzer-regels bij het invoerbestand) heeft" in done.out
    assert "rules check" in done.out
    assert done.out.splitlines()[-1].startswith("Bruikbaar: nee (")


def test_the_last_mistakes_are_told_by_code_and_title(run: Callable[..., Ran]) -> None:
    for _ in range(2):
        run("score", "er is niets.xlsx", "-o", "uit.xlsx")
    done = run("doctor")
    assert done.exit_code == 0
    assert "[X434] De laatste fouten: D" in done.out
    assert "(2 keer)" in done.out
    assert "er is niets" not in done.out


def test_a_bundle_is_written_once(run: Callable[..., Ran], tmp_path: Path) -> None:
    assert run("doctor", "--bundel", "hulp.zip").exit_code == 0
    with zipfile.ZipFile(tmp_path / "hulp.zip") as package:
        assert package.testzip() is None
        assert package.namelist() == ["leesmij.txt", "bevindingen.json", "versies.json", "logboek.txt"]
    again = run("doctor", "--bundel", "hulp.zip")
    assert again.exit_code == 1
    assert "[X101]" in again.err
    assert run("doctor", "--bundel", "hulp.zip", "--overschrijf").exit_code == 0


def test_this_machine_is_described(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    found = opdracht.this_machine()
    assert (found.systeem, found.python, found.map) == (sys.platform, Path(sys.executable), tmp_path)
    assert found.bits in (32, 64)


# What it finds


def test_python_of_the_store_and_packages(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    store = replace(machine, python=Path("Apps") / "WindowsApps" / "python.exe")
    assert codes(check_python(store))[0] == "X407"
    assert codes(check_packages(machine)) == []
    assert {needed.split(">")[0] for needed, _, _ in requirements()} >= {"click", "numpy", "pydantic"}
    versions = {"numpy": "1.26.4", "xlwings": "0.30.0"}
    real = installed.installed
    monkeypatch.setattr(installed, "installed", lambda name: versions.get(name, real(name)))
    found = list(check_packages(machine))
    told = {check.code: check.tekst for check in found if check.stand is Stand.FOUT}
    assert "numpy" in told["X421"] or "xlwings" in told["X421"]
    assert shipped_addin().xlwings in told["X428"]
    assert "0.30.0" in told["X428"]
    assert not is_usable(tuple(found))


@pytest.mark.parametrize(
    ("here", "sign", "wanted", "fits"),
    [
        ("2.10", ">=", "2.9", True),
        ("2.0.0", ">=", "2", True),
        ("1.9", ">=", "2.0", False),
        ("0.37.8", "==", "0.37.8", True),
        ("0.37.80", "==", "0.37.8", False),
        ("3.0rc1", ">=", "3", True),
    ],
)
def test_versions_are_compared_by_number(here: str, sign: str, wanted: str, fits: bool) -> None:
    assert installed._fits(here, sign, wanted) is fits


def refuse() -> bool:
    raise OfficeError([X457.at("Calc", bestand="OSL_PIPE_1_x")])


@pytest.mark.parametrize(
    ("hears", "runs", "says"),
    [
        (lambda: True, 1, "luistert onder de naam buurtwijzer-"),
        (lambda: False, 1, "bij de eerste opdracht gaat het luisteren onder de naam buurtwijzer-"),
        (lambda: False, 0, "Calc is niet open"),
        (refuse, 1, "LibreOffice van een andere gebruiker"),
    ],
)
def test_how_calc_is_reached(
    hears: Callable[[], bool], runs: int, says: str, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "listens", hears)
    monkeypatch.setattr(installed, "user_office", lambda: runs)
    program, connection = check_program(machine)
    assert (program.stand, connection.onderwerp) == (Stand.GOED, "Verbinding")
    assert says in connection.tekst
    assert connection.stand is (Stand.FOUT if hears is refuse else Stand.GOED)


def test_programs(machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [check.stand for check in check_program(machine)] == [Stand.GOED, Stand.GOED]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "staat niet op deze computer" in only(check_program(machine)).tekst
    mac = replace(machine, systeem=MACOS)
    assert codes(check_program(mac)) == ["X423"]
    (machine.thuis / "Applications" / "Microsoft Excel.app").mkdir(parents=True)
    assert only(check_program(mac)).stand is Stand.GOED


@pytest.fixture(params=[WINDOWS, MACOS])
def excel(request: pytest.FixtureRequest, machine: Machine) -> tuple[Machine, Places, Path]:
    """Give a computer with Excel on which the add-in was installed, with its Python."""
    here = replace(machine, systeem=request.param, environ={})
    python = machine.thuis / "omgeving" / "Scripts" / "python.exe"
    python.parent.mkdir(parents=True)
    python.write_bytes(b"")
    (python.parent / f"xlwings64-{shipped_addin().xlwings}.dll").write_bytes(b"")
    places = find_places(request.param, machine.thuis, {})
    install(places, shipped_addin(), python, installed_xlwings())
    return here, places, python


def test_an_add_in_that_is_in_order(excel: tuple[Machine, Places, Path]) -> None:
    here, _, _ = excel
    assert {check.stand for check in check_addin(here)} == {Stand.GOED}


def test_an_add_in_that_is_not(excel: tuple[Machine, Places, Path]) -> None:
    here, places, python = excel
    target = places.invoegtoepassing
    mark = target.with_name(f"{target.name}:Zone.Identifier")
    mark.write_text("[ZoneTransfer]\nZoneId=3\n", encoding="ascii")
    assert codes(check_addin(here)) == ["X426"]
    mark.unlink()
    python.unlink()
    assert codes(check_addin(here))[0] == "X427"
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("van een eerdere versie.txt", "")
    assert codes(check_addin(here))[0] == "X431"
    target.write_bytes(b"van een ander")
    assert codes(check_addin(here)) == ["X425"]
    target.unlink()
    assert codes(check_addin(here)) == ["X424"]
    assert is_usable(tuple(check_addin(here)))  # without an add-in there is still a companion


def test_parts_of_the_add_in(excel: tuple[Machine, Places, Path]) -> None:
    here, places, python = excel
    for folder in (python.parent, places.scripts or python.parent):
        for part in (*folder.glob("*.dll"), *folder.glob("*.applescript")):
            part.unlink()
    assert codes(check_addin(here)) == ["X429" if here.systeem == WINDOWS else "X430"]


def test_a_mac_on_which_excel_never_ran(machine: Machine) -> None:
    empty = replace(machine, systeem=MACOS, thuis=machine.temp)
    check = only(check_addin(empty))
    assert (check.stand, check.code) == (Stand.LET_OP, "X403")


def test_rules_of_this_user(machine: Machine) -> None:
    assert "meegeleverd" in only(check_rules(machine)).tekst
    named = replace(machine, environ={"BUURTWIJZER_REGELS": str(machine.temp)})
    check = only(check_rules(named))
    assert (check.code, check.stand) == ("X433", Stand.FOUT)
    assert "de variabele BUURTWIJZER_REGELS" in check.tekst


def test_folders_that_may_not_be_written(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert only(check_folder(machine)).stand is Stand.GOED
    assert only(check_log(machine)).stand is Stand.GOED
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write everywhere
    assert only(check_folder(machine)).code == "X432"
    assert only(check_log(machine)).code == "X435"


def test_left_overs(machine: Machine) -> None:
    assert only(check_left_overs(machine)).stand is Stand.GOED
    (machine.map / f".~buurtwijzer-{host_tag()}-999999999-1.tmp").write_bytes(b"")
    (machine.temp / "buurtwijzer-calc-abc").mkdir()
    check = only(check_left_overs(machine))
    assert (check.code, check.stand) == ("X436", Stand.LET_OP)
    assert "2 bestanden of mappen" in check.tekst


@pytest.mark.parametrize("systeem", ["win32", "darwin", "linux"])
def test_what_cannot_be_seen_is_named_and_stops_nothing(machine: Machine, systeem: str) -> None:
    checks = tuple(unseen(replace(machine, systeem=systeem)))
    assert {check.stand for check in checks} == {Stand.ONZICHTBAAR}
    assert all(check.tekst.startswith("Of ") and check.wat_te_doen for check in checks)
    text = " ".join(check.tekst for check in checks)
    assert ("ASR" in text and "virusscanner" in text) == (systeem == "win32")
    assert is_usable(checks)


def test_a_look_that_fails_is_told_and_the_rest_goes_on(machine: Machine, own_log: Path) -> None:
    def broken(_machine: Machine) -> list[Check]:
        raise OSError(SECRETS[4])

    checks = examine(machine, [("Excel", broken), ("Niet te zien", unseen)])
    assert codes(checks) == ["X439", "X445"]
    assert "OSError" in checks[0].tekst
    assert "Geheim" not in str(checks)
    assert "Geheim" not in own_log.read_text(encoding="utf-8")


def test_every_catalogue_is_known_to_the_doctor() -> None:
    kinds: list[IssueKind] = [kind for catalogue in CATALOGUES for kind in catalogue]
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert {kind.severity for kind in KINDS} == set(Severity)


# The bundle


@pytest.fixture
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the log that this test writes."""
    from buurtwijzer_excel.cli import log

    path = tmp_path / "eigen" / "buurtwijzer.log"
    monkeypatch.setattr(log, "log_path", lambda: path)
    log._logger.cache_clear()
    yield path
    for handler in log._logger().handlers[:]:
        handler.close()
        log._logger().removeHandler(handler)
    log._logger.cache_clear()


LOGGED = f"""2026-11-22 10:00:00,001 INFO score Dossier AnneMarie de Vries.xlsx 0612345678.csv
2026-11-22 10:00:00,002 WARNING D303 Dossier AnneMarie.xlsx, blad huisarts Geheim, cel H12
2026-11-22 10:00:00,003 ERROR X208 Dossier de Vries.xlsx, blad Geheim, kolom H
2026-11-22 10:00:00,004 ERROR R201 Geheim/{USER}.yaml:12:5
2026-11-22 10:00:00,005 INFO knop analyseer_selectie
2026-11-22 10:00:00,006 ERROR analyseer_selectie: KeyError
  File "/Gebruikers/{USER}/omgeving/lib/site-packages/buurtwijzer_excel/commands/perform.py", line 80, in attempt
    raise KeyError("Geheim 0612345678")
  File "P:\\Dossier\\de Vries\\start.py", line 3, in <module>
2026-11-22 10:00:00,007 ERROR AnneMarie: KeyError
Geheim: wat een gebruiker erin plakte
2026-11-22 10:00:00,008 INFO AnneMarie score
2026-11-22 10:00:00,009 ERROR X2080612345678
"""


def test_of_the_log_only_what_can_name_nobody(machine: Machine) -> None:
    machine.log.parent.mkdir()
    machine.log.write_text(LOGGED, encoding="utf-8")
    machine.log.with_name("buurtwijzer.log.1").write_text("2026-11-21 09:00:00,000 INFO demo\n", encoding="utf-8")
    day = "2026-11-22 10:00:00,00"
    assert [line.tekst for line in read_log(machine.log)] == [
        "2026-11-21 09:00:00,000 INFO demo",
        f"{day}1 INFO score",
        f"{day}2 WARNING D303 .xlsx cel H12",
        f"{day}3 ERROR X208 .xlsx kolom H",
        f"{day}4 ERROR R201 .yaml :12:5",
        f"{day}5 INFO knop analyseer_selectie",
        f"{day}6 ERROR analyseer_selectie: KeyError",
        "    buurtwijzer_excel/commands/perform.py, regel 80, attempt",
        "    (elders), regel 3, <module>",
    ]
    assert codes(check_log(machine)) == ["X434"]
    assert "KeyError fout in Buurtwijzer zelf (1 keer)" in only(check_log(machine)).tekst


def members(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


@pytest.mark.parametrize("systeem", ["win32", "darwin", "linux"])
def test_a_bundle_names_nobody(machine: Machine, systeem: str, own_log: Path) -> None:
    here = replace(machine, systeem=systeem, map=machine.thuis / "Dossier AnneMarie de Vries")
    here.map.mkdir()
    here.log.parent.mkdir()
    here.log.write_text(LOGGED, encoding="utf-8")
    rules = here.map / "buurtwijzer-regels"
    rules.mkdir()
    (rules / "regelboek.yaml").write_text("id: Geheim\neigenaar: AnneMarie de Vries\n", encoding="utf-8")
    found = members(bundle_bytes(here, examine(here)))
    text = "\n".join(f"{name}\n{content}" for name, content in found.items())
    for secret in (*SECRETS, str(here.thuis), str(here.temp), "/Gebruikers"):
        assert secret.casefold() not in text.casefold(), secret
    shown = json.loads(found["bevindingen.json"])
    assert shown["bruikbaar"] is False
    assert {"X433", "X434"} <= {row["code"] for row in shown["onderdelen"]}
    assert json.loads(found["versies.json"])["systeem"] == systeem


def test_the_last_guard_takes_out_what_a_check_should_not_have_said(machine: Machine) -> None:
    said = f"in {machine.thuis}/werk van {USER.upper()}"
    found = members(bundle_bytes(machine, (Check("x", Stand.LET_OP, said),)))
    assert "in ~/werk van (gebruiker)" in found["bevindingen.json"]
    assert USER not in "".join(found.values()).casefold()


def test_the_same_findings_give_the_same_bytes(machine: Machine) -> None:
    checks = (Check("x", Stand.GOED, "goed"),)
    assert bundle_bytes(machine, checks) == bundle_bytes(machine, checks)


def test_the_screen_shows_the_home_folder_as_a_tilde(machine: Machine) -> None:
    assert without_home(machine.thuis / "a" / "b.txt", machine) == str(Path("~") / "a" / "b.txt")
    assert without_home(machine.temp, machine) == str(machine.temp)
