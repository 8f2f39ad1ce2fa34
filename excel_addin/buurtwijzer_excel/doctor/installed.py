"""Looks at Python and its packages, what was shipped, and the programs around them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

from buurtwijzer.core.resources import shipped
from buurtwijzer_excel.addin.issue_kinds import X407
from buurtwijzer_excel.addin.source import shipped_addin
from buurtwijzer_excel.companion.program import CALC, default_program
from buurtwijzer_excel.doctor.issue_kinds import X421, X422, X423, X428, X437, X438
from buurtwijzer_excel.doctor.model import Check, Machine, found, good
from buurtwijzer_excel.engines.calc.bridge import OfficeError, load_uno
from buurtwijzer_excel.engines.calc.office import OWN_PIPE, find_program, listens, user_office

_PRODUCT = "buurtwijzer"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*(?:(==|>=)\s*([\d.]+))?")
_STORE = "WindowsApps"
_MAC_EXCEL = "Applications/Microsoft Excel.app"
_EXCEL_KEY = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


def check_python(machine: Machine) -> Iterator[Check]:
    """Look at the interpreter and at tkinter."""
    text = f"{machine.python_versie}, {machine.bits} bits"
    if _STORE in machine.python.parts:
        yield found("Python", X407.at("Python"), machine.python)
    else:
        yield good("Python", text, machine.python)
    if find_spec("tkinter") is None or find_spec("_tkinter") is None:
        yield found("Venster", X422.at("tkinter"))
    else:
        yield good("Venster", "tkinter is er")


def check_packages(_machine: Machine) -> Iterator[Check]:
    """Look at every package we need, and at xlwings and the add-in together."""
    wrong = [(needed, here) for needed, here, fits in requirements() if not fits]
    for needed, here in wrong:
        yield found("Pakketten", X421.at(needed, nodig=needed, aanwezig=here or "niets"))
    if not wrong:
        names = [needed for needed, _, _ in requirements()]
        yield good("Pakketten", f"Buurtwijzer {version(_PRODUCT)} en alle {len(names)} pakketten")
    needed, here = shipped_addin().xlwings, installed("xlwings")
    if here == needed:
        yield good("xlwings", f"{here}, gelijk aan de invoegtoepassing")
    else:
        yield found("xlwings", X428.at("xlwings", nodig=needed, aanwezig=here or "niets"))


def check_shipped(_machine: Machine) -> Iterator[Check]:
    """Look whether everything that belongs to the product came along."""
    missing = [name for name in ("rules", "sample_data", "workbooks") if not _is_shipped(name)]
    for name in missing:
        yield found("Installatie", X438.at(name, wat=f"de map {name}"))
    if not missing:
        yield good("Installatie", "regels, voorbeelden en werkmappen zijn er")


def check_program(machine: Machine) -> Iterator[Check]:
    """Look for the program that people use on this system."""
    if default_program(machine.systeem) == CALC:
        yield from _calc()
        return
    excel = find_excel(machine)
    yield found("Excel", X423.at("Excel")) if excel is None else good("Excel", "gevonden", excel)


def requirements() -> list[tuple[str, str | None, bool]]:
    """Give what we need: as it was asked, the version that is there, and whether that will do."""
    answer = []
    for line in requires(_PRODUCT) or ():
        match = _REQUIREMENT.match(line)
        if match is None or "extra ==" in line:
            continue
        name, sign, wanted = match.groups()
        here = installed(name)
        answer.append((match.group().strip(), here, here is not None and _fits(here, sign, wanted)))
    return answer


def installed(name: str) -> str | None:
    """Give the version of a package; None when it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def find_excel(machine: Machine) -> Path | None:
    """Find Excel without starting it."""
    if machine.systeem == "darwin":
        places = (Path("/") / _MAC_EXCEL, machine.thuis / _MAC_EXCEL)
        return next((place for place in places if place.exists()), None)
    return _registered_excel()


if sys.platform == "win32":

    def _registered_excel() -> Path | None:
        import winreg  # noqa: PLC0415 - only there

        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                place = Path(winreg.QueryValue(root, _EXCEL_KEY))
            except OSError:
                continue
            return place
        return None

else:

    def _registered_excel() -> Path | None:
        return None


def _calc() -> Iterator[Check]:
    try:
        program = find_program()
        load_uno()
    except OfficeError as error:
        yield found("Calc", X437.at("Calc", wat=error.issues[0].message))
    else:
        yield good("Calc", "LibreOffice en de brug 'uno' zijn er", program)
        yield _reach()


def _reach() -> Check:
    """Tell how the Calc of this user is reached."""
    subject, name = "Verbinding", f"de naam {OWN_PIPE}, die alleen van deze gebruiker is"
    try:
        hears = listens()
    except OfficeError as error:
        return found(subject, error.issues[0])
    if hears:
        return good(subject, f"Calc is open en luistert onder {name}")
    if user_office():
        return good(subject, f"Calc is open; bij de eerste opdracht gaat het luisteren onder {name}")
    return good(subject, "Calc is niet open; 'buurtwijzer excel --programma calc --start' opent het")


def _fits(here: str, sign: str | None, wanted: str | None) -> bool:
    if sign is None or wanted is None:
        return True
    return _numbers(here) == _numbers(wanted) if sign == "==" else _numbers(here) >= _numbers(wanted)


def _numbers(text: str) -> tuple[int, ...]:
    release = re.match(r"[\d.]+", text)
    numbers = [int(part) for part in re.findall(r"\d+", release.group() if release else "")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _is_shipped(name: str) -> bool:
    try:
        shipped(name)
    except FileNotFoundError:
        return False
    return True
