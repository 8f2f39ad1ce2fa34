"""What of the add-in stands where, and whether it can work; also for ``buurtwijzer doctor``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from buurtwijzer_excel.addin.conf import interpreter_key, interpreter_path, read_conf
from buurtwijzer_excel.addin.places import WINDOWS, Places
from buurtwijzer_excel.addin.source import AddinFile, Xlwings, read_addin

_MARK = ":Zone.Identifier"


@dataclass(frozen=True, slots=True)
class AddinState:
    """What there is.

    Attributes:
        pad: Where the add-in stands or would stand.
        aanwezig: Whether it is there.
        versie: Its version; None when it is not there or not ours.
        is_gelijk: Whether it is the one of this installation.
        geblokkeerd: Whether Windows marks it as coming from the internet; Excel then runs no macro in it.
        interpreter: The Python that the buttons start; None when none is set.
        interpreter_bestaat: Whether that is there.
        xlwings_nodig: Version of xlwings that the add-in works with; None without an add-in.
        xlwings_past: Whether that is the one that is installed.
        onderdelen: Other files it needs, and whether they are there.
    """

    pad: Path
    aanwezig: bool
    versie: str | None
    is_gelijk: bool
    geblokkeerd: bool
    interpreter: Path | None
    interpreter_bestaat: bool
    xlwings_nodig: str | None
    xlwings_past: bool
    onderdelen: tuple[tuple[str, bool], ...]

    @property
    def is_goed(self) -> bool:
        """Tell whether everything that can be seen from outside Excel is in order."""
        parts = all(present for _, present in self.onderdelen)
        return self.is_gelijk and not self.geblokkeerd and self.interpreter_bestaat and self.xlwings_past and parts


def find_state(places: Places, addin: AddinFile, xlwings: Xlwings) -> AddinState:
    """Look at what there is.

    Args:
        places: Where to look.
        addin: The add-in of this installation.
        xlwings: The installed xlwings.
    """
    target = places.invoegtoepassing
    found = read_addin(target)
    text = read_conf(places.instellingen).get(interpreter_key(places))
    interpreter = interpreter_path(places, text) if text else None
    return AddinState(
        pad=target,
        aanwezig=target.is_file(),
        versie=found.versie if found else None,
        is_gelijk=found is not None and found.inhoud == addin.inhoud,
        geblokkeerd=target.with_name(target.name + _MARK).exists(),
        interpreter=interpreter,
        interpreter_bestaat=interpreter is not None and interpreter.is_file(),
        xlwings_nodig=found.xlwings if found else None,
        xlwings_past=found is not None and found.xlwings == xlwings.versie,
        onderdelen=tuple(_parts(places, addin, interpreter)),
    )


def _parts(places: Places, addin: AddinFile, interpreter: Path | None) -> list[tuple[str, bool]]:
    if places.systeem == WINDOWS:
        # The worksheet functions need xlwings' library beside Python, or beside the folder it stands in.
        names = [f"xlwings{bits}-{addin.xlwings}.dll" for bits in (64, 32)]
        folders = () if interpreter is None else (interpreter.parent, interpreter.parent.parent)
        return [(names[0], any((folder / name).is_file() for folder in folders for name in names))]
    script = f"xlwings-{addin.xlwings}.applescript"
    return [(script, places.scripts is not None and (places.scripts / script).is_file())]
