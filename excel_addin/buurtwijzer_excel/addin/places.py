"""Where the parts of the add-in go, for one user without administrator rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from buurtwijzer.core.errors import OutputError
from buurtwijzer_excel.addin.issue_kinds import X402, X403

NAME = "buurtwijzer.xlam"
CONF = "buurtwijzer.conf"
RECEIPT = "buurtwijzer-geplaatst.json"
WINDOWS, MACOS = "win32", "darwin"
_OFFICE = Path("Library/Group Containers/UBF8T346G9.Office")
_MAC_STARTUP = _OFFICE / "User Content.localized/Startup.localized/Excel"
_MAC_DATA = Path("Library/Containers/com.microsoft.Excel/Data")
_MAC_SCRIPTS = Path("Library/Application Scripts/com.microsoft.Excel")


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of one user stands.

    Attributes:
        systeem: ``win32`` or ``darwin``.
        thuis: The user's own folder.
        invoegtoepassing: The add-in itself.
        instellingen: File in which Excel finds the interpreter.
        scripts: Folder for the script that starts Python on a Mac; None on Windows.
        is_startmap: Whether Excel opens what stands in that folder by itself.
    """

    systeem: str
    thuis: Path
    invoegtoepassing: Path
    instellingen: Path
    scripts: Path | None
    is_startmap: bool

    @property
    def ontvangst(self) -> Path:
        """Give the file that remembers what was put where."""
        return self.instellingen.with_name(RECEIPT)


def find_places(systeem: str, thuis: Path, environ: Mapping[str, str], map_: Path | None = None) -> Places:
    """Find the places.

    Args:
        systeem: As `sys.platform` says it.
        thuis: The user's own folder.
        environ: Environment variables.
        map_: Folder for the add-in instead of the one that Excel opens by itself.

    Raises:
        OutputError: There is no Excel on this system, or it never ran on this Mac.
    """
    if systeem == WINDOWS:
        roaming = Path(environ.get("APPDATA") or thuis / "AppData" / "Roaming")
        startup = roaming / "Microsoft" / "Excel" / "XLSTART"
        conf = thuis / ".buurtwijzer" / CONF
        return Places(systeem, thuis, (map_ or startup) / NAME, conf, None, map_ is None)
    if systeem == MACOS:
        data = thuis / _MAC_DATA
        if not data.is_dir():
            raise OutputError([X403.at("Excel")])
        folder = map_ or thuis / _MAC_STARTUP
        return Places(systeem, thuis, folder / NAME, data / CONF, thuis / _MAC_SCRIPTS, map_ is None)
    raise OutputError([X402.at("Excel")])
