"""The folder that fetched files are written to, with beside it where they came from.

The receipt stands beside the folder and not in it, so that ``score map/*`` takes the files alone; only of the folder
one stands in it is inside. A file that somebody changed after it was fetched, and a receipt that is not ours, is never
replaced.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from buurtwijzer.core.errors import OutputError
from buurtwijzer.opendata.fetch import FetchedFile
from buurtwijzer.reporting.files import write_safely
from buurtwijzer_excel.cli.fetch_issue_kinds import AANGEPAST, GEEN_MAP, NIET_ONZE_BRON

_OURS = {"bestand", "tabel", "opgehaald", "sha256"}


class FetchedFolder:
    """A folder with fetched files.

    Args:
        path: The folder; made when it is not there.

    Attributes:
        path: The folder.
        receipt: File that says where its files came from.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        whole = path.resolve()
        # A folder without a name of its own is the one the user stands in: what is beside that is not his to fill.
        is_here = whole == Path.cwd() or not path.name or path.name == ".."
        self.receipt = path / f"{whole.name}.bron.json" if is_here else path.parent / f"{path.name}.bron.json"

    def write(self, files: Sequence[FetchedFile], opgehaald: str) -> None:
        """Write the files and the receipt.

        Args:
            files: What came in.
            opgehaald: When, as text.

        Raises:
            OutputError: The folder cannot be used, or a file there was changed by somebody; then nothing is written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError([GEEN_MAP.at(self.path.name)]) from error
        known = self._known()
        if known is None:
            raise OutputError([NIET_ONZE_BRON.at(self.receipt.name)])
        changed = [file.bestand for file in files if self._is_changed(file, known)]
        if changed:
            raise OutputError([AANGEPAST.at(name, map=self.path) for name in changed])
        for file in files:
            write_safely(self.path / file.bestand, file.inhoud, overschrijf=True)
            known[file.bestand] = {**self.about(file), "opgehaald": opgehaald}
        text = json.dumps({"bestanden": [known[name] for name in sorted(known)]}, ensure_ascii=False, indent=1)
        write_safely(self.receipt, (text + "\n").encode(), overschrijf=True)

    def about(self, file: FetchedFile) -> dict[str, Any]:
        """Say where a file came from."""
        return {
            "bestand": file.bestand,
            "soort": file.soort,
            "tabel": file.tabel,
            "titel": file.titel,
            "adres": file.adres,
            "jaar": file.jaar,
            "gemeente": file.gemeente.naam,
            "code": file.gemeente.code,
            "rijen": file.rijen,
            "tabel_gewijzigd": file.gewijzigd,
            "bronvermelding": file.bronvermelding,
            "licentie": file.licentie,
            "nummer_van_tabel": file.status,
            "uit_tussenopslag": file.uit_tussenopslag,
            "sha256": hashlib.sha256(file.inhoud).hexdigest(),
        }

    def _known(self) -> dict[str, dict[str, Any]] | None:
        """Read the receipt: empty when there is none, None when what stands there is not ours."""
        try:
            found = json.loads(self.receipt.read_bytes())
            known = {str(item["bestand"]): dict(item) for item in found["bestanden"]}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError):
            return None
        is_ours = set(found) == {"bestanden"} and all(set(item) >= _OURS for item in known.values())
        return known if is_ours else None

    def _is_changed(self, file: FetchedFile, known: dict[str, dict[str, Any]]) -> bool:
        try:
            there = hashlib.sha256((self.path / file.bestand).read_bytes()).hexdigest()
        except FileNotFoundError:
            return False
        ours = {known.get(file.bestand, {}).get("sha256"), hashlib.sha256(file.inhoud).hexdigest()}
        return there not in ours
