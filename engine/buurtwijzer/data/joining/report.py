"""Makes the `JoinReport` of joined files."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from buurtwijzer.core.issues import Issue
from buurtwijzer.data import issue_kinds as kinds
from buurtwijzer.data.areas.divisions import division_of
from buurtwijzer.data.joining.join import Joined
from buurtwijzer.data.joining.koppeling import JoinedFile, JoinReport
from buurtwijzer.data.source import FileTable
from buurtwijzer.data.table import BuurtTable, State
from buurtwijzer.rulebook.model import Rulebook

_FALSE_ZEROS = (kinds.VALSE_NULLEN.code, kinds.VALSE_NULLEN_ELDERS.code)


def make_report(files: Sequence[FileTable], joined: Joined, issues: Sequence[Issue], rulebook: Rulebook) -> JoinReport:
    """Say how files fit together.

    Args:
        files: The files.
        joined: Their table.
        issues: Everything told about them.
        rulebook: Says in which years gemeenten were there.
    """
    return JoinReport(
        tuple(_file(number, file, joined, rulebook) for number, file in enumerate(files)),
        tuple(str(issue) for issue in issues if issue.code == kinds.WAARDE_VERSCHILT.code),
        tuple(issue.message for issue in issues if issue.code in _FALSE_ZEROS),
        tuple(_latest(joined.table)),
    )


def _file(number: int, file: FileTable, joined: Joined, rulebook: Rulebook) -> JoinedFile:
    fit, codes = joined.passend.passend[number], joined.table.code
    position = joined.positie[:, number]
    own = file.gebieden
    covered = {(code[:2], code[2:6]) for code in own.code}
    missing = [codes[row] for row in np.flatnonzero(position < 0).tolist()]
    refused = {*(other.code for other in (*fit.andere_naam, *fit.zonder_naam)), *fit.verdwenen}
    label = f"{file.bron.naam}, blad {file.bron.blad}" if file.bron.blad else file.bron.naam
    return JoinedFile(
        naam=label,
        jaar=file.bron.jaar,
        indeling=division_of(own.code, rulebook).words(),
        gekoppeld=int((position >= 0).sum()),
        alleen_hier=tuple(sorted(code for code in own.code if code not in fit.rij and code not in refused)),
        niet_hier=tuple(code for code in missing if (code[:2], code[2:6]) in covered),
        hernoemd=tuple(fit.hernoemd),
        hergecodeerd=tuple(fit.hergecodeerd),
        andere_naam=tuple(fit.andere_naam),
        omgezet=tuple(sorted(file.omgezet)),
        zonder_naam=tuple(fit.zonder_naam),
        alleen_code=tuple(sorted(fit.alleen_code)),
        verdwenen=tuple(fit.verdwenen),
    )


def _latest(table: BuurtTable) -> list[tuple[str, int]]:
    known = np.where(table.state < State.ONDERDRUKT, table.jaar, 0)
    latest = known.max(axis=0, initial=0).tolist()
    return [(name, year) for name, year in zip(table.indicatoren, latest, strict=True) if year]
