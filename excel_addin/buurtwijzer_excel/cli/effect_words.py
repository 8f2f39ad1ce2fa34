"""What the parts of ``effect`` share: a start as it is typed, codes as they are typed, files read twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.read import read_years
from buurtwijzer.data.table import BuurtData
from buurtwijzer.evidence.nulmeting.start import Start
from buurtwijzer.pipeline import Progress
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer_excel.cli.own_columns import columns_asked
from buurtwijzer_excel.cli.session import read_files

LEVELS = click.Choice([Niveau.BUURT.value, Niveau.WIJK.value, Niveau.GEMEENTE.value])
FILE = click.Path(path_type=Path)
OMZETTING = "Lijst van oude naar nieuwe codes met aandeel, voor cijfers van voor een grenswijziging."


class StartType(click.ParamType[Start]):
    """When it starts: ``JJJJ`` or ``JJJJ-MM``."""

    name = "start"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Start:
        """Read it, or say how it is written."""
        if isinstance(value, Start):
            return value
        try:
            return Start.read(str(value))
        except ValueError:
            self.fail(f"'{value}' is geen jaar of maand; schrijf bijvoorbeeld 2024 of 2024-09.", param, ctx)


def split_codes(codes: str | None) -> tuple[str, ...]:
    """Give the codes that are typed with commas between them."""
    if codes is None:
        return ()
    found = tuple(code.strip() for code in codes.split(",") if code.strip())
    if not found:
        raise click.UsageError("geef bij --codes ten minste één gebiedscode.")
    return found


def read_twice(
    command: str, files: Sequence[Path], rulebook: Rulebook, omzetting: Path | None, progress: Progress
) -> tuple[BuurtData, YearFigures]:
    """Read files as areas of now and as figures of every year.

    Raises:
        InputError: A file cannot be used.
    """
    data = read_files(command, files, rulebook, lambda step, done: progress(step, done * 0.3), omzetting=omzetting)
    progress("Jaren naast elkaar zetten", 0.3)
    return data, read_years(files, rulebook, kolommen=columns_asked(rulebook), omzetting=omzetting)
