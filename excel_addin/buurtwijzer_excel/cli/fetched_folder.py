"""The folder that fetched files are written to, with beside it where they came from.

The receipt stands beside the folder and not in it, so that ``score map/*`` takes the files alone. A file that somebody
changed after it was fetched is never replaced.
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
from buurtwijzer_excel.cli.fetch_issue_kinds import AANGEPAST, GEEN_MAP


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
        self.receipt = path.parent / f"{path.name}.bron.json" if path.name else whole.parent / f"{whole.name}.bron.json"

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

    def _known(self) -> dict[str, dict[str, Any]]:
        """Read the receipt; one that is absent or damaged vouches for nothing."""
        try:
            found = json.loads(self.receipt.read_bytes())["bestanden"]
            return {str(item["bestand"]): dict(item) for item in found}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _is_changed(self, file: FetchedFile, known: dict[str, dict[str, Any]]) -> bool:
        try:
            there = hashlib.sha256((self.path / file.bestand).read_bytes()).hexdigest()
        except FileNotFoundError:
            return False
        ours = {known.get(file.bestand, {}).get("sha256"), hashlib.sha256(file.inhoud).hexdigest()}
        return there not in ours
