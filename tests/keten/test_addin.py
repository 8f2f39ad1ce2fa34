"""``buurtwijzer addin``: real files in a folder of its own; only where Windows and the Mac keep things is made up."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from buurtwijzer.core.errors import OutputError
from buurtwijzer_excel.addin.conf import interpreter_key, interpreter_path, interpreter_text, read_conf
from buurtwijzer_excel.addin.install import install, remove
from buurtwijzer_excel.addin.places import MACOS, WINDOWS, Places, find_places
from buurtwijzer_excel.addin.source import AddinFile, Xlwings, installed_xlwings, shipped_addin
from buurtwijzer_excel.addin.state import find_state
from buurtwijzer_excel.cli import addin as opdracht
from tests.keten.conftest import Ran

XLSTART = Path("AppData/Roaming/Microsoft/Excel/XLSTART/buurtwijzer.xlam")
MACSTART = Path(
    "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel/buurtwijzer.xlam"
)


@pytest.fixture
def thuis(tmp_path: Path) -> Path:
    """Give a folder of a user with Excel on a Mac and on Windows."""
    map_ = tmp_path / "Gebruikers" / "José"
    (map_ / "Library/Containers/com.microsoft.Excel/Data").mkdir(parents=True)
    (map_ / "omgeving" / "Scripts").mkdir(parents=True)
    (map_ / "omgeving" / "Scripts" / "python.exe").write_bytes(b"")
    return map_


@pytest.fixture
def python(thuis: Path) -> Path:
    """Give the interpreter of the user."""
    return thuis / "omgeving" / "Scripts" / "python.exe"


@pytest.fixture(params=[WINDOWS, MACOS])
def plaatsen(request: pytest.FixtureRequest, thuis: Path) -> Places:
    """Give the places on both systems in turn."""
    return find_places(request.param, thuis, {})


@pytest.fixture(scope="module")
def addin() -> AddinFile:
    """Give the add-in that is shipped."""
    return shipped_addin()


@pytest.fixture(scope="module")
def xlwings() -> Xlwings:
    """Give the installed xlwings."""
    return installed_xlwings()


def inhoud(map_: Path) -> dict[str, bytes | None]:
    """Give everything under a folder: files with their bytes, folders with nothing."""
    return {str(pad.relative_to(map_)): pad.read_bytes() if pad.is_file() else None for pad in map_.rglob("*")}


def test_the_add_in_fits_the_installed_xlwings(addin: AddinFile, xlwings: Xlwings) -> None:
    assert addin.xlwings == xlwings.versie


def test_remove_leaves_everything_as_it_was(
    plaatsen: Places, thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings
) -> None:
    eerst = inhoud(thuis)
    assert install(plaatsen, addin, python, xlwings) == ()
    assert plaatsen.invoegtoepassing.read_bytes() == addin.inhoud
    gone, told = remove(plaatsen)
    assert plaatsen.invoegtoepassing in gone
    assert told == ()
    assert inhoud(thuis) == eerst


def test_a_second_time_changes_nothing(
    plaatsen: Places, thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings
) -> None:
    eerst = inhoud(thuis)
    install(plaatsen, addin, python, xlwings)
    een = inhoud(thuis)
    install(plaatsen, addin, python, xlwings)
    assert inhoud(thuis) == een
    remove(plaatsen)
    assert inhoud(thuis) == eerst
    assert remove(plaatsen) == ((), ())


def test_where_it_goes(thuis: Path, tmp_path: Path) -> None:
    assert find_places(WINDOWS, thuis, {}).invoegtoepassing == thuis / XLSTART
    elders = find_places(WINDOWS, thuis, {"APPDATA": str(tmp_path / "roaming")})
    assert elders.invoegtoepassing == tmp_path / "roaming" / "Microsoft" / "Excel" / "XLSTART" / "buurtwijzer.xlam"
    assert elders.instellingen == thuis / ".buurtwijzer" / "buurtwijzer.conf"
    assert find_places(MACOS, thuis, {}).invoegtoepassing == thuis / MACSTART
    assert find_places(WINDOWS, thuis, {}, tmp_path).invoegtoepassing == tmp_path / "buurtwijzer.xlam"


def test_the_mac_gets_the_script_that_starts_python(
    thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings
) -> None:
    plaatsen = find_places(MACOS, thuis, {})
    install(plaatsen, addin, python, xlwings)
    naam = f"xlwings-{addin.xlwings}.applescript"
    script = thuis / "Library/Application Scripts/com.microsoft.Excel" / naam
    assert script.read_bytes() == (xlwings.map / naam).read_bytes()


def test_a_script_of_xlwings_itself_stays(thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings) -> None:
    plaatsen = find_places(MACOS, thuis, {})
    assert plaatsen.scripts is not None
    plaatsen.scripts.mkdir(parents=True)
    script = plaatsen.scripts / f"xlwings-{addin.xlwings}.applescript"
    script.write_bytes((xlwings.map / script.name).read_bytes())
    install(plaatsen, addin, python, xlwings)
    remove(plaatsen)
    assert script.exists()


def test_other_settings_of_the_user_stay(
    plaatsen: Places, thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings
) -> None:
    plaatsen.instellingen.parent.mkdir(parents=True, exist_ok=True)
    plaatsen.instellingen.write_text('"SHOW CONSOLE","True"\n', encoding="utf-8")
    install(plaatsen, addin, python, xlwings)
    assert read_conf(plaatsen.instellingen)["SHOW CONSOLE"] == "True"
    remove(plaatsen)
    assert read_conf(plaatsen.instellingen) == {"SHOW CONSOLE": "True"}


_EIGEN = [
    '"INTERPRETER_WIN","C:\\eigen\\python.exe"\r\n"INTERPRETER_MAC","/eigen/python"\r\n"SHOW CONSOLE","True"\r\n',
    '# van mij, "met" aanhaling, en een komma\n\n"INTERPRETER_WIN", "C:\\a ""b"" c"\ninterpreter_mac,/zonder/aanhaling',
    '"PYTHONPATH","een;twee"',
]


@pytest.mark.parametrize("eigen", _EIGEN)
def test_what_the_user_wrote_in_the_settings_stays_byte_for_byte(
    plaatsen: Places, python: Path, addin: AddinFile, xlwings: Xlwings, eigen: str
) -> None:
    plaatsen.instellingen.parent.mkdir(parents=True, exist_ok=True)
    plaatsen.instellingen.write_bytes(eigen.encode())
    for interpreter in (python, python, python.with_name("ander.exe")):
        install(plaatsen, addin, interpreter, xlwings)
        found = plaatsen.instellingen.read_bytes()
        assert found.endswith(eigen.encode())
        # VBA reads name and value in turn and takes the first: nothing may stand above ours.
        ours = interpreter_text(plaatsen, interpreter)
        assert found.removesuffix(eigen.encode()) == f'"{interpreter_key(plaatsen)}","{ours}"\r\n'.encode()
        assert find_state(plaatsen, addin, xlwings).interpreter == interpreter
    remove(plaatsen)
    assert plaatsen.instellingen.read_bytes() == eigen.encode()


def test_an_interpreter_that_the_user_put_in_our_place_is_theirs(
    plaatsen: Places, python: Path, addin: AddinFile, xlwings: Xlwings
) -> None:
    install(plaatsen, addin, python, xlwings)
    plaatsen.instellingen.write_bytes(f'"{interpreter_key(plaatsen)}","/van/mij"\r\n'.encode())
    install(plaatsen, addin, python, xlwings)
    assert find_state(plaatsen, addin, xlwings).interpreter == python
    remove(plaatsen)
    assert read_conf(plaatsen.instellingen) == {interpreter_key(plaatsen): "/van/mij"}


def test_windows_reads_the_folder_of_the_user_from_a_variable(thuis: Path, python: Path) -> None:
    plaatsen = find_places(WINDOWS, thuis, {})
    tekst = interpreter_text(plaatsen, python)
    assert tekst == "%USERPROFILE%\\omgeving\\Scripts\\python.exe"
    assert interpreter_path(plaatsen, tekst) == python


@pytest.mark.parametrize("naam", ['een"twee', "100%", "regel\neinde"])
def test_a_path_that_excel_cannot_read_is_refused(thuis: Path, naam: str) -> None:
    with pytest.raises(OutputError, match="X406"):
        interpreter_text(find_places(WINDOWS, thuis, {}), Path("/") / naam / "python.exe")


def test_another_xlwings_is_refused_before_anything_is_written(
    plaatsen: Places, thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings
) -> None:
    eerst = inhoud(thuis)
    with pytest.raises(OutputError, match=r"X404.*xlwings==" + addin.xlwings):
        install(plaatsen, addin, python, Xlwings(xlwings.map, "0.1.2"))
    assert inhoud(thuis) == eerst


def test_a_file_that_is_not_ours_stays(
    plaatsen: Places, thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings
) -> None:
    plaatsen.invoegtoepassing.parent.mkdir(parents=True)
    plaatsen.invoegtoepassing.write_bytes(b"van een ander")
    eerst = inhoud(thuis)
    with pytest.raises(OutputError, match="X405"):
        install(plaatsen, addin, python, xlwings)
    remove(plaatsen)
    assert inhoud(thuis) == eerst
    assert find_state(plaatsen, addin, xlwings).versie is None


def test_a_file_that_was_changed_afterwards_stays_and_is_told(
    plaatsen: Places, python: Path, addin: AddinFile, xlwings: Xlwings
) -> None:
    install(plaatsen, addin, python, xlwings)
    plaatsen.invoegtoepassing.write_bytes(addin.inhoud + b"\0")
    _, told = remove(plaatsen)
    assert [issue.code for issue in told] == ["X408"]
    assert plaatsen.invoegtoepassing.exists()


def test_a_new_version_replaces_the_old_one(
    plaatsen: Places, thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings
) -> None:
    eerst = inhoud(thuis)
    oud = AddinFile(addin.inhoud.replace(b"<dc:creator>", b"<dc:creator>."), addin.versie, addin.xlwings)
    install(plaatsen, oud, python, xlwings)
    assert not find_state(plaatsen, addin, xlwings).is_gelijk
    install(plaatsen, addin, python, xlwings)
    assert find_state(plaatsen, addin, xlwings).is_gelijk
    remove(plaatsen)
    assert inhoud(thuis) == eerst


def test_python_of_the_store_is_told(thuis: Path, addin: AddinFile, xlwings: Xlwings) -> None:
    plaatsen = find_places(WINDOWS, thuis, {})
    winkel = thuis / "AppData" / "Local" / "Microsoft" / "WindowsApps" / "python.exe"
    assert [issue.code for issue in install(plaatsen, addin, winkel, xlwings)] == ["X407"]


def test_state_tells_what_is_there(thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings) -> None:
    plaatsen = find_places(WINDOWS, thuis, {})
    niets = find_state(plaatsen, addin, xlwings)
    assert (niets.aanwezig, niets.interpreter, niets.is_goed) == (False, None, False)
    install(plaatsen, addin, python, xlwings)
    zonder = find_state(plaatsen, addin, xlwings)
    assert (zonder.versie, zonder.interpreter, zonder.interpreter_bestaat) == (addin.versie, python, True)
    assert not zonder.is_goed  # the library for the worksheet functions is not there
    (python.parent.parent / f"xlwings64-{addin.xlwings}.dll").write_bytes(b"")
    assert find_state(plaatsen, addin, xlwings).is_goed
    merk = plaatsen.invoegtoepassing.with_name("buurtwijzer.xlam:Zone.Identifier")
    merk.write_text("[ZoneTransfer]\nZoneId=3\n", encoding="ascii")
    assert find_state(plaatsen, addin, xlwings).geblokkeerd
    merk.unlink()
    python.unlink()
    assert not find_state(plaatsen, addin, xlwings).interpreter_bestaat


def test_a_mac_on_which_excel_never_ran_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"X403.*Start Excel een keer"):
        find_places(MACOS, tmp_path, {})


# The command itself.


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch, thuis: Path) -> Path:
    """Make the command think that it is on Windows, with a user of its own."""
    monkeypatch.setattr(opdracht, "SYSTEM", WINDOWS)
    monkeypatch.setenv("HOME", str(thuis))
    monkeypatch.setenv("USERPROFILE", str(thuis))
    monkeypatch.delenv("APPDATA", raising=False)
    return thuis


def test_the_command_installs_tells_and_removes(run: Callable[..., Ran], windows: Path) -> None:
    eerst = inhoud(windows)
    uit = run("addin", "install")
    assert (uit.exit_code, uit.err) == (0, "")
    assert str(windows / XLSTART) in uit.out
    assert "vertrouwde locatie" in uit.out
    assert read_conf(windows / ".buurtwijzer" / "buurtwijzer.conf") == {"INTERPRETER_WIN": sys.executable}
    stand = run("addin", "status", "--json").json
    assert stand["schema"] == 1
    assert (stand["aanwezig"], stand["van_deze_installatie"], stand["geblokkeerd"]) == (True, True, False)
    assert (stand["python"], stand["python_bestaat"]) == (sys.executable, True)
    tekst = run("addin", "status").out
    assert "van deze installatie" in tekst
    assert "Geblokkeerd door Windows: nee" in tekst
    assert "Verwijderd: " in run("addin", "remove").out
    assert inhoud(windows) == eerst
    assert "niets dat" in run("addin", "remove").out
    assert "niet geïnstalleerd" in run("addin", "status").out


def test_another_folder_can_be_named(run: Callable[..., Ran], windows: Path, tmp_path: Path) -> None:
    uit = run("addin", "install", "--map", "eigen")
    assert uit.exit_code == 0
    assert "Vertrouwde locaties" in uit.out
    assert (tmp_path / "eigen" / "buurtwijzer.xlam").exists()
    run("addin", "remove")
    assert not (tmp_path / "eigen").exists()


@pytest.mark.parametrize("onderdeel", ["install", "remove", "status"])
def test_on_linux_the_command_points_to_calc(run: Callable[..., Ran], onderdeel: str) -> None:
    uit = run("addin", onderdeel)
    assert uit.exit_code == 1
    assert "[X402]" in uit.err
    assert "LibreOffice Calc" in uit.err


def test_the_receipt_is_readable(thuis: Path, python: Path, addin: AddinFile, xlwings: Xlwings) -> None:
    plaatsen = find_places(WINDOWS, thuis, {})
    install(plaatsen, addin, python, xlwings)
    ontvangst = json.loads(plaatsen.ontvangst.read_text(encoding="utf-8"))
    assert list(ontvangst["bestanden"]) == [str(plaatsen.invoegtoepassing)]
    assert ontvangst["instellingen"] == {"INTERPRETER_WIN": "%USERPROFILE%\\omgeving\\Scripts\\python.exe"}
