"""A file for support: what was found, versions and the log; no cells, no names of persons or files, no paths."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from buurtwijzer_excel.doctor.installed import installed, requirements
from buurtwijzer_excel.doctor.logged import read_log
from buurtwijzer_excel.doctor.model import Check, Machine, is_usable

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READ_ME = """Bundel van 'buurtwijzer doctor' voor wie u helpt.

bevindingen.json  wat er is nagekeken
versies.json      versies van Python, Buurtwijzer en de pakketten
logboek.txt       per regel: moment, soort, code, cel en regels van onze eigen code

Wat er niet in staat: inhoud van cellen, namen van personen, namen van bestanden en bladen, mappen.
Lees de bestanden gerust na voordat u ze verstuurt; het zijn gewone tekstbestanden.
"""


def bundle_bytes(machine: Machine, checks: tuple[Check, ...]) -> bytes:
    """Give the file; the same findings give the same bytes.

    Args:
        machine: This computer.
        checks: What was found.
    """
    members = {
        "leesmij.txt": _READ_ME,
        "bevindingen.json": _json({"schema": 1, "bruikbaar": is_usable(checks), "onderdelen": rows(checks)}),
        "versies.json": _json(_versions(machine)),
        "logboek.txt": "".join(f"{line.tekst}\n" for line in read_log(machine.log)),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, text in members.items():
            package.writestr(zipfile.ZipInfo(name, _FIRST_DAY), without_user(text, machine))
    return buffer.getvalue()


def rows(checks: Iterable[Check]) -> list[dict[str, str]]:
    """Give the findings for JSON, without where things are."""
    return [
        {
            "onderwerp": check.onderwerp,
            "stand": check.stand.value,
            "code": check.code,
            "tekst": check.tekst,
            "wat_te_doen": check.wat_te_doen,
        }
        for check in checks
    ]


def without_home(path: Path, machine: Machine) -> str:
    """Give a path with the user's own folder as ``~``."""
    if path.is_relative_to(machine.thuis):
        return str(Path("~") / path.relative_to(machine.thuis))
    return str(path)


def without_user(text: str, machine: Machine) -> str:
    """Take the user's folder and name out of a text: the last guard, whatever the parts above let through."""
    home = str(machine.thuis)
    for form in {home, home.replace("\\", "/"), home.replace("\\", "\\\\")}:
        text = re.sub(re.escape(form), "~", text, flags=re.IGNORECASE)
    if machine.gebruiker:
        text = re.sub(rf"(?<!\w){re.escape(machine.gebruiker)}(?!\w)", "(gebruiker)", text, flags=re.IGNORECASE)
    return text


def _versions(machine: Machine) -> dict[str, object]:
    names = [re.split(r"[<>=\s]", needed)[0] for needed, _, _ in requirements()]
    return {
        "schema": 1,
        "systeem": machine.systeem,
        "python": machine.python_versie,
        "bits": machine.bits,
        "buurtwijzer": installed("buurtwijzer"),
        "pakketten": {name: installed(name) for name in sorted(names)},
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
